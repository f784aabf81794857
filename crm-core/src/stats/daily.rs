//! Rows per local day: the days of the period in order, those without anything included.

use chrono::NaiveDate;

use super::{CallCounts, CallOutcome, StatsError};
use crate::kernel::{Period, Timestamp, Zone};

/// The most days one answer holds: ten years.
pub const MAX_DAYS: usize = 3_660;

/// What happened at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayEntry {
    /// A call started that ended so.
    Call(CallOutcome),
    /// An order was created.
    Order,
}

/// One local day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRow {
    /// The date on the zone's clocks.
    pub date: NaiveDate,
    /// The part of the day that lies in the period.
    pub part: Period,
    /// Calls started in it.
    pub calls: CallCounts,
    /// Orders created in it.
    pub orders: u64,
}

/// Counts entries by the local day they belong to. Entries may come in any order; those outside the period count nowhere.
/// An empty period has no days. A day that the zone skipped is left out.
///
/// # Errors
/// [`StatsError::PeriodTooLong`] above [`MAX_DAYS`] days.
pub fn daily(
    period: Period,
    zone: Zone,
    entries: impl IntoIterator<Item = (Timestamp, DayEntry)>,
) -> Result<Vec<DayRow>, StatsError> {
    let empty = |(date, part)| DayRow { date, part, calls: CallCounts::default(), orders: 0 };
    let mut rows: Vec<DayRow> = period.local_days(zone).take(MAX_DAYS + 1).map(empty).collect();
    if rows.len() > MAX_DAYS {
        return Err(StatsError::PeriodTooLong);
    }
    for (at, entry) in entries {
        count_in(&mut rows, at, entry);
    }
    Ok(rows)
}

