//! Not built yet.
#![expect(warnings, reason = "not built yet")]
use serde_json::{Value, json};
use crm_core::money::{CashBalance, CashHandover, CashHandoverView, CashQuery, LedgerEntry};
use crm_core::access::CashScope;
use crm_core::kernel::{CashHandoverId, OperatorId, OrderId};
use crm_core::store::{Listed, Loaded, StoreError};
use crm_core::money::CashRepo;
use crm_core::store::StoreErrorKind;
use crate::json;

#[async_trait::async_trait]
impl CashRepo for crate::tx::PostgresTx {
    async fn get(&mut self, _id: CashHandoverId, _scope: &CashScope) -> Result<Option<Loaded<CashHandover>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn list(&mut self, _query: &CashQuery) -> Result<Listed<CashHandoverView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn balance(&mut self, _master: OperatorId, _scope: &CashScope) -> Result<Vec<CashBalance>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
}
pub(crate) fn row(handover: &CashHandover) -> Value {
    let decided = handover.decided.as_ref();
    json!({
        "id": handover.id.get(),
        "version": handover.version.get(),
        "master_id": handover.master.get(),
        "city": handover.city.get(),
        "amount": handover.amount.kopecks(),
        "note": handover.note.as_ref().map(AsRef::<str>::as_ref),
        "state": handover.state.code(),
        "handed_at": handover.handed_at.micros(),
        "decided_by": decided.map(|decided| decided.by.to_string()),
        "decided_at": decided.map(|decided| decided.at.micros()),
        "reason": decided.and_then(|decided| decided.reason.as_ref()).map(AsRef::<str>::as_ref),
    })
}
