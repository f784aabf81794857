//! One run: the simulator, watchers and workers, while nodes die.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::jobs::JobState;
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Database, Template};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::killable::{KillableServer, PAUSE};
use crate::nginx::Nginx;
use crate::program::{self, GOOD_PASSWORD, Office, Ran};
use crate::server::{self, PATIENCE};
use crate::watcher::{By, Seen, watch};
use crate::workers;

/// The office's admin.
const LOGIN: &str = "admin";
/// Who watches, and how they open their streams.
const WATCHERS: [By; 4] = [By::Token, By::Ticket, By::Token, By::Ticket];
/// Deliveries twice, out of order and late, and beside them what is not the provider's.
const FAULTS: &str = "--duplicate 0.1 --reorder 0.1 --delay 0.05 --bad-signature 0.02 --forge 0.02";
/// Webhooks of a conversation within which all kills fall; it has about ten.
const UNTIL_THE_LAST_KILL: u64 = 6;

/// What to play.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// How many conversations.
    pub(crate) calls: u32,
    /// How often one of the nodes is killed and started again meanwhile.
    pub(crate) kills: u32,
    /// How many jobs are done meanwhile.
    pub(crate) jobs: u32,
}

impl Run {
    pub(crate) fn play(self) {
        let runtime = Runtime::new().unwrap();
        let database = runtime.block_on(Database::fresh(&Template::office())).unwrap();
        let url = database.url();
        let environment = [
            ("CRM_DATABASE", url.as_str()),
            ("CRM_JWT_SECRET", "a secret that both of the nodes know"),
            ("CRM_JWT_EXPIRES_IN", "1h"),
            ("CRM_TRUSTED_PROXY", "127.0.0.1"),
            ("MANGO_API_KEY", "key of the tests"),
            ("MANGO_API_SALT", "salt of the tests"),
            ("CRM_MANGO_CLOCK_OFFSET", "10817"),
        ];
        let office = Office::empty();
        let run = |arguments: &[&str], input| {
            let mut command = office.command(arguments);
            command.envs(environment);
            program::run(command, input)
        };
        run(&["create-admin", "--login", LOGIN], GOOD_PASSWORD).succeeds();
        let mut nodes = [(); 2].map(|()| KillableServer::start(&office, &environment));
        let addresses = nodes.each_ref().map(|node| address_of(node.url()));
        let nginx = Nginx::start(&office.path("nginx"), &addresses);

        let seen = runtime.block_on(start_watchers(&nginx));
        let stores = runtime.block_on(open_two(&url));
        let working = runtime.spawn({
            let stores = stores.clone();
            async move {
                workers::enqueue(&stores, self.jobs).await;
                workers::work(&stores, self.jobs).await
            }
        });
        let simulator = self.simulator(&office, &environment, &nginx.url());
        let killed = self.kill(&mut nodes, &simulator);
        let ran = simulator.join().unwrap();
        tell(&format!("{self:?}\n{}", ran.out));
        assert_eq!(ran.err, "");
        assert_eq!(killed, self.kills, "the run was over before the last kill");
        let report = std::fs::read(office.path("report.json")).unwrap();
        self.is_what_happened(&ran, &serde_json::from_slice(&report).unwrap());

        let done = runtime.block_on(async { tokio::time::timeout(PATIENCE, working).await }).unwrap().unwrap();
        let once = done.completed.values().filter(|times| **times == 1).count();
        tell(&format!(
            "{} jobs: {once} completed once, {} workers died over one, {} reported too late\n",
            self.jobs, done.died, done.too_late
        ));
        assert_eq!((once, done.completed.len()), (self.jobs as usize, self.jobs as usize));
        let feed = runtime.block_on(async {
            for state in [JobState::Queued, JobState::Dead] {
                assert!(workers::has_none(&stores[0], state).await);
            }
            let feed = feed(&stores[1]).await;
            until_all_have_seen(&seen, feed.last().unwrap().0).await;
            feed
        });
        has_been_seen(&feed, &seen);

        for store in stores {
            runtime.block_on(store.close()).unwrap();
        }
        drop(nginx);
        // Streams end with the server; whoever watches finds nobody any more.
        nodes.into_iter().for_each(KillableServer::stop);
        runtime.shutdown_timeout(PATIENCE);
        tell(&format!("crm check:\n{}\n", run(&["check"], "").succeeds()));
    }

    fn simulator(self, office: &Office, environment: &[(&str, &str)], url: &str) -> JoinHandle<Ran> {
        let calls = self.calls.to_string();
        let mut command = office.command(&["simulate", "--url", url, "--login", LOGIN, "--setup", "--verify"]);
        command.args(["--resend", "--calls", &calls, "--report", "report.json"]).args(FAULTS.split(' '));
        command.envs(environment.iter().copied());
        std::thread::spawn(|| program::run(command, GOOD_PASSWORD))
    }

