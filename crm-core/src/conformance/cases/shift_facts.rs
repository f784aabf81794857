//! Shifts: lists by scope and filter, and time that is taken once.

use std::sync::Arc;

use super::lists::{Dice, slice};
use super::sample::{at, city, id, operator, shift};
use super::support::{assert_stale, commit, effects, handle, insert, latest, race, write};
use crate::access::OperatorScope;
use crate::conformance::Fixture;
use crate::kernel::{OperatorId, Period, Seek, Total, TotalMode};
use crate::operators::Operator;
use crate::shifts::{Shift, ShiftFilter, ShiftQuery, Span};
use crate::store::{CommitError, Guard, Store};

/// Four users in three cities; the last one serves none.
fn users() -> Vec<Operator> {
    let mut users: Vec<_> = (1..=4).map(operator).collect();
    (users[0].city, users[1].city, users[2].city) = (Some(id(1)), Some(id(2)), Some(id(3)));
    users[1].more_cities = vec![id(3)];
    users
}

async fn an_office(fx: &dyn Fixture, shifts: &[Shift]) -> Arc<dyn Store> {
    let store = fx.fresh().await;
    insert(&*store, (1..=3).map(city)).await;
    insert(&*store, users()).await;
    insert(&*store, shifts.iter().cloned()).await;
    store
}

/// Shifts with many equal beginnings, so that the id decides; of 1 to 24 hours.
fn random_shifts(dice: &mut Dice, count: i64) -> Vec<Shift> {
    (1..=count)
        .map(|n| {
            let mut row = shift(n, dice.id(4));
            row.from = at(3600 * dice.roll(60));
            row.to = row.from.plus(std::time::Duration::from_secs(3600 * (1 + dice.roll(24))));
            row.cancelled = dice.roll(4) == 0;
            row
        })
        .collect()
}

fn some(cities: &[i64], own: Option<i64>) -> OperatorScope {
    OperatorScope::Some { cities: cities.iter().map(|n| id(*n)).collect(), own: own.map(id) }
}

fn scopes() -> [OperatorScope; 6] {
    [
        OperatorScope::All,
        some(&[3], None),
        some(&[1], Some(4)),
        some(&[2, 3], Some(2)),
        some(&[], Some(4)),
        some(&[], None),
    ]
}

fn sees(scope: &OperatorScope, whose: OperatorId) -> bool {
    let OperatorScope::Some { cities, own } = scope else { return true };
    let users = users();
    let user = users.iter().find(|user| user.id == whose).unwrap();
    *own == Some(whose) || user.cities().any(|city| cities.contains(&city))
}

/// Every scope and filter selects what a model of a few lines selects, on every page and from every cursor.
pub async fn every_scope_and_filter_selects_the_right_shifts(fx: &dyn Fixture) {
    let shifts = random_shifts(&mut Dice(11), 150);
    let store = an_office(fx, &shifts).await;
    let period = Period::new(at(3600 * 20), at(3600 * 30)).unwrap();
    for scope in scopes() {
        for operator in [None, Some(id(2)), Some(id(4))] {
            for (period, cancelled) in
                [(None, None), (Some(period), None), (Some(period), Some(false)), (None, Some(true))]
            {
                let filter = ShiftFilter { period, operator, cancelled };
                let mut expected: Vec<&Shift> = shifts
                    .iter()
                    .filter(|row| sees(&scope, row.operator))
                    .filter(|row| operator.is_none_or(|operator| row.operator == operator))
                    .filter(|row| period.is_none_or(|p| row.from < p.to() && row.to > p.from()))
                    .filter(|row| cancelled.is_none_or(|cancelled| row.cancelled == cancelled))
                    .collect();
                expected.sort_by_key(|row| (row.from, row.id));
                let list = async |seek, limit| {
                    let slice = slice(seek, limit, TotalMode::Bounded);
                    let query = ShiftQuery { scope: scope.clone(), filter: filter.clone(), slice };
                    latest(&*store).await.shifts().list(&query).await.unwrap()
                };
                for skip in [0, 7, 1000] {
                    let listed = list(Seek::Offset(skip), 20).await;
                    let page: Vec<_> = expected.iter().skip(usize::try_from(skip).unwrap()).take(21).copied().collect();
                    assert_eq!(listed.rows.iter().collect::<Vec<_>>(), page, "{scope:?} {filter:?}");
                    assert_eq!(listed.total, Some(Total::of(expected.len() as u64)));
                }
                for mark in expected.iter().step_by(9) {
                    let (key, id) = (mark.from.micros(), mark.id.get());
                    let place = |row: &Shift| (row.from.micros(), row.id.get());
                    let after: Vec<_> = expected.iter().filter(|row| place(row) > (key, id)).take(6).copied().collect();
                    assert_eq!(list(Seek::After { key, id }, 5).await.rows.iter().collect::<Vec<_>>(), after);
                    let before: Vec<_> =
                        expected.iter().rev().filter(|row| place(row) < (key, id)).take(6).copied().collect();
                    assert_eq!(list(Seek::Before { key, id }, 5).await.rows.iter().collect::<Vec<_>>(), before);
                }
            }
            let standing = latest(&*store).await.shifts().standing(&scope, operator, period).await.unwrap();
            let mut expected: Vec<_> = shifts
                .iter()
                .filter(|row| !row.cancelled && sees(&scope, row.operator))
                .filter(|row| operator.is_none_or(|operator| row.operator == operator))
                .filter(|row| row.from < period.to() && row.to > period.from())
                .cloned()
                .collect();
            expected.sort_by_key(|row| (row.operator, row.from, row.id));
            assert_eq!(standing, expected, "{scope:?} {operator:?}");
        }
    }
}

