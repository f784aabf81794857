//! Signing in, profile, password, sessions.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderName, Request, Response, StatusCode, header};
use crm_http::Options;
use http_body_util::BodyExt as _;
use insta::assert_snapshot;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::{Ask, Office, PASSWORD};

const X_SESSION: HeaderName = HeaderName::from_static("x-session");

fn credentials() -> Value {
    json!({"login": "Ivanov", "password": PASSWORD})
}

fn header_of<'r>(response: &'r Response<Body>, name: &HeaderName) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn body_of(response: Response<Body>) -> Value {
    serde_json::from_slice(&response.into_body().collect().await.unwrap().to_bytes()).unwrap()
}

impl Office {
    /// Signs the operator in and gives the pair of tokens.
    async fn pair(&self) -> (String, String) {
        let (_, body) = self.ask("POST /auth/login").json(&credentials()).answer().await;
        let token = |name: &str| body[name].as_str().unwrap().to_owned();
        (token("accessToken"), token("refreshToken"))
    }

    fn refresh(&self, token: &str) -> Ask<'_> {
        self.ask("POST /auth/refresh").json(&json!({"refreshToken": token}))
    }

    /// As a browser's page asks, on this host.
    fn page(&self, request: &str, host: &str) -> Ask<'_> {
        self.ask(request).header(X_SESSION, "cookie").header(header::HOST, host)
    }

    /// The cookie a browser keeps after signing in on this host, with its attributes.
    async fn signed_in_page(&self, host: &str) -> String {
        let response = self.page("POST /auth/login", host).json(&credentials()).send().await;
        header_of(&response, &header::SET_COOKIE).to_owned()
    }
}

/// The pair of name and value that the browser sends back.
fn kept(cookie: &str) -> &str {
    cookie.split(';').next().unwrap()
}

/// The cookie without its token.
fn shown(cookie: &str) -> String {
    cookie.replace(kept(cookie), "crm_refresh=[token]")
}

#[tokio::test]
async fn signing_in() {
    let office = Office::open().await;
    assert_snapshot!(office.ask("POST /auth/login").json(&json!({"login": "Ivanov", "password": "x"})).shown().await);
    let (status, mut body) = office.ask("POST /auth/login").json(&credentials()).answer().await;
    assert_eq!(status, StatusCode::OK);
    for token in ["accessToken", "refreshToken"] {
        assert_eq!(body[token].as_str().unwrap().split('.').count(), 3, "{token}");
        body[token] = Value::from("[token]");
    }
    // The password that was sent is not shown, so the request is not either.
    assert_snapshot!("signed_in", serde_json::to_string_pretty(&body).unwrap());
}

#[tokio::test]
async fn who_does_not_exist_is_refused_as_a_wrong_password_is() {
    let office = Office::open().await;
    let unknown = office.ask("POST /auth/login").json(&json!({"login": "nobody", "password": "x"})).answer().await;
    let wrong = office.ask("POST /auth/login").json(&json!({"login": "ivanov", "password": "x"})).answer().await;
    assert_eq!(unknown, wrong);
}

