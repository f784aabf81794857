//! What is the store's own: copies of an SQLite file, and what a store tells of itself.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use crm_core::kernel::{Clock, SystemClock};
use crm_core::store::{self, Store, StoreError, StoreErrorKind};
use crm_store_sqlite::{BackupProgress, SqliteStore};
use pyo3::exceptions::{PyFileExistsError, PyFileNotFoundError, PyNotImplementedError};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::{type_hint_identifier, type_hint_subscript};
use tokio::sync::mpsc;

use crate::office::{self, Heard, Hears, Office, Opened, Stored};
use crate::record::record;
use crate::values::{Dict, Out, Span};

/// How many pages of how many were copied.
impl Heard for (u64, u64) {
    const CALLABLE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Callable"),
        PyStaticExpr::List {
            elts: &[type_hint_identifier!("builtins", "int"), type_hint_identifier!("builtins", "int")]
        },
        type_hint_identifier!("builtins", "object")
    );
}

impl Out for PathBuf {
    type Out = Self;
    fn out(self) -> Self {
        self
    }
}

/// That nobody waits for a copy any more: then it is not kept.
struct Waited(Arc<AtomicBool>);

impl Drop for Waited {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

/// There is no such file.
pub(crate) fn missing(path: &Path) -> PyErr {
    PyFileNotFoundError::new_err(format!("there is no file {}", path.display()))
}

/// There is one, and it is not to be written over.
fn occupied(path: &Path, advice: &str) -> PyErr {
    PyFileExistsError::new_err(format!("{} is there already; {advice}", path.display()))
}

/// Copies an SQLite database into a new file.
pub(crate) fn backup(
    office: &Office,
    py: Python<'_>,
    path: PathBuf,
    progress: Option<Hears<(u64, u64)>>,
) -> PyResult<()> {
    if path.exists() {
        return Err(occupied(&path, "give another name"));
    }
    let is_copied = office.with_progress(py, progress, async |Opened { store, .. }, telling| {
        let Stored::Sqlite(store) = store else { return Ok(false) };
        let (sender, mut copied) = mpsc::unbounded_channel();
        let waited = Waited(Arc::new(AtomicBool::new(true)));
        let (store, is_waited_for) = (Arc::clone(store), Arc::clone(&waited.0));
        let copying = tokio::spawn(async move {
            // Where nobody listens any more, nobody has to hear it.
            let tell = move |BackupProgress { copied, total }| {
                let _ = sender.send((copied, total));
            };
            let copied = store.backup(&path, tell).await;
            if copied.is_ok() && !is_waited_for.load(Ordering::SeqCst) {
                drop(std::fs::remove_file(&path));
            }
            copied
        });
        // It ends when the copying does.
        while let Some(pages) = copied.recv().await {
            telling.tell(pages);
            // What the callable raised ends this here.
            tokio::task::yield_now().await;
        }
        let copied = copying.await;
        let failed = |error| StoreError::new(StoreErrorKind::Unavailable, "store.backup").source(error);
        drop(waited);
        copied.map_err(failed)??;
        Ok(true)
    })?;
    if is_copied {
        return Ok(());
    }
    Err(PyNotImplementedError::new_err(
        "this copies SQLite files; PostgreSQL has pg_basebackup and pg_dump, and `crm copy` copies an office between both",
    ))
}

record! {
    /// A copy that was looked through and is whole.
    WholeCopy of crm_store_sqlite::WholeCopy as (crm_store_sqlite::WholeCopy { schema, bytes }) {
        /// The version of its schema.
        schema: u32 = schema,
        /// Its length in bytes.
        bytes: u64 = bytes,
    }
}

record! {
    /// That a copy was put in the place of a database.
    Restored of crm_store_sqlite::Restored as (crm_store_sqlite::Restored { copy, replaced }) {
        /// The copy that is the database now.
        copy: WholeCopy = copy,
        /// The name that the replaced database has now; `None` when there was none.
        replaced: Option<PathBuf> = replaced,
    }
}

/// Looks a copy of an SQLite database through, page by page, and changes nothing: a minute or so for some gigabytes.
///
/// Raises InternalError (`store.corrupt`, `store.foreign`, `store.schema_too_new`) when it is damaged or no database of this
/// library, FileNotFoundError, UnavailableError when it cannot be read, or is no finished copy because a log lies beside it.
#[pyfunction]
pub(crate) fn verify_backup(py: Python<'_>, path: PathBuf) -> PyResult<WholeCopy> {
    if !path.exists() {
        return Err(missing(&path));
    }
    office::alone(py, || Ok(SqliteStore::verify_copy(&path)?)).map(Out::out)
}

/// Puts a copy in the place of the SQLite file `target`, after it was looked through. What was there stays beside it, and is
/// only replaced where `replace` is true. The copy stays where it is. Whatever goes wrong, the target is as it was.
///
/// Close every office over the target before, and stop what would open it again.
///
/// Raises what `verify_backup` raises, FileExistsError when the target is there and is not to be replaced, and
/// UnavailableError (`store.timeout`, `store.unavailable`) when somebody has it open, or nothing can be written.
#[pyfunction]
#[pyo3(signature = (copy, target, replace=false))]
pub(crate) fn restore_backup(py: Python<'_>, copy: PathBuf, target: PathBuf, replace: bool) -> PyResult<Restored> {
    if !copy.exists() {
        return Err(missing(&copy));
    }
    if target.exists() && !replace {
        return Err(occupied(&target, "give another name, or replace=True"));
    }
    office::alone(py, || Ok(SqliteStore::restore(&copy, &target, replace, SystemClock.now())?)).map(Out::out)
}

record! {
    /// What an SQLite file tells of itself.
    SqliteReport of crm_store_sqlite::Report as (crm_store_sqlite::Report {
        sqlite, schema, bytes, log_bytes, page_bytes, pages, free_pages
    }) {
        /// The version of SQLite.
        sqlite: String = sqlite,
        /// The version of the file's schema.
        schema: u32 = schema,
        /// Bytes of the file.
        bytes: u64 = bytes,
        /// Bytes of the log beside it, which holds what is not in the file yet.
        log_bytes: u64 = log_bytes,
        /// Bytes of one page.
        page_bytes: u64 = page_bytes,
        /// Pages of the database; those that are in the log only are among them.
        pages: u64 = pages,
        /// Pages that are free and will be used again.
        free_pages: u64 = free_pages,
    }
}

record! {
    /// How large a table is. What is kept by months counts as one.
    TableSize of crm_store_postgres::TableSize as (crm_store_postgres::TableSize { name, bytes, rows }) {
        /// Its name.
        name: String = name,
        /// Bytes on the disk, indexes included.
        bytes: u64 = bytes,
        /// About how many rows it has: the server's own estimate.
        rows: u64 = rows,
    }
}

record! {
    /// What is committed and waits to be worked on; each is counted up to 10,000.
    Backlog of crm_store_postgres::Backlog as (crm_store_postgres::Backlog { deltas, events, audit }) {
        /// Additions to counters that are not folded yet.
        deltas: u64 = deltas,
        /// Events that have no place in the feed yet.
        events: u64 = events,
        /// Entries of the audit that have no place in its chain yet.
        audit: u64 = audit,
    }
}

record! {
    /// How the standby for reports stands.
    StandbyReport of crm_store_postgres::StandbyReport as (crm_store_postgres::StandbyReport { lag }) {
        /// How far it is behind at most; `None` when it does not answer or cannot tell, and reports go to the primary.
        lag: Option<Span> = lag,
    }
}

record! {
    /// What a statement has cost since the server's statistics began.
    StatementReport of crm_store_postgres::StatementReport as (crm_store_postgres::StatementReport {
        text, calls, total_millis, mean_millis, rows, blocks_hit, blocks_read
    }) {
        /// Its text without values, cut to 500 characters.
        text: String = text,
        /// How often it ran.
        calls: u64 = calls,
        /// Milliseconds in all.
        total_millis: f64 = total_millis,
        /// Milliseconds of one run, on the average.
        mean_millis: f64 = mean_millis,
        /// Rows it gave or touched, in all.
        rows: u64 = rows,
        /// Blocks that were found in the server's memory.
        blocks_hit: u64 = blocks_hit,
        /// Blocks that had to be fetched.
        blocks_read: u64 = blocks_read,
    }
}

record! {
    /// What a server of PostgreSQL tells of a database.
    PostgresReport of crm_store_postgres::Report as (crm_store_postgres::Report {
        server, schema, bytes, tables, sessions, server_sessions, server_sessions_limit, oldest_transaction, standby, backlog,
        statements
    }) {
        /// The server's version, such as `15.8`.
        server: String = server,
        /// The version of the database's schema.
        schema: u32 = schema,
        /// Bytes of the database on the disk, indexes included.
        bytes: u64 = bytes,
        /// The largest tables, at most 20, the largest first.
        tables: Vec<TableSize> = tables,
        /// How many sessions of this role there are in this database by what they do, such as `active` or `idle`.
        sessions: Dict<String, u64> = Dict(sessions),
        /// Sessions in all databases of the server.
        server_sessions: u64 = server_sessions,
        /// How many the server allows.
        server_sessions_limit: u64 = server_sessions_limit,
        /// For how long the oldest open transaction has been open.
        oldest_transaction: Option<Span> = oldest_transaction,
        /// The standby for reports, if one is used.
        standby: Option<StandbyReport> = standby,
        /// What is committed and waits to be worked on.
        backlog: Backlog = backlog,
        /// What to do so that statements are told; `None` where they are.
        advice: Option<String> = statements.as_ref().err().map(|why| why.advice()),
        /// The statements of this role that took the most time in all, at most 20.
        statements: Vec<StatementReport> = statements.unwrap_or_default(),
    }
}

/// What a store tells of itself.
#[derive(IntoPyObject)]
pub(crate) enum Report {
    Sqlite(SqliteReport),
    Postgres(PostgresReport),
}

pub(crate) fn report(office: &Office, py: Python<'_>) -> PyResult<Report> {
    office.with(py, async |Opened { store, .. }| {
        Ok(match store {
            Stored::Sqlite(store) => Report::Sqlite(store.report().await?.out()),
            Stored::Postgres(store) => Report::Postgres(store.report().await?.out()),
        })
    })
}

/// How busy a store is, whichever it is.
pub(crate) struct Busy {
    queued: usize,
    queue_limit: usize,
    connections_held: usize,
    connections_limit: usize,
    connections_idle: Option<usize>,
    connections_waiting: Option<usize>,
}

record! {
    /// How busy a store is.
    Pressure of Busy as (Busy {
        queued, queue_limit, connections_held, connections_limit, connections_idle, connections_waiting
    }) {
        /// Writes that wait.
        queued: u64 = queued,
        /// How many may wait; one more is refused (`store.busy`).
        queue_limit: u64 = queue_limit,
        /// Connections in use; of SQLite those that long reads hold.
        connections_held: u64 = connections_held,
        /// How many there may be; whoever wants one more waits.
        connections_limit: u64 = connections_limit,
        /// Connections that are open and free; PostgreSQL only.
        connections_idle: Option<u64> = connections_idle,
        /// Who waits for a connection to become free; PostgreSQL only.
        connections_waiting: Option<u64> = connections_waiting,
    }
}

pub(crate) fn pressure(office: &Office, py: Python<'_>) -> PyResult<Pressure> {
    let busy = office.with(py, async |Opened { store, .. }| {
        Ok(match store {
            Stored::Sqlite(store) => {
                let pressure = store.pressure();
                Busy {
                    queued: pressure.queued,
                    queue_limit: pressure.queue_limit,
                    connections_held: pressure.readers_held,
                    connections_limit: pressure.readers_limit,
                    connections_idle: None,
                    connections_waiting: None,
                }
            }
            Stored::Postgres(store) => {
                let pressure = store.pressure();
                Busy {
                    queued: pressure.queued,
                    queue_limit: pressure.queue_limit,
                    connections_held: pressure.connections_held,
                    connections_limit: pressure.connections_limit,
                    connections_idle: Some(pressure.connections_idle),
                    connections_waiting: Some(pressure.connections_waiting),
                }
            }
        })
    });
    busy.map(Out::out)
}

/// Where a database was when it was asked: two marks are equal only if nothing was committed between them. They are good for
/// nothing but to be compared, and say nothing to another process.
#[pyclass(frozen, eq, hash, module = "crm_core")]
pub(crate) struct ChangeMark {
    mark: store::ChangeMark,
    // A store that was opened anew counts from its own beginning. As long as this is here, no other has its place in memory.
    of: Weak<dyn Store>,
}

impl PartialEq for ChangeMark {
    fn eq(&self, other: &Self) -> bool {
        self.mark == other.mark && Weak::ptr_eq(&self.of, &other.of)
    }
}

impl Hash for ChangeMark {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.mark.hash(state);
    }
}

pub(crate) fn changes(office: &Office, py: Python<'_>) -> PyResult<Option<ChangeMark>> {
    office.with(py, async |Opened { crm, .. }| {
        let mark = crm.changes().await;
        Ok(mark.map(|mark| ChangeMark { mark, of: Arc::downgrade(crm.store()) }))
    })
}
