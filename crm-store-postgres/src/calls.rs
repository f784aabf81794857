//! Not built yet.
#![expect(warnings, reason = "not built yet")]
use serde_json::{Value, json};
use crm_core::calls::{Call, CallQuery, CallView};
use crm_core::access::CallScope;
use crm_core::kernel::{CallId, ConversationId, OperatorId};
use crm_core::store::{Listed, Loaded, StoreError};
use crm_core::calls::CallRepo;
use crm_core::store::StoreErrorKind;
use crate::json;
use crm_core::calls::{EndReason, MissReason};
use crm_core::kernel::{LineNumber, Phone, Timestamp};
#[async_trait::async_trait]
impl CallRepo for crate::tx::PostgresTx {
    async fn view(&mut self, _id: CallId, _scope: &CallScope) -> Result<Option<CallView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn get(&mut self, _id: CallId, _scope: &CallScope) -> Result<Option<Loaded<Call>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn of_conversation(&mut self, _id: ConversationId) -> Result<Option<Loaded<Call>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn list(&mut self, _query: &CallQuery) -> Result<Listed<CallView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn participants(&mut self, _id: CallId) -> Result<Vec<OperatorId>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn after(&mut self, _after: Option<CallId>, _limit: u32) -> Result<Vec<Call>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn talking(&mut self, _operator: OperatorId, _except: CallId) -> Result<bool, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
}
pub(crate) fn row(call: &Call) -> Value {
    let Call { facts, attribution, classification, .. } = call;
    let rung: Vec<&str> = facts.operators_rung.iter().map(AsRef::as_ref).collect();
    json!({
        "id": call.id.get(),
        "version": call.version.get(),
        "conversation_id": call.conversation.map(i64::from),
        "provider_id": call.provider_id.as_deref(),
        "rk": attribution.campaign.map(i64::from),
        "city": attribution.city.map(i64::from),
        "avito_name": attribution.advert_account.as_ref().map(AsRef::<str>::as_ref),
        "phone_client": facts.client.as_ref().map(Phone::as_str),
        "phone_ats": facts.line.as_ref().map(LineNumber::as_str),
        "date_create": facts.started_at.micros(),
        "operator_id": call.operator.map(i64::from),
        "final_operator_id": call.final_operator.map(i64::from),
        "status": facts.status.code(),
        "direction": facts.direction.code(),
        "miss_reason": facts.miss_reason.as_ref().map(MissReason::code),
        "end_reason": facts.end_reason.as_ref().map(EndReason::code),
        "operator_extension": facts.operator_extension.as_ref().map(AsRef::<str>::as_ref),
        "final_operator_extension": facts.final_operator_extension.as_ref().map(AsRef::<str>::as_ref),
        "operators_rung": json::list(&rung),
        "offered_at": facts.offered_at.map(Timestamp::micros),
        "answered_at": facts.answered_at.map(Timestamp::micros),
        "ended_at": facts.ended_at.map(Timestamp::micros),
        "transferred": facts.transferred,
        "disconnect_code": facts.disconnect_code,
        "leg_count": facts.leg_count,
        "recordings": json::list(&facts.recordings),
        "complete": facts.complete,
        "category": classification.category.as_ref().map(AsRef::<str>::as_ref),
        "note": classification.note.as_ref().map(AsRef::<str>::as_ref),
        "classified_version": call.classified_version.get(),
        "created_at": call.created_at.micros(),
        "updated_at": call.updated_at.micros(),
    })
}
pub(crate) const SELECT: &str = "";
pub(crate) fn read(_: &sqlx::postgres::PgRow) -> crate::column::Result<Call> { todo!() }
