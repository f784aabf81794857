//! The feed. One writer, so the row id is the order and no position becomes visible late.

use async_trait::async_trait;
use crm_core::events::{EventKind, EventRepo, EventScope, FeedEvent, NewEvent};
use crm_core::kernel::OperatorId;
use crm_core::store::StoreError;
use rusqlite::{Connection, Result, Row, params};

use crate::column;
use crate::json;
use crate::tx::SqliteTx;

fn read(row: &Row<'_>) -> Result<FeedEvent> {
    Ok(FeedEvent {
        position: row.get(0)?,
        event: NewEvent {
            at: column::time(row, 1)?,
            kind: EventKind::from_stored(column::text(row, 2)?),
            subject: column::bounded(row, 3)?,
            scope: EventScope {
                city: column::optional_id(row, 4)?,
                operators: json::read_list::<OperatorId, _>(row, 5, |id| id)?,
                everyone: row.get(6)?,
            },
            payload: column::text(row, 7)?.into(),
        },
    })
}

#[async_trait]
impl EventRepo for SqliteTx {
    async fn after(&mut self, position: i64, limit: u32) -> Result<Vec<FeedEvent>, StoreError> {
        const SQL: &str = "SELECT position, at, kind, subject, city, operators, everyone, payload FROM events \
            WHERE position > ?1 ORDER BY position LIMIT ?2";
        self.read_up_to(limit, "events.after", move |c| {
            c.prepare_cached(SQL)?.query_map((position, limit), read)?.collect()
        })
        .await
    }

    async fn head(&mut self) -> Result<i64, StoreError> {
        const SQL: &str = "SELECT coalesce(max(position), 0) FROM events";
        self.read("events.head", move |c| c.prepare_cached(SQL)?.query_row([], |row| row.get(0))).await
    }
}

pub(crate) fn insert(connection: &Connection, event: &NewEvent) -> Result<usize> {
    const SQL: &str = "INSERT INTO events (at, kind, subject, city, operators, everyone, payload) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    connection.prepare_cached(SQL)?.execute(params![
        event.at.micros(),
        event.kind.code(),
        event.subject.as_str(),
        event.scope.city.map(i64::from),
        json::list(&event.scope.operators)?,
        event.scope.everyone,
        &*event.payload,
    ])
}
