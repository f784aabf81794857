//! Scenes told in a few words: what each rule of the fold is there for.

use super::super::super::{Ended, EndedBy, Fact, LegEvent, LegState, Party, Place, Summary, Transfer, mango};
use super::super::fold;
use super::text;
use crate::calls::{CallDirection, CallFacts, CallStatus, EndReason, Extension, MissReason};
use crate::kernel::Timestamp;

use LegState::{Appeared, Connected, Disconnected, OnHold};

const CLIENT: &str = "79000000101";

fn at(second: i64) -> Timestamp {
    Timestamp::from_seconds(1_767_261_600 + second).unwrap()
}

/// `101` is an employee, anything longer a number, nothing a hidden caller.
fn party(side: &str) -> Party {
    let extension = (side.len() == 3).then(|| Extension::new(side).unwrap());
    Party { number: (extension.is_none() && !side.is_empty()).then(|| side.into()), extension }
}

fn event(leg: &str, seq: i64, second: i64, state: LegState, from: &str, to: &str) -> LegEvent {
    LegEvent {
        leg: leg.into(),
        seq,
        at: at(second),
        state,
        place: Place::Phone,
        from: party(from),
        to: party(to),
        line: None,
        taken_from: None,
        code: None,
        transfer: None,
        commanded: false,
        direction: None,
    }
}

fn summary(direction: CallDirection, from: &str, to: &str, talked: Option<i64>, ended: i64, code: i32) -> Fact {
    Fact::Summary(Summary {
        ended: at(ended),
        started: at(0),
        forwarded: None,
        talked: talked.map(at),
        direction: Some(direction),
        from: party(from),
        to: party(to),
        line: None,
        code: Some(code),
    })
}

fn call(legs: &[LegEvent], rest: &[Fact]) -> CallFacts {
    let facts: Vec<Fact> = legs.iter().cloned().map(Fact::Leg).chain(rest.iter().cloned()).collect();
    fold(&facts).unwrap()
}

fn operators(call: &CallFacts) -> (Option<&str>, Option<&str>) {
    (text(call.operator_extension.as_ref()), text(call.final_operator_extension.as_ref()))
}

const CLOSED: Fact = Fact::Closed { at: Timestamp::MAX };

#[test]
fn a_recording_alone_is_no_call() {
    let json = r#"{"entry_id":"e","recording_id":"r","timestamp":1767261600}"#;
    let ready = mango::read("/events/record/added", json, 0).unwrap().fact;
    assert_eq!(fold([&ready, &CLOSED]), None);
}

#[test]
fn a_call_is_new_while_it_rings_and_while_it_is_talked() {
    let ringing = call(&[event("a", 1, 0, Appeared, CLIENT, "101")], &[]);
    assert_eq!((ringing.status.clone(), ringing.answered_at, ringing.wait_seconds()), (CallStatus::New, None, None));
    assert_eq!(operators(&ringing), (None, None));
    let talking = call(&[event("a", 2, 8, Connected, CLIENT, "101")], &[]);
    assert_eq!((talking.status.clone(), talking.answered_at), (CallStatus::New, Some(at(8))));
    assert_eq!(operators(&talking), (Some("101"), Some("101")));
}

#[test]
fn without_a_summary_the_legs_decide_until_one_comes() {
    let legs = [
        event("a", 1, 0, Appeared, CLIENT, "101"),
        event("a", 2, 8, Connected, CLIENT, "101"),
        event("a", 3, 20, Disconnected, CLIENT, "101"),
    ];
    let closed = call(&legs, &[CLOSED]);
    assert_eq!((closed.status, closed.ended_at, closed.complete), (CallStatus::Answered, Some(at(20)), false));
    let corrected = call(&legs, &[CLOSED, summary(CallDirection::In, CLIENT, "101", Some(8), 20, 1110)]);
    assert_eq!((corrected.status, corrected.complete), (CallStatus::Answered, true));
}

#[test]
fn a_closed_call_that_nobody_took_is_explained_by_its_last_leg_but_not_by_the_losers_of_a_ring() {
    let mut declined = event("a", 2, 9, Disconnected, CLIENT, "101");
    declined.code = Some(1122);
    let mut loser = event("b", 1, 30, Disconnected, CLIENT, "102");
    loser.code = Some(1183);
    let closed = call(&[event("a", 1, 0, Appeared, CLIENT, "101"), declined, loser], &[CLOSED]);
    assert_eq!((closed.status, closed.miss_reason), (CallStatus::Missed, Some(MissReason::Declined)));
    assert_eq!(closed.ended_at, Some(at(30)));
}

