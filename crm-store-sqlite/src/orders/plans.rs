//! How SQLite walks to a page of orders: along an index in the order of the list, or, for the few that a search or a period
//! can match, by the index of those; for every scope and filter, with and without statistics.

use crm_core::access::OrderScope;
use crm_core::kernel::{
    CampaignId, CityId, Cursor, Direction, FilterDigest, OperatorId, PageRequest, Period, Phone, Timestamp,
};
use crm_core::orders::{Equipment, OrderFilter, OrderQuery, OrderSearch, OrderStatus, OrderType};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params_from_iter};

use super::list::{Route, page, total};
use crate::migrations;
use crate::statement::Statement;

fn scopes() -> Vec<OrderScope> {
    let user = |id| OperatorId::new(id).ok();
    let some = |cities: i64, author, master| OrderScope::Some {
        cities: (1..=cities).map(|id| CityId::new(id).unwrap()).collect(),
        author,
        master,
    };
    vec![
        OrderScope::All,
        some(1, None, None),
        some(3, user(1), None),
        some(0, None, user(1)),
        some(2, user(1), user(2)),
        some(100, user(1), None),
    ]
}

fn filters() -> Vec<OrderFilter> {
    let instant = |seconds| Timestamp::from_seconds(seconds).unwrap();
    let none = OrderFilter::default;
    let singles = [
        OrderFilter { operator: OperatorId::new(2).ok(), ..none() },
        OrderFilter { master: OperatorId::new(2).ok(), ..none() },
        OrderFilter { status: Some(OrderStatus::Deferred), ..none() },
        OrderFilter { city: CityId::new(2).ok(), ..none() },
        OrderFilter { city: CityId::new(200).ok(), status: Some(OrderStatus::New), ..none() },
        OrderFilter { campaign: CampaignId::new(1).ok(), ..none() },
        OrderFilter { equipment: Some(Equipment::Handyman), ..none() },
        OrderFilter { order_type: Some(OrderType::Warranty), ..none() },
        OrderFilter { phone: Phone::parse("+79000000101").ok(), ..none() },
        OrderFilter { master: OperatorId::new(2).ok(), status: Some(OrderStatus::Accepted), ..none() },
        none(),
    ];
    let created = Some(Period::new(instant(1_700_000_000), instant(1_700_002_000)).unwrap());
    let search = OrderSearch::parse("иван ленина 12");
    let more = singles.clone().map(|filter| OrderFilter { created, ..filter });
    let searched = singles.clone().map(|filter| OrderFilter { search: search.clone(), ..filter });
    let both = OrderFilter { created, search: search.clone(), ..none() };
    singles.into_iter().chain(more).chain(searched).chain([both]).collect()
}

fn pages() -> Vec<PageRequest> {
    let cursor = |direction| {
        let cursor = Cursor { sort: 1, direction, key: 1 << 60, id: 500, filter: FilterDigest::of(b"plans") };
        PageRequest::cursor(cursor.encode(), 20).unwrap()
    };
    vec![PageRequest::first(), PageRequest::page(3, 20).unwrap(), cursor(Direction::Next), cursor(Direction::Prev)]
}

fn routes(filter: &OrderFilter) -> Vec<Route> {
    let words = filter.search.as_ref().map(|_| [Route::Words(0), Route::Words(2)]);
    let created = filter.created.map(|_| Route::Created);
    [Route::Walk].into_iter().chain(words.into_iter().flatten()).chain(created).collect()
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

fn flaw(steps: &[(i64, String)], route: Route) -> Option<&'static str> {
    let walks = |step: &str| step.contains(" o ") && !step.contains("INTEGER PRIMARY KEY");
    for (parent, step) in steps {
        let scans = ["SCAN o", "SCAN w", "SCAN city", "SCAN rk", "SCAN operator", "SCAN master"];
        if scans.iter().any(|scan| step.starts_with(scan)) {
            let in_order = route == Route::Walk && step.starts_with("SCAN o USING");
            if !in_order {
                return Some("scans a table");
            }
        }
        let sorts = step.contains("TEMP B-TREE FOR ORDER BY") || step.contains("TEMP B-TREE FOR LAST");
        if route == Route::Walk && sorts && steps.iter().any(|(other, step)| other == parent && walks(step)) {
            return Some("sorts what it read");
        }
        if step.contains("MULTI-INDEX OR") || step.contains("AUTOMATIC") || step.contains("ANY(") {
            return Some("looks up more than one range");
        }
    }
    let by = |what: &str| steps.iter().any(|(_, step)| step.contains(what));
    match route {
        Route::Words(_) if !by("SEARCH w USING PRIMARY KEY (word>? AND word<?)") => Some("does not begin with words"),
        Route::Created if !by("orders_by_created (create_date>? AND create_date<?)") => {
            Some("does not begin with the period")
        }
        _ => None,
    }
}

