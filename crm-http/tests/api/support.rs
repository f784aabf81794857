//! An office behind the router: a fixed clock, two cities, and somebody of every role.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, Request, Response, StatusCode, header};
use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::auth::{Passwords, SignInRequest, TokenKeys};
use crm_core::cities::NewCity;
use crm_core::kernel::{CityId, LineNumber, ManualClock, OperatorId, Text, Timestamp, Zone};
use crm_core::lines::NewLine;
use crm_core::operators::{Login, NewOperator, Role};
use crm_core::telephony::{MangoAccount, SipSource, mango};
use crm_http::Options;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::documented;
use crate::stores::Place;

/// The password of everybody in the office.
pub(crate) const PASSWORD: &str = "correct horse battery";
/// When every test begins.
pub(crate) const MORNING: &str = "2025-01-21T10:00:00Z";

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: OperatorId,
    pub(crate) token: String,
}

/// The office.
pub(crate) struct Office {
    pub(crate) crm: Crm,
    place: Place,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) router: Router,
    pub(crate) account: MangoAccount,
    pub(crate) moscow: CityId,
    pub(crate) omsk: CityId,
    /// Serves every city.
    pub(crate) admin: Person,
    /// Moscow, extension 101.
    pub(crate) operator: Person,
    /// Omsk, extension 201.
    pub(crate) stranger: Person,
    /// Moscow.
    pub(crate) director: Person,
    /// Moscow.
    pub(crate) master: Person,
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::open_with(Options::default()).await
    }

    pub(crate) async fn open_with(options: Options) -> Self {
        Self::open_in(Place::new().await, options).await
    }

    /// A new one in the place of this one.
    pub(crate) async fn again(self, options: Options) -> Self {
        self.crm.close().await.unwrap();
        Self::open_in(self.place, options).await
    }

    async fn open_in(place: Place, options: Options) -> Self {
        let clock = Arc::new(ManualClock::at(Timestamp::parse(MORNING).unwrap()));
        let account = MangoAccount::new(text("office"), "key".into(), "salt".into(), 0).unwrap();
        let sip = SipSource::new(text("pbx"), "key".into(), "salt".into()).unwrap().with_extensions(["101", "201"]);
        let crm = Crm::builder_shared(place.store().await)
            .clock(clock.clone())
            .passwords(Passwords::weak_for_tests())
            .tokens(TokenKeys::new("a secret of the tests, long enough to sign").unwrap())
            .mango(account.clone())
            .sip(sip)
            .open()
            .await
            .unwrap();
        let setup = Actor::system("setup");
        let city = async |name: &str, zone: &str| {
            crm.cities().create(&setup, &NewCity::new(text(name), Zone::parse(zone).unwrap()), None).await.unwrap().id
        };
        let (moscow, omsk) = (city("Москва", "Europe/Moscow").await, city("Омск", "Asia/Omsk").await);
        for (number, rk, city) in [("+74950000001", "RK001", moscow), ("+73810000001", "RK002", omsk)] {
            let number = LineNumber::parse(number).unwrap();
            let line = NewLine { campaign: Some(text(rk)), city: Some(city), ..NewLine::new(number) };
            crm.lines().create(&setup, &line, None).await.unwrap();
        }
        let admin = join(&crm, "admin", "Администратор", Role::Admin, None, None).await;
        let operator = join(&crm, "ivanov", "Иван Иванов", Role::Operator, Some(moscow), Some("101")).await;
        let stranger = join(&crm, "petrova", "Анна Петрова", Role::Operator, Some(omsk), Some("201")).await;
        let director = join(&crm, "director", "Ольга Дмитриева", Role::Director, Some(moscow), None).await;
        let master = join(&crm, "master", "Пётр Мастеров", Role::Master, Some(moscow), None).await;
        let router = crm_http::router(crm.clone(), options);
        Self { crm, place, clock, router, account, moscow, omsk, admin, operator, stranger, director, master }
    }

    /// A request by this path, such as `GET /calls?limit=1`.
    pub(crate) fn ask(&self, request: &str) -> Ask<'_> {
        let (method, path) = request.split_once(' ').unwrap();
        Ask { office: self, method: method.to_owned(), path: path.to_owned(), headers: Vec::new(), body: None }
    }

    /// Somebody else of the office.
    pub(crate) async fn joined(&self, login: &str, name: &str, role: Role, city: Option<CityId>) -> Person {
        join(&self.crm, login, name, role, city, None).await
    }

    /// An order of Moscow's operator, as the requirements document it: its id.
    pub(crate) async fn order(&self) -> i64 {
        self.order_with(json!({})).await
    }

    /// The same with other fields.
    pub(crate) async fn order_with(&self, fields: Value) -> i64 {
        let (status, answer) = self.ask("POST /orders").by(&self.operator).json(&order_with(fields)).answer().await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        answer["data"]["id"].as_i64().unwrap()
    }

    /// Puts an order along, at the version it has: `move_order(1, json!({"statusOrder": "en_route"}))`.
    pub(crate) async fn move_order(&self, id: i64, mut body: Value) {
        let path = format!("/orders/{id}");
        let (_, order) = self.ask(&format!("GET {path}")).by(&self.admin).answer().await;
        body["version"] = order["data"]["version"].clone();
        let moved = self.ask(&format!("PUT {path}/status")).by(&self.admin).json(&body).answer().await;
        assert_eq!(moved.0, StatusCode::OK, "{}", moved.1);
    }

    /// A client rings Moscow's line for 30 s, and nobody answers. A minute passes.
    pub(crate) async fn missed(&self, entry: &str, client: &str) {
        let at = self.crm.now().seconds();
        let summary = json!({
            "entry_id": entry, "call_direction": 1, "from": {"number": client}, "to": {"extension": "101", "number": "101"},
            "line_number": "74950000001", "create_time": at, "forward_time": at, "talk_time": 0, "end_time": at + 30,
            "entry_result": 0, "disconnect_reason": 1100,
        });
        let body = mango::encode_form(&self.account, &summary.to_string());
        self.crm.telephony().mango("events/summary", body.as_bytes()).await.unwrap();
        self.clock.advance(Duration::from_mins(1));
    }

    /// Takes in a whole call of Mango's: a client rings Moscow's line, `extension` answers after 20 s and talks for 60 s.
    pub(crate) async fn call(&self, entry: &str, client: &str, extension: &str) {
        self.call_to(entry, client, extension, "74950000001").await;
    }

    /// The same on another line.
    pub(crate) async fn call_to(&self, entry: &str, client: &str, extension: &str, line: &str) {
        let at = self.crm.now().seconds();
        let leg = json!({
            "entry_id": entry, "call_id": format!("{entry}-1"), "timestamp": at, "seq": 1, "call_state": "Appeared",
            "location": "abonent", "from": {"number": client},
            "to": {"extension": extension, "number": extension, "line_number": line},
        });
        let summary = json!({
            "entry_id": entry, "call_direction": 1, "from": {"number": client},
            "to": {"extension": extension, "number": extension}, "line_number": line, "create_time": at,
            "forward_time": at, "talk_time": at + 20, "end_time": at + 80, "entry_result": 1, "disconnect_reason": 1110,
        });
        for (path, payload) in [("events/call", leg), ("events/summary", summary)] {
            let body = mango::encode_form(&self.account, &payload.to_string());
            self.crm.telephony().mango(path, body.as_bytes()).await.unwrap();
        }
    }
}

