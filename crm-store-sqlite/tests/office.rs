//! A day of recorded deliveries on a real file: the right calls, whatever the order, the repetitions and the restarts.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test panics when it fails")]

mod recorded;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::calls::{CallFilter, CallSort, CallView};
use crm_core::events::EventKind;
use crm_core::kernel::{ManualClock, PageRequest, Secret, Text, Timestamp};
use crm_core::telephony::sample::Rng;
use crm_core::telephony::{IngestRefusal, MAX_BODY, MangoAccount, Receipt, mango};
use crm_store_sqlite::{Options, SqliteStore, Synchronous};
use recorded::{Posted, Recorded, account, recorded, told};
use serde_json::json;

fn admin() -> Actor {
    Actor::system("test")
}

async fn open(file: &Path, options: Options) -> Crm {
    // A little after the recorded day.
    let clock = ManualClock::at(Timestamp::from_seconds(1_767_262_000).unwrap());
    let store = SqliteStore::open_with(file, options).unwrap();
    Crm::builder(store).clock(Arc::new(clock)).mango(account()).open().await.unwrap()
}

/// A flush of the log for each of some ten thousand units would take minutes and prove nothing here.
fn quick() -> Options {
    Options::default().synchronous(Synchronous::Normal)
}

async fn deliver(crm: &Crm, posted: &Posted) {
    match crm.telephony().mango(&posted.path, posted.body.as_bytes()).await {
        Ok(receipt) => {
            assert!(!posted.forged, "{posted:?} was taken in");
            assert!(matches!(receipt, Receipt::Taken { .. } | Receipt::Duplicate), "{posted:?}: {receipt:?}");
        }
        Err(error) => assert!(posted.forged && error.refusal::<IngestRefusal>().is_some(), "{posted:?}: {error}"),
    }
}

async fn calls(crm: &Crm) -> Vec<CallView> {
    let page = PageRequest::first().limit(PageRequest::MAX_LIMIT).unwrap();
    let page = crm.calls().list(&admin(), &CallFilter::default(), CallSort::Earliest, &page).await.unwrap();
    assert_eq!(page.next, None);
    page.items
}

/// How often each call is said to have begun.
async fn beginnings(crm: &Crm) -> BTreeMap<String, u32> {
    let mut beginnings = BTreeMap::new();
    let mut position = 0;
    loop {
        let page = crm.events().after(&admin(), position).await.unwrap();
        if page.position == position {
            return beginnings;
        }
        position = page.position;
        for event in page.events.into_iter().filter(|event| event.event.kind == EventKind::CallStarted) {
            *beginnings.entry(event.event.subject.to_string()).or_default() += 1;
        }
    }
}

async fn refusals(crm: &Crm) -> BTreeMap<String, u64> {
    let counts = crm.telephony().refusals(&admin()).await.unwrap();
    counts.into_iter().map(|refusal| (refusal.reason.into_string(), refusal.count)).collect()
}

/// That the office holds exactly the calls of these files, each begun once, and that all of it can be proven.
async fn assert_holds(crm: &Crm, files: &[Recorded], forged: u64, context: &str) {
    let stored: BTreeMap<String, CallView> =
        calls(crm).await.into_iter().map(|view| (view.call.provider_id.as_deref().unwrap().to_owned(), view)).collect();
    assert_eq!(stored.len(), files.len(), "{context}");
    for file in files {
        let view = stored.get(file.expected["entry_id"].as_str().unwrap()).unwrap();
        assert_eq!(told(view, file.refused()), file.expected, "{}, {context}", file.name);
    }
    let once: BTreeMap<String, u32> = stored.values().map(|view| (format!("call:{}", view.call.id), 1)).collect();
    assert_eq!(beginnings(crm).await, once, "{context}");
    assert_eq!(refusals(crm).await.values().sum::<u64>(), forged, "{context}");
    assert_eq!(crm.telephony().unread(&admin(), None).await.unwrap(), [], "{context}");

    let check = crm.telephony().check(&admin(), |_| {}).await.unwrap();
    assert_eq!((check.conversations, check.differences), (files.len() as u64, Vec::new()), "{context}");
    while crm.audit().seal(&admin()).await.unwrap().more {}
    assert_eq!(crm.audit().verify(&admin()).await.unwrap().broken, None, "{context}");
}

