//! Not built yet.
#![expect(warnings, reason = "not built yet")]
use serde_json::{Value, json};
use crm_core::shifts::{Shift, ShiftQuery, Span};
use crm_core::access::OperatorScope;
use crm_core::kernel::{OperatorId, Period, ShiftId};
use crm_core::store::{Listed, Loaded, StoreError};
use crm_core::shifts::ShiftRepo;
use crm_core::store::StoreErrorKind;
use crate::json;

#[async_trait::async_trait]
impl ShiftRepo for crate::tx::PostgresTx {
    async fn get(&mut self, _id: ShiftId, _scope: &OperatorScope) -> Result<Option<Loaded<Shift>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn in_the_way(&mut self, _span: Span) -> Result<Option<ShiftId>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn list(&mut self, _query: &ShiftQuery) -> Result<Listed<Shift>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn standing(&mut self,
        _scope: &OperatorScope,
        _operator: Option<OperatorId>,
        _period: Period,) -> Result<Vec<Shift>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
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
