//! Lists of orders.
//!
//! A scope is compiled to branches that share no order: one for each city served, one for the orders the actor wrote in
//! other cities, one for those the actor is the master of. Each walks an index in the order of the list and stops after
//! one page; the branches are merged. Places are compared in the expanded form `key >= ? AND (key > ? OR id > ?)`: with
//! statistics in the file, SQLite plans the row-value form badly.
//!
//! What was closed in a period is a range of the list's own key. What else a list may be reached by is a [`Route`].

use crm_core::access::OrderScope;
use crm_core::kernel::{CityId, OperatorId, Seek, Total, TotalMode};
use crm_core::orders::{OrderFilter, OrderQuery, OrderSearch, OrderView};
use crm_core::store::Listed;
use rusqlite::{Connection, Result, params_from_iter};

use super::route::{Bucket, MEETING, Route, WRITTEN, begins_with, buckets, instants, keys, within};
use super::row::{COLUMNS, NAMES_OF, read_view};
use crate::statement::{Statement, known_total};
use crate::view::View;

/// More served cities than this are one branch along the list, which is dense enough then.
const MOST_BRANCHES: usize = 64;

/// A part of the list, each order in one part only.
pub(super) enum Branch<'q> {
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
    /// What was written in a bucket.
    Written(Bucket, &'q OrderScope),
    /// All of it, fetched and sorted.
    Sorted(Route, &'q OrderScope),
}

impl Branch<'_> {
    /// What of it the index answers.
    fn alone(&self, lead: Lead) -> Self {
        match *self {
            Self::City(city) if lead == Lead::City => Self::City(city),
            Self::Author { author, .. } if lead == Lead::Author => Self::Author { author, except: &[] },
            Self::Master { master, .. } if lead == Lead::Master => Self::Master { master, except: &[], author: None },
            _ => Self::All,
        }
    }
}

fn branches(query: &OrderQuery, route: Route) -> Vec<Branch<'_>> {
    if matches!(&query.scope, OrderScope::Some { cities, author: None, master: None } if cities.is_empty()) {
        return Vec::new();
    }
    if let (Route::Buckets, Some(period)) = (route, query.filter.created) {
        let buckets = buckets(period).unwrap_or_default().into_iter();
        return buckets.map(|bucket| Branch::Written(bucket, &query.scope)).collect();
    }
    let OrderScope::Some { cities, author, master } = &query.scope else {
        return vec![if route == Route::Walk { Branch::All } else { Branch::Sorted(route, &query.scope) }];
    };
    if route != Route::Walk {
        return vec![Branch::Sorted(route, &query.scope)];
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
            (matches!(branch, Branch::Sorted(route, _) if *route != Route::Phone), Self::Order),
            (matches!(branch, Branch::Written(..)), Self::Order),
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

    /// What of the filter the index answers.
    fn alone(self, filter: &OrderFilter) -> OrderFilter {
        let OrderFilter { status, city, operator, master, campaign, equipment, order_type, phone, .. } = filter.clone();
        let none = OrderFilter::default();
        match self {
            Self::Order | Self::Author => none,
            Self::Phone => OrderFilter { phone, ..none },
            Self::Master => OrderFilter { master, ..none },
            Self::Operator => OrderFilter { operator, ..none },
            Self::City => OrderFilter { city, status, ..none },
            Self::Campaign => OrderFilter { campaign, ..none },
            Self::Status => OrderFilter { status, ..none },
            Self::Type => OrderFilter { order_type, ..none },
            Self::Equipment => OrderFilter { equipment, ..none },
        }
    }
}

/// How many orders the indexes lead the walk to, counted up to `most`; `None` when a part of it goes along the whole list.
pub(super) fn led_to(query: &OrderQuery, most: i64) -> Option<Statement> {
    let mut statement = Statement::default();
    statement.push("SELECT count(*) FROM (SELECT 1 WHERE 0");
    for branch in branches(query, Route::Walk) {
        let lead = Lead::of(&branch, &query.filter);
        if lead == Lead::Order {
            return None;
        }
        statement.push(" UNION ALL SELECT * FROM (SELECT 1");
        from(&mut statement, &branch.alone(lead), &lead.alone(&query.filter));
        statement.push(" LIMIT ").bind(most).push(")");
    }
    statement.push(" LIMIT ").bind(most).push(")");
    Some(statement)
}

