//! Ids in paths.

use axum::extract::{FromRequestParts, Path};
use axum::http::StatusCode;
use axum::http::request::Parts;
use crm_core::kernel::EntityId;

use super::Problem;

/// The id at the end of a path, such as `/orders/17`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Id<T>(pub(crate) T);

impl<S: Send + Sync, T: EntityId> FromRequestParts<S> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(raw) = Path::<i64>::from_request_parts(parts, state).await.map_err(|_| no_number())?;
        read(raw).map(Self)
    }
}

/// The two ids of a path, such as `/campaigns/3/costs/17`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ids<Of, T>(pub(crate) Of, pub(crate) T);

impl<S: Send + Sync, Of: EntityId, T: EntityId> FromRequestParts<S> for Ids<Of, T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path((of, raw)) = Path::<(i64, i64)>::from_request_parts(parts, state).await.map_err(|_| no_number())?;
        Ok(Self(read(of)?, read(raw)?))
    }
}

/// The rest of a path as text.
#[derive(Debug)]
pub(crate) struct Rest(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Rest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(text) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| {
            Problem::new(StatusCode::BAD_REQUEST, "request.bad_path", "the address is not text in UTF-8")
        })?;
        Ok(Self(text))
    }
}

fn no_number() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "request.bad_id", "the id in the address is not a number")
}

fn read<T: EntityId>(raw: i64) -> Result<T, Problem> {
    T::new(raw).map_err(|error| Problem::new(StatusCode::BAD_REQUEST, "request.bad_id", error.to_string()))
}
