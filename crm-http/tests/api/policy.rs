//! Who may call what: every operation of the API document, by everybody there is.
//!
//! The records are Moscow's: a call that rang its operator's phone, that operator's orders with Moscow's master, the cash
//! of one of them, a client who waits, a shift of the operator. A line names an operation and those for whom it works:
//!
//! `a` an admin, `d` Moscow's director, `o` Moscow's operator, `s` Omsk's operator, `m` Moscow's master.
//!
//! Whoever is not named is refused with 403 or 404, and who is not signed in with 401. An operation without a line works
//! for nobody, so a new one fails here until somebody has decided.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{StatusCode, header};
use crm_core::access::Actor;
use crm_core::jobs::{JobState, NewJob};
use crm_core::kernel::Text;
use crm_http::{Options, Rates};
use serde_json::{Value, json};

use crate::support::{Office, PASSWORD, Person, order_with};

/// What needs no signing in; the webhooks have signatures of their own.
const OPEN: [&str; 8] = [
    "GET /health/live",
    "GET /health/ready",
    "GET /metrics",
    "GET /webhooks/mango/{path}",
    "POST /auth/login",
    "POST /auth/refresh",
    "POST /webhooks/mango/{path}",
    "POST /webhooks/sip/{source}",
];

const TABLE: &str = "
    GET    /admin/integrations              a
    GET    /admin/jobs                      a
    POST   /admin/jobs/{id}/retry           a
    GET    /admin/unknown-lines             a
    GET    /audit                           a
    GET    /audit/verify                    a
    POST   /auth/logout                     a d o s m
    PUT    /auth/password                   a d o s m
    GET    /auth/profile                    a d o s m
    GET    /auth/sessions                   a d o s m
    DELETE /auth/sessions/{id}              a   o
    GET    /callbacks                       a d o s m
    POST   /callbacks/{id}/close            a d o
    POST   /callbacks/{id}/release          a   o
    POST   /callbacks/{id}/take             a   o
    GET    /calls                           a d o s m
    POST   /calls                           a   o s
    GET    /calls/stats                     a d
    GET    /calls/{id}                      a d o
    PATCH  /calls/{id}                      a   o
    GET    /campaigns                       a d o s m
    POST   /campaigns                       a
    GET    /campaigns/{id}                  a d o s m
    PATCH  /campaigns/{id}                  a
    DELETE /campaigns/{id}                  a
    GET    /campaigns/{id}/costs            a d o s m
    POST   /campaigns/{id}/costs            a
    GET    /campaigns/{id}/costs/{costId}   a d
    PATCH  /campaigns/{id}/costs/{costId}   a
    DELETE /campaigns/{id}/costs/{costId}   a
    GET    /cash                            a d o s m
    GET    /cash/{id}                       a d     m
    POST   /cash/{id}/accept                a d
    POST   /cash/{id}/decline               a d
    POST   /cash/{id}/withdraw                      m
    GET    /cities                          a d o s m
    POST   /cities                          a
    GET    /cities/{id}                     a d o s m
    PATCH  /cities/{id}                     a
    DELETE /cities/{id}                     a
    GET    /clients/{phone}                 a d o s m
    GET    /events                          a d o s m
    POST   /events/ticket                   a d o s m
    GET    /export/calls.csv                a d o s
    GET    /export/calls.xlsx               a d o s
    GET    /export/orders.csv               a d o s
    GET    /export/orders.xlsx              a d o s
    GET    /export/stats.csv                a d
    GET    /export/stats.xlsx               a d
    GET    /lines                           a d o s m
    POST   /lines                           a
    GET    /lines/{id}                      a d o
    PATCH  /lines/{id}                      a
    DELETE /lines/{id}                      a
    GET    /masters                         a d o s m
    POST   /masters                         a d
    GET    /masters/{id}                    a d o   m
    PATCH  /masters/{id}                    a d
    DELETE /masters/{id}                    a d
    GET    /masters/{id}/cash               a d     m
    POST   /masters/{id}/cash                       m
    GET    /operators                       a d o s m
    POST   /operators                       a
    PUT    /operators/me/work-state         a d o s m
    GET    /operators/{id}                  a d o
    PATCH  /operators/{id}                  a
    DELETE /operators/{id}                  a
    PUT    /operators/{id}/password         a
    PATCH  /operators/{id}/status           a
    GET    /operators/{id}/time             a d o
    GET    /operators/{id}/work-log         a d o
    PUT    /operators/{id}/work-state       a   o
    GET    /orders                          a d o s m
    POST   /orders                          a d o
    POST   /orders/from-call                a d o
    GET    /orders/{id}                     a d o   m
    PATCH  /orders/{id}                     a d o
    GET    /orders/{id}/history             a d o   m
    GET    /orders/{id}/ledger              a d o   m
    PUT    /orders/{id}/master              a d o
    PUT    /orders/{id}/status              a d o   m
    GET    /settings                        a d o s m
    PATCH  /settings                        a
    GET    /shifts                          a d o s m
    POST   /shifts                          a d
    GET    /shifts/attendance               a d o s m
    GET    /shifts/{id}                     a d o
    PATCH  /shifts/{id}                     a d
    DELETE /shifts/{id}                     a d
    GET    /slots                           a d o s m
    GET    /stats/campaigns                 a d
    GET    /stats/cities                    a d
    GET    /stats/daily                     a d
    GET    /stats/masters                   a d
    GET    /stats/my                        a d o s m
    GET    /stats/operator/{id}             a d o
    GET    /stats/operators                 a d
    GET    /stats/overall                   a d
    GET    /stats/service-level             a d
    GET    /stats/staffing                  a d
    GET    /stats/wallboard                 a d o s
