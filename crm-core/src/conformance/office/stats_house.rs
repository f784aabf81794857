//! An office with calls of every kind, written as providers' events would have made them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use super::desk::text;
use super::shop::Shop;
use crate::access::{Actor, CallScope};
use crate::calls::{Call, CallDirection, CallFacts, CallStatus, Classification, MissReason};
use crate::conformance::Fixture;
use crate::counters;
use crate::kernel::{CallId, CampaignId, CityId, OperatorId, Period, Timestamp, Version, Zone};
use crate::lines::Attribution;
use crate::operators::WorkState;
use crate::orders::{NewOrder, Order, OrderStatus};
use crate::settings::SettingChange;
use crate::store::{Effects, Read};

/// How a call went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Went {
    /// Answered, with this talk.
    Answered(Duration),
    Missed(MissReason),
    /// Outbound: nobody talked.
    Busy,
    NoAnswer,
    /// Nobody has answered yet.
    Rings,
    /// Answered, and not over.
    Talks,
}

/// A call as it is to be written: in the menu for ten seconds, then offered.
#[derive(Debug, Clone)]
pub(super) struct Script {
    pub(super) at: Timestamp,
    pub(super) direction: CallDirection,
    pub(super) went: Went,
    /// From the offer to the answer or the end.
    pub(super) wait: Duration,
    pub(super) operator: Option<OperatorId>,
    pub(super) city: Option<CityId>,
    pub(super) campaign: Option<CampaignId>,
}

const MENU: Duration = Duration::from_secs(10);

impl Script {
    pub(super) fn new(at: Timestamp, direction: CallDirection, went: Went) -> Self {
        Self { at, direction, went, wait: Duration::ZERO, operator: None, city: None, campaign: None }
    }
    pub(super) fn waited(self, seconds: u64) -> Self {
        Self { wait: Duration::from_secs(seconds), ..self }
    }
    pub(super) fn of(self, operator: &Actor) -> Self {
        Self { operator: operator.id(), ..self }
    }
    pub(super) fn to(self, city: CityId, campaign: CampaignId) -> Self {
        Self { city: Some(city), campaign: Some(campaign), ..self }
    }

    pub(super) fn facts(&self) -> CallFacts {
        let offered = self.at.plus(MENU);
        let reached = offered.plus(self.wait);
        let (status, answered_at, ended_at) = match &self.went {
            Went::Answered(talk) => (CallStatus::Answered, Some(reached), Some(reached.plus(*talk))),
            Went::Missed(_) => (CallStatus::Missed, None, Some(reached)),
            Went::Busy => (CallStatus::Busy, None, Some(reached)),
            Went::NoAnswer => (CallStatus::NoAnswer, None, Some(reached)),
            Went::Rings => (CallStatus::New, None, None),
            Went::Talks => (CallStatus::New, Some(reached), None),
        };
        CallFacts {
            direction: self.direction.clone(),
            status,
            miss_reason: if let Went::Missed(reason) = &self.went { Some(reason.clone()) } else { None },
            end_reason: None,
            client: Some("+79000000101".parse().unwrap()),
            line: None,
            operator_extension: None,
            final_operator_extension: None,
            operators_rung: Vec::new(),
            started_at: self.at,
            offered_at: Some(offered),
            answered_at,
            ended_at,
            transferred: false,
            disconnect_code: None,
            leg_count: 1,
            recordings: Vec::new(),
            complete: ended_at.is_some(),
        }
    }
}

/// A [`Shop`] with two campaigns and a telephone.
#[derive(Clone)]
pub(super) struct House {
    pub(super) shop: Shop,
    pub(super) leaflets: CampaignId,
    pub(super) adverts: CampaignId,
    ids: Arc<AtomicI64>,
}

impl House {
    pub(super) async fn open(fx: &dyn Fixture) -> Self {
        let shop = Shop::open(fx).await;
        let campaign = async |number, name| {
            let line = shop.desk.line(number, None, Some(name)).await;
            line.attribution.campaign.unwrap()
        };
        let leaflets = campaign("74950000001", "Листовки").await;
        let adverts = campaign("74950000002", "Объявления").await;
        Self { shop, leaflets, adverts, ids: Arc::new(AtomicI64::new(1)) }
    }

