//! Whatever rows hold, they come back as they were.

use crm_core::store::Store;
use crm_core::store::copy::{Copyable, Start, checksums, copy};
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Database, Template};
use crm_store_sqlite::SqliteStore;
use proptest::prelude::*;
use rusqlite::{Connection, params};

#[derive(Debug, Clone)]
struct Rows {
    settings: Vec<(String, i64, String)>,
    events: Vec<(Vec<u8>, i64, Option<String>)>,
    sizes: Vec<(String, bool, Option<String>)>,
}

/// Text of every kind that a database may take for something else, and any other without NUL, which PostgreSQL's has not.
fn text() -> impl Strategy<Value = String> {
    let tricky =
        prop::sample::select(vec!["", "\\N", "\\.", "\t", "\r\n", "\\", "\\x41", "NULL", "{}", "🙂 ё", "'", "\u{1}"]);
    prop_oneof![prop::collection::vec(tricky, 0..5).prop_map(|parts| parts.concat()), "[^\u{0}]{0,40}",]
}

fn rows() -> impl Strategy<Value = Rows> {
    let settings = prop::collection::btree_map(text(), (any::<i64>(), text()), 0..30);
    let settings =
        settings.prop_map(|rows| rows.into_iter().map(|(key, (version, value))| (key, version, value)).collect());
    // Years 1971 to 2100: some months, of which none is there yet.
    let at = 31_536_000_000_000..4_102_444_800_000_000_i64;
    let body = prop::collection::vec(any::<u8>(), 0..200);
    let events = prop::collection::vec((body, at, prop::option::of(text())), 0..12);
    let sizes = prop::collection::vec((text(), any::<bool>(), prop::option::of(text())), 0..12);
    (settings, events, sizes).prop_map(|(settings, events, sizes)| Rows { settings, events, sizes })
}

impl Rows {
    fn write(&self, connection: &Connection) {
        for (key, version, value) in &self.settings {
            let row = params![key, version, value];
            connection.execute("INSERT INTO settings (key, version, value) VALUES (?1, ?2, ?3)", row).unwrap();
        }
        for ((body, at, context), nth) in self.events.iter().zip(1_i64..) {
            let insert = "INSERT INTO telephony_events (seq, provider, account, conversation_id, path, body, digest, \
                clock_offset_seconds, context, received_at, problem) \
                VALUES (?1 * 7, 'any', 'any', NULL, '/', ?2, randomblob(32), -?1, ?3, ?4, ?3)";
            connection.execute(insert, params![nth, body, context, at]).unwrap();
        }
        for ((name, archived, account), nth) in self.sizes.iter().zip(1_i64..) {
            let insert = "INSERT INTO lines (id, version, number, rk, city, avito_name, archived, created_at, updated_at) \
                VALUES (?1, 1, ?1 || ?2, NULL, NULL, ?3, ?4, 0, 0)";
            connection.execute(insert, params![nth, name, account, archived]).unwrap();
        }
    }
}

async fn there_and_back(rows: &Rows) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("source.db");
    let source = SqliteStore::open(&path).unwrap();
    source.migrate().await.unwrap();
    rows.write(&Connection::open(&path).unwrap());
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    let there = PostgresStore::connect(&database.url()).await.unwrap();
    let back = SqliteStore::open(folder.path().join("back.db")).unwrap();
    let copied = copy(&source, &there, Start::Resume, |_| {}).await.unwrap();
    copy(&there, &back, Start::Resume, |_| {}).await.unwrap();
    for store in [&source as &dyn Copyable, &there, &back] {
        prop_assert_eq!(&checksums(store).await.unwrap(), &copied);
    }
    let count = |table: &str| copied.iter().find(|copied| copied.table == table).unwrap().rows;
    prop_assert_eq!(count("settings"), rows.settings.len() as u64);
    prop_assert_eq!(count("telephony_events"), rows.events.len() as u64);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_rows_come_back_as_they_were(rows in rows()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(there_and_back(&rows))?;
    }
}
