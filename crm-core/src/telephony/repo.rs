//! What a backend must be able to read for telephony.

use async_trait::async_trait;

use super::{Conversation, ConversationKey, RawEvent, RefusalCount};
use crate::kernel::{ConversationId, Timestamp};
use crate::store::{Loaded, StoreError};

/// Reads the ledger.
#[async_trait]
pub trait TelephonyRepo: Send {
    /// The conversation of that name; `None` before its first event.
    async fn conversation(&mut self, key: &ConversationKey) -> Result<Option<Loaded<Conversation>>, StoreError>;
    /// The conversation with that id; `None` if there is none.
    async fn conversation_by_id(&mut self, id: ConversationId) -> Result<Option<Loaded<Conversation>>, StoreError>;
    /// Every event of a conversation in the order of arrival: at most [`MAX_EVENTS`](super::MAX_EVENTS) of its provider, and
    /// the sweeper's. Of a sealed conversation only those that are still kept.
    async fn events(&mut self, id: ConversationId) -> Result<Vec<RawEvent>, StoreError>;
    /// Events that came before this instant have gone or are going; [`Timestamp::MIN`] while all are kept. Conversations whose
    /// first event came before it are sealed: their calls are never derived again.
    async fn sealed_before(&mut self) -> Result<Timestamp, StoreError>;
    /// Whether an event with that digest is stored, or was.
    async fn has_event(&mut self, digest: &[u8; 32]) -> Result<bool, StoreError>;
    /// Events without effect, latest first, before `before` (a [`RawEvent::seq`]), at most `limit`.
    async fn unread(&mut self, before: Option<i64>, limit: u32) -> Result<Vec<RawEvent>, StoreError>;
    /// Open conversations whose legs were over by `legs_over_by`, or whose last event came by `silent_since`, those with the
    /// oldest last event first, at most `limit`.
    async fn due(
        &mut self,
        legs_over_by: Timestamp,
        silent_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<ConversationId>, StoreError>;
    /// Conversations with an id above `after`, ascending, at most `limit`: for re-deriving every call.
    async fn conversations_after(
        &mut self,
        after: Option<ConversationId>,
        limit: u32,
    ) -> Result<Vec<Conversation>, StoreError>;
    /// How many deliveries were refused, per provider, day and reason, latest day first.
    async fn refusals(&mut self) -> Result<Vec<RefusalCount>, StoreError>;
}
