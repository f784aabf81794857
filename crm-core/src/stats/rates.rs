//! Rates and means of calls, orders, money and time.
//!
//! Each type holds the counts that one group of formulas reads; its fields are disjoint, so a part cannot exceed its whole.

use std::time::Duration;

use super::ratio::{amount_per, time_per};
use super::{Ratio, ServiceWait};
use crate::calls::{CallDirection, CallFacts, CallStatus};
use crate::kernel::Money;

/// Where an ended call belongs in the totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallOutcome {
    /// Client and employee talked.
    Accepted,
    /// They did not: missed, busy or no answer.
    Missed,
    /// A status of a later version: in the total, neither accepted nor missed.
    Other,
}

impl CallOutcome {
    /// Where a call belongs; `None` for one outside every total: internal, or not over yet.
    pub fn of(direction: &CallDirection, status: &CallStatus) -> Option<Self> {
        match (direction, status) {
            (CallDirection::Internal, _) | (_, CallStatus::New) => None,
            (_, CallStatus::Answered) => Some(Self::Accepted),
            (_, CallStatus::Missed | CallStatus::Busy | CallStatus::NoAnswer) => Some(Self::Missed),
            (_, CallStatus::Unknown(_)) => Some(Self::Other),
        }
    }
}

/// Calls of a period, by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CallCounts {
    /// Those answered.
    pub accepted: u64,
    /// Those missed, busy or without an answer.
    pub missed: u64,
    /// Those whose status this version does not know.
    pub other: u64,
}

impl CallCounts {
    /// Counts one call more.
    pub fn add(&mut self, outcome: CallOutcome) {
        let count = match outcome {
            CallOutcome::Accepted => &mut self.accepted,
            CallOutcome::Missed => &mut self.missed,
            CallOutcome::Other => &mut self.other,
        };
        *count = count.saturating_add(1);
    }
    /// All of them.
    pub const fn total(self) -> u64 {
        self.accepted.saturating_add(self.missed).saturating_add(self.other)
    }
    /// `round(100 x accepted / total)`, from 0 to 100, halves up; 0 when there are none.
    pub fn acceptance_rate(self) -> u8 {
        let percent = Ratio::of_counts(self.accepted, self.total()).map_or(0, |share| share.scaled(100));
        u8::try_from(percent).unwrap_or(100)
    }
}

/// Orders from calls over answered calls; `None` without answered calls. Above 1 when a call brought several orders.
pub fn conversion(orders_from_calls: u64, answered_calls: u64) -> Option<Ratio> {
    Ratio::of_counts(orders_from_calls, answered_calls)
}

/// The sum of `clean` over completed orders; `None` when it leaves the range of an amount.
pub fn turnover(clean: impl IntoIterator<Item = Money>) -> Option<Money> {
    let kopecks: i128 = clean.into_iter().map(|amount| i128::from(amount.kopecks())).sum();
    Money::from_kopecks(i64::try_from(kopecks).ok()?)
}

/// Orders closed in a period, by closing date. Void ones are no orders and are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Closings {
    /// Completed with a result above zero.
    pub paid: u64,
    /// Completed with a result of zero.
    pub unpaid: u64,
    /// Cancelled by the client.
    pub cancelled: u64,
    /// The sum of `clean` over the completed ones.
    pub turnover: Money,
}

impl Closings {
    /// Completed and cancelled ones.
    pub const fn closed(self) -> u64 {
        self.paid.saturating_add(self.unpaid).saturating_add(self.cancelled)
    }
    /// `turnover / (completed + cancelled)`, to the nearest kopeck; `None` without closings.
    pub fn average_check(self) -> Option<Money> {
        amount_per(self.turnover, self.closed())
    }
    /// `closed with result > 0 / (completed + cancelled)`; `None` without closings.
    pub fn completed_share(self) -> Option<Ratio> {
        Ratio::of_counts(self.paid, self.closed())
    }
}

/// What a campaign cost and brought in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CampaignResult {
    /// What was entered as its cost; `None` when nothing was.
    pub cost: Option<Money>,
    /// The sum of `clean` over its completed orders.
    pub turnover: Money,
    /// Its calls.
    pub calls: u64,
    /// Its orders.
    pub orders: u64,
}

impl CampaignResult {
    /// Return on investment, `(turnover - cost) / cost`; `None` unless a cost above zero was entered.
    pub fn roi(self) -> Option<Ratio> {
        let cost = self.cost?;
        // Both lie within 10^13 kopecks.
        Ratio::new(self.turnover.kopecks() - cost.kopecks(), cost.kopecks())
    }
    /// Cost over calls, to the nearest kopeck; `None` without calls or an entered cost.
    pub fn cost_per_call(self) -> Option<Money> {
        amount_per(self.cost?, self.calls)
    }
    /// Cost over orders, to the nearest kopeck; `None` without orders or an entered cost.
    pub fn cost_per_order(self) -> Option<Money> {
        amount_per(self.cost?, self.orders)
    }
}

