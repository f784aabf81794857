//! Lists of calls.
//!
//! A scope is compiled to branches that share no call: one for each city served, and one for the own calls of other
//! cities. Each walks an index in the order of the list and stops after one page; the branches are merged. An OR over
//! city and participant would read and sort everything instead. Places are compared in the expanded form
//! `date <= ? AND (date < ? OR id < ?)`: with statistics in the file, SQLite plans the row-value form badly.

use crm_core::access::CallScope;
use crm_core::calls::{CallFilter, CallQuery, CallSort};
use crm_core::kernel::{CityId, OperatorId, Seek, Total, TotalMode};
use crm_core::store::Listed;
use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

use super::{COLUMNS, CallView, NAMES_OF, read_view};
use crate::statement::{Statement, known_total};
use crate::view::View;

/// More served cities than this are one branch along the date, which is dense enough then.
const MOST_BRANCHES: usize = 64;

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

/// Which condition chooses the index. Without statistics SQLite takes every equality for equally rare, so a plus hides
/// the others from it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// The branch itself, or the date.
    Order,
    Client,
    Operator,
    City,
    Campaign,
    Status,
    Direction,
    Incomplete,
}

impl Lead {
    /// The rarest first.
    fn of(branch: &Branch<'_>, filter: &CallFilter) -> Self {
        let by_city = matches!(branch, Branch::City(_)) || filter.city.is_some();
        let candidates = [
            (matches!(branch, Branch::Own { .. }), Self::Order),
            (filter.client.is_some(), Self::Client),
            (filter.operator.is_some(), Self::Operator),
            (by_city, Self::City),
            (filter.campaign.is_some(), Self::Campaign),
            (filter.status.is_some(), Self::Status),
            (filter.direction.is_some(), Self::Direction),
            (filter.complete == Some(false), Self::Incomplete),
        ];
        candidates.iter().find(|(applies, _)| *applies).map_or(Self::Order, |(_, lead)| *lead)
    }
}

/// Whether every branch finds its page by its index alone. A condition beside it may drop any number of rows on the way to
/// a page, or to the end when there are none.
pub(super) fn is_bounded(query: &CallQuery) -> bool {
    branches(&query.scope, &query.filter).iter().all(|branch| is_index_enough(branch, &query.filter))
}

fn is_index_enough(branch: &Branch<'_>, filter: &CallFilter) -> bool {
    let lead = Lead::of(branch, filter);
    let is_city = matches!(branch, Branch::City(_)) || filter.city.is_some();
    // There are indexes of an operator or a city together with the status.
    let with_status = matches!(lead, Lead::Operator | Lead::City | Lead::Status);
    let beside = [
        matches!(branch, Branch::Cities(_) | Branch::Client { .. }),
        filter.client.is_some() && lead != Lead::Client,
        filter.operator.is_some() && lead != Lead::Operator,
        is_city && lead != Lead::City,
        filter.campaign.is_some() && lead != Lead::Campaign,
        filter.status.is_some() && !with_status,
        filter.direction.is_some() && lead != Lead::Direction,
        filter.complete.is_some() && lead != Lead::Incomplete,
    ];
    !beside.contains(&true)
}

/// Where a page begins and which way it is walked.
struct Walk {
    descending: bool,
    /// The first and last start that can be on the page, both included.
    dates: (Option<i64>, Option<i64>),
    mark: Option<(i64, i64)>,
    offset: i64,
    fetch: i64,
}

impl Walk {
    fn new(query: &CallQuery) -> Self {
        let latest_first = query.sort == CallSort::Latest;
        let (mark, back, offset) = match query.slice.seek {
            Seek::Offset(rows) => (None, false, i64::try_from(rows).unwrap_or(i64::MAX / 2)),
            Seek::After { key, id } => (Some((key, id)), false, 0),
            Seek::Before { key, id } => (Some((key, id)), true, 0),
        };
        let descending = latest_first != back;
        let (mut first, mut last) = dates_of(&query.filter);
        // One bound a side: beside two, SQLite might walk the index from the wider one.
        match mark {
            Some((key, _)) if descending => last = Some(last.map_or(key, |last| last.min(key))),
            Some((key, _)) => first = Some(first.map_or(key, |first| first.max(key))),
            None => {}
        }
        Self { descending, dates: (first, last), mark, offset, fetch: i64::from(query.slice.fetch()) }
    }

