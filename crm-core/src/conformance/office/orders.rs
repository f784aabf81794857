//! Orders from the first word to the last: writing, moving, editing, finding them.

use std::time::Duration;

use super::desk::{LINE, code, text};
use super::shop::{Shop, phone, way_to};
use super::traffic::Ring;
use crate::access::Actor;
use crate::calls::CallView;
use crate::conformance::Fixture;
use crate::kernel::{Change, Error, OrderId, PageRequest};
use crate::orders::{
    Equipment, HistoryKind, NewOrder, OrderFilter, OrderPatch, OrderSearch, OrderStatus, Party, StatusChange,
    allowed_from,
};

async fn listed(shop: &Shop, actor: &Actor, filter: &OrderFilter) -> Vec<OrderId> {
    let page = PageRequest::first().limit(100).unwrap();
    let page = shop.desk.crm.orders().list(actor, filter, &page).await.unwrap();
    assert_eq!(page.total.unwrap().count, page.items.len() as u64);
    page.items.iter().map(|view| view.order.id).collect()
}

/// An order from a call takes phone, city, campaign and advert account from it and keeps the link; a further open order
/// of the phone is written and told of, a closed one is not told of.
pub async fn an_order_from_a_call_says_what_the_call_says(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let desk = &shop.desk;
    let line = desk.line(LINE, Some(shop.city.id), Some("Листовки")).await;
    desk.post_all(&Ring::new("one").from("79991112233").answered()).await;
    let CallView { call, .. } = desk.only_call().await;
    let from_call = || NewOrder { call: Some(call.id), phone: None, city: None, ..shop.new_order() };
    let written = desk.crm.orders().create(&shop.operator, &from_call(), None).await.unwrap();
    let first = written.order;
    assert!(written.duplicates_of.is_empty());
    assert_eq!((first.call, first.phone.as_str(), first.city), (Some(call.id), "+79991112233", shop.city.id));
    assert!(line.attribution.campaign.is_some());
    assert_eq!((first.campaign, first.operator), (line.attribution.campaign, shop.operator.id()));

    let second = desk.crm.orders().create(&shop.operator, &from_call(), None).await.unwrap();
    assert_eq!((second.order.call, second.duplicates_of), (Some(call.id), vec![first.id]));
    let stranger = NewOrder { phone: Some(phone("+79990000000")), ..from_call() };
    let third = desk.crm.orders().create(&shop.operator, &stranger, None).await.unwrap();
    assert!(third.duplicates_of.is_empty(), "a caller may speak for somebody else");
    shop.moved(&first, &OrderStatus::Void).await;
    let fourth = desk.crm.orders().create(&shop.operator, &from_call(), None).await.unwrap();
    assert_eq!(fourth.duplicates_of, [second.order.id]);

    let unseen = desk.crm.orders().create(&shop.other_operator, &from_call(), None).await;
    assert_eq!(code(unseen), "call.not_found");
}

/// What cannot be an order is refused and leaves nothing, and its key may be used again.
pub async fn an_order_that_cannot_be_is_refused(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let good = shop.new_order();
    let key = text("click-1");
    for (bad, expected) in [
        (NewOrder { phone: None, ..good.clone() }, "invalid"),
        (NewOrder { city: None, ..good.clone() }, "invalid"),
        (NewOrder { meeting: good.meeting.plus(Duration::from_secs(60)), ..good.clone() }, "invalid"),
        (NewOrder { meeting: good.meeting.plus(Duration::from_secs(43_200)), ..good.clone() }, "invalid"),
        (NewOrder { operator: shop.director.id(), ..good.clone() }, "invalid"),
        (NewOrder { equipment: Equipment::from_stored("later code"), ..good.clone() }, "invalid"),
        (NewOrder { city: Some(shop.other.id), ..good.clone() }, "access.other_city"),
    ] {
        let answer = shop.desk.crm.orders().create(&shop.operator, &bad, Some(&key)).await;
        assert_eq!(code(answer), expected, "{bad:?}");
    }
    assert_eq!(code(shop.desk.crm.orders().create(&shop.master, &good, Some(&key)).await), "access.forbidden");
    assert!(listed(&shop, &shop.desk.system, &OrderFilter::default()).await.is_empty());
    shop.desk.crm.orders().create(&shop.operator, &good, Some(&key)).await.unwrap();
}

