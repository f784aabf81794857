//! The store contract: read, decide, commit once.
//!
//! A use case begins a [`Tx`], reads, decides without I/O, and hands all it wants written to [`Tx::commit`] as one
//! [`Effects`]. There is no interactive write transaction, so nothing holds a write lock while anything waits.
//!
//! # What a backend must keep
//! 1. **Guards.** [`Effects::guards`] name every fact the decision relied on. `commit` checks all of them and writes all
//!    of the effects, or writes nothing and answers [`CommitError::Stale`]. Writes are applied in their order: what a row
//!    refers to comes before it, so a backend may check references at once.
//! 2. **Errors.** `Stale`: re-read and decide again. `InDoubt`: the answer was lost; never retried blindly. `Busy`: nothing
//!    was enqueued. `Unavailable` and `Corrupt` say why. A missing row is `Ok(None)`, never an error.
//! 3. **Refusals that must persist** come as ordinary effects; a backend sees no difference.
//! 4. **Cancellation.** Dropping the future of a `commit` that has begun does not half-write it. Dropping a `Tx` returns a
//!    clean connection from any thread, with or without a runtime.
//! 5. **Reads.** See [`Read`]. No read waits for a writer.
//! 6. **Lists.** Rows by one stored integer key and the id. Items and total come from one view. A page past the end is
//!    empty with the true total. The scope is part of the query.
//! 7. **Ids** come from [`Store::lease_ids`]: two callers never get the same one, gaps are allowed.
//! 8. **Round trips.** Microseconds, emoji, bytes with NUL, 10,000-element lists and numbers up to 2^53 come back as they
//!    went in. Logins and names compare without case, by [`str::to_lowercase`].
//!
//! The suite in `conformance` holds a backend to each of these.

pub mod copy;
mod effects;
mod error;
pub(crate) mod idempotency;
mod ids;
mod row;
mod unit;
mod url;

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use crate::audit::AuditRepo;
use crate::auth::SessionRepo;
use crate::callbacks::CallbackRepo;
use crate::calls::CallRepo;
use crate::campaigns::CampaignRepo;
use crate::cities::CityRepo;
use crate::counters::CounterRepo;
use crate::events::{EventRepo, FeedEpoch};
use crate::jobs::JobRepo;
use crate::kernel::{IdKind, Timestamp, Total};
use crate::lines::LineRepo;
use crate::masters::MasterRepo;
use crate::money::{CashRepo, LedgerRepo};
use crate::operators::OperatorRepo;
use crate::orders::OrderRepo;
use crate::past::PastRepo;
use crate::settings::SettingRepo;
use crate::shifts::ShiftRepo;
use crate::stats::StatsRepo;
use crate::telephony::TelephonyRepo;

pub use effects::{Effects, Guard, UniqueKey, Write};
pub use error::{CommitError, StoreError, StoreErrorKind};
pub use idempotency::{IdempotencyError, IdempotencyKey, IdempotencyRecord, IdempotencyRepo};
pub use ids::IdSource;
pub use row::{Loaded, Row, RowKey, Stored};
pub use unit::{Attempt, Outcome, UnitFuture, run};
pub use url::{BadDatabaseUrl, DatabaseUrl};

/// How fresh, and how much of one view, the reads of a [`Tx`] must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// Every statement sees its own latest state. A connection is taken only while a statement runs.
    Each,
    /// Every statement sees one and the same state.
    Snapshot,
    /// One state, at most this old: reports and exports only.
    MayLag(Duration),
}

/// A block of ids: `first .. first + count`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdBlock {
    /// The first id.
    pub first: i64,
    /// How many.
    pub count: u32,
}