/// Counts an entry in the row it belongs to, if there is one.
pub(super) fn count_in(rows: &mut [DayRow], at: Timestamp, entry: DayEntry) {
    // The days tile the period, so the last one that has begun is the one.
    let begun = rows.partition_point(|row| row.part.from() <= at);
    let Some(row) = begun.checked_sub(1).and_then(|last| rows.get_mut(last)).filter(|row| row.part.contains(at)) else {
        return;
    };
    match entry {
        DayEntry::Call(outcome) => row.calls.add(outcome),
        DayEntry::Order => row.orders = row.orders.saturating_add(1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ACCEPTED: DayEntry = DayEntry::Call(CallOutcome::Accepted);
    const MISSED: DayEntry = DayEntry::Call(CallOutcome::Missed);

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    fn days(zone: Zone, first: &str, last: &str) -> Period {
        Period::days(zone, first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    /// Each row as date, accepted, missed, orders.
    fn shown(period: Period, zone: Zone, entries: &[(&str, DayEntry)]) -> Vec<(String, u64, u64, u64)> {
        daily(period, zone, entries.iter().map(|(text, entry)| (at(text), *entry)))
            .unwrap()
            .iter()
            .map(|row| (row.date.to_string(), row.calls.accepted, row.calls.missed, row.orders))
            .collect()
    }

    fn row(date: &str, accepted: u64, missed: u64, orders: u64) -> (String, u64, u64, u64) {
        (date.to_owned(), accepted, missed, orders)
    }

    #[test]
    fn days_without_calls_are_rows_too() {
        let period = days(Zone::MOSCOW, "2025-01-20", "2025-01-23");
        let entries = [
            ("2025-01-22T20:59:59.999999Z", ACCEPTED),
            ("2025-01-20T09:00:00Z", DayEntry::Order),
            ("2025-01-19T21:00:00Z", MISSED),
            ("2025-01-19T20:59:59.999999Z", MISSED),
            ("2025-01-23T21:00:00Z", ACCEPTED),
        ];
        let expected = [
            row("2025-01-20", 0, 1, 1),
            row("2025-01-21", 0, 0, 0),
            row("2025-01-22", 1, 0, 0),
            row("2025-01-23", 0, 0, 0),
        ];
        assert_eq!(shown(period, Zone::MOSCOW, &entries), expected);
    }

    #[test]
    fn the_same_instant_is_another_day_in_another_city() {
        // 21:30 in Moscow (UTC+3), half past midnight in Omsk (UTC+6).
        let entries = [("2025-01-20T18:30:00Z", ACCEPTED)];
        let in_zone = |zone| shown(days(zone, "2025-01-20", "2025-01-21"), zone, &entries);
        assert_eq!(in_zone(Zone::MOSCOW), [row("2025-01-20", 1, 0, 0), row("2025-01-21", 0, 0, 0)]);
        assert_eq!(in_zone(zone("Asia/Omsk")), [row("2025-01-20", 0, 0, 0), row("2025-01-21", 1, 0, 0)]);
    }

    #[test]
    fn the_day_clocks_change_has_its_own_23_or_25_hours() {
        let berlin = zone("Europe/Berlin");
        let calls = |from: &str, hours: u64| -> Vec<(Timestamp, DayEntry)> {
            let hour = |n| std::time::Duration::from_secs(3600 * n);
            (0..hours).map(|n| (at(from).plus(hour(n)), ACCEPTED)).collect()
        };
        let accepted = |period, entries| -> Vec<u64> {
            daily(period, berlin, entries).unwrap().iter().map(|row| row.calls.accepted).collect()
        };
        // A call each hour of three days, by the clock of UTC.
        let spring = days(berlin, "2025-03-29", "2025-03-31");
        assert_eq!(accepted(spring, calls("2025-03-28T23:00:00Z", 71)), [24, 23, 24]);
        let autumn = days(berlin, "2025-10-25", "2025-10-27");
        assert_eq!(accepted(autumn, calls("2025-10-24T22:00:00Z", 73)), [24, 25, 24]);
    }

    #[test]
    fn an_empty_period_and_one_of_a_single_instant_have_no_days() {
        let noon = at("2025-01-21T09:00:00Z");
        let instant = Period::new(noon, noon).unwrap();
        assert_eq!(daily(instant, Zone::MOSCOW, [(noon, ACCEPTED)]), Ok(Vec::new()));
        assert_eq!(daily(instant, Zone::MOSCOW, []), Ok(Vec::new()));
    }

    #[test]
    fn a_period_of_one_microsecond_is_one_row_that_says_how_little_it_covers() {
        let (noon, next) = (at("2025-01-21T09:00:00Z"), at("2025-01-21T09:00:00.000001Z"));
        let period = Period::new(noon, next).unwrap();
        let rows = daily(period, Zone::MOSCOW, [(noon, ACCEPTED), (next, ACCEPTED)]).unwrap();
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((row.part, row.calls.total()), (period, 1));
    }

    #[test]
    fn an_open_period_is_refused_rather_than_filled_with_millennia() {
        assert_eq!(daily(Period::everything(), Zone::UTC, []), Err(StatsError::PeriodTooLong));
        let ten_years = days(Zone::UTC, "2015-01-01", "2024-12-31");
        assert_eq!(daily(ten_years, Zone::UTC, []).unwrap().len(), 3_653);
    }

    proptest! {
        #[test]
        fn every_entry_of_the_period_is_in_the_row_of_its_day(
            name in prop::sample::select(vec!["Europe/Moscow", "Asia/Omsk", "Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo"]),
            from in 1_500_000_000i64..1_750_000_000, length in 0i64..2_000_000,
            offsets in prop::collection::vec(-100_000i64..2_100_000, 0..60),
        ) {
            let zone = zone(name);
            let at = |seconds| Timestamp::from_seconds(seconds).unwrap();
            let period = Period::new(at(from), at(from + length)).unwrap();
            let instants: Vec<Timestamp> = offsets.iter().map(|offset| at(from + offset)).collect();
            let rows = daily(period, zone, instants.iter().map(|&at| (at, MISSED))).unwrap();
            for row in &rows {
                let here = instants.iter().filter(|&&at| period.contains(at) && zone.day_of(at) == row.date).count();
                prop_assert_eq!(row.calls.missed, here as u64);
            }
            let inside = instants.iter().filter(|&&at| period.contains(at)).count();
            prop_assert_eq!(rows.iter().map(|row| row.calls.total()).sum::<u64>(), inside as u64);
        }
    }
}
