//! Where one is signed in.

use axum::http::StatusCode;
use crm_core::auth::{AuthError, Session};
use crm_core::kernel::{OperatorId, Refusal as _, SessionId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::EndedBody;
use crate::app::App;
use crate::session::Signed;
use crate::wire::{Data, Findings, Id, ListOf, Problem, Query, present};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(end))
}

/// Whose sessions are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SessionsQuery {
    /// Another user's, for admins; one's own unless said.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    operator_id: Option<i64>,
}

/// A sign-in. Tokens are not shown.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Session)]
pub(crate) struct SessionBody {
    id: i64,
    /// Whether it is the one that asks.
    current: bool,
    /// Whether it still holds.
    active: bool,
    /// Where the sign-in came from.
    address: Option<String>,
    /// The browser or program, as it named itself.
    agent: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// The latest sign of life, to the minute.
    #[schema(value_type = String, format = DateTime)]
    last_seen_at: Timestamp,
    /// When it ends unless it is used.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    /// When it was ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    revoked_at: Option<Timestamp>,
    /// Why it was ended.
    revoke_reason: Option<String>,
}

impl SessionBody {
    fn new(session: Session, asking: Option<SessionId>, now: Timestamp) -> Self {
        let active = session.check_alive(now).is_ok();
        let (revoked_at, revoke_reason) =
            session.revoked.map(|revoked| (revoked.at, revoked.reason.to_string())).unzip();
        Self {
            id: session.id.get(),
            current: asking == Some(session.id),
            active,
            address: session.address.map(|address| address.to_string()),
            agent: session.agent.map(|agent| agent.to_string()),
            created_at: session.created_at,
            last_seen_at: session.last_seen_at,
            expires_at: session.expires_at,
            revoked_at,
            revoke_reason,
        }
    }
}

/// Sessions, latest first, those that have ended lately included.
#[utoipa::path(get, path = "/auth/sessions", tag = "auth", params(SessionsQuery),
    responses((status = 200, description = "Every session", body = ListOf<SessionBody>)))]
async fn list(app: App, actor: Signed, Query(query): Query<SessionsQuery>) -> Result<ListOf<SessionBody>, Problem> {
    let mut findings = Findings::default();
    let of = findings.maybe("operatorId", query.operator_id, OperatorId::new);
    findings.check()?;
    let of = of.map_or_else(|| actor.user(), Ok)?;
    let now = app.crm.now();
    let sessions = app.crm.auth().sessions(&actor, of).await?;
    Ok(ListOf::whole(sessions.into_iter().map(|session| SessionBody::new(session, actor.session(), now))))
}

/// Ends a session: one's own, or for admins anybody's. Ending one that has ended changes nothing.
#[utoipa::path(delete, path = "/auth/sessions/{id}", tag = "auth", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The session has ended", body = Data<EndedBody>)))]
async fn end(app: App, actor: Signed, Id(id): Id<SessionId>) -> Result<Data<EndedBody>, Problem> {
    app.crm.auth().revoke_session(&actor, id).await.map_err(|error| match error.refusal() {
        // It is not the asking session that is unknown: a client must not take this for being signed out.
        Some(unknown @ AuthError::SessionUnknown) => {
            Problem::new(StatusCode::NOT_FOUND, unknown.code(), "there is no such session")
        }
        _ => error.into(),
    })?;
    Ok(Data::new(EndedBody { id: id.get() }))
}