/// Housekeeping that a backend does in bounded batches, at lower priority than units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Delete what has served: idempotency records and throttles that ran out before `before`, sessions that did and whose
    /// user is offline, and jobs that are done and were to run more than
    /// [`DONE_JOBS_KEPT`](crate::jobs::DONE_JOBS_KEPT) before `before`. Dead jobs stay. So do sessions of users at work:
    /// they tell that a user has vanished.
    Purge {
        /// What ran out before this instant goes.
        before: Timestamp,
    },
    /// Delete provider events that came before this instant, the oldest first, each with its digest kept. Before the first
    /// one goes, [`TelephonyRepo::sealed_before`] is this instant. Some may stay for a while, and the latest for ever.
    PurgeRawEvents {
        /// What came before this instant goes.
        before: Timestamp,
    },
    /// Delete the feed's events of before this instant, the oldest first; [`EventRepo::origin`] tells up to where. Some may
    /// stay for a while, and the latest for ever. Positions are never used again.
    PurgeFeed {
        /// What happened before this instant goes.
        before: Timestamp,
    },
    /// Delete audit entries of blocks up to the one that [`AuditRepo::anchor`] names. Their headers stay; some entries may
    /// stay for a while.
    PurgeAudit,
    /// Whatever keeps the files small and the plans good: checkpoint, statistics.
    Tidy,
    /// Replace the feed's epoch.
    NewEpoch(FeedEpoch),
}

/// What a batch of housekeeping did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Rows handled.
    pub rows: u64,
    /// Whether another batch is due.
    pub more: bool,
}

impl Progress {
    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { rows: self.rows + other.rows, more: self.more || other.more }
    }
}

/// What [`Store::migrate`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// The schema before; 0 for an empty database.
    pub from: u32,
    /// The schema now.
    pub to: u32,
}

/// What [`Store::health`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    /// The schema in force.
    pub schema: u32,
    /// Units waiting to be written.
    pub queued: usize,
    /// How many may wait.
    pub queue_limit: usize,
}

/// Where a store was when it was asked. Two marks of one handle are equal only if nothing was committed between them.
/// They say nothing to another handle, nor after a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChangeMark(i64);

impl ChangeMark {
    /// A backend's own count: any number that a commit replaces by another one.
    pub const fn new(count: i64) -> Self {
        Self(count)
    }
}

/// Rows of a list, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// Up to `limit + 1` rows in walking order: the extra one tells that there is more.
    pub rows: Vec<T>,
    /// The total, if it was asked for.
    pub total: Option<Total>,
}

/// A backend. One store is one office. Held as `Arc<dyn Store>`.
#[async_trait]
pub trait Store: Debug + Send + Sync + 'static {
    /// Begins a unit.
    ///
    /// # Errors
    /// `Unavailable` when storage is away, `Closed` after [`Store::close`].
    async fn begin(&self, read: Read) -> Result<Box<dyn Tx>, StoreError>;

    /// Leases a block of ids of a kind. The lease is durable before it is answered.
    ///
    /// # Errors
    /// As [`Store::begin`]; `Busy` when the queue is full.
    async fn lease_ids(&self, kind: IdKind, count: u32) -> Result<IdBlock, StoreError>;

    /// Does one bounded batch of housekeeping.
    ///
    /// # Errors
    /// As [`Store::begin`].
    async fn maintain(&self, task: Task) -> Result<Progress, StoreError>;

    /// Brings the schema to this version's. Safe to call from many nodes at once; does nothing when it is current.
    ///
    /// # Errors
    /// `SchemaTooNew` when a later version has left a schema this one must not touch.
    async fn migrate(&self) -> Result<Migrated, StoreError>;

    /// Whether storage answers, and how far behind it is.
    ///
    /// # Errors
    /// As [`Store::begin`].
    async fn health(&self) -> Result<Health, StoreError>;

    /// A mark that differs from every earlier one if anybody, here or in another process, has committed since. It may also
    /// differ without a commit. `None` where the backend cannot tell, now or ever. It takes microseconds: whoever keeps
    /// answers asks before each one, and takes the mark before reading what is kept.
    async fn changes(&self) -> Option<ChangeMark>;

    /// Waits until another process is heard to have committed events. A hint and no more: it may come late, for nothing, or
    /// never, so whoever waits also looks from time to time. A backend that hears nothing answers never:
    /// [`std::future::pending`].
    async fn committed_elsewhere(&self);

    /// Finishes what was enqueued and closes. Later calls answer `Closed`. Calling it again does nothing.
    ///
    /// # Errors
    /// `Unavailable` when the last writes could not be made safe.
    async fn close(&self) -> Result<(), StoreError>;
}

