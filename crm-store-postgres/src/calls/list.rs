//! Lists of calls.
//!
//! A scope is compiled to branches that share no call: one for each city served, and one for the own calls of other
//! cities. Each walks an index in the order of the list and stops after one page; the branches are merged. An OR over
//! city and participant would read and sort everything instead.

use crm_core::access::CallScope;
use crm_core::calls::{CallFilter, CallQuery, CallSort, CallStatus};
use crm_core::kernel::{CityId, OperatorId};

use super::{COLUMNS, NAMES_OF};
use crate::listing::{MOST_BRANCHES, Walk, counted};
use crate::statement::Statement;

/// A part of the scope.
enum Branch<'q> {
    All,
    City(CityId),
    Cities(&'q [CityId]),
    Own {
        operator: OperatorId,
        except: &'q [CityId],
    },
    /// Of one client, whose calls are few beside those of a city or an operator.
    Client {
        cities: &'q [CityId],
        own: Option<OperatorId>,
    },
}

impl Branch<'_> {
    /// The names of the sort key and of the id.
    fn key(&self) -> (&'static str, &'static str) {
        match self {
            Self::Own { .. } => ("p.date_create", "p.call_id"),
            _ => ("c.date_create", "c.id"),
        }
    }
}

fn branches<'q>(scope: &'q CallScope, filter: &CallFilter) -> Vec<Branch<'q>> {
    let CallScope::Some { cities, own } = scope else { return vec![Branch::All] };
    if filter.client.is_some() {
        let sees_any = !cities.is_empty() || own.is_some();
        return sees_any.then_some(Branch::Client { cities, own: *own }).into_iter().collect();
    }
    let own = own.map(|operator| Branch::Own { operator, except: cities });
    match filter.city {
        Some(city) if cities.contains(&city) => vec![Branch::City(city)],
        Some(_) => own.into_iter().collect(),
        None if cities.len() > MOST_BRANCHES => std::iter::once(Branch::Cities(cities)).chain(own).collect(),
        None => cities.iter().map(|city| Branch::City(*city)).chain(own).collect(),
    }
}

/// ` FROM …` of one branch: `c` is the call.
fn from(statement: &mut Statement, branch: &Branch<'_>) {
    statement.push(match branch {
        Branch::Own { .. } => " FROM call_participants p JOIN calls c ON c.id = p.call_id",
        _ => " FROM calls c",
    });
}

/// ` WHERE …` of one branch.
fn passing(statement: &mut Statement, branch: &Branch<'_>, filter: &CallFilter) {
    statement.push(" WHERE ");
    match branch {
        Branch::All => drop(statement.push("true")),
        Branch::City(city) => drop(statement.push("c.city = ").bind(city.get())),
        Branch::Cities(cities) => drop(statement.push("c.city = ANY (").bind(*cities).push(")")),
        Branch::Client { cities, own } => {
            statement.push("(c.city = ANY (").bind(*cities).push(")");
            if let Some(own) = own {
                statement.push(" OR EXISTS (SELECT 1 FROM call_participants p WHERE p.call_id = c.id");
                statement.push(" AND p.operator_id = ").bind(own.get()).push(")");
            }
            statement.push(")");
        }
        Branch::Own { operator, except } => {
            statement.push("p.operator_id = ").bind(operator.get());
            if !except.is_empty() {
                statement.push(" AND (c.city IS NULL OR c.city <> ALL (").bind(*except).push("))");
            }
        }
    }
    if let Some(client) = &filter.client {
        statement.push(" AND c.phone_client = ").bind(client.as_str());
    }
    if let Some(operator) = filter.operator {
        statement.push(" AND c.operator_id = ").bind(operator.get());
    }
    if let Some(city) = filter.city.filter(|_| !matches!(branch, Branch::City(_))) {
        statement.push(" AND c.city = ").bind(city.get());
    }
    if let Some(campaign) = filter.campaign {
        statement.push(" AND c.rk = ").bind(campaign.get());
    }
    match &filter.status {
        // Written out: there are so few that the best plan is found once, and not anew for each value.
        Some(CallStatus::New) => drop(statement.push(" AND c.status = 'new'")),
        Some(status) => drop(statement.push(" AND c.status = ").bind(status.code())),
        None => {}
    }
    if let Some(direction) = &filter.direction {
        statement.push(" AND c.direction = ").bind(direction.code());
    }
    // Written out, so that the partial index is seen to fit.
    match filter.complete {
        Some(true) => drop(statement.push(" AND c.complete")),
        Some(false) => drop(statement.push(" AND NOT c.complete")),
        None => {}
    }
    if let Some(period) = filter.period {
        let (date, _) = branch.key();
        statement.push(" AND ").push(date).push(" >= ").bind(period.from().micros());
        statement.push(" AND ").push(date).push(" < ").bind(period.to().micros());
    }
}

/// Ids first: rows that are skipped are not read. One walk that skips nothing has nothing to gain by that.
fn page(statement: &mut Statement, branches: &[Branch<'_>], filter: &CallFilter, walk: &Walk) {
    let direction = walk.direction();
    if let ([branch], 0) = (branches, walk.offset) {
        let (date, id) = branch.key();
        statement
            .push("SELECT ")
            .push(COLUMNS)
            .push(", ")
            .push(date)
            .push(" AS sort_key, ")
            .push(id)
            .push(" AS sort_id");
        from(statement, branch);
        statement.push(NAMES_OF);
        passing(statement, branch, filter);
        statement.walk(date, id, walk).limit(walk.fetch);
        return;
    }
    statement.push("SELECT ").push(COLUMNS).push(", hit.at AS sort_key, hit.id AS sort_id FROM (");
    for (place, branch) in branches.iter().enumerate() {
        let (date, id) = branch.key();
        statement.push(if place > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
        statement.push("SELECT ").push(date).push(" AS at, ").push(id).push(" AS id");
        from(statement, branch);
        passing(statement, branch, filter);
        statement.walk(date, id, walk).limit(walk.fetch.saturating_add(walk.offset)).push(") branch");
    }
    statement.push(" ORDER BY 1").push(direction).push(", 2").push(direction);
    statement.limit(walk.fetch).push(" OFFSET ").push(&walk.offset.to_string());
    statement.push(") hit JOIN calls c ON c.id = hit.id").push(NAMES_OF);
    statement.push(" ORDER BY hit.at").push(direction).push(", hit.id").push(direction);
}

/// The statement of a page, with the total where it is asked for; `None` for a scope that sees nothing.
pub(super) fn statement(query: &CallQuery) -> Option<Statement> {
    let branches = branches(&query.scope, &query.filter);
    if branches.is_empty() {
        return None;
    }
    let walk = Walk::new(&query.slice, query.sort == CallSort::Latest);
    let found = |statement: &mut Statement| {
        for (place, branch) in branches.iter().enumerate() {
            statement.push(if place > 0 { " UNION ALL SELECT 1" } else { "SELECT 1" });
            from(statement, branch);
            passing(statement, branch, &query.filter);
        }
    };
    Some(counted(&query.slice, &walk, |statement| page(statement, &branches, &query.filter, &walk), found))
}
