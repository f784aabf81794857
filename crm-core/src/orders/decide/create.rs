//! Writing an order.

use super::{Draft, OrderChange, not_a_slot, place, serves};
use crate::access::{AccessError, Actor};
use crate::calls::Call;
use crate::cities::{City, CityError};
use crate::kernel::{CampaignId, Code, Error, FieldError, Invalid, OrderId, Timestamp, Version};
use crate::operators::Role;
use crate::orders::{Equipment, HistoryKind, Meeting, NewOrder, Order, OrderStatus, OrderType, slots};

/// What a new order rests on, as it was read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Basis<'a> {
    /// Its id.
    pub(crate) id: OrderId,
    /// The call it is written from, seen by the actor.
    pub(crate) call: Option<&'a Call>,
    /// The city that was named, or else the call's.
    pub(crate) city: Option<&'a City>,
    /// The campaign that was named.
    pub(crate) campaign: Option<CampaignId>,
}

/// A new order waits for a master. Whoever sees a call may write an order in its city, served or not.
pub(crate) fn create(new: &NewOrder, basis: Basis<'_>, actor: &Actor, now: Timestamp) -> Result<OrderChange, Error> {
    let phone = new.phone.clone().or_else(|| basis.call.and_then(|call| call.facts.client.clone()));
    let phone = required(phone, "phone", "order.phone_required", "a phone")?;
    let city = required(basis.city, "city", "order.city_required", "a city")?;
    match serves(actor, city.id) {
        Err(AccessError::OtherCity) if basis.call.is_some_and(|call| call.attribution.city == Some(city.id)) => {}
        other => other?,
    }
    if city.archived {
        return Err(CityError::Archived.into());
    }
    check(new, city, actor)?;
    let order = Order {
        id: basis.id,
        version: Version::FIRST,
        phone,
        order_type: new.order_type.clone(),
        equipment: new.equipment.clone(),
        city: city.id,
        campaign: basis.campaign.or_else(|| basis.call.and_then(|call| call.attribution.campaign)),
        advert_account: new
            .advert_account
            .clone()
            .or_else(|| basis.call.and_then(|call| call.attribution.advert_account.clone())),
        call: basis.call.map(|call| call.id),
        client_name: new.client_name.clone(),
        address: new.address.clone(),
        problem: new.problem.clone(),
        meeting: Meeting { at: new.meeting, zone: city.zone },
        status: OrderStatus::New,
        master: None,
        result: None,
        expenditure: None,
        promised: None,
        closing: 0,
        closed_at: None,
        operator: new.operator.or(actor.id()),
        created_at: now,
        updated_at: now,
    };
    let place = place(None, &order, city);
    let draft = Draft { before: None, after: order, actor, now };
    Ok(draft.finish("order.created", Some((HistoryKind::Created, None)), Vec::new(), place))
}

fn required<T>(value: Option<T>, field: &'static str, code: Code, what: &str) -> Result<T, Invalid> {
    value.ok_or_else(|| Invalid::field(field, code, format!("{what} is required: there is no call that has one")))
}

fn check(new: &NewOrder, city: &City, actor: &Actor) -> Result<(), Invalid> {
    let mut findings = known(&new.order_type, &new.equipment);
    if !slots::is_start(city, new.meeting) {
        findings.push(not_a_slot(city));
    }
    if actor.role() == Some(&Role::Operator) && new.operator.is_some_and(|named| Some(named) != actor.id()) {
        findings.push(FieldError {
            field: "operatorNameId",
            code: "order.other_operator",
            message: "operators write orders in their own name".to_owned(),
        });
    }
    Invalid::check(findings)
}

/// Words of a later version are kept when they are read, never written anew.
pub(super) fn known(order_type: &OrderType, equipment: &Equipment) -> Vec<FieldError> {
    let mut findings = Vec::new();
    let mut unknown = |field, set| {
        findings.push(FieldError { field, code: "code.unknown", message: format!("not {set} of this version") });
    };
    if let OrderType::Unknown(_) = order_type {
        unknown("typeOrder", "an order type");
    }
    if let Equipment::Unknown(_) = equipment {
        unknown("typeEquipment", "an equipment");
    }
    findings
}
