//! Money: an append-only ledger of what closed orders brought and cost, and the cash that masters hand over.
//!
//! Each entry into `completed` is a closing of the order, numbered from 1, and posts what was taken and what was spent.
//! Reopening posts the exact reversal. Entries are never changed and never removed, so the ledger's sum is the money of the
//! orders that are completed now, and its rows tell how it came to be.
//!
//! What the ledger says of a master in a city is cash that the master holds, until a hand-over of it is accepted there. No
//! rule depends on that balance: it is below zero when an order is reopened after its money was handed over.

mod cash;
mod decide;
mod handing;
mod model;
mod query;
mod repo;
mod service;

pub use cash::{CashBalance, CashDecision, CashHandover, CashHandoverView, CashState, NewCashHandover};
pub(crate) use decide::{Books, closing, reversal};
pub use handing::CashError;
pub use model::{LedgerEntry, LedgerKind};
pub use query::{CashFilter, CashQuery};
pub use repo::{CashRepo, LedgerRepo};
pub use service::CashDesk;
