//! Who asks: the bearer of an access token.

use std::convert::Infallible;
use std::net::IpAddr;
use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use crm_core::access::{AccessError, Actor};
use crm_core::auth::SEEN_EVERY;
use crm_core::kernel::{OperatorId, SessionId, Text, Timestamp};
use moka::future::Cache;

use crate::app::App;
use crate::defence::ClientAddress;
use crate::observe::{RefusedBy, name_user};
use crate::wire::Problem;

/// The signed-in user, by `Authorization: Bearer` and an access token.
#[derive(Debug, Clone)]
pub(crate) struct Signed(Actor);

impl Signed {
    /// The user's id.
    ///
    /// # Errors
    /// `access.forbidden` for the program itself, which no token stands for.
    pub(crate) fn user(&self) -> Result<OperatorId, Problem> {
        Ok(self.0.id().ok_or(AccessError::Forbidden).map_err(crm_core::Error::from)?)
    }
}

impl Deref for Signed {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

/// The token of `Authorization: Bearer`.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The same where there has to be one.
///
/// # Errors
/// 401 `auth.token_missing`.
pub(crate) fn required_bearer(headers: &HeaderMap) -> Result<&str, Problem> {
    bearer(headers).ok_or_else(|| {
        Problem::new(StatusCode::UNAUTHORIZED, "auth.token_missing", "sign in first: POST /api/auth/login")
    })
}

/// Who bears the access token. The request counts in the user's rate, and the session is noted to be in use.
///
/// # Errors
/// 401 for a token that is not good, 429 for a user who asks too often; storage errors.
pub(crate) async fn actor(app: &App, token: &str) -> Result<Actor, Problem> {
    let actor = app.crm.auth().authenticate(token).await?;
    if let Some(user) = actor.id() {
        name_user(user);
        app.defence.rates.user(user).inspect_err(|_| app.metrics.refused(RefusedBy::UserRate))?;
    }
    app.signs.note(app, &actor).await?;
    Ok(actor)
}

impl FromRequestParts<App> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        actor(app, required_bearer(&parts.headers)?).await.map(Self)
    }
}

/// When sessions were last told to be in use: the core wants to know every minute, not at every request. What is stored
/// may so be two minutes old, which is far less than the silence after which a user counts as gone.
#[derive(Debug)]
pub(crate) struct Signs(Cache<SessionId, Timestamp>);

impl Default for Signs {
    fn default() -> Self {
        // Forgetting one costs a read at its next request. More sessions than an office has are not remembered.
        Self(Cache::builder().max_capacity(10_000).time_to_idle(2 * SEEN_EVERY).build())
    }
}

impl Signs {
    /// Notes a sign of life, unless it was noted within [`SEEN_EVERY`], by the office's clock.
    pub(crate) async fn note(&self, app: &App, actor: &Actor) -> Result<(), crm_core::Error> {
        let Some(session) = actor.session() else { return Ok(()) };
        let now = app.crm.now();
        if self.0.get(&session).await.is_some_and(|noted| now.since(noted) < SEEN_EVERY) {
            return Ok(());
        }
        app.crm.auth().seen(actor).await?;
        self.0.insert(session, now).await;
        Ok(())
    }
}

/// Where a wish to sign in comes from: what guesses are counted by, and what the list of sessions shows.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    /// The client's network address; `None` when the router is served without addresses.
    pub(crate) address: Option<IpAddr>,
    /// The browser or program, as it names itself.
    pub(crate) agent: Option<Text<256>>,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let ClientAddress(address) = ClientAddress::from_request_parts(parts, state).await?;
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).and_then(|agent| {
            let start: String = agent.chars().take(Text::<256>::MAX).collect();
            Text::new(&start).ok()
        });
        Ok(Self { address, agent })
    }
}
