//! Lists of orders: every scope, filter and slice against a model of a few lines.

use std::sync::Arc;

use super::lists::{Dice, slice};
use super::sample::{LARGEST, at, call, campaign, city, id, operator, order, text};
use super::support::{insert, latest, write};
use crate::access::OrderScope;
use crate::conformance::Fixture;
use crate::kernel::{Period, Phone, Seek, Timestamp, Total, TotalMode};
use crate::orders::{
    Equipment, Order, OrderFilter, OrderQuery, OrderSearch, OrderStatus, OrderType, OrderView, OrderWalk,
};
use crate::store::{Listed, Loaded, Store, Write};

/// An order and the words it is found by.
type Found = (Order, Vec<String>);

fn phone(n: i64) -> Phone {
    Phone::from_stored(&format!("+7900000{n:04}"))
}

fn pick<T: Clone>(dice: &mut Dice, from: &[T]) -> T {
    from[usize::try_from(dice.roll(from.len() as u64)).unwrap()].clone()
}

const NAMES: [&str; 6] = ["иван", "иванов", "пётр", "o'neil", "100", "ли"];
const STREETS: [&str; 4] = ["ленина", "леонова", "12", "мира"];

/// Orders with many equal keys, so that the id decides.
fn an_office_of_orders(dice: &mut Dice, count: i64) -> Vec<Found> {
    (1..=count)
        .map(|n| {
            let mut row = order(n);
            row.status = pick(dice, OrderStatus::ALL);
            row.order_type = pick(dice, OrderType::ALL);
            row.equipment = pick(dice, Equipment::ALL);
            row.meeting.at = at(dice.roll(12));
            row.closed_at = row.status.is_terminal().then(|| at(dice.roll(12)));
            row.created_at = at(dice.roll(40));
            row.phone = phone(dice.id(3));
            row.city = id(dice.id(3));
            row.campaign = (dice.roll(3) > 0).then(|| id(dice.id(2)));
            row.operator = (dice.roll(4) > 0).then(|| id(dice.id(4)));
            row.master = (row.status != OrderStatus::New).then(|| id(dice.id(4)));
            let mut words = vec![n.to_string(), pick(dice, &NAMES).to_owned(), pick(dice, &STREETS).to_owned()];
            words.sort_unstable();
            words.dedup();
            (row, words)
        })
        .collect()
}

async fn a_filled_office(fx: &dyn Fixture, orders: &[Found]) -> Arc<dyn Store> {
    let store = fx.fresh().await;
    insert(&*store, (1..=3).map(city)).await;
    insert(&*store, (1..=2).map(campaign)).await;
    insert(&*store, (1..=4).map(operator)).await;
    for chunk in orders.chunks(500) {
        write(&*store, |e| {
            for (row, words) in chunk {
                e.insert(row.clone());
                e.write(Write::OrderWords { order: row.id, words: words.clone() });
            }
        })
        .await;
    }
    store
}

fn some(cities: &[i64], author: Option<i64>, master: Option<i64>) -> OrderScope {
    OrderScope::Some { cities: cities.iter().map(|n| id(*n)).collect(), author: author.map(id), master: master.map(id) }
}

fn scopes() -> Vec<OrderScope> {
    vec![
        OrderScope::All,
        some(&[1], None, None),
        some(&[1, 3], Some(2), None),
        some(&[], Some(1), None),
        some(&[], None, Some(3)),
        some(&[2], Some(1), Some(3)),
        some(&[1, 2, 3], Some(4), None),
        OrderScope::Some { cities: (1..=100).map(id).collect(), author: Some(id(4)), master: None },
        some(&[], None, None),
    ]
}

fn searched(typed: &str) -> OrderFilter {
    let search = OrderSearch::parse(typed);
    assert!(search.is_some(), "{typed} is something to look for");
    OrderFilter { search, ..OrderFilter::default() }
}

