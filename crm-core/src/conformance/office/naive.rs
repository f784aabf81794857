//! Every figure once more, from all rows and nothing else: what reports are measured against.

use std::time::Duration;

use super::stats_house::House;
use crate::access::StatsScope;
use crate::calls::{Call, CallStatus};
use crate::counters::{Count, Recount};
use crate::kernel::{CityId, Money, OperatorId, PageRequest, Period, Timestamp, Zone};
use crate::operators::{Operator, OperatorFilter, Role, WorkState, WorkStateEntry};
use crate::orders::{Order, OrderFilter, OrderStatus};
use crate::stats::{
    Basis, CallCounts, CallFigures, CallOutcome, ClosingFigures, Closings, DayEntry, DayRow, Figure, Formula, Handling,
    HandlingFigures, OfficeStats, OrderFigures, PersonalStats, QueueFigures, ServiceTarget, ServiceWait, Thresholds,
    WaitCounts, conversion, daily, turnover,
};

/// All rows of an office.
pub(super) struct Rows {
    pub(super) calls: Vec<Call>,
    pub(super) orders: Vec<Order>,
    pub(super) people: Vec<Operator>,
    work: Vec<WorkStateEntry>,
    now: Timestamp,
}

impl Rows {
    pub(super) async fn of(house: &House) -> Self {
        let desk = &house.shop.desk;
        let page = PageRequest::first().limit(100).unwrap();
        let calls = desk.calls(&desk.system).await.into_iter().map(|view| view.call).collect();
        let orders = desk.crm.orders().list(&desk.system, &OrderFilter::default(), &page).await.unwrap();
        let people = desk.crm.operators().list(&desk.system, &OperatorFilter::default(), &page).await.unwrap();
        assert!(orders.next.is_none() && people.next.is_none(), "all rows fit on a page");
        let mut work = Vec::new();
        for person in &people.items {
            let log = desk.crm.operators().work_log(&desk.system, person.id, Period::everything()).await.unwrap();
            work.extend(log);
        }
        let orders = orders.items.into_iter().map(|view| view.order).collect();
        Self { calls, orders, people: people.items, work, now: desk.crm.now() }
    }

    /// Every counter, from the rows.
    pub(super) fn counters(&self, zone: Zone) -> Vec<Count> {
        let mut recount = Recount::new(zone);
        self.calls.iter().for_each(|call| recount.call(call));
        self.orders.iter().for_each(|order| recount.order(order));
        self.work.iter().for_each(|entry| recount.work(entry));
        recount.into_counts().collect()
    }

    pub(super) fn office(&self, scope: &StatsScope, basis: Basis, target: &ServiceTarget) -> OfficeStats {
        let (calls, orders) = self.of_scope(scope);
        let times = self.times(&self.in_scope(scope), basis.period);
        OfficeStats {
            basis,
            calls: call_figures(basis, &calls),
            orders: order_figures(basis, &orders, &calls),
            closings: closing_figures(basis, &orders),
            queue: queue(basis, self.waits(scope, basis.period, target.thresholds), target),
            handling: handling(basis, &calls, &self.of_crew(scope), &times),
            work_time: basis.figure(Formula::WorkTime, times),
        }
    }

    /// The calls of everybody whose time counts: of the whole office also those that nobody's name is on.
    fn of_crew(&self, scope: &StatsScope) -> Vec<&Call> {
        let people = self.in_scope(scope);
        let theirs = |call: &&Call| call.operator.is_some_and(|who| people.contains(&who));
        self.calls.iter().filter(|call| *scope == StatsScope::Office || theirs(call)).collect()
    }

    /// The calls and orders of a scope, and everybody.
    pub(super) fn within(&self, scope: &StatsScope) -> Self {
        let (calls, orders) = self.of_scope(scope);
        Self {
            calls: calls.into_iter().cloned().collect(),
            orders: orders.into_iter().cloned().collect(),
            work: self.work.clone(),
            people: self.people.clone(),
            now: self.now,
        }
    }

