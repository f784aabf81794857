//! The sender over HTTP: what is acknowledged, what is sent again, and what is not.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser as _;
use crm_core::Crm;
use crm_core::conformance::MemoryStore;
use crm_core::kernel::Secret;
use crm_core::telephony::MangoAccount;
use serde_json::{Value, json};

use super::fold::{KEY, account, plan};
use super::office::{MESSY, Office};
use super::server::Server;
use crate::cli::simulate::{SimulateArgs, client, run};
use crate::simulate::plan::{Faults, Plan};
use crate::simulate::send::{SendOptions, Speed, send};

const OFFSET: i64 = 10_800;

fn options(server: &Server, resend: Option<u64>) -> SendOptions {
    let resend = resend.map(Duration::from_secs);
    SendOptions { base: server.base(), account: account(OFFSET), connections: 8, speed: Speed::Max, resend }
}

async fn office(plan: &Plan) -> Office {
    Office::open(Arc::new(MemoryStore::new()), plan).await
}

fn anywhere() -> std::net::SocketAddr {
    ([127, 0, 0, 1], 0).into()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_reaches_the_server_and_no_forgery_is_believed() {
    let plan = Arc::new(plan(21, 150, OFFSET, MESSY));
    let office = office(&plan).await;
    let server = Server::start(&office.crm, anywhere(), 0);
    let tally = send(&plan, &client().unwrap(), &options(&server, None), || {}).await;
    let report = tally.report(&plan);
    let total = report.total;
    assert_eq!((total.acknowledged, total.refused, total.unanswered, total.resent), (total.sent, 0, 0, 0));
    assert!(total.duplicates > 0 && total.dropped == 0);
    assert_eq!(report.forgeries_believed, 0);
    assert_eq!(report.forgeries.len(), 5, "{:?}", report.forgeries);
    assert_eq!(report.forgeries["badSignature"].refused, report.forgeries["badSignature"].sent);
    assert_eq!(report.forgeries["wrongPath"].accepted, report.forgeries["wrongPath"].sent);
    let comparison = office.compare(&plan).await;
    assert_eq!((comparison.differences.as_slice(), comparison.exact), ([].as_slice(), 150));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_acknowledged_is_sent_again_through_overload_and_sudden_deaths() {
    let plan = Arc::new(plan(22, 150, OFFSET, MESSY));
    let office = office(&plan).await;
    let mut server = Server::start(&office.crm, anywhere(), 7);
    let (sent, options, client) = (Arc::clone(&plan), options(&server, Some(60)), client().unwrap());
    let sending = tokio::spawn(async move { send(&sent, &client, &options, || {}).await });
    for _ in 0..5 {
        let until = server.served() + 150;
        let mut patience = 2_000;
        while server.served() < until && !sending.is_finished() && patience > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
            patience -= 1;
        }
        assert!(!sending.is_finished(), "the server dies while it is needed");
        let address = server.address;
        drop(server);
        server = restarted(&office, address).await;
    }
    let tally = sending.await.unwrap();
    let report = tally.report(&plan);
    assert_eq!((report.total.acknowledged, report.total.refused), (report.total.sent, 0), "{report:?}");
    assert!(report.total.resent > 50 && report.forgeries_believed == 0);
    let comparison = office.compare(&plan).await;
    assert_eq!((comparison.differences.as_slice(), comparison.exact), ([].as_slice(), 150));
}

/// The port is free again as soon as the dead server's tasks are gone.
async fn restarted(office: &Office, address: std::net::SocketAddr) -> Server {
    for _ in 0..1_000 {
        if let Ok(free) = tokio::net::TcpListener::bind(address).await {
            drop(free);
            return Server::start(&office.crm, address, 7);
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("{address} never became free");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_resending_what_fails_is_counted_and_nothing_more_is_claimed_of_its_conversation() {
    let plan = Arc::new(plan(23, 60, OFFSET, Faults::default()));
    let office = office(&plan).await;
    let server = Server::start(&office.crm, anywhere(), 5);
    let tally = send(&plan, &client().unwrap(), &options(&server, None), || {}).await;
    let lost = (0..plan.conversations.len())
        .filter(|&place| !plan.told(place, |delivery| tally.has_reached(place, delivery)).is_whole())
        .count();
    let report = tally.report(&plan);
    assert!(lost > 0 && report.total.refused > 0);
    assert_eq!(report.total.refused + report.total.acknowledged, report.total.sent);
    assert_eq!(report.refusals.keys().collect::<Vec<_>>(), [&503]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_the_server_does_not_know_is_refused_at_once_and_not_tried_again() {
    let plan = Arc::new(plan(24, 10, OFFSET, Faults::default()));
    let office = office(&plan).await;
    let server = Server::start(&office.crm, anywhere(), 0);
    let stranger: Secret = "not the key".into();
    let name = account(0).name().clone();
    let account = MangoAccount::new(name, stranger, "salt".into(), 0).unwrap();
    let options = SendOptions { account, ..options(&server, Some(60)) };
    let report = send(&plan, &client().unwrap(), &options, || {}).await.report(&plan);
    assert_eq!((report.total.refused, report.total.resent), (report.total.sent, 0));
}

#[derive(clap::Parser)]
struct Program {
    #[command(flatten)]
    simulate: SimulateArgs,
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_leaves_a_report_and_the_truth_and_says_by_its_status_when_the_server_refuses() {
    let crm = Crm::builder(MemoryStore::new()).mango(account(0)).open().await.unwrap();
    let server = Server::start(&crm, anywhere(), 0);
    let folder = tempfile::tempdir().unwrap();
    let (report, truth) = (folder.path().join("report.json"), folder.path().join("truth.ndjson"));
    let url = format!("http://{}/", server.address);
    let run_with = async |salt: &str| {
        let (report, truth) = (report.to_str().unwrap(), truth.to_str().unwrap());
        let flags = [
            "crm",
            "--url",
            &url,
            "--mango-api-key",
            KEY,
            "--mango-api-salt",
            salt,
            "--calls",
            "40",
            "--drop",
            "0.1",
            "--forge",
            "0.1",
            "--resend",
            "--report",
            report,
            "--truth",
            truth,
        ];
        run(Program::try_parse_from(flags).unwrap().simulate).await.unwrap()
    };
    assert_eq!(run_with("simulated salt").await, ExitCode::SUCCESS);
    let sent: Value = serde_json::from_slice(&std::fs::read(&report).unwrap()).unwrap();
    let total = &sent["sent"]["total"];
    assert_eq!((&sent["sent"]["conversations"], &sent["compared"]), (&json!(40), &Value::Null));
    assert!(total["dropped"].as_u64() > Some(0) && total["sent"] == total["acknowledged"], "{total}");
    let lines = std::fs::read_to_string(&truth).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 40);
    let dropped: u64 = lines.iter().map(|line| line["told"]["dropped"].as_u64().unwrap()).sum();
    assert_eq!(Some(dropped), total["dropped"].as_u64());
    assert!(lines.iter().all(|line| line["conversationId"].is_string() && line["status"].is_string()));
    assert_eq!(run_with("another salt").await, ExitCode::FAILURE);
}
