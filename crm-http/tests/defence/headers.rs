//! What every answer carries, whatever it answers.

use std::time::Duration;

use crate::guarded::{Answer, FromAddress, Office, ask, get, send};
use axum::body::{Body, Bytes};
use crm_http::{Concurrency, Options, Rates};

#[track_caller]
fn is_guarded(answer: &Answer) {
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    assert!(answer.header("permissions-policy").contains("microphone=()"));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(!answer.header("x-request-id").is_empty());
    assert!(!answer.headers.contains_key("access-control-allow-origin"), "{answer:?}");
    assert!(!answer.headers.contains_key("server"), "{answer:?}");
}

#[tokio::test]
async fn every_kind_of_answer_is_guarded() {
    let office = Office::open().await;
    let router = office.router(Options::default().request_timeout(Duration::from_millis(50)));

    let served = ask(&router, office.get("/api/calls")).await;
    assert_eq!(served.status, 200, "{served:?}");
    is_guarded(&served);

    let problems = [
        (ask(&router, get("/api/calls")).await, 401, "auth.token_missing"),
        (ask(&router, get("/api/nothing")).await, 404, "request.no_such_path"),
        (ask(&router, office.get("/api/calls").method("DELETE")).await, 405, "request.method_not_allowed"),
        (ask(&router, office.get("/api/calls?bad=1")).await, 400, "request.malformed"),
        (ask(&router, office.get("/api/calls").method("POST")).await, 415, "request.not_json"),
        (send(&router, office.slow()).await, 408, "request.timeout"),
        (ask(&router, get("/api/metrics").from("203.0.113.7")).await, 403, "metrics.not_local"),
    ];
    for (answer, status, code) in &problems {
        if *status != 400 {
            answer.is_problem(*status, code);
        }
        is_guarded(answer);
    }
    assert_eq!(problems[0].0.header("www-authenticate"), "Bearer");
    assert!(problems[2].0.header("allow").contains("GET") && problems[2].0.header("allow").contains("POST"));
}

#[tokio::test]
async fn a_refusal_for_load_is_guarded_too() {
    let office = Office::open().await;
    let none = Concurrency { requests: 0, streams: 0, webhooks: 0 };
    let router = office.router(Options::default().concurrency(none));
    for path in ["/api/calls", "/api/events", "/api/webhooks/mango/events/call"] {
        let answer = ask(&router, office.get(path)).await;
        answer.is_problem(503, "server.overloaded");
        assert_eq!(answer.header("retry-after"), "1");
        is_guarded(&answer);
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_413_told_or_counted() {
    let office = Office::open().await;
    let router = office.router(Options::default().body_limit(1000));
    let post = || office.get("/api/calls").method("POST").header("content-type", "application/json");

    let told = send(&router, post().header("content-length", "1001").body(Body::from(vec![b' '; 1001])).unwrap()).await;
    told.is_problem(413, "request.too_large");
    is_guarded(&told);

    let pieces = |count: usize| {
        let pieces = (0..count).map(|_| Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 100])));
        Body::from_stream(futures_util::stream::iter(pieces))
    };
    let counted = send(&router, post().body(pieces(11)).unwrap()).await;
    counted.is_problem(413, "request.too_large");
    is_guarded(&counted);

    let fitting = send(&router, post().body(pieces(10)).unwrap()).await;
    assert_ne!(fitting.status, 413, "{fitting:?}");
}

#[tokio::test]
async fn the_limit_of_bodies_is_256_kibibytes() {
    let office = Office::open().await;
    let router = office.router(Options::default().rates(Rates::UNLIMITED));
    let post = |size: usize| {
        let request = office.get("/api/calls").method("POST").header("content-type", "application/json");
        request.body(Body::from(vec![b' '; size])).unwrap()
    };
    assert_eq!(send(&router, post(256 * 1024)).await.status, 400, "read, and no JSON");
    send(&router, post(256 * 1024 + 1)).await.is_problem(413, "request.too_large");
}

#[tokio::test]
async fn browsers_are_told_to_come_by_https_only_where_tls_is_in_front() {
    let office = Office::open().await;
    let plain = ask(&office.router(Options::default()), get("/api/health/live")).await;
    assert!(!plain.headers.contains_key("strict-transport-security"));
    let secured = ask(&office.router(Options::default().hsts(true)), get("/api/nothing")).await;
    assert_eq!(secured.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn a_request_keeps_the_name_it_came_with_if_that_is_harmless() {
    let office = Office::open().await;
    let router = office.router(Options::default());
    let named = async |id: &str| ask(&router, get("/api/health/live").header("x-request-id", id)).await;
    assert_eq!(named("proxy-7f.1").await.header("x-request-id"), "proxy-7f.1");
    assert_ne!(named("a b {}").await.header("x-request-id"), "a b {}");
}

#[tokio::test]
async fn the_page_of_the_documentation_holds_nothing_that_its_policy_forbids() {
    let office = Office::open().await;
    let page = ask(&office.router(Options::default()), get("/api/docs/")).await;
    assert_eq!(page.status, 200, "{page:?}");
    assert!(page.header("content-security-policy").contains("script-src 'self'; style-src 'self'"), "{page:?}");
    let tags = page.body.split('<').filter(|tag| tag.starts_with("script") || tag.starts_with("style"));
    assert!(tags.clone().count() > 0, "{page:?}");
    for tag in tags {
        assert!(tag.contains("src=\"./") || tag.starts_with("script src=\""), "inline: {tag}");
    }
    assert!(!page.body.contains("http://") && !page.body.contains("https://"), "{}", page.body);
}

#[tokio::test]
async fn the_router_stands_beside_a_foreign_one_with_its_own_fallback() {
    let office = Office::open().await;
    let foreign = axum::Router::new().fallback(|| async { "foreign" });
    let router = foreign.merge(office.router(Options::default()));
    assert_eq!(ask(&router, get("/elsewhere")).await.body, "foreign");
    ask(&router, get("/api/nothing")).await.is_problem(404, "request.no_such_path");
}