    pub(super) fn person(&self, person: &Operator, basis: Basis) -> PersonalStats {
        let calls: Vec<_> = self.calls.iter().filter(|call| call.operator == Some(person.id)).collect();
        let is_master = person.role == Role::Master;
        let whose = |order: &Order| if is_master { order.master } else { order.operator };
        let orders: Vec<_> = self.orders.iter().filter(|order| whose(order) == Some(person.id)).collect();
        let times = self.times(&[person.id], basis.period);
        let mut figures = order_figures(basis, &orders, &calls);
        if is_master {
            // A master has no calls that orders could have come from.
            figures.conversion.value = conversion(0, call_figures(basis, &calls).accepted.value);
        }
        PersonalStats {
            basis,
            calls: call_figures(basis, &calls),
            orders: figures,
            closings: closing_figures(basis, &orders),
            handling: handling(basis, &calls, &calls, &times),
            work_time: basis.figure(Formula::WorkTime, times),
            daily: day_rows(basis, &calls, &orders),
        }
    }

    pub(super) fn daily(&self, scope: &StatsScope, basis: Basis) -> Figure<Vec<DayRow>> {
        let (calls, orders) = self.of_scope(scope);
        day_rows(basis, &calls, &orders)
    }

    pub(super) fn waits(&self, scope: &StatsScope, period: Period, thresholds: Thresholds) -> WaitCounts {
        let calls = self.of_scope(scope).0;
        let started = calls.into_iter().filter(|call| period.contains(call.facts.started_at));
        WaitCounts::of(started.filter_map(|call| ServiceWait::of(&call.facts)), thresholds)
    }

    fn of_scope(&self, scope: &StatsScope) -> (Vec<&Call>, Vec<&Order>) {
        let has = |city: Option<CityId>| match scope {
            StatsScope::Office => true,
            StatsScope::Cities(cities) => city.is_some_and(|city| cities.contains(&city)),
        };
        let calls = self.calls.iter().filter(|call| has(call.attribution.city)).collect();
        (calls, self.orders.iter().filter(|order| has(Some(order.city))).collect())
    }

    pub(super) fn in_scope(&self, scope: &StatsScope) -> Vec<OperatorId> {
        let serves = |person: &&Operator| match scope {
            StatsScope::Office => true,
            StatsScope::Cities(cities) => person.cities().any(|city| cities.contains(&city)),
        };
        self.people.iter().filter(serves).map(|person| person.id).collect()
    }

    pub(super) fn times(&self, people: &[OperatorId], period: Period) -> Vec<(WorkState, Duration)> {
        let of_state = |state: &WorkState| {
            let entries = self.work.iter().filter(|entry| entry.state == *state && people.contains(&entry.operator));
            let inside =
                entries.map(|entry| entry.to.unwrap_or(self.now).min(period.to()).since(entry.from.max(period.from())));
            (state.clone(), inside.sum())
        };
        WorkState::ALL.iter().filter(|state| **state != WorkState::Offline).map(of_state).collect()
    }
}

pub(super) fn call_figures(basis: Basis, calls: &[&Call]) -> CallFigures {
    let (mut counts, mut talk) = (CallCounts::default(), Duration::ZERO);
    for call in calls {
        let facts = &call.facts;
        let Some(ended) = facts.ended_at.filter(|_| basis.period.contains(facts.started_at)) else { continue };
        let Some(outcome) = CallOutcome::of(&facts.direction, &facts.status) else { continue };
        counts.add(outcome);
        talk += facts.answered_at.map_or(Duration::ZERO, |answered| ended.since(answered));
    }
    CallFigures {
        total: basis.figure(Formula::TotalCalls, counts.total()),
        accepted: basis.figure(Formula::AcceptedCalls, counts.accepted),
        missed: basis.figure(Formula::MissedCalls, counts.missed),
        acceptance_rate: basis.figure(Formula::AcceptanceRate, counts.acceptance_rate()),
        talk: basis.figure(Formula::TalkTime, talk),
    }
}

pub(super) fn order_figures(basis: Basis, orders: &[&Order], calls: &[&Call]) -> OrderFigures {
    let written: Vec<_> = orders.iter().filter(|order| basis.period.contains(order.created_at)).collect();
    let count = |status: &OrderStatus| written.iter().filter(|order| order.status == *status).count() as u64;
    let by_status = OrderStatus::ALL.iter().map(|status| (status.clone(), count(status))).collect();
    let from_calls = written.iter().filter(|order| order.call.is_some()).count() as u64;
    let accepted = call_figures(basis, calls).accepted.value;
    OrderFigures {
        total: basis.figure(Formula::TotalOrders, written.len() as u64),
        by_status: basis.figure(Formula::OrdersByStatus, by_status),
        conversion: basis.figure(Formula::Conversion, conversion(from_calls, accepted)),
    }
}

