//! How a unit is written, and what becomes of it when the answer is lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crm_core::kernel::Zone;
use crm_core::store::{CommitError, Effects, StoreError, StoreErrorKind, Write};
use sqlx::Row;

use crate::apply::{self, UnitId};
use crate::connections::Lease;
use crate::counters;
use crate::error::{is_lost, sqlstate, store_error};
use crate::statement::Statement;
use crate::store::Inner;

const OPERATION: &str = "commit";
/// How often a unit is sent at most: after a connection that was closed, a month that was missing, a server that was no
/// primary any more.
const MOST_ATTEMPTS: u32 = 4;

/// How long to wait before a unit in doubt is looked up again.
const LOOKED_UP_AGAIN: Duration = Duration::from_millis(100);

/// Keys whose second owner makes a unit stale: somebody else was first, so it reads again. Another row with an id that is
/// taken is a defect.
const KEYS: [&str; 15] = [
    "audit_anchors_pkey",
    "audit_blocks_number_key",
    "callcentre_operator_extension_key",
    "callcentre_operator_login_key_key",
    "calls_conversation_id_key",
    "campaigns_name_key_key",
    "cities_name_key_key",
    "client_heads_phone_key",
    "conversations_provider_account_provider_id_key",
    "idempotency_actor_operation_key_key",
    "lines_number_key",
    "login_throttles_key_key",
    "past_pkey",
    "settings_key_key",
    "telephony_digests_pkey",
];

/// Counts the units that wait, while it lives.
struct Waiting<'i>(&'i AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What an error of the call means.
enum Verdict {
    /// A guard did not hold, or two units waited for each other: nothing was written.
    Stale,
    /// The month of a raw event is not there yet: nothing was written.
    NoMonth,
    /// The connection is gone: the unit may be written or not.
    InDoubt(sqlx::Error),
    /// The server takes no writes, so nothing was written: another one may have taken over.
    NoWrites(StoreError),
    /// Nothing was written, and the reason is told.
    Refused(CommitError),
}

impl Verdict {
    fn of(error: sqlx::Error) -> Self {
        let taken = |error: &sqlx::Error| {
            let constraint = error.as_database_error().and_then(sqlx::error::DatabaseError::constraint);
            constraint.is_some_and(|constraint| KEYS.contains(&constraint))
        };
        match sqlstate(&error).as_deref() {
            // deadlock_detected, serialization_failure
            Some("CR001" | "40P01" | "40001") => Self::Stale,
            Some("23505") if taken(&error) => Self::Stale,
            Some("CR004") => Self::NoMonth,
            Some("25006") => Self::NoWrites(store_error(OPERATION, error)),
            _ if is_lost(&error) => Self::InDoubt(error),
            _ => {
                let why = store_error(OPERATION, error);
                Self::Refused(match why.store_kind() {
                    StoreErrorKind::Corrupt => CommitError::Corrupt(why),
                    _ => CommitError::Unavailable(why),
                })
            }
        }
    }
}

/// Whether a row belongs to a month that is no part of its table yet.
pub(crate) fn is_without_month(error: &sqlx::Error) -> bool {
    sqlstate(error).as_deref() == Some("23514")
        && error.as_database_error().is_some_and(|error| error.constraint().is_none())
}

/// What became of a unit whose answer was lost.
enum Fate {
    Written,
    Never,
    Unknown,
}

impl Inner {
    /// Writes a unit in a task of its own: dropping the caller stops nothing.
    pub(crate) async fn write(self: &Arc<Self>, effects: Effects) -> Result<(), CommitError> {
        if self.primary.is_closed() {
            return Err(CommitError::Unavailable(StoreError::new(StoreErrorKind::Closed, OPERATION)));
        }
        let before = self.queued.fetch_add(1, Ordering::SeqCst);
        if before >= self.options.queue_limit {
            self.queued.fetch_sub(1, Ordering::SeqCst);
            return Err(CommitError::Busy(StoreError::new(StoreErrorKind::Busy, OPERATION)));
        }
        let inner = Arc::clone(self);
        let written = self.primary.apart(OPERATION, async move {
            let _waiting = Waiting(&inner.queued);
            Ok(inner.write_here(&effects).await)
        });
        match written.await {
            Ok(written) => written,
            Err(_ended) => Err(in_doubt(None)),
        }
    }

