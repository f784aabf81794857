//! Housekeeping in bounded batches.

use crm_core::auth::Throttle;
use crm_core::jobs::DONE_JOBS_KEPT;
use crm_core::kernel::Timestamp;
use crm_core::store::{Progress, StoreError, Task};
use rusqlite::{Connection, Result, Transaction, TransactionBehavior};

use crate::auth::read_throttle;
use crate::error::store_error;
use crate::events;
use crate::writer::checkpoint;

/// Rows of one table that one batch deletes at most: some milliseconds of the writer's time.
const BATCH: u32 = 500;

pub(crate) fn run(connection: &mut Connection, task: Task) -> Result<Progress, StoreError> {
    let done = match task {
        Task::Purge { before } => purge(connection, before),
        Task::PurgeRawEvents { before } => purge_raw_events(connection, before),
        Task::PurgeFeed { before } => purge_feed(connection, before),
        Task::PurgeAudit => purge_audit(connection),
        // No ANALYZE: the plans need no statistics, and with them SQLite has chosen worse ones.
        Task::Tidy => checkpoint(connection, "PASSIVE").map(|_pages| Progress::default()),
        Task::NewEpoch(epoch) => events::set_epoch(connection, epoch).map(|_one| Progress::default()),
    };
    done.map_err(|error| store_error("store.maintain", error))
}

fn purge(connection: &mut Connection, before: Timestamp) -> Result<Progress> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let tables = [
        delete_idempotency(&transaction, before)?,
        delete_sessions(&transaction, before)?,
        delete_throttles(&transaction, before)?,
        delete_done_jobs(&transaction, before)?,
    ];
    transaction.commit()?;
    Ok(Progress { rows: tables.iter().map(|(rows, _)| rows).sum(), more: tables.iter().any(|(_, more)| *more) })
}

// Each deletes what has served: how many rows, and whether more wait.

fn delete_idempotency(transaction: &Transaction<'_>, before: Timestamp) -> Result<(u64, bool)> {
    const SQL: &str = "DELETE FROM idempotency WHERE rowid IN \
        (SELECT rowid FROM idempotency WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)";
    let deleted = transaction.prepare_cached(SQL)?.execute((before.micros(), BATCH))?;
    Ok((deleted as u64, deleted as u64 == u64::from(BATCH)))
}

fn delete_sessions(transaction: &Transaction<'_>, before: Timestamp) -> Result<(u64, bool)> {
    const SQL: &str = "DELETE FROM sessions WHERE rowid IN (SELECT rowid FROM sessions WHERE expires_at < ?1 \
        AND (SELECT o.status_work FROM callcentre_operator o WHERE o.id = operator_id) = 'offline' \
        ORDER BY expires_at LIMIT ?2)";
    let deleted = transaction.prepare_cached(SQL)?.execute((before.micros(), BATCH))?;
    Ok((deleted as u64, deleted as u64 == u64::from(BATCH)))
}

fn delete_done_jobs(transaction: &Transaction<'_>, before: Timestamp) -> Result<(u64, bool)> {
    const SQL: &str = "DELETE FROM jobs WHERE seq IN \
        (SELECT seq FROM jobs WHERE state = 'done' AND run_at < ?1 ORDER BY run_at LIMIT ?2)";
    let deleted = transaction.prepare_cached(SQL)?.execute((before.minus(DONE_JOBS_KEPT).micros(), BATCH))?;
    Ok((deleted as u64, deleted as u64 == u64::from(BATCH)))
}