/// One shift is given to who sees its user, and to nobody else.
pub async fn a_single_shift_is_subject_to_the_scope(fx: &dyn Fixture) {
    let shifts: Vec<_> = (1..=4).map(|n| shift(n, n)).collect();
    let store = an_office(fx, &shifts).await;
    for scope in scopes() {
        for row in &shifts {
            let found = latest(&*store).await.shifts().get(row.id, &scope).await.unwrap();
            assert_eq!(found.is_some(), sees(&scope, row.operator), "{scope:?} {row:?}");
        }
    }
}

/// A shift that stands takes its time from its beginning up to its end, of its user only; itself it does not disturb.
pub async fn time_is_taken_by_shifts_that_stand(fx: &dyn Fixture) {
    const HOUR: u64 = 3600;
    let mut called_off = shift(2, 1);
    (called_off.from, called_off.to, called_off.cancelled) = (at(10 * HOUR), at(12 * HOUR), true);
    let mut long = shift(3, 1);
    (long.from, long.to) = (at(20 * HOUR), at(44 * HOUR));
    let store = an_office(fx, &[shift(1, 1), called_off, long]).await;
    let span = |operator, from: u64, to: u64| Span { operator: id(operator), from: at(from), to: at(to), except: None };
    for (span, taken) in [
        (span(1, HOUR, 2 * HOUR), None),
        (span(1, HOUR - 1, 2 * HOUR), Some(1)),
        (span(1, 600, 1200), Some(1)),
        (span(2, 600, 1200), None),
        (Span { except: Some(id(1)), ..span(1, 0, HOUR) }, None),
        (span(1, 10 * HOUR, 12 * HOUR), None),
        (span(1, 19 * HOUR, 20 * HOUR), None),
        (span(1, 43 * HOUR, 50 * HOUR), Some(3)),
        (span(1, 44 * HOUR, 50 * HOUR), None),
        (Span { except: Some(id(1)), ..span(1, 0, 24 * HOUR) }, Some(3)),
    ] {
        let found = latest(&*store).await.shifts().in_the_way(span).await.unwrap();
        assert_eq!(found, taken.map(id), "{span:?}");
        let unit = effects(|e| {
            e.guards.push(Guard::Free(span));
            e.event(super::sample::event(1));
        });
        let written = commit(&*store, unit).await;
        if taken.is_some() { assert_stale(&written) } else { written.unwrap() }
    }
}

/// Of shifts that want the same time at the same moment one is written.
pub async fn of_racing_shifts_that_overlap_one_is_written(fx: &dyn Fixture) {
    let store = an_office(fx, &[]).await;
    let answers = race(16, |n| {
        let store = handle(&store);
        async move {
            let mut row = shift(i64::try_from(n).unwrap() + 1, 1);
            row.from = at(60 * n as u64);
            let span = Span { operator: row.operator, from: row.from, to: row.to, except: None };
            let unit = effects(|e| {
                e.guards.push(Guard::Free(span));
                e.insert(row);
            });
            commit(&*store, unit).await
        }
    })
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().all(|answer| matches!(answer, Ok(()) | Err(CommitError::Stale))));
    // Called off, it leaves its time to another one.
    let row = latest(&*store)
        .await
        .shifts()
        .standing(&OperatorScope::All, None, Period::everything())
        .await
        .unwrap()
        .remove(0);
    let read = latest(&*store).await.shifts().get(row.id, &OperatorScope::All).await.unwrap().unwrap();
    write(&*store, |e| e.update(&read, Shift { cancelled: true, ..row.clone() })).await;
    write(&*store, |e| {
        e.guards.push(Guard::Free(Span { operator: row.operator, from: row.from, to: row.to, except: None }));
        e.insert(shift(99, 1));
    })
    .await;
}
