//! What browsers are told with every answer.

use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue};

/// An answer of the API is data: as a page it may load nothing, run nothing and stand in no frame.
const DATA: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

/// A page, of the screens or of the documentation, takes scripts and styles of this server, as files; none inline.
const PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
);

const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
];

/// A year. Other hosts of the domain are not ours to decide about.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds them. What an answer says itself about caching stays; what says nothing is not stored, it may be about people.
pub(super) fn add(headers: &mut HeaderMap, is_page: bool, hsts: bool) {
    headers.insert(header::CONTENT_SECURITY_POLICY, if is_page { PAGE } else { DATA });
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    if hsts {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
