//! The cases of the services: whole use cases through [`Crm`](crate::Crm), over the fixture's store.
//!
//! A backend that passes them gives the office its promises: sign-in, scope, calls, the ledger, the audit, the feed.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a case is a test: it panics when the backend breaks the rule"
)]

pub mod access;
pub mod calls;
pub mod directory;
pub mod feed;
pub mod guessing;
pub mod ingest;
pub mod ledger;
pub mod order_money;
pub mod order_races;
pub mod order_sight;
pub mod orders;
pub mod passwords;
pub mod people;
pub mod refused;
pub mod sign_in;
pub mod sip;
pub mod sweeping;
pub mod trail;
pub mod work_queue;
pub mod work_time;

mod desk;
mod shop;
mod traffic;
