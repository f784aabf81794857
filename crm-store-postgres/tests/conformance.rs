//! The suite every backend passes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crm_core::conformance::Fixture;
use crm_core::store::Store;
use crm_store_postgres::PostgresStore;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

static GIVEN: AtomicUsize = AtomicUsize::new(0);

/// A database of its own for each store.
#[derive(Default)]
struct Databases {
    names: Mutex<Vec<String>>,
}

const SERVER: &str = "postgresql://postgres@127.0.0.1:54999";

async fn admin() -> PgConnection {
    PgConnection::connect(&format!("{SERVER}/postgres")).await.unwrap()
}

impl Databases {
    async fn open(&self) -> PostgresStore {
        let name = self.names.lock().unwrap().last().unwrap().clone();
        PostgresStore::connect(&format!("{SERVER}/{name}")).await.unwrap()
    }
}

#[async_trait::async_trait]
impl Fixture for Databases {
    async fn fresh(&self) -> Arc<dyn Store> {
        let name = format!("t_{}_{}", std::process::id(), GIVEN.fetch_add(1, Ordering::SeqCst));
        let mut admin = admin().await;
        admin.execute(sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE template0")))).await.unwrap();
        self.names.lock().unwrap().push(name);
        let store = self.open().await;
        store.migrate().await.unwrap();
        Arc::new(store)
    }

    async fn reopen(&self) -> Option<Arc<dyn Store>> {
        Some(Arc::new(self.open().await))
    }

    async fn beside(&self) -> Option<Arc<dyn Store>> {
        Some(Arc::new(self.open().await))
    }
}

impl Drop for Databases {
    fn drop(&mut self) {
        let names = self.names.lock().unwrap().clone();
        for name in names {
            let _ = std::process::Command::new("psql").arg(format!("{SERVER}/postgres")).args(["-qc", &format!("DROP DATABASE {name} WITH (FORCE)")]).status();
        }
    }
}

crm_core::conformance::tests!(Databases::default());
