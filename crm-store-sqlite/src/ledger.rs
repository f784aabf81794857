//! The ledger of money.

use async_trait::async_trait;
use crm_core::audit::AuditActor;
use crm_core::kernel::OrderId;
use crm_core::money::{LedgerEntry, LedgerKind, LedgerRepo};
use crm_core::store::StoreError;
use rusqlite::{Connection, Result, Row, params};

use crate::column;
use crate::tx::SqliteTx;

fn read(row: &Row<'_>) -> Result<LedgerEntry> {
    Ok(LedgerEntry {
        order: column::id(row, 0)?,
        closing: row.get(1)?,
        kind: LedgerKind::from_stored(column::text(row, 2)?),
        amount: column::money(row, 3)?,
        master: column::optional_id(row, 4)?,
        city: column::id(row, 5)?,
        at: column::time(row, 6)?,
        by: AuditActor::from_stored(column::text(row, 7)?),
    })
}

#[async_trait]
impl LedgerRepo for SqliteTx {
    async fn of_order(&mut self, id: OrderId) -> Result<Vec<LedgerEntry>, StoreError> {
        const SQL: &str = "SELECT order_id, closing, kind, amount, master_id, city, at, actor FROM ledger \
            WHERE order_id = ?1 ORDER BY closing, id";
        self.read("ledger.of_order", move |c| c.prepare_cached(SQL)?.query_map([id.get()], read)?.collect()).await
    }
}

pub(crate) fn post(connection: &Connection, entry: &LedgerEntry) -> Result<usize> {
    const SQL: &str = "INSERT INTO ledger (order_id, closing, kind, amount, master_id, city, at, actor) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    connection.prepare_cached(SQL)?.execute(params![
        entry.order.get(),
        entry.closing,
        entry.kind.code(),
        entry.amount.kopecks(),
        entry.master.map(i64::from),
        entry.city.get(),
        entry.at.micros(),
        entry.by.to_string(),
    ])
}
