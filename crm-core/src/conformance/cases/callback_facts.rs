//! Call-backs: their lists against a model of a few lines, and time lines against the reference.

use std::sync::Arc;

use super::lists::{Dice, slice};
use super::sample::{at, call, callback, campaign, city, client_head, closing, id, operator};
use super::support::{assert_stale, commit, effects, insert, latest, write};
use crate::access::CallbackScope;
use crate::callbacks::{
    Callback, CallbackFilter, CallbackQuery, CallbackSort, CallbackState, CallbackView, Contact, MOST_COUNTED, Mark,
    OpenCallbacks, Taken, TimeLine,
};
use crate::calls::{Call, CallDirection, CallStatus};
use crate::conformance::Fixture;
use crate::kernel::{Period, Phone, Seek, Slice, Timestamp, Total, TotalMode};
use crate::store::{Listed, Loaded, Store, Write};

fn phone(n: i64) -> Phone {
    client_head(n).phone
}

/// Call-backs with many equal keys, so that the id decides.
fn an_office_of_callbacks(dice: &mut Dice, count: i64) -> Vec<Callback> {
    (1..=count)
        .map(|n| {
            let mut row = callback(n);
            row.state = CallbackState::ALL[usize::try_from(dice.roll(3)).unwrap()].clone();
            row.phone = phone(dice.id(3));
            row.taken = (dice.roll(2) == 0).then(|| Taken { by: id(dice.id(2)), at: at(1) });
            (row.episode.first_at, row.episode.opened_at) = (at(dice.roll(12)), at(dice.roll(12)));
            row.episode.city = (dice.roll(4) > 0).then(|| id(dice.id(3)));
            row.episode.campaign = (dice.roll(3) == 0).then(|| id(1));
            row
        })
        .collect()
}

async fn a_filled_office(fx: &dyn Fixture, rows: &[Callback]) -> Arc<dyn Store> {
    let store = fx.fresh().await;
    insert(&*store, (1..=3).map(city)).await;
    insert(&*store, [campaign(1)]).await;
    insert(&*store, (1..=2).map(operator)).await;
    insert(&*store, [call(1)]).await;
    insert(&*store, rows.to_vec()).await;
    store
}

fn some(cities: &[i64], without_city: bool) -> CallbackScope {
    CallbackScope::Some { cities: cities.iter().map(|n| id(*n)).collect(), without_city }
}

fn scopes() -> Vec<CallbackScope> {
    let many = CallbackScope::Some { cities: (2..=100).map(id).collect(), without_city: true };
    vec![
        CallbackScope::All,
        some(&[1], true),
        some(&[1, 3], false),
        some(&[2], false),
        some(&[], true),
        many,
        some(&[], false),
    ]
}

fn filters() -> Vec<CallbackFilter> {
    let none = CallbackFilter::default;
    let opened = Some(Period::new(at(3), at(9)).unwrap());
    vec![
        none(),
        CallbackFilter { state: Some(CallbackState::Open), ..none() },
        CallbackFilter { state: Some(CallbackState::Withdrawn), ..none() },
        CallbackFilter { city: Some(id(1)), ..none() },
        CallbackFilter { city: Some(id(3)), state: Some(CallbackState::Closed), ..none() },
        CallbackFilter { taken_by: Some(id(2)), ..none() },
        CallbackFilter { phone: Some(phone(2)), ..none() },
        CallbackFilter { opened, ..none() },
        CallbackFilter { opened, state: Some(CallbackState::Open), taken_by: Some(id(1)), ..none() },
    ]
}

/// The places a query selects, in the order of the list.
fn selected(rows: &[Callback], scope: &CallbackScope, filter: &CallbackFilter, sort: CallbackSort) -> Vec<(i64, i64)> {
    let in_scope = |row: &&Callback| match scope {
        CallbackScope::All => true,
        CallbackScope::Some { cities, without_city } => match row.episode.city {
            Some(city) => cities.contains(&city),
            None => *without_city,
        },
    };
    let CallbackFilter { state, city, taken_by, phone, opened } = filter;
    let mut places: Vec<_> = rows
        .iter()
        .filter(in_scope)
        .filter(|row| match state {
            Some(state) => row.state == *state,
            None => row.state != CallbackState::Withdrawn,
        })
        .filter(|row| city.is_none() || row.episode.city == *city)
        .filter(|row| taken_by.is_none() || row.taken.map(|taken| taken.by) == *taken_by)
        .filter(|row| phone.is_none() || Some(&row.phone) == phone.as_ref())
        .filter(|row| opened.is_none_or(|p| p.from() <= row.episode.opened_at && row.episode.opened_at < p.to()))
        .map(|row| (row.episode.opened_at.micros(), row.id.get()))
        .collect();
    places.sort_unstable();
    if sort == CallbackSort::Latest {
        places.reverse();
    }
    places
}

