//! What a database tells of itself: by `crm database`, to an admin of the server, and among the metrics.
#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod program;
#[path = "program/server.rs"]
#[expect(dead_code, reason = "each test file uses its own part")]
mod server;

use std::time::Instant;

use crm_store_postgres::testing::{Database, Template};
use program::{GOOD_PASSWORD, Office};
use serde_json::{Value, json};
use server::{LOOK, PATIENCE, Server, client};

const SECRET: &str = "a secret of the tests, 32 bytes or more";

#[test]
fn a_file_tells_its_size_and_that_it_knows_nothing_of_statements() {
    let office = Office::migrated();
    let said = office.crm(&["database"]).succeeds();
    assert!(said.starts_with("sqlite ") && said.contains("\nsize ") && said.contains("\npages "), "{said}");
    assert!(said.ends_with("SQLite keeps no statistics of statements; PostgreSQL does\n"), "{said}");

    let told: Value = serde_json::from_str(&office.crm(&["database", "--json"]).succeeds()).unwrap();
    let file = &told["file"];
    let pages = file["pages"].as_u64().unwrap() * file["pageBytes"].as_u64().unwrap();
    assert_eq!(told["schema"], crm_store_sqlite::SqliteStore::latest_schema());
    assert!(pages > 100_000 && told["bytes"].as_u64().unwrap() <= pages, "{told}");
    assert_eq!((&told["statements"], &told["tables"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_database_that_is_not_there_is_not_made() {
    let office = Office::empty();
    office.crm(&["database"]).fails_with("cli.no_database");
    assert_eq!(office.files(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_s_database_is_told_of_on_the_command_line_to_an_admin_and_among_the_metrics() {
    let database = Database::fresh(&Template::office()).await.unwrap();
    let (office, url) = (Office::empty(), database.url());
    let said = office.crm(&["database", "--database", &url]).succeeds();
    for part in ["postgresql ", "\nsize ", "\nconnections ", "\nwaiting ", "\ntable "] {
        assert!(said.contains(part), "{part:?} is not in {said}");
    }
    assert!(said.contains("CREATE EXTENSION pg_stat_statements"), "{said}");

    office.crm_with(&["create-admin", "--login", "anna", "--database", &url], GOOD_PASSWORD).succeeds();
    let server = Server::try_start(&office, &[], &[("JWT_SECRET", SECRET), ("DATABASE_URL", &url)]).unwrap();
    let (client, api) = (client(), format!("{}/api", server.url));
    let wish = json!({"login": "anna", "password": GOOD_PASSWORD.trim()}).to_string();
    let login = client.post(format!("{api}/auth/login")).header("content-type", "application/json").body(wish);
    let signed: Value = serde_json::from_str(&login.send().await.unwrap().text().await.unwrap()).unwrap();
    let token = signed["accessToken"].as_str().unwrap();
    let told = client.get(format!("{api}/admin/database")).bearer_auth(token).send().await.unwrap();
    let told: Value = serde_json::from_str(&told.text().await.unwrap()).unwrap();
    let told = &told["data"];
    assert_eq!((&told["kind"], &told["statements"]), (&"postgresql".into(), &Value::Null));
    assert!(told["noStatements"].as_str().unwrap().contains("CREATE EXTENSION"), "{told}");
    assert!(told["connections"]["own"].as_array().unwrap().iter().any(|own| own["state"] == "active"), "{told}");

    // The server looks on its own, a moment after it has begun.
    let start = Instant::now();
    let metrics = loop {
        let metrics = client.get(format!("{api}/metrics")).send().await.unwrap().text().await.unwrap();
        let is_known = |name: &str| metrics.lines().any(|line| line.starts_with(name) && !line.ends_with(" -1"));
        if is_known("crm_store_unfolded_deltas ") && is_known("crm_store_unstamped_rows ") {
            break metrics;
        }
        assert!(start.elapsed() < PATIENCE, "{metrics}");
        tokio::time::sleep(LOOK).await;
    };
    for gauge in ["held", "idle", "limit", "waiting"] {
        assert!(metrics.contains(&format!("\ncrm_store_connections_{gauge} ")), "{gauge}: {metrics}");
    }
    assert!(!metrics.contains("standby"), "there is none: {metrics}");
    server.stop();
}
