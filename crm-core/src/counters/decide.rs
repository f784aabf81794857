//! What each row adds to which counters.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{Cell, ClosedAs, Count, Measure, Subject, Tally, WaitBand};
use crate::calls::Call;
use crate::kernel::{OperatorId, Period, Timestamp, Zone};
use crate::operators::{WorkState, WorkStateEntry};
use crate::orders::{Order, OrderStatus};
use crate::stats::ServiceWait;

/// What one call adds at most. Providers' clocks go wrong by millennia, and a sum that left the range of an integer would
/// keep every later call of the day from being written.
const LONGEST_CALL: Duration = Duration::from_hours(31 * 24);

/// Counts rows anew: give it every call, order and work-state entry, and it holds every counter.
#[derive(Debug, Clone)]
pub struct Recount {
    zone: Zone,
    cells: BTreeMap<Cell, Tally>,
}

impl Recount {
    /// Nothing counted yet, by days of the office's zone.
    pub fn new(zone: Zone) -> Self {
        Self { zone, cells: BTreeMap::new() }
    }
    /// Counts a call; one that is not over adds nothing.
    pub fn call(&mut self, call: &Call) {
        self.add_call(call, 1);
    }
    /// Counts an order.
    pub fn order(&mut self, order: &Order) {
        self.add_order(order, 1);
    }
    /// Counts a stretch of work time; one that lasts adds nothing.
    pub fn work(&mut self, entry: &WorkStateEntry) {
        if let Some(to) = entry.to {
            self.add_time(entry.operator, &entry.state, entry.from, to);
        }
    }
    /// Every counter that holds something.
    pub fn into_counts(self) -> impl Iterator<Item = Count> {
        let held = self.cells.into_iter().filter(|(_, tally)| !tally.is_zero());
        held.map(|(cell, tally)| Count { cell, tally })
    }

    fn add(&mut self, subjects: impl IntoIterator<Item = Subject>, at: Timestamp, measure: &Measure, tally: Tally) {
        let day = self.zone.day_of(at);
        for subject in subjects {
            *self.cells.entry(Cell { subject, day, measure: measure.clone() }).or_default() += tally;
        }
    }

    fn add_call(&mut self, call: &Call, sign: i64) {
        let facts = &call.facts;
        let Some(ended) = facts.ended_at else { return };
        let offered = ServiceWait::of(facts).map(|(ServiceWait::Answered(wait) | ServiceWait::Abandoned(wait))| wait);
        let measure = |wait| Measure::Calls { direction: facts.direction.clone(), status: facts.status.clone(), wait };
        let talk = facts.answered_at.map_or(0, |answered| micros(ended.since(answered).min(LONGEST_CALL)));
        let wait = offered.map_or(0, |wait| micros(wait.min(LONGEST_CALL)));
        let tally = Tally { count: sign, amount: sign * talk, wait: sign * wait };
        let places = [Some(Subject::Office), call.attribution.city.map(Subject::City)];
        self.add(places.into_iter().flatten(), facts.started_at, &measure(offered.map(WaitBand::of)), tally);
        let others = [call.operator.map(Subject::Operator), call.attribution.campaign.map(Subject::Campaign)];
        self.add(others.into_iter().flatten(), facts.started_at, &measure(None), tally);
    }

    fn add_order(&mut self, order: &Order, sign: i64) {
        let one = Tally { count: sign, ..Tally::ZERO };
        let wrote = [
            Some(Subject::Office),
            order.operator.map(Subject::Operator),
            Some(Subject::City(order.city)),
            order.campaign.map(Subject::Campaign),
        ];
        let wrote = wrote.into_iter().flatten();
        let all = wrote.clone().chain(order.master.map(Subject::Master));
        self.add(all.clone(), order.created_at, &Measure::Orders(order.status.clone()), one);
        let (equipment, order_type) = (order.equipment.clone(), order.order_type.clone());
        for measure in [
            Measure::OrdersForEquipment { equipment, status: order.status.clone() },
            Measure::OrdersOfType { order_type, status: order.status.clone() },
        ] {
            self.add([Subject::Office], order.created_at, &measure, one);
        }
        if order.call.is_some() {
            self.add(wrote, order.created_at, &Measure::OrdersFromCalls, one);
        }
        if let (Some(closed_as), Some(closed_at)) = (closed_as(order), order.closed_at) {
            let clean = match closed_as {
                ClosedAs::Cancelled => 0,
                _ => order.clean().map_or(0, crate::kernel::Money::kopecks),
            };
            let tally = Tally { count: sign, amount: sign * clean, wait: 0 };
            self.add(all, closed_at, &Measure::Closed(closed_as), tally);
        }
    }

    fn add_time(&mut self, operator: OperatorId, state: &WorkState, from: Timestamp, to: Timestamp) {
        // Nobody asks for the years somebody was away.
        if *state == WorkState::Offline {
            return;
        }
        let Ok(period) = Period::new(from, to) else { return };
        for (_, part) in period.local_days(self.zone) {
            let tally = Tally { amount: micros(part.to().since(part.from())), ..Tally::ZERO };
            let whose = [Subject::Office, Subject::Operator(operator)];
            self.add(whose, part.from(), &Measure::Time(state.clone()), tally);
        }
    }
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}

/// Void orders were none, and open ones are not closed.
fn closed_as(order: &Order) -> Option<ClosedAs> {
    match order.status {
        OrderStatus::Completed if order.result.is_some_and(|result| result.kopecks() > 0) => Some(ClosedAs::Paid),
        OrderStatus::Completed => Some(ClosedAs::Unpaid),
        OrderStatus::Cancelled => Some(ClosedAs::Cancelled),
        _ => None,
    }
}

/// What a changed call adds to the counters.
pub(crate) fn call_changed(zone: Zone, before: Option<&Call>, after: &Call) -> impl Iterator<Item = Count> {
    let mut difference = Recount::new(zone);
    if let Some(before) = before {
        difference.add_call(before, -1);
    }
    difference.add_call(after, 1);
    difference.into_counts()
}

/// What a changed order adds to the counters.
pub(crate) fn order_changed(zone: Zone, before: Option<&Order>, after: &Order) -> impl Iterator<Item = Count> {
    let mut difference = Recount::new(zone);
    if let Some(before) = before {
        difference.add_order(before, -1);
    }
    difference.add_order(after, 1);
    difference.into_counts()
}

/// What a stretch of work time that ended adds to the counters.
pub(crate) fn work_ended(
    zone: Zone,
    operator: OperatorId,
    state: &WorkState,
    from: Timestamp,
    to: Timestamp,
) -> impl Iterator<Item = Count> {
    let mut difference = Recount::new(zone);
    difference.add_time(operator, state, from, to);
    difference.into_counts()
}
