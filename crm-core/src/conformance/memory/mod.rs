//! The in-memory store: the reference model.
//!
//! It keeps everything in plain lists and answers every question by looking through all of them. It has no indexes, no
//! counters and no cleverness, so that it is plainly right: the suite compares other backends with it. It also serves
//! tests of use cases, which can make its next commit fail. It is no backend for an office: it forgets when it is dropped
//! and slows down as it grows.

mod apply;
mod repos;
mod state;
mod table;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use self::repos::MemoryTx;
use self::state::{Epoch, State};
use crate::auth::{Session, Throttle};
use crate::jobs::{DONE_JOBS_KEPT, Job, JobState};
use crate::kernel::{IdKind, Timestamp};
use crate::operators::{Operator, WorkState};
use crate::store::{
    ChangeMark, CommitError, Effects, Health, IdBlock, Migrated, Progress, Read, Store, StoreError, StoreErrorKind,
    Task, Tx,
};
use crate::telephony::RawEvent;

/// The version of a schema that never changes.
const SCHEMA: u32 = 1;

/// An office in memory. Clones are handles to the same one.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore(Arc<Mutex<Office>>);

#[derive(Debug, Default)]
struct Office {
    state: Arc<State>,
    next_commit: Fault,
    closed: bool,
    changes: i64,
}

/// What the next commit does instead of its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Fault {
    #[default]
    None,
    Fails,
    LosesAnswer,
}

impl MemoryStore {
    /// An empty office.
    pub fn new() -> Self {
        Self::default()
    }
    /// Makes the next commit write nothing and answer [`CommitError::Unavailable`].
    pub fn fail_next_commit(&self) {
        self.office().next_commit = Fault::Fails;
    }
    /// Makes the next commit write everything and answer [`CommitError::InDoubt`], as when a connection is lost in COMMIT.
    pub fn lose_next_answer(&self) {
        self.office().next_commit = Fault::LosesAnswer;
    }
    /// A store over a copy of what this one holds, open even if this one was closed: as after a restart.
    #[must_use]
    pub fn reopened(&self) -> Self {
        let state = Arc::clone(&self.office().state);
        Self(Arc::new(Mutex::new(Office { state, ..Office::default() })))
    }

    fn office(&self) -> MutexGuard<'_, Office> {
        // A panic elsewhere cannot leave it half-changed: the state is replaced as a whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn latest(&self, operation: &'static str) -> Result<Arc<State>, StoreError> {
        let office = self.office();
        if office.closed {
            return Err(StoreError::new(StoreErrorKind::Closed, operation));
        }
        Ok(Arc::clone(&office.state))
    }

    fn change<T>(&self, operation: &'static str, change: impl FnOnce(&mut State) -> T) -> Result<T, StoreError> {
        let mut office = self.office();
        if office.closed {
            return Err(StoreError::new(StoreErrorKind::Closed, operation));
        }
        office.changes += 1;
        Ok(change(Arc::make_mut(&mut office.state)))
    }

    fn commit(&self, effects: Effects) -> Result<(), CommitError> {
        let failure = |kind| StoreError::new(kind, "tx.commit");
        let mut office = self.office();
        if office.closed {
            return Err(CommitError::Unavailable(failure(StoreErrorKind::Closed)));
        }
        let fault = std::mem::take(&mut office.next_commit);
        if fault == Fault::Fails {
            return Err(CommitError::Unavailable(failure(StoreErrorKind::Unavailable)));
        }
        office.state = Arc::new(office.state.after(effects)?);
        office.changes += 1;
        if fault == Fault::LosesAnswer {
            return Err(CommitError::InDoubt(failure(StoreErrorKind::OutcomeUnknown)));
        }
        Ok(())
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn begin(&self, read: Read) -> Result<Box<dyn Tx>, StoreError> {
        // Units that run at the same time take turns here, as they do where a store is far away.
        tokio::task::yield_now().await;
        let view = self.latest("store.begin")?;
        let view = match read {
            Read::Each => None,
            Read::Snapshot | Read::MayLag(_) => Some(view),
        };
        Ok(Box::new(MemoryTx::new(self.clone(), view)))
    }

    async fn lease_ids(&self, kind: IdKind, count: u32) -> Result<IdBlock, StoreError> {
        self.change("store.lease_ids", |state| {
            let last = state.leased.entry(kind).or_insert(0);
            let first = *last + 1;
            *last += i64::from(count);
            IdBlock { first, count }
        })
    }

    async fn maintain(&self, task: Task) -> Result<Progress, StoreError> {
        self.change("store.maintain", |state| match task {
            Task::Purge { before } => Progress { rows: purge(state, before), more: false },
            Task::PurgeRawEvents { before } => Progress { rows: purge_raw_events(state, before), more: false },
            Task::PurgeFeed { before } => Progress { rows: purge_feed(state, before), more: false },
            Task::PurgeAudit => Progress { rows: purge_audit(state), more: false },
            Task::Tidy => Progress::default(),
            Task::NewEpoch(epoch) => {
                state.epoch = Epoch(epoch);
                Progress::default()
            }
        })
    }

    async fn migrate(&self) -> Result<Migrated, StoreError> {
        self.latest("store.migrate").map(|_| Migrated { from: SCHEMA, to: SCHEMA })
    }

    async fn health(&self) -> Result<Health, StoreError> {
        self.latest("store.health").map(|_| Health { schema: SCHEMA, queued: 0, queue_limit: usize::MAX })
    }

    async fn changes(&self) -> Option<ChangeMark> {
        let office = self.office();
        (!office.closed).then(|| ChangeMark::new(office.changes))
    }

    async fn committed_elsewhere(&self) {
        std::future::pending::<()>().await;
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.office().closed = true;
        Ok(())
    }
}

fn purge(state: &mut State, before: Timestamp) -> u64 {
    let users = state.rows.all::<Operator>();
    let at_work: Vec<_> = users.filter(|user| user.work_state != WorkState::Offline).map(|user| user.id).collect();
    state.idempotency.retain(|record| record.expires_at >= before)
        + state.rows.remove(|session: &Session| session.expires_at < before && !at_work.contains(&session.operator))
        + state.rows.remove(|throttle: &Throttle| throttle.is_spent(before))
        + state.rows.remove(|job: &Job| job.state == JobState::Done && job.run_at < before.minus(DONE_JOBS_KEPT))
}

fn purge_raw_events(state: &mut State, before: Timestamp) -> u64 {
    state.sealed_before = state.sealed_before.max(Some(before));
    let goes = |raw: &RawEvent| raw.event.received_at < before;
    state.purged_events.extend(state.raw_events.iter().filter(|raw| goes(raw)).map(|raw| raw.event.digest));
    state.raw_events.retain(|raw| !goes(raw))
}

fn purge_feed(state: &mut State, before: Timestamp) -> u64 {
    let Some(last) = state.feed.iter().filter(|event| event.event.at < before).map(|event| event.position).max() else {
        return 0;
    };
    state.feed_purged_to = state.feed_purged_to.max(last);
    state.feed.retain(|event| event.event.at >= before)
}

fn purge_audit(state: &mut State) -> u64 {
    let gone = state.anchors.iter().map(|anchor| anchor.number).max();
    state.audit.retain(|entry| entry.block_no.is_none() || entry.block_no > gone)
}
