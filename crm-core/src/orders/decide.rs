//! Rules of orders. Each answers a change that a use case writes in one unit, or refuses.

mod create;
mod moves;
mod patch;
#[cfg(test)]
pub(super) mod samples;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

pub(crate) use create::{Basis, create};
pub(crate) use moves::{assign, change_status};
pub(crate) use patch::{Target, patch};

use super::{HistoryEntry, HistoryKind, Order, OrderError, OrderStatus, Place, Reason, slots};
use crate::access::{AccessError, Actor};
use crate::cities::City;
use crate::kernel::{CityId, FieldError, Money, Timestamp, Version};
use crate::money::LedgerEntry;
use crate::operators::Role;

/// What a decision does to an order.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a change does nothing until it is committed"]
pub(crate) struct OrderChange {
    /// The order, with the version it is written with.
    pub(crate) order: Order,
    /// The row its history gains.
    pub(crate) history: Option<HistoryEntry>,
    /// What is posted to the ledger.
    pub(crate) ledger: Vec<LedgerEntry>,
    /// The place it takes; it must be free when the change is written.
    pub(crate) place: Option<Place>,
    /// The audit's action.
    pub(crate) action: &'static str,
    /// The audit's payload: of a new order all it says, else what changed as `[before, after]`.
    pub(crate) payload: Value,
}

/// A change under way: the order before and after, who changes it and when.
struct Draft<'a> {
    before: Option<&'a Order>,
    after: Order,
    actor: &'a Actor,
    now: Timestamp,
}

impl<'a> Draft<'a> {
    fn of(read: &'a Order, actor: &'a Actor, now: Timestamp) -> Self {
        Self { before: Some(read), after: read.clone(), actor, now }
    }

    fn is_changed(&self) -> bool {
        self.before != Some(&self.after)
    }

    fn finish(
        mut self,
        action: &'static str,
        told: Option<(HistoryKind, Option<Reason>)>,
        ledger: Vec<LedgerEntry>,
        place: Option<Place>,
    ) -> OrderChange {
        self.after.version = self.before.map_or(Version::FIRST, |order| order.version.next());
        self.after.updated_at = self.now;
        let mut payload = self.before.map_or_else(
            || Value::Object(summary(&self.after)),
            |before| differences(&summary(before), summary(&self.after)),
        );
        let order = self.after;
        let history = told.map(|(kind, reason)| HistoryEntry {
            order: order.id,
            version: order.version,
            kind,
            from: self.before.map(|before| before.status.clone()),
            to: order.status.clone(),
            master: order.master,
            reason,
            at: self.now,
            by: self.actor.audit_name(),
        });
        if let (Some(reason), Value::Object(members)) =
            (history.as_ref().and_then(|row| row.reason.as_ref()), &mut payload)
        {
            members.insert("reason".to_owned(), json!(reason));
        }
        OrderChange { order, history, ledger, place, action, payload }
    }
}

/// The place a changed order needs: none while it stays in its slot.
fn place(before: Option<&Order>, after: &Order, city: &City) -> Option<Place> {
    let slot = after.slot();
    let stays = before.is_some_and(|order| order.slot() == slot);
    (!stays).then(|| Place { capacity: slots::capacity(city, &after.equipment), slot })
}

fn same_version(read: &Order, version: Version) -> Result<(), OrderError> {
    if version == read.version { Ok(()) } else { Err(OrderError::VersionConflict { current: read.version }) }
}

/// Whether the actor writes orders of the city.
fn serves(actor: &Actor, city: CityId) -> Result<(), AccessError> {
    match actor.role() {
        None | Some(Role::Admin) => Ok(()),
        Some(Role::Operator | Role::Director) if actor.cities().contains(&city) => Ok(()),
        Some(Role::Operator | Role::Director) => Err(AccessError::OtherCity),
        Some(Role::Master | Role::Unknown(_)) => Err(AccessError::Forbidden),
    }
}

/// Amounts of an order are not negative: what is taken back is a reversal in the ledger.
fn not_negative(field: &'static str, amount: Option<Money>, findings: &mut Vec<FieldError>) {
    if amount.is_some_and(Money::is_negative) {
        findings.push(FieldError {
            field,
            code: "money.negative",
            message: "an amount of an order cannot be below zero".to_owned(),
        });
    }
}

fn not_a_slot(city: &City) -> FieldError {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let (from, to) = (clock(city.visit_hours.from()), clock(city.visit_hours.to()));
    let message =
        format!("a visit in {} begins at a full or half hour of the local time from {from} to before {to}", city.name);
    FieldError { field: "dateMeeting", code: "order.not_a_slot", message }
}

/// What the audit knows of an order, by the wire names.
fn summary(order: &Order) -> Map<String, Value> {
    let members = [
        ("phone", json!(order.phone.as_str())),
        ("typeOrder", json!(order.order_type)),
        ("typeEquipment", json!(order.equipment)),
        ("cityId", json!(order.city)),
        ("campaignId", json!(order.campaign)),
        ("avitoName", json!(order.advert_account)),
        ("callId", json!(order.call)),
        ("clientName", json!(order.client_name)),
        ("address", json!(order.address)),
        ("problem", json!(order.problem)),
        ("dateMeeting", json!(order.meeting.at)),
        ("statusOrder", json!(order.status)),
        ("masterId", json!(order.master)),
        ("result", json!(order.result)),
        ("expenditure", json!(order.expenditure)),
        ("promisedDate", json!(order.promised.map(|day| day.to_string()))),
        ("closingData", json!(order.closed_at)),
        ("operatorNameId", json!(order.operator)),
    ];
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn differences(before: &Map<String, Value>, after: Map<String, Value>) -> Value {
    let changed = after.into_iter().filter_map(|(name, value)| {
        let old = before.get(&name)?;
        (*old != value).then(|| (name, json!([old, value])))
    });
    Value::Object(changed.collect())
}

/// Whether there is still something to do; of a status this version does not know nothing is known, so nothing is done.
fn require_open(read: &Order) -> Result<(), OrderError> {
    if read.status.is_open() { Ok(()) } else { Err(OrderError::Closed) }
}

/// Detaches the master: the order waits again.
fn wait_again(order: &mut Order) {
    order.master = None;
    order.status = OrderStatus::New;
}
