//! The store that tests of the API run on: SQLite, or PostgreSQL when `CRM_TEST_STORE=postgres`. The answers are the same.

use std::sync::Arc;

use crm_core::store::Store;
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Database, Template};
use crm_store_sqlite::SqliteStore;

/// What an empty store lives in.
pub(crate) enum Place {
    Sqlite,
    Postgres { _database: Database },
}

/// An empty store of the kind that is tested.
#[expect(clippy::disallowed_methods, reason = "a test binary, which the environment belongs to")]
pub(crate) async fn empty() -> (Arc<dyn Store>, Place) {
    match std::env::var("CRM_TEST_STORE").as_deref() {
        Ok("postgres") => {
            let database = Database::fresh(&Template::office()).await.unwrap();
            (Arc::new(PostgresStore::connect(&database.url()).await.unwrap()), Place::Postgres { _database: database })
        }
        Ok("sqlite") | Err(_) => (Arc::new(SqliteStore::open_in_memory().unwrap()), Place::Sqlite),
        Ok(other) => panic!("CRM_TEST_STORE is {other:?}: sqlite or postgres"),
    }
}
