//! The office that is measured: people and cities through the library, calls and orders in bulk through SQL.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::kernel::OperatorId;
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::Cluster;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::Result;
use crate::staff::{account, administrator, founded};

/// As many as the store's own, by its default.
pub(crate) fn connections() -> u32 {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    u32::try_from(cores * 2 + 4).unwrap_or(64)
}

/// An office, open on both sides.
pub(crate) struct Office {
    pub(crate) calls: u32,
    pub(crate) crm: Crm,
    pub(crate) operator: Actor,
    pub(crate) operator_id: i64,
    pub(crate) raw: Arc<Pool>,
}

pub(crate) async fn open(cluster: &Cluster, name: &str, calls: u32, operator: OperatorId) -> Result<Office> {
    let store = PostgresStore::connect(&cluster.url(name)).await?;
    let crm = Crm::builder(store).mango(account()?).open().await?;
    let operator_id = operator.get();
    let operator = crm.operators().actor(operator).await?;
    Ok(Office { calls, crm, operator, operator_id, raw: Pool::open(cluster, name).await? })
}

/// Connections as a careful program without the library has them: statements are prepared and kept, all are open before
/// anything is measured, and none is asked whether it lives. (sqlx's own pool asks each one that comes back.)
#[derive(Debug)]
pub(crate) struct Pool {
    idle: Mutex<Vec<PgConnection>>,
    permits: Semaphore,
}

/// A connection in use.
pub(crate) struct Held<'p> {
    pool: &'p Pool,
    connection: Option<PgConnection>,
    _permit: SemaphorePermit<'p>,
}

impl Pool {
    async fn open(cluster: &Cluster, name: &str) -> Result<Arc<Self>> {
        let server: PgConnectOptions = cluster.url(name).parse()?;
        let server = server.options([("jit", "off")]).statement_cache_capacity(500);
        let size = connections();
        let mut idle = Vec::new();
        for _ in 0..size {
            idle.push(server.connect().await?);
        }
        Ok(Arc::new(Self { idle: Mutex::new(idle), permits: Semaphore::new(usize::try_from(size)?) }))
    }

    pub(crate) async fn take(&self) -> Result<Held<'_>> {
        let permit = self.permits.acquire().await?;
        let connection = self.idle.lock().map_err(|_| "a task has panicked")?.pop();
        Ok(Held { pool: self, connection, _permit: permit })
    }
}

impl Held<'_> {
    pub(crate) fn connection(&mut self) -> Result<&mut PgConnection> {
        self.connection.as_mut().ok_or_else(|| "as many connections as permits".into())
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if let (Some(connection), Ok(mut idle)) = (self.connection.take(), self.pool.idle.lock()) {
            idle.push(connection);
        }
    }
}

/// Makes an office with so many calls, and three orders for each ten of them; answers one of its operators.
pub(crate) async fn make(cluster: &Cluster, name: &str, calls: u32) -> Result<OperatorId> {
    let begun = Instant::now();
    let mut main = PgConnection::connect(&cluster.url("postgres")).await?;
    main.execute(sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE template0")))).await?;
    let crm = Crm::builder(PostgresStore::connect(&cluster.url(name)).await?).mango(account()?).build()?;
    let staff = founded(&crm).await?;
    crm.close().await?;

    let orders = calls / 10 * 3;
    let fill = include_str!("fill.sql").replace("{calls}", &calls.to_string()).replace("{orders}", &orders.to_string());
    let mut connection = PgConnection::connect(&cluster.url(name)).await?;
    connection.execute(sqlx::raw_sql(AssertSqlSafe(fill))).await?;
    let written = begun.elapsed();

    let crm = Crm::builder(PostgresStore::connect(&cluster.url(name)).await?).mango(account()?).build()?;
    crm.counters().recount(&administrator()).await?;
    crm.close().await?;
    while sqlx::query_scalar::<_, i64>("SELECT crm_fold_v1(100000)").fetch_one(&mut connection).await? > 0 {}
    connection.execute("VACUUM (ANALYZE)").await?;
    connection.execute("CHECKPOINT").await?;
    println!(
        "{calls} calls and {orders} orders written in {:.1} s, counted in {:.1} s",
        written.as_secs_f64(),
        begun.elapsed().saturating_sub(written).as_secs_f64()
    );
    Ok(*staff.first().ok_or("nobody works here")?)
}

/// Copies an office that nobody uses.
pub(crate) async fn copy(cluster: &Cluster, original: &str, name: &str) -> Result<()> {
    let mut main = PgConnection::connect(&cluster.url("postgres")).await?;
    let copy = format!("CREATE DATABASE {name} TEMPLATE {original} STRATEGY FILE_COPY");
    main.execute(sqlx::raw_sql(AssertSqlSafe(copy))).await?;
    Ok(())
}

impl Office {
    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.crm.close().await?)
    }
}
