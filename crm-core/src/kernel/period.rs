//! Periods: half-open spans of time, cut into the local days of a zone.

use chrono::{Datelike, NaiveDate};

use super::{Code, FieldError, Timestamp, Zone};

/// Instants from `from` up to, but not including, `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    from: Timestamp,
    to: Timestamp,
}

/// Bounds that do not make a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPeriod {
    /// The first bound cannot be read. Keeps what was given, cut to 64 characters.
    #[error("{0:?} is not a time: expected a date such as 2025-01-21, or RFC 3339 such as 2025-01-21T10:00:00Z")]
    From(String),
    /// The last bound cannot be read. Keeps what was given, cut to 64 characters.
    #[error("{0:?} is not a time: expected a date such as 2025-01-21, or RFC 3339 such as 2025-01-21T10:00:00Z")]
    To(String),
    /// The last bound lies before the first.
    #[error("must not lie before the start of the period")]
    Reversed,
}

impl BadPeriod {
    /// The stable code: `time.bad` or `period.reversed`.
    pub const fn code(&self) -> Code {
        match self {
            Self::From(_) | Self::To(_) => "time.bad",
            Self::Reversed => "period.reversed",
        }
    }
    /// The finding, about whichever of the two fields it concerns.
    pub fn at(self, from: &'static str, to: &'static str) -> FieldError {
        let field = if matches!(self, Self::From(_)) { from } else { to };
        FieldError { field, code: self.code(), message: self.to_string() }
    }
}

impl Period {
    /// The instants from `from` up to, not including, `to`; empty when they are the same.
    ///
    /// # Errors
    /// [`BadPeriod::Reversed`] when `to` lies before `from`.
    pub fn new(from: Timestamp, to: Timestamp) -> Result<Self, BadPeriod> {
        if to < from { Err(BadPeriod::Reversed) } else { Ok(Self { from, to }) }
    }
    /// One local day.
    pub fn day(zone: Zone, date: NaiveDate) -> Self {
        let next = date.succ_opt().map_or(Timestamp::MAX, |next| zone.start_of_day(next));
        Self { from: zone.start_of_day(date), to: next }
    }
    /// The local days from `first` to `last`, both included.
    ///
    /// # Errors
    /// [`BadPeriod::Reversed`] when `last` lies before `first`.
    pub fn days(zone: Zone, first: NaiveDate, last: NaiveDate) -> Result<Self, BadPeriod> {
        if last < first {
            return Err(BadPeriod::Reversed);
        }
        Self::new(zone.start_of_day(first), Self::day(zone, last).to)
    }
    /// All time, save the very last microsecond of the year 9999.
    pub const fn everything() -> Self {
        Self { from: Timestamp::MIN, to: Timestamp::MAX }
    }
    /// Reads the two bounds of a filter. Each is RFC 3339, or a date without time: as `from` its first instant, as `to`
    /// the whole day included. A missing or blank bound leaves that side open.
    ///
    /// # Errors
    /// [`BadPeriod`] when a bound cannot be read or `to` lies before `from`.
    pub fn from_input(zone: Zone, from: Option<&str>, to: Option<&str>) -> Result<Self, BadPeriod> {
        let cut = |text: &str| text.chars().take(64).collect();
        let from = match given(from) {
            None => Timestamp::MIN,
            Some(text) => Self::read(zone, text).ok_or_else(|| BadPeriod::From(cut(text)))?.from,
        };
        let to = match given(to) {
            None => Timestamp::MAX,
            Some(text) => {
                let last = Self::read(zone, text).ok_or_else(|| BadPeriod::To(cut(text)))?;
                // The whole day lies before the start, though its end may touch it.
                if !last.is_empty() && last.to <= from {
                    return Err(BadPeriod::Reversed);
                }
                last.to
            }
        };
        Self::new(from, to)
    }
    /// The period one written bound stands for: a whole day, or a single instant's empty one.
    fn read(zone: Zone, text: &str) -> Option<Self> {
        if let Ok(at) = Timestamp::parse(text) {
            return Some(Self { from: at, to: at });
        }
        // chrono alone would take signs and missing zeros.
        let is_padded = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        (is_padded && date.year() >= 1).then(|| Self::day(zone, date))
    }
    /// The first instant inside.
    pub const fn from(self) -> Timestamp {
        self.from
    }
    /// The first instant after.
    pub const fn to(self) -> Timestamp {
        self.to
    }
    /// Whether the instant lies inside.
    pub fn contains(self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }
    /// Whether no instant lies inside.
    pub fn is_empty(self) -> bool {
        self.from == self.to
    }
    /// The local days of the period in order, each with its part of the period: the first and last may be cut. A day that
    /// the zone skipped is left out.
    pub fn local_days(self, zone: Zone) -> impl Iterator<Item = (NaiveDate, Self)> {
        zone.day_of(self.from)
            .iter_days()
            .map(move |date| (date, Self::day(zone, date)))
            .take_while(move |(_, day)| day.from < self.to)
            .map(move |(date, day)| (date, Self { from: day.from.max(self.from), to: day.to.min(self.to) }))
            .filter(|(_, day)| !day.is_empty())
    }
}

fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BadPeriod, Period, Timestamp, Zone};
    use crate::kernel::zone::tests::{any_date, at, date, hours, telling_zone, zone};

    #[test]
    fn a_day_that_the_zone_skipped_is_empty_and_not_listed() {
        let apia = zone("Pacific/Apia");
        assert!(Period::day(apia, date("2011-12-30")).is_empty());
        let week = Period::days(apia, date("2011-12-28"), date("2012-01-01")).unwrap();
        let listed: Vec<String> = week.local_days(apia).map(|(day, _)| day.format("%d").to_string()).collect();
        assert_eq!(listed, ["28", "29", "31", "01"]);
        assert_eq!(hours(week), 4 * 24);
    }

    #[test]
    fn a_period_is_half_open() {
        let period = Period::new(at("2025-01-21T10:00:00Z"), at("2025-01-21T11:00:00Z")).unwrap();
        assert!(period.contains(period.from()) && !period.contains(period.to()));
        assert_eq!(Period::new(period.to(), period.from()), Err(BadPeriod::Reversed));
        let instant = Period::new(period.from(), period.from()).unwrap();
        assert!(instant.is_empty() && !instant.contains(period.from()));
        assert_eq!(instant.local_days(Zone::UTC).count(), 0);
    }

    #[test]
    fn a_written_last_day_is_included_and_a_written_instant_is_not() {
        let read = |from, to| Period::from_input(Zone::MOSCOW, from, to);
        let days = read(Some("2025-01-21"), Some(" 2025-01-22 ")).unwrap();
        assert_eq!((days.from(), days.to()), (at("2025-01-20T21:00:00Z"), at("2025-01-22T21:00:00Z")));
        assert_eq!(Ok(days), Period::days(Zone::MOSCOW, date("2025-01-21"), date("2025-01-22")));
        assert_eq!(hours(read(Some("2025-01-21"), Some("2025-01-21")).unwrap()), 24);
        let mixed = read(Some("2025-01-21T10:00:00+03:00"), Some("2025-01-21T08:00:00Z")).unwrap();
        assert_eq!((mixed.from(), mixed.to()), (at("2025-01-21T07:00:00Z"), at("2025-01-21T08:00:00Z")));
        assert_eq!(read(None, Some(" ")), Ok(Period::everything()));
    }

    #[test]
    fn a_bound_that_cannot_be_read_is_named_by_its_field() {
        let finding = |from, to| {
            let error = Period::from_input(Zone::UTC, from, to).unwrap_err().at("dateFrom", "dateTo");
            (error.field, error.code)
        };
        for bad in [
            "2025-1-21",
            "21.01.2025",
            "2025-02-30",
            "2025-01-21T10:00:00",
            "0000-01-01",
            "2025- 1-21",
            "+2025-01-1",
            "now",
        ] {
            assert_eq!(finding(Some(bad), None), ("dateFrom", "time.bad"), "{bad}");
            assert_eq!(finding(None, Some(bad)), ("dateTo", "time.bad"), "{bad}");
        }
        assert_eq!(finding(Some("2025-01-22"), Some("2025-01-21")), ("dateTo", "period.reversed"));
    }

    proptest! {
        #[test]
        fn days_tile_a_period_without_gap_or_overlap(
            zone in telling_zone(), first in any_date(), length in 0i64..200_000_000, cut in 0i64..86_400_000_000,
        ) {
            let from = Timestamp::from_micros(zone.start_of_day(first).micros() + cut).unwrap();
            let period = Period::new(from, Timestamp::from_micros(from.micros() + length * 100_000).unwrap()).unwrap();
            let (mut reached, mut last) = (period.from(), None);
            for (day, part) in period.local_days(zone) {
                prop_assert_eq!(part.from(), reached);
                prop_assert!(part.to() > part.from() && last < Some(day));
                let latest = Timestamp::from_micros(part.to().micros() - 1).unwrap();
                prop_assert_eq!((zone.day_of(part.from()), zone.day_of(latest)), (day, day));
                (reached, last) = (part.to(), Some(day));
            }
            prop_assert_eq!(reached, period.to());
        }
    }
}
