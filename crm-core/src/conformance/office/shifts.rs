//! Shifts: who plans them, and how they were kept.

use std::time::Duration;

use super::desk::{code, race, text};
use super::shop::Shop;
use crate::access::Actor;
use crate::conformance::Fixture;
use crate::kernel::{Change, OperatorId, PageRequest, Period, ShiftId, Timestamp, Version};
use crate::operators::{OperatorPatch, OperatorStatus, WorkState};
use crate::shifts::{NewShift, Shift, ShiftError, ShiftFilter, ShiftPatch};

const HOUR: u64 = 3600;

fn at(hours: u64) -> Timestamp {
    Timestamp::parse("2026-01-13T06:00:00Z").unwrap().plus(Duration::from_secs(hours * HOUR))
}

fn new(operator: OperatorId, from: u64, to: u64) -> NewShift {
    NewShift { operator, from: at(from), to: at(to), note: None }
}

fn whole_week() -> Period {
    Period::new(at(0), at(7 * 24)).unwrap()
}

async fn listed(shop: &Shop, actor: &Actor, filter: &ShiftFilter) -> Vec<ShiftId> {
    let page = shop.desk.crm.shifts().list(actor, filter, &PageRequest::first()).await.unwrap();
    assert_eq!(page.total.unwrap().count, page.items.len() as u64);
    page.items.into_iter().map(|shift| shift.id).collect()
}

/// A shift is planned, moved, annotated and called off, each once, and each time it is told and recorded.
pub async fn a_shift_is_planned_changed_and_called_off(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (shifts, anna) = (shop.desk.crm.shifts(), shop.operator.id().unwrap());
    let planned = shifts.add(&shop.director, &new(anna, 0, 8), None).await.unwrap();
    assert_eq!((planned.from, planned.to, planned.cancelled), (at(0), at(8), false));
    let patch = ShiftPatch { to: Some(at(9)), note: Change::To(text("за Бориса")), ..ShiftPatch::default() };
    let changed = shifts.change(&shop.director, planned.id, planned.version, &patch).await.unwrap();
    assert_eq!((changed.to, changed.note.clone(), changed.version), (at(9), Some(text("за Бориса")), Version::new(2)));
    assert_eq!(shifts.change(&shop.director, planned.id, changed.version, &patch).await.unwrap(), changed);
    let stale = shifts.change(&shop.director, planned.id, planned.version, &patch).await.unwrap_err();
    assert_eq!((stale.code(), stale.current_version()), ("shift.version_conflict", Some(changed.version)));
    assert_eq!(code(shifts.cancel(&shop.director, planned.id, planned.version).await), "shift.version_conflict");
    let off = shifts.cancel(&shop.director, planned.id, changed.version).await.unwrap();
    assert!(off.cancelled);
    assert_eq!(shifts.cancel(&shop.director, planned.id, changed.version).await.unwrap(), off, "it stays so");
    assert_eq!(code(shifts.change(&shop.director, planned.id, off.version, &patch).await), "shift.cancelled");
    assert_eq!(shifts.get(&shop.operator, planned.id).await.unwrap(), off);

    let subject = format!("shift:{}", planned.id);
    let actions: Vec<_> = shop.desk.trail(&subject).await.into_iter().map(|(_, action)| action).collect();
    assert_eq!(actions, ["shift.cancelled", "shift.changed", "shift.added"]);
    for (actor, times) in [(&shop.operator, 3), (&shop.desk.system, 3), (&shop.other_operator, 0), (&shop.master, 0)] {
        let told = shop.desk.feed(actor).await;
        assert_eq!(super::desk::count(&told, |it| it.event.subject.as_str() == subject), times, "{actor}");
    }
}

