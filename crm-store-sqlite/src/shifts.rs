//! Shifts.
//!
//! A shift lasts at most [`Shift::LONGEST`], so what touches a period begins in a range of the index. Users are few, so a
//! scope is a condition beside it.

use async_trait::async_trait;
use crm_core::access::OperatorScope;
use crm_core::kernel::{OperatorId, Period, Seek, ShiftId, Total, TotalMode};
use crm_core::shifts::{Shift, ShiftFilter, ShiftQuery, ShiftRepo, Span};
use crm_core::store::{Listed, Loaded, StoreError};
use rusqlite::{Connection, OptionalExtension, Result, Row, params, params_from_iter};

use crate::column;
use crate::statement::{Statement, known_total};
use crate::tx::SqliteTx;
use crate::view::View;

macro_rules! columns {
    () => {
        "s.id, s.version, s.operator_id, s.from_at, s.to_at, s.note, s.cancelled, s.created_at, s.updated_at"
    };
}

fn read(row: &Row<'_>) -> Result<Shift> {
    Ok(Shift {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        operator: column::id(row, 2)?,
        from: column::time(row, 3)?,
        to: column::time(row, 4)?,
        note: column::optional_bounded(row, 5)?,
        cancelled: row.get(6)?,
        created_at: column::time(row, 7)?,
        updated_at: column::time(row, 8)?,
    })
}

#[async_trait]
impl ShiftRepo for SqliteTx {
    async fn get(&mut self, id: ShiftId, scope: &OperatorScope) -> Result<Option<Loaded<Shift>>, StoreError> {
        let mut one = Statement::default();
        one.push(concat!("SELECT ", columns!(), " FROM shifts s WHERE s.id = ")).bind(id.get());
        in_scope(&mut one, scope);
        self.read("shifts.get", move |c| {
            c.prepare_cached(&one.sql)?.query_row(params_from_iter(&one.values), read).optional()
        })
        .await
        .map(|found| found.map(Loaded::new))
    }

    async fn in_the_way(&mut self, span: Span) -> Result<Option<ShiftId>, StoreError> {
        self.read("shifts.in_the_way", move |c| in_the_way(c, &span)).await
    }

    async fn list(&mut self, query: &ShiftQuery) -> Result<Listed<Shift>, StoreError> {
        let query = query.clone();
        self.read_on_thread("shifts.list", move |c| list(c, &query)).await
    }

    async fn standing(
        &mut self,
        scope: &OperatorScope,
        operator: Option<OperatorId>,
        period: Period,
    ) -> Result<Vec<Shift>, StoreError> {
        let standing = standing(scope, operator, period);
        self.read_on_thread("shifts.standing", move |c| {
            c.prepare_cached(&standing.sql)?.query_map(params_from_iter(&standing.values), read)?.collect()
        })
        .await
    }
}

fn in_scope(statement: &mut Statement, scope: &OperatorScope) {
    if let OperatorScope::Some { cities, own } = scope {
        statement.push(" AND (s.operator_id = ").bind(own.map_or(0, OperatorId::get));
        statement.push(
            " OR EXISTS (SELECT 1 FROM callcentre_operator_city c WHERE c.operator_id = s.operator_id AND c.city_id IN (",
        );
        statement.bind_list(cities).push(")))");
    }
}

fn touches(statement: &mut Statement, period: Period) {
    statement.push(" AND s.from_at < ").bind(period.to().micros());
    statement.push(" AND s.from_at > ").bind(period.from().minus(Shift::LONGEST).micros());
    statement.push(" AND s.to_at > ").bind(period.from().micros());
}

/// Whose shifts alone can be in the list, if that is one user: those walk an index of their own.
fn only_user(scope: &OperatorScope, filter: &ShiftFilter) -> Option<OperatorId> {
    match scope {
        OperatorScope::Some { cities, own } if cities.is_empty() => filter.operator.or(*own),
        _ => filter.operator,
    }
}

