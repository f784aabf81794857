//! The client of the server's API, against a stand-in that answers as the contract says.

use std::sync::{Arc, Mutex};

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use crm_core::kernel::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;

use crate::cli::simulate::client;
use crate::simulate::api::{Added, Api, ApiError};

#[derive(Default)]
struct Desk {
    rows: BTreeMap<String, Vec<Value>>,
    sign_ins: usize,
    /// Requests still to be turned away for their number.
    hasty: usize,
}

type Shared = Arc<Mutex<Desk>>;

async fn sign_in(State(desk): State<Shared>, Json(body): Json<Value>) -> Response {
    if body != json!({ "login": "admin", "password": "right" }) {
        let problem = json!({ "code": "auth.failed", "detail": "Login or password is wrong." });
        return (StatusCode::UNAUTHORIZED, Json(problem)).into_response();
    }
    let mut desk = desk.lock().unwrap();
    desk.sign_ins += 1;
    Json(json!({ "accessToken": format!("token{}", desk.sign_ins), "refreshToken": "r", "user": {} })).into_response()
}

/// The first token runs out at once.
fn refusal(desk: &mut Desk, headers: &HeaderMap) -> Option<Response> {
    if headers.get(header::AUTHORIZATION).is_none_or(|token| token == "Bearer token1") {
        return Some(StatusCode::UNAUTHORIZED.into_response());
    }
    desk.hasty = desk.hasty.checked_sub(1)?;
    Some((StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "0")]).into_response())
}

/// Two rows a page.
async fn list(
    State(desk): State<Shared>,
    Path(list): Path<String>,
    Query(asked): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let mut desk = desk.lock().unwrap();
    if let Some(refusal) = refusal(&mut desk, &headers) {
        return refusal;
    }
    let rows = desk.rows.get(&list).cloned().unwrap_or_default();
    let from: usize = asked.get("cursor").map_or(0, |cursor| cursor.parse().unwrap());
    let next = (from + 2 < rows.len()).then(|| (from + 2).to_string());
    let page: Vec<Value> = rows.into_iter().skip(from).take(2).collect();
    Json(json!({ "success": true, "data": page, "pagination": { "limit": 2, "nextCursor": next } })).into_response()
}

async fn add(
    State(desk): State<Shared>,
    Path(list): Path<String>,
    headers: HeaderMap,
    Json(row): Json<Value>,
) -> Response {
    let mut desk = desk.lock().unwrap();
    if let Some(refusal) = refusal(&mut desk, &headers) {
        return refusal;
    }
    desk.rows.entry(list).or_default().push(row.clone());
    (StatusCode::CREATED, Json(json!({ "success": true, "data": row }))).into_response()
}

/// The stand-in and its address.
async fn stand_in(desk: Desk) -> (Shared, String) {
    let desk = Arc::new(Mutex::new(desk));
    let app = Router::new()
        .route("/api/auth/login", post(sign_in))
        .route("/api/{list}", get(list).post(add))
        .with_state(Arc::clone(&desk));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    // It ends with the test's runtime.
    tokio::spawn(async move { axum::serve(listener, app).await });
    (desk, address)
}

async fn signed_in(server: &str) -> Api {
    Api::sign_in(client().unwrap(), server, "admin".into(), "right".into()).await.unwrap()
}

#[tokio::test]
async fn a_wrong_password_is_told_without_the_password() {
    let (_, server) = stand_in(Desk::default()).await;
    let refused = Api::sign_in(client().unwrap(), &server, "admin".into(), "wr0ng".into()).await.unwrap_err();
    assert!(matches!(refused, ApiError::Refused { status: 401, .. }));
    assert_eq!(refused.to_string(), "/auth/login was refused with 401: auth.failed Login or password is wrong.");
}

#[tokio::test]
async fn an_office_is_set_up_once_through_a_token_that_runs_out_and_a_rate_limit() {
    let known = json!({ "id": 7, "extension": "101", "name": "Somebody else" });
    let rows = BTreeMap::from([("operators".to_owned(), vec![known])]);
    let (desk, server) = stand_in(Desk { rows, hasty: 3, ..Desk::default() }).await;
    let mut api = signed_in(&server).await;
    assert_eq!(api.set_up().await.unwrap(), Added { cities: 4, campaigns: 6, lines: 9, operators: 11 });
    assert_eq!(api.set_up().await.unwrap(), Added::default());
    let desk = desk.lock().unwrap();
    assert_eq!((desk.sign_ins, desk.hasty), (2, 0));
    assert_eq!(desk.rows["lines"][0], json!({ "number": "+74950000001", "rk": "Авито Тверь", "city": "Тверь" }));
    let passwords: std::collections::BTreeSet<_> =
        desk.rows["operators"].iter().filter_map(|row| row.get("password")?.as_str()).collect();
    assert_eq!(passwords.len(), 11, "each has a password of its own");
}

#[tokio::test]
async fn calls_are_read_to_the_last_page_by_the_providers_id() {
    let call = |id: Value, operator: Value| {
        json!({ "id": 1, "conversationId": id, "direction": "in", "status": "answered", "missReason": null,
            "operator": operator, "finalOperatorId": 7, "waitSeconds": 8, "talkSeconds": 95, "rk": "Сайт", "campaign": "Сайт", "city": "Омск",
            "phoneAts": "+74950000008", "complete": true })
    };
    let known = json!({ "id": 7, "name": "Анна" });
    let calls = vec![
        call(json!("a"), known.clone()),
        call(json!("b"), json!({ "id": 9, "name": "Nobody's" })),
        call(json!("b"), json!(null)),
        call(json!(null), known),
    ];
    let people = vec![json!({ "id": 7, "extension": "110" }), json!({ "id": 8, "extension": null })];
    let rows = BTreeMap::from([("calls".to_owned(), calls), ("operators".to_owned(), people)]);
    let (_, server) = stand_in(Desk { rows, ..Desk::default() }).await;
    let found = signed_in(&server).await.calls(Timestamp::EPOCH, Timestamp::EPOCH).await.unwrap();
    let operators = |id: &str| found[id].iter().map(|call| call.operator.as_deref()).collect::<Vec<_>>();
    assert_eq!(found.len(), 2);
    assert_eq!((operators("a"), operators("b")), (vec![Some("110")], vec![Some("?"), None]));
    let call = &found["a"][0];
    assert_eq!(call.final_operator.as_deref(), Some("110"));
    assert_eq!((call.wait_seconds, call.talk_seconds, call.campaign.as_deref()), (Some(8), Some(95), Some("Сайт")));
}
