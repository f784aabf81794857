//! Calls by hand, classification, and walking the list.

use std::collections::BTreeSet;
use std::time::Duration;

use super::desk::{Desk, LINE, code, line_number, race, text};
use super::traffic::Ring;
use crate::calls::{CallDirection, CallFilter, CallSort, CallStatus, Classification, NewCall};
use crate::conformance::Fixture;
use crate::kernel::{ErrorKind, OperatorId, PageRequest};
use crate::operators::Role;

fn by_hand(desk: &Desk) -> NewCall {
    NewCall {
        direction: CallDirection::In,
        status: CallStatus::Answered,
        client: Some("+79000000101".parse().unwrap()),
        line: Some(line_number(LINE)),
        started_at: desk.crm.now().minus(Duration::from_secs(600)),
        wait_seconds: 7,
        talk_seconds: 120,
        classification: spam(),
    }
}

fn spam() -> Classification {
    Classification { category: Some(text("spam")), note: None }
}

/// However often and however parallel the same request comes under one key, it makes one call.
pub async fn one_key_makes_one_call(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let line = desk.line(LINE, Some(city.id), Some("Листовки")).await;
    let anna = desk.person("anna", Role::Operator, Some(city.id)).await;
    let (actor, new) = (desk.actor(&anna).await, by_hand(&desk));
    let made = race(20, |_| {
        let (crm, actor, new) = (desk.crm.clone(), actor.clone(), new.clone());
        async move { crm.calls().record(&actor, &new, Some(&text("click-1"))).await.unwrap() }
    })
    .await;
    let call = &desk.only_call().await.call;
    assert!(made.iter().all(|made| made == call), "everybody is told of the one call");
    assert_eq!((call.operator, &call.attribution), (Some(anna.id), &line.attribution));
    assert_eq!((call.facts.wait_seconds(), call.facts.talk_seconds()), (Some(7), Some(120)));
    let subject = format!("call:{}", call.id);
    assert_eq!(desk.trail(&subject).await, [(actor.to_string(), "call.recorded".to_owned())]);
}

/// A key that comes back with another request is refused; of another actor it is another key.
pub async fn a_key_stands_for_one_request_of_one_actor(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let anna = desk.person("anna", Role::Admin, None).await;
    let (actor, new, key) = (desk.actor(&anna).await, by_hand(&desk), text("click-1"));
    let calls = desk.crm.calls();
    let first = calls.record(&actor, &new, Some(&key)).await.unwrap();
    let other = NewCall { talk_seconds: 121, ..new.clone() };
    let error = calls.record(&actor, &other, Some(&key)).await.unwrap_err();
    assert_eq!((error.code(), error.kind()), ("idempotency.reused", ErrorKind::Conflict));
    let theirs = calls.record(&desk.system, &new, Some(&key)).await.unwrap();
    let keyless = calls.record(&actor, &new, None).await.unwrap();
    assert_eq!(BTreeSet::from([first.id, theirs.id, keyless.id]).len(), 3);
    assert_eq!(desk.calls(&desk.system).await.len(), 3);
}

/// Who manages the office writes down a call that another had: it is the other's, and the audit names who wrote it.
pub async fn a_call_that_somebody_else_had_is_theirs(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let olga = desk.person("olga", Role::Admin, None).await;
    let anna = desk.person("anna", Role::Operator, Some(city.id)).await;
    let (admin, operator) = (desk.actor(&olga).await, desk.actor(&anna).await);
    let (new, key, calls) = (by_hand(&desk), text("row-1"), desk.crm.calls());
    let call = calls.record_for(&admin, anna.id, &new, Some(&key)).await.unwrap();
    assert_eq!((call.operator, call.final_operator), (Some(anna.id), Some(anna.id)));
    assert_eq!(desk.trail(&format!("call:{}", call.id)).await, [(admin.to_string(), "call.recorded".to_owned())]);
    assert_eq!(calls.record_for(&admin, anna.id, &new, Some(&key)).await.unwrap(), call);
    let error = calls.record_for(&admin, olga.id, &new, Some(&key)).await.unwrap_err();
    assert_eq!(error.code(), "idempotency.reused", "the same call of another is another request");
    let error = calls.record_for(&operator, anna.id, &new, None).await.unwrap_err();
    assert_eq!(error.code(), "access.forbidden");
    let nobody = OperatorId::new(999_999).unwrap();
    let error = calls.record_for(&admin, nobody, &new, None).await.unwrap_err();
    assert_eq!(error.code(), "operator.not_found");
    assert_eq!(desk.calls(&desk.system).await.len(), 1);
}

/// A call by hand has ended, and its status fits its direction; else nothing is written.
pub async fn a_call_by_hand_that_cannot_be_is_refused(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let good = by_hand(&desk);
    for bad in [
        NewCall { direction: CallDirection::Internal, ..good.clone() },
        NewCall { status: CallStatus::New, ..good.clone() },
        NewCall { status: CallStatus::Missed, ..good.clone() },
        NewCall { status: CallStatus::Busy, talk_seconds: 0, ..good.clone() },
        NewCall { direction: CallDirection::Out, status: CallStatus::Missed, talk_seconds: 0, ..good.clone() },
        NewCall { started_at: desk.crm.now(), ..good.clone() },
    ] {
        let error = desk.crm.calls().record(&desk.system, &bad, Some(&text("k"))).await.unwrap_err();
        assert_eq!((error.code(), error.kind()), ("invalid", ErrorKind::Invalid), "{bad:?}");
    }
    assert!(desk.calls(&desk.system).await.is_empty());
    desk.crm.calls().record(&desk.system, &good, Some(&text("k"))).await.unwrap();
}

