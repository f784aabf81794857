//! The throw-away servers and databases, on real PostgreSQL.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::cities::NewCity;
use crm_core::kernel::{Text, Zone};
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Cluster, Database, Replication, Server, Settings, Template};
use sqlx::{Connection, PgConnection};
use tokio::io::{AsyncBufReadExt, BufReader};

async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.unwrap()
}

async fn run(connection: &mut PgConnection, command: &'static str) {
    sqlx::raw_sql(command).execute(connection).await.unwrap();
}

async fn count(connection: &mut PgConnection, question: &'static str) -> i64 {
    sqlx::query_scalar(question).fetch_one(connection).await.unwrap()
}

/// Waits until `condition` holds, and fails when it never does.
async fn eventually(what: &str, condition: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !condition() {
        assert!(Instant::now() < deadline, "{what} did not come about");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn two_databases_do_not_see_each_other() {
    let one = Database::fresh(&Template::EMPTY).await.unwrap();
    let other = Database::fresh(&Template::EMPTY).await.unwrap();

    run(&mut connect(&one.url()).await, "CREATE TABLE orders (id int)").await;

    let mut connection = connect(&other.url()).await;
    assert_eq!(count(&mut connection, "SELECT count(*) FROM pg_tables WHERE tablename = 'orders'").await, 0);
}

#[tokio::test]
async fn a_dropped_database_is_gone_though_somebody_is_connected() {
    let kept = Database::fresh(&Template::EMPTY).await.unwrap();
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    let name = database.name().to_owned();
    let mut connection = connect(&database.url()).await;

    drop(database);

    assert!(connection.ping().await.is_err());
    let mut connection = connect(&kept.url()).await;
    for (name, expected) in [(name.as_str(), false), (kept.name(), true)] {
        let exists: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
            .bind(name)
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(exists, expected, "{name}");
    }
}

#[test]
fn a_database_is_dropped_outside_of_any_runtime() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let database = runtime.block_on(Database::fresh(&Template::EMPTY)).unwrap();
    let url = database.url();
    drop(runtime);

    drop(database);

    let runtime = tokio::runtime::Runtime::new().unwrap();
    assert!(runtime.block_on(PgConnection::connect(&url)).is_err());
}

/// A template key that no other run has used.
fn new_key(name: &str) -> String {
    format!("{name} {:?} {}", Instant::now(), std::process::id())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_that_eight_want_at_once_is_made_once() {
    let made = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&made);
    let template = Arc::new(Template::new(new_key("cities"), move |url| {
        let made = Arc::clone(&counted);
        async move {
            made.fetch_add(1, Ordering::Relaxed);
            // Left open, as by a careless function.
            let mut connection = PgConnection::connect(&url).await?;
            sqlx::raw_sql("CREATE TABLE cities (id int); INSERT INTO cities VALUES (1), (2)")
                .execute(&mut connection)
                .await?;
            std::mem::forget(connection);
            Ok(())
        }
    }));

    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let template = Arc::clone(&template);
        tasks.spawn(async move { Database::fresh(&template).await.unwrap() });
    }
    let databases = tasks.join_all().await;

    assert_eq!(made.load(Ordering::Relaxed), 1);
    for database in &databases {
        assert_eq!(count(&mut connect(&database.url()).await, "SELECT count(*) FROM cities").await, 2);
    }
}

#[tokio::test]
async fn a_template_that_fails_says_so_and_is_tried_again() {
    let key = new_key("failing");
    let failing = Template::new(key.clone(), |_| async { Err("no tables today".into()) });
    let error = Database::fresh(&failing).await.unwrap_err();
    assert!(error.to_string().contains("no tables today"), "{error}");

    let working = Template::new(key, |_| async { Ok(()) });
    Database::fresh(&working).await.unwrap();
}

#[tokio::test]
async fn a_killed_server_comes_back_with_what_was_committed() {
    let cluster = Cluster::start(Settings::fast()).await.unwrap();
    let url = cluster.url("postgres");
    let mut connection = connect(&url).await;
    run(&mut connection, "CREATE TABLE orders (id int)").await;
    for _ in 0..100 {
        run(&mut connection, "INSERT INTO orders VALUES (1)").await;
    }
    run(&mut connection, "BEGIN; INSERT INTO orders VALUES (2)").await;

    cluster.kill().await.unwrap();
    assert!(PgConnection::connect(&url).await.is_err());
    assert!(connection.ping().await.is_err());

    cluster.restart().await.unwrap();
    assert_eq!(count(&mut connect(&url).await, "SELECT count(*) FROM orders").await, 100);
}