/// A shift has 15 minutes to 24 hours, a user who works here, and no other shift of that user in its time.
pub async fn a_shift_that_cannot_be_is_refused(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (shifts, anna) = (shop.desk.crm.shifts(), shop.operator.id().unwrap());
    let boss = &shop.director;
    for (from, to) in [(at(0), at(0)), (at(0), at(0).plus(Duration::from_secs(899))), (at(1), at(0)), (at(0), at(25))] {
        let bad = NewShift { operator: anna, from, to, note: None };
        assert_eq!(shifts.add(boss, &bad, None).await.unwrap_err().fields()[0].code, "shift.bad_length");
    }
    let first = shifts.add(boss, &new(anna, 0, 8), None).await.unwrap();
    for (from, to) in [(7, 9), (0, 8), (2, 3)] {
        let refused = shifts.add(boss, &new(anna, from, to), None).await.unwrap_err();
        assert!(matches!(refused.refusal(), Some(ShiftError::Overlaps { with }) if *with == first.id), "{refused}");
    }
    let second = shifts.add(boss, &new(anna, 8, 16), None).await.unwrap();
    let earlier = ShiftPatch { from: Some(at(7)), ..ShiftPatch::default() };
    assert_eq!(code(shifts.change(boss, second.id, second.version, &earlier).await), "shift.overlaps");
    shifts.add(boss, &new(shop.master.id().unwrap(), 0, 8), None).await.unwrap();
    shifts.cancel(boss, first.id, first.version).await.unwrap();
    shifts.change(boss, second.id, second.version, &earlier).await.unwrap();

    let present = shop.desk.crm.operators().get(&shop.desk.system, anna).await.unwrap();
    let off = OperatorPatch { status: Some(OperatorStatus::Inactive), ..OperatorPatch::default() };
    shop.desk.crm.operators().change(&shop.desk.system, anna, present.version, &off).await.unwrap();
    assert_eq!(code(shifts.add(boss, &new(anna, 40, 48), None).await), "operator.inactive");
    let nobody = OperatorId::new(999_999).unwrap();
    assert_eq!(code(shifts.add(boss, &new(nobody, 0, 8), None).await), "operator.not_found");
}

/// The same key plans one shift; another request under it is refused.
pub async fn one_key_plans_one_shift(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (key, anna) = (text("click"), shop.operator.id().unwrap());
    let made = race(8, |_| {
        let (shop, key) = (shop.clone(), key.clone());
        async move { shop.desk.crm.shifts().add(&shop.director, &new(anna, 0, 8), Some(&key)).await.unwrap() }
    })
    .await;
    assert!(made.iter().all(|shift| shift == &made[0]));
    let other = shop.desk.crm.shifts().add(&shop.director, &new(anna, 10, 18), Some(&key)).await;
    assert_eq!(code(other), "idempotency.reused");
}

/// Of sixteen shifts of one user that all overlap one is planned; a user's edit at the same moment is not disturbed.
pub async fn racing_shifts_of_one_user_do_not_overlap(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let anna = shop.desk.crm.operators().get(&shop.desk.system, shop.operator.id().unwrap()).await.unwrap();
    let answers = race(16, |n| {
        let (shop, anna) = (shop.clone(), anna.clone());
        async move {
            let from = at(0).plus(Duration::from_secs(60 * n as u64));
            let new = NewShift { operator: anna.id, from, to: at(8), note: None };
            shop.desk.crm.shifts().add(&shop.director, &new, None).await.map_err(|error| error.code())
        }
    })
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err("shift.overlaps"))), "{answers:?}");
    let same = shop.desk.crm.operators().get(&shop.desk.system, anna.id).await.unwrap();
    assert_eq!(same.version, anna.version);
}

