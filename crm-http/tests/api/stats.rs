//! Figures and reports.

use std::time::Duration;

use axum::http::{StatusCode, header};
use crm_core::access::Actor;
use insta::assert_snapshot;

use crate::support::{Office, Person, text};

/// One call answered after 20 s in Moscow and one in Omsk, ten minutes ago.
async fn office() -> Office {
    let office = Office::open().await;
    office.call("entry-1", "79990000001", "101").await;
    office.call_to("entry-2", "79990000002", "201", "73810000001").await;
    office.clock.advance(Duration::from_secs(600));
    office
}

const DAY: &str = "startDate=2025-01-21&endDate=2025-01-21";

async fn shown(office: &Office, path: &str, person: &Person) -> String {
    office.ask(&format!("GET {path}")).by(person).shown().await
}

#[tokio::test]
async fn own_figures() {
    let office = office().await;
    assert_snapshot!(shown(&office, &format!("/stats/my?{DAY}"), &office.operator).await);
}

#[tokio::test]
async fn own_figures_of_two_days_by_another_zone() {
    let office = office().await;
    let query = "/stats/my?startDate=2025-01-20&endDate=2025-01-21&zone=Asia/Omsk";
    assert_snapshot!(shown(&office, query, &office.operator).await);
}

#[tokio::test]
async fn figures_of_an_operator() {
    let office = office().await;
    let path = format!("/stats/operator/{}?{DAY}", office.operator.id);
    let (status, seen) = office.ask(&format!("GET {path}")).by(&office.director).answer().await;
    let (_, own) = office.ask(&format!("GET /stats/my?{DAY}")).by(&office.operator).answer().await;
    assert_eq!((status, seen), (StatusCode::OK, own));
    assert_snapshot!("operator_out_of_sight", shown(&office, &path, &office.stranger).await);
}

#[tokio::test]
async fn figures_of_the_office() {
    let office = office().await;
    assert_snapshot!("office", shown(&office, &format!("/stats/overall?{DAY}"), &office.admin).await);
    let other = format!("/stats/overall?{DAY}&variant=abandons_met&answerSeconds=10&shortSeconds=0&target=90.5");
    assert_snapshot!("office_by_another_target", shown(&office, &other, &office.director).await);
    assert_snapshot!("office_for_an_operator", shown(&office, "/stats/overall", &office.operator).await);
}

#[tokio::test]
async fn one_city_for_its_director_only() {
    let office = office().await;
    let of = |city: &str| office.ask(&format!("GET /stats/overall?{DAY}&city={city}")).by(&office.director);
    let (status, own) = of("%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0").answer().await;
    assert_eq!((status, &own["data"]["calls"]["total"]), (StatusCode::OK, &1.into()));
    let (status, other) = of("%D0%9E%D0%BC%D1%81%D0%BA").answer().await;
    assert_eq!((status, &other["code"]), (StatusCode::FORBIDDEN, &"access.other_city".into()));
}

#[tokio::test]
async fn figures_of_calls() {
    let office = office().await;
    assert_snapshot!(shown(&office, &format!("/calls/stats?{DAY}"), &office.director).await);
}

#[tokio::test]
async fn figures_by_day() {
    let office = office().await;
    assert_snapshot!(shown(&office, "/stats/daily?startDate=2025-01-20&endDate=2025-01-21", &office.admin).await);
}

#[tokio::test]
async fn figures_by_campaign_city_master_and_operator() {
    let office = office().await;
    for report in ["campaigns", "cities", "masters", "operators"] {
        assert_snapshot!(report, shown(&office, &format!("/stats/{report}?{DAY}"), &office.director).await);
    }
}

#[tokio::test]
async fn every_variant_of_the_service_level() {
    let office = office().await;
    assert_snapshot!(shown(&office, &format!("/stats/service-level?{DAY}"), &office.admin).await);
}

#[tokio::test]
async fn how_many_people_an_hour_would_have_taken() {
    let office = office().await;
    let hour = "startDate=2025-01-21T10:00:00Z&endDate=2025-01-21T11:00:00Z";
    assert_snapshot!("plan", shown(&office, &format!("/stats/staffing?{hour}&shrinkage=30"), &office.admin).await);
    let patient = format!("/stats/staffing?{hour}&interval=60&patience=60&target=90&maxOccupancy=85&handleSeconds=120");
    assert_snapshot!("plan_with_patience", shown(&office, &patient, &office.admin).await);
}

#[tokio::test]
async fn the_wallboard() {
    let office = office().await;
    assert_snapshot!("wallboard", shown(&office, "/stats/wallboard", &office.operator).await);
    assert_snapshot!("wallboard_for_a_master", shown(&office, "/stats/wallboard", &office.master).await);
}

