//! An office that is killed while it works: whatever it acknowledged is there afterwards, and all of it can be proven.
//!
//! The test starts itself again as a child that takes in made-up conversations with 32 tasks and says on its standard
//! output what was acknowledged to it, and kills that child with SIGKILL. 50 times; `CRM_SOAK` holds another number.

// SIGKILL is Unix's.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test panics when it fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::calls::Classification;
use crm_core::kernel::Text;
use crm_core::store::Read;
use crm_core::telephony::sample::{Rng, conversation};
use crm_core::telephony::{ConversationKey, MangoAccount, Provider, Receipt, Telephony, mango};
use crm_store_sqlite::SqliteStore;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;
use tokio::task::JoinSet;

/// Set for the child: the database, and the first conversation to take in.
const DATABASE: &str = "CRM_CRASH_DATABASE";
const FIRST: &str = "CRM_CRASH_FIRST";
/// How many kills, when not 50.
const SOAK: &str = "CRM_SOAK";
const TASKS: usize = 32;
/// How many of the latest conversations each child takes in once more, as a provider does that got no answer.
const AGAIN: u64 = 32;

fn account() -> MangoAccount {
    MangoAccount::new(Text::new("main").unwrap(), "key".into(), "salt".into(), 0).unwrap()
}

fn admin() -> Actor {
    Actor::system("test")
}

async fn open(path: &Path) -> Crm {
    Crm::builder(SqliteStore::open(path).unwrap()).mango(account()).open().await.unwrap()
}

/// The child. Writes `seed index .` for each acknowledged event of `conversation(seed)`; the dot says that the line is whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the other test starts it as a process of its own and kills it"]
async fn child() {
    let Some(path) = std::env::var_os(DATABASE) else { return };
    let first = std::env::var_os(FIRST).unwrap().into_string().unwrap().parse().unwrap();
    let crm = open(&PathBuf::from(path)).await;
    let next = Arc::new(AtomicU64::new(first));
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let (crm, next) = (crm.clone(), Arc::clone(&next));
        tasks.spawn(async move {
            loop {
                take_in(&crm, next.fetch_add(1, Ordering::Relaxed)).await;
            }
        });
    }
    loop {
        // So that blocks of the audit are cut off in the middle too.
        crm.audit().seal(&admin()).await.unwrap();
        tokio::select! {
            ended = tasks.join_next() => panic!("a task was refused something: {ended:?}"),
            () = tokio::time::sleep(Duration::from_millis(5)) => {}
        }
    }
}

/// The samples are of one day for ever.
fn played(crm: &Crm) -> Telephony<'_> {
    crm.telephony().archive(&admin()).unwrap()
}

async fn take_in(crm: &Crm, seed: u64) {
    let mut call = None;
    for ((path, json), index) in conversation(seed).iter().zip(0..) {
        let body = mango::encode_form(&account(), json);
        if let Receipt::Taken { call: Some(id) } = played(crm).mango(path, body.as_bytes()).await.unwrap() {
            call = Some(id);
        }
        acknowledged(seed, index);
    }
    // People work meanwhile, which is audited.
    if let Some(id) = call {
        let version = crm.calls().get(&admin(), id).await.unwrap().call.version;
        let category = Classification { category: Some(Text::new("sample").unwrap()), note: None };
        crm.calls().classify(&admin(), id, version, &category).await.unwrap();
    }
}

fn acknowledged(seed: u64, index: usize) {
    let line = format!("{seed} {index} .\n");
    let mut out = std::io::stdout().lock();
    out.write_all(line.as_bytes()).and_then(|()| out.flush()).unwrap();
}

/// Which events of which conversations were acknowledged.
type Acknowledged = BTreeMap<u64, BTreeSet<usize>>;

/// Lets a child work until it is killed at a random moment: now and then before it has opened the file, mostly while it
/// writes.
async fn work_and_be_killed(path: &Path, first: u64, rng: &mut Rng) -> Acknowledged {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--ignored", "--nocapture"])
        .env(DATABASE, path)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = Acknowledged::new();
    let mut note = |line: String| {
        if let [seed, index, "."] = line.split(' ').collect::<Vec<_>>()[..] {
            acknowledged.entry(seed.parse().unwrap()).or_default().insert(index.parse().unwrap());
        }
    };
    if !rng.one_in(8) {
        // The harness writes some lines of its own first.
        while let Some(line) = lines.next_line().await.unwrap() {
            let works = line.ends_with('.');
            note(line);
            if works {
                break;
            }
        }
    }
    let moment = tokio::time::sleep(Duration::from_micros(rng.below(150_000) as u64));
    tokio::pin!(moment);
    loop {
        tokio::select! {
            () = &mut moment => break,
            line = lines.next_line() => note(line.unwrap().expect("a child that lives until it is killed")),
        }
    }
    child.start_kill().unwrap();
    assert_eq!(child.wait().await.unwrap().signal(), Some(9), "the child ended by itself");
    while let Some(line) = lines.next_line().await.unwrap() {
        note(line);
    }
    acknowledged
}

/// That every acknowledged event is in the ledger, byte for byte.
async fn assert_kept(crm: &Crm, acknowledged: &Acknowledged) {
    let mut tx = crm.store().begin(Read::Each).await.unwrap();
    for (seed, indices) in acknowledged {
        let events = conversation(*seed);
        let id = mango::read(&events[0].0, &events[0].1, 0).unwrap().conversation;
        let key =
            ConversationKey { provider: Provider::Mango, account: account().name().clone(), id: id.as_str().into() };
        let known = tx.telephony().conversation(&key).await.unwrap().expect("an acknowledged conversation");
        let stored = tx.telephony().events(known.id).await.unwrap();
        let stored: BTreeSet<_> = stored.iter().map(|raw| (&*raw.event.path, raw.event.body.as_slice())).collect();
        for index in indices {
            let (path, json) = &events[*index];
            assert!(stored.contains(&(path.as_str(), json.as_bytes())), "event {index} of {seed} is lost");
        }
    }
}

/// That every call is what its events say, and that the audit is unbroken.
async fn assert_sound(crm: &Crm) -> (u64, i64) {
    let check = crm.telephony().check(&admin(), |_| {}).await.unwrap();
    assert_eq!(check.differences, []);
    let audit = crm.audit().verify(&admin()).await.unwrap();
    assert_eq!(audit.broken, None);
    (check.conversations, audit.blocks)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_was_acknowledged_before_a_kill_is_there_after_it() {
    let kills = std::env::var_os(SOAK).and_then(|kills| kills.to_str()?.parse().ok()).unwrap_or(50);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let mut rng = Rng::new(50);
    let mut all = Acknowledged::new();
    for _ in 0..kills {
        let first = all.last_key_value().map_or(0, |(seed, _)| seed.saturating_sub(AGAIN));
        let acknowledged = work_and_be_killed(&path, first, &mut rng).await;
        let crm = open(&path).await;
        assert_kept(&crm, &acknowledged).await;
        assert_sound(&crm).await;
        crm.close().await.unwrap();
        for (seed, indices) in acknowledged {
            all.entry(seed).or_default().extend(indices);
        }
    }
    let crm = open(&path).await;
    assert_kept(&crm, &all).await;
    let (conversations, blocks) = assert_sound(&crm).await;
    let events: usize = all.values().map(BTreeSet::len).sum();
    println!(
        "{kills} kills: {events} events of {conversations} conversations acknowledged, {blocks} blocks of the audit"
    );
    assert!(events > kills && blocks > 1, "the children did not come to work");
}
