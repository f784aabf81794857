//! Connections and their settings. The crate's page says why each is as it is.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Result};

use crate::options::{Options, Synchronous};

/// Marks the file as ours: `CRMo` in ASCII.
pub(crate) const APPLICATION_ID: i32 = 0x4352_4d6f;

/// Pages in the log before a commit also moves them into the file: 32 MB of 4 KiB pages.
const CHECKPOINT_PAGES: u32 = 8000;
/// What the log's file is cut to when it starts over.
const JOURNAL_SIZE_LIMIT: u32 = 64 * 1024 * 1024;
/// Prepared statements kept per connection: more than there are texts, lists with rare filters aside.
const STATEMENTS: usize = 256;

/// A connection that has changed nothing in the file yet.
pub(crate) fn open(path: &Path, options: &Options) -> Result<Connection> {
    // No URI: a path is a path. No mutex: a connection is used by one thread at a time, which the compiler sees to.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    make_private(path);
    let connection = Connection::open_with_flags(path, flags)?;
    #[cfg(feature = "trace")]
    let connection = traced(connection, options)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Otherwise SQLite looks at the bound values when it plans, and plans anew whenever they are bound anew: forty
    // microseconds a statement, and a plan that changes with them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "cache_size", -i64::from(options.cache_kib))?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.busy_timeout(options.busy_timeout)?;
    Ok(connection)
}

/// A new file is its owner's alone, like its backups: it holds clients' phones. SQLite gives the files beside it the same mode.
/// What goes wrong here SQLite meets too, and tells.
fn make_private(path: &Path) {
    let mut new = std::fs::OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    let _made_or_there = new.open(path);
}

#[cfg(feature = "trace")]
fn traced(mut connection: Connection, options: &Options) -> Result<Connection> {
    connection.trace_v2(rusqlite::trace::TraceEventCodes::SQLITE_TRACE_STMT, options.trace)?;
    Ok(connection)
}

/// Makes of a connection the one that writes. The file is changed here for the first time, so whose it is was looked at.
pub(crate) fn into_writer(mut connection: Connection, options: &Options) -> Result<Connection> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(
        None,
        "synchronous",
        match options.synchronous {
            Synchronous::Full => "FULL",
            Synchronous::Normal => "NORMAL",
            Synchronous::Off => "OFF",
        },
    )?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.pragma_update(None, "journal_size_limit", JOURNAL_SIZE_LIMIT)?;
    if let Some(pages) = options.max_pages {
        connection.pragma_update(None, "max_page_count", pages)?;
    }
    if let Some(left) = options.fail_commits.as_ref().map(Arc::clone) {
        let fails = move || left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        connection.commit_hook(Some(fails))?;
    }
    Ok(connection)
}

/// A connection that only reads. It does not wait for anything: see [`Readers`](crate::readers::Readers).
pub(crate) fn open_reader(path: &Path, options: &Options) -> Result<Connection> {
    let connection = open(path, options)?;
    connection.busy_timeout(Duration::ZERO)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_statement_is_not_planned_anew_for_other_values() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(&folder.path().join("plans.db"), &Options::default()).unwrap();
        connection
            .execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER); CREATE INDEX i ON t (a);")
            .unwrap();
        let mut statement = connection.prepare("SELECT id FROM t WHERE a >= ?1 ORDER BY a LIMIT ?2").unwrap();
        for value in 0..10 {
            assert!(!statement.exists((value, value + 1)).unwrap());
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