#[tokio::test]
async fn every_parameter_of_a_report_that_does_not_hold_is_named() {
    let office = office().await;
    let report =
        "/stats/overall?startDate=soon&zone=Mars&city=Atlantis&variant=best&answerSeconds=3&shortSeconds=4&target=101";
    assert_snapshot!("report_with_faults", shown(&office, report, &office.admin).await);
    let plan = "/stats/staffing?interval=7&target=-1&maxOccupancy=200&shrinkage=100";
    assert_snapshot!("plan_with_faults", shown(&office, plan, &office.admin).await);
    let backwards = "/stats/my?startDate=2025-01-22&endDate=2025-01-21";
    assert_snapshot!("period_backwards", shown(&office, backwards, &office.operator).await);
    assert_snapshot!("unknown_parameter", shown(&office, "/stats/my?colour=red", &office.operator).await);
}

#[tokio::test]
async fn a_period_too_long_is_refused() {
    let office = office().await;
    assert_snapshot!(shown(&office, "/stats/staffing?startDate=2015-01-01&endDate=2024-01-01", &office.admin).await);
}

#[tokio::test]
async fn nobody_sees_figures_without_signing_in() {
    let office = office().await;
    for path in ["my", "overall", "daily", "cities", "wallboard", "staffing"] {
        let (status, _) = office.ask(&format!("GET /stats/{path}")).answer().await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

async fn total(office: &Office, person: &Person) -> u64 {
    let (_, body) = office.ask(&format!("GET /stats/overall?{DAY}")).by(person).answer().await;
    body["data"]["calls"]["total"].as_u64().unwrap()
}

#[tokio::test]
async fn an_answer_after_a_commit_is_never_the_old_one() {
    let office = office().await;
    let before = total(&office, &office.admin).await;
    for n in 0..20 {
        assert_eq!(total(&office, &office.admin).await, before + n);
        office.call(&format!("more-{n}"), "79990000009", "101").await;
        assert_eq!(total(&office, &office.admin).await, before + n + 1);
    }
}

#[tokio::test]
async fn what_depends_on_now_is_not_older_than_five_seconds() {
    let office = office().await;
    let at = async || {
        let (_, body) = office.ask("GET /stats/wallboard").by(&office.admin).answer().await;
        body["data"]["at"].as_str().unwrap().to_owned()
    };
    let first = at().await;
    office.clock.advance(Duration::from_secs(5));
    assert_ne!(at().await, first);
}

#[tokio::test]
async fn nobody_is_given_the_answer_of_another_scope() {
    let office = office().await;
    assert_eq!((total(&office, &office.admin).await, total(&office, &office.director).await), (2, 1));
    assert_eq!((total(&office, &office.director).await, total(&office, &office.admin).await), (1, 2));
    let own = async |person: &Person| {
        let (_, body) = office.ask(&format!("GET /stats/my?{DAY}")).by(person).answer().await;
        body["data"]["calls"]["total"].as_u64().unwrap()
    };
    // The first two share role and cities with nobody; the figures of the last two are their own, though their scope is one.
    assert_eq!((own(&office.operator).await, own(&office.stranger).await), (1, 1));
    assert_eq!((own(&office.admin).await, own(&office.director).await), (0, 0));
    let (status, _) = office.ask("GET /stats/overall").by(&office.operator).answer().await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_client_that_has_the_answer_is_told_so_until_it_changes() {
    let office = office().await;
    let path = format!("GET /stats/cities?{DAY}");
    let ask = |tag: Option<&str>| {
        let ask = office.ask(&path).by(&office.admin);
        match tag {
            Some(tag) => ask.header(header::IF_NONE_MATCH, tag),
            None => ask,
        }
    };
    let first = ask(None).send().await;
    let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
    assert_eq!(first.headers()[header::CACHE_CONTROL], "private, no-cache");
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let again = ask(Some(&known)).send().await;
        assert_eq!(
            (again.status(), again.headers()[header::ETAG].to_str().unwrap()),
            (StatusCode::NOT_MODIFIED, tag.as_str())
        );
    }
    let setup = Actor::system("setup");
    // A commit that changes nothing of the answer does not change its tag.
    office.crm.campaigns().create(&setup, &text("RK009"), None).await.unwrap();
    assert_eq!(ask(Some(&tag)).send().await.status(), StatusCode::NOT_MODIFIED);
    office.call("entry-9", "79990000009", "101").await;
    let changed = ask(Some(&tag)).send().await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert_ne!(changed.headers()[header::ETAG], tag.as_str());
}
