//! `crm import legacy`: the earlier system's database, with all that years have left in it.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod program;

use std::collections::BTreeMap;
use std::time::Instant;

use crm_core::Crm;
use crm_core::auth::SignInRequest;
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Database, Template};
use program::{Office, Ran};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};

const PASSWORD: &str = "старый пароль 17";

/// A database of the earlier system.
struct Old {
    database: Database,
    runtime: tokio::runtime::Runtime,
}

impl Old {
    fn filled(calls: u32, orders: u32) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let database = runtime.block_on(Database::fresh(&Template::EMPTY)).unwrap();
        let old = Self { database, runtime };
        let hash = bcrypt::hash(PASSWORD, 10).unwrap();
        let filled = include_str!("legacy/tables.sql")
            .replace("{calls}", &calls.to_string())
            .replace("{orders}", &orders.to_string())
            .replace("{clients}", &(calls / 4).to_string())
            .replace("{hash}", &hash);
        old.run(&filled);
        old
    }

    fn connected<T>(&self, work: impl AsyncFnOnce(&mut PgConnection) -> T) -> T {
        self.runtime.block_on(async {
            let mut connection = PgConnection::connect(&self.database.url()).await.unwrap();
            let value = work(&mut connection).await;
            connection.close().await.unwrap();
            value
        })
    }
    fn run(&self, sql: &str) {
        self.connected(async |c| sqlx::raw_sql(AssertSqlSafe(sql)).execute(c).await.map(drop)).unwrap();
    }
    fn number(&self, sql: &str) -> i64 {
        self.connected(async |c| sqlx::query(AssertSqlSafe(sql)).fetch_one(c).await.unwrap().get(0))
    }
    fn import(&self, office: &Office, more: &[&str]) -> Ran {
        let url = self.database.url();
        let arguments = [&["import", "legacy", "--from", &url, "--zone", "Europe/Moscow"], more].concat();
        office.crm(&arguments)
    }
}

/// The four figures of each line of a report that accounts for something, in kopecks where it is money.
fn figures(report: &str) -> BTreeMap<String, [i64; 4]> {
    let account = |line: &str| {
        let (what, rest) = line.split_once(": ")?;
        let (read, rest) = rest.split_once(" read = ")?;
        let parts: Vec<_> = rest.split(" + ").map(|part| part.split(' ').next().unwrap()).collect();
        let number = |text: &str| text.replace('.', "").parse::<i64>().unwrap();
        Some((what.to_owned(), [number(read), number(parts[0]), number(parts[1]), number(parts[2])]))
    };
    report.lines().filter_map(account).collect()
}

/// Every row of every table is accounted for, and so is every kopeck.
fn assert_accounted(old: &Old, report: &str, tables: &[&str]) {
    let figures = figures(report);
    for [read, written, present, left] in figures.values() {
        assert_eq!(*read, written + present + left, "{report}");
    }
    for table in tables {
        let [read, ..] = figures[*table];
        assert_eq!(read, old.number(&format!("SELECT count(*) FROM \"{table}\"")), "{table}: {report}");
    }
    for amount in ["result", "expenditure"] {
        let orders = tables.last().unwrap();
        let sum =
            format!("SELECT (coalesce(sum({amount}), 0) * 100)::bigint FROM \"{orders}\" WHERE {amount} <> 'NaN'");
        assert_eq!(figures[&format!("money, {amount}")][0], old.number(&sum), "{amount}: {report}");
    }
}

