//! Who may call what: every operation of the API document, by everybody there is.
//!
//! The records are Moscow's: a call that rang its operator's phone, that operator's orders with Moscow's master, the cash
//! of one of them, a client who waits, a shift of the operator. Whoever the table does not name is refused with 403 or 404,
//! and who is not signed in with 401. An operation without a line works for nobody, so a new one fails here until somebody
//! has decided.

mod table;
mod world;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::Value;

use table::{OPEN, table};
use world::World;

fn operations() -> BTreeSet<String> {
    let document = serde_json::to_value(crm_http::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap().clone();
    let methods = ["get", "post", "put", "patch", "delete"];
    let of_path = |(path, item): (String, Value)| {
        let path = path.strip_prefix("/api").unwrap().to_owned();
        let asked = methods.into_iter().filter(move |method| !item[*method].is_null());
        asked.map(move |method| format!("{} {path}", method.to_uppercase())).collect::<Vec<_>>()
    };
    paths.into_iter().flat_map(of_path).collect()
}

#[test]
fn the_table_and_the_document_name_the_same_operations() {
    let open: BTreeSet<String> = OPEN.map(str::to_owned).into();
    let told: BTreeSet<String> = table().into_keys().chain(open).collect();
    assert_eq!(told, operations());
}

#[tokio::test]
async fn whoever_is_not_named_is_refused() {
    let (table, world) = (table(), World::new().await);
    let mut wrong = Vec::new();
    for operation in operations().iter().filter(|operation| !OPEN.contains(&operation.as_str())) {
        let allowed = table.get(operation).cloned().unwrap_or_default();
        let status = world.ask(operation, None).await;
        if status != StatusCode::UNAUTHORIZED {
            wrong.push(format!("{operation}, nobody: {status}"));
        }
        for who in ["a", "d", "o", "s", "m"].into_iter().filter(|who| !allowed.contains(who)) {
            let status = world.ask(operation, Some(world.person(who))).await;
            if ![StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&status) {
                wrong.push(format!("{operation}, {who}: {status}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn whoever_is_named_is_served() {
    let mut wrong = Vec::new();
    let (reading, mut changing) = (World::new().await, World::new().await);
    for (operation, allowed) in table() {
        for who in allowed {
            let world = if operation.starts_with("GET") {
                &reading
            } else {
                // Each change begins from the same office.
                changing = changing.again().await;
                &changing
            };
            if operation == "POST /callbacks/{id}/release" {
                let taken = world.ask("POST /callbacks/{id}/take", Some(world.person(who))).await;
                assert_eq!(taken, StatusCode::OK);
                let status = world.released(who).await;
                if !status.is_success() {
                    wrong.push(format!("{operation}, {who}: {status}"));
                }
                continue;
            }
            let status = world.ask(&operation, Some(world.person(who))).await;
            if !status.is_success() {
                wrong.push(format!("{operation}, {who}: {status}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
