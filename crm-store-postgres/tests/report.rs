//! What the server tells of the database: on one that keeps statistics of statements, on one that does not, and to a role
//! that may do little.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::cities::NewCity;
use crm_core::kernel::{Text, Zone};
use crm_core::store::Store;
use crm_store_postgres::testing::{Cluster, Settings};
use crm_store_postgres::{NoStatements, PostgresStore};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

const DATABASE: &str = "postgres";

async fn run(cluster: &Cluster, sql: &str) -> PgConnection {
    let mut connection = PgConnection::connect(&cluster.url(DATABASE)).await.unwrap();
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.unwrap();
    connection
}

/// A node whose role owns its schema and nothing else, and what it is called by.
async fn node_of_a_plain_role(cluster: &Cluster) -> String {
    let sql = "CREATE ROLE crm LOGIN PASSWORD 'hunter2'; CREATE SCHEMA crm AUTHORIZATION crm";
    run(cluster, sql).await.close().await.unwrap();
    let url = cluster.url(DATABASE);
    let (_, server) = url.split_once('@').unwrap();
    format!("postgresql://crm:hunter2@{server}")
}

async fn office(url: &str) -> (PostgresStore, Crm) {
    let crm = Crm::builder(PostgresStore::connect(url).await.unwrap()).open().await.unwrap();
    (PostgresStore::connect(url).await.unwrap(), crm)
}

