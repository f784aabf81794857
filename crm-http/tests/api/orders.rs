//! Orders: written, listed, read; and the slots of their visits.

use axum::http::{HeaderName, StatusCode};
use crm_core::access::Actor;
use crm_core::cities::NewCity;
use crm_core::kernel::{Text, Zone};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Office, order_with};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");

#[tokio::test]
async fn an_order_as_the_requirements_document_it() {
    let office = Office::open().await;
    let order = order_with(json!({"operatorNameId": office.operator.id}));
    assert_snapshot!(office.ask("POST /orders").by(&office.operator).json(&order).shown().await);
}

#[tokio::test]
async fn an_order_in_the_words_people_use() {
    let office = Office::open().await;
    let order = order_with(json!({
        "rk": "Листовки", "phone": "8 (999) 999-99-99", "typeOrder": "Впервые", "typeEquipment": "КП", "city": " москва ",
        "dateMeeting": "2025-01-22T17:00:00+03:00", "avitoName": "Мастерская", "statusOrder": "Ожидает",
    }));
    assert_snapshot!(office.ask("POST /orders").by(&office.operator).json(&order).shown().await);
}

#[tokio::test]
async fn every_field_of_an_order_that_does_not_hold_is_named() {
    let office = Office::open().await;
    let order = json!({
        "callId": 0, "rk": "x".repeat(51), "city": "Atlantis", "phone": "12", "typeOrder": "third_time", "clientName": " ",
        "address": "", "dateMeeting": "tomorrow", "typeEquipment": "tv", "problem": "\u{0}", "operatorNameId": -1,
        "avitoName": "x".repeat(256), "statusOrder": "completed",
    });
    assert_snapshot!(office.ask("POST /orders").by(&office.operator).json(&order).shown().await);
}

#[tokio::test]
async fn an_order_that_the_office_cannot_take() {
    let office = Office::open().await;
    let refused = async |name: &str, fields: Value| {
        let order = order_with(fields);
        assert_snapshot!(name, office.ask("POST /orders").by(&office.operator).json(&order).shown().await);
    };
    refused("no_phone", json!({"phone": null})).await;
    refused("no_city", json!({"city": null})).await;
    refused("not_a_slot", json!({"dateMeeting": "2025-01-22T14:10:00Z"})).await;
    refused("in_a_colleagues_name", json!({"operatorNameId": office.stranger.id})).await;
    refused("of_a_city_not_served", json!({"city": "Омск"})).await;
    refused("with_an_unknown_field", json!({"colour": "red"})).await;
    refused("from_a_call_that_is_not_there", json!({"callId": 77})).await;
    let order = order_with(json!({}));
    assert_snapshot!("by_a_master", office.ask("POST /orders").by(&office.master).json(&order).shown().await);
    assert_snapshot!("by_nobody", office.ask("POST /orders").json(&order).shown().await);
}

#[tokio::test]
async fn a_slot_takes_three_visits_and_no_more() {
    let office = Office::open().await;
    for client in ["+79990000001", "+79990000002", "+79990000003"] {
        office.order_with(json!({"phone": client})).await;
    }
    let order = order_with(json!({"phone": "+79990000004"}));
    assert_snapshot!(office.ask("POST /orders").by(&office.operator).json(&order).shown().await);
}

#[tokio::test]
async fn an_order_that_is_sent_twice_with_one_key_is_one_order() {
    let office = Office::open().await;
    let send = |order: Value| office.ask("POST /orders").by(&office.operator).header(KEY, "form-1").json(&order);
    let first = send(order_with(json!({}))).shown().await;
    assert_eq!(send(order_with(json!({}))).shown().await, first);
    assert_snapshot!("key_reused", send(order_with(json!({"clientName": "Пётр"}))).shown().await);
    let (_, list) = office.ask("GET /orders").by(&office.operator).answer().await;
    assert_eq!(list["pagination"]["total"], 1);
    let unreadable = office.ask("POST /orders").by(&office.operator).header(KEY, "x".repeat(129));
    assert_snapshot!("key_too_long", unreadable.json(&order_with(json!({}))).shown().await);
}

#[tokio::test]
async fn a_second_open_order_of_a_phone_is_told() {
    let office = Office::open().await;
    let first = office.order().await;
    let again = order_with(json!({"dateMeeting": "2025-01-23T14:00:00Z"}));
    let (status, answer) = office.ask("POST /orders").by(&office.operator).json(&again).answer().await;
    assert_eq!((status, &answer["data"]["duplicatesOf"]), (StatusCode::CREATED, &json!([first])));
}

