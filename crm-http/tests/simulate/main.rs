//! The two programs against each other: `crm simulate` plays a provider's account against `crm serve` on a file, and every call
//! that the server has afterwards is held against what really happened.
//!
//! `make test` plays some thousand calls in a minute or so; `make soak` plays ten thousand in each of these ways.
#![cfg(all(feature = "cli", unix))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod killable;
mod play;

#[path = "../program/mod.rs"]
mod program;
#[path = "../program/server.rs"]
mod server;

use play::Run;

#[test]
fn every_call_is_exactly_what_happened_and_no_forgery_is_believed() {
    Run { calls: 5_000, kills: 0, loses: false }.play().is_exact();
}

#[test]
fn a_call_of_which_a_webhook_was_lost_states_nothing_wrong_and_says_that_it_is_incomplete() {
    Run { calls: 1_000, kills: 0, loses: true }.play().is_honest();
}

#[test]
fn a_server_that_is_killed_again_and_again_keeps_what_it_acknowledged() {
    Run { calls: 1_000, kills: 20, loses: true }.play().is_honest();
}

#[test]
#[ignore = "takes minutes; `make soak` plays it"]
fn ten_thousand_calls_are_exactly_what_happened() {
    Run { calls: 10_000, kills: 0, loses: false }.play().is_exact();
}

#[test]
#[ignore = "takes minutes; `make soak` plays it"]
fn ten_thousand_calls_with_lost_webhooks_state_nothing_wrong() {
    Run { calls: 10_000, kills: 0, loses: true }.play().is_honest();
}

#[test]
#[ignore = "takes minutes; `make soak` plays it"]
fn ten_thousand_calls_through_twenty_kills_are_exactly_what_happened() {
    Run { calls: 10_000, kills: 20, loses: false }.play().is_exact();
}

#[test]
#[ignore = "takes minutes; `make soak` plays it"]
fn ten_thousand_calls_with_lost_webhooks_through_twenty_kills_state_nothing_wrong() {
    Run { calls: 10_000, kills: 20, loses: true }.play().is_honest();
}
