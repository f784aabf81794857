//! What an order is.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Equipment, HistoryKind, ListKey, OrderStatus, OrderType, Slot, search};
use crate::audit::AuditActor;
use crate::kernel::{
    CallId, CampaignId, Change, CityId, Money, OperatorId, OrderId, Phone, Text, Timestamp, Version, Zone,
};

/// Why somebody moved an order.
pub type Reason = Text<500>;

/// An agreed visit: the start of a slot, and the zone whose clocks the client was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    /// When.
    pub at: Timestamp,
    /// The city's zone when it was agreed.
    pub zone: Zone,
}

impl Meeting {
    /// The time on the city's clocks.
    pub fn local(self) -> NaiveDateTime {
        self.zone.local(self.at).naive_local()
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// How often it has been written.
    pub version: Version,
    /// The client's phone.
    pub phone: Phone,
    /// How the client comes to us.
    pub order_type: OrderType,
    /// What is to be repaired.
    pub equipment: Equipment,
    /// Where.
    pub city: CityId,
    /// The advertising campaign that brought it.
    pub campaign: Option<CampaignId>,
    /// The advert account that brought it.
    pub advert_account: Option<Text<255>>,
    /// The call it was written from.
    pub call: Option<CallId>,
    /// The client's name.
    pub client_name: Text<255>,
    /// Where to drive.
    pub address: Text<500>,
    /// What is broken.
    pub problem: Text<4000>,
    /// The agreed visit.
    pub meeting: Meeting,
    /// Where it stands.
    pub status: OrderStatus,
    /// The master it is assigned to.
    pub master: Option<OperatorId>,
    /// What was taken from the client; not negative.
    pub result: Option<Money>,
    /// What was spent on parts; not negative.
    pub expenditure: Option<Money>,
    /// The day of the city on which a deferred job was promised.
    pub promised: Option<NaiveDate>,
    /// How often it entered `completed`: the number of its last closing in the ledger, 0 before the first.
    pub closing: u32,
    /// When it entered the terminal status it stands in.
    pub closed_at: Option<Timestamp>,
    /// Who wrote it; `None` for the program itself.
    pub operator: Option<OperatorId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Order {
    /// `result - expenditure`; no expenditure counts as zero, and without a result there is none. The one place that derives
    /// it. `None` also for stored amounts below zero whose difference leaves the range of [`Money`].
    pub fn clean(&self) -> Option<Money> {
        self.result?.checked_sub(self.expenditure.unwrap_or(Money::ZERO))
    }
    /// Where it stands in the default list.
    pub fn list_key(&self) -> ListKey {
        ListKey::of(self)
    }
    /// The words it is found by, ascending, each once: the number, the phone with and without its country, and the words of
    /// name and address.
    pub fn search_words(&self) -> Vec<String> {
        search::words(self)
    }
    /// The slot of its visit, whether or not the order still [holds a place](OrderStatus::holds_place) in it.
    pub fn slot(&self) -> Slot {
        Slot { city: self.city, equipment: self.equipment.clone(), start: self.meeting.at }
    }
}

/// An order as lists and cards show it: with the names behind its ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderView {
    /// The order.
    pub order: Order,
    /// The city's name.
    pub city: Box<str>,
    /// The campaign's name.
    pub campaign: Option<Box<str>>,
    /// The name of who wrote it.
    pub operator: Option<Box<str>>,
    /// The master's name.
    pub master: Option<Box<str>>,
}

/// An order to write.
///
/// Written from a call, the phone, city, campaign and advert account are those of the call, unless they are given here: a
/// caller may speak for somebody in another city.
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// The call it is written from.
    pub call: Option<CallId>,
    /// The client's phone; required when the call has none.
    pub phone: Option<Phone>,
    /// Where; required when the call has none.
    pub city: Option<CityId>,
    /// The campaign by name; an unknown name creates the campaign.
    pub campaign: Option<Text<50>>,
    /// The advert account.
    pub advert_account: Option<Text<255>>,
    /// How the client comes to us.
    pub order_type: OrderType,
    /// What is to be repaired.
    pub equipment: Equipment,
    /// The client's name.
    pub client_name: Text<255>,
    /// Where to drive.
    pub address: Text<500>,
    /// What is broken.
    pub problem: Text<4000>,
    /// The visit: the start of a slot of the city.
    pub meeting: Timestamp,
    /// Who wrote it, when it is not the actor; operators write only their own.
    pub operator: Option<OperatorId>,
}

/// Changes to an order; what is left at its default stays.
#[derive(Debug, Clone, Default)]
pub struct OrderPatch {
    /// Another phone.
    pub phone: Option<Phone>,
    /// Another type.
    pub order_type: Option<OrderType>,
    /// Other equipment; before the visit begins.
    pub equipment: Option<Equipment>,
    /// Another name.
    pub client_name: Option<Text<255>>,
    /// Another address.
    pub address: Option<Text<500>>,
    /// Another problem.
    pub problem: Option<Text<4000>>,
    /// Another city; only in `new` or `accepted`. The master is detached, the order is `new` again, and the visit keeps its
    /// time on the clock unless another is given.
    pub city: Option<CityId>,
    /// Another campaign, by name.
    pub campaign: Change<Text<50>>,
    /// Another advert account.
    pub advert_account: Change<Text<255>>,
    /// Another visit: the start of a slot; before the visit begins.
    pub meeting: Option<Timestamp>,
    /// Another result; not of a closed order.
    pub result: Change<Money>,
    /// Another expenditure; not of a closed order.
    pub expenditure: Change<Money>,
    /// Another promised date; only of a deferred order.
    pub promised: Change<NaiveDate>,
}

/// A move to another status, with what [`TRANSITIONS`](super::TRANSITIONS) wants said about it. What does not belong to the
/// move is refused, not ignored; a reason may always be given.
#[derive(Debug, Clone)]
pub struct StatusChange {
    /// Where to.
    pub to: OrderStatus,
    /// Why.
    pub reason: Option<Reason>,
    /// Whom it is assigned to, on the way to `accepted`.
    pub master: Option<OperatorId>,
    /// What was taken, on the way to `completed`; what the order says already if it is left out.
    pub result: Option<Money>,
    /// What was spent, on the way to `completed`; what the order says already, else zero, if it is left out.
    pub expenditure: Option<Money>,
    /// When it was promised, on the way to `deferred`.
    pub promised: Option<NaiveDate>,
}

impl StatusChange {
    /// A move with nothing said about it.
    pub fn to(to: OrderStatus) -> Self {
        Self { to, reason: None, master: None, result: None, expenditure: None, promised: None }
    }
}

/// One row of an order's history. Rows are kept for ever; an order has at most one per version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Whose.
    pub order: OrderId,
    /// The version of the order that this made: rows in this order are rows in the order of time.
    pub version: Version,
    /// What happened.
    pub kind: HistoryKind,
    /// Where it stood; `None` for the first row.
    pub from: Option<OrderStatus>,
    /// Where it stands since.
    pub to: OrderStatus,
    /// Who has it since.
    pub master: Option<OperatorId>,
    /// Why.
    pub reason: Option<Reason>,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: AuditActor,
}
