//! A unit of work: how its reads get a connection, and how its end is written.

use std::sync::Arc;
use std::time::Duration;

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
use crm_core::lines::LineRepo;
use crm_core::masters::MasterRepo;
use crm_core::money::{CashRepo, LedgerRepo};
use crm_core::operators::OperatorRepo;
use crm_core::orders::OrderRepo;
use crm_core::past::PastRepo;
use crm_core::settings::SettingRepo;
use crm_core::shifts::ShiftRepo;
use crm_core::stats::StatsRepo;
use crm_core::store::{CommitError, Effects, IdempotencyRepo, Read, StoreError, StoreErrorKind, Tx};
use crm_core::telephony::TelephonyRepo;
use sqlx::postgres::PgRow;

use crate::column;
use crate::connections::{Connections, Lease};
use crate::error::{is_lost, store_error};
use crate::statement::Statement;
use crate::store::Inner;
use crate::unit::is_without_month;

const ONE_VIEW: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
/// As [`ONE_VIEW`], in which everything that was committed before has its place in the feed and in the audit. All of it is one
/// round trip.
const WHOLE_VIEW: &str = "BEGIN; SELECT crm_stamp_v1(); COMMIT; BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";

pub(crate) struct PostgresTx {
    inner: Arc<Inner>,
    read: Read,
    /// The one view of a snapshot, from its first read on.
    view: Option<Lease>,
}

impl PostgresTx {
    pub(crate) fn new(inner: Arc<Inner>, read: Read) -> Self {
        Self { inner, read, view: None }
    }

    /// Every row of a statement.
    pub(crate) async fn fetch_all<T, F>(
        &mut self,
        operation: &'static str,
        statement: Statement,
        read: F,
    ) -> Result<Vec<T>, StoreError>
    where
        T: Send + 'static,
        F: Fn(&PgRow) -> column::Result<T> + Send + 'static,
    {
        let rows = self.rows(operation, statement).await?;
        rows.iter().map(read).collect::<column::Result<_>>().map_err(|error| store_error(operation, error))
    }

    /// The one row of a statement, if there is one.
    pub(crate) async fn fetch_optional<T, F>(
        &mut self,
        operation: &'static str,
        statement: Statement,
        read: F,
    ) -> Result<Option<T>, StoreError>
    where
        T: Send + 'static,
        F: Fn(&PgRow) -> column::Result<T> + Send + 'static,
    {
        let rows = self.rows(operation, statement).await?;
        rows.first().map(read).transpose().map_err(|error| store_error(operation, error))
    }

    /// The one row of a statement that always has one.
    pub(crate) async fn fetch_one<T, F>(
        &mut self,
        operation: &'static str,
        statement: Statement,
        read: F,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&PgRow) -> column::Result<T> + Send + 'static,
    {
        let found = self.fetch_optional(operation, statement, read).await?;
        found.ok_or_else(|| store_error(operation, sqlx::Error::RowNotFound))
    }

    /// The rows of a statement as the server sent them.
    pub(crate) async fn rows(
        &mut self,
        operation: &'static str,
        statement: Statement,
    ) -> Result<Vec<PgRow>, StoreError> {
        let view = self.view.take();
        let (inner, read) = (Arc::clone(&self.inner), self.read);
        let connections = Arc::clone(&self.inner.primary);
        let (view, rows) = connections
            .at_home(operation, async move {
                match view {
                    Some(mut view) => {
                        let rows = view.fetch(&statement).await.map_err(|error| told(operation, error))?;
                        Ok((Some(view), rows))
                    }
                    None => first(&inner, read, operation, &statement).await,
                }
            })
            .await?;
        self.view = view;
        Ok(rows)
    }

    /// Puts what was committed in order before it is read, unless this unit sees one view, which holds what it holds.
    pub(crate) async fn stamp(&mut self, operation: &'static str) -> Result<(), StoreError> {
        if self.view.is_some() || matches!(self.read, Read::MayLag(_)) {
            return Ok(());
        }
        let inner = Arc::clone(&self.inner);
        self.inner.primary.at_home(operation, async move { inner.stamp(operation).await }).await
    }
}

