//! `crm backup`, `crm restore` and `crm check`.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod program;

use crm_core::access::Actor;
use crm_core::cities::NewCity;
use crm_core::kernel::{Text, Zone};
use crm_core::store::Store;
use crm_store_sqlite::SqliteStore;
use program::Office;

async fn add_city(crm: &crm_core::Crm, name: &str) {
    let city = NewCity::new(Text::new(name).unwrap(), Zone::MOSCOW);
    crm.cities().create(&Actor::system("test"), &city, None).await.unwrap();
}

fn cities(office: &Office) -> Vec<String> {
    office.visit(async |crm| {
        let cities = crm.cities().list(&Actor::system("test")).await.unwrap();
        cities.into_iter().map(|city| city.name.as_str().to_owned()).collect()
    })
}

#[test]
fn a_copy_made_while_the_office_works_is_whole_and_restores_what_was() {
    let office = Office::migrated();
    office.visit(async |crm| {
        add_city(crm, "Омск").await;
        // The test has it open, as the server would.
        let said = office.crm(&["backup", "copy.db"]).succeeds();
        assert!(said.starts_with("copy.db: ") && said.ends_with("looked through and whole\n"), "{said}");
        add_city(crm, "Пермь").await;
    });
    let said = office.crm(&["restore", "copy.db", "--force"]).succeeds();
    assert!(said.contains("what was there is now crm.db.replaced-"), "{said}");
    assert_eq!(cities(&office), ["Омск"]);

    let kept = said.lines().find_map(|line| line.strip_prefix("what was there is now ")).unwrap();
    office.crm(&["restore", kept, "--force"]).succeeds();
    assert_eq!(cities(&office), ["Омск", "Пермь"], "what was replaced is whole too");
}

#[test]
fn nobody_goes_on_in_a_restored_feed_from_a_place_of_the_other_one() {
    let office = Office::migrated();
    let actor = Actor::system("test");
    let kept = office.visit(async |crm| crm.events().after(&actor, 0).await.unwrap().cursor());
    office.crm(&["backup", "copy.db"]).succeeds();
    assert!(!office.visit(async |crm| crm.events().resume(&actor, kept).await.unwrap().reset));
    office.crm(&["restore", "copy.db", "--force"]).succeeds();
    assert!(office.visit(async |crm| crm.events().resume(&actor, kept).await.unwrap().reset));
}

#[test]
fn a_copy_wants_the_name_of_a_file_in_a_folder_that_is_there() {
    let office = Office::migrated();
    let told = office.crm(&["backup", "."]).fails_with("cli.file");
    assert!(told.contains(". is a folder: name the file to make, such as ./crm.db"), "{told}");
    let told = office.crm(&["backup", "copies/crm.db"]).fails_with("cli.file");
    assert!(told.contains("there is no folder copies"), "{told}");
}

#[test]
fn a_copy_is_never_written_over_a_file() {
    let office = Office::migrated();
    office.write("copy.db", "precious");
    office.crm(&["backup", "copy.db"]).fails_with("cli.file_exists");
    assert_eq!(std::fs::read_to_string(office.path("copy.db")).unwrap(), "precious");
    office.crm(&["backup", "no/such/folder.db"]).fails_with("cli.file");
}

#[test]
fn a_database_is_not_replaced_unless_it_is_said_so() {
    let office = Office::migrated();
    office.crm(&["backup", "copy.db"]).succeeds();
    assert!(office.crm(&["restore", "copy.db"]).fails_with("cli.file_exists").contains("--force"));
    std::fs::remove_file(office.path("crm.db")).unwrap();
    office.crm(&["restore", "copy.db"]).succeeds();
    assert!(cities(&office).is_empty());
}