#[tokio::test]
async fn a_stopped_server_is_started_again_and_settings_hold() {
    let cluster = Cluster::start(Settings::durable().set("work_mem", "5MB")).await.unwrap();
    cluster.stop().await.unwrap();
    cluster.stop().await.unwrap();
    assert!(PgConnection::connect(&cluster.url("postgres")).await.is_err());

    cluster.restart().await.unwrap();
    let mut connection = connect(&cluster.url("postgres")).await;
    for (question, expected) in [("SHOW work_mem", "5MB"), ("SHOW fsync", "on"), ("SHOW synchronous_commit", "on")] {
        let value: String = sqlx::query_scalar(question).fetch_one(&mut connection).await.unwrap();
        assert_eq!(value, expected, "{question}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promoted_synchronous_standby_has_every_acknowledged_row() {
    let primary = Cluster::start(Settings::fast()).await.unwrap();
    let mut connection = connect(&primary.url("postgres")).await;
    run(&mut connection, "CREATE TABLE orders (id bigserial)").await;
    let standby = primary.standby(Replication::Synchronous).await.unwrap();
    let refused = sqlx::raw_sql("CREATE TABLE nothing ()").execute(&mut connect(&standby.url("postgres")).await).await;
    assert!(refused.unwrap_err().to_string().contains("read-only"));

    // Writes until the primary is killed amid them.
    let acknowledged = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&acknowledged);
    let writer = tokio::spawn(async move {
        while sqlx::raw_sql("INSERT INTO orders DEFAULT VALUES").execute(&mut connection).await.is_ok() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    eventually("the 200th order", || acknowledged.load(Ordering::SeqCst) >= 200).await;
    primary.kill().await.unwrap();
    writer.await.unwrap();
    standby.promote().await.unwrap();

    let mut connection = connect(&standby.url("postgres")).await;
    let rows = count(&mut connection, "SELECT count(*) FROM orders").await;
    let acknowledged = i64::from(acknowledged.load(Ordering::SeqCst));
    // The one that was under way when the primary died may be there too.
    assert!((acknowledged..=acknowledged + 1).contains(&rows), "{rows} of {acknowledged}");
    run(&mut connection, "INSERT INTO orders DEFAULT VALUES").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commits_wait_for_every_synchronous_standby_and_for_no_other() {
    let primary = Cluster::start(Settings::fast()).await.unwrap();
    let first = primary.standby(Replication::Synchronous).await.unwrap();
    let second = primary.standby(Replication::Synchronous).await.unwrap();
    let third = primary.standby(Replication::Asynchronous).await.unwrap();
    let mut connection = connect(&primary.url("postgres")).await;

    third.kill().await.unwrap();
    run(&mut connection, "CREATE TABLE orders (id int)").await;

    for standby in [&first, &second] {
        standby.kill().await.unwrap();
        let mut commit = std::pin::pin!(sqlx::raw_sql("INSERT INTO orders VALUES (1)").execute(&mut connection));
        assert!(tokio::time::timeout(Duration::from_millis(500), &mut commit).await.is_err());
        standby.restart().await.unwrap();
        commit.await.unwrap();
    }
}

/// What the next test starts as another process: it takes of everything, says so, and waits to be killed.
#[tokio::test]
#[ignore = "another test starts it"]
async fn holder_of_servers() {
    if std::env::var_os("CRM_TEST_HOLDER").is_none() {
        return;
    }
    let server = Server::shared().await.unwrap();
    let database = server.database(&Template::EMPTY).await.unwrap();
    let cluster = Cluster::start(Settings::fast()).await.unwrap();
    let _standby = cluster.standby(Replication::Asynchronous).await.unwrap();
    println!("\nholding {} {}", database.url(), cluster.url("postgres"));
    std::future::pending::<()>().await;
}

/// Another process that holds servers under `folder`, with the addresses of its database and its cluster.
async fn holder(folder: &Path) -> (tokio::process::Child, String, String) {
    let mut child = tokio::process::Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "holder_of_servers", "--nocapture"])
        .env("TMPDIR", folder)
        .env("CRM_TEST_HOLDER", "yes")
        .env_remove("CRM_TEST_DATABASE_URL")
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    // Taken by reference: the other process ends when it cannot print.
    let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let ["holding", database, cluster] = line.split(' ').collect::<Vec<_>>()[..] {
            return (child, database.to_owned(), cluster.to_owned());
        }
    }
    panic!("the other process holds nothing");
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_of_killed_processes() {
    let folder = tempfile::tempdir().unwrap();
    // Everybody's, as the temporary directory is: the server's user may be another.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o1777)).unwrap();
    let ((mut one, database, cluster), (mut other, second, _)) =
        tokio::join!(holder(folder.path()), holder(folder.path()));
    let server = |url: &str| url.rsplit_once('/').unwrap().0.to_owned();
    assert_eq!(server(&database), server(&second), "they share a server");
    assert_eq!(entries(folder.path()).len(), 3, "the shared server, and a cluster each");

    one.kill().await.unwrap();
    eventually("the end of the first cluster", || entries(folder.path()).len() == 2).await;
    assert!(PgConnection::connect(&cluster).await.is_err());
    connect(&second).await.ping().await.unwrap();

    other.kill().await.unwrap();
    eventually("the end of the servers", || entries(folder.path()).is_empty()).await;
    assert!(PgConnection::connect(&database).await.is_err());
}

/// How many rows each table has, and where the feed has got to.
async fn contents(database: &Database) -> (Vec<(String, i64)>, i64, i64) {
    let mut connection = connect(&database.url()).await;
    let sql = "SELECT relname::text, (xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM ' || oid::regclass, \
        false, true, '')))[1]::text::bigint FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition \
        AND relnamespace = 'public'::regnamespace ORDER BY 1";
    let tables = sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap();
    let (head, audit_head) =
        sqlx::query_as("SELECT head, audit_head FROM feed").fetch_one(&mut connection).await.unwrap();
    (tables, head, audit_head)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_that_is_emptied_is_as_a_fresh_one() {
    let (fresh, used) = (Template::office(), Template::office());
    let (fresh, used) = (Database::fresh(&fresh).await.unwrap(), Database::fresh(&used).await.unwrap());
    for _ in 0..2 {
        let crm = Crm::builder(PostgresStore::connect(&used.url()).await.unwrap()).open().await.unwrap();
        let system = Actor::system("test");
        let city = NewCity::new(Text::new("Омск").unwrap(), Zone::MOSCOW);
        crm.cities().create(&system, &city, None).await.unwrap();
        crm.housekeeping().await.unwrap();
        crm.close().await.unwrap();
        assert_ne!(contents(&used).await, contents(&fresh).await);

        used.empty().await.unwrap();
        assert_eq!(contents(&used).await, contents(&fresh).await);
    }
}
