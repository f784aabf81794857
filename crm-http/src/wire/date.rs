//! Dates without a time.

use chrono::{Datelike, NaiveDate};
use crm_core::kernel::FieldError;

use super::findings::AtField;

/// Text that is not a date. Keeps what was given, cut to 64 characters.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not a date: expected one such as 2025-01-21")]
pub(crate) struct BadDate(String);

impl AtField for BadDate {
    fn at(self, field: &'static str) -> FieldError {
        FieldError { field, code: "time.bad", message: self.to_string() }
    }
}

/// Reads a date of the years 1 to 9999, as `2025-01-21`.
///
/// # Errors
/// [`BadDate`] for anything else.
pub(crate) fn date(text: &str) -> Result<NaiveDate, BadDate> {
    // chrono alone would take signs and missing zeros.
    let is_padded = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|date| is_padded && date.year() >= 1);
    date.ok_or_else(|| BadDate(text.chars().take(64).collect()))
}
