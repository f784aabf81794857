//! JSON bodies, read strictly.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use super::{Problem, ProblemField};

/// A JSON body. Unknown fields are refused by the bodies' own types.
#[derive(Debug)]
pub(crate) struct Json<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(not_said_to_be_json());
        }
        let body = Bytes::from_request(request, state).await.map_err(|rejection| unread(rejection.status()))?;
        read(&body).map(Self)
    }
}

/// A JSON body that may be left out: what it says can stand in headers as well.
#[derive(Debug)]
pub(crate) struct MaybeJson<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequest<S> for MaybeJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let is_json = is_json(request.headers());
        let body = Bytes::from_request(request, state).await.map_err(|rejection| unread(rejection.status()))?;
        match (body.is_empty(), is_json) {
            (true, _) => Ok(Self(T::default())),
            (false, true) => read(&body).map(Self),
            (false, false) => Err(not_said_to_be_json()),
        }
    }
}

fn not_said_to_be_json() -> Problem {
    Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "request.not_json",
        "the body must be JSON and say so: Content-Type: application/json",
    )
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// A body that could not be taken in.
pub(crate) fn unread(status: StatusCode) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::new(status, "request.too_large", "the body is larger than this server takes")
        }
        _ => Problem::new(StatusCode::BAD_REQUEST, "request.malformed", "the body ended before it was complete"),
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        if inner.is_data() { bad_field(path, &inner.to_string()) } else { not_json(&inner) }
    })?;
    reader.end().map_err(|error| not_json(&error))?;
    Ok(value)
}

fn not_json(error: &serde_json::Error) -> Problem {
    let detail = format!("the body is not JSON: it goes wrong at line {}, column {}", error.line(), error.column());
    Problem::new(StatusCode::BAD_REQUEST, "request.malformed", detail)
}

/// What was expected, in the words of people who fill in forms.
fn plain(what: &str) -> &str {
    match what {
        "u8" | "u16" | "u32" | "u64" => "a whole number, not below zero, that is not too large",
        "i8" | "i16" | "i32" | "i64" => "a whole number that is not too large",
        other => other,
    }
}

fn bad_field(path: String, said: &str) -> Problem {
    let said = said.rsplit_once(" at line ").map_or(said, |(sentence, _)| sentence);
    let quoted = said.split('`').nth(1).unwrap_or_default();
    let (field, code) = if said.starts_with("missing field") {
        (quoted.to_owned(), "field.missing")
    } else if said.starts_with("unknown field") {
        (quoted.to_owned(), "field.unknown")
    } else {
        (if path == "." { "body".to_owned() } else { path }, "field.wrong_type")
    };
    // What was sent stays out: a field of the wrong type may hold a secret.
    let message = match code {
        "field.missing" => "is required".to_owned(),
        "field.unknown" => "is not a field of this request".to_owned(),
        _ => said
            .rsplit_once("expected ")
            .map_or_else(|| "cannot be read".to_owned(), |(_, what)| format!("expected {}", plain(what))),
    };
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", format!("{field}: {message}"))
        .with_fields([ProblemField { field, code, message }])
}
