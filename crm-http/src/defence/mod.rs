//! What stands around every handler.
//!
//! From the outside in, and why in this order:
//!
//! 1. **Name, span and measure** ([`observe`](crate::observe)): also of what is refused further in.
//! 2. **Headers** of security, and problems in place of bare refusals: on every answer.
//! 3. **CORS**: a page that may ask must be able to read a refusal too.
//! 4. **Compression.** BREACH guesses a secret that is compressed beside what the guesser sends along. Answers that hold a
//!    secret, those of `/auth` and the ticket of the feed, are not compressed; no other answer holds one. Event streams are
//!    not compressed either: they must not wait for a block to fill.
//! 5. **Panics** end their own request only.
//! 6. **Time**: a request that does not arrive, or is not served, ends.
//! 7. **The client's address**, then its **rate**. A user's own rate is looked at where the user becomes known, in
//!    [`Signed`](crate::session::Signed).
//! 8. **The body**, as far as its size is allowed, told or counted; and only then a **place** among those served at once.

mod address;
mod arrival;
mod cors;
mod headers;
mod load;
mod rates;
mod refusals;
mod request_id;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower::util::option_layer;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

pub(crate) use address::{ClientAddress, is_forwarded, peer};
pub(crate) use arrival::Arrivals;
pub(crate) use load::{Class, Load};
pub(crate) use rates::RateLimits;
use request_id::X_REQUEST_ID;

use crate::BASE;
use crate::app::App;
use crate::observe::{RefusedBy, Watched};

/// What the defences remember.
#[derive(Debug)]
pub(crate) struct Defence {
    pub(crate) load: Load,
    pub(crate) arrivals: Arrivals,
    pub(crate) rates: RateLimits,
}

/// Puts the defences around a router.
pub(crate) fn guard(router: Router, app: &App) -> Router {
    let options = &app.options;
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(app.clone(), outer))
        .layer(option_layer(cors::layer(&options.cors_origins)))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(CatchPanicLayer::custom(refusals::panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, options.request_timeout))
        .layer(from_fn_with_state(app.clone(), admit))
        // The limit of what is admitted is the only one.
        .layer(DefaultBodyLimit::disable());
    router.layer(layers)
}

async fn outer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = request_id::of(request.headers());
    let path = request.uri().path();
    let is_page = is_below(path, "/docs") || (app.options.screens && !is_below(path, ""));
    if holds_a_secret(path) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    let watched = Watched::begin(&app, &request, &id);
    let response = watched.during(next.run(request)).await;
    let mut response = refusals::dressed(response);
    headers::add(response.headers_mut(), is_page, app.options.hsts);
    response.headers_mut().insert(X_REQUEST_ID, id);
    response
}

async fn admit(State(app): State<App>, request: Request, next: Next) -> Response {
    let client = address::client(peer(request.extensions()), request.headers(), &app.options);
    let class = Class::of(request.uri().path());
    let rate = match class {
        Class::Watch => Ok(()),
        Class::Webhook => app.defence.rates.webhook(client),
        Class::Request | Class::Stream => app.defence.rates.address(client),
    };
    if let Err(problem) = rate {
        app.metrics.refused(RefusedBy::AddressRate);
        return problem.into_response();
    }
    let whole = app.defence.arrivals.whole(request, client, app.options.body_limit).await;
    match whole.and_then(|request| Ok((request, app.defence.load.enter(class)?))) {
        Ok((mut request, place)) => {
            request.extensions_mut().insert(client);
            load::keep(place, next.run(request).await)
        }
        Err(problem) => {
            if problem.status == StatusCode::SERVICE_UNAVAILABLE {
                app.metrics.refused(RefusedBy::Load);
            }
            problem.into_response()
        }
    }
}

/// Whether the answer may hold a token or a ticket.
fn holds_a_secret(path: &str) -> bool {
    is_below(path, "/auth") || is_below(path, "/events/ticket")
}

fn is_below(path: &str, room: &str) -> bool {
    let rest = path.strip_prefix(BASE).and_then(|path| path.strip_prefix(room));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests;
