//! Money: an append-only ledger of what closed orders brought and cost.
//!
//! Each entry into `completed` is a closing of the order, numbered from 1, and posts what was taken and what was spent.
//! Reopening posts the exact reversal. Entries are never changed and never removed, so the ledger's sum is the money of the
//! orders that are completed now, and its rows tell how it came to be.

mod decide;
mod model;
mod repo;

pub(crate) use decide::{Books, closing, reversal};
pub use model::{LedgerEntry, LedgerKind};
pub use repo::LedgerRepo;
