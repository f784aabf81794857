//! Exports: what is in a file, who may have one, and that it is known.

use chrono::NaiveDate;
use serde_json::json;

use super::desk::{code, text};
use super::shop::{Shop, phone, rubles};
use crate::access::Actor;
use crate::calls::{Call, CallDirection, CallFilter, CallSort, CallStatus, Classification, NewCall};
use crate::conformance::Fixture;
use crate::exports::{Cell, Column, Export, Row, Table};
use crate::kernel::{CallId, Lang, OrderId, Period, Timestamp, Zone};
use crate::orders::{Order, OrderFilter, OrderPatch, OrderStatus};
use crate::store::Effects;

/// More than two pages of an export.
const MANY: i64 = 1_100;
/// Ids that the store's own leases do not reach here.
const FIRST: i64 = 900_000;

fn start() -> Timestamp {
    Timestamp::parse("2026-01-11T06:00:00Z").unwrap()
}

/// An instant that many rows share, so that the id decides.
fn at(n: i64) -> Timestamp {
    Timestamp::from_micros(start().micros() + n / 3 * 1_000_000).unwrap()
}

async fn call_by_hand(shop: &Shop) -> Call {
    let new = NewCall {
        direction: CallDirection::In,
        status: CallStatus::Missed,
        client: Some(phone("+79000000101")),
        line: None,
        started_at: shop.desk.crm.now(),
        wait_seconds: 0,
        talk_seconds: 0,
        classification: Classification::default(),
    };
    shop.desk.crm.calls().record(&shop.desk.system, &new, None).await.unwrap()
}

/// Calls of both cities by turns.
async fn many_calls(shop: &Shop) -> Vec<Call> {
    let like = call_by_hand(shop).await;
    let mut calls: Vec<_> = (0..MANY)
        .map(|n| {
            let mut call = Call { id: CallId::new(FIRST + n).unwrap(), ..like.clone() };
            call.facts.started_at = at(n);
            call.attribution.city = Some(if n % 2 == 0 { shop.city.id } else { shop.other.id });
            call
        })
        .collect();
    let mut effects = Effects::none();
    for call in &calls {
        effects.insert(call.clone());
    }
    shop.desk.write(effects).await;
    calls.push(like);
    calls
}

/// Orders of both cities by turns.
async fn many_orders(shop: &Shop) -> Vec<Order> {
    let like = shop.written(&shop.director, &shop.new_order()).await;
    let mut orders: Vec<_> = (0..MANY)
        .map(|n| Order {
            id: OrderId::new(FIRST + n).unwrap(),
            created_at: at(n),
            city: if n % 2 == 0 { shop.city.id } else { shop.other.id },
            ..like.clone()
        })
        .collect();
    let mut effects = Effects::none();
    for order in &orders {
        effects.insert(order.clone());
    }
    shop.desk.write(effects).await;
    orders.push(like);
    orders
}

fn id_of(row: &Row) -> i64 {
    match row[0] {
        Cell::Integer(id) => id,
        ref other => panic!("{other:?} is not an id"),
    }
}

/// The ids of what is left of an export; each row has a cell for each column.
async fn rest(export: &mut Export) -> Vec<i64> {
    let (mut ids, columns) = (Vec::new(), export.columns().len());
    while let Some(rows) = export.next().await.unwrap() {
        assert!(!rows.is_empty() && rows.len() <= 500, "a page has some hundreds of rows");
        assert!(rows.iter().all(|row| row.len() == columns));
        ids.extend(rows.iter().map(id_of));
    }
    assert_eq!(export.next().await.unwrap(), None, "the end stays the end");
    ids
}

/// Every call that an actor sees comes once, in the order of the sort, and none that began after the export did.
pub async fn calls_come_once_up_to_where_the_export_began(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let mut calls = many_calls(&shop).await;
    calls.sort_by_key(|call| (call.facts.started_at, call.id));
    let exports = shop.desk.crm.exports();
    let in_the_middle = Some(Period::new(at(100), at(900)).unwrap());
    for (actor, city) in [(&shop.desk.system, None), (&shop.director, Some(shop.city.id))] {
        for (sort, period) in
            [CallSort::Earliest, CallSort::Latest].map(|sort| [(sort, None), (sort, in_the_middle)]).concat()
        {
            let seen = |call: &&Call| {
                (city.is_none() || call.attribution.city == city)
                    && period.is_none_or(|period| period.contains(call.facts.started_at))
            };
            let mut expected: Vec<_> = calls.iter().filter(seen).map(|call| call.id.get()).collect();
            if sort == CallSort::Latest {
                expected.reverse();
            }
            let filter = CallFilter { period, ..CallFilter::default() };
            let mut export = exports.calls(actor, &filter, sort).await.unwrap();
            let mut ids: Vec<_> = export.next().await.unwrap().unwrap().iter().map(id_of).collect();
            shop.desk.later(60);
            let late = call_by_hand(&shop).await;
            ids.extend(rest(&mut export).await);
            assert_eq!(ids, expected, "{actor} {sort:?}");
            calls.push(late);
        }
    }
    let nobody_called = CallFilter { client: Some(phone("+79990000000")), ..CallFilter::default() };
    let mut empty = exports.calls(&shop.operator, &nobody_called, CallSort::Latest).await.unwrap();
    assert_eq!(empty.next().await.unwrap(), None);
}