fn in_office(office: &Office, sql: &str) -> i64 {
    rusqlite::Connection::open(office.path("crm.db")).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// What the report says was written is there: `ask` answers for the new office.
fn assert_there(ask: impl Fn(&str) -> i64, report: &str) {
    let figures = figures(report);
    let stored = |what: &str| figures[what][1] + figures[what][2];
    assert_eq!(ask("SELECT count(*) FROM calls"), stored("call"));
    assert_eq!(ask("SELECT count(*) FROM orders"), stored("order"));
    for amount in ["result", "expenditure"] {
        let sum = format!("SELECT CAST(coalesce(sum({amount}), 0) AS bigint) FROM orders");
        assert_eq!(ask(&sum), figures[&format!("money, {amount}")][1], "{report}");
    }
    let posted = "SELECT CAST(coalesce(sum(amount), 0) AS bigint) FROM ledger";
    let clean =
        "SELECT CAST(coalesce(sum(result - expenditure), 0) AS bigint) FROM orders WHERE status_order = 'completed'";
    assert_eq!(ask(posted), ask(clean));
}

async fn signed_in(crm: &Crm, login: &str) -> Result<String, &'static str> {
    let signed_in = crm.auth().login(&SignInRequest::new(login, PASSWORD)).await;
    signed_in.map(|signed_in| signed_in.operator.name.to_string()).map_err(|error| error.code())
}

fn sign_in(office: &Office, login: &str) -> Result<String, &'static str> {
    office.visit(async |crm| signed_in(crm, login).await)
}

/// An office on PostgreSQL that an old system moves into.
struct New {
    database: Database,
    runtime: tokio::runtime::Runtime,
}

impl New {
    fn migrated() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let database = runtime.block_on(Database::fresh(&Template::office())).unwrap();
        Self { database, runtime }
    }
    fn ask(&self, sql: &str) -> i64 {
        self.runtime.block_on(async {
            let mut connection = PgConnection::connect(&self.database.url()).await.unwrap();
            sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap().get(0)
        })
    }
    fn sign_in(&self, login: &str) -> Result<String, &'static str> {
        self.runtime.block_on(async {
            let crm = Crm::builder(PostgresStore::connect(&self.database.url()).await.unwrap()).build().unwrap();
            let name = signed_in(&crm, login).await;
            crm.close().await.unwrap();
            name
        })
    }
}

const TABLES: [&str; 7] = ["callcentre_admin", "callcentre_operator", "master", "phones", "mango", "call", "order"];

#[test]
fn every_row_of_the_old_system_is_taken_over_or_told() {
    let (old, office) = (Old::filled(2_000, 600), Office::migrated());

    let dry = old.import(&office, &["--dry-run"]);
    assert_eq!((dry.status, dry.err.as_str()), (1, ""), "rows are left out: {dry:?}");
    assert_eq!(in_office(&office, "SELECT (SELECT count(*) FROM calls) + (SELECT count(*) FROM cities)"), 0);

    let ran = old.import(&office, &[]);
    let report = &ran.out;
    assert_eq!((ran.status, ran.err.as_str()), (1, ""), "rows are left out: {ran:?}");
    assert_eq!(dry.out.replace("would be written", "written"), *report, "a dry run tells what a real one does");
    assert_accounted(&old, report, &TABLES);
    assert_there(|sql| in_office(&office, sql), report);
    assert!(report.contains("\nunknown tables: avito, django_migrations\n"), "{report}");
    assert!(report.contains("  unknown columns: icq\n") && report.contains("  unknown columns: is_spam\n"), "{report}");
    assert!(report.contains("  not taken over: call_id, phone_number, record_url\n"), "{report}");
    for code in
        ["call.unknown_status", "call.no_time", "order.no_city", "order.no_phone", "money.bad", "money.negative"]
    {
        assert!(report.contains(&format!("[{code}]: id ")), "{code}: {report}");
    }
    for code in ["time.skipped", "call.never_ended", "user.login_renamed", "order.no_result", "order.other_clean"] {
        assert!(report.contains(&format!("[{code}]: id ")), "{code}: {report}");
    }
    office.crm(&["check"]).succeeds();

    assert_eq!(sign_in(&office, "operator5"), Ok("Оператор 5".to_owned()));
    assert_eq!(sign_in(&office, "chief"), Ok("Главный".to_owned()));
    assert_eq!(sign_in(&office, "operator1-13"), Ok("Двойник".to_owned()));
    assert_eq!(sign_in(&office, "plain"), Err("auth.wrong_credentials"));
    assert_eq!(sign_in(&office, "gone"), Err("auth.deactivated"));

    // In the plural, and once more: nothing comes twice.
    old.run("ALTER TABLE call RENAME TO calls; ALTER TABLE \"order\" RENAME TO orders");
    let again = old.import(&office, &[]).out;
    assert_accounted(&old, &again, &["calls", "orders"]);
    let figures = figures(&again);
    for table in ["callcentre_admin", "callcentre_operator", "master", "phones", "calls", "orders"] {
        assert_eq!(figures[table][1], 0, "{table}: {again}");
    }
    assert_eq!(figures["money, result"][1], 0);
    assert!(!again.contains("guessed"), "what is there already is not guessed again: {again}");
    office.crm(&["check"]).succeeds();
}

