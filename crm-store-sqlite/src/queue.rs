//! What waits for the writer thread.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crm_core::kernel::IdKind;
use crm_core::store::{Effects, IdBlock};
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::error::Failure;

/// Something that is written together with others in one transaction.
pub(crate) enum Unit {
    Commit { effects: Effects, reply: oneshot::Sender<Result<(), Failure>> },
    Lease { kind: IdKind, count: u32, reply: oneshot::Sender<Result<IdBlock, Failure>> },
}

/// Something that needs the connection for itself, outside every group.
pub(crate) type Alone = Box<dyn FnOnce(&mut Connection) + Send>;

pub(crate) enum Job {
    Unit(Unit),
    Alone(Alone),
}

/// What the writer thread finds.
pub(crate) enum Taken {
    Job(Job),
    /// Nothing came for a while.
    Idle,
    /// Nothing is left and nothing will come.
    End,
}

/// Why nothing was enqueued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    Full,
    Closed,
}

/// A bounded queue with many senders and one receiver. A channel of the standard library can neither say how much waits
/// nor be closed by a sender while others live.
pub(crate) struct Queue {
    state: Mutex<State>,
    wake: Condvar,
    limit: usize,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closed: bool,
    // Whether the receiver sleeps: while it works nobody pays for waking it.
    asleep: bool,
}

impl Queue {
    pub(crate) fn new(limit: usize) -> Self {
        Self { state: Mutex::default(), wake: Condvar::new(), limit }
    }

    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    pub(crate) fn len(&self) -> usize {
        self.lock().jobs.len()
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.lock().closed
    }

    pub(crate) fn push(&self, job: Job) -> Result<(), Refused> {
        let mut state = self.lock();
        if state.closed {
            return Err(Refused::Closed);
        }
        if state.jobs.len() >= self.limit {
            return Err(Refused::Full);
        }
        state.jobs.push_back(job);
        let asleep = state.asleep;
        drop(state);
        if asleep {
            self.wake.notify_one();
        }
        Ok(())
    }

    /// Takes nothing more in; what is in is still handed out.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.wake.notify_all();
    }

    /// The next job, waiting for one at most `patience`.
    pub(crate) fn take(&self, patience: Duration) -> Taken {
        let mut state = self.lock();
        if state.jobs.is_empty() && !state.closed {
            state.asleep = true;
            (state, _) = self
                .wake
                .wait_timeout_while(state, patience, |state| state.jobs.is_empty() && !state.closed)
                .unwrap_or_else(PoisonError::into_inner);
            state.asleep = false;
        }
        match state.jobs.pop_front() {
            Some(job) => Taken::Job(job),
            None if state.closed => Taken::End,
            None => Taken::Idle,
        }
    }

    /// The next job if it is there already and is a unit.
    pub(crate) fn take_unit(&self) -> Option<Unit> {
        let mut state = self.lock();
        if !matches!(state.jobs.front(), Some(Job::Unit(_))) {
            return None;
        }
        match state.jobs.pop_front() {
            Some(Job::Unit(unit)) => Some(unit),
            _ => None,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing inside can be left half-changed by a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue").field("limit", &self.limit).finish_non_exhaustive()
    }
}
