//! Lists along one key, latest first, of tables with few filters.
//!
//! A scope is compiled to branches that share no row. Each walks an index in the order of the list and stops after one page;
//! the branches are merged. Places are compared in the expanded form `key <= ? AND (key < ? OR id < ?)`, as lists of calls
//! do.

use crm_core::kernel::{CityId, Seek, Slice, Total, TotalMode};
use crm_core::store::Listed;
use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, params_from_iter};

use crate::statement::{Statement, known_total};
use crate::view::View;

/// More served cities than this are one branch along the list, which is dense enough then.
pub(crate) const MOST_BRANCHES: usize = 64;

/// What is listed. The table is called `r` in it.
#[derive(Clone, Copy)]
pub(crate) struct Listing {
    pub(crate) table: &'static str,
    pub(crate) key: &'static str,
    /// What is read of a row, and the tables of its names.
    pub(crate) columns: &'static str,
    pub(crate) names: &'static str,
}

/// A condition on a row.
pub(crate) enum Condition {
    /// An equality that the index begins with.
    Leads(&'static str, Value),
    /// An equality beside it: hidden from the choice of an index, for without statistics every one seems equally rare.
    Beside(&'static str, Value),
    /// Any of these cities, beside the index.
    In(&'static str, Vec<CityId>),
    /// None of these cities, beside the index.
    NotIn(&'static str, Vec<CityId>),
}

impl Condition {
    pub(crate) fn equal(leads: bool, column: &'static str, value: impl Into<Value>) -> Self {
        if leads { Self::Leads(column, value.into()) } else { Self::Beside(column, value.into()) }
    }
}

/// A part of the list, each row in one part only.
pub(crate) type Branch = Vec<Condition>;

/// Whether every branch finds its page by its index alone.
pub(crate) fn is_bounded(branches: &[Branch]) -> bool {
    branches.iter().flatten().all(|condition| matches!(condition, Condition::Leads(..)))
}

/// Where a page begins and which way it is walked.
struct Walk {
    descending: bool,
    mark: Option<(i64, i64)>,
    offset: i64,
    fetch: i64,
}

impl Walk {
    fn new(slice: &Slice) -> Self {
        let (mark, back, offset) = match slice.seek {
            Seek::Offset(rows) => (None, false, i64::try_from(rows).unwrap_or(i64::MAX / 2)),
            Seek::After { key, id } => (Some((key, id)), false, 0),
            Seek::Before { key, id } => (Some((key, id)), true, 0),
        };
        Self { descending: !back, mark, offset, fetch: i64::from(slice.fetch()) }
    }

    fn direction(&self) -> &'static str {
        if self.descending { " DESC" } else { "" }
    }
}

impl Listing {
    fn branch(&self, statement: &mut Statement, branch: &Branch) {
        statement.push(" FROM ").push(self.table).push(" r WHERE 1");
        for condition in branch {
            match condition {
                Condition::Leads(column, value) => {
                    statement.push(" AND r.").push(column).push(" = ").bind(value.clone());
                }
                Condition::Beside(column, value) => {
                    statement.push(" AND +r.").push(column).push(" = ").bind(value.clone());
                }
                Condition::In(column, cities) => {
                    statement.push(" AND +r.").push(column).push(" IN (").bind_list(cities).push(")");
                }
                Condition::NotIn(column, cities) => {
                    statement.push(" AND +r.").push(column).push(" NOT IN (").bind_list(cities).push(")");
                }
            }
        }
    }

    /// The page itself. Ids first: of rows that are skipped nothing more is read.
    pub(crate) fn page(&self, branches: &[Branch], slice: &Slice) -> Statement {
        let walk = Walk::new(slice);
        let direction = walk.direction();
        let mut statement = Statement::default();
        statement.push("SELECT ").push(self.columns).push(" FROM (");
        for (place, branch) in branches.iter().enumerate() {
            statement.push(if place > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
            statement.push("SELECT r.").push(self.key).push(" AS at, r.id AS id");
            self.branch(&mut statement, branch);
            if let Some((key, id)) = walk.mark {
                let (within, beyond) = if walk.descending { (" <= ", " < ") } else { (" >= ", " > ") };
                statement.push(" AND r.").push(self.key).push(within).bind(key);
                statement.push(" AND (+r.").push(self.key).push(beyond).bind(key);
                statement.push(" OR +r.id").push(beyond).bind(id).push(")");
            }
            statement.push(" ORDER BY r.").push(self.key).push(direction).push(", r.id").push(direction);
            statement.push(" LIMIT ").bind(walk.fetch.saturating_add(walk.offset)).push(")");
        }
        statement.push(" ORDER BY 1").push(direction).push(", 2").push(direction);
        statement.push(" LIMIT ").bind(walk.fetch).push(" OFFSET ").bind(walk.offset);
        statement.push(") hit CROSS JOIN ").push(self.table).push(" r ON r.id = hit.id").push(self.names);
        statement.push(" ORDER BY hit.at").push(direction).push(", hit.id").push(direction);
        statement
    }

    /// How many there are in all, counted no further than a total is exact.
    pub(crate) fn total(&self, branches: &[Branch]) -> Statement {
        let most = i64::try_from(Total::EXACT_UP_TO).unwrap_or(i64::MAX).saturating_add(1);
        let mut statement = Statement::default();
        statement.push("SELECT count(*) FROM (");
        for (place, branch) in branches.iter().enumerate() {
            statement.push(if place > 0 { " UNION ALL SELECT 1" } else { "SELECT 1" });
            self.branch(&mut statement, branch);
        }
        statement.push(" LIMIT ").bind(most).push(")");
        statement
    }

    pub(crate) fn list<T>(
        &self,
        connection: &Connection,
        branches: &[Branch],
        slice: &Slice,
        read: fn(&Row<'_>) -> Result<T>,
    ) -> Result<Listed<T>> {
        let wants_total = slice.total == TotalMode::Bounded;
        if branches.is_empty() {
            return Ok(Listed { rows: Vec::new(), total: wants_total.then(|| Total::of(0)) });
        }
        let view = View::begin(connection)?;
        let page = self.page(branches, slice);
        let rows: Vec<T> = connection
            .prepare_cached(&page.sql)?
            .query_map(params_from_iter(&page.values), read)?
            .collect::<Result<_>>()?;
        let total = match (wants_total, known_total(slice, rows.len())) {
            (false, _) => None,
            (true, Some(total)) => Some(total),
            (true, None) => Some(Total::of(self.total(branches).number(connection)?.unsigned_abs())),
        };
        view.end()?;
        Ok(Listed { rows, total })
    }
}

#[cfg(test)]
pub(crate) mod plans {
    //! How SQLite walks to a page: along an index in the order of the list, with and without statistics.

    use crm_core::kernel::{Cursor, Direction, FilterDigest, PageRequest};
    use rusqlite::config::DbConfig;
    use rusqlite::{Connection, params_from_iter};

    use super::{Branch, Condition, Listing};
    use crate::migrations;
    use crate::statement::Statement;

    pub(crate) fn office() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).unwrap();
        migrations::migrate(&mut connection).unwrap();
        connection
    }

    pub(crate) fn plan(connection: &Connection, statement: &Statement) -> Vec<String> {
        let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql)).unwrap();
        let steps = explained.query_map(params_from_iter(&statement.values), |row| row.get(3)).unwrap();
        steps.map(Result::unwrap).collect()
    }

    /// What is wrong with the plan of one branch.
    fn flaw(steps: &[String]) -> Option<&'static str> {
        if steps.iter().any(|step| step.starts_with("SCAN r") && !step.starts_with("SCAN r USING")) {
            return Some("scans a table");
        }
        if steps.iter().any(|step| step.contains("TEMP B-TREE")) {
            return Some("sorts what it read");
        }
        let strange = ["MULTI-INDEX OR", "AUTOMATIC", "ANY("];
        steps.iter().any(|step| strange.iter().any(|it| step.contains(it))).then_some("looks up more than one range")
    }

