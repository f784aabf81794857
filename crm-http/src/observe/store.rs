//! A store that measures another.

use std::fmt::Debug;
use std::time::Instant;

use async_trait::async_trait;
use crm_core::audit::AuditRepo;
use crm_core::auth::SessionRepo;
use crm_core::callbacks::CallbackRepo;
use crm_core::calls::CallRepo;
use crm_core::campaigns::CampaignRepo;
use crm_core::cities::CityRepo;
use crm_core::counters::CounterRepo;
use crm_core::events::EventRepo;
use crm_core::jobs::JobRepo;
use crm_core::kernel::IdKind;
use crm_core::lines::LineRepo;
use crm_core::masters::MasterRepo;
use crm_core::money::{CashRepo, LedgerRepo};
use crm_core::operators::OperatorRepo;
use crm_core::orders::OrderRepo;
use crm_core::past::PastRepo;
use crm_core::settings::SettingRepo;
use crm_core::shifts::ShiftRepo;
use crm_core::stats::StatsRepo;
use crm_core::store::{
    ChangeMark, CommitError, Effects, Health, IdBlock, IdempotencyRepo, Migrated, Progress, Read, Store, StoreError,
    Task, Tx,
};
use crm_core::telephony::TelephonyRepo;
use prometheus_client::registry::Registry;

use super::metrics::{Label, Timings, timings};

/// What a [`Measured`] store takes; given to [`Options::store_timings`](crate::Options::store_timings) it is shown among
/// the metrics. Cheap to clone; every clone is the same.
#[derive(Debug, Clone)]
pub struct StoreTimings {
    begins: Timings<Label>,
    units: Timings<Label>,
    commits: Timings<Label>,
}

impl Default for StoreTimings {
    fn default() -> Self {
        Self { begins: timings(), units: timings(), commits: timings() }
    }
}

impl StoreTimings {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "store_begin_seconds",
            "Time until a unit could begin, by how fresh its reads must be",
            self.begins.clone(),
        );
        registry.register(
            "store_unit_seconds",
            "Time from the beginning of a unit until its end or its commit: reads and decisions, by how it ended",
            self.units.clone(),
        );
        registry.register(
            "store_commit_seconds",
            "Time of a commit until it was durable or refused, by outcome",
            self.commits.clone(),
        );
    }
}

/// A store that measures what goes through it to another.
#[derive(Debug)]
pub struct Measured<S> {
    inner: S,
    timings: StoreTimings,
}

impl<S: Store> Measured<S> {
    /// Measures a store.
    pub fn new(inner: S) -> Self {
        Self { inner, timings: StoreTimings::default() }
    }
    /// What it takes.
    pub fn timings(&self) -> StoreTimings {
        self.timings.clone()
    }
}

#[async_trait]
impl<S: Store> Store for Measured<S> {
    async fn begin(&self, read: Read) -> Result<Box<dyn Tx>, StoreError> {
        let started = Instant::now();
        let inner = self.inner.begin(read).await?;
        let label = match read {
            Read::Each => [("read", "each")],
            Read::Snapshot => [("read", "snapshot")],
            Read::MayLag(_) => [("read", "may_lag")],
        };
        self.timings.begins.get_or_create(&label).observe(started.elapsed().as_secs_f64());
        let end = UnitEnd { begun: Instant::now(), label: READ_ONLY, timings: self.timings.clone() };
        Ok(Box::new(MeasuredTx { inner, end }))
    }
    async fn lease_ids(&self, kind: IdKind, count: u32) -> Result<IdBlock, StoreError> {
        self.inner.lease_ids(kind, count).await
    }
    async fn maintain(&self, task: Task) -> Result<Progress, StoreError> {
        self.inner.maintain(task).await
    }
    async fn migrate(&self) -> Result<Migrated, StoreError> {
        self.inner.migrate().await
    }
    async fn health(&self) -> Result<Health, StoreError> {
        self.inner.health().await
    }
    async fn changes(&self) -> Option<ChangeMark> {
        self.inner.changes().await
    }
    async fn committed_elsewhere(&self) {
        self.inner.committed_elsewhere().await;
    }
    async fn close(&self) -> Result<(), StoreError> {
        self.inner.close().await
    }
}

const READ_ONLY: Label = [("end", "read")];
const COMMITTED: Label = [("end", "commit")];

/// Measures a unit when it ends, whichever way it does.
struct UnitEnd {
    begun: Instant,
    label: Label,
    timings: StoreTimings,
}

impl Drop for UnitEnd {
    fn drop(&mut self) {
        self.timings.units.get_or_create(&self.label).observe(self.begun.elapsed().as_secs_f64());
    }
}

/// A unit of the other store.
struct MeasuredTx {
    inner: Box<dyn Tx>,
    end: UnitEnd,
}

/// Repositories of the other unit, as they are.
macro_rules! through {
    ($($repo:ident: $kind:ident),+ $(,)?) => {
        $(fn $repo(&mut self) -> &mut dyn $kind {
            self.inner.$repo()
        })+
    };
}

#[async_trait]
impl Tx for MeasuredTx {
    through! {
        cities: CityRepo, campaigns: CampaignRepo, settings: SettingRepo, operators: OperatorRepo, lines: LineRepo,
        calls: CallRepo, telephony: TelephonyRepo, sessions: SessionRepo, audit: AuditRepo, events: EventRepo,
        jobs: JobRepo, orders: OrderRepo, shifts: ShiftRepo, ledger: LedgerRepo, cash: CashRepo, masters: MasterRepo,
        counters: CounterRepo, stats: StatsRepo, callbacks: CallbackRepo, past: PastRepo, idempotency: IdempotencyRepo,
    }

    async fn commit(self: Box<Self>, effects: Effects) -> Result<(), CommitError> {
        let Self { inner, mut end } = *self;
        end.label = COMMITTED;
        let timings = end.timings.clone();
        drop(end);
        let started = Instant::now();
        let outcome = inner.commit(effects).await;
        let label = match &outcome {
            Ok(()) => [("outcome", "durable")],
            // Not a failure: the unit reads again and decides again.
            Err(CommitError::Stale) => [("outcome", "stale")],
            Err(_) => [("outcome", "failed")],
        };
        timings.commits.get_or_create(&label).observe(started.elapsed().as_secs_f64());
        outcome
    }
}
