//! Two `crm serve` on one PostgreSQL database behind nginx, as a large office runs them, and one of them killed and started
//! again all the time: calls are what happened, who watches misses nothing and sees nothing twice, and every job is done once.
//!
//! `make test` kills a few times; `make soak` twenty times.
#![cfg(all(feature = "cli", unix))]
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod nginx;
mod run;
mod watcher;
mod workers;

#[path = "../simulate/killable.rs"]
mod killable;
#[path = "../program/mod.rs"]
mod program;
#[path = "../program/server.rs"]
mod server;

use run::Run;

#[test]
fn nodes_that_are_killed_lose_nothing_and_do_nothing_twice() {
    Run { calls: 400, kills: 4, jobs: 120 }.play();
}

#[test]
#[ignore = "takes minutes; `make soak` plays it"]
fn twenty_kills_lose_nothing_and_do_nothing_twice() {
    Run { calls: 5_000, kills: 20, jobs: 2_000 }.play();
}
