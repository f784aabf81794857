//! Call-backs.

use axum::http::{StatusCode, header};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Ask, Office};

/// An office whose Moscow line missed a client twice and another once.
async fn office() -> Office {
    let office = Office::open().await;
    office.missed("entry-1", "79990000001").await;
    office.missed("entry-2", "79990000002").await;
    office.missed("entry-3", "79990000001").await;
    office
}

fn post<'o>(office: &'o Office, action: &str) -> Ask<'o> {
    office.ask(&format!("POST /callbacks/1/{action}"))
}

/// The version the first call-back has.
async fn version(office: &Office) -> i64 {
    let (_, list) = office.ask("GET /callbacks?phone=%2B79990000001").by(&office.admin).answer().await;
    list["data"][0]["version"].as_i64().unwrap()
}

#[tokio::test]
async fn a_page_of_call_backs_with_the_number_of_clients_who_wait() {
    let office = office().await;
    assert_snapshot!(office.ask("GET /callbacks").by(&office.operator).shown().await);
}

#[tokio::test]
async fn the_clients_of_another_city_are_not_there() {
    let office = office().await;
    assert_snapshot!(office.ask("GET /callbacks").by(&office.stranger).shown().await);
}

#[tokio::test]
async fn each_parameter_narrows_the_call_backs() {
    let office = office().await;
    let taken = json!({"version": version(&office).await});
    assert_eq!(post(&office, "take").by(&office.operator).json(&taken).answer().await.0, StatusCode::OK);
    let (operator, admin) = (office.operator.id, office.admin.id);
    for (query, found) in [
        (String::new(), vec![1, 2]),
        ("sort=-openedAt".to_owned(), vec![2, 1]),
        ("state=open".to_owned(), vec![1, 2]),
        ("state=closed".to_owned(), vec![]),
        ("city=%D0%BC%D0%BE%D1%81%D0%BA%D0%B2%D0%B0".to_owned(), vec![1, 2]),
        ("city=%D0%9E%D0%BC%D1%81%D0%BA".to_owned(), vec![]),
        (format!("takenBy={operator}"), vec![1]),
        (format!("takenBy={admin}"), vec![]),
        ("phone=8%20999%20000-00-02".to_owned(), vec![2]),
        ("dateFrom=2025-01-21&dateTo=2025-01-21".to_owned(), vec![1, 2]),
        ("dateFrom=2025-01-21T10:01:00Z".to_owned(), vec![2]),
        ("limit=1&page=2".to_owned(), vec![2]),
    ] {
        let (status, page) = office.ask(&format!("GET /callbacks?{query}")).by(&office.operator).answer().await;
        assert_eq!(status, StatusCode::OK, "{query}: {page}");
        let ids: Vec<_> = page["data"].as_array().unwrap().iter().map(|task| task["id"].as_i64().unwrap()).collect();
        assert_eq!(ids, found, "{query}");
    }
}

#[tokio::test]
async fn call_backs_that_cannot_be_asked_for() {
    let office = office().await;
    let refused = async |query: &str| office.ask(&format!("GET /callbacks?{query}")).by(&office.operator).shown().await;
    let faults = "state=wet&city=Atlantis&takenBy=0&phone=1&dateFrom=yesterday";
    assert_snapshot!("call_backs_with_faults", refused(faults).await);
    assert_snapshot!("call_backs_in_no_order", refused("sort=phone").await);
    assert_snapshot!("call_backs_by_an_unknown_parameter", refused("colour=red").await);
    assert_snapshot!("call_backs_for_nobody", office.ask("GET /callbacks").shown().await);
}

