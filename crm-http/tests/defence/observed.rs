//! Health and metrics.

use crate::guarded::{FromAddress, Office, ask, get, metrics, signed_in};
use crm_core::Crm;
use crm_core::conformance::MemoryStore;
use crm_core::operators::OperatorFilter;
use crm_http::{Measured, Options, Shutdown};

#[tokio::test]
async fn it_lives_while_it_runs_and_is_ready_while_it_can_serve() {
    let office = Office::open().await;
    let shutdown = Shutdown::new();
    let router = office.router(Options::default().shutdown(shutdown.clone()));
    assert_eq!(ask(&router, get("/api/health/live")).await.body, r#"{"success":true,"data":{"status":"live"}}"#);
    assert_eq!(
        ask(&router, get("/api/health/ready")).await.body,
        r#"{"success":true,"data":{"status":"ready","schema":1}}"#
    );

    shutdown.begin();
    ask(&router, get("/api/health/ready")).await.is_problem(503, "server.stopping");
    assert_eq!(ask(&router, get("/api/health/live")).await.status, 200);
}

#[tokio::test]
async fn it_is_not_ready_without_its_store() {
    let office = Office::open().await;
    let router = office.router(Options::default());
    office.crm.close().await.unwrap();
    let answer = ask(&router, get("/api/health/ready")).await;
    answer.is_problem(503, "store.closed");
    assert_eq!(answer.header("retry-after"), "1");
    assert!(metrics(&router).await.contains("crm_store_up 0"));
}

#[tokio::test]
async fn metrics_are_closed_to_strangers() {
    let office = Office::open().await;
    let router = office.router(Options::default());
    let from = async |request: axum::http::request::Builder| ask(&router, request).await;
    assert_eq!(from(get("/api/metrics").from("127.0.0.1")).await.status, 200);
    assert_eq!(from(get("/api/metrics").from("::1")).await.status, 200);
    from(get("/api/metrics").from("203.0.113.7")).await.is_problem(403, "metrics.not_local");
    from(get("/api/metrics")).await.is_problem(403, "metrics.not_local");
    for header in ["x-forwarded-for", "forwarded", "x-real-ip", "via"] {
        let forwarded = get("/api/metrics").from("127.0.0.1").header(header, "127.0.0.1");
        from(forwarded).await.is_problem(403, "metrics.not_local");
    }
}

#[tokio::test]
async fn metrics_with_a_token_are_open_to_its_bearer_alone() {
    let office = Office::open().await;
    let router = office.router(Options::default().metrics_token("scraper-token-1"));
    let bearing =
        |token: &str| get("/api/metrics").from("203.0.113.7").header("authorization", format!("Bearer {token}"));
    assert_eq!(ask(&router, bearing("scraper-token-1")).await.status, 200);
    ask(&router, bearing("scraper-token-2")).await.is_problem(401, "metrics.token");
    ask(&router, get("/api/metrics").from("127.0.0.1")).await.is_problem(401, "metrics.token");
}

#[tokio::test]
async fn metrics_name_the_route_and_never_the_path() {
    let office = Office::open().await;
    let router = office.router(Options::default());
    ask(&router, office.get("/api/calls?phone=79000000101")).await;
    ask(&router, office.get("/api/calls/77")).await;
    ask(&router, get("/api/webhooks/avito/1/hunter2")).await;
    ask(&router, get("/api/calls").method("INVENTED")).await;
    let shown = metrics(&router).await;
    for line in [
        r#"crm_http_request_seconds_count{method="GET",route="/api/calls",status="2xx"} 1"#,
        r#"crm_http_request_seconds_count{method="GET",route="/api/calls/{id}",status="4xx"} 1"#,
        r#"crm_http_request_seconds_count{method="GET",route="unmatched",status="4xx"} 1"#,
        r#"crm_http_request_seconds_count{method="other",route="/api/calls",status="4xx"} 1"#,
        // The scrape itself.
        "crm_http_in_flight 1",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line} is not in {shown}");
    }
    for hidden in ["79000000101", "77\"", "hunter2", "INVENTED"] {
        assert!(!shown.contains(hidden), "{hidden} is in {shown}");
    }
    assert!(shown.ends_with("# EOF\n"));
}

#[tokio::test]
async fn metrics_tell_of_the_process_the_office_and_what_an_embedder_adds() {
    let office = Office::open().await;
    let router = office.router(Options::default().gauge("spare_seats", "Seats that are free", || 42));
    let shown = metrics(&router).await;
    let value = |name: &str| -> f64 {
        let line = shown.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {shown}"));
        line.rsplit(' ').next().unwrap().parse().unwrap()
    };
    assert!(value("crm_process_resident_memory_bytes ") > 1e6 && value("crm_process_start_time_seconds ") > 1e9);
    assert!(value("crm_process_cpu_seconds ") >= 0.0);
    assert!(value("crm_store_up ") > 0.0 && value("crm_store_queue_limit ") >= 0.0);
    assert!(value("crm_calls_now{state=\"waiting\"} ") < 1.0 && value("crm_callbacks_open ") < 1.0);
    // Signing in is coming to work or is not, but an admin is somebody only once at work.
    assert!(value("crm_operators_now{state=\"break\"} ") < 1.0);
    assert!((value("crm_spare_seats ") - 42.0).abs() < f64::EPSILON);
}

#[tokio::test]
async fn a_measured_store_shows_its_timings() {
    let store = Measured::new(MemoryStore::new());
    let options = Options::default().store_timings(store.timings());
    let crm = Crm::builder(store).open().await.unwrap();
    signed_in(&crm, "anna").await;
    let shown = metrics(&crm_http::router(crm, options)).await;
    let count = |name: &str| shown.lines().any(|line| line.starts_with(name) && !line.ends_with(" 0"));
    assert!(count("crm_store_commit_seconds_count{outcome=\"durable\"}"), "{shown}");
    assert!(count("crm_store_unit_seconds_count{end=\"commit\"}"), "{shown}");
    assert!(count("crm_store_begin_seconds_count{read=\"each\"}"), "{shown}");
}

#[tokio::test]
async fn a_sign_of_life_is_noted_once_a_minute_by_the_office_s_clock() {
    let office = Office::open().await;
    let router = office.router(Options::default());
    let seen = async || {
        let anna = crm_core::access::Actor::system("test");
        let people = office
            .crm
            .operators()
            .list(&anna, &OperatorFilter::default(), &crm_core::kernel::PageRequest::first())
            .await;
        let sessions = office.crm.auth().sessions(&anna, people.unwrap().items[0].id).await.unwrap();
        sessions[0].last_seen_at
    };
    let signed_in = seen().await;
    // The first look is at what signing in noted; from then on memory knows.
    for (step, is_noted) in [(30, false), (59, false), (1, true), (59, false), (1, true)] {
        let before = seen().await;
        office.clock.advance(std::time::Duration::from_secs(step));
        assert_eq!(ask(&router, office.get("/api/calls")).await.status, 200);
        assert_eq!(seen().await > before, is_noted, "after {step} s more");
    }
    assert!(seen().await > signed_in);
}
