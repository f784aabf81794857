//! What the file tells of itself: for whoever looks after it.

use std::path::Path;

use crm_core::store::StoreError;
use rusqlite::Connection;

use crate::migrations::Stamp;
use crate::store::SqliteStore;

const OPERATION: &str = "store.report";

/// A database file at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The version of SQLite, which is part of the program.
    pub sqlite: String,
    /// The schema of the file.
    pub schema: u32,
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes of the log beside it, which holds what is not in the file yet.
    pub log_bytes: u64,
    /// Bytes of one page.
    pub page_bytes: u64,
    /// Pages of the database; those that are in the log only are among them.
    pub pages: u64,
    /// Pages that are free and will be used again.
    pub free_pages: u64,
}

impl SqliteStore {
    /// What the file tells of itself; quick.
    ///
    /// # Errors
    /// `Unavailable`, `Timeout`, `Closed`.
    pub async fn report(&self) -> Result<Report, StoreError> {
        let lease = self.lease(OPERATION).await?;
        let path = self.path().to_owned();
        lease.run(OPERATION, |connection| told(connection, &path))
    }
}

fn told(connection: &Connection, path: &Path) -> rusqlite::Result<Report> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get(0).map(i64::unsigned_abs));
    // A log that is not there is empty.
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    Ok(Report {
        sqlite: rusqlite::version().to_owned(),
        schema: Stamp::read(connection)?.version,
        bytes: length(path),
        log_bytes: length(Path::new(&log)),
        page_bytes: pragma("page_size")?,
        pages: pragma("page_count")?,
        free_pages: pragma("freelist_count")?,
    })
}