fn filters() -> Vec<OrderFilter> {
    let none = OrderFilter::default;
    let period = |from, to| Some(Period::new(at(from), at(to)).unwrap());
    vec![
        none(),
        OrderFilter { created: period(10, 20), ..none() },
        OrderFilter { closed: period(3, 7), ..none() },
        OrderFilter { meeting: period(3, 5), ..none() },
        OrderFilter { closed: period(3, 3), ..none() },
        OrderFilter { closed: period(2, 9), meeting: period(1, 9), created: period(5, 35), ..none() },
        OrderFilter { closed: period(2, 9), city: Some(id(1)), ..searched("и") },
        OrderFilter { closed: period(2, 9), phone: Some(phone(2)), ..none() },
        OrderFilter { meeting: period(2, 9), master: Some(id(3)), status: Some(OrderStatus::EnRoute), ..none() },
        OrderFilter { status: Some(OrderStatus::Deferred), ..none() },
        OrderFilter { city: Some(id(2)), ..none() },
        OrderFilter { operator: Some(id(2)), ..none() },
        OrderFilter { master: Some(id(3)), ..none() },
        OrderFilter { campaign: Some(id(1)), ..none() },
        OrderFilter { equipment: Some(Equipment::Handyman), ..none() },
        OrderFilter { order_type: Some(OrderType::Repeat), ..none() },
        OrderFilter { phone: Some(phone(1)), ..none() },
        searched("ива"),
        searched("1"),
        searched("ле 1 и"),
        searched("иванов ленина"),
        OrderFilter { created: period(5, 35), city: Some(id(1)), ..searched("л") },
        OrderFilter { created: period(5, 35), phone: Some(phone(2)), status: Some(OrderStatus::Completed), ..none() },
        OrderFilter { operator: Some(id(1)), master: Some(id(2)), equipment: Some(Equipment::Computers), ..none() },
    ]
}

fn sees(scope: &OrderScope, row: &Order) -> bool {
    match scope {
        OrderScope::All => true,
        OrderScope::Some { cities, author, master } => {
            cities.contains(&row.city)
                || author.is_some_and(|author| row.operator == Some(author))
                || master.is_some_and(|master| row.master == Some(master))
        }
    }
}

/// The places a query selects, in the order of the list.
fn selected(orders: &[Found], scope: &OrderScope, filter: &OrderFilter) -> Vec<(i64, i64)> {
    let OrderFilter {
        created,
        closed,
        meeting,
        status,
        city,
        operator,
        master,
        campaign,
        equipment,
        order_type,
        phone,
        search,
    } = filter;
    let mut places: Vec<_> = orders
        .iter()
        .filter(|(row, _)| sees(scope, row))
        .filter(|(_, words)| search.as_ref().is_none_or(|search| search.matches(words)))
        .map(|(row, _)| row)
        .filter(|row| created.is_none_or(|p| p.from() <= row.created_at && row.created_at < p.to()))
        .filter(|row| closed.is_none_or(|p| row.closed_at.is_some_and(|at| p.from() <= at && at < p.to())))
        .filter(|row| meeting.is_none_or(|p| p.from() <= row.meeting.at && row.meeting.at < p.to()))
        .filter(|row| status.is_none() || Some(&row.status) == status.as_ref())
        .filter(|row| city.is_none() || Some(row.city) == *city)
        .filter(|row| operator.is_none() || row.operator == *operator)
        .filter(|row| master.is_none() || row.master == *master)
        .filter(|row| campaign.is_none() || row.campaign == *campaign)
        .filter(|row| equipment.is_none() || Some(&row.equipment) == equipment.as_ref())
        .filter(|row| order_type.is_none() || Some(&row.order_type) == order_type.as_ref())
        .filter(|row| phone.is_none() || Some(&row.phone) == phone.as_ref())
        .map(|row| (row.list_key().get(), row.id.get()))
        .collect();
    places.sort_unstable();
    places
}

async fn list(
    store: &dyn Store,
    scope: &OrderScope,
    filter: &OrderFilter,
    slice: crate::kernel::Slice,
) -> Listed<OrderView> {
    let query = OrderQuery { scope: scope.clone(), filter: filter.clone(), slice };
    latest(store).await.orders().list(&query).await.unwrap()
}

fn ids(listed: &Listed<OrderView>) -> Vec<i64> {
    listed.rows.iter().map(|row| row.order.id.get()).collect()
}