    /// Writes calls in one unit, and what they add to the counters.
    pub(super) async fn calls(&self, scripts: &[Script]) -> Vec<CallId> {
        let zone = self.office_zone().await;
        let (mut effects, mut ids) = (Effects::none(), Vec::new());
        for script in scripts {
            let id = CallId::new(self.ids.fetch_add(1, Ordering::SeqCst)).unwrap();
            let call = Call {
                id,
                version: Version::FIRST,
                conversation: None,
                provider_id: None,
                facts: script.facts(),
                attribution: Attribution { campaign: script.campaign, city: script.city, advert_account: None },
                operator: script.operator,
                final_operator: script.operator,
                classification: Classification::default(),
                classified_version: Version::FIRST,
                created_at: script.at,
                updated_at: script.at,
            };
            effects.count(counters::call_changed(zone, None, &call));
            effects.insert(call);
            ids.push(id);
        }
        self.shop.desk.write(effects).await;
        ids
    }
    pub(super) async fn call(&self, script: Script) -> CallId {
        self.calls(&[script]).await[0]
    }
    /// Another account of a call, as a late event gives it.
    pub(super) async fn correct(&self, id: CallId, script: &Script) {
        let zone = self.office_zone().await;
        let mut tx = self.shop.desk.crm.store().begin(Read::Each).await.unwrap();
        let read = tx.calls().get(id, &CallScope::All).await.unwrap().unwrap();
        let mut call = read.to_changed();
        call.facts = script.facts();
        call.operator = script.operator;
        let mut effects = Effects::none();
        effects.count(counters::call_changed(zone, Some(&*read), &call));
        effects.update(&read, call);
        tx.commit(effects).await.unwrap();
    }

    pub(super) async fn office_zone(&self) -> Zone {
        self.shop.desk.crm.settings().get(&self.shop.desk.system).await.unwrap().office_zone
    }
    pub(super) async fn set_office_zone(&self, zone: Zone) {
        let settings = self.shop.desk.crm.settings();
        settings.set(&self.shop.desk.system, SettingChange::OfficeZone(zone)).await.unwrap();
    }
    pub(super) async fn works(&self, who: &Actor, state: &WorkState) {
        let id = who.id().unwrap();
        self.shop.desk.crm.operators().set_work_state(who, id, state, Some(&text("так вышло"))).await.unwrap();
    }
}

pub(super) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

pub(super) fn days(zone: Zone, first: &str, last: &str) -> Period {
    Period::days(zone, first.parse().unwrap(), last.parse().unwrap()).unwrap()
}

pub(super) fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

pub(super) const IN: CallDirection = CallDirection::In;
pub(super) const OUT: CallDirection = CallDirection::Out;

pub(super) fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(super) fn talked(talk: u64) -> Went {
    Went::Answered(seconds(talk))
}

/// The 13th of January of the office, whose days are Moscow's.
pub(super) fn the_day() -> Period {
    days(Zone::MOSCOW, "2026-01-13", "2026-01-13")
}

async fn completed(shop: &Shop, order: &Order) -> Order {
    let mut order = order.clone();
    for step in [OrderStatus::Accepted, OrderStatus::InProgress, OrderStatus::Completed] {
        order = shop.moved(&order, &step).await;
    }
    order
}

/// A day of two cities up to noon by UTC: seven calls that count, one between employees and one that rings; four orders, of
/// which two are closed and one was; an operator who works, pauses and works again.
pub(super) async fn day(fx: &dyn Fixture) -> House {
    let house = House::open(fx).await;
    let shop = &house.shop;
    let (home, away) = (shop.city.id, shop.other.id);
    let (leaflets, adverts) = (house.leaflets, house.adverts);
    for (time, state) in [("06:00", WorkState::Online), ("10:00", WorkState::Break), ("10:30", WorkState::Online)] {
        shop.desk.clock.set(at(&format!("2026-01-13T{time}:00Z")));
        house.works(&shop.operator, &state).await;
    }
    shop.desk.clock.set(at("2026-01-13T12:00:00Z"));
    let clock = |time: &str| at(&format!("2026-01-13T{time}Z"));
    let missed = |reason| Went::Missed(reason);
    let ids = house
        .calls(&[
            Script::new(clock("07:00:00"), IN, talked(100)).waited(7).of(&shop.operator).to(home, leaflets),
            Script::new(clock("08:00:00"), IN, talked(200)).waited(25).of(&shop.other_operator).to(away, adverts),
            Script::new(clock("09:00:00"), IN, missed(MissReason::NoAnswer)).waited(3).to(home, leaflets),
            Script::new(clock("10:00:00"), IN, missed(MissReason::AbandonedQueue)).waited(30).to(away, adverts),
            // One second before midnight in Moscow, when it is the next day in Omsk.
            Script::new(clock("20:59:59"), IN, missed(MissReason::OutOfHours)).to(home, leaflets),
            Script::new(clock("11:00:00"), OUT, talked(60)).of(&shop.operator).to(home, leaflets),
            Script::new(clock("11:30:00"), OUT, Went::Busy).of(&shop.operator).to(home, leaflets),
            Script::new(clock("11:40:00"), CallDirection::Internal, talked(30)).of(&shop.operator).to(home, leaflets),
            Script::new(clock("11:59:00"), IN, Went::Rings).to(home, leaflets),
        ])
        .await;
    let from_call = |call: usize| NewOrder { call: Some(ids[call]), ..shop.new_order() };
    let paid = shop.written(&shop.operator, &from_call(0)).await;
    completed(shop, &paid).await;
    let refused = shop.written(&shop.operator, &from_call(5)).await;
    shop.moved(&refused, &OrderStatus::Cancelled).await;
    shop.written(&shop.other_operator, &shop.new_order_in(away)).await;
    let reopened = completed(shop, &shop.order().await).await;
    shop.moved(&reopened, &OrderStatus::InProgress).await;
    house
}
