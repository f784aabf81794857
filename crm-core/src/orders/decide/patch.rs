//! Editing an order.

use super::create::known;
use super::{Draft, OrderChange, not_a_slot, not_negative, place, require_open, same_version, serves, wait_again};
use crate::access::{AccessError, Actor};
use crate::cities::{City, CityError};
use crate::kernel::{CampaignId, Change, Error, FieldError, Invalid, Timestamp, Version};
use crate::orders::{HistoryKind, Meeting, Order, OrderError, OrderPatch, OrderStatus, Party, slots};

/// What an edit rests on, as it was read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'a> {
    /// The city the patch names, or else the order's own.
    pub(crate) city: &'a City,
    /// What the patch does to the campaign, with its name looked up.
    pub(crate) campaign: Change<CampaignId>,
}

/// Edits an order that was read at `version`; `None` when nothing changes. What may change depends on where the order stands:
///
/// | field | in |
/// |---|---|
/// | phone, type, name, address, problem, campaign, advert account | every status |
/// | result, expenditure | open ones |
/// | meeting, equipment | new, accepted, `en_route` |
/// | city | new, accepted |
/// | promised date | deferred |
///
/// Only whoever may complete an order writes its money; a master writes money and promised date and nothing else.
pub(crate) fn patch(
    read: &Order,
    version: Version,
    patch: &OrderPatch,
    target: Target<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<OrderChange>, Error> {
    same_version(read, version)?;
    let party = Party::of(actor, read).ok_or(AccessError::Forbidden)?;
    let mut draft = Draft::of(read, actor, now);
    draft.after = words(read.clone(), patch, target.campaign);
    if draft.is_changed() && party == Party::AssignedMaster {
        return Err(AccessError::Forbidden.into());
    }
    let mut findings = money(&mut draft.after, read, patch, party)?;
    findings.extend(visit(&mut draft.after, read, patch, target.city, actor, party)?);
    if draft.after.order_type != read.order_type || draft.after.equipment != read.equipment {
        findings.extend(known(&draft.after.order_type, &draft.after.equipment));
    }
    Invalid::check(findings)?;
    if !draft.is_changed() {
        return Ok(None);
    }
    let moved = draft.after.city != read.city;
    let place = place(Some(read), &draft.after, target.city);
    let told = moved.then_some((HistoryKind::CityChanged, None));
    Ok(Some(draft.finish("order.changed", told, Vec::new(), place)))
}

/// What can be put right at any time.
fn words(mut order: Order, patch: &OrderPatch, campaign: Change<CampaignId>) -> Order {
    let OrderPatch { phone, order_type, client_name, address, problem, advert_account, .. } = patch;
    order.phone = phone.clone().unwrap_or(order.phone);
    order.order_type = order_type.clone().unwrap_or(order.order_type);
    order.client_name = client_name.clone().unwrap_or(order.client_name);
    order.address = address.clone().unwrap_or(order.address);
    order.problem = problem.clone().unwrap_or(order.problem);
    order.campaign = campaign.apply(order.campaign);
    order.advert_account = advert_account.clone().apply(order.advert_account);
    order
}

fn money(order: &mut Order, read: &Order, patch: &OrderPatch, party: Party) -> Result<Vec<FieldError>, Error> {
    let mut findings = Vec::new();
    order.result = patch.result.apply(read.result);
    order.expenditure = patch.expenditure.apply(read.expenditure);
    if (order.result, order.expenditure) != (read.result, read.expenditure) {
        require_open(read)?;
        if party == Party::Operator {
            return Err(AccessError::Forbidden.into());
        }
        not_negative("result", patch.result.value().copied(), &mut findings);
        not_negative("expenditure", patch.expenditure.value().copied(), &mut findings);
    }
    order.promised = patch.promised.apply(read.promised);
    if order.promised != read.promised && read.status != OrderStatus::Deferred {
        return Err(OrderError::NotDeferred.into());
    }
    Ok(findings)
}

/// Where, what for and when.
fn visit(
    order: &mut Order,
    read: &Order,
    patch: &OrderPatch,
    city: &City,
    actor: &Actor,
    party: Party,
) -> Result<Option<FieldError>, Error> {
    order.equipment = patch.equipment.clone().unwrap_or_else(|| read.equipment.clone());
    let reschedules = patch.meeting.is_some_and(|at| at != read.meeting.at);
    let moves = patch.city.is_some_and(|id| id != read.city);
    if !moves && !reschedules && order.equipment == read.equipment {
        return Ok(None);
    }
    require_open(read)?;
    if party == Party::AssignedMaster {
        return Err(AccessError::Forbidden.into());
    }
    if !read.status.awaits_visit() {
        return Err(if moves { OrderError::CityFixed } else { OrderError::VisitBegun }.into());
    }
    if moves {
        if read.status == OrderStatus::EnRoute {
            return Err(OrderError::CityFixed.into());
        }
        serves(actor, city.id)?;
        if city.archived {
            return Err(CityError::Archived.into());
        }
        order.city = city.id;
        wait_again(order);
    }
    if !moves && !reschedules {
        return Ok(None);
    }
    // The client was told a time on the clock: in another zone that is another instant.
    let at = patch.meeting.or_else(|| city.zone.instants(read.meeting.local()).next());
    match at.filter(|at| slots::is_start(city, *at)) {
        Some(at) => {
            order.meeting = Meeting { at, zone: city.zone };
            Ok(None)
        }
        None => Ok(Some(not_a_slot(city))),
    }
}