/// Every scope with every filter gives the right orders and the right total.
pub async fn every_scope_and_filter_selects_the_right_orders(fx: &dyn Fixture) {
    let orders = an_office_of_orders(&mut Dice(1), 400);
    let store = a_filled_office(fx, &orders).await;
    let mut answered = 0;
    for scope in &scopes() {
        for filter in &filters() {
            let expected = selected(&orders, scope, filter);
            let listed = list(&*store, scope, filter, slice(Seek::Offset(0), 100, TotalMode::Bounded)).await;
            let shown: Vec<_> = expected.iter().take(101).map(|(_, id)| *id).collect();
            assert_eq!(ids(&listed), shown, "{scope:?} {filter:?}");
            assert_eq!(listed.total, Some(Total::of(expected.len() as u64)), "{scope:?} {filter:?}");
            answered += usize::from(!shown.is_empty());
        }
    }
    assert!(answered > 110, "nearly every query selects something, or the comparison says little: {answered}");
}

/// Pages by number, by cursor on and by cursor back show the same orders, each once, through equal keys.
pub async fn pages_and_cursors_walk_the_same_orders(fx: &dyn Fixture) {
    let orders = an_office_of_orders(&mut Dice(2), 120);
    let store = a_filled_office(fx, &orders).await;
    let none = OrderFilter::default;
    let created = Some(Period::new(at(0), at(30)).unwrap());
    let closed = Some(Period::new(at(2), at(9)).unwrap());
    let meeting = Some(Period::new(at(2), at(10)).unwrap());
    let filters = [
        none(),
        OrderFilter { created, ..none() },
        OrderFilter { closed, ..none() },
        OrderFilter { meeting, ..none() },
        searched("и"),
    ];
    for (scope, filter) in scopes().iter().flat_map(|scope| filters.iter().map(move |filter| (scope, filter))) {
        let expected = selected(&orders, scope, filter);
        for limit in [1, 7, 100] {
            let fetch = usize::try_from(limit).unwrap() + 1;
            let step = if limit == 1 { 13 } else { 3 };
            for (n, (key, id)) in expected.iter().copied().enumerate().step_by(step) {
                let tail = |from: usize| expected.iter().skip(from).take(fetch).map(|(_, id)| *id).collect::<Vec<_>>();
                let page = async |seek| list(&*store, scope, filter, slice(seek, limit, TotalMode::Skip)).await;
                let numbered = page(Seek::Offset(n as u64)).await;
                assert_eq!(ids(&numbered), tail(n));
                assert_eq!(numbered.total, None, "nobody asked for a total");
                assert_eq!(ids(&page(Seek::After { key, id }).await), tail(n + 1));
                let back: Vec<_> = expected[..n].iter().rev().take(fetch).map(|(_, id)| *id).collect();
                assert_eq!(ids(&page(Seek::Before { key, id }).await), back);
            }
        }
        let past = list(&*store, scope, filter, slice(Seek::Offset(500), 20, TotalMode::Bounded)).await;
        assert!(past.rows.is_empty());
        assert_eq!(past.total, Some(Total::of(expected.len() as u64)), "a page past the end has the true total");
    }
}

/// A walk in stretches of any length gives every order in scope that passes the filter once, in the order they were written
/// in, from one place to another.
pub async fn a_walk_gives_the_orders_as_they_were_written(fx: &dyn Fixture) {
    let orders = an_office_of_orders(&mut Dice(7), 150);
    let store = a_filled_office(fx, &orders).await;
    let last = latest(&*store).await.orders().last_written().await.unwrap().unwrap();
    assert_eq!(Some(last), orders.iter().map(|(row, _)| (row.created_at, row.id)).max());
    for scope in &scopes() {
        for filter in &filters() {
            let chosen: Vec<i64> = selected(&orders, scope, filter).into_iter().map(|(_, id)| id).collect();
            let mut places: Vec<_> = orders.iter().map(|(row, _)| (row.created_at, row.id)).collect();
            places.retain(|(_, id)| chosen.contains(&id.get()));
            places.sort_unstable();
            for (until, limit) in [(last, 500), (last, 7), ((at(20), id(60)), 13)] {
                let mut walk = OrderWalk { scope: scope.clone(), filter: filter.clone(), after: None, until, limit };
                let mut walked = Vec::new();
                loop {
                    let stretch = latest(&*store).await.orders().walk(&walk).await.unwrap();
                    walked.extend(stretch.iter().map(|view| (view.order.created_at, view.order.id)));
                    walk.after = walked.last().copied();
                    if stretch.len() < usize::try_from(limit).unwrap() {
                        break;
                    }
                }
                let expected: Vec<_> = places.iter().copied().filter(|place| *place <= until).collect();
                assert_eq!(walked, expected, "{walk:?}");
            }
        }
    }
    assert_eq!(latest(&*fx.fresh().await).await.orders().last_written().await.unwrap(), None);
}

