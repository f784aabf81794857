//! The version a change was read at.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use crm_core::kernel::Version;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::Problem;
use super::parameters::header as parameter;
use super::patch::present;

/// The body of an action that says nothing but the version.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Version)]
pub(crate) struct VersionBody {
    /// The version that was read, unless `If-Match` says it.
    pub(crate) version: Option<i64>,
}

/// The version of what is deleted, for a request without a body.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AtVersion {
    /// The version that was read, unless `If-Match` says it.
    #[serde(default, deserialize_with = "present")]
    pub(crate) version: Option<i64>,
}

/// What [`number`] reads.
const PATTERN: &str = r#"^((W/)?"[0-9]{1,15}"|[0-9]{1,15})$"#;

/// `If-Match`: the version that was read, as answers send it in `ETag`. A body may say it in `version` instead.
///
/// A weak tag, `W/"3"`, is the version too. RFC 9110 (section 13.1.1) compares strongly, so a weak tag would never match, since
/// it does not say that the bytes are the same. Here a tag names the record's version and never its bytes: a proxy that
/// compresses makes the tag weak and leaves the version what it was. To refuse it would keep every user behind such a proxy
/// from saving anything; to take it loses no change, for the number is compared all the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IfMatch(Option<i64>);

impl IfMatch {
    /// The version the change is of.
    ///
    /// # Errors
    /// 422 `version.missing` when neither says it, 400 `request.bad_if_match` when the two differ.
    pub(crate) fn or(self, body: Option<i64>) -> Result<Version, Problem> {
        match (self.0, body) {
            (Some(header), Some(body)) if header != body => Err(Problem::new(
                StatusCode::BAD_REQUEST,
                "request.bad_if_match",
                format!("If-Match says version {header}, and the body says {body}"),
            )),
            (Some(version), _) | (None, Some(version)) => Ok(Version::new(version)),
            (None, None) => Err(Problem::field(
                "version",
                "version.missing",
                "say which version was read, in the body's version or in If-Match: else a colleague's change could be lost",
            )),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(given) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let number = given.to_str().ok().and_then(|text| number(text.trim()));
        number.map(|version| Self(Some(version))).ok_or_else(|| {
            Problem::new(StatusCode::BAD_REQUEST, "request.bad_if_match", "If-Match must be one version, such as \"3\"")
        })
    }
}

/// `"3"` as `ETag` has it, `W/"3"` as a proxy may have left it, or the bare number.
fn number(text: &str) -> Option<i64> {
    let weak = text.strip_prefix("W/").filter(|tag| tag.starts_with('"'));
    let text = weak.unwrap_or(text);
    let quoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let digits = quoted.unwrap_or(text);
    let is_number = (1..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

impl IntoParams for IfMatch {
    fn into_params(
        _: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
    ) -> Vec<utoipa::openapi::path::Parameter> {
        vec![parameter("if-match", "The version that was read, as in ETag, strong or weak", PATTERN)]
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_version_is_read_from_a_strong_tag_a_weak_one_or_a_bare_number() {
        assert_eq!([r#""3""#, r#"W/"3""#, "3"].map(number), [Some(3); 3]);
        for bad in
            ["", "*", "W/3", r#"w/"3""#, r#""3"#, r#"W/"""#, r#""3", "4""#, r#""3-gzip""#, "-1", "1234567890123456"]
        {
            assert_eq!(number(bad), None, "{bad}");
        }
    }
}
