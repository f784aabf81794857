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
pub mod busy;
pub mod callbacks;
pub mod calls;
pub mod campaign_costs;
pub mod cash;
pub mod clients;
pub mod clocks;
pub mod counted;
pub mod directory;
pub mod exports;
pub mod feed;
pub mod guessing;
pub mod ingest;
pub mod ledger;
pub mod masters;
pub mod matrix;
pub mod order_money;
pub mod order_races;
pub mod order_sight;
pub mod orders;
pub mod passwords;
pub mod past;
pub mod people;
pub mod presence;
pub mod refused;
pub mod repeated;
pub mod retention;
pub mod shifts;
pub mod sign_in;
pub mod sip;
pub mod stats;
pub mod stats_model;
pub mod sweeping;
pub mod trail;
pub mod work_queue;
pub mod work_time;

mod desk;
mod naive;
mod shop;
mod stats_house;
mod traffic;
