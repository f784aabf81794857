//! Lists of orders.
//!
//! A scope is compiled to branches that share no order: one for each city served, one for the orders the actor wrote in
//! other cities, one for those the actor is the master of. Each walks an index in the order of the list and stops after
//! one page; the branches are merged. Places are compared in the expanded form `key >= ? AND (key > ? OR id > ?)`: with
//! statistics in the file, SQLite plans the row-value form badly.
//!
//! A search, and a period of writing, are no range of any index that is in the order of the list. When few orders can match
//! they are fetched by their own index and sorted; when many can, the walk meets enough of them soon. Which of the two it
//! is, is counted first, and no further than it matters.

use crm_core::access::OrderScope;
use crm_core::kernel::{CityId, OperatorId, Period, Seek, Total, TotalMode};
use crm_core::orders::{OrderFilter, OrderQuery, OrderSearch, OrderView};
use crm_core::store::Listed;
use rusqlite::{Connection, Result, params_from_iter};

use super::row::{COLUMNS, NAMES_OF, read_view};
use crate::statement::{Statement, known_total};
use crate::view::View;

/// More served cities than this are one branch along the list, which is dense enough then.
const MOST_BRANCHES: usize = 64;
/// The most rows that are fetched to be sorted.
const MOST_SORTED: i64 = 5_000;
/// The most that are fetched when other words have to match as well: each alone may be common, together they seldom are, and
/// the walk would look through nearly everything.
const MOST_JOINED: i64 = 50_000;

/// How a list is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route {
    /// Along indexes that are in its order.
    Walk,
    /// By the words that begin with this one of the search's prefixes, then sorted.
    Words(usize),
    /// By when they were written, then sorted.
    Created,
}

impl Route {
    /// How to reach a page, and how to count the list. A count has no order to keep, so it fetches what the search or the
    /// period can match, however many that are, unless the walk is short.
    fn find(connection: &Connection, query: &OrderQuery) -> Result<(Self, Self)> {
        let filter = &query.filter;
        let prefixes = filter.search.as_ref().map_or(&[][..], OrderSearch::prefixes);
        let most = if prefixes.len() > 1 { MOST_JOINED } else { MOST_SORTED };
        let mut rarest: Option<(i64, usize)> = None;
        for (place, prefix) in prefixes.iter().enumerate() {
            let mut words = Statement::default();
            words.push("SELECT count(*) FROM (SELECT 1 FROM order_words w WHERE 1");
            begins_with(&mut words, prefix);
            words.push(" LIMIT ").bind(most + 1).push(")");
            let count = words.number(connection)?;
            if rarest.is_none_or(|(least, _)| count < least) {
                rarest = Some((count, place));
            }
        }
        // Of one client there are fewer than of most periods.
        let created = filter.created.filter(|_| filter.phone.is_none());
        let fetched = match (rarest, created) {
            (Some((count, place)), _) => Some((count <= most, Self::Words(place))),
            (None, Some(period)) => {
                let mut written = Statement::default();
                written.push("SELECT count(*) FROM (SELECT 1 FROM orders o WHERE 1");
                written_in(&mut written, period, true);
                written.push(" LIMIT ").bind(MOST_SORTED + 1).push(")");
                Some((written.number(connection)? <= MOST_SORTED, Self::Created))
            }
            (None, None) => None,
        };
        Ok(match fetched {
            Some((true, route)) => (route, route),
            Some((false, route)) if !is_short(query) => (Self::Walk, route),
            _ => (Self::Walk, Self::Walk),
        })
    }
}

/// Whether the walk is along the orders of one client, master or author.
fn is_short(query: &OrderQuery) -> bool {
    let OrderFilter { phone, master, .. } = &query.filter;
    let is_one_persons = matches!(&query.scope, OrderScope::Some { cities, .. } if cities.is_empty());
    phone.is_some() || master.is_some() || is_one_persons
}

fn begins_with(statement: &mut Statement, prefix: &str) {
    statement.push(" AND w.word >= ").bind(prefix.to_owned());
    // No word has the last character there is in it.
    statement.push(" AND w.word < ").bind(format!("{prefix}\u{10FFFF}"));
}

