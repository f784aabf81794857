//! How SQLite walks to a page of orders: along an index in the order of the list, or, for the few that a search or a period
//! can match, by the index of those; for every scope and filter, with and without statistics.

use crm_core::access::OrderScope;
use crm_core::kernel::{
    CampaignId, CityId, Cursor, Direction, FilterDigest, OperatorId, OrderId, PageRequest, Period, Phone, Timestamp,
};
use crm_core::orders::{Equipment, OrderFilter, OrderQuery, OrderSearch, OrderStatus, OrderType, OrderWalk};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params_from_iter};

use super::list::{led_to, page, total};
use super::route::Route;
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
    let closed = singles.clone().map(|filter| OrderFilter { closed: created, ..filter });
    let met = singles.clone().map(|filter| OrderFilter { meeting: created, ..filter });
    let all = OrderFilter { created, closed: created, meeting: created, search, ..none() };
    singles.into_iter().chain(more).chain(searched).chain(closed).chain(met).chain([both, all]).collect()
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
    let created = filter.created.map(|_| [Route::Created, Route::Buckets]);
    let meeting = filter.meeting.map(|_| Route::Meeting);
    [Route::Walk]
        .into_iter()
        .chain(words.into_iter().flatten())
        .chain(created.into_iter().flatten())
        .chain(meeting)
        .collect()
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
        if matches!(route, Route::Walk | Route::Written | Route::Buckets)
            && sorts
            && steps.iter().any(|(other, step)| other == parent && walks(step))
        {
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
        Route::Meeting if !by("orders_by_meeting (date_meeting>? AND date_meeting<?)") => {
            Some("does not begin with the period")
        }
        Route::Closed if !by("orders_by_list_key (list_key>? AND list_key<?)") => {
            Some("does not begin with the period")
        }
        Route::Buckets if !by("orders_by_day (<expr>=?") => Some("does not walk along the buckets"),
        Route::Phone if !by("orders_by_phone (phone=?)") => Some("does not begin with the client"),
        Route::Written
            if !by("orders_by_created (create_date>? AND create_date<?)")
                && !by("orders_by_created (create_date<?)") =>
        {
            Some("does not walk as they were written")
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
                // What buckets show is counted by its period.
                let counted = if route == Route::Buckets { None } else { total(&query, route) };
                if let Some(statement) = led_to(&query, 20_000) {
                    let steps = plan(connection, &statement);
                    let by_index = |step: &str| step.starts_with("SEARCH o USING COVERING INDEX");
                    let looks_up = steps.iter().any(|(_, step)| step.contains(" o ") && !by_index(step));
                    assert!(!looks_up, "{query:?}\n{}\n{steps:#?}", statement.sql);
                }
                let statements = [page(&query, route), counted];
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

fn check_walks(connection: &Connection) {
    let place = |seconds, id| (Timestamp::from_seconds(seconds).unwrap(), OrderId::new(id).unwrap());
    for (scope, filter) in scopes().iter().flat_map(|scope| filters().into_iter().map(move |filter| (scope, filter))) {
        let closed = filter.closed.map(|_| Route::Closed);
        let phone = filter.phone.as_ref().map(|_| Route::Phone);
        let found = routes(&filter).into_iter().filter(|route| matches!(route, Route::Words(_) | Route::Meeting));
        for route in [Route::Written].into_iter().chain(closed).chain(phone).chain(found) {
            for after in [None, Some(place(1_700_000_500, 500))] {
                let until = place(1_700_009_000, 5000);
                let walk = OrderWalk { scope: scope.clone(), filter: filter.clone(), after, until, limit: 500 };
                let Some(statement) = super::walk::statement(&walk, route) else { continue };
                let steps = plan(connection, &statement);
                assert_eq!(flaw(&steps, route), None, "{walk:?} {route:?}\n{}\n{steps:#?}", statement.sql);
            }
        }
    }
}

#[test]
fn the_orders_of_a_call_are_found_by_it() {
    let statement = Statement { sql: super::row::VIEWS_OF_CALL.to_owned(), values: vec![1.into()] };
    let steps = plan(&office(), &statement);
    let found = "SEARCH o USING INDEX orders_by_call (call_id=?)";
    assert!(steps.iter().any(|(_, step)| step == found), "{steps:#?}");
}

#[test]
fn every_list_walks_an_index_in_an_empty_office() {
    check(&office());
    check_walks(&office());
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
         INSERT INTO campaigns (id, version, name, name_key, created_at) SELECT value, 1, value, value, 0 FROM {fifty};
         INSERT INTO orders (id, version, rk, city, phone, type_order, client_name, address, date_meeting, meeting_zone,
             type_equipment, problem, status_order, master_id, closing, closing_data, operator_name_id, create_date,
             updated_at, list_key, holds_place)
         SELECT value, 1, 1, 1 + value % 3, '+7900' || value % 500, CASE WHEN value % 9 THEN 'repeat' ELSE 'warranty' END,
             'a', 'a', 0, 'UTC', CASE WHEN value % 7 THEN 'kp' ELSE 'mnch' END, 'a',
             CASE WHEN value % 100 THEN 'completed' ELSE 'new' END, 1 + value % 5, 0,
             CASE WHEN value % 100 THEN 1700000000000000 + value * 2000000 END, 1 + value % 4,
             1700000000000000 + value * 1000000, 0, 1 << 60, 1 FROM {many};
         INSERT INTO order_words SELECT 'ленина', id FROM orders;
         INSERT INTO order_words SELECT 'иван' || (id % 50), id FROM orders;
         ANALYZE;",
        five = series(5),
        three = series(3),
        fifty = series(50),
        many = series(5000),
    );
    connection.execute_batch(&sql).unwrap();
    check(&connection);
    check_walks(&connection);
}

fn route_of(connection: &Connection, scope: OrderScope, filter: OrderFilter) -> Route {
    let slice = PageRequest::first().resolve(1, &FilterDigest::of(b"plans")).unwrap();
    Route::find(connection, &OrderQuery { scope, filter, slice }).unwrap().0
}

/// 30,000 orders of ten weeks, every hundredth of them new, of the second author, for the second city and of the second
/// campaign.
fn ten_weeks() -> (Connection, Option<Period>) {
    const FIRST: i64 = 1_700_000_000;
    let connection = office();
    let sql = format!(
        "PRAGMA foreign_keys = OFF;
         WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 30000)
         INSERT INTO orders (id, version, rk, city, phone, type_order, client_name, address, date_meeting, meeting_zone,
             type_equipment, problem, status_order, closing, operator_name_id, create_date, updated_at, list_key,
             holds_place)
         SELECT value, 1, 1 + (value % 100 = 0), 1 + (value % 100 = 0), '+79000000101', 'repeat', 'a', 'a', 0, 'UTC',
             'kp', 'a', CASE WHEN value % 100 THEN 'completed' ELSE 'new' END, 0, 1 + (value % 100 = 0),
             ({FIRST} + value * 200) * 1000000, 0, value, 0 FROM n"
    );
    connection.execute_batch(&sql).unwrap();
    let at = |seconds| Timestamp::from_seconds(FIRST + seconds).unwrap();
    (connection, Some(Period::new(at(0), at(70 * 86_400)).unwrap()))
}