/// The time that handled calls took, and that operators were free for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Handling {
    /// Offered calls that were answered.
    pub handled: u64,
    /// Their talk, hold included.
    pub talk: Duration,
    /// The wrap-up after them.
    pub wrap_up: Duration,
    /// Their service wait.
    pub service_wait: Duration,
    /// The time operators were online and neither talking nor wrapping up.
    pub available: Duration,
}

impl Handling {
    /// Talk and wrap-up.
    pub const fn handle_time(self) -> Duration {
        self.talk.saturating_add(self.wrap_up)
    }
    /// AHT, `(talk + wrap-up) / handled`, to the nearest microsecond; `None` when no call was handled.
    pub fn average_handle_time(self) -> Option<Duration> {
        time_per(self.handle_time(), self.handled)
    }
    /// ASA, service wait of answered calls over answered calls, to the nearest microsecond; `None` when none was handled.
    pub fn average_speed_of_answer(self) -> Option<Duration> {
        time_per(self.service_wait, self.handled)
    }
    /// `handle time / (handle time + available time)`; `None` when there was neither.
    pub fn occupancy(self) -> Option<Ratio> {
        Ratio::of_times(self.handle_time(), self.handle_time().saturating_add(self.available))
    }
    /// Adds one call and the wrap-up after it. A call that was not [offered](ServiceWait::of) or not answered adds nothing.
    pub fn add(&mut self, call: &CallFacts, wrap_up: Duration) {
        let (Some(ServiceWait::Answered(wait)), Some(answered), Some(ended)) =
            (ServiceWait::of(call), call.answered_at, call.ended_at)
        else {
            return;
        };
        self.handled = self.handled.saturating_add(1);
        self.talk = self.talk.saturating_add(ended.since(answered));
        self.wrap_up = self.wrap_up.saturating_add(wrap_up);
        self.service_wait = self.service_wait.saturating_add(wait);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn roubles(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    fn ratio(numerator: i64, denominator: i64) -> Option<Ratio> {
        Ratio::new(numerator, denominator)
    }

    fn acceptance_rate(accepted: u64, missed: u64) -> u8 {
        CallCounts { accepted, missed, other: 0 }.acceptance_rate()
    }

    #[test]
    fn the_acceptance_rate_is_whole_per_cent_and_zero_for_no_calls() {
        assert_eq!(acceptance_rate(0, 0), 0);
        assert_eq!(acceptance_rate(2, 1), 67);
        assert_eq!(acceptance_rate(1, 2), 33);
        // 0.5 % and 99.5 %.
        assert_eq!((acceptance_rate(1, 199), acceptance_rate(199, 1)), (1, 100));
        assert_eq!(acceptance_rate(1, 200), 0);
        assert_eq!(acceptance_rate(u64::MAX, u64::MAX), 100);
        assert_eq!(CallCounts { accepted: 1, missed: 1, other: 2 }.acceptance_rate(), 25);
    }

    #[test]
    fn every_ended_outside_call_counts_once() {
        let of = |direction: CallDirection, status| CallOutcome::of(&direction, &status);
        assert_eq!(of(CallDirection::In, CallStatus::Answered), Some(CallOutcome::Accepted));
        for status in [CallStatus::Missed, CallStatus::Busy, CallStatus::NoAnswer] {
            assert_eq!(of(CallDirection::Out, status.clone()), Some(CallOutcome::Missed));
            assert_eq!(of(CallDirection::Internal, status), None);
        }
        assert_eq!(of(CallDirection::In, CallStatus::New), None);
        assert_eq!(of(CallDirection::In, CallStatus::from_stored("parked")), Some(CallOutcome::Other));
    }

    #[test]
    fn conversion_is_orders_over_answered_calls() {
        assert_eq!(conversion(3, 12), ratio(1, 4));
        assert_eq!(conversion(3, 2), ratio(3, 2));
        assert_eq!(conversion(3, 0), None);
    }

    #[test]
    fn the_average_check_counts_refusals_and_the_completed_share_only_paid_work() {
        let closings = Closings { paid: 4, unpaid: 1, cancelled: 2, turnover: roubles("10000.00") };
        // 10,000 / 7 = 1,428.571...
        assert_eq!(closings.average_check(), Some(roubles("1428.57")));
        assert_eq!(closings.completed_share(), ratio(4, 7));
        let loss = Closings { paid: 1, unpaid: 1, turnover: roubles("-0.01"), ..Closings::default() };
        assert_eq!(loss.average_check(), Some(roubles("-0.01")));
        assert_eq!((Closings::default().average_check(), Closings::default().completed_share()), (None, None));
    }

    #[test]
    fn turnover_is_exact_and_says_when_it_leaves_the_range() {
        assert_eq!(turnover([]), Some(Money::ZERO));
        assert_eq!(turnover([roubles("0.10"), roubles("0.20"), roubles("-0.30")]), Some(Money::ZERO));
        assert_eq!(turnover([Money::MAX, Money::MAX, -Money::MAX]), Some(Money::MAX));
        assert_eq!(turnover([Money::MAX, roubles("0.01")]), None);
    }

    #[test]
    fn a_campaign_returns_what_it_brought_over_what_it_cost() {
        let campaign = CampaignResult { cost: Some(roubles("3000")), turnover: roubles("10500"), calls: 70, orders: 9 };
        assert_eq!(campaign.roi(), ratio(5, 2));
        assert_eq!(campaign.cost_per_call(), Some(roubles("42.86")));
        assert_eq!(campaign.cost_per_order(), Some(roubles("333.33")));
        assert_eq!(CampaignResult { turnover: Money::ZERO, ..campaign }.roi(), ratio(-1, 1));
    }

    #[test]
    fn a_campaign_without_cost_or_without_calls_has_no_such_figure() {
        let unnamed = CampaignResult { cost: None, turnover: roubles("10500"), calls: 70, orders: 9 };
        assert_eq!((unnamed.roi(), unnamed.cost_per_call(), unnamed.cost_per_order()), (None, None, None));
        let free = CampaignResult { cost: Some(Money::ZERO), ..unnamed };
        assert_eq!((free.roi(), free.cost_per_call()), (None, Some(Money::ZERO)));
        let silent = CampaignResult { cost: Some(roubles("5")), ..CampaignResult::default() };
        assert_eq!((silent.cost_per_call(), silent.cost_per_order()), (None, None));
    }

    #[test]
    fn handling_times_are_means_over_handled_calls() {
        let seconds = Duration::from_secs;
        let handling = Handling {
            handled: 7,
            talk: seconds(1000),
            wrap_up: seconds(260),
            service_wait: seconds(50),
            available: seconds(540),
        };
        assert_eq!(handling.average_handle_time(), Some(seconds(180)));
        assert_eq!(handling.average_speed_of_answer(), Some(Duration::from_micros(7_142_857)));
        assert_eq!(handling.occupancy(), ratio(7, 10));
        let nothing = Handling::default();
        assert_eq!((nothing.average_handle_time(), nothing.average_speed_of_answer()), (None, None));
        assert_eq!(nothing.occupancy(), None);
        assert_eq!(Handling { available: seconds(1), ..nothing }.occupancy(), Some(Ratio::ZERO));
    }

    proptest! {
        #[test]
        fn an_acceptance_rate_is_the_nearest_whole_per_cent(accepted in 0u64..1 << 50, missed in 0u64..1 << 50) {
            let (rate, total) = (i128::from(acceptance_rate(accepted, missed)), i128::from(accepted + missed));
            prop_assert!(rate <= 100);
            prop_assert!(2 * (rate * total - 100 * i128::from(accepted)).abs() <= total);
        }

        #[test]
        fn an_average_check_times_the_closings_is_the_turnover(
            kopecks in -1_000_000_000i64..1_000_000_000, paid in 0u64..1000, unpaid in 0u64..1000, cancelled in 1u64..1000,
        ) {
            let closings = Closings { paid, unpaid, cancelled, turnover: Money::from_kopecks(kopecks).unwrap() };
            let closed = i64::try_from(closings.closed()).unwrap();
            let off = closings.average_check().unwrap().kopecks() * closed - kopecks;
            prop_assert!(2 * off.abs() <= closed);
            prop_assert!(closings.completed_share().unwrap() <= Ratio::ONE);
        }

        #[test]
        fn a_return_of_zero_is_a_cost_that_came_back(kopecks in 1i64..1_000_000_000, gain in 0i64..1_000_000_000) {
            let money = |n| Money::from_kopecks(n).unwrap();
            let campaign = CampaignResult { cost: Some(money(kopecks)), turnover: money(kopecks + gain), calls: 0, orders: 0 };
            prop_assert_eq!(campaign.roi(), Ratio::new(gain, kopecks));
        }
    }
}
