//! Orders: changed, moved, given to masters; and what is kept of that.

use std::time::Duration;

use axum::http::{StatusCode, header};
use crm_core::operators::Role;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Ask, Office};

/// An office with one order, which the master has at work: version 3.
async fn at_work() -> Office {
    let office = Office::open().await;
    let id = office.order().await;
    office.move_order(id, json!({"statusOrder": "accepted", "masterId": office.master.id})).await;
    office.move_order(id, json!({"statusOrder": "in_progress"})).await;
    office
}

fn complete<'o>(office: &'o Office, body: &str) -> Ask<'o> {
    office.ask("PUT /orders/1/status").by(&office.master).text("application/json", body.to_owned())
}

#[tokio::test]
async fn a_card_offers_each_person_the_moves_that_are_theirs() {
    let office = at_work().await;
    let offered = async |person| {
        let (_, card) = office.ask("GET /orders/1").by(person).answer().await;
        let moves = card["data"]["moves"].as_array().unwrap().clone();
        moves.iter().map(|row| row["statusOrder"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(offered(&office.director).await, "deferred completed cancelled void");
    assert_eq!(offered(&office.operator).await, "deferred cancelled void");
    assert_eq!(offered(&office.master).await, "deferred completed cancelled");
    office.move_order(1, json!({"statusOrder": "void", "reason": "проверка"})).await;
    assert_eq!(offered(&office.director).await, "");
    assert_eq!(offered(&office.admin).await, "in_progress");
}

#[tokio::test]
async fn fields_of_an_order_are_changed_at_the_version_that_was_read() {
    let office = Office::open().await;
    office.order().await;
    let patch = |body: Value| office.ask("PATCH /orders/1").by(&office.operator).json(&body);
    let wanted = json!({
        "version": 1, "clientName": "Пётр Иванов", "phone": "8 999 000-00-02", "rk": null, "typeOrder": "Гарантия",
        "dateMeeting": "2025-01-22T15:00:00Z", "typeEquipment": "bt", "address": "ул. Мира, 2", "problem": "Шумит",
        "avitoName": "Мастерская",
    });
    assert_snapshot!("changed", patch(wanted).shown().await);
    assert_snapshot!("changed_too_late", patch(json!({"version": 1, "clientName": "Кто-то"})).shown().await);
    assert_snapshot!("changed_blindly", patch(json!({"clientName": "Кто-то"})).shown().await);
    let two = patch(json!({"version": 1})).header(header::IF_MATCH, "\"2\"");
    assert_snapshot!("changed_at_two_versions", two.shown().await);
    let by_header = patch(json!({"clientName": "Пётр"})).header(header::IF_MATCH, "\"2\"");
    assert_eq!(by_header.answer().await.0, StatusCode::OK);
    let by_word = patch(json!({"clientName": "Пётр"})).header(header::IF_MATCH, "latest");
    assert_snapshot!("changed_at_no_version", by_word.shown().await);
}

#[tokio::test]
async fn every_field_of_a_change_that_does_not_hold_is_named() {
    let office = Office::open().await;
    office.order().await;
    let patch = json!({
        "version": 1, "rk": "", "city": "Atlantis", "phone": "12", "typeOrder": "x", "clientName": "", "address": " ",
        "dateMeeting": "tomorrow", "typeEquipment": "tv", "problem": "", "result": "much", "expenditure": "1,500",
        "promisedDate": "22.01.2025", "avitoName": "",
    });
    assert_snapshot!(office.ask("PATCH /orders/1").by(&office.operator).json(&patch).shown().await);
}

#[tokio::test]
async fn a_change_that_the_order_does_not_allow() {
    let office = at_work().await;
    let refused = async |name: &str, person, body: Value| {
        assert_snapshot!(name, office.ask("PATCH /orders/1").by(person).json(&body).shown().await);
    };
    refused("the_visit_has_begun", &office.operator, json!({"version": 3, "dateMeeting": "2025-01-23T14:00:00Z"}))
        .await;
    refused("the_city_stands", &office.admin, json!({"version": 3, "city": "Омск"})).await;
    refused("nothing_was_promised", &office.operator, json!({"version": 3, "promisedDate": "2025-02-01"})).await;
    refused("money_by_an_operator", &office.operator, json!({"version": 3, "result": "100"})).await;
    refused("a_required_field_emptied", &office.operator, json!({"version": 3, "clientName": null})).await;
    refused("a_status_in_a_change", &office.operator, json!({"version": 3, "statusOrder": "void"})).await;
    refused("changed_from_another_city", &office.stranger, json!({"version": 3, "clientName": "Я"})).await;
    let nobody = office.ask("PATCH /orders/1").json(&json!({"version": 3}));
    assert_snapshot!("changed_by_nobody", nobody.shown().await);
    office.move_order(1, json!({"statusOrder": "void", "reason": "проверка"})).await;
    refused("money_of_a_closed_order", &office.admin, json!({"version": 4, "result": "100"})).await;
}

#[tokio::test]
async fn an_order_that_goes_to_another_city_waits_again_at_the_same_time_of_that_citys_clock() {
    let office = Office::open().await;
    office.order().await;
    let patch = json!({"version": 1, "city": "Омск"});
    let (status, answer) = office.ask("PATCH /orders/1").by(&office.admin).json(&patch).answer().await;
    let order = &answer["data"];
    assert_eq!((status, &order["statusOrder"], &order["city"]), (StatusCode::OK, &json!("new"), &json!("Омск")));
    assert_eq!(
        (&order["dateMeeting"], &order["localMeeting"]),
        (&json!("2025-01-22T11:00:00Z"), &json!("2025-01-22T17:00:00"),)
    );
}

#[tokio::test]
async fn an_order_moves_along_its_table() {
    let office = Office::open().await;
    office.order().await;
    let put = |body: Value| office.ask("PUT /orders/1/status").by(&office.operator).json(&body);
    let accepted = json!({"version": 1, "statusOrder": "Принял", "masterId": office.master.id});
    assert_snapshot!("accepted", put(accepted).shown().await);
    assert_snapshot!("moved_where_it_cannot_go", put(json!({"version": 2, "statusOrder": "completed"})).shown().await);
    assert_snapshot!("moved_without_a_reason", put(json!({"version": 2, "statusOrder": "cancelled"})).shown().await);
    let stray =
        json!({"version": 2, "statusOrder": "en_route", "result": "1", "promisedDate": "2025-02-01", "masterId": 1});
    assert_snapshot!("moved_with_what_does_not_belong", put(stray).shown().await);
    assert_snapshot!("moved_too_late", put(json!({"version": 1, "statusOrder": "en_route"})).shown().await);
    assert_snapshot!("moved_blindly", put(json!({"statusOrder": "en_route"})).shown().await);
    let faults = json!({
        "version": 2, "statusOrder": "wet", "reason": "x".repeat(501), "masterId": 0, "result": "a", "expenditure": "b",
        "promisedDate": "soon",
    });
    assert_snapshot!("moved_with_faults", put(faults).shown().await);
    let order = json!({"version": 2, "statusOrder": "en_route"});
    let stranger = office.ask("PUT /orders/1/status").by(&office.stranger).json(&order);
    assert_snapshot!("moved_from_another_city", stranger.shown().await);
    assert_snapshot!("moved_by_nobody", office.ask("PUT /orders/1/status").json(&order).shown().await);
}

#[tokio::test]
async fn a_deferred_order_has_a_promised_date() {
    let office = at_work().await;
    let deferred =
        json!({"version": 3, "statusOrder": "deferred", "reason": "ждём деталь", "promisedDate": "2025-02-01"});
    let (status, answer) = office.ask("PUT /orders/1/status").by(&office.master).json(&deferred).answer().await;
    assert_eq!((status, &answer["data"]["promisedDate"]), (StatusCode::OK, &json!("2025-02-01")), "{answer}");
    let patch = json!({"version": 4, "promisedDate": null});
    let (status, answer) = office.ask("PATCH /orders/1").by(&office.operator).json(&patch).answer().await;
    assert_eq!((status, &answer["data"]["promisedDate"]), (StatusCode::OK, &Value::Null), "{answer}");
}

#[tokio::test]
async fn money_is_taken_as_text_or_as_a_number_and_answered_as_text() {
    let office = at_work().await;
    let patch = async |body: &str| {
        let (status, answer) =
            office.ask("PATCH /orders/1").by(&office.director).text("application/json", body.to_owned()).answer().await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer["data"].clone()
    };
    let told = patch(r#"{"version": 3, "result": 99.9, "expenditure": "12"}"#).await;
    assert_eq!(
        (&told["result"], &told["expenditure"], &told["clean"]),
        (&json!("99.90"), &json!("12.00"), &json!("87.90"),)
    );
    let told = patch(r#"{"version": 4, "expenditure": null}"#).await;
    assert_eq!((&told["result"], &told["expenditure"]), (&json!("99.90"), &Value::Null));
    let done = r#"{"version": 5, "statusOrder": "completed", "result": 1500.5, "expenditure": "300,10"}"#;
    assert_snapshot!("completed", complete(&office, done).shown().await);
}

#[tokio::test]
async fn an_amount_that_is_not_whole_kopecks_is_refused_to_its_last_digit() {
    let office = at_work().await;
    let with = |result: &str| format!(r#"{{"version": 3, "statusOrder": "completed", "result": {result}}}"#);
    assert_snapshot!("a_sum_of_floats", complete(&office, &with("0.30000000000000004")).shown().await);
    // The nearest float is 1500.5.
    assert_snapshot!("almost_whole_kopecks", complete(&office, &with("1500.50000000000000001")).shown().await);
    for amount in ["1e3", "0.001", "\"1,500\"", "\"0.1 + 0.2\"", "1e400", "100000000000"] {
        let (status, problem) = complete(&office, &with(amount)).answer().await;
        assert_eq!((status, &problem["errors"][0]["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("money.bad")));
    }
    assert_snapshot!("a_negative_amount", complete(&office, &with("-1")).shown().await);
    assert_snapshot!("no_amount", complete(&office, &with("null")).shown().await);
    assert_snapshot!("an_amount_of_another_type", complete(&office, &with("true")).shown().await);
}

#[tokio::test]
async fn an_order_is_given_to_a_master() {
    let office = Office::open().await;
    let elsewhere = office.joined("omsk", "Олег Омский", Role::Master, Some(office.omsk)).await;
    let second = office.joined("second", "Степан Второв", Role::Master, Some(office.moscow)).await;
    office.order().await;
    let put = |body: Value| office.ask("PUT /orders/1/master").by(&office.operator).json(&body);
    assert_snapshot!("given", put(json!({"version": 1, "masterId": office.master.id})).shown().await);
    let other = json!({"version": 2, "masterId": second.id, "reason": "заболел"});
    let (status, answer) = put(other).answer().await;
    assert_eq!((status, &answer["data"]["master"]["name"]), (StatusCode::OK, &json!("Степан Второв")));
    assert_snapshot!("to_a_master_of_another_city", put(json!({"version": 3, "masterId": elsewhere.id})).shown().await);
    assert_snapshot!("to_an_operator", put(json!({"version": 3, "masterId": office.operator.id})).shown().await);
    assert_snapshot!("to_nobody_there_is", put(json!({"version": 3, "masterId": 999})).shown().await);
    assert_snapshot!("to_no_id", put(json!({"version": 3, "masterId": 0, "reason": "x".repeat(501)})).shown().await);
    assert_snapshot!("given_too_late", put(json!({"version": 2, "masterId": office.master.id})).shown().await);
    let given = json!({"version": 3, "masterId": office.master.id});
    let master = office.ask("PUT /orders/1/master").by(&second).json(&given);
    assert_snapshot!("given_away_by_a_master", master.shown().await);
    let stranger = office.ask("PUT /orders/1/master").by(&office.stranger).json(&given);
    assert_snapshot!("given_from_another_city", stranger.shown().await);
    assert_snapshot!("given_by_nobody", office.ask("PUT /orders/1/master").json(&given).shown().await);
}

#[tokio::test]
async fn what_happened_to_an_order_is_kept_and_its_money_is_reversed_when_it_is_reopened() {
    let office = at_work().await;
    office.clock.advance(Duration::from_mins(5));
    let done = r#"{"version": 3, "statusOrder": "completed", "result": 1500, "expenditure": "300"}"#;
    assert_eq!(complete(&office, done).answer().await.0, StatusCode::OK);
    office.move_order(1, json!({"statusOrder": "in_progress", "reason": "вернулся с поломкой"})).await;
    let past = |what: &str, person| office.ask(&format!("GET /orders/1/{what}")).by(person);
    assert_snapshot!("history", past("history", &office.operator).shown().await);
    assert_snapshot!("ledger", past("ledger", &office.director).shown().await);
    assert_snapshot!("history_of_another_city", past("history", &office.stranger).shown().await);
    assert_snapshot!("ledger_of_another_city", past("ledger", &office.stranger).shown().await);
    assert_snapshot!("history_for_nobody", office.ask("GET /orders/1/history").shown().await);
    assert_snapshot!("ledger_for_nobody", office.ask("GET /orders/1/ledger").shown().await);
}