#[tokio::test]
async fn an_order_from_a_call_has_the_calls_phone_city_and_campaign() {
    let office = Office::open().await;
    office.call("entry-1", "79990000001", "101").await;
    let order = json!({
        "callId": 1, "typeOrder": "first_time", "clientName": "Иван Петров", "address": "ул. Ленина, д. 1",
        "dateMeeting": "2025-01-22T14:00:00Z", "typeEquipment": "kp", "problem": "Не работает",
    });
    let write = |order: &Value| office.ask("POST /orders/from-call").by(&office.operator).json(order);
    assert_snapshot!("from_a_call", write(&order).shown().await);
    assert_snapshot!("from_no_call", write(&order_with(json!({}))).shown().await);
    let unseen = office.ask("POST /orders/from-call").by(&office.stranger).json(&order);
    assert_snapshot!("from_a_call_of_another_city", unseen.shown().await);
}

#[tokio::test]
async fn a_page_of_orders_and_the_next() {
    let office = Office::open().await;
    let later = office.order_with(json!({"dateMeeting": "2025-01-24T14:00:00Z"})).await;
    let sooner = office.order_with(json!({"phone": "+79990000002"})).await;
    assert_snapshot!("the_first_page", office.ask("GET /orders?limit=1").by(&office.operator).shown().await);
    let (_, page) = office.ask("GET /orders?limit=1").by(&office.operator).answer().await;
    assert_eq!(page["data"][0]["id"], sooner);
    let cursor = page["pagination"]["nextCursor"].as_str().unwrap();
    let (_, next) = office.ask(&format!("GET /orders?limit=1&cursor={cursor}")).by(&office.operator).answer().await;
    assert_eq!((&next["data"][0]["id"], &next["pagination"]["nextCursor"]), (&json!(later), &Value::Null));
    let foreign = format!("GET /orders?limit=1&status=new&cursor={cursor}");
    let (status, problem) = office.ask(&foreign).by(&office.operator).answer().await;
    assert_eq!((status, &problem["code"]), (StatusCode::BAD_REQUEST, &json!("page.bad_cursor")));
}

#[tokio::test]
async fn each_parameter_narrows_the_list() {
    let office = Office::open().await;
    let new = office.order().await;
    let done = office.order_with(json!({"phone": "+79990000002", "typeEquipment": "bt", "typeOrder": "repeat"})).await;
    office.move_order(done, json!({"statusOrder": "accepted", "masterId": office.master.id})).await;
    office.move_order(done, json!({"statusOrder": "cancelled", "reason": "передумал"})).await;
    let (master, writer, stranger) = (office.master.id, office.operator.id, office.stranger.id);
    let both = vec![new, done];
    for (query, found) in [
        (String::new(), both.clone()),
        ("status=new".to_owned(), vec![new]),
        ("status=%D0%9E%D1%82%D0%BA%D0%B0%D0%B7".to_owned(), vec![done]),
        ("city=%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0".to_owned(), both.clone()),
        ("city=%D0%9E%D0%BC%D1%81%D0%BA".to_owned(), vec![]),
        ("rk=rk001".to_owned(), both.clone()),
        ("rk=RK002".to_owned(), vec![]),
        (format!("masterId={master}"), vec![done]),
        (format!("operatorId={writer}"), both.clone()),
        (format!("operatorId={stranger}"), vec![]),
        ("typeOrder=repeat".to_owned(), vec![done]),
        ("typeEquipment=kp".to_owned(), vec![new]),
        ("phone=8%20999%20000-00-02".to_owned(), vec![done]),
        ("q=999999".to_owned(), vec![new]),
        ("q=%D0%BB%D0%B5%D0%BD%D0%B8%D0%BD%D0%B0".to_owned(), both.clone()),
        ("q=%20".to_owned(), both.clone()),
        ("dateFrom=2025-01-21&dateTo=2025-01-21".to_owned(), both.clone()),
        ("dateFrom=2025-01-22".to_owned(), vec![]),
        ("meetingFrom=2025-01-22&meetingTo=2025-01-22".to_owned(), both),
        ("meetingTo=2025-01-22T14:00:00Z".to_owned(), vec![]),
        ("closingFrom=2025-01-21&closingTo=2025-01-21".to_owned(), vec![done]),
        ("closingTo=2025-01-20".to_owned(), vec![]),
    ] {
        let (status, page) = office.ask(&format!("GET /orders?{query}")).by(&office.admin).answer().await;
        assert_eq!(status, StatusCode::OK, "{query}: {page}");
        let ids: Vec<_> = page["data"].as_array().unwrap().iter().map(|order| order["id"].as_i64().unwrap()).collect();
        assert_eq!(ids, found, "{query}");
    }
}