/// A shared store is a store: an embedder may keep an `Arc<SqliteStore>` of its own, for what is the backend's alone.
#[async_trait]
impl<S: Store + ?Sized> Store for Arc<S> {
    async fn begin(&self, read: Read) -> Result<Box<dyn Tx>, StoreError> {
        (**self).begin(read).await
    }
    async fn lease_ids(&self, kind: IdKind, count: u32) -> Result<IdBlock, StoreError> {
        (**self).lease_ids(kind, count).await
    }
    async fn maintain(&self, task: Task) -> Result<Progress, StoreError> {
        (**self).maintain(task).await
    }
    async fn migrate(&self) -> Result<Migrated, StoreError> {
        (**self).migrate().await
    }
    async fn health(&self) -> Result<Health, StoreError> {
        (**self).health().await
    }
    async fn changes(&self) -> Option<ChangeMark> {
        (**self).changes().await
    }
    async fn committed_elsewhere(&self) {
        (**self).committed_elsewhere().await;
    }
    async fn close(&self) -> Result<(), StoreError> {
        (**self).close().await
    }
}

/// A unit of work: reads while it lives; its end writes, once. It never crosses into a face.
#[async_trait]
pub trait Tx: Send {
    /// Cities.
    fn cities(&mut self) -> &mut dyn CityRepo;
    /// Campaigns.
    fn campaigns(&mut self) -> &mut dyn CampaignRepo;
    /// Settings.
    fn settings(&mut self) -> &mut dyn SettingRepo;
    /// Users.
    fn operators(&mut self) -> &mut dyn OperatorRepo;
    /// Lines.
    fn lines(&mut self) -> &mut dyn LineRepo;
    /// Calls.
    fn calls(&mut self) -> &mut dyn CallRepo;
    /// The ledger of provider events.
    fn telephony(&mut self) -> &mut dyn TelephonyRepo;
    /// Sessions and throttles.
    fn sessions(&mut self) -> &mut dyn SessionRepo;
    /// The audit.
    fn audit(&mut self) -> &mut dyn AuditRepo;
    /// The feed.
    fn events(&mut self) -> &mut dyn EventRepo;
    /// Jobs.
    fn jobs(&mut self) -> &mut dyn JobRepo;
    /// Orders.
    fn orders(&mut self) -> &mut dyn OrderRepo;
    /// Shifts.
    fn shifts(&mut self) -> &mut dyn ShiftRepo;
    /// The money ledger.
    fn ledger(&mut self) -> &mut dyn LedgerRepo;
    /// Hand-overs of cash, and what masters hold.
    fn cash(&mut self) -> &mut dyn CashRepo;
    /// Masters with what they have to do.
    fn masters(&mut self) -> &mut dyn MasterRepo;
    /// Counters.
    fn counters(&mut self) -> &mut dyn CounterRepo;
    /// What statistics read beside counters.
    fn stats(&mut self) -> &mut dyn StatsRepo;
    /// Call-backs.
    fn callbacks(&mut self) -> &mut dyn CallbackRepo;
    /// What rows of another system have become.
    fn past(&mut self) -> &mut dyn PastRepo;
    /// Idempotency records.
    fn idempotency(&mut self) -> &mut dyn IdempotencyRepo;

    /// Checks every guard and applies every write, or applies nothing. Answered only when it is durable.
    ///
    /// # Errors
    /// See [`CommitError`].
    async fn commit(self: Box<Self>, effects: Effects) -> Result<(), CommitError>;
}
