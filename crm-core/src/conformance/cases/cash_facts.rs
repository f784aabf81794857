//! Hand-overs of cash, what masters hold, what campaigns cost: every list and sum against a model of a few lines.

use std::sync::Arc;

use super::lists::{Dice, slice};
use super::sample::{at, campaign, city, cost, day, handover, id, operator, order, posting, text};
use super::support::{insert, latest, write};
use crate::access::{CashScope, CostScope, OperatorScope};
use crate::campaigns::{CampaignCost, CostFilter, CostQuery};
use crate::conformance::Fixture;
use crate::counters::Days;
use crate::kernel::{CityId, Money, OperatorId, Seek, Slice, Total, TotalMode};
use crate::masters::MasterFilter;
use crate::money::{CashBalance, CashFilter, CashHandover, CashQuery, CashState, LedgerEntry, LedgerKind};
use crate::operators::{OperatorStatus, Role};
use crate::orders::OrderStatus;
use crate::store::{Store, Write};

const CITIES: u64 = 3;
const MASTERS: u64 = 4;

fn state(dice: &mut Dice) -> CashState {
    CashState::ALL[usize::try_from(dice.roll(3)).unwrap()].clone()
}

/// Hand-overs with many equal instants, so that the id decides.
fn some_handovers(dice: &mut Dice, count: i64) -> Vec<CashHandover> {
    let row = |n| CashHandover {
        master: id(dice.id(MASTERS)),
        city: id(dice.id(CITIES)),
        state: state(dice),
        handed_at: at(dice.roll(12)),
        ..handover(n)
    };
    (1..=count).map(row).collect()
}

async fn an_office(fx: &dyn Fixture) -> Arc<dyn Store> {
    let store = fx.fresh().await;
    insert(&*store, (1..=3).map(city)).await;
    insert(&*store, (1..=2).map(campaign)).await;
    insert(&*store, (1..=4).map(operator)).await;
    store
}

fn cities(of: &[i64]) -> Vec<CityId> {
    of.iter().map(|n| id(*n)).collect()
}

fn cash_scopes() -> Vec<CashScope> {
    let some = |of: &[i64], master: Option<i64>| CashScope::Some { cities: cities(of), master: master.map(id) };
    vec![
        CashScope::All,
        some(&[1], None),
        some(&[1, 3], None),
        some(&[], Some(2)),
        some(&[2], Some(1)),
        CashScope::Some { cities: (1..=100).map(id).collect(), master: None },
        some(&[], None),
    ]
}

fn cash_filters() -> Vec<CashFilter> {
    let none = CashFilter::default;
    let state = Some(CashState::Handed);
    vec![
        none(),
        CashFilter { state: state.clone(), ..none() },
        CashFilter { master: Some(id(1)), ..none() },
        CashFilter { city: Some(id(2)), ..none() },
        CashFilter { city: Some(id(1)), state: state.clone(), ..none() },
        CashFilter { master: Some(id(2)), city: Some(id(3)), state },
    ]
}

/// Whether a master's money in a city is seen.
fn is_seen(scope: &CashScope, master: OperatorId, city: CityId) -> bool {
    let CashScope::Some { cities, master: own } = scope else { return true };
    cities.contains(&city) || *own == Some(master)
}

fn places_of_handovers(rows: &[CashHandover], scope: &CashScope, filter: &CashFilter) -> Vec<(i64, i64)> {
    let mut places: Vec<_> = rows
        .iter()
        .filter(|row| is_seen(scope, row.master, row.city))
        .filter(|row| filter.state.is_none() || Some(&row.state) == filter.state.as_ref())
        .filter(|row| filter.master.is_none() || Some(row.master) == filter.master)
        .filter(|row| filter.city.is_none() || Some(row.city) == filter.city)
        .map(|row| (row.handed_at.micros(), row.id.get()))
        .collect();
    places.sort_unstable_by(|a, b| b.cmp(a));
    places
}

/// Checks pages by number, by cursor on and by cursor back against the places of a whole list.
async fn assert_walks<F>(places: &[(i64, i64)], list: impl Fn(Slice) -> F)
where
    F: Future<Output = (Vec<i64>, Option<Total>)>,
{
    let whole = list(slice(Seek::Offset(0), 100, TotalMode::Bounded)).await;
    let ids = |places: &[(i64, i64)]| places.iter().map(|(_, id)| *id).collect::<Vec<_>>();
    assert_eq!(whole, (ids(&places[..places.len().min(101)]), Some(Total::of(places.len() as u64))));
    for (n, (key, id)) in places.iter().copied().enumerate().step_by(5) {
        let tail = |from: usize| ids(&places[from.min(places.len())..places.len().min(from + 8)]);
        let page = async |seek| list(slice(seek, 7, TotalMode::Skip)).await;
        assert_eq!(page(Seek::Offset(n as u64)).await, (tail(n), None), "nobody asked for a total");
        assert_eq!(page(Seek::After { key, id }).await.0, tail(n + 1));
        let mut back = ids(&places[n.saturating_sub(8)..n]);
        back.reverse();
        assert_eq!(page(Seek::Before { key, id }).await.0, back);
    }
    let past = list(slice(Seek::Offset(500), 20, TotalMode::Bounded)).await;
    assert_eq!(past, (Vec::new(), Some(Total::of(places.len() as u64))), "a page past the end has the true total");
}

