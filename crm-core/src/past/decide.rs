//! What can have been, and how an order of the past is written.

use super::{PastOrder, PastUser};
use crate::audit::AuditActor;
use crate::auth::PasswordHash;
use crate::kernel::{Code, FieldError, Invalid, Money, OperatorId, OrderId, Timestamp, Version, Zone};
use crate::money::{self, Books, LedgerEntry};
use crate::operators::{self, Operator, WorkState};
use crate::orders::{Equipment, HistoryEntry, HistoryKind, Meeting, Order, OrderStatus, OrderType};

/// A user as the row says. Offline since now: what they did before is not known.
pub(super) fn user(id: OperatorId, row: &PastUser, now: Timestamp) -> Result<Operator, Invalid> {
    let unreadable = row.password.as_ref().is_some_and(|hash: &PasswordHash| !hash.is_readable());
    Invalid::check(finding(
        unreadable,
        "password",
        "past.unreadable_hash",
        "no hash that a password can be held against",
    ))?;
    Ok(Operator {
        id,
        version: Version::FIRST,
        profile_version: Version::FIRST,
        name: row.name.clone(),
        login: row.login.clone(),
        role: row.role.clone(),
        city: row.city,
        more_cities: operators::further(row.city, row.more_cities.clone()),
        status: row.status.clone(),
        work_state: WorkState::Offline,
        work_state_since: now,
        sip_address: row.sip_address.clone(),
        extension: None,
        created_at: row.created_at.min(now),
        updated_at: now,
    })
}

/// An order of the past with all that belongs to it.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) order: Order,
    pub(super) history: Vec<HistoryEntry>,
    pub(super) ledger: Vec<LedgerEntry>,
}

/// Where an order of the past is written: its id here, its city's zone, whether the master it names is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Basis {
    pub(super) id: OrderId,
    pub(super) zone: Zone,
    pub(super) is_master: bool,
}

/// Of the way to where it stands only its ends are known: its history has the writing, and one move.
pub(super) fn order(
    row: &PastOrder,
    basis: Basis,
    by: &AuditActor,
    now: Timestamp,
) -> Result<Written, Vec<FieldError>> {
    let findings = impossible(row, basis.is_master, now);
    if !findings.is_empty() {
        return Err(findings);
    }
    let has_moved = row.status != OrderStatus::New;
    let is_completed = row.status == OrderStatus::Completed;
    let moved_at = row.closed_at.unwrap_or(row.created_at);
    let version = if has_moved { Version::FIRST.next() } else { Version::FIRST };
    let expenditure = row.expenditure.or(is_completed.then_some(Money::ZERO));
    let order = Order {
        id: basis.id,
        version,
        phone: row.phone.clone(),
        order_type: row.order_type.clone(),
        equipment: row.equipment.clone(),
        city: row.city,
        campaign: row.campaign,
        advert_account: row.advert_account.clone(),
        call: row.call,
        client_name: row.client_name.clone(),
        address: row.address.clone(),
        problem: row.problem.clone(),
        meeting: Meeting { at: row.meeting, zone: basis.zone },
        status: row.status.clone(),
        master: row.master,
        result: row.result,
        expenditure,
        promised: row.promised,
        closing: u32::from(is_completed),
        closed_at: row.closed_at,
        operator: row.operator,
        created_at: row.created_at,
        updated_at: moved_at,
    };
    let created = HistoryEntry {
        order: order.id,
        version: Version::FIRST,
        kind: HistoryKind::Created,
        from: None,
        to: OrderStatus::New,
        master: None,
        reason: None,
        at: row.created_at,
        by: by.clone(),
    };
    let moved = has_moved.then(|| HistoryEntry {
        version,
        kind: HistoryKind::Moved,
        from: Some(OrderStatus::New),
        to: order.status.clone(),
        master: order.master,
        at: moved_at,
        ..created.clone()
    });
    let ledger = if is_completed {
        // Settled in the other system: posted to no master, it is nobody's cash.
        let books = Books { order: order.id, closing: 1, master: None, city: order.city, at: moved_at, by: by.clone() };
        money::closing(&books, order.result.unwrap_or(Money::ZERO), order.expenditure.unwrap_or(Money::ZERO))
    } else {
        Vec::new()
    };
    let history = std::iter::once(created).chain(moved).collect();
    Ok(Written { order, history, ledger })
}

fn finding(wrong: bool, field: &'static str, code: Code, message: &str) -> Vec<FieldError> {
    if wrong { vec![FieldError { field, code, message: message.to_owned() }] } else { Vec::new() }
}

/// Everything of a row that cannot have been.
fn impossible(row: &PastOrder, is_master: bool, now: Timestamp) -> Vec<FieldError> {
    let status = &row.status;
    let is_known = status.is_open() || status.is_terminal();
    let (is_closed, is_new) = (status.is_terminal(), *status == OrderStatus::New);
    let is_negative = |amount: Option<Money>| amount.is_some_and(Money::is_negative);
    let is_early = row.closed_at.is_some_and(|closed| closed < row.created_at);
    let latest = row.closed_at.map_or(row.created_at, |closed| closed.max(row.created_at));
    let has_no_master = !is_new && status.is_open() && row.master.is_none();
    let has_no_result = *status == OrderStatus::Completed && row.result.is_none();
    let strange_promise = row.promised.is_some() && *status != OrderStatus::Deferred;
    [
        (!is_known, "statusOrder", "code.unknown", "not an order status of this version"),
        (
            matches!(row.order_type, OrderType::Unknown(_)),
            "typeOrder",
            "code.unknown",
            "not an order type of this version",
        ),
        (
            matches!(row.equipment, Equipment::Unknown(_)),
            "typeEquipment",
            "code.unknown",
            "not an equipment of this version",
        ),
        (
            is_closed && row.closed_at.is_none(),
            "closingData",
            "past.closed_without_time",
            "a closed order was closed at some time",
        ),
        (
            status.is_open() && row.closed_at.is_some(),
            "closingData",
            "past.open_with_closing_time",
            "an open order was not closed",
        ),
        (is_early, "closingData", "past.closed_before_written", "it was closed before it was written"),
        (latest > now, "createDate", "past.in_the_future", "the past does not lie ahead"),
        (has_no_result, "result", "order.result_required", "a completed order has a result"),
        (is_negative(row.result), "result", "money.negative", "an amount of an order cannot be below zero"),
        (is_negative(row.expenditure), "expenditure", "money.negative", "an amount of an order cannot be below zero"),
        (is_new && row.master.is_some(), "masterId", "past.waits_with_master", "an order that waits has no master"),
        (has_no_master, "masterId", "order.master_required", "an accepted order has a master"),
        (row.master.is_some() && !is_master, "masterId", "order.unfit_master", "this user is not a master"),
        (strange_promise, "promisedDate", "order.not_deferred", "only a deferred order has a promised date"),
    ]
    .into_iter()
    .flat_map(|(wrong, field, code, message)| finding(wrong, field, code, message))
    .collect()
}