    /// Kills one node or the other, again and again, whenever they have worked for a while. How often, before the simulator
    /// ended.
    fn kill(self, nodes: &mut [KillableServer<'_>; 2], simulator: &JoinHandle<Ran>) -> u32 {
        let enough = u64::from(self.calls) * UNTIL_THE_LAST_KILL / u64::from(self.kills);
        for killed in 0..self.kills {
            let answered = |nodes: &[KillableServer<'_>; 2]| nodes.iter().map(KillableServer::answered).sum::<u64>();
            let before = answered(nodes);
            while answered(nodes) < before + enough {
                if simulator.is_finished() {
                    return killed;
                }
                std::thread::park_timeout(PAUSE);
            }
            let mut random = [0];
            getrandom::fill(&mut random).unwrap();
            nodes[usize::from(random[0] % 2)].kill_and_start();
        }
        self.kills
    }

    /// Every call is exactly what happened, and every webhook was acknowledged.
    fn is_what_happened(self, ran: &Ran, report: &Value) {
        assert_eq!(report["compared"]["differences"], json!([]));
        assert_eq!(report["compared"]["exact"].as_u64(), Some(self.calls.into()));
        assert_eq!(ran.status, 0);
        let total = &report["sent"]["total"];
        assert_eq!(total["acknowledged"], total["sent"]);
    }
}

fn address_of(url: &str) -> SocketAddr {
    url.rsplit_once('/').unwrap().1.parse().unwrap()
}

/// For the log of a passing run: this is not captured, as `print!` is.
fn tell(figures: &str) {
    std::io::stdout().write_all(figures.as_bytes()).unwrap();
}

/// Two nodes within this process.
async fn open_two(url: &str) -> Vec<Crm> {
    let mut nodes = Vec::new();
    for _ in 0..2 {
        let store = PostgresStore::connect(url).await.unwrap();
        nodes.push(Crm::builder(store).open().await.unwrap());
    }
    nodes
}

/// Watchers who know where they begin.
async fn start_watchers(nginx: &Nginx) -> Vec<Arc<Mutex<Seen>>> {
    let body = json!({ "login": LOGIN, "password": GOOD_PASSWORD.trim() }).to_string();
    let request = server::client().post(format!("{}/api/auth/login", nginx.url()));
    let answer = request.header("content-type", "application/json").body(body).send().await.unwrap();
    let answer: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    let token = answer["accessToken"].as_str().unwrap();
    let seen: Vec<_> = WATCHERS
        .map(|by| {
            let seen = Arc::default();
            tokio::spawn(watch(nginx.url(), token.to_owned(), by, Arc::clone(&seen)));
            seen
        })
        .into();
    until(|| seen.iter().all(|seen| seen.lock().unwrap().start.is_some()), "somebody cannot begin to watch").await;
    seen
}

async fn until_all_have_seen(seen: &[Arc<Mutex<Seen>>], position: i64) {
    let reached = || seen.iter().all(|seen| seen.lock().unwrap().position() >= position);
    until(reached, "somebody does not see the end of the feed").await;
}

async fn until(holds: impl Fn() -> bool, complaint: &str) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "{complaint}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The whole feed as the database has it.
async fn feed(crm: &Crm) -> Vec<(i64, String)> {
    let (mut feed, mut position) = (Vec::new(), 0);
    loop {
        let page = crm.events().after(&Actor::system("test"), position).await.unwrap();
        if page.position == position {
            return feed;
        }
        position = page.position;
        feed.extend(page.events.iter().map(|event| (event.position, event.event.kind.code().to_owned())));
    }
}

/// Everybody has seen each event of the feed once and in its order, from where they began.
fn has_been_seen(feed: &[(i64, String)], seen: &[Arc<Mutex<Seen>>]) {
    let (first, last) = (feed[0].0, feed.last().unwrap().0);
    assert_eq!(last - first + 1, i64::try_from(feed.len()).unwrap(), "the feed has no gaps");
    for (number, seen) in seen.iter().enumerate() {
        let seen = seen.lock().unwrap();
        let start = seen.start.unwrap();
        let expected: Vec<_> = feed.iter().filter(|(position, _)| *position > start).collect();
        let told: Vec<_> = seen.events.iter().filter(|(position, _)| *position <= last).collect();
        tell(&format!(
            "watcher {number}: {} events, each once, in the feed's order; {} streams on {} nodes, {} resumed on another\n",
            told.len(),
            seen.opened,
            seen.nodes.len(),
            seen.moved
        ));
        assert_eq!(told, expected);
    }
    assert!(seen.iter().any(|seen| seen.lock().unwrap().moved > 0), "nobody went on on another node");
}
