//! Not built yet.
#![expect(warnings, reason = "not built yet")]
use serde_json::{Value, json};
use crm_core::money::{CashBalance, CashHandover, CashHandoverView, CashQuery, LedgerEntry};
use crm_core::access::CashScope;
use crm_core::kernel::{CashHandoverId, OperatorId, OrderId};
use crm_core::store::{Listed, Loaded, StoreError};
use crm_core::money::LedgerRepo;
use crm_core::store::StoreErrorKind;
use crate::json;

#[async_trait::async_trait]
impl LedgerRepo for crate::tx::PostgresTx {
    async fn of_order(&mut self, _id: OrderId) -> Result<Vec<LedgerEntry>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
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
