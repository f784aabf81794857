//! Copies of a database in use.

use std::fs::File;
use std::path::Path;

use crm_core::store::{StoreError, StoreErrorKind};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::readers::Lease;

const OPERATION: &str = "store.backup";
/// Pages copied between two calls of `progress`: 4 MB.
const STEP: i32 = 1024;

/// How far a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupProgress {
    /// Pages copied.
    pub copied: u64,
    /// Pages in all.
    pub total: u64,
}

/// Copies the database of `lease` into the new file `to`.
pub(crate) fn copy(lease: &Lease, to: &Path, progress: impl FnMut(BackupProgress)) -> Result<(), StoreError> {
    let failed = |error: std::io::Error| {
        StoreError::new(StoreErrorKind::Unavailable, OPERATION).context(to.display().to_string()).source(error)
    };
    if to.exists() {
        return Err(failed(std::io::ErrorKind::AlreadyExists.into()));
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // In the same folder, so that it can be renamed; gone again unless it gets its name.
    let partial = tempfile::Builder::new().prefix(".crm-backup-").tempfile_in(folder).map_err(failed)?;
    lease.run(OPERATION, |source| copy_pages(source, partial.path(), progress))?;
    partial.as_file().sync_all().map_err(failed)?;
    partial.persist_noclobber(to).map_err(|error| failed(error.error))?;
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    }
    Ok(())
}

fn copy_pages(source: &Connection, to: &Path, mut progress: impl FnMut(BackupProgress)) -> rusqlite::Result<()> {
    // A read transaction keeps one view: without it every write of the office would start the copy over.
    source.execute_batch("BEGIN DEFERRED")?;
    source.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    let mut target = Connection::open(to)?;
    {
        let backup = Backup::new(source, &mut target)?;
        loop {
            let step = backup.step(STEP)?;
            let counts = backup.progress();
            let pages = |count: i32| u64::try_from(count).unwrap_or_default();
            progress(BackupProgress {
                copied: pages(counts.pagecount.saturating_sub(counts.remaining)),
                total: pages(counts.pagecount),
            });
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                _ => {
                    let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
                    return Err(rusqlite::Error::SqliteFailure(busy, None));
                }
            }
        }
    }
    target.close().map_err(|(_, error)| error)?;
    source.execute_batch("COMMIT")
}
