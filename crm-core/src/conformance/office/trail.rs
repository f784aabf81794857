//! The audit of whole use cases: every change leaves its entry, sealed and verifiable offline.

use std::time::Duration;

use super::desk::{Desk, LINE, code, line_number, new_person, race, text};
use super::traffic::Ring;
use crate::audit::{AuditBreak, AuditLine, AuditReport, Verifier};
use crate::calls::{CallDirection, CallStatus, Classification, NewCall};
use crate::cities::{CityPatch, NewCity};
use crate::conformance::Fixture;
use crate::kernel::{Change, Zone};
use crate::lines::{LinePatch, NewLine};
use crate::operators::{OperatorPatch, Role, WorkState};
use crate::settings::SettingChange;

/// Every change is told with who did it and to what, and not in more entries than changes.
pub async fn every_change_leaves_its_entry(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let crm = &desk.crm;
    let anna = desk.person("anna", Role::Admin, None).await;
    let who = desk.actor(&anna).await;
    let city = crm.cities().create(&who, &NewCity::new(text("Саратов"), Zone::UTC), None).await.unwrap();
    let patch = CityPatch { archived: Some(false), zone: Some(Zone::MOSCOW), ..CityPatch::default() };
    crm.cities().change(&who, city.id, city.version, &patch).await.unwrap();
    let new = NewLine {
        number: line_number(LINE),
        campaign: Some(text("Листовки")),
        city: Some(city.id),
        advert_account: None,
    };
    let line = crm.lines().create(&who, &new, None).await.unwrap();
    let patch = LinePatch { advert_account: Change::To(text("avito-1")), ..LinePatch::default() };
    crm.lines().change(&who, line.id, line.version, &patch).await.unwrap();
    crm.settings().set(&who, SettingChange::WrapUp(30)).await.unwrap();
    let boris = crm.operators().create(&who, &new_person("boris", Role::Operator, Some(city.id)), None).await.unwrap();
    let patch = OperatorPatch { name: Some(text("Борис")), ..OperatorPatch::default() };
    crm.operators().change(&who, boris.id, boris.version, &patch).await.unwrap();
    crm.operators().set_work_state(&who, boris.id, &WorkState::Online, None).await.unwrap();
    let new = NewCall {
        direction: CallDirection::In,
        status: CallStatus::Missed,
        client: None,
        line: None,
        started_at: crm.now().minus(Duration::from_secs(60)),
        wait_seconds: 5,
        talk_seconds: 0,
        classification: Classification::default(),
    };
    let call = crm.calls().record(&who, &new, None).await.unwrap();
    let said = Classification { category: Some(text("spam")), note: None };
    crm.calls().classify(&who, call.id, call.version, &said).await.unwrap();

    let (city, line, boris) =
        (format!("city:{}", city.id), format!("line:{}", line.id), format!("operator:{}", boris.id));
    let (call, campaign) = (format!("call:{}", call.id), format!("campaign:{}", line_campaign(&desk).await));
    let entries = crm.audit().latest(&desk.system, None, None).await.unwrap();
    let mut told: Vec<_> = entries
        .iter()
        .filter(|entry| entry.actor == who.audit_name())
        .map(|entry| (entry.action.as_str(), entry.subject.as_str()))
        .collect();
    told.reverse();
    assert_eq!(
        told,
        [
            ("city.created", &*city),
            ("city.changed", &*city),
            ("campaign.created", &*campaign),
            ("line.created", &*line),
            ("line.changed", &*line),
            ("setting.changed", "setting:wrap_up_seconds"),
            ("operator.created", &*boris),
            ("operator.changed", &*boris),
            ("operator.work_state_set", &*boris),
            ("call.recorded", &*call),
            ("call.classified", &*call),
        ]
    );
    assert!(entries.iter().all(|entry| entry.payload.as_ref().unwrap().salt != [0; 16]), "every payload is salted");
    let secrets = [super::desk::PASSWORD, "$argon2"];
    assert!(entries.iter().all(|entry| !secrets.iter().any(|it| entry.payload.as_ref().unwrap().json.contains(it))));
}

async fn line_campaign(desk: &Desk) -> crate::kernel::CampaignId {
    let line = desk.crm.lines().by_number(&desk.system, &line_number(LINE)).await.unwrap();
    line.attribution.campaign.unwrap()
}

/// A change that is refused, or changes nothing, leaves no entry.
pub async fn what_changes_nothing_leaves_no_entry(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    desk.crm.settings().set(&desk.system, SettingChange::WrapUp(30)).await.unwrap();
    let entries = async || desk.crm.audit().latest(&desk.system, None, None).await.unwrap().len();
    let before = entries().await;
    let events = desk.feed(&desk.system).await.len();
    let same = CityPatch { name: Some(city.name.clone()), ..CityPatch::default() };
    desk.crm.cities().change(&desk.system, city.id, city.version, &same).await.unwrap();
    desk.crm.settings().set(&desk.system, SettingChange::WrapUp(30)).await.unwrap();
    let taken = NewCity::new(text("САРАТОВ"), Zone::UTC);
    assert_eq!(code(desk.crm.cities().create(&desk.system, &taken, None).await), "city.name_taken");
    assert_eq!((entries().await, desk.feed(&desk.system).await.len()), (before, events));
}

