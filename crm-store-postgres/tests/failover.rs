//! The primary dies under load and its standby takes over: the nodes follow, what was acknowledged is there, and what is
//! repeated after an unknown outcome happened once.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::ops::AddAssign;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::cities::{NewCity, SlotCapacity};
use crm_core::kernel::{CityId, ErrorKind, OrderId, Phone, Text, Timestamp, Version, Zone};
use crm_core::orders::{Equipment, NewOrder, OrderPatch, OrderType};
use crm_core::store::IdempotencyKey;
use crm_store_postgres::testing::{Cluster, Replication, Settings};
use crm_store_postgres::{Options, PostgresStore};
use sqlx::{Connection, PgConnection};
use tokio::io::copy;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};

const DATABASE: &str = "postgres";
/// Who works on each of the two nodes.
const WRITERS: i64 = 4;
/// Within this time writes must be acknowledged again. An idle machine takes a tenth of it.
const FOLLOWED: Duration = Duration::from_secs(30);
/// For how long anything else that must happen is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// One address of two servers.
fn address(first: &Cluster, second: &Cluster) -> String {
    let host = |cluster: &Cluster| format!("127.0.0.1:{}", cluster.port());
    first.url(DATABASE).replace(&host(first), &format!("{},{}", host(first), host(second)))
}

async fn node(address: &str, options: Options) -> Crm {
    let store = PostgresStore::connect_with(address, options).await.unwrap();
    Crm::builder(store).open().await.unwrap()
}

/// An order that somebody was told of, or asked for.
struct Written {
    id: OrderId,
    version: Version,
    problem: String,
}

/// What one writer, or all of them, came to.
#[derive(Default)]
struct Tally {
    orders: Vec<Written>,
    acknowledged: u64,
    unknown: u64,
    refused: u64,
    /// Changes that were written although their answer was an error.
    found: u64,
    /// From the death of the primary to the first write that began after it and was acknowledged.
    followed: Option<Duration>,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.orders.extend(other.orders);
        self.acknowledged += other.acknowledged;
        self.unknown += other.unknown;
        self.refused += other.refused;
        self.found += other.found;
        // The slower node counts.
        self.followed = self.followed.max(other.followed);
    }
}

/// Somebody who writes an order, changes it twice, and begins anew; and who repeats whatever was not acknowledged, with the
/// same key or version, until it is.
struct Writer {
    crm: Crm,
    city: CityId,
    first_slot: Timestamp,
    name: String,
    died: watch::Receiver<Option<Instant>>,
    tally: Tally,
}

impl Writer {
    async fn work(mut self, ends: Arc<AtomicBool>) -> Tally {
        let mut number = 0;
        while !ends.load(Ordering::SeqCst) {
            let mut order = self.create(number).await;
            for change in 1..=2 {
                self.change(&mut order, change).await;
            }
            self.tally.orders.push(order);
            number += 1;
        }
        self.tally
    }

    async fn create(&mut self, number: u64) -> Written {
        let key = IdempotencyKey::new(&format!("{}-{number}", self.name)).unwrap();
        let problem = format!("{key}, 0");
        // A hundred visits a slot, twelve slots of half an hour a day.
        let slot = number / 100;
        let meeting = self.first_slot.plus(Duration::from_secs(slot / 12 * 86_400 + slot % 12 * 1_800));
        let new = NewOrder {
            call: None,
            phone: Some(Phone::parse(&format!("+7900{:07}", number % 10_000_000)).unwrap()),
            city: Some(self.city),
            campaign: None,
            advert_account: None,
            order_type: OrderType::FirstTime,
            equipment: Equipment::Computers,
            client_name: Text::new(&self.name).unwrap(),
            address: Text::new("ул. Ленина, 1").unwrap(),
            problem: Text::new(&problem).unwrap(),
            meeting,
            operator: None,
        };
        loop {
            let begun = Instant::now();
            match self.crm.orders().create(&Actor::system("test"), &new, Some(&key)).await {
                Ok(written) => {
                    self.acknowledged(begun);
                    return Written { id: written.order.id, version: written.order.version, problem };
                }
                Err(error) => self.failed(&error).await,
            }
        }
    }

    async fn change(&mut self, order: &mut Written, change: u32) {
        let problem = format!("{}-{change}", order.problem);
        let patch = OrderPatch { problem: Some(Text::new(&problem).unwrap()), ..OrderPatch::default() };
        let system = Actor::system("test");
        let mut is_repeated = false;
        let version = loop {
            let begun = Instant::now();
            match self.crm.orders().change(&system, order.id, order.version, &patch).await {
                Ok(changed) => {
                    self.acknowledged(begun);
                    break changed.version;
                }
                // Nobody else changes it: an earlier one of these was written.
                Err(error) if error.code() == "order.version_conflict" => {
                    assert!(is_repeated, "{} is not as it was acknowledged: {error}", order.problem);
                    self.tally.found += 1;
                    break order.version.next();
                }
                Err(error) => {
                    is_repeated = true;
                    self.failed(&error).await;
                }
            }
        };
        *order = Written { id: order.id, version, problem };
    }

