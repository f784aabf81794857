use axum::Router;
use axum::http::Request;
use crm_core::Crm;
use crm_core::conformance::MemoryStore;
use http_body_util::BodyExt as _;
use rust_embed::Metadata;
use tower::ServiceExt as _;

use super::*;
use crate::Options;

/// What a build would have made.
fn built(name: &str) -> Option<EmbeddedFile> {
    let data: &'static [u8] = match name {
        "index.html" => b"<!doctype html>the page",
        "favicon.svg" => b"<svg/>",
        "assets/main-4f3a.js" => b"let plain",
        "assets/main-4f3a.js.br" => b"compressed",
        _ => return None,
    };
    let mut hash = [0; 32];
    hash.iter_mut().zip(data).for_each(|(to, from)| *to = *from);
    Some(EmbeddedFile { data: data.into(), metadata: Metadata::__rust_embed_new(hash, None, None) })
}

fn not_built(_: &str) -> Option<EmbeddedFile> {
    None
}

fn get(path: &str, headers: &[(header::HeaderName, &str)]) -> Response {
    let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
    answer(&built, &Method::GET, path, &headers)
}

async fn text(response: Response) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn a_file_with_a_hash_in_its_name_is_kept_for_ever() {
    let answer = get("/assets/main-4f3a.js", &[]);
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/javascript");
    assert_eq!(text(answer).await, "let plain");
}

#[tokio::test]
async fn who_takes_brotli_gets_what_the_build_compressed() {
    let answer = get("/assets/main-4f3a.js", &[(header::ACCEPT_ENCODING, "gzip, br;q=0.8")]);
    assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
    assert_eq!(answer.headers()[header::VARY], "accept-encoding");
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/javascript");
    assert_eq!(text(answer).await, "compressed");
    let refused = get("/assets/main-4f3a.js", &[(header::ACCEPT_ENCODING, "gzip, br;q=0")]);
    assert_eq!(text(refused).await, "let plain");
}

#[tokio::test]
async fn the_page_is_asked_about_each_time_and_sent_once() {
    let first = get("/", &[]);
    assert_eq!(first.headers()[header::CACHE_CONTROL], "no-cache");
    let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
    assert!(text(first).await.contains("the page"));

    let again = get("/", &[(header::IF_NONE_MATCH, &format!("W/{tag}"))]);
    assert_eq!((again.status(), again.headers()[header::ETAG].to_str().unwrap()), (StatusCode::NOT_MODIFIED, &*tag));
    assert_eq!(text(again).await, "");
    assert_eq!(get("/", &[(header::IF_NONE_MATCH, "\"other\"")]).status(), StatusCode::OK);
}

#[tokio::test]
async fn a_place_within_the_screens_is_their_page_and_a_missing_file_is_missing() {
    for place in ["/calls", "/orders/17", "/calls?status=missed", "/apiary"] {
        let path = place.split('?').next().unwrap();
        assert!(text(get(path, &[])).await.contains("the page"), "{place}");
    }
    for file in ["/assets/main-0000.js", "/assets/main-4f3a.js.br", "/robots.txt", "/../Cargo.toml"] {
        assert_eq!(get(file, &[]).status(), StatusCode::NOT_FOUND, "{file}");
    }
    assert_eq!(get("/favicon.svg", &[]).headers()[header::CONTENT_TYPE], "image/svg+xml");
}

#[tokio::test]
async fn without_the_files_it_says_how_to_build_them() {
    let answer = answer(&not_built, &Method::GET, "/calls", &HeaderMap::new());
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(text(answer).await.contains("make screens"));
}

/// The whole router, as `crm serve` has it.
async fn served(method: Method, path: &str) -> Response {
    let crm = Crm::builder(MemoryStore::new()).build().unwrap();
    let router: Router = crate::router(crm, Options::default().screens(true));
    router.oneshot(Request::builder().method(method).uri(path).body(Body::empty()).unwrap()).await.unwrap()
}

#[tokio::test]
async fn the_api_still_answers_problems_and_only_the_screens_are_a_page() {
    const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                               connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    let page = served(Method::GET, "/calls").await;
    assert_eq!(page.status(), StatusCode::OK);
    assert_eq!(page.headers()[header::CONTENT_SECURITY_POLICY], PAGE_POLICY);

    for path in ["/api", "/api/", "/api/nothing", "/api/calls/nothing/more"] {
        let answer = served(Method::GET, path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json", "{path}");
        assert!(!answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("script-src"), "{path}");
    }
    assert_eq!(served(Method::GET, "/api/calls").await.status(), StatusCode::UNAUTHORIZED);
    let posted = served(Method::POST, "/calls").await;
    assert_eq!(
        (posted.status(), &posted.headers()[header::ALLOW]),
        (StatusCode::METHOD_NOT_ALLOWED, &HeaderValue::from_static("GET, HEAD"))
    );
}
