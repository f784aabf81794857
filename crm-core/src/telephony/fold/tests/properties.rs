//! What holds for every conversation, sensible or not.

use proptest::prelude::*;

use super::super::super::sample::{self, Rng};
use super::super::super::{
    Ended, EndedBy, Fact, LegEvent, LegState, Party, Place, RecordReady, RecordingEvent, RecordingState, Summary,
    Transfer,
};
use super::super::fold;
use super::{facts, shuffled};
use crate::calls::{CallDirection, CallFacts, CallStatus, Extension};
use crate::kernel::{LineNumber, Timestamp};

fn holds_together(call: &CallFacts) {
    let inbound = call.direction == CallDirection::In;
    match call.status {
        CallStatus::New => assert!(call.ended_at.is_none() && !call.complete),
        CallStatus::Answered => assert!(call.answered_at.is_some()),
        CallStatus::Missed => assert!(inbound && call.miss_reason.is_some()),
        CallStatus::Busy => assert!(call.direction == CallDirection::Out && call.end_reason.is_some()),
        CallStatus::NoAnswer => assert!(!inbound),
        CallStatus::Unknown(_) => panic!("the fold made up a status"),
    }
    assert_eq!(call.is_ended(), call.status != CallStatus::New);
    assert_eq!(call.miss_reason.is_some(), call.status == CallStatus::Missed);
    assert!(call.end_reason.is_none() || (call.direction == CallDirection::Out && call.answered_at.is_none()));
    if call.is_ended() {
        assert_eq!(call.answered_at.is_some(), call.status == CallStatus::Answered);
    }
    assert!(call.answered_at.is_none_or(|answered| answered >= call.started_at));
    assert!(call.ended_at.is_none_or(|ended| ended >= call.answered_at.unwrap_or(call.started_at)));
    assert!(call.offered_at.is_none_or(|offered| inbound && offered >= call.started_at));
    if inbound && call.answered_at.is_none() {
        assert!(call.operator_extension.is_none() && call.final_operator_extension.is_none());
    }
    assert!(inbound || call.operators_rung.is_empty());
    assert!(call.answered_at.is_some() || !call.transferred);
    assert!(call.recordings.is_sorted_by(|a, b| a.id < b.id));
}

fn stays_the_same_in_any_order(facts: &[Fact], rng: &mut Rng) {
    let call = fold(facts);
    if let Some(call) = &call {
        holds_together(call);
    }
    for _ in 0..4 {
        assert_eq!(fold(&shuffled(facts, rng)), call);
    }
}

proptest! {
    #[test]
    fn a_conversation_gives_one_whole_call_in_any_order(seed: u64, order: u64) {
        let facts = facts(&sample::conversation(seed));
        let call = fold(&facts).unwrap();
        prop_assert!(call.complete, "{facts:#?}\n{call:#?}");
        stays_the_same_in_any_order(&facts, &mut Rng::new(order));
    }

    #[test]
    fn any_part_of_a_conversation_holds_together(seed: u64, order: u64, keep: u64, closed: bool) {
        let mut facts = facts(&sample::conversation(seed));
        let mut rng = Rng::new(keep);
        facts.retain(|_| !rng.one_in(3));
        if closed {
            facts.push(Fact::Closed { at: Timestamp::EPOCH });
        }
        stays_the_same_in_any_order(&facts, &mut Rng::new(order));
    }

    #[test]
    fn a_summary_corrects_what_the_office_closed_itself(seed: u64) {
        let mut facts = facts(&sample::conversation(seed));
        let whole = fold(&facts);
        facts.push(Fact::Closed { at: Timestamp::MAX });
        prop_assert_eq!(fold(&facts), whole);
    }

    #[test]
    fn arbitrary_facts_hold_together(seed: u64, order: u64, many in 0_usize..24) {
        let mut rng = Rng::new(seed);
        let facts: Vec<Fact> = (0..many).map(|_| any_fact(&mut rng)).collect();
        stays_the_same_in_any_order(&facts, &mut Rng::new(order));
    }
}