/// What has settled for a second is sealed into one block, a second seal at once finds nothing, and what is younger is
/// reported as not sealed.
pub async fn settled_entries_are_sealed_once_and_verify(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let audit = desk.crm.audit();
    assert_eq!(audit.seal(&desk.system).await.unwrap().rows, 0);
    for n in 0..5 {
        desk.city(&format!("Город {n}")).await;
    }
    assert_eq!(audit.seal(&desk.system).await.unwrap().rows, 0, "nothing has settled");
    desk.later(1);
    desk.city("Последний").await;
    assert_eq!(audit.seal(&desk.system).await.unwrap().rows, 5);
    assert_eq!(audit.seal(&desk.system).await.unwrap().rows, 0);
    let report = audit.verify(&desk.system).await.unwrap();
    assert_eq!((report.blocks, report.sealed, report.unsealed, &report.broken), (1, 5, 1, &None));

    desk.later(1);
    let racing = race(4, |_| {
        let desk = desk.clone();
        async move { desk.crm.audit().seal(&desk.system).await.unwrap().rows }
    })
    .await;
    assert_eq!(racing.iter().sum::<u64>(), 1, "sealers that race seal once");
    let report = audit.verify(&desk.system).await.unwrap();
    assert_eq!((report.blocks, report.sealed, report.unsealed, report.broken), (2, 6, 0, None));
}

/// A log of more than one block's rows is sealed block by block, and the caller is told that there is more.
pub async fn a_long_log_is_sealed_block_by_block(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let mut effects = crate::store::Effects::none();
    for n in 0..1003 {
        effects.audit(crate::audit::entry(&desk.system, desk.crm.now(), "suite.told", "suite", &n.into()));
    }
    desk.write(effects).await;
    desk.later(2);
    let audit = desk.crm.audit();
    let first = audit.seal(&desk.system).await.unwrap();
    assert_eq!((first.rows, first.more), (1000, true));
    let second = audit.seal(&desk.system).await.unwrap();
    assert_eq!((second.rows, second.more), (3, false));
    let report = audit.verify(&desk.system).await.unwrap();
    assert_eq!((report.blocks, report.sealed, report.broken), (2, 1003, None));
}

fn verified(lines: &[String]) -> AuditReport {
    let mut verifier = Verifier::new();
    for line in lines {
        match AuditLine::parse(line).unwrap() {
            AuditLine::Anchor(anchor) => verifier.anchor(&anchor),
            AuditLine::Block(header) => verifier.block(&header),
            AuditLine::Entry(entry) => verifier.entry(&entry),
        }
    }
    verifier.finish()
}

/// The walk, written as JSON lines, verifies without a database; a line that is changed or taken out is found.
pub async fn the_walk_verifies_offline(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for n in 0..3 {
        desk.city(&format!("Город {n}")).await;
        desk.post_all(&Ring::new(&format!("c{n}")).answered()).await;
        desk.later(2);
        desk.crm.audit().seal(&desk.system).await.unwrap();
    }
    desk.city("Последний").await;
    let mut lines = Vec::new();
    desk.crm.audit().walk(&desk.system, |line| lines.push(line.to_json().unwrap())).await.unwrap();
    let report = verified(&lines);
    assert_eq!(report, desk.crm.audit().verify(&desk.system).await.unwrap());
    assert_eq!((report.blocks, report.sealed, report.unsealed, &report.broken), (3, 6, 1, &None));

    for nth in 0..lines.len() - 1 {
        let mut fewer = lines.clone();
        fewer.remove(nth);
        assert!(verified(&fewer).broken.is_some(), "without {}", lines[nth]);
    }
    let forged: Vec<_> = lines.iter().map(|line| line.replace("Город 1", "Город 9")).collect();
    assert!(matches!(verified(&forged).broken, Some(AuditBreak::ChangedPayload { .. })));
}

/// Verifying while others write and seal finds nothing broken.
pub async fn verifying_while_others_write_and_seal_finds_nothing_broken(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    race(3, |n| {
        let desk = desk.clone();
        async move {
            for round in 0..40 {
                match n {
                    0 => {
                        desk.crm.settings().set(&desk.system, SettingChange::WrapUp(round)).await.unwrap();
                        desk.clock.advance(Duration::from_millis(100));
                    }
                    1 => {
                        desk.crm.audit().seal(&desk.system).await.unwrap();
                    }
                    _ => {
                        let report = desk.crm.audit().verify(&desk.system).await.unwrap();
                        assert_eq!(report.broken, None);
                    }
                }
            }
        }
    })
    .await;
}