/// Every scope with every filter gives the right hand-overs and the right total, latest first, page by page.
pub async fn every_scope_and_filter_selects_the_right_handovers(fx: &dyn Fixture) {
    let rows = some_handovers(&mut Dice(1), 150);
    let store = an_office(fx).await;
    insert(&*store, rows.clone()).await;
    let mut answered = 0;
    for scope in &cash_scopes() {
        for filter in &cash_filters() {
            let places = places_of_handovers(&rows, scope, filter);
            answered += usize::from(!places.is_empty());
            assert_walks(&places, async |slice| {
                let query = CashQuery { scope: scope.clone(), filter: filter.clone(), slice };
                let listed = latest(&*store).await.cash().list(&query).await.unwrap();
                (listed.rows.iter().map(|row| row.handover.id.get()).collect(), listed.total)
            })
            .await;
        }
        for row in &rows[..20] {
            let read = latest(&*store).await.cash().get(row.id, scope).await.unwrap();
            let expected = is_seen(scope, row.master, row.city).then_some(row);
            assert_eq!(read.as_deref(), expected, "a single one is subject to the scope as a list is");
        }
    }
    assert!(answered > 28, "nearly every query selects something, or the comparison says little: {answered}");
}

/// A hand-over and a cost are shown with the present names behind their ids.
pub async fn money_is_shown_with_present_names(fx: &dyn Fixture) {
    let store = an_office(fx).await;
    insert(&*store, [handover(1)]).await;
    insert(&*store, [cost(1), CampaignCost { city: Some(id(2)), ..cost(2) }]).await;
    let read = latest(&*store).await.cities().get(id(1)).await.unwrap().unwrap();
    let mut renamed = read.to_changed();
    renamed.name = text("Тверь 🦀");
    write(&*store, |e| e.update(&read, renamed)).await;
    let slice = slice(Seek::Offset(0), 20, TotalMode::Skip);
    let query = CashQuery { scope: CashScope::All, filter: CashFilter::default(), slice };
    let shown = latest(&*store).await.cash().list(&query).await.unwrap().rows.remove(0);
    assert_eq!((&*shown.master, &*shown.city), ("Оператор 1", "Тверь 🦀"));
    assert_eq!(shown.handover, handover(1));
    let query = CostQuery { scope: CostScope::All, filter: CostFilter::default(), slice };
    let shown = latest(&*store).await.campaigns().list_costs(&query).await.unwrap().rows;
    let names: Vec<_> = shown.iter().map(|row| (&*row.campaign, row.city.as_deref())).collect();
    assert_eq!(names, [("Листовки 00001", Some("Город 00002")), ("Листовки 00001", None)]);
}

/// A master's balance is the sum of the ledger, of what was accepted and of what waits, by city, in scope.
pub async fn a_balance_sums_the_ledger_and_the_handovers(fx: &dyn Fixture) {
    let store = an_office(fx).await;
    let mut dice = Dice(3);
    insert(&*store, (1..=60).map(order)).await;
    let handed: Vec<_> = some_handovers(&mut dice, 40).into_iter().filter(|row| row.city != id(3)).collect();
    insert(&*store, handed.clone()).await;
    let mut posted = Vec::new();
    for n in 1..=60 {
        let master = (n % 7 > 0).then(|| id(dice.id(MASTERS - 1)));
        let city = id(dice.id(CITIES));
        for kind in [LedgerKind::Result, LedgerKind::Expenditure, LedgerKind::ResultReversal] {
            let kopecks = dice.id(500_000) - 250_000;
            posted.push(LedgerEntry { master, city, ..posting(n, 1, kind, kopecks) });
        }
    }
    write(&*store, |e| posted.iter().for_each(|entry| e.write(Write::Ledger(entry.clone())))).await;
    let mut told = 0;
    for scope in cash_scopes() {
        for master in 1..=5 {
            let master: OperatorId = id(master);
            let sum = |of: &mut dyn Iterator<Item = Money>| of.map(Money::kopecks).sum::<i64>();
            let expected: Vec<_> = (1..=3)
                .map(id)
                .filter(|city| is_seen(&scope, master, *city))
                .filter_map(|city| {
                    let entries: Vec<_> =
                        posted.iter().filter(|entry| entry.master == Some(master) && entry.city == city).collect();
                    let of = |state: CashState| {
                        let rows = handed.iter().filter(|row| row.master == master && row.city == city);
                        rows.filter(|row| row.state == state).map(|row| row.amount).collect::<Vec<_>>()
                    };
                    let (accepted, pending) = (of(CashState::Accepted), of(CashState::Handed));
                    let is_there = entries.len() + accepted.len() + pending.len() > 0;
                    let earned = sum(&mut entries.iter().map(|entry| entry.amount));
                    let (accepted, pending) = (sum(&mut accepted.into_iter()), sum(&mut pending.into_iter()));
                    is_there.then(|| CashBalance::of(city, earned, accepted, pending))
                })
                .collect();
            told += expected.len();
            let balance = latest(&*store).await.cash().balance(master, &scope).await.unwrap();
            assert_eq!(balance, expected, "{scope:?} {master}");
        }
    }
    assert!(told > 30, "enough sums are compared: {told}");
}

