//! The ledger of provider events, its conversations, and refused deliveries.

use async_trait::async_trait;
use crm_core::kernel::{ConversationId, Timestamp};
use crm_core::store::{Loaded, StoreError};
use crm_core::telephony::{
    Conversation, ConversationKey, NewRawEvent, Provider, RawEvent, RefusalCount, TelephonyRepo,
};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::column;
use crate::tx::SqliteTx;

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

fn read_conversation(row: &Row<'_>) -> Result<Conversation> {
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
        open: row.get(8)?,
    })
}

fn read_event(row: &Row<'_>) -> Result<RawEvent> {
    Ok(RawEvent {
        seq: row.get(0)?,
        event: NewRawEvent {
            provider: Provider::from_stored(column::text(row, 1)?),
            account: column::bounded(row, 2)?,
            conversation: column::optional_id(row, 3)?,
            path: column::text(row, 4)?.into(),
            body: row.get(5)?,
            digest: column::bytes(row, 6)?,
            clock_offset_seconds: row.get(7)?,
            context: row.get::<_, Option<String>>(8)?.map(Into::into),
            received_at: column::time(row, 9)?,
            problem: column::optional_bounded(row, 10)?,
        },
    })
}

fn read_refusal(row: &Row<'_>) -> Result<RefusalCount> {
    Ok(RefusalCount {
        provider: Provider::from_stored(column::text(row, 0)?),
        reason: column::text(row, 1)?.into(),
        day: row.get(2)?,
        count: row.get::<_, i64>(3)?.unsigned_abs(),
    })
}

#[async_trait]
impl TelephonyRepo for SqliteTx {
    async fn conversation(&mut self, key: &ConversationKey) -> Result<Option<Loaded<Conversation>>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            conversation_columns!(),
            " FROM conversations WHERE provider = ?1 AND account = ?2 AND provider_id = ?3"
        );
        let key = key.clone();
        self.read("telephony.conversation", move |c| {
            let key = (key.provider.code(), key.account.as_str(), &*key.id);
            c.prepare_cached(SQL)?.query_row(key, read_conversation).optional()
        })
        .await
        .map(|found| found.map(Loaded::new))
    }

    async fn conversation_by_id(&mut self, id: ConversationId) -> Result<Option<Loaded<Conversation>>, StoreError> {
        const SQL: &str = concat!("SELECT ", conversation_columns!(), " FROM conversations WHERE id = ?1");
        self.read("telephony.conversation_by_id", move |c| {
            c.prepare_cached(SQL)?.query_row([id.get()], read_conversation).optional()
        })
        .await
        .map(|found| found.map(Loaded::new))
    }

    async fn events(&mut self, id: ConversationId) -> Result<Vec<RawEvent>, StoreError> {
        const SQL: &str =
            concat!("SELECT ", event_columns!(), " FROM telephony_events WHERE conversation_id = ?1 ORDER BY seq");
        self.read("telephony.events", move |c| c.prepare_cached(SQL)?.query_map([id.get()], read_event)?.collect())
            .await
    }

    async fn sealed_before(&mut self) -> Result<Timestamp, StoreError> {
        const SQL: &str = "SELECT before_at FROM telephony_sealed";
        self.read("telephony.sealed_before", move |c| {
            let found = c.prepare_cached(SQL)?.query_row([], |row| column::time(row, 0)).optional()?;
            Ok(found.unwrap_or(Timestamp::MIN))
        })
        .await
    }

    async fn has_event(&mut self, digest: &[u8; 32]) -> Result<bool, StoreError> {
        let digest = *digest;
        self.read("telephony.has_event", move |c| has_event(c, &digest)).await
    }

    async fn unread(&mut self, before: Option<i64>, limit: u32) -> Result<Vec<RawEvent>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            event_columns!(),
            " FROM telephony_events WHERE problem IS NOT NULL AND seq < ?1 ORDER BY seq DESC LIMIT ?2"
        );
        self.read_up_to(limit, "telephony.unread", move |c| {
            c.prepare_cached(SQL)?.query_map((before.unwrap_or(i64::MAX), limit), read_event)?.collect()
        })
        .await
    }

    async fn due(
        &mut self,
        legs_over_by: Timestamp,
        silent_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<ConversationId>, StoreError> {
        // UNION and not OR: each half walks its own partial index.
        const SQL: &str = "SELECT id, last_event_at FROM conversations WHERE open = 1 AND legs_over_at IS NOT NULL \
            AND legs_over_at <= ?1 UNION SELECT id, last_event_at FROM conversations WHERE open = 1 \
            AND last_event_at <= ?2 ORDER BY last_event_at, id LIMIT ?3";
        self.read_up_to(limit, "telephony.due", move |c| {
            let bounds = (legs_over_by.micros(), silent_since.micros(), limit);
            c.prepare_cached(SQL)?.query_map(bounds, |row| column::id(row, 0))?.collect()
        })
        .await
    }

    async fn conversations_after(
        &mut self,
        after: Option<ConversationId>,
        limit: u32,
    ) -> Result<Vec<Conversation>, StoreError> {
        const SQL: &str =
            concat!("SELECT ", conversation_columns!(), " FROM conversations WHERE id > ?1 ORDER BY id LIMIT ?2");
        self.read_up_to(limit, "telephony.conversations_after", move |c| {
            let bounds = (after.map_or(0, ConversationId::get), limit);
            c.prepare_cached(SQL)?.query_map(bounds, read_conversation)?.collect()
        })
        .await
    }

    async fn refusals(&mut self) -> Result<Vec<RefusalCount>, StoreError> {
        const SQL: &str =
            "SELECT provider, reason, day, count FROM telephony_refusals ORDER BY day DESC, provider, reason";
        self.read_on_thread("telephony.refusals", move |c| {
            c.prepare_cached(SQL)?.query_map([], read_refusal)?.collect()
        })
        .await
    }
}