fn written_in(statement: &mut Statement, period: Period, leads: bool) {
    let column = if leads { "o.create_date" } else { "+o.create_date" };
    statement.push(" AND ").push(column).push(" >= ").bind(period.from().micros());
    statement.push(" AND ").push(column).push(" < ").bind(period.to().micros());
}

/// A part of the list, each order in one part only.
enum Branch<'q> {
    All,
    City(CityId),
    Cities(&'q [CityId]),
    Author {
        author: OperatorId,
        except: &'q [CityId],
    },
    Master {
        master: OperatorId,
        except: &'q [CityId],
        author: Option<OperatorId>,
    },
    /// All of it, fetched and sorted.
    Sorted(Route, &'q OrderScope),
}

fn branches(query: &OrderQuery, route: Route) -> Vec<Branch<'_>> {
    let OrderScope::Some { cities, author, master } = &query.scope else {
        return vec![if route == Route::Walk { Branch::All } else { Branch::Sorted(route, &query.scope) }];
    };
    if route != Route::Walk {
        let sees_any = !cities.is_empty() || author.is_some() || master.is_some();
        return sees_any.then_some(Branch::Sorted(route, &query.scope)).into_iter().collect();
    }
    let own = author.map(|author| Branch::Author { author, except: cities });
    let assigned = master.map(|master| Branch::Master { master, except: cities, author: *author });
    let elsewhere = own.into_iter().chain(assigned);
    match query.filter.city {
        Some(city) if cities.contains(&city) => vec![Branch::City(city)],
        Some(_) => elsewhere.collect(),
        None if cities.len() > MOST_BRANCHES => std::iter::once(Branch::Cities(cities)).chain(elsewhere).collect(),
        None => cities.iter().map(|city| Branch::City(*city)).chain(elsewhere).collect(),
    }
}

/// Which condition chooses the index. Without statistics SQLite takes every equality for equally rare, so a plus hides
/// the others from it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// The list's own order, or what fetches it.
    Order,
    Phone,
    Author,
    Master,
    Operator,
    City,
    Campaign,
    Status,
    Type,
    Equipment,
}

impl Lead {
    /// The rarest first.
    fn of(branch: &Branch<'_>, filter: &OrderFilter) -> Self {
        let by_city = matches!(branch, Branch::City(_)) || filter.city.is_some();
        let candidates = [
            (matches!(branch, Branch::Sorted(..)), Self::Order),
            (filter.phone.is_some(), Self::Phone),
            (matches!(branch, Branch::Author { .. }), Self::Author),
            (matches!(branch, Branch::Master { .. }) || filter.master.is_some(), Self::Master),
            (filter.operator.is_some(), Self::Operator),
            (by_city, Self::City),
            (filter.campaign.is_some(), Self::Campaign),
            (filter.status.is_some(), Self::Status),
            (filter.order_type.is_some(), Self::Type),
            (filter.equipment.is_some(), Self::Equipment),
        ];
        candidates.iter().find(|(applies, _)| *applies).map_or(Self::Order, |(_, lead)| *lead)
    }
}

/// Where a page begins and which way it is walked.
struct Walk {
    descending: bool,
    mark: Option<(i64, i64)>,
    offset: i64,
    fetch: i64,
}

impl Walk {
    fn new(query: &OrderQuery) -> Self {
        let (mark, descending, offset) = match query.slice.seek {
            Seek::Offset(rows) => (None, false, i64::try_from(rows).unwrap_or(i64::MAX / 2)),
            Seek::After { key, id } => (Some((key, id)), false, 0),
            Seek::Before { key, id } => (Some((key, id)), true, 0),
        };
        Self { descending, mark, offset, fetch: i64::from(query.slice.fetch()) }
    }

    fn direction(&self) -> &'static str {
        if self.descending { " DESC" } else { "" }
    }
}

fn equal(statement: &mut Statement, free: bool, column: &str, value: impl Into<rusqlite::types::Value>) {
    statement.push(if free { " AND " } else { " AND +" }).push(column).push(" = ").bind(value);
}

