//! What storage can fail with.

use std::fmt;

use crate::kernel::{Code, ErrorKind, Refusal};

/// What went wrong, as a caller can act on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StoreErrorKind {
    /// Storage is away or full. Nothing was written; the same request may succeed later.
    Unavailable,
    /// Too much is waiting. Nothing was enqueued; try again.
    Busy,
    /// The state kept changing under a unit until its deadline.
    Contended,
    /// The connection was lost in COMMIT: the write may or may not be there.
    OutcomeUnknown,
    /// A statement or lock took longer than allowed.
    Timeout,
    /// The store was closed.
    Closed,
    /// The schema was left by a later version that this one must not touch.
    SchemaTooNew,
    /// The schema is not there yet: call `migrate`.
    NotMigrated,
    /// The database is a copy of an office that was not finished.
    UnfinishedCopy,
    /// The database belongs to another program. Nothing in it was touched.
    Foreign,
    /// Data that cannot be: a row that does not read, a constraint that no decision foresaw.
    Corrupt,
    /// A use case began a unit inside a unit: a defect in the program.
    Nested,
}

/// An error of storage.
#[derive(Debug)]
pub struct StoreError {
    kind: StoreErrorKind,
    operation: &'static str,
    context: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl StoreError {
    /// An error of `kind` in `operation`, such as `calls.list`.
    pub fn new(kind: StoreErrorKind, operation: &'static str) -> Self {
        Self { kind, operation, context: String::new(), source: None }
    }
    /// Says more for the log: never a secret, never a whole row.
    #[must_use]
    pub fn context(mut self, context: impl Into<String>) -> Self {
        self.context = context.into();
        self
    }
    /// Keeps the driver's error behind it.
    #[must_use]
    pub fn source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }
    /// What went wrong.
    pub fn store_kind(&self) -> StoreErrorKind {
        self.kind
    }
    /// In which operation.
    pub fn operation(&self) -> &'static str {
        self.operation
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            StoreErrorKind::Unavailable => "storage is not available",
            StoreErrorKind::Busy => "storage is overloaded, nothing was written",
            StoreErrorKind::Contended => "the data kept changing, nothing was written",
            StoreErrorKind::OutcomeUnknown => "the connection was lost while writing: the outcome is unknown",
            StoreErrorKind::Timeout => "storage did not answer in time",
            StoreErrorKind::Closed => "the store is closed",
            StoreErrorKind::SchemaTooNew => "the database was written by a later version",
            StoreErrorKind::NotMigrated => "the database has no schema yet, migrate it first",
            StoreErrorKind::UnfinishedCopy => {
                "the database is an unfinished copy of an office: repeat `crm copy` until it is done"
            }
            StoreErrorKind::Foreign => "the database belongs to another program",
            StoreErrorKind::Corrupt => "the database holds what cannot be",
            StoreErrorKind::Nested => "a unit was begun inside a unit",
        };
        write!(f, "{what} ({})", self.operation)?;
        if !self.context.is_empty() {
            write!(f, ": {}", self.context)?;
        }
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        Ok(())
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|e| e as _)
    }
}

impl Refusal for StoreError {
    fn code(&self) -> Code {
        match self.kind {
            StoreErrorKind::Unavailable => "store.unavailable",
            StoreErrorKind::Busy => "store.busy",
            StoreErrorKind::Contended => "store.contended",
            StoreErrorKind::OutcomeUnknown => "store.outcome_unknown",
            StoreErrorKind::Timeout => "store.timeout",
            StoreErrorKind::Closed => "store.closed",
            StoreErrorKind::SchemaTooNew => "store.schema_too_new",
            StoreErrorKind::NotMigrated => "store.not_migrated",
            StoreErrorKind::UnfinishedCopy => "store.unfinished_copy",
            StoreErrorKind::Foreign => "store.foreign",
            StoreErrorKind::Corrupt => "store.corrupt",
            StoreErrorKind::Nested => "store.nested",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self.kind {
            StoreErrorKind::Corrupt | StoreErrorKind::Foreign | StoreErrorKind::Nested => ErrorKind::Internal,
            _ => ErrorKind::Unavailable,
        }
    }
}

/// How a commit can fail.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A guard did not hold: nothing was written. Read again and decide again.
    #[error("the state has changed since it was read")]
    Stale,
    /// The answer was lost: the unit may or may not be written.
    #[error("{0}")]
    InDoubt(StoreError),
    /// The queue is full: nothing was enqueued.
    #[error("{0}")]
    Busy(StoreError),
    /// Storage is away or full: nothing was written.
    #[error("{0}")]
    Unavailable(StoreError),
    /// A constraint that no decision foresaw: nothing was written.
    #[error("{0}")]
    Corrupt(StoreError),
}
