//! Plans: lists walk an index in their own order, and a time line is never read further than it is asked for.

use crm_core::access::CallbackScope;
use crm_core::callbacks::{CallbackFilter, CallbackQuery, CallbackSort, CallbackState};
use crm_core::kernel::{CityId, Cursor, Direction, FilterDigest, OperatorId, PageRequest, Period, Phone, Timestamp};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params_from_iter};

use super::list::{open_in, page, total};
use super::{row, time_line};
use crate::migrations;
use crate::statement::Statement;

fn scopes() -> Vec<CallbackScope> {
    let some = |cities: i64, without_city| CallbackScope::Some {
        cities: (1..=cities).map(|id| CityId::new(id).unwrap()).collect(),
        without_city,
    };
    vec![CallbackScope::All, some(1, false), some(3, true), some(0, true), some(100, true)]
}

fn filters() -> Vec<CallbackFilter> {
    let instant = |seconds| Timestamp::from_seconds(seconds).unwrap();
    let none = CallbackFilter::default;
    let singles = [
        none(),
        CallbackFilter { state: Some(CallbackState::Open), ..none() },
        CallbackFilter { city: CityId::new(2).ok(), ..none() },
        CallbackFilter { city: CityId::new(2).ok(), state: Some(CallbackState::Closed), ..none() },
        CallbackFilter { taken_by: OperatorId::new(2).ok(), ..none() },
        CallbackFilter { taken_by: OperatorId::new(2).ok(), state: Some(CallbackState::Open), ..none() },
        CallbackFilter { phone: Phone::parse("+79000000101").ok(), ..none() },
    ];
    let opened = Some(Period::new(instant(1_700_000_000), instant(1_700_002_000)).unwrap());
    let in_period = singles.clone().map(|filter| CallbackFilter { opened, ..filter });
    singles.into_iter().chain(in_period).collect()
}

