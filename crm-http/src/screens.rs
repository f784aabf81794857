//! The screens: the files that `crm-http/web` is built into, within the program.
//!
//! Files below `assets/` have a hash of what is in them in their names, so a browser keeps them for ever. Every other path
//! that a person may open is a place within the screens, and answered by their one page. What was built without the
//! screens says how to build them.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::BASE;
use crate::wire::Problem;

/// What `npm run build` made; nothing where it did not run. A debug build reads the folder each time, so whoever writes
/// screens builds the server once; a release has the files within.
#[derive(RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Built;

/// The one page.
const PAGE: &str = "index.html";
/// Where files have a hash in their names.
const HASHED: &str = "assets/";
/// Beside a file: the same, compressed by Brotli.
const COMPRESSED: &str = ".br";

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// May be kept, but has to be asked about each time.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>CRM</title>\
    <h1>The screens are not built</h1>\
    <p>This server was built without them; its API works: <a href=\"/api/docs/\">/api/docs/</a>.</p>\
    <p>To build them: install Node.js 20.19 or later, then <code>make screens</code>, and build the server again.</p></html>";

/// Shows what lies at the path.
pub(crate) async fn show(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    answer(&Built::get, &method, uri.path(), &headers)
}

fn answer(files: &dyn Fn(&str) -> Option<EmbeddedFile>, method: &Method, path: &str, headers: &HeaderMap) -> Response {
    let is_api = path.strip_prefix(BASE).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if is_api {
        return Problem::no_such_path().into_response();
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let name = path.trim_start_matches('/');
    // The compressed copies are answers, not addresses; what begins with a dot is the repository's.
    if !name.is_empty() && !name.starts_with('.') && !name.ends_with(COMPRESSED) && files(name).is_some() {
        return file(files, name, headers);
    }
    if is_file_name(name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match files(PAGE) {
        Some(_) => file(files, PAGE, headers),
        None => Html(NOT_BUILT).into_response(),
    }
}

/// Whether a path asks for a file: a page of another version may ask for one that this version has not. A page in its place
/// would be run as a script.
fn is_file_name(name: &str) -> bool {
    name.starts_with(HASHED) || name.rsplit('/').next().is_some_and(|last| last.contains('.'))
}

fn file(files: &dyn Fn(&str) -> Option<EmbeddedFile>, name: &str, headers: &HeaderMap) -> Response {
    let compressed = if takes_brotli(headers) { files(&format!("{name}{COMPRESSED}")) } else { None };
    let is_compressed = compressed.is_some();
    let Some(found) = compressed.or_else(|| files(name)) else { return StatusCode::NOT_FOUND.into_response() };

    // Of the bytes that are sent: the compressed ones are another representation.
    let tag = format!("\"{}\"", hex::encode(&found.metadata.sha256_hash()[..16]));
    let is_known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).is_some_and(|known| {
        known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
    });
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = mime_guess::from_path(name).first_raw().unwrap_or("application/octet-stream");
        let bytes = Bytes::from_owner(found.data);
        let mut response = Response::new(Body::from(bytes));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if is_compressed {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, if name.starts_with(HASHED) { FOR_EVER } else { ASK_AGAIN });
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|offer| {
        let (coding, quality) = offer.split_once(';').unwrap_or((offer, ""));
        let is_refused = quality.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32));
        coding.trim().eq_ignore_ascii_case("br") && !is_refused
    })
}

#[cfg(test)]
mod tests;
