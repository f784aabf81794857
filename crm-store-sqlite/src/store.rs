//! The store itself.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use async_trait::async_trait;
use crm_core::kernel::{IdKind, Timestamp};
use crm_core::store::{
    ChangeMark, DatabaseUrl, Health, IdBlock, Migrated, Progress, Read, Store, StoreError, StoreErrorKind, Task, Tx,
};
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::backup::{self, BackupProgress};
use crate::connection::{into_writer, open};
use crate::error::{Failure, store_error};
use crate::maintain;
use crate::migrations::{self, Stamp};
use crate::options::{Options, Synchronous};
use crate::queue::{Job, Queue, Refused, Unit};
use crate::readers::{Lease, Readers};
use crate::restore::{self, Restored, WholeCopy};
use crate::tx::SqliteTx;
use crate::writer::Writer;

/// An office in one SQLite file.
///
/// Dropping it writes and answers what was enqueued, which takes milliseconds; [`Store::close`] does the same without
/// holding up the thread, and tells how it went.
pub struct SqliteStore {
    path: PathBuf,
    readers: Arc<Readers>,
    queue: Arc<Queue>,
    inline_reads: bool,
    // Answers when the writer has closed the file; whoever closes first takes it.
    ended: Mutex<Option<oneshot::Receiver<rusqlite::Result<()>>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
    // The folder of a database that ends with the store.
    temporary: Mutex<Option<tempfile::TempDir>>,
}

/// How busy a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pressure {
    /// Units waiting to be written.
    pub queued: usize,
    /// How many may wait.
    pub queue_limit: usize,
    /// Connections that snapshots and reports hold. Short reads are not among them: they take none for longer than a
    /// statement.
    pub readers_held: usize,
    /// How many may be held; whoever wants one more waits.
    pub readers_limit: usize,
}