fn pages() -> Vec<PageRequest> {
    let cursor = |direction| {
        let key = 1_700_001_000_000_000;
        let cursor = Cursor { sort: 1, direction, key, id: 500, filter: FilterDigest::of(b"plans") };
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
    let values = statement.values.iter().take(explained.parameter_count());
    let steps = explained.query_map(params_from_iter(values), |row| Ok((row.get(1)?, row.get(3)?)));
    steps.unwrap().map(Result::unwrap).collect()
}

fn flaw(steps: &[(i64, String)]) -> Option<&'static str> {
    let walks = |step: &str| step.contains(" b ") && !step.contains("INTEGER PRIMARY KEY");
    for (parent, step) in steps {
        let scans = ["SCAN b", "SCAN calls", "SCAN callback_closings", "SCAN city", "SCAN rk", "SCAN operator"];
        if scans.iter().any(|scan| step.starts_with(scan)) && !step.starts_with("SCAN b USING") {
            return Some("scans a table");
        }
        let sorts = step.contains("TEMP B-TREE FOR ORDER BY") || step.contains("TEMP B-TREE FOR LAST");
        if sorts && steps.iter().any(|(other, step)| other == parent && walks(step)) {
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
        for (filter, sort) in filters()
            .into_iter()
            .flat_map(|filter| [CallbackSort::Oldest, CallbackSort::Latest].map(|sort| (filter.clone(), sort)))
        {
            for request in pages() {
                let slice = request.resolve(1, &FilterDigest::of(b"plans")).unwrap();
                let query = CallbackQuery { scope: scope.clone(), filter: filter.clone(), sort, slice };
                for (place, statement) in [page(&query), total(&query)].into_iter().flatten().enumerate() {
                    let steps = plan(connection, &statement);
                    // A total is not counted far: where nothing is indexed, reading rows in their own order is best.
                    let dense = matches!(&scope, CallbackScope::Some { cities, .. } if cities.len() > 64);
                    let flaw = flaw(&steps).filter(|flaw| !(place == 1 && (dense || *flaw == "scans a table")));
                    assert_eq!(flaw, None, "{query:?}\n{}\n{steps:#?}", statement.sql);
                }
            }
        }
        for statement in open_in(&scope) {
            let steps = plan(connection, &statement);
            // Of many cities the open ones of each are looked up in the index alone.
            let flaw = flaw(&steps).filter(|_| !steps.iter().all(|(_, step)| step.contains("COVERING")));
            assert_eq!(flaw, None, "{}\n{steps:#?}", statement.sql);
            assert!(steps.iter().all(|(_, step)| step.starts_with("SEARCH b")), "{steps:#?}");
        }
    }
    time_lines(connection);
}

/// Every question about a time line is one range of one index.
fn time_lines(connection: &Connection) {
    let of_calls = "SEARCH calls USING INDEX calls_on_time_line (phone_client=? AND status=? AND date_create";
    let covered = "SEARCH calls USING COVERING INDEX calls_on_time_line (phone_client=? AND status=? AND date_create";
    let of_closings = "SEARCH callback_closings USING INDEX callback_closings_on_time_line (phone=? AND at";
    let closings_covered =
        "SEARCH callback_closings USING COVERING INDEX callback_closings_on_time_line (phone=? AND at";
    let of_tasks = "SEARCH b USING INDEX callbacks_on_time_line (phone=? AND first_at>? AND first_at<?)";
    for (sql, expected) in [
        (time_line::TALK_BEFORE, of_calls),
        (time_line::TALK_AFTER, of_calls),
        (time_line::TALK_AT, of_calls),
        (time_line::FIRST_MISSED, of_calls),
        (time_line::LAST_MISSED, of_calls),
        (time_line::COUNT_MISSED, covered),
        (time_line::CLOSING_BEFORE, closings_covered),
        (time_line::CLOSING_AFTER, closings_covered),
        (time_line::CLOSING_AT, of_closings),
        (row::OF_PHONE, of_tasks),
    ] {
        let values = vec![rusqlite::types::Value::Integer(1); 5];
        let steps = plan(connection, &Statement { sql: sql.to_owned(), values });
        assert!(steps.iter().any(|(_, step)| step.starts_with(expected)), "{sql}\n{steps:#?}");
        // Equal starts are sorted among themselves, nothing more.
        let whole = steps.iter().any(|(_, step)| step == "USE TEMP B-TREE FOR ORDER BY");
        assert!(!whole || sql == time_line::TALK_AT, "{sql}\n{steps:#?}");
    }
}

#[test]
fn every_list_walks_an_index_in_an_empty_office() {
    check(&office());
}

#[test]
fn statistics_do_not_lead_astray() {
    let connection = office();
    let series = |count: u32| {
        format!(
            "(WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT {count}) SELECT value FROM n)"
        )
    };
    let sql = format!(
        "INSERT INTO callcentre_operator (id, version, name, login, login_key, role, status, status_work,
             status_work_since, created_at, updated_at)
         SELECT value, 1, 'a', value, value, 'operator', 'active', 'online', 0, 0, 0 FROM {three};
         INSERT INTO cities (id, version, name, name_key, zone, visit_from, visit_to, capacity_kp, capacity_bt,
             capacity_mnch, archived, created_at, updated_at)
         SELECT value, 1, value, value, 'UTC', 0, 30, 1, 1, 1, 0, 0, 0 FROM {three};
         INSERT INTO calls (id, version, phone_client, date_create, status, direction, transferred, leg_count, complete,
             classified_version, created_at, updated_at)
         SELECT value, 1, '+7900' || value % 50, 1700000000000000 + value * 1000000,
             CASE WHEN value % 9 THEN 'missed' ELSE 'answered' END, 'in', 0, 1, 1, 1, 0, 0 FROM {many};
         INSERT INTO callbacks (id, version, phone, state, first_call_id, first_at, opened_at, last_call_id, last_at, missed,
             city, taken_by, taken_at, created_at, updated_at)
         SELECT value, 1, '+7900' || value % 50, CASE WHEN value % 100 THEN 'closed' ELSE 'open' END, value,
             1700000000000000 + value * 1000000, 1700000000000000 + value * 1000000, value, 0, 1,
             CASE WHEN value % 7 THEN 1 + value % 3 END, CASE WHEN value % 2 THEN 1 + value % 3 END, 0, 0, 0 FROM {many};
         INSERT INTO callback_closings (callback_id, phone, at, reason)
         SELECT id, phone, opened_at, 'a' FROM callbacks WHERE id % 5 = 0;
         ANALYZE;",
        three = series(3),
        many = series(5000),
    );
    connection.execute_batch(&sql).unwrap();
    check(&connection);
}

#[test]
fn a_scan_and_a_sort_would_be_seen() {
    let connection = office();
    let flaw_of = |sql: &str| flaw(&plan(&connection, &Statement { sql: sql.to_owned(), values: Vec::new() }));
    assert_eq!(flaw_of("SELECT * FROM callbacks b WHERE b.missed = 1"), Some("scans a table"));
    let sorts = "SELECT * FROM callbacks b WHERE b.city = 1 ORDER BY b.updated_at";
    assert_eq!(flaw_of(sorts), Some("sorts what it read"));
    assert_eq!(flaw_of("SELECT * FROM callbacks b WHERE b.city = 1 ORDER BY b.opened_at"), None);
}
