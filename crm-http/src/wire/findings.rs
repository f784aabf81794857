//! Every field of a request that does not hold, told at once.

use std::fmt::Display;

use crm_core::kernel::{
    BadMoney, BadPhone, BadText, BadTimestamp, BadZone, Change, FieldError, Invalid, NotACode, OutOfRange, Period, Zone,
};

use super::Problem;

/// A reason why a value does not hold that can be told about a field.
pub(crate) trait AtField {
    /// The finding about `field`.
    fn at(self, field: &'static str) -> FieldError;
}

macro_rules! at_field {
    ($($error:ty)+) => { $(
        impl AtField for $error {
            fn at(self, field: &'static str) -> FieldError {
                self.at(field)
            }
        }
    )+ };
}
at_field! { BadMoney BadPhone BadText BadTimestamp BadZone NotACode OutOfRange }

/// Collects what does not hold. A reader that finds nothing wrong gives the value; [`Findings::check`] refuses the rest.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<FieldError>);

impl Findings {
    /// The value, or `None` and a finding about the field.
    pub(crate) fn read<T, E: AtField>(&mut self, field: &'static str, read: Result<T, E>) -> Option<T> {
        read.map_err(|error| self.0.push(error.at(field))).ok()
    }
    /// The value of a field that may be left out; `None` too when it does not hold.
    pub(crate) fn maybe<I, T, E: AtField>(
        &mut self,
        field: &'static str,
        given: Option<I>,
        read: impl FnOnce(I) -> Result<T, E>,
    ) -> Option<T> {
        self.read(field, read(given?))
    }
    /// The change of a field that may be left out, emptied or set.
    pub(crate) fn change<I, T, E: AtField>(
        &mut self,
        field: &'static str,
        given: Change<I>,
        read: impl FnOnce(I) -> Result<T, E>,
    ) -> Change<T> {
        match given {
            Change::Keep => Change::Keep,
            Change::Clear => Change::Clear,
            Change::To(value) => self.read(field, read(value)).map_or(Change::Keep, Change::To),
        }
    }
    /// The period between two bounds of a filter, each with its field; `None` when neither is given or one does not hold.
    pub(crate) fn period(
        &mut self,
        zone: Zone,
        (from_field, from): (&'static str, Option<&str>),
        (to_field, to): (&'static str, Option<&str>),
    ) -> Option<Period> {
        match Period::from_input(zone, from, to) {
            Ok(period) => (period != Period::everything()).then_some(period),
            Err(bad) => {
                self.push(bad.at(from_field, to_field));
                None
            }
        }
    }
    /// One more finding.
    pub(crate) fn add(&mut self, field: &'static str, code: &'static str, message: impl Display) {
        self.0.push(FieldError { field, code, message: message.to_string() });
    }
    /// One more finding that is made already.
    pub(crate) fn push(&mut self, finding: FieldError) {
        self.0.push(finding);
    }
    /// Refuses when there are findings.
    ///
    /// # Errors
    /// All of them: code `invalid`, 422.
    pub(crate) fn check(self) -> Result<(), Problem> {
        Ok(Invalid::check(self.0)?)
    }
    /// What was read, unless something was found.
    ///
    /// # Errors
    /// As [`Findings::check`]. A missing value without a finding is a defect of the caller and is told as one field.
    pub(crate) fn complete<T>(self, read: Option<T>) -> Result<T, Problem> {
        self.check()?;
        read.ok_or_else(|| Problem::field("body", "request.bad_value", "a value is missing"))
    }
}
