//! Two cities, everybody, and a record for every letter.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::WHO;
use crate::access::Actor;
use crate::callbacks::{Callback, CallbackFilter, CallbackSort};
use crate::calls::CallView;
use crate::campaigns::{CampaignCost, NewCampaignCost};
use crate::cities::City;
use crate::conformance::Fixture;
use crate::conformance::office::access::past_the_services;
use crate::conformance::office::desk::{Desk, PASSWORD, new_person, text};
use crate::conformance::office::shop::{phone, rubles};
use crate::conformance::office::traffic::{BEGAN, Ring};
use crate::kernel::{
    CallId, CampaignId, Money, OperatorId, OrderId, PageRequest, Period, SessionId, Timestamp, Version, Zone,
};
use crate::lines::Line;
use crate::money::{CashHandover, NewCashHandover};
use crate::operators::{NewOperator, Operator, Role};
use crate::orders::{Equipment, NewOrder, Order, OrderPatch, OrderStatus, OrderType, StatusChange};
use crate::shifts::{NewShift, Shift};
use crate::store::{Effects, Loaded, Stored, Write};

pub(super) const CLIENT: &str = "+79000000101";

pub(super) struct World {
    pub(super) desk: Desk,
    pub(super) home: City,
    pub(super) away: City,
    /// In the order of [`WHO`].
    pub(super) actors: Vec<Actor>,
    pub(super) users: Vec<Operator>,
    /// A master who serves both cities.
    pub(super) roamer: Operator,
    pub(super) orders: Vec<(char, Order)>,
    pub(super) calls: Vec<(char, CallId)>,
    pub(super) lines: Vec<(char, Line)>,
    /// Clients who wait.
    pub(super) callbacks: Vec<(char, Callback)>,
    /// Cash that waits to be accepted.
    pub(super) handovers: Vec<(char, CashHandover)>,
    pub(super) costs: Vec<(char, CampaignCost)>,
    /// One of each user.
    pub(super) shifts: Vec<(OperatorId, Shift)>,
    pub(super) campaign: CampaignId,
    /// A city without anybody, and without money.
    pub(super) nowhere: City,
    pub(super) session: SessionId,
    slots: AtomicU64,
}