/// An export has the same rows in the same order, however many are read at a time.
pub async fn an_export_is_the_same_in_parts_of_any_size(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    many_calls(&shop).await;
    many_orders(&shop).await;
    let (exports, actor) = (shop.desk.crm.exports(), &shop.desk.system);
    let calls = || async { exports.calls(actor, &CallFilter::default(), CallSort::Earliest).await.unwrap() };
    let orders = || async { exports.orders(actor, &OrderFilter::default()).await.unwrap() };
    let (all_calls, all_orders) = (rest(&mut calls().await).await, rest(&mut orders().await).await);
    for size in [97, 10_000] {
        for (mut export, all) in [(calls().await, &all_calls), (orders().await, &all_orders)] {
            export = export.page(size);
            let mut ids = Vec::new();
            while let Some(batch) = export.next_batch().await.unwrap() {
                assert_eq!(batch.len(), (all.len() - ids.len()).min(size as usize), "{size}");
                ids.extend(batch.into_rows().iter().map(id_of));
            }
            assert_eq!(&ids, all, "{size}");
        }
    }
}

/// Every order that an actor sees comes once, as it was written one after the other, though orders move through the list
/// while they are read, and none that was written after the export began.
pub async fn orders_come_once_while_they_change(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let mut orders = many_orders(&shop).await;
    orders.sort_by_key(|order| (order.created_at, order.id));
    let crm = &shop.desk.crm;
    for (actor, city) in [(&shop.desk.system, None), (&shop.other_director, Some(shop.other.id))] {
        let seen = |order: &&Order| city.is_none_or(|city| order.city == city);
        let expected: Vec<_> = orders.iter().filter(seen).map(|order| order.id.get()).collect();
        let mut export = crm.exports().orders(actor, &OrderFilter::default()).await.unwrap();
        let mut ids: Vec<_> = export.next().await.unwrap().unwrap().iter().map(id_of).collect();
        // One that was read already, and one that was not.
        for order in [&orders[0], &orders[orders.len() - 3]] {
            let now = shop.now(order).await;
            let to = if now.status == OrderStatus::New { OrderStatus::Void } else { OrderStatus::InProgress };
            shop.moved(&now, &to).await;
        }
        shop.desk.later(60);
        let late = shop.order().await;
        ids.extend(rest(&mut export).await);
        assert_eq!(ids, expected, "{actor}");
        orders.push(late);
    }
    // What was closed lately, and who waits for a visit.
    let now = crm.now();
    let hour =
        Period::new(now.minus(std::time::Duration::from_secs(3600)), now.plus(std::time::Duration::from_secs(1)));
    let closed = OrderFilter { closed: hour.ok(), ..OrderFilter::default() };
    let listed = crm.orders().list(&shop.desk.system, &closed, &crate::kernel::PageRequest::first()).await.unwrap();
    let mut export = crm.exports().orders(&shop.desk.system, &closed).await.unwrap();
    let ids = rest(&mut export).await;
    assert_eq!(ids.len() as u64, listed.total.unwrap().count);
    assert!(listed.items.iter().all(|view| ids.contains(&view.order.id.get())));
}

