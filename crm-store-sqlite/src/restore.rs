//! Copies are looked through, and put in the place of a database.

use std::ffi::OsString;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crm_core::kernel::Timestamp;
use crm_core::store::{StoreError, StoreErrorKind};
use rusqlite::{Connection, OpenFlags};

use crate::error::store_error;
use crate::migrations::{self, Stamp};

const VERIFY: &str = "store.verify_copy";
const RESTORE: &str = "store.restore";

/// A copy that was looked through and is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WholeCopy {
    /// The version of its schema.
    pub schema: u32,
    /// Its length in bytes.
    pub bytes: u64,
}

/// What [`SqliteStore::restore`](crate::SqliteStore::restore) did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The copy that is the database now.
    pub copy: WholeCopy,
    /// The name that the replaced database has now; `None` when there was none.
    pub replaced: Option<PathBuf>,
}

pub(crate) fn verify(copy: &Path) -> Result<WholeCopy, StoreError> {
    let named = |error: StoreError| error.context(copy.display().to_string());
    let failed = |error| named(store_error(VERIFY, error));
    let bytes = copy.metadata().map_err(|error| unavailable(VERIFY, copy, error))?.len();
    if bytes == 0 {
        return Err(named(StoreError::new(StoreErrorKind::Corrupt, VERIFY)));
    }
    // A log beside it has what the file has not: it was copied by other means, or is in use.
    if beside(copy, "-wal").metadata().is_ok_and(|log| log.len() > 0) {
        let context = format!("{} has a log beside it, so it is no finished copy", copy.display());
        return Err(StoreError::new(StoreErrorKind::Unavailable, VERIFY).context(context));
    }
    let connection = open_unchanging(copy).map_err(failed)?;
    migrations::check_owner(&connection, VERIFY).map_err(named)?;
    let schema = Stamp::read(&connection).map_err(failed)?.check(VERIFY)?.version;
    if schema == 0 {
        return Err(named(StoreError::new(StoreErrorKind::NotMigrated, VERIFY)));
    }
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failed)?;
    if found != "ok" {
        return Err(StoreError::new(StoreErrorKind::Corrupt, VERIFY).context(format!("{}: {found}", copy.display())));
    }
    Ok(WholeCopy { schema, bytes })
}

/// Opens a file that nobody changes: then nothing appears beside it, and it may lie where nothing can be written.
fn open_unchanging(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let mut address = OsString::from("file:");
    // What has a meaning in an address is written by its number.
    let path = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    address.push(path);
    address.push("?immutable=1");
    Connection::open_with_flags(Path::new(&address), flags)
}

pub(crate) fn restore(copy: &Path, target: &Path, replace: bool, now: Timestamp) -> Result<Restored, StoreError> {
    let found = verify(copy)?;
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error| unavailable(RESTORE, target, error);
    if target.exists() && !replace {
        return Err(failed(ErrorKind::AlreadyExists.into()));
    }
    // In the same folder, so that it can be renamed; gone again unless it gets its name.
    let mut incoming = tempfile::Builder::new().prefix(".crm-restore-").tempfile_in(folder).map_err(failed)?;
    let mut source = File::open(copy).map_err(|error| unavailable(RESTORE, copy, error))?;
    std::io::copy(&mut source, incoming.as_file_mut()).map_err(failed)?;
    if let Ok(replaced) = target.metadata() {
        incoming.as_file().set_permissions(replaced.permissions()).map_err(failed)?;
    }
    renew_epoch(incoming.path()).map_err(|error| store_error(RESTORE, error))?;
    incoming.as_file().sync_all().map_err(failed)?;
    // What lies on the disk now is what becomes the database.
    verify(incoming.path())?;

    // Held until the new file has its name: meanwhile nobody else gets to the old one.
    let held = if target.exists() { hold_alone(target)? } else { None };
    let replaced = if target.exists() { Some(unused_name(target, now)) } else { None };
    // A log without its database, or of a damaged one, would be taken for the new file's.
    let kept = replaced.clone().unwrap_or_else(|| unused_name(target, now));
    for companion in ["-wal", "-shm", "-journal"] {
        let (from, to) = (beside(target, companion), beside(&kept, companion));
        match std::fs::rename(from, to) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    if let Some(kept) = &replaced {
        // A second name first: there is never a moment without a database.
        std::fs::hard_link(target, kept).or_else(|_| std::fs::rename(target, kept)).map_err(failed)?;
        incoming.persist(target).map_err(|error| failed(error.error))?;
    } else {
        incoming.persist_noclobber(target).map_err(|error| failed(error.error))?;
    }
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    }
    drop(held);
    Ok(Restored { copy: found, replaced })
}

/// Gives the copy's feed another epoch: live clients must not go on in it from places of what it replaces. A schema from
/// before epochs gets its first one when it is migrated.
fn renew_epoch(copy: &Path) -> rusqlite::Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(copy, flags)?;
    let of_feed = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'feed'";
    if connection.query_row(of_feed, [], |row| row.get::<_, i64>(0))? > 0 {
        connection.execute("UPDATE feed SET epoch = random()", [])?;
    }
    connection.close().map_err(|(_, error)| error)
}

/// A connection that no other one is beside, with everything of the log in the file. `None` for a file that is damaged
/// beyond opening: nobody works with that one.
fn hold_alone(target: &Path) -> Result<Option<Connection>, StoreError> {
    let hold = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(target, flags)?;
        connection.busy_timeout(Duration::ZERO)?;
        // SQLite leaves the log's mode only when no other connection is there, in this process or another.
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0))?;
        connection.execute_batch("BEGIN EXCLUSIVE")?;
        Ok(connection)
    };
    match hold() {
        Ok(connection) => Ok(Some(connection)),
        Err(error) => match store_error(RESTORE, error) {
            damaged if damaged.store_kind() == StoreErrorKind::Corrupt => Ok(None),
            other => Err(other.context(format!("{} is in use", target.display()))),
        },
    }
}

/// `crm.db` becomes `crm.db.replaced-20260112T090000Z`, or that with a number behind it.
fn unused_name(target: &Path, now: Timestamp) -> PathBuf {
    let stamp = format!(".replaced-{}", now.to_chrono().format("%Y%m%dT%H%M%SZ"));
    let first = beside(target, &stamp);
    let numbered = (2..).map(|number: u32| beside(target, &format!("{stamp}-{number}")));
    std::iter::once(first.clone()).chain(numbered).find(|name| !name.exists()).unwrap_or(first)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn unavailable(operation: &'static str, path: &Path, error: std::io::Error) -> StoreError {
    StoreError::new(StoreErrorKind::Unavailable, operation).context(path.display().to_string()).source(error)
}
