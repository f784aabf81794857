//! Sessions and login throttles.

use async_trait::async_trait;
use crm_core::auth::{RevokeReason, Revoked, Session, SessionRepo, Throttle, ThrottleKey, TokenId};
use crm_core::kernel::{OperatorId, SessionId, Timestamp};
use crm_core::store::{Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::statement::Statement;
use crate::tx::PostgresTx;

macro_rules! session_columns {
    () => {
        "id, version, operator_id, refresh_id, refresh_issued_at, previous_refresh_id, rotated_at, created_at, \
         expires_at, last_seen_at, revoked_at, revoked_reason, address, agent"
    };
}

fn read_session(row: &PgRow) -> Result<Session> {
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

pub(crate) fn read_throttle(row: &PgRow) -> Result<Throttle> {
    Ok(Throttle {
        key: ThrottleKey::from_stored(column::text(row, 0)?),
        version: column::version(row, 1)?,
        failures: column::number(row, 2)?,
        first_at: column::time(row, 3)?,
        last_at: column::time(row, 4)?,
        blocked_until: column::optional_time(row, 5)?,
    })
}

#[async_trait]
impl SessionRepo for PostgresTx {
    async fn get(&mut self, id: SessionId) -> Result<Option<Loaded<Session>>, StoreError> {
        const SQL: &str = concat!("SELECT ", session_columns!(), " FROM sessions WHERE id = $1");
        self.fetch_optional("sessions.get", Statement::new(SQL).with(id.get()), read_session)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn of_operator(&mut self, id: OperatorId) -> Result<Vec<Session>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            session_columns!(),
            " FROM sessions WHERE operator_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1000"
        );
        self.fetch_all("sessions.of_operator", Statement::new(SQL).with(id.get()), read_session).await
    }

    async fn throttle(&mut self, key: &ThrottleKey) -> Result<Option<Loaded<Throttle>>, StoreError> {
        const SQL: &str =
            "SELECT key, version, failures, first_at, last_at, blocked_until FROM login_throttles WHERE key = $1";
        let key = key.clone();
        self.fetch_optional("sessions.throttle", Statement::new(SQL).with(key.as_str()), read_throttle)
            .await
            .map(|found| found.map(Loaded::new))
    }
}

pub(crate) fn session_row(session: &Session) -> Value {
    json!({
        "id": session.id.get(),
        "version": session.version.get(),
        "operator_id": session.operator.get(),
        "refresh_id": session.refresh_id.as_str(),
        "refresh_issued_at": session.refresh_issued_at.micros(),
        "previous_refresh_id": session.previous_refresh_id.as_ref().map(TokenId::as_str),
        "rotated_at": session.rotated_at.map(Timestamp::micros),
        "created_at": session.created_at.micros(),
        "expires_at": session.expires_at.micros(),
        "last_seen_at": session.last_seen_at.micros(),
        "revoked_at": session.revoked.as_ref().map(|revoked| revoked.at.micros()),
        "revoked_reason": session.revoked.as_ref().map(|revoked| revoked.reason.code()),
        "address": session.address.as_ref().map(AsRef::<str>::as_ref),
        "agent": session.agent.as_ref().map(AsRef::<str>::as_ref),
    })
}

pub(crate) fn throttle_row(throttle: &Throttle) -> Value {
    json!({
        "key": throttle.key.as_str(),
        "version": throttle.version.get(),
        "failures": throttle.failures,
        "first_at": throttle.first_at.micros(),
        "last_at": throttle.last_at.micros(),
        "blocked_until": throttle.blocked_until.map(Timestamp::micros),
    })
}
