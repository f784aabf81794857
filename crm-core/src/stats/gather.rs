//! How figures are gathered: whole days of the office's zone from counters, what lies beside them from the log.
//!
//! Both ways count by the same rule ([`Recount`]), so it does not show where a figure came from. Work time that still runs is
//! in neither; it is added up to now.

use std::collections::BTreeMap;

use super::daily::count_in;
use super::repo::OrderInstant;
use super::sums::{Sums, add_calls};
use super::walk::{each_call, each_order, people};
use super::{Basis, CallOutcome, DayEntry, DayRow, MAX_DAYS, ServiceWait, StatsError, Thresholds, WaitCounts, daily};
use crate::access::StatsScope;
use crate::counters::{Days, Measure, Recount, Subject, WaitBand};
use crate::crm::Core;
use crate::kernel::{Error, OperatorId, Period, Timestamp, Zone};
use crate::operators::{Operator, Role, WorkState, WorkStateEntry};
use crate::settings::Settings;
use crate::store::{Read, Tx};

/// How old the state may be that a report is read from.
const LAG: std::time::Duration = std::time::Duration::from_secs(30);

/// Above so many subjects the log of the whole office is walked once, instead of each one's.
const MOST_WALKS: usize = 8;

/// Whose counters the calls and the orders of a report are in.
#[derive(Debug, Clone)]
pub(super) struct Whose {
    pub(super) calls: Vec<Subject>,
    pub(super) orders: Vec<Subject>,
}

