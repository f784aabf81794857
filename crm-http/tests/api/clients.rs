//! Clients.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::Office;

async fn office() -> Office {
    let office = Office::open().await;
    office.call("entry-1", "79990000001", "101").await;
    office.order_with(json!({"phone": "+79990000001", "callId": 1})).await;
    office
}

#[tokio::test]
async fn a_client_has_the_calls_and_orders_of_the_phone() {
    let office = office().await;
    assert_snapshot!(office.ask("GET /clients/+79990000001").by(&office.operator).shown().await);
}

#[tokio::test]
async fn a_phone_may_be_written_in_any_way() {
    let office = office().await;
    for phone in ["89990000001", "8%20(999)%20000-00-01", "%2B79990000001"] {
        let (_, answer) = office.ask(&format!("GET /clients/{phone}")).by(&office.operator).answer().await;
        assert_eq!(answer["data"]["phone"], "+79990000001", "{phone}: {answer}");
    }
}

#[tokio::test]
async fn a_client_of_another_city_is_a_phone_that_nobody_knows() {
    let office = office().await;
    assert_snapshot!(office.ask("GET /clients/+79990000001").by(&office.stranger).shown().await);
}

#[tokio::test]
async fn open_orders_come_first() {
    let office = office().await;
    office.move_order(1, json!({"statusOrder": "void", "reason": "ошибка"})).await;
    let open = office.order_with(json!({"phone": "+79990000001"})).await;
    let (_, answer) = office.ask("GET /clients/+79990000001").by(&office.operator).answer().await;
    let ids: Vec<&Value> = answer["data"]["orders"].as_array().unwrap().iter().map(|order| &order["id"]).collect();
    assert_eq!(ids, [&json!(open), &json!(1)]);
}

#[tokio::test]
async fn a_client_that_cannot_be_asked_for() {
    let office = office().await;
    assert_snapshot!("not_a_phone", office.ask("GET /clients/12").by(&office.operator).shown().await);
    assert_snapshot!("not_a_text", office.ask("GET /clients/%FF").by(&office.operator).shown().await);
    assert_snapshot!("a_client_for_nobody", office.ask("GET /clients/+79990000001").shown().await);
}
