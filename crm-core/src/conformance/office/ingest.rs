//! Provider events become one call, whatever the order, the repetition and the haste.

use std::collections::BTreeMap;

use super::desk::{Desk, LINE, count, race, text};
use super::traffic::Ring;
use crate::calls::{Call, CallStatus};
use crate::conformance::Fixture;
use crate::events::EventKind;
use crate::jobs::JobState;
use crate::kernel::{Change, ErrorKind, OperatorId, Timestamp};
use crate::lines::{Attribution, LinePatch};
use crate::operators::{NewOperator, OperatorPatch, Role};
use crate::store::Read;
use crate::telephony::sample::{self, Rng};
use crate::telephony::{Receipt, fold, mango};

/// Another line of the samples.
const OTHER_LINE: &str = "74950000002";

/// Made-up conversations with every event twice, shuffled, posted by eight tasks at once: each call is what its events
/// say and whose it is when they come in order, every event is stored once, and each call began exactly once.
pub async fn traffic_in_any_order_by_many_at_once_gives_each_call(fx: &dyn Fixture) {
    const CONVERSATIONS: u64 = 24;
    let in_order = staffed(fx).await;
    let desk = staffed(fx).await;
    let mut expected = BTreeMap::new();
    let (mut deliveries, mut distinct) = (Vec::new(), 0);
    for seed in 0..CONVERSATIONS {
        let events = sample::conversation(seed);
        let read: Vec<_> = events.iter().map(|(path, json)| mango::read(path, json, 0).unwrap()).collect();
        let call = fold(read.iter().map(|it| &it.fact)).unwrap();
        expected.insert(read[0].conversation.clone(), call);
        distinct += events.len();
        in_order.post_all(&events).await;
        deliveries.extend(events.iter().cloned());
        deliveries.extend(events);
    }
    Rng::new(77).shuffle(&mut deliveries);
    let shares: Vec<Vec<_>> = deliveries.chunks(deliveries.len().div_ceil(8)).map(<[_]>::to_vec).collect();
    let receipts = race(8, |n| {
        let (desk, share) = (desk.clone(), shares[n].clone());
        async move {
            let mut receipts = Vec::new();
            for (path, json) in share {
                receipts.push(desk.post(&path, &json).await.unwrap());
            }
            receipts
        }
    })
    .await
    .concat();
    assert_eq!(count(&receipts, |it| *it == Receipt::Duplicate), distinct);
    assert_eq!(count(&receipts, |it| matches!(it, Receipt::Taken { .. })), distinct);

    let calls = desk.calls(&desk.system).await;
    assert_eq!(calls.len(), expected.len());
    let feed = desk.feed(&desk.system).await;
    for view in calls {
        let id = view.call.provider_id.as_deref().unwrap();
        assert_eq!(Some(&view.call.facts), expected.get(id), "{id}");
        let subject = format!("call:{}", view.call.id);
        let of = |kind| count(&feed, |it| it.event.subject.as_str() == subject && it.event.kind == kind);
        assert_eq!((of(EventKind::CallStarted), of(EventKind::CallEnded)), (1, 1), "{id}");
    }
    let checked = desk.crm.telephony().check(&desk.system, |_| ()).await.unwrap();
    assert_eq!((checked.conversations, checked.differences), (CONVERSATIONS, vec![]));
    assert_eq!(whose(&desk).await, whose(&in_order).await);
}

/// An office that knows two of the samples' lines, each of a city of its own, and has somebody at each extension.
async fn staffed(fx: &dyn Fixture) -> Desk {
    let desk = Desk::open(fx).await;
    for (city, line) in [("Саратов", LINE), ("Энгельс", OTHER_LINE)] {
        let city = desk.city(city).await.id;
        desk.line(line, Some(city), None).await;
    }
    let city = desk.city("Москва").await.id;
    for extension in ["101", "102", "103", "104", "105", "106"] {
        desk.phone_person(&format!("user{extension}"), city, extension).await;
    }
    desk
}

