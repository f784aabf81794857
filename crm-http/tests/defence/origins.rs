//! Which pages a browser lets read the API.

use crate::guarded::{Office, ask, get};
use crm_http::{Concurrency, Options, Origin};

const OURS: &str = "https://office.example";

fn options() -> Options {
    Options::default().cors_origin(OURS.parse::<Origin>().unwrap())
}

fn preflight(origin: &str) -> axum::http::request::Builder {
    get("/api/calls/7")
        .method("OPTIONS")
        .header("origin", origin)
        .header("access-control-request-method", "PATCH")
        .header("access-control-request-headers", "authorization,if-match,content-type")
}

#[tokio::test]
async fn a_named_origin_may_ask_and_read() {
    let office = Office::open().await;
    let router = office.router(options());
    let asked = ask(&router, preflight(OURS)).await;
    assert_eq!((asked.status.as_u16(), asked.header("access-control-allow-origin")), (200, OURS));
    assert!(asked.header("access-control-allow-methods").contains("PATCH"));
    for name in ["authorization", "if-match", "idempotency-key", "last-event-id", "x-session"] {
        assert!(asked.header("access-control-allow-headers").contains(name), "{name}: {asked:?}");
    }

    let answer = ask(&router, office.get("/api/calls").header("origin", OURS)).await;
    assert_eq!((answer.status.as_u16(), answer.header("access-control-allow-origin")), (200, OURS));
    assert!(answer.header("access-control-expose-headers").contains("retry-after"));
    assert!(answer.headers.get_all("vary").iter().any(|vary| vary.to_str().unwrap().contains("origin")), "{answer:?}");
}

#[tokio::test]
async fn a_named_origin_can_read_refusals_as_well() {
    let office = Office::open().await;
    let none = Concurrency { requests: 0, streams: 0, webhooks: 0 };
    let router = office.router(options().concurrency(none));
    let refused = ask(&router, office.get("/api/calls").header("origin", OURS)).await;
    refused.is_problem(503, "server.overloaded");
    assert_eq!(refused.header("access-control-allow-origin"), OURS);
}

#[tokio::test]
async fn another_origin_is_granted_nothing() {
    let office = Office::open().await;
    let router = office.router(options());
    for other in ["https://evil.example", "http://office.example", "https://office.example:444", "null"] {
        for request in [preflight(other), office.get("/api/calls").header("origin", other)] {
            let answer = ask(&router, request).await;
            assert!(!answer.headers.contains_key("access-control-allow-origin"), "{other}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn without_named_origins_there_is_no_cors_at_all() {
    let office = Office::open().await;
    let answer = ask(&office.router(Options::default()), preflight(OURS)).await;
    answer.is_problem(405, "request.method_not_allowed");
    assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")), "{answer:?}");
}
