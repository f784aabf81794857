//! The standby for reads that may lag.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crm_core::store::{StoreError, StoreErrorKind};
use sqlx::postgres::PgRow;
use tokio::time::Instant;

use crate::column;
use crate::connections::Connections;
use crate::error::{is_lost, store_error};
use crate::statement::Statement;

const OPERATION: &str = "store.lag";
/// How long it may take to tell how far it is behind: who asks wants a report and not a diagnosis.
const PATIENCE: Duration = Duration::from_secs(1);
/// For so long one that did not answer is left alone, so that not every report waits for it.
const LEFT_ALONE: Duration = Duration::from_secs(5);

/// A place in the primary's log, as the server writes it, and when the primary was there at the latest.
#[derive(Debug, Clone)]
struct Mark {
    place: String,
    at: Instant,
}

pub(crate) struct Standby {
    pub(crate) connections: Arc<Connections>,
    /// Where the primary was when it was last asked.
    mark: Mutex<Option<Mark>>,
    away_until: Mutex<Option<Instant>>,
}

impl Standby {
    pub(crate) fn new(connections: Arc<Connections>) -> Self {
        Self { connections, mark: Mutex::default(), away_until: Mutex::default() }
    }

    /// Whether a report may read here: what was committed longer than `most` ago is there.
    pub(crate) async fn is_close(&self, primary: &Arc<Connections>, most: Duration) -> bool {
        if lock(&self.away_until).is_some_and(|until| Instant::now() < until) {
            return false;
        }
        // A primary that is away says so itself, to whoever reads there.
        let Ok(mark) = in_time(self.mark(primary, most)).await else { return false };
        match in_time(self.lag(&mark)).await {
            Ok(Some(lag)) if lag <= most => true,
            Ok(lag) => {
                tracing::debug!(?lag, ?most, "the standby lags too far");
                false
            }
            Err(error) => {
                self.leave_alone(&error);
                false
            }
        }
    }

    /// How far it is behind at most, if it can tell.
    pub(crate) async fn report(&self, primary: &Arc<Connections>) -> Option<Duration> {
        let mark = in_time(self.mark(primary, Duration::ZERO)).await.ok()?;
        in_time(self.lag(&mark)).await.ok().flatten()
    }

    /// Nobody asks it for a while.
    pub(crate) fn leave_alone(&self, error: &StoreError) {
        tracing::warn!(%error, "the standby does not answer; reports go to the primary");
        *lock(&self.away_until) = Some(Instant::now() + LEFT_ALONE);
    }

    /// How far it is behind at most; `None` when it cannot tell, or is no standby.
    ///
    /// One that has replayed as far as the primary was at some moment has all that was committed before that moment: so an
    /// office in which nothing happens is not behind. One that has not yet is as it was when it last replayed a commit. What
    /// a standby has *received* tells nothing: a slow network keeps the rest from it.
    async fn lag(&self, mark: &Mark) -> Result<Option<Duration>, StoreError> {
        const SQL: &str = "SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() >= $1::pg_lsn, \
            (extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint";
        let rows = fetch(&self.connections, &Statement::new(SQL).with(mark.place.as_str())).await?;
        let read = || {
            let row = rows.first().ok_or(sqlx::Error::RowNotFound)?;
            // A primary has a log of its own, which says nothing about ours.
            if !column::flag(row, 0)? {
                return Ok(None);
            }
            if column::flag(row, 1)? {
                return Ok(Some(mark.at.elapsed()));
            }
            let age = column::optional_int(row, 2)?;
            Ok(age.map(|millis| Duration::from_millis(millis.max(0).unsigned_abs())))
        };
        read().map_err(|error| store_error(OPERATION, error))
    }

    /// Where the primary was a moment ago that is young enough to tell a lag of `most` by.
    async fn mark(&self, primary: &Arc<Connections>, most: Duration) -> Result<Mark, StoreError> {
        const SQL: &str = "SELECT pg_current_wal_flush_lsn()::text";
        if let Some(mark) = lock(&self.mark).clone().filter(|mark| mark.at.elapsed() < most / 2) {
            return Ok(mark);
        }
        let at = Instant::now();
        let rows = fetch(primary, &Statement::new(SQL)).await?;
        let place =
            rows.first().ok_or(sqlx::Error::RowNotFound).and_then(|row| column::text(row, 0).map(str::to_owned));
        let mark = Mark { place: place.map_err(|error| store_error(OPERATION, error))?, at };
        *lock(&self.mark) = Some(mark.clone());
        Ok(mark)
    }
}

async fn in_time<T>(answer: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    let late = |_| Err(StoreError::new(StoreErrorKind::Timeout, OPERATION));
    tokio::time::timeout(PATIENCE, answer).await.unwrap_or_else(late)
}

/// One statement, sent once more where a connection was closed meanwhile.
async fn fetch(connections: &Arc<Connections>, statement: &Statement) -> Result<Vec<PgRow>, StoreError> {
    loop {
        let mut lease = connections.take(OPERATION).await?;
        match lease.fetch(statement).await {
            Ok(rows) => return Ok(rows),
            Err(error) if lease.is_reused && is_lost(&error) => connections.forget_idle(),
            Err(error) => return Err(store_error(OPERATION, error)),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing inside can be left half-changed by a panic.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
