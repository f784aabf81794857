//! What idempotency keys made.

use async_trait::async_trait;
use crm_core::store::{IdempotencyKey, IdempotencyRecord, IdempotencyRepo, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::json;
use crate::statement::Statement;
use crate::tx::PostgresTx;

#[async_trait]
impl IdempotencyRepo for PostgresTx {
    async fn find(
        &mut self,
        actor: &str,
        operation: &'static str,
        key: &IdempotencyKey,
    ) -> Result<Option<([u8; 32], i64)>, StoreError> {
        const SQL: &str =
            "SELECT fingerprint, result FROM idempotency WHERE actor = $1 AND operation = $2 AND key = $3";
        let found = Statement::new(SQL).with(actor).with(operation).with(key.as_str());
        let read = |row: &PgRow| Ok((column::bytes(row, 0)?, column::int(row, 1)?));
        self.fetch_optional("idempotency.find", found, read).await
    }
}

pub(crate) fn row(record: &IdempotencyRecord) -> Value {
    json!({
        "actor": &record.actor,
        "operation": record.operation,
        "key": record.key.as_str(),
        "fingerprint": json::bytes(&record.fingerprint),
        "result": record.result,
        "expires_at": record.expires_at.micros(),
    })
}
