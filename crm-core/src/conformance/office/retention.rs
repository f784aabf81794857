//! What is kept for some time only: events of providers, the feed, the audit.

use std::sync::Arc;

use super::desk::{Desk, code, race};
use super::traffic::Ring;
use crate::audit::{AuditBreak, AuditEntry, Signed, seal};
use crate::conformance::Fixture;
use crate::kernel::Timestamp;
use crate::settings::{Kept, SettingChange};
use crate::store::{Effects, Read, Write};
use crate::telephony::Receipt;

const DAY: u64 = 86_400;

/// Events of providers and the feed for the least time that keeps three months, the audit for the least there is.
async fn keep_for_little(desk: &Desk) {
    for change in [
        SettingChange::RawEventsKept(Kept::days(93)),
        SettingChange::FeedKept(Kept::days(93)),
        SettingChange::AuditKept(Kept::days(366)),
    ] {
        desk.crm.settings().set(&desk.system, change).await.unwrap();
    }
}

async fn housekeeping(desk: &Desk) {
    while desk.crm.housekeeping().await.unwrap().more {}
}

/// An office that has answered a call in each of its months, sealed its audit every time, and kept everything.
async fn half_a_year(fx: &dyn Fixture) -> Desk {
    let desk = Desk::open(fx).await;
    for month in 0..6_i64 {
        let ring = Ring::new("month").later(month * 31 * 86_400);
        desk.post_all(&Ring { id: &format!("month {month}"), ..ring }.answered()).await;
        desk.later(2);
        housekeeping(&desk).await;
        desk.later(31 * DAY - 2);
    }
    desk
}

/// Everything is kept until a setting says otherwise.
pub async fn nothing_goes_unless_a_setting_says_so(fx: &dyn Fixture) {
    let desk = half_a_year(fx).await;
    desk.later(3000 * DAY);
    housekeeping(&desk).await;
    let report = desk.crm.audit().verify(&desk.system).await.unwrap();
    assert_eq!((report.purged, report.anchor, &report.broken), (0, None, &None));
    let check = desk.crm.telephony().check(&desk.system, |_| ()).await.unwrap();
    assert_eq!((check.conversations, check.sealed), (6, 0));
    assert!(!desk.crm.events().after(&desk.system, 0).await.unwrap().reset);
}

/// What would go sooner than the office needs it is refused, also from a program that made the change itself.
pub async fn too_little_time_is_refused(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for change in [
        SettingChange::RawEventsKept(Kept::days(92)),
        SettingChange::FeedKept(Kept::days(6)),
        SettingChange::AuditKept(Kept::days(365)),
    ] {
        assert_eq!(code(desk.crm.settings().set(&desk.system, change).await), "invalid", "{change:?}");
    }
}

/// Calls whose first events went are sealed: what still comes is stored and listed, a repetition is known, the calls and
/// everything counted stay.
pub async fn a_sealed_call_stays_as_it_is(fx: &dyn Fixture) {
    let desk = half_a_year(fx).await;
    let calls = desk.calls(&desk.system).await;
    keep_for_little(&desk).await;
    housekeeping(&desk).await;
    let check = desk.crm.check(&desk.system, |_, _| {}).await.unwrap();
    assert!(check.is_clean(), "{check:#?}");
    assert!((1..6).contains(&check.calls.sealed), "{:?}", check.calls);

    let (path, json) = Ring::new("month 0").appeared();
    assert_eq!(desk.post(&path, &json).await.unwrap(), Receipt::Duplicate);
    let news = Ring { id: "month 0", ..Ring::new("month 0").later(6 * 31 * 86_400) }.summary();
    assert_eq!(desk.post(&news.0, &news.1).await.unwrap(), Receipt::Unread);
    assert_eq!(desk.post(&news.0, &news.1).await.unwrap(), Receipt::Duplicate);
    let listed = desk.crm.telephony().unread(&desk.system, None).await.unwrap();
    assert!(listed[0].event.problem.as_ref().unwrap().as_str().starts_with("sealed: "), "{listed:?}");
    assert_eq!(desk.calls(&desk.system).await, calls);
    desk.assert_counted().await;
    let last = Ring { id: "month 5", ..Ring::new("month 5").later(5 * 31 * 86_400) };
    let (path, json) = last.recorded().remove(1);
    desk.play(&path, &json).await;
}

/// A place in the feed that is gone is none to go on from; one that is kept is.
pub async fn a_place_in_the_feed_that_is_gone_is_told(fx: &dyn Fixture) {
    let desk = half_a_year(fx).await;
    let all = desk.feed(&desk.system).await;
    keep_for_little(&desk).await;
    housekeeping(&desk).await;
    assert!(desk.crm.events().after(&desk.system, all[0].position).await.unwrap().reset);
    let late = all[all.len() - 2].position;
    let page = desk.crm.events().after(&desk.system, late).await.unwrap();
    assert!(!page.reset);
    assert_eq!(page.events[0], all[all.len() - 1]);
}