// When a throttle is spent is the core's rule, so it is asked.
fn delete_throttles(transaction: &Transaction<'_>, before: Timestamp) -> Result<(u64, bool)> {
    const SQL: &str = "SELECT key, version, failures, first_at, last_at, blocked_until FROM login_throttles \
        WHERE last_at < ?1 ORDER BY last_at LIMIT ?2";
    let candidates: Vec<Throttle> =
        transaction.prepare_cached(SQL)?.query_map((before.micros(), BATCH), read_throttle)?.collect::<Result<_>>()?;
    let mut delete = transaction.prepare_cached("DELETE FROM login_throttles WHERE key = ?1")?;
    let mut deleted = 0;
    for throttle in candidates.iter().filter(|throttle| throttle.is_spent(before)) {
        deleted += delete.execute([throttle.key.as_str()])? as u64;
    }
    Ok((deleted, deleted > 0 && candidates.len() as u64 == u64::from(BATCH)))
}

/// The last of the oldest rows that may go now, and how many they are; `None` without any. The latest row of a table stays: its
/// number must not be given again. `select` reads numbers and times in the order of the numbers.
fn oldest(connection: &Connection, select: &str, before: Timestamp) -> Result<Option<(i64, u64)>> {
    let mut select = connection.prepare_cached(select)?;
    let mut rows = select.query([BATCH + 1])?;
    let (mut last, mut count) = (None, 0_u64);
    // Each goes when the next one is there.
    let mut going: Option<i64> = None;
    while let Some(row) = rows.next()? {
        if let Some(number) = going {
            (last, count) = (Some(number), count + 1);
        }
        if row.get::<_, i64>(1)? >= before.micros() {
            break;
        }
        going = Some(row.get(0)?);
    }
    Ok(last.map(|last| (last, count)))
}

fn purge_raw_events(connection: &mut Connection, before: Timestamp) -> Result<Progress> {
    const OLDEST: &str = "SELECT seq, received_at FROM telephony_events ORDER BY seq LIMIT ?1";
    const SEAL: &str = "INSERT INTO telephony_sealed (one, before_at) VALUES (1, ?1) \
        ON CONFLICT (one) DO UPDATE SET before_at = max(before_at, excluded.before_at)";
    const KEEP: &str = "INSERT INTO telephony_purged (digest, received_at) \
        SELECT digest, received_at FROM telephony_events WHERE seq <= ?1";
    if oldest(connection, OLDEST, before)?.is_none() {
        return Ok(Progress::default());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some((last, rows)) = oldest(&transaction, OLDEST, before)? else { return Ok(Progress::default()) };
    transaction.prepare_cached(SEAL)?.execute([before.micros()])?;
    transaction.prepare_cached(KEEP)?.execute([last])?;
    transaction.prepare_cached("DELETE FROM telephony_events WHERE seq <= ?1")?.execute([last])?;
    transaction.commit()?;
    Ok(Progress { rows, more: rows == u64::from(BATCH) })
}

fn purge_feed(connection: &mut Connection, before: Timestamp) -> Result<Progress> {
    const OLDEST: &str = "SELECT position, at FROM events ORDER BY position LIMIT ?1";
    if oldest(connection, OLDEST, before)?.is_none() {
        return Ok(Progress::default());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some((last, rows)) = oldest(&transaction, OLDEST, before)? else { return Ok(Progress::default()) };
    transaction.prepare_cached("UPDATE feed SET purged_to = ?1")?.execute([last])?;
    transaction.prepare_cached("DELETE FROM events WHERE position <= ?1")?.execute([last])?;
    transaction.commit()?;
    Ok(Progress { rows, more: rows == u64::from(BATCH) })
}

fn purge_audit(connection: &mut Connection) -> Result<Progress> {
    const GOING: &str = "FROM audit WHERE seq <= (SELECT last_seq FROM audit_blocks \
        WHERE number = (SELECT max(number) FROM audit_anchors)) AND seq < (SELECT max(seq) FROM audit)";
    if !connection.prepare_cached(&format!("SELECT 1 {GOING}"))?.exists([])? {
        return Ok(Progress::default());
    }
    let delete = format!("DELETE FROM audit WHERE seq IN (SELECT seq {GOING} ORDER BY seq LIMIT ?1)");
    let rows = connection.prepare_cached(&delete)?.execute([BATCH])? as u64;
    Ok(Progress { rows, more: rows == u64::from(BATCH) })
}