fn wanted(query: &ShiftQuery, columns: &str) -> Statement {
    let mut statement = Statement::default();
    statement.push("SELECT ").push(columns).push(" FROM shifts s WHERE 1");
    if let Some(operator) = only_user(&query.scope, &query.filter) {
        statement.push(" AND s.operator_id = ").bind(operator.get());
    }
    if let Some(period) = query.filter.period {
        touches(&mut statement, period);
    }
    if let Some(cancelled) = query.filter.cancelled {
        statement.push(" AND s.cancelled = ").bind(cancelled);
    }
    in_scope(&mut statement, &query.scope);
    statement
}

fn page(query: &ShiftQuery) -> Statement {
    let mut page = wanted(query, columns!());
    let (order, skipped) = match query.slice.seek {
        Seek::Offset(rows) => (" ORDER BY s.from_at, s.id", rows),
        Seek::After { key, id } => {
            page.push(" AND s.from_at >= ").bind(key).push(" AND (s.from_at > ").bind(key);
            page.push(" OR s.id > ").bind(id).push(")");
            (" ORDER BY s.from_at, s.id", 0)
        }
        Seek::Before { key, id } => {
            page.push(" AND s.from_at <= ").bind(key).push(" AND (s.from_at < ").bind(key);
            page.push(" OR s.id < ").bind(id).push(")");
            (" ORDER BY s.from_at DESC, s.id DESC", 0)
        }
    };
    page.push(order).push(" LIMIT ").bind(query.slice.fetch()).push(" OFFSET ");
    page.bind(i64::try_from(skipped).unwrap_or(i64::MAX));
    page
}

fn total(query: &ShiftQuery) -> Statement {
    let mut total = Statement::default();
    let Statement { sql, values } = wanted(query, "1");
    total.push("SELECT count(*) FROM (").push(&sql);
    total.values = values;
    total.push(" LIMIT ").bind(i64::try_from(Total::EXACT_UP_TO).unwrap_or(i64::MAX).saturating_add(1)).push(")");
    total
}

fn standing(scope: &OperatorScope, operator: Option<OperatorId>, period: Period) -> Statement {
    let mut standing = Statement::default();
    standing.push(concat!("SELECT ", columns!(), " FROM shifts s WHERE s.cancelled = 0"));
    if let Some(operator) = only_user(scope, &ShiftFilter { operator, ..ShiftFilter::default() }) {
        standing.push(" AND s.operator_id = ").bind(operator.get());
    }
    touches(&mut standing, period);
    in_scope(&mut standing, scope);
    standing.push(" ORDER BY s.operator_id, s.from_at, s.id");
    standing
}

fn list(connection: &Connection, query: &ShiftQuery) -> Result<Listed<Shift>> {
    let view = View::begin(connection)?;
    let statement = page(query);
    let rows: Vec<Shift> = connection
        .prepare_cached(&statement.sql)?
        .query_map(params_from_iter(&statement.values), read)?
        .collect::<Result<_>>()?;
    let total = match query.slice.total {
        TotalMode::Skip => None,
        TotalMode::Bounded => match known_total(&query.slice, rows.len()) {
            Some(total) => Some(total),
            None => Some(Total::of(total(query).number(connection)?.unsigned_abs())),
        },
    };
    view.end()?;
    Ok(Listed { rows, total })
}

const IN_THE_WAY: &str = "SELECT id FROM shifts WHERE operator_id = ?1 AND cancelled = 0 AND from_at < ?3 \
    AND from_at > ?4 AND to_at > ?2 AND id IS NOT ?5 ORDER BY from_at, id LIMIT 1";

/// The first shift that takes time of the span.
pub(crate) fn in_the_way(connection: &Connection, span: &Span) -> Result<Option<ShiftId>> {
    let earliest = span.from.minus(Shift::LONGEST);
    connection
        .prepare_cached(IN_THE_WAY)?
        .query_row(
            params![
                span.operator.get(),
                span.from.micros(),
                span.to.micros(),
                earliest.micros(),
                span.except.map(i64::from)
            ],
            |row| column::id(row, 0),
        )
        .optional()
}

