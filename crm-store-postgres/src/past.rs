//! What rows of other systems have become here.

use async_trait::async_trait;
use crm_core::past::{PastId, PastKind, PastMark, PastRepo, Source};
use crm_core::store::StoreError;
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column;
use crate::statement::Statement;
use crate::tx::PostgresTx;

#[async_trait]
impl PastRepo for PostgresTx {
    async fn made(
        &mut self,
        source: &Source,
        kind: PastKind,
        ids: &[PastId],
    ) -> Result<Vec<(PastId, i64)>, StoreError> {
        const SQL: &str = "SELECT source_id, made FROM past WHERE source = $1 AND kind = $2 AND source_id = ANY ($3)";
        let ids: Vec<String> = ids.iter().map(|id| id.as_str().to_owned()).collect();
        let made = Statement::new(SQL).with(source.as_str()).with(kind.code()).with(ids);
        let read = |row: &PgRow| Ok((column::bounded(row, 0)?, column::int(row, 1)?));
        self.fetch_all("past.made", made, read).await
    }
}

pub(crate) fn row(mark: &PastMark) -> Value {
    json!({
        "source": mark.source.as_str(),
        "kind": mark.kind.code(),
        "source_id": mark.id.as_str(),
        "made": mark.made,
    })
}
