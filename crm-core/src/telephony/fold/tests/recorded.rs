//! Recorded deliveries give the calls that were agreed for them, in any order and with any repetition.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::super::super::sample::Rng;
use super::super::super::{Delivery, Fact, IngestRefusal, MangoAccount, SipSource, mango, sip};
use super::super::fold;
use super::{shuffled, text};
use crate::calls::{CallFacts, CallStatus, EndReason, Extension, MissReason};
use crate::kernel::{LineNumber, Phone, Secret, Text, Timestamp};

fn fixtures(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder)
}

struct Recorded {
    name: String,
    facts: Vec<Fact>,
    refused: BTreeSet<String>,
    expected: Value,
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Goes the whole way: signature, reading, facts.
fn mango_fixtures() -> Vec<Recorded> {
    let mut paths: Vec<_> = std::fs::read_dir(fixtures("mango")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            let secret = |field: &str| Secret::new(string(&file[field]));
            let name = Text::new("fixture").unwrap();
            let account = MangoAccount::new(name, secret("vpbx_api_key"), secret("vpbx_api_salt"), 0).unwrap();
            let mut recorded = Recorded {
                name: string(&file["name"]).into(),
                facts: Vec::new(),
                refused: BTreeSet::new(),
                expected: file["expected"].clone(),
            };
            for delivery in file["deliveries"].as_array().unwrap() {
                let (path, body) = (string(&delivery["path"]), string(&delivery["raw_body"]));
                match mango::open(std::slice::from_ref(&account), path, body.as_bytes()) {
                    Ok(Delivery::Signed(signed)) => {
                        assert_eq!(delivery["expect_http"], 200);
                        let understood = mango::read(&signed.path, &signed.json, 0).unwrap();
                        assert_eq!(understood.conversation, string(&recorded.expected["entry_id"]));
                        recorded.facts.push(understood.fact);
                    }
                    Ok(Delivery::Probe) => panic!("{}: a probe", recorded.name),
                    Err(refusal) => {
                        assert_eq!(delivery["expect_http"], 403, "{}: {refusal}", recorded.name);
                        assert_ne!(refusal, IngestRefusal::TooLong);
                        recorded.refused.insert(body.into());
                    }
                }
            }
            recorded
        })
        .collect()
}

/// A call in the words of the fixtures.
fn told(call: &CallFacts, recorded: &Recorded) -> Value {
    let seconds = |at: Option<Timestamp>| at.map(Timestamp::seconds);
    json!({
        "entry_id": recorded.expected["entry_id"],
        "direction": call.direction,
        "status": call.status,
        "miss_reason": call.miss_reason,
        "client_phone": call.client.as_ref().map(Phone::as_str),
        "line_number": call.line.as_ref().map(LineNumber::provider_form),
        "operator_extension": text(call.operator_extension.as_ref()),
        "final_operator_extension": text(call.final_operator_extension.as_ref()),
        "operators_rung": call.operators_rung.iter().map(Extension::as_str).collect::<Vec<_>>(),
        "started_at": call.started_at.seconds(),
        "answered_at": seconds(call.answered_at),
        "ended_at": seconds(call.ended_at),
        "wait_seconds": call.wait_seconds(),
        "talk_seconds": call.talk_seconds(),
        "transferred": call.transferred,
        "disconnect_reason": call.disconnect_code,
        "recording_ids": call.recordings.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(),
        "recording_ready": call.recordings.iter().any(|it| it.ready),
        "leg_count": call.leg_count,
        "complete": call.complete,
        "rejected_deliveries": recorded.refused.len(),
    })
}

#[test]
fn every_recorded_conversation_gives_its_call_in_the_listed_order() {
    let all = mango_fixtures();
    assert_eq!(all.len(), 12);
    for recorded in &all {
        let call = fold(&recorded.facts).unwrap();
        assert_eq!(told(&call, recorded), recorded.expected, "{}", recorded.name);
    }
}

#[test]
fn every_recorded_conversation_gives_its_call_in_300_random_orders_with_repetition() {
    for recorded in &mango_fixtures() {
        for seed in 0..300 {
            let facts = shuffled(&recorded.facts, &mut Rng::new(seed));
            let call = fold(&facts).unwrap();
            assert_eq!(told(&call, recorded), recorded.expected, "{} by seed {seed}", recorded.name);
        }
    }
}

#[test]
fn no_part_of_a_recorded_conversation_passes_for_the_whole() {
    for recorded in mango_fixtures().iter().filter(|it| !it.name.starts_with("12")) {
        for (nth, left_out) in recorded.facts.iter().enumerate() {
            let mut rest = recorded.facts.clone();
            rest.remove(nth);
            if matches!(left_out, Fact::Leg(_) | Fact::Summary(_)) {
                assert!(fold(&rest).is_none_or(|call| !call.complete), "{} without {left_out:?}", recorded.name);
            }
        }
    }
}

/// Scenario, status, miss reason, operator, phones rung.
type Row<'a> = (&'a str, CallStatus, Option<MissReason>, Option<&'a str>, Vec<&'a str>);