/// Costs with many equal first days, some of them cancelled.
fn some_costs(dice: &mut Dice, count: i64) -> Vec<CampaignCost> {
    let row = |n| {
        let first = dice.roll(40);
        CampaignCost {
            campaign: id(dice.id(2)),
            city: (dice.roll(4) > 0).then(|| id(dice.id(CITIES))),
            first_day: day(first),
            last_day: day(first + dice.roll(20)),
            cancelled: dice.roll(4) == 0,
            ..cost(n)
        }
    };
    (1..=count).map(row).collect()
}

/// Every scope with every filter gives the right costs and the right total, the latest first day first, page by page.
pub async fn every_scope_and_filter_selects_the_right_costs(fx: &dyn Fixture) {
    let rows = some_costs(&mut Dice(4), 150);
    let store = an_office(fx).await;
    insert(&*store, rows.clone()).await;
    let hundred = (1..=100).map(id).collect();
    let scopes = [vec![], cities(&[1]), cities(&[1, 2]), hundred].map(CostScope::Cities);
    let none = CostFilter::default;
    let filters = [
        none(),
        CostFilter { campaign: Some(id(1)), ..none() },
        CostFilter { city: Some(id(2)), ..none() },
        CostFilter { cancelled: Some(true), ..none() },
        CostFilter { campaign: Some(id(2)), city: Some(id(1)), cancelled: Some(false) },
    ];
    for scope in [CostScope::All].iter().chain(&scopes) {
        let sees = |row: &CampaignCost| match scope {
            CostScope::All => true,
            CostScope::Cities(cities) => row.city.is_some_and(|city| cities.contains(&city)),
        };
        for filter in &filters {
            let mut places: Vec<_> = rows
                .iter()
                .filter(|row| sees(row))
                .filter(|row| filter.campaign.is_none() || filter.campaign == Some(row.campaign))
                .filter(|row| filter.city.is_none() || filter.city == row.city)
                .filter(|row| filter.cancelled.is_none() || filter.cancelled == Some(row.cancelled))
                .map(|row| (i64::from(row.first_day.to_epoch_days()), row.id.get()))
                .collect();
            places.sort_unstable_by(|a, b| b.cmp(a));
            assert_walks(&places, async |slice| {
                let query = CostQuery { scope: scope.clone(), filter: filter.clone(), slice };
                let listed = latest(&*store).await.campaigns().list_costs(&query).await.unwrap();
                (listed.rows.iter().map(|row| row.cost.id.get()).collect(), listed.total)
            })
            .await;
        }
        for row in &rows[..20] {
            let read = latest(&*store).await.campaigns().cost(row.id, scope).await.unwrap();
            assert_eq!(read.as_deref(), sees(row).then_some(row));
        }
    }
}

/// For figures, the costs of some days are those in force that have one of them.
pub async fn costs_of_days_are_those_that_touch_them(fx: &dyn Fixture) {
    let rows = some_costs(&mut Dice(5), 80);
    let store = an_office(fx).await;
    insert(&*store, rows.clone()).await;
    for (first, next) in [(0, 1), (10, 12), (0, 100), (59, 99), (70, 80), (10, 10)] {
        let days = Days { first: day(first), next: day(next) };
        let has_one = |row: &&CampaignCost| {
            let mut of_it = row.first_day.iter_days().take_while(|day| *day <= row.last_day);
            !row.cancelled && of_it.any(|day| days.first <= day && day < days.next)
        };
        let mut expected: Vec<_> = rows.iter().filter(has_one).cloned().collect();
        expected.sort_by_key(|row| (row.first_day, row.id));
        let found = latest(&*store).await.campaigns().costs(days).await.unwrap();
        // A range without days may be answered either way: nothing falls on it.
        if first < next {
            assert_eq!(found, expected, "{days:?}");
        }
        let share: i64 = found.iter().map(|row| row.share(days).kopecks()).sum();
        assert_eq!(share > 0, !expected.is_empty());
    }
}

