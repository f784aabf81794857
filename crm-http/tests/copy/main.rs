//! An office from one store into another: SQLite to PostgreSQL and back.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod any_rows;
mod large;
mod office;
#[path = "../program/mod.rs"]
mod program;

use crm_core::access::Actor;
use crm_core::cities::NewCity;
use crm_core::kernel::{PageRequest, Text, Zone};
use crm_core::operators::{OperatorFilter, Role, WorkState};
use crm_core::store::copy::{CopyError, Copyable, Start, checksums, copy};
use crm_core::store::{Store, StoreErrorKind};
use crm_store_postgres::testing::{Database, Template};
use crm_store_postgres::{Options, PostgresStore};
use crm_store_sqlite::SqliteStore;
use office::{answers, crm_of, demonstration, interrupted, is_clean, sql};
use program::Office;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_office_that_went_there_and_back_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let source = demonstration(&folder.path().join("source.db"), 1).await;
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    let there = PostgresStore::connect(&database.url()).await.unwrap();
    let copied = copy(&source, &there, Start::Resume, |_| {}).await.unwrap();
    let back = SqliteStore::open(folder.path().join("back.db")).unwrap();
    copy(&there, &back, Start::Resume, |_| {}).await.unwrap();

    assert!(copied.iter().filter(|table| table.rows > 0).count() > 20, "{copied:?}");
    for store in [&source as &dyn Copyable, &there, &back] {
        assert_eq!(checksums(store).await.unwrap(), copied);
    }
    let (source, there, back) = (crm_of(source), crm_of(there), crm_of(back));
    let told = answers(&source).await;
    assert_eq!(answers(&there).await, told);
    assert_eq!(answers(&back).await, told);
    is_clean(&there).await;
    is_clean(&back).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_works_on_as_an_office_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let source = demonstration(&folder.path().join("source.db"), 2).await;
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    let there = PostgresStore::connect(&database.url()).await.unwrap();
    copy(&source, &there, Start::Resume, |_| {}).await.unwrap();
    let (source, there) = (crm_of(source), crm_of(there));

    let actor = Actor::system("test");
    let kept = source.events().after(&actor, 0).await.unwrap().cursor();
    assert!(
        there.events().resume(&actor, kept).await.unwrap().reset,
        "a place in the feed of the source says nothing here"
    );
    let city = NewCity::new(Text::new("Псков").unwrap(), Zone::MOSCOW);
    there.cities().create(&actor, &city, None).await.unwrap();
    // An entry of the log gets its number from the database, which goes on after what was copied.
    let users = there.operators().list(&actor, &OperatorFilter::default(), &PageRequest::first()).await.unwrap();
    let user = users.items.iter().find(|user| user.role == Role::Operator).unwrap();
    let state = if user.work_state == WorkState::Offline { WorkState::Online } else { WorkState::Offline };
    there.operators().set_work_state(&actor, user.id, &state, None).await.unwrap();
    while there.audit().seal(&actor).await.unwrap().more {}
    is_clean(&there).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_interrupted_copy_is_no_office_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("source.db");
    let source = demonstration(&path, 3).await;
    sql(&path, &office::many_unknown_lines(10_000));
    let whole = checksums(&source).await.unwrap();
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    let url = database.url();

    let there = PostgresStore::connect(&url).await.unwrap();
    interrupted(&source, &there, "unknown_lines").await;
    there.close().await.unwrap();
    let refused = PostgresStore::connect(&url).await.unwrap_err();
    assert_eq!(refused.store_kind(), StoreErrorKind::UnfinishedCopy);

    let there = PostgresStore::connect_with(&url, Options::default().unfinished_copy(true)).await.unwrap();
    assert_eq!(there.migrate().await.unwrap_err().store_kind(), StoreErrorKind::UnfinishedCopy);
    assert_eq!(copy(&source, &there, Start::Resume, |_| {}).await.unwrap(), whole);
    PostgresStore::connect(&url).await.unwrap();

    let path = folder.path().join("back.db");
    let back = SqliteStore::open(&path).unwrap();
    interrupted(&there, &back, "unknown_lines").await;
    back.close().await.unwrap();
    assert_eq!(SqliteStore::open(&path).unwrap_err().store_kind(), StoreErrorKind::UnfinishedCopy);
    let options = crm_store_sqlite::Options::default().unfinished_copy(true);
    let back = SqliteStore::open_with(&path, options).unwrap();
    assert_eq!(copy(&there, &back, Start::Resume, |_| {}).await.unwrap(), whole);
    is_clean(&crm_of(back)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_that_has_changed_meanwhile_is_noticed_and_can_be_copied_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("source.db");
    let source = demonstration(&path, 4).await;
    sql(&path, &office::many_unknown_lines(10_000));
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    let file = SqliteStore::open(folder.path().join("copy.db")).unwrap();
    let there = PostgresStore::connect(&database.url()).await.unwrap();
    for target in [&file as &dyn Copyable, &there] {
        interrupted(&source, target, "unknown_lines").await;
        let other = SqliteStore::open_in_memory().unwrap();
        other.migrate().await.unwrap();
        let refused = copy(&other, target, Start::Resume, |_| {}).await.unwrap_err();
        assert!(matches!(refused, CopyError::OtherSource), "{refused}");
        // A row that was copied already, then one that is gone.
        for change in
            ["UPDATE unknown_lines SET calls = calls + 1 WHERE number = '100000'", "DELETE FROM unknown_lines"]
        {
            sql(&path, change);
            let refused = copy(&source, target, Start::Resume, |_| {}).await.unwrap_err();
            assert!(matches!(refused, CopyError::SourceChanged("unknown_lines")), "{refused}");
        }
        let copied = copy(&source, target, Start::Over, |_| {}).await.unwrap();
        assert_eq!(copied, checksums(&source).await.unwrap());
        sql(&path, &office::many_unknown_lines(10_000));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_office_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let source = demonstration(&folder.path().join("source.db"), 5).await;
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    let there = PostgresStore::connect(&database.url()).await.unwrap();
    there.migrate().await.unwrap();
    let crm = crm_of(PostgresStore::connect(&database.url()).await.unwrap());
    let city = NewCity::new(Text::new("Псков").unwrap(), Zone::MOSCOW);
    crm.cities().create(&Actor::system("test"), &city, None).await.unwrap();
    let before = checksums(&there).await.unwrap();
    for start in [Start::Resume, Start::Over] {
        let refused = copy(&source, &there, start, |_| {}).await.unwrap_err();
        assert!(matches!(refused, CopyError::Occupied), "{refused}");
    }
    assert_eq!(checksums(&there).await.unwrap(), before);
}

#[test]
fn the_command_copies_tells_what_and_refuses_what_is_not_empty() {
    let office = Office::migrated();
    office.write("lines.csv", "number\n84950000001\n");
    office.crm(&["import", "lines", "lines.csv"]).succeeds();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let database = runtime.block_on(Database::fresh(&Template::EMPTY)).unwrap();
    let url = database.url();

    let said = office.crm(&["copy", "--from", "sqlite://crm.db", "--to", &url]).succeeds();
    let line = said.lines().find(|line| line.starts_with("lines ")).unwrap();
    assert_eq!(line.split_whitespace().nth(1), Some("1"), "{said}");
    assert!(said.ends_with("the copy has the checksums of the source\n"), "{said}");
    office.crm(&["check", "--database", &url]).succeeds();
    office.crm(&["copy", "--from", "sqlite://crm.db", "--to", &url]).fails_with("copy.occupied");
    office.crm(&["copy", "--from", &url, "--to", &url]).fails_with("cli.same_database");
    office.crm(&["copy", "--from", "sqlite://absent.db", "--to", "sqlite://new.db"]).fails_with("cli.no_database");
    assert!(!office.path("new.db").exists());

    let back = office.crm(&["copy", "--from", &url, "--to", "sqlite://back.db"]).succeeds();
    assert_eq!(back, said);
    assert!(
        office
            .crm(&["copy", "--from", &url, "--to", "mysql://u:hunter2@db/crm"])
            .fails_with("store.bad_url")
            .contains("address")
    );
}

#[test]
fn a_dry_run_of_an_import_writes_nothing_into_postgresql() {
    let office = Office::migrated();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let database = runtime.block_on(Database::fresh(&Template::EMPTY)).unwrap();
    let url = database.url();
    office.crm(&["migrate", "--database", &url]).succeeds();
    office.write("lines.csv", "number\n84950000001\n");
    office.crm(&["import", "lines", "lines.csv", "--dry-run", "--database", &url]).succeeds();
    // An empty database still takes a copy.
    office.crm(&["copy", "--from", "sqlite://crm.db", "--to", &url]).succeeds();
}
