//! The store itself.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use crm_core::kernel::IdKind;
use crm_core::store::{
    ChangeMark, DatabaseUrl, Health, IdBlock, Migrated, Progress, Read, Store, StoreError, StoreErrorKind, Task, Tx,
};
use tokio::runtime::Handle;

use crate::column;
use crate::connections::{Connections, Lease};
use crate::error::{is_lost, store_error};
use crate::keeper::Keeper;
use crate::maintain;
use crate::migrations::{self, Stamp};
use crate::options::Options;
use crate::report::{Backlog, Report};
use crate::server::Servers;
use crate::standby::Standby;
use crate::statement::Statement;
use crate::tx::PostgresTx;
use crate::unit::number;

/// An office in a PostgreSQL database (14 or later), shared by any number of nodes.
///
/// It works on the tokio runtime it was connected on, and may be used and dropped from anywhere.
pub struct PostgresStore {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) primary: Arc<Connections>,
    standby: Option<Standby>,
    pub(crate) options: Options,
    /// Units that are not answered yet.
    pub(crate) queued: AtomicUsize,
    pub(crate) keeper: Keeper,
}

/// How busy a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pressure {
    /// Units that are not answered yet.
    pub queued: usize,
    /// How many there may be.
    pub queue_limit: usize,
    /// Connections in use.
    pub connections_held: usize,
    /// Connections that are open and free.
    pub connections_idle: usize,
    /// How many there may be; whoever wants one more waits.
    pub connections_limit: usize,
    /// Who waits for a connection to become free.
    pub connections_waiting: usize,
}

impl Inner {
    pub(crate) fn has_standby(&self) -> bool {
        self.standby.is_some()
    }

    /// How far the standby is behind at most, if it can tell.
    pub(crate) async fn standby_lag(&self) -> Option<Duration> {
        Box::pin(self.standby.as_ref()?.report(&self.primary)).await
    }

    /// The standby, while it lags no more than a report may.
    pub(crate) async fn for_reports(&self, most: Duration) -> Option<&Standby> {
        let standby = self.standby.as_ref()?;
        standby.is_close(&self.primary, most).await.then_some(standby)
    }
}

