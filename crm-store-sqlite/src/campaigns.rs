//! Campaigns.

use async_trait::async_trait;
use crm_core::campaigns::{Campaign, CampaignRepo};
use crm_core::kernel::CampaignId;
use crm_core::store::{Loaded, StoreError};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::column;
use crate::tx::SqliteTx;

fn read(row: &Row<'_>) -> Result<Campaign> {
    Ok(Campaign {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        name: column::bounded(row, 2)?,
        created_at: column::time(row, 3)?,
    })
}

#[async_trait]
impl CampaignRepo for SqliteTx {
    async fn get(&mut self, id: CampaignId) -> Result<Option<Loaded<Campaign>>, StoreError> {
        const SQL: &str = "SELECT id, version, name, created_at FROM campaigns WHERE id = ?1";
        self.read("campaigns.get", move |c| c.prepare_cached(SQL)?.query_row([id.get()], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_name(&mut self, name: &str) -> Result<Option<Loaded<Campaign>>, StoreError> {
        const SQL: &str = "SELECT id, version, name, created_at FROM campaigns WHERE name_key = ?1";
        let key = name.to_lowercase();
        self.read("campaigns.by_name", move |c| c.prepare_cached(SQL)?.query_row([&key], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn all(&mut self) -> Result<Vec<Campaign>, StoreError> {
        const SQL: &str = "SELECT id, version, name, created_at FROM campaigns ORDER BY name_key";
        self.read("campaigns.all", move |c| c.prepare_cached(SQL)?.query_map([], read)?.collect()).await
    }
}

pub(crate) fn insert(connection: &Connection, campaign: &Campaign) -> Result<usize> {
    put(
        connection,
        "INSERT INTO campaigns (id, version, name, name_key, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        campaign,
    )
}

pub(crate) fn update(connection: &Connection, campaign: &Campaign) -> Result<usize> {
    put(
        connection,
        "UPDATE campaigns SET version = ?2, name = ?3, name_key = ?4, created_at = ?5 WHERE id = ?1",
        campaign,
    )
}

fn put(connection: &Connection, sql: &str, campaign: &Campaign) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        campaign.id.get(),
        campaign.version.get(),
        campaign.name.as_str(),
        campaign.name.as_str().to_lowercase(),
        campaign.created_at.micros(),
    ])
}