/// Whoever sees a list may take it along, save masters; each export is told to the audit with what was asked for, also when
/// nothing of it is read, and a refused one is none.
pub async fn an_export_is_a_right_and_is_told(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let exports = shop.desk.crm.exports();
    let filter = OrderFilter { city: Some(shop.city.id), ..OrderFilter::default() };
    for refused in [&shop.master, &shop.other_master] {
        assert_eq!(code(exports.orders(refused, &filter).await), "access.forbidden");
        assert_eq!(code(exports.calls(refused, &CallFilter::default(), CallSort::Latest).await), "access.forbidden");
        assert_eq!(code(exports.table(refused, "daily", &json!({}), Table::default()).await), "access.forbidden");
    }
    for subject in ["export:orders", "export:calls", "export:daily"] {
        assert!(shop.desk.trail(subject).await.is_empty());
    }
    for actor in [&shop.operator, &shop.director] {
        drop(exports.orders(actor, &filter).await.unwrap());
        drop(exports.calls(actor, &CallFilter::default(), CallSort::Latest).await.unwrap());
    }
    let told = |actor: &Actor| (actor.to_string(), "export.begun".to_owned());
    let both = [told(&shop.director), told(&shop.operator)];
    assert_eq!(shop.desk.trail("export:orders").await, both);
    assert_eq!(shop.desk.trail("export:calls").await, both);
    let entry = shop.desk.crm.audit().latest(&shop.desk.system, Some("export:orders"), None).await.unwrap().remove(0);
    let payload: serde_json::Value = serde_json::from_str(&entry.payload.unwrap().json).unwrap();
    assert_eq!(payload["city"], json!(shop.city.id));
}

/// A row says what the order says: typed, with the visit by the clocks of its city, and nothing in it is a formula.
pub async fn a_row_says_what_the_order_says(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let mut new = shop.new_order_in(shop.other.id);
    new.client_name = text("=HYPERLINK(\"http://a.example\")");
    new.address = text("@адрес");
    new.problem = text("+7 не звонить");
    let order = shop.written(&shop.other_operator, &new).await;
    let order = shop.moved(&order, &OrderStatus::Accepted).await;
    let order = shop.moved(&order, &OrderStatus::InProgress).await;
    let order = shop.moved(&order, &OrderStatus::Completed).await;
    let mut export = shop.desk.crm.exports().orders(&shop.other_director, &OrderFilter::default()).await.unwrap();
    let names: Vec<_> = export.columns().iter().map(|column| column.name).collect();
    let rows = export.next().await.unwrap().unwrap();
    let cell = |name: &str| rows[0][names.iter().position(|it| *it == name).unwrap()].clone();
    let shown = |name: &str| cell(name).text(Lang::Ru, Zone::MOSCOW).into_owned();
    assert_eq!(shown("clientName"), "'=HYPERLINK(\"http://a.example\")");
    assert_eq!((shown("address"), shown("problem")), ("'@адрес".to_owned(), "'+7 не звонить".to_owned()));
    assert_eq!(shown("phone"), "+79000000101");
    assert_eq!((shown("statusOrder"), shown("city")), ("Готово".to_owned(), "Омск".to_owned()));
    assert_eq!((cell("result"), shown("clean")), (Cell::Money(rubles(1500)), "1500.00".to_owned()));
    assert_eq!(cell("dateMeeting"), Cell::Time { at: order.meeting.at, zone: Some(shop.other.zone) });
    assert_eq!(shown("dateMeeting"), order.meeting.local().format("%Y-%m-%d %H:%M:%S").to_string());
    assert_eq!(cell("closingData"), Cell::time(order.closed_at.unwrap()));
    assert_eq!((cell("callId"), cell("promisedDate")), (Cell::Empty, Cell::Empty));
    let mut patched = shop
        .desk
        .crm
        .orders()
        .list(&shop.desk.system, &OrderFilter::default(), &crate::kernel::PageRequest::first())
        .await
        .unwrap();
    let patch = OrderPatch { client_name: Some(text("Анна")), ..OrderPatch::default() };
    let order = patched.items.remove(0).order;
    shop.desk.crm.orders().change(&shop.desk.system, order.id, order.version, &patch).await.unwrap();
    let mut again = shop.desk.crm.exports().orders(&shop.desk.system, &OrderFilter::default()).await.unwrap();
    assert_eq!(again.next().await.unwrap().unwrap()[0][5], Cell::words("Анна"));
}

/// The rows of a report come as they are, page by page.
pub async fn the_rows_of_a_table_come_as_they_are(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let mut table = Table::new(vec![Column::new("calls", "Звонки", "Calls"), Column::new("date", "День", "Day")]);
    for n in 0..MANY {
        table.push(vec![Cell::Integer(n), Cell::Date(NaiveDate::from_yo_opt(2026, 1).unwrap())]);
    }
    let filter = json!({ "city": 1 });
    let mut export = shop.desk.crm.exports().table(&shop.director, "daily", &filter, table).await.unwrap();
    assert_eq!(export.columns()[1].heading(Lang::En), "Day");
    assert_eq!(rest(&mut export).await, (0..MANY).collect::<Vec<_>>());
    assert_eq!(shop.desk.trail("export:daily").await.len(), 1);
}
