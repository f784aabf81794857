//! The feed: one order that never changes.

use super::sample::{LARGEST, at, event, id, text};
use super::support::{commit, effects, handle, latest, race, write};
use crate::conformance::Fixture;
use crate::events::{EventKind, EventScope, FeedEpoch, FeedEvent, FeedOrigin, NewEvent};
use crate::kernel::Timestamp;
use crate::store::{Store, Task};

async fn whole(store: &dyn Store) -> Vec<FeedEvent> {
    let (mut events, mut position) = (Vec::new(), 0);
    loop {
        let page = latest(store).await.events().after(position, 7).await.unwrap();
        assert!(page.len() <= 7);
        let Some(last) = page.last() else { return events };
        position = last.position;
        events.extend(page);
    }
}

/// Events come back as they went in, in the order they were written, also within a unit.
pub async fn events_come_back_in_order(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    assert_eq!(latest(&*store).await.events().head().await.unwrap(), 0);
    let strange = NewEvent {
        at: Timestamp::MIN,
        kind: EventKind::from_stored("later.kind"),
        subject: text("call:1 🦀"),
        scope: EventScope {
            cities: (1..=300).chain([LARGEST]).map(id).collect(),
            operators: (1..=10_000).map(id).collect(),
            everyone: true,
        },
        payload: "{\"a\" : 1.50,  \"Ж\":\"\\u0000🦀\"}".into(),
    };
    let mut late = event(3);
    (late.at, late.scope.operators, late.scope.cities) = (Timestamp::MAX, vec![id(1)], vec![id(7)]);
    let expected = [event(1), strange, late, event(4)];
    let mut all = expected.iter().cloned();
    write(&*store, |e| all.by_ref().take(3).for_each(|event| e.event(event))).await;
    write(&*store, |e| all.for_each(|event| e.event(event))).await;
    let read = whole(&*store).await;
    assert!(read.is_sorted_by(|one, next| one.position < next.position) && read[0].position >= 1);
    assert_eq!(latest(&*store).await.events().head().await.unwrap(), read[3].position);
    assert_eq!(read.into_iter().map(|event| event.event).collect::<Vec<_>>(), expected);
}

/// An event of a unit that failed is not there.
pub async fn an_event_goes_with_its_unit(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    write(&*store, |e| e.insert(super::sample::city(1))).await;
    let failing = effects(|e| {
        e.event(event(1));
        e.insert(super::sample::city(1));
    });
    assert!(commit(&*store, failing).await.is_err());
    assert!(whole(&*store).await.is_empty());
}

/// A reader that pages on from the last position it saw, while eight writers commit, misses no event and never sees one
/// take a place before it.
pub async fn a_reader_that_follows_misses_no_event(fx: &dyn Fixture) {
    const WRITERS: usize = 8;
    const UNITS: usize = 25;
    let store = fx.fresh().await;
    let writers = tokio::spawn({
        let store = handle(&store);
        async move {
            race(WRITERS, |n| {
                let store = handle(&store);
                async move {
                    for step in 0..UNITS {
                        let first = i64::try_from(100 * n + 2 * step).unwrap();
                        let unit = effects(|e| {
                            e.event(event(first));
                            e.event(event(first + 1));
                        });
                        commit(&*store, unit).await.unwrap();
                    }
                }
            })
            .await
        }
    });
    let (mut seen, mut position) = (Vec::new(), 0);
    loop {
        let over = writers.is_finished();
        let page = latest(&*store).await.events().after(position, 9).await.unwrap();
        if let Some(last) = page.last() {
            assert!(last.position > position && page.is_sorted_by(|one, next| one.position < next.position));
            position = last.position;
        } else if over {
            break;
        }
        seen.extend(page);
        tokio::task::yield_now().await;
    }
    writers.await.unwrap();
    assert_eq!(seen.len(), WRITERS * UNITS * 2);
    assert_eq!(seen, whole(&*store).await, "the order changed after it was read");
    for writer in 0..WRITERS {
        let subjects =
            seen.iter().filter_map(|e| e.event.subject.as_str().strip_prefix("call:")?.parse::<usize>().ok());
        let own: Vec<_> = subjects.filter(|n| n / 100 == writer).collect();
        assert_eq!(own, (100 * writer..100 * writer + 2 * UNITS).collect::<Vec<_>>());
    }
}

