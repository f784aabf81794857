//! What the API document forbids is refused, each in the API's own words. A run of made-up requests found these.

use axum::http::{StatusCode, header};
use serde_json::json;

use crate::support::Office;

#[tokio::test]
async fn parameters_hold_what_their_schema_says() {
    let office = Office::open().await;
    let long = format!("GET /audit?subject={}", "x".repeat(129));
    let cases = [
        // Empty is no number; left out is.
        ("GET /calls?page=", StatusCode::BAD_REQUEST, "page", "query.bad_value"),
        ("GET /stats/overall?target=", StatusCode::BAD_REQUEST, "target", "query.bad_value"),
        ("GET /export/calls.csv?forScripts=", StatusCode::BAD_REQUEST, "forScripts", "query.bad_value"),
        // A file has every row.
        ("GET /export/calls.csv?page=1", StatusCode::BAD_REQUEST, "page", "query.unknown"),
        ("GET /export/orders.xlsx?limit=5", StatusCode::BAD_REQUEST, "limit", "query.unknown"),
        ("GET /export/orders.csv?cursor=abc", StatusCode::BAD_REQUEST, "cursor", "query.unknown"),
        (long.as_str(), StatusCode::UNPROCESSABLE_ENTITY, "subject", "text.too_long"),
    ];
    for (request, status, field, code) in cases {
        let answer = office.ask(request).by(&office.admin).answer().await;
        let named = json!([answer.1["errors"][0]["field"], answer.1["errors"][0]["code"]]);
        assert_eq!((answer.0, named), (status, json!([field, code])), "{request}: {}", answer.1);
    }
}

#[tokio::test]
async fn an_if_match_is_one_version_with_its_quotes_or_without() {
    let office = Office::open().await;
    let id = office.order().await;
    let request = format!("PATCH /orders/{id}");
    let change = |tag: &str| {
        office.ask(&request).by(&office.admin).header(header::IF_MATCH, tag).json(&json!({"problem": "Шумит"})).answer()
    };
    for tag in ["\"1", "1\"", "\"\"1\"\"", "-1", "\"-1\"", "+1", "\"\"", "1234567890123456", "W/1", "*"] {
        let (status, answer) = change(tag).await;
        assert_eq!((status, &answer["code"]), (StatusCode::BAD_REQUEST, &json!("request.bad_if_match")), "{tag}");
    }
    assert_eq!(change("\"1\"").await.0, StatusCode::OK);
    assert_eq!(change("2").await.0, StatusCode::OK);
}

#[tokio::test]
async fn an_address_that_is_no_text_is_a_problem_too() {
    let office = Office::open().await;
    for request in ["POST /webhooks/mango/%FF", "POST /webhooks/sip/%FF"] {
        let shown = office.ask(request).text("application/json", "{}".to_owned()).shown().await;
        assert!(shown.contains("400 Bad Request\ncontent-type: application/problem+json"), "{shown}");
        assert!(shown.contains("request.bad_path"), "{shown}");
    }
}

#[tokio::test]
async fn a_refresh_without_a_body_or_a_cookie_lacks_its_token() {
    let office = Office::open().await;
    let (status, answer) = office.ask("POST /auth/refresh").answer().await;
    assert_eq!((status, &answer["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("refreshToken")));
    let by_form = office.ask("POST /auth/refresh").text("text/plain", "{}".to_owned()).answer().await;
    assert_eq!(by_form.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn a_tag_that_a_proxy_made_weak_is_the_version_still() {
    let office = Office::open().await;
    let request = format!("PATCH /orders/{}", office.order().await);
    let change = |problem: &str| {
        let body = json!({ "problem": problem });
        office.ask(&request).by(&office.admin).header(header::IF_MATCH, "W/\"1\"").json(&body).answer()
    };
    assert_eq!(change("Шумит").await.0, StatusCode::OK);
    let (status, answer) = change("Не греет").await;
    assert_eq!(
        (status, &answer["currentVersion"]),
        (StatusCode::CONFLICT, &json!(2)),
        "a colleague's change is not lost"
    );
}
