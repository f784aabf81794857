//! How SQLite walks to a page of calls: along an index in the order of the list, for every scope and filter, with and
//! without statistics. A list that sorts or scans a table is slow only once it is large, when nobody looks any more.

use crm_core::access::CallScope;
use crm_core::calls::{CallDirection, CallFilter, CallQuery, CallSort, CallStatus};
use crm_core::kernel::{
    CampaignId, CityId, Cursor, Direction, FilterDigest, OperatorId, PageRequest, Period, Phone, Timestamp,
};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params_from_iter};

use crate::migrations;
use crate::statement::Statement;

fn scopes() -> Vec<CallScope> {
    let cities = |count: i64| (1..=count).map(|id| CityId::new(id).unwrap()).collect::<Vec<_>>();
    let own = Some(OperatorId::new(1).unwrap());
    vec![
        CallScope::All,
        CallScope::Some { cities: cities(1), own: None },
        CallScope::Some { cities: cities(3), own },
        CallScope::Some { cities: Vec::new(), own },
        CallScope::Some { cities: cities(100), own },
    ]
}

fn filters() -> Vec<CallFilter> {
    let instant = |seconds| Timestamp::from_seconds(seconds).unwrap();
    let none = CallFilter::default;
    let singles = [
        CallFilter { operator: Some(OperatorId::new(2).unwrap()), ..none() },
        CallFilter { status: Some(CallStatus::Missed), ..none() },
        CallFilter { city: Some(CityId::new(2).unwrap()), ..none() },
        CallFilter { campaign: Some(CampaignId::new(1).unwrap()), ..none() },
        CallFilter { direction: Some(CallDirection::Out), ..none() },
        CallFilter { client: Some(Phone::parse("+79000000101").unwrap()), ..none() },
        CallFilter { complete: Some(false), ..none() },
        CallFilter { complete: Some(true), ..none() },
        CallFilter { operator: Some(OperatorId::new(2).unwrap()), status: Some(CallStatus::Missed), ..none() },
        CallFilter { city: Some(CityId::new(200).unwrap()), status: Some(CallStatus::Missed), ..none() },
        none(),
    ];
    let period = Some(Period::new(instant(1_700_000_000), instant(1_700_002_000)).unwrap());
    let in_period = singles.clone().map(|filter| CallFilter { period, ..filter });
    singles.into_iter().chain(in_period).collect()
}

fn pages() -> Vec<PageRequest> {
    let cursor = |direction| {
        let filter = FilterDigest::of(b"plans");
        let cursor = Cursor { sort: 1, direction, key: 1_700_001_000_000_000, id: 500, filter };
        PageRequest::cursor(cursor.encode(), 20).unwrap()
    };
    vec![PageRequest::first(), PageRequest::page(3, 20).unwrap(), cursor(Direction::Next), cursor(Direction::Prev)]
}

fn office() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).unwrap();
    migrations::migrate(&mut connection).unwrap();
    connection
}

/// The steps of a plan, each with the step it belongs to.
fn plan(connection: &Connection, statement: &Statement) -> Vec<(i64, String)> {
    let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql)).unwrap();
    let steps = explained.query_map(params_from_iter(&statement.values), |row| Ok((row.get(1)?, row.get(3)?)));
    steps.unwrap().map(Result::unwrap).collect()
}

fn flaw(steps: &[(i64, String)]) -> Option<&'static str> {
    let walks_calls =
        |step: &str| (step.contains(" c ") && !step.contains("INTEGER PRIMARY KEY")) || step.starts_with("SEARCH p ");
    for (parent, step) in steps {
        let is_scan = step.starts_with("SCAN c") || step.starts_with("SCAN p") || step.starts_with("SCAN operator");
        if is_scan && !(step.contains("USING") && step.contains("INDEX")) {
            return Some("scans a table");
        }
        if step.contains("TEMP B-TREE") && steps.iter().any(|(other, step)| other == parent && walks_calls(step)) {
            return Some("sorts what it read");
        }
        if step.contains("MULTI-INDEX OR") || step.contains("AUTOMATIC") || step.contains("ANY(") {
            return Some("looks up more than one range");
        }
    }
    None
}

