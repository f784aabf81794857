//! The one thread that writes, and its group commit.
//!
//! Units that wait share one transaction, so one flush of the log makes all of them safe. Each unit stands alone in it:
//! one that fails is undone and leaves the others. Nothing is answered before the COMMIT that makes it true.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use crm_core::kernel::IdKind;
use crm_core::store::{Effects, IdBlock};
use rusqlite::{Connection, OptionalExtension};
use tokio::sync::oneshot;

use crate::apply;
use crate::error::Failure;
use crate::queue::{Job, Queue, Taken, Unit};

/// How long nothing must come before the log is moved into the file.
const IDLE: Duration = Duration::from_millis(500);

pub(crate) struct Writer {
    connection: Connection,
    queue: Arc<Queue>,
    group_limit: usize,
}

/// A unit that was run and is answered after COMMIT.
enum Answer {
    Commit(oneshot::Sender<Result<(), Failure>>, Result<(), Failure>),
    Lease(oneshot::Sender<Result<IdBlock, Failure>>, Result<IdBlock, Failure>),
}

impl Answer {
    fn failed(unit: Unit, failure: Failure) -> Self {
        match unit {
            Unit::Commit { reply, .. } => Self::Commit(reply, Err(failure)),
            Unit::Lease { reply, .. } => Self::Lease(reply, Err(failure)),
        }
    }
    // Whoever stopped waiting does not hear it; what was written stays written.
    fn send(self) {
        match self {
            Self::Commit(reply, result) => drop(reply.send(result)),
            Self::Lease(reply, result) => drop(reply.send(result)),
        }
    }
    fn send_failure(self, failure: &Failure) {
        match self {
            Self::Commit(reply, _) => drop(reply.send(Err(failure.clone()))),
            Self::Lease(reply, _) => drop(reply.send(Err(failure.clone()))),
        }
    }
}

impl Writer {
    pub(crate) fn new(connection: Connection, queue: Arc<Queue>, group_limit: usize) -> Self {
        Self { connection, queue, group_limit }
    }

    /// Works until the queue is closed and empty, then makes the file whole and closes it.
    pub(crate) fn run(mut self) -> rusqlite::Result<()> {
        let mut log_grew = false;
        loop {
            match self.queue.take(IDLE) {
                Taken::Job(Job::Unit(unit)) => {
                    self.group(unit);
                    log_grew = true;
                }
                Taken::Job(Job::Alone(work)) => {
                    // Its caller sees the dropped reply.
                    let _panicked = catch_unwind(AssertUnwindSafe(|| work(&mut self.connection)));
                    self.end_transaction();
                    log_grew = true;
                }
                Taken::Idle if log_grew => {
                    log_grew = false;
                    if let Err(error) = checkpoint(&self.connection, "PASSIVE") {
                        tracing::warn!(%error, "the log could not be moved into the file; it is tried again");
                    }
                }
                Taken::Idle => {}
                Taken::End => break,
            }
        }
        let checkpointed = checkpoint(&self.connection, "TRUNCATE").map(drop);
        self.connection.close().map_err(|(_, error)| error)?;
        checkpointed
    }

    fn group(&mut self, first: Unit) {
        let mut answers = Vec::new();
        if let Err(error) = self.execute("BEGIN IMMEDIATE") {
            return self.refuse_waiting(first, &Failure::in_unit(&error));
        }
        let mut next = Some(first);
        let mut is_first = true;
        while let Some(unit) = next {
            let answer = match self.run_unit(unit, is_first) {
                Ok(answer) => answer,
                Err((answer, failure)) => {
                    answers.push(answer);
                    return self.fail_group(answers, &failure);
                }
            };
            is_first &= matches!(answer, Answer::Commit(_, Err(_)) | Answer::Lease(_, Err(_)));
            answers.push(answer);
            next = if answers.len() < self.group_limit { self.queue.take_unit() } else { None };
        }
        match self.execute("COMMIT") {
            Ok(()) => {
                tracing::trace!(units = answers.len(), "group committed");
                answers.into_iter().for_each(Answer::send);
            }
            Err(error) => self.fail_group(answers, &Failure::in_commit(&error)),
        }
    }