/// The order of the requirements' example, with some fields replaced.
pub(crate) fn order_with(fields: Value) -> Value {
    let mut order = json!({
        "rk": "RK001", "city": "Москва", "phone": "+79999999999", "typeOrder": "first_time", "clientName": "Иван Петров",
        "address": "ул. Ленина, д. 1", "dateMeeting": "2025-01-22T14:00:00Z", "typeEquipment": "kp", "problem": "Не работает",
    });
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    order.as_object_mut().unwrap().extend(fields);
    order
}

pub(crate) fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::new(text).unwrap()
}

async fn join(crm: &Crm, login: &str, name: &str, role: Role, city: Option<CityId>, extension: Option<&str>) -> Person {
    let setup = Actor::system("setup");
    let new = NewOperator {
        role,
        city,
        extension: extension.map(text),
        ..NewOperator::admin(text(name), Login::new(login).unwrap(), PASSWORD.into())
    };
    let id = crm.operators().create(&setup, &new, None).await.unwrap().id;
    let signed = crm.auth().login(&SignInRequest::new(login, PASSWORD)).await.unwrap();
    Person { id, token: signed.access_token.expose().to_owned() }
}

/// A request in the making.
pub(crate) struct Ask<'o> {
    office: &'o Office,
    method: String,
    path: String,
    headers: Vec<(HeaderName, String)>,
    body: Option<String>,
}