    fn slices() -> Vec<PageRequest> {
        let cursor = |direction| {
            let cursor = Cursor { sort: 1, direction, key: 20_000, id: 500, filter: FilterDigest::of(b"plans") };
            PageRequest::cursor(cursor.encode(), 20).unwrap()
        };
        vec![PageRequest::first(), PageRequest::page(3, 20).unwrap(), cursor(Direction::Next), cursor(Direction::Prev)]
    }

    /// Every branch alone must walk an index in the order of the list; joined, only pages of branches are sorted.
    pub(crate) fn check(connection: &Connection, listing: Listing, queries: impl IntoIterator<Item = Vec<Branch>>) {
        // Nothing is asked where the scope and the filter share nothing.
        for branches in queries.into_iter().filter(|branches| !branches.is_empty()) {
            for request in slices() {
                let slice = request.resolve(1, &FilterDigest::of(b"plans")).unwrap();
                let joined = plan(connection, &listing.page(&branches, &slice));
                assert!(!joined.iter().any(|step| step.starts_with("SCAN r") && !step.starts_with("SCAN r USING")));
                for branch in &branches {
                    let walk = super::Walk::new(&slice);
                    let statement = listing.page(std::slice::from_ref(branch), &slice);
                    let inner = inner(&statement, &walk);
                    let steps = plan(connection, &inner);
                    assert_eq!(flaw(&steps), None, "{}\n{steps:#?}", inner.sql);
                    let leads = branch.iter().filter(|condition| matches!(condition, Condition::Leads(..))).count();
                    let equals = steps.iter().map(|step| step.matches("=?").count()).max().unwrap_or(0);
                    assert_eq!(equals, leads, "every leading condition is one of the index: {steps:#?}");
                }
            }
        }
    }

    /// The walk of a page of one branch, without the rows behind it.
    fn inner(page: &Statement, walk: &super::Walk) -> Statement {
        let begin = page.sql.find("(SELECT r.").unwrap() + 1;
        let end = page.sql.find(" ORDER BY 1").unwrap() - 1;
        // The limit and offset of the whole page come last.
        let bound = page.values.len() - 2;
        assert!(walk.fetch > 0);
        Statement { sql: page.sql[begin..end].to_owned(), values: page.values[..bound].to_vec() }
    }

    #[test]
    fn a_scan_and_a_sort_would_be_seen() {
        let connection = office();
        let flaw_of = |sql: &str| flaw(&plan(&connection, &Statement { sql: sql.to_owned(), values: Vec::new() }));
        assert_eq!(flaw_of("SELECT * FROM cash_handovers r WHERE r.amount = 1"), Some("scans a table"));
        let by_date = "SELECT * FROM cash_handovers r WHERE r.city = 1 ORDER BY r.handed_at";
        assert_eq!(flaw_of(by_date), None);
        assert_eq!(flaw_of(&format!("{by_date}, r.note")), Some("sorts what it read"));
    }
}