impl World {
    /// Mirrored, the other city is the one that was there first.
    pub(super) async fn build(fx: &dyn Fixture, mirrored: bool) -> Self {
        let desk = Desk::open(fx).await;
        let (first, second) = (desk.city("Саратов").await, desk.city("Энгельс").await);
        let (home, away) = if mirrored { (second, first) } else { (first, second) };
        let nowhere = desk.city("Вольск").await;
        let lines = vec![
            ('h', desk.line("74950000001", Some(home.id), Some("Листовки")).await),
            ('f', desk.line("74950000002", Some(away.id), Some("Листовки")).await),
            ('u', desk.line("74950000003", None, None).await),
        ];
        let admin = desk.person("admin", Role::Admin, None).await;
        let operator = desk.phone_person("operator", home.id, "101").await;
        let colleague = desk.phone_person("colleague", home.id, "103").await;
        let other = desk.phone_person("other", away.id, "102").await;
        let director = desk.person("director", Role::Director, Some(home.id)).await;
        let master = desk.person("master", Role::Master, Some(home.id)).await;
        let other_master = desk.person("other_master", Role::Master, Some(away.id)).await;
        let roamer = NewOperator { more_cities: vec![away.id], ..new_person("roamer", Role::Master, Some(home.id)) };
        let roamer = desk.crm.operators().create(&desk.system, &roamer, None).await.unwrap();
        let idle_operator = past_the_services(&desk, &director, "idle_operator", Role::Operator, None).await;
        let idle_director = past_the_services(&desk, &director, "idle_director", Role::Director, None).await;
        let later = Role::from_stored("dispatcher");
        let stranger = past_the_services(&desk, &director, "stranger", later, Some(home.id)).await;
        let session = desk.sign_in("other", "192.0.2.1").await.unwrap().session;
        let mut actors = Vec::new();
        for user in [&admin, &operator, &director, &master, &idle_operator, &idle_director, &stranger] {
            actors.push(desk.actor(user).await);
        }
        let campaign = desk.crm.campaigns().list(&desk.system, None).await.unwrap()[0].id;
        let calls = calls(&desk).await;
        let by = |user: &Operator| Some(user.id);
        let of = [
            ('o', &home, by(&operator), by(&master)),
            ('h', &home, by(&colleague), by(&roamer)),
            ('a', &away, by(&operator), by(&master)),
            ('f', &away, by(&other), by(&other_master)),
        ];
        let orders = orders(&desk, calls[1].1, campaign, &of).await;
        closed_orders(&desk, campaign, &of).await;
        let callbacks = callbacks(&desk).await;
        let mut handovers = Vec::new();
        for (letter, city, _, hands) in of {
            let new = NewCashHandover { city: city.id, amount: rubles(5), note: None };
            let hands = desk.crm.operators().actor(hands.unwrap()).await.unwrap();
            handovers.push((letter, desk.crm.money().hand_over(&hands, &new, None).await.unwrap()));
        }
        let mut costs = Vec::new();
        for (letter, city) in [('h', Some(home.id)), ('f', Some(away.id)), ('u', None)] {
            let day = Zone::MOSCOW.day_of(day_of('a').from());
            let amount = weight(letter);
            let new = NewCampaignCost { campaign, city, first_day: day, last_day: day, amount, note: None };
            costs.push((letter, desk.crm.campaigns().add_cost(&desk.system, &new, None).await.unwrap()));
        }
        let users = vec![
            admin,
            operator,
            colleague,
            other,
            director,
            master,
            other_master,
            roamer.clone(),
            idle_operator,
            idle_director,
            stranger,
        ];
        let mut world = Self {
            desk,
            home,
            away,
            actors,
            users,
            roamer,
            orders,
            calls,
            lines,
            callbacks,
            handovers,
            costs,
            shifts: Vec::new(),
            campaign,
            nowhere,
            session,
            slots: AtomicU64::default(),
        };
        for user in &world.users {
            let shift = world.desk.crm.shifts().add(&world.desk.system, &world.new_shift(user.id), None).await.unwrap();
            world.shifts.push((user.id, shift));
        }
        // What was written past the services is counted too, and is over.
        world.desk.crm.counters().recount(&world.desk.system).await.unwrap();
        world.desk.later(60);
        world
    }

    /// What every change leaves behind: the latest entry of the audit, and how far the feed has come.
    pub(super) async fn trace(&self) -> (Option<i64>, i64) {
        let entries = self.desk.crm.audit().latest(&self.desk.system, None, None).await.unwrap();
        (entries.first().map(|entry| entry.seq), self.desk.crm.events().head().await.unwrap())
    }

    /// A shift at a time nobody else works.
    pub(super) fn new_shift(&self, operator: OperatorId) -> NewShift {
        let from = self.slot();
        NewShift { operator, from, to: from.plus(Duration::from_secs(1800)), note: None }
    }

    pub(super) fn actor(&self, who: &str) -> &Actor {
        &self.actors[WHO.iter().position(|it| *it == who).unwrap()]
    }

    /// What a user is to who asks.
    pub(super) fn letter_of(&self, actor: &Actor, user: &Operator) -> char {
        let (mut cities, is_master) = (user.cities(), user.role == Role::Master);
        match () {
            () if actor.id() == Some(user.id) => 'o',
            () if user.id == self.roamer.id => 'b',
            () if user.cities().any(|city| city == self.home.id) => {
                if is_master {
                    'm'
                } else {
                    'h'
                }
            }
            () if cities.next().is_some() => {
                if is_master {
                    'e'
                } else {
                    'f'
                }
            }
            () => 'n',
        }
    }

