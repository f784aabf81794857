//! The audit: one order, and sealing.

use super::sample::{LARGEST, at, audit_entry, city, id, text};
use super::support::{commit, effects, handle, insert, latest, race, write};
use crate::audit::{
    Anchor, AuditActor, AuditEntry, AuditPayload, BlockHeader, Digest, NewAuditEntry, seal, verify_offline,
};
use crate::conformance::Fixture;
use crate::kernel::Timestamp;
use crate::store::{Store, Task, UniqueKey, Write};

async fn whole(store: &dyn Store) -> Vec<AuditEntry> {
    let (mut entries, mut after) = (Vec::new(), 0);
    loop {
        let page = latest(store).await.audit().after(after, 7).await.unwrap();
        assert!(page.len() <= 7);
        let Some(last) = page.last() else { return entries };
        after = last.seq;
        entries.extend(page);
    }
}

/// Entries come back with every byte of their payload, in the order they were written, also within a unit.
pub async fn entries_come_back_in_order_and_byte_for_byte(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let strange = NewAuditEntry {
        at: Timestamp::MIN,
        actor: AuditActor::from_stored("later:Ж🦀"),
        action: text("later.action"),
        subject: text("operator:1 🦀"),
        payload: AuditPayload { salt: [0xff; 16], json: "{\"a\" : 1.50,  \"Ж\":\"\\u0000🦀\"}".into() },
    };
    let mut late = audit_entry(3);
    (late.at, late.actor) = (Timestamp::MAX, AuditActor::Operator(id(LARGEST)));
    let expected = [audit_entry(1), strange, late, audit_entry(4)];
    let mut all = expected.iter().cloned();
    write(&*store, |e| all.by_ref().take(3).for_each(|entry| e.audit(entry))).await;
    write(&*store, |e| all.for_each(|entry| e.audit(entry))).await;
    let read = whole(&*store).await;
    assert!(read.is_sorted_by(|one, next| one.seq < next.seq) && read[0].seq >= 1);
    let expected: Vec<_> = expected.into_iter().zip(&read).map(|(entry, read)| entry.numbered(read.seq)).collect();
    assert_eq!(read, expected);
}

/// A reader that pages on from the last number it saw misses nothing of what writers commit meanwhile.
pub async fn a_reader_that_follows_misses_no_entry(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let writers = tokio::spawn({
        let store = handle(&store);
        async move {
            race(8, |n| {
                let store = handle(&store);
                async move {
                    for step in 0..25 {
                        let unit = effects(|e| {
                            e.audit(audit_entry(i64::try_from(100 * n + 2 * step).unwrap()));
                            e.audit(audit_entry(i64::try_from(100 * n + 2 * step + 1).unwrap()));
                        });
                        commit(&*store, unit).await.unwrap();
                    }
                }
            })
            .await
        }
    });
    let (mut seen, mut after) = (Vec::new(), 0);
    loop {
        let over = writers.is_finished();
        let page = latest(&*store).await.audit().after(after, 9).await.unwrap();
        if let Some(last) = page.last() {
            after = last.seq;
        } else if over {
            break;
        }
        seen.extend(page);
        tokio::task::yield_now().await;
    }
    writers.await.unwrap();
    assert_eq!(seen.len(), 400);
    assert_eq!(seen, whole(&*store).await, "the order changed after it was read");
    // Within a unit, and so of one writer, entries keep their order.
    for writer in 0..8 {
        let own = seen.iter().filter_map(|entry| entry.subject.as_str().strip_prefix("city:")?.parse::<i64>().ok());
        let own: Vec<_> = own.filter(|n| n / 100 == writer).collect();
        assert_eq!(own, (100 * writer..100 * writer + 50).collect::<Vec<_>>());
    }
}

/// An entry of a unit that failed is not there.
pub async fn an_entry_goes_with_its_unit(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let failing = effects(|e| {
        e.audit(audit_entry(1));
        e.insert(city(1));
    });
    assert!(commit(&*store, failing).await.is_err());
    assert!(whole(&*store).await.is_empty());
}

/// The latest entries are listed backwards, page by page; of one subject its own only.
pub async fn the_latest_entries_are_listed_backwards(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for n in 0..20 {
        write(&*store, |e| e.audit(audit_entry(n % 3))).await;
    }
    let mut backwards = whole(&*store).await;
    backwards.reverse();
    for subject in [None, Some("city:1"), Some("CITY:1"), Some("city:%")] {
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = latest(&*store).await.audit().latest(subject, before, 3).await.unwrap();
            assert!(page.len() <= 3);
            let Some(last) = page.last() else { break };
            before = Some(last.seq);
            seen.extend(page);
        }
        let mut expected = backwards.clone();
        expected.retain(|entry| subject.is_none_or(|subject| entry.subject.as_str() == subject));
        assert_eq!(seen, expected, "{subject:?}");
    }
}

fn block_of(entries: &[AuditEntry], previous: Option<&BlockHeader>) -> BlockHeader {
    seal(previous, entries, at(99)).expect("rows that can be sealed")
}