impl SqliteStore {
    /// Opens a file, which is made if it is not there. Its schema is left as it is: call [`Store::migrate`].
    ///
    /// A new file may be read by its owner alone.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be opened, `SchemaTooNew` when a later version has left a schema this one must not
    /// touch, `UnfinishedCopy`, `Foreign` when it is a database of another
    /// program, which is left as it is; `Corrupt` when it is no database.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_with(path, Options::default())
    }

    /// As [`SqliteStore::open`], with options.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_with(path: impl AsRef<Path>, options: Options) -> Result<Self, StoreError> {
        const OPERATION: &str = "store.open";
        let path = path.as_ref();
        let failed = |error| store_error(OPERATION, error).context(path.display().to_string());
        let connection = open(path, &options).map_err(failed)?;
        migrations::check_owner(&connection, OPERATION).map_err(|error| error.context(path.display().to_string()))?;
        let stamp = Stamp::read(&connection).map_err(failed)?;
        if !(options.unfinished_copy && stamp.is_unfinished()) {
            stamp.check(OPERATION)?;
        }
        let connection = into_writer(connection, &options).map_err(failed)?;

        let queue = Arc::new(Queue::new(options.queue_limit));
        let (inline_reads, group_limit) = (options.inline_reads, options.group_limit);
        let readers = Arc::new(Readers::new(path.to_owned(), options));
        let (ending, ended) = oneshot::channel();
        let writer = Writer::new(connection, Arc::clone(&queue), group_limit);
        let thread = std::thread::Builder::new()
            .name("crm-sqlite-writer".to_owned())
            .spawn(move || drop(ending.send(writer.run())))
            .map_err(|error| StoreError::new(StoreErrorKind::Unavailable, OPERATION).source(error))?;
        Ok(Self {
            path: path.to_owned(),
            readers,
            queue,
            inline_reads,
            ended: Mutex::new(Some(ended)),
            writer: Mutex::new(Some(thread)),
            temporary: Mutex::default(),
        })
    }

    /// Opens a database of its own that ends with the store: a file in a private temporary folder, never flushed to the
    /// disk and deleted at the end. It is a file and not SQLite's memory, because readers beside a writer need the log.
    ///
    /// # Errors
    /// `Unavailable` when the folder cannot be made.
    pub fn open_in_memory() -> Result<Self, StoreError> {
        Self::open_in_memory_with(Options::default())
    }

    /// As [`SqliteStore::open_in_memory`], with options; how commits are made safe is not among them.
    ///
    /// # Errors
    /// As [`SqliteStore::open_in_memory`].
    pub fn open_in_memory_with(options: Options) -> Result<Self, StoreError> {
        let folder = tempfile::Builder::new()
            .prefix("crm-")
            .tempdir()
            .map_err(|error| StoreError::new(StoreErrorKind::Unavailable, "store.open").source(error))?;
        let store = Self::open_with(folder.path().join("office.db"), options.synchronous(Synchronous::Off))?;
        *lock(&store.temporary) = Some(folder);
        Ok(store)
    }

    /// Opens what an address names.
    ///
    /// # Errors
    /// As [`SqliteStore::open`]; `Unavailable` for an address of another kind of database.
    pub fn from_url(url: &DatabaseUrl) -> Result<Self, StoreError> {
        match url {
            DatabaseUrl::SqliteFile(path) => Self::open(path),
            DatabaseUrl::SqliteMemory => Self::open_in_memory(),
            DatabaseUrl::Postgres(_) => Err(StoreError::new(StoreErrorKind::Unavailable, "store.open")
                .context("this address is not of an SQLite database")),
        }
    }

    /// The schema version that this program brings a file to; [`Health::schema`] is the one a file has.
    pub fn latest_schema() -> u32 {
        migrations::latest()
    }

    /// How busy it is at this moment; quick, for metrics.
    pub fn pressure(&self) -> Pressure {
        let (readers_held, readers_limit) = self.readers.held();
        Pressure { queued: self.queue.len(), queue_limit: self.queue.limit(), readers_held, readers_limit }
    }

    /// Copies the database into a new file while it is in use. The copy is one view, as of the beginning of the call, and
    /// needs no log beside it. It appears under its name only when it is whole and on the disk. Meanwhile the log cannot
    /// start over, so it grows by what is written. `progress` is called after every few pages, on another thread.
    ///
    /// # Errors
    /// `Unavailable` when there is a file of that name already or the copy cannot be written; `Closed`.
    pub async fn backup(
        &self,
        to: &Path,
        progress: impl FnMut(BackupProgress) + Send + 'static,
    ) -> Result<(), StoreError> {
        const OPERATION: &str = "store.backup";
        let lease = self.readers.lease(OPERATION).await?;
        let to = to.to_owned();
        let work = move || backup::copy(&lease, &to, progress);
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => runtime
                .spawn_blocking(work)
                .await
                .map_err(|error| StoreError::new(StoreErrorKind::Unavailable, OPERATION).source(error))?,
            Err(_) => work(),
        }
    }

    /// Looks a copy through, page by page, and changes nothing: a minute or so for some gigabytes.
    ///
    /// # Errors
    /// `Corrupt` when it is damaged or no database; `Foreign`, `NotMigrated`, `SchemaTooNew`; `Unavailable` when it cannot
    /// be read, or is no finished copy because a log lies beside it.
    pub fn verify_copy(copy: &Path) -> Result<WholeCopy, StoreError> {
        restore::verify(copy)
    }

    /// Puts a copy in the place of the database `target`, after it was looked through. What was there stays beside it under
    /// the name [`Restored::replaced`]. The copy stays where it is. `now` names what is replaced.
    ///
    /// A program that opens the old file while it gets its other name goes on with that one: stop what restarts by itself.
    ///
    /// # Errors
    /// As [`SqliteStore::verify_copy`]; `Timeout` when any connection has the target open; `Unavailable` when the target
    /// is there and `replace` is not set, or nothing can be written. Whatever the error, the target is as it was.
    pub fn restore(copy: &Path, target: &Path, replace: bool, now: Timestamp) -> Result<Restored, StoreError> {
        restore::restore(copy, target, replace, now)
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A connection to hold over several statements.
    pub(crate) async fn lease(&self, operation: &'static str) -> Result<Lease, StoreError> {
        self.readers.lease(operation).await
    }

    /// Runs `work` on the writer's connection, outside every group.
    pub(crate) async fn alone<T: Send + 'static>(
        &self,
        operation: &'static str,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let job = Job::Alone(Box::new(move |connection| drop(reply.send(work(connection)))));
        self.queue.push(job).map_err(|why| refused(why, operation))?;
        answer
            .await
            .map_err(|_| StoreError::new(StoreErrorKind::OutcomeUnknown, operation).context("the writer gave up"))?
    }

    fn check_open(&self, operation: &'static str) -> Result<(), StoreError> {
        if self.queue.is_closed() { Err(StoreError::new(StoreErrorKind::Closed, operation)) } else { Ok(()) }
    }
}

