//! The card of a client.

use super::shop::{Shop, phone};
use super::traffic::Ring;
use crate::access::Actor;
use crate::calls::Call;
use crate::clients::ClientCard;
use crate::conformance::Fixture;
use crate::kernel::{CallId, OrderId, Timestamp, Total};
use crate::orders::{NewOrder, Order, OrderStatus};
use crate::store::Effects;

const CLIENT: &str = "+79000000101";

async fn card(shop: &Shop, actor: &Actor) -> ClientCard {
    shop.desk.crm.clients().card(actor, &phone(CLIENT)).await.unwrap()
}

/// A card shows an actor's part of a client: calls and orders of the served cities and own ones; a master's own orders. The
/// orders of a call are the same part of those.
pub async fn a_card_shows_what_its_actor_sees(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    shop.desk.line("74950000001", Some(shop.city.id), None).await;
    shop.desk.line("74950000002", Some(shop.other.id), None).await;
    shop.desk.post_all(&Ring::new("home").answered()).await;
    // The phone of the first city's operator rang for the second city.
    shop.desk.post_all(&Ring::new("foreign").to_line("74950000002").answered()).await;
    shop.desk.post_all(&Ring::new("other").to_line("74950000002").at("109").answered()).await;
    shop.desk.post_all(&Ring::new("somebody").from("79000000102").answered()).await;
    let calls = shop.desk.calls(&shop.desk.system).await;
    let call = |id: &str| calls.iter().find(|view| view.call.provider_id.as_deref() == Some(id)).unwrap().call.id;
    let (home, foreign, other) = (call("home"), call("foreign"), call("other"));
    let from_call = |call, city| NewOrder { call: Some(call), ..shop.new_order_in(city) };
    let accepted = shop.written(&shop.operator, &from_call(home, shop.city.id)).await;
    let accepted = shop.moved(&accepted, &OrderStatus::Accepted).await;
    let closed = shop.written(&shop.operator, &from_call(home, shop.city.id)).await;
    let closed = shop.moved(&closed, &OrderStatus::Void).await;
    let away = shop.written(&shop.desk.system, &from_call(home, shop.other.id)).await;
    let mut stranger = shop.new_order();
    stranger.phone = Some(phone("+79000000102"));
    shop.written(&shop.operator, &stranger).await;
    for (actor, sees_calls, sees_orders) in [
        (&shop.desk.system, vec![home, foreign, other], vec![away.id, accepted.id, closed.id]),
        (&shop.operator, vec![home, foreign], vec![accepted.id, closed.id]),
        (&shop.director, vec![home], vec![accepted.id, closed.id]),
        (&shop.other_director, vec![foreign, other], vec![away.id]),
        (&shop.master, vec![], vec![accepted.id]),
        (&shop.other_master, vec![], vec![]),
    ] {
        let card = card(&shop, actor).await;
        let mut shown: Vec<_> = card.calls.iter().map(|view| view.call.id).collect();
        shown.sort_unstable();
        assert_eq!(shown, sees_calls, "{actor}");
        assert_eq!(card.orders.iter().map(|view| view.order.id).collect::<Vec<_>>(), sees_orders, "{actor}");
        let totals = [sees_calls.len(), sees_orders.len()].map(|count| Total::of(count as u64));
        assert_eq!([card.calls_total, card.orders_total], totals, "{actor}");
        let of_call = shop.desk.crm.orders().of_call(actor, home).await.unwrap();
        assert_eq!(of_call, card.orders, "every order was written from that call");
        assert!(card.orders.iter().all(|view| !view.city.is_empty()));
        assert!(shop.desk.crm.orders().of_call(actor, other).await.unwrap().is_empty());
    }
    let unknown = shop.desk.crm.clients().card(&shop.operator, &phone("+79990000000")).await.unwrap();
    assert!(unknown.calls.is_empty() && unknown.orders.is_empty());
    assert_eq!((unknown.calls_total, unknown.orders_total), (Total::of(0), Total::of(0)));
}

/// A card of somebody who calls and orders all the time is bounded, and says how many there are.
pub async fn a_long_card_is_bounded_and_counted(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    shop.desk.line("74950000001", Some(shop.city.id), None).await;
    shop.desk.post_all(&Ring::new("home").answered()).await;
    let call = shop.desk.only_call().await.call;
    let order = shop.order().await;
    let open = shop.moved(&order, &OrderStatus::Accepted).await;
    let mut effects = Effects::none();
    for n in 1..=140 {
        let at = Timestamp::from_seconds(call.facts.started_at.seconds() - n).unwrap();
        let mut like =
            Call { id: CallId::new(900_000 + n).unwrap(), conversation: None, provider_id: None, ..call.clone() };
        like.facts.started_at = at;
        effects.insert(like);
        let (status, closed_at) = (OrderStatus::Void, Some(at));
        effects.insert(Order { id: OrderId::new(900_000 + n).unwrap(), status, closed_at, ..order.clone() });
    }
    shop.desk.write(effects).await;
    for actor in [&shop.desk.system, &shop.operator, &shop.director] {
        let card = card(&shop, actor).await;
        assert_eq!((card.calls_total, card.orders_total), (Total::of(141), Total::of(141)));
        assert_eq!((card.calls.len(), card.orders.len()), (100, 100));
        assert_eq!(card.orders[0].order, open, "what is open comes first");
        let calls: Vec<_> = card.calls.iter().map(|view| view.call.id.get()).collect();
        let latest: Vec<_> = std::iter::once(call.id.get()).chain(900_001..900_100).collect();
        assert_eq!(calls, latest);
        assert_eq!(card.orders[1].order.id.get(), 900_001, "then the latest closing");
    }
}
