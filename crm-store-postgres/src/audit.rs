//! The audit and its blocks.

use async_trait::async_trait;
use crm_core::audit::{Anchor, AuditActor, AuditEntry, AuditPayload, AuditRepo, BlockHeader, Digest, NewAuditEntry};
use crm_core::store::StoreError;
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::json;
use crate::statement::Statement;
use crate::tx::PostgresTx;

macro_rules! entry_columns {
    () => {
        "seq, at, actor, action, subject, salt, payload, payload_digest, block_no"
    };
}

macro_rules! block_columns {
    () => {
        "number, first_seq, last_seq, count, sealed_at, previous, root, hash"
    };
}

fn read_entry(row: &PgRow) -> Result<AuditEntry> {
    let payload = match column::optional_text(row, 6)?.map(str::to_owned) {
        Some(json) => Some(AuditPayload { salt: column::bytes(row, 5)?, json }),
        None => None,
    };
    Ok(AuditEntry {
        seq: column::int(row, 0)?,
        at: column::time(row, 1)?,
        actor: AuditActor::from_stored(column::text(row, 2)?),
        action: column::bounded(row, 3)?,
        subject: column::bounded(row, 4)?,
        payload,
        payload_digest: Digest::from_bytes(column::bytes(row, 7)?),
        block_no: column::optional_int(row, 8)?,
    })
}

fn read_anchor(row: &PgRow) -> Result<Anchor> {
    Ok(Anchor {
        number: column::int(row, 0)?,
        hash: Digest::from_bytes(column::bytes(row, 1)?),
        at: column::time(row, 2)?,
        key_id: column::text(row, 3)?.into(),
        signature: Digest::from_bytes(column::bytes(row, 4)?),
    })
}

fn read_block(row: &PgRow) -> Result<BlockHeader> {
    Ok(BlockHeader {
        number: column::int(row, 0)?,
        first_seq: column::int(row, 1)?,
        last_seq: column::int(row, 2)?,
        count: column::number(row, 3)?,
        sealed_at: column::time(row, 4)?,
        previous: Digest::from_bytes(column::bytes(row, 5)?),
        root: Digest::from_bytes(column::bytes(row, 6)?),
        hash: Digest::from_bytes(column::bytes(row, 7)?),
    })
}

#[async_trait]
impl AuditRepo for PostgresTx {
    async fn after(&mut self, after: i64, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        const SQL: &str = concat!("SELECT ", entry_columns!(), " FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2");
        self.stamp("audit.after").await?;
        self.fetch_all("audit.after", Statement::new(SQL).with(after).with(limit), read_entry).await
    }

    async fn latest(
        &mut self,
        subject: Option<&str>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        const ALL: &str = concat!("SELECT ", entry_columns!(), " FROM audit WHERE seq < $1 ORDER BY seq DESC LIMIT $2");
        const OF_SUBJECT: &str = concat!(
            "SELECT ",
            entry_columns!(),
            " FROM audit WHERE subject = $3 AND seq < $1 ORDER BY seq DESC LIMIT $2"
        );
        let before = before.unwrap_or(i64::MAX);
        let statement = match subject {
            None => Statement::new(ALL).with(before).with(limit),
            Some(subject) => Statement::new(OF_SUBJECT).with(before).with(limit).with(subject),
        };
        self.stamp("audit.latest").await?;
        self.fetch_all("audit.latest", statement, read_entry).await
    }

    async fn unsealed(&mut self, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        const SQL: &str =
            concat!("SELECT ", entry_columns!(), " FROM audit WHERE block_no IS NULL ORDER BY seq LIMIT $1");
        self.stamp("audit.unsealed").await?;
        self.fetch_all("audit.unsealed", Statement::new(SQL).with(limit), read_entry).await
    }

    async fn blocks_after(&mut self, after: i64, limit: u32) -> Result<Vec<BlockHeader>, StoreError> {
        const SQL: &str =
            concat!("SELECT ", block_columns!(), " FROM audit_blocks WHERE number > $1 ORDER BY number LIMIT $2");
        self.fetch_all("audit.blocks_after", Statement::new(SQL).with(after).with(limit), read_block).await
    }

    async fn anchor(&mut self) -> Result<Option<Anchor>, StoreError> {
        const SQL: &str = "SELECT number, hash, at, key_id, signature FROM audit_anchors ORDER BY number DESC LIMIT 1";
        self.fetch_optional("audit.anchor", Statement::new(SQL), read_anchor).await
    }

    async fn last_block(&mut self) -> Result<Option<BlockHeader>, StoreError> {
        const SQL: &str = concat!("SELECT ", block_columns!(), " FROM audit_blocks ORDER BY number DESC LIMIT 1");
        self.fetch_optional("audit.last_block", Statement::new(SQL), read_block).await
    }
}

pub(crate) fn row(entry: &NewAuditEntry) -> Value {
    json!({
        "at": entry.at.micros(),
        "actor": entry.actor.to_string(),
        "action": entry.action.as_str(),
        "subject": entry.subject.as_str(),
        "salt": json::bytes(&entry.payload.salt),
        "payload": entry.payload.json,
        "payload_digest": json::bytes(entry.payload.digest().as_bytes()),
    })
}

pub(crate) fn block_row(block: &BlockHeader) -> Value {
    json!({
        "number": block.number,
        "first_seq": block.first_seq,
        "last_seq": block.last_seq,
        "count": block.count,
        "sealed_at": block.sealed_at.micros(),
        "previous": json::bytes(block.previous.as_bytes()),
        "root": json::bytes(block.root.as_bytes()),
        "hash": json::bytes(block.hash.as_bytes()),
    })
}

pub(crate) fn anchor_row(anchor: &Anchor) -> Value {
    json!({
        "number": anchor.number,
        "hash": json::bytes(anchor.hash.as_bytes()),
        "at": anchor.at.micros(),
        "key_id": &*anchor.key_id,
        "signature": json::bytes(anchor.signature.as_bytes()),
    })
}
