//! A store that counts nothing: what another keeps, without its counters.

use std::sync::Arc;

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
use crm_core::settings::{SettingKey, SettingRepo};
use crm_core::shifts::ShiftRepo;
use crm_core::stats::StatsRepo;
use crm_core::store::{
    ChangeMark, CommitError, Effects, Guard, Health, IdBlock, IdempotencyRepo, Migrated, Progress, Read, RowKey, Store,
    StoreError, Task, Tx, UniqueKey, Write,
};
use crm_core::telephony::TelephonyRepo;

#[derive(Debug)]
pub(crate) struct Uncounted(pub(crate) Arc<dyn Store>);

struct UncountedTx(Box<dyn Tx>);

#[async_trait]
impl Store for Uncounted {
    async fn begin(&self, read: Read) -> Result<Box<dyn Tx>, StoreError> {
        Ok(Box::new(UncountedTx(self.0.begin(read).await?)))
    }
    async fn lease_ids(&self, kind: IdKind, count: u32) -> Result<IdBlock, StoreError> {
        self.0.lease_ids(kind, count).await
    }
    async fn maintain(&self, task: Task) -> Result<Progress, StoreError> {
        self.0.maintain(task).await
    }
    async fn migrate(&self) -> Result<Migrated, StoreError> {
        self.0.migrate().await
    }
    async fn health(&self) -> Result<Health, StoreError> {
        self.0.health().await
    }
    async fn changes(&self) -> Option<ChangeMark> {
        self.0.changes().await
    }
    async fn committed_elsewhere(&self) {
        self.0.committed_elsewhere().await;
    }
    async fn close(&self) -> Result<(), StoreError> {
        self.0.close().await
    }
}

macro_rules! passed_on {
    ($($name:ident: $repo:ident),+ $(,)?) => {
        $( fn $name(&mut self) -> &mut dyn $repo { self.0.$name() } )+
    };
}

#[async_trait]
impl Tx for UncountedTx {
    passed_on! {
        cities: CityRepo, campaigns: CampaignRepo, settings: SettingRepo, operators: OperatorRepo, lines: LineRepo,
        calls: CallRepo, telephony: TelephonyRepo, sessions: SessionRepo, audit: AuditRepo, events: EventRepo,
        jobs: JobRepo, orders: OrderRepo, ledger: LedgerRepo, counters: CounterRepo, cash: CashRepo, masters: MasterRepo, shifts: ShiftRepo, stats: StatsRepo, callbacks: CallbackRepo, past: PastRepo, idempotency: IdempotencyRepo,
    }

    async fn commit(self: Box<Self>, mut effects: Effects) -> Result<(), CommitError> {
        effects.writes.retain(|write| !matches!(write, Write::Count(_)));
        // The zone is guarded for the sake of the counters.
        effects.guards.retain(|guard| {
            !matches!(
                guard,
                Guard::Absent(UniqueKey::Setting(SettingKey::OfficeZone))
                    | Guard::Version(RowKey::Setting(SettingKey::OfficeZone), _)
            )
        });
        self.0.commit(effects).await
    }
}