    fn acknowledged(&mut self, begun: Instant) {
        self.tally.acknowledged += 1;
        if let Some(died) = *self.died.borrow()
            && begun > died
            && self.tally.followed.is_none()
        {
            self.tally.followed = Some(died.elapsed());
        }
    }

    async fn failed(&mut self, error: &crm_core::kernel::Error) {
        match (error.code(), error.kind()) {
            ("store.outcome_unknown", _) => self.tally.unknown += 1,
            (_, ErrorKind::Unavailable) => self.tally.refused += 1,
            _ => panic!("{} cannot go on: {error:?}", self.name),
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// What the database says of a round: rows of its keys, different orders among them, their changes, and the audit's entries.
async fn counted(connection: &mut PgConnection, round: u64) -> (i64, i64, i64, i64) {
    let sql = "WITH o AS (SELECT id, version FROM orders WHERE client_name LIKE $1) SELECT \
        (SELECT count(*) FROM idempotency WHERE key LIKE $1), (SELECT count(*) FROM o), \
        (SELECT coalesce(sum(version - 1), 0)::bigint FROM o), \
        (SELECT count(*) FROM (SELECT subject FROM audit UNION ALL SELECT subject FROM audit_waiting) a \
            JOIN o ON a.subject = 'order:' || o.id)";
    sqlx::query_as(sql).bind(format!("round {round},%")).fetch_one(connection).await.unwrap()
}

/// Every order is there as it was acknowledged. How many are not.
async fn lost(crm: &Crm, orders: &[Written]) -> usize {
    let mut lost = 0;
    for order in orders {
        let found = crm.orders().get(&Actor::system("test"), order.id).await;
        let is_there = found.is_ok_and(|found| {
            (found.order.version, found.order.problem.as_str()) == (order.version, order.problem.as_str())
        });
        lost += usize::from(!is_there);
    }
    lost
}

/// The primary is killed while both nodes write, and the standby promoted. Answers the new primary.
async fn round(round: u64, primary: Cluster, standby: Cluster) -> Cluster {
    let address = address(&primary, &standby);
    let mut nodes = Vec::new();
    let (death, died) = watch::channel(None);
    let ends = Arc::new(AtomicBool::new(false));
    let mut writers = JoinSet::new();
    let system = Actor::system("test");
    // The second one does not wait to find out what became of a unit whose answer was lost: its writers are told that nobody
    // knows, and repeat it.
    for (name, doubt) in [("one", PATIENCE), ("two", Duration::ZERO)] {
        let crm = node(&address, Options::default().max_connections(6).doubt_patience(doubt)).await;
        for writer in 1..=WRITERS {
            let name = format!("round {round}, node {name}, writer {writer}");
            let mut city = NewCity::new(Text::new(&name).unwrap(), Zone::MOSCOW);
            city.capacity = SlotCapacity { kp: 100, bt: 0, mnch: 0 };
            let city = crm.cities().create(&system, &city, None).await.unwrap().id;
            // Ten in the morning in Moscow, after tomorrow.
            let days = crm.now().seconds() / 86_400 + 2;
            let first_slot = Timestamp::from_seconds(days * 86_400 + 7 * 3_600).unwrap();
            let (crm, died) = (crm.clone(), died.clone());
            let writer = Writer { crm, city, first_slot, name, died, tally: Tally::default() };
            writers.spawn(writer.work(Arc::clone(&ends)));
        }
        nodes.push(crm);
    }

    let mut random = [0];
    getrandom::fill(&mut random).unwrap();
    tokio::time::sleep(Duration::from_millis(500 + 4 * u64::from(random[0]))).await;
    let at = Instant::now();
    primary.kill().await.unwrap();
    death.send(Some(at)).unwrap();
    standby.promote().await.unwrap();
    let promoted = at.elapsed();
    let mut connection = PgConnection::connect(&standby.url(DATABASE)).await.unwrap();
    // It does not wait for the standbys of the server it was copied from.
    let synchronous: String =
        sqlx::query_scalar("SHOW synchronous_standby_names").fetch_one(&mut connection).await.unwrap();
    assert_eq!(synchronous, "");

    // Everybody goes on for a while after they have all followed.
    tokio::time::sleep(Duration::from_secs(3)).await;
    ends.store(true, Ordering::SeqCst);
    let mut all = Tally::default();
    let finished = tokio::time::timeout(PATIENCE, async {
        while let Some(writer) = writers.join_next().await {
            let tally = writer.unwrap();
            assert!(tally.followed.is_some(), "a writer that has finished was acknowledged after the death");
            all += tally;
        }
    });
    finished.await.unwrap();

    let followed = all.followed.unwrap();
    let orders = all.orders.len();
    let lost = lost(nodes.first().unwrap(), &all.orders).await;
    let (keys, found, changes, entries) = counted(&mut connection, round).await;
    let asked = i64::try_from(orders).unwrap();
    let doubled = (found - asked).max(0) + (changes - 2 * asked).max(0);
    let said = format!(
        "round {round}: promoted after {promoted:.1?}, followed after {followed:.1?}; {} acknowledged, {} unknown, {} \
         unavailable, {} repeated ({} of them found written); {orders} orders with {changes} changes: {lost} lost, {doubled} \
         doubled\n",
        all.acknowledged,
        all.unknown,
        all.refused,
        all.unknown + all.refused,
        all.found,
    );
    std::io::stdout().write_all(said.as_bytes()).unwrap();
    assert_eq!((lost, doubled), (0, 0));
    assert_eq!((keys, found, changes, entries), (asked, asked, 2 * asked, 3 * asked));
    assert!(followed < FOLLOWED, "the nodes followed after {followed:?}");

    let check = nodes.last().unwrap().check(&system, |_, _| ()).await.unwrap();
    assert!(check.is_clean(), "{check:?}");
    for node in nodes {
        node.close().await.unwrap();
    }
    standby
}

async fn rounds(rounds: u64) {
    let mut primary = Cluster::start(Settings::fast()).await.unwrap();
    let crm = node(&primary.url(DATABASE), Options::default()).await;
    crm.close().await.unwrap();
    for number in 1..=rounds {
        let standby = primary.standby(Replication::Synchronous).await.unwrap();
        primary = round(number, primary, standby).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_follow_a_promoted_standby_and_nothing_acknowledged_is_lost_or_doubled() {
    rounds(2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes; `make soak` runs it"]
async fn nodes_follow_again_and_again() {
    rounds(12).await;
}

/// A way to a server that can fall silent: connections stay open, and nothing comes through any more.
struct Way {
    port: u16,
    ways: AbortHandle,
    silent: watch::Sender<bool>,
}

impl Way {
    async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (silent, is_silent) = watch::channel(false);
        let own = listener.local_addr().unwrap().port();
        let ways = tokio::spawn(async move {
            let mut ways = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                let mut is_silent = is_silent.clone();
                ways.spawn(async move {
                    let Ok(server) = TcpStream::connect(("127.0.0.1", port)).await else { return };
                    let (mut from_client, mut to_client) = client.into_split();
                    let (mut from_server, mut to_server) = server.into_split();
                    tokio::select! {
                        _ = copy(&mut from_client, &mut to_server) => return,
                        _ = copy(&mut from_server, &mut to_client) => return,
                        _ = is_silent.wait_for(|silent| *silent) => {}
                    }
                    // Open, for as long as the test lasts.
                    std::future::pending::<()>().await;
                });
            }
        });
        Self { port: own, ways: ways.abort_handle(), silent }
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        self.ways.abort();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_that_falls_silent_is_left_for_the_next_one() {
    let cluster = Cluster::start(Settings::fast()).await.unwrap();
    let way = Way::to(cluster.port()).await;
    let direct = format!("127.0.0.1:{}", cluster.port());
    let address = cluster.url(DATABASE).replace(&direct, &format!("127.0.0.1:{},{direct}", way.port));
    let crm = node(&address, Options::default().statement_timeout(Duration::from_millis(500))).await;
    let (system, city) = (Actor::system("test"), NewCity::new(Text::new("Саратов").unwrap(), Zone::MOSCOW));
    let before = crm.cities().create(&system, &city, None).await.unwrap();

    way.silent.send(true).unwrap();
    let found = tokio::time::timeout(PATIENCE, crm.cities().get(&system, before.id)).await.unwrap().unwrap();
    assert_eq!(found, before);
    crm.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_to_a_host_that_falls_silent_happens_once() {
    let cluster = Cluster::start(Settings::fast()).await.unwrap();
    let way = Way::to(cluster.port()).await;
    let direct = format!("127.0.0.1:{}", cluster.port());
    let address = cluster.url(DATABASE).replace(&direct, &format!("127.0.0.1:{},{direct}", way.port));
    let crm = node(&address, Options::default().statement_timeout(Duration::from_millis(500))).await;
    let system = Actor::system("test");
    let ends = Arc::new(AtomicBool::new(false));
    let mut writers = JoinSet::new();
    for writer in 1..=WRITERS {
        let (crm, system, ends) = (crm.clone(), system.clone(), Arc::clone(&ends));
        writers.spawn(async move {
            let mut made = 0;
            while !ends.load(Ordering::SeqCst) {
                made += 1;
                let name = Text::new(&format!("{writer}-{made}")).unwrap();
                crm.cities().create(&system, &NewCity::new(name, Zone::MOSCOW), None).await.unwrap();
            }
            made
        });
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    way.silent.send(true).unwrap();
    tokio::time::sleep(Duration::from_secs(4)).await;
    ends.store(true, Ordering::SeqCst);
    let made: usize = tokio::time::timeout(PATIENCE, writers.join_all()).await.unwrap().into_iter().sum();
    assert_eq!(crm.cities().list(&system).await.unwrap().len(), made);
    crm.close().await.unwrap();
}