#[tokio::test]
async fn a_call_back_is_taken_and_given_back() {
    let office = office().await;
    let read = version(&office).await;
    let body = json!({"version": read});
    assert_snapshot!("taken", post(&office, "take").by(&office.operator).json(&body).shown().await);
    assert_snapshot!("taken_too_late", post(&office, "take").by(&office.admin).json(&body).shown().await);
    assert_snapshot!("taken_blindly", post(&office, "take").by(&office.operator).shown().await);
    let by_header = |action: &str| post(&office, action).header(header::IF_MATCH, format!("\"{}\"", read + 1));
    assert_snapshot!("released_by_if_match", by_header("release").by(&office.operator).shown().await);
    let again = by_header("release").by(&office.operator).answer().await;
    assert_eq!((again.0, &again.1["data"]["version"]), (StatusCode::OK, &json!(read + 2)), "nobody had it any more");
    let taken = post(&office, "take").by(&office.operator).json(&json!({"version": read + 2})).answer().await;
    assert_eq!(taken.0, StatusCode::OK);
    assert_snapshot!("released_too_late", by_header("release").by(&office.operator).shown().await);
}

#[tokio::test]
async fn who_may_not_look_after_a_call_back() {
    let office = office().await;
    let body = json!({"version": version(&office).await});
    for (who, person) in [("a_stranger", &office.stranger), ("a_director", &office.director)] {
        assert_snapshot!(format!("taken_by_{who}"), post(&office, "take").by(person).json(&body).shown().await);
        assert_snapshot!(format!("released_by_{who}"), post(&office, "release").by(person).json(&body).shown().await);
    }
    assert_eq!(post(&office, "take").by(&office.operator).json(&body).answer().await.0, StatusCode::OK);
    let colleague =
        office.joined("second", "Вера Вторая", crm_core::operators::Role::Operator, Some(office.moscow)).await;
    let body = json!({"version": version(&office).await});
    let released = post(&office, "release").by(&colleague).json(&body);
    assert_snapshot!("released_by_a_colleague", released.shown().await);
    for action in ["take", "release", "close"] {
        let shown = post(&office, action).json(&json!({"reason": "x"})).shown().await;
        assert_snapshot!(format!("{action}_by_nobody"), shown);
    }
}

#[tokio::test]
async fn a_call_back_is_closed_without_a_call() {
    let office = office().await;
    let close = |body: Value| post(&office, "close").by(&office.operator).json(&body);
    let read = version(&office).await;
    assert_snapshot!("closed_without_a_reason", close(json!({"version": read, "reason": " "})).shown().await);
    assert_snapshot!("closed_with_no_reason_at_all", close(json!({"version": read})).shown().await);
    assert_snapshot!("closed_blindly", close(json!({"reason": "написал"})).shown().await);
    let closed = json!({"version": read, "reason": "клиент написал сам"});
    assert_snapshot!("closed", close(closed.clone()).shown().await);
    assert_snapshot!("closed_too_late", close(closed.clone()).shown().await);
    let again = json!({"version": version(&office).await, "reason": "ещё раз"});
    assert_snapshot!("closed_twice", close(again).shown().await);
    let master = post(&office, "close").by(&office.master).json(&closed);
    assert_snapshot!("closed_by_a_master", master.shown().await);
    let stranger = post(&office, "close").by(&office.stranger).json(&closed);
    assert_snapshot!("closed_from_another_city", stranger.shown().await);
}

#[tokio::test]
async fn a_talk_with_the_client_closes_the_call_back() {
    let office = office().await;
    office.call("entry-4", "79990000001", "101").await;
    let (_, list) = office.ask("GET /callbacks?state=closed").by(&office.operator).answer().await;
    let task = &list["data"][0];
    assert_eq!((&task["id"], &task["closed"]["operatorId"]), (&json!(1), &json!(office.operator.id)));
    assert_eq!(list["open"]["count"], 1);
}

#[tokio::test]
async fn an_action_with_a_body_that_is_not_json() {
    let office = office().await;
    let take = |kind: &str, body: &str| post(&office, "take").by(&office.operator).text(kind, body.to_owned());
    assert_snapshot!("action_not_said_to_be_json", take("text/plain", "{\"version\":1}").shown().await);
    assert_snapshot!("action_with_an_unknown_field", take("application/json", "{\"why\":1}").shown().await);
    assert_snapshot!("action_on_no_id", office.ask("POST /callbacks/x/take").by(&office.operator).shown().await);
}
