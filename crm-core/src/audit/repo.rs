//! What a backend must be able to read for the audit.

use async_trait::async_trait;

use super::{Anchor, AuditEntry, BlockHeader};
use crate::store::StoreError;

/// Reads the audit.
#[async_trait]
pub trait AuditRepo: Send {
    /// Entries with a `seq` above `after`, ascending, at most `limit`.
    async fn after(&mut self, after: i64, limit: u32) -> Result<Vec<AuditEntry>, StoreError>;
    /// Entries with a `seq` below `before`, descending, at most `limit`; with a subject, only its own.
    async fn latest(
        &mut self,
        subject: Option<&str>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError>;
    /// Entries not yet sealed, ascending, at most `limit`. They follow the last block's `last_seq`.
    async fn unsealed(&mut self, limit: u32) -> Result<Vec<AuditEntry>, StoreError>;
    /// Block headers with a number above `after`, ascending, at most `limit`.
    async fn blocks_after(&mut self, after: i64, limit: u32) -> Result<Vec<BlockHeader>, StoreError>;
    /// The last block header.
    async fn last_block(&mut self) -> Result<Option<BlockHeader>, StoreError>;
    /// The anchor of the highest block, once rows have been let go.
    async fn anchor(&mut self) -> Result<Option<Anchor>, StoreError>;
}
