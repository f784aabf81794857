//! The feed: read once everything that is committed has its place.

use async_trait::async_trait;
use crm_core::events::{EventKind, EventRepo, EventScope, FeedEpoch, FeedEvent, FeedOrigin, NewEvent};
use crm_core::kernel::{CityId, OperatorId};
use crm_core::store::StoreError;
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::json;
use crate::statement::Statement;
use crate::tx::PostgresTx;

fn read(row: &PgRow) -> Result<FeedEvent> {
    Ok(FeedEvent {
        position: column::int(row, 0)?,
        event: NewEvent {
            at: column::time(row, 1)?,
            kind: EventKind::from_stored(column::text(row, 2)?),
            subject: column::bounded(row, 3)?,
            scope: EventScope {
                cities: cities(row)?,
                operators: json::read_list::<OperatorId, _>(row, 5, |id| id)?,
                everyone: column::flag(row, 6)?,
            },
            payload: column::text(row, 7)?.into(),
        },
    })
}

// Most events are of one city, so the first has a column of its own.
fn cities(row: &PgRow) -> Result<Vec<CityId>> {
    let mut cities: Vec<CityId> = column::optional_id(row, 4)?.into_iter().collect();
    cities.extend(json::read_list::<CityId, _>(row, 8, |id| id)?);
    Ok(cities)
}

#[async_trait]
impl EventRepo for PostgresTx {
    async fn after(&mut self, position: i64, limit: u32) -> Result<Vec<FeedEvent>, StoreError> {
        const SQL: &str = "SELECT position, at, kind, subject, city, operators, everyone, payload, more_cities FROM events \
            WHERE position > $1 ORDER BY position LIMIT $2";
        self.stamp("events.after").await?;
        self.fetch_all("events.after", Statement::new(SQL).with(position).with(limit), read).await
    }

    async fn head(&mut self) -> Result<i64, StoreError> {
        self.stamp("events.head").await?;
        self.fetch_one("events.head", Statement::new("SELECT head FROM feed"), |row| column::int(row, 0)).await
    }

    async fn origin(&mut self) -> Result<FeedOrigin, StoreError> {
        let read = |row: &PgRow| {
            Ok(FeedOrigin { epoch: FeedEpoch::from_stored(column::int(row, 0)?), purged_to: column::int(row, 1)? })
        };
        self.fetch_one("events.origin", Statement::new("SELECT epoch, purged_to FROM feed"), read).await
    }
}

pub(crate) fn row(event: &NewEvent) -> Value {
    let (first, more) = event.scope.cities.split_first().map_or((None, &[][..]), |(first, more)| (Some(first), more));
    json!({
        "at": event.at.micros(),
        "kind": event.kind.code(),
        "subject": event.subject.as_str(),
        "city": first.map(|city| city.get()),
        "operators": json::list(&event.scope.operators),
        "everyone": event.scope.everyone,
        "payload": &*event.payload,
        "more_cities": json::list(more),
    })
}
