//! Every answer that is shown here carries the headers that the API document says, and no others that tell a client something.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::http::Response;
use serde_json::Value;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(crm_http::openapi()).unwrap());

/// Those that are there whenever the document names them.
const TELLING: [&str; 5] = ["content-disposition", "etag", "location", "retry-after", "www-authenticate"];

pub(crate) fn check<B>(method: &str, path: &str, response: &Response<B>) {
    let Some(operation) = operation(method, path.split('?').next().unwrap()) else { return };
    let status = response.status();
    let headers = operation["responses"][status.as_str()]["headers"].as_object();
    let told: BTreeSet<&str> = headers.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    let told: Vec<&str> = TELLING.into_iter().filter(|name| told.contains(name)).collect();
    let sent: Vec<&str> = TELLING.into_iter().filter(|name| response.headers().contains_key(*name)).collect();
    assert_eq!(told, sent, "{method} {path} answers {status}: the headers of the document, and those that came");
}

/// The operation behind a path: the one with the fewest parameters that fits.
fn operation(method: &str, path: &str) -> Option<&'static Value> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |template: &str| {
        let template: Vec<&str> = template.strip_prefix("/api").unwrap_or(template).split('/').collect();
        template.len() == parts.len()
            && template.iter().zip(&parts).all(|(template, part)| template.contains('{') || template == part)
    };
    let paths = DOCUMENT["paths"].as_object().unwrap();
    let found =
        paths.iter().filter(|(template, _)| fits(template)).min_by_key(|(template, _)| template.matches('{').count());
    found.and_then(|(_, item)| item.get(method.to_lowercase()))
}