/// `FROM … WHERE …` of a branch.
fn from(statement: &mut Statement, branch: &Branch<'_>, filter: &OrderFilter) {
    if let (Branch::Sorted(Route::Words(place), _), Some(search)) = (branch, &filter.search) {
        statement.push(" FROM (SELECT DISTINCT w.order_id AS id FROM order_words w WHERE 1");
        search.prefixes().get(*place).into_iter().for_each(|prefix| begins_with(statement, prefix));
        statement.push(") found CROSS JOIN orders o ON o.id = found.id WHERE 1");
    } else {
        statement.push(" FROM orders o WHERE 1");
    }
    let lead = Lead::of(branch, filter);
    of_branch(statement, branch, lead);
    if let Some(phone) = &filter.phone {
        equal(statement, lead == Lead::Phone, "o.phone", phone.as_str().to_owned());
    }
    if let Some(operator) = filter.operator {
        equal(statement, lead == Lead::Operator, "o.operator_name_id", operator.get());
    }
    if let Some(master) = filter.master {
        equal(statement, lead == Lead::Master, "o.master_id", master.get());
    }
    let city = if let Branch::City(city) = branch { Some(*city) } else { filter.city };
    if let Some(city) = city {
        equal(statement, lead == Lead::City, "o.city", city.get());
    }
    if let Some(campaign) = filter.campaign {
        equal(statement, lead == Lead::Campaign, "o.rk", campaign.get());
    }
    if let Some(status) = &filter.status {
        let free = matches!(lead, Lead::City | Lead::Status);
        equal(statement, free, "o.status_order", status.code().to_owned());
    }
    if let Some(order_type) = &filter.order_type {
        equal(statement, lead == Lead::Type, "o.type_order", order_type.code().to_owned());
    }
    if let Some(equipment) = &filter.equipment {
        equal(statement, lead == Lead::Equipment, "o.type_equipment", equipment.code().to_owned());
    }
    if let Some(period) = filter.created {
        written_in(statement, period, matches!(branch, Branch::Sorted(Route::Created, _)));
    }
    for (place, prefix) in filter.search.iter().flat_map(OrderSearch::prefixes).enumerate() {
        if !matches!(branch, Branch::Sorted(Route::Words(leading), _) if *leading == place) {
            statement.push(" AND EXISTS (SELECT 1 FROM order_words w INDEXED BY order_words_by_order");
            statement.push(" WHERE w.order_id = o.id");
            begins_with(statement, prefix);
            statement.push(")");
        }
    }
}

/// What makes an order one of the branch; the city of a single one stands among the filter's conditions.
fn of_branch(statement: &mut Statement, branch: &Branch<'_>, lead: Lead) {
    let elsewhere = |statement: &mut Statement, except: &[CityId]| {
        if !except.is_empty() {
            statement.push(" AND +o.city NOT IN (").bind_list(except).push(")");
        }
    };
    match branch {
        Branch::All | Branch::City(_) | Branch::Sorted(_, OrderScope::All) => {}
        Branch::Cities(cities) => drop(statement.push(" AND +o.city IN (").bind_list(cities).push(")")),
        Branch::Author { author, except } => {
            equal(statement, lead == Lead::Author, "o.operator_name_id", author.get());
            elsewhere(statement, except);
        }
        Branch::Master { master, except, author } => {
            equal(statement, lead == Lead::Master, "o.master_id", master.get());
            elsewhere(statement, except);
            if let Some(author) = author {
                statement.push(" AND +o.operator_name_id IS NOT ").bind(author.get());
            }
        }
        Branch::Sorted(_, OrderScope::Some { cities, author, master }) => {
            statement.push(" AND (+o.city IN (").bind_list(cities).push(")");
            for (column, user) in [("o.operator_name_id", author), ("o.master_id", master)] {
                if let Some(user) = user {
                    statement.push(" OR +").push(column).push(" = ").bind(user.get());
                }
            }
            statement.push(")");
        }
    }
}

