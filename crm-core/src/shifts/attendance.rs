//! Shifts beside the work log: who came when, and worked how long.

use std::time::Duration;

use super::Shift;
use crate::kernel::{Period, Timestamp};
use crate::operators::{WorkState, WorkStateEntry};

/// How long before a shift somebody may have come for it.
pub const EARLIEST_ARRIVAL: Duration = Duration::from_hours(2);

/// How a user kept a shift, as far as it has passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The shift.
    pub shift: Shift,
    /// The first instant at work from [`EARLIEST_ARRIVAL`] before the shift on. A break begins no work, it belongs to it.
    pub arrived: Option<Timestamp>,
    /// How long after the beginning that was; while nobody has come, how long the shift has lasted. Zero for an absence.
    pub late_by: Duration,
    /// How long before the end of a shift that is over the user was at work last. Zero for an absence.
    pub left_early_by: Duration,
    /// How long of the shift the user was online, on a call or wrapping up.
    pub worked: Duration,
    /// How long of the shift the user was on a break.
    pub on_break: Duration,
    /// Whether the shift is over and the user was never at work in it.
    pub absent: bool,
}

impl Attendance {
    /// The part of the work log that tells of a shift.
    pub fn window(shift: &Shift) -> Period {
        let from = shift.from.minus(EARLIEST_ARRIVAL);
        Period::new(from, shift.to.max(from)).unwrap_or(Period::everything())
    }

