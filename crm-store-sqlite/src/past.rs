//! What rows of another system have become.

use async_trait::async_trait;
use crm_core::past::{PastId, PastKind, PastMark, PastRepo, Source};
use crm_core::store::StoreError;
use rusqlite::{Connection, OptionalExtension, Result};

use crate::tx::SqliteTx;

#[async_trait]
impl PastRepo for SqliteTx {
    async fn made(
        &mut self,
        source: &Source,
        kind: PastKind,
        ids: &[PastId],
    ) -> Result<Vec<(PastId, i64)>, StoreError> {
        const SQL: &str = "SELECT made FROM past WHERE source = ?1 AND kind = ?2 AND source_id = ?3";
        let (source, mut ids) = (source.clone(), ids.to_vec());
        ids.sort_unstable();
        ids.dedup();
        self.read("past.made", move |c| {
            let mut find = c.prepare_cached(SQL)?;
            let mut made = Vec::new();
            for id in &ids {
                let key = (source.as_str(), kind.code(), id.as_str());
                let found: Option<i64> = find.query_row(key, |row| row.get(0)).optional()?;
                made.extend(found.map(|found| (id.clone(), found)));
            }
            Ok(made)
        })
        .await
    }
}

pub(crate) fn insert(connection: &Connection, mark: &PastMark) -> Result<usize> {
    const SQL: &str = "INSERT INTO past (source, kind, source_id, made) VALUES (?1, ?2, ?3, ?4) \
        ON CONFLICT (source, kind, source_id) DO NOTHING";
    let key = (mark.source.as_str(), mark.kind.code(), mark.id.as_str(), mark.made);
    connection.prepare_cached(SQL)?.execute(key)
}