/// A number that is no line is listed for the admin, whoever reports the call.
pub async fn a_call_by_hand_to_an_unknown_line_counts_the_line(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    desk.crm.calls().record(&desk.system, &by_hand(&desk), None).await.unwrap();
    let unknown = desk.crm.lines().unknown(&desk.system).await.unwrap();
    assert_eq!(
        unknown.iter().map(|line| (line.number.as_str(), line.calls)).collect::<Vec<_>>(),
        [("+74950000001", 1)]
    );
}

/// Of several colleagues who classify what they read at once, one is taken; the others learn the version that holds now.
pub async fn a_stale_classification_learns_the_present_version(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let call = desk.crm.calls().record(&desk.system, &by_hand(&desk), None).await.unwrap();
    let answers = race(6, |n| {
        let (desk, read) = (desk.clone(), call.clone());
        let said = Classification { note: Some(text(&format!("note {n}"))), ..spam() };
        async move { desk.crm.calls().classify(&desk.system, read.id, read.version, &said).await }
    })
    .await;
    let present = desk.only_call().await.call;
    let (taken, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(taken.into_iter().map(Result::unwrap).collect::<Vec<_>>(), std::slice::from_ref(&present));
    for error in refused.into_iter().map(Result::unwrap_err) {
        assert_eq!((error.code(), error.current_version()), ("call.version_conflict", Some(present.version)));
    }
    let again =
        desk.crm.calls().classify(&desk.system, call.id, present.version, &present.classification).await.unwrap();
    assert_eq!(again.version, present.version, "saying the same again is no change");
}

/// What people say and what the provider says never overwrite each other, whichever comes first.
pub async fn classification_and_provider_events_leave_each_other_alone(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let ring = Ring::new("one");
    desk.post(&ring.appeared().0, &ring.appeared().1).await.unwrap();
    let ringing = desk.only_call().await.call;
    assert_eq!(ringing.facts.status, CallStatus::New);
    desk.crm.calls().classify(&desk.system, ringing.id, ringing.version, &spam()).await.unwrap();
    desk.post_all(&ring.answered()).await;
    let ended = desk.only_call().await.call;
    assert_eq!((&ended.classification, &ended.facts.status), (&spam(), &CallStatus::Answered));

    let said = Classification { note: Some(text("перезвонить")), ..spam() };
    let classified = desk.crm.calls().classify(&desk.system, ended.id, ended.version, &said).await.unwrap();
    assert_eq!((&classified.facts, &classified.classification), (&ended.facts, &said));
    desk.post_all(&ring.recorded()).await;
    let recorded = desk.only_call().await.call;
    assert_eq!((&recorded.classification, recorded.facts.recordings.len()), (&said, 1));
    // The note was read before the recording came; nobody else has said anything since.
    let over_it = desk.crm.calls().classify(&desk.system, ended.id, classified.version, &spam()).await.unwrap();
    assert_eq!(over_it.facts.recordings.len(), 1);
    let stale = desk.crm.calls().classify(&desk.system, ended.id, classified.version, &said).await;
    assert_eq!(code(stale), "call.version_conflict");
    let from_the_future = desk.crm.calls().classify(&desk.system, ended.id, over_it.version.next(), &said).await;
    assert_eq!(code(from_the_future), "call.version_conflict");
}

/// Walking the list by its cursors visits every call once, in both orders and both ways, also among equal starts.
pub async fn a_walk_visits_every_call_once(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let calls = desk.crm.calls();
    for n in 0..23_u64 {
        let started_at = desk.crm.now().minus(Duration::from_secs(1000 + n / 5));
        calls.record(&desk.system, &NewCall { started_at, ..by_hand(&desk) }, None).await.unwrap();
    }
    for sort in [CallSort::Latest, CallSort::Earliest] {
        let (mut request, mut there, mut last) = (PageRequest::page(1, 4).unwrap(), Vec::new(), None);
        loop {
            let page = calls.list(&desk.system, &CallFilter::default(), sort, &request).await.unwrap();
            assert_eq!(page.total.unwrap().count, 23);
            there.extend(page.items.iter().map(|view| (view.call.facts.started_at, view.call.id)));
            last = page.prev.or(last);
            let Some(next) = page.next else { break };
            request = PageRequest::cursor(next, 4).unwrap();
        }
        assert_eq!(there.len(), 23);
        assert!(there.windows(2).all(|pair| match sort {
            CallSort::Latest => pair[0] > pair[1],
            CallSort::Earliest => pair[0] < pair[1],
        }));
        let mut back = Vec::new();
        while let Some(prev) = last {
            let request = PageRequest::cursor(prev, 4).unwrap();
            let page = calls.list(&desk.system, &CallFilter::default(), sort, &request).await.unwrap();
            back.extend(page.items.iter().rev().map(|view| (view.call.facts.started_at, view.call.id)));
            last = page.prev;
        }
        back.reverse();
        assert_eq!(back[..], there[..back.len()]);
        assert_eq!(back.len(), 20, "everything before the last page");
    }
    let other_list = CallFilter { complete: Some(true), ..CallFilter::default() };
    let page = calls.list(&desk.system, &CallFilter::default(), CallSort::Latest, &PageRequest::first()).await.unwrap();
    let foreign = PageRequest::cursor(page.next.unwrap(), 20).unwrap();
    assert_eq!(code(calls.list(&desk.system, &other_list, CallSort::Latest, &foreign).await), "page.bad_cursor");
}
