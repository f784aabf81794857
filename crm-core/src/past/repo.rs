//! What a backend must be able to read of the past.

use async_trait::async_trait;

use super::{PastId, PastKind, Source};
use crate::store::StoreError;

/// Reads what rows of another system have become.
#[async_trait]
pub trait PastRepo: Send {
    /// Those of the ids, at most some hundreds, that have become something, with its id here; each once, by id ascending.
    async fn made(&mut self, source: &Source, kind: PastKind, ids: &[PastId])
    -> Result<Vec<(PastId, i64)>, StoreError>;
}
