//! How fresh reads are, and that they hold nobody up.

use std::time::Duration;

use super::sample::{city, event, id};
use super::support::{effects, insert, latest, write};
use crate::conformance::Fixture;
use crate::store::{Read, Store};

async fn cities(tx: &mut dyn crate::store::Tx) -> usize {
    tx.cities().all().await.unwrap().len()
}

/// With `Each` every statement sees what was committed before it.
pub async fn each_statement_sees_its_own_latest_state(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let mut tx = store.begin(Read::Each).await.unwrap();
    for n in 1..=5 {
        assert_eq!(cities(&mut *tx).await, n - 1);
        insert(&*store, [city(i64::try_from(n).unwrap())]).await;
        assert_eq!(cities(&mut *tx).await, n);
    }
}

/// A snapshot sees one state however much is committed meanwhile.
pub async fn a_snapshot_sees_one_state(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let mut view = store.begin(Read::Snapshot).await.unwrap();
    assert_eq!(cities(&mut *view).await, 1);
    let read = latest(&*store).await.cities().get(id(1)).await.unwrap().unwrap();
    let mut changed = read.to_changed();
    changed.archived = true;
    write(&*store, |e| {
        e.update(&read, changed);
        e.insert(city(2));
        e.event(event(1));
    })
    .await;
    assert_eq!(cities(&mut *view).await, 1);
    assert!(!view.cities().get(id(1)).await.unwrap().unwrap().archived);
    assert_eq!(view.events().head().await.unwrap(), 0);
    drop(view);
    let mut view = store.begin(Read::Snapshot).await.unwrap();
    assert_eq!(cities(&mut *view).await, 2);
    assert_eq!(view.events().head().await.unwrap(), 1);
}

/// A unit that read a snapshot which has moved on is stale by its guards, as any other.
pub async fn a_snapshot_is_guarded_like_any_read(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let mut view = store.begin(Read::Snapshot).await.unwrap();
    let read = view.cities().get(id(1)).await.unwrap().unwrap();
    write(&*store, |e| e.update(&read, read.to_changed())).await;
    super::support::assert_stale(&view.commit(effects(|e| e.update(&read, read.to_changed()))).await);
    let mut view = store.begin(Read::Snapshot).await.unwrap();
    let read = view.cities().get(id(1)).await.unwrap().unwrap();
    view.commit(effects(|e| e.update(&read, read.to_changed()))).await.expect("a fresh snapshot commits");
}

/// Snapshots that are held open keep no writer waiting, and no other reader.
pub async fn open_snapshots_block_nobody(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let mut views = Vec::new();
    for _ in 0..3 {
        let mut view = store.begin(Read::Snapshot).await.unwrap();
        assert_eq!(cities(&mut *view).await, 1);
        views.push(view);
    }
    for n in 2..=20 {
        insert(&*store, [city(n)]).await;
    }
    assert_eq!(cities(&mut *latest(&*store).await).await, 20);
    for view in &mut views {
        assert_eq!(cities(&mut **view).await, 1);
    }
}

/// Units that are open and idle keep no writer waiting, however many there are.
pub async fn idle_units_hold_nothing(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let mut idle = Vec::new();
    for _ in 0..200 {
        let mut tx = store.begin(Read::Each).await.unwrap();
        assert_eq!(cities(&mut *tx).await, 0);
        idle.push(tx);
    }
    insert(&*store, [city(1)]).await;
    for tx in &mut idle {
        assert_eq!(cities(&mut **tx).await, 1);
    }
}

/// A read that may lag sees one state, at most as old as it allows.
pub async fn a_lagging_read_sees_one_recent_state(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let mut view = store.begin(Read::MayLag(Duration::ZERO)).await.unwrap();
    assert_eq!(cities(&mut *view).await, 1);
    insert(&*store, [city(2)]).await;
    assert_eq!(cities(&mut *view).await, 1);
}

/// Readers beside writers see whole units only.
pub async fn readers_never_see_half_a_unit(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1), city(2)]).await;
    let writer = tokio::spawn({
        let store = super::support::handle(&store);
        async move {
            for _ in 0..100 {
                let mut tx = latest(&*store).await;
                let one = tx.cities().get(id(1)).await.unwrap().unwrap();
                let other = tx.cities().get(id(2)).await.unwrap().unwrap();
                tx.commit(effects(|e| {
                    e.update(&one, one.to_changed());
                    e.update(&other, other.to_changed());
                }))
                .await
                .unwrap();
            }
        }
    });
    while !writer.is_finished() {
        assert_versions_match(&*store).await;
    }
    writer.await.unwrap();
    assert_versions_match(&*store).await;
}

async fn assert_versions_match(store: &dyn Store) {
    let mut view = store.begin(Read::Snapshot).await.unwrap();
    let one = view.cities().get(id(1)).await.unwrap().unwrap().version;
    let all = view.cities().all().await.unwrap();
    assert!(all.iter().all(|city| city.version == one), "half a unit: {all:?}");
}