/// The error of a view that had answered before. Only a standby stops one for what it has to replay.
fn told(operation: &'static str, error: sqlx::Error) -> StoreError {
    let why = store_error(operation, error);
    match why.store_kind() {
        StoreErrorKind::Contended => {
            let stopped = StoreError::new(StoreErrorKind::Unavailable, operation);
            stopped.context("the standby had to go on and stopped the report; ask again")
        }
        _ => why,
    }
}

/// The first statement of a unit, which is the only one of a view or stands for itself. What the standby does not answer the
/// primary is asked.
async fn first(
    inner: &Arc<Inner>,
    read: Read,
    operation: &'static str,
    statement: &Statement,
) -> Result<(Option<Lease>, Vec<PgRow>), StoreError> {
    if let Read::MayLag(most) = read {
        // On the heap: no other read is to carry the room for it.
        let told = Box::pin(at_standby(inner, most, operation, statement));
        if let Some(found) = told.await {
            return Ok(found);
        }
    }
    begun(inner, &inner.primary, read, operation, statement).await
}

/// The first statement of a report at the standby; nothing when it is not close or has no answer.
async fn at_standby(
    inner: &Arc<Inner>,
    most: Duration,
    operation: &'static str,
    statement: &Statement,
) -> Option<(Option<Lease>, Vec<PgRow>)> {
    let standby = inner.for_reports(most).await?;
    match begun(inner, &standby.connections, Read::MayLag(most), operation, statement).await {
        Ok(found) => Some(found),
        Err(error) => {
            if error.store_kind() == StoreErrorKind::Unavailable {
                standby.leave_alone(&error);
            } else {
                tracing::debug!(%error, "the standby cannot answer a report; the primary is asked");
            }
            None
        }
    }
}

/// The first statement of a unit, sent there. A connection that was used before may have been closed meanwhile: then a new
/// one is asked, once.
async fn begun(
    inner: &Arc<Inner>,
    connections: &Arc<Connections>,
    read: Read,
    operation: &'static str,
    statement: &Statement,
) -> Result<(Option<Lease>, Vec<PgRow>), StoreError> {
    loop {
        let mut lease = connections.take(operation).await?;
        let keep = read != Read::Each;
        let answer = async {
            match read {
                Read::Each => {}
                Read::Snapshot => lease.begin(WHOLE_VIEW).await?,
                Read::MayLag(_) => lease.begin(ONE_VIEW).await?,
            }
            lease.fetch(statement).await
        };
        match answer.await {
            Ok(rows) => return Ok((keep.then_some(lease), rows)),
            Err(error) if lease.is_reused && is_lost(&error) => {
                drop(lease);
                connections.forget_idle();
            }
            Err(error) if is_without_month(&error) => {
                drop(lease);
                inner.stamp(operation).await?;
            }
            Err(error) => return Err(store_error(operation, error)),
        }
    }
}

macro_rules! repos {
    ($( $name:ident: $repo:ident, )+) => {
        $( fn $name(&mut self) -> &mut dyn $repo { self } )+
    };
}

#[async_trait]
impl Tx for PostgresTx {
    repos! {
        cities: CityRepo,
        campaigns: CampaignRepo,
        settings: SettingRepo,
        operators: OperatorRepo,
        lines: LineRepo,
        calls: CallRepo,
        telephony: TelephonyRepo,
        sessions: SessionRepo,
        audit: AuditRepo,
        events: EventRepo,
        jobs: JobRepo,
        orders: OrderRepo,
        shifts: ShiftRepo,
        ledger: LedgerRepo,
        cash: CashRepo,
        masters: MasterRepo,
        counters: CounterRepo,
        stats: StatsRepo,
        callbacks: CallbackRepo,
        idempotency: IdempotencyRepo,
        past: PastRepo,
    }

    async fn commit(mut self: Box<Self>, effects: Effects) -> Result<(), CommitError> {
        // An old view would keep dead rows from being cleared, and its connection from being used.
        self.view = None;
        self.inner.write(effects).await
    }
}
