//! Throw-away PostgreSQL for tests and measurements: of this crate, of what is built on it, and of the house.
//!
//! * [`Database`]: an empty or prepared database on a server that all tests of this user share. Gone when it is dropped.
//! * [`Cluster`]: a server of one's own, to be killed, restarted, copied to a standby. Gone when it is dropped.
//!
//! ```no_run
//! use crm_store_postgres::PostgresStore;
//! use crm_store_postgres::testing::{Database, Template};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
//! let office = Database::fresh(&Template::office()).await?;
//! let store = PostgresStore::connect(&office.url()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Which server
//!
//! The one that `CRM_TEST_DATABASE_URL` names: a user who may create databases, PostgreSQL 15 or later. Only databases named
//! `crm_test_...` are created and dropped there; the database in the address is connected to and left as it is. Such
//! databases older than a day, which killed tests leave behind, are dropped.
//!
//! Without it, a server is started for this user from the PostgreSQL that is installed: that of `pg_config`, else the
//! newest in the usual folders, else `initdb` on the `PATH`. It listens on 127.0.0.1 alone, with a random password, in a
//! folder of the temporary directory. Test processes find it there and share it. It stops, and its folder goes, some
//! 15 seconds after the last of them ended, in whatever way. It trades durability for speed. PostgreSQL does not run as
//! root: root's tests run it as the user `postgres`.

mod binaries;
mod cluster;
mod database;
mod error;
mod home;
mod instance;
mod server;

pub use cluster::{Cluster, Replication, Settings};
pub use database::{Database, Template};
pub use error::Error;
pub use server::Server;

use error::Context;

/// Runs what blocks (processes, locks on files) beside the runtime.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.context("The test server's thread ended")?
}