    async fn write_here(&self, effects: &Effects) -> Result<(), CommitError> {
        let recount = effects.writes.iter().find_map(|write| match write {
            Write::Recount(zone) => Some(*zone),
            _ => None,
        });
        let deadline = tokio::time::Instant::now() + self.options.doubt_patience;
        let mut attempts = 0..MOST_ATTEMPTS;
        while let Some(attempt) = attempts.next() {
            let unit = UnitId::random().map_err(|error| {
                CommitError::Unavailable(
                    StoreError::new(StoreErrorKind::Unavailable, OPERATION).context(error.to_string()),
                )
            })?;
            let mut lease = self.primary.take(OPERATION).await.map_err(CommitError::Unavailable)?;
            let call = apply::call(unit, effects);
            let answer = match recount {
                None => lease.fetch(&call).await.map(drop),
                Some(zone) => recounted(&mut lease, &call, zone).await,
            };
            let Err(error) = answer else {
                self.written(effects);
                return Ok(());
            };
            drop(lease);
            match Verdict::of(error) {
                Verdict::Stale => return Err(CommitError::Stale),
                Verdict::Refused(why) => return Err(why),
                Verdict::NoWrites(why) if tokio::time::Instant::now() >= deadline => {
                    return Err(CommitError::Unavailable(why));
                }
                Verdict::NoWrites(_) => {
                    attempts = attempt..MOST_ATTEMPTS;
                    self.primary.forget_idle();
                    tokio::time::sleep(LOOKED_UP_AGAIN).await;
                }
                Verdict::NoMonth => self.add_months(effects).await.map_err(CommitError::Unavailable)?,
                Verdict::InDoubt(error) => match self.settle(unit).await {
                    Fate::Written => {
                        self.written(effects);
                        return Ok(());
                    }
                    Fate::Never => tracing::debug!(%error, "a unit was not written by a connection that is gone"),
                    Fate::Unknown => return Err(in_doubt(Some(error))),
                },
            }
        }
        let error = StoreError::new(StoreErrorKind::Unavailable, OPERATION);
        Err(CommitError::Unavailable(error.context("the connections to the server are lost again and again")))
    }

    /// Finds out what became of a unit, by writing its id: either it is there already, or from now on the unit can never be
    /// written, however late it may still arrive. What is there already is written too: where commits wait for a standby, so
    /// does this one, and with it the unit, which a primary that has crashed may hold and the standby not.
    async fn settle(&self, unit: UnitId) -> Fate {
        const SQL: &str = "INSERT INTO units AS u (id, at, written) VALUES ($1::text::uuid, now(), false) \
            ON CONFLICT (id) DO UPDATE SET at = excluded.at RETURNING u.written";
        let claim = Statement::new(SQL).with(unit.text());
        let deadline = tokio::time::Instant::now() + self.options.doubt_patience;
        while tokio::time::Instant::now() < deadline && !self.primary.is_closed() {
            match self.claim(&claim).await {
                Ok(true) => return Fate::Written,
                Ok(false) => return Fate::Never,
                Err(error) => tracing::debug!(%error, "a unit in doubt cannot be looked up yet"),
            }
            tokio::time::sleep(LOOKED_UP_AGAIN).await;
        }
        Fate::Unknown
    }

    /// Whether a unit was written.
    async fn claim(&self, claim: &Statement) -> Result<bool, StoreError> {
        let mut lease = self.primary.take(OPERATION).await?;
        let answer = lease.fetch(claim).await;
        let is_written = answer.and_then(|rows| rows.first().ok_or(sqlx::Error::RowNotFound)?.try_get(0));
        is_written.map_err(|error| store_error(OPERATION, error))
    }

    fn written(&self, effects: &Effects) {
        if effects.has_events() {
            self.keeper.tell_events();
        }
        if effects.writes.iter().any(|write| matches!(write, Write::Count(_))) {
            self.keeper.tell_counts();
        }
    }

    async fn add_months(&self, effects: &Effects) -> Result<(), StoreError> {
        let mut lease = self.primary.take(OPERATION).await?;
        for write in &effects.writes {
            if let Write::RawEvent(event) = write {
                let add =
                    Statement::new("SELECT crm_add_month_v1('telephony_events', $1)").with(event.received_at.micros());
                lease.fetch(&add).await.map_err(|error| store_error(OPERATION, error))?;
            }
        }
        Ok(())
    }

    /// Puts what was committed in order.
    ///
    /// # Errors
    /// Storage errors.
    pub(crate) async fn stamp(&self, operation: &'static str) -> Result<(), StoreError> {
        let stamp = Statement::new("SELECT crm_stamp_v1()");
        let failed = |error| store_error(operation, error);
        loop {
            let mut lease = self.primary.take(operation).await?;
            match lease.fetch(&stamp).await {
                Ok(_) => return Ok(()),
                Err(error) if is_without_month(&error) => {
                    for whole in ["events", "audit"] {
                        let mut days = Statement::default();
                        days.push("SELECT crm_add_month_v1('")
                            .push(whole)
                            .push("', day) FROM (SELECT min(at) AS day FROM ");
                        days.push(whole).push("_waiting GROUP BY at / 86400000000) days");
                        lease.fetch(&days).await.map_err(failed)?;
                    }
                }
                Err(error) if lease.is_reused && is_lost(&error) => self.primary.forget_idle(),
                Err(error) => return Err(failed(error)),
            }
        }
    }
}

// Every counter anew, in one transaction with the rest of the unit.
async fn recounted(lease: &mut Lease, call: &Statement, zone: Zone) -> Result<(), sqlx::Error> {
    lease.begin("BEGIN").await?;
    lease.fetch(call).await?;
    counters::recount(lease, zone).await?;
    lease.commit().await
}

fn in_doubt(error: Option<sqlx::Error>) -> CommitError {
    let unknown = StoreError::new(StoreErrorKind::OutcomeUnknown, OPERATION);
    CommitError::InDoubt(match error {
        Some(error) => unknown.source(error),
        None => unknown.context("the runtime of the store has ended"),
    })
}

/// The one number of a row.
pub(crate) fn number(rows: &[sqlx::postgres::PgRow]) -> Result<i64, sqlx::Error> {
    rows.first().ok_or(sqlx::Error::RowNotFound)?.try_get(0)
}
