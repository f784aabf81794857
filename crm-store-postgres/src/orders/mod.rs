//! Orders, their history, their slots and the words they are found by.

mod list;
mod route;
mod row;
mod walk;

use async_trait::async_trait;
use crm_core::access::OrderScope;
use crm_core::audit::AuditActor;
use crm_core::kernel::{CallId, CityId, OrderId, Period, Phone, Timestamp};
use crm_core::orders::{
    Equipment, HistoryEntry, HistoryKind, Order, OrderQuery, OrderRepo, OrderStatus, OrderView, OrderWalk, Slot,
};
use crm_core::store::{Listed, Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::listing::nothing;
use crate::statement::Statement;
use crate::tx::PostgresTx;

pub(crate) use row::{SELECT, read, row};

/// The most open orders of a phone that are told of.
const MOST_OPEN: usize = 100;
/// The most orders that are told of a call.
const MOST_OF_CALL: i64 = 100;

fn sees(scope: &OrderScope, order: &Order) -> bool {
    match scope {
        OrderScope::All => true,
        OrderScope::Some { cities, author, master } => {
            cities.contains(&order.city)
                || (author.is_some() && order.operator == *author)
                || (master.is_some() && order.master == *master)
        }
    }
}

fn read_history(row: &PgRow) -> Result<HistoryEntry> {
    Ok(HistoryEntry {
        order: column::id(row, 0)?,
        version: column::version(row, 1)?,
        kind: HistoryKind::from_stored(column::text(row, 2)?),
        from: column::optional_text(row, 3)?.map(OrderStatus::from_stored),
        to: OrderStatus::from_stored(column::text(row, 4)?),
        master: column::optional_id(row, 5)?,
        reason: column::optional_bounded(row, 6)?,
        at: column::time(row, 7)?,
        by: AuditActor::from_stored(column::text(row, 8)?),
    })
}

fn of_call(call: CallId, scope: &OrderScope) -> Statement {
    let mut statement = Statement::default();
    statement.push("SELECT ").push(row::COLUMNS).push(" FROM orders o").push(row::NAMES_OF);
    statement.push(" WHERE o.call_id = ").bind(call.get());
    list::in_scope(&mut statement, scope);
    statement.push(" ORDER BY o.list_key, o.id").limit(MOST_OF_CALL);
    statement
}

#[async_trait]
impl OrderRepo for PostgresTx {
    async fn view(&mut self, id: OrderId, scope: &OrderScope) -> Result<Option<OrderView>, StoreError> {
        let one = Statement::new(row::VIEW_BY_ID).with(id.get());
        let found = self.fetch_optional("orders.view", one, row::read_view).await?;
        Ok(found.filter(|view| sees(scope, &view.order)))
    }

    async fn get(&mut self, id: OrderId, scope: &OrderScope) -> Result<Option<Loaded<Order>>, StoreError> {
        let found = self.fetch_optional("orders.get", Statement::new(row::BY_ID).with(id.get()), read).await?;
        Ok(found.filter(|order| sees(scope, order)).map(Loaded::new))
    }

    async fn list(&mut self, query: &OrderQuery) -> Result<Listed<OrderView>, StoreError> {
        if list::walked(&query.scope, &query.filter).is_empty() {
            return Ok(nothing(&query.slice));
        }
        let routes = route::of_list(self, query).await?;
        self.fetch_list("orders.list", list::statement(query, routes), &query.slice, row::read_view).await
    }

    async fn walk(&mut self, walk: &OrderWalk) -> Result<Vec<OrderView>, StoreError> {
        if list::walked(&walk.scope, &walk.filter).is_empty() {
            return Ok(Vec::new());
        }
        let route = route::of_walk(self, walk).await?;
        self.fetch_all("orders.walk", walk::statement(walk, route), row::read_view).await
    }

    async fn last_written(&mut self) -> Result<Option<(Timestamp, OrderId)>, StoreError> {
        const SQL: &str = "SELECT create_date, id FROM orders ORDER BY create_date DESC, id DESC LIMIT 1";
        let read = |row: &PgRow| Ok((column::time(row, 0)?, column::id(row, 1)?));
        self.fetch_optional("orders.last_written", Statement::new(SQL), read).await
    }

    async fn of_call(&mut self, call: CallId, scope: &OrderScope) -> Result<Vec<OrderView>, StoreError> {
        self.fetch_all("orders.of_call", of_call(call, scope), row::read_view).await
    }

    async fn history(&mut self, id: OrderId) -> Result<Vec<HistoryEntry>, StoreError> {
        const SQL: &str = "SELECT order_id, version, kind, from_code, to_code, master_id, reason, at, actor \
            FROM order_history WHERE order_id = $1 ORDER BY version";
        self.fetch_all("orders.history", Statement::new(SQL).with(id.get()), read_history).await
    }

    async fn open_of_phone(&mut self, phone: &Phone) -> Result<Vec<OrderId>, StoreError> {
        const SQL: &str = "SELECT id, status_order FROM orders WHERE phone = $1 ORDER BY id";
        let read = |row: &PgRow| Ok((column::id(row, 0)?, OrderStatus::from_stored(column::text(row, 1)?).is_open()));
        let found = self.fetch_all("orders.open_of_phone", Statement::new(SQL).with(phone.as_str()), read).await?;
        Ok(found.into_iter().filter(|(_, is_open)| *is_open).map(|(id, _)| id).take(MOST_OPEN).collect())
    }

    async fn taken(&mut self, slot: &Slot) -> Result<u64, StoreError> {
        const SQL: &str = "SELECT count(*) FROM orders WHERE holds_place AND city = $1 AND type_equipment = $2 \
            AND date_meeting = $3";
        let taken = Statement::new(SQL).with(slot.city.get()).with(slot.equipment.code()).with(slot.start.micros());
        self.fetch_one("orders.taken", taken, |row| Ok(column::int(row, 0)?.unsigned_abs())).await
    }

    async fn taken_in(
        &mut self,
        city: CityId,
        equipment: &Equipment,
        period: Period,
    ) -> Result<Vec<(Timestamp, u64)>, StoreError> {
        const SQL: &str = "SELECT date_meeting, count(*) FROM orders WHERE holds_place AND city = $1 \
            AND type_equipment = $2 AND date_meeting >= $3 AND date_meeting < $4 GROUP BY date_meeting \
            ORDER BY date_meeting";
        let taken = Statement::new(SQL)
            .with(city.get())
            .with(equipment.code())
            .with(period.from().micros())
            .with(period.to().micros());
        let read = |row: &PgRow| Ok((column::time(row, 0)?, column::int(row, 1)?.unsigned_abs()));
        self.fetch_all("orders.taken_in", taken, read).await
    }

    async fn after(&mut self, after: Option<OrderId>, limit: u32) -> Result<Vec<Order>, StoreError> {
        let after = Statement::new(row::AFTER_ID).with(after.map_or(0, OrderId::get)).with(limit);
        self.fetch_all("orders.after", after, read).await
    }
}

pub(crate) fn history_row(entry: &HistoryEntry) -> Value {
    json!({
        "order_id": entry.order.get(),
        "version": entry.version.get(),
        "kind": entry.kind.code(),
        "from_code": entry.from.as_ref().map(OrderStatus::code),
        "to_code": entry.to.code(),
        "master_id": entry.master.map(i64::from),
        "reason": entry.reason.as_ref().map(AsRef::<str>::as_ref),
        "at": entry.at.micros(),
        "actor": entry.by.to_string(),
    })
}