    /// A slot nobody else has asked for.
    pub(super) fn slot(&self) -> Timestamp {
        let n = self.slots.fetch_add(1, Ordering::SeqCst);
        let (day, slot) = (n / 20, n % 20);
        Timestamp::parse("2026-01-14T08:00:00Z").unwrap().plus(Duration::from_secs(day * 86_400 + slot * 1800))
    }

    /// Another master who serves the city of an order.
    pub(super) fn reliever(&self, order: &Order) -> OperatorId {
        if order.master == Some(self.roamer.id) { self.actors[3].id().unwrap() } else { self.roamer.id }
    }

    /// The order as it was in the beginning, at the version it has now.
    pub(super) async fn restored(&self, order: &Order) -> (OrderId, Version) {
        let orders = self.desk.crm.orders();
        let now = orders.get(&self.desk.system, order.id).await.unwrap().order;
        let same = Order { updated_at: now.updated_at, ..order.clone() };
        let read = now.version;
        let version = self.put_back(now, same).await;
        if version != read {
            // Statuses are counted, and this was written past who counts them.
            self.desk.crm.counters().recount(&self.desk.system).await.unwrap();
        }
        (order.id, version)
    }

    /// Writes a row as it was, past the services; the version it has now.
    pub(super) async fn put_back<T: Stored + PartialEq>(&self, now: T, mut same: T) -> Version {
        let version = now.version();
        same.set_version(version);
        if same == now {
            return version;
        }
        let mut effects = Effects::none();
        effects.update(&Loaded::new(now), same);
        self.desk.write(effects).await;
        version.next()
    }
}

/// The day on which the call and the order with a letter began, before the office's today.
pub(super) fn day_of(letter: char) -> Period {
    let began = Timestamp::from_seconds(BEGAN + later(letter)).unwrap();
    Period::day(Zone::MOSCOW, Zone::MOSCOW.day_of(began))
}

/// An hour of that day in which they began.
pub(super) fn hour_of(letter: char) -> Period {
    let began = Timestamp::from_seconds(BEGAN + later(letter)).unwrap();
    Period::new(began, began.plus(Duration::from_secs(3600))).unwrap()
}

/// All of these days.
pub(super) fn all_days() -> Period {
    Period::new(day_of('o').from(), day_of('u').to()).unwrap()
}

/// An amount by which a sum tells what is in it.
pub(super) fn weight(letter: char) -> Money {
    rubles(10_i64.pow(u32::try_from(place(letter)).unwrap()))
}

fn place(letter: char) -> usize {
    "ohafu".find(letter).unwrap()
}

fn later(letter: char) -> i64 {
    (i64::try_from(place(letter)).unwrap() - 6) * 86_400
}

/// Where a call with a letter comes in, and whom it rings.
pub(super) fn ring(letter: char, id: &str) -> Ring<'_> {
    match letter {
        'o' => Ring::new(id),
        'h' => Ring::new(id).at("103"),
        'a' => Ring::new(id).to_line("74950000002"),
        'f' => Ring::new(id).to_line("74950000002").at("102"),
        'u' => Ring::new(id).to_line("74959999999").at("109"),
        _ => panic!("no call has the letter {letter}"),
    }
}

async fn calls(desk: &Desk) -> Vec<(char, CallId)> {
    let mut calls = Vec::new();
    for letter in "ohafu".chars() {
        let id = letter.to_string();
        let ring = ring(letter, &id).later(later(letter));
        desk.post_all(&ring.answered()).await;
        let seen = desk.calls(&desk.system).await;
        let mine = |view: &&CallView| view.call.provider_id.as_deref() == Some(ring.id);
        calls.push((letter, seen.iter().find(mine).unwrap().call.id));
    }
    calls
}

type Of<'a> = (char, &'a City, Option<OperatorId>, Option<OperatorId>);

