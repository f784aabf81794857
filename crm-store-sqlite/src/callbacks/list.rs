//! Lists of call-backs.
//!
//! A scope is compiled to branches that share no call-back: one for each city served, one for those without a city. Each
//! walks an index in the order of the list and stops after one page; the branches are merged. Places are compared in the
//! expanded form `key >= ? AND (key > ? OR id > ?)`: with statistics in the file, SQLite plans the row-value form badly.

use crm_core::access::CallbackScope;
use crm_core::callbacks::{CallbackFilter, CallbackQuery, CallbackSort, CallbackState, CallbackView, OpenCallbacks};
use crm_core::kernel::{CityId, Seek, Timestamp, Total, TotalMode};
use crm_core::store::Listed;
use rusqlite::{Connection, Result, params_from_iter};

use super::row::{COLUMNS, NAMES_OF, read_view};
use crate::column;
use crate::statement::{Statement, known_total};
use crate::view::View;

/// More served cities than this are one branch along the list, which is dense enough then.
const MOST_BRANCHES: usize = 64;

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

/// Which condition chooses the index. Without statistics SQLite takes every equality for equally rare, so a plus hides
/// the others from it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Phone,
    Taken,
    City,
    State,
    /// The list's own order.
    Order,
}

impl Lead {
    /// The rarest first.
    fn of(branch: Branch<'_>, filter: &CallbackFilter) -> Self {
        let candidates = [
            (filter.phone.is_some(), Self::Phone),
            (filter.taken_by.is_some(), Self::Taken),
            (matches!(branch, Branch::City(_) | Branch::NoCity), Self::City),
            (filter.state.is_some(), Self::State),
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
    fn new(query: &CallbackQuery) -> Self {
        let latest_first = query.sort == CallbackSort::Latest;
        let (mark, descending, offset) = match query.slice.seek {
            Seek::Offset(rows) => (None, latest_first, i64::try_from(rows).unwrap_or(i64::MAX / 2)),
            Seek::After { key, id } => (Some((key, id)), latest_first, 0),
            Seek::Before { key, id } => (Some((key, id)), !latest_first, 0),
        };
        Self { descending, mark, offset, fetch: i64::from(query.slice.fetch()) }
    }

    fn direction(&self) -> &'static str {
        if self.descending { " DESC" } else { "" }
    }
}

/// `FROM … WHERE …` of a branch, from where the walk begins, if there is one.
fn from(statement: &mut Statement, branch: Branch<'_>, filter: &CallbackFilter, walk: Option<&Walk>) {
    let lead = Lead::of(branch, filter);
    let and = |statement: &mut Statement, free: bool| {
        statement.push(if free { " AND " } else { " AND +" });
    };
    statement.push(" FROM callbacks b WHERE 1");
    if let Some(phone) = &filter.phone {
        and(statement, lead == Lead::Phone);
        statement.push("b.phone = ").bind(phone.as_str().to_owned());
    }
    if let Some(by) = filter.taken_by {
        and(statement, lead == Lead::Taken);
        statement.push("b.taken_by = ").bind(by.get());
    }
    match branch {
        Branch::All => {}
        Branch::City(city) => {
            and(statement, lead == Lead::City);
            statement.push("b.city = ").bind(city.get());
        }
        Branch::Cities(cities) => drop(statement.push(" AND +b.city IN (").bind_list(cities).push(")")),
        Branch::NoCity => {
            and(statement, lead == Lead::City);
            statement.push("b.city IS NULL");
        }
    }
    match &filter.state {
        Some(state) => {
            and(statement, matches!(lead, Lead::City | Lead::State));
            statement.push("b.state = ").bind(state.code().to_owned());
        }
        None => drop(statement.push(" AND +b.state <> 'withdrawn'")),
    }
    range(statement, filter, walk);
}

/// The range of the key: of the period and of the walk whichever is tighter, so that SQLite has one to choose.
fn range(statement: &mut Statement, filter: &CallbackFilter, walk: Option<&Walk>) {
    let mark = walk.and_then(|walk| walk.mark.map(|(key, id)| (walk.descending, key, id)));
    let (rising, falling) = match mark {
        Some((true, key, _)) => (None, Some(key)),
        Some((false, key, _)) => (Some(key), None),
        None => (None, None),
    };
    let least = filter.opened.map(|period| period.from().micros()).max(rising);
    let before_end = filter.opened.map(|period| period.to().micros() - 1);
    if let Some(least) = least {
        statement.push(" AND b.opened_at >= ").bind(least);
    }
    if let Some(most) = before_end.into_iter().chain(falling).min() {
        statement.push(" AND b.opened_at <= ").bind(most);
    }
    if let Some((descending, key, id)) = mark {
        let beyond = if descending { " < " } else { " > " };
        // The pluses keep these two out of the choice of an index.
        statement.push(" AND (+b.opened_at").push(beyond).bind(key);
        statement.push(" OR +b.id").push(beyond).bind(id).push(")");
    }
}

/// The page itself.
pub(super) fn page(query: &CallbackQuery) -> Option<Statement> {
    let walk = Walk::new(query);
    let direction = walk.direction();
    let branches = branches(&query.scope, query.filter.city);
    if branches.is_empty() {
        return None;
    }
    // Ids first: rows that are skipped are not read.
    let mut statement = Statement::default();
    statement.push("SELECT ").push(COLUMNS).push(" FROM (");
    for (place, branch) in branches.into_iter().enumerate() {
        statement.push(if place > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
        statement.push("SELECT b.opened_at AS place, b.id AS id");
        from(&mut statement, branch, &query.filter, Some(&walk));
        statement.push(" ORDER BY b.opened_at").push(direction).push(", b.id").push(direction);
        statement.push(" LIMIT ").bind(walk.fetch.saturating_add(walk.offset)).push(")");
    }
    statement.push(" ORDER BY 1").push(direction).push(", 2").push(direction);
    statement.push(" LIMIT ").bind(walk.fetch).push(" OFFSET ").bind(walk.offset);
    statement.push(") hit CROSS JOIN callbacks b ON b.id = hit.id").push(NAMES_OF);
    statement.push(" ORDER BY hit.place").push(direction).push(", hit.id").push(direction);
    Some(statement)
}

/// How many there are in all, counted no further than a total is exact.
pub(super) fn total(query: &CallbackQuery) -> Option<Statement> {
    let most = i64::try_from(Total::EXACT_UP_TO).unwrap_or(i64::MAX).saturating_add(1);
    let branches = branches(&query.scope, query.filter.city);
    if branches.is_empty() {
        return None;
    }
    let mut statement = Statement::default();
    statement.push("SELECT count(*) FROM (");
    for (place, branch) in branches.into_iter().enumerate() {
        statement.push(if place > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
        statement.push("SELECT 1");
        from(&mut statement, branch, &query.filter, None);
        if Lead::of(branch, &query.filter) == Lead::Order {
            // Names the index: with statistics SQLite would look the period up under each city.
            statement.push(" ORDER BY b.opened_at");
        }
        statement.push(" LIMIT ").bind(most).push(")");
    }
    statement.push(" LIMIT ").bind(most).push(")");
    Some(statement)
}

pub(super) fn list(connection: &Connection, query: &CallbackQuery) -> Result<Listed<CallbackView>> {
    let wants_total = query.slice.total == TotalMode::Bounded;
    let view = if wants_total { Some(View::begin(connection)?) } else { None };
    let mut rows = Vec::with_capacity(usize::try_from(query.slice.fetch()).unwrap_or_default());
    if let Some(page) = page(query) {
        let mut statement = connection.prepare_cached(&page.sql)?;
        let mut found = statement.query(params_from_iter(&page.values))?;
        while let Some(row) = found.next()? {
            rows.push(read_view(row)?);
        }
    }
    let total = match (wants_total, known_total(&query.slice, rows.len())) {
        (false, _) => None,
        (true, Some(total)) => Some(total),
        (true, None) => Some(match total(query) {
            Some(statement) => Total::of(statement.number(connection)?.unsigned_abs()),
            None => Total::of(0),
        }),
    };
    if let Some(view) = view {
        view.end()?;
    }
    Ok(Listed { rows, total })
}

/// How many are open in a branch, and the oldest of them.
pub(super) fn open_in(scope: &CallbackScope) -> Vec<Statement> {
    let filter = CallbackFilter { state: Some(CallbackState::Open), ..CallbackFilter::default() };
    let statements = branches(scope, None).into_iter().map(|branch| {
        let mut statement = Statement::default();
        statement.push("SELECT count(*), min(b.opened_at)");
        from(&mut statement, branch, &filter, None);
        statement
    });
    statements.collect()
}

/// The open call-backs of a scope.
pub(super) fn open(connection: &Connection, scope: &CallbackScope) -> Result<OpenCallbacks> {
    let view = View::begin(connection)?;
    let mut open = OpenCallbacks::default();
    for statement in open_in(scope) {
        let (count, oldest): (i64, Option<Timestamp>) = connection
            .prepare_cached(&statement.sql)?
            .query_row(params_from_iter(&statement.values), |row| Ok((row.get(0)?, column::optional_time(row, 1)?)))?;
        open.count += count.unsigned_abs();
        open.oldest = open.oldest.into_iter().chain(oldest).min();
    }
    view.end()?;
    Ok(open)
}
