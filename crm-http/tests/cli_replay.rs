//! `crm replay`.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod program;

use crm_core::access::Actor;
use crm_core::calls::{CallFilter, CallSort};
use crm_core::kernel::{PageRequest, Text};
use crm_core::telephony::{MangoAccount, SipSource, mango, sip};
use program::{Office, Ran, run};
use serde_json::json;

fn account() -> MangoAccount {
    MangoAccount::new(Text::new("mango").unwrap(), "key-1".into(), "salt-1".into(), 0).unwrap()
}

/// A missed call: it rings and ends.
fn events() -> [(&'static str, String); 2] {
    let leg = json!({"entry_id": "e1", "call_id": "l1", "timestamp": 1_767_261_600, "seq": 1, "call_state": "Appeared",
        "location": "abonent", "from": {"number": "79000000101"},
        "to": {"extension": "101", "number": "sip:101@x", "line_number": "74950000001"}});
    let summary = json!({"entry_id": "e1", "call_direction": 1, "from": {"number": "79000000101"},
        "to": {"extension": "101"}, "line_number": "74950000001", "create_time": 1_767_261_600,
        "forward_time": 1_767_261_600, "talk_time": 0, "end_time": 1_767_261_620, "entry_result": 0,
        "disconnect_reason": 1110});
    [("/events/call", leg.to_string()), ("/events/summary", summary.to_string())]
}

fn lines(path_prefix: &str) -> String {
    let line = |(path, payload): (&str, String)| {
        let body = mango::encode_form(&account(), &payload);
        let delivery =
            json!({"path": format!("{path_prefix}{path}"), "body": body, "receivedAt": "2026-01-01T10:00:00Z"});
        format!("{delivery}\n")
    };
    events().into_iter().map(line).collect()
}

fn replay(office: &Office, arguments: &[&str]) -> Ran {
    let mut command = office.command(&[&["replay"], arguments].concat());
    command.env("MANGO_API_KEY", "key-1").env("MANGO_API_SALT", "salt-1");
    run(command, "")
}

fn statuses(office: &Office) -> Vec<String> {
    office.visit(async |crm| {
        let actor = Actor::system("test");
        let page = crm.calls().list(&actor, &CallFilter::default(), CallSort::Earliest, &PageRequest::first()).await;
        page.unwrap().items.iter().map(|view| view.call.facts.status.to_string()).collect()
    })
}

fn count(out: &str, what: &str) -> u64 {
    let line = out.lines().find(|line| line.starts_with(what)).unwrap();
    line.split_whitespace().last().unwrap().parse().unwrap()
}

#[test]
fn recorded_deliveries_become_calls_once() {
    let office = Office::migrated();
    office.write("day.ndjson", lines(""));
    let first = replay(&office, &["day.ndjson"]).succeeds();
    assert_eq!((count(&first, "stored"), count(&first, "refused")), (2, 0));
    // As a proxy in front of the server would have logged the paths.
    office.write("again.ndjson", lines("/api/webhooks/mango"));
    assert_eq!(count(&replay(&office, &["again.ndjson"]).succeeds(), "already there"), 2);
    assert_eq!(statuses(&office), ["missed"]);
    office.crm(&["check"]).succeeds();
}

#[test]
fn what_is_not_signed_is_refused_told_and_not_stored() {
    let office = Office::migrated();
    let forged = format!("{}\n", json!({"path": "/events/call", "body": "vpbx_api_key=key-1&sign=00&json=%7B%7D"}));
    office.write("day.ndjson", format!("{forged}\n{}", lines("")));
    let ran = replay(&office, &["day.ndjson"]);
    assert_eq!((ran.status, count(&ran.out, "stored"), count(&ran.out, "refused")), (1, 2, 1), "{ran:?}");
    assert!(ran.out.starts_with("delivery 1 ") && ran.out.contains("[telephony.wrong_signature]"), "{}", ran.out);
    let without_account = office.crm(&["replay", "day.ndjson"]);
    assert_eq!((without_account.status, count(&without_account.out, "refused")), (1, 3));
}

#[test]
fn a_recorded_scene_brings_its_own_account_and_its_own_clock() {
    let office = Office::migrated();
    let deliveries: Vec<_> = events()
        .into_iter()
        .map(|(path, payload)| {
            let body = mango::encode_form(&account(), &payload);
            json!({"received_at": 1_767_261_620, "method": "POST", "path": path, "raw_body": body, "expect_http": 200})
        })
        .collect();
    let scene = json!({"name": "scene", "vpbx_api_key": "key-1", "vpbx_api_salt": "salt-1", "deliveries": deliveries});
    for (name, text) in
        [("one.json", scene.to_string()), ("pretty.json", serde_json::to_string_pretty(&scene).unwrap())]
    {
        office.write(name, text);
        office.crm(&["replay", name, "--as-received"]).succeeds();
    }
    assert_eq!(statuses(&office), ["missed"]);
    office.visit(async |crm| {
        let audit = crm.audit().latest(&Actor::system("test"), Some("call:1"), None).await.unwrap();
        assert!(audit.iter().all(|entry| entry.at.to_string() == "2026-01-01T10:00:20Z"), "{audit:?}");
    });
}

#[test]
fn a_sip_server_has_a_door_of_its_own() {
    let office = Office::migrated();
    let source = SipSource::new(Text::new("pbx").unwrap(), "key-2".into(), "salt-2".into()).unwrap();
    let body = json!({"event": "start", "call_id": "c1", "seq": 1, "ts": "1767261600.000000", "from": "79000000101",
        "to": "100", "sip_status": 0, "reason": "", "ended_by": "", "callee": ""})
    .to_string();
    let delivery = json!({"path": "/webhooks/sip/pbx", "body": body, "sign": sip::sign(&source, &body)});
    office.write("sip.ndjson", delivery.to_string());
    let out = office.crm(&["replay", "sip.ndjson", "--sip-source", "pbx:key-2:salt-2"]).succeeds();
    assert_eq!(count(&out, "stored"), 1);
    let without_source = office.crm(&["replay", "sip.ndjson"]);
    assert!(without_source.out.contains("[telephony.unknown_source]"), "{without_source:?}");
}

#[test]
fn what_is_no_recording_is_said_to_be_none_without_repeating_it() {
    let office = Office::migrated();
    office.write("broken.ndjson", format!("{}hunter2\n", lines("")));
    let ran = replay(&office, &["broken.ndjson"]);
    let said = ran.fails_with("cli.not_a_recording");
    assert!(said.contains("line 3") && !said.contains("hunter2"), "{said}");
    replay(&office, &["absent.ndjson"]).fails_with("cli.file");
    let half = office.crm(&["replay", "broken.ndjson", "--mango-api-key", "key-1"]).fails_with("cli.provider");
    assert!(!half.contains("key-1"), "{half}");
}
