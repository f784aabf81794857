//! Scopes: what an actor sees, each thing once.

use super::lists::{
    CITIES, Dice, a_filled_office, add_calls, an_office_of_calls, ids, list, query, scopes, selected, slice,
};
use super::sample::{at, call, city, id, operator};
use super::support::{insert, latest, write};
use crate::access::{CallScope, OperatorScope};
use crate::calls::{CallFilter, CallSort};
use crate::conformance::Fixture;
use crate::kernel::{OperatorId, Seek, Total, TotalMode};
use crate::operators::{Operator, OperatorFilter, OperatorStatus, Role};
use crate::store::{Loaded, Store, Write};

/// Totals are exact to 10,000 and a bound beyond, also where two branches of a scope add up.
pub async fn totals_are_exact_to_ten_thousand(fx: &dyn Fixture) {
    let store = a_filled_office(fx, &[]).await;
    let row = |n: i64| {
        let mut row = call(n);
        row.facts.started_at = at(n.unsigned_abs());
        row.attribution.city = (n % 2 == 0).then(|| id(1));
        // Every call is in a branch of the scope, some in both.
        let rang = if n % 2 == 1 || n % 3 == 0 { vec![id(2)] } else { Vec::new() };
        (row, rang)
    };
    let total = async |store: &dyn Store| {
        let scope = CallScope::Some { cities: vec![id(1)], own: Some(id(2)) };
        let slice = slice(Seek::Offset(0), 1, TotalMode::Bounded);
        list(store, &query(scope, CallFilter::default(), CallSort::Latest, slice)).await.total
    };
    add_calls(&*store, &(1..=10_000).map(row).collect::<Vec<_>>()).await;
    assert_eq!(total(&*store).await, Some(Total { count: 10_000, is_bound: false }));
    add_calls(&*store, &[row(10_001)]).await;
    assert_eq!(total(&*store).await, Some(Total { count: 10_000, is_bound: true }));
}

/// A call that is both of a served city and own is listed once, whatever the city's place in the scope.
pub async fn own_calls_of_a_served_city_are_listed_once(fx: &dyn Fixture) {
    let mut in_both = call(1);
    in_both.attribution.city = Some(id(1));
    let mut of_city = call(2);
    of_city.attribution.city = Some(id(1));
    let mut own_elsewhere = call(3);
    own_elsewhere.attribution.city = Some(id(2));
    let calls = [
        (in_both, vec![id(1), id(2)]),
        (of_city, vec![id(2)]),
        (own_elsewhere, vec![id(1)]),
        (call(4), vec![id(1)]),
        (call(5), vec![]),
    ];
    let store = a_filled_office(fx, &calls).await;
    for cities in [vec![id(1)], vec![id(1), id(3)]] {
        let scope = CallScope::Some { cities, own: Some(id(1)) };
        let slice = slice(Seek::Offset(0), 20, TotalMode::Bounded);
        let listed = list(&*store, &query(scope, CallFilter::default(), CallSort::Latest, slice)).await;
        assert_eq!(ids(&listed), [4, 3, 2, 1]);
        assert_eq!(listed.total, Some(Total::of(4)));
    }
}

/// A single call is subject to the scope as a list is.
pub async fn a_single_call_is_subject_to_the_scope(fx: &dyn Fixture) {
    let calls = an_office_of_calls(&mut Dice(5), 60);
    let store = a_filled_office(fx, &calls).await;
    let mut tx = latest(&*store).await;
    for scope in scopes() {
        let slice = slice(Seek::Offset(0), 100, TotalMode::Skip);
        let query = query(scope.clone(), CallFilter::default(), CallSort::Latest, slice);
        let visible: Vec<_> = selected(&calls, &query).into_iter().map(|(_, id)| id).collect();
        for (row, _) in &calls {
            let expected = visible.contains(&row.id.get()).then_some(row);
            let read = tx.calls().get(row.id, &scope).await.unwrap().map(Loaded::into_inner);
            assert_eq!(read.as_ref(), expected);
            let view = tx.calls().view(row.id, &scope).await.unwrap().map(|view| view.call);
            assert_eq!(view.as_ref(), expected);
        }
    }
}

