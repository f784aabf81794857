//! What the ledger holds.

use crate::audit::AuditActor;
use crate::kernel::{CityId, Money, OperatorId, OrderId, Timestamp, coded};

coded! {
    /// What an entry of the ledger is for. The sign is part of the amount, so a plain sum is the balance.
    pub enum LedgerKind: "ledger kind" {
        /// Taken from the client; not negative.
        Result = "result", "Приход", "Result";
        /// Spent on parts; not positive.
        Expenditure = "expenditure", "Расход", "Expenditure";
        /// Takes a result back.
        ResultReversal = "result_reversal", "Сторно прихода", "Result reversed";
        /// Takes an expenditure back.
        ExpenditureReversal = "expenditure_reversal", "Сторно расхода", "Expenditure reversed";
    }
}

impl LedgerKind {
    /// The kind that takes this one back; `None` for what is a reversal itself.
    pub fn reversed(&self) -> Option<Self> {
        match self {
            Self::Result => Some(Self::ResultReversal),
            Self::Expenditure => Some(Self::ExpenditureReversal),
            Self::ResultReversal | Self::ExpenditureReversal | Self::Unknown(_) => None,
        }
    }
}

/// One entry of the ledger. At most one exists of an order, a closing and a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Whose money.
    pub order: OrderId,
    /// The closing it belongs to, from 1.
    pub closing: u32,
    /// What it is for.
    pub kind: LedgerKind,
    /// How much, signed.
    pub amount: Money,
    /// The master who closed the order, if it had one.
    pub master: Option<OperatorId>,
    /// The order's city.
    pub city: CityId,
    /// When it was posted.
    pub at: Timestamp,
    /// Who posted it.
    pub by: AuditActor,
}
