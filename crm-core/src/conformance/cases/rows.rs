//! Versioned rows: they come back as they went in, and guards hold.

use super::sample::{
    LARGEST, at, call, callback, campaign, city, client_head, conversation, cost, event, handover, id, job, line,
    operator, order, session, setting, shift, text, throttle, token,
};
use super::support::{assert_stale, commit, effects, insert, key_of, latest, stored, with_row, write};
use crate::audit::AuditActor;
use crate::auth::{PasswordHash, RevokeReason, Revoked};
use crate::callbacks::{CallbackState, Closed, Taken};
use crate::calls::{CallDirection, CallStatus, Classification, EndReason, MissReason, RecordingFact};
use crate::cities::{SlotCapacity, VisitHours};
use crate::conformance::Fixture;
use crate::jobs::JobState;
use crate::kernel::{EntityId, LineNumber, Money, Phone, Text, Timestamp, Version, Zone};
use crate::lines::Attribution;
use crate::money::{CashDecision, CashState};
use crate::operators::{Login, OperatorStatus, Role, WorkState};
use crate::orders::{Equipment, OrderStatus, OrderType};
use crate::settings::SettingKey;
use crate::store::{Effects, Loaded, Row, Store, Stored, Write};
use crate::telephony::Provider;

const STRANGE: &str = "Ж\u{e9}e\u{301} 🦀👩‍🔧 'quoted\" %_\\ \u{10FFFF}\n\tконец";

fn largest<I: EntityId>() -> I {
    id(LARGEST)
}

/// What `strange` text becomes in a field of at most `MAX` characters.
fn strange<const MAX: usize>() -> Text<MAX> {
    text(STRANGE.chars().take(MAX).collect::<String>())
}

/// One plain row of each kind, and what they refer to comes first.
fn one_of_each() -> Vec<Row> {
    vec![
        city(1).into(),
        campaign(1).into(),
        setting(1).into(),
        operator(1).into(),
        line(1).into(),
        conversation(1).into(),
        call(1).into(),
        session(1, 1).into(),
        throttle(1).into(),
        job(1).into(),
        order(1).into(),
        cost(1).into(),
        handover(1).into(),
        shift(1, 1).into(),
        callback(1).into(),
        client_head(1).into(),
    ]
}