fn check(connection: &Connection) {
    for scope in scopes() {
        for filter in filters() {
            for sort in [CallSort::Latest, CallSort::Earliest] {
                for page in pages() {
                    let slice = page.resolve(1, &FilterDigest::of(b"plans")).unwrap();
                    let query = CallQuery { scope: scope.clone(), filter: filter.clone(), sort, slice };
                    let Some(statement) = Statement::page(&query) else { continue };
                    let steps = plan(connection, &statement);
                    assert_eq!(flaw(&steps), None, "{query:?}\n{}\n{steps:#?}", statement.sql);
                    // Most calls are complete, and a total is not counted far: reading rows in their own order is best.
                    if filter.complete == Some(true)
                        || matches!(&scope, CallScope::Some { cities, .. } if cities.len() > 64)
                    {
                        continue;
                    }
                    let Some(statement) = Statement::total(&query) else { continue };
                    let steps = plan(connection, &statement);
                    assert_eq!(flaw(&steps), None, "{query:?}\n{}\n{steps:#?}", statement.sql);
                }
            }
        }
    }
}

#[test]
fn every_list_walks_an_index_in_an_empty_office() {
    check(&office());
}

#[test]
fn statistics_do_not_lead_astray() {
    let connection = office();
    connection
        .execute_batch(
            "INSERT INTO callcentre_operator (id, version, name, login, login_key, role, status, status_work,
                 status_work_since, created_at, updated_at)
             SELECT value, 1, 'a', value, value, 'operator', 'active', 'online', 0, 0, 0 FROM generate_series(1, 5);
             INSERT INTO cities (id, version, name, name_key, zone, visit_from, visit_to, capacity_kp, capacity_bt,
                 capacity_mnch, archived, created_at, updated_at)
             SELECT value, 1, value, value, 'UTC', 0, 30, 1, 1, 1, 0, 0, 0 FROM generate_series(1, 3);
             INSERT INTO campaigns (id, version, name, name_key, created_at) VALUES (1, 1, 'a', 'a', 0);
             INSERT INTO calls (id, version, rk, city, phone_client, date_create, operator_id, status, direction,
                 transferred, leg_count, complete, classified_version, created_at, updated_at)
             SELECT value, 1, 1, 1 + value % 3, '+7900' || value % 500, 1700000000000000 + value * 1000000,
                 CASE WHEN value % 10 THEN 1 + value % 5 END,
                 CASE WHEN value % 100 THEN 'answered' ELSE 'missed' END, CASE WHEN value % 7 THEN 'in' ELSE 'out' END,
                 0, 1, value % 50 > 0, 1, 0, 0 FROM generate_series(1, 5000);
             INSERT INTO call_participants SELECT operator_id, date_create, id FROM calls WHERE operator_id IS NOT NULL;
             ANALYZE;"
                .replace("generate_series(1, 5000)", &series(5000))
                .replace("generate_series(1, 5)", &series(5))
                .replace("generate_series(1, 3)", &series(3))
                .as_str(),
        )
        .unwrap();
    check(&connection);
}

// The numbers from 1 on; the built-in SQLite lacks generate_series.
fn series(count: u32) -> String {
    format!(
        "(WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT {count}) SELECT value FROM n)"
    )
}

#[test]
fn a_scan_and_a_sort_would_be_seen() {
    let connection = office();
    let flaw_of = |sql: &str| {
        let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = explained.query_map([], |row| Ok((row.get(1)?, row.get(3)?))).unwrap();
        flaw(&steps.map(Result::unwrap).collect::<Vec<_>>())
    };
    assert_eq!(flaw_of("SELECT * FROM calls c WHERE c.note = 'a'"), Some("scans a table"));
    assert_eq!(flaw_of("SELECT * FROM calls c WHERE c.city = 1 ORDER BY c.ended_at"), Some("sorts what it read"));
}

#[test]
fn who_talks_is_read_from_the_few_calls_under_way() {
    let connection = office();
    let statement = Statement { sql: super::TALKING.to_owned(), values: vec![1.into(), 2.into()] };
    let steps = plan(&connection, &statement);
    assert!(steps.iter().all(|(_, step)| step.contains("INDEX calls_talking (final_operator_id=?)")), "{steps:#?}");
}