/// Whose each call is: its attribution, its first and last operator, and everybody who took part.
async fn whose(desk: &Desk) -> BTreeMap<Box<str>, (Attribution, [Option<OperatorId>; 2], Vec<OperatorId>)> {
    let mut found = BTreeMap::new();
    for Call { id, provider_id, attribution, operator, final_operator, .. } in
        desk.calls(&desk.system).await.into_iter().map(|view| view.call)
    {
        let mut tx = desk.crm.store().begin(Read::Each).await.unwrap();
        let participants = tx.calls().participants(id).await.unwrap();
        found.insert(provider_id.unwrap(), (attribution, [operator, final_operator], participants));
    }
    found
}

/// A call that was handed on to another line belongs to its first line, whichever leg was reported first.
pub async fn a_call_over_two_lines_is_attributed_in_any_order(fx: &dyn Fixture) {
    let mut found = Vec::new();
    for swapped in [false, true] {
        let desk = staffed(fx).await;
        let ring = Ring::new("one");
        let mut legs = [ring.appeared(), ring.at("102").to_line(OTHER_LINE).leg(1, "Appeared", 5, None)];
        if swapped {
            legs.reverse();
        }
        desk.post_all(&legs).await;
        assert_eq!(desk.only_call().await.city.as_deref(), Some("Саратов"));
        found.push(whose(&desk).await);
        // A line that nobody entered, and that was called even earlier.
        desk.post_all(&[ring.at("103").to_line("74950000009").leg(1, "Appeared", -5, None)]).await;
        assert_eq!(desk.only_call().await.city, None);
    }
    assert_eq!(found[0], found[1]);
}

/// A call to a number that is no line is there all the same, and counted; the line, once added, is that of later calls.
pub async fn an_unknown_line_is_counted_and_later_calls_are_attributed(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    desk.post_all(&Ring::new("one").answered()).await;
    desk.post_all(&Ring::new("two").answered()).await;
    let unknown = desk.crm.lines().unknown(&desk.system).await.unwrap();
    assert_eq!(unknown.iter().map(|it| (it.number.as_str(), it.calls)).collect::<Vec<_>>(), [("+74950000001", 2)]);

    let line = desk.line(LINE, Some(city.id), Some("Листовки")).await;
    assert!(desk.crm.lines().unknown(&desk.system).await.unwrap().is_empty());
    desk.post_all(&Ring::new("three").answered()).await;
    desk.post_all(&Ring::new("one").recorded()).await;
    for view in desk.calls(&desk.system).await {
        let later = view.call.provider_id.as_deref() == Some("three");
        assert_eq!(view.call.attribution == line.attribution, later);
        assert_eq!(view.city.as_deref(), later.then_some("Саратов"));
        assert_eq!(view.campaign.as_deref(), later.then_some("Листовки"));
    }
}

/// Attribution is a snapshot: editing the line changes the calls that follow, never those that were.
pub async fn editing_a_line_leaves_its_calls_alone(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (city, other) = (desk.city("Саратов").await, desk.city("Энгельс").await);
    let line = desk.line(LINE, Some(city.id), Some("Листовки")).await;
    let ring = Ring::new("one");
    desk.post(&ring.appeared().0, &ring.appeared().1).await.unwrap();
    let patch =
        LinePatch { city: Change::To(other.id), campaign: Change::To(text("Авито")), ..LinePatch::default() };
    let changed = desk.crm.lines().change(&desk.system, line.id, line.version, &patch).await.unwrap();
    desk.post_all(&ring.answered()).await;
    assert_eq!(desk.only_call().await.call.attribution, line.attribution);
    desk.post_all(&Ring::new("two").answered()).await;
    let calls = desk.calls(&desk.system).await;
    let second = calls.iter().find(|view| view.call.provider_id.as_deref() == Some("two")).unwrap();
    assert_eq!(second.call.attribution, changed.attribution);
}