#[tokio::test]
async fn a_sign_in_of_another_shape() {
    let office = Office::open().await;
    let body = json!({"login": "ivanov", "password": 12_345_678});
    assert_snapshot!("password_of_wrong_type", office.ask("POST /auth/login").json(&body).shown().await);
    let ask = office.ask("POST /auth/login").header(X_SESSION, "pigeon").json(&json!({"login": "a", "password": "b"}));
    assert_snapshot!("unknown_way_to_keep_a_session", ask.shown().await);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let office = Office::open().await;
    let guess = json!({"login": "ivanov", "password": "x"});
    for _ in 0..3 {
        let (status, _) = office.ask("POST /auth/login").json(&guess).answer().await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    assert_snapshot!(office.ask("POST /auth/login").json(&guess).shown().await);
}

#[tokio::test]
async fn guesses_from_elsewhere_do_not_delay_whoever_is_guessed_at() {
    let office = Office::open().await;
    let sign_in = async |address: &str, password: &str| {
        let body = json!({"login": "ivanov", "password": password}).to_string();
        let address: SocketAddr = address.parse().unwrap();
        let request = Request::post("/api/auth/login").header(header::CONTENT_TYPE, "application/json");
        let request = request.extension(ConnectInfo(address)).body(Body::from(body)).unwrap();
        office.router.clone().oneshot(request).await.unwrap().status()
    };
    for expected in [StatusCode::UNAUTHORIZED; 3].into_iter().chain([StatusCode::TOO_MANY_REQUESTS]) {
        assert_eq!(sign_in("203.0.113.7:4711", "x").await, expected);
    }
    assert_eq!(sign_in("198.51.100.1:4711", PASSWORD).await, StatusCode::OK);
    let (_, sessions) = office.ask("GET /auth/sessions").by(&office.operator).answer().await;
    assert_eq!(sessions["data"][0]["address"], "198.51.100.1");
}

#[tokio::test]
async fn somebody_deactivated_is_told_so_after_the_right_password_only() {
    let office = Office::open().await;
    let status = json!({"version": 1, "status": "inactive"});
    let path = format!("PATCH /operators/{}/status", office.operator.id);
    office.ask(&path).by(&office.admin).json(&status).answer().await;
    let (_, right) = office.ask("POST /auth/login").json(&credentials()).answer().await;
    let (_, wrong) = office.ask("POST /auth/login").json(&json!({"login": "ivanov", "password": "x"})).answer().await;
    assert_eq!([&right["code"], &wrong["code"]], ["auth.deactivated", "auth.wrong_credentials"]);
    assert_snapshot!(office.ask("GET /auth/profile").by(&office.operator).shown().await);
}

#[tokio::test]
async fn a_refresh_token_is_exchanged_once_and_ends_the_session_when_it_comes_back() {
    let office = Office::open().await;
    let (_, first) = office.pair().await;
    let (status, body) = office.refresh(&first).answer().await;
    assert_eq!(status, StatusCode::OK);
    assert_ne!(body["refreshToken"], first.as_str());
    office.clock.advance(std::time::Duration::from_secs(60));
    let (status, body) = office.refresh(&first).answer().await;
    assert_eq!((status, &body["code"]), (StatusCode::UNAUTHORIZED, &json!("auth.token_reused")));
}

#[tokio::test]
async fn an_access_token_is_no_refresh_token_and_the_reverse() {
    let office = Office::open().await;
    let (access, refresh) = office.pair().await;
    let (status, body) = office.refresh(&access).answer().await;
    assert_eq!((status, &body["code"]), (StatusCode::UNAUTHORIZED, &json!("auth.token_wrong_type")));
    let ask = office.ask("GET /auth/profile").header(header::AUTHORIZATION, format!("Bearer {refresh}"));
    assert_snapshot!("refresh_token_as_access_token", ask.shown().await);
    let ask = office.ask("GET /auth/profile").header(header::AUTHORIZATION, "Bearer junk");
    assert_snapshot!("token_that_is_none", ask.shown().await);
    assert_snapshot!("refresh_without_body", office.ask("POST /auth/refresh").shown().await);
    assert_snapshot!("refresh_without_token", office.ask("POST /auth/refresh").json(&json!({})).shown().await);
}

#[tokio::test]
async fn a_browser_keeps_its_refresh_token_in_a_cookie_and_nowhere_else() {
    let office = Office::open().await;
    let response = office.page("POST /auth/login", "office.example").json(&credentials()).send().await;
    let cookie = header_of(&response, &header::SET_COOKIE).to_owned();
    assert_eq!(shown(&cookie), "crm_refresh=[token]; Path=/api/auth; HttpOnly; SameSite=Strict; Secure");
    assert_eq!(body_of(response).await.get("refreshToken"), None);

    let ask = office.page("POST /auth/refresh", "office.example").header(header::ORIGIN, "https://office.example");
    let response = ask.header(header::COOKIE, format!("theme=dark; {}", kept(&cookie))).send().await;
    assert_eq!(response.status(), StatusCode::OK);
    let next = header_of(&response, &header::SET_COOKIE).to_owned();
    assert_ne!(kept(&next), kept(&cookie));
    assert_eq!(body_of(response).await.get("refreshToken"), None);
}

#[tokio::test]
async fn a_cookie_is_secure_except_on_the_own_machine() {
    let office = Office::open().await;
    for (host, secure) in [
        ("office.example", true),
        ("localhost.example", true),
        ("localhost:5000", false),
        ("127.0.0.1:5000", false),
        ("[::1]:5000", false),
    ] {
        assert_eq!(office.signed_in_page(host).await.contains("; Secure"), secure, "{host}");
    }
    // A proxy in front may ask for its own machine; the page tells where it is.
    let behind = office.page("POST /auth/login", "127.0.0.1:5000").header(header::ORIGIN, "https://office.example");
    let response = behind.json(&credentials()).send().await;
    assert!(header_of(&response, &header::SET_COOKIE).contains("; Secure"));
}

#[tokio::test]
async fn a_page_of_another_site_cannot_use_the_cookie() {
    let office = Office::open().await;
    let cookie = office.signed_in_page("office.example").await;
    let ask = || office.page("POST /auth/refresh", "office.example").header(header::COOKIE, kept(&cookie));
    for origin in ["https://evil.example", "null", "https://office.example:8443", "https://office.example.evil.example"]
    {
        let (status, body) = ask().header(header::ORIGIN, origin).answer().await;
        assert_eq!((status, &body["code"]), (StatusCode::FORBIDDEN, &json!("request.foreign_origin")), "{origin}");
    }
    assert_snapshot!("page_of_no_origin", ask().shown().await);
    // None of this has used the token up.
    let (status, _) = ask().header(header::ORIGIN, "https://office.example").answer().await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_of_a_site_that_the_office_named_may_use_the_cookie() {
    let office = Office::open_with(Options::default().cors_origin("http://localhost:3000".parse().unwrap())).await;
    let cookie = office.signed_in_page("localhost:5000").await;
    let ask = office.page("POST /auth/refresh", "localhost:5000").header(header::COOKIE, kept(&cookie));
    assert_eq!(ask.header(header::ORIGIN, "http://localhost:3000").answer().await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_page_without_the_cookie_signs_in_first() {
    let office = Office::open().await;
    let ask = office.page("POST /auth/refresh", "office.example").header(header::ORIGIN, "https://office.example");
    assert_snapshot!(ask.shown().await);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie_back() {
    let office = Office::open().await;
    let cookie = office.signed_in_page("office.example").await;
    let ask = office.page("POST /auth/logout", "office.example").by(&office.operator);
    let response = ask.header(header::COOKIE, kept(&cookie)).send().await;
    assert_eq!(response.status(), StatusCode::OK);
    let forgotten = "crm_refresh=; Path=/api/auth; HttpOnly; SameSite=Strict; Secure; Max-Age=0";
    assert_eq!(header_of(&response, &header::SET_COOKIE), forgotten);
    assert_snapshot!("signed_out", office.ask("POST /auth/logout").by(&office.director).shown().await);
    assert_snapshot!("after_signing_out", office.ask("GET /auth/profile").by(&office.director).shown().await);
}

#[tokio::test]
async fn one_s_own_profile() {
    let office = Office::open().await;
    assert_snapshot!("own_profile", office.ask("GET /auth/profile").by(&office.operator).shown().await);
    assert_snapshot!("nobody_s_profile", office.ask("GET /auth/profile").shown().await);
}

#[tokio::test]
async fn one_s_own_password_is_changed_by_the_present_one() {
    let office = Office::open().await;
    let change = |present: &str, new: &str| {
        let body = json!({"currentPassword": present, "password": new});
        office.ask("PUT /auth/password").by(&office.operator).json(&body)
    };
    let (other, _) = office.pair().await;
    assert_snapshot!("wrong_present_password", change("x", "a new long phrase").shown().await);
    assert_snapshot!("weak_password", change(PASSWORD, "IVANOV").shown().await);
    let (status, body) = change(PASSWORD, "a new long phrase").answer().await;
    assert_eq!((status, &body["data"]["login"]), (StatusCode::OK, &json!("ivanov")));
    let (_, body) = office.ask("POST /auth/login").json(&credentials()).answer().await;
    assert_eq!(body["code"], "auth.wrong_credentials");
    let (_, body) =
        office.ask("GET /auth/profile").header(header::AUTHORIZATION, format!("Bearer {other}")).answer().await;
    assert_eq!(body["code"], "auth.session_revoked");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let office = Office::open().await;
    let agent = office.ask("POST /auth/login").header(header::USER_AGENT, "Firefox").json(&credentials());
    agent.answer().await;
    assert_snapshot!("own_sessions", office.ask("GET /auth/sessions").by(&office.operator).shown().await);
    let (_, body) = office.ask("GET /auth/sessions").by(&office.operator).answer().await;
    let path = format!("DELETE /auth/sessions/{}", body["data"][0]["id"]);
    assert_snapshot!("session_of_somebody_else", office.ask(&path).by(&office.stranger).shown().await);
    assert_snapshot!("session_ended", office.ask(&path).by(&office.operator).shown().await);
    let of_operator = format!("GET /auth/sessions?operatorId={}", office.operator.id);
    assert_snapshot!("sessions_of_another", office.ask(&of_operator).by(&office.admin).shown().await);
    assert_snapshot!("sessions_of_another_refused", office.ask(&of_operator).by(&office.stranger).shown().await);
}

#[tokio::test]
async fn no_answer_about_signing_in_is_kept_by_a_cache() {
    let office = Office::open().await;
    for ask in [
        office.ask("POST /auth/login").json(&credentials()),
        office.ask("GET /auth/profile").by(&office.operator),
        office.ask("GET /auth/sessions").by(&office.operator),
        office.ask("GET /auth/sessions?colour=red").by(&office.operator),
        office.refresh("junk"),
        office.ask("POST /auth/logout").by(&office.operator),
    ] {
        assert_eq!(header_of(&ask.send().await, &header::CACHE_CONTROL), "no-store");
    }
}
