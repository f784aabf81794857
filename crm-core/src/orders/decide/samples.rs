//! People, places and an order for tests.

use chrono::NaiveDate;

use crate::access::Actor;
use crate::calls::{Call, CallDirection, CallFacts, CallStatus, Classification};
use crate::cities::{City, SlotCapacity, VisitHours};
use crate::kernel::{CallId, CampaignId, CityId, OperatorId, OrderId, Phone, Text, Timestamp, Version, Zone};
use crate::lines::Attribution;
use crate::operators::{Login, Operator, OperatorStatus, Role, WorkState};
use crate::orders::{Equipment, Meeting, NewOrder, Order, OrderStatus, OrderType, Reason};

pub(in crate::orders) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

pub(in crate::orders) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(in crate::orders) fn reason(text: &str) -> Reason {
    Reason::new(text).unwrap()
}

/// Cities 1 and 3 keep Moscow's time, city 2 that of Omsk.
pub(in crate::orders) fn city(id: i64) -> City {
    City {
        id: CityId::new(id).unwrap(),
        version: Version::FIRST,
        name: Text::new(&format!("City {id}")).unwrap(),
        zone: Zone::parse(if id == 2 { "Asia/Omsk" } else { "Europe/Moscow" }).unwrap(),
        visit_hours: VisitHours::DEFAULT,
        capacity: SlotCapacity::DEFAULT,
        archived: false,
        created_at: Timestamp::EPOCH,
        updated_at: Timestamp::EPOCH,
    }
}

/// A user who serves cities 1 and 2.
pub(in crate::orders) fn user(id: i64, role: Role) -> Operator {
    Operator {
        id: OperatorId::new(id).unwrap(),
        version: Version::FIRST,
        profile_version: Version::FIRST,
        name: Text::new("Somebody").unwrap(),
        login: Login::new(&format!("user{id}")).unwrap(),
        role,
        city: CityId::new(1).ok(),
        more_cities: CityId::new(2).into_iter().collect(),
        status: OperatorStatus::Active,
        work_state: WorkState::Online,
        work_state_since: Timestamp::EPOCH,
        sip_address: None,
        extension: None,
        created_at: Timestamp::EPOCH,
        updated_at: Timestamp::EPOCH,
    }
}

pub(in crate::orders) fn admin() -> Actor {
    Actor::user(&user(1, Role::Admin), None)
}

pub(in crate::orders) fn operator() -> Actor {
    Actor::user(&user(2, Role::Operator), None)
}

pub(in crate::orders) fn director() -> Actor {
    Actor::user(&user(3, Role::Director), None)
}

/// Master 4, to whom [`order`] is assigned when it is assigned.
pub(in crate::orders) fn master() -> Actor {
    Actor::user(&user(4, Role::Master), None)
}

pub(in crate::orders) fn new_order() -> NewOrder {
    NewOrder {
        call: None,
        phone: Phone::parse("+79999999999").ok(),
        city: CityId::new(1).ok(),
        campaign: None,
        advert_account: None,
        order_type: OrderType::FirstTime,
        equipment: Equipment::Computers,
        client_name: Text::new("Иван Петров").unwrap(),
        address: Text::new("ул. Ленина, д. 1").unwrap(),
        problem: Text::new("Не работает").unwrap(),
        meeting: at("2025-01-22T14:00:00Z"),
        operator: None,
    }
}

/// An answered call to a line of city 3.
pub(in crate::orders) fn call() -> Call {
    let started_at = at("2025-01-21T09:50:00Z");
    Call {
        id: CallId::new(12).unwrap(),
        version: Version::FIRST,
        conversation: None,
        provider_id: None,
        facts: CallFacts {
            direction: CallDirection::In,
            status: CallStatus::Answered,
            miss_reason: None,
            end_reason: None,
            client: Phone::parse("+79991112233").ok(),
            line: None,
            operator_extension: None,
            final_operator_extension: None,
            operators_rung: Vec::new(),
            started_at,
            offered_at: Some(started_at),
            answered_at: Some(started_at),
            ended_at: None,
            transferred: false,
            disconnect_code: None,
            leg_count: 2,
            recordings: Vec::new(),
            complete: false,
        },
        attribution: Attribution {
            campaign: CampaignId::new(8).ok(),
            city: CityId::new(3).ok(),
            advert_account: Text::new("Avito 1").ok(),
        },
        operator: OperatorId::new(2).ok(),
        final_operator: OperatorId::new(2).ok(),
        classification: Classification::default(),
        classified_version: Version::FIRST,
        created_at: started_at,
        updated_at: started_at,
    }
}

/// An order of city 1 that waits.
pub(in crate::orders) fn order() -> Order {
    let new = new_order();
    Order {
        id: OrderId::new(7).unwrap(),
        version: Version::FIRST,
        phone: new.phone.unwrap(),
        order_type: new.order_type,
        equipment: new.equipment,
        city: new.city.unwrap(),
        campaign: None,
        advert_account: None,
        call: None,
        client_name: new.client_name,
        address: new.address,
        problem: new.problem,
        meeting: Meeting { at: new.meeting, zone: Zone::MOSCOW },
        status: OrderStatus::New,
        master: None,
        result: None,
        expenditure: None,
        promised: None,
        closing: 0,
        closed_at: None,
        operator: OperatorId::new(2).ok(),
        created_at: at("2025-01-21T10:00:00Z"),
        updated_at: at("2025-01-21T10:00:00Z"),
    }
}

/// An order of city 1 that stands there, with master 4 beyond `new`.
pub(in crate::orders) fn order_in(status: &OrderStatus) -> Order {
    let mut order = order();
    order.status = status.clone();
    order.master = (*status != OrderStatus::New).then(|| OperatorId::new(4).unwrap());
    order.closed_at = status.is_terminal().then(|| at("2025-01-22T16:00:00Z"));
    order
}
