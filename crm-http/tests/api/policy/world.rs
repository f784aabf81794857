//! An office with a record of every kind, and how each operation is asked about them.

use axum::http::{StatusCode, header};
use crm_core::access::Actor;
use crm_core::jobs::{JobState, NewJob};
use crm_core::kernel::Text;
use crm_http::{Options, Rates};
use serde_json::{Value, json};

use crate::admin::database_told;
use crate::support::{Ask, Office, PASSWORD, Person, order_with};

/// The office with a record of every kind.
pub(super) struct World {
    office: Office,
    callback: i64,
    callback_version: i64,
    session: i64,
    job: i64,
}

impl World {
    pub(super) async fn new() -> Self {
        Self::of(Office::open_with(options()).await).await
    }

    /// A new one in the place of this one.
    pub(super) async fn again(self) -> Self {
        Self::of(self.office.again(options()).await).await
    }

    async fn of(office: Office) -> Self {
        office.call("entry-1", "79990000001", "101").await;
        office.missed("entry-2", "79990000002").await;
        let made = async |ask: Ask<'_>, body: Value| {
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

    pub(super) fn person(&self, letter: &str) -> &Person {
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
    pub(super) async fn ask(&self, operation: &str, who: Option<&Person>) -> StatusCode {
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

    /// Gives back the call-back that was just taken, which is one version further.
    pub(super) async fn released(&self, who: &str) -> StatusCode {
        let version = format!("\"{}\"", self.callback_version + 1);
        let ask = self.office.ask(&format!("POST /callbacks/{}/release", self.callback)).by(self.person(who));
        ask.header(header::IF_MATCH, version).send().await.status()
    }
}

fn options() -> Options {
    Options::default().rates(Rates::UNLIMITED).database(database_told)
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
