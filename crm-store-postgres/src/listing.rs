//! Lists along one key.
//!
//! A scope is compiled to branches that share no row. Each walks an index in the order of the list and stops after one page;
//! the branches are merged. The page and the total are asked in one statement, so both are of one state.

use crm_core::kernel::{CityId, Seek, Slice, Total, TotalMode};
use crm_core::store::{Listed, StoreError};
use sqlx::Row;
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::error::store_error;
use crate::statement::{Statement, Value};
use crate::tx::PostgresTx;

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
    /// The column has this value.
    Equal(&'static str, Value),
    /// Any of these cities.
    In(&'static str, Vec<CityId>),
    /// None of these cities.
    NotIn(&'static str, Vec<CityId>),
}

impl Condition {
    pub(crate) fn equal(column: &'static str, value: impl Into<Value>) -> Self {
        Self::Equal(column, value.into())
    }
}

/// A part of the list, each row in one part only.
pub(crate) type Branch = Vec<Condition>;

/// Where a page begins and which way it is walked.
pub(crate) struct Walk {
    pub(crate) descending: bool,
    pub(crate) mark: Option<(i64, i64)>,
    pub(crate) offset: i64,
    pub(crate) fetch: i64,
}

impl Walk {
    /// The walk of a slice of a list that is shown in descending order, or in ascending one.
    pub(crate) fn new(slice: &Slice, shown_descending: bool) -> Self {
        let (mark, back, offset) = match slice.seek {
            Seek::Offset(rows) => (None, false, i64::try_from(rows).unwrap_or(i64::MAX / 2)),
            Seek::After { key, id } => (Some((key, id)), false, 0),
            Seek::Before { key, id } => (Some((key, id)), true, 0),
        };
        Self { descending: shown_descending != back, mark, offset, fetch: i64::from(slice.fetch()) }
    }

    pub(crate) fn direction(&self) -> &'static str {
        if self.descending { " DESC" } else { "" }
    }
}

impl Statement {
    /// ` AND (key, id) < (…)`, ` ORDER BY` and nothing more: a walk along `key` and `id` from its mark on.
    pub(crate) fn walk(&mut self, key: &str, id: &str, walk: &Walk) -> &mut Self {
        if let Some((at, mark)) = walk.mark {
            self.push(" AND (").push(key).push(", ").push(id).push(if walk.descending { ") < (" } else { ") > (" });
            self.bind(at).push(", ").bind(mark).push(")");
        }
        self.push(" ORDER BY ").push(key).push(walk.direction()).push(", ").push(id).push(walk.direction())
    }

    /// ` LIMIT`, written out: how many rows are wanted decides how they are best found.
    pub(crate) fn limit(&mut self, rows: i64) -> &mut Self {
        self.push(" LIMIT ").push(&rows.to_string())
    }
}

/// A page, and with it the total where it is asked for. `page` selects its columns and after them `sort_key` and `sort_id`,
/// in order; `found` selects a row of anything for each row of the list, limit excluded.
pub(crate) fn counted(
    slice: &Slice,
    walk: &Walk,
    page: impl FnOnce(&mut Statement),
    found: impl FnOnce(&mut Statement),
) -> Statement {
    let mut statement = Statement::default();
    if slice.total != TotalMode::Bounded {
        page(&mut statement);
        return statement;
    }
    statement.push("WITH page AS MATERIALIZED (");
    page(&mut statement);
    statement.push("), counted AS (SELECT ");
    // The end of the list is on this page: nothing has to be counted then.
    let least = i64::from(walk.offset > 0);
    let is_first = matches!(slice.seek, Seek::Offset(_));
    if is_first {
        statement.push("CASE WHEN (SELECT count(*) FROM page) BETWEEN ").push(&least.to_string());
        statement.push(" AND ").push(&(walk.fetch - 1).to_string());
        statement.push(" THEN (SELECT count(*) FROM page) + ").push(&walk.offset.to_string()).push(" ELSE ");
    }
    statement.push("(SELECT count(*) FROM (");
    found(&mut statement);
    let most = i64::try_from(Total::EXACT_UP_TO).unwrap_or(i64::MAX).saturating_add(1);
    statement.limit(most).push(") found)").push(if is_first { " END" } else { "" });
    statement.push(" AS total) SELECT page.*, counted.total FROM counted LEFT JOIN page ON true ORDER BY ");
    statement.push("page.sort_key").push(walk.direction()).push(", page.sort_id").push(walk.direction());
    statement
}

/// The rows of a [`counted`] statement.
fn listed<T>(rows: &[PgRow], slice: &Slice, read: impl Fn(&PgRow) -> Result<T>) -> Result<Listed<T>> {
    if slice.total != TotalMode::Bounded {
        return Ok(Listed { rows: rows.iter().map(read).collect::<Result<_>>()?, total: None });
    }
    let first = rows.first().ok_or(sqlx::Error::RowNotFound)?;
    let total = Total::of(column::int(first, first.len().saturating_sub(1))?.unsigned_abs());
    // Beside the total of a page without rows there is a row of nothing.
    if column::optional_int(first, 0)?.is_none() {
        return Ok(Listed { rows: Vec::new(), total: Some(total) });
    }
    Ok(Listed { rows: rows.iter().map(read).collect::<Result<_>>()?, total: Some(total) })
}

/// The list of a scope that sees nothing.
pub(crate) fn nothing<T>(slice: &Slice) -> Listed<T> {
    Listed { rows: Vec::new(), total: (slice.total == TotalMode::Bounded).then(|| Total::of(0)) }
}

impl PostgresTx {
    /// A page whose statement [`counted`] has made. The first column is the row's id.
    pub(crate) async fn fetch_list<T>(
        &mut self,
        operation: &'static str,
        statement: Statement,
        slice: &Slice,
        read: impl Fn(&PgRow) -> Result<T>,
    ) -> Result<Listed<T>, StoreError> {
        let rows = self.rows(operation, statement).await?;
        listed(&rows, slice, read).map_err(|error| store_error(operation, error))
    }
}

impl Listing {
    fn branch(&self, statement: &mut Statement, branch: &Branch) {
        statement.push(" FROM ").push(self.table).push(" r WHERE true");
        for condition in branch {
            match condition {
                Condition::Equal(column, value) => {
                    statement.push(" AND r.").push(column).push(" = ").bind(value.clone());
                }
                Condition::In(column, cities) => {
                    statement.push(" AND r.").push(column).push(" = ANY (").bind(cities.as_slice()).push(")");
                }
                Condition::NotIn(column, cities) => {
                    statement.push(" AND r.").push(column).push(" <> ALL (").bind(cities.as_slice()).push(")");
                }
            }
        }
    }

    /// Ids first: of rows that are skipped nothing more is read.
    fn page(&self, statement: &mut Statement, branches: &[Branch], walk: &Walk) {
        let direction = walk.direction();
        statement.push("SELECT ").push(self.columns).push(", hit.at AS sort_key, hit.id AS sort_id FROM (");
        for (place, branch) in branches.iter().enumerate() {
            statement.push(if place > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
            statement.push("SELECT r.").push(self.key).push(" AS at, r.id AS id");
            self.branch(statement, branch);
            statement.walk(&format!("r.{}", self.key), "r.id", walk);
            statement.limit(walk.fetch.saturating_add(walk.offset)).push(") branch");
        }
        statement.push(" ORDER BY 1").push(direction).push(", 2").push(direction);
        statement.limit(walk.fetch).push(" OFFSET ").push(&walk.offset.to_string());
        statement.push(") hit JOIN ").push(self.table).push(" r ON r.id = hit.id").push(self.names);
        statement.push(" ORDER BY hit.at").push(direction).push(", hit.id").push(direction);
    }

    /// The statement of a page, latest first; `None` when there is no branch.
    pub(crate) fn statement(&self, branches: &[Branch], slice: &Slice) -> Option<Statement> {
        if branches.is_empty() {
            return None;
        }
        let walk = Walk::new(slice, true);
        let found = |statement: &mut Statement| {
            for (place, branch) in branches.iter().enumerate() {
                statement.push(if place > 0 { " UNION ALL SELECT 1" } else { "SELECT 1" });
                self.branch(statement, branch);
            }
        };
        Some(counted(slice, &walk, |statement| self.page(statement, branches, &walk), found))
    }

    /// A page, latest first.
    pub(crate) async fn list<T>(
        &self,
        tx: &mut PostgresTx,
        operation: &'static str,
        branches: &[Branch],
        slice: &Slice,
        read: impl Fn(&PgRow) -> Result<T>,
    ) -> Result<Listed<T>, StoreError> {
        match self.statement(branches, slice) {
            Some(statement) => tx.fetch_list(operation, statement, slice, read).await,
            None => Ok(nothing(slice)),
        }
    }
}
