//! Counters: what was added to them, and what the rows add up to.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDate;

use super::lists::Dice;
use super::sample::{at, call, campaign, city, id, operator, order};
use super::support::{latest, write};
use crate::calls::{Call, CallDirection, CallStatus, MissReason};
use crate::conformance::Fixture;
use crate::counters::{
    Cell, Count, Days, Family, Measure, Recount, Subject, Tally, call_changed, order_changed, work_ended,
};
use crate::kernel::{Money, Period, Version, Zone};
use crate::operators::{WorkState, WorkStateEntry};
use crate::orders::{Equipment, Order, OrderStatus};
use crate::settings::{Setting, SettingKey};
use crate::store::{Effects, Loaded, Store, Write};

const DAY: u64 = 86_400;

/// Rows as they stand, to count anew.
#[derive(Default)]
struct Office {
    calls: Vec<Call>,
    orders: Vec<Order>,
    work: Vec<WorkStateEntry>,
}

impl Office {
    fn counts(&self, zone: Zone) -> BTreeMap<Cell, Tally> {
        let mut recount = Recount::new(zone);
        self.calls.iter().for_each(|row| recount.call(row));
        self.orders.iter().for_each(|row| recount.order(row));
        self.work.iter().for_each(|row| recount.work(row));
        recount.into_counts().map(|count| (count.cell, count.tally)).collect()
    }
}

fn opening(effects: &mut Effects) {
    for n in 1..=3 {
        effects.insert(city(n));
        effects.insert(campaign(n));
        effects.insert(operator(n));
    }
}

fn any_call(dice: &mut Dice, row: &mut Call) {
    let facts = &mut row.facts;
    facts.started_at = at(dice.roll(6 * DAY));
    facts.offered_at = Some(facts.started_at.plus(Duration::from_secs(dice.roll(9))));
    facts.direction = CallDirection::ALL[usize::try_from(dice.roll(3)).unwrap()].clone();
    facts.status = CallStatus::ALL[usize::try_from(dice.roll(5)).unwrap()].clone();
    facts.miss_reason =
        (facts.status == CallStatus::Missed).then(|| MissReason::ALL[usize::try_from(dice.roll(8)).unwrap()].clone());
    let reached = facts.offered_at.map(|offered| offered.plus(Duration::from_millis(dice.roll(200_000))));
    facts.answered_at = reached.filter(|_| facts.status == CallStatus::Answered);
    facts.ended_at = reached
        .filter(|_| facts.status != CallStatus::New)
        .map(|reached| reached.plus(Duration::from_micros(dice.roll(900_000_000))));
    row.operator = (dice.roll(4) > 0).then(|| id(dice.id(3)));
    row.attribution.city = (dice.roll(4) > 0).then(|| id(dice.id(3)));
    row.attribution.campaign = (dice.roll(4) > 0).then(|| id(dice.id(3)));
}

fn any_order(dice: &mut Dice, row: &mut Order) {
    row.created_at = at(dice.roll(6 * DAY));
    row.status = OrderStatus::ALL[usize::try_from(dice.roll(8)).unwrap()].clone();
    row.closed_at = row.status.is_terminal().then(|| row.created_at.plus(Duration::from_secs(dice.roll(3 * DAY))));
    row.result = (dice.roll(3) > 0).then(|| Money::from_kopecks(dice.id(1_000_000) - 1).unwrap());
    row.expenditure = (dice.roll(3) > 0).then(|| Money::from_kopecks(dice.id(900_000)).unwrap());
    row.equipment = Equipment::ALL[usize::try_from(dice.roll(3)).unwrap()].clone();
    row.city = id(dice.id(3));
    row.operator = (dice.roll(4) > 0).then(|| id(dice.id(3)));
    row.master = (dice.roll(4) > 0).then(|| id(dice.id(3)));
    row.campaign = (dice.roll(4) > 0).then(|| id(dice.id(3)));
}

/// Everything the store holds, walked in pages of `limit`.
async fn walked(store: &dyn Store, limit: u32) -> BTreeMap<Cell, Tally> {
    let mut tx = latest(store).await;
    let (mut all, mut after) = (BTreeMap::new(), None);
    loop {
        let page = tx.counters().after(after.as_ref(), limit).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.cell.clone());
        for Count { cell, tally } in page {
            assert!(all.insert(cell.clone(), tally).is_none(), "{cell:?} comes twice");
        }
    }
    all.retain(|_, tally: &mut Tally| !tally.is_zero());
    all
}