impl Ask<'_> {
    pub(crate) fn by(self, person: &Person) -> Self {
        let token = format!("Bearer {}", person.token);
        self.header(header::AUTHORIZATION, token)
    }
    pub(crate) fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
    pub(crate) fn json(self, body: &Value) -> Self {
        self.text("application/json", body.to_string())
    }
    pub(crate) fn text(mut self, kind: &str, body: String) -> Self {
        self.body = Some(body);
        self.header(header::CONTENT_TYPE, kind)
    }

    /// The answer as it is.
    pub(crate) async fn send(self) -> Response<Body> {
        let mut request = Request::builder().method(self.method.as_str()).uri(format!("/api{}", self.path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(self.body.map_or_else(Body::empty, Body::from)).unwrap();
        self.office.router.clone().oneshot(request).await.unwrap()
    }

    /// Status and JSON body.
    pub(crate) async fn answer(self) -> (StatusCode, Value) {
        let response = self.send().await;
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        (status, body)
    }

    /// The answer as a snapshot shows it: request line, status, telling headers, body.
    pub(crate) async fn shown(self) -> String {
        let first = format!("{} /api{}", self.method, self.path);
        let sent = self.body.clone().map(|body| format!("\n{body}")).unwrap_or_default();
        let (method, path) = (self.method.clone(), self.path.clone());
        let response = self.send().await;
        documented::check(&method, &path, &response);
        let mut shown = format!("{first}{sent}\n\n{}\n", response.status());
        for name in ["content-type", "location", "etag", "retry-after", "www-authenticate", "allow"] {
            if let Some(value) = response.headers().get(name) {
                writeln!(shown, "{name}: {}", value.to_str().unwrap()).unwrap();
            }
        }
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        shown + "\n" + &pretty(&bytes)
    }
}

fn pretty(bytes: &[u8]) -> String {
    let Ok(mut value) = serde_json::from_slice::<Value>(bytes) else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    hide_tokens(&mut value);
    serde_json::to_string_pretty(&value).unwrap()
}

/// Tokens are random: a snapshot shows that there is one.
fn hide_tokens(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if ["accessToken", "refreshToken", "ticket"].contains(&name.as_str()) && field.is_string() {
                    *field = Value::from("[token]");
                } else {
                    hide_tokens(field);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide_tokens),
        _ => {}
    }
}

/// The router behind a socket of its own; it stops with the test.
pub(crate) struct Server {
    base: String,
    client: reqwest::Client,
    serving: tokio::task::JoinHandle<()>,
}

impl Server {
    pub(crate) async fn of(router: Router) -> Self {
        // Somebody else in this process may have installed it already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/api", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { base, client: reqwest::Client::new(), serving }
    }
    pub(crate) fn get(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.get(format!("{}{path}", self.base))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
