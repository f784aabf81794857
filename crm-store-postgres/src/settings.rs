//! Settings.

use async_trait::async_trait;
use crm_core::settings::{Setting, SettingKey, SettingRepo};
use crm_core::store::{Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::statement::Statement;
use crate::tx::PostgresTx;

fn read(row: &PgRow) -> Result<Setting> {
    Ok(Setting {
        key: SettingKey::from_stored(column::text(row, 0)?),
        version: column::version(row, 1)?,
        value: column::text(row, 2)?.to_owned(),
    })
}

#[async_trait]
impl SettingRepo for PostgresTx {
    async fn all(&mut self) -> Result<Vec<Loaded<Setting>>, StoreError> {
        let rows = self
            .fetch_all("settings.all", Statement::new("SELECT key, version, value FROM settings ORDER BY key"), read)
            .await?;
        Ok(rows.into_iter().map(Loaded::new).collect())
    }
}

pub(crate) fn row(setting: &Setting) -> Value {
    json!({
        "key": setting.key.code(),
        "version": setting.version.get(),
        "value": &setting.value,
    })
}
