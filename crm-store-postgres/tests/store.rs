//! What the suite of all backends cannot ask: this server's ways.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use crm_core::cities::{City, SlotCapacity, VisitHours};
use crm_core::kernel::{CityId, Text, Timestamp, Version, Zone};
use crm_core::store::{Effects, Read, Store, StoreErrorKind, UniqueKey};
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Database, Template};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

async fn run(database: &Database, sql: &str) {
    let mut connection = PgConnection::connect(&database.url()).await.unwrap();
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))).await.unwrap();
}

fn city(id: i64, name: &str) -> City {
    City {
        id: CityId::new(id).unwrap(),
        version: Version::FIRST,
        name: Text::new(name).unwrap(),
        zone: Zone::MOSCOW,
        visit_hours: VisitHours::DEFAULT,
        capacity: SlotCapacity::DEFAULT,
        archived: false,
        created_at: Timestamp::EPOCH,
        updated_at: Timestamp::EPOCH,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_stricter_by_default_undermines_no_guard() {
    let database = Database::fresh(&Template::office()).await.unwrap();
    run(
        &database,
        &format!("ALTER DATABASE {} SET default_transaction_isolation = 'repeatable read'", database.name()),
    )
    .await;
    let store = Arc::new(PostgresStore::connect(&database.url()).await.unwrap());
    // Each adds one name while the other is free: of a pair one may be written.
    let add = |id: i64, name: String, other: String| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            let mut effects = Effects::none();
            effects.depends_on_absence(UniqueKey::CityName(other));
            effects.insert(city(id, &name));
            store.begin(Read::Each).await.unwrap().commit(effects).await.is_ok()
        })
    };
    for pair in 0..50 {
        let (one, other) = (format!("one {pair}"), format!("other {pair}"));
        let (first, second) =
            (add(1 + 2 * pair, one.clone(), other.clone()), add(2 + 2 * pair, other.clone(), one.clone()));
        let written = [first.await.unwrap(), second.await.unwrap()];
        assert_eq!(written.iter().filter(|written| **written).count(), 1, "of pair {pair}");
    }
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_database_that_is_not_there_is_told_in_a_sentence() {
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    let url = database.url().replace(database.name(), "crm_test_nowhere");
    let error = PostgresStore::connect(&url).await.unwrap_err();
    assert_eq!(error.store_kind(), StoreErrorKind::Unavailable);
    let said = "storage is not available (store.open): database \"crm_test_nowhere\" does not exist (3D000)";
    assert_eq!(error.to_string(), said);
}

#[tokio::test]
async fn a_database_of_another_program_is_left_as_it_is() {
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    run(&database, "CREATE TABLE letters (text text)").await;
    let error = PostgresStore::connect(&database.url()).await.unwrap_err();
    assert_eq!(error.store_kind(), StoreErrorKind::Foreign);
}

#[tokio::test]
async fn a_schema_of_a_later_program_is_refused() {
    let database = Database::fresh(&Template::office()).await.unwrap();
    run(&database, "UPDATE schema_version SET min_reader = 1000").await;
    let error = PostgresStore::connect(&database.url()).await.unwrap_err();
    assert_eq!(error.store_kind(), StoreErrorKind::SchemaTooNew);
}

#[tokio::test]
async fn what_only_reads_tells_its_schema_and_is_not_healthy() {
    let database = Database::fresh(&Template::office()).await.unwrap();
    let told = async |url: &str| {
        let store = PostgresStore::connect(url).await.unwrap();
        assert_eq!(store.schema().await.unwrap(), PostgresStore::latest_schema());
        let error = store.health().await.unwrap_err();
        assert_eq!(error.store_kind(), StoreErrorKind::Unavailable);
        store.close().await.unwrap();
        error.to_string()
    };
    let reader = format!("{}&options=-c%20role%3Dpg_read_all_data", database.url());
    assert!(told(&reader).await.contains("the role may not write"));
    run(&database, &format!("ALTER DATABASE {} SET default_transaction_read_only = on", database.name())).await;
    assert!(told(&database.url()).await.contains("the server takes no writes"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_at_once_make_one_schema() {
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    let nodes: Vec<_> = (0..8)
        .map(|_| {
            let url = database.url();
            tokio::spawn(async move {
                let store = PostgresStore::connect(&url).await.unwrap();
                let migrated = store.migrate().await.unwrap();
                store.close().await.unwrap();
                migrated
            })
        })
        .collect();
    let mut made = 0;
    for node in nodes {
        let migrated = node.await.unwrap();
        assert_eq!(migrated.to, PostgresStore::latest_schema());
        made += usize::from(migrated.from == 0);
    }
    assert_eq!(made, 1);
}

#[test]
fn without_a_runtime_a_store_is_not_connected() {
    let mut connecting = std::pin::pin!(PostgresStore::connect("postgresql://localhost/office"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = connecting.as_mut().poll(&mut context) else {
        unreachable!("it waits for nothing")
    };
    assert_eq!(error.store_kind(), StoreErrorKind::Unavailable);
}
