//! Reports read a hot standby while it is close behind, and the primary in every other case.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::cities::NewCity;
use crm_core::kernel::{Text, Zone};
use crm_core::store::{Read, Store};
use crm_store_postgres::testing::{Cluster, Replication, Settings};
use crm_store_postgres::{Options, PostgresStore};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

const DATABASE: &str = "postgres";
/// More than any lag here.
const HOUR: Duration = Duration::from_secs(3_600);
/// For how long what must happen is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Which server answered, and the cities it knows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Primary(Vec<String>),
    Standby(Vec<String>),
}

impl Answer {
    fn is_of_standby(&self) -> bool {
        matches!(self, Self::Standby(_))
    }
}

/// An office with a primary, a standby that follows it, and a node that uses both as a role that owns the office and no more.
struct Office {
    store: PostgresStore,
    crm: Crm,
    standby: Cluster,
    primary: Cluster,
}

async fn run(cluster: &Cluster, sql: &str) {
    let mut connection = PgConnection::connect(&cluster.url(DATABASE)).await.unwrap();
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.unwrap();
    connection.close().await.unwrap();
}

async fn asked(cluster: &Cluster, question: &'static str) -> bool {
    let mut connection = PgConnection::connect(&cluster.url(DATABASE)).await.unwrap();
    sqlx::query_scalar(question).fetch_one(&mut connection).await.unwrap()
}