/// Masters are listed by scope and filter, each with as many open orders as there are.
pub async fn masters_are_listed_with_their_open_orders(fx: &dyn Fixture) {
    let store = an_office(fx).await;
    let mut dice = Dice(6);
    let users: Vec<_> = (11..=40)
        .map(|n| {
            let mut row = operator(n);
            row.role = if dice.roll(4) == 0 { Role::Director } else { Role::Master };
            row.city = Some(id(dice.id(CITIES)));
            row.more_cities = cities(&[1, 2, 3]);
            row.more_cities.retain(|city| dice.roll(4) == 0 && Some(*city) != row.city);
            row.status = OperatorStatus::ALL[usize::from(dice.roll(4) == 0)].clone();
            row
        })
        .collect();
    insert(&*store, users.clone()).await;
    let orders: Vec<_> = (1..=200)
        .map(|n| {
            let mut row = order(n);
            row.master = (dice.roll(5) > 0).then(|| id(10 + dice.id(30)));
            row.status = OrderStatus::ALL[usize::try_from(dice.roll(8)).unwrap()].clone();
            row.closed_at = row.status.is_terminal().then(|| at(dice.roll(12)));
            row
        })
        .collect();
    insert(&*store, orders.clone()).await;
    let some = |of: &[i64], own: Option<i64>| OperatorScope::Some { cities: cities(of), own: own.map(id) };
    let none = MasterFilter::default;
    let filters = [
        none(),
        MasterFilter { city: Some(id(2)), ..none() },
        MasterFilter { city: Some(id(1)), status: Some(OperatorStatus::Active) },
        MasterFilter { status: Some(OperatorStatus::Inactive), ..none() },
    ];
    let open_of = |master| {
        let open = orders.iter().filter(|order| OrderStatus::OPEN.contains(&order.status));
        open.filter(|order| order.master == Some(master)).count() as u64
    };
    for scope in [OperatorScope::All, some(&[1], None), some(&[2, 3], Some(11)), some(&[], Some(12)), some(&[], None)] {
        let sees = |user: &&crate::operators::Operator| {
            let OperatorScope::Some { cities, own } = &scope else { return true };
            user.cities().any(|city| cities.contains(&city)) || *own == Some(user.id)
        };
        for filter in &filters {
            let expected: Vec<_> = users
                .iter()
                .filter(|user| user.role == Role::Master)
                .filter(sees)
                .filter(|user| filter.city.is_none_or(|wanted| user.cities().any(|city| city == wanted)))
                .filter(|user| filter.status.as_ref().is_none_or(|status| user.status == *status))
                .map(|user| (user.clone(), open_of(user.id)))
                .collect();
            let list = async |seek, limit| {
                let slice = slice(seek, limit, TotalMode::Bounded);
                latest(&*store).await.masters().list(&scope, filter, slice).await.unwrap()
            };
            let whole = list(Seek::Offset(0), 100).await;
            let shown: Vec<_> = whole.rows.into_iter().map(|row| (row.master, row.open_orders)).collect();
            assert_eq!(shown, expected, "{scope:?} {filter:?}");
            assert_eq!(whole.total, Some(Total::of(expected.len() as u64)));
            if let Some((fifth, _)) = expected.get(4) {
                let key = fifth.id.get();
                let ids = |listed: crate::store::Listed<crate::masters::MasterView>| {
                    listed.rows.iter().map(|row| row.master.id).collect::<Vec<_>>()
                };
                let expected: Vec<_> = expected.iter().map(|(user, _)| user.id).collect();
                let rest = &expected[5..expected.len().min(9)];
                assert_eq!(ids(list(Seek::After { key, id: key }, 3).await), rest);
                let back: Vec<_> = expected[..4].iter().rev().copied().collect();
                assert_eq!(ids(list(Seek::Before { key, id: key }, 3).await), back);
            }
        }
        for user in &users {
            let view = latest(&*store).await.masters().view(user.id, &scope).await.unwrap();
            let expected = (user.role == Role::Master && sees(&user)).then(|| (user.clone(), open_of(user.id)));
            assert_eq!(view.map(|view| (view.master, view.open_orders)), expected);
        }
    }
}
