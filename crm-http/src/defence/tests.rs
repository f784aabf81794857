use std::net::SocketAddr;

use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{Method, Request};
use axum::routing::get;
use crm_core::Crm;
use crm_core::conformance::MemoryStore;
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::*;
use crate::{Concurrency, Options};

/// A page that is worth compressing.
fn long() -> String {
    "A call, an order, a visit. ".repeat(200)
}

/// Handlers as they could be, behind the defences.
fn house(options: Options) -> (Router, App) {
    let app = App::new(Crm::builder(MemoryStore::new()).build().unwrap(), options);
    let endless = || async {
        Body::from_stream(stream::iter([Ok::<_, std::io::Error>(Bytes::from("id: 1\n\n"))]).chain(stream::pending()))
    };
    let routes = Router::new()
        .route("/api/calls", get(|| async { long() }))
        .route("/api/auth/login", get(|| async { long() }))
        .route("/api/events/ticket", get(|| async { long() }))
        .route("/api/events", get(endless))
        .route("/api/export", get(endless))
        .route("/api/docs/app.js", get(|| async { "//" }))
        .route("/api/cached", get(|| async { ([(header::CACHE_CONTROL, "private, max-age=60")], "") }))
        .route("/api/whose", get(|address: ClientAddress| async move { format!("{:?}", address.0) }))
        .route("/api/defect", get(async || -> String { panic!("the phone is +79000000101") }));
    (guard(routes, &app), app)
}

async fn ask(router: &Router, path: &str) -> Response {
    ask_with(router, path, &[]).await
}

async fn ask_with(router: &Router, path: &str, headers: &[(&str, &str)]) -> Response {
    let request = Request::builder().method(Method::GET).uri(path);
    let mut request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request = request.extension(ConnectInfo(SocketAddr::from(([10, 0, 0, 2], 4711))));
    router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn a_panic_is_a_problem_that_says_nothing_of_it() {
    let (router, _) = house(Options::default());
    let answer = ask(&router, "/api/defect").await;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
    assert!(answer.headers().contains_key(header::CONTENT_SECURITY_POLICY));
    let body = text(answer).await;
    assert!(body.contains(r#""code":"internal""#) && !body.contains("7900"), "{body}");
    assert_eq!(ask(&router, "/api/calls").await.status(), StatusCode::OK, "others are served");
}

#[tokio::test]
async fn only_answers_without_a_secret_are_compressed() {
    let (router, _) = house(Options::default());
    let accept = [("accept-encoding", "gzip, br")];
    let encoding =
        async |path: &str| ask_with(&router, path, &accept).await.headers().get(header::CONTENT_ENCODING).cloned();
    assert_eq!(encoding("/api/calls").await.unwrap(), "br");
    assert_eq!(encoding("/api/auth/login").await, None);
    assert_eq!(encoding("/api/events/ticket").await, None);
}

#[tokio::test]
async fn the_page_of_the_documentation_may_load_its_own_files_and_nothing_inline() {
    let (router, _) = house(Options::default());
    let policy = async |path: &str| {
        ask(&router, path).await.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned()
    };
    let docs = policy("/api/docs/app.js").await;
    assert!(docs.contains("script-src 'self'") && docs.contains("frame-ancestors 'none'"), "{docs}");
    for policy in [docs, policy("/api/calls").await] {
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    }
    assert!(!policy("/api/docsish").await.contains("script-src"));
}

#[tokio::test]
async fn nothing_is_stored_unless_the_answer_says_so() {
    let (router, _) = house(Options::default());
    assert_eq!(ask(&router, "/api/calls").await.headers()[header::CACHE_CONTROL], "no-store");
    assert_eq!(ask(&router, "/api/cached").await.headers()[header::CACHE_CONTROL], "private, max-age=60");
}

#[tokio::test]
async fn a_stream_keeps_its_place_until_it_ends_and_takes_none_of_the_requests() {
    let limits = Concurrency { requests: 1, streams: 1, webhooks: 1 };
    let (router, app) = house(Options::default().concurrency(limits));
    let mut open = ask(&router, "/api/events").await;
    assert!(open.body_mut().frame().await.is_some());
    assert_eq!(app.defence.load.taken(), [("requests", 0), ("streams", 1), ("webhooks", 0)]);

    assert_eq!(ask(&router, "/api/events").await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(ask(&router, "/api/calls").await.status(), StatusCode::OK);
    drop(open);
    assert_eq!(ask(&router, "/api/events").await.status(), StatusCode::OK, "its place is free again");
}

#[tokio::test]
async fn a_download_keeps_its_place_until_it_ends() {
    let (router, app) = house(Options::default());
    let open = ask(&router, "/api/export").await;
    assert_eq!(app.defence.load.taken()[0], ("requests", 1));
    drop(open);
    assert_eq!(app.defence.load.taken()[0], ("requests", 0));
    drop(ask(&router, "/api/calls").await);
    assert_eq!(app.defence.load.taken()[0], ("requests", 0));
}

#[tokio::test]
async fn handlers_learn_the_client_s_address() {
    let proxy: ipnet::IpNet = "10.0.0.0/8".parse().unwrap();
    let forwarded = [("x-forwarded-for", "203.0.113.7")];
    let whose = async |options| text(ask_with(&house(options).0, "/api/whose", &forwarded).await).await;
    assert_eq!(whose(Options::default()).await, "Some(10.0.0.2)");
    assert_eq!(whose(Options::default().trusted_proxy(proxy)).await, "Some(203.0.113.7)");
}
