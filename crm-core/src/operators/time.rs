//! Work time added up: sums over the log, per local day.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDate;

use super::{WorkState, WorkStateEntry};
use crate::kernel::{OperatorId, Period, Text, Timestamp, Zone};

/// Time spent in a work state for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    /// The state.
    pub state: WorkState,
    /// Why, if it was said.
    pub reason: Option<Text<200>>,
    /// How long, whole microseconds.
    pub time: Duration,
}

/// What a user's time in a local day was spent on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkDay {
    /// The day of the zone.
    pub day: NaiveDate,
    /// Each state and reason once, by code.
    pub spent: Vec<Spent>,
}

/// What a user's time was spent on, day by day. The sums tile the part of the period from when the user was added to now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkTime {
    /// Whose.
    pub operator: OperatorId,
    /// Whose days.
    pub zone: Zone,
    /// The days on which there was time to spend, ascending.
    pub days: Vec<WorkDay>,
    /// All of them together.
    pub total: Vec<Spent>,
}

/// How long all of it took in one state, whatever the reasons.
pub fn time_in(spent: &[Spent], state: &WorkState) -> Duration {
    spent.iter().filter(|spent| spent.state == *state).map(|spent| spent.time).sum()
}

type Sums = BTreeMap<(WorkState, Option<Text<200>>), Duration>;

impl WorkTime {
    /// The longest period that is added up at once.
    pub const LONGEST: Duration = Duration::from_hours(366 * 24 + 1);

    /// Adds up the entries of a user's log that touch the period. The open one lasts until now.
    pub fn of(operator: OperatorId, log: &[WorkStateEntry], period: Period, zone: Zone, now: Timestamp) -> Self {
        let mut days: BTreeMap<NaiveDate, Sums> = BTreeMap::new();
        let mut total = Sums::new();
        for entry in log {
            let from = entry.from.max(period.from());
            let to = entry.to.unwrap_or(now).min(period.to());
            let Ok(part) = Period::new(from, to) else { continue };
            let kind = (entry.state.clone(), entry.reason.clone());
            for (day, part) in part.local_days(zone) {
                let time = part.to().since(part.from());
                *days.entry(day).or_default().entry(kind.clone()).or_default() += time;
                *total.entry(kind.clone()).or_default() += time;
            }
        }
        let days = days.into_iter().map(|(day, sums)| WorkDay { day, spent: spent(sums) }).collect();
        Self { operator, zone, days, total: spent(total) }
    }
}

fn spent(sums: Sums) -> Vec<Spent> {
    let mut spent: Vec<Spent> = sums.into_iter().map(|((state, reason), time)| Spent { state, reason, time }).collect();
    spent.sort_by(|one, other| (one.state.code(), &one.reason).cmp(&(other.state.code(), &other.reason)));
    spent
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds).unwrap()
    }

    fn log(begin: i64, steps: &[(usize, bool, i64)]) -> Vec<WorkStateEntry> {
        let mut from = begin;
        let mut log: Vec<WorkStateEntry> = Vec::new();
        for (state, reason, length) in steps {
            log.push(WorkStateEntry {
                operator: OperatorId::new(1).unwrap(),
                state: WorkState::ALL[*state].clone(),
                reason: reason.then(|| Text::new("обед").unwrap()),
                from: at(from),
                to: Some(at(from + length)),
            });
            from += length;
        }
        if let Some(last) = log.last_mut() {
            last.to = None;
        }
        log
    }

    fn sum(spent: &[Spent]) -> Duration {
        spent.iter().map(|spent| spent.time).sum()
    }

    /// Clocks of Berlin skip an hour on the first Sunday of this week and repeat one in the last.
    #[test]
    fn a_day_on_which_clocks_change_has_the_hours_it_has() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        for (day, hours) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)] {
            let day: NaiveDate = day.parse().unwrap();
            let log = log(1_700_000_000, &[(0, false, 1), (1, false, 1)]);
            let time =
                WorkTime::of(OperatorId::new(1).unwrap(), &log, Period::day(berlin, day), berlin, Timestamp::MAX);
            assert_eq!(time.days.iter().map(|of| of.day).collect::<Vec<_>>(), [day]);
            assert_eq!(time_in(&time.total, &WorkState::Online), Duration::from_secs(hours * 3600));
        }
    }

    proptest! {
        #[test]
        fn sums_tile_the_period_since_the_user_is_there_until_now(
            steps in prop::collection::vec((0usize..5, any::<bool>(), 0i64..200_000), 1..40),
            from in -200_000i64..4_000_000, length in 0i64..4_000_000, passed in -50_000i64..300_000,
            zone in prop::sample::select(vec!["Europe/Berlin", "Europe/Moscow", "America/Sao_Paulo", "Pacific/Apia"]),
        ) {
            // A fortnight before Berlin's clocks skip an hour.
            let begin = 1_773_000_000;
            let zone = Zone::parse(zone).unwrap();
            let log = log(begin, &steps);
            let period = Period::new(at(begin + from), at(begin + from + length)).unwrap();
            let open = log.last().unwrap().from;
            let now = at(open.seconds() + passed);
            let time = WorkTime::of(OperatorId::new(1).unwrap(), &log, period, zone, now);
            // A clock that went back shows less than what is logged already.
            let covered = period.to().min(now.max(open)).since(period.from().max(at(begin)));
            prop_assert_eq!(sum(&time.total), covered);
            prop_assert_eq!(time.days.iter().map(|day| sum(&day.spent)).sum::<Duration>(), covered);
            for WorkDay { day, spent } in &time.days {
                let whole = Period::day(zone, *day);
                prop_assert!(sum(spent) <= whole.to().since(whole.from()));
                prop_assert!(spent.windows(2).all(|pair| (pair[0].state.code(), &pair[0].reason) < (pair[1].state.code(), &pair[1].reason)));
            }
        }
    }
}
