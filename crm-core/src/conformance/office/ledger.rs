//! The ledger: what is kept of events that have no effect, and that every call follows from its events.

use super::desk::{Desk, account, race, text};
use super::traffic::Ring;
use crate::calls::{CallFacts, CallStatus};
use crate::conformance::Fixture;
use crate::kernel::CallId;
use crate::store::{Effects, Read};
use crate::telephony::{MAX_EVENTS, NewRawEvent, Provider, Receipt};

/// Signed and not understood: acknowledged, stored byte for byte, listed, without effect; a repetition changes nothing.
pub async fn what_is_not_understood_is_kept_and_listed_once(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let unread = [
        ("/events/call", "{\"entry_id\":\"one\",\"call_id\""),
        (
            "/events/call",
            "{\"entry_id\":\"one\",\"call_id\":\"l\",\"timestamp\":-5,\"seq\":1,\"call_state\":\"Appeared\"}",
        ),
        ("/events/call", "[]"),
        ("/events/summary", "{}"),
        ("/events/later/invention", "{\"entry_id\":\"эхо\"}"),
    ];
    let receipts = race(2 * unread.len(), |n| {
        let (desk, (path, json)) = (desk.clone(), unread[n % unread.len()]);
        async move { desk.post(path, json).await.unwrap() }
    })
    .await;
    assert_eq!(super::desk::count(&receipts, |it| *it == Receipt::Unread), unread.len());
    assert_eq!(super::desk::count(&receipts, |it| *it == Receipt::Duplicate), unread.len());
    assert!(desk.calls(&desk.system).await.is_empty());
    let listed = desk.crm.telephony().unread(&desk.system, None).await.unwrap();
    assert!(listed.windows(2).all(|pair| pair[0].seq > pair[1].seq), "latest first");
    let mut kept: Vec<_> =
        listed.iter().map(|raw| (&*raw.event.path, std::str::from_utf8(&raw.event.body).unwrap())).collect();
    kept.sort_unstable();
    let mut sent = unread;
    sent.sort_unstable();
    assert_eq!(kept, sent);
    assert!(listed.iter().all(|raw| raw.event.problem.is_some() && raw.event.conversation.is_none()));
    let rest = desk.crm.telephony().unread(&desk.system, Some(listed[2].seq)).await.unwrap();
    assert_eq!(rest, listed[3..]);
}

/// An event that an earlier version did not understand and kept is a repetition when it comes again.
pub async fn an_event_kept_unread_before_is_a_repetition_now(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (path, json) = Ring::new("one").appeared();
    let mut raw =
        NewRawEvent::new(Provider::Mango, account().name().clone(), &path, json.clone().into(), 0, desk.crm.now());
    raw.problem = Some(text("not understood, by an earlier version"));
    let mut effects = Effects::none();
    effects.raw_event(raw);
    desk.write(effects).await;
    assert_eq!(desk.post(&path, &json).await.unwrap(), Receipt::Duplicate);
    let connected = Ring::new("one").connected();
    assert!(matches!(desk.post(&connected.0, &connected.1).await.unwrap(), Receipt::Taken { .. }));
    assert_eq!(desk.post(&path, &json).await.unwrap(), Receipt::Duplicate);
}

/// An event that says something else under the name of an earlier one is kept and listed; which of the two counts does not
/// depend on which came first.
pub async fn a_contradiction_is_listed_and_decided_one_way(fx: &dyn Fixture) {
    let mut outcomes: Vec<CallFacts> = Vec::new();
    for swapped in [false, true] {
        let desk = Desk::open(fx).await;
        let ring = Ring::new("one");
        let mut pair = [ring.summary(), ring.missed()];
        if swapped {
            pair.reverse();
        }
        desk.post_all(&[ring.appeared()]).await;
        desk.post_all(&pair).await;
        let listed = desk.crm.telephony().unread(&desk.system, None).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].event.body, pair[1].1.as_bytes(), "the later one is listed");
        let call = desk.only_call().await.call;
        assert!(!call.facts.complete, "nobody knows which of them is true");
        outcomes.push(call.facts);
    }
    assert_eq!(outcomes[0], outcomes[1]);
}