/// Orders that wait for their masters to set out, all from one call.
async fn orders(desk: &Desk, call: CallId, campaign: CampaignId, wanted: &[Of<'_>]) -> Vec<(char, Order)> {
    let mut orders = Vec::new();
    for (n, of) in (900_000..).zip(wanted) {
        let order = Order { call: Some(call), ..order(n, OrderStatus::Accepted, campaign, *of) };
        let mut effects = Effects::none();
        effects.insert(order.clone());
        effects.write(Write::OrderWords { order: order.id, words: vec!["горбунков".to_owned()] });
        desk.write(effects).await;
        // Told to the feed.
        let patch = OrderPatch { problem: Some(text("Шумит")), ..OrderPatch::default() };
        let order = desk.crm.orders().change(&desk.system, order.id, order.version, &patch).await.unwrap();
        orders.push((of.0, order));
    }
    orders
}

/// Orders that brought what their letters weigh, today.
async fn closed_orders(desk: &Desk, campaign: CampaignId, wanted: &[Of<'_>]) {
    for (n, of) in (910_000..).zip(wanted) {
        let now = desk.crm.now();
        let order =
            Order { phone: phone("+79000000102"), created_at: now, ..order(n, OrderStatus::InProgress, campaign, *of) };
        let mut effects = Effects::none();
        effects.insert(order.clone());
        desk.write(effects).await;
        let change = StatusChange { result: Some(weight(of.0)), ..StatusChange::to(OrderStatus::Completed) };
        desk.crm.orders().change_status(&desk.system, order.id, order.version, &change).await.unwrap();
    }
}

fn order(id: i64, status: OrderStatus, campaign: CampaignId, (letter, city, author, master): Of<'_>) -> Order {
    let created_at = hour_of(letter).from();
    Order {
        id: OrderId::new(id).unwrap(),
        version: Version::FIRST,
        phone: phone(CLIENT),
        order_type: OrderType::FirstTime,
        equipment: Equipment::Computers,
        city: city.id,
        campaign: Some(campaign),
        advert_account: None,
        call: None,
        client_name: text("Семён Горбунков"),
        address: text("ул. Ленина, д. 12"),
        problem: text("Не включается"),
        meeting: crate::orders::Meeting { at: Timestamp::parse("2026-01-13T08:00:00Z").unwrap(), zone: city.zone },
        status,
        master,
        result: None,
        expenditure: None,
        promised: None,
        closing: 0,
        closed_at: None,
        operator: author,
        created_at,
        updated_at: created_at,
    }
}

/// Clients who were missed today, each another one; `o` and `a`, `h` and `f` differ by who looks after them.
async fn callbacks(desk: &Desk) -> Vec<(char, Callback)> {
    let mut callbacks = Vec::new();
    for letter in "ohafu".chars() {
        let (id, client) = (format!("missed {letter}"), format!("7900000020{}", place(letter)));
        let (path, payload) = ring(letter, &id).at("109").from(&client).missed();
        desk.post(&path, &payload).await.unwrap();
        let filter = CallbackFilter { phone: Some(phone(&format!("+{client}"))), ..CallbackFilter::default() };
        let page = PageRequest::first();
        let listed = desk.crm.callbacks().list(&desk.system, &filter, CallbackSort::Oldest, &page).await.unwrap();
        callbacks.push((letter, listed.items[0].callback.clone()));
    }
    callbacks
}

/// An order to write.
pub(super) fn new_order(city: &City, meeting: Timestamp) -> NewOrder {
    NewOrder {
        call: None,
        phone: Some(phone("+79000000999")),
        city: Some(city.id),
        campaign: None,
        advert_account: None,
        order_type: OrderType::FirstTime,
        equipment: Equipment::Handyman,
        client_name: text("Анна"),
        address: text("пр. Мира"),
        problem: text("Течёт"),
        meeting,
        operator: None,
    }
}

/// What signs in nobody.
pub(super) fn wrong_password() -> crate::kernel::Secret {
    format!("not {PASSWORD}").as_str().into()
}
