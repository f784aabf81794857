//! The ledger of provider events.

use std::cmp::Reverse;

use async_trait::async_trait;

use super::{MemoryTx, at_most};
use crate::kernel::{ConversationId, Timestamp};
use crate::store::{Loaded, StoreError};
use crate::telephony::{Conversation, ConversationKey, RawEvent, RefusalCount, TelephonyRepo};

#[async_trait]
impl TelephonyRepo for MemoryTx {
    async fn conversation(&mut self, key: &ConversationKey) -> Result<Option<Loaded<Conversation>>, StoreError> {
        Ok(self.state("telephony.conversation")?.rows.find(|row: &Conversation| row.key == *key))
    }
    async fn conversation_by_id(&mut self, id: ConversationId) -> Result<Option<Loaded<Conversation>>, StoreError> {
        Ok(self.state("telephony.conversation_by_id")?.rows.find(|row: &Conversation| row.id == id))
    }
    async fn events(&mut self, id: ConversationId) -> Result<Vec<RawEvent>, StoreError> {
        let state = self.state("telephony.events")?;
        Ok(state.raw_events.iter().filter(|raw| raw.event.conversation == Some(id)).cloned().collect())
    }
    async fn sealed_before(&mut self) -> Result<Timestamp, StoreError> {
        Ok(self.state("telephony.sealed_before")?.sealed_before.unwrap_or(Timestamp::MIN))
    }
    async fn has_event(&mut self, digest: &[u8; 32]) -> Result<bool, StoreError> {
        Ok(self.state("telephony.has_event")?.has_event(digest))
    }
    async fn unread(&mut self, before: Option<i64>, limit: u32) -> Result<Vec<RawEvent>, StoreError> {
        let state = self.state("telephony.unread")?;
        let unread = state.raw_events.iter().rev().filter(|raw| raw.event.problem.is_some());
        Ok(unread.filter(|raw| before.is_none_or(|before| raw.seq < before)).take(at_most(limit)).cloned().collect())
    }
    async fn due(
        &mut self,
        legs_over_by: Timestamp,
        silent_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<ConversationId>, StoreError> {
        let is_due = |row: &&Conversation| {
            row.open && (row.legs_over_at.is_some_and(|at| at <= legs_over_by) || row.last_event_at <= silent_since)
        };
        let state = self.state("telephony.due")?;
        let mut due: Vec<&Conversation> = state.rows.all().filter(is_due).collect();
        due.sort_by_key(|row| (row.last_event_at, row.id));
        Ok(due.into_iter().map(|row| row.id).take(at_most(limit)).collect())
    }
    async fn conversations_after(
        &mut self,
        after: Option<ConversationId>,
        limit: u32,
    ) -> Result<Vec<Conversation>, StoreError> {
        let state = self.state("telephony.conversations_after")?;
        let mut rows: Vec<Conversation> =
            state.rows.all().filter(|row: &&Conversation| Some(row.id) > after).cloned().collect();
        rows.sort_by_key(|row| row.id);
        rows.truncate(at_most(limit));
        Ok(rows)
    }
    async fn refusals(&mut self) -> Result<Vec<RefusalCount>, StoreError> {
        let mut counts: Vec<RefusalCount> = self.state("telephony.refusals")?.refusals.iter().cloned().collect();
        counts.sort_by(|one, other| {
            let place =
                |count: &RefusalCount| (Reverse(count.day), count.provider.code().to_owned(), count.reason.clone());
            place(one).cmp(&place(other))
        });
        Ok(counts)
    }
}
