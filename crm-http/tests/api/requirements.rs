//! Every example of the requirements document, replayed: same paths, same parameters, same fields.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Office, PASSWORD};

/// Checks that the answer has every field of the example, of the same kind, whatever it has more.
fn has_the_fields_of(example: &Value, answer: &Value, at: &str) {
    match (example, answer) {
        (Value::Object(example), Value::Object(answer)) => {
            for (name, field) in example {
                let found = answer.get(name).unwrap_or_else(|| panic!("{at}.{name} is missing"));
                has_the_fields_of(field, found, &format!("{at}.{name}"));
            }
        }
        (Value::Array(example), Value::Array(answer)) => {
            assert!(!answer.is_empty(), "{at} is empty");
            for (nth, item) in answer.iter().enumerate() {
                has_the_fields_of(&example[0], item, &format!("{at}[{nth}]"));
            }
        }
        (example, answer) => {
            let kind = std::mem::discriminant::<Value>;
            assert_eq!(kind(example), kind(answer), "{at}: {answer}, as in {example}");
        }
    }
}

#[tokio::test]
async fn signing_in() {
    let office = Office::open().await;
    let wish = json!({"login": "admin", "password": PASSWORD});
    let (status, answer) = office.ask("POST /auth/login").json(&wish).answer().await;
    assert_eq!(status, StatusCode::OK);
    let example = json!({
        "accessToken": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
        "user": {"id": 1, "login": "admin", "role": "admin", "name": "Администратор"},
    });
    has_the_fields_of(&example, &answer, "answer");
    for (field, value) in example["user"].as_object().unwrap() {
        assert_eq!(&answer["user"][field], value, "{field}");
    }
}

#[tokio::test]
async fn the_list_of_calls() {
    let office = Office::open().await;
    office.call("entry-1", "79999999999", "101").await;
    let query = format!(
        "GET /calls?page=1&limit=20&dateFrom=2025-01-21&dateTo=2025-01-21&operatorId={}&status=answered\
         &city=%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0",
        office.operator.id
    );
    let (status, answer) = office.ask(&query).by(&office.operator).answer().await;
    assert_eq!(status, StatusCode::OK);
    let example = json!({
        "success": true,
        "data": [{
            "id": 1, "rk": "RK001", "city": "Москва", "phoneClient": "+79999999999", "dateCreate": "2025-01-21T10:00:00Z",
            "status": "answered", "operator": {"id": 1, "name": "Иван Иванов"},
        }],
        "pagination": {"page": 1, "limit": 20, "total": 100, "totalPages": 5},
    });
    has_the_fields_of(&example, &answer, "answer");
    let call = &answer["data"][0];
    for (field, value) in example["data"][0].as_object().unwrap().iter().filter(|(name, _)| *name != "operator") {
        assert_eq!(&call[field], value, "{field}");
    }
    assert_eq!(call["operator"]["name"], "Иван Иванов");
    assert_eq!(answer["pagination"]["total"], 1);
}

#[tokio::test]
async fn the_default_page_has_twenty_calls() {
    let office = Office::open().await;
    let (_, answer) = office.ask("GET /calls").by(&office.operator).answer().await;
    assert_eq!((&answer["pagination"]["page"], &answer["pagination"]["limit"]), (&json!(1), &json!(20)));
}

#[tokio::test]
async fn writing_an_order() {
    let office = Office::open().await;
    let order = json!({
        "rk": "RK001", "city": "Москва", "phone": "+79999999999", "typeOrder": "first_time", "clientName": "Иван Петров",
        "address": "ул. Ленина, д. 1", "dateMeeting": "2025-01-22T14:00:00Z", "typeEquipment": "kp",
        "problem": "Не работает", "operatorNameId": office.operator.id.get(),
    });
    let (status, answer) = office.ask("POST /orders").by(&office.operator).json(&order).answer().await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    for (field, value) in order.as_object().unwrap() {
        assert_eq!(&answer["data"][field], value, "{field}");
    }
    // The rest of the documented table.
    for (field, value) in [
        ("statusOrder", json!("new")),
        ("masterId", Value::Null),
        ("result", Value::Null),
        ("expenditure", Value::Null),
        ("clean", Value::Null),
        ("createDate", json!("2025-01-21T10:00:00Z")),
        ("closingData", Value::Null),
    ] {
        assert_eq!(answer["data"].get(field), Some(&value), "{field}");
    }
}

#[tokio::test]
async fn ones_own_statistics() {
    let office = Office::open().await;
    office.call("entry-1", "79999999999", "101").await;
    office.order().await;
    let asked = office.ask("GET /stats/my?startDate=2025-01-20&endDate=2025-01-21").by(&office.operator);
    let (status, answer) = asked.answer().await;
    assert_eq!(status, StatusCode::OK);
    let example = json!({
        "success": true,
        "data": {
            "calls": {"total": 150, "accepted": 120, "missed": 30, "acceptanceRate": 80},
            "orders": {"total": 45, "byStatus": {"new": 10, "in_progress": 15, "completed": 20}},
            "dailyStats": [{"date": "2025-01-21", "calls": 25, "orders": 8}],
        },
    });
    has_the_fields_of(&example, &answer, "answer");
    for (field, value) in [("total", 1), ("accepted", 1), ("missed", 0), ("acceptanceRate", 100)] {
        assert_eq!(answer["data"]["calls"][field], value, "{field}");
    }
    assert_eq!(answer["data"]["orders"]["byStatus"]["new"], 1);
    let days: Vec<&Value> = answer["data"]["dailyStats"].as_array().unwrap().iter().map(|day| &day["date"]).collect();
    assert_eq!(days, ["2025-01-20", "2025-01-21"], "a day without calls is there, and the last one is included");
}
