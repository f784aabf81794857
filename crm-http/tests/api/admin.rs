//! What an admin looks after.

use std::time::Duration;

use axum::http::StatusCode;
use crm_core::access::Actor;
use crm_core::jobs::{JobState, NewJob};
use crm_core::operators::Role;
use crm_core::store::StoreError;
use crm_core::telephony::mango;
use crm_http::{
    DatabaseBacklog, DatabaseConnections, DatabaseReport, DatabaseSessions, DatabaseStandby, DatabaseStatement,
    DatabaseTable, Options,
};
use insta::assert_snapshot;

use crate::support::{Office, text};

/// A job that was given up.
async fn dead_job(office: &Office) -> i64 {
    let (worker, queue) = (Actor::system("worker"), text("recordings"));
    let new =
        NewJob { queue: text("recordings"), subject: text("call:1"), payload: "{}".into(), run_at: office.crm.now() };
    let id = office.crm.jobs().enqueue(&worker, &new).await.unwrap().id;
    loop {
        let claim = office.crm.jobs().claim(&worker, &queue, Duration::from_secs(60)).await.unwrap().unwrap();
        if office.crm.jobs().fail(&claim, "the provider does not answer").await.unwrap() == JobState::Dead {
            return id.get();
        }
        office.clock.advance(Duration::from_secs(86_400));
    }
}

#[tokio::test]
async fn a_job_that_was_given_up_is_queued_again() {
    let office = Office::open().await;
    let id = dead_job(&office).await;
    // Months have passed since the others signed in.
    let admin = office.joined("later", "Новый администратор", Role::Admin, None).await;
    let retry = format!("POST /admin/jobs/{id}/retry");
    assert_snapshot!("dead_jobs", office.ask("GET /admin/jobs").by(&admin).shown().await);
    assert_snapshot!("job_queued_again", office.ask(&retry).by(&admin).shown().await);
    assert_snapshot!("job_not_dead", office.ask(&retry).by(&admin).shown().await);
    let (_, queued) = office.ask("GET /admin/jobs?state=queued").by(&admin).answer().await;
    assert_eq!(queued["data"][0]["id"], id);
}

#[tokio::test]
async fn a_job_that_is_not_there() {
    let office = Office::open().await;
    assert_snapshot!("no_job", office.ask("POST /admin/jobs/99/retry").by(&office.admin).shown().await);
    let faults = office.ask("GET /admin/jobs?state=lost&before=0").by(&office.admin).shown().await;
    assert_snapshot!("jobs_with_faults", faults);
}

#[tokio::test]
async fn what_the_providers_send() {
    let office = Office::open().await;
    let unread = mango::encode_form(&office.account, "{}");
    office.crm.telephony().mango("/events/new", unread.as_bytes()).await.unwrap();
    office.crm.telephony().mango("/events/call", b"forged").await.unwrap_err();
    let shown = office.ask("GET /admin/integrations").by(&office.admin).shown().await;
    assert!(!shown.contains("salt"), "no secret");
    assert_snapshot!(shown);
}

#[tokio::test]
async fn only_admins_look_after_these() {
    let office = Office::open().await;
    for request in ["GET /admin/database", "GET /admin/jobs", "GET /admin/integrations", "POST /admin/jobs/1/retry"] {
        for person in [&office.operator, &office.director, &office.master] {
            let (status, problem) = office.ask(request).by(person).answer().await;
            assert_eq!((status, &problem["code"]), (StatusCode::FORBIDDEN, &"access.forbidden".into()), "{request}");
        }
    }
}

/// What a database may tell of itself.
pub(crate) async fn database_told() -> Result<DatabaseReport, StoreError> {
    Ok(DatabaseReport {
        kind: "postgresql".to_owned(),
        engine_version: "15.8".to_owned(),
        schema: 1,
        bytes: 9_000_000,
        file: None,
        tables: Some(vec![DatabaseTable { name: "calls".to_owned(), bytes: 65_536, rows: 12 }]),
        connections: Some(DatabaseConnections {
            own: vec![DatabaseSessions { state: "idle".to_owned(), count: 3 }],
            of_server: 5,
            server_limit: 100,
        }),
        oldest_transaction_ms: Some(12),
        standby: Some(DatabaseStandby { lag_ms: None }),
        backlog: Some(DatabaseBacklog { deltas: 2, events: 1, audit: 0 }),
        statements: Some(vec![DatabaseStatement {
            text: "SELECT name FROM cities WHERE id = $1".to_owned(),
            calls: 2,
            total_ms: 1.5,
            mean_ms: 0.75,
            rows: 2,
            blocks_hit: 4,
            blocks_read: 1,
        }]),
        no_statements: None,
    })
}

#[tokio::test]
async fn what_the_database_tells_of_itself() {
    let office = Office::open_with(Options::default().database(database_told)).await;
    assert_snapshot!(office.ask("GET /admin/database").by(&office.admin).shown().await);
}

#[tokio::test]
async fn a_server_that_is_not_told_how_to_ask_tells_nothing_of_its_database() {
    let office = Office::open().await;
    assert_snapshot!(office.ask("GET /admin/database").by(&office.admin).shown().await);
}
