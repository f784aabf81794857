//! The wallboard: the office at this moment.

use std::time::Duration;

use super::figures::{CallFigures, QueueFigures};
use super::gather::{Source, Whose, is_on_board, sum_of};
use super::walk::people;
use super::{Basis, Figure, Formula, ServiceTarget};
use crate::access::{CallbackScope, StatsScope};
use crate::callbacks::OpenCallbacks;
use crate::calls::{CallDirection, CallFilter, CallQuery, CallSort, CallStatus};
use crate::kernel::{Error, OperatorId, PageRequest, Period, Seek, Timestamp};
use crate::operators::WorkState;

/// A snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wallboard {
    /// When.
    pub at: Timestamp,
    /// Calls that are not over.
    pub now: CallsNow,
    /// Who does what: operators, and whoever else is at work, by state, then since when.
    pub people: Vec<PersonNow>,
    /// Open call-backs, and who waits longest.
    pub callbacks: OpenCallbacks,
    /// Today's calls; today is the office's day.
    pub calls: CallFigures,
    /// What became of those offered.
    pub queue: QueueFigures,
    /// Their ASA; `None` when none was handled.
    pub average_speed_of_answer: Figure<Option<Duration>>,
    /// Orders written today.
    pub orders: Figure<u64>,
}

/// Calls that are not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CallsNow {
    /// Inbound ones that nobody has answered yet.
    pub waiting: u64,
    /// How long the longest of them has waited: from the queue or the first ring on, or from its start.
    pub longest_wait: Duration,
    /// Those in which a client talks, in either direction.
    pub talking: u64,
}

/// What somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonNow {
    /// Who.
    pub operator: OperatorId,
    /// The name.
    pub name: Box<str>,
    /// What.
    pub state: WorkState,
    /// Since when.
    pub since: Timestamp,
}

pub(super) async fn wallboard(
    source: &mut Source,
    scope: &StatsScope,
    callbacks: &CallbackScope,
    target: &ServiceTarget,
) -> Result<Wallboard, Error> {
    let today = Period::day(source.office_zone, source.office_zone.day_of(source.now));
    let basis = Basis { period: today, zone: source.office_zone };
    let subjects = Whose::scope(scope).calls;
    let sums = source.sums(&subjects, today).await?;
    let sums = sum_of(&sums, &subjects);
    let waits = source.waits(&subjects, today, &sums, target.thresholds).await?;
    let asa = sums.handling(&sums).average_speed_of_answer();
    let orders = sums.orders().iter().map(|(_, orders)| orders).sum();
    Ok(Wallboard {
        at: source.now,
        now: calls_now(source, scope).await?,
        people: people_now(source, scope).await?,
        callbacks: source.tx.callbacks().open(callbacks).await?,
        calls: basis.calls(&sums),
        queue: basis.queue(waits, target),
        average_speed_of_answer: basis.figure(Formula::AverageSpeedOfAnswer, asa),
        orders: basis.figure(Formula::TotalOrders, orders),
    })
}

async fn calls_now(source: &mut Source, scope: &StatsScope) -> Result<CallsNow, Error> {
    let filter = CallFilter { status: Some(CallStatus::New), ..CallFilter::default() };
    let sort = CallSort::Earliest;
    let slice =
        PageRequest::first().limit(PageRequest::MAX_LIMIT)?.without_total().resolve(sort.id(), &filter.digest())?;
    let mut query = CallQuery { scope: scope.calls(), filter, sort, slice };
    let mut now = CallsNow::default();
    loop {
        let rows = source.tx.calls().list(&query).await?.rows;
        let page: Vec<_> = rows.iter().take(usize::try_from(query.slice.limit).unwrap_or(usize::MAX)).collect();
        for view in &page {
            let facts = &view.call.facts;
            if facts.answered_at.is_some() && facts.direction != CallDirection::Internal {
                now.talking += 1;
            } else if facts.direction == CallDirection::In {
                now.waiting += 1;
                let waited = source.now.since(facts.offered_at.unwrap_or(facts.started_at));
                now.longest_wait = now.longest_wait.max(waited);
            }
        }
        match page.last() {
            Some(last) if rows.len() > page.len() => {
                let call = &last.call;
                query.slice.seek = Seek::After { key: call.facts.started_at.micros(), id: call.id.get() };
            }
            _ => return Ok(now),
        }
    }
}

async fn people_now(source: &mut Source, scope: &StatsScope) -> Result<Vec<PersonNow>, Error> {
    let people = people(&mut *source.tx, &scope.people()).await?;
    let mut now: Vec<_> = people
        .into_iter()
        .filter(is_on_board)
        .map(|person| PersonNow {
            operator: person.id,
            name: person.name.as_str().into(),
            state: person.work_state,
            since: person.work_state_since,
        })
        .collect();
    now.sort_by(|a, b| (&a.state, a.since, a.operator).cmp(&(&b.state, b.since, b.operator)));
    Ok(now)
}