#[tokio::test]
async fn a_day_of_visits_is_a_day_of_the_city_that_is_asked_for() {
    let office = Office::open().await;
    let west = NewCity::new(Text::new("Лиссабон").unwrap(), Zone::parse("Europe/Lisbon").unwrap());
    office.crm.cities().create(&Actor::system("setup"), &west, None).await.unwrap();
    // Half past nine in the evening there, and the next day in Moscow.
    let visit = order_with(json!({"city": "Лиссабон", "dateMeeting": "2025-01-22T21:30:00Z"}));
    assert_eq!(office.ask("POST /orders").by(&office.admin).json(&visit).answer().await.0, StatusCode::CREATED);
    let found = async |query: &str| {
        let asked = format!("GET /orders?meetingFrom=2025-01-22&meetingTo=2025-01-22{query}");
        office.ask(&asked).by(&office.admin).answer().await.1["pagination"]["total"].clone()
    };
    assert_eq!(found("").await, 0);
    assert_eq!(found("&city=%D0%9B%D0%B8%D1%81%D1%81%D0%B0%D0%B1%D0%BE%D0%BD").await, 1);
}

#[tokio::test]
async fn every_parameter_of_the_orders_that_does_not_hold_is_named() {
    let office = Office::open().await;
    let query = "GET /orders?status=wet&city=Atlantis&rk=none&masterId=0&operatorId=0&typeOrder=x&typeEquipment=tv&phone=1\
                 &q=--&dateFrom=yesterday&meetingTo=tomorrow&closingFrom=2025-01-22&closingTo=2025-01-20";
    assert_snapshot!(office.ask(query).by(&office.operator).shown().await);
}

#[tokio::test]
async fn a_list_that_cannot_be_asked_for() {
    let office = Office::open().await;
    let refused = async |query: &str| office.ask(&format!("GET /orders?{query}")).by(&office.operator).shown().await;
    assert_snapshot!("orders_by_an_unknown_parameter", refused("colour=red").await);
    assert_snapshot!("orders_by_an_unreadable_cursor", refused("cursor=nonsense").await);
    assert_snapshot!("orders_with_too_large_a_page", refused("limit=101").await);
    assert_snapshot!("orders_for_nobody", office.ask("GET /orders").shown().await);
}

#[tokio::test]
async fn an_order_is_shown_to_whom_it_concerns() {
    let office = Office::open().await;
    let id = office.order().await;
    let ask = |person| office.ask("GET /orders/1").by(person);
    assert_snapshot!("one_order", ask(&office.director).shown().await);
    assert_snapshot!("an_order_of_another_city", ask(&office.stranger).shown().await);
    assert_eq!(ask(&office.master).answer().await.0, StatusCode::NOT_FOUND);
    office.move_order(id, json!({"statusOrder": "accepted", "masterId": office.master.id})).await;
    assert_eq!(ask(&office.master).answer().await.0, StatusCode::OK);
    assert_snapshot!("not_an_id", office.ask("GET /orders/first").by(&office.operator).shown().await);
}

#[tokio::test]
async fn the_slots_of_a_day_have_the_room_that_is_left() {
    let office = Office::open().await;
    office.order().await;
    let day = "GET /slots?city=%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0&date=2025-01-22&typeEquipment=%D0%9A%D0%9F";
    let (status, answer) = office.ask(day).by(&office.operator).answer().await;
    let slots = answer["data"].as_array().unwrap();
    assert_eq!((status, slots.len()), (StatusCode::OK, 24));
    let taken: Vec<_> = slots.iter().filter(|slot| slot["taken"] != 0).collect();
    assert_snapshot!("the_slot_that_has_a_visit", serde_json::to_string_pretty(&taken).unwrap());
    assert_eq!(slots[0]["localMeeting"], "2025-01-22T10:00:00");
}

#[tokio::test]
async fn slots_that_cannot_be_asked_for() {
    let office = Office::open().await;
    let refused = async |query: &str| office.ask(&format!("GET /slots?{query}")).by(&office.operator).shown().await;
    assert_snapshot!("slots_of_what", refused("city=Atlantis&date=22.01.2025&typeEquipment=tv").await);
    assert_snapshot!("slots_of_no_city", refused("date=2025-01-22&typeEquipment=kp").await);
    assert_snapshot!("slots_for_nobody", office.ask("GET /slots?city=x&date=x&typeEquipment=x").shown().await);
}

#[tokio::test]
async fn an_order_tells_only_of_duplicates_that_its_writer_may_see() {
    let office = Office::open().await;
    let elsewhere = order_with(json!({"city": "Омск", "rk": "RK002"}));
    let (status, first) = office.ask("POST /orders").by(&office.stranger).json(&elsewhere).answer().await;
    assert_eq!(status, StatusCode::CREATED, "{first}");
    let write = async |person| {
        let order = order_with(json!({}));
        let request = office.ask("POST /orders").by(person).header(KEY, "form-1").json(&order);
        let (status, answer) = request.answer().await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        answer["data"].clone()
    };
    let second = write(&office.operator).await;
    assert_eq!(second["duplicatesOf"], json!([]), "what another city has is not told");
    assert_eq!(write(&office.operator).await["duplicatesOf"], json!([]), "nor under the key");
    let third = write(&office.admin).await;
    assert_eq!(third["duplicatesOf"], json!([first["data"]["id"], second["id"]]));
}