fn refused(why: Refused, operation: &'static str) -> StoreError {
    let kind = match why {
        Refused::Full => StoreErrorKind::Busy,
        Refused::Closed => StoreErrorKind::Closed,
    };
    StoreError::new(kind, operation)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[async_trait]
impl Store for SqliteStore {
    async fn begin(&self, read: Read) -> Result<Box<dyn Tx>, StoreError> {
        self.check_open("store.begin")?;
        let (readers, queue) = (Arc::clone(&self.readers), Arc::clone(&self.queue));
        Ok(Box::new(SqliteTx::new(readers, queue, self.inline_reads, read)))
    }

    async fn lease_ids(&self, kind: IdKind, count: u32) -> Result<IdBlock, StoreError> {
        const OPERATION: &str = "store.lease_ids";
        let (reply, answer) = oneshot::channel();
        self.queue.push(Job::Unit(Unit::Lease { kind, count, reply })).map_err(|why| refused(why, OPERATION))?;
        answer
            .await
            .unwrap_or_else(|_| Err(Failure::InDoubt("the writer ended".to_owned())))
            .map_err(|failure| failure.into_store_error(OPERATION))
    }

    async fn maintain(&self, task: Task) -> Result<Progress, StoreError> {
        self.alone("store.maintain", move |connection| maintain::run(connection, task)).await
    }

    async fn migrate(&self) -> Result<Migrated, StoreError> {
        self.alone("store.migrate", migrations::migrate).await
    }

    async fn health(&self) -> Result<Health, StoreError> {
        const OPERATION: &str = "store.health";
        self.check_open(OPERATION)?;
        let mut tx = SqliteTx::new(Arc::clone(&self.readers), Arc::clone(&self.queue), self.inline_reads, Read::Each);
        let stamp = tx.read(OPERATION, Stamp::read).await?.check(OPERATION)?;
        if stamp.version == 0 {
            return Err(StoreError::new(StoreErrorKind::NotMigrated, OPERATION));
        }
        Ok(Health { schema: stamp.version, queued: self.queue.len(), queue_limit: self.queue.limit() })
    }

    async fn changes(&self) -> Option<ChangeMark> {
        self.readers.data_version().map(ChangeMark::new)
    }

    async fn committed_elsewhere(&self) {
        std::future::pending::<()>().await;
    }

    async fn close(&self) -> Result<(), StoreError> {
        const OPERATION: &str = "store.close";
        self.queue.close();
        self.readers.close();
        let Some(ended) = lock(&self.ended).take() else { return Ok(()) };
        let closed = ended.await.map_err(|_| StoreError::new(StoreErrorKind::Unavailable, OPERATION))?;
        if let Some(writer) = lock(&self.writer).take() {
            // It has answered, so it ends at once.
            let _ended = writer.join();
        }
        drop(lock(&self.temporary).take());
        closed.map_err(|error| StoreError::new(StoreErrorKind::Unavailable, OPERATION).source(error))
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.queue.close();
        self.readers.close();
        if let Some(writer) = lock(&self.writer).take() {
            let _ended = writer.join();
        }
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("path", &self.path).field("queue", &self.queue).finish_non_exhaustive()
    }
}
