//! Refusals on the wire: RFC 9457 `application/problem+json`, with the core's stable code.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use crm_core::kernel::{BadCursor, FieldError, Invalid, Refusal};
use crm_core::{Error, ErrorKind};
use serde::Serialize;
use utoipa::ToSchema;

/// Why a request was not served. `code` is stable: programs branch on it; `detail` is for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// A URI of the kind of problem: `urn:crm:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    pub kind: ProblemKind,
    /// The status in words.
    #[schema(value_type = String)]
    title: Title,
    /// The HTTP status.
    #[schema(value_type = u16, minimum = 400, maximum = 599)]
    #[serde(serialize_with = "as_number")]
    pub status: StatusCode,
    /// One sentence about this very request. Never the value of a secret, never a database's words.
    pub detail: String,
    /// The stable code, such as `order.version_conflict`.
    pub code: &'static str,
    /// Always `false`, so that one look tells an answer from a refusal.
    #[schema(value_type = bool, default = false)]
    success: bool,
    /// The fields that do not hold; empty when it is not about fields.
    pub errors: Vec<ProblemField>,
    /// The version the record has now, when the one that was sent is stale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_version: Option<i64>,
    #[serde(skip)]
    retry_after: Option<u32>,
    #[serde(skip)]
    is_one_of_many: bool,
}

/// Marks an answer to a request that was turned away for the number of them, which is told once a second and not each time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OneOfMany;

/// The kind of a problem as a URI: `urn:crm:problem:` and its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProblemKind(&'static str);

impl Serialize for ProblemKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("urn:crm:problem:{}", self.0))
    }
}

/// A status in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Title(StatusCode);

impl Serialize for Title {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.canonical_reason().unwrap_or("Refused"))
    }
}

/// One field that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProblemField {
    /// The field's name on the wire, such as `phoneClient`.
    pub field: String,
    /// A stable code, such as `phone.not_a_number`.
    pub code: &'static str,
    /// One sentence about it.
    pub message: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

impl Problem {
    /// A refusal of this adapter's own.
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind: ProblemKind(code),
            title: Title(status),
            status,
            detail: detail.into(),
            code,
            success: false,
            errors: Vec::new(),
            current_version: None,
            retry_after: None,
            is_one_of_many: false,
        }
    }
    /// The same about fields.
    pub(crate) fn with_fields(mut self, fields: impl IntoIterator<Item = ProblemField>) -> Self {
        self.errors.extend(fields);
        self
    }
    /// The same with the time after which trying again makes sense, sent as `Retry-After` in whole seconds, rounded up.
    pub(crate) fn retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(seconds(wait));
        self
    }
    /// The same as [`OneOfMany`].
    pub(crate) fn one_of_many(mut self) -> Self {
        self.is_one_of_many = true;
        self
    }
    /// One field that does not hold: 422.
    pub(crate) fn field(field: &'static str, code: &'static str, message: impl Into<String>) -> Self {
        Error::from(Invalid::field(field, code, message)).into()
    }
    /// No such path, or no such thing for this actor: 404.
    pub(crate) fn no_such_path() -> Self {
        Self::new(StatusCode::NOT_FOUND, "request.no_such_path", "there is nothing at this address; see /api/docs")
    }
}

/// Whole seconds, at least one, rounded up: who waits as long as he is told must not be told to wait again.
fn seconds(wait: Duration) -> u32 {
    u32::try_from(wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).unwrap_or(u32::MAX).max(1)
}

fn status_of(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::Malformed => StatusCode::BAD_REQUEST,
        ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Conflict => StatusCode::CONFLICT,
        ErrorKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl From<&FieldError> for ProblemField {
    fn from(finding: &FieldError) -> Self {
        Self { field: finding.field.to_owned(), code: finding.code, message: finding.message.clone() }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let status = status_of(error.kind());
        let detail = match error.kind() {
            // What a database or a defect says is for the log only.
            ErrorKind::Unavailable | ErrorKind::Internal => {
                tracing::error!(code = error.code(), error = &error as &dyn std::error::Error, "a request failed");
                match error.code() {
                    "store.outcome_unknown" => {
                        "the connection to the database was lost while it was writing; send the same request again, \
                         with the same key or version: it gives one result"
                    }
                    _ if status == StatusCode::INTERNAL_SERVER_ERROR => "an internal error; it has been logged",
                    _ => "the database does not answer at this moment; try again",
                }
                .to_owned()
            }
            _ => error.to_string(),
        };
        let mut problem =
            Self::new(status, error.code(), detail).with_fields(error.fields().iter().map(ProblemField::from));
        problem.current_version = error.current_version().map(crm_core::kernel::Version::get);
        problem.retry_after = match status {
            StatusCode::SERVICE_UNAVAILABLE => Some(error.retry_after().map_or(1, seconds)),
            _ => error.retry_after().map(seconds),
        };
        problem
    }
}

impl From<Invalid> for Problem {
    fn from(findings: Invalid) -> Self {
        Error::from(findings).into()
    }
}

impl From<FieldError> for Problem {
    fn from(finding: FieldError) -> Self {
        Error::from(finding).into()
    }
}

impl From<BadCursor> for Problem {
    fn from(bad: BadCursor) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Refusal::code(&bad), bad.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let retry = self.retry_after;
        let (status, is_one_of_many) = (self.status, self.is_one_of_many);
        let mut response = (status, axum::Json(self)).into_response();
        if is_one_of_many {
            response.extensions_mut().insert(OneOfMany);
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
