//! Whether an order, its history and its ledger say the same.

use std::collections::BTreeMap;

use super::{HistoryEntry, HistoryKind, Order, OrderStatus};
use crate::crm::Core;
use crate::kernel::{Error, OrderId};
use crate::money::{LedgerEntry, LedgerKind};
use crate::store::Read;

/// Orders read at a time.
const PAGE: u32 = 500;
/// The most differences that are told one by one.
const MOST: usize = 1_000;

/// What is wrong with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderFlaw {
    /// Its history does not begin with its writing, has a gap, or does not end where it stands.
    History,
    /// The sum of its ledger is not its money: `clean` while it stands completed, else nothing.
    Money,
    /// Its ledger does not hold each of its closings once, or not each reversal of those that were reopened.
    Closings,
    /// It stands closed without a closing date, or open with one.
    ClosingDate,
}

/// What looking through every order found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderCheck {
    /// Orders looked at.
    pub orders: u64,
    /// Those with a flaw, at most 1,000 of them.
    pub differences: Vec<(OrderId, OrderFlaw)>,
}

/// Everything that is wrong with an order. An order in a status this version does not know is only held to its history.
pub(super) fn flaws(order: &Order, history: &[HistoryEntry], ledger: &[LedgerEntry]) -> Vec<OrderFlaw> {
    let mut flaws = Vec::new();
    let begins = history.first().is_some_and(|row| row.kind == HistoryKind::Created && row.from.is_none());
    let goes_on = history.iter().zip(history.iter().skip(1)).all(|(row, next)| next.from.as_ref() == Some(&row.to));
    let ends = history.last().is_some_and(|row| row.to == order.status);
    if !(begins && goes_on && ends) {
        flaws.push(OrderFlaw::History);
    }
    if matches!(order.status, OrderStatus::Unknown(_)) {
        return flaws;
    }
    if order.status.is_terminal() != order.closed_at.is_some() {
        flaws.push(OrderFlaw::ClosingDate);
    }
    let is_completed = order.status == OrderStatus::Completed;
    let sum: i64 = ledger.iter().map(|entry| entry.amount.kopecks()).sum();
    let money = if is_completed { order.clean().map_or(0, crate::kernel::Money::kopecks) } else { 0 };
    if sum != money {
        flaws.push(OrderFlaw::Money);
    }
    let mut posted: BTreeMap<u32, Vec<&LedgerKind>> = BTreeMap::new();
    for entry in ledger {
        posted.entry(entry.closing).or_default().push(&entry.kind);
    }
    let is_whole = |closing: u32| {
        let kinds = posted.get(&closing).map_or(&[][..], Vec::as_slice);
        let has = |kind: &LedgerKind| kinds.iter().filter(|posted| **posted == kind).count();
        let reversals = usize::from(!(is_completed && closing == order.closing));
        has(&LedgerKind::Result) == 1
            && has(&LedgerKind::Expenditure) == 1
            && has(&LedgerKind::ResultReversal) == reversals
            && has(&LedgerKind::ExpenditureReversal) == reversals
    };
    let as_many = u32::try_from(posted.len()).is_ok_and(|closings| closings == order.closing);
    if !(as_many && posted.keys().all(|closing| is_whole(*closing))) {
        flaws.push(OrderFlaw::Closings);
    }
    flaws
}

pub(super) async fn check(core: &Core, mut progress: impl FnMut(u64) + Send) -> Result<OrderCheck, Error> {
    let mut check = OrderCheck::default();
    let mut after = None;
    loop {
        // One view per batch: an order, its history and its ledger must be of one moment.
        let mut tx = core.read(Read::Snapshot).await?;
        let orders = tx.orders().after(after, PAGE).await?;
        let Some(last) = orders.last() else { return Ok(check) };
        after = Some(last.id);
        for order in &orders {
            check.orders += 1;
            let history = tx.orders().history(order.id).await?;
            let ledger = tx.ledger().of_order(order.id).await?;
            let room = MOST.saturating_sub(check.differences.len());
            let flaws = flaws(order, &history, &ledger);
            check.differences.extend(flaws.into_iter().take(room).map(|flaw| (order.id, flaw)));
        }
        progress(check.orders);
    }
}