/// One row of each kind with every field set to something a careless backend would bend.
#[expect(clippy::too_many_lines, reason = "one row of each kind")]
fn extremes() -> Vec<Row> {
    let version = Version::new(LARGEST);
    let attribution = Attribution { campaign: Some(largest()), city: Some(largest()), advert_account: Some(strange()) };
    let phone = Phone::from_stored("+79991234567");
    let phone_of_order = phone.clone();
    let mut rows: Vec<Row> = Vec::new();

    let mut row = city(LARGEST);
    (row.version, row.name, row.zone) = (version, strange(), Zone::parse("Asia/Yekaterinburg").expect("a zone"));
    (row.visit_hours, row.archived) = (VisitHours::new(0, 1440).expect("a whole day"), true);
    row.capacity = SlotCapacity { kp: 0, bt: u16::MAX, mnch: 1 };
    (row.created_at, row.updated_at) = (Timestamp::MIN, Timestamp::MAX);
    rows.push(row.into());

    let mut row = campaign(LARGEST);
    (row.version, row.name, row.created_at) = (version, strange(), Timestamp::MAX);
    row.archived = true;
    rows.push(row.into());

    let mut row = setting(1);
    (row.version, row.value) = (version, STRANGE.into());
    rows.push(row.into());

    let mut row = operator(LARGEST);
    (row.version, row.profile_version, row.name) = (version, version, strange());
    row.login = Login::new("Ёж.Иванов@ОФИС").expect("a login");
    (row.role, row.status, row.work_state) = (Role::Master, OperatorStatus::Inactive, WorkState::WrapUp);
    (row.work_state_since, row.created_at, row.updated_at) = (Timestamp::MAX, Timestamp::MIN, Timestamp::MAX);
    (row.city, row.sip_address, row.extension) = (Some(largest()), Some(strange()), Some(text("007")));
    rows.push(row.into());

    let mut row = line(LARGEST);
    (row.version, row.attribution, row.archived) = (version, attribution.clone(), true);
    row.number = LineNumber::from_stored("sip:line-Ж@office.example");
    (row.created_at, row.updated_at) = (Timestamp::MIN, Timestamp::MAX);
    rows.push(row.into());

    let mut row = conversation(LARGEST);
    (row.version, row.key.provider, row.key.account) = (version, Provider::Sip, strange());
    row.key.id = "MToxMDA6/+=🦀".repeat(6).into();
    (row.last_event_at, row.legs_over_at, row.open) = (Timestamp::MIN, Some(Timestamp::MAX), false);
    row.first_event_at = Timestamp::MAX;
    rows.push(row.into());

    let mut row = call(LARGEST);
    (row.version, row.conversation, row.provider_id) = (version, Some(largest()), Some(STRANGE.into()));
    (row.attribution, row.operator, row.final_operator) = (attribution, Some(largest()), Some(largest()));
    row.classification = Classification { category: Some(strange()), note: Some(text("🦀".repeat(2000))) };
    (row.created_at, row.updated_at) = (Timestamp::MIN, Timestamp::MAX);
    let facts = &mut row.facts;
    (facts.direction, facts.status) = (CallDirection::Out, CallStatus::NoAnswer);
    (facts.miss_reason, facts.end_reason) = (Some(MissReason::AbandonedIvr), Some(EndReason::Unreachable));
    (facts.client, facts.line) = (Some(phone), Some(LineNumber::from_stored("101")));
    (facts.operator_extension, facts.final_operator_extension) = (Some(text("007")), Some(strange()));
    facts.operators_rung = vec![text("3"), text("1"), text("2"), text("1")];
    (facts.started_at, facts.offered_at) = (Timestamp::MIN, Timestamp::from_micros(-1));
    (facts.answered_at, facts.ended_at) = (Some(Timestamp::EPOCH), Some(Timestamp::MAX));
    (facts.transferred, facts.complete) = (true, true);
    (facts.disconnect_code, facts.leg_count) = (Some(i32::MIN), u32::MAX);
    facts.recordings = vec![
        RecordingFact { id: STRANGE.into(), leg: None, ready: false },
        RecordingFact { id: "rec=/+".into(), leg: Some(STRANGE.into()), ready: true },
    ];
    rows.push(row.into());

    let mut row = session(LARGEST, LARGEST);
    (row.version, row.previous_refresh_id, row.rotated_at) = (version, Some(token(8)), Some(Timestamp::MAX));
    (row.refresh_issued_at, row.created_at, row.last_seen_at) = (Timestamp::MIN, Timestamp::MIN, Timestamp::MAX);
    row.expires_at = Timestamp::MAX;
    row.revoked = Some(Revoked { at: Timestamp::MAX, reason: RevokeReason::Reuse });
    (row.address, row.agent) = (Some(text("2001:db8::1")), Some(strange()));
    rows.push(row.into());

    let mut row = throttle(1);
    (row.version, row.failures, row.blocked_until) = (version, u32::MAX, Some(Timestamp::MAX));
    (row.first_at, row.last_at) = (Timestamp::MIN, Timestamp::MAX);
    rows.push(row.into());

    let mut row = job(LARGEST);
    (row.version, row.queue, row.subject) = (version, strange(), strange());
    (row.payload, row.state) = (format!("{{\"text\":{STRANGE:?}}}").into(), JobState::Dead);
    (row.run_at, row.attempts, row.lease_until) = (Timestamp::MIN, u32::MAX, Some(Timestamp::MAX));
    (row.last_error, row.created_at) = (Some(strange()), Timestamp::MAX);
    rows.push(row.into());

    let mut row = order(LARGEST);
    (row.version, row.city, row.campaign, row.call) = (version, largest(), Some(largest()), Some(largest()));
    (row.order_type, row.equipment, row.status) = (OrderType::Warranty, Equipment::Handyman, OrderStatus::Completed);
    (row.phone, row.advert_account, row.client_name) = (phone_of_order, Some(strange()), strange());
    (row.address, row.problem) = (strange(), text("🦀".repeat(4000)));
    row.meeting.at = Timestamp::MIN;
    row.meeting.zone = Zone::parse("Asia/Yekaterinburg").expect("a zone");
    (row.master, row.operator) = (Some(largest()), Some(largest()));
    (row.result, row.expenditure) = (Some(Money::MAX), Some(Money::ZERO));
    (row.promised, row.closing, row.closed_at) = (Some(chrono::NaiveDate::MAX), u32::MAX, Some(Timestamp::MAX));
    (row.created_at, row.updated_at) = (Timestamp::MIN, Timestamp::MAX);
    rows.push(row.into());

    let mut row = cost(LARGEST);
    (row.version, row.campaign, row.city) = (version, largest(), Some(largest()));
    (row.first_day, row.last_day) = (chrono::NaiveDate::MIN, chrono::NaiveDate::MAX);
    (row.amount, row.note, row.cancelled) = (Money::MAX, Some(text("🦀".repeat(500))), true);
    (row.created_at, row.updated_at) = (Timestamp::MIN, Timestamp::MAX);
    rows.push(row.into());

    let mut row = handover(LARGEST);
    (row.version, row.master, row.city, row.amount) = (version, largest(), largest(), Money::MAX);
    (row.note, row.state, row.handed_at) = (Some(strange()), CashState::Declined, Timestamp::MIN);
    row.decided = Some(CashDecision {
        by: AuditActor::from_stored("operator:9007199254740991"),
        at: Timestamp::MAX,
        reason: Some(text("🦀".repeat(500))),
    });
    rows.push(row.into());

    let mut row = shift(LARGEST, LARGEST);
    (row.version, row.from, row.to) = (version, Timestamp::MIN, Timestamp::MAX);
    (row.note, row.cancelled) = (Some(strange()), true);
    (row.created_at, row.updated_at) = (Timestamp::MIN, Timestamp::MAX);
    rows.push(row.into());

    let mut row = callback(LARGEST);
    (row.version, row.state) = (version, CallbackState::Withdrawn);
    (row.created_at, row.updated_at) = (Timestamp::MIN, Timestamp::MAX);
    row.phone = Phone::from_stored("+79991234567");
    let episode = &mut row.episode;
    (episode.first_call, episode.last_call, episode.missed) = (largest(), largest(), u32::MAX);
    (episode.first_at, episode.opened_at, episode.last_at) = (Timestamp::MIN, Timestamp::MAX, Timestamp::MAX);
    (episode.city, episode.campaign) = (Some(largest()), Some(largest()));
    episode.line = Some(LineNumber::from_stored("sip:line-Ж@office.example"));
    episode.closed =
        Some(Closed { at: Timestamp::MAX, by_call: Some(largest()), by: Some(largest()), reason: Some(strange()) });
    row.taken = Some(Taken { by: largest(), at: Timestamp::MIN });
    rows.push(row.into());

    let mut row = client_head(1);
    row.version = version;
    rows.push(row.into());
    rows
}