#[test]
fn the_summary_decides_and_a_leg_that_says_otherwise_makes_the_call_doubtful() {
    let legs = [event("a", 1, 5, Connected, CLIENT, "101"), event("a", 2, 9, Disconnected, CLIENT, "101")];
    let missed = call(&legs, &[summary(CallDirection::In, CLIENT, "101", None, 9, 1110)]);
    assert_eq!((missed.status.clone(), missed.complete), (CallStatus::Missed, false));
    assert_eq!(operators(&missed), (None, None));
}

#[test]
fn a_consultation_between_employees_is_no_talk_with_the_client_until_the_client_joins() {
    let mut asking = event("b", 2, 35, Connected, "101", "105");
    asking.transfer = Some(Transfer::Consultative);
    let mut joined = event("b", 3, 60, Connected, CLIENT, "105");
    joined.transfer = Some(Transfer::Blind);
    let legs = [
        event("a", 1, 0, Appeared, CLIENT, "101"),
        event("a", 2, 5, Connected, CLIENT, "101"),
        event("a", 3, 30, OnHold, CLIENT, "101"),
        event("b", 1, 31, Appeared, "101", "105"),
        asking,
    ];
    let consulting = call(&legs, &[]);
    assert_eq!((operators(&consulting), consulting.transferred), ((Some("101"), Some("101")), false));

    let rest = [event("a", 4, 60, Disconnected, CLIENT, "101"), joined, event("b", 4, 90, Disconnected, CLIENT, "105")];
    let ended = summary(CallDirection::In, CLIENT, "101", Some(5), 90, 1110);
    let call = call(&[legs.as_slice(), &rest].concat(), &[ended]);
    assert_eq!(operators(&call), (Some("101"), Some("105")));
    assert_eq!((call.transferred, call.complete, call.answered_at), (true, true, Some(at(5))));
}

#[test]
fn the_first_leg_of_a_call_back_looks_inbound_and_answered_but_is_neither() {
    let command = |mut event: LegEvent| {
        event.commanded = true;
        event
    };
    let legs = [
        command(event("a", 1, 0, Appeared, CLIENT, "103")),
        command(event("a", 2, 4, Connected, CLIENT, "103")),
        command(event("a", 3, 4, Disconnected, CLIENT, "103")),
    ];
    let started = call(&legs, &[]);
    assert_eq!((started.direction.clone(), started.answered_at), (CallDirection::Out, None));
    assert_eq!(operators(&started), (Some("103"), Some("103")));
    assert_eq!(started.client.as_ref().map(ToString::to_string).as_deref(), Some("+79000000101"));
    assert_eq!(started.operators_rung, vec![]);

    let mut second = event("b", 1, 15, Connected, "103", CLIENT);
    second.taken_from = Some("a".into());
    let talking = call(&[legs.as_slice(), &[second]].concat(), &[]);
    assert_eq!(talking.answered_at, Some(at(15)));
}

#[test]
fn an_outbound_call_that_nobody_took_belongs_to_who_dialled() {
    let legs = [event("a", 1, 0, Appeared, "103", CLIENT), event("a", 2, 9, Disconnected, "103", CLIENT)];
    let call = call(&legs, &[summary(CallDirection::Out, "103", CLIENT, None, 9, 1110)]);
    assert_eq!((call.status.clone(), call.end_reason.clone()), (CallStatus::NoAnswer, Some(EndReason::Cancelled)));
    assert_eq!((operators(&call), call.complete, call.offered_at), ((Some("103"), Some("103")), true, None));
}

#[test]
fn an_internal_call_has_a_caller_and_neither_client_nor_reason() {
    let legs = [event("a", 1, 0, Appeared, "101", "102"), event("a", 2, 9, Disconnected, "101", "102")];
    let internal = call(&legs, &[CLOSED]);
    assert_eq!((internal.direction.clone(), internal.status.clone()), (CallDirection::Internal, CallStatus::NoAnswer));
    assert_eq!((internal.client.clone(), internal.end_reason.clone()), (None, None));
    assert_eq!(operators(&internal), (Some("101"), Some("101")));
    let talked = call(&[legs[0].clone(), event("a", 2, 3, Connected, "101", "102")], &[]);
    assert_eq!(talked.answered_at, Some(at(3)));
}

