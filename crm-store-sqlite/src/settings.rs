//! Settings.

use async_trait::async_trait;
use crm_core::settings::{Setting, SettingKey, SettingRepo};
use crm_core::store::{Loaded, StoreError};
use rusqlite::{Connection, Result, Row};

use crate::column;
use crate::tx::SqliteTx;

fn read(row: &Row<'_>) -> Result<Setting> {
    Ok(Setting {
        key: SettingKey::from_stored(column::text(row, 0)?),
        version: column::version(row, 1)?,
        value: row.get(2)?,
    })
}

#[async_trait]
impl SettingRepo for SqliteTx {
    async fn all(&mut self) -> Result<Vec<Loaded<Setting>>, StoreError> {
        let rows = self.read("settings.all", all).await?;
        Ok(rows.into_iter().map(Loaded::new).collect())
    }
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Setting>> {
    const SQL: &str = "SELECT key, version, value FROM settings ORDER BY key";
    connection.prepare_cached(SQL)?.query_map([], read)?.collect()
}

pub(crate) fn insert(connection: &Connection, setting: &Setting) -> Result<usize> {
    put(connection, "INSERT INTO settings (key, version, value) VALUES (?1, ?2, ?3)", setting)
}

pub(crate) fn update(connection: &Connection, setting: &Setting) -> Result<usize> {
    put(connection, "UPDATE settings SET version = ?2, value = ?3 WHERE key = ?1", setting)
}

fn put(connection: &Connection, sql: &str, setting: &Setting) -> Result<usize> {
    connection.prepare_cached(sql)?.execute((setting.key.code(), setting.version.get(), &setting.value))
}
