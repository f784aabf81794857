//! Sessions and login throttles.

use async_trait::async_trait;
use crm_core::auth::{RevokeReason, Revoked, Session, SessionRepo, Throttle, ThrottleKey, TokenId};
use crm_core::kernel::{OperatorId, SessionId, Timestamp};
use crm_core::store::{Loaded, StoreError};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::column;
use crate::tx::SqliteTx;

macro_rules! session_columns {
    () => {
        "id, version, operator_id, refresh_id, refresh_issued_at, previous_refresh_id, rotated_at, created_at, \
         expires_at, last_seen_at, revoked_at, revoked_reason, address, agent"
    };
}

fn read_session(row: &Row<'_>) -> Result<Session> {
    let revoked = match (column::optional_time(row, 10)?, column::optional_text(row, 11)?) {
        (Some(at), Some(reason)) => Some(Revoked { at, reason: RevokeReason::from_stored(reason) }),
        _ => None,
    };
    Ok(Session {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        operator: column::id(row, 2)?,
        refresh_id: TokenId::from_stored(column::text(row, 3)?),
        refresh_issued_at: column::time(row, 4)?,
        previous_refresh_id: column::optional_text(row, 5)?.map(TokenId::from_stored),
        rotated_at: column::optional_time(row, 6)?,
        created_at: column::time(row, 7)?,
        expires_at: column::time(row, 8)?,
        last_seen_at: column::time(row, 9)?,
        revoked,
        address: column::optional_bounded(row, 12)?,
        agent: column::optional_bounded(row, 13)?,
    })
}

pub(crate) fn read_throttle(row: &Row<'_>) -> Result<Throttle> {
    Ok(Throttle {
        key: ThrottleKey::from_stored(column::text(row, 0)?),
        version: column::version(row, 1)?,
        failures: row.get(2)?,
        first_at: column::time(row, 3)?,
        last_at: column::time(row, 4)?,
        blocked_until: column::optional_time(row, 5)?,
    })
}

#[async_trait]
impl SessionRepo for SqliteTx {
    async fn get(&mut self, id: SessionId) -> Result<Option<Loaded<Session>>, StoreError> {
        const SQL: &str = concat!("SELECT ", session_columns!(), " FROM sessions WHERE id = ?1");
        self.read("sessions.get", move |c| c.prepare_cached(SQL)?.query_row([id.get()], read_session).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn of_operator(&mut self, id: OperatorId) -> Result<Vec<Session>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            session_columns!(),
            " FROM sessions WHERE operator_id = ?1 ORDER BY created_at DESC, id DESC LIMIT 1000"
        );
        self.read("sessions.of_operator", move |c| {
            c.prepare_cached(SQL)?.query_map([id.get()], read_session)?.collect()
        })
        .await
    }

    async fn throttle(&mut self, key: &ThrottleKey) -> Result<Option<Loaded<Throttle>>, StoreError> {
        const SQL: &str =
            "SELECT key, version, failures, first_at, last_at, blocked_until FROM login_throttles WHERE key = ?1";
        let key = key.clone();
        self.read("sessions.throttle", move |c| {
            c.prepare_cached(SQL)?.query_row([key.as_str()], read_throttle).optional()
        })
        .await
        .map(|found| found.map(Loaded::new))
    }
}

pub(crate) fn insert_session(connection: &Connection, session: &Session) -> Result<usize> {
    const SQL: &str = concat!(
        "INSERT INTO sessions (",
        session_columns!(),
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
    );
    put_session(connection, SQL, session)
}

pub(crate) fn update_session(connection: &Connection, session: &Session) -> Result<usize> {
    const SQL: &str = "UPDATE sessions SET version = ?2, operator_id = ?3, refresh_id = ?4, refresh_issued_at = ?5, \
        previous_refresh_id = ?6, rotated_at = ?7, created_at = ?8, expires_at = ?9, last_seen_at = ?10, \
        revoked_at = ?11, revoked_reason = ?12, address = ?13, agent = ?14 WHERE id = ?1";
    put_session(connection, SQL, session)
}

fn put_session(connection: &Connection, sql: &str, session: &Session) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        session.id.get(),
        session.version.get(),
        session.operator.get(),
        session.refresh_id.as_str(),
        session.refresh_issued_at.micros(),
        session.previous_refresh_id.as_ref().map(TokenId::as_str),
        session.rotated_at.map(Timestamp::micros),
        session.created_at.micros(),
        session.expires_at.micros(),
        session.last_seen_at.micros(),
        session.revoked.as_ref().map(|revoked| revoked.at.micros()),
        session.revoked.as_ref().map(|revoked| revoked.reason.code()),
        session.address.as_ref().map(AsRef::<str>::as_ref),
        session.agent.as_ref().map(AsRef::<str>::as_ref),
    ])
}

// The version rises, so that a rotation decided on the live session is stale.
pub(crate) fn revoke(
    connection: &Connection,
    operator: OperatorId,
    except: Option<SessionId>,
    at: Timestamp,
    reason: &RevokeReason,
) -> Result<usize> {
    const SQL: &str = "UPDATE sessions SET version = version + 1, revoked_at = ?3, revoked_reason = ?4 \
        WHERE operator_id = ?1 AND revoked_at IS NULL AND id IS NOT ?2";
    connection.prepare_cached(SQL)?.execute((operator.get(), except.map(i64::from), at.micros(), reason.code()))
}

pub(crate) fn insert_throttle(connection: &Connection, throttle: &Throttle) -> Result<usize> {
    const SQL: &str = "INSERT INTO login_throttles (key, version, failures, first_at, last_at, blocked_until) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    put_throttle(connection, SQL, throttle)
}

pub(crate) fn update_throttle(connection: &Connection, throttle: &Throttle) -> Result<usize> {
    const SQL: &str = "UPDATE login_throttles SET version = ?2, failures = ?3, first_at = ?4, last_at = ?5, \
        blocked_until = ?6 WHERE key = ?1";
    put_throttle(connection, SQL, throttle)
}

fn put_throttle(connection: &Connection, sql: &str, throttle: &Throttle) -> Result<usize> {
    connection.prepare_cached(sql)?.execute((
        throttle.key.as_str(),
        throttle.version.get(),
        throttle.failures,
        throttle.first_at.micros(),
        throttle.last_at.micros(),
        throttle.blocked_until.map(Timestamp::micros),
    ))
}
