//! How a browser keeps its refresh token: in a cookie that scripts cannot read and that only this site's own pages use.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use crm_core::kernel::Secret;

use super::RefreshBody;
use crate::app::App;
use crate::wire::{self, MaybeJson, Problem};

/// The cookie's name.
const COOKIE: &str = "crm_refresh";

/// What a request tells of the browser that sent it.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    token: Option<Secret>,
    /// Browsers take `Secure` cookies by HTTPS only, save some on their own machine.
    secure: bool,
    is_own_page: bool,
}

impl Browser {
    fn of(parts: &Parts, app: &App) -> Self {
        let text = |name| parts.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        // HTTP/2 has the host in the request line.
        let host = text(header::HOST).and_then(|host| host.parse().ok()).or_else(|| parts.uri.authority().cloned());
        let given = text(header::ORIGIN);
        let origin: Option<Uri> = given.and_then(|origin| origin.parse().ok());
        let is_local = host.as_ref().is_some_and(|host| is_loopback(host.host()))
            && given.is_none_or(|_| origin.as_ref().and_then(Uri::host).is_some_and(is_loopback));
        let is_same = host.zip(origin.as_ref()).is_some_and(|(host, origin)| is_of(origin, &host));
        Self {
            token: cookie(parts),
            secure: !is_local,
            is_own_page: is_same || given.is_some_and(|origin| is_known(app, origin)),
        }
    }

    /// The header that gives the browser a token to keep. It lasts as long as the browser runs, so that a shared desk is
    /// left signed out; the session's own times hold beside it.
    pub(super) fn keep(&self, token: &str) -> HeaderValue {
        self.cookie(token, "")
    }

    /// The header that takes the token back, if the browser has one.
    pub(super) fn forget(&self) -> Option<HeaderValue> {
        self.token.is_some().then(|| self.cookie("", "; Max-Age=0"))
    }

    fn cookie(&self, value: &str, age: &str) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let text = format!("{COOKIE}={value}; Path={}/auth; HttpOnly; SameSite=Strict{secure}{age}", crate::BASE);
        // A token has letters, digits, dots, dashes and underscores only.
        HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

fn cookie(parts: &Parts) -> Option<Secret> {
    let lines = parts.headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, value)| *name == COOKIE && !value.is_empty()).map(|(_, value)| Secret::new(value))
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost") || bare.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Whether a page of this origin lies on the host that was asked.
fn is_of(origin: &Uri, host: &Authority) -> bool {
    let Some(page) = origin.authority() else { return false };
    let usual = if origin.scheme_str() == Some("https") { 443 } else { 80 };
    let port = |of: &Authority| of.port_u16().unwrap_or(usual);
    page.host().eq_ignore_ascii_case(host.host()) && port(page) == port(host)
}

/// Whether the office lets pages of this other origin call the API.
fn is_known(app: &App, origin: &str) -> bool {
    app.options.cors_origins.iter().any(|known| known.header() == origin)
}

impl FromRequestParts<App> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, app))
    }
}

/// Where the client keeps its refresh token, by the header `X-Session`.
#[derive(Debug, Clone)]
pub(crate) enum Keeping {
    /// Where it likes: it comes in the body.
    Body,
    /// In the cookie.
    Cookie(Browser),
}

impl Keeping {
    const HEADER: &'static str = "x-session";
}

impl FromRequestParts<App> for Keeping {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        match parts.headers.get(Self::HEADER).map(HeaderValue::as_bytes) {
            None => Ok(Self::Body),
            Some(b"cookie") => Ok(Self::Cookie(Browser::of(parts, app))),
            Some(_) => Err(Problem::new(
                StatusCode::BAD_REQUEST,
                "request.bad_session_header",
                "X-Session is `cookie`, or it is left out",
            )),
        }
    }
}

impl utoipa::IntoParams for Keeping {
    fn into_params(
        _: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
    ) -> Vec<utoipa::openapi::path::Parameter> {
        let about = "`cookie` for browsers: the refresh token is kept in a cookie and left out of bodies";
        vec![wire::header(Self::HEADER, about, "^cookie$")]
    }
}

/// The refresh token of a request, from the body or from the cookie.
#[derive(Debug)]
pub(crate) struct RefreshToken {
    pub(crate) token: Secret,
    pub(crate) keeping: Keeping,
}

impl FromRequest<App> for RefreshToken {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let keeping = Keeping::from_request_parts(&mut parts, app).await?;
        let token = match &keeping {
            Keeping::Body => {
                let request = Request::from_parts(parts, body);
                let MaybeJson(body) = MaybeJson::<Option<RefreshBody>>::from_request(request, app).await?;
                let body = body.ok_or_else(|| Problem::field("refreshToken", "field.missing", "is required"))?;
                body.refresh_token
            }
            // The cookie goes along with whatever the browser is made to send, so who made it send counts.
            Keeping::Cookie(browser) if !browser.is_own_page => {
                return Err(Problem::new(
                    StatusCode::FORBIDDEN,
                    "request.foreign_origin",
                    "only a page of this site may use the cookie: Origin names another one, or none",
                ));
            }
            Keeping::Cookie(browser) => browser.token.clone().ok_or_else(|| {
                Problem::new(StatusCode::UNAUTHORIZED, "auth.token_missing", "sign in first: POST /api/auth/login")
            })?,
        };
        Ok(Self { token, keeping })
    }
}
