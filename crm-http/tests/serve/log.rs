//! The log.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::admin_of;
use crate::program::Office;
use crate::server::{PATIENCE, STDERR, Server, client};

const PHONE: &str = "79000000101";

/// Asks what a log must not repeat.
async fn ask(server: &Server, token: &str) {
    let client = client();
    let calls = client.get(format!("{}/api/calls?phone={PHONE}", server.url)).bearer_auth(token);
    assert_eq!(calls.header("x-request-id", "find-me-1").send().await.unwrap().status(), 200);
    let call = format!(
        r#"{{"direction": "in", "status": "missed", "dateCreate": "2026-01-31T10:00:00Z", "phoneClient": "+{PHONE}"}}"#
    );
    let post = client.post(format!("{}/api/calls", server.url)).bearer_auth(token);
    let answer = post.header("content-type", "application/json").body(call).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    let stranger = client.get(format!("{}/api/calls", server.url)).bearer_auth("not.a.token-hunter2");
    assert_eq!(stranger.send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_file_a_day_has_json_lines_that_name_the_request_and_no_phone_and_no_token() {
    let office = Office::empty();
    let token = admin_of(&office).await;
    let environment = [("LOG_FILE", "logs/app.log"), ("LOG_LEVEL", "trace")];
    let server = Server::start_with(&office, &["--log-format", "json"], &environment);
    ask(&server, &token).await;
    server.stop();

    let files: Vec<_> = std::fs::read_dir(office.path("logs")).unwrap().map(|file| file.unwrap().path()).collect();
    for file in &files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let day =
            name.strip_prefix("app.").and_then(|rest| rest.strip_suffix(".log")).unwrap_or_else(|| panic!("{name}"));
        assert!(chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok(), "{name}");
    }
    let log: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let entries: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let entry = entries
        .iter()
        .find(|line| line["fields"]["message"] == "served" && line["span"]["id"] == "find-me-1")
        .unwrap_or_else(|| panic!("{log}"));
    assert_eq!((&entry["span"]["method"], &entry["span"]["route"]), (&"GET".into(), &"/api/calls".into()));
    assert_eq!((&entry["fields"]["status"], &entry["span"]["user"]), (&200.into(), &1.into()));
    assert!(entry["fields"]["milliseconds"].is_u64(), "{entry}");
    for hidden in [PHONE, &token, "hunter2"] {
        assert!(!log.contains(hidden), "{hidden} is in the log");
    }
}

#[tokio::test]
async fn the_log_is_text_on_stderr_unless_said_otherwise() {
    let office = Office::empty();
    let token = admin_of(&office).await;
    let server = Server::start(&office, &[]);
    ask(&server, &token).await;
    server.stop();
    let log = std::fs::read_to_string(office.path(STDERR)).unwrap();
    assert!(log.contains("find-me-1") && log.contains("served") && log.contains("stopped"), "{log}");
    assert!(!log.contains(PHONE) && !log.contains(&token) && !log.contains("hunter2"), "{log}");
}

#[tokio::test]
async fn requests_that_are_turned_away_are_told_by_the_second_and_not_one_by_one() {
    const REQUESTS: u64 = 200;
    let office = Office::empty();
    admin_of(&office).await;
    let arguments = ["--log-format", "json", "--max-requests", "0"];
    let server = Server::start_with(&office, &arguments, &[("LOG_FILE", "logs/app.log")]);
    let client = client();
    for _ in 0..REQUESTS {
        assert_eq!(client.get(format!("{}/api/calls", server.url)).send().await.unwrap().status(), 503);
    }
    let lines = || -> Vec<Value> {
        let files = std::fs::read_dir(office.path("logs")).unwrap();
        let log: String = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        // The last line may be half written.
        log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    };
    let told = || lines().iter().filter_map(|line| line["fields"]["requests"].as_u64()).collect::<Vec<_>>();
    let start = Instant::now();
    while told().iter().sum::<u64>() < REQUESTS {
        assert!(start.elapsed() < PATIENCE, "{:?}", told());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    server.stop();
    assert_eq!(told().iter().sum::<u64>(), REQUESTS);
    assert!(told().len() < 50, "{:?}", told());
    assert!(lines().iter().all(|line| line["fields"]["status"] != 503), "{:?}", lines());
}
