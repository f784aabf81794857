//! SQLite storage for [`crm_core`]: an office in one file.
//!
//! ```
//! use crm_core::store::Store;
//! use crm_store_sqlite::SqliteStore;
//!
//! # async fn open() -> Result<(), crm_core::store::StoreError> {
//! let store = SqliteStore::open_in_memory()?;
//! store.migrate().await?;
//! store.close().await?;
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(open()).unwrap();
//! ```
//!
//! # How it writes
//! One thread writes. Units that wait for it share one transaction, each as a savepoint of its own, so one flush of the
//! log makes up to 256 of them safe; a unit that fails is undone and leaves the others. A commit is answered only after
//! the COMMIT that holds it. When that COMMIT fails, all of its units hear so and nothing of them is written. A full queue
//! answers `Busy` and takes nothing in.
//!
//! # How it reads
//! Readers never wait for the writer. A bounded read (a row, a page of up to 100) runs on the caller's thread: a switch to
//! another one costs ten times the read. After some 50 µs of reading a thread yields to other tasks. Longer reads, reports
//! and everything under [`Read::MayLag`](crm_core::store::Read::MayLag) run on the runtime's blocking threads, or, where
//! there is no runtime, right where they are called. [`Options::inline_reads`] turns the former off.
//!
//! # Settings of a connection
//! | PRAGMA | value | why |
//! |---|---|---|
//! | `journal_mode` | `WAL` | readers and the writer do not wait for each other |
//! | `synchronous` | `FULL` | an acknowledged unit survives a power cut; see [`Synchronous`] |
//! | `foreign_keys` | on (writer) | a defect is refused and not stored |
//! | `wal_autocheckpoint` | 8000 pages | the log is moved into the file rarely, and when nothing happens for half a second |
//! | `journal_size_limit` | 64 MiB | a log that once grew large is cut again |
//! | `temp_store` | memory | sorting needs no files |
//! | `cache_size` | 8 MiB | [`Options::cache_kib`] |
//! | (`ENABLE_QPSG`) | on | a prepared statement stays prepared whatever is bound to it |
//! | `query_only` | on (readers) | only the writer writes |
//! | `application_id` | `CRMo` | a file of another program is not touched |
//!
//! # Several processes
//! Several processes may open one file on one machine, and stay correct: a transaction that writes begins by taking the
//! file's write lock, waiting at most [`Options::busy_timeout`], and guards are checked inside it. When the wait is too
//! long the units that wait are answered `Unavailable`, with nothing written.
//!
//! **Never put the file on a network file system.** The log needs memory shared between the processes and locks that
//! hold; NFS and SMB give neither, and the file will be damaged. Nor may the file be hard-linked, or renamed while it is
//! open: its `-wal` and `-shm` companions go by its name and belong to it.
//!
//! # Backups
//! [`SqliteStore::backup`] copies a database in use. Copying the file with other means while it is open loses what is in
//! the log, or worse. [`SqliteStore::verify_copy`] looks one through; [`SqliteStore::restore`] puts it in the place of a
//! database that nobody has open, keeps what it replaces, and gives the feed another epoch, so that live clients read
//! anew. Keep copies on another disk, and look through one now and then.

mod apply;
mod audit;
mod auth;
mod backup;
mod callbacks;
mod calls;
mod campaigns;
mod cash;
mod cities;
mod column;
mod connection;
mod copy;
mod counters;
mod error;
mod events;
mod idempotency;
mod jobs;
mod json;
mod ledger;
mod lines;
mod listing;
mod maintain;
mod masters;
mod migrations;
mod operators;
mod options;
mod orders;
mod past;
mod queue;
mod readers;
mod report;
mod restore;
mod settings;
mod shifts;
mod statement;
mod stats;
mod store;
mod telephony;
mod tx;
mod view;
mod writer;

pub use backup::BackupProgress;
pub use options::{Options, Synchronous};
pub use report::Report;
pub use restore::{Restored, WholeCopy};
pub use store::{Pressure, SqliteStore};
