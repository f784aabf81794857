//! Shifts.

use std::time::Duration;

use axum::http::StatusCode;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::Office;

impl Office {
    fn plan(&self, from: &str, to: &str) -> Value {
        json!({"operatorId": self.operator.id, "from": from, "to": to, "note": "На телефоне"})
    }

    /// Plans the operator's shift of the morning.
    async fn morning_shift(&self) {
        let body = self.plan("2025-01-21T10:05:00Z", "2025-01-21T10:30:00Z");
        let (status, _) = self.ask("POST /shifts").by(&self.director).json(&body).answer().await;
        assert_eq!(status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn a_shift_is_planned() {
    let office = Office::open().await;
    let plan = |body: &Value| office.ask("POST /shifts").by(&office.director).json(body);
    let body = office.plan("2025-01-22T06:00:00Z", "2025-01-22T15:00:00+03:00");
    assert_snapshot!("planned", plan(&body).shown().await);
    assert_snapshot!("overlapping", plan(&office.plan("2025-01-22T11:00:00Z", "2025-01-22T13:00:00Z")).shown().await);
    assert_snapshot!("too_short", plan(&office.plan("2025-01-23T06:00:00Z", "2025-01-23T06:01:00Z")).shown().await);
    let faults = json!({"operatorId": 0, "from": "monday", "to": "friday", "note": "\u{0}"});
    assert_snapshot!("with_faults", plan(&faults).shown().await);
    let mut elsewhere = office.plan("2025-01-23T06:00:00Z", "2025-01-23T15:00:00Z");
    elsewhere["operatorId"] = json!(office.stranger.id);
    assert_snapshot!("of_somebody_elsewhere", plan(&elsewhere).shown().await);
    assert_snapshot!("refused_to_operators", office.ask("POST /shifts").by(&office.operator).json(&body).shown().await);
}

#[tokio::test]
async fn a_page_of_shifts() {
    let office = Office::open().await;
    office.morning_shift().await;
    let query = "GET /shifts?dateFrom=2025-01-21&dateTo=2025-01-21&cancelled=false";
    assert_snapshot!("page", office.ask(query).by(&office.operator).shown().await);
    let (_, page) = office.ask("GET /shifts").by(&office.stranger).answer().await;
    assert_eq!(page["data"], json!([]));
    let query = "GET /shifts?dateFrom=monday&operatorId=0";
    assert_snapshot!("page_badly_asked", office.ask(query).by(&office.operator).shown().await);
    assert_snapshot!("page_for_nobody", office.ask("GET /shifts").shown().await);
    assert_snapshot!("one", office.ask("GET /shifts/1").by(&office.operator).shown().await);
    assert_snapshot!("one_of_somebody_else", office.ask("GET /shifts/1").by(&office.stranger).shown().await);
}

#[tokio::test]
async fn a_shift_is_moved_and_called_off() {
    let office = Office::open().await;
    office.morning_shift().await;
    let change = |body: &Value| office.ask("PATCH /shifts/1").by(&office.director).json(body);
    let body = json!({"version": 1, "to": "2025-01-21T11:00:00Z", "note": null});
    assert_snapshot!("moved", change(&body).shown().await);
    assert_snapshot!("moved_too_late", change(&body).shown().await);
    assert_snapshot!("moved_with_faults", change(&json!({"version": 2, "from": "soon"})).shown().await);
    assert_snapshot!("called_off_blindly", office.ask("DELETE /shifts/1").by(&office.director).shown().await);
    assert_snapshot!("called_off", office.ask("DELETE /shifts/1?version=2").by(&office.director).shown().await);
    assert_snapshot!("moved_after_all", change(&json!({"version": 3, "note": "?"})).shown().await);
}

#[tokio::test]
async fn how_shifts_were_kept() {
    let office = Office::open().await;
    office.morning_shift().await;
    office.clock.advance(Duration::from_secs(8 * 60));
    let online = json!({"state": "online"});
    office.ask("PUT /operators/me/work-state").by(&office.operator).json(&online).answer().await;
    office.clock.advance(Duration::from_secs(4 * 60));
    let query = "GET /shifts/attendance?dateFrom=2025-01-21&dateTo=2025-01-21";
    assert_snapshot!("attendance", office.ask(query).by(&office.operator).shown().await);
    let query = "GET /shifts/attendance?dateFrom=2024-01-01&dateTo=2025-01-01&operatorId=2";
    assert_snapshot!("attendance_of_a_year", office.ask(query).by(&office.operator).shown().await);
    let ask = office.ask("GET /shifts/attendance").by(&office.operator);
    assert_snapshot!("attendance_without_period", ask.shown().await);
}
