//! Unique keys: one owner each, and names that compare without case.

use super::sample::{
    LARGEST, at, audit_entry, call, campaign, city, conversation, digest, id, job, line, number, operator, raw_event,
    setting, text, throttle,
};
use super::support::{assert_stale, commit, effects, insert, latest, write};
use crate::audit::{Anchor, BlockHeader, Digest};
use crate::conformance::Fixture;
use crate::operators::Login;
use crate::store::{Effects, IdempotencyRecord, UniqueKey, Write};

/// Every unique key, and a unit that stores something with it.
fn keys_and_their_owners() -> Vec<(UniqueKey, Effects)> {
    let mut an_operator = operator(1);
    an_operator.extension = Some(text("101"));
    let mut of_conversation = call(1);
    of_conversation.conversation = Some(id(1));
    let block = BlockHeader {
        number: 1,
        first_seq: 1,
        last_seq: 1,
        count: 1,
        sealed_at: at(9),
        previous: Digest::NONE,
        root: Digest::from_bytes([1; 32]),
        hash: Digest::from_bytes([2; 32]),
    };
    let record = IdempotencyRecord {
        actor: "operator:1".into(),
        operation: "calls.record",
        key: text("ключ 🦀"),
        fingerprint: digest(1),
        result: LARGEST,
        expires_at: at(9),
    };
    let mut owners = Vec::new();
    let mut own = |key: UniqueKey, fill: &dyn Fn(&mut Effects)| owners.push((key, effects(fill)));
    own(UniqueKey::CityName("город 00001".into()), &|e| e.insert(city(1)));
    own(UniqueKey::CampaignName("листовки 00001".into()), &|e| e.insert(campaign(1)));
    own(UniqueKey::Setting(setting(1).key), &|e| e.insert(setting(1)));
    own(UniqueKey::OperatorLogin("operator1".into()), &|e| e.insert(an_operator.clone()));
    own(UniqueKey::OperatorExtension(text("201")), &|e| {
        let mut another = operator(2);
        another.extension = Some(text("201"));
        e.insert(another);
    });
    own(UniqueKey::LineNumber(number(1)), &|e| e.insert(line(1)));
    own(UniqueKey::Conversation(conversation(1).key), &|e| e.insert(conversation(1)));
    own(UniqueKey::CallOfConversation(id(1)), &|e| e.insert(of_conversation.clone()));
    own(UniqueKey::RawEvent(raw_event(1, None).digest), &|e| e.raw_event(raw_event(1, None)));
    own(UniqueKey::Throttle(throttle(1).key), &|e| e.insert(throttle(1)));
    own(UniqueKey::AuditBlock(1), &|e| {
        e.audit(audit_entry(1));
        e.depends_on_absence(UniqueKey::AuditBlock(1));
        e.write(Write::AuditBlock(block.clone()));
    });
    own(UniqueKey::AuditAnchor(1), &|e| {
        let (number, hash, at, signature) = (1, Digest::NONE, at(0), Digest::NONE);
        e.depends_on_absence(UniqueKey::AuditAnchor(1));
        e.write(Write::AuditAnchor(Anchor { number, hash, at, key_id: "key".into(), signature }));
    });
    let key = UniqueKey::Idempotency {
        actor: record.actor.clone(),
        operation: record.operation,
        key: record.key.as_str().to_owned(),
    };
    own(key, &|e| e.idempotency(record.clone()));
    owners
}

/// Of any unique key: a guard that it is free holds until something has it, then fails with its whole unit.
pub async fn a_guard_that_a_key_is_free_holds_until_it_is_taken(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for (n, (key, owner)) in (1..).zip(keys_and_their_owners()) {
        let guarded = effects(|e| {
            e.depends_on_absence(key.clone());
            e.insert(job(n));
        });
        let again = effects(|e| {
            e.depends_on_absence(key.clone());
            e.insert(job(100 + n));
        });
        let free = commit(&*store, guarded).await;
        assert!(free.is_ok(), "{key:?} is free, yet {free:?}");
        let taken = commit(&*store, owner).await;
        assert!(taken.is_ok(), "taking {key:?}: {taken:?}");
        assert_stale(&commit(&*store, again).await);
        assert_eq!(latest(&*store).await.jobs().get(id(100 + n)).await.unwrap(), None, "{key:?}");
    }
}

/// Of any unique key: storing a second owner is stale, guarded or not, and writes nothing.
pub async fn a_second_owner_of_a_unique_key_is_stale(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for (n, (key, owner)) in (1..).zip(keys_and_their_owners()) {
        let mut second = effects(|e| e.insert(job(n)));
        second.writes.extend(owner.writes.iter().cloned());
        let first = commit(&*store, owner.clone()).await;
        assert!(first.is_ok(), "{key:?}: {first:?}");
        assert_stale(&commit(&*store, owner).await);
        let unguarded = commit(&*store, second).await;
        assert!(unguarded.is_err(), "{key:?} was taken twice");
        assert_eq!(latest(&*store).await.jobs().get(id(n)).await.unwrap(), None, "{key:?}");
    }
}

/// A row that takes another one's key by an update is refused.
pub async fn an_update_cannot_take_a_key_that_is_taken(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1), city(2)]).await;
    let read = latest(&*store).await.cities().get(id(2)).await.unwrap().unwrap();
    let mut renamed = read.to_changed();
    renamed.name = text("ГОРОД 00001");
    let taken = commit(&*store, effects(|e| e.update(&read, renamed.clone()))).await;
    assert!(taken.is_err(), "two cities of one name");
    renamed.name = text("Город 00003");
    write(&*store, |e| e.update(&read, renamed.clone())).await;
    let mut tx = latest(&*store).await;
    assert_eq!(tx.cities().by_name("город 00003").await.unwrap().unwrap().id, id(2));
    assert_eq!(tx.cities().by_name("город 00002").await.unwrap(), None);
    // The old name is free again.
    let mut newcomer = city(3);
    newcomer.name = text("Город 00002");
    insert(&*store, [newcomer]).await;
}

/// Names and logins compare without case, in any alphabet, and are shown as they were written.
pub async fn names_and_logins_compare_without_case(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let (mut a_city, mut a_campaign, mut an_operator) = (city(1), campaign(1), operator(1));
    a_city.name = text("Санкт-Петербург ЁЖ");
    a_campaign.name = text("Авито ÀÉ");
    an_operator.login = Login::new("Анна.Ёлкина").unwrap();
    write(&*store, |e| {
        e.insert(a_city.clone());
        e.insert(a_campaign.clone());
        e.insert(an_operator.clone());
    })
    .await;
    let mut tx = latest(&*store).await;
    assert_eq!(tx.cities().by_name("САНКТ-петербург ёж").await.unwrap().unwrap().into_inner(), a_city);
    assert_eq!(tx.campaigns().by_name("АВИТО àé").await.unwrap().unwrap().into_inner(), a_campaign);
    assert_eq!(tx.operators().by_login("анна.ёлкина").await.unwrap().unwrap().into_inner(), an_operator);
    let mut twin = operator(2);
    twin.login = Login::new("АННА.ёлкина").unwrap();
    assert_stale(&commit(&*store, effects(|e| e.insert(twin))).await);
}