#[test]
fn an_answered_call_without_legs_takes_its_operator_from_the_summary_and_is_not_whole() {
    let inbound = call(&[], &[summary(CallDirection::In, CLIENT, "101", Some(5), 20, 1110)]);
    assert_eq!((operators(&inbound), inbound.complete), ((Some("101"), Some("101")), false));
    let outbound = call(&[], &[summary(CallDirection::Out, "103", CLIENT, Some(5), 20, 1110)]);
    assert_eq!((operators(&outbound), outbound.complete), ((Some("103"), Some("103")), false));
}

#[test]
fn a_lost_second_half_of_the_talk_is_noticed() {
    let legs = [
        event("a", 1, 0, Appeared, CLIENT, "101"),
        event("a", 2, 5, Connected, CLIENT, "101"),
        event("a", 3, 30, Disconnected, CLIENT, "101"),
    ];
    let upto = |second| call(&legs, &[summary(CallDirection::In, CLIENT, "101", Some(5), second, 1110)]).complete;
    assert_eq!([upto(30), upto(32), upto(33)], [true, true, false]);
}

#[test]
fn a_lost_first_leg_of_the_talk_is_noticed() {
    let legs = [
        event("b", 1, 30, Appeared, CLIENT, "105"),
        event("b", 2, 36, Connected, CLIENT, "105"),
        event("b", 3, 90, Disconnected, CLIENT, "105"),
    ];
    let talked = |second| call(&legs, &[summary(CallDirection::In, CLIENT, "101", Some(second), 90, 1110)]).complete;
    assert_eq!([talked(36), talked(34), talked(5)], [true, true, false]);
}

/// `101` answers and hands the client on to `105` without asking; the call ends at 60.
fn handed_on(second: &[(i64, i64, LegState)]) -> Vec<LegEvent> {
    let mut legs = vec![
        event("a", 1, 0, Appeared, CLIENT, "101"),
        event("a", 2, 5, Connected, CLIENT, "101"),
        event("a", 3, 30, Disconnected, CLIENT, "101"),
    ];
    let from_a = |&(seq, at, state): &(i64, i64, LegState)| LegEvent {
        taken_from: Some("a".into()),
        transfer: Some(Transfer::Blind),
        ..event("b", seq, at, state, CLIENT, "105")
    };
    legs.extend(second.iter().map(from_a));
    legs
}

fn answered_by_101() -> [Fact; 1] {
    [summary(CallDirection::In, CLIENT, "101", Some(5), 60, 1110)]
}

#[test]
fn a_client_who_hangs_up_while_being_handed_on_leaves_a_whole_call() {
    let legs = handed_on(&[(1, 30, Appeared), (2, 60, Disconnected)]);
    let left = call(&legs, &answered_by_101());
    assert_eq!((operators(&left), left.complete), ((Some("101"), Some("101")), true));
    assert!(!call(&legs[..3], &answered_by_101()).complete, "without the second leg half a minute is missing");
}

#[test]
fn a_lost_answer_names_nobody_else_as_the_operator() {
    let mut legs = handed_on(&[(1, 30, Appeared), (2, 36, Connected), (3, 60, Disconnected)]);
    assert_eq!(operators(&call(&legs, &answered_by_101())), (Some("101"), Some("105")));
    legs.remove(1);
    let first_lost = call(&legs, &answered_by_101());
    assert_eq!((operators(&first_lost), first_lost.complete), ((Some("101"), Some("105")), false));
    let second_lost = call(&handed_on(&[(1, 30, Appeared), (3, 60, Disconnected)]), &answered_by_101());
    assert_eq!((operators(&second_lost), second_lost.complete), ((Some("101"), None), false));
    legs = handed_on(&[(1, 30, Appeared), (3, 60, Disconnected)]);
    legs.remove(1);
    let both_lost = call(&legs, &answered_by_101());
    assert_eq!((operators(&both_lost), both_lost.complete), ((Some("101"), None), false));
}

#[test]
fn a_leg_that_was_taken_from_one_nobody_saw_makes_the_call_doubtful() {
    let mut legs = handed_on(&[(1, 30, Appeared), (2, 36, Connected), (3, 60, Disconnected)]);
    assert!(call(&legs, &answered_by_101()).complete);
    for event in &mut legs[3..] {
        event.taken_from = Some("lost".into());
    }
    assert!(!call(&legs, &answered_by_101()).complete);
}

#[test]
fn a_leg_comes_after_the_one_it_was_taken_from_even_within_one_second() {
    let mut handed_on = event("a", 1, 0, Appeared, CLIENT, "105");
    handed_on.taken_from = Some("z".into());
    let call = call(&[handed_on, event("z", 1, 0, Appeared, "103", CLIENT)], &[]);
    assert_eq!((call.direction.clone(), operators(&call).0), (CallDirection::Out, Some("103")));
}