/// From every status, by every party: a move of the table is made, any other is refused with those that are allowed.
pub async fn orders_move_along_the_table_and_nowhere_else(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let parties = [
        (&shop.desk.system, Party::Admin),
        (&shop.operator, Party::Operator),
        (&shop.director, Party::Director),
        (&shop.master, Party::AssignedMaster),
    ];
    let mut made = 0;
    for status in OrderStatus::ALL {
        for (actor, party) in parties {
            // A master sees a new order of its own only after a reopening that never was.
            if party == Party::AssignedMaster && *status == OrderStatus::New {
                continue;
            }
            let standing = shop.order_in(status).await;
            let allowed: Vec<_> = allowed_from(status, party).map(|row| &row.to).collect();
            for to in OrderStatus::ALL.iter().filter(|to| !allowed.contains(to)) {
                let refused = shop.try_move(actor, &standing, to).await.unwrap_err();
                assert_eq!(refused.code(), "order.transition_not_allowed", "{party:?} {status} {to}");
                assert!(allowed.iter().all(|to| refused.to_string().contains(to.code())), "{refused}");
            }
            assert_eq!(shop.now(&standing).await, standing, "a refusal changes nothing");
            for (n, to) in allowed.iter().enumerate() {
                let read = if n == 0 { standing.clone() } else { shop.order_in(status).await };
                let moved = shop.try_move(actor, &read, to).await.unwrap();
                assert_eq!((&moved.status, moved.version), (*to, read.version.next()), "{party:?} {status}");
                let history = shop.desk.crm.orders().history(&shop.desk.system, read.id).await.unwrap();
                assert_eq!(history.len(), way_to(status).len() + 2, "one row for the writing and one a move");
                let last = history.last().unwrap();
                assert_eq!((last.from.as_ref(), &last.to, &last.by), (Some(status), *to, &actor.audit_name()));
                made += 1;
            }
        }
    }
    assert_eq!(made, 69, "every row of the table, by everybody it names who can see the order");
}

/// An order that moves to another city waits for a master again, at the same time on the other city's clocks.
pub async fn an_order_may_change_its_city_before_the_master_sets_out(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let orders = shop.desk.crm.orders();
    let read = shop.order_in(&OrderStatus::Accepted).await;
    let away = OrderPatch { city: Some(shop.other.id), ..OrderPatch::default() };
    assert_eq!(code(orders.change(&shop.operator, read.id, read.version, &away).await), "access.other_city");
    let moved = orders.change(&shop.desk.system, read.id, read.version, &away).await.unwrap();
    assert_eq!((moved.city, moved.master, &moved.status), (shop.other.id, None, &OrderStatus::New));
    assert_eq!((moved.meeting.local(), moved.meeting.zone), (read.meeting.local(), shop.other.zone));
    assert_eq!(moved.meeting.at, read.meeting.at.minus(Duration::from_secs(3 * 3600)));
    let history = orders.history(&shop.other_operator, read.id).await.unwrap();
    assert_eq!(history.last().map(|row| row.kind.clone()), Some(HistoryKind::CityChanged));
    let room = async |city, at| {
        let day = shop.city.zone.day_of(at);
        let slots = orders.slots(&shop.operator, city, day, &Equipment::Computers).await.unwrap();
        slots.into_iter().find(|slot| slot.start == at).unwrap().taken
    };
    assert_eq!(room(shop.city.id, read.meeting.at).await, 0, "the place it had is free");
    assert_eq!(room(shop.other.id, moved.meeting.at).await, 1);

    let under_way = shop.order_in(&OrderStatus::EnRoute).await;
    let fixed = orders.change(&shop.desk.system, under_way.id, under_way.version, &away).await;
    assert_eq!(code(fixed), "order.city_fixed");
}

/// A day's slots tell how many visits fit and how many are taken; a cancelled visit gives its place back.
pub async fn slots_tell_the_room_that_is_left(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let orders = shop.desk.crm.orders();
    let new = shop.new_order();
    let day = shop.city.zone.day_of(new.meeting);
    let rooms = async |equipment: &Equipment| {
        let slots = orders.slots(&shop.master, shop.city.id, day, equipment).await.unwrap();
        assert_eq!(slots.len(), 24, "a slot every half-hour from 10 to 22");
        assert!(slots.windows(2).all(|pair| pair[0].start < pair[1].start));
        assert!(slots.iter().all(|slot| slot.capacity == 3));
        slots.into_iter().filter(|slot| slot.taken > 0).map(|slot| (slot.start, slot.taken)).collect::<Vec<_>>()
    };
    assert!(rooms(&Equipment::Computers).await.is_empty());
    let first = shop.written(&shop.operator, &new).await;
    shop.written(&shop.operator, &new).await;
    assert_eq!(rooms(&Equipment::Computers).await, [(new.meeting, 2)]);
    assert!(rooms(&Equipment::Handyman).await.is_empty());
    let gone = shop.moved(&first, &OrderStatus::Cancelled).await;
    assert_eq!(rooms(&Equipment::Computers).await, [(new.meeting, 1)]);
    shop.moved(&gone, &OrderStatus::InProgress).await;
    assert_eq!(rooms(&Equipment::Computers).await, [(new.meeting, 2)], "a reopened order has its place again");
}