";

/// The office with a record of every kind.
struct World {
    office: Office,
    callback: i64,
    callback_version: i64,
    session: i64,
    job: i64,
}

impl World {
    async fn new() -> Self {
        let office = Office::open_with(Options::default().rates(Rates::UNLIMITED)).await;
        office.call("entry-1", "79990000001", "101").await;
        office.missed("entry-2", "79990000002").await;
        let made = async |ask: crate::support::Ask<'_>, body: Value| {
            let (status, answer) = ask.json(&body).answer().await;
            assert!(status.is_success(), "{answer}");
        };
        for phone in ["+79990000003", "+79990000004"] {
            let order = office.order_with(json!({ "phone": phone })).await;
            let master = office.master.id.get();
            office.move_order(order, json!({"statusOrder": "accepted", "masterId": master})).await;
        }
        office.move_order(2, json!({"statusOrder": "in_progress"})).await;
        office.move_order(2, json!({"statusOrder": "completed", "result": "1500"})).await;
        let cash = format!("POST /masters/{}/cash", office.master.id);
        made(office.ask(&cash).by(&office.master), json!({"city": "Москва", "amount": "100"})).await;
        let shift = json!({"operatorId": office.operator.id.get(), "from": "2025-02-01T06:00:00Z", "to": "2025-02-01T14:00:00Z"});
        made(office.ask("POST /shifts").by(&office.admin), shift).await;
        let cost = json!({"city": "Москва", "firstDay": "2025-01-01", "lastDay": "2025-01-31", "amount": "1000"});
        made(office.ask("POST /campaigns/1/costs").by(&office.admin), cost).await;
        let (_, waiting) = office.ask("GET /callbacks").by(&office.operator).answer().await;
        let callback = waiting["data"][0].clone();
        let (_, sessions) = office.ask("GET /auth/sessions").by(&office.operator).answer().await;
        let job = dead_job(&office).await;
        Self {
            callback: callback["id"].as_i64().unwrap(),
            callback_version: callback["version"].as_i64().unwrap(),
            session: sessions["data"][0]["id"].as_i64().unwrap(),
            job,
            office,
        }
    }

    fn person(&self, letter: &str) -> &Person {
        match letter {
            "a" => &self.office.admin,
            "d" => &self.office.director,
            "o" => &self.office.operator,
            "s" => &self.office.stranger,
            "m" => &self.office.master,
            other => panic!("nobody is called {other}"),
        }
    }

    /// The address of an operation about Moscow's records.
    fn address(&self, operation: &str) -> String {
        let (_, path) = operation.split_once(' ').unwrap();
        let room = path.split('/').nth(1).unwrap();
        let id = match room {
            "callbacks" => self.callback,
            "auth" => self.session,
            "admin" => self.job,
            "masters" => self.office.master.id.get(),
            "operators" | "stats" => self.office.operator.id.get(),
            "cities" => self.office.moscow.get(),
            _ => 1,
        };
        let query = match operation {
            "GET /operators/{id}/time" | "GET /operators/{id}/work-log" => "?from=2025-01-21&to=2025-01-21",
            "GET /shifts/attendance" => "?dateFrom=2025-01-21&dateTo=2025-01-21",
            "GET /slots" => "?city=%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0&date=2025-01-22&typeEquipment=kp",
            "GET /stats/wallboard" => "",
            _ if room == "stats" || operation.starts_with("GET /export/stats") || path == "/calls/stats" => {
                "?startDate=2025-01-01&endDate=2025-01-31"
            }
            _ => "",
        };
        path.replace("{id}", &id.to_string()).replace("{costId}", "1").replace("{phone}", "+79990000003") + query
    }

    /// The version of the record that an operation changes.
    async fn version(&self, address: &str) -> Option<String> {
        if address.starts_with("/callbacks/") {
            return Some(format!("\"{}\"", self.callback_version));
        }
        let mut parts: Vec<&str> = address.split('/').collect();
        if parts.len().is_multiple_of(2) {
            parts.pop();
        }
        let response = self.office.ask(&format!("GET {}", parts.join("/"))).by(&self.office.admin).send().await;
        Some(response.headers().get(header::ETAG)?.to_str().unwrap().to_owned())
    }

    fn body(&self, operation: &str) -> Option<Value> {
        let operator = self.office.operator.id.get();
        let master = self.office.master.id.get();
        Some(match operation {
            "PUT /auth/password" => json!({"currentPassword": PASSWORD, "password": "another good one"}),
            "POST /callbacks/{id}/close" | "POST /cash/{id}/decline" => json!({"reason": "не нужно"}),
            "POST /calls" => json!({"direction": "in", "status": "missed", "dateCreate": "2025-01-21T09:00:00Z"}),
            "PATCH /calls/{id}" => json!({"category": "spam"}),
            "POST /campaigns" => json!({"name": "RK009"}),
            "PATCH /campaigns/{id}" => json!({"name": "RK010"}),
            "POST /campaigns/{id}/costs" => {
                json!({"city": "Москва", "firstDay": "2025-01-01", "lastDay": "2025-01-02", "amount": 5})
            }
            "PATCH /campaigns/{id}/costs/{costId}" => json!({"amount": "7"}),
            "POST /cities" => json!({"name": "Уфа", "zone": "Asia/Yekaterinburg"}),
            "PATCH /cities/{id}" => json!({"name": "Москва и область"}),
            "POST /lines" => json!({"number": "+74950000009"}),
            "PATCH /lines/{id}" => json!({"avitoName": "Ремонт"}),
            "POST /masters" => json!({"name": "М", "login": "mm", "password": PASSWORD, "city": "Москва"}),
            "PATCH /masters/{id}" | "PATCH /operators/{id}" => json!({"name": "Новое имя"}),
            "POST /masters/{id}/cash" => json!({"city": "Москва", "amount": "50"}),
            "POST /operators" => {
                json!({"name": "О", "login": "oo", "password": PASSWORD, "role": "operator", "city": "Москва"})
            }
            "PUT /operators/me/work-state" | "PUT /operators/{id}/work-state" => json!({"state": "break"}),
            "PUT /operators/{id}/password" => json!({"password": "another good one"}),
            "PATCH /operators/{id}/status" => json!({"status": "inactive"}),
            "POST /orders" => order_with(json!({})),
            "POST /orders/from-call" => {
                let mut order = order_with(json!({"callId": 1}));
                for given_by_the_call in ["phone", "city", "rk"] {
                    order.as_object_mut().unwrap().remove(given_by_the_call);
                }
                order
            }
            "PATCH /orders/{id}" => json!({"problem": "Шумит"}),
            "PUT /orders/{id}/master" => json!({"masterId": master}),
            "PUT /orders/{id}/status" => json!({"statusOrder": "en_route"}),
            "PATCH /settings" => json!({"wrapUpSeconds": 30}),
            "POST /shifts" => {
                json!({"operatorId": operator, "from": "2025-03-01T06:00:00Z", "to": "2025-03-01T14:00:00Z"})
            }
            "PATCH /shifts/{id}" => json!({"note": "вместо коллеги"}),
            _ => return None,
        })
    }

    /// What the operation answers to somebody, or to nobody.
    async fn ask(&self, operation: &str, who: Option<&Person>) -> StatusCode {
        let (method, _) = operation.split_once(' ').unwrap();
        let address = self.address(operation);
        let mut ask = self.office.ask(&format!("{method} {address}"));
        if let Some(person) = who {
            ask = ask.by(person);
        }
        if method != "GET"
            && let Some(version) = self.version(&address).await
        {
            ask = ask.header(header::IF_MATCH, version);
        }
        if let Some(body) = self.body(operation) {
            ask = ask.json(&body);
        }
        ask.send().await.status()
    }
}