async fn list(
    store: &dyn Store,
    scope: &CallbackScope,
    filter: &CallbackFilter,
    sort: CallbackSort,
    slice: Slice,
) -> Listed<CallbackView> {
    let query = CallbackQuery { scope: scope.clone(), filter: filter.clone(), sort, slice };
    latest(store).await.callbacks().list(&query).await.unwrap()
}

fn ids(listed: &Listed<CallbackView>) -> Vec<i64> {
    listed.rows.iter().map(|row| row.callback.id.get()).collect()
}

/// Every scope with every filter in both orders gives the right call-backs, the right total and the right number of open
/// ones; a single one is subject to the scope as a list is.
pub async fn every_scope_and_filter_selects_the_right_call_backs(fx: &dyn Fixture) {
    let rows = an_office_of_callbacks(&mut Dice(1), 300);
    let store = a_filled_office(fx, &rows).await;
    let mut answered = 0;
    for scope in &scopes() {
        for filter in &filters() {
            for sort in [CallbackSort::Oldest, CallbackSort::Latest] {
                let expected = selected(&rows, scope, filter, sort);
                let first = slice(Seek::Offset(0), 100, TotalMode::Bounded);
                let listed = list(&*store, scope, filter, sort, first).await;
                let shown: Vec<_> = expected.iter().take(101).map(|(_, id)| *id).collect();
                assert_eq!(ids(&listed), shown, "{scope:?} {filter:?}");
                assert_eq!(listed.total, Some(Total::of(expected.len() as u64)), "{scope:?} {filter:?}");
                answered += usize::from(!shown.is_empty());
            }
        }
        let waiting = CallbackFilter { state: Some(CallbackState::Open), ..CallbackFilter::default() };
        let expected = selected(&rows, scope, &waiting, CallbackSort::Oldest);
        let mut tx = latest(&*store).await;
        let OpenCallbacks { count, oldest } = tx.callbacks().open(scope).await.unwrap();
        assert_eq!(count, expected.len() as u64);
        assert_eq!(oldest.map(Timestamp::micros), expected.first().map(|(at, _)| *at));
        for row in &rows {
            let expected = scope.includes(row.episode.city).then_some(row);
            let read = tx.callbacks().get(row.id, scope).await.unwrap().map(Loaded::into_inner);
            let view = tx.callbacks().view(row.id, scope).await.unwrap().map(|view| view.callback);
            assert_eq!((read.as_ref(), view.as_ref()), (expected, expected));
        }
    }
    assert!(answered > 90, "nearly every query selects something, or the comparison says little: {answered}");
}

/// Pages by number, by cursor on and by cursor back show the same call-backs, each once, through equal keys.
pub async fn pages_and_cursors_walk_the_same_call_backs(fx: &dyn Fixture) {
    let rows = an_office_of_callbacks(&mut Dice(2), 120);
    let store = a_filled_office(fx, &rows).await;
    let opened = Some(Period::new(at(2), at(10)).unwrap());
    let filters = [CallbackFilter::default(), CallbackFilter { opened, ..CallbackFilter::default() }];
    for (scope, filter) in scopes().iter().flat_map(|scope| filters.iter().map(move |filter| (scope, filter))) {
        for sort in [CallbackSort::Oldest, CallbackSort::Latest] {
            let expected = selected(&rows, scope, filter, sort);
            for (n, (key, id)) in expected.iter().copied().enumerate().step_by(3) {
                let tail = |from: usize| expected.iter().skip(from).take(8).map(|(_, id)| *id).collect::<Vec<_>>();
                let page = async |seek| ids(&list(&*store, scope, filter, sort, slice(seek, 7, TotalMode::Skip)).await);
                assert_eq!(page(Seek::Offset(n as u64)).await, tail(n));
                assert_eq!(page(Seek::After { key, id }).await, tail(n + 1));
                let back: Vec<_> = expected[..n].iter().rev().take(8).map(|(_, id)| *id).collect();
                assert_eq!(page(Seek::Before { key, id }).await, back);
            }
            let past = slice(Seek::Offset(500), 20, TotalMode::Bounded);
            let past = list(&*store, scope, filter, sort, past).await;
            assert!(past.rows.is_empty());
            assert_eq!(past.total, Some(Total::of(expected.len() as u64)), "a page past the end has the true total");
        }
    }
}