/// Whatever is asked, the answer is the sum of the cells.
async fn assert_answers(store: &dyn Store, expected: &BTreeMap<Cell, Tally>, zone: Zone) {
    assert_eq!(&walked(store, 7).await, expected);
    let mut tx = latest(store).await;
    let first = zone.day_of(at(0));
    let day = |n: u64| first + chrono::Days::new(n);
    let subjects = [
        Subject::Office,
        Subject::Operator(id(1)),
        Subject::City(id(2)),
        Subject::Campaign(id(3)),
        Subject::Master(id(1)),
        Subject::City(id(99)),
    ];
    let mut sums: BTreeMap<(Subject, Measure), Tally> = BTreeMap::new();
    for (cell, tally) in expected.iter().filter(|(cell, _)| subjects.contains(&cell.subject)) {
        if cell.measure.family().is_some() {
            *sums.entry((cell.subject, cell.measure.clone())).or_default() += *tally;
        }
    }
    for family in Family::ALL {
        let ever = tx.counters().ever(&subjects, family).await.unwrap().into_iter().filter(|row| !row.2.is_zero());
        let ever: BTreeMap<_, _> = ever.map(|(subject, measure, tally)| ((subject, measure), tally)).collect();
        let of_family = sums.iter().filter(|((_, measure), _)| measure.family() == Some(family));
        assert_eq!(ever, of_family.map(|(key, tally)| (key.clone(), *tally)).collect(), "{family:?}");
    }
    for days in [(0, 10), (1, 3), (2, 2)].map(|(first, next)| Days { first: day(first), next: day(next) }) {
        let inside = |cell: &Cell, subject| cell.subject == subject && days.first <= cell.day && cell.day < days.next;
        let mut sums: BTreeMap<(Subject, Measure), Tally> = BTreeMap::new();
        for (cell, tally) in expected {
            if subjects.iter().any(|subject| inside(cell, *subject)) {
                *sums.entry((cell.subject, cell.measure.clone())).or_default() += *tally;
            }
        }
        sums.retain(|_, tally| !tally.is_zero());
        let totals = tx.counters().totals(&subjects, days).await.unwrap().into_iter();
        let totals: BTreeMap<_, _> = totals
            .filter(|row| !row.2.is_zero())
            .map(|(subject, measure, tally)| ((subject, measure), tally))
            .collect();
        assert_eq!(totals, sums, "{days:?}");
        for subject in subjects {
            let rows = tx.counters().by_day(subject, days).await.unwrap();
            assert!(rows.windows(2).all(|pair| pair[0].0 <= pair[1].0), "by day");
            let rows: BTreeMap<(NaiveDate, Measure), Tally> =
                rows.into_iter().filter(|row| !row.2.is_zero()).map(|(day, measure, t)| ((day, measure), t)).collect();
            let cells = expected.iter().filter(|(cell, _)| inside(cell, subject) && cell.measure.is_daily());
            let cells = cells.map(|(cell, tally)| ((cell.day, cell.measure.clone()), *tally)).collect();
            assert_eq!(rows, cells, "{subject:?} {days:?}");
        }
    }
}

