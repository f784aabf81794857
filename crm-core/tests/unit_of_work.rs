//! The unit-of-work loop, as use cases call it: bodies borrow their caller's arguments, futures are `Send`, and each way a
//! commit can fail becomes the error it should.

#![expect(clippy::unwrap_used, reason = "a test panics when it fails")]

use std::sync::Arc;
use std::time::Duration;

use crm_core::campaigns::Campaign;
use crm_core::conformance::MemoryStore;
use crm_core::kernel::{CampaignId, Clock, Error, ErrorKind, ManualClock, SystemClock, Text, Timestamp, Version};
use crm_core::store::{Effects, Outcome, Read, Store, run};

struct Request {
    prefix: String,
}

/// Borrows text, a slice, a structure and a number, across reads.
async fn add_campaigns(
    store: &dyn Store,
    clock: &dyn Clock,
    suffix: &str,
    names: &[Text<50>],
    request: &Request,
    first: &i64,
) -> Result<usize, Error> {
    run(store, clock, Read::Each, |attempt| {
        Box::pin(async move {
            let mut effects = Effects::none();
            for (id, name) in (*first..).zip(names) {
                let name = format!("{}{name}{suffix}", request.prefix);
                if attempt.tx.campaigns().by_name(&name).await?.is_none() {
                    effects.insert(Campaign {
                        id: CampaignId::new(id).unwrap(),
                        version: Version::FIRST,
                        name: Text::new(&name).unwrap(),
                        archived: false,
                        created_at: attempt.now,
                    });
                }
            }
            Ok(Outcome::done(effects.writes.len(), effects))
        })
    })
    .await
}

fn assert_send<T: Send>(value: T) -> T {
    value
}

fn names() -> [Text<50>; 2] {
    ["Авито", "Листовки"].map(|name| Text::new(name).unwrap())
}

#[tokio::test]
async fn a_body_borrows_its_callers_arguments_and_its_future_is_send() {
    let store = MemoryStore::new();
    let clock = ManualClock::at(Timestamp::EPOCH);
    let request = Request { prefix: "2025 ".into() };
    let added = assert_send(add_campaigns(&store, &clock, "!", &names(), &request, &1)).await.unwrap();
    assert_eq!(added, 2);
    let mut tx = store.begin(Read::Each).await.unwrap();
    assert!(tx.campaigns().by_name("2025 авито!").await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn units_run_in_spawned_tasks() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let tasks: Vec<_> = (0..8)
        .map(|n| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                let request = Request { prefix: String::new() };
                add_campaigns(&*store, &SystemClock, "", &names(), &request, &(1 + 2 * n)).await.unwrap()
            })
        })
        .collect();
    let mut added = 0;
    for task in tasks {
        added += task.await.unwrap();
    }
    assert_eq!(added, 2, "eight units, and each campaign was added once");
}

#[tokio::test]
async fn a_failed_commit_is_an_error_that_may_be_tried_again() {
    let store = MemoryStore::new();
    let request = Request { prefix: String::new() };
    store.fail_next_commit();
    let error = add_campaigns(&store, &SystemClock, "", &names(), &request, &1).await.unwrap_err();
    assert_eq!((error.code(), error.kind()), ("store.unavailable", ErrorKind::Unavailable));
    assert_eq!(add_campaigns(&store, &SystemClock, "", &names(), &request, &1).await.unwrap(), 2);
}

#[tokio::test]
async fn a_lost_answer_is_told_and_never_tried_again_blindly() {
    let store = MemoryStore::new();
    let request = Request { prefix: String::new() };
    store.lose_next_answer();
    let error = add_campaigns(&store, &SystemClock, "", &names(), &request, &1).await.unwrap_err();
    assert_eq!(error.code(), "store.outcome_unknown");
    assert_eq!(add_campaigns(&store, &SystemClock, "", &names(), &request, &1).await.unwrap(), 0, "it was written");
}

#[tokio::test]
async fn each_attempt_sees_its_own_now_and_the_deadline_is_the_clocks() {
    let store = MemoryStore::new();
    let clock = ManualClock::at(Timestamp::EPOCH);
    let seen = std::sync::Mutex::new(Vec::new());
    let answer: Result<(), Error> = run(&store, &clock, Read::Each, |attempt| {
        seen.lock().unwrap().push(attempt.now.seconds());
        clock.advance(Duration::from_secs(2));
        Box::pin(async {
            let mut effects = Effects::none();
            // A key that is taken by the unit itself: never free twice.
            for id in [1, 2] {
                effects.insert(Campaign {
                    id: CampaignId::new(id).unwrap(),
                    version: Version::FIRST,
                    name: Text::new("Авито").unwrap(),
                    archived: false,
                    created_at: Timestamp::EPOCH,
                });
            }
            Ok(Outcome::done((), effects))
        })
    })
    .await;
    assert_eq!(answer.unwrap_err().code(), "store.contended");
    assert_eq!(seen.into_inner().unwrap(), [0, 2, 4]);
}