/// Adds a city, whose name no report may hold.
async fn work(crm: &Crm) {
    let city = NewCity::new(Text::new("Тайный город").unwrap(), Zone::MOSCOW);
    crm.cities().create(&Actor::system("test"), &city, None).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_keeps_statistics_tells_which_statements_take_the_time() {
    let settings = Settings::fast().set("shared_preload_libraries", "pg_stat_statements");
    let cluster = Cluster::start(settings).await.unwrap();
    let url = node_of_a_plain_role(&cluster).await;
    let created = run(&cluster, "CREATE SCHEMA \"Tools\"; CREATE EXTENSION pg_stat_statements SCHEMA \"Tools\"").await;
    created.close().await.unwrap();
    let (store, crm) = office(&url).await;

    let refused = store.report().await.unwrap().statements;
    assert_eq!(refused, Err(NoStatements::Refused), "its schema is not open to the role");
    // From here on: the schema was made by longer statements than an office has.
    let sql = "GRANT USAGE ON SCHEMA \"Tools\" TO crm; SELECT \"Tools\".pg_stat_statements_reset()";
    run(&cluster, sql).await.close().await.unwrap();
    work(&crm).await;

    // Statements of others are not the office's, and secrets that the server keeps are nobody's.
    let mut own = PgConnection::connect(&url).await.unwrap();
    own.execute("ALTER ROLE crm PASSWORD 'hunter3'").await.unwrap();
    own.execute("SELECT 'foreign'").await.unwrap();
    own.close().await.unwrap();
    run(&cluster, "SELECT 'somebody else' AS somebody_else").await.close().await.unwrap();

    let report = store.report().await.unwrap();
    let told = format!("{report:?}");
    let statements = report.statements.unwrap();
    let commit = statements.iter().find(|statement| statement.text.contains("crm_apply_v1")).unwrap();
    assert!(commit.calls >= 1 && commit.total_millis > 0.0 && commit.mean_millis <= commit.total_millis, "{commit:?}");
    assert!(commit.blocks_hit > 0, "{commit:?}");
    assert!(statements.is_sorted_by(|one, next| one.total_millis >= next.total_millis), "{told}");
    assert!(statements.len() <= 20);
    for secret in ["hunter2", "hunter3", "Тайный", "somebody_else"] {
        assert!(!told.contains(secret), "{secret} is in {told}");
    }
    store.close().await.unwrap();
    crm.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_without_the_extension_tells_the_rest_and_what_to_do() {
    let cluster = Cluster::start(Settings::fast().set("max_connections", "33").set("shared_preload_libraries", ""))
        .await
        .unwrap();
    let url = node_of_a_plain_role(&cluster).await;
    let (store, crm) = office(&url).await;
    work(&crm).await;
    // Entries of two months, in January and in March of 2020.
    let sql = "SET search_path = crm; \
        SELECT crm_add_month_v1('audit', at) FROM unnest(ARRAY[1577836800000000, 1583020800000000]) AS at; \
        INSERT INTO audit (seq, at, actor, action, subject, payload_digest) \
            SELECT -n, CASE WHEN n > 600 THEN 1577836800000000 ELSE 1583020800000000 END, 'a', repeat('b', 900), 'c', sha256('d') \
            FROM generate_series(1, 1000) AS n; \
        ANALYZE audit; ANALYZE cities";
    run(&cluster, sql).await.close().await.unwrap();
    // A transaction of the role that somebody left open.
    let mut forgotten = PgConnection::connect(&url).await.unwrap();
    forgotten.execute("BEGIN; SELECT count(*) FROM cities").await.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;

    let report = store.report().await.unwrap();
    assert_eq!(report.statements, Err(NoStatements::NotCreated));
    assert!(NoStatements::NotCreated.advice().contains("CREATE EXTENSION pg_stat_statements"));
    let asked: String = sqlx::query_scalar("SHOW server_version").fetch_one(&mut forgotten).await.unwrap();
    assert!(asked.starts_with(&report.server), "{} of {asked}", report.server);
    assert_eq!(report.schema, PostgresStore::latest_schema());
    assert_eq!(report.server_sessions_limit, 33);
    assert!(report.server_sessions >= 2 && report.bytes > 1_000_000, "{report:?}");
    assert!(report.oldest_transaction.unwrap() >= Duration::from_millis(20), "{report:?}");
    let sessions = |state: &str| report.sessions.iter().find(|(told, _)| told == state).map(|(_, count)| *count);
    assert_eq!((sessions("idle in transaction"), sessions("active")), (Some(1), Some(1)), "{:?}", report.sessions);
    assert!(report.tables.len() == 20 && report.tables.is_sorted_by(|one, next| one.bytes >= next.bytes));
    // Its months count as one, the largest table here.
    let audit = report.tables.first().unwrap();
    assert_eq!((audit.name.as_str(), audit.rows), ("audit", 1_000), "{:?}", report.tables);
    assert!(report.tables.iter().all(|table| !table.name.starts_with("audit_2020")), "{:?}", report.tables);
    let cities = report.tables.iter().find(|table| table.name == "cities");
    assert!(cities.is_none_or(|cities| cities.rows == 1), "{cities:?}");
    assert_eq!(report.standby, None);
    forgotten.close().await.unwrap();

    // Loaded is not created, and created is not loaded.
    run(&cluster, "CREATE EXTENSION pg_stat_statements").await.close().await.unwrap();
    let not_loaded = store.report().await.unwrap().statements;
    assert_eq!(not_loaded, Err(NoStatements::NotLoaded));
    store.close().await.unwrap();
    crm.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_is_counted_and_no_further_than_it_has_to_be() {
    let cluster = Cluster::start(Settings::fast()).await.unwrap();
    let store = PostgresStore::connect(&cluster.url(DATABASE)).await.unwrap();
    store.migrate().await.unwrap();
    let sql = "INSERT INTO counter_deltas (subject, day, measure, count, amount, wait, ever) \
            SELECT 'office', day, 'calls', 1, 0, 0, false FROM generate_series(1, 12345) AS day; \
        INSERT INTO audit_waiting (at, actor, action, subject, payload_digest) VALUES (1, 'a', 'b', 'c', sha256('x'))";
    run(&cluster, sql).await.close().await.unwrap();
    let backlog = store.backlog().await.unwrap();
    assert_eq!((backlog.deltas, backlog.events, backlog.audit), (10_000, 0, 1));
    assert_eq!(store.report().await.unwrap().backlog, backlog);
    store.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pool_tells_who_waits_and_what_is_free() {
    let cluster = Cluster::start(Settings::fast()).await.unwrap();
    let (store, crm) = office(&cluster.url(DATABASE)).await;
    store.report().await.unwrap();
    let pressure = store.pressure();
    assert_eq!((pressure.connections_held, pressure.connections_waiting), (0, 0));
    assert!(pressure.connections_idle >= 1 && pressure.connections_limit >= 2, "{pressure:?}");
    store.close().await.unwrap();
    crm.close().await.unwrap();
}
