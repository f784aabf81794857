//! Idempotency: a key makes one thing, whatever races, fails and is repeated.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::sample::{LARGEST, at, call, digest, id, text};
use super::support::{StoppedClock, assert_stale, commit, effects, handle, latest, race, write};
use crate::calls::Call;
use crate::conformance::Fixture;
use crate::kernel::{CallId, Error, Timestamp};
use crate::store::{IdSource, IdempotencyKey, IdempotencyRecord, Outcome, Read, Store, Task, run};

fn record(actor: &str, operation: &'static str, key: &str, result: i64, expires_at: Timestamp) -> IdempotencyRecord {
    IdempotencyRecord {
        actor: actor.into(),
        operation,
        key: text(key),
        fingerprint: digest((actor, operation, key)),
        result,
        expires_at,
    }
}

/// A key answers what it made, per actor and operation, in exactly the letters it was given.
pub async fn a_key_answers_what_it_made(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let records = [
        record("operator:1", "calls.record", "ключ 🦀", LARGEST, Timestamp::MAX),
        record("operator:1", "calls.record", "КЛЮЧ 🦀", 2, at(9)),
        record("operator:1", "cities.create", "ключ 🦀", 3, at(9)),
        record("operator:2", "calls.record", "ключ 🦀", 4, at(9)),
    ];
    for record in &records {
        write(&*store, |e| e.idempotency(record.clone())).await;
    }
    let mut tx = latest(&*store).await;
    for record in &records {
        let found = tx.idempotency().find(&record.actor, record.operation, &record.key).await.unwrap();
        assert_eq!(found, Some((record.fingerprint, record.result)));
    }
    assert_eq!(tx.idempotency().find("operator:2", "cities.create", &text("ключ 🦀")).await.unwrap(), None);
}

/// A key that is taken stops its whole unit.
pub async fn a_key_is_used_once(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    write(&*store, |e| e.idempotency(record("operator:1", "calls.record", "k", 1, at(9)))).await;
    let again = effects(|e| {
        e.insert(call(2));
        e.idempotency(record("operator:1", "calls.record", "k", 2, at(9)));
    });
    assert_stale(&commit(&*store, again).await);
    assert_eq!(latest(&*store).await.calls().get(id(2), &crate::access::CallScope::All).await.unwrap(), None);
}

/// Makes a call under a key, or finds the one that the key made.
async fn make(store: &dyn Store, ids: &IdSource, key: &IdempotencyKey) -> Result<CallId, Error> {
    let fresh: CallId = ids.next().await?;
    run(store, &StoppedClock, Read::Each, |attempt| {
        Box::pin(async move {
            if let Some((_, made)) = attempt.tx.idempotency().find("operator:1", "calls.record", key).await? {
                return Ok(Outcome::unchanged(id(made)));
            }
            let effects = effects(|e| {
                e.insert(Call { id: fresh, ..call(1) });
                e.idempotency(record("operator:1", "calls.record", key.as_str(), fresh.get(), at(9)));
            });
            Ok(Outcome::done(fresh, effects))
        })
    })
    .await
}

async fn calls_there(store: &dyn Store, ids: impl IntoIterator<Item = i64>) -> usize {
    let mut there = 0;
    let mut tx = latest(store).await;
    for n in ids {
        there += usize::from(tx.calls().get(id(n), &crate::access::CallScope::All).await.unwrap().is_some());
    }
    there
}

/// 16 racing requests with one key make one thing and all answer it.
pub async fn racing_requests_with_one_key_make_one_thing(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let ids = Arc::new(IdSource::new(handle(&store)));
    for round in 0..5 {
        let answers = race(16, |_| {
            let (store, ids) = (handle(&store), Arc::clone(&ids));
            async move { make(&*store, &ids, &text(format!("key {round}"))).await.unwrap() }
        })
        .await;
        assert_eq!(answers.iter().collect::<BTreeSet<_>>().len(), 1, "{answers:?}");
    }
    assert_eq!(calls_there(&*store, 1..200).await, 5);
}

/// When COMMIT fails under racing requests with one key, nobody was told of a thing that is not there, and repeating the
/// request makes one thing.
pub async fn a_failing_commit_under_a_racing_key_makes_one_thing(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let ids = Arc::new(IdSource::new(handle(&store)));
    // The ids are leased before the failure, so that it meets a request.
    let _: CallId = ids.next().await.unwrap();
    if !fx.fail_next_commit() {
        return;
    }
    let answers = race(16, |_| {
        let (store, ids) = (handle(&store), Arc::clone(&ids));
        async move { make(&*store, &ids, &text("key")).await }
    })
    .await;
    let made = make(&*store, &ids, &text("key")).await.unwrap();
    assert!(answers.iter().any(Result::is_err), "the failure was told to nobody");
    for answer in answers {
        match answer {
            Ok(told) => assert_eq!(told, made, "told of a thing that is not there"),
            Err(error) => assert_eq!(error.code(), "store.unavailable"),
        }
    }
    assert_eq!(calls_there(&*store, 1..200).await, 1);
}

/// Purging forgets the keys that ran out before the instant, and no others; a forgotten key is free.
pub async fn purging_forgets_keys_that_ran_out(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    write(&*store, |e| {
        e.idempotency(record("operator:1", "calls.record", "old", 1, at(10)));
        e.idempotency(record("operator:1", "calls.record", "young", 2, at(20)));
    })
    .await;
    while store.maintain(Task::Purge { before: at(15) }).await.unwrap().more {}
    let mut tx = latest(&*store).await;
    assert_eq!(tx.idempotency().find("operator:1", "calls.record", &text("old")).await.unwrap(), None);
    assert!(tx.idempotency().find("operator:1", "calls.record", &text("young")).await.unwrap().is_some());
    write(&*store, |e| e.idempotency(record("operator:1", "calls.record", "old", 3, at(30)))).await;
    store.maintain(Task::Tidy).await.expect("tidying does not fail");
}
