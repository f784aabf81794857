//! Refusals that no handler made: of the router, of a limit, of a panic.

use std::any::Any;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::wire::Problem;

/// A bare refusal becomes a problem. Its other headers stay, such as `Allow` of a 405.
pub(super) fn dressed(response: Response) -> Response {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || is_problem(&response) {
        return response;
    }
    let (mut bare, _) = response.into_parts();
    for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::TRANSFER_ENCODING] {
        bare.headers.remove(name);
    }
    let mut response = problem(status).into_response();
    response.headers_mut().extend(bare.headers);
    response
}

fn is_problem(response: &Response) -> bool {
    let problem = HeaderValue::from_static("application/problem+json");
    response.headers().get(header::CONTENT_TYPE) == Some(&problem)
}

fn problem(status: StatusCode) -> Problem {
    let (code, detail) = match status {
        StatusCode::NOT_FOUND => return Problem::no_such_path(),
        StatusCode::METHOD_NOT_ALLOWED => ("request.method_not_allowed", "this address takes other methods; see Allow"),
        StatusCode::REQUEST_TIMEOUT => (
            "request.timeout",
            "the request took too long; if it was to change something, look first or repeat it with the same key",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => ("request.too_large", "the body is larger than this server takes"),
        status if status.is_server_error() => ("internal", "an internal error; it has been logged"),
        _ => ("request.malformed", "the request cannot be read"),
    };
    Problem::new(status, code, detail)
}

/// A panic ends its own request only.
pub(super) fn panicked(_: Box<dyn Any + Send>) -> Response {
    // What it said went through the panic hook.
    tracing::error!("a request panicked");
    problem(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}
