//! Orders, their history, their slots and the words they are found by.

mod list;
#[cfg(test)]
mod plans;
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
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::column;
use crate::tx::SqliteTx;

pub(crate) use row::{SELECT, each, insert, read, update};

/// The most open orders of a phone that are told of.
const MOST_OPEN: usize = 100;
/// The most orders that are told of a call.
const MOST_OF_CALL: usize = 100;

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

fn read_history(row: &Row<'_>) -> Result<HistoryEntry> {
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

#[async_trait]
impl OrderRepo for SqliteTx {
    async fn view(&mut self, id: OrderId, scope: &OrderScope) -> Result<Option<OrderView>, StoreError> {
        let found = self
            .read("orders.view", move |c| {
                c.prepare_cached(row::VIEW_BY_ID)?.query_row([id.get()], row::read_view).optional()
            })
            .await?;
        Ok(found.filter(|view| sees(scope, &view.order)))
    }

    async fn get(&mut self, id: OrderId, scope: &OrderScope) -> Result<Option<Loaded<Order>>, StoreError> {
        let found = self
            .read("orders.get", move |c| c.prepare_cached(row::BY_ID)?.query_row([id.get()], row::read).optional())
            .await?;
        Ok(found.filter(|order| sees(scope, order)).map(Loaded::new))
    }

    async fn list(&mut self, query: &OrderQuery) -> Result<Listed<OrderView>, StoreError> {
        let query = query.clone();
        self.read("orders.list", move |c| list::list(c, &query)).await
    }

    async fn walk(&mut self, walk: &OrderWalk) -> Result<Vec<OrderView>, StoreError> {
        let walk = walk.clone();
        self.read_on_thread("orders.walk", move |c| walk::walk(c, &walk)).await
    }

    async fn last_written(&mut self) -> Result<Option<(Timestamp, OrderId)>, StoreError> {
        const SQL: &str = "SELECT create_date, id FROM orders ORDER BY create_date DESC, id DESC LIMIT 1";
        self.read("orders.last_written", move |c| {
            c.prepare_cached(SQL)?.query_row([], |row| Ok((column::time(row, 0)?, column::id(row, 1)?))).optional()
        })
        .await
    }

    async fn of_call(&mut self, call: CallId, scope: &OrderScope) -> Result<Vec<OrderView>, StoreError> {
        let scope = scope.clone();
        self.read("orders.of_call", move |c| {
            let mut statement = c.prepare_cached(row::VIEWS_OF_CALL)?;
            let views = statement.query_map([call.get()], row::read_view)?;
            let in_scope = |view: &Result<OrderView>| view.as_ref().map_or(true, |view| sees(&scope, &view.order));
            views.filter(in_scope).take(MOST_OF_CALL).collect()
        })
        .await
    }

    async fn history(&mut self, id: OrderId) -> Result<Vec<HistoryEntry>, StoreError> {
        const SQL: &str = "SELECT order_id, version, kind, from_code, to_code, master_id, reason, at, actor \
            FROM order_history WHERE order_id = ?1 ORDER BY version";
        self.read("orders.history", move |c| c.prepare_cached(SQL)?.query_map([id.get()], read_history)?.collect())
            .await
    }

    async fn open_of_phone(&mut self, phone: &Phone) -> Result<Vec<OrderId>, StoreError> {
        const SQL: &str = "SELECT id, status_order FROM orders WHERE phone = ?1 ORDER BY id";
        let phone = phone.clone();
        self.read("orders.open_of_phone", move |c| {
            let mut statement = c.prepare_cached(SQL)?;
            let mut rows = statement.query([phone.as_str()])?;
            let mut open = Vec::new();
            while let Some(row) = rows.next()? {
                if OrderStatus::from_stored(column::text(row, 1)?).is_open() {
                    open.push(column::id(row, 0)?);
                }
                if open.len() == MOST_OPEN {
                    break;
                }
            }
            Ok(open)
        })
        .await
    }

    async fn taken(&mut self, slot: &Slot) -> Result<u64, StoreError> {
        let slot = slot.clone();
        self.read("orders.taken", move |c| taken(c, &slot)).await
    }

    async fn taken_in(
        &mut self,
        city: CityId,
        equipment: &Equipment,
        period: Period,
    ) -> Result<Vec<(Timestamp, u64)>, StoreError> {
        const SQL: &str = "SELECT date_meeting, count(*) FROM orders WHERE holds_place = 1 AND city = ?1 \
            AND type_equipment = ?2 AND date_meeting >= ?3 AND date_meeting < ?4 GROUP BY date_meeting \
            ORDER BY date_meeting";
        let equipment = equipment.clone();
        self.read("orders.taken_in", move |c| {
            let slot = (city.get(), equipment.code(), period.from().micros(), period.to().micros());
            let read = |row: &Row<'_>| Ok((column::time(row, 0)?, row.get::<_, i64>(1)?.unsigned_abs()));
            c.prepare_cached(SQL)?.query_map(slot, read)?.collect()
        })
        .await
    }

    async fn after(&mut self, after: Option<OrderId>, limit: u32) -> Result<Vec<Order>, StoreError> {
        let range = (after.map_or(0, OrderId::get), limit);
        self.read_on_thread("orders.after", move |c| {
            c.prepare_cached(row::AFTER_ID)?.query_map(range, row::read)?.collect()
        })
        .await
    }
}

/// How many orders hold a place in the slot.
pub(crate) fn taken(connection: &Connection, slot: &Slot) -> Result<u64> {
    const SQL: &str = "SELECT count(*) FROM orders WHERE holds_place = 1 AND city = ?1 AND type_equipment = ?2 \
        AND date_meeting = ?3";
    let count: i64 = connection
        .prepare_cached(SQL)?
        .query_row((slot.city.get(), slot.equipment.code(), slot.start.micros()), |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

pub(crate) fn log(connection: &Connection, entry: &HistoryEntry) -> Result<usize> {
    const SQL: &str = "INSERT INTO order_history (order_id, version, kind, from_code, to_code, master_id, reason, at, \
        actor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    connection.prepare_cached(SQL)?.execute(params![
        entry.order.get(),
        entry.version.get(),
        entry.kind.code(),
        entry.from.as_ref().map(OrderStatus::code),
        entry.to.code(),
        entry.master.map(i64::from),
        entry.reason.as_ref().map(AsRef::<str>::as_ref),
        entry.at.micros(),
        entry.by.to_string(),
    ])
}

/// Replaces the words of an order; those that stay are left alone. They are kept twice: as the key a search is a range of,
/// and together in the order's row, between blanks, where the further words of a search are looked up.
pub(crate) fn set_words(connection: &Connection, order: OrderId, words: &[String]) -> Result<usize> {
    let had: String = connection
        .prepare_cached("SELECT words FROM orders WHERE id = ?1")?
        .query_row([order.get()], |row| row.get(0))?;
    let had: Vec<&str> = had.split_whitespace().collect();
    let mut remove = connection.prepare_cached("DELETE FROM order_words WHERE word = ?1 AND order_id = ?2")?;
    for word in had.iter().filter(|had| !words.iter().any(|word| word == *had)) {
        remove.execute((word, order.get()))?;
    }
    let mut add = connection.prepare_cached("INSERT INTO order_words (word, order_id) VALUES (?1, ?2)")?;
    for word in words.iter().filter(|word| !had.contains(&word.as_str())) {
        add.execute((word, order.get()))?;
    }
    connection
        .prepare_cached("UPDATE orders SET words = ?2 WHERE id = ?1")?
        .execute((order.get(), format!(" {} ", words.join(" "))))
}
