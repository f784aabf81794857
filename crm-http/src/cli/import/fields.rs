//! The values of a row, read by the core's own types; every finding of a row is told at once.

use chrono::NaiveDateTime;
use crm_core::kernel::{BadTimestamp, FieldError, NotACode, Text, Timestamp, Zone};

use super::table::Row;

/// Reads the fields of a row and gathers what does not hold.
#[derive(Debug)]
pub(super) struct Fields<'r> {
    row: &'r Row,
    findings: Vec<FieldError>,
}

impl<'r> Fields<'r> {
    pub(super) fn of(row: &'r Row) -> Self {
        Self { row, findings: Vec::new() }
    }

    /// The value of a field that may be blank.
    pub(super) fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&'r str) -> Result<T, FieldError>,
    ) -> Option<T> {
        match read(self.row.get(name)?) {
            Ok(value) => Some(value),
            Err(finding) => {
                self.find(finding);
                None
            }
        }
    }
    /// The value of a field that may not be blank.
    pub(super) fn required<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&'r str) -> Result<T, FieldError>,
    ) -> Option<T> {
        if self.row.get(name).is_none() {
            self.find(FieldError { field: name, code: "import.required", message: "must be given".to_owned() });
        }
        self.optional(name, read)
    }
    /// A text of limited length.
    pub(super) fn text<const MAX: usize>(&mut self, name: &'static str) -> Option<Text<MAX>> {
        self.optional(name, |text| Text::new(text).map_err(|error| error.at(name)))
    }
    /// A text of limited length that may not be blank.
    pub(super) fn required_text<const MAX: usize>(&mut self, name: &'static str) -> Option<Text<MAX>> {
        self.required(name, |text| Text::new(text).map_err(|error| error.at(name)))
    }
    /// A word of a closed set that may not be blank.
    pub(super) fn code<T>(&mut self, name: &'static str, parse: fn(&str) -> Result<T, NotACode>) -> Option<T> {
        self.required(name, |word| parse(word).map_err(|error| error.at(name)))
    }
    /// A whole number of seconds; 0 when blank.
    pub(super) fn seconds(&mut self, name: &'static str) -> u32 {
        let read = |text: &str| text.parse().map_err(|_| bad_number(name));
        self.optional(name, read).unwrap_or_default()
    }
    /// Tells a finding.
    pub(super) fn find(&mut self, finding: FieldError) {
        self.findings.push(finding);
    }
    /// What was read, when everything holds.
    ///
    /// # Errors
    /// Everything that does not.
    pub(super) fn finish<T>(self, read: Option<T>) -> Result<T, Vec<FieldError>> {
        match read {
            Some(value) if self.findings.is_empty() => Ok(value),
            _ => Err(self.findings),
        }
    }
}

fn bad_number(field: &'static str) -> FieldError {
    FieldError { field, code: "import.bad_number", message: "must be a whole number of seconds".to_owned() }
}

/// An instant: RFC 3339, or a time without offset such as `2026-01-12 09:00:00` by the clocks of `zone`. A time that its
/// clocks show twice is the earlier one.
pub(super) fn instant(field: &'static str, text: &str, zone: Zone) -> Result<Timestamp, FieldError> {
    const LOCAL: [&str; 4] = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    if let Ok(at) = Timestamp::parse(text) {
        return Ok(at);
    }
    let local = LOCAL.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let instants = |local| zone.instants(local).next();
    local.and_then(instants).ok_or_else(|| BadTimestamp(text.chars().take(64).collect()).at(field))
}
