//! Two cities with their people, and orders to try things on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::desk::{Desk, text};
use crate::access::Actor;
use crate::cities::{City, NewCity};
use crate::conformance::Fixture;
use crate::kernel::{CityId, Error, Money, OperatorId, Phone, Timestamp, Zone};
use crate::operators::Role;
use crate::orders::{Equipment, NewOrder, Order, OrderStatus, OrderType, StatusChange, TRANSITIONS};

/// An office that writes orders. The first city keeps Moscow's time, the second that of Omsk, three hours ahead.
#[derive(Clone)]
pub(super) struct Shop {
    pub(super) desk: Desk,
    pub(super) city: City,
    pub(super) other: City,
    pub(super) operator: Actor,
    pub(super) other_operator: Actor,
    pub(super) director: Actor,
    pub(super) other_director: Actor,
    pub(super) master: Actor,
    pub(super) other_master: Actor,
    slots: Arc<AtomicU64>,
}

impl Shop {
    pub(super) async fn open(fx: &dyn Fixture) -> Self {
        let desk = Desk::open(fx).await;
        let city = desk.city("Саратов").await;
        let omsk = NewCity::new(text("Омск"), Zone::parse("Asia/Omsk").unwrap());
        let other = desk.crm.cities().create(&desk.system, &omsk, None).await.unwrap();
        let at_phone = desk.phone_person("operator", city.id, "101").await;
        let person = async |login: &str, role, city| desk.actor(&desk.person(login, role, Some(city)).await).await;
        Self {
            operator: desk.actor(&at_phone).await,
            other_operator: person("other_operator", Role::Operator, other.id).await,
            director: person("director", Role::Director, city.id).await,
            other_director: person("other_director", Role::Director, other.id).await,
            master: person("master", Role::Master, city.id).await,
            other_master: person("other_master", Role::Master, other.id).await,
            desk,
            city,
            other,
            slots: Arc::default(),
        }
    }

    /// A slot nobody else has asked for, in both cities' visit hours.
    pub(super) fn free_slot(&self) -> Timestamp {
        let n = self.slots.fetch_add(1, Ordering::SeqCst);
        let (day, slot) = (n / 12, n % 12);
        Timestamp::parse("2026-01-13T08:00:00Z").unwrap().plus(Duration::from_secs(day * 86_400 + slot * 1800))
    }

    /// An order of the first city, of a slot of its own.
    pub(super) fn new_order(&self) -> NewOrder {
        self.new_order_in(self.city.id)
    }
    pub(super) fn new_order_in(&self, city: CityId) -> NewOrder {
        NewOrder {
            call: None,
            phone: Some(phone("+79000000101")),
            city: Some(city),
            campaign: None,
            advert_account: None,
            order_type: OrderType::FirstTime,
            equipment: Equipment::Computers,
            client_name: text("Семён Горбунков"),
            address: text("ул. Ленина, д. 12"),
            problem: text("Не включается"),
            meeting: self.free_slot(),
            operator: None,
        }
    }

    /// An order as the operator of the first city writes it.
    pub(super) async fn order(&self) -> Order {
        self.written(&self.operator, &self.new_order()).await
    }
    pub(super) async fn written(&self, actor: &Actor, new: &NewOrder) -> Order {
        self.desk.crm.orders().create(actor, new, None).await.unwrap().order
    }
    /// The order as it stands now.
    pub(super) async fn now(&self, order: &Order) -> Order {
        self.desk.crm.orders().get(&self.desk.system, order.id).await.unwrap().order
    }

    /// Tries to move an order that was read, with all that the table wants said.
    pub(super) async fn try_move(&self, actor: &Actor, order: &Order, to: &OrderStatus) -> Result<Order, Error> {
        let change = self.change(order, to);
        self.desk.crm.orders().change_status(actor, order.id, order.version, &change).await
    }
    /// Moves it as the program itself, which must succeed.
    pub(super) async fn moved(&self, order: &Order, to: &OrderStatus) -> Order {
        self.try_move(&self.desk.system, order, to).await.unwrap()
    }
    /// An order of the first city that stands there, with its master beyond `new`.
    pub(super) async fn order_in(&self, status: &OrderStatus) -> Order {
        let mut order = self.order().await;
        for step in way_to(status) {
            order = self.moved(&order, &step).await;
        }
        order
    }

    fn change(&self, order: &Order, to: &OrderStatus) -> StatusChange {
        let mut change = StatusChange::to(to.clone());
        change.reason = Some(text("так вышло"));
        match to {
            OrderStatus::Accepted => change.master = self.master_of(order.city),
            OrderStatus::Completed => change.result = Some(rubles(1500)),
            _ => {}
        }
        change
    }
    pub(super) fn master_of(&self, city: CityId) -> Option<OperatorId> {
        if city == self.city.id { self.master.id() } else { self.other_master.id() }
    }
}

pub(super) fn phone(text: &str) -> Phone {
    Phone::parse(text).unwrap()
}

pub(super) fn rubles(amount: i64) -> Money {
    Money::from_kopecks(amount * 100).unwrap()
}

/// The moves that lead from `new` to a status.
pub(super) fn way_to(status: &OrderStatus) -> Vec<OrderStatus> {
    use OrderStatus::{Accepted, Cancelled, Completed, Deferred, EnRoute, InProgress, Void};
    let way: &[OrderStatus] = match status {
        Accepted => &[Accepted],
        EnRoute => &[Accepted, EnRoute],
        InProgress => &[Accepted, InProgress],
        Deferred => &[Accepted, InProgress, Deferred],
        Completed => &[Accepted, InProgress, Completed],
        Cancelled => &[Accepted, Cancelled],
        Void => &[Accepted, Void],
        _ => &[],
    };
    debug_assert!(
        way.windows(2).all(|pair| TRANSITIONS.iter().any(|row| [&row.from, &row.to] == [&pair[0], &pair[1]]))
    );
    way.to_vec()
}
