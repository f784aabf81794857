//! What is kept for some time only goes by whole months: dropping one takes no longer for a million rows than for ten. What
//! is left of a month that stays goes row by row.

use std::sync::Arc;

use crm_core::kernel::Timestamp;
use crm_core::store::{Progress, StoreError};
use sqlx::Error;

use crate::column;
use crate::connections::Lease;
use crate::error::{sqlstate, store_error};
use crate::maintain::{BATCH, OPERATION};
use crate::statement::Statement;
use crate::store::Inner;
use crate::unit::number;

/// Months are added and dropped by one node at a time. Whoever reads a whole table for long is not waited for, because everybody
/// else would wait behind: it is tried again another time.
const BEGIN: &str = "BEGIN; SET LOCAL lock_timeout = '200ms'; SELECT pg_advisory_xact_lock(4870125230112003)";

/// Lets go of provider events that came before an instant.
pub(crate) async fn raw_events(inner: &Arc<Inner>, before: Timestamp) -> Result<Progress, StoreError> {
    const SEAL: &str = "INSERT INTO telephony_sealed AS s (one, before_at) VALUES (1, $1) \
        ON CONFLICT (one) DO UPDATE SET before_at = greatest(s.before_at, excluded.before_at)";
    const ROWS: &str = "WITH oldest AS (SELECT seq, received_at FROM telephony_events WHERE received_at < $1 LIMIT $2), \
        gone AS (DELETE FROM telephony_events e USING oldest o WHERE e.seq = o.seq AND e.received_at = o.received_at \
        RETURNING 1) SELECT count(*) FROM gone";
    in_turn(inner, async |lease| {
        let done = match months(lease, "telephony_events", Some(before)).await?.first() {
            Some(month) => drop_month(lease, month, "seq").await?.0,
            None => batch(number(&lease.fetch(&Statement::new(ROWS).with(before.micros()).with(BATCH)).await?)?),
        };
        if done != Progress::default() {
            lease.fetch(&Statement::new(SEAL).with(before.micros())).await?;
        }
        Ok(done)
    })
    .await
}

/// Lets go of the feed's events of before an instant.
pub(crate) async fn feed(inner: &Arc<Inner>, before: Timestamp) -> Result<Progress, StoreError> {
    const ROWS: &str = "WITH oldest AS (SELECT position, at FROM events WHERE at < $1 ORDER BY position LIMIT $2), \
        gone AS (DELETE FROM events e USING oldest o WHERE e.position = o.position AND e.at = o.at \
        RETURNING e.position) SELECT count(*), max(position) FROM gone";
    const NOTE: &str = "UPDATE feed SET purged_to = greatest(purged_to, $1)";
    in_turn(inner, async |lease| {
        let months = months(lease, "events", Some(before)).await?;
        let (done, last) = if let Some(month) = months.first() {
            drop_month(lease, month, "position").await?
        } else {
            let rows = lease.fetch(&Statement::new(ROWS).with(before.micros()).with(BATCH)).await?;
            let row = rows.first().ok_or(Error::RowNotFound)?;
            (batch(column::int(row, 0)?), column::optional_int(row, 1)?)
        };
        if let Some(last) = last {
            lease.fetch(&Statement::new(NOTE).with(last)).await?;
        }
        Ok(done)
    })
    .await
}

/// Lets go of audit rows up to the anchor.
pub(crate) async fn audit(inner: &Arc<Inner>) -> Result<Progress, StoreError> {
    const ANCHORED: &str = "SELECT coalesce((SELECT last_seq FROM audit_blocks \
        WHERE number = (SELECT max(number) FROM audit_anchors)), 0)";
    const ROWS: &str = "WITH oldest AS (SELECT seq, at FROM audit WHERE seq <= $1 ORDER BY seq LIMIT $2), \
        gone AS (DELETE FROM audit a USING oldest o WHERE a.seq = o.seq AND a.at = o.at RETURNING 1) \
        SELECT count(*) FROM gone";
    in_turn(inner, async |lease| {
        let anchored = number(&lease.fetch(&Statement::new(ANCHORED)).await?)?;
        for month in months(lease, "audit", None).await? {
            match numbers(lease, &month, "seq").await? {
                // Nothing of it yet.
                None => {}
                Some((_, last)) if last <= anchored => return Ok(drop_month(lease, &month, "seq").await?.0),
                Some(_) => break,
            }
        }
        Ok(batch(number(&lease.fetch(&Statement::new(ROWS).with(anchored).with(BATCH)).await?)?))
    })
    .await
}

/// Runs `work` in one transaction, unless somebody is in the way.
async fn in_turn(
    inner: &Arc<Inner>,
    work: impl AsyncFnOnce(&mut Lease) -> Result<Progress, Error>,
) -> Result<Progress, StoreError> {
    const IN_THE_WAY: &str = "55P03";
    let mut lease = inner.primary.take(OPERATION).await?;
    let done = async {
        lease.begin(BEGIN).await?;
        let done = work(&mut lease).await?;
        lease.commit().await?;
        Ok(done)
    };
    match done.await {
        Err(error) if sqlstate(&error).as_deref() == Some(IN_THE_WAY) => Ok(Progress::default()),
        done => done.map_err(|error| store_error(OPERATION, error)),
    }
}

/// The months of a table, the oldest first: all of them, or those that were over by an instant.
async fn months(lease: &mut Lease, whole: &str, over_by: Option<Timestamp>) -> Result<Vec<String>, Error> {
    const SQL: &str = "SELECT name FROM (SELECT c.relname::text COLLATE \"C\" AS name FROM pg_inherits i \
        JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::text::regclass) AS months \
        WHERE $2::bigint IS NULL OR name < crm_month_v1($1, $2) ORDER BY name";
    let months = Statement::new(SQL).with(whole).with(over_by.map(Timestamp::micros));
    lease.fetch(&months).await?.iter().map(|row| Ok(column::text(row, 0)?.to_owned())).collect()
}

/// The first and the last number of a month's rows, by their index.
async fn numbers(lease: &mut Lease, month: &str, of: &str) -> Result<Option<(i64, i64)>, Error> {
    let mut ends = Statement::new("SELECT min(");
    ends.push(of).push("), max(").push(of).push(") FROM ").push(month);
    let rows = lease.fetch(&ends).await?;
    let row = rows.first().ok_or(Error::RowNotFound)?;
    Ok(column::optional_int(row, 0)?.zip(column::optional_int(row, 1)?))
}

/// Drops a month: about how many rows it had, and the last number of them. They are not counted, which takes long.
async fn drop_month(lease: &mut Lease, month: &str, of: &str) -> Result<(Progress, Option<i64>), Error> {
    let ends = numbers(lease, month, of).await?;
    let mut drop = Statement::new("DROP TABLE ");
    drop.push(month);
    lease.fetch(&drop).await?;
    let rows = ends.map_or(0, |(first, last)| (last - first).unsigned_abs() + 1);
    // The next one, or what is left of a month that stays.
    Ok((Progress { rows, more: true }, ends.map(|(_, last)| last)))
}

fn batch(rows: i64) -> Progress {
    Progress { rows: rows.unsigned_abs(), more: rows == BATCH }
}