/// The list shows open orders by status and meeting, then closed ones, the latest closing first.
pub async fn the_list_shows_what_is_to_be_done_first(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let mut orders = Vec::new();
    for status in OrderStatus::ALL.iter().rev().chain(OrderStatus::ALL) {
        orders.push(shop.order_in(status).await);
        shop.desk.later(60);
    }
    let rank = |status: &OrderStatus| OrderStatus::OPEN.iter().position(|open| open == status);
    let (mut open, mut closed): (Vec<_>, Vec<_>) = orders.into_iter().partition(|order| order.status.is_open());
    open.sort_by_key(|order| (rank(&order.status), order.meeting.at));
    closed.sort_by_key(|order| std::cmp::Reverse(order.closed_at));
    let expected: Vec<_> = open.iter().chain(&closed).map(|order| order.id).collect();
    assert_eq!(listed(&shop, &shop.director, &OrderFilter::default()).await, expected);
    let (mut request, mut walked) = (PageRequest::page(1, 5).unwrap(), Vec::new());
    loop {
        let page = shop.desk.crm.orders().list(&shop.operator, &OrderFilter::default(), &request).await.unwrap();
        walked.extend(page.items.iter().map(|view| view.order.id));
        let Some(next) = page.next else { break };
        request = PageRequest::cursor(next, 5).unwrap();
    }
    assert_eq!(walked, expected, "a walk by cursor visits each once");
}

/// An order is found by its number, and by the beginnings of phone, name and address as they are now.
pub async fn an_order_is_found_by_what_people_remember(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let order = shop.order().await;
    let mut other = shop.new_order();
    (other.phone, other.client_name, other.address) = (Some(phone("+79165550000")), text("Ольга"), text("Мира, 5"));
    shop.written(&shop.operator, &other).await;
    let find = async |typed: &str| {
        let filter = OrderFilter { search: OrderSearch::parse(typed), ..OrderFilter::default() };
        listed(&shop, &shop.operator, &filter).await
    };
    let number = order.id.to_string();
    for typed in ["горбунков", "СЕМЕН горб", "ленина 12", "8 (900) 000-01-01", "9000000", number.as_str()]
    {
        assert!(find(typed).await.contains(&order.id), "{typed}");
    }
    assert_eq!(find("горб ольга").await, []);
    let patch = OrderPatch {
        client_name: Some(text("Анна Каренина")),
        phone: Some(phone("+79031234567")),
        advert_account: Change::To(text("avito-1")),
        ..OrderPatch::default()
    };
    shop.desk.crm.orders().change(&shop.operator, order.id, order.version, &patch).await.unwrap();
    assert_eq!((find("горбунков").await, find("кар анна").await), (vec![], vec![order.id]));
    assert_eq!((find("9000000").await, find("8 903 123").await), (vec![], vec![order.id]));
}

/// A master is given orders of the cities it serves; one that has the order already changes nothing.
pub async fn an_order_changes_hands(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let orders = shop.desk.crm.orders();
    let (master, foreign) = (shop.master.id().unwrap(), shop.other_master.id().unwrap());
    let second = crate::operators::NewOperator {
        more_cities: vec![shop.city.id],
        ..super::desk::new_person("second", crate::operators::Role::Master, Some(shop.other.id))
    };
    let second = shop.desk.crm.operators().create(&shop.desk.system, &second, None).await.unwrap();
    let read = shop.order().await;
    let assign =
        async |version, to| -> Result<_, Error> { orders.assign(&shop.operator, read.id, version, to, None).await };
    assert_eq!(code(assign(read.version, foreign).await), "invalid");
    assert_eq!(code(assign(read.version, shop.director.id().unwrap()).await), "invalid");
    let given = assign(read.version, master).await.unwrap();
    assert_eq!((&given.status, given.master), (&OrderStatus::Accepted, Some(master)));
    assert_eq!(assign(given.version, master).await.unwrap(), given, "nothing changes");
    let passed = assign(given.version, second.id).await.unwrap();
    assert_eq!((&passed.status, passed.master), (&OrderStatus::Accepted, Some(second.id)));
    let mine = OrderFilter::default();
    assert!(listed(&shop, &shop.master, &mine).await.is_empty(), "whom it was taken from sees it no longer");
    assert_eq!(listed(&shop, &shop.desk.actor(&second).await, &mine).await, [read.id]);
    let waiting = StatusChange { reason: Some(text("заболел")), ..StatusChange::to(OrderStatus::New) };
    let waiting = orders.change_status(&shop.operator, read.id, passed.version, &waiting).await.unwrap();
    assert_eq!(waiting.master, None);
    let kinds: Vec<_> =
        orders.history(&shop.operator, read.id).await.unwrap().into_iter().map(|row| row.kind).collect();
    let expected = [HistoryKind::Created, HistoryKind::Moved, HistoryKind::Reassigned, HistoryKind::Moved];
    assert_eq!(kinds, expected);
}
