//! PostgreSQL storage for `crm-core`: many nodes on one database.
//!
//! ```no_run
//! # async fn open() -> Result<(), crm_core::Error> {
//! use crm_core::Crm;
//! use crm_store_postgres::PostgresStore;
//!
//! let store = PostgresStore::connect("postgresql://crm@localhost/office").await?;
//! let crm = Crm::builder(store).open().await?;
//! # Ok(()) }
//! ```
//!
//! # How it works
//! * **Reads** are single statements on a connection that is taken for no longer than they take. A statement that meets a
//!   closed connection is sent once more on a new one; no connection is asked beforehand whether it lives.
//! * **A commit** is one call of a function in the database, `crm_apply_v1`, which locks and checks the guards, makes the
//!   writes, or raises and leaves everything as it was. So a lost connection can never leave half a unit, nor a transaction
//!   that somebody forgot. Each unit has an id under a unique key: when an answer is lost, the id is written first on a new
//!   connection, which either finds the unit or keeps it from ever happening.
//! * **Counters** are appended to and folded later; **the feed and the audit** get their order after the commit. All three
//!   are done by whoever needs them, under an advisory lock, so they need no leader among the nodes.
//! * **Raw events, the feed and the audit** are kept by months, which are made when they are first needed.
//!
//! The store works on the tokio runtime it was connected on, which must live as long as it does; other runtimes, and
//! threads without one, may use it.

mod apply;
mod audit;
mod auth;
mod callbacks;
mod calls;
mod campaigns;
mod cash;
mod cities;
mod column;
mod connections;
mod copy;
mod counters;
mod error;
mod events;
mod idempotency;
mod jobs;
mod json;
mod keeper;
mod ledger;
pub mod legacy;
mod lines;
mod listing;
mod maintain;
mod masters;
mod migrations;
mod operators;
mod options;
mod orders;
mod past;
mod report;
mod retention;
mod server;
mod settings;
mod shifts;
mod standby;
mod statement;
mod stats;
mod store;
mod telephony;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod unit;

pub use options::Options;
pub use report::{Backlog, NoStatements, Report, StandbyReport, StatementReport, TableSize};
pub use store::{PostgresStore, Pressure};
