//! The idempotency key of a creation.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use crm_core::store::IdempotencyKey;

use super::Problem;
use super::parameters::header;

/// `Idempotency-Key`: a creation that is sent again with the same key gives what the first one made.
#[derive(Debug)]
pub(crate) struct OnceKey(Option<IdempotencyKey>);

impl OnceKey {
    const HEADER: &'static str = "idempotency-key";

    pub(crate) fn get(&self) -> Option<&IdempotencyKey> {
        self.0.as_ref()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for OnceKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(given) = parts.headers.get(Self::HEADER) else { return Ok(Self(None)) };
        let bad = |detail: String| Problem::new(StatusCode::BAD_REQUEST, "request.bad_idempotency_key", detail);
        let text = given.to_str().map_err(|_| bad("Idempotency-Key must be plain ASCII".to_owned()))?;
        match IdempotencyKey::new(text) {
            Ok(key) => Ok(Self(Some(key))),
            Err(error) => Err(bad(format!("Idempotency-Key: {error}"))),
        }
    }
}

impl utoipa::IntoParams for OnceKey {
    fn into_params(
        _: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
    ) -> Vec<utoipa::openapi::path::Parameter> {
        let about = "The same key with the same body gives what the first request made, for 72 hours";
        vec![header(Self::HEADER, about, "^[!-~]{1,128}$")]
    }
}
