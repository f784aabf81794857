//! The ledger of money.

use async_trait::async_trait;
use crm_core::audit::AuditActor;
use crm_core::kernel::OrderId;
use crm_core::money::{LedgerEntry, LedgerKind, LedgerRepo};
use crm_core::store::StoreError;
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::statement::Statement;
use crate::tx::PostgresTx;

fn read(row: &PgRow) -> Result<LedgerEntry> {
    Ok(LedgerEntry {
        order: column::id(row, 0)?,
        closing: column::number(row, 1)?,
        kind: LedgerKind::from_stored(column::text(row, 2)?),
        amount: column::money(row, 3)?,
        master: column::optional_id(row, 4)?,
        city: column::id(row, 5)?,
        at: column::time(row, 6)?,
        by: AuditActor::from_stored(column::text(row, 7)?),
    })
}

#[async_trait]
impl LedgerRepo for PostgresTx {
    async fn of_order(&mut self, id: OrderId) -> Result<Vec<LedgerEntry>, StoreError> {
        const SQL: &str = "SELECT order_id, closing, kind, amount, master_id, city, at, actor FROM ledger \
            WHERE order_id = $1 ORDER BY closing, id";
        self.fetch_all("ledger.of_order", Statement::new(SQL).with(id.get()), read).await
    }
}

pub(crate) fn row(entry: &LedgerEntry) -> Value {
    json!({
        "order_id": entry.order.get(),
        "closing": entry.closing,
        "kind": entry.kind.code(),
        "amount": entry.amount.kopecks(),
        "master_id": entry.master.map(i64::from),
        "city": entry.city.get(),
        "at": entry.at.micros(),
        "actor": entry.by.to_string(),
    })
}
