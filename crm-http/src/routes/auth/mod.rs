//! Signing in, one's own profile, password and sessions.

mod browser;
mod sessions;

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use crm_core::auth::{AuthError, SignInRequest, SignedIn};
use crm_core::kernel::{Refusal as _, Secret, SessionId};
use serde::{Deserialize, Serialize};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::operators::OperatorBody;
use crate::app::App;
use crate::session::{Caller, Signed};
use crate::wire::{Data, Json, Problem, secret};
use browser::{Browser, Keeping, RefreshToken};

pub(super) fn routes() -> OpenApiRouter<App> {
    let answers = OpenApiRouter::new()
        .routes(routes!(login))
        .routes(routes!(refresh))
        .routes(routes!(logout))
        .routes(routes!(profile))
        .routes(routes!(change_password))
        .merge(sessions::routes());
    // Nothing of this may lie in a cache: neither tokens nor who is signed in.
    answers.layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
}

/// A wish to sign in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SignIn)]
pub(crate) struct LoginBody {
    login: String,
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String, format = Password)]
    password: Secret,
}

/// Who is signed in, and the tokens that prove it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SignedIn)]
pub(crate) struct SignedInBody {
    /// Proves the session to every request: `Authorization: Bearer`.
    access_token: String,
    /// Exchanged, once, for the next pair. Left out when it goes into a cookie.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    refresh_token: Option<String>,
    /// For how many seconds the access token holds.
    expires_in: u64,
    user: OperatorBody,
}

/// The answer to a sign-in or a refresh: the refresh token is in the body or in the cookie, never in both.
async fn answer(app: &App, signed: SignedIn, keeping: &Keeping) -> Result<Response, Problem> {
    let names = app.directory.names().await?;
    let refresh_token = signed.refresh_token.expose();
    let (refresh_token, cookie) = match keeping {
        Keeping::Body => (Some(refresh_token.to_owned()), None),
        Keeping::Cookie(browser) => (None, Some(browser.keep(refresh_token))),
    };
    let body = SignedInBody {
        access_token: signed.access_token.expose().to_owned(),
        refresh_token,
        expires_in: signed.expires_in.as_secs(),
        user: OperatorBody::new(signed.operator, &names),
    };
    Ok((cookies(cookie), axum::Json(body)).into_response())
}

fn cookies(cookie: Option<HeaderValue>) -> Option<[(HeaderName, HeaderValue); 1]> {
    cookie.map(|cookie| [(header::SET_COOKIE, cookie)])
}

/// Signs in. A browser sends `X-Session: cookie`: then the refresh token comes as a cookie that scripts cannot read.
#[utoipa::path(post, path = "/auth/login", tag = "auth", security(()), params(Keeping), request_body = LoginBody,
    responses(
        (status = 200, description = "Signed in", body = SignedInBody),
        (status = 401, description = "The login or the password is wrong, or the account is deactivated",
            body = Problem, content_type = "application/problem+json")))]
async fn login(app: App, keeping: Keeping, caller: Caller, Json(body): Json<LoginBody>) -> Result<Response, Problem> {
    let Caller { address, agent } = caller;
    let request = SignInRequest { login: body.login, password: body.password, address, agent };
    let signed = app.crm.auth().login(&request).await?;
    answer(&app, signed, &keeping).await
}

/// A refresh token to exchange. With `X-Session: cookie` there is no body: the token is in the cookie.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = Refresh)]
pub(crate) struct RefreshBody {
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String)]
    refresh_token: Secret,
}

/// Exchanges a refresh token, once, for the next pair. A token that comes back after it was exchanged ends the session.
#[utoipa::path(post, path = "/auth/refresh", tag = "auth", security(()), params(Keeping),
    request_body = Option<RefreshBody>,
    responses(
        (status = 200, description = "The next pair", body = SignedInBody),
        (status = 401, description = "The token does not hold, or its session has ended", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "The cookie was sent by a page of another site", body = Problem,
            content_type = "application/problem+json")))]
async fn refresh(app: App, RefreshToken { token, keeping }: RefreshToken) -> Result<Response, Problem> {
    let signed = app.crm.auth().refresh(token.expose()).await?;
    answer(&app, signed, &keeping).await
}

/// A session that has ended.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SessionEnded)]
pub(crate) struct EndedBody {
    /// The session's id.
    id: i64,
}

/// Signs out: ends this session, and takes a browser's cookie back.
#[utoipa::path(post, path = "/auth/logout", tag = "auth",
    responses((status = 200, description = "The session has ended", body = Data<EndedBody>)))]
async fn logout(app: App, actor: Signed, browser: Browser) -> Result<Response, Problem> {
    app.crm.auth().logout(&actor).await?;
    let id = actor.session().map_or(0, SessionId::get);
    Ok((cookies(browser.forget()), Data::new(EndedBody { id })).into_response())
}

/// Who is signed in.
#[utoipa::path(get, path = "/auth/profile", tag = "auth",
    responses((status = 200, description = "The signed-in user", body = Data<OperatorBody>)))]
async fn profile(app: App, actor: Signed) -> Result<Data<OperatorBody>, Problem> {
    let operator = app.crm.operators().get(&actor, actor.user()?).await?;
    super::operators::shown(&app, operator).await
}

/// One's own new password, with the present one as the proof.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = OwnPassword)]
pub(crate) struct PasswordBody {
    /// The present password.
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String, format = Password)]
    current_password: Secret,
    /// The new one: 8 to 128 characters, neither the login nor one of the common ones.
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 128)]
    password: Secret,
}

/// Changes one's own password and ends one's other sessions. A wrong present password is slowed down as a wrong sign-in is.
#[utoipa::path(put, path = "/auth/password", tag = "auth", request_body = PasswordBody,
    responses((status = 200, description = "The signed-in user", body = Data<OperatorBody>)))]
async fn change_password(
    app: App,
    actor: Signed,
    Json(body): Json<PasswordBody>,
) -> Result<Data<OperatorBody>, Problem> {
    let changed = app.crm.auth().change_password(&actor, &body.current_password, &body.password).await;
    changed.map_err(|error| match error.refusal() {
        // The session holds, a field does not: a client must not take this for being signed out.
        Some(wrong @ AuthError::WrongCredentials) => {
            Problem::field("currentPassword", wrong.code(), "is not the present password")
        }
        _ => error.into(),
    })?;
    let operator = app.crm.operators().get(&actor, actor.user()?).await?;
    super::operators::shown(&app, operator).await
}
