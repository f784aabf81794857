//! The connections that read.

use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crm_core::store::{StoreError, StoreErrorKind};
use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::connection::open_reader;
use crate::error::store_error;
use crate::options::Options;

/// How many steps of SQLite's machine lie between two looks at the clock: about a millisecond.
const STEPS_BETWEEN_LOOKS: i32 = 100_000;

/// The connections that read. One is opened when none is idle; what comes back clean is used again.
pub(crate) struct Readers {
    path: PathBuf,
    options: Options,
    idle: Mutex<Vec<Connection>>,
    // For snapshots and reader threads; reads on the caller's thread are bounded by the number of threads.
    held: Arc<Semaphore>,
    closed: AtomicBool,
    // Does nothing else: SQLite counts, per connection, the commits of all the others.
    watcher: Mutex<Option<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf, options: Options) -> Self {
        let held = Arc::new(Semaphore::new(options.readers));
        Self { path, options, idle: Mutex::default(), held, closed: AtomicBool::new(false), watcher: Mutex::default() }
    }

    /// SQLite's count of the commits of all other connections, those of other processes included: some microseconds.
    pub(crate) fn data_version(&self) -> Option<i64> {
        const OPERATION: &str = "store.changes";
        // Nothing inside can be left half-changed by a panic.
        let mut watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        if self.closed.load(Ordering::Acquire) {
            return None;
        }
        let ask = |connection: &Connection| -> rusqlite::Result<i64> {
            connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))
        };
        let found = match &*watcher {
            Some(connection) => ask(connection),
            None => open_reader(&self.path, &self.options).and_then(|opened| ask(watcher.insert(opened))),
        };
        found.inspect_err(|error| tracing::debug!(%error, OPERATION, "whether anything changed cannot be told")).ok()
    }

    /// A connection that never waits for a lock.
    pub(crate) fn take(&self, operation: &'static str) -> Result<Connection, StoreError> {
        if self.closed.load(Ordering::Acquire) {
            return Err(StoreError::new(StoreErrorKind::Closed, operation));
        }
        match self.lock().pop() {
            Some(connection) => Ok(connection),
            None => open_reader(&self.path, &self.options).map_err(|error| store_error(operation, error)),
        }
    }

    /// Takes a connection back. One that cannot be made clean is closed.
    pub(crate) fn give_back(&self, connection: Connection) {
        let is_clean = connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok();
        if is_clean && !self.closed.load(Ordering::Acquire) {
            let mut idle = self.lock();
            if idle.len() < self.options.readers {
                idle.push(connection);
            }
        }
    }

    /// A connection to hold over several statements or on another thread; waits while too many are held.
    pub(crate) async fn lease(self: &Arc<Self>, operation: &'static str) -> Result<Lease, StoreError> {
        let permit = Arc::clone(&self.held)
            .acquire_owned()
            .await
            .map_err(|_| StoreError::new(StoreErrorKind::Closed, operation))?;
        let connection = self.take(operation)?;
        Ok(Lease { connection: Some(connection), readers: Arc::clone(self), _permit: permit })
    }

    /// Hands nothing out any more and closes what is idle.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.held.close();
        let idle = std::mem::take(&mut *self.lock());
        drop(idle);
        let watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(watcher);
    }

    /// How many connections are held, and how many may be.
    pub(crate) fn held(&self) -> (usize, usize) {
        let limit = self.options.readers;
        (limit.saturating_sub(self.held.available_permits()), limit)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Connection>> {
        // Nothing inside can be left half-changed by a panic.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readers").field("path", &self.path).finish_non_exhaustive()
    }
}

/// A connection that is held. Dropping it, on any thread, ends its transaction and gives it back.
pub(crate) struct Lease {
    connection: Option<Connection>,
    readers: Arc<Readers>,
    _permit: OwnedSemaphorePermit,
}

impl Lease {
    /// Runs `work`. `None` only if the connection is gone, which nothing but dropping the lease makes it.
    pub(crate) fn run<T>(
        &self,
        operation: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let connection = self.connection.as_ref();
        let connection = connection.ok_or_else(|| StoreError::new(StoreErrorKind::Closed, operation))?;
        work(connection).map_err(|error| store_error(operation, error))
    }

    /// Runs `work` where waiting is allowed: for other processes at most the busy timeout, for the work itself at most the
    /// report timeout.
    pub(crate) fn run_patiently<T>(
        &mut self,
        operation: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let options = &self.readers.options;
        let connection = self.connection.as_mut();
        let connection = connection.ok_or_else(|| StoreError::new(StoreErrorKind::Closed, operation))?;
        let patiently = || {
            let deadline = Instant::now() + options.report_timeout;
            connection.busy_timeout(options.busy_timeout)?;
            connection.progress_handler(STEPS_BETWEEN_LOOKS, Some(move || Instant::now() > deadline))?;
            let answer = work(connection);
            connection.progress_handler(0, None::<fn() -> bool>)?;
            connection.busy_timeout(Duration::ZERO)?;
            answer
        };
        patiently().map_err(|error| store_error(operation, error))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.readers.give_back(connection);
        }
    }
}
