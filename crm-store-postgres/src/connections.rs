//! The connections to a server: taken for a statement or a view, given back clean.
//!
//! No connection is asked whether it lives before it is used, nor after: a statement that meets a closed one is sent again on
//! a new one. One that was left in the middle of something is cleaned on the side before anybody else gets it.

use std::future::Future;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crm_core::store::{StoreError, StoreErrorKind};
use sqlx::postgres::PgRow;
use sqlx::{Connection, Executor, PgConnection};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::{is_lost, store_error};
use crate::server::Servers;
use crate::statement::Statement;

/// For so long an answer is waited for beyond the time the server has for it.
const GRACE: Duration = Duration::from_secs(2);
/// How long a connection may take to get clean.
const CLEANING: Duration = Duration::from_secs(2);
/// How long to wait before servers that do not answer are tried again.
const AGAIN: Duration = Duration::from_millis(100);

pub(crate) struct Connections {
    home: Handle,
    servers: Servers,
    patience: Duration,
    answer: Duration,
    limit: u32,
    permits: Arc<Semaphore>,
    // The one given back last is taken first: the others may grow old and be closed by the server.
    idle: Mutex<Vec<PgConnection>>,
    // Rises when a server went away: connections that were made before are not given back.
    generation: AtomicU64,
    closed: AtomicBool,
    // Who waits for a permit.
    waiting: AtomicUsize,
}

/// Counts who waits, while it lives.
struct Waits<'c>(&'c AtomicUsize);

impl<'c> Waits<'c> {
    fn in_line(waiting: &'c AtomicUsize) -> Self {
        waiting.fetch_add(1, Ordering::Relaxed);
        Self(waiting)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Connections {
    /// Connections of a runtime to servers that stop a statement after `timeout`.
    pub(crate) fn new(home: Handle, servers: Servers, limit: u32, patience: Duration, timeout: Duration) -> Arc<Self> {
        let answer = timeout.saturating_add(GRACE);
        let permits = Arc::new(Semaphore::new(usize::try_from(limit).unwrap_or(usize::MAX)));
        let (generation, closed, waiting) = (AtomicU64::new(0), AtomicBool::new(false), AtomicUsize::new(0));
        let idle = Mutex::default();
        Arc::new(Self { home, servers, patience, answer, limit, permits, idle, generation, closed, waiting })
    }

    pub(crate) fn servers(&self) -> &Servers {
        &self.servers
    }

    /// How many are in use, and how many there may be.
    pub(crate) fn held(&self) -> (usize, usize) {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        (limit.saturating_sub(self.permits.available_permits()), limit)
    }

    /// How many are open and free.
    pub(crate) fn count_idle(&self) -> usize {
        self.idle().len()
    }

    /// Who waits for one to become free.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    /// Works on the runtime the sockets belong to, whichever the caller is on. There it goes on when the caller is dropped;
    /// on its own runtime it is dropped with the caller.
    pub(crate) async fn at_home<T: Send + 'static>(
        &self,
        operation: &'static str,
        work: impl Future<Output = Result<T, StoreError>> + Send + 'static,
    ) -> Result<T, StoreError> {
        if Handle::try_current().is_ok_and(|here| here.id() == self.home.id()) {
            return work.await;
        }
        self.apart(operation, work).await
    }

    /// As [`Self::at_home`], in a task of its own: dropping the caller stops nothing.
    pub(crate) async fn apart<T: Send + 'static>(
        &self,
        operation: &'static str,
        work: impl Future<Output = Result<T, StoreError>> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.home.spawn(work).await.unwrap_or_else(|error| {
            let ended = StoreError::new(StoreErrorKind::Unavailable, operation);
            Err(ended.context("the runtime the store was connected on has ended").source(error))
        })
    }

    pub(crate) fn home(&self) -> &Handle {
        &self.home
    }

