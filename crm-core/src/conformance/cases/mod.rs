//! The cases, a module per subject. Each takes a fixture and panics when the backend breaks the rule its name states.
//!
//! They are listed once, in `conformance/list.rs`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a case is a test: it panics when the backend breaks the rule"
)]

pub mod audit;
pub mod callback_facts;
pub mod cash_facts;
pub mod changes;
pub mod counters;
pub mod endings;
pub mod events;
pub mod idempotency;
pub mod ids;
pub mod jobs;
pub mod keys;
pub mod lists;
pub mod model;
pub mod office;
pub mod order_facts;
pub mod order_lists;
pub mod past_marks;
pub mod reads;
pub mod rows;
pub mod scopes;
pub mod sessions;
pub mod shift_facts;
pub mod telephony;
pub mod units;

mod sample;
mod support;
