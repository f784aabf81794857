//! Operations that are dropped in the middle leave nothing on the server: no open transaction, no lock, no connection that
//! somebody else gets in the middle of something.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use crm_core::cities::{City, SlotCapacity, VisitHours};
use crm_core::kernel::{CityId, IdKind, Text, Timestamp, Version, Zone};
use crm_core::store::{Effects, Read, Store};
use crm_store_postgres::testing::{Database, Template};
use crm_store_postgres::{Options, PostgresStore};
use sqlx::{Connection, PgConnection};

fn city(id: i64) -> City {
    City {
        id: CityId::new(id).unwrap(),
        version: Version::FIRST,
        name: Text::new(&format!("Город {id}")).unwrap(),
        zone: Zone::MOSCOW,
        visit_hours: VisitHours::DEFAULT,
        capacity: SlotCapacity::DEFAULT,
        archived: false,
        created_at: Timestamp::from_seconds(0).unwrap(),
        updated_at: Timestamp::from_seconds(0).unwrap(),
    }
}

async fn operation(store: Arc<PostgresStore>, nth: i64) {
    match nth % 5 {
        0 => {
            let mut view = store.begin(Read::Snapshot).await.unwrap();
            let _cities = view.cities().all().await;
            let _lines = view.events().head().await;
        }
        1 => {
            let _cities = store.begin(Read::Each).await.unwrap().cities().all().await;
        }
        2 => {
            let mut effects = Effects::none();
            effects.insert(city(nth));
            let _written = store.begin(Read::Each).await.unwrap().commit(effects).await;
        }
        3 => {
            let _block = store.lease_ids(IdKind::City, 1).await;
        }
        _ => {
            let mut view = store.begin(Read::MayLag(Duration::from_secs(1))).await.unwrap();
            let _entries = view.audit().latest(None, None, 10).await;
        }
    }
}

/// How many other connections to the database are in a transaction, and how many locks they hold.
async fn left_open(observer: &mut PgConnection) -> (i64, i64) {
    let sql = "SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
            AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'), \
        (SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid \
            WHERE a.datname = current_database() AND l.pid <> pg_backend_pid() AND a.backend_type = 'client backend')";
    sqlx::query_as(sql).fetch_one(observer).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_cancelled_operations_leave_nothing_open() {
    let database = Database::fresh(&Template::office()).await.unwrap();
    let store = PostgresStore::connect_with(&database.url(), Options::default().max_connections(8)).await.unwrap();
    let store = Arc::new(store);
    let (mut nth, mut cancelled) = (0, 0);
    while cancelled < 1_000 {
        nth += 1;
        assert!(nth < 100_000, "only {cancelled} of {nth} operations were not done at once");
        // After each of its first steps: before the first byte is sent, between the parts of an answer, at the end.
        let mut steps = nth / 5 % 6;
        let mut work = std::pin::pin!(operation(Arc::clone(&store), nth));
        let ended = poll_fn(|context| {
            steps -= 1;
            match work.as_mut().poll(context) {
                Poll::Ready(()) => Poll::Ready(true),
                Poll::Pending if steps <= 0 => Poll::Ready(false),
                Poll::Pending => Poll::Pending,
            }
        });
        if !ended.await {
            cancelled += 1;
        }
    }

    let mut observer = PgConnection::connect(&database.url()).await.unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let left = left_open(&mut observer).await;
        if left == (0, 0) {
            break;
        }
        assert!(Instant::now() < deadline, "{} transactions and {} locks are left", left.0, left.1);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    println!("{nth} operations, {cancelled} of them cancelled: no transaction and no lock is left");

    // Every connection works, and none of them answers what somebody else asked.
    let readers: Vec<_> = (0..32)
        .map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.begin(Read::Each).await.unwrap().cities().all().await.unwrap() })
        })
        .collect();
    for reader in readers {
        assert!(reader.await.unwrap().iter().all(|found| found == &city(found.id.get())));
    }
    store.close().await.unwrap();
}
