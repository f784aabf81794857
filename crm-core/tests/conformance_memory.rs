//! The suite, on the in-memory store itself: it is the reference, so it has to pass first.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use crm_core::conformance::{Fixture, MemoryStore};
use crm_core::store::Store;

/// Hands out stores and keeps the last one, to disturb it.
#[derive(Default)]
struct InMemory(Mutex<MemoryStore>);

impl InMemory {
    fn last(&self) -> std::sync::MutexGuard<'_, MemoryStore> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Fixture for InMemory {
    async fn fresh(&self) -> Arc<dyn Store> {
        let store = MemoryStore::new();
        *self.last() = store.clone();
        Arc::new(store)
    }

    fn fail_next_commit(&self) -> bool {
        self.last().fail_next_commit();
        true
    }

    async fn reopen(&self) -> Option<Arc<dyn Store>> {
        Some(Arc::new(self.last().reopened()))
    }

    async fn beside(&self) -> Option<Arc<dyn Store>> {
        Some(Arc::new(self.last().clone()))
    }
}

crm_core::conformance::tests!(InMemory::default());
