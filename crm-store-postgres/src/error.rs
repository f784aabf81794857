//! What PostgreSQL's errors mean to a caller.

use crm_core::store::{StoreError, StoreErrorKind};
use sqlx::Error;

/// `SQLSTATE` of the error, where the server sent it.
pub(crate) fn sqlstate(error: &Error) -> Option<String> {
    error.as_database_error().and_then(sqlx::error::DatabaseError::code).map(Into::into)
}

/// What an error means, outside a commit.
pub(crate) fn kind_of(error: &Error) -> StoreErrorKind {
    match sqlstate(error).as_deref() {
        // query_canceled (the statement took too long), lock_not_available, idle_in_transaction_session_timeout
        Some("57014" | "55P03" | "25P03") => StoreErrorKind::Timeout,
        // undefined table, function, column, schema
        Some("42P01" | "42883" | "42703" | "3F000") => StoreErrorKind::NotMigrated,
        // a server that takes no writes, a role that may not
        Some("25006" | "42501") => StoreErrorKind::Unavailable,
        Some(code) => match code.get(..2) {
            // connection exceptions, wrong password, no such database, no resources, operator's hand, system error
            Some("08" | "28" | "3D" | "53" | "57" | "58") => StoreErrorKind::Unavailable,
            // deadlock, serialization: a unit tries again
            Some("40") => StoreErrorKind::Contended,
            _ => StoreErrorKind::Corrupt,
        },
        None => match error {
            Error::Io(_) | Error::Tls(_) | Error::Protocol(_) | Error::Configuration(_) | Error::WorkerCrashed => {
                StoreErrorKind::Unavailable
            }
            _ => StoreErrorKind::Corrupt,
        },
    }
}

/// The error of `operation`: what the server said, or the driver's behind it.
pub(crate) fn store_error(operation: &'static str, error: Error) -> StoreError {
    let told = StoreError::new(kind_of(&error), operation);
    match error.as_database_error() {
        // The driver would add a line of the server's own source.
        Some(said) => {
            let code = said.code().unwrap_or_default();
            // insufficient_privilege
            let hint =
                if code == "42501" { "; the role has to own the database's tables, or the database" } else { "" };
            told.context(format!("{} ({code}){hint}", said.message()))
        }
        None => told.source(error),
    }
}

/// Whether the connection is of no use any more: it is gone, or its server takes no writes.
pub(crate) fn is_lost(error: &Error) -> bool {
    match sqlstate(error).as_deref() {
        Some("25006") => true,
        Some(code) => code.starts_with("08") || code.starts_with("57P"),
        None => matches!(error, Error::Io(_) | Error::Tls(_) | Error::Protocol(_) | Error::WorkerCrashed),
    }
}