/// The orders of a call are those in scope, open ones first.
pub async fn the_orders_of_a_call_are_found(fx: &dyn Fixture) {
    let mut orders = an_office_of_orders(&mut Dice(8), 60);
    for (row, _) in &mut orders {
        row.call = (row.id.get() % 3 > 0).then(|| id(row.id.get() % 3));
    }
    let store = a_filled_office(fx, &[]).await;
    insert(&*store, [call(1), call(2), call(3)]).await;
    insert(&*store, orders.iter().map(|(row, _)| row.clone())).await;
    for scope in &scopes() {
        for n in [1, 2, 3, 99] {
            let found = latest(&*store).await.orders().of_call(id(n), scope).await.unwrap();
            let of_call =
                |row: &i64| orders.iter().any(|(order, _)| order.id.get() == *row && order.call == Some(id(n)));
            let expected: Vec<_> =
                selected(&orders, scope, &OrderFilter::default()).into_iter().map(|(_, id)| id).collect();
            let expected: Vec<_> = expected.into_iter().filter(of_call).collect();
            assert_eq!(found.iter().map(|view| view.order.id.get()).collect::<Vec<_>>(), expected, "{scope:?} {n}");
        }
    }
}

/// A single order is subject to the scope as a list is.
pub async fn a_single_order_is_subject_to_the_scope(fx: &dyn Fixture) {
    let orders = an_office_of_orders(&mut Dice(5), 60);
    let store = a_filled_office(fx, &orders).await;
    let mut tx = latest(&*store).await;
    for scope in scopes() {
        for (row, _) in &orders {
            let expected = sees(&scope, row).then_some(row);
            let read = tx.orders().get(row.id, &scope).await.unwrap().map(Loaded::into_inner);
            assert_eq!(read.as_ref(), expected);
            let view = tx.orders().view(row.id, &scope).await.unwrap().map(|view| view.order);
            assert_eq!(view.as_ref(), expected);
        }
    }
}

/// The words of an order are replaced as a whole: it is found by what it says now and by nothing it said before.
pub async fn an_order_is_found_by_its_present_words(fx: &dyn Fixture) {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let store = a_filled_office(fx, &[(order(1), words(&["1", "анна", "анны"])), (order(2), words(&["2", "я"]))]).await;
    let found = async |typed: &str| {
        let filter = searched(typed);
        ids(&list(&*store, &OrderScope::All, &filter, slice(Seek::Offset(0), 20, TotalMode::Skip)).await)
    };
    assert_eq!((found("анн").await, found("анна").await), (vec![1], vec![1]));
    write(&*store, |e| {
        e.write(Write::OrderWords { order: id(1), words: words(&["анна", "борис", "яков"]) });
        e.write(Write::OrderWords { order: id(2), words: Vec::new() });
    })
    .await;
    assert_eq!((found("анна").await, found("анны").await, found("1").await), (vec![1], vec![], vec![]));
    assert_eq!((found("я").await, found("бор анна").await, found("анна 2").await), (vec![1], vec![1], vec![]));
}