/// The audit's rows go behind a signed anchor, block after block, and what is left verifies; rows that were removed without
/// one are a break, and so is an anchor that somebody else made.
pub async fn the_audit_goes_behind_a_signed_anchor(fx: &dyn Fixture) {
    let desk = half_a_year(fx).await;
    let audit = desk.crm.audit();
    let whole = audit.verify(&desk.system).await.unwrap();
    desk.later(280 * DAY);
    keep_for_little(&desk).await;
    desk.later(2);
    housekeeping(&desk).await;
    let report = audit.verify(&desk.system).await.unwrap();
    assert_eq!((&report.broken, report.anchor), (&None, Some(Signed::ByKnownKey)));
    assert!(report.purged > 0 && report.purged < whole.sealed, "{report:?}");
    assert!(report.blocks > whole.blocks, "the headers stay");
    assert_eq!(desk.trail("audit").await, [("system:housekeeping".to_owned(), "audit.purged".to_owned())]);

    // Another round finds nothing more; a month later more goes.
    housekeeping(&desk).await;
    assert_eq!(audit.verify(&desk.system).await.unwrap().purged, report.purged);
    desk.later(31 * DAY);
    housekeeping(&desk).await;
    let later = audit.verify(&desk.system).await.unwrap();
    assert_eq!(later.broken, None);
    assert!(later.purged > report.purged);

    let mut tx = desk.crm.store().begin(Read::Each).await.unwrap();
    let mut forged = tx.audit().anchor().await.unwrap().unwrap();
    forged.number = later.blocks;
    let mut effects = Effects::none();
    effects.write(Write::AuditAnchor(forged));
    desk.write(effects).await;
    let found = audit.verify(&desk.system).await.unwrap().broken;
    assert_eq!(found, Some(AuditBreak::ForgedAnchor { number: later.blocks }));
    assert_eq!(code(audit.purge(&desk.system).await), "store.corrupt", "nothing goes on a forger's word");
}

/// Nodes that let go at the same time take nothing of each other's work for tampering.
pub async fn nodes_let_go_beside_each_other(fx: &dyn Fixture) {
    let desk = half_a_year(fx).await;
    desk.later(280 * DAY);
    keep_for_little(&desk).await;
    race(6, |_| {
        let desk = desk.clone();
        async move { while desk.crm.audit().purge(&desk.system).await.unwrap().more {} }
    })
    .await;
    let report = desk.crm.audit().verify(&desk.system).await.unwrap();
    assert_eq!((report.broken, report.anchor, report.purged), (None, Some(Signed::ByKnownKey), 3));
    assert_eq!(desk.trail("audit").await.len(), 1, "one of them signed");
}

/// The office signs for nothing that is not as it was sealed: who makes rows look old does not get them removed.
pub async fn tampering_is_not_let_go(fx: &dyn Fixture) {
    let desk = half_a_year(fx).await;
    desk.later(280 * DAY);
    let mut tx = desk.crm.store().begin(Read::Each).await.unwrap();
    let blocks = tx.audit().blocks_after(0, 2).await.unwrap();
    let rows = tx.audit().after(0, 100).await.unwrap();
    drop(tx);
    // A block that hangs in the chain and seals other rows.
    let last = desk.crm.store().begin(Read::Each).await.unwrap().audit().last_block().await.unwrap().unwrap();
    let mut forged =
        seal(Some(&last), &[AuditEntry { seq: last.last_seq + 1, ..rows[0].clone() }], blocks[0].sealed_at).unwrap();
    (forged.first_seq, forged.last_seq) = (rows[0].seq, rows[0].seq);
    forged.hash = forged.computed_hash();
    let mut effects = Effects::none();
    effects.write(Write::AuditBlock(forged));
    desk.write(effects).await;
    let broken = desk.crm.audit().verify(&desk.system).await.unwrap().broken;
    assert!(broken.is_some());
    keep_for_little(&desk).await;
    assert_eq!(code(desk.crm.audit().purge(&desk.system).await), "store.corrupt");
    let mut tx = desk.crm.store().begin(Read::Each).await.unwrap();
    assert_eq!(tx.audit().anchor().await.unwrap(), None);
    assert_eq!(tx.audit().after(0, 1).await.unwrap()[0].seq, rows[0].seq);
}

/// A conversation begins with the earliest event that belongs to it, whichever was written first: two nodes have two clocks.
pub async fn a_conversation_begins_with_its_earliest_event(fx: &dyn Fixture) {
    let ahead = Desk::open(fx).await;
    let behind = Desk::over(Arc::clone(ahead.crm.store()));
    ahead.clock.set(Timestamp::parse("2026-02-01T00:00:01Z").unwrap());
    behind.clock.set(Timestamp::parse("2026-01-31T23:59:59Z").unwrap());
    let ring = Ring { began: 1_769_903_900, ..Ring::new("turn of the month") };
    ahead.post_all(&[ring.appeared()]).await;
    behind.post_all(&[ring.connected()]).await;
    ahead.post_all(&[ring.disconnected(), ring.summary()]).await;
    ahead.clock.set(Timestamp::parse("2026-02-01T05:00:00Z").unwrap());
    keep_for_little(&ahead).await;
    ahead.later(93 * DAY);
    housekeeping(&ahead).await;
    let check = ahead.crm.telephony().check(&ahead.system, |_| ()).await.unwrap();
    // Whether a younger event before it keeps the earliest one is the backend's affair.
    assert_eq!(check.differences, []);
}

/// No block reaches over the end of a month, so that a month can go as a whole.
pub async fn no_block_reaches_over_the_end_of_a_month(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    desk.city("Саратов").await;
    desk.clock.set(Timestamp::parse("2026-01-31T23:59:59Z").unwrap());
    desk.city("Энгельс").await;
    desk.later(1);
    desk.city("Маркс").await;
    desk.later(2);
    assert!(desk.crm.audit().seal(&desk.system).await.unwrap().more);
    desk.crm.audit().seal(&desk.system).await.unwrap();
    let report = desk.crm.audit().verify(&desk.system).await.unwrap();
    assert_eq!((report.blocks, report.sealed, report.unsealed, report.broken), (2, 3, 0, None));
}
