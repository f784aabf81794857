//! Campaigns and what they cost.

use axum::http::StatusCode;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::Office;

#[tokio::test]
async fn every_campaign() {
    let office = Office::open().await;
    assert_snapshot!("all", office.ask("GET /campaigns").by(&office.operator).shown().await);
    assert_snapshot!("one", office.ask("GET /campaigns/1").by(&office.operator).shown().await);
    assert_snapshot!("none", office.ask("GET /campaigns/9").by(&office.operator).shown().await);
    assert_snapshot!("for_nobody", office.ask("GET /campaigns").shown().await);
}

#[tokio::test]
async fn a_campaign_is_added_renamed_and_archived() {
    let office = Office::open().await;
    let add = |name: &str| office.ask("POST /campaigns").by(&office.admin).json(&json!({"name": name}));
    assert_snapshot!("added", add("Листовки").shown().await);
    assert_snapshot!("name_taken", add("листовки").shown().await);
    assert_snapshot!("name_empty", add(" ").shown().await);
    let ask = office.ask("POST /campaigns").by(&office.director).json(&json!({"name": "Радио"}));
    assert_snapshot!("refused_to_a_director", ask.shown().await);

    let change = |body: &Value| office.ask("PATCH /campaigns/1").by(&office.admin).json(body);
    assert_snapshot!("renamed", change(&json!({"version": 1, "name": "Авито"})).shown().await);
    assert_snapshot!("too_late", change(&json!({"version": 1, "name": "Радио"})).shown().await);
    assert_snapshot!("archived", office.ask("DELETE /campaigns/1?version=2").by(&office.admin).shown().await);
    let (_, left) = office.ask("GET /campaigns?archived=false").by(&office.admin).answer().await;
    assert_eq!(left["pagination"]["total"], 2);
}

fn january() -> Value {
    json!({"city": "Москва", "firstDay": "2025-01-01", "lastDay": "2025-01-31", "amount": "31000.50", "note": "Январь"})
}

#[tokio::test]
async fn a_cost_is_entered() {
    let office = Office::open().await;
    let enter = |body: &Value| office.ask("POST /campaigns/1/costs").by(&office.admin).json(body);
    assert_snapshot!("entered", enter(&january()).shown().await);
    let faults = json!({"city": "Atlantis", "firstDay": "2025-02-30", "lastDay": "tomorrow", "amount": "1,500"});
    assert_snapshot!("entered_with_faults", enter(&faults).shown().await);
    let rules = json!({"firstDay": "2025-01-31", "lastDay": "2025-01-01", "amount": 0});
    assert_snapshot!("entered_against_the_rules", enter(&rules).shown().await);
    let ask = office.ask("POST /campaigns/9/costs").by(&office.admin).json(&january());
    assert_snapshot!("entered_for_no_campaign", ask.shown().await);
    let ask = office.ask("POST /campaigns/1/costs").by(&office.director).json(&january());
    assert_snapshot!("entering_refused_to_a_director", ask.shown().await);
}

#[tokio::test]
async fn costs_are_listed_for_whose_business_they_are() {
    let office = Office::open().await;
    let everywhere = json!({"firstDay": "2025-02-01", "lastDay": "2025-02-01", "amount": 1500.5});
    for body in [january(), everywhere] {
        let (status, _) = office.ask("POST /campaigns/1/costs").by(&office.admin).json(&body).answer().await;
        assert_eq!(status, StatusCode::CREATED);
    }
    assert_snapshot!("costs_for_admins", office.ask("GET /campaigns/1/costs").by(&office.admin).shown().await);
    for (person, seen) in [(&office.admin, 2), (&office.director, 1), (&office.operator, 0)] {
        let (_, page) = office.ask("GET /campaigns/1/costs").by(person).answer().await;
        assert_eq!(page["pagination"]["total"], seen);
    }
    assert_snapshot!("one_cost", office.ask("GET /campaigns/1/costs/1").by(&office.director).shown().await);
    let ask = office.ask("GET /campaigns/2/costs/1").by(&office.director);
    assert_snapshot!("cost_of_another_campaign", ask.shown().await);
    assert_snapshot!("costs_of_no_campaign", office.ask("GET /campaigns/9/costs").by(&office.admin).shown().await);
    let ask = office.ask("GET /campaigns/1/costs/zero").by(&office.admin);
    assert_snapshot!("cost_id_that_is_none", ask.shown().await);
}

#[tokio::test]
async fn a_cost_is_changed_and_taken_back() {
    let office = Office::open().await;
    office.ask("POST /campaigns/1/costs").by(&office.admin).json(&january()).answer().await;
    let change = |body: &Value| office.ask("PATCH /campaigns/1/costs/1").by(&office.admin).json(body);
    let body = json!({"version": 1, "city": null, "amount": 28000, "note": null, "lastDay": "2025-01-28"});
    assert_snapshot!("cost_changed", change(&body).shown().await);
    assert_snapshot!("cost_changed_too_late", change(&json!({"version": 1, "amount": "1"})).shown().await);
    assert_snapshot!(
        "cost_changed_with_faults",
        change(&json!({"version": 2, "amount": [], "rk": "none"})).shown().await
    );
    let take_back = || office.ask("DELETE /campaigns/1/costs/1?version=2").by(&office.admin);
    assert_snapshot!("cost_taken_back", take_back().shown().await);
    assert_snapshot!("cost_changed_after_all", change(&json!({"version": 3, "amount": "1"})).shown().await);
    let (_, page) = office.ask("GET /campaigns/1/costs?cancelled=false").by(&office.admin).answer().await;
    assert_eq!(page["data"], json!([]));
}
