//! The suite every backend passes, and the in-memory store that is its reference.
//!
//! A backend proves itself with a [`Fixture`] and one line. The crate under test needs `crm-core` with the feature
//! `conformance`, `async-trait`, and `tokio` with `macros` and `rt-multi-thread`, among its dev-dependencies:
//!
//! ```
//! use std::sync::Arc;
//!
//! use crm_core::conformance::{Fixture, MemoryStore};
//! use crm_core::store::Store;
//!
//! struct InMemory;
//!
//! #[async_trait::async_trait]
//! impl Fixture for InMemory {
//!     async fn fresh(&self) -> Arc<dyn Store> {
//!         Arc::new(MemoryStore::new())
//!     }
//! }
//!
//! crm_core::conformance::tests!(InMemory);
//! # fn main() {}
//! ```
//!
//! It expands to a module per subject with a `#[tokio::test]` per case, so a failure names the rule that is broken. The
//! cases are plain functions in [`cases`] (the contract itself) and [`office`] (the services over it), for harnesses of
//! another kind: each wants a multi-threaded tokio runtime.

pub mod cases;
pub mod memory;
pub mod office;

mod list;

use std::sync::Arc;

use async_trait::async_trait;

use crate::store::Store;

pub use crate::conformance_tests as tests;
pub use memory::MemoryStore;

/// What a case needs of a backend: empty stores, and a few ways to disturb them.
///
/// It is a guard: whatever the stores live in (a folder, a schema) stays as long as it does and goes with it. Its methods
/// panic when they fail, which fails the case.
#[async_trait]
pub trait Fixture: Send + Sync {
    /// A store that is migrated and empty. Each call gives another one.
    async fn fresh(&self) -> Arc<dyn Store>;

    /// Makes the next commit of the store that [`Fixture::fresh`] gave last fail at the moment it would become durable, so
    /// that it writes nothing and answers `Unavailable`. `false` when this backend cannot be made to; cases about such
    /// failures then pass without checking anything.
    fn fail_next_commit(&self) -> bool {
        false
    }

    /// Opens the data of the store that [`Fixture::fresh`] gave last once more, as after a restart; the case has closed
    /// that store. `None` when this backend forgets what it held; cases about restarts then pass without checking anything.
    async fn reopen(&self) -> Option<Arc<dyn Store>> {
        None
    }

    /// Opens the data of the store that [`Fixture::fresh`] gave last a second time, as another process does; that store
    /// stays open. `None` when this backend cannot; cases about several processes then pass without checking anything.
    async fn beside(&self) -> Option<Arc<dyn Store>> {
        None
    }
}
