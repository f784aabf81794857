//! The schema is what was agreed, from wherever it comes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use crm_core::access::OrderScope;
use crm_core::counters::{Family, Measure, Subject};
use crm_core::events::EventScope;
use crm_core::kernel::{CityId, FilterDigest, OperatorId, OrderId, PageRequest};
use crm_core::orders::{OrderFilter, OrderQuery, OrderSearch};
use crm_core::store::copy::{Kind, TABLES};
use crm_core::store::{Read, Store, StoreErrorKind};
use crm_store_sqlite::SqliteStore;
use rusqlite::Connection;

/// Every released schema, as it was made, with a few rows in it.
const RELEASED: &[(u32, &str)] = &[
    (1, include_str!("released/0001.sql")),
    (2, include_str!("released/0002.sql")),
    (3, include_str!("released/0003.sql")),
    (4, include_str!("released/0004.sql")),
    (5, include_str!("released/0005.sql")),
    (6, include_str!("released/0006.sql")),
];

fn schema_of(path: &Path) -> String {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, tbl_name, name")
        .unwrap();
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.map(|sql| sql.unwrap() + ";\n\n").collect()
}

async fn migrate(path: &Path) -> crm_core::store::Migrated {
    let store = SqliteStore::open(path).unwrap();
    let migrated = store.migrate().await.unwrap();
    store.close().await.unwrap();
    migrated
}

#[tokio::test]
async fn a_fresh_schema_is_the_pinned_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let migrated = migrate(&path).await;
    let found = schema_of(&path);
    let pinned = include_str!("schema.sql");
    if found != pinned {
        let seen = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema.sql");
        std::fs::write(&seen, &found).unwrap();
        panic!("the schema changed: if a new migration is meant to, copy {} over tests/schema.sql", seen.display());
    }
    assert_eq!((migrated.from, migrated.to), (0, RELEASED.last().unwrap().0));
    assert_eq!(migrate(&path).await.from, migrated.to, "a second time finds nothing to do");
}

/// A column that a copy of the office leaves out is lost without a word.
#[tokio::test]
async fn a_copy_takes_every_column_of_every_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    migrate(&path).await;
    let connection = Connection::open(&path).unwrap();
    let columns = "SELECT t.name, c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c \
        WHERE t.type = 'table' AND t.name NOT IN ('schema_version', 'feed')";
    let mut columns = connection.prepare(columns).unwrap();
    let found = columns.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let mut found: Vec<(String, String, String)> = found.collect::<rusqlite::Result<_>>().unwrap();
    let kind = |kind| match kind {
        Kind::Int | Kind::Flag => "INTEGER",
        Kind::Text => "TEXT",
        Kind::Bytes => "BLOB",
    };
    let copied = TABLES.iter().flat_map(|table| table.columns.iter().map(move |column| (table.name, column)));
    let mut copied: Vec<_> = copied
        .map(|(table, column)| (table.to_owned(), column.name.to_owned(), kind(column.kind).to_owned()))
        .collect();
    found.sort();
    copied.sort();
    assert_eq!(found, copied);
}

#[tokio::test]
async fn every_released_schema_becomes_the_pinned_one_and_keeps_its_rows() {
    for (version, dump) in RELEASED {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.db");
        Connection::open(&path).unwrap().execute_batch(dump).unwrap();
        // As versions up to 3 wrote it.
        let told = "INSERT INTO events (at, kind, subject, city, operators, everyone, payload) \
            VALUES (1700000000000000, 'operator.changed', 'operator:1', 1, '[2,3]', 0, '{}')";
        Connection::open(&path).unwrap().execute(told, ()).unwrap();
        assert_eq!(migrate(&path).await.from, *version);
        assert_eq!(schema_of(&path), include_str!("schema.sql"), "from {version}");
        let store = SqliteStore::open(&path).unwrap();
        let cities = store.begin(Read::Each).await.unwrap().cities().all().await.unwrap();
        assert_eq!(cities.iter().map(|city| city.name.as_str()).collect::<Vec<_>>(), ["Саратов"]);
        let feed = store.begin(Read::Each).await.unwrap().events().after(0, 10).await.unwrap();
        let scope = EventScope {
            cities: vec![CityId::new(1).unwrap()],
            operators: [2, 3].map(|id| OperatorId::new(id).unwrap()).to_vec(),
            everyone: false,
        };
        assert_eq!(feed.into_iter().map(|told| told.event.scope).collect::<Vec<_>>(), [scope], "from {version}");
        let order =
            store.begin(Read::Each).await.unwrap().orders().get(OrderId::new(1).unwrap(), &OrderScope::All).await;
        let order = order.unwrap().map(|order| (order.list_key().get(), order.client_name.as_str().to_owned()));
        let kept = (*version > 1).then(|| (63_835_596_800_000_000, "Иван Петров".to_owned()));
        assert_eq!(order, kept, "from {version}");
        let counted =
            store.begin(Read::Each).await.unwrap().counters().ever(&[Subject::Office], Family::Orders).await.unwrap();
        let orders: i64 = counted.iter().filter(|row| matches!(row.1, Measure::Orders(_))).map(|row| row.2.count).sum();
        assert_eq!(orders, i64::from(*version > 1), "what was there is counted, from {version}");
        let found = OrderFilter { search: OrderSearch::parse("петров ленина"), ..OrderFilter::default() };
        let slice = PageRequest::first().resolve(1, &FilterDigest::of(b"")).unwrap();
        let query = OrderQuery { scope: OrderScope::All, filter: found, slice };
        let found = store.begin(Read::Each).await.unwrap().orders().list(&query).await.unwrap();
        assert_eq!(found.rows.len(), usize::from(*version > 1), "what was there is found, from {version}");
    }
}

#[tokio::test]
async fn a_schema_of_a_later_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let latest = migrate(&path).await.to;
    let later = |version: u32, min_reader: u32| {
        let sql = "UPDATE schema_version SET version = ?1, min_reader = ?2";
        Connection::open(&path).unwrap().execute(sql, (version, min_reader)).unwrap();
    };
    later(latest + 1, latest);
    let readable = SqliteStore::open(&path).unwrap();
    assert_eq!(readable.health().await.unwrap().schema, latest + 1);
    assert_eq!(readable.migrate().await.unwrap().to, latest + 1);
    later(latest + 2, latest + 1);
    assert_eq!(readable.migrate().await.unwrap_err().store_kind(), StoreErrorKind::SchemaTooNew);
    readable.close().await.unwrap();
    let before = std::fs::read(&path).unwrap();
    assert_eq!(SqliteStore::open(&path).unwrap_err().store_kind(), StoreErrorKind::SchemaTooNew);
    assert_eq!(std::fs::read(&path).unwrap(), before, "a file that is too new stays as it is");
}

#[tokio::test]
async fn before_it_is_migrated_a_database_says_so() {
    let store = SqliteStore::open_in_memory().unwrap();
    let error = store.begin(Read::Each).await.unwrap().cities().all().await.unwrap_err();
    assert_eq!(error.store_kind(), StoreErrorKind::NotMigrated);
}
