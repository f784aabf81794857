//! What is kept for some time only goes by whole months.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use crm_core::kernel::Text;
use crm_core::kernel::Timestamp;
use crm_core::store::{Effects, Read, Store, Task};
use crm_core::telephony::{NewRawEvent, Provider};
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Database, Template};
use sqlx::{Connection, Executor, PgConnection, Row};

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn event(received_at: &str) -> NewRawEvent {
    let body = received_at.as_bytes().to_vec();
    NewRawEvent::new(Provider::Mango, Text::new("office").unwrap(), "/events/call", body, 0, at(received_at))
}

async fn write(store: &Arc<PostgresStore>, event: NewRawEvent) -> bool {
    let mut effects = Effects::none();
    effects.raw_event(event);
    store.begin(Read::Each).await.unwrap().commit(effects).await.is_ok()
}

async fn months(connection: &mut PgConnection) -> Vec<String> {
    let months = "SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid \
        WHERE i.inhparent = 'telephony_events'::regclass ORDER BY 1";
    let rows = sqlx::query(months).fetch_all(connection).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0).replace("telephony_events_", "")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_month_goes_as_a_whole_and_waits_for_nobody() {
    let database = Database::fresh(&Template::office()).await.unwrap();
    let store = Arc::new(PostgresStore::connect(&database.url()).await.unwrap());
    for day in ["2020-01-31T23:59:59Z", "2020-02-01T00:00:00Z", "2020-03-15T12:00:00Z"] {
        assert!(write(&store, event(day)).await);
    }
    let mut watcher = PgConnection::connect(&database.url()).await.unwrap();
    assert_eq!(months(&mut watcher).await, ["2020_01", "2020_02", "2020_03"]);

    // Somebody reads the whole table in one long transaction: nothing goes, and nobody waits behind.
    let mut reader = PgConnection::connect(&database.url()).await.unwrap();
    reader.execute("BEGIN").await.unwrap();
    reader.execute("SELECT count(*) FROM telephony_events").await.unwrap();
    let purge = Task::PurgeRawEvents { before: at("2020-03-01T00:00:00Z") };
    assert_eq!(store.maintain(purge).await.unwrap().rows, 0);
    assert!(write(&store, event("2020-03-16T12:00:00Z")).await);
    let sealed = store.begin(Read::Each).await.unwrap().telephony().sealed_before().await.unwrap();
    assert_eq!(sealed, Timestamp::MIN, "what did not go is not sealed");
    reader.execute("ROLLBACK").await.unwrap();

    let gone = [store.maintain(purge).await.unwrap(), store.maintain(purge).await.unwrap()];
    assert!(gone.iter().all(|gone| (gone.rows, gone.more) == (1, true)), "{gone:?}");
    let rest = store.maintain(purge).await.unwrap();
    assert_eq!((rest.rows, rest.more), (0, false));
    assert_eq!(months(&mut watcher).await, ["2020_03"]);

    // A node whose clock is far behind: the month is made again, and goes again.
    assert!(!write(&store, event("2020-02-01T00:00:00Z")).await, "it was stored before");
    assert!(write(&store, event("2020-02-02T00:00:00Z")).await);
    assert_eq!(months(&mut watcher).await, ["2020_02", "2020_03"]);
    assert_eq!(store.maintain(purge).await.unwrap().rows, 1);
    store.close().await.unwrap();
}
