//! What idempotency keys made.

use async_trait::async_trait;
use crm_core::store::{IdempotencyKey, IdempotencyRecord, IdempotencyRepo, StoreError};
use rusqlite::{Connection, OptionalExtension, Result};

use crate::column;
use crate::tx::SqliteTx;

#[async_trait]
impl IdempotencyRepo for SqliteTx {
    async fn find(
        &mut self,
        actor: &str,
        operation: &'static str,
        key: &IdempotencyKey,
    ) -> Result<Option<([u8; 32], i64)>, StoreError> {
        const SQL: &str =
            "SELECT fingerprint, result FROM idempotency WHERE actor = ?1 AND operation = ?2 AND key = ?3";
        let (actor, key) = (actor.to_owned(), key.clone());
        self.read("idempotency.find", move |c| {
            c.prepare_cached(SQL)?
                .query_row((&actor, operation, key.as_str()), |row| Ok((column::bytes(row, 0)?, row.get(1)?)))
                .optional()
        })
        .await
    }
}

pub(crate) fn insert(connection: &Connection, record: &IdempotencyRecord) -> Result<usize> {
    const SQL: &str = "INSERT INTO idempotency (actor, operation, key, fingerprint, result, expires_at) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.prepare_cached(SQL)?.execute((
        &record.actor,
        record.operation,
        record.key.as_str(),
        record.fingerprint.as_slice(),
        record.result,
        record.expires_at.micros(),
    ))
}
