//! The live feed.

use std::convert::Infallible;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Response};
use crm_core::auth::TICKET_LIFETIME;
use crm_core::kernel::Secret;
use futures_util::StreamExt as _;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::live::Listener;
use crate::session;
use crate::wire::{Data, Problem, Query};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(follow)).routes(routes!(ticket))
}

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// Proxies that hold answers back would hold back a stream for ever.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
const NOT_STORED: (HeaderName, HeaderValue) = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));

/// How a stream is opened.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct EventsQuery {
    /// A ticket, instead of `Authorization`: see `POST /events/ticket`.
    #[param(max_length = 4096)]
    ticket: Option<String>,
    /// The id of the last event that was seen, where the header `Last-Event-ID` cannot be sent.
    #[param(max_length = 128)]
    last_event_id: Option<String>,
}

/// What happens, as it happens: `text/event-stream`, only of what the user may see.
///
/// Each event has an `id`, its kind as `event`, and as `data` a JSON object `{position, kind, entity, id, at, …}`. A stream
/// that is opened with the last id goes on after it without a gap; without one it begins now. The event `reset` says that
/// the feed does not reach back so far: read everything again, then go on. A stream ends when the user may not watch any
/// more, when its access token runs out, or when its events are not taken in time: open it again with the last id.
#[utoipa::path(get, path = "/events", tag = "events", params(EventsQuery,
    ("last-event-id" = Option<String>, Header, max_length = 128, description = "The id of the last event that was seen")),
    responses((status = 200, description = "The stream", body = String, content_type = "text/event-stream")))]
async fn follow(app: App, Query(query): Query<EventsQuery>, headers: HeaderMap) -> Result<Response, Problem> {
    let listener = match &query.ticket {
        Some(ticket) => listener(&app, app.crm.auth().redeem(ticket).await?).await?,
        None => bearer(&app, &headers).await?,
    };
    // A browser that connects again sends the header, while its address is still the first one's.
    let header = headers.get(LAST_EVENT_ID).map(|value| value.to_str().unwrap_or_default());
    let frames = app.live.watch(listener, header.or(query.last_event_id.as_deref())).await?;
    Ok(([NOT_STORED, UNBUFFERED], Sse::new(frames.map(Ok::<_, Infallible>))).into_response())
}

async fn bearer(app: &App, headers: &HeaderMap) -> Result<Listener, Problem> {
    listener(app, session::required_bearer(headers)?.into()).await
}

async fn listener(app: &App, token: Secret) -> Result<Listener, Problem> {
    Ok(Listener { actor: session::actor(app, token.expose()).await?, token })
}

/// A ticket for one stream.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EventsTicket)]
pub(crate) struct TicketBody {
    /// For `GET /events?ticket=`.
    ticket: String,
    /// For how many seconds it may be used.
    expires_in: u64,
}

/// A ticket that opens one event stream within 30 seconds, on whichever server of the office, where no header can be sent, as with a browser's `EventSource`.
#[utoipa::path(post, path = "/events/ticket", tag = "events",
    responses((status = 200, description = "The ticket", body = Data<TicketBody>)))]
async fn ticket(app: App, headers: HeaderMap) -> Result<Response, Problem> {
    let Listener { token, .. } = bearer(&app, &headers).await?;
    let ticket = app.crm.auth().ticket(token.expose())?.expose().to_owned();
    let body = Data::new(TicketBody { ticket, expires_in: TICKET_LIFETIME.as_secs() });
    Ok(([NOT_STORED], body).into_response())
}
