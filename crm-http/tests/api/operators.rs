//! Users, their work states and their time.

use std::time::Duration;

use axum::http::{StatusCode, header};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Office, PASSWORD, Person};

/// The operator, signed in anew: access tokens last for a quarter of an hour.
async fn signed_in(office: &Office) -> Person {
    let credentials = json!({"login": "ivanov", "password": PASSWORD});
    let (_, body) = office.ask("POST /auth/login").json(&credentials).answer().await;
    Person { id: office.operator.id, token: body["accessToken"].as_str().unwrap().to_owned() }
}

fn newcomer() -> Value {
    json!({
        "name": "Мария Сергеева", "login": "sergeeva", "password": "a new long phrase", "role": "оператор",
        "city": "москва", "moreCities": ["Омск"], "sipAddress": "sip:102@office.example", "extension": "102",
    })
}

#[tokio::test]
async fn a_page_of_users() {
    let office = Office::open().await;
    assert_snapshot!("for_admins", office.ask("GET /operators?limit=2").by(&office.admin).shown().await);
    assert_snapshot!("of_own_cities", office.ask("GET /operators").by(&office.stranger).shown().await);
    let query = "GET /operators?role=master&city=%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0&status=active";
    assert_snapshot!("narrowed", office.ask(query).by(&office.admin).shown().await);
    let query = "GET /operators?role=clown&city=Atlantis&status=asleep";
    assert_snapshot!("badly_narrowed", office.ask(query).by(&office.admin).shown().await);
    assert_snapshot!("for_nobody", office.ask("GET /operators").shown().await);
}

#[tokio::test]
async fn one_user() {
    let office = Office::open().await;
    let path = format!("GET /operators/{}", office.operator.id);
    assert_snapshot!("seen_by_a_colleague", office.ask(&path).by(&office.director).shown().await);
    assert_snapshot!("of_another_city", office.ask(&path).by(&office.stranger).shown().await);
    assert_snapshot!("id_that_is_none", office.ask("GET /operators/zero").by(&office.admin).shown().await);
}

#[tokio::test]
async fn a_user_is_added() {
    let office = Office::open().await;
    let add = |body: &Value| office.ask("POST /operators").by(&office.admin).json(body);
    assert_snapshot!("added", add(&newcomer()).shown().await);
    assert_snapshot!("login_taken", add(&newcomer()).shown().await);
    let mut other = newcomer();
    other["login"] = json!("smirnova");
    assert_snapshot!("extension_taken", add(&other).shown().await);
    assert_snapshot!("forbidden", office.ask("POST /operators").by(&office.director).json(&other).shown().await);
}

#[tokio::test]
async fn a_user_is_added_with_faults() {
    let office = Office::open().await;
    let add = |body: &Value| office.ask("POST /operators").by(&office.admin).json(body);
    let body = json!({
        "name": " ", "login": "two words", "password": "x", "role": "clown", "city": "Atlantis",
        "moreCities": ["Lemuria"], "extension": "9".repeat(33),
    });
    assert_snapshot!("every_field_is_named", add(&body).shown().await);
    let weak = json!({"name": "Мария", "login": "maria", "password": "MARIA", "role": "operator", "city": "Омск"});
    assert_snapshot!("weak_password", add(&weak).shown().await);
    let homeless = json!({"name": "Мария", "login": "maria", "password": PASSWORD, "role": "operator"});
    assert_snapshot!("without_city", add(&homeless).shown().await);
}

#[tokio::test]
async fn a_profile_is_changed_at_the_version_that_was_read() {
    let office = Office::open().await;
    let path = format!("PATCH /operators/{}", office.operator.id);
    let change = |body: &Value| office.ask(&path).by(&office.admin).json(body);
    let body =
        json!({"version": 1, "name": "Иван Петров", "city": "Омск", "moreCities": ["Москва"], "extension": null});
    assert_snapshot!("changed", change(&body).shown().await);
    assert_snapshot!("too_late", change(&json!({"version": 1, "name": "Иван"})).shown().await);
    assert_snapshot!("blind", change(&json!({"name": "Иван"})).shown().await);
    let tagged = change(&json!({"extension": "103"})).header(header::IF_MATCH, "\"2\"");
    assert_snapshot!("by_if_match", tagged.shown().await);
    assert_snapshot!("name_emptied", change(&json!({"version": 3, "name": null})).shown().await);
    assert_snapshot!(
        "with_faults",
        change(&json!({"version": 3, "name": "", "role": "clown", "city": "Atlantis"})).shown().await
    );
    let ask = office.ask(&path).by(&office.operator).json(&json!({"version": 3, "role": "admin"}));
    assert_snapshot!("refused_to_users", ask.shown().await);
}

#[tokio::test]
async fn a_call_between_reading_and_writing_does_not_spoil_a_profile_s_version() {
    let office = Office::open().await;
    let online = json!({"state": "online"});
    let (_, body) = office.ask("PUT /operators/me/work-state").by(&office.operator).json(&online).answer().await;
    assert_eq!(body["data"]["version"], 1);
    let path = format!("PATCH /operators/{}", office.operator.id);
    let ask = office.ask(&path).by(&office.admin).json(&json!({"version": 1, "name": "Иван Петров"}));
    assert_eq!(ask.answer().await.0, StatusCode::OK);
}

