//! Shifts.
//!
//! A shift lasts at most [`Shift::LONGEST`], so what touches a period begins in a range of the index. Users are few, so a
//! scope is a condition beside it.

use async_trait::async_trait;
use crm_core::access::OperatorScope;
use crm_core::kernel::{OperatorId, Period, ShiftId};
use crm_core::shifts::{Shift, ShiftFilter, ShiftQuery, ShiftRepo, Span};
use crm_core::store::{Listed, Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::listing::{Walk, counted};
use crate::statement::Statement;
use crate::tx::PostgresTx;

macro_rules! columns {
    () => {
        "s.id, s.version, s.operator_id, s.from_at, s.to_at, s.note, s.cancelled, s.created_at, s.updated_at"
    };
}

fn read(row: &PgRow) -> Result<Shift> {
    Ok(Shift {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        operator: column::id(row, 2)?,
        from: column::time(row, 3)?,
        to: column::time(row, 4)?,
        note: column::optional_bounded(row, 5)?,
        cancelled: column::flag(row, 6)?,
        created_at: column::time(row, 7)?,
        updated_at: column::time(row, 8)?,
    })
}

#[async_trait]
impl ShiftRepo for PostgresTx {
    async fn get(&mut self, id: ShiftId, scope: &OperatorScope) -> Result<Option<Loaded<Shift>>, StoreError> {
        let mut one = Statement::default();
        one.push(concat!("SELECT ", columns!(), " FROM shifts s WHERE s.id = ")).bind(id.get());
        in_scope(&mut one, scope);
        self.fetch_optional("shifts.get", one, read).await.map(|found| found.map(Loaded::new))
    }

    async fn in_the_way(&mut self, span: Span) -> Result<Option<ShiftId>, StoreError> {
        const SQL: &str = "SELECT id FROM shifts WHERE operator_id = $1 AND NOT cancelled AND from_at < $3 \
            AND from_at > $4 AND to_at > $2 AND id IS DISTINCT FROM $5 ORDER BY from_at, id LIMIT 1";
        let in_the_way = Statement::new(SQL)
            .with(span.operator.get())
            .with(span.from.micros())
            .with(span.to.micros())
            .with(span.from.minus(Shift::LONGEST).micros())
            .with(span.except.map(i64::from));
        self.fetch_optional("shifts.in_the_way", in_the_way, |row| column::id(row, 0)).await
    }

    async fn list(&mut self, query: &ShiftQuery) -> Result<Listed<Shift>, StoreError> {
        self.fetch_list("shifts.list", list(query), &query.slice, read).await
    }

    async fn standing(
        &mut self,
        scope: &OperatorScope,
        operator: Option<OperatorId>,
        period: Period,
    ) -> Result<Vec<Shift>, StoreError> {
        let filter = ShiftFilter { operator, period: Some(period), cancelled: Some(false) };
        let mut standing = Statement::default();
        standing.push(concat!("SELECT ", columns!()));
        wanted(&mut standing, scope, &filter);
        standing.push(" ORDER BY s.operator_id, s.from_at, s.id");
        self.fetch_all("shifts.standing", standing, read).await
    }
}

fn list(query: &ShiftQuery) -> Statement {
    let walk = Walk::new(&query.slice, false);
    let page = |statement: &mut Statement| {
        statement.push(concat!("SELECT ", columns!(), ", s.from_at AS sort_key, s.id AS sort_id"));
        wanted(statement, &query.scope, &query.filter);
        statement.walk("s.from_at", "s.id", &walk).limit(walk.fetch).push(" OFFSET ").push(&walk.offset.to_string());
    };
    let found = |statement: &mut Statement| {
        statement.push("SELECT 1");
        wanted(statement, &query.scope, &query.filter);
    };
    counted(&query.slice, &walk, page, found)
}

fn in_scope(statement: &mut Statement, scope: &OperatorScope) {
    if let OperatorScope::Some { cities, own } = scope {
        statement.push(" AND (s.operator_id = ").bind(own.map_or(0, OperatorId::get));
        statement
            .push(" OR s.operator_id IN (SELECT c.operator_id FROM callcentre_operator_city c WHERE c.city_id = ANY (");
        statement.bind(cities.as_slice()).push(")))");
    }
}

/// Whose shifts alone can be wanted, if that is one user: those walk an index of their own.
fn only_user(scope: &OperatorScope, filter: &ShiftFilter) -> Option<OperatorId> {
    match scope {
        OperatorScope::Some { cities, own } if cities.is_empty() => filter.operator.or(*own),
        _ => filter.operator,
    }
}

/// `FROM … WHERE …`.
fn wanted(statement: &mut Statement, scope: &OperatorScope, filter: &ShiftFilter) {
    statement.push(" FROM shifts s WHERE true");
    if let Some(operator) = only_user(scope, filter) {
        statement.push(" AND s.operator_id = ").bind(operator.get());
    }
    if let Some(period) = filter.period {
        statement.push(" AND s.from_at < ").bind(period.to().micros());
        statement.push(" AND s.from_at > ").bind(period.from().minus(Shift::LONGEST).micros());
        statement.push(" AND s.to_at > ").bind(period.from().micros());
    }
    if let Some(cancelled) = filter.cancelled {
        statement.push(" AND s.cancelled = ").bind(cancelled);
    }
    in_scope(statement, scope);
}

pub(crate) fn row(shift: &Shift) -> Value {
    json!({
        "id": shift.id.get(),
        "version": shift.version.get(),
        "operator_id": shift.operator.get(),
        "from_at": shift.from.micros(),
        "to_at": shift.to.micros(),
        "note": shift.note.as_ref().map(AsRef::<str>::as_ref),
        "cancelled": shift.cancelled,
        "created_at": shift.created_at.micros(),
        "updated_at": shift.updated_at.micros(),
    })
}
