//! Calls.

use insta::assert_snapshot;
use serde_json::json;

use crate::support::Office;

async fn office() -> Office {
    let office = Office::open().await;
    office.call("entry-1", "79990000001", "101").await;
    office
}

#[tokio::test]
async fn a_page_of_calls() {
    let office = office().await;
    assert_snapshot!(office.ask("GET /calls").by(&office.operator).shown().await);
}

#[tokio::test]
async fn the_card_of_a_call() {
    let office = office().await;
    assert_snapshot!(office.ask("GET /calls/1").by(&office.operator).shown().await);
}

#[tokio::test]
async fn a_call_of_another_city_is_not_there() {
    let office = office().await;
    assert_snapshot!(office.ask("GET /calls/1").by(&office.stranger).shown().await);
}

#[tokio::test]
async fn every_parameter_that_does_not_hold_is_named() {
    let office = office().await;
    let query = "GET /calls?dateFrom=yesterday&status=wet&city=Atlantis&rk=none&direction=up&phone=1&operatorId=0";
    assert_snapshot!(office.ask(query).by(&office.operator).shown().await);
}

#[tokio::test]
async fn an_unknown_parameter_is_refused() {
    let office = office().await;
    assert_snapshot!(office.ask("GET /calls?colour=red").by(&office.operator).shown().await);
}

#[tokio::test]
async fn a_limit_that_is_not_a_number_is_refused() {
    let office = office().await;
    assert_snapshot!(office.ask("GET /calls?limit=many").by(&office.operator).shown().await);
}

#[tokio::test]
async fn nobody_sees_calls_without_signing_in() {
    assert_snapshot!(office().await.ask("GET /calls").shown().await);
}

#[tokio::test]
async fn a_call_written_by_hand() {
    let office = office().await;
    let call = json!({
        "direction": "in", "status": "answered", "phoneClient": "8 999 000-00-02", "phoneAts": "+7 495 000-00-01",
        "dateCreate": "2025-01-21T09:00:00Z", "waitSeconds": 5, "talkSeconds": 30, "note": "На мобильный",
    });
    assert_snapshot!(office.ask("POST /calls").by(&office.operator).json(&call).shown().await);
}

#[tokio::test]
async fn a_call_written_by_hand_with_faults() {
    let office = office().await;
    let call = json!({"direction": "up", "status": "wet", "phoneClient": "12", "dateCreate": "now"});
    assert_snapshot!(office.ask("POST /calls").by(&office.operator).json(&call).shown().await);
}

#[tokio::test]
async fn a_body_that_is_not_json_or_of_another_shape() {
    let office = office().await;
    let ask = || office.ask("POST /calls").by(&office.operator);
    assert_snapshot!("not_json", ask().text("application/json", "{".to_owned()).shown().await);
    assert_snapshot!("not_said_to_be_json", ask().text("text/plain", "{}".to_owned()).shown().await);
    assert_snapshot!("field_missing", ask().json(&json!({"direction": "in"})).shown().await);
    assert_snapshot!("field_unknown", ask().json(&json!({"colour": "red"})).shown().await);
    assert_snapshot!("field_of_wrong_type", ask().json(&json!({"direction": 7})).shown().await);
}

#[tokio::test]
async fn a_call_is_classified_at_the_version_that_was_read() {
    let office = office().await;
    let patch = json!({"version": 2, "category": "spam"});
    assert_snapshot!("classified", office.ask("PATCH /calls/1").by(&office.operator).json(&patch).shown().await);
    let late = json!({"version": 2, "category": "client"});
    assert_snapshot!("too_late", office.ask("PATCH /calls/1").by(&office.admin).json(&late).shown().await);
    let blind = json!({"category": "client"});
    assert_snapshot!("without_version", office.ask("PATCH /calls/1").by(&office.operator).json(&blind).shown().await);
}