#[tokio::test]
async fn somebody_is_locked_out_and_let_in_again() {
    let office = Office::open().await;
    let path = format!("PATCH /operators/{}/status", office.operator.id);
    let set = |body: &Value| office.ask(&path).by(&office.admin).json(body);
    assert_snapshot!("locked_out", set(&json!({"version": 1, "status": "inactive"})).shown().await);
    assert_snapshot!("let_in", set(&json!({"version": 2, "status": "active"})).shown().await);
    assert_snapshot!("unknown_status", set(&json!({"version": 3, "status": "asleep"})).shown().await);
    let path = format!("DELETE /operators/{}?version=1", office.stranger.id);
    assert_snapshot!("deleted_is_locked_out", office.ask(&path).by(&office.admin).shown().await);
    let blind = format!("DELETE /operators/{}", office.master.id);
    assert_snapshot!("deleted_blindly", office.ask(&blind).by(&office.admin).shown().await);
}

#[tokio::test]
async fn the_last_admin_stays() {
    let office = Office::open().await;
    let path = format!("PATCH /operators/{}/status", office.admin.id);
    let body = json!({"version": 1, "status": "inactive"});
    assert_snapshot!(office.ask(&path).by(&office.admin).json(&body).shown().await);
}

#[tokio::test]
async fn an_admin_sets_a_forgotten_password() {
    let office = Office::open().await;
    let path = format!("PUT /operators/{}/password", office.operator.id);
    let set = |password: &str| office.ask(&path).by(&office.admin).json(&json!({"password": password}));
    let (status, _) = set("a new long phrase").answer().await;
    assert_eq!(status, StatusCode::OK);
    let signed_in = json!({"login": "ivanov", "password": "a new long phrase"});
    assert_eq!(office.ask("POST /auth/login").json(&signed_in).answer().await.0, StatusCode::OK);
    assert_snapshot!("weak", set("12345678").shown().await);
    let ask = office.ask(&path).by(&office.director).json(&json!({"password": "a new long phrase"}));
    assert_snapshot!("not_by_a_director", ask.shown().await);
}

#[tokio::test]
async fn one_s_own_work_state() {
    let office = Office::open().await;
    let set = |body: &Value| office.ask("PUT /operators/me/work-state").by(&office.operator).json(body);
    assert_snapshot!("on_a_break", set(&json!({"state": "перерыв", "reason": "Обед"})).shown().await);
    assert_snapshot!("busy_comes_from_calls", set(&json!({"state": "busy"})).shown().await);
    assert_snapshot!("unknown_state", set(&json!({"state": "asleep", "reason": "\u{0}"})).shown().await);
}

#[tokio::test]
async fn the_work_state_of_another() {
    let office = Office::open().await;
    let path = format!("PUT /operators/{}/work-state", office.operator.id);
    let offline = json!({"state": "offline", "reason": "Ушёл, не отметился"});
    let (status, body) = office.ask(&path).by(&office.admin).json(&offline).answer().await;
    assert_eq!((status, &body["data"]["statusWork"]), (StatusCode::OK, &json!("offline")));
    assert_snapshot!(office.ask(&path).by(&office.stranger).json(&offline).shown().await);
}

#[tokio::test]
async fn time_and_log_of_a_day() {
    let office = Office::open().await;
    for (body, seconds) in [
        (json!({"state": "online"}), 3 * 3600),
        (json!({"state": "break", "reason": "Обед"}), 1800),
        (json!({"state": "online"}), 10 * 3600),
    ] {
        let operator = signed_in(&office).await;
        let (status, _) = office.ask("PUT /operators/me/work-state").by(&operator).json(&body).answer().await;
        assert_eq!(status, StatusCode::OK);
        office.clock.advance(Duration::from_secs(seconds));
    }
    let operator = signed_in(&office).await;
    let path = |what: &str| format!("GET /operators/{}/{what}", operator.id);
    let ask = |what: &str| office.ask(&path(what)).by(&operator);
    assert_snapshot!("time_by_day", ask("time?from=2025-01-21&to=2025-01-22").shown().await);
    assert_snapshot!("time_by_day_of_omsk", ask("time?from=2025-01-21&to=2025-01-22&zone=Asia/Omsk").shown().await);
    assert_snapshot!("log", ask("work-log?from=2025-01-21&to=2025-01-21").shown().await);
    assert_snapshot!("time_too_long", ask("time?from=2023-01-21&to=2025-01-21").shown().await);
    assert_snapshot!("log_too_long", ask("work-log?from=2023-01-21&to=2025-01-21").shown().await);
    assert_snapshot!("time_with_faults", ask("time?from=monday&to=2025-01-21&zone=Mars").shown().await);
    assert_snapshot!("time_without_end", ask("time?from=2025-01-21").shown().await);
    let of_director = format!("GET /operators/{}/time?from=2025-01-21&to=2025-01-21", office.director.id);
    assert_snapshot!("time_of_another", office.ask(&of_director).by(&operator).shown().await);
}