    /// A connection, perhaps one that was used before. At home only.
    pub(crate) async fn take(self: &Arc<Self>, operation: &'static str) -> Result<Lease, StoreError> {
        if self.is_closed() {
            return Err(StoreError::new(StoreErrorKind::Closed, operation));
        }
        let waits = Waits::in_line(&self.waiting);
        let permit = tokio::time::timeout(self.patience, Arc::clone(&self.permits).acquire_owned()).await;
        drop(waits);
        let permit = match permit {
            Ok(Ok(permit)) => permit,
            Ok(Err(_closed)) => return Err(StoreError::new(StoreErrorKind::Closed, operation)),
            Err(_) => {
                let error = StoreError::new(StoreErrorKind::Timeout, operation);
                return Err(error.context("no connection to the server became free"));
            }
        };
        let generation = self.generation.load(Ordering::SeqCst);
        let idle = self.idle().pop();
        let is_reused = idle.is_some();
        let connection = match idle {
            Some(connection) => connection,
            None => self.connect(operation).await?,
        };
        let pool = Arc::clone(self);
        Ok(Lease {
            connection: Some(connection),
            is_reused,
            state: State::Clean,
            generation,
            patience: self.answer,
            pool,
            permit: Some(permit),
        })
    }

    // A server that has just gone may come back, or another one may take over: the deadline decides and not the first error.
    async fn connect(&self, operation: &'static str) -> Result<PgConnection, StoreError> {
        let deadline = tokio::time::Instant::now() + self.patience;
        loop {
            match self.servers.connect().await {
                Ok(connection) => return Ok(connection),
                Err(error)
                    if is_lost(&error) && tokio::time::Instant::now() + AGAIN < deadline && !self.is_closed() =>
                {
                    tokio::time::sleep(AGAIN).await;
                }
                Err(error) => return Err(store_error(operation, error)),
            }
        }
    }

    /// The server went away: the connections that lie idle are of no use.
    pub(crate) fn forget_idle(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
        let gone = std::mem::take(&mut *self.idle());
        drop(gone);
    }

    /// Waits for what was begun, and closes.
    pub(crate) async fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        let all = tokio::time::timeout(self.patience.saturating_mul(4), self.permits.acquire_many(self.limit)).await;
        self.permits.close();
        drop(all);
        let idle = std::mem::take(&mut *self.idle());
        for connection in idle {
            // The server may be away already.
            let _closed = tokio::time::timeout(CLEANING, connection.close()).await;
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<PgConnection>> {
        // Nothing inside can be left half-changed by a panic.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn give_back(&self, connection: PgConnection, generation: u64) {
        if !self.is_closed() && self.generation.load(Ordering::SeqCst) == generation {
            self.idle().push(connection);
        }
    }
}

/// What a connection is in the middle of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Clean,
    /// A statement was sent whose answer was not read to its end.
    Asked,
    /// A transaction is open, or might be.
    Open,
    /// It is of no use any more.
    Lost,
}

/// A connection that somebody uses.
pub(crate) struct Lease {
    connection: Option<PgConnection>,
    /// Whether it was used before: then it may have been closed meanwhile.
    pub(crate) is_reused: bool,
    state: State,
    generation: u64,
    /// How long an answer may take.
    patience: Duration,
    pool: Arc<Connections>,
    permit: Option<OwnedSemaphorePermit>,
}

