//! Who sees and may do what with orders.

use super::desk::{code, text};
use super::shop::Shop;
use crate::access::Actor;
use crate::conformance::Fixture;
use crate::kernel::{OrderId, PageRequest};
use crate::operators::Role;
use crate::orders::{Order, OrderFilter, OrderPatch, OrderSearch, OrderStatus};

/// Orders of both cities, and one that the operator of the first wrote in the second, for a call that rang there.
struct Sight {
    shop: Shop,
    all: Vec<Order>,
    actors: Vec<(Actor, Vec<OrderId>)>,
}

impl Sight {
    async fn build(fx: &dyn Fixture) -> Self {
        let shop = Shop::open(fx).await;
        let home = shop.order_in(&OrderStatus::InProgress).await;
        let waiting = shop.order().await;
        let away = shop.written(&shop.other_operator, &shop.new_order_in(shop.other.id)).await;
        let away = shop.moved(&away, &OrderStatus::Accepted).await;
        // Written in the first city and moved to the second: its author goes on seeing it.
        let own = shop.order().await;
        let patch = OrderPatch { city: Some(shop.other.id), ..OrderPatch::default() };
        let own = shop.desk.crm.orders().change(&shop.desk.system, own.id, own.version, &patch).await.unwrap();
        let all: Vec<_> = [&home, &waiting, &away, &own].map(|order| order.id).to_vec();
        let admin = shop.desk.actor(&shop.desk.person("admin", Role::Admin, None).await).await;
        let actors = vec![
            (shop.desk.system.clone(), all.clone()),
            (admin, all),
            (shop.operator.clone(), vec![home.id, waiting.id, own.id]),
            (shop.other_operator.clone(), vec![away.id, own.id]),
            (shop.director.clone(), vec![home.id, waiting.id]),
            (shop.other_director.clone(), vec![away.id, own.id]),
            (shop.master.clone(), vec![home.id]),
            (shop.other_master.clone(), vec![away.id]),
        ];
        Self { shop, all: vec![home, waiting, away, own], actors }
    }
}

async fn list(shop: &Shop, actor: &Actor, filter: OrderFilter) -> Vec<OrderId> {
    let page = shop.desk.crm.orders().list(actor, &filter, &PageRequest::first()).await.unwrap();
    assert_eq!(page.total.unwrap().count, page.items.len() as u64, "the total counts what the actor sees");
    let mut ids: Vec<_> = page.items.iter().map(|view| view.order.id).collect();
    ids.sort_unstable();
    ids
}

/// Lists, totals, searches, cards, history and ledger agree on what an actor sees.
pub async fn every_read_of_orders_keeps_the_scope(fx: &dyn Fixture) {
    let Sight { shop, all, actors } = Sight::build(fx).await;
    let orders = shop.desk.crm.orders();
    for (actor, sees) in &actors {
        let none = OrderFilter::default;
        assert_eq!(list(&shop, actor, none()).await, *sees, "{actor}");
        let search = OrderSearch::parse("горбунков ленина");
        assert_eq!(list(&shop, actor, OrderFilter { search, ..none() }).await, *sees, "{actor}");
        let phone = Some(all[0].phone.clone());
        assert_eq!(list(&shop, actor, OrderFilter { phone, ..none() }).await, *sees, "{actor}");
        for order in &all {
            let seen = sees.contains(&order.id);
            let of_city = list(&shop, actor, OrderFilter { city: Some(order.city), ..none() }).await;
            assert_eq!(of_city.contains(&order.id), seen, "a filter never widens the scope");
            let (view, history) = (orders.get(actor, order.id).await, orders.history(actor, order.id).await);
            let ledger = orders.ledger(actor, order.id).await;
            if seen {
                assert_eq!(view.unwrap().order, *order);
                assert!(!history.unwrap().is_empty());
                assert!(ledger.unwrap().is_empty());
            } else {
                assert_eq!(code(view), "order.not_found", "{actor} {}", order.id);
                assert_eq!(code(history), "order.not_found", "{actor} {}", order.id);
                assert_eq!(code(ledger), "order.not_found", "{actor} {}", order.id);
            }
        }
    }
}

/// Who writes an order hears of the phone's other open orders that are in sight, and of no other; so does who repeats the
/// request.
pub async fn a_written_order_tells_of_no_order_out_of_sight(fx: &dyn Fixture) {
    let Sight { shop, all, actors } = Sight::build(fx).await;
    let (home, orders) = (&all[0], shop.desk.crm.orders());
    for (actor, sees) in actors.iter().filter(|(actor, _)| actor.role() != Some(&Role::Master)) {
        let city = if sees.contains(&home.id) { &shop.city } else { &shop.other };
        let (new, key) = (shop.new_order_in(city.id), text(&format!("form of {actor}")));
        assert_eq!(new.phone.as_ref(), Some(&home.phone));
        let written = orders.create(actor, &new, Some(&key)).await.unwrap();
        assert_eq!(written.duplicates_of, *sees, "{actor}");
        assert_eq!(orders.create(actor, &new, Some(&key)).await.unwrap(), written, "{actor}");
        // The next one must not hear of this one.
        shop.moved(&written.order, &OrderStatus::Void).await;
    }
}

/// Orders out of sight are not changed, moved or assigned; a master edits no order, whose ever it is.
pub async fn only_who_sees_an_order_changes_it(fx: &dyn Fixture) {
    let Sight { shop, all, actors } = Sight::build(fx).await;
    let orders = shop.desk.crm.orders();
    for (n, (actor, sees)) in actors.iter().enumerate() {
        for order in &all {
            let read = shop.now(order).await;
            let patch = OrderPatch { problem: Some(text(&format!("Звенит {n}"))), ..OrderPatch::default() };
            let changed = orders.change(actor, read.id, read.version, &patch).await;
            if !sees.contains(&order.id) {
                assert_eq!(code(changed), "order.not_found", "{actor}");
                let moved = shop.try_move(actor, &read, &OrderStatus::Cancelled).await;
                assert_eq!(code(moved), "order.not_found", "{actor}");
                let master = shop.master_of(read.city).unwrap();
                let given = orders.assign(actor, read.id, read.version, master, None).await;
                assert_eq!(code(given), "order.not_found", "{actor}");
                assert_eq!(shop.now(order).await, read);
            } else if actor.role() == Some(&Role::Master) {
                assert_eq!(code(changed), "access.forbidden", "{actor}");
                let master = shop.other_master.id().unwrap();
                let given = orders.assign(actor, read.id, read.version, master, None).await;
                assert_eq!(code(given), "access.forbidden", "{actor}");
            } else {
                assert_eq!(changed.unwrap().problem.as_str(), format!("Звенит {n}"));
            }
        }
    }
}

/// The feed tells of an order to those who see it.
pub async fn the_feed_of_orders_keeps_the_scope(fx: &dyn Fixture) {
    let Sight { shop, all, actors } = Sight::build(fx).await;
    for (actor, sees) in &actors {
        let told = shop.desk.feed(actor).await;
        // The last one was told of in its first city as long as it belonged there.
        for order in &all[..3] {
            let subject = format!("order:{}", order.id);
            let is_told = told.iter().any(|event| event.event.subject.as_str() == subject);
            assert_eq!(is_told, sees.contains(&order.id), "{actor} {subject}");
        }
    }
}
