//! The mark that tells whether anything was committed. Backends that cannot tell pass without checking anything.

use super::sample::{city, id};
use super::support::{commit, effects, handle, latest, race, write};
use crate::conformance::Fixture;

/// A commit makes the mark another one than every mark before.
pub async fn every_commit_changes_the_mark(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let Some(first) = store.changes().await else { return };
    let mut seen = vec![first];
    for n in 1..=20 {
        write(&*store, |e| e.insert(city(n))).await;
        let mark = store.changes().await.unwrap();
        assert!(!seen.contains(&mark), "the mark does not tell of commit {n}");
        seen.push(mark);
    }
    write(&*store, |e| (21..=24).for_each(|n| e.insert(city(n)))).await;
    assert!(!seen.contains(&store.changes().await.unwrap()));
}

/// Reading leaves the mark as it is: otherwise nothing kept would ever be answered.
pub async fn reading_leaves_the_mark(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    write(&*store, |e| e.insert(city(1))).await;
    let before = store.changes().await;
    for _ in 0..20 {
        assert_eq!(latest(&*store).await.cities().all().await.unwrap().len(), 1);
        assert_eq!(store.changes().await, before);
    }
}

/// Whoever takes the mark, reads, and finds the mark unchanged later has read what is still true.
pub async fn an_unchanged_mark_means_unchanged_rows(fx: &dyn Fixture) {
    const CITIES: usize = 60;
    let store = fx.fresh().await;
    let writer = tokio::spawn({
        let store = handle(&store);
        async move {
            race(CITIES, |n| {
                let store = handle(&store);
                async move {
                    let unit = effects(|e| e.insert(city(i64::try_from(n).unwrap() + 1)));
                    commit(&*store, unit).await.unwrap();
                }
            })
            .await;
        }
    });
    loop {
        let over = writer.is_finished();
        let before = store.changes().await;
        let kept = latest(&*store).await.cities().all().await.unwrap().len();
        let now = latest(&*store).await.cities().all().await.unwrap().len();
        if before.is_some() && store.changes().await == before {
            assert_eq!(now, kept);
        }
        if over {
            assert_eq!(now, CITIES);
            break;
        }
        tokio::task::yield_now().await;
    }
    writer.await.unwrap();
}

/// A commit through another handle on the same data, as another process has one, changes the mark too.
pub async fn a_commit_of_another_handle_changes_the_mark(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let Some(other) = fx.beside().await else { return };
    let (Some(before), Some(others)) = (store.changes().await, other.changes().await) else { return };
    write(&*other, |e| e.insert(city(1))).await;
    assert_ne!(store.changes().await, Some(before));
    assert_ne!(other.changes().await, Some(others));
    assert!(latest(&*store).await.cities().get(id(1)).await.unwrap().is_some());
    let others = other.changes().await;
    write(&*store, |e| e.insert(city(2))).await;
    assert_ne!(other.changes().await, others);
    other.close().await.unwrap();
    assert_eq!(other.changes().await, None, "a closed store cannot tell");
}