    // Another process holds the file, or the disk is away: whoever waits already hears it now instead of each after a
    // timeout of its own.
    fn refuse_waiting(&mut self, first: Unit, failure: &Failure) {
        let mut next = Some(first);
        for _ in 0..self.group_limit {
            let Some(unit) = next else { return };
            Answer::failed(unit, failure.clone()).send();
            next = self.queue.take_unit();
        }
        if let Some(unit) = next {
            Answer::failed(unit, failure.clone()).send();
        }
    }

    fn fail_group(&mut self, answers: Vec<Answer>, failure: &Failure) {
        tracing::error!(units = answers.len(), ?failure, "a group of units was not written");
        self.end_transaction();
        for answer in answers {
            answer.send_failure(failure);
        }
    }

    /// Runs a unit inside the open transaction. `Err` when the transaction is gone, and with it the whole group.
    fn run_unit(&mut self, unit: Unit, is_first: bool) -> Result<Answer, (Answer, Failure)> {
        let (answer, broken) = match unit {
            Unit::Commit { effects, reply } => {
                let (result, broken) = self.isolated(is_first, |connection| commit(connection, &effects));
                (Answer::Commit(reply, result), broken)
            }
            Unit::Lease { kind, count, reply } => {
                let (result, broken) = self.isolated(is_first, |connection| lease(connection, kind, count));
                (Answer::Lease(reply, result), broken)
            }
        };
        match broken {
            Some(failure) => Err((answer, failure)),
            None => Ok(answer),
        }
    }

    // Until something succeeded the transaction itself is the unit's savepoint: a lone unit pays for none.
    fn isolated<T>(
        &mut self,
        is_first: bool,
        work: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> (Result<T, Failure>, Option<Failure>) {
        let run = |connection: &Connection| {
            catch_unwind(AssertUnwindSafe(|| work(connection)))
                .unwrap_or_else(|_| Err(Failure::Corrupt("the unit panicked".to_owned())))
        };
        if !is_first && let Err(error) = self.execute("SAVEPOINT unit") {
            let failure = Failure::in_unit(&error);
            return (Err(failure.clone()), Some(failure));
        }
        let result = run(&self.connection);
        // Some errors (a full disk, an interrupt) end the transaction on their own.
        if self.connection.is_autocommit() {
            let failure = result.as_ref().err().cloned();
            let failure = failure.unwrap_or_else(|| Failure::Corrupt("a unit ended the transaction".to_owned()));
            return (result, Some(failure));
        }
        let ended = match (&result, is_first) {
            (Ok(_), true) => Ok(()),
            (Ok(_), false) => self.execute("RELEASE unit"),
            (Err(_), true) => self.execute("ROLLBACK").and_then(|()| self.execute("BEGIN IMMEDIATE")),
            (Err(_), false) => self.execute("ROLLBACK TO unit").and_then(|()| self.execute("RELEASE unit")),
        };
        (result, ended.err().map(|error| Failure::in_unit(&error)))
    }

    fn execute(&self, sql: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute([]).map(drop)
    }

    fn end_transaction(&self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.execute("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be rolled back");
        }
    }
}

fn commit(connection: &Connection, effects: &Effects) -> Result<(), Failure> {
    apply::guards(connection, effects)?;
    apply::writes(connection, &effects.writes)
}

fn lease(connection: &Connection, kind: IdKind, count: u32) -> Result<IdBlock, Failure> {
    let sql = "INSERT INTO id_sequences (kind, next) VALUES (?1, 1 + ?2) \
               ON CONFLICT (kind) DO UPDATE SET next = next + ?2 RETURNING next - ?2";
    let first = connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.query_row((kind.name(), count), |row| row.get(0)))
        .map_err(|error| Failure::in_unit(&error))?;
    Ok(IdBlock { first, count })
}

/// Moves the log into the file; answers how many pages were moved. `PASSIVE` waits for nobody; `TRUNCATE` waits for
/// readers, at most the busy timeout, and leaves an empty log.
pub(crate) fn checkpoint(connection: &Connection, mode: &str) -> rusqlite::Result<u64> {
    let moved: Option<i64> =
        connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| row.get(2)).optional()?;
    Ok(moved.and_then(|pages| u64::try_from(pages).ok()).unwrap_or(0))
}
