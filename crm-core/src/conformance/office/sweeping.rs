//! Conversations whose closing account never comes.

use super::desk::{Desk, count, race};
use super::traffic::{Posted, Ring};
use crate::calls::{CallFacts, CallStatus, CallView, MissReason};
use crate::conformance::Fixture;
use crate::events::EventKind;
use crate::kernel::ErrorKind;
use crate::settings::SettingChange;

async fn post(desk: &Desk, event: Posted) {
    desk.post(&event.0, &event.1).await.unwrap();
}

async fn swept(desk: &Desk) -> u64 {
    desk.crm.telephony().sweep(&desk.system).await.unwrap().rows
}

async fn facts(desk: &Desk) -> CallFacts {
    desk.only_call().await.call.facts
}

/// 30 s after its last leg ended a conversation is closed by what its legs say, and not one moment before.
pub async fn a_conversation_is_closed_30_s_after_its_legs(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let ring = Ring::new("one");
    post(&desk, ring.appeared()).await;
    post(&desk, ring.connected()).await;
    desk.later(600);
    assert_eq!(swept(&desk).await, 0, "somebody talks");
    post(&desk, ring.disconnected()).await;
    desk.later(29);
    assert_eq!(swept(&desk).await, 0);
    assert_eq!(facts(&desk).await.status, CallStatus::New);
    desk.later(1);
    assert_eq!(swept(&desk).await, 1);
    let closed = facts(&desk).await;
    assert_eq!((&closed.status, closed.complete, closed.talk_seconds()), (&CallStatus::Answered, false, Some(60)));
    assert_eq!(swept(&desk).await, 0, "closed is closed");
    let checked = desk.crm.telephony().check(&desk.system, |_| ()).await.unwrap();
    assert_eq!(checked.differences, [], "the sweeper's own event is in the ledger");
}

/// 2 h after its last event a conversation that still seems to last is closed.
pub async fn a_silent_conversation_is_closed_after_2_h(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    post(&desk, Ring::new("one").appeared()).await;
    desk.later(7199);
    assert_eq!(swept(&desk).await, 0);
    desk.later(1);
    assert_eq!(swept(&desk).await, 1);
    let closed = facts(&desk).await;
    assert_eq!((&closed.status, closed.complete), (&CallStatus::Missed, false));
    assert!(closed.is_ended());
}

/// Both times are settings.
pub async fn the_times_of_the_sweeper_are_settings(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for change in [SettingChange::CloseAfterLegs(5), SettingChange::CloseAfterSilence(600)] {
        desk.crm.settings().set(&desk.system, change).await.unwrap();
    }
    let over = Ring::new("over");
    post(&desk, over.appeared()).await;
    post(&desk, over.disconnected()).await;
    post(&desk, Ring::new("silent").appeared()).await;
    desk.later(5);
    assert_eq!(swept(&desk).await, 1);
    desk.later(595);
    assert_eq!(swept(&desk).await, 1);
}

/// The closing account that comes after all corrects the call, once, and the feed and the audit tell.
pub async fn a_late_account_corrects_a_swept_call(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let ring = Ring::new("one");
    post(&desk, ring.appeared()).await;
    desk.later(7200);
    swept(&desk).await;
    assert_eq!(facts(&desk).await.status, CallStatus::Missed);
    post(&desk, ring.summary()).await;
    let corrected = facts(&desk).await;
    assert_eq!((&corrected.status, corrected.talk_seconds()), (&CallStatus::Answered, Some(60)));
    post(&desk, ring.summary()).await;
    let call = desk.only_call().await.call;
    let subject = format!("call:{}", call.id);
    let told = desk.feed(&desk.system).await.into_iter().map(|event| event.event);
    let kinds: Vec<_> = told.filter(|event| event.subject.as_str() == subject).map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::CallStarted, EventKind::CallEnded, EventKind::CallCorrected]);
    let actions: Vec<_> = desk.trail(&subject).await.into_iter().map(|(_, action)| action).collect();
    assert_eq!(actions, ["call.corrected", "call.ended"]);
}

/// An account that only confirms what the legs said completes the call, and that is a correction too.
pub async fn a_late_account_completes_a_swept_call(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let ring = Ring::new("one");
    for event in [ring.appeared(), ring.connected(), ring.disconnected()] {
        post(&desk, event).await;
    }
    desk.later(30);
    assert_eq!(swept(&desk).await, 1);
    let swept = facts(&desk).await;
    post(&desk, ring.summary()).await;
    let completed = facts(&desk).await;
    assert_eq!((swept.complete, completed.complete), (false, true));
    assert_eq!((&completed.status, completed.talk_seconds()), (&swept.status, swept.talk_seconds()));
    let last = desk.feed(&desk.system).await.pop().unwrap().event;
    assert_eq!(last.kind, EventKind::CallCorrected);
}

/// A late event fills in and never opens a finished call again.
pub async fn a_late_leg_does_not_open_a_finished_call(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let ring = Ring::new("one");
    post(&desk, ring.appeared()).await;
    post(&desk, ring.missed()).await;
    let missed = facts(&desk).await;
    assert_eq!((&missed.status, &missed.miss_reason), (&CallStatus::Missed, &Some(MissReason::NoAnswer)));
    post(&desk, ring.disconnected()).await;
    let after = facts(&desk).await;
    assert_eq!((&after.status, after.ended_at), (&CallStatus::Missed, missed.ended_at));
    desk.later(10_000);
    assert_eq!(swept(&desk).await, 0);
}

/// Sweepers of several processes close a conversation once.
pub async fn racing_sweepers_close_a_conversation_once(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for n in 0..12 {
        post(&desk, Ring::new(&format!("c{n}")).appeared()).await;
    }
    desk.later(7200);
    let rows = race(4, |_| {
        let desk = desk.clone();
        async move { swept(&desk).await }
    })
    .await;
    assert_eq!(rows.iter().sum::<u64>(), 12);
    let feed = desk.feed(&desk.system).await;
    assert_eq!(count(&feed, |it| it.event.kind == EventKind::CallEnded), 12);
}

/// Each event of a leg lets the sweeper wait anew, also one that is all that came of its leg.
pub async fn a_late_end_of_another_leg_is_waited_for_too(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let ring = Ring::new("one");
    post(&desk, ring.disconnected()).await;
    desk.later(29);
    post(&desk, ring.at("102").disconnected()).await;
    desk.later(1);
    assert_eq!(swept(&desk).await, 0);
    // An event of no leg does not.
    for event in ring.recorded() {
        post(&desk, event).await;
    }
    desk.later(29);
    assert_eq!(swept(&desk).await, 1);
}

/// A conversation that cannot be closed now does not keep the others open, and the failure is told.
pub async fn one_that_fails_does_not_keep_the_others_open(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for id in ["one", "two", "three"] {
        post(&desk, Ring::new(id).appeared()).await;
    }
    desk.later(7200);
    if !fx.fail_next_commit() {
        return;
    }
    let error = desk.crm.telephony().sweep(&desk.system).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    let open = |views: &[CallView]| count(views, |view| !view.call.facts.is_ended());
    assert_eq!(open(&desk.calls(&desk.system).await), 1);
    assert_eq!(swept(&desk).await, 1);
    assert_eq!(open(&desk.calls(&desk.system).await), 0);
}
