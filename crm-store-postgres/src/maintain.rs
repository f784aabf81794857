//! Housekeeping in bounded batches.

use std::sync::Arc;

use crm_core::auth::Throttle;
use crm_core::events::FeedEpoch;
use crm_core::jobs::DONE_JOBS_KEPT;
use crm_core::kernel::Timestamp;
use crm_core::store::{Progress, StoreError, Task};

use crate::auth::read_throttle;
use crate::connections::Lease;
use crate::error::store_error;
use crate::retention;
use crate::statement::Statement;
use crate::store::Inner;
use crate::unit::number;

/// Rows of one table that one batch deletes at most.
pub(crate) const BATCH: i64 = 500;
/// Deltas that are folded at a time.
const FOLDED: i64 = 5_000;

pub(crate) const OPERATION: &str = "store.maintain";

pub(crate) async fn run(inner: &Arc<Inner>, task: Task) -> Result<Progress, StoreError> {
    match task {
        Task::Purge { before } => purge(inner, before).await,
        Task::PurgeRawEvents { before } => retention::raw_events(inner, before).await,
        Task::PurgeFeed { before } => retention::feed(inner, before).await,
        Task::PurgeAudit => retention::audit(inner).await,
        Task::Tidy => {
            inner.stamp(OPERATION).await?;
            prepare_months(inner).await?;
            fold(inner).await
        }
        Task::NewEpoch(epoch) => {
            let mut lease = inner.primary.take(OPERATION).await?;
            set_epoch(&mut lease, epoch).await.map_err(|error| store_error(OPERATION, error))?;
            Ok(Progress::default())
        }
    }
}

/// Makes this month and the next one parts of what is kept by months, before anybody needs them.
async fn prepare_months(inner: &Arc<Inner>) -> Result<(), StoreError> {
    const SQL: &str = "SELECT crm_add_month_v1(whole, (extract(epoch FROM now() + ahead * interval '20 days') * 1000000)::bigint) \
        FROM unnest(ARRAY['telephony_events', 'events', 'audit']) AS whole, generate_series(0, 1) AS ahead";
    let mut lease = inner.primary.take(OPERATION).await?;
    lease.fetch(&Statement::new(SQL)).await.map(drop).map_err(|error| store_error(OPERATION, error))
}

async fn set_epoch(lease: &mut Lease, epoch: FeedEpoch) -> Result<(), sqlx::Error> {
    lease.fetch(&Statement::new("UPDATE feed SET epoch = $1").with(epoch.to_stored())).await.map(drop)
}

/// Adds deltas to their counters.
pub(crate) async fn fold(inner: &Arc<Inner>) -> Result<Progress, StoreError> {
    let mut lease = inner.primary.take(OPERATION).await?;
    let fold = Statement::new("SELECT crm_fold_v1($1)").with(FOLDED);
    let folded = lease.fetch(&fold).await.and_then(|rows| number(&rows));
    let folded = folded.map_err(|error| store_error(OPERATION, error))?;
    Ok(Progress { rows: folded.unsigned_abs(), more: folded == FOLDED })
}

async fn purge(inner: &Arc<Inner>, before: Timestamp) -> Result<Progress, StoreError> {
    const IDEMPOTENCY: &str = "WITH gone AS (DELETE FROM idempotency WHERE ctid = ANY (ARRAY(SELECT ctid FROM idempotency \
        WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)) RETURNING 1) SELECT count(*) FROM gone";
    const SESSIONS: &str = "WITH gone AS (DELETE FROM sessions WHERE id = ANY (ARRAY(SELECT s.id FROM sessions s \
        JOIN callcentre_operator o ON o.id = s.operator_id WHERE s.expires_at < $1 AND o.status_work = 'offline' \
        ORDER BY s.expires_at LIMIT $2)) RETURNING 1) SELECT count(*) FROM gone";
    const JOBS: &str = "WITH gone AS (DELETE FROM jobs WHERE seq = ANY (ARRAY(SELECT seq FROM jobs WHERE state = 'done' \
        AND run_at < $1 ORDER BY run_at LIMIT $2)) RETURNING 1) SELECT count(*) FROM gone";
    // Whoever lost an answer has looked it up long since.
    const UNITS: &str = "WITH gone AS (DELETE FROM units WHERE id = ANY (ARRAY(SELECT id FROM units \
        WHERE at < now() - interval '1 day' ORDER BY at LIMIT $1)) RETURNING 1) SELECT count(*) FROM gone";
    let failed = |error| store_error(OPERATION, error);
    let mut lease = inner.primary.take(OPERATION).await?;
    let jobs_before = before.minus(DONE_JOBS_KEPT).micros();
    let mut done = Progress::default();
    for statement in [
        Statement::new(IDEMPOTENCY).with(before.micros()).with(BATCH),
        Statement::new(SESSIONS).with(before.micros()).with(BATCH),
        Statement::new(JOBS).with(jobs_before).with(BATCH),
        Statement::new(UNITS).with(BATCH),
    ] {
        let deleted = lease.fetch(&statement).await.and_then(|rows| number(&rows)).map_err(failed)?;
        done.rows += deleted.unsigned_abs();
        done.more |= deleted == BATCH;
    }
    let (deleted, more) = delete_throttles(&mut lease, before).await.map_err(failed)?;
    Ok(Progress { rows: done.rows + deleted, more: done.more || more })
}

// When a throttle is spent is the core's rule, so it is asked.
async fn delete_throttles(lease: &mut Lease, before: Timestamp) -> Result<(u64, bool), sqlx::Error> {
    const SQL: &str = "SELECT key, version, failures, first_at, last_at, blocked_until FROM login_throttles \
        WHERE last_at < $1 ORDER BY last_at LIMIT $2";
    // One that was used meanwhile has another version.
    const DELETE: &str = "WITH gone AS (DELETE FROM login_throttles t USING unnest($1::text[], $2::bigint[]) \
        AS spent (key, version) WHERE t.key = spent.key AND t.version = spent.version RETURNING 1) \
        SELECT count(*) FROM gone";
    let rows = lease.fetch(&Statement::new(SQL).with(before.micros()).with(BATCH)).await?;
    let candidates: Vec<Throttle> = rows.iter().map(read_throttle).collect::<Result<_, _>>()?;
    let spent: Vec<&Throttle> = candidates.iter().filter(|throttle| throttle.is_spent(before)).collect();
    if spent.is_empty() {
        return Ok((0, false));
    }
    let keys: Vec<String> = spent.iter().map(|throttle| throttle.key.as_str().to_owned()).collect();
    let versions: Vec<i64> = spent.iter().map(|throttle| throttle.version.get()).collect();
    let deleted = number(&lease.fetch(&Statement::new(DELETE).with(keys).with(versions)).await?)?;
    Ok((deleted.unsigned_abs(), deleted > 0 && candidates.len() as u64 == BATCH.unsigned_abs()))
}