impl Lease {
    /// From now on answers may take this long; the server has limits of its own.
    pub(crate) fn wait(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// Runs one statement.
    pub(crate) async fn fetch(&mut self, statement: &Statement) -> Result<Vec<PgRow>, sqlx::Error> {
        let query = statement.to_query()?;
        let before = self.state;
        let Some(connection) = &mut self.connection else { return Err(sqlx::Error::WorkerCrashed) };
        if before == State::Clean {
            self.state = State::Asked;
        }
        let answer = answered(self.patience, query.fetch_all(connection)).await;
        self.state = match &answer {
            Err(error) if is_lost(error) => State::Lost,
            _ => before,
        };
        answer
    }

    /// Begins a transaction, which ends with the lease.
    pub(crate) async fn begin(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        let Some(connection) = &mut self.connection else { return Err(sqlx::Error::WorkerCrashed) };
        // Before it is sent: whoever is dropped while it is under way must not leave it open.
        self.state = State::Open;
        let begun = answered(self.patience, connection.execute(sqlx::raw_sql(sql))).await;
        if begun.as_ref().is_err_and(is_lost) {
            self.state = State::Lost;
        }
        begun.map(drop)
    }

    /// Runs text of several statements, such as a migration, for as long as it takes.
    pub(crate) async fn run(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        let Some(connection) = &mut self.connection else { return Err(sqlx::Error::WorkerCrashed) };
        let before = std::mem::replace(&mut self.state, State::Open);
        let answer = connection.execute(sqlx::raw_sql(sql)).await;
        self.state = match &answer {
            Err(error) if is_lost(error) => State::Lost,
            _ => before,
        };
        answer.map(drop)
    }

    /// Sends rows, in the text form of COPY, into what a `COPY … FROM STDIN` names. Within a transaction only: one that is
    /// dropped amid it is undone.
    pub(crate) async fn copy_in(&mut self, sql: &str, rows: Vec<u8>) -> Result<(), sqlx::Error> {
        let Some(connection) = &mut self.connection else { return Err(sqlx::Error::WorkerCrashed) };
        // Dropped amid it, a connection does not know which answers are still to come: the next statement would take them
        // for its own.
        self.state = State::Lost;
        let sent = async {
            let mut stream = connection.copy_in_raw(sql).await?;
            stream.send(rows).await?;
            stream.finish().await.map(drop)
        };
        let answer = sent.await;
        if !answer.as_ref().is_err_and(is_lost) {
            self.state = State::Open;
        }
        answer
    }

    /// Ends the transaction and makes it last.
    pub(crate) async fn commit(&mut self) -> Result<(), sqlx::Error> {
        let Some(connection) = &mut self.connection else { return Err(sqlx::Error::WorkerCrashed) };
        let answer = answered(self.patience, connection.execute("COMMIT")).await;
        self.state = match &answer {
            Ok(_) => State::Clean,
            Err(error) if is_lost(error) => State::Lost,
            Err(_) => State::Open,
        };
        answer.map(drop)
    }
}

/// An answer in time. A host that has fallen silent does not say so: its timeouts end nothing, and nothing closes the
/// connection. The error is that of a lost one, and so it is taken.
async fn answered<T>(
    patience: Duration,
    answer: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, sqlx::Error> {
    let silent = |_| Err(sqlx::Error::Io(std::io::Error::new(ErrorKind::TimedOut, "the server does not answer")));
    tokio::time::timeout(patience, answer).await.unwrap_or_else(silent)
}

impl Drop for Lease {
    fn drop(&mut self) {
        let (Some(mut connection), Some(permit)) = (self.connection.take(), self.permit.take()) else { return };
        let (pool, generation, state) = (Arc::clone(&self.pool), self.generation, self.state);
        match state {
            State::Clean => pool.give_back(connection, generation),
            State::Lost => pool.forget_idle(),
            State::Asked | State::Open => {
                // Whatever thread this is: the work is done by the runtime of the sockets, if there still is one.
                let home = pool.home.clone();
                drop(home.spawn(async move {
                    let cleaned = async {
                        if state == State::Open {
                            connection.execute("ROLLBACK").await.map(drop)
                        } else {
                            connection.ping().await
                        }
                    };
                    if matches!(tokio::time::timeout(CLEANING, cleaned).await, Ok(Ok(()))) {
                        pool.give_back(connection, generation);
                    }
                    drop(permit);
                }));
            }
        }
    }
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use super::*;
    use crate::Options;
    use crate::column;
    use crate::server::Servers;
    use crate::testing::{Database, Template};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn whoever_comes_after_a_copy_that_was_dropped_gets_an_answer_of_their_own() {
        const PATIENCE: Duration = Duration::from_secs(10);
        let database = Database::fresh(&Template::EMPTY).await.unwrap();
        let servers = Servers::parse(&database.url(), &Options::default(), PATIENCE).unwrap();
        let connections = Connections::new(Handle::current(), servers, 1, PATIENCE, PATIENCE);
        let mut lease = connections.take("test").await.unwrap();
        lease.run("CREATE TABLE letters (text text)").await.unwrap();
        drop(lease);
        for nth in 0..60 {
            let mut lease = connections.take("test").await.unwrap();
            lease.begin("BEGIN").await.unwrap();
            let copying = lease.copy_in("COPY letters FROM STDIN", b"a letter\n".repeat(1_000));
            let _elapsed = tokio::time::timeout(Duration::from_micros(nth * 30), copying).await;
            drop(lease);
            let mut lease = connections.take("test").await.unwrap();
            let rows = lease.fetch(&Statement::new("SELECT $1::bigint").with(nth.cast_signed())).await.unwrap();
            assert_eq!(column::int(rows.first().unwrap(), 0).unwrap(), nth.cast_signed());
        }
    }
}
