//! Which pages may call the API from a browser.

use std::time::Duration;

use axum::http::{HeaderName, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::request_id::X_REQUEST_ID;
use crate::options::Origin;

/// How long a browser may remember a permission.
const REMEMBERED: Duration = Duration::from_secs(600);

/// Named origins only; nothing when there are none. Cookies may come along, because the refresh token may be one: it is
/// `SameSite=Strict`, so that only an origin of the same site can make use of it.
pub(super) fn layer(origins: &[Origin]) -> Option<CorsLayer> {
    let taken = [
        header::ACCEPT,
        header::AUTHORIZATION,
        header::CONTENT_TYPE,
        header::IF_MATCH,
        header::IF_NONE_MATCH,
        header::RANGE,
        X_REQUEST_ID,
        HeaderName::from_static("idempotency-key"),
        HeaderName::from_static("last-event-id"),
        HeaderName::from_static("x-session"),
    ];
    let shown = [
        header::CONTENT_DISPOSITION,
        header::CONTENT_RANGE,
        header::ETAG,
        header::LOCATION,
        header::RETRY_AFTER,
        X_REQUEST_ID,
    ];
    (!origins.is_empty()).then(|| {
        CorsLayer::new()
            .allow_origin(AllowOrigin::list(origins.iter().map(Origin::header)))
            .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
            .allow_headers(taken)
            .expose_headers(shown)
            .allow_credentials(true)
            .max_age(REMEMBERED)
    })
}
