//! Lists and reports as files.

use axum::http::{StatusCode, header};
use http_body_util::BodyExt as _;
use insta::assert_snapshot;

use crate::support::{Office, Person};

async fn office() -> Office {
    let office = Office::open().await;
    office.call("entry-1", "79990000001", "101").await;
    office.call_to("entry-2", "79990000002", "201", "73810000001").await;
    office
}

/// The telling headers and the bytes of a file.
async fn file(office: &Office, path: &str, person: &Person) -> (String, Vec<u8>) {
    let answer = office.ask(&format!("GET {path}")).by(person).send().await;
    assert_eq!(answer.status(), StatusCode::OK);
    let header = |name| answer.headers()[name].to_str().unwrap().to_owned();
    let headers = format!("{}\n{}\n", header(header::CONTENT_TYPE), header(header::CONTENT_DISPOSITION));
    (headers, answer.into_body().collect().await.unwrap().to_bytes().to_vec())
}

async fn text(office: &Office, path: &str, person: &Person) -> String {
    let (headers, bytes) = file(office, path, person).await;
    headers + "\n" + &String::from_utf8(bytes).unwrap().replace('\u{feff}', "[bom]")
}

#[tokio::test]
async fn calls_for_people_and_for_scripts() {
    let office = office().await;
    assert_snapshot!("calls_csv", text(&office, "/export/calls.csv", &office.operator).await);
    let scripts = "/export/calls.csv?forScripts=true&sort=dateCreate";
    assert_snapshot!("calls_csv_for_scripts", text(&office, scripts, &office.admin).await);
    assert_snapshot!("calls_csv_in_english", text(&office, "/export/calls.csv?lang=en", &office.stranger).await);
}

#[tokio::test]
async fn orders_and_reports() {
    let office = office().await;
    assert_snapshot!("orders_csv", text(&office, "/export/orders.csv", &office.operator).await);
    let report = "/export/stats.csv?by=cities&startDate=2025-01-21&endDate=2025-01-21";
    assert_snapshot!("stats_csv", text(&office, report, &office.admin).await);
}

#[tokio::test]
async fn a_spreadsheet_is_a_zip_of_its_own_kind() {
    let office = office().await;
    for path in ["/export/calls.xlsx", "/export/orders.xlsx", "/export/stats.xlsx?startDate=2025-01-21"] {
        let (headers, bytes) = file(&office, path, &office.admin).await;
        assert!(
            headers.starts_with("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\n"),
            "{headers}"
        );
        assert!(headers.contains("attachment; filename=\"") && headers.trim_end().ends_with(".xlsx\""), "{headers}");
        assert!(bytes.starts_with(b"PK\x03\x04"), "{path}");
    }
}

#[tokio::test]
async fn a_file_that_may_not_be_had() {
    let office = office().await;
    let ask = |path: &str| office.ask(&format!("GET {path}"));
    assert_snapshot!("file_for_a_master", ask("/export/calls.csv").by(&office.master).shown().await);
    assert_snapshot!("report_file_for_an_operator", ask("/export/stats.csv").by(&office.operator).shown().await);
    assert_snapshot!("file_for_nobody", ask("/export/orders.xlsx").shown().await);
    let faults = "/export/calls.csv?dateFrom=soon&status=wet";
    assert_snapshot!("file_with_faults", ask(faults).by(&office.operator).shown().await);
    assert_snapshot!("file_of_a_list_by_days", ask("/export/calls.csv?by=days").by(&office.operator).shown().await);
    assert_snapshot!("file_in_no_language", ask("/export/calls.csv?lang=xx").by(&office.operator).shown().await);
}