#[test]
fn what_has_no_such_tables_is_not_the_old_system_and_no_password_is_shown() {
    let (old, office) = (Old::filled(10, 10), Office::migrated());
    old.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE calls_of_somebody (id int)");
    old.import(&office, &[]).fails_with("import.no_legacy");
    office.crm(&["import", "legacy", "--from", "sqlite://crm.db"]).fails_with("store.bad_url");
    let said = office.crm(&["import", "legacy", "--from", "postgresql://crm:hunter2@127.0.0.1:1/none"]);
    assert!(!said.fails_with("store.unavailable").contains("hunter2"));
}

#[test]
fn only_some_of_the_tables_may_be_there() {
    let (old, office) = (Old::filled(200, 100), Office::migrated());
    old.run("DROP TABLE call, mango, phones, master, callcentre_admin; ALTER TABLE \"order\" ADD COLUMN call_id int");
    let report = old.import(&office, &[]).out;
    assert_accounted(&old, &report, &["callcentre_operator", "order"]);
    assert!(report.contains("[order.unknown_master]"), "{report}");
    office.crm(&["check"]).succeeds();
}

#[test]
fn it_moves_into_postgresql_alike() {
    into_postgresql(2_000, 600);
}

#[test]
#[ignore = "slow: a whole legacy database, part of `make soak`"]
fn a_whole_one_moves_into_postgresql() {
    into_postgresql(200_000, 60_000);
}

fn into_postgresql(calls: u32, orders: u32) {
    let (old, office, new) = (Old::filled(calls, orders), Office::migrated(), New::migrated());
    let url = new.database.url();
    let to = ["--database", url.as_str()];
    let begun = Instant::now();
    let ran = old.import(&office, &to);
    println!("{}\nimported in {:?}", ran.out, begun.elapsed());
    assert_eq!(ran.err, "");
    assert_accounted(&old, &ran.out, &TABLES);
    assert_there(|sql| new.ask(sql), &ran.out);
    println!("{}", office.crm(&["check", "--database", &url]).succeeds());
    assert_eq!(new.sign_in("operator5"), Ok("Оператор 5".to_owned()));
    assert_eq!(new.sign_in("gone"), Err("auth.deactivated"));
    let dry = old.import(&office, &["--dry-run"]).out;
    assert_eq!(dry.replace("would be written", "written"), ran.out, "both stores take over the same");
    let again = old.import(&office, &to).out;
    assert_eq!(figures(&again)["call"][1] + figures(&again)["order"][1], 0, "{again}");
}

#[test]
#[ignore = "slow: a whole legacy database, part of `make soak`"]
fn two_hundred_thousand_calls_and_sixty_thousand_orders_are_taken_over() {
    let (old, office) = (Old::filled(200_000, 60_000), Office::migrated());
    let begun = Instant::now();
    let ran = old.import(&office, &[]);
    println!("{}\nimported in {:?}", ran.out, begun.elapsed());
    assert_eq!(ran.err, "");
    assert_accounted(&old, &ran.out, &TABLES);
    assert_there(|sql| in_office(&office, sql), &ran.out);
    println!("{}", office.crm(&["check"]).succeeds());
    assert_eq!(sign_in(&office, "operator5"), Ok("Оператор 5".to_owned()));
    let begun = Instant::now();
    let again = old.import(&office, &[]).out;
    println!("again in {:?}", begun.elapsed());
    assert_eq!(figures(&again)["call"][1] + figures(&again)["order"][1], 0, "{again}");
}
