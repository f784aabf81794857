//! How units and stores end: cancelled, dropped anywhere, closed, opened again.

use std::task::Poll;

use super::sample::{campaign, city, id};
use super::support::{commit, effects, handle, insert, latest, race};
use super::units::read_city;
use crate::conformance::Fixture;
use crate::kernel::IdKind;
use crate::store::{Read, Store, StoreError, StoreErrorKind};

/// A commit whose future is dropped after its first poll is there as a whole or not at all, and the store works on.
pub async fn a_cancelled_commit_is_whole_or_nothing(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for n in 1..=50 {
        let unit = effects(|e| {
            e.insert(city(n));
            e.insert(campaign(n));
        });
        let mut committing = latest(&*store).await.commit(unit);
        std::future::poll_fn(|context| {
            let _ = committing.as_mut().poll(context);
            Poll::Ready(())
        })
        .await;
        drop(committing);
    }
    insert(&*store, [city(1000)]).await;
    assert_halves_match(&*store, 50).await;
}

/// A task that is aborted while it commits leaves a whole unit or nothing, and the store works on.
pub async fn an_aborted_task_leaves_no_half_unit(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for n in 1..=50_u32 {
        let task = tokio::spawn({
            let store = handle(&store);
            async move {
                let unit = effects(|e| {
                    e.insert(city(n.into()));
                    e.insert(campaign(n.into()));
                });
                commit(&*store, unit).await
            }
        });
        for _ in 0..n % 7 {
            tokio::task::yield_now().await;
        }
        task.abort();
        let _ = task.await;
    }
    insert(&*store, [city(1000)]).await;
    assert_halves_match(&*store, 50).await;
}

async fn assert_halves_match(store: &dyn Store, units: i64) {
    let mut view = store.begin(Read::Snapshot).await.unwrap();
    for n in 1..=units {
        let one = view.cities().get(id(n)).await.unwrap().is_some();
        let other = view.campaigns().get(id(n)).await.unwrap().is_some();
        assert_eq!(one, other, "half of unit {n} is there");
    }
}

/// Units dropped unused, after a read and while a read waits leave nothing locked and nothing used up.
pub async fn a_thousand_dropped_units_leave_nothing_behind(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    for n in 0..1000_u32 {
        let read = if n % 2 == 0 { Read::Each } else { Read::Snapshot };
        let mut tx = store.begin(read).await.unwrap();
        match n % 3 {
            0 => drop(tx),
            1 => assert!(tx.cities().get(id(1)).await.unwrap().is_some()),
            _ => {
                let mut reading = tx.cities().all();
                std::future::poll_fn(|context| {
                    let _ = reading.as_mut().poll(context);
                    Poll::Ready(())
                })
                .await;
            }
        }
    }
    // A cancelled `begin` leaves nothing either.
    for _ in 0..200 {
        let mut beginning = store.begin(Read::Snapshot);
        std::future::poll_fn(|context| {
            let _ = beginning.as_mut().poll(context);
            Poll::Ready(())
        })
        .await;
    }
    insert(&*store, [city(2)]).await;
    assert_eq!(latest(&*store).await.cities().all().await.unwrap().len(), 2);
}

/// Units may be dropped on any thread, also on one that knows no runtime.
pub async fn units_may_be_dropped_off_the_runtime(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for n in 0..100 {
        let mut tx = store.begin(if n % 2 == 0 { Read::Each } else { Read::Snapshot }).await.unwrap();
        assert!(tx.cities().all().await.unwrap().is_empty());
        let elsewhere = std::thread::spawn(move || drop(tx));
        tokio::task::spawn_blocking(move || elsewhere.join()).await.unwrap().expect("dropping does not panic");
    }
    insert(&*store, [city(1)]).await;
    assert_eq!(latest(&*store).await.cities().all().await.unwrap().len(), 1);
}