pub(crate) fn insert(connection: &Connection, shift: &Shift) -> Result<usize> {
    const SQL: &str = "INSERT INTO shifts (id, version, operator_id, from_at, to_at, note, cancelled, created_at, \
        updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    put(connection, SQL, shift)
}

pub(crate) fn update(connection: &Connection, shift: &Shift) -> Result<usize> {
    const SQL: &str = "UPDATE shifts SET version = ?2, operator_id = ?3, from_at = ?4, to_at = ?5, note = ?6, \
        cancelled = ?7, created_at = ?8, updated_at = ?9 WHERE id = ?1";
    put(connection, SQL, shift)
}

fn put(connection: &Connection, sql: &str, shift: &Shift) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        shift.id.get(),
        shift.version.get(),
        shift.operator.get(),
        shift.from.micros(),
        shift.to.micros(),
        shift.note.as_ref().map(AsRef::<str>::as_ref),
        shift.cancelled,
        shift.created_at.micros(),
        shift.updated_at.micros(),
    ])
}

#[cfg(test)]
mod tests {
    use crm_core::kernel::{CityId, Cursor, Direction, FilterDigest, PageRequest, Timestamp};

    use rusqlite::types::Value;

    use super::*;
    use crate::migrations;

    fn office() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrations::migrate(&mut connection).unwrap();
        connection
    }

    fn plan(connection: &Connection, statement: &Statement) -> Vec<String> {
        let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql)).unwrap();
        let steps = explained.query_map(params_from_iter(&statement.values), |row| row.get(3)).unwrap();
        steps.map(Result::unwrap).collect()
    }

    fn period() -> Period {
        let at = |seconds| Timestamp::from_seconds(seconds).unwrap();
        Period::new(at(1_768_000_000), at(1_768_600_000)).unwrap()
    }

    fn scopes() -> [OperatorScope; 4] {
        let some = |cities: &[i64], own: Option<i64>| OperatorScope::Some {
            cities: cities.iter().map(|city| CityId::new(*city).unwrap()).collect(),
            own: own.map(|own| OperatorId::new(own).unwrap()),
        };
        [OperatorScope::All, some(&[1, 2], Some(3)), some(&[], Some(3)), some(&[], None)]
    }

    #[test]
    fn every_list_walks_an_index_in_its_order() {
        let connection = office();
        let cursor = |direction| {
            let filter = FilterDigest::of(b"plans");
            let cursor = Cursor { sort: 1, direction, key: 1_768_000_000_000_000, id: 5, filter };
            PageRequest::cursor(cursor.encode(), 20).unwrap()
        };
        let operator = OperatorId::new(2).ok();
        for scope in scopes() {
            for operator in [None, operator] {
                for period in [None, Some(period())] {
                    for request in [PageRequest::first(), cursor(Direction::Next), cursor(Direction::Prev)] {
                        let slice = request.resolve(1, &FilterDigest::of(b"plans")).unwrap();
                        let filter = ShiftFilter { period, operator, cancelled: Some(false) };
                        let query = ShiftQuery { scope: scope.clone(), filter, slice };
                        let steps = plan(&connection, &page(&query));
                        assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{query:?} {steps:#?}");
                        let index = if only_user(&scope, &query.filter).is_some() {
                            "shifts_by_operator"
                        } else {
                            "shifts_by_from"
                        };
                        assert!(steps.iter().any(|step| step.contains(index)), "{query:?} {steps:#?}");
                        if period.is_some() {
                            let steps = plan(&connection, &total(&query));
                            assert!(steps.iter().any(|step| step.contains(index)), "{query:?} {steps:#?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn attendance_and_overlaps_read_a_range() {
        let connection = office();
        for scope in scopes() {
            let steps = plan(&connection, &standing(&scope, None, period()));
            assert!(steps.iter().any(|step| step.contains("from_at>? AND from_at<?")), "{steps:#?}");
        }
        let overlap = Statement { sql: IN_THE_WAY.to_owned(), values: vec![Value::Integer(1); 5] };
        let steps = plan(&connection, &overlap);
        assert!(steps.iter().all(|step| step.contains("shifts_by_operator")), "{steps:#?}");
    }
}
