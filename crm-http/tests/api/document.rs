//! The API document and the page that shows it.

use axum::http::{StatusCode, header};
use serde_json::Value;

use crate::support::Office;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

#[tokio::test]
async fn the_served_document_is_the_one_of_the_code() {
    let office = Office::open().await;
    let (status, served) = office.ask("GET /openapi.json").answer().await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(served, serde_json::to_value(crm_http::openapi()).unwrap());
    assert_eq!(served["openapi"], "3.1.0");
}

#[tokio::test]
async fn the_page_of_the_document_is_served_from_here_and_asks_nobody_else() {
    let office = Office::open().await;
    let page = office.ask("GET /docs/").shown().await;
    assert!(page.contains("200 OK") && page.contains("swagger-ui"), "{page}");
    assert!(!page.contains("http://") && !page.contains("https://"), "{page}");
}

#[tokio::test]
async fn every_operation_is_described_named_once_and_belongs_to_a_tag() {
    let document = serde_json::to_value(crm_http::openapi()).unwrap();
    let tags: Vec<&str> =
        document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    let mut names = std::collections::BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap().iter().filter(|(name, _)| METHODS.contains(&name.as_str()))
        {
            let told = operation["summary"].as_str().or(operation["description"].as_str()).unwrap_or_default();
            assert!(!told.is_empty(), "{method} {path} is not described");
            assert!(tags.contains(&operation["tags"][0].as_str().unwrap()), "{method} {path} has no known tag");
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{method} {path}: the name {name} is taken");
        }
    }
}

#[tokio::test]
async fn an_operation_that_needs_no_signing_in_says_so_and_the_others_refuse_strangers() {
    let office = Office::open().await;
    let document = serde_json::to_value(crm_http::openapi()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap().iter().filter(|(name, _)| METHODS.contains(&name.as_str()))
        {
            let is_open = operation["security"] == serde_json::json!([{}]);
            let address = path.strip_prefix("/api").unwrap().replace("{id}", "1").replace("{phone}", "+79990000001");
            let address = address.replace("{format}", "csv").replace("{source}", "pbx").replace("{path}", "ping");
            let request = format!("{} {address}", method.to_uppercase());
            let response = office.ask(&request).text("application/json", "{}".to_owned()).send().await;
            let challenge = response.headers().get(header::WWW_AUTHENTICATE).map(|value| value.to_str().unwrap());
            assert_eq!(
                (response.status() == StatusCode::UNAUTHORIZED, challenge),
                if is_open { (false, None) } else { (true, Some("Bearer")) },
                "{request}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_too() {
    let office = Office::open().await;
    let (status, problem) = office.ask("GET /nothing").answer().await;
    assert_eq!((status, &problem["code"]), (StatusCode::NOT_FOUND, &Value::from("request.no_such_path")));
}

#[tokio::test]
async fn slots_are_asked_for_with_a_city_a_day_and_an_equipment() {
    let document = serde_json::to_value(crm_http::openapi()).unwrap();
    let parameters = document["paths"]["/api/slots"]["get"]["parameters"].as_array().unwrap();
    let required = parameters.iter().filter(|parameter| parameter["required"] == true).count();
    assert_eq!((parameters.len(), required), (3, 3));
    assert_eq!(parameters[2]["schema"]["enum"], serde_json::json!(["kp", "bt", "mnch"]));
}

#[tokio::test]
async fn what_may_be_left_out_of_a_request_is_never_null_and_ids_have_their_range() {
    let document = serde_json::to_value(crm_http::openapi()).unwrap();
    let (mut ids, mut optional_bodies) = (0, 0);
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap().iter().filter(|(name, _)| METHODS.contains(&name.as_str()))
        {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let schema = &parameter["schema"];
                assert!(!schema["type"].is_array(), "{method} {path}: {parameter}");
                if parameter["in"] == "path" && schema["type"] == "integer" {
                    let range = (&schema["minimum"], &schema["maximum"]);
                    assert_eq!(range, (&1.into(), &9_007_199_254_740_991_i64.into()), "{method} {path}");
                    ids += 1;
                }
            }
            let body = &operation["requestBody"];
            if body.is_object() && body["required"] != true {
                let (_, content) = body["content"].as_object().unwrap().iter().next().unwrap();
                assert!(content["schema"]["oneOf"].is_null(), "{method} {path}: {body}");
                optional_bodies += 1;
            }
        }
    }
    assert!(ids > 40 && optional_bodies > 4, "{ids} ids, {optional_bodies} bodies that may be left out");
}
