//! One request, from its head to the head of its answer.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use tracing::{Instrument, Level, Span, field};

use super::metrics::Endpoint;
use crate::app::App;
use crate::defence::Class;
use crate::wire::OneOfMany;

/// A request that is being served. Dropping it measures it, also when the client has gone and nobody waits any more.
#[derive(Debug)]
pub(crate) struct Watched {
    app: App,
    span: Span,
    endpoint: Endpoint,
    started: Instant,
    status: Option<StatusCode>,
    is_probe: bool,
    is_one_of_many: bool,
}

impl Watched {
    pub(crate) fn begin(app: &App, request: &Request, id: &HeaderValue) -> Self {
        let matched = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        let endpoint = Endpoint::new(method(request.method()), matched.unwrap_or("unmatched"));
        let span = tracing::info_span!(
            "request",
            id = id.to_str().unwrap_or_default(),
            method = endpoint.method,
            route = endpoint.route,
            user = field::Empty,
        );
        app.metrics.in_flight.inc();
        Self {
            app: app.clone(),
            span,
            endpoint,
            started: Instant::now(),
            status: None,
            is_probe: Class::of(request.uri().path()) == Class::Watch,
            is_one_of_many: false,
        }
    }

    /// Serves it.
    pub(crate) async fn during(mut self, served: impl Future<Output = Response>) -> Response {
        let response = served.instrument(self.span.clone()).await;
        self.status = Some(response.status());
        self.is_one_of_many = response.extensions().get::<OneOfMany>().is_some();
        response
    }
}

/// Names who signed in, in the log lines of the present request.
pub(crate) fn name_user(user: crm_core::kernel::OperatorId) {
    Span::current().record("user", user.get());
}

impl Drop for Watched {
    fn drop(&mut self) {
        let took = self.started.elapsed();
        self.app.metrics.in_flight.dec();
        self.app.metrics.served(&mut self.endpoint, self.status, took);
        let _in_its_span = self.span.enter();
        let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        macro_rules! line {
            ($level:expr, $message:literal) => {
                tracing::event!($level, status = self.status.map(|status| status.as_u16()), milliseconds, $message)
            };
        }
        match self.status {
            None => line!(Level::INFO, "the client left before the answer"),
            // Told by the second: see `PerSecond`.
            Some(_) if self.is_one_of_many => line!(Level::DEBUG, "turned away"),
            Some(status) if status.is_server_error() => line!(Level::WARN, "failed"),
            Some(_) if took >= self.app.options.slow_request => line!(Level::WARN, "served slowly"),
            // Somebody asks every few seconds, and nobody reads it.
            Some(_) if self.is_probe => line!(Level::DEBUG, "served"),
            Some(_) => line!(Level::INFO, "served"),
        }
    }
}

/// The method, of a closed set: anybody may invent one, and each would be a metric of its own.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