/// From where and in which order.
fn walk_on(statement: &mut Statement, branch: &Branch<'_>, walk: &Walk) {
    let key = if matches!(branch, Branch::Sorted(..)) { "+o.list_key" } else { "o.list_key" };
    if let Some((mark, id)) = walk.mark {
        let (from, beyond) = if walk.descending { (" <= ", " < ") } else { (" >= ", " > ") };
        statement.push(" AND ").push(key).push(from).bind(mark);
        // The pluses keep these two out of the choice of an index.
        statement.push(" AND (+o.list_key").push(beyond).bind(mark);
        statement.push(" OR +o.id").push(beyond).bind(id).push(")");
    }
    let direction = walk.direction();
    statement.push(" ORDER BY ").push(key).push(direction).push(", o.id").push(direction);
}

/// The page itself.
pub(super) fn page(query: &OrderQuery, route: Route) -> Option<Statement> {
    let walk = Walk::new(query);
    let branches = branches(query, route);
    let mut statement = Statement::default();
    match branches.as_slice() {
        [] => return None,
        [branch] if walk.offset == 0 && route == Route::Walk => {
            let mut part = Statement::default();
            from(&mut part, branch, &query.filter);
            let (tables, conditions) = part.sql.split_once(" WHERE ")?;
            statement.push("SELECT ").push(COLUMNS).push(tables).push(NAMES_OF);
            statement.push(" WHERE ").push(conditions).values.append(&mut part.values);
            walk_on(&mut statement, branch, &walk);
            statement.push(" LIMIT ").bind(walk.fetch);
        }
        // Ids first: rows that are skipped are not read.
        branches => {
            statement.push("SELECT ").push(COLUMNS).push(" FROM (");
            for (place, branch) in branches.iter().enumerate() {
                statement.push(if place > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
                statement.push("SELECT o.list_key AS place, o.id AS id");
                from(&mut statement, branch, &query.filter);
                walk_on(&mut statement, branch, &walk);
                statement.push(" LIMIT ").bind(walk.fetch.saturating_add(walk.offset)).push(")");
            }
            let direction = walk.direction();
            statement.push(" ORDER BY 1").push(direction).push(", 2").push(direction);
            statement.push(" LIMIT ").bind(walk.fetch).push(" OFFSET ").bind(walk.offset);
            statement.push(") hit CROSS JOIN orders o ON o.id = hit.id").push(NAMES_OF);
            statement.push(" ORDER BY hit.place").push(direction).push(", hit.id").push(direction);
        }
    }
    Some(statement)
}

/// How many there are in all, counted no further than a total is exact.
pub(super) fn total(query: &OrderQuery, route: Route) -> Option<Statement> {
    let most = i64::try_from(Total::EXACT_UP_TO).unwrap_or(i64::MAX).saturating_add(1);
    let branches = branches(query, route);
    let mut statement = Statement::default();
    statement.push("SELECT count(*) FROM (");
    for (place, branch) in branches.iter().enumerate() {
        statement.push(if place > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
        statement.push("SELECT 1");
        from(&mut statement, branch, &query.filter);
        statement.push(" LIMIT ").bind(most).push(")");
    }
    statement.push(" LIMIT ").bind(most).push(")");
    (!branches.is_empty()).then_some(statement)
}

pub(super) fn list(connection: &Connection, query: &OrderQuery) -> Result<Listed<OrderView>> {
    let wants_total = query.slice.total == TotalMode::Bounded;
    let view = if wants_total { Some(View::begin(connection)?) } else { None };
    let (route, count_by) = Route::find(connection, query)?;
    let mut rows = Vec::with_capacity(usize::try_from(query.slice.fetch()).unwrap_or_default());
    if let Some(page) = page(query, route) {
        let mut statement = connection.prepare_cached(&page.sql)?;
        let mut found = statement.query(params_from_iter(&page.values))?;
        while let Some(row) = found.next()? {
            rows.push(read_view(row)?);
        }
    }
    let total = match (wants_total, known_total(&query.slice, rows.len())) {
        (false, _) => None,
        (true, Some(total)) => Some(total),
        (true, None) => Some(match total(query, count_by) {
            Some(statement) => Total::of(statement.number(connection)?.unsigned_abs()),
            None => Total::of(0),
        }),
    };
    if let Some(view) = view {
        view.end()?;
    }
    Ok(Listed { rows, total })
}
