//! Answers of reports and reference lists, kept until somebody commits.
//!
//! A kept answer is given only while the mark of the store is the one it was read under, so an answer after a commit is
//! never the old one; and for [`FRESH`] at most, since what depends on now changes without a commit. Requests for the same
//! answer that come together wait for one reading.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::kernel::{CityId, OperatorId};
use crm_core::operators::Role;
use crm_core::store::ChangeMark;
use moka::future::Cache;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::wire::{Problem, header as header_parameter};

/// How old a kept answer may be.
const FRESH: Duration = Duration::from_secs(5);
/// How many bytes of answers are kept.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// The answers of a process.
pub(crate) struct Answers {
    crm: Crm,
    kept: Cache<Key, Kept>,
}

/// What decides an answer: two requests with the same key must be answered alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    operation: &'static str,
    query: String,
    scope: Scope,
    mark: ChangeMark,
    /// Which stretch of [`FRESH`] the office's clock is in.
    stretch: i64,
}

/// Whose eyes an answer is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Scope {
    role: Option<Role>,
    cities: Vec<CityId>,
    /// Absent where role and cities alone decide.
    user: Option<OperatorId>,
}

/// Who is given the same answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shared {
    /// Users of one role who serve the same cities.
    WithinScope,
    /// Nobody else: the answer is about the user.
    WithNobody,
}

#[derive(Debug, Clone)]
struct Kept {
    body: Bytes,
    tag: HeaderValue,
}

/// A question whose answer may be kept.
#[derive(Debug)]
pub(crate) struct Question<'q> {
    /// The operation, by a name of its own.
    pub(crate) operation: &'static str,
    /// Who asks.
    pub(crate) actor: &'q Actor,
    /// Who else would be given the same answer.
    pub(crate) shared: Shared,
    /// What the client has already.
    pub(crate) known: &'q KnownTags,
}

impl Answers {
    pub(crate) fn new(crm: Crm) -> Self {
        let weight = |key: &Key, kept: &Kept| u32::try_from(key.query.len() + kept.body.len()).unwrap_or(u32::MAX);
        Self { crm, kept: Cache::builder().weigher(weight).max_capacity(MOST_BYTES).time_to_live(FRESH).build() }
    }

    /// The answer: kept, or what `answer` reads now. 304 when the client has it.
    ///
    /// # Errors
    /// Those of `answer`; they are not kept.
    pub(crate) async fn get<T: Serialize>(
        &self,
        question: Question<'_>,
        query: &impl Serialize,
        answer: impl Future<Output = Result<T, Problem>>,
    ) -> Result<Response, Problem> {
        let Question { operation, actor, shared, known } = question;
        let read = async { Kept::of(&answer.await?) };
        // Before anything is read: what is committed meanwhile makes a new mark.
        let kept = match (self.crm.changes().await, serde_json::to_string(query)) {
            (Some(mark), Ok(query)) => {
                let now = self.crm.now().seconds();
                let key = Key {
                    operation,
                    query,
                    scope: Scope::of(actor, shared),
                    mark,
                    stretch: now.div_euclid(FRESH.as_secs().cast_signed()),
                };
                self.kept.try_get_with(key, read).await.map_err(Arc::unwrap_or_clone)?
            }
            // A store that cannot tell whether something was committed.
            _ => read.await?,
        };
        Ok(kept.answer(known))
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").field("kept", &self.kept.entry_count()).finish_non_exhaustive()
    }
}

impl Scope {
    fn of(actor: &Actor, shared: Shared) -> Self {
        Self {
            role: actor.role().cloned(),
            cities: actor.cities().to_vec(),
            user: actor.id().filter(|_| shared == Shared::WithNobody),
        }
    }
}

impl Kept {
    fn of(answer: &impl Serialize) -> Result<Self, Problem> {
        let body = serde_json::to_vec(answer).map_err(|error| unwritable(&error))?;
        let digest = hex::encode(Sha256::digest(&body));
        let tag = HeaderValue::try_from(format!("\"{digest}\"")).map_err(|error| unwritable(&error))?;
        Ok(Self { body: body.into(), tag })
    }

    fn answer(self, known: &KnownTags) -> Response {
        let mut headers = HeaderMap::new();
        // A browser asks each time, and is told in a few bytes that nothing changed.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        headers.insert(header::VARY, HeaderValue::from_name(header::AUTHORIZATION));
        let is_known = known.holds(&self.tag);
        headers.insert(header::ETAG, self.tag);
        if is_known {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        (headers, self.body).into_response()
    }
}

fn unwritable(error: &(dyn std::error::Error + 'static)) -> Problem {
    tracing::error!(error, "an answer cannot be written");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "an internal error; it has been logged")
}

/// `If-None-Match`: the answers that the client has.
#[derive(Debug, Default)]
pub(crate) struct KnownTags(Vec<HeaderValue>);

impl KnownTags {
    /// Who takes this header may be answered 304.
    pub(crate) const HEADER: &'static str = "if-none-match";

    fn holds(&self, tag: &HeaderValue) -> bool {
        let given = self.0.iter().filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(','));
        // A proxy that compressed an answer calls its tag weak.
        given.map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one).as_bytes() == tag)
    }
}

impl utoipa::IntoParams for KnownTags {
    fn into_params(
        _: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
    ) -> Vec<utoipa::openapi::path::Parameter> {
        vec![header_parameter(
            Self::HEADER,
            "Answers that the client has, as in ETag: 304 when it is still one of them",
            "^[ -~]*$",
        )]
    }
}

impl<S: Send + Sync> FromRequestParts<S> for KnownTags {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.headers.get_all(header::IF_NONE_MATCH).iter().cloned().collect()))
    }
}
