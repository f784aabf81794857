//! Deliveries that nobody of ours signed.

use super::desk::{Desk, account, code, source};
use super::traffic::Ring;
use crate::conformance::Fixture;
use crate::kernel::Secret;
use crate::telephony::{MAX_BODY, MangoAccount, Receipt, mango, sip};

/// A forged, foreign, unsigned or over-long delivery is refused with its reason; the count grows and nothing else changes.
pub async fn a_delivery_that_is_not_ours_is_only_counted(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (path, json) = Ring::new("one").appeared();
    let signed_by = |key: &str, salt: &str| {
        let other = MangoAccount::new(account().name().clone(), Secret::new(key), Secret::new(salt), 0).unwrap();
        mango::encode_form(&other, &json)
    };
    let good = mango::encode_form(&account(), &json);
    let long = "x".repeat(MAX_BODY + 1);
    let mut expected = std::collections::BTreeMap::new();
    for (body, refusal) in [
        (signed_by("api key", "guessed"), "wrong_signature"),
        (good.replace("Appeared", "Connected"), "wrong_signature"),
        (signed_by("another key", "api salt"), "foreign_key"),
        (good.replace("&sign=", "&no="), "unsigned"),
        (json.clone(), "unsigned"),
        (long.clone(), "too_long"),
    ] {
        let error = code(desk.crm.telephony().mango(&path, body.as_bytes()).await);
        assert_eq!(error, format!("telephony.{refusal}"));
        *expected.entry(("mango", refusal)).or_insert(0) += 1;
    }
    let sip_sign = sip::sign(&source(), &json);
    for (to, sign, body, refusal) in [
        ("elsewhere", Some(&*sip_sign), &*json, "unknown_source"),
        ("rig", None, &*json, "unsigned"),
        ("rig", Some("00"), &*json, "wrong_signature"),
        ("rig", Some(&*sip_sign), "{}", "wrong_signature"),
        ("rig", Some(&*sip_sign), &*long, "too_long"),
    ] {
        let error = code(desk.crm.telephony().sip(to, sign, body.as_bytes()).await);
        assert_eq!(error, format!("telephony.{refusal}"));
        *expected.entry(("sip", refusal)).or_insert(0) += 1;
    }
    let today = desk.crm.now().seconds() / 86_400;
    let refusals = desk.crm.telephony().refusals(&desk.system).await.unwrap();
    assert!(refusals.iter().all(|it| it.day == today));
    let counted: std::collections::BTreeMap<_, _> =
        refusals.iter().map(|it| ((it.provider.code(), &*it.reason), it.count)).collect();
    assert_eq!(counted, expected);

    assert!(desk.calls(&desk.system).await.is_empty());
    assert!(desk.feed(&desk.system).await.is_empty());
    assert!(desk.crm.telephony().unread(&desk.system, None).await.unwrap().is_empty());
    assert!(desk.crm.audit().latest(&desk.system, None, None).await.unwrap().is_empty());
    assert_eq!(desk.crm.telephony().check(&desk.system, |_| ()).await.unwrap().conversations, 0);
}

/// The provider's connection check is answered and leaves nothing behind.
pub async fn a_connection_check_leaves_nothing(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    assert_eq!(desk.crm.telephony().mango("/ping", b"").await.unwrap(), Receipt::Probe);
    assert_eq!(desk.crm.telephony().mango("/ping", b"{}").await.unwrap(), Receipt::Probe);
    assert!(desk.crm.telephony().refusals(&desk.system).await.unwrap().is_empty());
    assert!(desk.crm.telephony().unread(&desk.system, None).await.unwrap().is_empty());
}

/// Refusals of different days are counted apart, latest day first.
pub async fn refusals_are_counted_by_day(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for _ in 0..3 {
        code(desk.crm.telephony().mango("/events/call", b"nothing=1").await);
        desk.later(86_400);
        code(desk.crm.telephony().mango("/events/call", b"nothing=1").await);
    }
    let refusals = desk.crm.telephony().refusals(&desk.system).await.unwrap();
    assert_eq!(refusals.iter().map(|it| it.count).collect::<Vec<_>>(), [1, 2, 2, 1]);
    assert!(refusals.windows(2).all(|pair| pair[0].day == pair[1].day + 1));
}
