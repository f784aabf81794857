//! Walks through the orders in the order they were written in, for exports.
//!
//! A walk goes along the index of when orders were written and looks at each on its way: of everything, all pages together
//! read it once. What a filter makes few of, the orders of a client, a search or a period, is fetched by its own index and
//! sorted instead, for each page anew.

use crm_core::access::OrderScope;
use crm_core::orders::{OrderView, OrderWalk};
use rusqlite::{Connection, Result, params_from_iter};

use super::list::{Branch, from};
use super::route::{MEETING, Route, WRITTEN, instants, keys};
use super::row::{COLUMNS, NAMES_OF, read_view};
use crate::statement::Statement;

fn route(connection: &Connection, walk: &OrderWalk) -> Result<Route> {
    let filter = &walk.filter;
    if filter.phone.is_some() {
        return Ok(Route::Phone);
    }
    let ranges = [
        (Route::Written, WRITTEN, filter.created.map(instants)),
        (Route::Meeting, MEETING, filter.meeting.map(instants)),
        (Route::Closed, "o.list_key", filter.closed.map(keys)),
    ];
    Ok(match Route::of_few(connection, filter, &ranges)? {
        Some((true, route)) => route,
        _ => Route::Written,
    })
}

pub(super) fn statement(walk: &OrderWalk, route: Route) -> Option<Statement> {
    if matches!(&walk.scope, OrderScope::Some { cities, author: None, master: None } if cities.is_empty()) {
        return None;
    }
    let branch = Branch::Sorted(route, &walk.scope);
    let mut statement = Statement::default();
    statement.push("SELECT ").push(COLUMNS).push(" FROM (SELECT o.create_date AS place, o.id AS id");
    from(&mut statement, &branch, &walk.filter);
    let (until, last) = (walk.until.0.micros(), walk.until.1.get());
    // One bound a side: beside two, SQLite might walk the index from the wider one.
    let (first, most) = match walk.filter.created {
        None => (None, until),
        Some(period) => (Some(period.from().micros()), until.min(period.to().micros() - 1)),
    };
    let after = walk.after.map(|(at, id)| (at.micros(), id.get()));
    let written = if route == Route::Written { WRITTEN } else { "+o.create_date" };
    if let Some(first) = after.map(|(at, _)| at).max(first) {
        statement.push(" AND ").push(written).push(" >= ").bind(first);
    }
    statement.push(" AND ").push(written).push(" <= ").bind(most);
    if let Some((at, id)) = after {
        statement.push(" AND (+o.create_date > ").bind(at).push(" OR +o.id > ").bind(id).push(")");
    }
    statement.push(" AND (+o.create_date < ").bind(until).push(" OR +o.id <= ").bind(last).push(")");
    statement.push(" ORDER BY ").push(written).push(", o.id LIMIT ").bind(walk.limit);
    statement.push(") hit CROSS JOIN orders o ON o.id = hit.id").push(NAMES_OF);
    statement.push(" ORDER BY hit.place, hit.id");
    Some(statement)
}

pub(super) fn walk(connection: &Connection, walk: &OrderWalk) -> Result<Vec<OrderView>> {
    let Some(statement) = statement(walk, route(connection, walk)?) else { return Ok(Vec::new()) };
    connection.prepare_cached(&statement.sql)?.query_map(params_from_iter(&statement.values), read_view)?.collect()
}
