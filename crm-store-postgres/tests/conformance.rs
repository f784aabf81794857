//! The suite every backend passes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, Mutex};

use crm_core::conformance::Fixture;
use crm_core::events::FeedEpoch;
use crm_core::store::{Store, Task};
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Database, Template};
use sqlx::{Connection, Executor, PgConnection};

/// Makes a commit fail at its very end while the sequence says so. A sequence is not rolled back, so it says so once.
const FAILING: &str = "
    CREATE SEQUENCE failing;
    CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (SELECT last_value FROM failing) = 2 THEN
            PERFORM setval('failing', 1);
            RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER fail_once AFTER INSERT ON units DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION fail_once();";

/// A database of its own for each store.
#[derive(Default)]
struct Databases {
    given: Mutex<Vec<Database>>,
}

impl Databases {
    fn url(&self) -> String {
        self.given.lock().unwrap().last().unwrap().url()
    }

    async fn open(&self) -> PostgresStore {
        PostgresStore::connect(&self.url()).await.unwrap()
    }
}

async fn run(url: &str, sql: &'static str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    connection.execute(sqlx::raw_sql(sql)).await.unwrap();
}

#[async_trait::async_trait]
impl Fixture for Databases {
    async fn fresh(&self) -> Arc<dyn Store> {
        let database = Database::fresh(&Template::office_with(FAILING)).await.unwrap();
        self.given.lock().unwrap().push(database);
        let store = self.open().await;
        // Made from a template, as any copy is.
        store.maintain(Task::NewEpoch(FeedEpoch::random().unwrap())).await.unwrap();
        Arc::new(store)
    }

    fn fail_next_commit(&self) -> bool {
        let url = self.url();
        let told = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run(&url, "SELECT setval('failing', 2)"));
        });
        told.join().unwrap();
        true
    }

    async fn reopen(&self) -> Option<Arc<dyn Store>> {
        Some(Arc::new(self.open().await))
    }

    async fn beside(&self) -> Option<Arc<dyn Store>> {
        Some(Arc::new(self.open().await))
    }
}

crm_core::conformance::tests!(Databases::default());
