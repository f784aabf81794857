//! The suite every backend passes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crm_core::conformance::Fixture;
use crm_core::store::Store;
use crm_store_sqlite::{Options, SqliteStore};

/// Files in a folder of their own, a new one for each store.
struct Files {
    folder: tempfile::TempDir,
    given: AtomicUsize,
    // That of the store given last.
    failing_commits: Mutex<Arc<AtomicUsize>>,
}

impl Files {
    fn open(&self) -> SqliteStore {
        let failing = Arc::new(AtomicUsize::new(0));
        *self.failing_commits.lock().unwrap() = Arc::clone(&failing);
        let path = self.folder.path().join(format!("{}.db", self.given.load(Ordering::SeqCst)));
        SqliteStore::open_with(path, Options::default().fail_commits(failing)).unwrap()
    }
}

impl Default for Files {
    fn default() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder, given: AtomicUsize::new(0), failing_commits: Mutex::default() }
    }
}

#[async_trait::async_trait]
impl Fixture for Files {
    async fn fresh(&self) -> Arc<dyn Store> {
        self.given.fetch_add(1, Ordering::SeqCst);
        let store = self.open();
        store.migrate().await.unwrap();
        Arc::new(store)
    }

    fn fail_next_commit(&self) -> bool {
        self.failing_commits.lock().unwrap().store(1, Ordering::SeqCst);
        true
    }

    async fn reopen(&self) -> Option<Arc<dyn Store>> {
        Some(Arc::new(self.open()))
    }

    async fn beside(&self) -> Option<Arc<dyn Store>> {
        Some(Arc::new(self.open()))
    }
}

crm_core::conformance::tests!(Files::default());