/// Where a page begins and which way it is walked.
struct Walk {
    descending: bool,
    mark: Option<(i64, i64)>,
    offset: i64,
    fetch: i64,
    /// The first and last key that can be on the page, both included.
    keys: (Option<i64>, Option<i64>),
}

impl Walk {
    fn new(query: &OrderQuery) -> Self {
        let (mark, descending, offset) = match query.slice.seek {
            Seek::Offset(rows) => (None, false, i64::try_from(rows).unwrap_or(i64::MAX / 2)),
            Seek::After { key, id } => (Some((key, id)), false, 0),
            Seek::Before { key, id } => (Some((key, id)), true, 0),
        };
        let (mut first, mut last) = query.filter.closed.map(keys).unzip();
        // One bound a side: beside two, SQLite might walk the index from the wider one.
        match mark {
            Some((key, _)) if descending => last = Some(last.map_or(key, |last| last.min(key))),
            Some((key, _)) => first = Some(first.map_or(key, |first| first.max(key))),
            None => {}
        }
        Self { descending, mark, offset, fetch: i64::from(query.slice.fetch()), keys: (first, last) }
    }

    fn direction(&self) -> &'static str {
        if self.descending { " DESC" } else { "" }
    }
}

fn equal(statement: &mut Statement, free: bool, column: &str, value: impl Into<rusqlite::types::Value>) {
    statement.push(if free { " AND " } else { " AND +" }).push(column).push(" = ").bind(value);
}

fn within_keys(statement: &mut Statement, branch: &Branch<'_>, (first, last): (Option<i64>, Option<i64>)) {
    let key = if matches!(branch, Branch::Sorted(..)) { "+o.list_key" } else { "o.list_key" };
    if let Some(first) = first {
        statement.push(" AND ").push(key).push(" >= ").bind(first);
    }
    if let Some(last) = last {
        statement.push(" AND ").push(key).push(" <= ").bind(last);
    }
}

/// `FROM … WHERE …` of a branch.
pub(super) fn from(statement: &mut Statement, branch: &Branch<'_>, filter: &OrderFilter) {
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
        let leads = matches!(branch, Branch::Sorted(Route::Created, _));
        if !matches!(branch, Branch::Written(Bucket { is_whole: true, .. }, _)) {
            within(statement, if leads { WRITTEN } else { "+o.create_date" }, instants(period));
        }
    }
    if let Some(period) = filter.meeting {
        let leads = matches!(branch, Branch::Sorted(Route::Meeting, _));
        within(statement, if leads { MEETING } else { "+o.date_meeting" }, instants(period));
    }
    if let Some(period) = filter.closed {
        // Orders in a status that this version does not know share the range of keys.
        within(statement, "+o.closing_data", instants(period));
        if matches!(branch, Branch::Sorted(Route::Closed, _)) {
            within(statement, "o.list_key", keys(period));
        }
    }
    for (place, prefix) in filter.search.iter().flat_map(OrderSearch::prefixes).enumerate() {
        if !matches!(branch, Branch::Sorted(Route::Words(leading), _) if *leading == place) {
            // The order's own words: its row is read anyway, for its place in the list.
            statement.push(" AND instr(o.words, ").bind(format!(" {prefix}")).push(") > 0");
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
        Branch::Written(bucket, _) => {
            statement.push(" AND ").push(bucket.expression).push(" = ").bind(bucket.number);
        }
        Branch::All | Branch::City(_) | Branch::Sorted(..) => {}
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
    }
    if let Branch::Sorted(_, OrderScope::Some { cities, author, master })
    | Branch::Written(_, OrderScope::Some { cities, author, master }) = branch
    {
        statement.push(" AND (+o.city IN (").bind_list(cities).push(")");
        for (column, user) in [("o.operator_name_id", author), ("o.master_id", master)] {
            if let Some(user) = user {
                statement.push(" OR +").push(column).push(" = ").bind(user.get());
            }
        }
        statement.push(")");
    }
}

/// From where and in which order.
fn walk_on(statement: &mut Statement, branch: &Branch<'_>, walk: &Walk) {
    let key = if matches!(branch, Branch::Sorted(..)) { "+o.list_key" } else { "o.list_key" };
    within_keys(statement, branch, walk.keys);
    if let Some((mark, id)) = walk.mark {
        let beyond = if walk.descending { " < " } else { " > " };
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
        within_keys(&mut statement, branch, query.filter.closed.map(keys).unzip());
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