/// A search and a period that match thousands give the same as those that match a few, page by page.
pub async fn a_search_may_match_thousands(fx: &dyn Fixture) {
    let orders: Vec<Found> = (1..=6_000)
        .map(|n| {
            let mut row = order(n);
            row.meeting.at = at(n.unsigned_abs() * 7 % 6_000);
            row.created_at = at(n.unsigned_abs());
            row.city = id(1 + n % 2);
            (row, vec![format!("{}", n % 100), "ленина".to_owned(), "саратов".to_owned()])
        })
        .collect();
    let store = a_filled_office(fx, &orders).await;
    let period = Some(Period::new(at(0), at(5_900)).unwrap());
    for (typed, created) in [("ленина", None), ("лен сар", None), ("лен 77", None), ("сар", period)] {
        let filter = OrderFilter { created, ..searched(typed) };
        for scope in [OrderScope::All, some(&[2], None, None)] {
            let expected = selected(&orders, &scope, &filter);
            for offset in [0, 21] {
                let page = slice(Seek::Offset(offset), 20, TotalMode::Bounded);
                let listed = list(&*store, &scope, &filter, page).await;
                let skipped = usize::try_from(offset).unwrap();
                let shown: Vec<_> = expected.iter().skip(skipped).take(21).map(|(_, id)| *id).collect();
                assert_eq!(ids(&listed), shown, "{typed} {scope:?}");
                assert_eq!(listed.total, Some(Total::of(expected.len() as u64)), "{typed} {scope:?}");
            }
        }
    }
    let everything = OrderFilter { created: period, ..OrderFilter::default() };
    let listed = list(&*store, &OrderScope::All, &everything, slice(Seek::Offset(0), 20, TotalMode::Bounded)).await;
    assert_eq!(listed.total, Some(Total::of(5_899)));
}

/// An order is shown with the present names of its city, campaign, author and master.
pub async fn orders_are_shown_with_present_names(fx: &dyn Fixture) {
    let mut row = order(1);
    (row.campaign, row.operator, row.master) = (Some(id(1)), Some(id(1)), Some(id(2)));
    let store = a_filled_office(fx, &[(row, Vec::new()), (order(2), Vec::new())]).await;
    let read = latest(&*store).await.cities().get(id(1)).await.unwrap().unwrap();
    let mut renamed = read.to_changed();
    renamed.name = text("Тверь 🦀");
    write(&*store, |e| e.update(&read, renamed)).await;
    let names =
        |view: &OrderView| (view.city.clone(), view.campaign.clone(), view.operator.clone(), view.master.clone());
    let shown =
        ("Тверь 🦀".into(), Some("Листовки 00001".into()), Some("Оператор 1".into()), Some("Оператор 2".into()));
    let slice = slice(Seek::Offset(0), 20, TotalMode::Skip);
    let listed = list(&*store, &OrderScope::All, &OrderFilter::default(), slice).await;
    assert_eq!(names(&listed.rows[0]), shown);
    assert_eq!(names(&listed.rows[1]), ("Тверь 🦀".into(), None, None, None));
    let view = latest(&*store).await.orders().view(id(1), &OrderScope::All).await.unwrap().unwrap();
    assert_eq!(names(&view), shown);
}

/// Orders at the ends of time and ids sort like any other.
pub async fn extreme_meetings_and_ids_are_listed(fx: &dyn Fixture) {
    let meets = |n, status, meeting| {
        let mut row = order(n);
        (row.status, row.meeting.at) = (status, meeting);
        row.closed_at = row.status.is_terminal().then_some(meeting);
        (row, Vec::new())
    };
    let orders = [
        meets(1, OrderStatus::New, Timestamp::MAX),
        meets(LARGEST, OrderStatus::New, Timestamp::MAX),
        meets(3, OrderStatus::New, Timestamp::MIN),
        meets(4, OrderStatus::Deferred, Timestamp::MIN),
        meets(5, OrderStatus::Void, Timestamp::MIN),
        meets(6, OrderStatus::Completed, Timestamp::MAX),
        meets(7, OrderStatus::from_stored("later status"), Timestamp::MAX),
    ];
    let store = a_filled_office(fx, &orders).await;
    let page = async |seek| {
        let slice = slice(seek, 20, TotalMode::Skip);
        ids(&list(&*store, &OrderScope::All, &OrderFilter::default(), slice).await)
    };
    // The last of the closed ones is of a status this version does not know: it lists by when it was written.
    assert_eq!(page(Seek::Offset(0)).await, [3, 1, LARGEST, 4, 6, 7, 5]);
    let key = orders[1].0.list_key().get();
    assert_eq!(page(Seek::After { key, id: LARGEST }).await, [4, 6, 7, 5]);
    assert_eq!(page(Seek::Before { key, id: LARGEST }).await, [1, 3]);
}
