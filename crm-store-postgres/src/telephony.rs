//! Not built yet.
#![expect(warnings, reason = "not built yet")]
use serde_json::{Value, json};
use crm_core::telephony::{Conversation, ConversationKey, RawEvent, RefusalCount};
use crm_core::kernel::{ConversationId, Timestamp};
use crm_core::store::{Loaded, StoreError};
use crm_core::telephony::TelephonyRepo;
use crm_core::store::StoreErrorKind;
use crate::json;
use crm_core::telephony::NewRawEvent;
#[async_trait::async_trait]
impl TelephonyRepo for crate::tx::PostgresTx {
    async fn conversation(&mut self, _key: &ConversationKey) -> Result<Option<Loaded<Conversation>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn conversation_by_id(&mut self, _id: ConversationId) -> Result<Option<Loaded<Conversation>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn events(&mut self, _id: ConversationId) -> Result<Vec<RawEvent>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn has_event(&mut self, _digest: &[u8; 32]) -> Result<bool, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn unread(&mut self, _before: Option<i64>, _limit: u32) -> Result<Vec<RawEvent>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn due(&mut self,
        _legs_over_by: Timestamp,
        _silent_since: Timestamp,
        _limit: u32,) -> Result<Vec<ConversationId>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn conversations_after(&mut self,
        _after: Option<ConversationId>,
        _limit: u32,) -> Result<Vec<Conversation>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn refusals(&mut self) -> Result<Vec<RefusalCount>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
}
pub(crate) fn row(conversation: &Conversation) -> Value {
    json!({
        "id": conversation.id.get(),
        "version": conversation.version.get(),
        "provider": conversation.key.provider.code(),
        "account": conversation.key.account.as_str(),
        "provider_id": &*conversation.key.id,
        "last_event_at": conversation.last_event_at.micros(),
        "legs_over_at": conversation.legs_over_at.map(Timestamp::micros),
        "open": conversation.open,
    })
}

pub(crate) fn event_row(event: &NewRawEvent) -> Value {
    json!({
        "provider": event.provider.code(),
        "account": event.account.as_str(),
        "conversation_id": event.conversation.map(i64::from),
        "path": &*event.path,
        "body": json::bytes(&event.body),
        "digest": json::bytes(&event.digest),
        "clock_offset_seconds": event.clock_offset_seconds,
        "context": event.context.as_deref(),
        "received_at": event.received_at.micros(),
        "problem": event.problem.as_ref().map(AsRef::<str>::as_ref),
    })
}
