//! What providers post.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, Request, StatusCode, header};
use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::calls::{CallFacts, CallFilter, CallSort, Extension};
use crm_core::kernel::{LineNumber, ManualClock, PageRequest, Phone, Text, Timestamp};
use crm_core::telephony::{MAX_BODY, MangoAccount, SipSource, mango, sip};
use crm_http::Options;
use insta::assert_snapshot;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::stores::Place;
use crate::support::Office;

const FORM: &str = "application/x-www-form-urlencoded";
const X_SIGN: HeaderName = HeaderName::from_static("x-sign");

/// Deliveries of one conversation as they were recorded, and the call they make.
struct Recorded {
    name: String,
    account: MangoAccount,
    deliveries: Vec<Value>,
    expected: Value,
}

fn recorded() -> Vec<Recorded> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crm-core/tests/fixtures/mango");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let field = |name: &str| file[name].as_str().unwrap();
        let (key, salt) = (field("vpbx_api_key").into(), field("vpbx_api_salt").into());
        Recorded {
            name: field("name").to_owned(),
            account: MangoAccount::new(Text::new("recorded").unwrap(), key, salt, 0).unwrap(),
            deliveries: file["deliveries"].as_array().unwrap().clone(),
            expected: file["expected"].clone(),
        }
    };
    paths.iter().map(read).collect()
}

/// An office that knows nothing but the account, when these deliveries came.
async fn open(place: &Place, account: &MangoAccount, deliveries: &[Value]) -> (Crm, Router) {
    let last = deliveries.iter().map(|delivery| delivery["received_at"].as_i64().unwrap()).max().unwrap();
    let clock = Arc::new(ManualClock::at(Timestamp::from_seconds(last).unwrap()));
    let crm = Crm::builder_shared(place.store().await).clock(clock).mango(account.clone()).open().await.unwrap();
    let router = crm_http::router(crm.clone(), Options::default());
    (crm, router)
}

async fn post(router: &Router, delivery: &Value) -> StatusCode {
    let field = |name: &str| delivery[name].as_str().unwrap().to_owned();
    let request = Request::builder()
        .method("POST")
        .uri(format!("/api/webhooks/mango{}", field("path")))
        .header(header::CONTENT_TYPE, field("content_type"))
        .body(Body::from(field("raw_body")))
        .unwrap();
    router.clone().oneshot(request).await.unwrap().status()
}

/// Posts the deliveries, each answered as it was agreed, and tells the calls there are then.
async fn calls_after(place: &Place, account: &MangoAccount, deliveries: &[Value]) -> Vec<Value> {
    let (crm, router) = open(place, account, deliveries).await;
    for delivery in deliveries {
        assert_eq!(u64::from(post(&router, delivery).await.as_u16()), delivery["expect_http"].as_u64().unwrap());
    }
    let (filter, first) = (CallFilter::default(), PageRequest::first());
    let page = crm.calls().list(&Actor::system("test"), &filter, CallSort::Latest, &first).await.unwrap();
    crm.close().await.unwrap();
    page.items.into_iter().map(|view| told(view.call.provider_id.as_deref(), &view.call.facts)).collect()
}

/// A call in the words of the recordings.
fn told(entry: Option<&str>, call: &CallFacts) -> Value {
    let seconds = |at: Option<Timestamp>| at.map(Timestamp::seconds);
    let extension = |extension: &Option<Extension>| extension.as_ref().map(|it| it.as_str().to_owned());
    json!({
        "entry_id": entry,
        "direction": call.direction,
        "status": call.status,
        "miss_reason": call.miss_reason,
        "client_phone": call.client.as_ref().map(Phone::as_str),
        "line_number": call.line.as_ref().map(LineNumber::provider_form),
        "operator_extension": extension(&call.operator_extension),
        "final_operator_extension": extension(&call.final_operator_extension),
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
    })
}

/// The same deliveries in an order that the seed decides.
fn shuffled(deliveries: &[Value], seed: u64) -> Vec<Value> {
    let mut mixed = deliveries.to_vec();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for last in (1..mixed.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        mixed.swap(last, (state >> 33) as usize % (last + 1));
    }
    mixed
}

#[tokio::test]
async fn recorded_deliveries_make_the_same_call_in_order_shuffled_and_doubled() {
    let (all, place) = (recorded(), Place::new().await);
    assert_eq!(all.len(), 12);
    for Recorded { name, account, deliveries, mut expected } in all {
        // Refusals are no part of a call.
        expected.as_object_mut().unwrap().remove("rejected_deliveries");
        assert_eq!(calls_after(&place, &account, &deliveries).await, [expected.clone()], "{name} in order");
        let doubled: Vec<Value> = [deliveries.as_slice(), deliveries.as_slice()].concat();
        for seed in 0..5 {
            let once = calls_after(&place, &account, &shuffled(&deliveries, seed)).await;
            assert_eq!(once, [expected.clone()], "{name} shuffled by {seed}");
            let twice = calls_after(&place, &account, &shuffled(&doubled, seed)).await;
            assert_eq!(twice, [expected.clone()], "{name} doubled and shuffled by {seed}");
        }
    }
}

fn leg() -> Value {
    json!({
        "entry_id": "entry-1", "call_id": "leg-1", "timestamp": 1_737_453_600, "seq": 1, "call_state": "Appeared",
        "location": "abonent", "from": {"number": "79990000001"}, "to": {"extension": "101", "line_number": "74950000001"},
    })
}

