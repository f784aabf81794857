//! The feed. One writer, so the row id is the order and no position becomes visible late.

use async_trait::async_trait;
use crm_core::events::{EventKind, EventRepo, EventScope, FeedEpoch, FeedEvent, FeedOrigin, NewEvent};
use crm_core::kernel::{CityId, OperatorId};
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
                cities: cities(row)?,
                operators: json::read_list::<OperatorId, _>(row, 5, |id| id)?,
                everyone: row.get(6)?,
            },
            payload: column::text(row, 7)?.into(),
        },
    })
}

// Most events are of one city, so the first has a column of its own.
fn cities(row: &Row<'_>) -> Result<Vec<CityId>> {
    let mut cities: Vec<CityId> = column::optional_id(row, 4)?.into_iter().collect();
    cities.extend(json::read_list::<CityId, _>(row, 8, |id| id)?);
    Ok(cities)
}

#[async_trait]
impl EventRepo for SqliteTx {
    async fn after(&mut self, position: i64, limit: u32) -> Result<Vec<FeedEvent>, StoreError> {
        const SQL: &str = "SELECT position, at, kind, subject, city, operators, everyone, payload, more_cities FROM events \
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

    async fn origin(&mut self) -> Result<FeedOrigin, StoreError> {
        self.read("events.origin", |c| {
            c.prepare_cached("SELECT epoch, purged_to FROM feed")?.query_row([], |row| {
                Ok(FeedOrigin { epoch: FeedEpoch::from_stored(row.get(0)?), purged_to: row.get(1)? })
            })
        })
        .await
    }
}

pub(crate) fn set_epoch(connection: &Connection, epoch: FeedEpoch) -> Result<usize> {
    connection.execute("UPDATE feed SET epoch = ?1", [epoch.to_stored()])
}

pub(crate) fn insert(connection: &Connection, event: &NewEvent) -> Result<usize> {
    const SQL: &str = "INSERT INTO events (at, kind, subject, city, operators, everyone, payload, more_cities) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let (first, more) = event.scope.cities.split_first().map_or((None, &[][..]), |(first, more)| (Some(first), more));
    connection.prepare_cached(SQL)?.execute(params![
        event.at.micros(),
        event.kind.code(),
        event.subject.as_str(),
        first.map(|city| city.get()),
        json::list(&event.scope.operators)?,
        event.scope.everyone,
        &*event.payload,
        json::list(more)?,
    ])
}