fn one<T: Clone>(rng: &mut Rng, of: &[T]) -> T {
    rng.pick(of).unwrap().clone()
}

fn maybe<T: Clone>(rng: &mut Rng, of: &[T]) -> Option<T> {
    rng.one_in(2).then(|| one(rng, of))
}

/// Few values of each kind, so that facts meet and contradict each other; extreme ones among them.
fn any_time(rng: &mut Rng) -> Timestamp {
    let near = Timestamp::from_seconds(rng.seconds(1_767_261_600, 1_767_261_630)).unwrap();
    if rng.one_in(20) { one(rng, &[Timestamp::MIN, Timestamp::EPOCH, Timestamp::MAX]) } else { near }
}

fn any_party(rng: &mut Rng) -> Party {
    Party {
        extension: maybe(rng, &["101", "102", "103"]).map(|it| Extension::new(it).unwrap()),
        number: maybe(rng, &["79000000101", "79000000102", "sip:op@x", "200", ""]).map(Into::into),
    }
}

fn any_direction(rng: &mut Rng) -> Option<CallDirection> {
    maybe(rng, &[CallDirection::In, CallDirection::Out, CallDirection::Internal])
}

fn any_line(rng: &mut Rng) -> Option<LineNumber> {
    maybe(rng, &["74950000001", "74950000002"]).map(|it| LineNumber::parse(it).unwrap())
}

fn any_code(rng: &mut Rng) -> Option<i32> {
    maybe(rng, &[0, 200, 408, 486, 487, 1000, 1100, 1110, 1111, 1121, 1183, 1192, 2240, i32::MIN, i32::MAX])
}

fn any_leg(rng: &mut Rng) -> LegEvent {
    LegEvent {
        leg: one(rng, &["a", "b", "c"]).into(),
        seq: if rng.one_in(15) { one(rng, &[i64::MIN, 0, i64::MAX]) } else { rng.seconds(1, 4) },
        at: any_time(rng),
        state: one(rng, &[LegState::Appeared, LegState::Connected, LegState::OnHold, LegState::Disconnected]),
        place: one(rng, &[Place::Menu, Place::Queue, Place::Phone, Place::Phone]),
        from: any_party(rng),
        to: any_party(rng),
        line: any_line(rng),
        taken_from: maybe(rng, &["a", "b", "lost"]).map(Into::into),
        code: any_code(rng),
        transfer: maybe(rng, &[Transfer::Blind, Transfer::Consultative, Transfer::ReturnBlind]),
        commanded: rng.one_in(6),
        direction: if rng.one_in(4) { any_direction(rng) } else { None },
    }
}

fn any_fact(rng: &mut Rng) -> Fact {
    match rng.below(12) {
        0 => Fact::Summary(Summary {
            ended: any_time(rng),
            started: any_time(rng),
            forwarded: rng.one_in(2).then(|| any_time(rng)),
            talked: rng.one_in(2).then(|| any_time(rng)),
            direction: any_direction(rng),
            from: any_party(rng),
            to: any_party(rng),
            line: any_line(rng),
            code: any_code(rng),
        }),
        1 => Fact::Ended(Ended {
            last: any_leg(rng),
            talked: rng.one_in(2),
            by: one(rng, &[EndedBy::Caller, EndedBy::Callee, EndedBy::Timeout, EndedBy::Unknown]),
        }),
        2 => Fact::Closed { at: any_time(rng) },
        3 => Fact::Recording(RecordingEvent {
            recording: one(rng, &["r", "s"]).into(),
            seq: rng.seconds(1, 3),
            at: any_time(rng),
            state: one(rng, &[RecordingState::Started, RecordingState::Continued, RecordingState::Completed]),
            leg: maybe(rng, &["a", "b"]).map(Into::into),
            code: any_code(rng),
        }),
        4 => Fact::RecordReady(RecordReady { recording: one(rng, &["r", "t"]).into(), at: any_time(rng) }),
        _ => Fact::Leg(any_leg(rng)),
    }
}