#[tokio::test]
async fn a_signed_post_is_taken_once() {
    let office = Office::open().await;
    let body = mango::encode_form(&office.account, &leg().to_string());
    let ask = || office.ask("POST /webhooks/mango/events/call").text(FORM, body.clone());
    let (status, first) = ask().answer().await;
    assert_eq!((status, &first["data"]["receipt"]), (StatusCode::OK, &"taken".into()));
    let (status, again) = ask().answer().await;
    assert_eq!((status, &again["data"]["receipt"]), (StatusCode::OK, &"duplicate".into()));
}

#[tokio::test]
async fn a_signed_post_that_is_not_understood_is_kept() {
    let office = Office::open().await;
    let body = mango::encode_form(&office.account, "{}");
    assert_snapshot!(office.ask("POST /webhooks/mango/events/new").text(FORM, body).shown().await);
    assert_eq!(office.crm.telephony().unread(&Actor::system("test"), None).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_connection_check_is_answered_and_stores_nothing() {
    let office = Office::open().await;
    let empty = || office.ask("POST /webhooks/mango/events/call").text(FORM, String::new());
    assert_snapshot!(empty().shown().await);
    for probe in ["GET /webhooks/mango", "GET /webhooks/mango/", "GET /webhooks/mango/events/call"] {
        assert_eq!(office.ask(probe).send().await.status(), StatusCode::OK, "{probe}");
    }
    for probe in ["POST /webhooks/mango", "POST /webhooks/mango/", "POST /webhooks/mango/ping"] {
        assert_eq!(office.ask(probe).send().await.status(), StatusCode::OK, "{probe}");
    }
    let ping = office.ask("POST /webhooks/mango/ping").text(FORM, "a=b".to_owned()).send().await;
    assert_eq!(ping.status(), StatusCode::OK);
    let system = Actor::system("test");
    assert_eq!(office.crm.telephony().unread(&system, None).await.unwrap(), []);
    assert_eq!(office.crm.telephony().refusals(&system).await.unwrap(), []);
}

#[tokio::test]
async fn every_refusal_of_a_signature_says_the_same() {
    let office = Office::open().await;
    let account =
        |key: &str, salt: &str| MangoAccount::new(Text::new("forged").unwrap(), key.into(), salt.into(), 0).unwrap();
    let bodies = [
        "hello".to_owned(),
        "vpbx_api_key=key&json=%7B%7D".to_owned(),
        mango::encode_form(&account("another", "salt"), "{}"),
        mango::encode_form(&account("key", "another"), "{}"),
    ];
    let mut answers = Vec::new();
    for body in bodies {
        let shown = office.ask("POST /webhooks/mango/events/call").text(FORM, body.clone()).shown().await;
        answers.push(shown.replace(&body, "[body]"));
    }
    let sip = office.ask("POST /webhooks/sip/pbx").header(X_SIGN, "00").text("application/json", "{}".to_owned());
    let (status, sip) = sip.answer().await;
    assert_eq!((status, &sip["code"]), (StatusCode::FORBIDDEN, &"telephony.refused".into()));
    answers.dedup();
    let [only] = answers.as_slice() else { panic!("they differ: {answers:#?}") };
    assert_snapshot!(only);
    let refused: u64 =
        office.crm.telephony().refusals(&Actor::system("test")).await.unwrap().iter().map(|row| row.count).sum();
    assert_eq!(refused, 5);
}

#[tokio::test]
async fn a_post_of_a_sip_server() {
    let office = Office::open().await;
    let source = SipSource::new(Text::new("pbx").unwrap(), "key".into(), "salt".into()).unwrap();
    let body = json!({
        "event": "start", "call_id": "one", "seq": 1, "ts": "1737453600.5", "from": "79990000001", "to": "101",
        "line": "74950000001",
    })
    .to_string();
    let ask =
        |sign: String| office.ask("POST /webhooks/sip/pbx").header(X_SIGN, sign).text("application/json", body.clone());
    assert_snapshot!("sip_taken", ask(sip::hmac_sign(&source, &body)).shown().await);
    let (status, again) = ask(sip::sign(&source, &body)).answer().await;
    assert_eq!((status, &again["data"]["receipt"]), (StatusCode::OK, &"duplicate".into()));
}

#[tokio::test]
async fn a_sip_source_that_is_not_configured() {
    let office = Office::open().await;
    let ask = office.ask("POST /webhooks/sip/other").header(X_SIGN, "00").text("application/json", "{}".to_owned());
    assert_snapshot!(ask.shown().await);
}

#[tokio::test]
async fn a_post_that_is_too_large() {
    let office = Office::open().await;
    let (status, problem) =
        office.ask("POST /webhooks/mango/events/call").text(FORM, "a".repeat(MAX_BODY + 1)).answer().await;
    assert_eq!((status, &problem["status"]), (StatusCode::PAYLOAD_TOO_LARGE, &413.into()));
}

#[tokio::test]
async fn a_post_that_cannot_be_stored_is_not_acknowledged() {
    let office = Office::open().await;
    let body = mango::encode_form(&office.account, &leg().to_string());
    office.crm.close().await.unwrap();
    let answer = office.ask("POST /webhooks/mango/events/call").text(FORM, body.clone()).shown().await;
    assert_snapshot!(answer.replace(&body, "[body]"));
}
