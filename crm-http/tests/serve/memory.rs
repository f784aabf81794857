//! Memory under work: whatever is asked of a server and however long, it takes no more with time.
//!
//! `make test` works it for some seconds, `make soak` for five minutes. What is asked is what an office asks, and what nobody
//! should: lists, reports, files, live events that are left, calls written, guesses at a password, bodies that are no
//! request and those that are too large, paths that are not there, and connections that are given up half-way.

use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::program::Office;
use crate::server::{Server, client};

/// What a server may take, whatever happens.
const MOST_MIB: u64 = 200;
/// How much more it may take at the end than in the second quarter of the time, when everything has been asked for once.
const GROWTH_MIB: u64 = 16;
/// How many ask at once.
const PEOPLE: usize = 16;

#[test]
fn memory_stays_flat_over_some_seconds() {
    work_for(Duration::from_secs(20));
}

#[test]
#[ignore = "takes five minutes; `make soak` plays it"]
fn memory_stays_flat_over_five_minutes() {
    work_for(Duration::from_mins(5));
}

/// Works a server over a demonstration's year, which it has filled in itself.
fn work_for(duration: Duration) {
    let office = Office::empty();
    let arguments = ["--demo", "--rate-user", "off", "--rate-address", "off", "--log-level", "off"];
    let server = Server::try_start(&office, &arguments, &[]).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let filled = resident_mib(&server);
    let answered: Arc<[AtomicU64; KINDS]> = Arc::default();
    let samples = runtime.block_on(async {
        let password = password_of_admin(&office);
        let until = Instant::now() + duration;
        let mut people = tokio::task::JoinSet::new();
        for number in 0..PEOPLE {
            let person = Person::sign_in(&server, &password, Arc::clone(&answered)).await;
            people.spawn(async move { person.ask_until(until, number).await });
        }
        let mut samples = Vec::new();
        while Instant::now() < until {
            samples.push(resident_mib(&server));
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        people.join_all().await;
        samples
    });
    let answered: Vec<u64> = answered.iter().map(|count| count.load(Ordering::Relaxed)).collect();
    assert!(
        answered.iter().all(|count| *count > 0),
        "everything is answered as it should be at least once: {answered:?}"
    );
    let quarter = samples.len() / 4;
    let median = |samples: &[u64]| {
        let mut sorted = samples.to_vec();
        sorted.sort_unstable();
        sorted[sorted.len() / 2]
    };
    let (second, last) = (median(&samples[quarter..2 * quarter]), median(&samples[3 * quarter..]));
    let most = samples.iter().copied().max().unwrap();
    println!(
        "{} requests in {duration:?}: {filled} MiB at first, {second} in the second quarter, {last} in the last, {most} at most",
        answered.iter().sum::<u64>()
    );
    assert!(most < MOST_MIB, "it takes {most} MiB: {samples:?}");
    assert!(last <= second + GROWTH_MIB, "it grew from {second} to {last} MiB: {samples:?}");
}

/// Memory that is resident, in MiB.
fn resident_mib(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap() / 1024
}

fn password_of_admin(office: &Office) -> String {
    let kept: Value = serde_json::from_slice(&std::fs::read(office.path("crm.db.demo-accounts")).unwrap()).unwrap();
    kept["accounts"].as_array().unwrap()[0]["password"].as_str().unwrap().to_owned()
}

/// How many kinds of things are asked.
const KINDS: usize = 20;

/// Somebody who asks one thing after the other.
struct Person {
    /// How often each kind was answered as it should be; shared by all.
    answered: Arc<[AtomicU64; KINDS]>,
    client: Client,
    url: String,
    address: SocketAddr,
    token: String,
}

/// What is read, as it is asked for.
const READ: [&str; 12] = [
    "/api/calls?limit=100",
    "/api/orders?limit=100",
    "/api/calls?limit=20&page=40",
    "/api/stats/overall",
    "/api/stats/daily",
    "/api/stats/wallboard",
    "/api/cities",
    "/api/export/calls.csv",
    "/api/export/orders.xlsx",
    "/api/audit",
    "/api/metrics",
    "/api/openapi.json",
];

impl Person {
    async fn sign_in(server: &Server, password: &str, answered: Arc<[AtomicU64; KINDS]>) -> Self {
        let (client, url) = (client(), server.url.clone());
        let wish = json!({ "login": "admin", "password": password });
        let answer = client.post(format!("{url}/api/auth/login")).json(&wish).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        let token = answer["accessToken"].as_str().unwrap().to_owned();
        Self { answered, client, address: server.address(), url, token }
    }

    /// Asks everything in turn, beginning with another thing than the others do.
    async fn ask_until(self, until: Instant, number: usize) {
        for turn in number.. {
            if Instant::now() >= until {
                break;
            }
            if self.ask(turn).await {
                self.answered[turn % KINDS].fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// Whether it was answered as it should be; it may also be turned away.
    async fn ask(&self, turn: usize) -> bool {
        let post = |path: &str| self.client.post(format!("{}{path}", self.url)).bearer_auth(&self.token);
        let get = |path: &str| self.client.get(format!("{}{path}", self.url)).bearer_auth(&self.token);
        let (request, expected) = match turn % KINDS {
            nth if nth < READ.len() => (get(READ[nth]), StatusCode::OK),
            12 | 13 => {
                let call = json!({ "direction": "in", "status": "answered", "dateCreate": "2026-01-31T10:00:00Z" });
                (post("/api/calls").json(&call), StatusCode::CREATED)
            }
            14 => {
                let guess = json!({ "login": format!("guess{turn}"), "password": "guessed" });
                (post("/api/auth/login").json(&guess), StatusCode::UNAUTHORIZED)
            }
            15 => (post("/api/calls").body("{\"direction\": ".repeat(turn % 100)), StatusCode::UNSUPPORTED_MEDIA_TYPE),
            16 => (post("/api/calls").body(vec![b' '; 4 * 1024 * 1024]), StatusCode::PAYLOAD_TOO_LARGE),
            17 => (get(&format!("/api/no/such/path/{turn}")), StatusCode::NOT_FOUND),
            18 => return self.listen_and_leave().await,
            _ => return self.give_up_half_way(),
        };
        // Who sends too much may find the connection closed before the answer.
        let Ok(answer) = request.send().await else { return false };
        let status = answer.status();
        let turned_away = [StatusCode::SERVICE_UNAVAILABLE, StatusCode::TOO_MANY_REQUESTS];
        let body = answer.bytes().await.unwrap_or_default();
        assert!(status == expected || turned_away.contains(&status), "{status}: {}", String::from_utf8_lossy(&body));
        status == expected
    }

    async fn listen_and_leave(&self) -> bool {
        let stream = self.client.get(format!("{}/api/events", self.url)).bearer_auth(&self.token).send().await;
        let Ok(mut stream) = stream else { return false };
        stream.status() == StatusCode::OK && stream.chunk().await.is_ok()
    }

    fn give_up_half_way(&self) -> bool {
        let Ok(mut stream) = TcpStream::connect(self.address) else { return false };
        write!(stream, "POST /api/calls HTTP/1.1\r\nHost: office\r\nContent-Length: 1000\r\n\r\n{{").is_ok()
    }
}