/// An extension handed to a colleague takes no old call with it: neither the name on it nor the right to see it, also when
/// a late event of the old call comes.
pub async fn a_handed_on_extension_does_not_rewrite_old_calls(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (city, other) = (desk.city("Саратов").await, desk.city("Энгельс").await);
    desk.line(LINE, Some(other.id), None).await;
    let anna = desk.phone_person("anna", city.id, "101").await;
    let ring = Ring::new("one");
    for (path, json) in [ring.appeared(), ring.connected()] {
        desk.post(&path, &json).await.unwrap();
    }
    let none = OperatorPatch { extension: Change::Clear, ..OperatorPatch::default() };
    let anna = desk.crm.operators().change(&desk.system, anna.id, anna.version, &none).await.unwrap();
    let boris = desk.phone_person("boris", city.id, "101").await;
    let vera = desk.phone_person("vera", city.id, "102").await;
    // The old call goes on: another phone rings, and what came late says that it began earlier.
    desk.post_all(&[ring.at("102").leg(1, "Appeared", -5, None), ring.disconnected(), ring.summary()]).await;

    let call = desk.only_call().await.call;
    assert_eq!((call.operator, call.final_operator), (Some(anna.id), Some(anna.id)));
    assert_eq!(desk.calls(&desk.actor(&anna).await).await.len(), 1);
    assert_eq!(desk.calls(&desk.actor(&boris).await).await.len(), 0, "it never rang him");
    assert_eq!(desk.calls(&desk.actor(&vera).await).await.len(), 1);
    desk.post_all(&Ring::new("two").answered()).await;
    assert_eq!(desk.calls(&desk.actor(&boris).await).await[0].call.operator, Some(boris.id));
    assert_eq!(desk.calls(&desk.actor(&anna).await).await.len(), 1);
}

/// Nobody is invented: an extension that no user has leaves the call without an operator, also when it gets a user later.
pub async fn an_extension_nobody_has_leaves_the_operator_empty(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    desk.post_all(&Ring::new("one").answered()).await;
    let new =
        NewOperator { extension: Some(text("101")), ..super::desk::new_person("anna", Role::Operator, Some(city.id)) };
    let anna = desk.crm.operators().create(&desk.system, &new, None).await.unwrap();
    desk.post_all(&Ring::new("one").recorded()).await;
    let call = desk.only_call().await.call;
    assert_eq!((call.operator, call.facts.status), (None, CallStatus::Answered));
    assert!(desk.calls(&desk.actor(&anna).await).await.is_empty());
}

/// A recording that can be downloaded becomes exactly one job, however often and by however many it is reported.
pub async fn a_ready_recording_becomes_one_job(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let ring = Ring::new("one");
    let mut events = ring.answered();
    events.extend(ring.recorded());
    race(6, |n| {
        let (desk, mut events) = (desk.clone(), events.clone());
        Rng::new(n as u64).shuffle(&mut events);
        async move { desk.post_all(&events).await }
    })
    .await;
    let jobs = desk.crm.jobs().list(&desk.system, &JobState::Queued, None).await.unwrap();
    let call = desk.only_call().await.call;
    assert_eq!(jobs.len(), 1);
    assert_eq!((jobs[0].queue.as_str(), jobs[0].subject.as_str()), ("recordings", &*format!("call:{}", call.id)));
    let payload: serde_json::Value = serde_json::from_str(&jobs[0].payload).unwrap();
    assert_eq!(payload["recording"], "one:recording");
}

/// A hidden number gives a call without a client; it is answered like any other.
pub async fn a_hidden_caller_gives_a_call_without_a_client(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for (id, client) in [("one", ""), ("two", "anonymous")] {
        desk.post_all(&Ring::new(id).from(client).answered()).await;
    }
    for view in desk.calls(&desk.system).await {
        assert_eq!((view.call.facts.client, view.call.facts.status), (None, CallStatus::Answered));
    }
}

/// Storage that fails stores nothing and says so: the provider sends the event again, and then it is taken.
pub async fn an_event_that_could_not_be_stored_is_not_acknowledged(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let ring = Ring::new("one");
    desk.post(&ring.appeared().0, &ring.appeared().1).await.unwrap();
    let before = desk.only_call().await;
    if !fx.fail_next_commit() {
        return;
    }
    let error = desk.post(&ring.connected().0, &ring.connected().1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert_eq!(desk.only_call().await, before);
    assert!(matches!(desk.post(&ring.connected().0, &ring.connected().1).await.unwrap(), Receipt::Taken { .. }));
    let answered = Timestamp::from_seconds(super::traffic::BEGAN + 10);
    assert_eq!(desk.only_call().await.call.facts.answered_at, answered);
}
