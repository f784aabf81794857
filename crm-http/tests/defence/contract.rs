//! A measured store keeps the contract of a store.

use std::sync::Arc;

use crm_core::conformance::{Fixture, MemoryStore};
use crm_core::store::Store;
use crm_http::Measured;

struct MeasuredMemory;

#[async_trait::async_trait]
impl Fixture for MeasuredMemory {
    async fn fresh(&self) -> Arc<dyn Store> {
        Arc::new(Measured::new(MemoryStore::new()))
    }
}

crm_core::conformance::tests!(MeasuredMemory);

#[tokio::test]
async fn a_measured_store_tells_of_commits_as_the_other_does() {
    let store = Measured::new(MemoryStore::new());
    assert!(store.changes().await.is_some(), "without it nothing is kept between requests");
}
