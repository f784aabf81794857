//! The audit.

use std::time::Duration;

use crm_core::access::Actor;
use insta::assert_snapshot;

use crate::support::Office;

#[tokio::test]
async fn entries_about_a_call() {
    let office = Office::open().await;
    office.call("entry-1", "79990000001", "101").await;
    assert_snapshot!(office.ask("GET /audit?subject=call:1").by(&office.admin).shown().await);
}

#[tokio::test]
async fn entries_go_on_before_the_last_one() {
    let office = Office::open().await;
    let (_, all) = office.ask("GET /audit").by(&office.admin).answer().await;
    let seqs = |body: &serde_json::Value| -> Vec<i64> {
        body["data"].as_array().unwrap().iter().map(|entry| entry["seq"].as_i64().unwrap()).collect()
    };
    let all = seqs(&all);
    let (_, rest) = office.ask(&format!("GET /audit?before={}", all[2])).by(&office.admin).answer().await;
    assert_eq!(seqs(&rest), all[3..]);
}

#[tokio::test]
async fn the_log_is_what_was_sealed() {
    let office = Office::open().await;
    office.clock.advance(Duration::from_secs(60));
    office.crm.audit().seal(&Actor::system("test")).await.unwrap();
    let (_, report) = office.ask("GET /audit/verify").by(&office.admin).answer().await;
    let report = &report["data"];
    assert_eq!((&report["isIntact"], &report["blocks"], &report["broken"]), (&true.into(), &1.into(), &().into()));
    assert_eq!(report["head"].as_str().unwrap().len(), 64);
}

#[tokio::test]
async fn only_admins_read_the_audit() {
    let office = Office::open().await;
    assert_snapshot!("audit_for_a_director", office.ask("GET /audit").by(&office.director).shown().await);
    assert_snapshot!("verify_for_an_operator", office.ask("GET /audit/verify").by(&office.operator).shown().await);
}

#[tokio::test]
async fn a_place_that_is_not_a_number() {
    let office = Office::open().await;
    assert_snapshot!(office.ask("GET /audit?before=yesterday").by(&office.admin).shown().await);
}