    /// Compares a shift with its user's log, oldest entry first, as it stands now. Entries that do not touch the shift's
    /// [`window`](Self::window) may be among them.
    pub fn of(shift: Shift, log: &[WorkStateEntry], now: Timestamp) -> Self {
        let window = Self::window(&shift);
        let over = now >= shift.to;
        let (mut arrived, mut left) = (None, None);
        let (mut worked, mut on_break) = (Duration::ZERO, Duration::ZERO);
        // Whether work has begun: before the first entry that is known, it may have.
        let mut begun = true;
        for entry in log {
            let works = matches!(entry.state, WorkState::Online | WorkState::Busy | WorkState::WrapUp);
            begun = works || (begun && entry.state == WorkState::Break);
            let from = entry.from.max(window.from());
            let to = entry.to.unwrap_or(now.max(entry.from)).min(window.to()).min(now);
            if !begun || to <= from {
                continue;
            }
            arrived = arrived.or(Some(from));
            left = Some(to);
            let in_shift = to.since(from.max(shift.from));
            if works {
                worked += in_shift;
            } else {
                on_break += in_shift;
            }
        }
        let absent = over && (worked + on_break).is_zero();
        let late_by = arrived.unwrap_or(now.min(shift.to)).since(shift.from);
        let left_early_by =
            if over { shift.to.since(left.unwrap_or(shift.from).max(shift.from)) } else { Duration::ZERO };
        let of_presence = |time| if absent { Duration::ZERO } else { time };
        Self {
            late_by: of_presence(late_by),
            left_early_by: of_presence(left_early_by),
            shift,
            arrived,
            worked,
            on_break,
            absent,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::{OperatorId, ShiftId, Version};

    const HOUR: i64 = 3600;

    /// Hours since the beginning of the shift, which lasts eight.
    fn at(hours: f64) -> Timestamp {
        #[expect(clippy::cast_possible_truncation, reason = "some hours")]
        Timestamp::from_seconds(1_768_000_000 + (hours * 3600.0) as i64).unwrap()
    }

    fn shift() -> Shift {
        Shift {
            id: ShiftId::new(1).unwrap(),
            version: Version::FIRST,
            operator: OperatorId::new(1).unwrap(),
            from: at(0.0),
            to: at(8.0),
            note: None,
            cancelled: false,
            created_at: at(-24.0),
            updated_at: at(-24.0),
        }
    }

    /// States with the hours at which they began; the last one lasts.
    fn log(states: &[(f64, WorkState)]) -> Vec<WorkStateEntry> {
        let ends = states.iter().skip(1).map(|(from, _)| Some(at(*from))).chain([None]);
        let entry = |(from, state): &(f64, WorkState), to| WorkStateEntry {
            operator: OperatorId::new(1).unwrap(),
            state: state.clone(),
            reason: None,
            from: at(*from),
            to,
        };
        states.iter().zip(ends).map(|(state, to)| entry(state, to)).collect()
    }

    fn hours(hours: f64) -> Duration {
        Duration::from_secs_f64(hours * 3600.0)
    }

    fn kept(states: &[(f64, WorkState)], now: f64) -> Attendance {
        Attendance::of(shift(), &log(states), at(now))
    }

    use WorkState::{Break, Busy, Offline, Online, WrapUp};

    #[test]
    fn who_comes_early_and_stays_is_neither_late_nor_early_away() {
        let kept =
            kept(&[(-9.0, Offline), (-0.5, Online), (2.0, Busy), (2.5, WrapUp), (3.0, Break), (4.0, Online)], 9.0);
        assert_eq!((kept.arrived, kept.late_by, kept.left_early_by), (Some(at(-0.5)), hours(0.0), hours(0.0)));
        assert_eq!((kept.worked, kept.on_break, kept.absent), (hours(7.0), hours(1.0), false));
    }

    #[test]
    fn who_comes_late_and_leaves_early_is_both() {
        let kept = kept(&[(-9.0, Offline), (0.25, Online), (7.0, Offline)], 9.0);
        assert_eq!((kept.arrived, kept.late_by, kept.left_early_by), (Some(at(0.25)), hours(0.25), hours(1.0)));
        assert_eq!(kept.worked, hours(6.75));
    }

    #[test]
    fn a_break_before_the_first_work_is_no_arrival() {
        let kept = kept(&[(-9.0, Offline), (0.0, Break), (1.0, Online)], 8.0);
        assert_eq!((kept.arrived, kept.on_break, kept.worked), (Some(at(1.0)), hours(0.0), hours(7.0)));
    }

    #[test]
    fn nobody_came() {
        let kept = kept(&[(-9.0, Online), (-3.0, Offline)], 8.0);
        assert_eq!((kept.arrived, kept.absent), (None, true));
        assert_eq!((kept.late_by, kept.left_early_by), (hours(0.0), hours(0.0)));
    }

    #[test]
    fn who_left_before_the_shift_began_was_absent() {
        let kept = kept(&[(-1.0, Online), (-0.5, Offline)], 8.0);
        assert_eq!((kept.arrived, kept.absent), (Some(at(-1.0)), true));
    }

    #[test]
    fn a_shift_under_way_counts_as_far_as_it_has_come() {
        let waiting = kept(&[(-9.0, Offline)], 0.5);
        assert_eq!((waiting.late_by, waiting.absent), (hours(0.5), false));
        let working = kept(&[(-9.0, Offline), (1.0, Online)], 3.0);
        assert_eq!((working.late_by, working.left_early_by, working.worked), (hours(1.0), hours(0.0), hours(2.0)));
        let ahead = kept(&[(-9.0, Offline)], -1.0);
        assert_eq!((ahead.late_by, ahead.absent), (hours(0.0), false));
    }

    proptest! {
        #[test]
        fn time_at_work_fits_between_arrival_and_leaving(
            steps in prop::collection::vec((0usize..5, 0i64..4 * HOUR), 1..20), begin in -12 * HOUR..8 * HOUR, passed in 0i64..20 * HOUR,
        ) {
            let mut from = shift().from.seconds() + begin;
            let mut states = Vec::new();
            for (state, length) in steps {
                states.push((from, WorkState::ALL[state].clone()));
                from += length;
            }
            let ends = states.iter().skip(1).map(|(from, _)| Timestamp::from_seconds(*from)).chain([None]);
            let log: Vec<_> = states.iter().zip(ends).map(|((from, state), to)| WorkStateEntry {
                operator: OperatorId::new(1).unwrap(),
                state: state.clone(),
                reason: None,
                from: Timestamp::from_seconds(*from).unwrap(),
                to,
            }).collect();
            let now = Timestamp::from_seconds(from + passed).unwrap();
            let kept = Attendance::of(shift(), &log, now);
            let length = Duration::from_secs(8 * 3600);
            prop_assert!(kept.late_by + kept.worked + kept.on_break + kept.left_early_by <= length);
            prop_assert_eq!(kept.absent, now >= shift().to && (kept.worked + kept.on_break).is_zero());
            if let Some(arrived) = kept.arrived {
                prop_assert!(Attendance::window(&shift()).contains(arrived));
                prop_assert_eq!(kept.late_by, if kept.absent { Duration::ZERO } else { arrived.since(shift().from) });
            }
            // Entries of other days add nothing.
            let window = Attendance::window(&shift());
            let touching: Vec<_> = log.iter().filter(|e| e.from < window.to() && e.to.is_none_or(|to| to > window.from())).cloned().collect();
            if touching.first().is_none_or(|first| first.state != Break) {
                prop_assert_eq!(Attendance::of(shift(), &touching, now), kept);
            }
        }
    }
}