#[test]
fn a_database_in_use_is_not_replaced() {
    let office = Office::migrated();
    office.crm(&["backup", "copy.db"]).succeeds();
    office.visit(async |crm| {
        office.crm(&["restore", "copy.db", "--force"]).fails_with("cli.in_use");
        add_city(crm, "Омск").await;
    });
    assert_eq!(cities(&office), ["Омск"], "whoever had it open went on");
    let left: Vec<_> = office.files().into_iter().filter(|name| name.contains("replaced")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_damaged_or_foreign_copy_is_not_restored() {
    let office = Office::migrated();
    office.visit(async |crm| add_city(crm, "Омск").await);
    office.crm(&["backup", "copy.db"]).succeeds();
    let mut bytes = std::fs::read(office.path("copy.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    office.write("damaged.db", &bytes);
    office.write("letter.db", "a letter, and no database at all: much longer than a header would be");
    office.write("empty.db", "");
    for copy in ["damaged.db", "letter.db", "empty.db"] {
        office.crm(&["restore", copy, "--force"]).fails_with("store.corrupt");
    }
    office.crm(&["restore", "absent.db", "--force"]).fails_with("store.unavailable");
    assert_eq!(cities(&office), ["Омск"]);
}

#[test]
fn a_damaged_database_can_be_replaced() {
    let office = Office::migrated();
    office.crm(&["backup", "copy.db"]).succeeds();
    office.write("crm.db", "what a broken disk has left of it, much longer than a header would be: 0000000000000000");
    office.crm(&["restore", "copy.db", "--force"]).succeeds();
    assert!(cities(&office).is_empty());
}

#[test]
fn a_log_that_lost_its_database_is_not_taken_for_the_new_ones() {
    let office = Office::migrated();
    office.crm(&["backup", "copy.db"]).succeeds();
    office.visit(async |crm| {
        add_city(crm, "Омск").await;
        // What a crash leaves: everything since the last checkpoint is in the log.
        std::fs::copy(office.path("crm.db-wal"), office.path("left")).unwrap();
    });
    std::fs::remove_file(office.path("crm.db")).unwrap();
    std::fs::rename(office.path("left"), office.path("crm.db-wal")).unwrap();
    office.crm(&["restore", "copy.db"]).succeeds();
    assert!(cities(&office).is_empty());
    assert!(office.files().iter().any(|name| name.starts_with("crm.db.replaced-") && name.ends_with("-wal")));
}

#[test]
fn a_copy_that_is_still_in_use_is_no_finished_copy() {
    let office = Office::migrated();
    office.visit(async |crm| {
        add_city(crm, "Омск").await;
        let said =
            office.crm(&["restore", "crm.db", "--database", "sqlite://other.db"]).fails_with("store.unavailable");
        assert!(said.contains("has a log beside it"), "{said}");
    });
}

#[test]
fn a_sound_office_is_said_to_be_sound() {
    let office = Office::migrated();
    office.visit(async |crm| add_city(crm, "Омск").await);
    let said = office.crm(&["check"]).succeeds();
    let parts: Vec<_> = said.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(parts, ["calls", "orders", "call-backs", "counters", "audit"]);
    assert!(said.ends_with("whole\n"), "{said}");
}

#[test]
fn each_difference_is_a_line_and_the_exit_status_tells() {
    let office = Office::migrated();
    office.write("lines.csv", "number\n84950000001\n");
    office.crm(&["import", "lines", "lines.csv"]).succeeds();
    let call = "dateCreate,status,phoneClient,phoneAts\n2026-01-12T06:00:00Z,answered,+79000000101,84950000001\n";
    office.write("calls.csv", call);
    office.crm(&["import", "calls", "calls.csv"]).succeeds();
    office.crm(&["check"]).succeeds();
    let connection = rusqlite_of(&office);
    connection.execute("UPDATE counters SET count = count + 1", []).unwrap();
    drop(connection);
    let ran = office.crm(&["check"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""), "{ran:?}");
    let told = ran.out.lines().filter(|line| line.starts_with("counter ")).count();
    assert!(told > 0 && ran.out.contains("1 difference\n"), "{}", ran.out);
}

fn rusqlite_of(office: &Office) -> rusqlite::Connection {
    rusqlite::Connection::open(office.path("crm.db")).unwrap()
}

#[test]
fn an_office_of_an_older_version_must_be_migrated_first() {
    let office = Office::migrated();
    rusqlite_of(&office).execute("UPDATE schema_version SET version = 2, min_reader = 1", []).unwrap();
    assert!(office.crm(&["check"]).fails_with("cli.old_schema").contains("crm migrate"));
    // Before a migration is when a copy is wanted most.
    office.crm(&["backup", "before.db"]).succeeds();
    let store = SqliteStore::open(office.path("before.db")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(runtime.block_on(store.health()).unwrap().schema, 2);
}
