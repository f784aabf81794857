//! The ledger of provider events, its conversations, and refused deliveries.

use async_trait::async_trait;
use crm_core::kernel::{ConversationId, Timestamp};
use crm_core::store::{Loaded, StoreError};
use crm_core::telephony::{
    Conversation, ConversationKey, NewRawEvent, Provider, RawEvent, RefusalCount, TelephonyRepo,
};
use serde_json::{Value, json};
use sqlx::Row;
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::json;
use crate::statement::Statement;
use crate::tx::PostgresTx;

macro_rules! conversation_columns {
    () => {
        "id, version, provider, account, provider_id, first_event_at, last_event_at, legs_over_at, open"
    };
}

macro_rules! event_columns {
    () => {
        "seq, provider, account, conversation_id, path, body, digest, clock_offset_seconds, context, \
         received_at, problem"
    };
}

fn read_conversation(row: &PgRow) -> Result<Conversation> {
    Ok(Conversation {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        key: ConversationKey {
            provider: Provider::from_stored(column::text(row, 2)?),
            account: column::bounded(row, 3)?,
            id: column::text(row, 4)?.into(),
        },
        first_event_at: column::time(row, 5)?,
        last_event_at: column::time(row, 6)?,
        legs_over_at: column::optional_time(row, 7)?,
        open: column::flag(row, 8)?,
    })
}

fn read_event(row: &PgRow) -> Result<RawEvent> {
    Ok(RawEvent {
        seq: column::int(row, 0)?,
        event: NewRawEvent {
            provider: Provider::from_stored(column::text(row, 1)?),
            account: column::bounded(row, 2)?,
            conversation: column::optional_id(row, 3)?,
            path: column::text(row, 4)?.into(),
            body: row.try_get(5)?,
            digest: column::bytes(row, 6)?,
            clock_offset_seconds: column::int(row, 7)?,
            context: column::optional_text(row, 8)?.map(Into::into),
            received_at: column::time(row, 9)?,
            problem: column::optional_bounded(row, 10)?,
        },
    })
}

fn read_refusal(row: &PgRow) -> Result<RefusalCount> {
    Ok(RefusalCount {
        provider: Provider::from_stored(column::text(row, 0)?),
        reason: column::text(row, 1)?.into(),
        day: column::int(row, 2)?,
        count: column::int(row, 3)?.unsigned_abs(),
    })
}

#[async_trait]
impl TelephonyRepo for PostgresTx {
    async fn conversation(&mut self, key: &ConversationKey) -> Result<Option<Loaded<Conversation>>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            conversation_columns!(),
            " FROM conversations WHERE provider = $1 AND account = $2 AND provider_id = $3"
        );
        let by_key = Statement::new(SQL).with(key.provider.code()).with(key.account.as_str()).with(&*key.id);
        let found = self.fetch_optional("telephony.conversation", by_key, read_conversation).await?;
        Ok(found.map(Loaded::new))
    }

    async fn conversation_by_id(&mut self, id: ConversationId) -> Result<Option<Loaded<Conversation>>, StoreError> {
        const SQL: &str = concat!("SELECT ", conversation_columns!(), " FROM conversations WHERE id = $1");
        let by_id = Statement::new(SQL).with(id.get());
        let found = self.fetch_optional("telephony.conversation_by_id", by_id, read_conversation).await?;
        Ok(found.map(Loaded::new))
    }

    async fn events(&mut self, id: ConversationId) -> Result<Vec<RawEvent>, StoreError> {
        const SQL: &str =
            concat!("SELECT ", event_columns!(), " FROM telephony_events WHERE conversation_id = $1 ORDER BY seq");
        self.fetch_all("telephony.events", Statement::new(SQL).with(id.get()), read_event).await
    }

    async fn sealed_before(&mut self) -> Result<Timestamp, StoreError> {
        let sealed = Statement::new("SELECT before_at FROM telephony_sealed");
        let found = self.fetch_optional("telephony.sealed_before", sealed, |row| column::time(row, 0)).await?;
        Ok(found.unwrap_or(Timestamp::MIN))
    }

    async fn has_event(&mut self, digest: &[u8; 32]) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM telephony_digests WHERE digest = $1)";
        let by_digest = Statement::new(SQL).with(digest.as_slice());
        self.fetch_one("telephony.has_event", by_digest, |row| column::flag(row, 0)).await
    }

    async fn unread(&mut self, before: Option<i64>, limit: u32) -> Result<Vec<RawEvent>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            event_columns!(),
            " FROM telephony_events WHERE problem IS NOT NULL AND seq < $1 ORDER BY seq DESC LIMIT $2"
        );
        let unread = Statement::new(SQL).with(before.unwrap_or(i64::MAX)).with(limit);
        self.fetch_all("telephony.unread", unread, read_event).await
    }

    async fn due(
        &mut self,
        legs_over_by: Timestamp,
        silent_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<ConversationId>, StoreError> {
        // UNION and not OR: each half walks its own partial index.
        const SQL: &str = "SELECT id, last_event_at FROM conversations WHERE open AND legs_over_at IS NOT NULL \
            AND legs_over_at <= $1 UNION SELECT id, last_event_at FROM conversations WHERE open \
            AND last_event_at <= $2 ORDER BY last_event_at, id LIMIT $3";
        let due = Statement::new(SQL).with(legs_over_by.micros()).with(silent_since.micros()).with(limit);
        self.fetch_all("telephony.due", due, |row| column::id(row, 0)).await
    }

    async fn conversations_after(
        &mut self,
        after: Option<ConversationId>,
        limit: u32,
    ) -> Result<Vec<Conversation>, StoreError> {
        const SQL: &str =
            concat!("SELECT ", conversation_columns!(), " FROM conversations WHERE id > $1 ORDER BY id LIMIT $2");
        let batch = Statement::new(SQL).with(after.map_or(0, ConversationId::get)).with(limit);
        self.fetch_all("telephony.conversations_after", batch, read_conversation).await
    }

    async fn refusals(&mut self) -> Result<Vec<RefusalCount>, StoreError> {
        const SQL: &str =
            "SELECT provider, reason, day, count FROM telephony_refusals ORDER BY day DESC, provider, reason";
        self.fetch_all("telephony.refusals", Statement::new(SQL), read_refusal).await
    }
}

pub(crate) fn row(conversation: &Conversation) -> Value {
    json!({
        "id": conversation.id.get(),
        "version": conversation.version.get(),
        "provider": conversation.key.provider.code(),
        "account": conversation.key.account.as_str(),
        "provider_id": &*conversation.key.id,
        "first_event_at": conversation.first_event_at.micros(),
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