async fn write_block(store: &dyn Store, block: &BlockHeader) {
    write(store, |e| {
        e.depends_on_absence(UniqueKey::AuditBlock(block.number));
        e.write(Write::AuditBlock(block.clone()));
    })
    .await;
}

/// A block marks its rows as sealed and no others; what is not sealed is listed in order; and the chain verifies.
pub async fn a_block_seals_its_rows(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    assert_eq!(latest(&*store).await.audit().last_block().await.unwrap(), None);
    let mut blocks: Vec<BlockHeader> = Vec::new();
    for _ in 0..3 {
        write(&*store, |e| (0..7).for_each(|n| e.audit(audit_entry(n)))).await;
        let waiting = latest(&*store).await.audit().unsealed(5).await.unwrap();
        assert_eq!(waiting.len(), 5);
        let block = block_of(&waiting, blocks.last());
        write_block(&*store, &block).await;
        assert_eq!(latest(&*store).await.audit().last_block().await.unwrap().as_ref(), Some(&block));
        blocks.push(block);
    }
    let entries = whole(&*store).await;
    let sealed_in: Vec<_> = entries.iter().map(|entry| entry.block_no).collect();
    let expected = [[Some(1); 5], [Some(2); 5], [Some(3); 5]].concat().into_iter().chain([None; 6]);
    assert_eq!(sealed_in, expected.collect::<Vec<_>>());
    let mut tx = latest(&*store).await;
    assert_eq!(tx.audit().unsealed(100).await.unwrap(), entries[15..]);
    assert_eq!(tx.audit().blocks_after(0, 2).await.unwrap(), blocks[..2]);
    assert_eq!(tx.audit().blocks_after(2, 100).await.unwrap(), blocks[2..]);
    let report = verify_offline(None, &blocks, &entries, None);
    assert_eq!((report.broken, report.sealed, report.unsealed), (None, 15, 6));
}

/// Of racing sealers of one block exactly one succeeds.
pub async fn a_block_is_sealed_once(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    write(&*store, |e| e.audit(audit_entry(1))).await;
    let block = block_of(&whole(&*store).await, None);
    assert_eq!((block.number, block.previous), (1, Digest::NONE));
    let answers = race(8, |_| {
        let (store, block) = (handle(&store), block.clone());
        async move {
            let unit = effects(|e| {
                e.depends_on_absence(UniqueKey::AuditBlock(block.number));
                e.write(Write::AuditBlock(block));
            });
            commit(&*store, unit).await
        }
    })
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    assert_eq!(latest(&*store).await.audit().blocks_after(0, 10).await.unwrap(), [block]);
}

/// Entries go up to the highest anchor and no further; headers stay, and of racing anchors of one block one is written.
pub async fn entries_go_up_to_the_anchor(fx: &dyn Fixture) {
    const MONTH: u64 = 31 * 86_400;
    let store = fx.fresh().await;
    assert_eq!(latest(&*store).await.audit().anchor().await.unwrap(), None);
    let mut blocks: Vec<BlockHeader> = Vec::new();
    for month in 0..4 {
        let entry = |n| NewAuditEntry { at: at(month * MONTH), ..audit_entry(n) };
        write(&*store, |e| (0..5).for_each(|n| e.audit(entry(n)))).await;
        let waiting = latest(&*store).await.audit().unsealed(5).await.unwrap();
        let block = block_of(&waiting, blocks.last());
        write_block(&*store, &block).await;
        blocks.push(block);
    }
    write(&*store, |e| e.audit(NewAuditEntry { at: at(4 * MONTH), ..audit_entry(9) })).await;
    let all = whole(&*store).await;
    store.maintain(Task::PurgeAudit).await.unwrap();
    assert_eq!(whole(&*store).await, all, "nothing goes without an anchor");
    for gone in [1, 3] {
        let block = &blocks[gone - 1];
        let anchor = Anchor {
            number: block.number,
            hash: block.hash,
            at: at(5 * MONTH),
            key_id: "ключ".into(),
            signature: Digest::from_bytes([0xfe; 32]),
        };
        let answers = race(4, |_| {
            let (store, anchor) = (handle(&store), anchor.clone());
            async move {
                let unit = effects(|e| {
                    e.depends_on_absence(UniqueKey::AuditAnchor(anchor.number));
                    e.write(Write::AuditAnchor(anchor));
                });
                commit(&*store, unit).await
            }
        })
        .await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        assert_eq!(latest(&*store).await.audit().anchor().await.unwrap(), Some(anchor));
        while store.maintain(Task::PurgeAudit).await.unwrap().more {}
        assert_eq!(whole(&*store).await, all[5 * gone..]);
        assert_eq!(latest(&*store).await.audit().blocks_after(0, 10).await.unwrap(), blocks);
        assert_eq!(latest(&*store).await.audit().unsealed(10).await.unwrap().len(), 1);
    }
}
