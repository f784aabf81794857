//! A round of housekeeping does every part, also when one of them fails.

use std::sync::Arc;
use std::time::Duration;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::conformance::MemoryStore;
use crm_core::kernel::{ManualClock, Text, Timestamp};
use crm_core::telephony::{MangoAccount, mango};

const RINGING: &str = r#"{"entry_id": "c1", "call_id": "l1", "seq": 1, "timestamp": 1767261600, "call_state": "Appeared",
    "location": "abonent", "from": {"number": "79000000101"}, "to": {"extension": "101"}}"#;

#[tokio::test]
async fn a_call_that_cannot_be_closed_leaves_no_audit_unsealed() {
    let (store, clock) =
        (MemoryStore::new(), Arc::new(ManualClock::at(Timestamp::from_seconds(1_767_261_600).unwrap())));
    let account = MangoAccount::new(Text::new("main").unwrap(), "key".into(), "salt".into(), 0).unwrap();
    let crm = Crm::builder(store.clone()).clock(clock.clone()).mango(account.clone()).open().await.unwrap();
    let admin = Actor::system("test");
    let saratov = crm_core::cities::NewCity::new(Text::new("Саратов").unwrap(), crm_core::kernel::Zone::MOSCOW);
    crm.cities().create(&admin, &saratov, None).await.unwrap();
    crm.telephony().mango("/events/call", mango::encode_form(&account, RINGING).as_bytes()).await.unwrap();
    clock.advance(Duration::from_secs(3 * 3600));

    store.fail_next_commit();
    assert_eq!(crm.housekeeping().await.unwrap_err().code(), "store.unavailable");
    let audit = crm.audit().verify(&admin).await.unwrap();
    assert_eq!((audit.sealed, audit.unsealed), (1, 0), "the city's entry was sealed all the same");

    assert!(crm.housekeeping().await.unwrap().rows > 0, "the next round closes the call");
    clock.advance(Duration::from_secs(5));
    crm.housekeeping().await.unwrap();
    assert_eq!(crm.audit().verify(&admin).await.unwrap().sealed, 3, "its end and its call-back are in the audit");
}
