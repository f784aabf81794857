//! Cities.

use axum::http::{StatusCode, header};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::Office;

#[tokio::test]
async fn every_city() {
    let office = Office::open().await;
    assert_snapshot!("all", office.ask("GET /cities").by(&office.master).shown().await);
    assert_snapshot!("for_nobody", office.ask("GET /cities").shown().await);
    let (_, archived) = office.ask("GET /cities?archived=true").by(&office.master).answer().await;
    assert_eq!(archived["data"], json!([]));
}

#[tokio::test]
async fn who_has_the_cities_already_is_not_sent_them_again_until_one_changes() {
    let office = Office::open().await;
    let ask = async |path: &str, known: &str| {
        let answer = office.ask(path).by(&office.master).header(header::IF_NONE_MATCH, known).send().await;
        (answer.status(), answer.headers()[header::ETAG].to_str().unwrap().to_owned())
    };
    for (path, added) in
        [("/cities", json!({"name": "Томск", "zone": "Asia/Tomsk"})), ("/campaigns", json!({"name": "Радио"}))]
    {
        let get = format!("GET {path}");
        let (status, tag) = ask(&get, "\"none\"").await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(ask(&get, &tag).await, (StatusCode::NOT_MODIFIED, tag.clone()));
        let created = office.ask(&format!("POST {path}")).by(&office.admin).json(&added).answer().await;
        assert_eq!(created.0, StatusCode::CREATED, "{}", created.1);
        assert_eq!(ask(&get, &tag).await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn one_city() {
    let office = Office::open().await;
    assert_snapshot!("city", office.ask("GET /cities/2").by(&office.master).shown().await);
    assert_snapshot!("city_that_is_not_there", office.ask("GET /cities/9").by(&office.master).shown().await);
}

#[tokio::test]
async fn a_city_is_added() {
    let office = Office::open().await;
    let add = |body: &Value| office.ask("POST /cities").by(&office.admin).json(body);
    let body = json!({
        "name": "Томск", "zone": "Asia/Tomsk", "visitFrom": "09:30", "visitTo": "24:00", "capacity": {"bt": 1},
    });
    assert_snapshot!("added", add(&body).shown().await);
    assert_snapshot!("name_taken", add(&json!({"name": " томск", "zone": "Asia/Tomsk"})).shown().await);
    let faults = json!({"name": "", "zone": "Mars", "visitFrom": "10:15", "visitTo": "noon"});
    assert_snapshot!("with_faults", add(&faults).shown().await);
    let reversed = json!({"name": "Чита", "zone": "Asia/Chita", "visitFrom": "12:00", "visitTo": "10:00"});
    assert_snapshot!("visits_that_end_before_they_begin", add(&reversed).shown().await);
    assert_snapshot!(
        "refused_to_a_director",
        office.ask("POST /cities").by(&office.director).json(&body).shown().await
    );
}

#[tokio::test]
async fn a_city_is_added_once_however_often_it_is_sent() {
    let office = Office::open().await;
    let add = |name: &str| {
        let body = json!({"name": name, "zone": "Asia/Tomsk"});
        office.ask("POST /cities").by(&office.admin).header("idempotency-key".parse().unwrap(), "k-1").json(&body)
    };
    assert_eq!(add("Томск").answer().await, add("Томск").answer().await);
    assert_snapshot!(add("Чита").shown().await);
}

#[tokio::test]
async fn a_city_is_changed_and_archived_at_the_version_that_was_read() {
    let office = Office::open().await;
    let change = |body: &Value| office.ask("PATCH /cities/2").by(&office.admin).json(body);
    assert_snapshot!(
        "changed",
        change(&json!({"version": 1, "visitTo": "20:00", "capacity": {"kp": 0}})).shown().await
    );
    assert_snapshot!("too_late", change(&json!({"version": 1, "name": "Омск-2"})).shown().await);
    assert_snapshot!("name_of_another", change(&json!({"version": 2, "name": "москва"})).shown().await);
    let bad = json!({"version": 2, "name": null});
    assert_snapshot!("name_emptied", change(&bad).shown().await);
    let (status, _) = office.ask("PATCH /cities/9").by(&office.admin).json(&json!({"version": 1})).answer().await;
    assert_eq!(status, StatusCode::NOT_FOUND);

    let archive = |query: &str| office.ask(&format!("DELETE /cities/2{query}")).by(&office.admin);
    assert_snapshot!("archived_too_late", archive("?version=1").shown().await);
    let tagged = archive("").header(header::IF_MATCH, "\"2\"");
    assert_snapshot!("archived", tagged.shown().await);
    let line = json!({"number": "74950000002", "city": "Омск"});
    let ask = office.ask("POST /lines").by(&office.admin).json(&line);
    assert_snapshot!("archived_city_takes_nothing_new", ask.shown().await);
}
