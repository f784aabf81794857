//! Moving an order: to another status, to another master.

use super::{Draft, OrderChange, not_negative, require_open, same_version, wait_again};
use crate::access::{AccessError, Actor};
use crate::kernel::{Error, FieldError, Invalid, Money, OperatorId, Timestamp, Version};
use crate::money::{self, Books, LedgerEntry};
use crate::operators::{Operator, OperatorError, Role};
use crate::orders::table::{Needs, find};
use crate::orders::{HistoryKind, Order, OrderStatus, Party, Reason, StatusChange};

/// Moves an order that was read at `version` along the table.
///
/// `master` is the user the change names; `ledger` what was posted of this order's last closing (more of it does no harm).
/// A reopened order has its place in its slot again without asking for one: an admin puts a mistake right, and the visit it
/// stood for was made or lost already.
pub(crate) fn change_status(
    read: &Order,
    version: Version,
    change: &StatusChange,
    master: Option<&Operator>,
    ledger: &[LedgerEntry],
    actor: &Actor,
    now: Timestamp,
) -> Result<OrderChange, Error> {
    same_version(read, version)?;
    let needs = find(&read.status, &change.to, Party::of(actor, read))?.needs;
    let mut draft = Draft::of(read, actor, now);
    Invalid::check(said(read, change, needs))?;
    let order = &mut draft.after;
    order.status = change.to.clone();
    order.promised = change.promised;
    match &change.to {
        OrderStatus::New => wait_again(order),
        OrderStatus::Accepted => order.master = Some(able(master.ok_or(OperatorError::NotFound)?, read)?),
        _ => {}
    }
    order.closed_at = change.to.is_terminal().then_some(now);
    let mut posted = Vec::new();
    if read.status == OrderStatus::Completed {
        let last: Vec<_> = ledger.iter().filter(|e| (e.order, e.closing) == (read.id, read.closing)).cloned().collect();
        posted.extend(money::reversal(&last, now, &actor.audit_name()));
    }
    if change.to == OrderStatus::Completed {
        let result = change.result.or(read.result).unwrap_or(Money::ZERO);
        let expenditure = change.expenditure.or(read.expenditure).unwrap_or(Money::ZERO);
        order.result = Some(result);
        order.expenditure = Some(expenditure);
        order.closing = read.closing.saturating_add(1);
        let books = Books {
            order: order.id,
            closing: order.closing,
            master: order.master,
            city: order.city,
            at: now,
            by: actor.audit_name(),
        };
        posted.extend(money::closing(&books, result, expenditure));
    }
    let (kind, action) = if read.status.is_terminal() {
        (HistoryKind::Reopened, "order.reopened")
    } else {
        (HistoryKind::Moved, "order.moved")
    };
    Ok(draft.finish(action, Some((kind, change.reason.clone())), posted, None))
}

/// What the table wants said and was not, and what was said and does not belong to the move.
fn said(read: &Order, change: &StatusChange, needs: Needs) -> Vec<FieldError> {
    let mut findings = Vec::new();
    let mut finding = |wrong: bool, field, code, message: String| {
        if wrong {
            findings.push(FieldError { field, code, message });
        }
    };
    let StatusChange { to, reason, master, result, expenditure, promised } = change;
    let required = |what| format!("{what} is required to move an order to {to}");
    let reason_needed = matches!(needs, Needs::Reason | Needs::ReasonMaybePromise);
    finding(reason_needed && reason.is_none(), "reason", "order.reason_required", required("a reason"));
    finding(needs == Needs::Master && master.is_none(), "masterId", "order.master_required", required("a master"));
    let no_result = result.or(read.result).is_none();
    finding(needs == Needs::Result && no_result, "result", "order.result_required", required("the result"));
    let stray = |needs_it: Needs, given: bool| given && needs != needs_it;
    let alien = || format!("does not belong to a move to {to}");
    finding(stray(Needs::Master, master.is_some()), "masterId", "order.not_with_this_move", alien());
    finding(stray(Needs::Result, result.is_some()), "result", "order.not_with_this_move", alien());
    finding(stray(Needs::Result, expenditure.is_some()), "expenditure", "order.not_with_this_move", alien());
    finding(stray(Needs::ReasonMaybePromise, promised.is_some()), "promisedDate", "order.not_with_this_move", alien());
    if needs == Needs::Result {
        not_negative("result", result.or(read.result), &mut findings);
        not_negative("expenditure", expenditure.or(read.expenditure), &mut findings);
    }
    findings
}

/// Gives an order that was read at `version` to a master: one that waits is accepted by it, another open one changes hands
/// and stands where it stood. `None` when that master has it already.
pub(crate) fn assign(
    read: &Order,
    version: Version,
    master: &Operator,
    reason: Option<&Reason>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<OrderChange>, Error> {
    if read.status == OrderStatus::New {
        let change = StatusChange {
            master: Some(master.id),
            reason: reason.cloned(),
            ..StatusChange::to(OrderStatus::Accepted)
        };
        return change_status(read, version, &change, Some(master), &[], actor, now).map(Some);
    }
    same_version(read, version)?;
    if !matches!(Party::of(actor, read), Some(Party::Admin | Party::Operator | Party::Director)) {
        return Err(AccessError::Forbidden.into());
    }
    require_open(read)?;
    if read.master == Some(master.id) {
        return Ok(None);
    }
    let mut draft = Draft::of(read, actor, now);
    draft.after.master = Some(able(master, read)?);
    let told = Some((HistoryKind::Reassigned, reason.cloned()));
    Ok(Some(draft.finish("order.assigned", told, Vec::new(), None)))
}

/// The master, if it can take this order.
fn able(master: &Operator, order: &Order) -> Result<OperatorId, Invalid> {
    let message = if master.role != Role::Master {
        "this user is not a master"
    } else if !master.is_active() {
        "this master is inactive"
    } else if !master.cities().any(|city| city == order.city) {
        "this master does not serve the order's city"
    } else {
        return Ok(master.id);
    };
    Err(Invalid::field("masterId", "order.unfit_master", message))
}