async fn eventually(what: &str, mut question: impl AsyncFnMut() -> bool) {
    let start = Instant::now();
    while !question().await {
        assert!(start.elapsed() < PATIENCE, "{what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Its address for a role that owns the office.
fn of_owner(cluster: &Cluster) -> String {
    let url = cluster.url(DATABASE);
    let (_, server) = url.split_once('@').unwrap();
    format!("postgresql://crm:crm@{server}")
}

impl Office {
    async fn open() -> Self {
        let primary = Cluster::start(Settings::fast()).await.unwrap();
        run(&primary, "CREATE ROLE crm LOGIN PASSWORD 'crm'; GRANT CREATE ON SCHEMA public TO crm; CREATE SCHEMA seen")
            .await;
        let crm = Crm::builder(PostgresStore::connect(&of_owner(&primary)).await.unwrap()).open().await.unwrap();
        // Whoever reads by the standby's address sees the same cities, marked.
        let sql = "DO $$ DECLARE columns text; BEGIN \
                SELECT string_agg(CASE column_name WHEN 'name' THEN 'name || '' *'' AS name' ELSE column_name::text END, ', ' \
                    ORDER BY ordinal_position) INTO columns FROM information_schema.columns \
                    WHERE table_schema = 'public' AND table_name = 'cities'; \
                EXECUTE 'CREATE VIEW seen.cities AS SELECT ' || columns || ' FROM public.cities'; END $$; \
            GRANT USAGE ON SCHEMA seen TO crm; GRANT SELECT ON seen.cities TO crm";
        run(&primary, sql).await;
        let standby = primary.standby(Replication::Asynchronous).await.unwrap();
        let read = format!("{}&options=-c%20search_path%3Dseen%2Cpublic", of_owner(&standby));
        let store = PostgresStore::connect_with(&of_owner(&primary), Options::default().standby(read)).await.unwrap();
        let office = Self { store, crm, standby, primary };
        office.add("Омск").await;
        office.until_replayed().await;
        office
    }

    async fn add(&self, city: &str) {
        let city = NewCity::new(Text::new(city).unwrap(), Zone::MOSCOW);
        self.crm.cities().create(&Actor::system("test"), &city, None).await.unwrap();
    }

    async fn read(&self, read: Read) -> Answer {
        let cities = self.store.begin(read).await.unwrap().cities().all().await.unwrap();
        let names: Vec<String> = cities.iter().map(|city| city.name.as_str().to_owned()).collect();
        let marked: Vec<String> = names.iter().filter_map(|name| Some(name.strip_suffix(" *")?.to_owned())).collect();
        assert!(marked.is_empty() || marked.len() == names.len());
        if marked.is_empty() { Answer::Primary(names) } else { Answer::Standby(marked) }
    }

    /// Waits until the standby has all there is.
    async fn until_replayed(&self) {
        let mut connection = PgConnection::connect(&self.primary.url(DATABASE)).await.unwrap();
        let question = "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE replay_lsn >= pg_current_wal_flush_lsn())";
        eventually("the standby follows", async || {
            sqlx::query_scalar(question).fetch_one(&mut connection).await.unwrap()
        })
        .await;
    }

    async fn pause(&self) {
        run(&self.standby, "SELECT pg_wal_replay_pause()").await;
        let question = "SELECT pg_get_wal_replay_pause_state() = 'paused'";
        eventually("replay pauses", async || asked(&self.standby, question).await).await;
    }

    async fn resume(&self) {
        run(&self.standby, "SELECT pg_wal_replay_resume()").await;
        self.until_replayed().await;
    }

    async fn close(self) {
        self.store.close().await.unwrap();
        self.crm.close().await.unwrap();
    }
}

fn primary<const N: usize>(cities: [&str; N]) -> Answer {
    Answer::Primary(cities.map(str::to_owned).into())
}

fn standby<const N: usize>(cities: [&str; N]) -> Answer {
    Answer::Standby(cities.map(str::to_owned).into())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_reads_the_standby_unless_it_lags_more_than_the_report_may() {
    let office = Office::open().await;
    office.pause().await;
    office.add("Пермь").await;
    assert_eq!(office.read(Read::MayLag(HOUR)).await, standby(["Омск"]));
    for fresh in [Read::Each, Read::Snapshot, Read::MayLag(Duration::ZERO)] {
        assert_eq!(office.read(fresh).await, primary(["Омск", "Пермь"]), "{fresh:?}");
    }
    let most = Duration::from_millis(300);
    eventually("it falls behind", async || office.store.standby_lag().await.unwrap() > most).await;
    assert_eq!(office.read(Read::MayLag(most)).await, primary(["Омск", "Пермь"]));
    assert_eq!(office.read(Read::MayLag(HOUR)).await, standby(["Омск"]));
    assert_eq!(office.store.report().await.unwrap().standby.map(|standby| standby.lag > Some(most)), Some(true));

    office.resume().await;
    assert_eq!(office.read(Read::MayLag(HOUR)).await, standby(["Омск", "Пермь"]));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_of_an_office_in_which_nothing_happens_is_not_behind() {
    let office = Office::open().await;
    let idle = "SELECT clock_timestamp() - pg_last_xact_replay_timestamp() > interval '2 seconds'";
    eventually("nothing happens", async || asked(&office.standby, idle).await).await;
    assert_eq!(office.read(Read::MayLag(Duration::from_secs(1))).await, standby(["Омск"]));
    assert!(office.store.standby_lag().await.unwrap() < Duration::from_secs(1));

    // One that nothing reaches any more has received nothing that it has not replayed, and is behind nevertheless.
    run(&office.standby, "ALTER SYSTEM SET primary_conninfo = ''").await;
    run(&office.standby, "SELECT pg_reload_conf()").await;
    let alone = "SELECT NOT EXISTS (SELECT FROM pg_stat_wal_receiver)";
    eventually("it is cut off", async || asked(&office.standby, alone).await).await;
    office.add("Пермь").await;
    // Only what was committed longer ago than the report may lag must be there.
    let most = Duration::from_millis(100);
    tokio::time::sleep(most).await;
    assert_eq!(office.read(Read::MayLag(most)).await, primary(["Омск", "Пермь"]));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_that_is_away_fails_no_report_and_is_used_again_when_it_is_back() {
    let office = Office::open().await;
    assert!(office.read(Read::MayLag(HOUR)).await.is_of_standby());
    office.standby.stop().await.unwrap();
    for _ in 0..3 {
        assert_eq!(office.read(Read::MayLag(HOUR)).await, primary(["Омск"]));
    }
    assert_eq!(office.store.standby_lag().await, None);

    office.standby.restart().await.unwrap();
    eventually("it is used again", async || office.read(Read::MayLag(HOUR)).await.is_of_standby()).await;

    // Whose connections break is asked once more, and killed is away too.
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'crm'";
    run(&office.standby, sql).await;
    assert!(office.read(Read::MayLag(HOUR)).await.is_of_standby());
    office.standby.kill().await.unwrap();
    assert_eq!(office.read(Read::MayLag(HOUR)).await, primary(["Омск"]));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_was_promoted_is_no_standby_any_more() {
    let office = Office::open().await;
    office.standby.promote().await.unwrap();
    office.add("Пермь").await;
    assert_eq!(office.read(Read::MayLag(HOUR)).await, primary(["Омск", "Пермь"]));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_standby_cannot_answer_the_primary_does() {
    let office = Office::open().await;
    // The standby's address leads to a view that its role may not read.
    run(&office.primary, "REVOKE SELECT ON seen.cities FROM crm").await;
    office.until_replayed().await;
    assert_eq!(office.read(Read::MayLag(HOUR)).await, primary(["Омск"]));
    office.close().await;
}