async fn dead_job(office: &Office) -> i64 {
    let program = Actor::system("test");
    let queue: Text<64> = Text::new("recordings").unwrap();
    let run_at = office.crm.now();
    let new = NewJob { queue: queue.clone(), subject: Text::new("call 1").unwrap(), payload: "{}".into(), run_at };
    let job = office.crm.jobs().enqueue(&program, &new).await.unwrap();
    loop {
        let lease = std::time::Duration::from_secs(1);
        if let Some(claim) = office.crm.jobs().claim(&program, &queue, lease).await.unwrap()
            && office.crm.jobs().fail(&claim, "no answer").await.unwrap() == JobState::Dead
        {
            // Sessions would have ended by now.
            office.clock.set(run_at);
            return job.id.get();
        }
        office.clock.advance(std::time::Duration::from_hours(1));
    }
}

fn table() -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut table = BTreeMap::new();
    for line in TABLE.lines().filter(|line| !line.trim().is_empty()) {
        let mut words = line.split_whitespace();
        let operation = format!("{} {}", words.next().unwrap(), words.next().unwrap());
        assert!(table.insert(operation.clone(), words.collect()).is_none(), "{operation} has two lines");
    }
    table
}

fn operations() -> BTreeSet<String> {
    let document = serde_json::to_value(crm_http::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap().clone();
    let methods = ["get", "post", "put", "patch", "delete"];
    let of_path = |(path, item): (String, Value)| {
        let path = path.strip_prefix("/api").unwrap().to_owned();
        let asked = methods.into_iter().filter(move |method| !item[*method].is_null());
        asked.map(move |method| format!("{} {path}", method.to_uppercase())).collect::<Vec<_>>()
    };
    paths.into_iter().flat_map(of_path).collect()
}

#[test]
fn the_table_and_the_document_name_the_same_operations() {
    let open: BTreeSet<String> = OPEN.map(str::to_owned).into();
    let told: BTreeSet<String> = table().into_keys().chain(open).collect();
    assert_eq!(told, operations());
}

#[tokio::test]
async fn whoever_is_not_named_is_refused() {
    let (table, world) = (table(), World::new().await);
    let mut wrong = Vec::new();
    for operation in operations().iter().filter(|operation| !OPEN.contains(&operation.as_str())) {
        let allowed = table.get(operation).cloned().unwrap_or_default();
        let status = world.ask(operation, None).await;
        if status != StatusCode::UNAUTHORIZED {
            wrong.push(format!("{operation}, nobody: {status}"));
        }
        for who in ["a", "d", "o", "s", "m"].into_iter().filter(|who| !allowed.contains(who)) {
            let status = world.ask(operation, Some(world.person(who))).await;
            if ![StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&status) {
                wrong.push(format!("{operation}, {who}: {status}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn whoever_is_named_is_served() {
    let mut wrong = Vec::new();
    let reading = World::new().await;
    for (operation, allowed) in table() {
        for who in allowed {
            // Each change begins from the same office.
            let fresh = if operation.starts_with("GET") { None } else { Some(World::new().await) };
            let world = fresh.as_ref().unwrap_or(&reading);
            if operation == "POST /callbacks/{id}/release" {
                let taken = world.ask("POST /callbacks/{id}/take", Some(world.person(who))).await;
                assert_eq!(taken, StatusCode::OK);
                let status = world.released(who).await;
                if !status.is_success() {
                    wrong.push(format!("{operation}, {who}: {status}"));
                }
                continue;
            }
            let status = world.ask(&operation, Some(world.person(who))).await;
            if !status.is_success() {
                wrong.push(format!("{operation}, {who}: {status}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

impl World {
    /// Gives back the call-back that was just taken, which is one version further.
    async fn released(&self, who: &str) -> StatusCode {
        let version = format!("\"{}\"", self.callback_version + 1);
        let ask = self.office.ask(&format!("POST /callbacks/{}/release", self.callback)).by(self.person(who));
        ask.header(header::IF_MATCH, version).send().await.status()
    }
}