fn check(connection: &Connection) {
    for scope in scopes() {
        for filter in filters() {
            for (route, request) in routes(&filter).into_iter().flat_map(|r| pages().into_iter().map(move |p| (r, p))) {
                let slice = request.resolve(1, &FilterDigest::of(b"plans")).unwrap();
                let query = OrderQuery { scope: scope.clone(), filter: filter.clone(), slice };
                let statements = [page(&query, route), total(&query, route)];
                for (place, statement) in statements.into_iter().flatten().enumerate() {
                    // A total is not counted far: where nothing is indexed, reading rows in their own order is best.
                    let far = place == 1 && route == Route::Walk;
                    let dense = matches!(&scope, OrderScope::Some { cities, .. } if cities.len() > 64);
                    let steps = plan(connection, &statement);
                    let flaw = flaw(&steps, route).filter(|flaw| !(far && (dense || *flaw == "scans a table")));
                    assert_eq!(flaw, None, "{query:?} {route:?}\n{}\n{steps:#?}", statement.sql);
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
    let series = |count: u32| {
        format!(
            "(WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT {count}) SELECT value FROM n)"
        )
    };
    let sql = format!(
        "INSERT INTO callcentre_operator (id, version, name, login, login_key, role, status, status_work,
             status_work_since, created_at, updated_at)
         SELECT value, 1, 'a', value, value, 'operator', 'active', 'online', 0, 0, 0 FROM {five};
         INSERT INTO cities (id, version, name, name_key, zone, visit_from, visit_to, capacity_kp, capacity_bt,
             capacity_mnch, archived, created_at, updated_at)
         SELECT value, 1, value, value, 'UTC', 0, 30, 1, 1, 1, 0, 0, 0 FROM {three};
         INSERT INTO campaigns (id, version, name, name_key, created_at) SELECT value, 1, value, value, 0 FROM {three};
         INSERT INTO orders (id, version, rk, city, phone, type_order, client_name, address, date_meeting, meeting_zone,
             type_equipment, problem, status_order, master_id, closing, operator_name_id, create_date, updated_at,
             list_key, holds_place)
         SELECT value, 1, 1, 1 + value % 3, '+7900' || value % 500, CASE WHEN value % 9 THEN 'repeat' ELSE 'warranty' END,
             'a', 'a', 0, 'UTC', CASE WHEN value % 7 THEN 'kp' ELSE 'mnch' END, 'a',
             CASE WHEN value % 100 THEN 'completed' ELSE 'new' END, 1 + value % 5, 0, 1 + value % 4,
             1700000000000000 + value * 1000000, 0, 1 << 60, 1 FROM {many};
         INSERT INTO order_words SELECT 'ленина', id FROM orders;
         INSERT INTO order_words SELECT 'иван' || (id % 50), id FROM orders;
         ANALYZE;",
        five = series(5),
        three = series(3),
        many = series(5000),
    );
    connection.execute_batch(&sql).unwrap();
    check(&connection);
}

#[test]
fn a_scan_and_a_sort_would_be_seen() {
    let connection = office();
    let flaw_of = |sql: &str, route| {
        let statement = Statement { sql: sql.to_owned(), values: Vec::new() };
        flaw(&plan(&connection, &statement), route)
    };
    assert_eq!(flaw_of("SELECT * FROM orders o WHERE o.problem = 'a'", Route::Walk), Some("scans a table"));
    let sorts = "SELECT * FROM orders o WHERE o.city = 1 ORDER BY o.create_date";
    assert_eq!(flaw_of(sorts, Route::Walk), Some("sorts what it read"));
    let walks = "SELECT * FROM orders o WHERE o.city = 1 ORDER BY o.list_key";
    assert_eq!(flaw_of(walks, Route::Walk), None);
    assert_eq!(flaw_of(walks, Route::Words(0)), Some("does not begin with words"));
    assert_eq!(flaw_of(walks, Route::Created), Some("does not begin with the period"));
}