/// Beyond its bound a conversation takes nothing more in: events are kept and listed, and the call stays as it is.
pub async fn a_crowded_conversation_takes_no_more_events(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let ring = Ring::new("one");
    desk.post_all(&[ring.appeared()]).await;
    let conversation = desk.only_call().await.call.conversation.unwrap();
    let mut effects = Effects::none();
    for n in 2..MAX_EVENTS {
        let (path, json) = ring.leg(1, "Appeared", i64::try_from(n).unwrap(), None);
        let raw = NewRawEvent::new(Provider::Mango, account().name().clone(), &path, json.into(), 0, desk.crm.now());
        effects.raw_event(raw.in_conversation(conversation));
    }
    desk.write(effects).await;
    let (last, beyond) = (ring.connected(), ring.summary());
    assert!(matches!(desk.post(&last.0, &last.1).await.unwrap(), Receipt::Taken { .. }));
    let before = desk.only_call().await;
    assert!(before.call.facts.answered_at.is_some());
    assert_eq!(desk.post(&beyond.0, &beyond.1).await.unwrap(), Receipt::Unread);
    assert_eq!(desk.post(&beyond.0, &beyond.1).await.unwrap(), Receipt::Duplicate);
    assert_eq!(desk.only_call().await, before);
    let listed = desk.crm.telephony().unread(&desk.system, None).await.unwrap();
    assert_eq!(listed[0].event.conversation, None);
    assert!(listed[0].event.problem.as_ref().unwrap().as_str().starts_with("too_many: "));
}

/// The path is not signed: one captured body that is posted to many made-up paths is kept once.
pub async fn a_body_posted_to_made_up_paths_is_kept_once(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (path, json) = Ring::new("one").appeared();
    let mut receipts = Vec::new();
    for n in 0..20 {
        receipts.push(desk.post(&format!("/events/x{n}"), &json).await.unwrap());
    }
    assert_eq!(super::desk::count(&receipts, |it| *it == Receipt::Unread), 1);
    assert_eq!(super::desk::count(&receipts, |it| *it == Receipt::Duplicate), 19);
    assert!(matches!(desk.post(&path, &json).await.unwrap(), Receipt::Taken { .. }), "its own path is another matter");
    assert_eq!(desk.post(&format!("{path}\0"), &json).await.unwrap(), Receipt::Duplicate);
}

/// Deriving every call again finds the one that was changed past the services, and no other.
pub async fn a_call_changed_behind_the_ledger_is_found(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for id in ["one", "two", "three"] {
        desk.post_all(&Ring::new(id).answered()).await;
    }
    let looked_at = |progress: &mut Vec<u64>, n| progress.push(n);
    let mut progress = Vec::new();
    let clean = desk.crm.telephony().check(&desk.system, |n| looked_at(&mut progress, n)).await.unwrap();
    assert_eq!((clean.conversations, clean.differences, progress.last()), (3, vec![], Some(&3)));

    let victim = desk.calls(&desk.system).await[1].call.clone();
    let read = load(&desk, victim.id).await;
    let mut forged = read.to_changed();
    forged.facts.status = CallStatus::Missed;
    let mut effects = Effects::none();
    effects.update(&read, forged.clone());
    desk.write(effects).await;
    let found = desk.crm.telephony().check(&desk.system, |_| ()).await.unwrap();
    assert_eq!(found.conversations, 3);
    let [difference] = &found.differences[..] else { panic!("one difference, not {:?}", found.differences) };
    assert_eq!((difference.call, Some(difference.conversation)), (Some(victim.id), victim.conversation));
    assert_eq!((&difference.stored, &difference.derived), (&Some(forged.facts), &Some(victim.facts)));
}

async fn load(desk: &Desk, id: CallId) -> crate::store::Loaded<crate::calls::Call> {
    let mut tx = desk.crm.store().begin(Read::Each).await.unwrap();
    tx.calls().get(id, &crate::access::CallScope::All).await.unwrap().unwrap()
}

/// A card shows what the provider reported, in the order in which it arrived.
pub async fn a_card_shows_the_events_in_the_order_of_arrival(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let mut events = Ring::new("one").answered();
    events.reverse();
    desk.post_all(&events).await;
    let read = |(path, json): &(String, String)| crate::telephony::mango::read(path, json, 0).unwrap().fact;
    let call = desk.only_call().await.call;
    let details = desk.crm.calls().details(&desk.system, call.id).await.unwrap();
    assert_eq!(details.facts, events.iter().map(read).collect::<Vec<_>>());
    assert_eq!(details.view.call, call);
}
