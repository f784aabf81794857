//! The name of a request in logs and answers.

use axum::http::header::HeaderName;
use axum::http::{HeaderMap, HeaderValue};

pub(crate) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// An id that came along is taken when it can do no harm in a log, so that a request is found under one name in the logs
/// of everybody it passed; else it gets one.
pub(super) fn of(headers: &HeaderMap) -> HeaderValue {
    headers.get(X_REQUEST_ID).filter(|id| is_sane(id.as_bytes())).cloned().unwrap_or_else(fresh)
}

fn is_sane(id: &[u8]) -> bool {
    (1..=64).contains(&id.len()) && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}

fn fresh() -> HeaderValue {
    let mut random = [0; 12];
    // Without random bytes a request is served all the same: its name is no secret and need not be unique.
    let _without = getrandom::fill(&mut random);
    HeaderValue::try_from(hex::encode(random)).unwrap_or(HeaderValue::from_static("none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(id: &str) -> HeaderValue {
        of(&HeaderMap::from_iter([(X_REQUEST_ID, HeaderValue::try_from(id).unwrap())]))
    }

    #[test]
    fn a_sane_id_is_kept_and_any_other_replaced() {
        assert_eq!(named("req-7f.A_1"), "req-7f.A_1");
        for id in ["", "a b", "a\"b", "79000000101;DROP", &"x".repeat(65)] {
            assert_ne!(named(id), *id);
            assert_eq!(named(id).len(), 24);
        }
        assert_ne!(of(&HeaderMap::new()), of(&HeaderMap::new()));
    }
}