/// Every delivery of the day in a random order, about every third one repeated.
fn shuffled(files: &[Recorded], rng: &mut Rng) -> Vec<Posted> {
    let mut day: Vec<Posted> = files.iter().flat_map(|file| file.deliveries.iter().cloned()).collect();
    let repeated: Vec<Posted> = day.iter().filter(|_| rng.one_in(3)).cloned().collect();
    day.extend(repeated);
    rng.shuffle(&mut day);
    day
}

fn forged(day: &[Posted]) -> u64 {
    day.iter().filter(|posted| posted.forged).count() as u64
}

#[tokio::test]
async fn every_recorded_conversation_gives_its_call_in_the_listed_order() {
    for file in recorded() {
        let folder = tempfile::tempdir().unwrap();
        let crm = open(&folder.path().join("office.db"), Options::default()).await;
        for posted in &file.deliveries {
            deliver(&crm, posted).await;
        }
        let forged = forged(&file.deliveries);
        assert_holds(&crm, &[file], forged, "in the listed order").await;
        crm.close().await.unwrap();
    }
}

/// The conversations of a day arrive mixed with each other, so each round is one random order of every one of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn three_hundred_orders_with_repetitions_give_the_same_calls() {
    let files = Arc::new(recorded());
    let workers: Vec<_> = (0..4)
        .map(|worker| {
            let files = Arc::clone(&files);
            tokio::spawn(async move {
                for round in (worker..300).step_by(4) {
                    let folder = tempfile::tempdir().unwrap();
                    let crm = open(&folder.path().join("office.db"), quick()).await;
                    let day = shuffled(&files, &mut Rng::new(round));
                    for posted in &day {
                        deliver(&crm, posted).await;
                    }
                    assert_holds(&crm, &files, forged(&day), &format!("order {round}")).await;
                    crm.close().await.unwrap();
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
}

#[tokio::test]
async fn an_office_that_restarts_after_every_delivery_ends_with_the_same_calls() {
    let files = recorded();
    for round in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.db");
        let day = shuffled(&files, &mut Rng::new(1000 + round));
        for (posted, told_to_close) in day.iter().zip([true, false].into_iter().cycle()) {
            let crm = open(&path, Options::default()).await;
            deliver(&crm, posted).await;
            if told_to_close {
                crm.close().await.unwrap();
            }
        }
        let crm = open(&path, Options::default()).await;
        assert_holds(&crm, &files, forged(&day), &format!("order {round}")).await;
    }
}

/// Each task takes in the whole day, in an order of its own: every delivery races with its twin and with its neighbours.
async fn race(offices: &[Crm; 2], files: &[Recorded], round: u64) {
    let mut all_forged = 0;
    let mut tasks = Vec::new();
    for (crm, task) in offices.iter().cloned().zip(0..) {
        let day = shuffled(files, &mut Rng::new(2000 + round * 2 + task));
        all_forged += forged(&day);
        tasks.push(tokio::spawn(async move {
            for posted in &day {
                deliver(&crm, posted).await;
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_holds(&offices[0], files, all_forged, &format!("race {round}")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_tasks_that_take_in_the_same_day_at_once_make_each_call_once() {
    let files = recorded();
    for round in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let crm = open(&folder.path().join("office.db"), quick()).await;
        race(&[crm.clone(), crm.clone()], &files, round).await;
        crm.close().await.unwrap();
    }
}

/// Two stores on one file are what two processes are to each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_stores_on_one_file_make_each_call_once() {
    let files = recorded();
    for round in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.db");
        let offices = [open(&path, quick()).await, open(&path, quick()).await];
        race(&offices, &files, 100 + round).await;
        for crm in offices {
            crm.close().await.unwrap();
        }
    }
}

#[tokio::test]
async fn of_what_our_account_did_not_sign_only_the_count_is_kept() {
    const WORD: &str = "telltale0word";
    let folder = tempfile::tempdir().unwrap();
    let crm = open(&folder.path().join("office.db"), Options::default()).await;
    let json = json!({ "entry_id": WORD, "call_direction": 1, "create_time": 1, "end_time": 2 }).to_string();
    let good = mango::encode_form(&account(), &json);
    let forge = |key: &str| {
        let stranger = MangoAccount::new(Text::new("stranger").unwrap(), key.into(), Secret::new("salt"), 0).unwrap();
        mango::encode_form(&stranger, &json)
    };
    let bodies = [
        (format!("json={WORD}"), "telephony.unsigned"),
        (good.split_once('&').unwrap().1.to_owned(), "telephony.unsigned"),
        (forge("another-key"), "telephony.foreign_key"),
        (forge(recorded::KEY), "telephony.wrong_signature"),
        (good.replace(WORD, "telltale0word2"), "telephony.wrong_signature"),
        (format!("{good}&more={}", "a".repeat(MAX_BODY)), "telephony.too_long"),
    ];
    for (body, code) in &bodies {
        for _ in 0..2 {
            let error = crm.telephony().mango("/events/summary", body.as_bytes()).await.unwrap_err();
            assert_eq!(error.code(), *code);
        }
    }
    let expected = [("foreign_key", 2), ("too_long", 2), ("unsigned", 4), ("wrong_signature", 4)];
    assert_eq!(refusals(&crm).await, expected.map(|(reason, count)| (reason.to_owned(), count)).into());
    assert_eq!(calls(&crm).await, []);
    crm.close().await.unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(WORD.len()).any(|window| window == WORD.as_bytes()));
    }
}

#[tokio::test]
async fn what_is_signed_but_not_understood_is_kept_and_listed_and_has_no_effect() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let crm = open(&path, Options::default()).await;
    let leg = |state: &str, time: i64| {
        json!({ "entry_id": "odd", "call_id": "leg", "seq": 1, "timestamp": time, "call_state": state,
            "location": "abonent", "from": { "number": "79000000101" }, "to": { "extension": "101" } })
        .to_string()
    };
    let whole = leg("Appeared", 1_767_261_600);
    let odd = [
        ("/events/call", whole[..whole.len() - 9].to_owned(), "not_json"),
        ("/events/call", leg("Levitating", 1_767_261_600), "unknown_state"),
        ("/events/call", leg("Appeared", -1_767_261_600), "bad_time"),
        ("/events/weather", whole.clone(), "unknown_path"),
    ];
    for (path, json, _) in &odd {
        let body = mango::encode_form(&account(), json);
        for receipt in [Receipt::Unread, Receipt::Duplicate] {
            assert_eq!(crm.telephony().mango(path, body.as_bytes()).await.unwrap(), receipt, "{json}");
        }
    }
    crm.close().await.unwrap();

    let crm = open(&path, Options::default()).await;
    let listed = crm.telephony().unread(&admin(), None).await.unwrap();
    assert_eq!(listed.len(), odd.len());
    for (raw, (path, json, problem)) in listed.iter().rev().zip(&odd) {
        assert_eq!((&*raw.event.path, raw.event.body.as_slice()), (*path, json.as_bytes()));
        assert!(raw.event.problem.as_ref().unwrap().as_str().starts_with(problem), "{raw:?}");
    }
    assert_eq!(calls(&crm).await, []);
    assert_eq!(beginnings(&crm).await, BTreeMap::new());
    let check = crm.telephony().check(&admin(), |_| {}).await.unwrap();
    assert_eq!((check.conversations, check.differences), (0, Vec::new()));

    // Told whole at last, the conversation begins.
    let body = mango::encode_form(&account(), &whole);
    let receipt = crm.telephony().mango("/events/call", body.as_bytes()).await.unwrap();
    assert_eq!(receipt, Receipt::Taken { call: Some(calls(&crm).await[0].call.id) });
}
