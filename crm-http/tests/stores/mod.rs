//! The store that tests of the API run on: SQLite, or PostgreSQL when `CRM_TEST_STORE=postgres`. The answers are the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crm_core::store::Store;
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Database, Template};
use crm_store_sqlite::SqliteStore;

/// What stores live in, one after another.
pub(crate) enum Place {
    Sqlite,
    Postgres { database: Database, is_used: AtomicBool },
}

impl Place {
    /// A place for the kind of store that is tested.
    #[expect(clippy::disallowed_methods, reason = "a test binary, which the environment belongs to")]
    pub(crate) async fn new() -> Self {
        match std::env::var("CRM_TEST_STORE").as_deref() {
            Ok("postgres") => {
                let database = Database::fresh(&Template::office()).await.unwrap();
                Self::Postgres { database, is_used: AtomicBool::new(false) }
            }
            Ok("sqlite") | Err(_) => Self::Sqlite,
            Ok(other) => panic!("CRM_TEST_STORE is {other:?}: sqlite or postgres"),
        }
    }

    /// An empty store. The one that was here before must be closed. A test of many offices has them one after another in one
    /// place: PostgreSQL takes long to make a database.
    pub(crate) async fn store(&self) -> Arc<dyn Store> {
        match self {
            Self::Sqlite => Arc::new(SqliteStore::open_in_memory().unwrap()),
            Self::Postgres { database, is_used } => {
                if is_used.swap(true, Ordering::Relaxed) {
                    database.empty().await.unwrap();
                }
                Arc::new(PostgresStore::connect(&database.url()).await.unwrap())
            }
        }
    }
}
