//! The API, as its clients see it: every answer has a snapshot.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test panics when it fails"
)]

mod admin;
mod audit;
mod auth;
mod callbacks;
mod calls;
mod campaigns;
mod cities;
mod clients;
mod document;
mod documented;
mod events;
mod exports;
mod lines;
mod masters;
mod operators;
mod order_changes;
mod orders;
mod policy;
mod requirements;
mod settings;
mod shifts;
mod stats;
#[path = "../stores/mod.rs"]
mod stores;
mod strictness;
mod support;
mod telephony;
