//! What SQLite's errors mean to a caller.

use crm_core::store::{CommitError, StoreError, StoreErrorKind};
use rusqlite::ffi;
use rusqlite::{Error, ErrorCode};

/// What an error of a read, or of anything outside a unit, means.
pub(crate) fn kind_of(error: &Error) -> StoreErrorKind {
    match error {
        Error::SqliteFailure(failure, message) => match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::OperationInterrupted => {
                StoreErrorKind::Timeout
            }
            ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::OutOfMemory
            | ErrorCode::PermissionDenied
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::NoLargeFileSupport
            | ErrorCode::SchemaChanged => StoreErrorKind::Unavailable,
            ErrorCode::ConstraintViolation if failure.extended_code == ffi::SQLITE_CONSTRAINT_COMMITHOOK => {
                StoreErrorKind::Unavailable
            }
            _ if message.as_deref().is_some_and(is_missing) => StoreErrorKind::NotMigrated,
            _ => StoreErrorKind::Corrupt,
        },
        Error::SqlInputError { msg, .. } if is_missing(msg) => StoreErrorKind::NotMigrated,
        _ => StoreErrorKind::Corrupt,
    }
}

// SQLite has no code of its own for it.
fn is_missing(message: &str) -> bool {
    message.contains("no such table") || message.contains("no such column")
}

/// The error of `operation`, with the driver's behind it.
pub(crate) fn store_error(operation: &'static str, error: Error) -> StoreError {
    StoreError::new(kind_of(&error), operation).source(error)
}

/// Whether another connection is in the way, so that waiting may help.
pub(crate) fn is_busy(error: &Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// Whether another row has one of the unique keys. Another row with the same id is a defect, and not this.
pub(crate) fn is_taken(error: &Error) -> bool {
    matches!(error, Error::SqliteFailure(failure, _) if failure.extended_code == ffi::SQLITE_CONSTRAINT_UNIQUE)
}

/// Why a unit, or a whole group of them, was not written. Cloned for each unit of a group.
#[derive(Debug, Clone)]
pub(crate) enum Failure {
    /// A guard did not hold.
    Stale,
    /// Nothing was written.
    Unavailable(String),
    /// The flush of the log failed after it was written: a crash now may bring the unit back.
    InDoubt(String),
    /// What no decision foresaw.
    Corrupt(String),
}

impl Failure {
    /// What an error inside a unit, before COMMIT, means.
    pub(crate) fn in_unit(error: &Error) -> Self {
        match kind_of(error) {
            StoreErrorKind::Unavailable | StoreErrorKind::Timeout | StoreErrorKind::NotMigrated => {
                Self::Unavailable(error.to_string())
            }
            _ => Self::Corrupt(error.to_string()),
        }
    }

    /// What an error of COMMIT means.
    pub(crate) fn in_commit(error: &Error) -> Self {
        const FLUSH: [i32; 2] = [ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_IOERR_DIR_FSYNC];
        match error {
            Error::SqliteFailure(failure, _) if FLUSH.contains(&failure.extended_code) => {
                Self::InDoubt(error.to_string())
            }
            _ => Self::in_unit(error),
        }
    }

    pub(crate) fn into_commit_error(self) -> CommitError {
        const OPERATION: &str = "commit";
        match self {
            Self::Stale => CommitError::Stale,
            Self::Unavailable(why) => {
                CommitError::Unavailable(StoreError::new(StoreErrorKind::Unavailable, OPERATION).context(why))
            }
            Self::InDoubt(why) => {
                CommitError::InDoubt(StoreError::new(StoreErrorKind::OutcomeUnknown, OPERATION).context(why))
            }
            Self::Corrupt(why) => {
                CommitError::Corrupt(StoreError::new(StoreErrorKind::Corrupt, OPERATION).context(why))
            }
        }
    }

    pub(crate) fn into_store_error(self, operation: &'static str) -> StoreError {
        let (kind, why) = match self {
            Self::Stale => (StoreErrorKind::Contended, String::new()),
            Self::Unavailable(why) => (StoreErrorKind::Unavailable, why),
            Self::InDoubt(why) => (StoreErrorKind::OutcomeUnknown, why),
            Self::Corrupt(why) => (StoreErrorKind::Corrupt, why),
        };
        StoreError::new(kind, operation).context(why)
    }
}
