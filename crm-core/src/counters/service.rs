//! Use cases of counters.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Cell, Count, Family, Measure, Recount, Subject, Tally};
use crate::access::{Actor, Policy, Right};
use crate::audit;
use crate::crm::Core;
use crate::kernel::{Error, Period};
use crate::settings::Settings;
use crate::store::{Effects, Outcome, Read, StoreError, Tx, Write};

/// Rows read at a time.
const PAGE: u32 = 1_000;
/// The most differences that are told one by one.
const MOST_TOLD: usize = 1_000;

/// Counters: figures ask them, nobody sets them.
#[derive(Clone, Copy)]
pub struct Counters<'c> {
    core: &'c Core,
}

/// A counter that does not hold what the rows say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterDifference {
    /// Whose.
    pub subject: Subject,
    /// On which day; `None` for the sum over all of them.
    pub day: Option<NaiveDate>,
    /// Of what.
    pub measure: Measure,
    /// What it holds.
    pub stored: Tally,
    /// What the rows add up to.
    pub derived: Tally,
}

/// What counting everything anew found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CounterCheck {
    /// Rows counted.
    pub rows: u64,
    /// Counters that should hold something.
    pub counters: u64,
    /// Those that differ, at most 1,000 of them.
    pub differences: Vec<CounterDifference>,
}

impl<'c> Counters<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Counts every call, order and stretch of work time anew, in one view, and tells which counters differ. `progress` is
    /// told now and then how many rows were counted.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors. A difference is a finding, not an error.
    #[tracing::instrument(name = "counters.check", level = "debug", skip_all)]
    pub async fn check(&self, actor: &Actor, progress: impl FnMut(u64) + Send) -> Result<CounterCheck, Error> {
        Policy::require(actor, Right::ReadOperations)?;
        let mut tx = self.core.read(Read::Snapshot).await?;
        let (rows, derived) = derive(&mut *tx, progress).await?;
        let mut check = CounterCheck { rows, counters: derived.len() as u64, differences: Vec::new() };
        let mut ever: BTreeMap<(Subject, Measure), Tally> = BTreeMap::new();
        for (cell, tally) in derived.iter().filter(|(cell, _)| cell.measure.family().is_some()) {
            *ever.entry((cell.subject, cell.measure.clone())).or_default() += *tally;
        }
        let mut subjects: BTreeSet<Subject> = derived.keys().map(|cell| cell.subject).collect();
        // What is left over at the end was derived and not found.
        let mut missing = derived;
        let mut after = None;
        loop {
            let stored = tx.counters().after(after.as_ref(), PAGE).await?;
            let Some(last) = stored.last() else { break };
            after = Some(last.cell.clone());
            for Count { cell, tally } in stored {
                subjects.insert(cell.subject);
                let derived = missing.remove(&cell).unwrap_or(Tally::ZERO);
                check.note(cell.subject, Some(cell.day), cell.measure, tally, derived);
            }
        }
        for (cell, derived) in missing {
            check.note(cell.subject, Some(cell.day), cell.measure, Tally::ZERO, derived);
        }
        let subjects: Vec<Subject> = subjects.into_iter().collect();
        for family in Family::ALL {
            for (subject, measure, stored) in tx.counters().ever(&subjects, family).await? {
                let derived = ever.remove(&(subject, measure.clone())).unwrap_or(Tally::ZERO);
                check.note(subject, None, measure, stored, derived);
            }
        }
        for ((subject, measure), derived) in ever {
            check.note(subject, None, measure, Tally::ZERO, derived);
        }
        check.differences.sort_by(|a, b| (a.subject, a.day, &a.measure).cmp(&(b.subject, b.day, &b.measure)));
        Ok(check)
    }

    /// Sets every counter to what the rows add up to. Nothing else is written meanwhile: seconds for a million rows.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "counters.recount", level = "debug", skip_all)]
    pub async fn recount(&self, actor: &Actor) -> Result<(), Error> {
        Policy::require(actor, Right::Maintain)?;
        let core = self.core;
        core.unit(move |a| {
            Box::pin(async move {
                let mut effects = Effects::none();
                let zone = core.office_zone.counted_by(a.tx, &mut effects).await?;
                effects.write(Write::Recount(zone));
                let payload = serde_json::json!({ "zone": zone.name() });
                effects.audit(audit::entry(actor, a.now, "counters.recounted", "counters", &payload));
                Ok(Outcome::done((), effects))
            })
        })
        .await
    }
}

impl CounterCheck {
    fn note(&mut self, subject: Subject, day: Option<NaiveDate>, measure: Measure, stored: Tally, derived: Tally) {
        if stored != derived && self.differences.len() < MOST_TOLD {
            self.differences.push(CounterDifference { subject, day, measure, stored, derived });
        }
    }
}

async fn derive(
    tx: &mut dyn Tx,
    mut progress: impl FnMut(u64) + Send,
) -> Result<(u64, BTreeMap<Cell, Tally>), StoreError> {
    let settings = tx.settings().all().await?;
    let mut recount = Recount::new(Settings::from_rows(settings.iter().map(|row| &**row)).office_zone);
    let mut rows = 0;
    let mut after = None;
    loop {
        let calls = tx.calls().after(after, PAGE).await?;
        let Some(last) = calls.last() else { break };
        after = Some(last.id);
        for call in &calls {
            recount.call(call);
        }
        rows += calls.len() as u64;
        progress(rows);
    }
    let mut after = None;
    loop {
        let orders = tx.orders().after(after, PAGE).await?;
        let Some(last) = orders.last() else { break };
        after = Some(last.id);
        for order in &orders {
            recount.order(order);
        }
        rows += orders.len() as u64;
        progress(rows);
    }
    for operator in tx.operators().everybody().await? {
        let log = tx.operators().work_log(operator, Period::everything()).await?;
        for entry in &log {
            recount.work(entry);
        }
        rows += log.len() as u64;
        progress(rows);
    }
    Ok((rows, recount.into_counts().map(|count| (count.cell, count.tally)).collect()))
}
