//! Counters follow what use cases do, and what is wrong with them is found.

use super::desk::{Desk, LINE, code, race};
use super::shop::Shop;
use super::traffic::Ring;
use crate::calls::{Call, CallFilter, CallSort, CallStatus};
use crate::conformance::Fixture;
use crate::counters::{Cell, Count, Measure, Subject, Tally};
use crate::kernel::{CallId, OperatorId, PageRequest, Period, Total, Zone};
use crate::operators::Role;
use crate::orders::{Equipment, OrderFilter, OrderStatus, OrderType};
use crate::settings::SettingChange;
use crate::store::{Effects, Task, Write};

/// Calls that are running count nowhere; they count once they are over, however their events came.
pub async fn calls_count_once_they_are_over(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    desk.phone_person("operator", city.id, "101").await;
    desk.line(LINE, Some(city.id), Some("Листовки")).await;
    let rings = ["first", "second", "third"].map(Ring::new);
    desk.post_all(&[rings[0].appeared(), rings[0].connected()]).await;
    let check = desk.crm.counters().check(&desk.system, |_| {}).await.unwrap();
    assert_eq!((check.counters, check.differences.len()), (0, 0), "nobody has hung up");
    for ring in rings {
        let mut events = ring.answered();
        events.reverse();
        desk.post_all(&events).await;
        desk.post_all(&ring.answered()).await;
    }
    desk.post_all(&[Ring::new("missed").missed()]).await;
    desk.assert_counted().await;
}

/// An archive of a provider whose clock was broken tells of talks of thousands of years. Each is stored, and the counters
/// hold.
pub async fn talks_of_thousands_of_years_are_stored_and_counted(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for n in 0..40 {
        let id = format!("endless {n}");
        let (path, summary) = Ring { began: 1, ..Ring::new(&id) }.summary();
        let endless = summary.replace("\"end_time\":71", "\"end_time\":253402300799");
        assert_ne!(endless, summary);
        desk.play(&path, &endless).await;
    }
    desk.assert_counted().await;
}

/// Another office zone counts everything by its own days; what is written after that is counted by them too.
pub async fn another_office_zone_counts_anew(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let first = shop.order_in(&OrderStatus::Completed).await;
    shop.desk.assert_counted().await;
    let vladivostok = SettingChange::OfficeZone(Zone::parse("Asia/Vladivostok").unwrap());
    shop.desk.crm.settings().set(&shop.desk.system, vladivostok).await.unwrap();
    shop.desk.assert_counted().await;
    shop.moved(&first, &OrderStatus::InProgress).await;
    shop.order_in(&OrderStatus::Cancelled).await;
    shop.desk.assert_counted().await;
}

/// Counting anew while calls come in and housekeeping goes on counts each once.
pub async fn counting_anew_amid_traffic_counts_each_once(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    desk.line(LINE, Some(desk.city("Саратов").await.id), Some("Листовки")).await;
    race(4, |n| {
        let desk = desk.clone();
        async move {
            for round in 0..15 {
                match n {
                    0 => desk.crm.counters().recount(&desk.system).await.unwrap(),
                    1 => drop(desk.crm.store().maintain(Task::Tidy).await.unwrap()),
                    _ => desk.post_all(&Ring::new(&format!("{n} {round}")).answered()).await,
                }
            }
        }
    })
    .await;
    desk.assert_counted().await;
}

/// A counter that holds something else is found, by name, and a recount sets it right. Only who keeps house may.
pub async fn a_wrong_counter_is_found_and_set_right(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    shop.order().await;
    let day = Zone::MOSCOW.day_of(shop.desk.crm.now());
    let measure = Measure::Orders(OrderStatus::New);
    // The other one belongs to somebody who has no rows at all.
    let nobody = Subject::Master(OperatorId::new(4_000_000).unwrap());
    let mut forged = Effects::none();
    for subject in [Subject::Office, nobody] {
        let cell = Cell { subject, day, measure: measure.clone() };
        forged.write(Write::Count(Count { cell, tally: Tally { count: 5, ..Tally::ZERO } }));
    }
    shop.desk.write(forged).await;
    let counters = shop.desk.crm.counters();
    let found = counters.check(&shop.desk.system, |_| {}).await.unwrap().differences;
    let told: Vec<_> = found.iter().map(|it| (it.subject, it.day, it.stored.count, it.derived.count)).collect();
    // A backend that counts at each question cannot be wrong.
    if !told.is_empty() {
        let day = Some(day);
        let office = [(Subject::Office, None, 6, 1), (Subject::Office, day, 6, 1)];
        assert_eq!((&told[..2], &told[2..]), (&office[..], &[(nobody, None, 5, 0), (nobody, day, 5, 0)][..]));
        assert!(found.iter().all(|it| it.measure == measure));
    }
    for actor in [&shop.operator, &shop.director, &shop.master] {
        assert_eq!(code(counters.check(actor, |_| {}).await), "access.forbidden");
        assert_eq!(code(counters.recount(actor).await), "access.forbidden");
    }
    counters.recount(&shop.desk.system).await.unwrap();
    shop.desk.assert_counted().await;
}

