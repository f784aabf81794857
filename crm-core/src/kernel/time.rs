//! Instants.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::FieldError;

/// An instant, in whole microseconds since 1970-01-01T00:00:00Z, from year 1 to year 9999.
///
/// Microseconds are what every backend stores exactly, so a value read back equals the value written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// Text or a number that is not an instant of the years 1 to 9999.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a time: expected RFC 3339, such as 2025-01-21T10:00:00Z")]
pub struct BadTimestamp(pub String);

impl BadTimestamp {
    /// The finding, about `field`: code `time.bad`.
    pub fn at(self, field: &'static str) -> FieldError {
        FieldError { field, code: "time.bad", message: self.to_string() }
    }
}

// Years 1 and 9999: what RFC 3339 and every backend can hold.
const MIN: i64 = -62_135_596_800_000_000;
const MAX: i64 = 253_402_300_799_999_999;

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);
    /// The earliest instant, 0001-01-01T00:00:00Z.
    pub const MIN: Self = Self(MIN);
    /// The latest instant, 9999-12-31T23:59:59.999999Z.
    pub const MAX: Self = Self(MAX);

    /// From microseconds since the epoch; `None` outside the years 1 to 9999.
    pub const fn from_micros(micros: i64) -> Option<Self> {
        if micros >= MIN && micros <= MAX { Some(Self(micros)) } else { None }
    }
    /// From whole seconds since the epoch; `None` outside the years 1 to 9999.
    pub const fn from_seconds(seconds: i64) -> Option<Self> {
        match seconds.checked_mul(1_000_000) {
            Some(micros) => Self::from_micros(micros),
            None => None,
        }
    }
    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// Whole seconds since the epoch, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }
    /// This instant plus a duration, stopping at [`Timestamp::MAX`].
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        let micros = i64::try_from(duration.as_micros()).unwrap_or(i64::MAX);
        Self(self.0.saturating_add(micros).min(MAX))
    }
    /// This instant less a duration, stopping at [`Timestamp::MIN`].
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        let micros = i64::try_from(duration.as_micros()).unwrap_or(i64::MAX);
        Self(self.0.saturating_sub(micros).max(MIN))
    }
    /// The first instant of its month in UTC.
    #[must_use]
    pub fn start_of_month(self) -> Self {
        let day = self.to_chrono().date_naive();
        let first = day.with_day(1).unwrap_or(day).and_time(NaiveTime::MIN).and_utc();
        Self::from_chrono(first).unwrap_or(self)
    }
    /// How long after `earlier` this is; zero when it is not after.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
    /// The same instant as chrono knows it.
    pub fn to_chrono(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or_default()
    }
    /// The instant of a chrono time, cut to microseconds; `None` outside the years 1 to 9999.
    pub fn from_chrono(time: DateTime<Utc>) -> Option<Self> {
        Self::from_micros(time.timestamp_micros())
    }
    /// Reads RFC 3339 with any offset.
    ///
    /// # Errors
    /// [`BadTimestamp`] for anything else.
    pub fn parse(text: &str) -> Result<Self, BadTimestamp> {
        DateTime::parse_from_rfc3339(text.trim())
            .ok()
            .and_then(|time| Self::from_chrono(time.with_timezone(&Utc)))
            .ok_or_else(|| BadTimestamp(text.chars().take(64).collect()))
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC, with as many fractional digits as the value needs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match self.0.rem_euclid(1_000_000) {
            0 => SecondsFormat::Secs,
            n if n % 1000 == 0 => SecondsFormat::Millis,
            _ => SecondsFormat::Micros,
        };
        f.write_str(&self.to_chrono().to_rfc3339_opts(format, true))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::{BadTimestamp, Timestamp};

    #[test]
    fn any_offset_is_read_and_utc_is_written_with_the_digits_it_needs() {
        let written = |text: &str| Timestamp::parse(text).unwrap().to_string();
        assert_eq!(written("2025-01-21T13:00:00+03:00"), "2025-01-21T10:00:00Z");
        assert_eq!(written(" 2025-01-21T10:00:00.500Z "), "2025-01-21T10:00:00.500Z");
        assert_eq!(written("2025-01-21T10:00:00.0000019Z"), "2025-01-21T10:00:00.000001Z");
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in
            ["", "2025-01-21", "2025-01-21T10:00:00", "1737453600", "2025-02-30T10:00:00Z", "10000-01-01T00:00:00Z"]
        {
            assert_eq!(Timestamp::parse(text), Err(BadTimestamp(text.to_owned())));
        }
        assert_eq!(Timestamp::parse("0001-01-01T00:00:00+01:00").unwrap_err().at("dateFrom").code, "time.bad");
    }

    #[test]
    fn the_ends_are_the_years_1_and_9999() {
        assert_eq!(Timestamp::MIN.to_string(), "0001-01-01T00:00:00Z");
        assert_eq!(Timestamp::MAX.to_string(), "9999-12-31T23:59:59.999999Z");
        assert_eq!(Timestamp::from_micros(Timestamp::MIN.micros() - 1), None);
        assert_eq!(Timestamp::from_micros(Timestamp::MAX.micros() + 1), None);
        assert_eq!(Timestamp::from_seconds(i64::MAX), None);
    }

    #[test]
    fn steps_stop_at_the_ends() {
        assert_eq!(Timestamp::EPOCH.plus(Duration::MAX), Timestamp::MAX);
        assert_eq!(Timestamp::EPOCH.minus(Duration::MAX), Timestamp::MIN);
        assert_eq!(Timestamp::MAX.plus(Duration::from_micros(1)), Timestamp::MAX);
        assert_eq!(Timestamp::MIN.minus(Duration::from_micros(1)), Timestamp::MIN);
        assert_eq!(Timestamp::MIN.since(Timestamp::MAX), Duration::ZERO);
        assert_eq!(Timestamp::from_micros(-1).unwrap().seconds(), -1);
    }

    fn any_instant() -> impl Strategy<Value = Timestamp> {
        (Timestamp::MIN.micros()..=Timestamp::MAX.micros()).prop_map(|n| Timestamp::from_micros(n).unwrap())
    }

    proptest! {
        #[test]
        fn every_instant_reads_back_from_text_json_and_chrono(at in any_instant()) {
            prop_assert_eq!(Timestamp::parse(&at.to_string()), Ok(at));
            let json = serde_json::to_string(&at).unwrap();
            prop_assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), at);
            prop_assert_eq!(Timestamp::from_chrono(at.to_chrono()), Some(at));
        }

        #[test]
        fn what_is_added_is_what_passed(at in any_instant(), micros in 0u64..=1 << 50) {
            let step = Duration::from_micros(micros);
            let later = at.plus(step);
            prop_assert!(later == Timestamp::MAX || later.since(at) == step);
            prop_assert!(later == Timestamp::MAX || later.minus(step) == at);
        }

        #[test]
        fn arbitrary_text_never_panics(text in any::<String>()) {
            let _ = Timestamp::parse(&text);
        }
    }
}
