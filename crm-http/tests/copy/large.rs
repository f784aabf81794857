//! The copy of a large office, by the program, killed once on the way.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crm_core::access::Actor;
use crm_core::kernel::Zone;
use crm_core::settings::SettingChange;
use crm_core::store::Store;
use crm_core::store::copy::{Copyable, TABLES, Target, checksums};
use crm_store_postgres::testing::{Database, Template};
use crm_store_postgres::{Options, PostgresStore};
use crm_store_sqlite::SqliteStore;

use crate::office::{crm_of, sql, that_kept_everything};
use crate::program::Office;

#[test]
fn a_copy_whose_process_is_killed_goes_on() {
    there_and_back(30_000, 9_000);
}

#[test]
#[ignore = "takes minutes; `make soak` plays it"]
fn a_million_calls_go_there_and_back_through_a_kill() {
    there_and_back(1_000_000, 300_000);
}

fn there_and_back(calls: u32, orders: u32) {
    let office = Office::migrated();
    std::fs::remove_file(office.path("crm.db")).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let source = runtime.block_on(large(&office.path("crm.db"), calls, orders));
    office.crm(&["check"]).succeeds();
    let database = runtime.block_on(Database::fresh(&Template::EMPTY)).unwrap();
    let url = database.url();

    let copy = ["copy", "--from", "sqlite://crm.db", "--to", &url];
    let mut child = office.command(&copy).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let killed_at = runtime.block_on(calls_copied(&url));
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it was done before it was killed");
    assert!(killed_at < u64::from(calls), "{killed_at}");
    office.crm(&["check", "--database", &url]).fails_with("store.unfinished_copy");

    let begun = Instant::now();
    let there = office.crm(&copy).succeeds();
    eprintln!("{calls} calls, {orders} orders, from {killed_at} calls on, into PostgreSQL: {:?}", begun.elapsed());
    let begun = Instant::now();
    let back = office.crm(&["copy", "--from", &url, "--to", "sqlite://back.db"]).succeeds();
    eprintln!("back into SQLite: {:?}", begun.elapsed());
    assert_eq!(back, there, "the same rows and checksums");
    let found = runtime.block_on(async {
        let store = SqliteStore::open(office.path("back.db")).unwrap();
        checksums(&store).await.unwrap()
    });
    assert_eq!(found, runtime.block_on(checksums(&source)).unwrap());
    for database in [&url, "sqlite://back.db"] {
        let begun = Instant::now();
        office.crm(&["check", "--database", database]).succeeds();
        eprintln!("checked: {:?}", begun.elapsed());
    }
}

/// Waits until some calls are copied, and answers how many.
async fn calls_copied(url: &str) -> u64 {
    let place = TABLES.iter().position(|table| table.name == "calls").unwrap();
    let deadline = Instant::now() + Duration::from_secs(600);
    let there = PostgresStore::connect_with(url, Options::default().unfinished_copy(true)).await.unwrap();
    while Instant::now() < deadline {
        match there.target().await.unwrap() {
            Target::Unfinished(_, marks) => match marks.get(place) {
                Some(mark) if mark.rows > 0 => return mark.rows,
                _ => {}
            },
            Target::Empty => {}
            Target::Occupied => panic!("the copy was done before it was killed"),
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("no call was copied in time");
}

/// An office with many more calls and orders of the past than it has lived through, and everything that follows from them.
async fn large(path: &Path, calls: u32, orders: u32) -> SqliteStore {
    that_kept_everything(path, 9).await.close().await.unwrap();
    // Of each kind a real one, over and over, some minutes earlier each time and for some other client.
    let client = "'+7999' || printf('%07d', n % 400000)";
    let earlier = "- n * 63000000";
    let call = "SELECT * FROM calls WHERE status = 'answered' AND direction = 'in' ORDER BY id LIMIT 1";
    let order = "SELECT * FROM orders WHERE id IN (SELECT order_id FROM order_history GROUP BY order_id \
        HAVING count(*) = 1) ORDER BY id LIMIT 1";
    let raw = "SELECT * FROM telephony_events ORDER BY seq LIMIT 1";
    let event = "SELECT * FROM events ORDER BY position LIMIT 1";
    let shifted = |column: &str| match column {
        "conversation_id" | "call_id" => "NULL".to_owned(),
        "digest" => "randomblob(32)".to_owned(),
        "phone_client" | "phone" => client.to_owned(),
        "id" | "seq" | "position" => format!("{column} + last + n"),
        "date_create" | "offered_at" | "answered_at" | "ended_at" | "created_at" | "updated_at" | "create_date"
        | "received_at" | "at" => format!("{column} {earlier}"),
        other => other.to_owned(),
    };
    let times = |rows: u32, table: &str, key: &str, of: &str| {
        let table = TABLES.iter().find(|known| known.name == table).unwrap();
        let values: Vec<String> = table.columns.iter().map(|column| shifted(column.name)).collect();
        format!(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT {rows}) \
             INSERT INTO {name} ({names}) SELECT {values} FROM n, ({of}), (SELECT max({key}) AS last FROM {name});",
            name = table.name,
            names = crm_core::store::copy::Table::names(table.columns),
            values = values.join(", "),
        )
    };
    let statements = [
        "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN; \
         CREATE TEMP TABLE one AS SELECT (SELECT max(id) FROM calls) AS calls, (SELECT max(id) FROM orders) AS orders;"
            .to_owned(),
        times(calls, "calls", "id", call),
        format!(
            "INSERT INTO call_participants (operator_id, date_create, call_id) SELECT p.operator_id, c.date_create, c.id \
             FROM calls c, (SELECT operator_id FROM call_participants WHERE call_id = (SELECT id FROM ({call}))) p \
             WHERE c.id > (SELECT calls FROM one);"
        ),
        times(orders, "orders", "id", order),
        format!(
            "INSERT INTO order_history (order_id, version, kind, from_code, to_code, master_id, reason, at, actor) \
             SELECT o.id, h.version, h.kind, h.from_code, h.to_code, h.master_id, h.reason, o.create_date, h.actor \
             FROM orders o, (SELECT * FROM order_history WHERE order_id = (SELECT id FROM ({order}))) h \
             WHERE o.id > (SELECT orders FROM one); \
             INSERT INTO order_words (word, order_id) SELECT w.word, o.id \
             FROM orders o, (SELECT word FROM order_words WHERE order_id = (SELECT id FROM ({order}))) w \
             WHERE o.id > (SELECT orders FROM one);"
        ),
        times(calls, "telephony_events", "seq", raw),
        times(calls, "events", "position", event),
        format!(
            "UPDATE id_sequences SET next = next * 2 + {} WHERE kind IN ('call', 'order'); COMMIT;",
            calls + orders
        ),
    ];
    sql(path, &statements.concat());
    // Another zone counts everything anew.
    let crm = crm_of(SqliteStore::open(path).unwrap());
    let zone = SettingChange::OfficeZone(Zone::parse("Asia/Omsk").unwrap());
    crm.settings().set(&Actor::system("test"), zone).await.unwrap();
    crm.close().await.unwrap();
    SqliteStore::open(path).unwrap()
}