pub(crate) fn has_event(connection: &Connection, digest: &[u8; 32]) -> Result<bool> {
    const SQL: &str = "SELECT 1 FROM telephony_events WHERE digest = ?1 \
        UNION ALL SELECT 1 FROM telephony_purged WHERE digest = ?1";
    connection.prepare_cached(SQL)?.exists([digest.as_slice()])
}

pub(crate) fn insert(connection: &Connection, conversation: &Conversation) -> Result<usize> {
    const SQL: &str = "INSERT INTO conversations (id, version, provider, account, provider_id, last_event_at, \
        legs_over_at, open, first_event_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    put(connection, SQL, conversation)
}

pub(crate) fn update(connection: &Connection, conversation: &Conversation) -> Result<usize> {
    // What names it hardly ever changes, and setting it would write its index anew each time.
    const SAME_KEY: &str = "UPDATE conversations SET version = ?2, last_event_at = ?6, legs_over_at = ?7, open = ?8, \
        first_event_at = ?9 WHERE id = ?1 AND version = ?2 - 1 AND provider = ?3 AND account = ?4 AND provider_id = ?5";
    const ANY: &str = "UPDATE conversations SET version = ?2, provider = ?3, account = ?4, provider_id = ?5, \
        last_event_at = ?6, legs_over_at = ?7, open = ?8, first_event_at = ?9 WHERE id = ?1 AND version = ?2 - 1";
    match put(connection, SAME_KEY, conversation)? {
        0 => put(connection, ANY, conversation),
        changed => Ok(changed),
    }
}

fn put(connection: &Connection, sql: &str, conversation: &Conversation) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        conversation.id.get(),
        conversation.version.get(),
        conversation.key.provider.code(),
        conversation.key.account.as_str(),
        &*conversation.key.id,
        conversation.last_event_at.micros(),
        conversation.legs_over_at.map(Timestamp::micros),
        conversation.open,
        conversation.first_event_at.micros(),
    ])
}

/// Adds an event, but not one that was stored and is gone.
pub(crate) fn insert_event(connection: &Connection, event: &NewRawEvent) -> Result<usize> {
    const SQL: &str = "INSERT INTO telephony_events (provider, account, conversation_id, path, body, digest, \
        clock_offset_seconds, context, received_at, problem) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 \
        WHERE NOT EXISTS (SELECT 1 FROM telephony_purged WHERE digest = ?6)";
    connection.prepare_cached(SQL)?.execute(params![
        event.provider.code(),
        event.account.as_str(),
        event.conversation.map(i64::from),
        &*event.path,
        event.body,
        event.digest.as_slice(),
        event.clock_offset_seconds,
        event.context.as_deref(),
        event.received_at.micros(),
        event.problem.as_ref().map(AsRef::<str>::as_ref),
    ])
}

pub(crate) fn count_refusal(connection: &Connection, provider: &Provider, reason: &str, day: i64) -> Result<usize> {
    const SQL: &str = "INSERT INTO telephony_refusals (provider, reason, day, count) VALUES (?1, ?2, ?3, 1) \
        ON CONFLICT (day, provider, reason) DO UPDATE SET count = count + 1";
    connection.prepare_cached(SQL)?.execute((provider.code(), reason, day))
}