impl PostgresStore {
    /// Connects to a database. Its schema is left as it is: call [`Store::migrate`]. Call it on the tokio runtime the store
    /// shall work on.
    ///
    /// The address is `postgresql://user:password@host:port/database`. Several servers, `host1:port1,host2:port2`, are one
    /// database with its standbys: the one that takes writes is used, and looked for again when it goes away.
    ///
    /// # Errors
    /// `Unavailable` when no server answers or there is no runtime, `SchemaTooNew` when a later version has left a schema this one must not touch,
    /// `UnfinishedCopy`, `Foreign` when it is a database of another program, which is left as it is.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, Options::default()).await
    }

    /// As [`PostgresStore::connect`], with options.
    ///
    /// # Errors
    /// As [`PostgresStore::connect`].
    pub async fn connect_with(url: &str, options: Options) -> Result<Self, StoreError> {
        const OPERATION: &str = "store.open";
        let home = Handle::try_current().map_err(|error| {
            let homeless = StoreError::new(StoreErrorKind::Unavailable, OPERATION);
            homeless.context("a store is connected on the tokio runtime it shall work on").source(error)
        })?;
        let servers = Servers::parse(url, &options, options.statement_timeout)?;
        let patience = options.connect_patience;
        let primary =
            Connections::new(home.clone(), servers, options.max_connections, patience, options.statement_timeout);
        let standby = match &options.standby {
            None => None,
            Some(url) => {
                let servers = Servers::parse(url, &options, options.report_timeout)?;
                // Reports are few and long; the primary does not wait for a standby that is away.
                let patience = Duration::from_secs(1);
                let most = options.max_connections;
                Some(Standby::new(Connections::new(home, servers, most, patience, options.report_timeout)))
            }
        };
        let mut lease = primary.take(OPERATION).await?;
        let stamp = Stamp::read(&mut lease, OPERATION).await?;
        if !(options.unfinished_copy && stamp.is_unfinished()) {
            stamp.check(OPERATION)?;
        }
        drop(lease);
        let keeper = Keeper::default();
        let inner = Arc::new(Inner { primary, standby, options, queued: AtomicUsize::new(0), keeper });
        Keeper::start(&inner);
        Ok(Self { inner })
    }

    /// Connects to what an address names.
    ///
    /// # Errors
    /// As [`PostgresStore::connect`]; `Unavailable` for an address of another kind of database.
    pub async fn from_url(url: &DatabaseUrl, options: Options) -> Result<Self, StoreError> {
        match url {
            DatabaseUrl::Postgres(url) => Self::connect_with(url.expose(), options).await,
            DatabaseUrl::SqliteFile(_) | DatabaseUrl::SqliteMemory => {
                Err(StoreError::new(StoreErrorKind::Unavailable, "store.open")
                    .context("this address is not of a PostgreSQL database"))
            }
        }
    }

    /// The schema version that this program brings a database to; [`Health::schema`] is the one a database has.
    pub fn latest_schema() -> u32 {
        migrations::latest()
    }

    /// The schema version of the database, also where this role or this server only reads, which [`Store::health`] refuses.
    ///
    /// # Errors
    /// `NotMigrated`, `Unavailable`, `Timeout`, `Closed`.
    pub async fn schema(&self) -> Result<u32, StoreError> {
        self.schema_found("store.schema", false).await
    }

    /// How busy it is at this moment; quick, for metrics.
    pub fn pressure(&self) -> Pressure {
        let primary = &self.inner.primary;
        let (connections_held, connections_limit) = primary.held();
        Pressure {
            queued: self.inner.queued.load(Ordering::SeqCst),
            queue_limit: self.inner.options.queue_limit,
            connections_held,
            connections_idle: primary.count_idle(),
            connections_limit,
            connections_waiting: primary.waiting(),
        }
    }

    /// What the server tells of the database, for whoever looks after it: some statements to the primary's catalog.
    ///
    /// # Errors
    /// `NotMigrated`, `Unavailable`, `Timeout`, `Closed`.
    pub async fn report(&self) -> Result<Report, StoreError> {
        const OPERATION: &str = "store.report";
        self.check_open(OPERATION)?;
        let inner = Arc::clone(&self.inner);
        self.inner.primary.at_home(OPERATION, async move { inner.report().await }).await
    }

    /// What is committed and waits to be worked on: one quick statement, to be asked every few seconds at most.
    ///
    /// # Errors
    /// `NotMigrated`, `Unavailable`, `Timeout`, `Closed`.
    pub async fn backlog(&self) -> Result<Backlog, StoreError> {
        const OPERATION: &str = "store.backlog";
        self.check_open(OPERATION)?;
        let inner = Arc::clone(&self.inner);
        self.inner.primary.at_home(OPERATION, async move { inner.backlog().await }).await
    }

    /// Whether a standby for reports is used.
    pub fn has_standby(&self) -> bool {
        self.inner.has_standby()
    }

    /// How far the standby for reports is behind at most: `None` when none is used, or it does not answer or cannot tell.
    pub async fn standby_lag(&self) -> Option<Duration> {
        let inner = Arc::clone(&self.inner);
        self.inner.primary.at_home("store.lag", async move { Ok(inner.standby_lag().await) }).await.ok().flatten()
    }

    async fn schema_found(&self, operation: &'static str, must_write: bool) -> Result<u32, StoreError> {
        self.check_open(operation)?;
        let inner = Arc::clone(&self.inner);
        let asked = async move {
            loop {
                let mut lease = inner.primary.take(operation).await?;
                match Stamp::read(&mut lease, operation).await {
                    Err(error) if lease.is_reused && error.store_kind() == StoreErrorKind::Unavailable => {
                        inner.primary.forget_idle();
                    }
                    stamp => {
                        let schema = stamp?.check(operation)?.version;
                        if schema == 0 {
                            return Err(StoreError::new(StoreErrorKind::NotMigrated, operation));
                        }
                        if must_write {
                            must_take_writes(&mut lease, operation).await?;
                        }
                        return Ok(schema);
                    }
                }
            }
        };
        self.inner.primary.at_home(operation, asked).await
    }

    fn check_open(&self, operation: &'static str) -> Result<(), StoreError> {
        if self.inner.primary.is_closed() { Err(StoreError::new(StoreErrorKind::Closed, operation)) } else { Ok(()) }
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn begin(&self, read: Read) -> Result<Box<dyn Tx>, StoreError> {
        self.check_open("store.begin")?;
        Ok(Box::new(PostgresTx::new(Arc::clone(&self.inner), read)))
    }

    async fn lease_ids(&self, kind: IdKind, count: u32) -> Result<IdBlock, StoreError> {
        const OPERATION: &str = "store.lease_ids";
        const SQL: &str = "INSERT INTO id_sequences AS s (kind, next) VALUES ($1, 1 + $2) \
            ON CONFLICT (kind) DO UPDATE SET next = s.next + $2 RETURNING next - $2";
        self.check_open(OPERATION)?;
        let inner = Arc::clone(&self.inner);
        let lease = async move {
            let statement = Statement::new(SQL).with(kind.name()).with(count);
            loop {
                let mut lease = inner.primary.take(OPERATION).await?;
                match lease.fetch(&statement).await.and_then(|rows| number(&rows)) {
                    Ok(first) => return Ok(IdBlock { first, count }),
                    // A block whose answer was lost is a gap.
                    Err(error) if lease.is_reused && is_lost(&error) => inner.primary.forget_idle(),
                    Err(error) => return Err(store_error(OPERATION, error)),
                }
            }
        };
        self.inner.primary.at_home(OPERATION, lease).await
    }

    async fn maintain(&self, task: Task) -> Result<Progress, StoreError> {
        const OPERATION: &str = "store.maintain";
        self.check_open(OPERATION)?;
        let inner = Arc::clone(&self.inner);
        self.inner.primary.apart(OPERATION, async move { maintain::run(&inner, task).await }).await
    }

    async fn migrate(&self) -> Result<Migrated, StoreError> {
        const OPERATION: &str = "store.migrate";
        self.check_open(OPERATION)?;
        let inner = Arc::clone(&self.inner);
        self.inner.primary.apart(OPERATION, async move { migrations::migrate(&inner.primary).await }).await
    }

    async fn health(&self) -> Result<Health, StoreError> {
        let schema = self.schema_found("store.health", true).await?;
        let pressure = self.pressure();
        Ok(Health { schema, queued: pressure.queued, queue_limit: pressure.queue_limit })
    }

    /// Other nodes commit too, and asking the server costs what reading does.
    async fn changes(&self) -> Option<ChangeMark> {
        None
    }

    async fn committed_elsewhere(&self) {
        self.inner.keeper.heard(&self.inner).await;
    }

    async fn close(&self) -> Result<(), StoreError> {
        let inner = Arc::clone(&self.inner);
        let closing = async move {
            inner.primary.close().await;
            if let Some(standby) = &inner.standby {
                standby.connections.close().await;
            }
            Ok(())
        };
        self.inner.primary.apart("store.close", closing).await
    }
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStore").field("pressure", &self.pressure()).finish_non_exhaustive()
    }
}

/// A server that takes no writes, or not from this role, is of no use to an office, although it answers.
async fn must_take_writes(lease: &mut Lease, operation: &'static str) -> Result<(), StoreError> {
    const SQL: &str = "SELECT current_setting('transaction_read_only') = 'off', has_table_privilege('units', 'INSERT')";
    let failed = |error| store_error(operation, error);
    let rows = lease.fetch(&Statement::new(SQL)).await.map_err(failed)?;
    let row = rows.first().ok_or_else(|| failed(sqlx::Error::RowNotFound))?;
    let why = match (column::flag(row, 0).map_err(failed)?, column::flag(row, 1).map_err(failed)?) {
        (true, true) => return Ok(()),
        (false, _) => "the server takes no writes",
        (true, false) => "the role may not write; it has to own the database's tables",
    };
    Err(StoreError::new(StoreErrorKind::Unavailable, operation).context(why))
}