/// Admins plan and see every shift, directors those of users of own cities, everybody else sees the own ones.
pub async fn shifts_are_seen_and_planned_by_whom_they_concern(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let shifts = shop.desk.crm.shifts();
    let first_day = Period::new(at(0), at(20)).unwrap();
    let mut planned: Vec<Shift> = Vec::new();
    for (n, whose) in (0..).zip([&shop.operator, &shop.director, &shop.master, &shop.other_operator]) {
        planned.push(shifts.add(&shop.desk.system, &new(whose.id().unwrap(), n, n + 8), None).await.unwrap());
    }
    for (n, (actor, sees, plans)) in (0..).zip([
        (&shop.desk.system, &[0, 1, 2, 3][..], true),
        (&shop.director, &[0, 1, 2], true),
        (&shop.other_director, &[3], true),
        (&shop.operator, &[0], false),
        (&shop.other_operator, &[3], false),
        (&shop.master, &[2], false),
        (&shop.other_master, &[], false),
    ]) {
        let seen: Vec<_> = sees.iter().map(|place: &usize| planned[*place].id).collect();
        let filter = ShiftFilter { period: Some(first_day), ..ShiftFilter::default() };
        assert_eq!(listed(&shop, actor, &filter).await, seen, "{actor}");
        let kept = shifts.attendance(actor, first_day, None).await.unwrap();
        let mut told: Vec<_> = kept.iter().map(|kept| kept.shift.id).collect();
        told.sort_unstable();
        assert_eq!(told, seen, "{actor}");
        for (place, shift) in planned.iter().enumerate() {
            let in_sight = sees.contains(&place);
            let of_one = ShiftFilter { operator: Some(shift.operator), ..filter.clone() };
            assert_eq!(listed(&shop, actor, &of_one).await.len(), usize::from(in_sight));
            let one = shifts.attendance(actor, first_day, Some(shift.operator)).await.unwrap();
            assert_eq!(one.len(), usize::from(in_sight));
            assert_eq!(shifts.get(actor, shift.id).await.is_ok(), in_sight, "{actor}");
            let version = shifts.get(&shop.desk.system, shift.id).await.unwrap().version;
            let note = ShiftPatch { note: Change::To(text(&format!("{n}"))), ..ShiftPatch::default() };
            let another = new(shift.operator, 48 + 10 * n, 56 + 10 * n);
            for (answer, out_of_sight, allowed) in [
                (shifts.change(actor, shift.id, version, &note).await.map(drop), "shift.not_found", None),
                (shifts.add(actor, &another, None).await.map(drop), "operator.not_found", None),
                // Allowed, but of a version that never was.
                (
                    shifts.cancel(actor, shift.id, Version::new(99)).await.map(drop),
                    "shift.not_found",
                    Some("shift.version_conflict"),
                ),
            ] {
                let expected = match (plans, in_sight) {
                    (false, _) => Some("access.forbidden"),
                    (true, false) => Some(out_of_sight),
                    (true, true) => allowed,
                };
                assert_eq!(answer.err().map(|error| error.code()), expected, "{actor}");
            }
        }
    }
}

/// Attendance is the work log beside the shifts, for all users at once.
pub async fn attendance_compares_shifts_with_the_log(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (shifts, users) = (shop.desk.crm.shifts(), shop.desk.crm.operators());
    let (anna, boris) = (shop.operator.id().unwrap(), shop.director.id().unwrap());
    for new in [new(anna, 0, 8), new(anna, 24, 32), new(boris, 0, 8), new(anna, 48, 56)] {
        shifts.add(&shop.desk.system, &new, None).await.unwrap();
    }
    let gone = shifts.add(&shop.desk.system, &new(boris, 24, 32), None).await.unwrap();
    shifts.cancel(&shop.desk.system, gone.id, gone.version).await.unwrap();
    for (minutes, who, state) in [
        (-30_i64, anna, WorkState::Online),
        (20, boris, WorkState::Online),
        (120, anna, WorkState::Break),
        (150, anna, WorkState::Online),
        (420, boris, WorkState::Offline),
        (490, anna, WorkState::Offline),
    ] {
        let micros = at(0).micros() + minutes * 60_000_000;
        shop.desk.clock.set(Timestamp::from_micros(micros).unwrap());
        users.set_work_state(&shop.desk.system, who, &state, None).await.unwrap();
    }
    shop.desk.clock.set(at(40));
    let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
    let kept = shifts.attendance(&shop.desk.system, whole_week(), None).await.unwrap();
    let summary: Vec<_> = kept
        .iter()
        .map(|kept| (kept.shift.operator, kept.late_by, kept.left_early_by, kept.worked, kept.on_break, kept.absent))
        .collect();
    let none = Duration::ZERO;
    assert_eq!(
        summary,
        [
            (anna, none, none, minutes(450), minutes(30), false),
            (anna, none, none, none, none, true),
            (anna, none, none, none, none, false),
            (boris, minutes(20), minutes(60), minutes(400), none, false),
        ]
    );
    assert_eq!(kept[0].arrived, Some(at(0).minus(minutes(30))));
    let long = Period::new(at(0), at(93 * 24)).unwrap();
    assert_eq!(code(shifts.attendance(&shop.desk.system, long, None).await), "shift.period_too_long");
}