async fn assert_round_trip(store: &dyn Store, rows: Vec<Row>) {
    for row in rows {
        let key = key_of(&row);
        let result = commit(store, effects(|e| with_row!(row.clone(), inner => e.insert(*inner)))).await;
        assert!(result.is_ok(), "inserting {key:?}: {result:?}");
        assert_eq!(stored(&mut *latest(store).await, &key).await, Some(row), "{key:?} came back changed");
    }
}

/// A row that is not there is `None`, never an error.
pub async fn a_missing_row_is_none(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let mut tx = latest(&*store).await;
    for row in one_of_each() {
        assert_eq!(stored(&mut *tx, &key_of(&row)).await, None);
    }
    assert_eq!(tx.operators().password(id(1)).await.unwrap(), None);
    assert_eq!(tx.calls().view(id(1), &crate::access::CallScope::All).await.unwrap(), None);
}

/// Rows with every optional field empty come back as they went in.
pub async fn plain_rows_come_back_as_they_went_in(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    assert_round_trip(&*store, one_of_each()).await;
}

/// Microseconds of the years 1 and 9999, ids and versions of 2^53 - 1, emoji and quotes come back as they went in.
pub async fn extreme_rows_come_back_as_they_went_in(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    assert_round_trip(&*store, extremes()).await;
}

/// Every field of a row can be changed, and emptied again.
pub async fn every_field_can_be_changed_and_emptied_again(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for row in extremes() {
        write(&*store, |e| with_row!(row, inner => e.insert(*inner))).await;
    }
    // The plain samples, under the ids and keys of the extreme ones.
    let (mut a_city, mut a_campaign, mut an_operator) = (city(LARGEST), campaign(LARGEST), operator(LARGEST));
    (a_city.name, a_campaign.name) = (text("Тверь"), text("Авито"));
    an_operator.login = Login::new("plain").unwrap();
    let mut a_call = call(LARGEST);
    a_call.conversation = Some(largest());
    let mut an_order = order(LARGEST);
    an_order.city = largest();
    let (mut a_cost, mut a_handover) = (cost(LARGEST), handover(LARGEST));
    (a_cost.campaign, a_handover.master, a_handover.city) = (largest(), largest(), largest());
    let mut a_callback = callback(LARGEST);
    (a_callback.episode.first_call, a_callback.episode.last_call) = (largest(), largest());
    let plain: Vec<Row> = vec![
        a_city.into(),
        a_campaign.into(),
        setting(1).into(),
        an_operator.into(),
        line(LARGEST).into(),
        conversation(LARGEST).into(),
        a_call.into(),
        session(LARGEST, LARGEST).into(),
        throttle(1).into(),
        job(LARGEST).into(),
        an_order.into(),
        a_cost.into(),
        a_handover.into(),
        shift(LARGEST, LARGEST).into(),
        a_callback.into(),
        client_head(1).into(),
    ];
    for row in plain {
        let key = key_of(&row);
        let before = stored(&mut *latest(&*store).await, &key).await.unwrap();
        let mut change = Effects::none();
        let expected: Row = with_row!(row, inner => {
            let version = with_row!(&before, old => old.version());
            let mut read = inner.clone();
            read.set_version(version);
            change.update(&Loaded::new(*read), (*inner).clone());
            let mut next = inner;
            next.set_version(version.next());
            (*next).into()
        });
        commit(&*store, change).await.unwrap();
        assert_eq!(stored(&mut *latest(&*store).await, &key).await, Some(expected));
    }
}

