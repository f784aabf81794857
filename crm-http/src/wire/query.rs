//! Query strings, read strictly: an unknown parameter is a mistake that is told, not ignored.

use std::borrow::Cow;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use crm_core::kernel::PageRequest;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize as _, Deserializer};

use super::{Problem, ProblemField};

/// The parameters of a query. Its type refuses unknown ones.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        read(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

/// Reads a query string.
///
/// # Errors
/// 400 with the parameter that is unknown, repeated or of the wrong kind.
pub(crate) fn read<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    serde_path_to_error::deserialize(serde_html_form::Deserializer::new(pairs)).map_err(|error| {
        let path = error.path().to_string();
        let said = error.into_inner().to_string();
        let quoted = said.split('`').nth(1).unwrap_or_default().to_owned();
        let (field, code, message) = if said.starts_with("unknown field") {
            (quoted, "query.unknown", "is not a parameter of this list".to_owned())
        } else if said.starts_with("missing field") {
            (quoted, "query.missing", "is required".to_owned())
        } else if said.starts_with("duplicate field") {
            (quoted, "query.repeated", "is given more than once".to_owned())
        } else {
            (path, "query.bad_value", plain(&said))
        };
        Problem::new(StatusCode::BAD_REQUEST, "request.bad_query", format!("{field}: {message}"))
            .with_fields([ProblemField { field, code, message }])
    })
}

/// The parsers of numbers speak of digits and strings; people want to know what to write.
fn plain(said: &str) -> String {
    match said {
        "invalid digit found in string" | "cannot parse integer from empty string" => "must be a whole number",
        "number too large to fit in target type" | "number too small to fit in target type" => "is out of range",
        "provided string was not `true` or `false`" => "must be true or false",
        other => match other.split_once(", expected ") {
            Some((unknown, words)) if unknown.starts_with("unknown variant") => {
                return format!("must be {}", words.trim_start_matches("one of ").replace('`', ""));
            }
            _ => other,
        },
    }
    .to_owned()
}

/// Reads a parameter that may be left out and is `true` or `false`, and nothing else that could mean so.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    match Cow::<'de, str>::deserialize(deserializer)?.as_ref() {
        "true" => Ok(Some(true)),
        "false" => Ok(Some(false)),
        _ => Err(D::Error::custom("must be true or false")),
    }
}

/// How a list's page is asked for: by `page` and `limit`, or by the `cursor` of an earlier page.
pub(crate) struct Paging<'q> {
    pub(crate) page: Option<u32>,
    pub(crate) limit: Option<u32>,
    pub(crate) cursor: Option<&'q str>,
}

impl Paging<'_> {
    /// The page; `cursor` wins over `page`.
    ///
    /// # Errors
    /// 422 `page.not_a_page`, `page.bad_limit`, `page.too_deep`.
    pub(crate) fn request(self) -> Result<PageRequest, Problem> {
        let limit = self.limit.unwrap_or(PageRequest::DEFAULT_LIMIT);
        Ok(match self.cursor {
            Some(cursor) => PageRequest::cursor(cursor, limit)?,
            None => PageRequest::page(self.page.unwrap_or(1), limit)?,
        })
    }
}
