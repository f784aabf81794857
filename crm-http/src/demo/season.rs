//! When clients call: more on working days, more in the morning, and more and more over the year.

use chrono::{Datelike, NaiveDate, Weekday};

/// The days of the year with their share of its calls.
#[derive(Debug, Clone, Copy)]
pub(super) struct Season {
    first: NaiveDate,
    last: NaiveDate,
    /// Calls of a day of weight 1.
    unit: f64,
}

/// The hours in which people call, on the clocks of their city, and how many of a hundred calls come in each.
pub(super) const HOURS: [(u32, f64); 14] = [
    (8, 2.0),
    (9, 7.0),
    (10, 11.0),
    (11, 12.0),
    (12, 10.0),
    (13, 8.0),
    (14, 8.0),
    (15, 8.0),
    (16, 8.0),
    (17, 8.0),
    (18, 7.0),
    (19, 6.0),
    (20, 3.0),
    (21, 2.0),
];

/// The last weeks have more calls: what an office does now is looked at more closely than what it did a year ago.
const LATE_DAYS: i64 = 28;
const LATE: f64 = 2.2;

impl Season {
    /// So many calls, from the first day to the last.
    pub(super) fn new(first: NaiveDate, last: NaiveDate, calls: u32) -> Self {
        let season = Self { first, last, unit: 1.0 };
        let weights: f64 = first.iter_days().take_while(|day| *day <= last).map(|day| season.calls(day)).sum();
        Self { unit: f64::from(calls) / weights.max(1.0), ..season }
    }

    /// How many calls are to be expected on a day, of all cities together.
    pub(super) fn calls(&self, day: NaiveDate) -> f64 {
        let of_week = match day.weekday() {
            Weekday::Mon => 1.2,
            Weekday::Tue => 1.1,
            Weekday::Wed | Weekday::Thu => 1.0,
            Weekday::Fri => 0.95,
            Weekday::Sat => 0.8,
            Weekday::Sun => 0.6,
        };
        let passed = (day - self.first).num_days().clamp(0, 10_000);
        let grown = 0.8 + 0.4 * f64::from(i32::try_from(passed).unwrap_or(0)) / 365.0;
        let late = if (self.last - day).num_days() < LATE_DAYS { LATE } else { 1.0 };
        self.unit * of_week * grown * late
    }

    /// How many calls are to be expected in a month, from the given day of it to its last.
    pub(super) fn calls_of_month(&self, from: NaiveDate) -> f64 {
        from.iter_days().take_while(|day| day.month() == from.month()).map(|day| self.calls(day)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_days_share_the_calls_and_the_last_weeks_have_more_of_them() {
        let season = Season::new(day("2025-01-01"), day("2025-12-31"), 5_000);
        let all: f64 = day("2025-01-01").iter_days().take(365).map(|day| season.calls(day)).sum();
        assert!((all - 5_000.0).abs() < 0.001, "{all}");
        assert!(season.calls(day("2025-12-22")) > 2.0 * season.calls(day("2025-11-24")));
        assert!(season.calls(day("2025-06-02")) > season.calls(day("2025-06-08")));
        let november: f64 = day("2025-11-01").iter_days().take(30).map(|day| season.calls(day)).sum();
        assert!((season.calls_of_month(day("2025-11-01")) - november).abs() < 0.001);
    }
}
