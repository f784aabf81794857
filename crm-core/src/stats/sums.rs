//! Counts of one subject and period, and the figures' inputs that are read from them.

use std::collections::BTreeMap;
use std::iter::Sum;
use std::time::Duration;

use super::{CallCounts, CallOutcome, Closings, Handling, StatsError, Thresholds, WaitCounts};
use crate::calls::{CallDirection, CallStatus};
use crate::counters::{ClosedAs, Measure, Tally};
use crate::kernel::Money;
use crate::operators::WorkState;
use crate::orders::OrderStatus;

/// What was counted, by measure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sums(BTreeMap<Measure, Tally>);

// A counter below zero would be a defect of the store; it must not turn into a huge count.
fn count(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

fn micros(value: i64) -> Duration {
    Duration::from_micros(count(value))
}

/// Counts some calls of one outcome.
pub(super) fn add_calls(counts: &mut CallCounts, outcome: CallOutcome, calls: u64) {
    let kind = match outcome {
        CallOutcome::Accepted => &mut counts.accepted,
        CallOutcome::Missed => &mut counts.missed,
        CallOutcome::Other => &mut counts.other,
    };
    *kind = kind.saturating_add(calls);
}

impl Sums {
    pub(super) fn add(&mut self, measure: Measure, tally: Tally) {
        *self.0.entry(measure).or_default() += tally;
    }

    /// Adds the work time of others.
    pub(super) fn add_times_of(&mut self, other: &Self) {
        for (measure, tally) in other.0.iter().filter(|(measure, _)| matches!(measure, Measure::Time(_))) {
            self.add(measure.clone(), *tally);
        }
    }

    /// Calls by outcome, and the talk of the accepted ones.
    pub(super) fn calls(&self) -> (CallCounts, Duration) {
        let (mut counts, mut talk) = (CallCounts::default(), Duration::ZERO);
        for (measure, tally) in &self.0 {
            let Measure::Calls { direction, status, .. } = measure else { continue };
            let Some(outcome) = CallOutcome::of(direction, status) else { continue };
            add_calls(&mut counts, outcome, count(tally.count));
            if outcome == CallOutcome::Accepted {
                talk = talk.saturating_add(micros(tally.amount));
            }
        }
        (counts, talk)
    }

    /// Orders by present status: every known one, then those of a later version.
    pub(super) fn orders(&self) -> Vec<(OrderStatus, u64)> {
        let mut rows: Vec<_> = OrderStatus::ALL.iter().map(|status| (status.clone(), 0)).collect();
        for (measure, tally) in &self.0 {
            let Measure::Orders(status) = measure else { continue };
            match rows.iter_mut().find(|(known, _)| known == status) {
                Some((_, orders)) => *orders = count(tally.count),
                None if tally.count != 0 => rows.push((status.clone(), count(tally.count))),
                None => {}
            }
        }
        rows
    }

    pub(super) fn orders_from_calls(&self) -> u64 {
        self.0.get(&Measure::OrdersFromCalls).map_or(0, |tally| count(tally.count))
    }

    /// # Errors
    /// [`StatsError::AmountOutOfRange`].
    pub(super) fn closings(&self) -> Result<Closings, StatsError> {
        let of = |closed_as| self.0.get(&Measure::Closed(closed_as)).copied().unwrap_or_default();
        let (paid, unpaid) = (of(ClosedAs::Paid), of(ClosedAs::Unpaid));
        let turnover = paid.amount.checked_add(unpaid.amount).and_then(Money::from_kopecks);
        Ok(Closings {
            paid: count(paid.count),
            unpaid: count(unpaid.count),
            cancelled: count(of(ClosedAs::Cancelled).count),
            turnover: turnover.ok_or(StatsError::AmountOutOfRange)?,
        })
    }

    /// Offered calls by wait, for thresholds that are both edges of the [bands](crate::counters::WaitBand).
    pub(super) fn waits(&self, thresholds: Thresholds) -> WaitCounts {
        let mut counts = WaitCounts::default();
        for (measure, tally) in &self.0 {
            let Measure::Calls { status, wait: Some(band), .. } = measure else { continue };
            let kind = match status {
                CallStatus::Answered if band.within(thresholds.answer()) => &mut counts.answered_in_time,
                CallStatus::Answered => &mut counts.answered_late,
                _ if band.within(thresholds.short()) => &mut counts.abandoned_short,
                _ if band.within(thresholds.answer()) => &mut counts.abandoned_early,
                _ => &mut counts.abandoned_late,
            };
            *kind = kind.saturating_add(count(tally.count));
        }
        counts
    }

    pub(super) fn time(&self, state: &WorkState) -> Duration {
        self.0.get(&Measure::Time(state.clone())).map_or(Duration::ZERO, |tally| micros(tally.amount))
    }

    /// Time by state, save offline, of which none is kept: every known state, then those of a later version.
    pub(super) fn times(&self) -> Vec<(WorkState, Duration)> {
        let known = WorkState::ALL.iter().filter(|state| **state != WorkState::Offline);
        let later = self.0.keys().filter_map(|measure| match measure {
            Measure::Time(state @ WorkState::Unknown(_)) => Some(state),
            _ => None,
        });
        known.chain(later).map(|state| (state.clone(), self.time(state))).collect()
    }

    /// Answered calls whichever way they went: a wrap-up follows each.
    fn talks(&self) -> u64 {
        let answered = |measure: &&Measure| matches!(measure, Measure::Calls { status: CallStatus::Answered, .. });
        self.0.iter().filter(|(measure, _)| answered(measure)).map(|(_, tally)| count(tally.count)).sum()
    }

    /// The wrap-up of so many talks, each of which bears the mean.
    pub(super) fn wrap_up_of(&self, talks: u64) -> Duration {
        let all = self.time(&WorkState::WrapUp).as_micros();
        let share = all.saturating_mul(u128::from(talks)).checked_div(u128::from(self.talks()));
        Duration::from_micros(u64::try_from(share.unwrap_or(0)).unwrap_or(u64::MAX))
    }

    /// What offered calls took; `crew` are the sums of whoever may have answered them, with the work time.
    pub(super) fn handling(&self, crew: &Self) -> Handling {
        let mut handling = Handling { available: crew.time(&WorkState::Online), ..Handling::default() };
        for (measure, tally) in &self.0 {
            // Whatever was answered was offered.
            if let Measure::Calls { direction: CallDirection::In, status: CallStatus::Answered, .. } = measure {
                handling.handled = handling.handled.saturating_add(count(tally.count));
                handling.talk = handling.talk.saturating_add(micros(tally.amount));
                handling.service_wait = handling.service_wait.saturating_add(micros(tally.wait));
            }
        }
        handling.wrap_up = crew.wrap_up_of(handling.handled);
        handling
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.values().all(|tally| tally.is_zero())
    }
}

impl<'a> Sum<&'a Self> for Sums {
    fn sum<I: Iterator<Item = &'a Self>>(all: I) -> Self {
        let mut sum = Self::default();
        for (measure, tally) in all.flat_map(|sums| &sums.0) {
            sum.add(measure.clone(), *tally);
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counters::WaitBand;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn answered(direction: CallDirection, calls: i64, talk: i64) -> (Measure, Tally) {
        let wait = (direction == CallDirection::In).then(|| WaitBand::of(seconds(7)));
        let measure = Measure::Calls { direction, status: CallStatus::Answered, wait };
        (measure, Tally { count: calls, amount: talk * 1_000_000, wait: 0 })
    }

    fn spent(state: WorkState, time: i64) -> (Measure, Tally) {
        (Measure::Time(state), Tally { amount: time * 1_000_000, ..Tally::ZERO })
    }

    fn sums(all: impl IntoIterator<Item = (Measure, Tally)>) -> Sums {
        let mut sums = Sums::default();
        all.into_iter().for_each(|(measure, tally)| sums.add(measure, tally));
        sums
    }

    #[test]
    fn calls_bear_their_part_of_the_wrap_up_and_not_that_of_calls_the_office_made() {
        let own = [answered(CallDirection::In, 3, 300)];
        let made = [answered(CallDirection::Out, 6, 900), answered(CallDirection::Internal, 1, 40)];
        let times = [spent(WorkState::WrapUp, 600), spent(WorkState::Online, 480)];
        let crew = sums(own.clone().into_iter().chain(made).chain(times));
        let handling = crew.handling(&crew);
        assert_eq!((handling.wrap_up, handling.average_handle_time()), (seconds(180), Some(seconds(160))));
        assert_eq!(handling.occupancy(), super::super::Ratio::new(480, 960));
    }

    #[test]
    fn a_city_bears_the_wrap_up_of_its_own_calls_alone() {
        let city = sums([answered(CallDirection::In, 2, 200)]);
        let crew = sums([answered(CallDirection::In, 20, 2_000), spent(WorkState::WrapUp, 1_200)]);
        assert_eq!(city.handling(&crew).average_handle_time(), Some(seconds(160)));
        assert_eq!(crew.handling(&crew).average_handle_time(), Some(seconds(160)));
        assert_eq!(city.handling(&Sums::default()).average_handle_time(), Some(seconds(100)));
    }
}