pub(super) fn closing_figures(basis: Basis, orders: &[&Order]) -> ClosingFigures {
    let is_closed = |order: &&&Order| order.closed_at.is_some_and(|at| basis.period.contains(at));
    let closed: Vec<_> = orders.iter().filter(is_closed).collect();
    let completed = || closed.iter().filter(|order| order.status == OrderStatus::Completed);
    let paid = completed().filter(|order| order.result.unwrap() > Money::ZERO).count() as u64;
    let closings = Closings {
        paid,
        unpaid: completed().count() as u64 - paid,
        cancelled: closed.iter().filter(|order| order.status == OrderStatus::Cancelled).count() as u64,
        turnover: turnover(completed().map(|order| order.clean().unwrap())).unwrap(),
    };
    ClosingFigures {
        closed: basis.figure(Formula::ClosedOrders, closings.closed()),
        turnover: basis.figure(Formula::Turnover, closings.turnover),
        average_check: basis.figure(Formula::AverageCheck, closings.average_check()),
        completed_share: basis.figure(Formula::CompletedShare, closings.completed_share()),
    }
}

fn handling(basis: Basis, calls: &[&Call], crew: &[&Call], times: &[(WorkState, Duration)]) -> HandlingFigures {
    let time = |state| times.iter().find(|(known, _)| *known == state).map_or(Duration::ZERO, |(_, time)| *time);
    let started = |calls: &[&Call]| -> Vec<Call> {
        calls.iter().filter(|call| basis.period.contains(call.facts.started_at)).map(|call| (*call).clone()).collect()
    };
    let crew = started(crew);
    let talks = crew.iter().filter(|call| call.facts.status == CallStatus::Answered).count() as u128;
    let handling_of = |calls: &[Call]| {
        let mut handling = Handling { available: time(WorkState::Online), ..Handling::default() };
        for call in calls {
            handling.add(&call.facts, Duration::ZERO);
        }
        let share = time(WorkState::WrapUp).as_micros() * u128::from(handling.handled) / talks.max(1);
        handling.wrap_up = Duration::from_micros(u64::try_from(share).unwrap());
        handling
    };
    let (own, crew) = (handling_of(&started(calls)), handling_of(&crew));
    HandlingFigures {
        average_handle_time: basis.figure(Formula::AverageHandleTime, own.average_handle_time()),
        average_speed_of_answer: basis.figure(Formula::AverageSpeedOfAnswer, own.average_speed_of_answer()),
        occupancy: basis.figure(Formula::Occupancy, crew.occupancy()),
    }
}

fn queue(basis: Basis, counts: WaitCounts, target: &ServiceTarget) -> QueueFigures {
    QueueFigures {
        offered: basis.figure(Formula::Offered, counts.offered()),
        handled: basis.figure(Formula::Handled, counts.answered()),
        abandoned: basis.figure(Formula::Abandoned, counts.abandoned()),
        abandonment: basis.figure(Formula::Abandonment, counts.abandonment()),
        short_abandonment: basis.figure(Formula::ShortAbandonment, counts.short_abandonment()),
        service_level: basis.figure(target.variant.formula(), counts.service_level(&target.variant)),
        target: target.clone(),
        is_met: target.is_met(counts),
    }
}

fn day_rows(basis: Basis, calls: &[&Call], orders: &[&Order]) -> Figure<Vec<DayRow>> {
    let over = calls.iter().filter(|call| call.facts.is_ended());
    let calls = over.filter_map(|call| {
        let outcome = CallOutcome::of(&call.facts.direction, &call.facts.status)?;
        Some((call.facts.started_at, DayEntry::Call(outcome)))
    });
    let orders = orders.iter().map(|order| (order.created_at, DayEntry::Order));
    basis.figure(Formula::Daily, daily(basis.period, basis.zone, calls.chain(orders)).unwrap())
}