/// The last handle of a store may be dropped on a thread that knows no runtime.
pub async fn a_store_may_be_dropped_off_the_runtime(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let elsewhere = std::thread::spawn(move || drop(store));
    tokio::task::spawn_blocking(move || elsewhere.join()).await.unwrap().expect("dropping does not panic");
}

/// After it was closed a store answers `Closed`, however often it is closed.
pub async fn a_closed_store_says_so(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let tx = latest(&*store).await;
    store.close().await.unwrap();
    store.close().await.expect("closing again does nothing");
    let kind = |error: StoreError| error.store_kind();
    assert_eq!(store.begin(Read::Each).await.map(|_| ()).map_err(kind), Err(StoreErrorKind::Closed));
    assert_eq!(store.begin(Read::Snapshot).await.map(|_| ()).map_err(kind), Err(StoreErrorKind::Closed));
    assert_eq!(store.lease_ids(IdKind::City, 1).await.map(|_| ()).map_err(kind), Err(StoreErrorKind::Closed));
    assert!(tx.commit(effects(|e| e.insert(city(1)))).await.is_err(), "a commit after the end");
}

/// Closing finishes what was taken in: whoever was told that a unit is written finds it after a restart, and no unit is
/// there by half.
pub async fn closing_finishes_what_was_taken_in(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let committing: Vec<_> = (1..=32)
        .map(|n| {
            let store = handle(&store);
            tokio::spawn(async move {
                let unit = effects(|e| {
                    e.insert(city(n));
                    e.insert(campaign(n));
                });
                match store.begin(Read::Each).await {
                    Ok(tx) => tx.commit(unit).await.is_ok(),
                    Err(_) => false,
                }
            })
        })
        .collect();
    tokio::task::yield_now().await;
    store.close().await.unwrap();
    let mut written = Vec::new();
    for task in committing {
        written.push(task.await.expect("no task panics"));
    }
    drop(store);
    let Some(store) = fx.reopen().await else { return };
    assert_halves_match(&*store, 32).await;
    for (n, written) in (1..).zip(written) {
        let there = latest(&*store).await.cities().get(id(n)).await.unwrap().is_some();
        assert!(there || !written, "unit {n} was acknowledged and is lost");
    }
}

/// A store serves runtimes other than the one it was opened on, also those of a single thread.
pub async fn any_runtime_is_served(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for n in 1..=3 {
        let store = handle(&store);
        let elsewhere = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                insert(&*store, [city(n)]).await;
                let mut view = store.begin(Read::Snapshot).await.unwrap();
                assert!(view.cities().get(id(n)).await.unwrap().is_some());
            });
        });
        tokio::task::spawn_blocking(move || elsewhere.join()).await.unwrap().expect("it works there");
    }
    assert_eq!(latest(&*store).await.cities().all().await.unwrap().len(), 3);
}

/// What was committed before a restart is there after it.
pub async fn what_was_committed_survives_a_restart(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let answers = race(32, |n| {
        let store = handle(&store);
        async move { commit(&*store, effects(|e| e.insert(campaign(1 + i64::try_from(n).unwrap())))).await }
    })
    .await;
    assert!(answers.iter().all(Result::is_ok));
    store.close().await.unwrap();
    drop(store);
    let Some(store) = fx.reopen().await else { return };
    assert_eq!(read_city(&*store, 1).await.into_inner(), city(1));
    assert_eq!(latest(&*store).await.campaigns().all().await.unwrap().len(), 32);
    insert(&*store, [city(2)]).await;
}

/// A migrated store says which schema it has, and migrating it again, from anywhere, changes nothing.
pub async fn migrating_again_changes_nothing(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let schema = store.health().await.unwrap().schema;
    let answers = race(4, |_| {
        let store = handle(&store);
        async move { store.migrate().await }
    })
    .await;
    for answer in answers {
        let migrated = answer.unwrap();
        assert_eq!((migrated.from, migrated.to), (schema, schema));
    }
    assert_eq!(read_city(&*store, 1).await.into_inner(), city(1));
}