/// Whatever happens to calls, orders and work time: what was added up is what a recount gives.
pub async fn counters_are_what_the_rows_add_up_to(fx: &dyn Fixture) {
    let (store, zone) = (fx.fresh().await, Zone::MOSCOW);
    write(&*store, opening).await;
    let mut office = Office::default();
    let mut dice = Dice(11);
    for round in 0..120_i64 {
        let (calls, orders) = (office.calls.len(), office.orders.len());
        match dice.roll(5) {
            0 => {
                let mut row = call(round + 1);
                any_call(&mut dice, &mut row);
                write(&*store, |e| {
                    e.insert(row.clone());
                    e.count(call_changed(zone, None, &row));
                })
                .await;
                office.calls.push(row);
            }
            1 => {
                let mut row = order(round + 1);
                any_order(&mut dice, &mut row);
                write(&*store, |e| {
                    e.insert(row.clone());
                    e.count(order_changed(zone, None, &row));
                })
                .await;
                office.orders.push(row);
            }
            2 if calls > 0 => {
                let place = &mut office.calls[usize::try_from(dice.roll(calls as u64)).unwrap()];
                let read = Loaded::new(place.clone());
                any_call(&mut dice, place);
                place.version = read.version.next();
                write(&*store, |e| {
                    e.update(&read, place.clone());
                    e.count(call_changed(zone, Some(&read), place));
                })
                .await;
            }
            3 if orders > 0 => {
                let place = &mut office.orders[usize::try_from(dice.roll(orders as u64)).unwrap()];
                let read = Loaded::new(place.clone());
                any_order(&mut dice, place);
                place.version = read.version.next();
                write(&*store, |e| {
                    e.update(&read, place.clone());
                    e.count(order_changed(zone, Some(&read), place));
                })
                .await;
            }
            _ => {
                let worker = id(dice.id(3));
                let open = office.work.iter_mut().rev().find(|entry| entry.operator == worker);
                let from = open.as_ref().map_or(at(0), |open| open.from.plus(Duration::from_secs(dice.roll(DAY))));
                let state = WorkState::ALL[usize::try_from(dice.roll(5)).unwrap()].clone();
                let entry = WorkStateEntry { operator: worker, state, reason: None, from, to: None };
                let counts: Vec<Count> = match open {
                    None => Vec::new(),
                    Some(open) => {
                        open.to = Some(from);
                        work_ended(zone, worker, &open.state, open.from, from).collect()
                    }
                };
                write(&*store, |e| {
                    e.write(Write::WorkState(entry.clone()));
                    e.count(counts);
                })
                .await;
                office.work.push(entry);
            }
        }
    }
    let expected = office.counts(zone);
    assert!(expected.len() > 200, "{} counters hold something", expected.len());
    assert_answers(&*store, &expected, zone).await;
}

/// A recount forgets what was there and counts the rows by days of the new zone.
pub async fn a_recount_counts_by_the_days_of_another_zone(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    write(&*store, opening).await;
    let mut office = Office::default();
    let mut dice = Dice(5);
    for n in 1..=30 {
        let mut row = call(n);
        any_call(&mut dice, &mut row);
        write(&*store, |e| {
            e.insert(row.clone());
            e.count(call_changed(Zone::MOSCOW, None, &row));
        })
        .await;
        office.calls.push(row);
    }
    let mut row = order(1);
    any_order(&mut dice, &mut row);
    // Its counters were forgotten, as by a defect.
    write(&*store, |e| e.insert(row.clone())).await;
    office.orders.push(row);
    for (from, to, state) in [(0, Some(DAY * 2), WorkState::Online), (DAY * 2, None, WorkState::Break)] {
        let entry = WorkStateEntry { operator: id(1), state, reason: None, from: at(from), to: to.map(at) };
        write(&*store, |e| e.write(Write::WorkState(WorkStateEntry { to: None, ..entry.clone() }))).await;
        office.work.push(entry);
    }
    let omsk = Zone::parse("Asia/Omsk").unwrap();
    write(&*store, |e| {
        let zone = omsk.name().to_owned();
        e.insert(Setting { key: SettingKey::OfficeZone, value: zone, version: Version::FIRST });
        e.write(Write::Recount(omsk));
    })
    .await;
    let expected = office.counts(omsk);
    assert_ne!(expected, office.counts(Zone::MOSCOW));
    assert_answers(&*store, &expected, omsk).await;
}

/// Calls, orders and users are walked by id to the last one.
pub async fn every_row_is_walked_by_id(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    write(&*store, |e| {
        opening(e);
        for n in [5, 1, 9, 3] {
            e.insert(call(n));
            e.insert(order(n));
        }
    })
    .await;
    let mut tx = latest(&*store).await;
    let ids = |rows: Vec<Call>| rows.into_iter().map(|row| row.id.get()).collect::<Vec<_>>();
    assert_eq!(ids(tx.calls().after(None, 3).await.unwrap()), [1, 3, 5]);
    assert_eq!(ids(tx.calls().after(Some(id(3)), 3).await.unwrap()), [5, 9]);
    assert!(tx.calls().after(Some(id(9)), 3).await.unwrap().is_empty());
    let ids = |rows: Vec<Order>| rows.into_iter().map(|row| row.id.get()).collect::<Vec<_>>();
    assert_eq!(ids(tx.orders().after(None, 3).await.unwrap()), [1, 3, 5]);
    assert_eq!(ids(tx.orders().after(Some(id(5)), 3).await.unwrap()), [9]);
    assert_eq!(tx.operators().everybody().await.unwrap(), [id(1), id(2), id(3)]);
    let whole = tx.operators().work_log(id(1), Period::everything()).await.unwrap();
    assert!(whole.is_empty(), "a user without a log has none");
}