#[test]
fn a_period_with_a_filter_that_few_pass_is_walked_along_these_few() {
    let (connection, created) = ten_weeks();
    let none = || OrderFilter { created, ..OrderFilter::default() };
    let city = |id| OrderScope::Some { cities: vec![CityId::new(id).unwrap()], author: None, master: None };
    for (rare, scope, filter) in [
        (false, OrderScope::All, none()),
        (false, OrderScope::All, OrderFilter { status: Some(OrderStatus::Completed), ..none() }),
        (true, OrderScope::All, OrderFilter { status: Some(OrderStatus::New), ..none() }),
        (true, OrderScope::All, OrderFilter { status: Some(OrderStatus::Void), ..none() }),
        (false, OrderScope::All, OrderFilter { operator: OperatorId::new(1).ok(), ..none() }),
        (true, OrderScope::All, OrderFilter { operator: OperatorId::new(2).ok(), ..none() }),
        (true, OrderScope::All, OrderFilter { campaign: CampaignId::new(2).ok(), ..none() }),
        (false, city(1), none()),
        (true, city(1), OrderFilter { status: Some(OrderStatus::New), ..none() }),
        (true, city(2), none()),
    ] {
        let expected = if rare { Route::Walk } else { Route::Buckets };
        assert_eq!(route_of(&connection, scope.clone(), filter.clone()), expected, "{scope:?} {filter:?}");
    }
}

#[test]
fn whoever_serves_very_many_cities_has_lists_of_long_periods_too() {
    let (connection, _) = ten_weeks();
    let at = |seconds| Timestamp::from_seconds(seconds).unwrap();
    let created = Some(Period::new(at(1_500_000_000), at(1_800_000_000)).unwrap());
    let cities = (1..=1_000).map(|id| CityId::new(id).unwrap()).collect();
    let scope = OrderScope::Some { cities, author: OperatorId::new(1).ok(), master: None };
    let slice = PageRequest::first().resolve(1, &FilterDigest::of(b"plans")).unwrap();
    let query = OrderQuery { scope, filter: OrderFilter { created, ..OrderFilter::default() }, slice };
    // No names are kept for these orders, so the page itself is looked at.
    let (route, _) = Route::find(&connection, &query).unwrap();
    let page = page(&query, route).unwrap();
    let found = connection.prepare(&page.sql).and_then(|mut statement| {
        statement.query_map(params_from_iter(&page.values), |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()
    });
    assert_eq!(found.map(|ids| ids.len()).ok(), Some(21));
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