    fn direction(&self) -> &'static str {
        if self.descending { " DESC" } else { "" }
    }
}

fn dates_of(filter: &CallFilter) -> (Option<i64>, Option<i64>) {
    (filter.period.map(|period| period.from().micros()), filter.period.map(|period| period.to().micros() - 1))
}

impl Statement {
    fn equal(&mut self, free: bool, column: &str, value: impl Into<Value>) {
        self.push(if free { " AND " } else { " AND +" }).push(column).push(" = ").bind(value);
    }

    /// `FROM … WHERE …` of one branch: `c` is the call.
    fn branch(&mut self, branch: &Branch<'_>, filter: &CallFilter) {
        let lead = Lead::of(branch, filter);
        match branch {
            Branch::All | Branch::City(_) => drop(self.push(" FROM calls c WHERE 1")),
            Branch::Cities(cities) => drop(self.push(" FROM calls c WHERE +c.city IN (").bind_list(cities).push(")")),
            Branch::Client { cities, own } => {
                self.push(" FROM calls c WHERE (+c.city IN (").bind_list(cities).push(")");
                if let Some(own) = own {
                    self.push(" OR EXISTS (SELECT 1 FROM call_participants p INDEXED BY call_participants_by_call");
                    self.push(" WHERE p.call_id = c.id AND p.operator_id = ").bind(own.get()).push(")");
                }
                self.push(")");
            }
            Branch::Own { operator, except } => {
                self.push(" FROM call_participants p CROSS JOIN calls c ON c.id = p.call_id WHERE p.operator_id = ");
                self.bind(operator.get());
                if !except.is_empty() {
                    self.push(" AND (c.city IS NULL OR c.city NOT IN (").bind_list(except).push("))");
                }
            }
        }
        if let Some(client) = &filter.client {
            self.equal(lead == Lead::Client, "c.phone_client", client.as_str().to_owned());
        }
        if let Some(operator) = filter.operator {
            self.equal(lead == Lead::Operator, "c.operator_id", operator.get());
        }
        let city = if let Branch::City(city) = branch { Some(*city) } else { filter.city };
        if let Some(city) = city {
            self.equal(lead == Lead::City, "c.city", city.get());
        }
        if let Some(campaign) = filter.campaign {
            self.equal(lead == Lead::Campaign, "c.rk", campaign.get());
        }
        if let Some(status) = &filter.status {
            let free = matches!(lead, Lead::Operator | Lead::City | Lead::Status);
            self.equal(free, "c.status", status.code().to_owned());
        }
        if let Some(direction) = &filter.direction {
            self.equal(lead == Lead::Direction, "c.direction", direction.code().to_owned());
        }
        match filter.complete {
            // Written out, so that the partial index is seen to fit.
            Some(false) if lead == Lead::Incomplete => drop(self.push(" AND c.complete = 0")),
            Some(complete) => self.equal(false, "c.complete", complete),
            None => {}
        }
    }

    fn dates(&mut self, (date, _): Key, (first, last): (Option<i64>, Option<i64>)) {
        if let Some(first) = first {
            self.push(" AND ").push(date).push(" >= ").bind(first);
        }
        if let Some(last) = last {
            self.push(" AND ").push(date).push(" <= ").bind(last);
        }
    }

    fn walk(&mut self, (date, id): Key, walk: &Walk) {
        self.dates((date, id), walk.dates);
        if let Some((key, mark)) = walk.mark {
            let beyond = if walk.descending { " < " } else { " > " };
            // The pluses keep these two out of the choice of an index.
            self.push(" AND (+").push(date).push(beyond).bind(key);
            self.push(" OR +").push(id).push(beyond).bind(mark).push(")");
        }
        self.push(" ORDER BY ").push(date).push(walk.direction()).push(", ").push(id).push(walk.direction());
    }

