//! Work states and the time they take.

use std::time::Duration;

use super::desk::{Desk, code, race, text};
use crate::conformance::Fixture;
use crate::events::EventKind;
use crate::kernel::{Period, Timestamp, Zone};
use crate::operators::{Operator, OperatorPatch, OperatorStatus, Role, WorkState, WorkStateEntry, time_in};
use crate::telephony::sample::Rng;

async fn log(desk: &Desk, of: &Operator) -> Vec<WorkStateEntry> {
    desk.crm.operators().work_log(&desk.system, of.id, Period::everything()).await.unwrap()
}

/// The entries tile the time: each begins where the one before ended, and only the last one lasts.
fn assert_tiles(log: &[WorkStateEntry], since: Timestamp) {
    assert_eq!(log[0].from, since);
    for pair in log.windows(2) {
        assert_eq!(pair[0].to, Some(pair[1].from), "no gap and no overlap");
    }
    assert!(log.iter().all(|entry| entry.to.is_none_or(|to| to >= entry.from)));
    assert_eq!(log.last().unwrap().to, None);
}

/// Random changes under a clock that stands, leaps and goes back leave a log without gap or overlap.
pub async fn the_log_tiles_the_time_whatever_the_clock_does(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let anna = desk.person("anna", Role::Admin, None).await;
    let who = desk.actor(&anna).await;
    let mut rng = Rng::new(5);
    let states = [WorkState::Online, WorkState::Break, WorkState::Offline];
    for _ in 0..60 {
        match rng.below(4) {
            0 => desk.clock.set(desk.crm.now().minus(Duration::from_secs(300))),
            1 => {}
            _ => desk.clock.advance(Duration::from_secs(rng.below(600) as u64)),
        }
        let state = rng.pick(&states).unwrap();
        let reason = rng.one_in(3).then(|| text("обед"));
        let after = desk.crm.operators().set_work_state(&who, anna.id, state, reason.as_ref()).await.unwrap();
        assert_eq!(after.work_state, *state);
    }
    let log = log(&desk, &anna).await;
    assert!(log.len() > 30);
    assert_tiles(&log, anna.created_at);
    let present = desk.crm.operators().get(&desk.system, anna.id).await.unwrap();
    let last = log.last().unwrap();
    assert_eq!((&last.state, last.from), (&present.work_state, present.work_state_since));
}

/// Changes at the same moment are one after the other.
pub async fn racing_changes_of_state_tile_too(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let anna = desk.person("anna", Role::Admin, None).await;
    race(8, |n| {
        let (desk, anna) = (desk.clone(), anna.clone());
        let state = [WorkState::Online, WorkState::Break][n % 2].clone();
        let reason = text(&format!("task {n}"));
        async move {
            desk.clock.advance(Duration::from_millis(10));
            desk.crm.operators().set_work_state(&desk.system, anna.id, &state, Some(&reason)).await.unwrap();
        }
    })
    .await;
    let log = log(&desk, &anna).await;
    assert_eq!(log.len(), 9);
    assert_tiles(&log, anna.created_at);
}

/// What comes from calls cannot be set by hand; the same state again is no entry; who is locked out is offline.
pub async fn a_state_is_set_by_hand_only_where_it_may(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let anna = desk.person("anna", Role::Operator, Some(city.id)).await;
    let users = desk.crm.operators();
    let who = desk.actor(&anna).await;
    for state in [WorkState::Busy, WorkState::WrapUp, WorkState::from_stored("later")] {
        let answer = users.set_work_state(&who, anna.id, &state, None).await;
        assert_eq!(code(answer), "operator.automatic_state");
    }
    desk.later(60);
    let online = users.set_work_state(&who, anna.id, &WorkState::Online, None).await.unwrap();
    desk.later(60);
    assert_eq!(users.set_work_state(&who, anna.id, &WorkState::Online, None).await.unwrap(), online);
    assert_eq!(log(&desk, &anna).await.len(), 2);
    let told = desk.feed(&who).await;
    assert_eq!(super::desk::count(&told, |it| it.event.kind == EventKind::WorkStateChanged), 1);

    let off = OperatorPatch { status: Some(OperatorStatus::Inactive), ..OperatorPatch::default() };
    users.change(&desk.system, anna.id, online.version, &off).await.unwrap();
    let log = log(&desk, &anna).await;
    let states: Vec<_> = log.iter().map(|entry| entry.state.code()).collect();
    assert_eq!(states, ["offline", "online", "offline"]);
    assert_tiles(&log, anna.created_at);
    let answer = users.set_work_state(&desk.system, anna.id, &WorkState::Online, None).await;
    assert_eq!(code(answer), "operator.inactive");
}