/// Codes that this version does not know are kept as they are.
pub async fn codes_of_a_later_version_are_kept(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let later = "later code Ж";
    let mut an_operator = operator(1);
    an_operator.role = Role::from_stored(later);
    an_operator.status = OperatorStatus::from_stored(later);
    an_operator.work_state = WorkState::from_stored(later);
    let mut a_call = call(1);
    a_call.facts.direction = CallDirection::from_stored(later);
    a_call.facts.status = CallStatus::from_stored(later);
    a_call.facts.miss_reason = Some(MissReason::from_stored(later));
    a_call.facts.end_reason = Some(EndReason::from_stored(later));
    let mut a_conversation = conversation(1);
    a_conversation.key.provider = Provider::from_stored(later);
    let mut a_session = session(1, 1);
    a_session.revoked = Some(Revoked { at: at(1), reason: RevokeReason::from_stored(later) });
    let mut a_job = job(1);
    a_job.state = JobState::from_stored(later);
    let mut a_setting = setting(1);
    a_setting.key = SettingKey::from_stored(later);
    let mut an_order = order(1);
    an_order.order_type = OrderType::from_stored(later);
    an_order.equipment = Equipment::from_stored(later);
    an_order.status = OrderStatus::from_stored(later);
    let mut a_handover = handover(1);
    a_handover.state = CashState::from_stored(later);
    let mut a_callback = callback(1);
    a_callback.state = CallbackState::from_stored(later);
    let rows: Vec<Row> = vec![
        an_operator.into(),
        a_call.into(),
        a_callback.into(),
        a_conversation.into(),
        a_session.into(),
        a_job.into(),
        a_setting.into(),
        city(1).into(),
        an_order.into(),
        a_handover.into(),
    ];
    assert_round_trip(&*store, rows).await;
}

/// Lists of 10,000 elements come back whole and in order.
pub async fn lists_of_ten_thousand_come_back_whole(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, (1..=10_000).map(city)).await;
    let mut an_operator = operator(1);
    an_operator.more_cities = (1..=10_000).map(id).collect();
    let mut a_call = call(1);
    a_call.facts.operators_rung = (0..10_000).rev().map(|n| text(format!("{n}"))).collect();
    a_call.facts.recordings =
        (0..10_000).map(|n| RecordingFact { id: format!("{n:05}"), leg: None, ready: true }).collect();
    assert_round_trip(&*store, vec![an_operator.into(), a_call.into()]).await;
}

/// Of any kind of row: an update of a version that is no longer the stored one is refused, and nothing of its unit is
/// written, whatever came before it.
pub async fn a_stale_version_is_refused_with_its_whole_unit(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for row in one_of_each() {
        write(&*store, |e| with_row!(row.clone(), inner => e.insert(*inner))).await;
        let bystander = campaign(100);
        let stale = effects(|e| {
            e.insert(bystander.clone());
            with_row!(row.clone(), inner => {
                let mut never_written = inner.clone();
                never_written.set_version(Version::new(7));
                e.update(&Loaded::new(*never_written), *inner);
            });
        });
        assert_stale(&commit(&*store, stale).await);
        let mut tx = latest(&*store).await;
        assert_eq!(stored(&mut *tx, &key_of(&row)).await.as_ref(), Some(&row));
        assert_eq!(stored(&mut *tx, &bystander.row_key()).await, None, "{row:?}");
    }
}

/// A guard on a row that is not there fails.
pub async fn a_guard_on_a_missing_row_fails(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for row in one_of_each() {
        let unit = effects(|e| {
            with_row!(row, inner => e.depends_on(&Loaded::new(*inner)));
            e.event(event(1));
        });
        assert_stale(&commit(&*store, unit).await);
    }
    assert_eq!(latest(&*store).await.events().head().await.unwrap(), 0);
}

/// A password hash is set and replaced byte for byte.
pub async fn a_password_is_set_and_replaced(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for (round, hash) in
        ["$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", "$2b$12$abcdefghijklmnopqrstuu"].iter().enumerate()
    {
        write(&*store, |e| {
            if round == 0 {
                e.insert(operator(1));
            }
            e.write(Write::Password { operator: id(1), hash: PasswordHash::from_stored(*hash) });
        })
        .await;
        let kept = latest(&*store).await.operators().password(id(1)).await.unwrap().unwrap();
        assert_eq!(kept.expose_for_storage(), *hash);
    }
    assert_eq!(latest(&*store).await.operators().get(id(1)).await.unwrap().unwrap().version(), Version::FIRST);
}