/// A call of one of few clients at one of few instants.
fn a_call(dice: &mut Dice, n: i64) -> Call {
    let mut row = call(n);
    row.facts.client = (dice.roll(6) > 0).then(|| phone(dice.id(2)));
    row.facts.direction = CallDirection::ALL[usize::try_from(dice.roll(3)).unwrap()].clone();
    row.facts.status = CallStatus::ALL[usize::try_from(dice.roll(4)).unwrap()].clone();
    row.facts.started_at = at(dice.roll(40));
    row.facts.answered_at = (dice.roll(3) > 0).then(|| at(40 + dice.roll(5)));
    row.facts.ended_at = (dice.roll(4) > 0).then(|| at(45 + dice.roll(5)));
    row.attribution.city = (dice.roll(3) > 0).then(|| id(dice.id(3)));
    row.operator = (dice.roll(3) > 0).then(|| id(dice.id(2)));
    row
}

/// Around every instant, and without any of its calls, a phone's time line is read as the reference cuts it.
pub async fn a_stretch_is_read_as_the_time_line_cuts_it(fx: &dyn Fixture) {
    let mut dice = Dice(3);
    let mut calls: Vec<_> = (2..=60).map(|n| a_call(&mut dice, n)).collect();
    let store = a_filled_office(fx, &[callback(1)]).await;
    insert(&*store, calls.clone()).await;
    let closings: Vec<_> = (0..4).map(|n| closing(1, &phone(1 + n % 2), at(7 * n.unsigned_abs() + 5))).collect();
    write(&*store, |e| closings.iter().cloned().for_each(|it| e.write(Write::CallbackClosing(it)))).await;
    calls.push(call(1));
    let mut tx = latest(&*store).await;
    let mut pieces = 0;
    for phone in [phone(1), phone(2), phone(3)] {
        let marks = |except: Option<i64>| {
            let of_calls = calls.iter().filter(|call| Some(call.id.get()) != except).filter_map(Mark::of);
            let of_calls = of_calls.filter(|(of, _)| **of == phone).map(|(_, mark)| mark);
            let by_hand = closings.iter().filter(|closing| closing.phone == phone).map(Contact::from);
            TimeLine::new(of_calls.chain(by_hand.map(Mark::Contact)))
        };
        let whole = TimeLine::new(tx.callbacks().marks(&phone).await.unwrap());
        assert_eq!(whole.episodes(), marks(None).episodes());
        for second in 0..=41 {
            for except in [1, 2 + dice.id(50)] {
                let (one, other) = (at(second), at(second + 1));
                for cuts in [vec![one], vec![other, one]] {
                    let read = tx.callbacks().stretch(&phone, &cuts, id(except)).await.unwrap();
                    assert_eq!(read, marks(Some(except)).stretch(&cuts), "{phone} {cuts:?} without {except}");
                    pieces += read.pieces.iter().filter(|piece| piece.missed.is_some()).count();
                }
            }
        }
    }
    assert!(pieces > 100, "or the comparison says little: {pieces}");
}

/// A machine that calls for days is counted to a bound, and its first and last calls are found.
pub async fn a_long_run_of_missed_calls_is_counted_so_far(fx: &dyn Fixture) {
    let store = a_filled_office(fx, &[]).await;
    let last = i64::from(MOST_COUNTED) + 10;
    let missed = |n: i64| {
        let mut row = call(n);
        (row.facts.client, row.facts.status) = (Some(phone(1)), CallStatus::Missed);
        row.facts.started_at = at(n.unsigned_abs());
        row
    };
    insert(&*store, (2..=last).map(missed)).await;
    let mut tx = latest(&*store).await;
    let stretch = tx.callbacks().stretch(&phone(1), &[at(last.unsigned_abs())], id(last)).await.unwrap();
    let run = stretch.pieces[0].missed.as_ref().unwrap();
    assert_eq!((run.first.call, run.last.call, run.count), (id(2), id(last - 1), MOST_COUNTED));
}

/// Two units that bump one phone's head do not both commit on the same past, whether there was a head or not.
pub async fn units_that_touch_one_phone_do_not_overlook_each_other(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [client_head(1)]).await;
    assert_stale(&commit(&*store, effects(|e| e.insert(client_head(1)))).await);
    let read = latest(&*store).await.callbacks().head(&phone(1)).await.unwrap().unwrap();
    write(&*store, |e| e.update(&read, read.to_changed())).await;
    assert_stale(&commit(&*store, effects(|e| e.update(&read, read.to_changed()))).await);
    let now = latest(&*store).await.callbacks().head(&phone(1)).await.unwrap().unwrap();
    assert_eq!(now.version, read.version.next());
    assert_eq!(latest(&*store).await.callbacks().head(&phone(2)).await.unwrap(), None);
}
