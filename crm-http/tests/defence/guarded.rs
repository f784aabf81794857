//! The router with an admin who is signed in, and requests as the network would bring them.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, request};
use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::auth::SignInRequest;
use crm_core::conformance::MemoryStore;
use crm_core::kernel::{ManualClock, Text, Timestamp};
use crm_core::operators::{Login, NewOperator};
use crm_http::Options;
use http_body_util::BodyExt;
use tower::ServiceExt;

pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) struct Office {
    pub(crate) crm: Crm,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) token: String,
}

impl Office {
    pub(crate) async fn open() -> Self {
        let clock = Arc::new(ManualClock::at(Timestamp::parse("2026-01-31T10:00:00Z").unwrap()));
        let crm = Crm::builder(MemoryStore::new()).clock(clock.clone()).open().await.unwrap();
        let token = signed_in(&crm, "anna").await;
        Self { crm, clock, token }
    }
    pub(crate) fn router(&self, options: Options) -> Router {
        crm_http::router(self.crm.clone(), options)
    }
    /// A request of the admin.
    pub(crate) fn get(&self, path: &str) -> request::Builder {
        get(path).header("authorization", format!("Bearer {}", self.token))
    }
    /// A request of the admin whose body never ends.
    pub(crate) fn slow(&self) -> Request<Body> {
        let never = futures_util::stream::pending::<Result<Bytes, std::io::Error>>();
        self.get("/api/calls")
            .method("POST")
            .header("content-type", "application/json")
            .body(Body::from_stream(never))
            .unwrap()
    }
}

/// Adds an admin and signs in.
pub(crate) async fn signed_in(crm: &Crm, login: &str) -> String {
    let admin = NewOperator::admin(Text::new("Анна").unwrap(), Login::new(login).unwrap(), PASSWORD.into());
    crm.operators().create(&Actor::system("test"), &admin, None).await.unwrap();
    let signed = crm.auth().login(&SignInRequest::new(login, PASSWORD)).await.unwrap();
    signed.access_token.expose().to_owned()
}

pub(crate) fn get(path: &str) -> request::Builder {
    Request::builder().uri(path)
}

pub(crate) trait FromAddress {
    fn from(self, address: &str) -> Self;
}

impl FromAddress for request::Builder {
    fn from(self, address: &str) -> Self {
        let address: IpAddr = address.parse().unwrap();
        self.extension(ConnectInfo(SocketAddr::new(address, 40_000)))
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name} in {self:?}")).to_str().unwrap()
    }
    /// It must be a problem with this status and code.
    #[track_caller]
    pub(crate) fn is_problem(&self, status: u16, code: &str) {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let problem: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!((&problem["code"], &problem["status"]), (&code.into(), &status.into()), "{self:?}");
    }
}

pub(crate) async fn ask(router: &Router, request: request::Builder) -> Answer {
    send(router, request.body(Body::empty()).unwrap()).await
}

pub(crate) async fn send(router: &Router, request: Request<Body>) -> Answer {
    let (head, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    Answer { status: head.status, headers: head.headers, body }
}

/// The metrics, as the machine itself sees them.
pub(crate) async fn metrics(router: &Router) -> String {
    let answer = ask(router, get("/api/metrics").from("127.0.0.1")).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.body
}

/// Waits until a line is among the metrics.
pub(crate) async fn until_metric(router: &Router, line: &str) {
    let found = async {
        while !metrics(router).await.lines().any(|shown| shown == line) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let is_found = tokio::time::timeout(Duration::from_secs(20), found).await.is_ok();
    assert!(is_found, "{line} never came: {}", metrics(router).await);
}