    /// The page itself.
    pub(super) fn page(query: &CallQuery) -> Option<Self> {
        let walk = Walk::new(query);
        let branches = branches(&query.scope, &query.filter);
        let mut statement = Self::default();
        match branches.as_slice() {
            [] => return None,
            [branch] if walk.offset == 0 => {
                let mut from = Self::default();
                from.branch(branch, &query.filter);
                let (tables, conditions) = from.sql.split_once(" WHERE ")?;
                statement.push("SELECT ").push(COLUMNS).push(tables).push(NAMES_OF);
                statement.push(" WHERE ").push(conditions).values.append(&mut from.values);
                statement.walk(key_of(branch), &walk);
                statement.push(" LIMIT ").bind(walk.fetch);
            }
            // Ids first: rows that are skipped are not read.
            [branch] => {
                let (date, id) = key_of(branch);
                statement.push("SELECT ").push(COLUMNS);
                statement.push(" FROM (SELECT ").push(date).push(" AS at, ").push(id).push(" AS id");
                statement.branch(branch, &query.filter);
                statement.walk((date, id), &walk);
                statement.push(" LIMIT ").bind(walk.fetch).push(" OFFSET ").bind(walk.offset);
                statement.hits(&walk);
            }
            branches => {
                statement.push("SELECT ").push(COLUMNS).push(" FROM (");
                for (place, branch) in branches.iter().enumerate() {
                    let (date, id) = key_of(branch);
                    statement.push(if place > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
                    statement.push("SELECT ").push(date).push(" AS at, ").push(id).push(" AS id");
                    statement.branch(branch, &query.filter);
                    statement.walk((date, id), &walk);
                    statement.push(" LIMIT ").bind(walk.fetch.saturating_add(walk.offset)).push(")");
                }
                let direction = walk.direction();
                statement.push(" ORDER BY 1").push(direction).push(", 2").push(direction);
                statement.push(" LIMIT ").bind(walk.fetch).push(" OFFSET ").bind(walk.offset);
                statement.hits(&walk);
            }
        }
        Some(statement)
    }

    /// The rows behind the ids of a page, after a subquery that gives these.
    fn hits(&mut self, walk: &Walk) {
        let direction = walk.direction();
        self.push(") hit CROSS JOIN calls c ON c.id = hit.id").push(NAMES_OF);
        self.push(" ORDER BY hit.at").push(direction).push(", hit.id").push(direction);
    }

    /// How many there are in all, counted no further than a total is exact.
    pub(super) fn total(query: &CallQuery) -> Option<Self> {
        let most = i64::try_from(Total::EXACT_UP_TO).unwrap_or(i64::MAX).saturating_add(1);
        let branches = branches(&query.scope, &query.filter);
        let mut statement = Self::default();
        statement.push("SELECT count(*) FROM (");
        for (place, branch) in branches.iter().enumerate() {
            statement.push(if place > 0 { " UNION ALL SELECT 1" } else { "SELECT 1" });
            statement.branch(branch, &query.filter);
            statement.dates(key_of(branch), dates_of(&query.filter));
        }
        statement.push(" LIMIT ").bind(most).push(")");
        (!branches.is_empty()).then_some(statement)
    }
}

/// The names of the sort key and of the id in a branch.
type Key = (&'static str, &'static str);

fn key_of(branch: &Branch<'_>) -> Key {
    match branch {
        Branch::Own { .. } => ("p.date_create", "p.call_id"),
        _ => ("c.date_create", "c.id"),
    }
}

pub(super) fn list(connection: &Connection, query: &CallQuery) -> Result<Listed<CallView>> {
    let wants_total = query.slice.total == TotalMode::Bounded;
    let Some(page) = Statement::page(query) else {
        return Ok(Listed { rows: Vec::new(), total: wants_total.then(|| Total::of(0)) });
    };
    let view = if wants_total { Some(View::begin(connection)?) } else { None };
    let mut rows = Vec::with_capacity(usize::try_from(query.slice.fetch()).unwrap_or_default());
    let mut statement = connection.prepare_cached(&page.sql)?;
    let mut found = statement.query(params_from_iter(&page.values))?;
    while let Some(row) = found.next()? {
        rows.push(read_view(row)?);
    }
    drop(found);
    drop(statement);
    let total = match (wants_total, known_total(&query.slice, rows.len())) {
        (false, _) => None,
        (true, Some(total)) => Some(total),
        (true, None) => Some(count(connection, query)?),
    };
    if let Some(view) = view {
        view.end()?;
    }
    Ok(Listed { rows, total })
}

fn count(connection: &Connection, query: &CallQuery) -> Result<Total> {
    let Some(statement) = Statement::total(query) else { return Ok(Total::of(0)) };
    let counted = statement.number(connection)?;
    Ok(Total::of(counted.unsigned_abs()))
}
