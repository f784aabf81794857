//! How much and how often.

use std::num::NonZeroU32;
use std::time::Duration;

use crate::guarded::{Answer, FromAddress, Office, ask, get, metrics, send, signed_in, until_metric};
use axum::Router;
use axum::body::{Body, Bytes};
use crm_http::{Concurrency, Options, RateLimit, Rates};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use ipnet::IpNet;
use tower::ServiceExt as _;

/// Three at once; the fourth is far away.
fn three() -> RateLimit {
    RateLimit::new(NonZeroU32::MIN).burst(NonZeroU32::new(3).unwrap())
}

#[track_caller]
fn is_too_often(answer: &Answer) {
    answer.is_problem(429, "request.too_often");
    assert!((1..=4).contains(&answer.header("retry-after").parse::<u32>().unwrap()), "{answer:?}");
}

async fn times(router: &Router, count: usize, request: impl Fn() -> axum::http::request::Builder) -> Vec<Answer> {
    let mut answers = Vec::new();
    for _ in 0..count {
        answers.push(ask(router, request()).await);
    }
    answers
}

#[tokio::test]
async fn beyond_the_places_a_request_is_refused_at_once_and_served_when_one_is_free() {
    let office = Office::open().await;
    let router = office.router(Options::default().concurrency(Concurrency { requests: 2, ..Concurrency::default() }));
    let download = || office.get("/api/export/calls.csv").body(Body::empty()).unwrap();
    let unread = [router.clone().oneshot(download()).await.unwrap(), router.clone().oneshot(download()).await.unwrap()];
    until_metric(&router, r#"crm_http_places_taken{class="requests"} 2"#).await;

    let refused = ask(&router, office.get("/api/calls")).await;
    refused.is_problem(503, "server.overloaded");
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(ask(&router, get("/api/health/ready")).await.status, 200, "health is always answered");
    assert!(metrics(&router).await.contains("crm_http_refused_total{by=\"load\"} 1"));

    drop(unread);
    assert_eq!(ask(&router, office.get("/api/calls")).await.status, 200);
}

/// A post whose body never ends.
fn endless(router: &Router, path: &str, address: &str) -> BoxFuture<'static, Answer> {
    let never = futures_util::stream::pending::<Result<Bytes, std::io::Error>>();
    let request = get(path).method("POST").from(address).body(Body::from_stream(never)).unwrap();
    let router = router.clone();
    Box::pin(async move { send(&router, request).await })
}

#[tokio::test]
async fn posts_that_never_end_keep_nobody_else_out() {
    let office = Office::open().await;
    let router = office.router(Options::default());
    for (path, status) in [("/api/webhooks/mango/events/call", 200), ("/api/auth/login", 415)] {
        let mut waiting = Vec::new();
        for _ in 0..64 {
            let mut post = endless(&router, path, "203.0.113.7");
            assert!(post.as_mut().now_or_never().is_none(), "it is waited for");
            waiting.push(post);
        }
        assert!(metrics(&router).await.contains("crm_http_places_taken{class=\"webhooks\"} 0"));
        assert!(metrics(&router).await.contains("crm_http_places_taken{class=\"requests\"} 0"));
        endless(&router, path, "203.0.113.7").await.is_problem(503, "server.overloaded");
        assert_eq!(ask(&router, get(path).method("POST").from("203.0.113.7")).await.status, status, "it came whole");

        let mut other = endless(&router, path, "203.0.113.8");
        assert!(other.as_mut().now_or_never().is_none(), "another address has its own");
        drop(waiting);
        assert!(
            endless(&router, path, "203.0.113.7").now_or_never().is_none(),
            "they have gone, and it may come again"
        );
    }
}

#[tokio::test]
async fn a_request_that_does_not_arrive_ends() {
    let office = Office::open().await;
    let router = office.router(Options::default().request_timeout(Duration::from_millis(20)));
    send(&router, office.slow()).await.is_problem(408, "request.timeout");
}

#[tokio::test]
async fn one_user_asks_too_often_and_another_does_not_notice() {
    let office = Office::open().await;
    let router = office.router(Options::default().rates(Rates { user: Some(three()), ..Rates::UNLIMITED }));
    let answers = times(&router, 4, || office.get("/api/calls")).await;
    assert!(answers[..3].iter().all(|answer| answer.status == 200), "{answers:?}");
    is_too_often(&answers[3]);
    assert!(metrics(&router).await.contains("crm_http_refused_total{by=\"user_rate\"} 1"));

    let boris = signed_in(&office.crm, "boris").await;
    let other = ask(&router, get("/api/calls").header("authorization", format!("Bearer {boris}"))).await;
    assert_eq!(other.status, 200, "{other:?}");
}

#[tokio::test]
async fn one_address_asks_too_often_and_another_does_not_notice() {
    let office = Office::open().await;
    let router = office.router(Options::default().rates(Rates { address: Some(three()), ..Rates::UNLIMITED }));
    let answers = times(&router, 4, || get("/api/calls").from("203.0.113.7")).await;
    assert!(answers[..3].iter().all(|answer| answer.status == 401), "{answers:?}");
    is_too_often(&answers[3]);
    assert_eq!(ask(&router, get("/api/calls").from("203.0.113.8")).await.status, 401);
    assert!(metrics(&router).await.contains("crm_http_refused_total{by=\"address_rate\"} 1"));
}

#[tokio::test]
async fn webhooks_have_a_limit_of_their_own() {
    let office = Office::open().await;
    let webhook = || get("/api/webhooks/mango/events/call").method("POST").from("203.0.113.7");
    let no_user = office.router(Options::default().rates(Rates { address: Some(three()), ..Rates::UNLIMITED }));
    assert!(times(&no_user, 10, webhook).await.iter().all(|answer| answer.status != 429));

    let own = office.router(Options::default().rates(Rates { webhook: Some(three()), ..Rates::UNLIMITED }));
    is_too_often(&times(&own, 4, webhook).await[3]);
    assert_eq!(ask(&own, get("/api/calls").from("203.0.113.7")).await.status, 401);
}

#[tokio::test]
async fn who_stands_behind_a_trusted_proxy_is_counted_and_who_pretends_to_is_not_believed() {
    let office = Office::open().await;
    let limits = Options::default().rates(Rates { address: Some(three()), ..Rates::UNLIMITED });
    let proxy: IpNet = "10.0.0.2/32".parse().unwrap();
    let client =
        |last: usize| get("/api/calls").from("10.0.0.2").header("x-forwarded-for", format!("198.51.100.{last}"));

    let trusting = office.router(limits.clone().trusted_proxy(proxy));
    for last in 1..=5 {
        assert_eq!(ask(&trusting, client(last)).await.status, 401, "each is somebody else");
    }
    is_too_often(&times(&trusting, 3, || client(1)).await[2]);

    let strict = office.router(limits);
    for last in 1..=3 {
        assert_eq!(ask(&strict, client(last)).await.status, 401);
    }
    is_too_often(&ask(&strict, client(4)).await);
}
