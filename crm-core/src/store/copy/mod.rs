//! A whole office from one store into another, of whatever kind.
//!
//! Rows are read from one snapshot of the source, table by table in the order of their keys, and written in batches. With
//! each batch the target notes how many rows of the table it has and their digest. So a copy that was interrupted goes on:
//! what is there is read from the source once more, and must have the digest that was noted. In the end the target is read
//! back as a whole and must have the digests of the snapshot. Until then it is no office: stores refuse to open it.
//!
//! ```no_run
//! # async fn example(source: &dyn crm_core::store::copy::Copyable, target: &dyn crm_core::store::copy::Copyable)
//! # -> Result<(), crm_core::Error> {
//! use crm_core::store::copy::{Start, copy};
//!
//! for table in copy(source, target, Start::Resume, |_| {}).await? {
//!     println!("{} {} {}", table.table, table.rows, table.digest);
//! }
//! # Ok(()) }
//! ```

mod digest;
mod run;
mod tables;

use async_trait::async_trait;

use super::{Store, StoreError};
use crate::events::{FeedEpoch, FeedOrigin};
use crate::kernel::{Code, ErrorKind, Refusal};

pub use digest::TableDigest;
pub use run::{CopiedTable, CopyPart, CopyProgress, Start, checksums, copy};
pub use tables::{Column, Kind, TABLES, Table};

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// Of [`Kind::Int`].
    Int(i64),
    /// Of [`Kind::Text`].
    Text(String),
    /// Of [`Kind::Bytes`].
    Bytes(Vec<u8>),
    /// Of [`Kind::Flag`].
    Flag(bool),
}

/// A row: a cell for each column of its table, in that order.
pub type CopyRow = Vec<Cell>;

/// How far a table of the target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its rows, which are the first ones of the source in the order of the key.
    pub rows: u64,
    /// Their digest.
    pub digest: TableDigest,
}

/// What a store is to a copy that would be written into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// There are no rows, perhaps not even a schema.
    Empty,
    /// An unfinished copy of the office whose feed has this epoch, with a mark of each table, in the order of [`TABLES`].
    Unfinished(FeedEpoch, Vec<Mark>),
    /// An office.
    Occupied,
}

/// A store that can be copied, and copied into.
#[async_trait]
pub trait Copyable: Store {
    /// One snapshot of everything, in which nothing waits to be put in order or added up. It lives until it is dropped.
    ///
    /// # Errors
    /// As [`Store::begin`]; `Contended` when so much is written that nothing ever stops waiting.
    async fn view(&self) -> Result<Box<dyn CopyView>, StoreError>;

    /// What the store is to a copy.
    ///
    /// # Errors
    /// As [`Store::begin`]; `SchemaTooNew` for an unfinished copy of another version.
    async fn target(&self) -> Result<Target, StoreError>;

    /// Makes an empty store of the current schema the unfinished copy of an office. From now on it opens only for a copy.
    ///
    /// # Errors
    /// As [`Store::begin`].
    async fn begin_copy(&self, source: FeedEpoch) -> Result<(), StoreError>;

    /// Adds rows to a table and moves its mark, or does neither.
    ///
    /// # Errors
    /// As [`Store::begin`]; `Contended` when the mark is not `before`, because somebody else copies too.
    async fn add_rows(
        &self,
        table: &'static Table,
        rows: Vec<CopyRow>,
        before: Mark,
        after: Mark,
    ) -> Result<(), StoreError>;

    /// Derives what the store keeps beside the rows, and makes the copy an office. Its feed gets another epoch: live clients
    /// of the source must not go on in it.
    ///
    /// # Errors
    /// As [`Store::begin`].
    async fn finish_copy(&self, feed: FeedOrigin) -> Result<(), StoreError>;

    /// Takes everything out of an unfinished copy. It stays one, of the office `source`.
    ///
    /// # Errors
    /// As [`Store::begin`]; `Contended` when it is no unfinished copy.
    async fn empty_copy(&self, source: FeedEpoch) -> Result<(), StoreError>;
}

/// A snapshot of an office.
#[async_trait]
pub trait CopyView: Send {
    /// The feed.
    ///
    /// # Errors
    /// As [`Store::begin`].
    async fn feed(&mut self) -> Result<FeedOrigin, StoreError>;

    /// How many rows a table has.
    ///
    /// # Errors
    /// As [`Store::begin`].
    async fn count(&mut self, table: &'static Table) -> Result<u64, StoreError>;

    /// Up to `limit` rows whose key comes after `after`, in the order of the key; from the first one for `None`.
    ///
    /// # Errors
    /// As [`Store::begin`].
    async fn rows_after(
        &mut self,
        table: &'static Table,
        after: Option<Vec<Cell>>,
        limit: u32,
    ) -> Result<Vec<CopyRow>, StoreError>;
}

/// Why an office was not copied.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CopyError {
    /// The target is somebody's office. Nothing in it was touched.
    #[error("the target holds an office already; a copy needs an empty database")]
    Occupied,
    /// The target is an unfinished copy, and not of this source.
    #[error("the target holds an unfinished copy of another office; start over, or give another target")]
    OtherSource,
    /// Rows that were copied before the interruption are not what they were.
    #[error("the source has changed since the copy began (table {0}): keep it stopped and start over")]
    SourceChanged(&'static str),
    /// What was written reads differently.
    #[error("table {0} of the target does not read as it was written; it is no office and must not be used")]
    Differs(&'static str),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Refusal for CopyError {
    fn code(&self) -> Code {
        match self {
            Self::Occupied => "copy.occupied",
            Self::OtherSource => "copy.other_source",
            Self::SourceChanged(_) => "copy.source_changed",
            Self::Differs(_) => "copy.differs",
            Self::Store(error) => error.code(),
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Occupied | Self::OtherSource | Self::SourceChanged(_) => ErrorKind::Conflict,
            Self::Differs(_) => ErrorKind::Internal,
            Self::Store(error) => error.kind(),
        }
    }
}