/// Participants only grow, come back ascending, and follow the call when its start moves.
pub async fn participants_grow_and_follow_the_start(fx: &dyn Fixture) {
    let store = a_filled_office(fx, &[(call(1), vec![id(3)]), (call(2), vec![id(1)])]).await;
    let read = latest(&*store).await.calls().get(id(1), &CallScope::All).await.unwrap().unwrap();
    let mut moved = read.to_changed();
    moved.facts.started_at = at(50);
    write(&*store, |e| {
        e.update(&read, moved);
        e.write(Write::CallParticipants { call: id(1), started_at: at(50), operators: vec![id(1), id(2)] });
    })
    .await;
    let mut tx = latest(&*store).await;
    assert_eq!(tx.calls().participants(id(1)).await.unwrap(), [id(1), id(2), id(3)]);
    assert!(tx.calls().participants(id(9)).await.unwrap().is_empty());
    for (operator, expected) in [(1, vec![1, 2]), (2, vec![1]), (3, vec![1])] {
        let scope = CallScope::Some { cities: Vec::new(), own: Some(id(operator)) };
        let slice = slice(Seek::Offset(0), 20, TotalMode::Skip);
        let query = query(scope, CallFilter::default(), CallSort::Latest, slice);
        assert_eq!(ids(&list(&*store, &query).await), expected, "the latest start first");
    }
}

/// Thousands of participants come back whole.
pub async fn two_thousand_participants_come_back_whole(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let everybody: Vec<OperatorId> = (1..=2000).map(id).collect();
    insert(&*store, (1..=2000).map(operator)).await;
    add_calls(&*store, &[(call(1), everybody.clone())]).await;
    assert_eq!(latest(&*store).await.calls().participants(id(1)).await.unwrap(), everybody);
}

fn users() -> Vec<Operator> {
    let mut dice = Dice(6);
    (1..=40)
        .map(|n| {
            let mut row = operator(n);
            row.role = Role::ALL[usize::try_from(dice.roll(4)).unwrap()].clone();
            row.status = OperatorStatus::ALL[usize::try_from(dice.roll(2)).unwrap()].clone();
            row.city = (dice.roll(3) > 0).then(|| id(dice.id(CITIES)));
            row.more_cities = (1..=3).map(id).filter(|city| Some(*city) != row.city && dice.roll(3) == 0).collect();
            row
        })
        .collect()
}

/// Users are listed by id, each once, by scope and filter, page by page.
pub async fn users_are_listed_by_scope_and_filter(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, (1..=3).map(city)).await;
    let users = users();
    insert(&*store, users.clone()).await;
    let some = |cities: &[i64], own: Option<i64>| OperatorScope::Some {
        cities: cities.iter().map(|n| id(*n)).collect(),
        own: own.map(id),
    };
    let scopes = [OperatorScope::All, some(&[1], None), some(&[1, 2], Some(7)), some(&[], Some(7)), some(&[], None)];
    let filters = [
        OperatorFilter::default(),
        OperatorFilter { role: Some(Role::Operator), ..OperatorFilter::default() },
        OperatorFilter { city: Some(id(2)), ..OperatorFilter::default() },
        OperatorFilter { status: Some(OperatorStatus::Active), city: Some(id(1)), role: None },
    ];
    for (scope, filter) in scopes.iter().flat_map(|scope| filters.iter().map(move |filter| (scope, filter))) {
        let expected: Vec<_> = users
            .iter()
            .filter(|user| match scope {
                OperatorScope::All => true,
                OperatorScope::Some { cities, own } => {
                    user.cities().any(|city| cities.contains(&city)) || *own == Some(user.id)
                }
            })
            .filter(|user| filter.role.as_ref().is_none_or(|role| user.role == *role))
            .filter(|user| filter.status.as_ref().is_none_or(|status| user.status == *status))
            .filter(|user| filter.city.is_none_or(|city| user.cities().any(|served| served == city)))
            .cloned()
            .collect();
        let mut tx = latest(&*store).await;
        let whole = slice(Seek::Offset(0), 100, TotalMode::Bounded);
        let listed = tx.operators().list(scope, filter, whole).await.unwrap();
        assert_eq!(listed.rows, expected, "{scope:?} {filter:?}");
        assert_eq!(listed.total, Some(Total::of(expected.len() as u64)));
        let mark = |n: i64| {
            (
                slice(Seek::After { key: n, id: n }, 4, TotalMode::Skip),
                slice(Seek::Before { key: n, id: n }, 4, TotalMode::Skip),
            )
        };
        let (on, back) = mark(20);
        let after: Vec<_> = expected.iter().filter(|user| user.id.get() > 20).take(5).cloned().collect();
        assert_eq!(tx.operators().list(scope, filter, on).await.unwrap().rows, after);
        let before: Vec<_> = expected.iter().rev().filter(|user| user.id.get() < 20).take(5).cloned().collect();
        assert_eq!(tx.operators().list(scope, filter, back).await.unwrap().rows, before);
        let page = slice(Seek::Offset(3), 4, TotalMode::Bounded);
        let listed = tx.operators().list(scope, filter, page).await.unwrap();
        assert_eq!(listed.rows, expected.iter().skip(3).take(5).cloned().collect::<Vec<_>>());
        assert_eq!(listed.total, Some(Total::of(expected.len() as u64)));
    }
}
