//! Lists of call-backs.
//!
//! A scope is compiled to branches that share no call-back: one for each city served, one for those without a city. Each
//! walks an index in the order of the list and stops after one page; the branches are merged.

use crm_core::access::CallbackScope;
use crm_core::callbacks::{CallbackFilter, CallbackQuery, CallbackSort, CallbackState, OpenCallbacks};
use crm_core::kernel::CityId;
use sqlx::postgres::PgRow;

use super::row::{COLUMNS, NAMES_OF};
use crate::column::{self, Result};
use crate::listing::{MOST_BRANCHES, Walk, counted};
use crate::statement::Statement;

/// A part of the list, each call-back in one part only.
#[derive(Clone, Copy)]
enum Branch<'q> {
    All,
    City(CityId),
    Cities(&'q [CityId]),
    NoCity,
}

fn branches(scope: &CallbackScope, city: Option<CityId>) -> Vec<Branch<'_>> {
    match (scope, city) {
        (CallbackScope::All, None) => vec![Branch::All],
        (_, Some(city)) => scope.includes(Some(city)).then_some(Branch::City(city)).into_iter().collect(),
        (CallbackScope::Some { cities, without_city }, None) => {
            let of_cities: Vec<_> = if cities.len() > MOST_BRANCHES {
                vec![Branch::Cities(cities)]
            } else {
                cities.iter().map(|city| Branch::City(*city)).collect()
            };
            of_cities.into_iter().chain(without_city.then_some(Branch::NoCity)).collect()
        }
    }
}

/// ` FROM … WHERE …` of a branch.
fn from(statement: &mut Statement, branch: Branch<'_>, filter: &CallbackFilter) {
    statement.push(" FROM callbacks b WHERE ");
    match branch {
        Branch::All => drop(statement.push("true")),
        Branch::City(city) => drop(statement.push("b.city = ").bind(city.get())),
        Branch::Cities(cities) => drop(statement.push("b.city = ANY (").bind(cities).push(")")),
        Branch::NoCity => drop(statement.push("b.city IS NULL")),
    }
    if let Some(phone) = &filter.phone {
        statement.push(" AND b.phone = ").bind(phone.as_str());
    }
    if let Some(by) = filter.taken_by {
        statement.push(" AND b.taken_by = ").bind(by.get());
    }
    match &filter.state {
        Some(state) => drop(statement.push(" AND b.state = ").bind(state.code())),
        None => drop(statement.push(" AND b.state <> 'withdrawn'")),
    }
    if let Some(period) = filter.opened {
        statement.push(" AND b.opened_at >= ").bind(period.from().micros());
        statement.push(" AND b.opened_at < ").bind(period.to().micros());
    }
}

/// Ids first: rows that are skipped are not read.
fn page(statement: &mut Statement, branches: &[Branch<'_>], filter: &CallbackFilter, walk: &Walk) {
    let direction = walk.direction();
    statement.push("SELECT ").push(COLUMNS).push(", hit.at AS sort_key, hit.id AS sort_id FROM (");
    for (place, branch) in branches.iter().enumerate() {
        statement.push(if place > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
        statement.push("SELECT b.opened_at AS at, b.id AS id");
        from(statement, *branch, filter);
        statement.walk("b.opened_at", "b.id", walk).limit(walk.fetch.saturating_add(walk.offset)).push(") branch");
    }
    statement.push(" ORDER BY 1").push(direction).push(", 2").push(direction);
    statement.limit(walk.fetch).push(" OFFSET ").push(&walk.offset.to_string());
    statement.push(") hit JOIN callbacks b ON b.id = hit.id").push(NAMES_OF);
    statement.push(" ORDER BY hit.at").push(direction).push(", hit.id").push(direction);
}

/// `selected` of every branch, one after the other.
fn each_branch(statement: &mut Statement, selected: &str, branches: &[Branch<'_>], filter: &CallbackFilter) {
    for (place, branch) in branches.iter().enumerate() {
        statement.push(if place > 0 { " UNION ALL SELECT " } else { "SELECT " }).push(selected);
        from(statement, *branch, filter);
    }
}

/// The statement of a page, with the total where it is asked for; `None` for a scope that sees nothing.
pub(super) fn statement(query: &CallbackQuery) -> Option<Statement> {
    let branches = branches(&query.scope, query.filter.city);
    if branches.is_empty() {
        return None;
    }
    let walk = Walk::new(&query.slice, query.sort == CallbackSort::Latest);
    Some(counted(
        &query.slice,
        &walk,
        |statement| page(statement, &branches, &query.filter, &walk),
        |statement| each_branch(statement, "1", &branches, &query.filter),
    ))
}

/// How many are open and the oldest of them; `None` for a scope that sees nothing.
pub(super) fn open(scope: &CallbackScope) -> Option<Statement> {
    let branches = branches(scope, None);
    if branches.is_empty() {
        return None;
    }
    let filter = CallbackFilter { state: Some(CallbackState::Open), ..CallbackFilter::default() };
    let mut statement = Statement::default();
    statement.push("SELECT count(*), min(opened_at) FROM (");
    each_branch(&mut statement, "b.opened_at", &branches, &filter);
    statement.push(") waiting");
    Some(statement)
}

pub(super) fn read_open(row: &PgRow) -> Result<OpenCallbacks> {
    Ok(OpenCallbacks { count: column::int(row, 0)?.unsigned_abs(), oldest: column::optional_time(row, 1)? })
}
