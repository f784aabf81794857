//! The company's own numbers.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::Office;

#[tokio::test]
async fn every_line() {
    let office = Office::open().await;
    assert_snapshot!("all", office.ask("GET /lines").by(&office.admin).shown().await);
    assert_snapshot!("of_own_cities", office.ask("GET /lines?archived=false").by(&office.operator).shown().await);
    assert_snapshot!("none_for_masters", office.ask("GET /lines").by(&office.master).shown().await);
    assert_snapshot!("for_nobody", office.ask("GET /lines").shown().await);
    assert_snapshot!("badly_asked", office.ask("GET /lines?archived=perhaps").by(&office.admin).shown().await);
}

#[tokio::test]
async fn one_line() {
    let office = Office::open().await;
    assert_snapshot!("line", office.ask("GET /lines/1").by(&office.operator).shown().await);
    assert_snapshot!("line_of_another_city", office.ask("GET /lines/1").by(&office.stranger).shown().await);
}

#[tokio::test]
async fn a_line_is_added() {
    let office = Office::open().await;
    let add = |body: &Value| office.ask("POST /lines").by(&office.admin).json(body);
    let body = json!({"number": "8 (495) 000-00-02", "rk": "Листовки", "city": "москва", "avitoName": "Мастер на час"});
    assert_snapshot!("added", add(&body).shown().await);
    assert_snapshot!("number_taken", add(&body).shown().await);
    let faults = json!({"number": "?", "rk": "х".repeat(51), "city": "Atlantis", "avitoName": "\u{7}"});
    assert_snapshot!("with_faults", add(&faults).shown().await);
    assert_snapshot!("refused_to_a_director", office.ask("POST /lines").by(&office.director).json(&body).shown().await);
}

#[tokio::test]
async fn a_line_is_changed_and_archived_at_the_version_that_was_read() {
    let office = Office::open().await;
    let change = |body: &Value| office.ask("PATCH /lines/1").by(&office.admin).json(body);
    let body = json!({"version": 1, "rk": "Радио", "city": null, "avitoName": "Ремонт"});
    assert_snapshot!("changed", change(&body).shown().await);
    assert_snapshot!("too_late", change(&json!({"version": 1, "rk": null})).shown().await);
    assert_snapshot!(
        "with_faults_in_a_change",
        change(&json!({"version": 2, "rk": "", "city": "Atlantis"})).shown().await
    );
    assert_snapshot!("archived", office.ask("DELETE /lines/1?version=2").by(&office.admin).shown().await);
    let ask = office.ask("DELETE /lines/2?version=1").by(&office.operator);
    assert_snapshot!("archiving_refused_to_operators", ask.shown().await);
}

#[tokio::test]
async fn a_number_that_calls_came_to_and_nobody_entered() {
    let office = Office::open().await;
    office.call_to("entry-1", "79990000001", "101", "74950000009").await;
    assert_snapshot!("unknown", office.ask("GET /admin/unknown-lines").by(&office.admin).shown().await);
    assert_snapshot!(
        "unknown_for_admins_only",
        office.ask("GET /admin/unknown-lines").by(&office.director).shown().await
    );
}