#[test]
fn two_stories_of_one_event_are_settled_the_same_way_and_marked() {
    let one = Fact::Leg(event("a", 1, 0, Appeared, CLIENT, "101"));
    let other = Fact::Leg(event("a", 1, 0, Appeared, CLIENT, "102"));
    let ended = Fact::Leg(event("a", 2, 9, Disconnected, CLIENT, "101"));
    let summed = summary(CallDirection::In, CLIENT, "101", None, 9, 1110);
    let call = fold([&one, &other, &ended, &summed]).unwrap();
    assert_eq!(fold([&summed, &ended, &other, &one]).unwrap(), call);
    assert!(!call.complete);
    assert!(fold([&summed, &ended, &one, &one]).unwrap().complete);
}

#[test]
fn a_second_summary_without_talk_does_not_take_the_answer_back() {
    let told = summary(CallDirection::In, CLIENT, "101", Some(5), 60, 1110);
    let later = summary(CallDirection::In, CLIENT, "101", None, 61, 1110);
    let call = fold([&told, &later]).unwrap();
    assert_eq!((&call.status, call.talk_seconds(), call.complete), (&CallStatus::Answered, Some(55), false));
    assert_eq!(fold([&later, &told]).unwrap(), call);
}

#[test]
fn another_story_of_an_answer_does_not_make_a_closed_call_missed() {
    let legs = [
        event("a", 1, 0, Appeared, CLIENT, "101"),
        event("a", 2, 5, Connected, CLIENT, "101"),
        event("a", 3, 65, Disconnected, CLIENT, "101"),
    ];
    for state in [Appeared, Disconnected] {
        let other = Fact::Leg(event("a", 2, 4, state, CLIENT, "101"));
        let closed = call(&legs, &[CLOSED, other]);
        assert_eq!((&closed.status, closed.answered_at), (&CallStatus::Answered, Some(at(5))), "{state:?}");
    }
}

#[test]
fn a_sip_id_that_is_used_again_changes_nothing() {
    let dialog = |day: i64, states: &[LegState]| -> Vec<Fact> {
        let told = |(seq, state): (i64, &LegState)| {
            let last = event("a", seq, day * 86_400 + 10 * seq, *state, CLIENT, "101");
            match state {
                Disconnected => Fact::Ended(Ended { last, talked: states.contains(&Connected), by: EndedBy::Caller }),
                _ => Fact::Leg(last),
            }
        };
        (1..).zip(states).map(told).collect()
    };
    let shapes: [&[LegState]; 4] = [
        &[Appeared, Disconnected],
        &[Appeared, Connected, Disconnected],
        &[Appeared, Appeared, Connected, Disconnected],
        &[Appeared, Appeared, Appeared, Connected, Disconnected],
    ];
    for first in shapes {
        let once = dialog(0, first);
        let call = fold(&once).unwrap();
        assert!(call.complete);
        for again in shapes {
            let mut facts = dialog(1, again);
            facts.extend(once.iter().cloned());
            assert_eq!(fold(&facts).as_ref(), Some(&call), "{first:?}, then {again:?}");
        }
    }
    let mut other_end = dialog(0, shapes[1]);
    let Some(Fact::Ended(end)) = other_end.last().cloned() else { panic!("the last one is the end") };
    other_end.push(Fact::Ended(Ended { by: EndedBy::Callee, ..end }));
    assert!(!fold(&other_end).unwrap().complete, "nobody knows who ended it");
}

#[test]
fn the_menu_is_not_part_of_the_service_wait() {
    let mut menu = event("m", 1, 0, Appeared, CLIENT, "74950000001");
    menu.place = Place::Menu;
    let call = call(&[menu, event("a", 1, 12, Appeared, CLIENT, "101")], &[]);
    assert_eq!((call.started_at, call.offered_at), (at(0), Some(at(12))));
}

#[test]
fn those_who_ring_together_are_listed_by_extension_and_later_ones_after_them() {
    let rings = [
        event("c", 1, 9, Appeared, CLIENT, "100"),
        event("b", 1, 3, Appeared, CLIENT, "102"),
        event("a", 1, 3, Appeared, CLIENT, "101"),
        event("d", 1, 20, Appeared, CLIENT, "102"),
    ];
    let rung = call(&rings, &[]).operators_rung;
    assert_eq!(rung.iter().map(Extension::as_str).collect::<Vec<_>>(), ["101", "102", "100"]);
}