/// A period shows the entries that touch it.
pub async fn a_period_shows_the_entries_that_touch_it(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let anna = desk.person("anna", Role::Admin, None).await;
    let begun = desk.crm.now();
    for state in [WorkState::Online, WorkState::Break, WorkState::Online] {
        desk.later(100);
        desk.crm.operators().set_work_state(&desk.system, anna.id, &state, None).await.unwrap();
    }
    let at = |seconds| begun.plus(Duration::from_secs(seconds));
    for (from, to, states) in [
        (0, 100, vec!["offline"]),
        (100, 101, vec!["online"]),
        (150, 250, vec!["online", "break"]),
        (300, 900, vec!["online"]),
        (5000, 6000, vec!["online"]),
    ] {
        let period = Period::new(at(from), at(to)).unwrap();
        let log = desk.crm.operators().work_log(&desk.system, anna.id, period).await.unwrap();
        assert_eq!(log.iter().map(|entry| entry.state.code()).collect::<Vec<_>>(), states, "{from} to {to}");
    }
}

/// A day is added up by state and reason, in the days of the zone that is asked for, and no more than a year at once.
pub async fn a_day_is_added_up_by_state_and_reason(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    desk.clock.set(Timestamp::parse("2026-01-12T20:00:00Z").unwrap());
    let anna = desk.person("anna", Role::Admin, None).await;
    for (state, reason) in [
        (WorkState::Online, None),
        (WorkState::Break, Some(text("обед"))),
        (WorkState::Break, Some(text("врач"))),
        (WorkState::Online, None),
    ] {
        desk.later(1800);
        desk.crm.operators().set_work_state(&desk.system, anna.id, &state, reason.as_ref()).await.unwrap();
    }
    desk.later(3600);
    let users = desk.crm.operators();
    let year = Period::new(desk.crm.now().minus(Duration::from_hours(24 * 300)), Timestamp::MAX).unwrap();
    assert_eq!(code(users.time(&desk.system, anna.id, year, Zone::MOSCOW).await), "operator.period_too_long");
    let week = Period::new(anna.created_at, anna.created_at.plus(Duration::from_hours(24 * 7))).unwrap();
    let time = users.time(&desk.system, anna.id, week, Zone::MOSCOW).await.unwrap();
    let told: Vec<_> = time
        .days
        .iter()
        .flat_map(|day| day.spent.iter().map(move |spent| (day.day, spent)))
        .map(|(day, spent)| {
            let reason = spent.reason.as_ref().map_or("", |reason| reason.as_str());
            (day.format("%d").to_string(), spent.state.code().to_owned(), reason.to_owned(), spent.time.as_secs() / 60)
        })
        .collect();
    let row = |day: &str, state: &str, reason: &str, minutes| (day.into(), state.into(), reason.into(), minutes);
    // Moscow's midnight is at 21:00 UTC, half an hour after the work began.
    assert_eq!(
        told,
        [
            row("12", "offline", "", 30),
            row("12", "online", "", 30),
            row("13", "break", "врач", 30),
            row("13", "break", "обед", 30),
            row("13", "online", "", 60),
        ]
    );
    assert_eq!(time_in(&time.total, &WorkState::Online), Duration::from_mins(90));
    assert_eq!(time_in(&time.total, &WorkState::Break), Duration::from_hours(1));
}

/// Work time is read by its owner, by a director of one of the owner's cities, and by admins; a colleague sees the owner,
/// not the time.
pub async fn time_is_read_by_whom_it_concerns(fx: &dyn Fixture) {
    let shop = super::shop::Shop::open(fx).await;
    let users = shop.desk.crm.operators();
    let colleague = shop.desk.person("colleague", Role::Operator, Some(shop.city.id)).await;
    let colleague = shop.desk.actor(&colleague).await;
    let period = Period::new(shop.desk.crm.now(), shop.desk.crm.now().plus(Duration::from_hours(1))).unwrap();
    let id = shop.operator.id().unwrap();
    for (actor, refused) in [
        (&shop.desk.system, None),
        (&shop.operator, None),
        (&shop.director, None),
        (&colleague, Some("access.forbidden")),
        (&shop.other_director, Some("operator.not_found")),
        (&shop.other_operator, Some("operator.not_found")),
        (&shop.master, Some("operator.not_found")),
    ] {
        let time = users.time(actor, id, period, Zone::UTC).await.map(drop);
        let log = users.work_log(actor, id, period).await.map(drop);
        for answer in [time, log] {
            assert_eq!(answer.err().map(|error| error.code()), refused, "{actor}");
        }
    }
}
