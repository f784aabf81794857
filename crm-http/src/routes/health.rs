//! Whether it runs, and how.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use crm_core::kernel::Secret;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::defence::{is_forwarded, peer};
use crate::wire::{Data, Problem};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(live)).routes(routes!(ready)).routes(routes!(metrics))
}

/// That the process runs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Live {
    /// Always `live`.
    #[schema(default = "live")]
    status: &'static str,
}

/// Whether the process runs: it says so for as long as it does. For who restarts what hangs.
#[utoipa::path(get, path = "/health/live", tag = "health", security(()),
    responses((status = 200, description = "It runs", body = Data<Live>)))]
async fn live() -> Data<Live> {
    Data::new(Live { status: "live" })
}

/// That requests can be served.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Ready {
    /// Always `ready`.
    #[schema(default = "ready")]
    status: &'static str,
    /// The schema of the database.
    schema: u32,
}

/// Whether requests can be served: the database answers, or did less than a second ago, and the server is not about to stop. For
/// who distributes them.
#[utoipa::path(get, path = "/health/ready", tag = "health", security(()),
    responses((status = 200, description = "Requests can be served", body = Data<Ready>)))]
async fn ready(app: App) -> Result<Data<Ready>, Problem> {
    if app.options.shutdown.has_begun() {
        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "server.stopping", "the server is about to stop")
            .retry_after(std::time::Duration::from_secs(5)));
    }
    let health = app.readiness.ask().await?;
    Ok(Data::new(Ready { status: "ready", schema: health.schema }))
}

/// Counters, timings and gauges, in `OpenMetrics` text. Open to the machine itself, or, where a token is set, to its bearer.
#[utoipa::path(get, path = "/metrics", tag = "health", security(()),
    responses(
        (status = 200, description = "The metrics", body = String,
            content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8"),
        (status = 401, description = "A token is set, and this is not it", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "Not from this machine", body = Problem, content_type = "application/problem+json"),
    ))]
async fn metrics(app: App, request: Request) -> Result<Response, Problem> {
    match &app.options.metrics_token {
        Some(token) => check_token(token, request.headers())?,
        None => check_local(&request)?,
    }
    let shown = app.metrics.scrape(&app.crm, &app.defence.load).await;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], shown).into_response())
}

fn check_token(token: &Secret, headers: &HeaderMap) -> Result<(), Problem> {
    let given = crate::session::bearer(headers).map(Secret::from);
    if given.as_ref() == Some(token) {
        return Ok(());
    }
    Err(Problem::new(StatusCode::UNAUTHORIZED, "metrics.token", "the metrics want their own bearer token"))
}

/// A proxy on this machine would make every stranger local: what was forwarded is not.
fn check_local(request: &Request) -> Result<(), Problem> {
    let is_local = peer(request.extensions()).is_some_and(|peer| peer.is_loopback());
    if is_local && !is_forwarded(request.headers()) {
        return Ok(());
    }
    Err(Problem::new(StatusCode::FORBIDDEN, "metrics.not_local", "the metrics are shown on the machine itself only"))
}
