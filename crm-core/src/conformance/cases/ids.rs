//! Leased ids: nobody gets one that another has.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::support::{handle, race};
use crate::conformance::Fixture;
use crate::kernel::{CallId, IdKind};
use crate::store::{IdBlock, IdSource};

fn ids(block: IdBlock) -> impl Iterator<Item = i64> {
    block.first..block.first + i64::from(block.count)
}

/// 32 tasks that lease blocks of one kind never get an id twice.
pub async fn racing_leases_do_not_overlap(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let blocks = race(32, |n| {
        let store = handle(&store);
        async move {
            let mut blocks = Vec::new();
            for _ in 0..5 {
                blocks.push(store.lease_ids(IdKind::Call, 1 + u32::try_from(n).unwrap()).await.unwrap());
            }
            blocks
        }
    })
    .await;
    let mut seen = BTreeSet::new();
    for (n, block) in blocks.into_iter().enumerate().flat_map(|(n, blocks)| blocks.into_iter().map(move |b| (n, b))) {
        assert_eq!(usize::try_from(block.count).unwrap(), 1 + n, "a block of another size");
        for id in ids(block) {
            assert!(id >= 1, "{id} is no id");
            assert!(seen.insert(id), "{id} was leased twice");
        }
    }
}

/// Each kind counts on its own, from 1, and each lease lies above the one before.
pub async fn leases_of_a_kind_rise_from_one(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for kind in IdKind::ALL {
        let mut last = 0;
        for _ in 0..3 {
            let block = store.lease_ids(kind, 10).await.unwrap();
            assert!(block.first > last, "{kind:?}: {block:?} after {last}");
            assert!(last > 0 || block.first == 1, "{kind:?} begins with {}", block.first);
            last = ids(block).last().unwrap();
        }
    }
}

/// After a restart no id is leased that was leased before it.
pub async fn leases_survive_a_restart(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let before = store.lease_ids(IdKind::Session, 64).await.unwrap();
    store.close().await.unwrap();
    drop(store);
    let Some(store) = fx.reopen().await else { return };
    let after = store.lease_ids(IdKind::Session, 64).await.unwrap();
    assert!(after.first > ids(before).last().unwrap(), "{after:?} after {before:?}");
}

/// An id source shared by 16 tasks gives each id once, over many blocks, and two sources over one store do too.
pub async fn shared_sources_give_each_id_once(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let sources = [Arc::new(IdSource::new(handle(&store))), Arc::new(IdSource::new(handle(&store)))];
    let given = race(16, |n| {
        let source = Arc::clone(&sources[n % 2]);
        async move {
            let mut given = Vec::new();
            for _ in 0..50 {
                given.push(source.next::<CallId>().await.unwrap());
            }
            given
        }
    })
    .await;
    let all: Vec<_> = given.into_iter().flatten().collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "an id was given twice");
}