#[test]
fn every_recorded_sip_scenario_gives_its_call() {
    let text = std::fs::read_to_string(fixtures("sip").join("all_scenarios.ndjson")).unwrap();
    let source = SipSource::new(Text::new("rig").unwrap(), "key".into(), "salt".into()).unwrap();
    let events: Vec<_> = text
        .lines()
        .map(|line| sip::read(&serde_json::from_str::<Value>(line).unwrap()["body"].to_string(), &source).unwrap())
        .collect();
    let missed = |name, reason, rung| -> Row<'_> { (name, CallStatus::Missed, Some(reason), None, rung) };
    let answered = |name, by, rung| -> Row<'_> { (name, CallStatus::Answered, None, Some(by), rung) };
    let table = [
        answered("answered_caller_bye-1@spike", "100", vec!["100"]),
        answered("answered_callee_bye-1@spike", "100", vec!["100"]),
        missed("busy-1@spike", MissReason::Busy, vec![]),
        missed("declined-1@spike", MissReason::Declined, vec![]),
        missed("unavailable-1@spike", MissReason::NoAnswer, vec![]),
        missed("cancelled-1@spike", MissReason::AbandonedRinging, vec!["100"]),
        missed("noanswer_timeout-1@spike", MissReason::NoAnswer, vec!["100"]),
        missed("unreachable-1@spike", MissReason::System, vec![]),
        answered("group_ring-1@spike", "102", vec!["101", "102", "103"]),
    ];
    let names: BTreeSet<&str> = events.iter().map(|event| event.conversation.as_str()).collect();
    assert_eq!(names.len(), table.len());
    for (name, status, reason, operator, rung) in table {
        let mine = events.iter().filter(|event| event.conversation == name);
        let facts: Vec<Fact> = mine.map(|event| event.fact.clone()).collect();
        for seed in 0..50 {
            let call = fold(&shuffled(&facts, &mut Rng::new(seed))).unwrap();
            assert_eq!((&call.status, &call.miss_reason), (&status, &reason), "{name}");
            assert_eq!(super::text(call.operator_extension.as_ref()), operator, "{name}");
            assert_eq!(call.operators_rung.iter().map(Extension::as_str).collect::<Vec<_>>(), rung, "{name}");
            assert_eq!(call.client.as_ref().map(Phone::as_str), Some("+79001112233"), "{name}");
            assert_eq!((call.leg_count, call.complete, call.transferred), (1, true, false), "{name}");
            assert_eq!(call.offered_at, Some(call.started_at), "{name}");
        }
    }
}

#[test]
fn a_sip_call_keeps_the_fractions_of_its_times_and_what_is_lost_is_not_invented() {
    let source = SipSource::new(Text::new("rig").unwrap(), "key".into(), "salt".into()).unwrap();
    let post = |event: &str, seq: i64, ts: &str, status: i64| {
        let post = json!({ "event": event, "call_id": "c", "seq": seq, "ts": ts, "from": "101", "to": "79000000102",
            "callee": "79000000102", "sip_status": status, "ended_by": "callee" });
        sip::read(&post.to_string(), &source).unwrap().fact
    };
    let start = post("start", 1, "1795335178.205990", 0);
    let confirmed = post("confirmed", 2, "1795335179.213359", 200);
    let end = post("end", 3, "1795335181.221210", 200);
    let call = fold([&end, &start, &confirmed]).unwrap();
    assert_eq!(call.answered_at.map(Timestamp::micros), Some(1_795_335_179_213_359));
    assert_eq!((call.status.code(), call.direction.code(), call.complete), ("answered", "out", true));
    assert_eq!(text(call.operator_extension.as_ref()), Some("101"));
    assert_eq!(call.operators_rung, vec![]);

    // The end alone proves the talk; its length is unknown, so none is invented.
    let call = fold([&end, &start]).unwrap();
    assert_eq!((call.status.code(), call.talk_seconds(), call.complete), ("answered", Some(0), false));

    // A server that does not say which phone answered still says when.
    let source = SipSource::new(Text::new("rig").unwrap(), "key".into(), "salt".into()).unwrap();
    let [nameless, end_of_it] = ["confirmed", "end"].map(|event| {
        let seq = if event == "end" { 3 } else { 2 };
        let post = json!({ "event": event, "call_id": "c", "seq": seq, "ts": 1_795_335_170 + seq, "from": "79000000102", "to": "200" });
        sip::read(&post.to_string(), &source).unwrap().fact
    });
    let call = fold([&end_of_it, &nameless]).unwrap();
    assert_eq!((call.status.code(), call.talk_seconds(), call.complete), ("answered", Some(1), false));
    assert_eq!(call.operator_extension, None);

    let busy = post("failed", 2, "1795335180.0", 486);
    let call = fold([&busy, &start]).unwrap();
    assert_eq!((call.status, call.end_reason), (CallStatus::Busy, Some(EndReason::Busy)));
}

#[test]
fn a_server_that_cancels_its_own_ringing_did_not_hang_up_for_the_client() {
    let source = SipSource::new(Text::new("rig").unwrap(), "key".into(), "salt".into()).unwrap();
    let reason = |ended_by: &str| {
        let post = json!({ "event": "failed", "call_id": "c", "seq": 1, "ts": 1_795_335_178, "from": "79000000102",
            "to": "200", "sip_status": 487, "ended_by": ended_by });
        fold([&sip::read(&post.to_string(), &source).unwrap().fact]).unwrap().miss_reason.unwrap()
    };
    assert_eq!([reason("caller"), reason("timeout")], [MissReason::AbandonedRinging, MissReason::NoAnswer]);
}