impl Whose {
    pub(super) fn scope(scope: &StatsScope) -> Self {
        let subjects: Vec<_> = match scope {
            StatsScope::Office => vec![Subject::Office],
            StatsScope::Cities(cities) => cities.iter().map(|city| Subject::City(*city)).collect(),
        };
        Self { calls: subjects.clone(), orders: subjects }
    }
    /// A master's orders are those given to it, anybody else's those it wrote.
    pub(super) fn person(person: &Operator) -> Self {
        let orders =
            if person.role == Role::Master { Subject::Master(person.id) } else { Subject::Operator(person.id) };
        Self { calls: vec![Subject::Operator(person.id)], orders: vec![orders] }
    }
    pub(super) fn all(&self) -> Vec<Subject> {
        let mut all = [self.calls.as_slice(), self.orders.as_slice()].concat();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Sums by subject.
pub(super) type BySubject = BTreeMap<Subject, Sums>;

/// The sum over some of them.
pub(super) fn sum_of(sums: &BySubject, subjects: &[Subject]) -> Sums {
    subjects.iter().filter_map(|subject| sums.get(subject)).sum()
}

/// One view of the store, from which a report is read.
pub(super) struct Source {
    pub(super) tx: Box<dyn Tx>,
    pub(super) office_zone: Zone,
    pub(super) now: Timestamp,
}

impl Source {
    /// The view of a report.
    pub(super) async fn begin(core: &Core) -> Result<Self, Error> {
        Self::reading(core, Read::MayLag(LAG)).await
    }

    pub(super) async fn reading(core: &Core, read: Read) -> Result<Self, Error> {
        let mut tx = core.read(read).await?;
        let rows = tx.settings().all().await?;
        let office_zone = Settings::from_rows(rows.iter().map(|row| &**row)).office_zone;
        Ok(Self { tx, office_zone, now: core.now() })
    }

    /// Closes the open ends of a period: from the first data on, and up to now.
    ///
    /// # Errors
    /// `stats.period_too_long` above ten years; storage errors.
    pub(super) async fn basis(&mut self, period: Period, zone: Option<Zone>) -> Result<Basis, Error> {
        let from = match period.from() {
            Timestamp::MIN => self.tx.stats().first_instant().await?.unwrap_or(self.now).min(period.to()),
            from => from,
        };
        let to = if period.to() == Timestamp::MAX { self.now.max(from) } else { period.to() };
        let days = std::time::Duration::from_secs(86_400).saturating_mul(u32::try_from(MAX_DAYS).unwrap_or(u32::MAX));
        let period = Period::new(from, to).map_err(|_| StatsError::PeriodTooLong)?;
        if to.since(from) > days {
            return Err(StatsError::PeriodTooLong.into());
        }
        Ok(Basis { period, zone: zone.unwrap_or(self.office_zone) })
    }

    /// What was counted of each of the subjects; work time of whole days only.
    pub(super) async fn sums(&mut self, subjects: &[Subject], period: Period) -> Result<BySubject, Error> {
        let mut sums = BySubject::new();
        let (days, parts) = Days::within(period, self.office_zone);
        if let Some(days) = days {
            for (subject, measure, tally) in self.tx.counters().totals(subjects, days).await? {
                sums.entry(subject).or_default().add(measure, tally);
            }
        }
        let walks = if subjects.len() > MOST_WALKS || subjects.contains(&Subject::Office) {
            &[Subject::Office][..]
        } else {
            subjects
        };
        for part in parts.into_iter().flatten() {
            for &walked in walks {
                let is_office = walked == Subject::Office;
                let wanted = |subject: Subject| {
                    if is_office { subjects.contains(&subject) } else { subject == walked }
                };
                self.count_log(walked, part, &wanted, &mut sums).await?;
            }
        }
        Ok(sums)
    }

    /// Counts the calls and orders of one subject from the log, for all wanted subjects they belong to.
    pub(super) async fn count_log(
        &mut self,
        walked: Subject,
        period: Period,
        wanted: &(dyn Fn(Subject) -> bool + Sync),
        into: &mut BySubject,
    ) -> Result<(), Error> {
        let mut keep = |recount: Recount, is_of_walk: fn(&Measure) -> bool| {
            for count in recount.into_counts() {
                if wanted(count.cell.subject) && is_of_walk(&count.cell.measure) {
                    into.entry(count.cell.subject).or_default().add(count.cell.measure, count.tally);
                }
            }
        };
        let mut calls = Recount::new(self.office_zone);
        each_call(&mut *self.tx, walked, period, |call| calls.call(call)).await?;
        keep(calls, |_| true);
        // An order counts at two instants: each walk takes what belongs to its own.
        let mut written = Recount::new(self.office_zone);
        each_order(&mut *self.tx, walked, OrderInstant::Written, period, |order| written.order(order)).await?;
        keep(written, |measure| matches!(measure, Measure::Orders(_) | Measure::OrdersFromCalls));
        let mut closed = Recount::new(self.office_zone);
        each_order(&mut *self.tx, walked, OrderInstant::Closed, period, |order| closed.order(order)).await?;
        keep(closed, |measure| matches!(measure, Measure::Closed(_)));
        Ok(())
    }

    /// Adds the work time that [`Source::sums`] leaves out: of the parts of days, and what still runs, up to now. `people`
    /// are all whose time the subjects hold; the office's is everybody's.
    pub(super) async fn add_time(
        &mut self,
        sums: &mut BySubject,
        subjects: &[Subject],
        people: &[Operator],
        period: Period,
    ) -> Result<(), Error> {
        let ids: Vec<OperatorId> = people.iter().map(|person| person.id).collect();
        let mut recount = Recount::new(self.office_zone);
        let mut add = |entry: WorkStateEntry, until: Timestamp, part: Period| {
            let (from, to) = (entry.from.max(part.from()), until.min(part.to()));
            if from < to {
                recount.work(&WorkStateEntry { from, to: Some(to), ..entry });
            }
        };
        let (_, parts) = Days::within(period, self.office_zone);
        for part in parts.into_iter().flatten() {
            for entry in self.tx.stats().work(&ids, part).await? {
                if let Some(to) = entry.to {
                    add(entry, to, part);
                }
            }
        }
        for person in people {
            let (operator, state) = (person.id, person.work_state.clone());
            let running = WorkStateEntry { operator, state, reason: None, from: person.work_state_since, to: None };
            add(running, self.now, period);
        }
        for count in recount.into_counts() {
            if subjects.contains(&count.cell.subject) {
                sums.entry(count.cell.subject).or_default().add(count.cell.measure, count.tally);
            }
        }
        Ok(())
    }

    /// The calls and the time of everybody whose time counts in a scope, with all that still runs. `counted` are the sums of
    /// the scope itself.
    pub(super) async fn crew(&mut self, scope: &StatsScope, period: Period, counted: &Sums) -> Result<Sums, Error> {
        let people = people(&mut *self.tx, &scope.people()).await?;
        let (subjects, mut sums) = match scope {
            StatsScope::Office => (vec![Subject::Office], BySubject::from([(Subject::Office, counted.clone())])),
            StatsScope::Cities(_) => {
                let subjects: Vec<_> = people.iter().map(|person| Subject::Operator(person.id)).collect();
                let sums = self.sums(&subjects, period).await?;
                (subjects, sums)
            }
        };
        self.add_time(&mut sums, &subjects, &people, period).await?;
        Ok(sum_of(&sums, &subjects))
    }

    /// Offered calls by how long they waited. `counted` are the sums of the same subjects and period; they serve whenever
    /// the thresholds are edges of the bands they count in, and give the same.
    pub(super) async fn waits(
        &mut self,
        subjects: &[Subject],
        period: Period,
        counted: &Sums,
        thresholds: Thresholds,
    ) -> Result<WaitCounts, Error> {
        if WaitBand::is_edge(thresholds.answer()) && WaitBand::is_edge(thresholds.short()) {
            return Ok(counted.waits(thresholds));
        }
        let mut counts = WaitCounts::default();
        for &subject in subjects {
            each_call(&mut *self.tx, subject, period, |call| {
                if let Some(wait) = ServiceWait::of(&call.facts) {
                    counts.add(wait, thresholds);
                }
            })
            .await?;
        }
        Ok(counts)
    }

    /// Calls and orders by local day. Days of another zone than the office's are counted from the log.
    pub(super) async fn daily(&mut self, whose: &Whose, basis: Basis) -> Result<Vec<DayRow>, Error> {
        let is_office_zone = basis.zone == self.office_zone;
        let (days, parts) = match Days::within(basis.period, self.office_zone) {
            within if is_office_zone => within,
            _ => (None, [Some(basis.period), None]),
        };
        let mut rows = daily(basis.period, basis.zone, [])?;
        for part in parts.into_iter().flatten() {
            for &subject in &whose.calls {
                each_call(&mut *self.tx, subject, part, |call| {
                    let outcome = CallOutcome::of(&call.facts.direction, &call.facts.status);
                    if let Some(outcome) = outcome.filter(|_| call.facts.is_ended()) {
                        count_in(&mut rows, call.facts.started_at, DayEntry::Call(outcome));
                    }
                })
                .await?;
            }
            for &subject in &whose.orders {
                each_order(&mut *self.tx, subject, OrderInstant::Written, part, |order| {
                    count_in(&mut rows, order.created_at, DayEntry::Order);
                })
                .await?;
            }
        }
        if let Some(days) = days {
            for subject in whose.all() {
                let (of_calls, of_orders) = (whose.calls.contains(&subject), whose.orders.contains(&subject));
                for (date, measure, tally) in self.tx.counters().by_day(subject, days).await? {
                    let Ok(place) = rows.binary_search_by_key(&date, |row| row.date) else { continue };
                    let Some(row) = rows.get_mut(place) else { continue };
                    let count = u64::try_from(tally.count).unwrap_or(0);
                    match measure {
                        Measure::Calls { direction, status, .. } if of_calls => {
                            if let Some(outcome) = CallOutcome::of(&direction, &status) {
                                add_calls(&mut row.calls, outcome, count);
                            }
                        }
                        Measure::Orders(_) if of_orders => row.orders = row.orders.saturating_add(count),
                        _ => {}
                    }
                }
            }
        }
        Ok(rows)
    }
}

/// Whether somebody is on the wallboard: who works, and operators even when they are away.
pub(super) fn is_on_board(person: &Operator) -> bool {
    person.is_active() && (person.role == Role::Operator || person.work_state != WorkState::Offline)
}
