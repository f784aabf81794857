//! A SIP server's recorded conversations, posted as it posted them.

use std::sync::Arc;

use serde_json::Value;

use super::desk::{Desk, code, count, race, source};
use super::traffic::BEGAN;
use crate::calls::{CallDirection, CallStatus, MissReason};
use crate::conformance::Fixture;
use crate::crm::Crm;
use crate::telephony::sample::Rng;
use crate::telephony::{Receipt, sip};

/// What the server posted, one line a post.
const RECORDED: &str = include_str!("../../../tests/fixtures/sip/all_scenarios.ndjson");

fn posts() -> Vec<String> {
    RECORDED.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["body"].to_string()).collect()
}

/// Posts an event, whenever it was recorded.
async fn post(desk: &Desk, body: &str, sign: &str) -> Receipt {
    desk.crm.telephony().archive(&desk.system).unwrap().sip("rig", Some(sign), body.as_bytes()).await.unwrap()
}

/// Every recorded scenario, in a random order, twice over and by several at once, gives the call it was.
pub async fn every_recorded_scenario_gives_its_call(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let posts = posts();
    race(4, |n| {
        let (desk, mut posts) = (desk.clone(), posts.clone());
        Rng::new(n as u64).shuffle(&mut posts);
        async move {
            for body in posts.iter().chain(&posts) {
                // Both kinds of signature are as good.
                let sign = if n % 2 == 0 { sip::sign(&source(), body) } else { sip::hmac_sign(&source(), body) };
                post(&desk, body, &sign).await;
            }
        }
    })
    .await;
    let missed = |name, reason, rung: &'static [&str]| (name, CallStatus::Missed, Some(reason), None, rung);
    let answered = |name, by, rung: &'static [&str]| (name, CallStatus::Answered, None, Some(by), rung);
    let table = [
        answered("answered_caller_bye-1@spike", "100", &["100"]),
        answered("answered_callee_bye-1@spike", "100", &["100"]),
        missed("busy-1@spike", MissReason::Busy, &[]),
        missed("declined-1@spike", MissReason::Declined, &[]),
        missed("unavailable-1@spike", MissReason::NoAnswer, &[]),
        missed("cancelled-1@spike", MissReason::AbandonedRinging, &["100"]),
        missed("noanswer_timeout-1@spike", MissReason::NoAnswer, &["100"]),
        missed("unreachable-1@spike", MissReason::System, &[]),
        answered("group_ring-1@spike", "102", &["101", "102", "103"]),
    ];
    let calls = desk.calls(&desk.system).await;
    assert_eq!(calls.len(), table.len());
    for (name, status, reason, operator, rung) in table {
        let view = calls.iter().find(|view| view.call.provider_id.as_deref() == Some(name)).unwrap();
        let facts = &view.call.facts;
        assert_eq!((&facts.status, &facts.miss_reason), (&status, &reason), "{name}");
        assert_eq!(facts.operator_extension.as_ref().map(AsRef::<str>::as_ref), operator, "{name}");
        assert_eq!(facts.operators_rung.iter().map(AsRef::<str>::as_ref).collect::<Vec<_>>(), rung, "{name}");
        assert!(facts.complete && facts.is_ended(), "{name}");
        let stored = desk.crm.calls().details(&desk.system, view.call.id).await.unwrap().facts.len();
        assert_eq!(stored, count(&posts, |body| body.contains(name)), "{name}: every event once");
    }
}

/// A conversation's id only means something at its source, and one source's signature opens no other's door.
pub async fn a_source_is_known_by_its_own_signature(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let body = posts().remove(0);
    let sign = sip::sign(&source(), &body);
    assert!(matches!(post(&desk, &body, &sign).await, Receipt::Taken { call: Some(_) }));
    assert_eq!(post(&desk, &body, &sign).await, Receipt::Duplicate);
    let elsewhere = desk.crm.telephony().sip("office", Some(&sign), body.as_bytes()).await;
    assert_eq!(code(elsewhere), "telephony.unknown_source");
    assert_eq!(desk.calls(&desk.system).await.len(), 1);
}

/// Other extensions in a source's configuration are for the calls that follow: a finished one stays as it was, also when
/// a late event of it comes.
pub async fn a_changed_source_leaves_its_calls_alone(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let event = |event: &str, seq: u32| {
        format!(
            r#"{{"event":"{event}","call_id":"c@x","seq":{seq},"ts":"{}.000000","from":"300","to":"101","callee":"101"}}"#,
            BEGAN + i64::from(seq)
        )
    };
    for body in [event("start", 1), event("confirmed", 3), event("end", 4)] {
        post(&desk, &body, &sip::sign(&source(), &body)).await;
    }
    let before = desk.only_call().await.call.facts;
    assert_eq!(before.direction, CallDirection::Internal);

    let listed = source().with_extensions(["101"]);
    let crm = Crm::builder_shared(Arc::clone(desk.crm.store())).sip(listed).build().unwrap();
    let late = event("ringing", 2);
    let sign = sip::sign(&source(), &late);
    crm.telephony().sip("rig", Some(&sign), late.as_bytes()).await.unwrap();
    let after = desk.only_call().await.call.facts;
    assert_eq!(
        (&after.status, after.answered_at, after.ended_at),
        (&before.status, before.answered_at, before.ended_at)
    );
    assert_eq!((after.direction, after.operator_extension), (before.direction, before.operator_extension));
    assert_eq!(crm.telephony().check(&desk.system, |_| ()).await.unwrap().differences, []);
}
