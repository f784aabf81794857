//! Ids, leased in blocks so that a decision can name what it creates.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{IdBlock, Store, StoreError, StoreErrorKind};
use crate::kernel::{EntityId, IdKind};

/// How many ids are leased at a time. A process that ends leaves the rest of its blocks unused.
const BLOCK: u32 = 64;

/// Hands out ids from leased blocks. Cheap to share; one per process is enough.
#[derive(Debug)]
pub struct IdSource {
    store: Arc<dyn Store>,
    blocks: Mutex<HashMap<IdKind, IdBlock>>,
    leasing: tokio::sync::Mutex<()>,
}

impl IdSource {
    /// A source over a store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, blocks: Mutex::default(), leasing: tokio::sync::Mutex::new(()) }
    }

    /// The next id of a kind.
    ///
    /// # Errors
    /// As [`Store::lease_ids`].
    pub async fn next<I: EntityId>(&self) -> Result<I, StoreError> {
        loop {
            if let Some(raw) = self.take(I::KIND) {
                return I::new(raw)
                    .map_err(|e| StoreError::new(StoreErrorKind::Corrupt, "ids.next").context(e.to_string()));
            }
            let _one_at_a_time = self.leasing.lock().await;
            if self.is_used_up(I::KIND) {
                let block = self.store.lease_ids(I::KIND, BLOCK).await?;
                self.lock().insert(I::KIND, block);
            }
        }
    }

    fn take(&self, kind: IdKind) -> Option<i64> {
        let mut blocks = self.lock();
        let block = blocks.get_mut(&kind).filter(|block| block.count > 0)?;
        let raw = block.first;
        block.first += 1;
        block.count -= 1;
        Some(raw)
    }

    fn is_used_up(&self, kind: IdKind) -> bool {
        self.lock().get(&kind).is_none_or(|block| block.count == 0)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<IdKind, IdBlock>> {
        // Nothing inside can be left half-changed by a panic.
        self.blocks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