/// Positions go on rising after a restart.
pub async fn positions_rise_across_a_restart(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    write(&*store, |e| e.event(event(1))).await;
    let before = latest(&*store).await.events().head().await.unwrap();
    store.close().await.unwrap();
    drop(store);
    let Some(store) = fx.reopen().await else { return };
    let mut later = event(2);
    later.at = at(0);
    write(&*store, |e| e.event(later.clone())).await;
    let after = latest(&*store).await.events().after(before, 10).await.unwrap();
    assert_eq!(after.into_iter().map(|event| event.event).collect::<Vec<_>>(), [later]);
}

/// Every store has an epoch of its own, which stays over a restart until it is replaced.
pub async fn the_epoch_stays_until_it_is_replaced(fx: &dyn Fixture) {
    let other = fx.fresh().await;
    let elsewhere = latest(&*other).await.events().origin().await.unwrap();
    let store = fx.fresh().await;
    let origin = latest(&*store).await.events().origin().await.unwrap();
    assert_ne!(origin.epoch, elsewhere.epoch);
    assert_eq!(origin.purged_to, 0);
    write(&*store, |e| e.event(event(1))).await;
    for bits in [i64::MIN, -1, 0, i64::MAX] {
        let epoch = FeedEpoch::from_stored(bits);
        store.maintain(Task::NewEpoch(epoch)).await.unwrap();
        assert_eq!(latest(&*store).await.events().origin().await.unwrap(), FeedOrigin { epoch, purged_to: 0 });
    }
    assert_eq!(whole(&*store).await.len(), 1, "the events stay");
    store.close().await.unwrap();
    drop(store);
    let Some(store) = fx.reopen().await else { return };
    let kept = latest(&*store).await.events().origin().await.unwrap();
    assert_eq!(kept.epoch, FeedEpoch::from_stored(i64::MAX));
}

/// The feed goes from its beginning, by time; its origin tells how far, and positions are never used again.
pub async fn the_feed_goes_from_its_beginning(fx: &dyn Fixture) {
    const MONTH: u64 = 31 * 86_400;
    let store = fx.fresh().await;
    for (n, half) in (0..9).zip(0..) {
        let event = NewEvent { at: at(half * MONTH / 2), ..event(n) };
        write(&*store, |e| e.event(event)).await;
    }
    let all = whole(&*store).await;
    let epoch = latest(&*store).await.events().origin().await.unwrap().epoch;
    for first_kept in [0, 1, 5, 8] {
        let before = all[first_kept].event.at;
        while store.maintain(Task::PurgeFeed { before }).await.unwrap().more {}
        let purged_to = first_kept.checked_sub(1).map_or(0, |last| all[last].position);
        let mut tx = latest(&*store).await;
        assert_eq!(tx.events().origin().await.unwrap(), FeedOrigin { epoch, purged_to });
        assert_eq!(tx.events().after(purged_to, 100).await.unwrap(), all[first_kept..]);
        assert_eq!(tx.events().head().await.unwrap(), all[8].position);
    }
    while store.maintain(Task::PurgeFeed { before: at(9 * MONTH) }).await.unwrap().more {}
    let mut next = event(9);
    next.at = at(9 * MONTH);
    write(&*store, |e| e.event(next.clone())).await;
    let after = latest(&*store).await.events().after(all[8].position, 10).await.unwrap();
    assert_eq!(after.into_iter().map(|event| event.event).collect::<Vec<_>>(), [next]);
}