/// The total of a list of whole days is added up from counters, any other is walked: both count what the list shows.
pub async fn totals_of_whole_days_count_what_the_list_shows(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let desk = &shop.desk;
    desk.line(LINE, Some(shop.city.id), Some("Листовки")).await;
    desk.line("74950000002", Some(shop.other.id), None).await;
    for (n, ring) in ["a", "b", "c", "d"].map(Ring::new).into_iter().enumerate() {
        let ring = if n % 2 == 0 { ring } else { ring.to_line("74950000002") };
        let events = ring.answered();
        // The last one goes on.
        desk.post_all(if n == 3 { &events[..2] } else { &events }).await;
    }
    for status in [OrderStatus::New, OrderStatus::InProgress, OrderStatus::Completed, OrderStatus::Void] {
        shop.order_in(&status).await;
    }
    shop.written(&shop.other_operator, &shop.new_order_in(shop.other.id)).await;
    let day = |from: &str, to: &str| Period::from_input(Zone::MOSCOW, Some(from), Some(to)).ok();
    let periods = [
        None,
        day("2026-01-12", "2026-01-12"),
        day("2026-01-01", "2026-01-31"),
        day("2026-01-13", "2026-01-14"),
        day("2026-01-11T22:00:00Z", "2026-01-12"),
        day("2020-01-01", "2026-12-31"),
    ];
    let admin = desk.actor(&desk.person("admin", Role::Admin, None).await).await;
    let actors = [&desk.system, &admin, &shop.operator, &shop.director, &shop.other_director, &shop.master];
    let (cities, person) = ([None, Some(shop.city.id), Some(shop.other.id)], shop.operator.id());
    let mut shown = 0;
    for (actor, period) in actors.into_iter().flat_map(|actor| periods.map(|period| (actor, period))) {
        let page = PageRequest::first();
        for (city, status) in cities
            .into_iter()
            .flat_map(|city| [None, Some(CallStatus::Answered), Some(CallStatus::New)].map(|status| (city, status)))
        {
            for operator in [None, person] {
                let filter = CallFilter { period, city, status: status.clone(), operator, ..CallFilter::default() };
                let page = desk.crm.calls().list(actor, &filter, CallSort::Latest, &page).await.unwrap();
                assert_eq!(page.total.unwrap().count, page.items.len() as u64, "{actor} {filter:?}");
                shown += page.items.len();
            }
        }
        for (city, status) in cities
            .into_iter()
            .flat_map(|city| [None, Some(OrderStatus::New), Some(OrderStatus::Completed)].map(|status| (city, status)))
        {
            let any = OrderFilter { created: period, city, status, ..OrderFilter::default() };
            for filter in [
                any.clone(),
                OrderFilter { master: shop.master.id(), ..any.clone() },
                OrderFilter { equipment: Some(Equipment::Computers), ..any.clone() },
                OrderFilter { equipment: Some(Equipment::Appliances), ..any.clone() },
                OrderFilter { order_type: Some(OrderType::FirstTime), ..any },
            ] {
                let page = desk.crm.orders().list(actor, &filter, &page).await.unwrap();
                assert_eq!(page.total.unwrap().count, page.items.len() as u64, "{actor} {filter:?}");
                shown += page.items.len();
            }
        }
    }
    assert!(shown > 200, "the lists show {shown} rows in all");
}

/// Of a list that is longer than totals are exact, and that shows more than counters hold, the total is what they hold, as
/// a bound; with the own calls of other cities it stays exact below.
pub async fn totals_of_a_long_scope_are_bounds(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (city, other) = (desk.city("Саратов").await, desk.city("Омск").await);
    let operator = desk.phone_person("operator", city.id, "101").await;
    let operator = desk.actor(&operator).await;
    desk.line(LINE, Some(city.id), None).await;
    desk.line("74950000002", Some(other.id), None).await;
    desk.post_all(&Ring::new("here").answered()).await;
    desk.post_all(&Ring::new("elsewhere").to_line("74950000002").answered()).await;
    let list = async |filter: &CallFilter| {
        let page = PageRequest::first();
        desk.crm.calls().list(&operator, filter, CallSort::Latest, &page).await.unwrap()
    };
    let shown = list(&CallFilter::default()).await;
    assert_eq!(shown.total, Some(Total::of(2)));
    let here = shown.items.iter().find(|view| view.call.attribution.city == Some(city.id)).unwrap().call.clone();
    // As many as make the total of both a bound, in two steps.
    let add = async |numbers: std::ops::Range<i64>| {
        let mut effects = Effects::none();
        for n in numbers {
            let id = CallId::new(5_000_000 + n).unwrap();
            effects.insert(Call { id, provider_id: None, conversation: None, ..here.clone() });
        }
        desk.write(effects).await;
        desk.crm.counters().recount(&desk.system).await.unwrap();
    };
    add(0..9_998).await;
    assert_eq!(list(&CallFilter::default()).await.total, Some(Total { count: 10_000, is_bound: false }));
    add(9_998..10_500).await;
    assert_eq!(list(&CallFilter::default()).await.total, Some(Total { count: 10_501, is_bound: true }));
    let in_city = CallFilter { city: Some(city.id), ..CallFilter::default() };
    assert_eq!(list(&in_city).await.total, Some(Total { count: 10_501, is_bound: false }));
}
