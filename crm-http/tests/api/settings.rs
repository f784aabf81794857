//! Settings.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::Office;

#[tokio::test]
async fn settings_are_read_by_everybody_who_is_signed_in() {
    let office = Office::open().await;
    assert_snapshot!("in_force", office.ask("GET /settings").by(&office.master).shown().await);
    assert_snapshot!("for_nobody", office.ask("GET /settings").shown().await);
}

#[tokio::test]
async fn settings_are_changed_together_or_not_at_all() {
    let office = Office::open().await;
    let change = |body: &Value| office.ask("PATCH /settings").by(&office.admin).json(body);
    let faults = json!({"wrapUpSeconds": 90, "closeAfterLegsSeconds": 1, "officeZone": "Mars"});
    assert_snapshot!("with_faults", change(&faults).shown().await);
    let (_, body) = office.ask("GET /settings").by(&office.admin).answer().await;
    assert_eq!(body["data"]["wrapUpSeconds"], 60);
    let body = json!({"wrapUpSeconds": 90, "officeZone": "Asia/Omsk", "offlineAfterSeconds": 600});
    assert_snapshot!("changed", change(&body).shown().await);
    assert_snapshot!("unknown_setting", change(&json!({"colour": "red"})).shown().await);
    assert_snapshot!("negative", change(&json!({"wrapUpSeconds": -1})).shown().await);
    let ask = office.ask("PATCH /settings").by(&office.director).json(&body);
    assert_snapshot!("refused_to_a_director", ask.shown().await);
}
