//! How many requests are served at once.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::StatusCode;
use axum::response::Response;
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::BASE;
use crate::options::Concurrency;
use crate::wire::Problem;

/// When who was turned away should come again.
const COME_AGAIN: Duration = Duration::from_secs(1);

/// What a request takes part in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A user's request.
    Request,
    /// An event stream.
    Stream,
    /// A provider's webhook.
    Webhook,
    /// Health and metrics: answered whatever happens.
    Watch,
}

impl Class {
    /// The class, by the path.
    pub(crate) fn of(path: &str) -> Self {
        let Some(path) = path.strip_prefix(BASE) else { return Self::Request };
        if path == "/events" {
            Self::Stream
        } else if path.starts_with("/webhooks/") {
            Self::Webhook
        } else if path.starts_with("/health/") || path == "/metrics" {
            Self::Watch
        } else {
            Self::Request
        }
    }
}

/// The places for requests.
#[derive(Debug)]
pub(crate) struct Load {
    limits: Concurrency,
    requests: Arc<Semaphore>,
    streams: Arc<Semaphore>,
    webhooks: Arc<Semaphore>,
}

/// A place that is taken; `None` for what needs none.
pub(super) type Place = Option<OwnedSemaphorePermit>;

impl Load {
    pub(crate) fn new(limits: Concurrency) -> Self {
        let places = |count: usize| Arc::new(Semaphore::new(count.min(Semaphore::MAX_PERMITS)));
        Self {
            limits,
            requests: places(limits.requests),
            streams: places(limits.streams),
            webhooks: places(limits.webhooks),
        }
    }

    /// Takes a place, or refuses at once: who waits in a queue that only grows is served too late anyway.
    pub(super) fn enter(&self, class: Class) -> Result<Place, Problem> {
        let places = match class {
            Class::Request => &self.requests,
            Class::Stream => &self.streams,
            Class::Webhook => &self.webhooks,
            Class::Watch => return Ok(None),
        };
        Arc::clone(places).try_acquire_owned().map(Some).map_err(|_| overloaded())
    }

    /// How many places are taken: of requests, of streams, of webhooks.
    pub(crate) fn taken(&self) -> [(&'static str, usize); 3] {
        let taken = |limit: usize, places: &Semaphore| limit.saturating_sub(places.available_permits());
        [
            ("requests", taken(self.limits.requests, &self.requests)),
            ("streams", taken(self.limits.streams, &self.streams)),
            ("webhooks", taken(self.limits.webhooks, &self.webhooks)),
        ]
    }
}

/// 503: no place is left.
pub(super) fn overloaded() -> Problem {
    let detail = "more is asked at once than can be served";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "server.overloaded", detail).retry_after(COME_AGAIN).one_of_many()
}

/// Keeps the place for as long as the answer is being made: a stream until it ends, a finished body no longer.
pub(super) fn keep(place: Place, response: Response) -> Response {
    match place {
        Some(place) if response.body().size_hint().exact().is_none() => response.map(|body| {
            Body::new(body.map_frame(move |frame| {
                let _kept = &place;
                frame
            }))
        }),
        _ => response,
    }
}

#[cfg(test)]
mod tests {
    use super::Class;

    #[test]
    fn a_request_s_class_is_told_by_its_path() {
        let of = |paths: &[&str]| paths.iter().map(|path| Class::of(path)).collect::<Vec<_>>();
        assert_eq!(of(&["/api/events", "/api/events/ticket"]), [Class::Stream, Class::Request]);
        assert_eq!(of(&["/api/webhooks/mango/events/call"]), [Class::Webhook]);
        assert_eq!(of(&["/api/health/live", "/api/health/ready", "/api/metrics"]), [Class::Watch; 3]);
        assert_eq!(of(&["/api/calls", "/api/webhooksish", "/events", "/"]), [Class::Request; 4]);
    }
}
