//! The audit and its blocks.

use async_trait::async_trait;
use crm_core::audit::{Anchor, AuditActor, AuditEntry, AuditPayload, AuditRepo, BlockHeader, Digest, NewAuditEntry};
use crm_core::store::StoreError;
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::column;
use crate::tx::SqliteTx;

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

fn read_entry(row: &Row<'_>) -> Result<AuditEntry> {
    let payload = match row.get::<_, Option<String>>(6)? {
        Some(json) => Some(AuditPayload { salt: column::bytes(row, 5)?, json }),
        None => None,
    };
    Ok(AuditEntry {
        seq: row.get(0)?,
        at: column::time(row, 1)?,
        actor: AuditActor::from_stored(column::text(row, 2)?),
        action: column::bounded(row, 3)?,
        subject: column::bounded(row, 4)?,
        payload,
        payload_digest: Digest::from_bytes(column::bytes(row, 7)?),
        block_no: row.get(8)?,
    })
}

fn read_anchor(row: &Row<'_>) -> Result<Anchor> {
    Ok(Anchor {
        number: row.get(0)?,
        hash: Digest::from_bytes(column::bytes(row, 1)?),
        at: column::time(row, 2)?,
        key_id: column::text(row, 3)?.into(),
        signature: Digest::from_bytes(column::bytes(row, 4)?),
    })
}

fn read_block(row: &Row<'_>) -> Result<BlockHeader> {
    Ok(BlockHeader {
        number: row.get(0)?,
        first_seq: row.get(1)?,
        last_seq: row.get(2)?,
        count: row.get(3)?,
        sealed_at: column::time(row, 4)?,
        previous: Digest::from_bytes(column::bytes(row, 5)?),
        root: Digest::from_bytes(column::bytes(row, 6)?),
        hash: Digest::from_bytes(column::bytes(row, 7)?),
    })
}

#[async_trait]
impl AuditRepo for SqliteTx {
    async fn after(&mut self, after: i64, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        const SQL: &str = concat!("SELECT ", entry_columns!(), " FROM audit WHERE seq > ?1 ORDER BY seq LIMIT ?2");
        self.read_up_to(limit, "audit.after", move |c| {
            c.prepare_cached(SQL)?.query_map((after, limit), read_entry)?.collect()
        })
        .await
    }

    async fn latest(
        &mut self,
        subject: Option<&str>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        const ALL: &str = concat!("SELECT ", entry_columns!(), " FROM audit WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2");
        const OF_SUBJECT: &str = concat!(
            "SELECT ",
            entry_columns!(),
            " FROM audit WHERE subject = ?3 AND seq < ?1 ORDER BY seq DESC LIMIT ?2"
        );
        let subject = subject.map(str::to_owned);
        let before = before.unwrap_or(i64::MAX);
        self.read_up_to(limit, "audit.latest", move |c| match &subject {
            None => c.prepare_cached(ALL)?.query_map((before, limit), read_entry)?.collect(),
            Some(subject) => c.prepare_cached(OF_SUBJECT)?.query_map((before, limit, subject), read_entry)?.collect(),
        })
        .await
    }

    async fn unsealed(&mut self, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        const SQL: &str =
            concat!("SELECT ", entry_columns!(), " FROM audit WHERE block_no IS NULL ORDER BY seq LIMIT ?1");
        self.read_up_to(limit, "audit.unsealed", move |c| {
            c.prepare_cached(SQL)?.query_map([limit], read_entry)?.collect()
        })
        .await
    }

    async fn blocks_after(&mut self, after: i64, limit: u32) -> Result<Vec<BlockHeader>, StoreError> {
        const SQL: &str =
            concat!("SELECT ", block_columns!(), " FROM audit_blocks WHERE number > ?1 ORDER BY number LIMIT ?2");
        self.read_up_to(limit, "audit.blocks_after", move |c| {
            c.prepare_cached(SQL)?.query_map((after, limit), read_block)?.collect()
        })
        .await
    }

    async fn last_block(&mut self) -> Result<Option<BlockHeader>, StoreError> {
        const SQL: &str = concat!("SELECT ", block_columns!(), " FROM audit_blocks ORDER BY number DESC LIMIT 1");
        self.read("audit.last_block", move |c| c.prepare_cached(SQL)?.query_row([], read_block).optional()).await
    }

    async fn anchor(&mut self) -> Result<Option<Anchor>, StoreError> {
        const SQL: &str = "SELECT number, hash, at, key_id, signature FROM audit_anchors ORDER BY number DESC LIMIT 1";
        self.read("audit.anchor", move |c| c.prepare_cached(SQL)?.query_row([], read_anchor).optional()).await
    }
}

pub(crate) fn insert(connection: &Connection, entry: &NewAuditEntry) -> Result<usize> {
    const SQL: &str = "INSERT INTO audit (at, actor, action, subject, salt, payload, payload_digest) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    connection.prepare_cached(SQL)?.execute(params![
        entry.at.micros(),
        entry.actor.to_string(),
        entry.action.as_str(),
        entry.subject.as_str(),
        entry.payload.salt.as_slice(),
        entry.payload.json,
        entry.payload.digest().as_bytes().as_slice(),
    ])
}

pub(crate) fn seal(connection: &Connection, block: &BlockHeader) -> Result<usize> {
    const SQL: &str =
        concat!("INSERT INTO audit_blocks (", block_columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    connection.prepare_cached(SQL)?.execute(params![
        block.number,
        block.first_seq,
        block.last_seq,
        block.count,
        block.sealed_at.micros(),
        block.previous.as_bytes().as_slice(),
        block.root.as_bytes().as_slice(),
        block.hash.as_bytes().as_slice(),
    ])?;
    connection.prepare_cached("UPDATE audit SET block_no = ?1 WHERE seq BETWEEN ?2 AND ?3")?.execute((
        block.number,
        block.first_seq,
        block.last_seq,
    ))
}

pub(crate) fn insert_anchor(connection: &Connection, anchor: &Anchor) -> Result<usize> {
    const SQL: &str = "INSERT INTO audit_anchors (number, hash, at, key_id, signature) VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.prepare_cached(SQL)?.execute(params![
        anchor.number,
        anchor.hash.as_bytes().as_slice(),
        anchor.at.micros(),
        &*anchor.key_id,
        anchor.signature.as_bytes().as_slice(),
    ])
}
