//! The call-centre CRM that others embed: operators, calls, telephony, sign-in and audit as pure domain logic over storage
//! traits.
//!
//! **The core decides, a store remembers, an adapter speaks.** A service opens a store, puts a [`Crm`] over it and calls use
//! cases; every use case takes the [`Actor`](access::Actor) who asks, and what that actor may see is part of each query.
//!
//! ```
//! # #[cfg(feature = "conformance")]
//! # async fn example() -> Result<(), crm_core::Error> {
//! use crm_core::Crm;
//! use crm_core::access::Actor;
//! use crm_core::cities::NewCity;
//! use crm_core::conformance::MemoryStore; // or SqliteStore, or your own
//! use crm_core::kernel::{Text, Zone};
//!
//! let crm = Crm::builder(MemoryStore::new()).open().await?;
//! let setup = Actor::system("setup");
//! let omsk = NewCity::new(Text::from_stored("Омск"), Zone::UTC);
//! assert_eq!(crm.cities().create(&setup, &omsk, None).await?.name.as_str(), "Омск");
//! # Ok(())
//! # }
//! ```
//!
//! # Where a rule lives
//! A folder a domain, and in it the same files, where a domain needs them:
//!
//! | file | what it holds |
//! |---|---|
//! | `mod.rs` | the domain's page and its public names |
//! | `model.rs` | its types; invalid values cannot be built |
//! | `decide.rs` | its rules, pure: no I/O, no clock, no async |
//! | `service.rs` | its use cases: read, decide, commit |
//! | `repo.rs` | what a backend must be able to read for it |
//!
//! [`kernel`] holds the words every domain uses, [`store`] the contract with a backend, `conformance` (a feature) the suite
//! that holds a backend to it.
//!
//! # What a caller can rely on
//! * A use case that answers `Ok` is durable, and so is everything it caused: history, audit, feed and jobs are written in
//!   the same commit.
//! * An error has a stable [code](codes) and a [kind](ErrorKind) that says what to do about it. Nothing is half done.
//! * Every future is `Send` and may be dropped at any moment.
//! * Time comes from the injected [`Clock`](kernel::Clock); the core starts no thread and no runtime.

mod check;
mod crm;

pub mod kernel;
pub mod store;

pub mod access;
pub mod audit;
pub mod auth;
pub mod callbacks;
pub mod calls;
pub mod campaigns;
pub mod cities;
pub mod clients;
pub mod codes;
pub mod counters;
pub mod events;
pub mod exports;
pub mod jobs;
pub mod lines;
pub mod masters;
pub mod money;
pub mod operators;
pub mod orders;
pub mod past;
pub mod settings;
pub mod shifts;
pub mod stats;
pub mod telephony;

pub use check::{CheckPart, OfficeCheck};
pub use crm::{Crm, CrmBuilder};
pub use kernel::{Error, ErrorKind};

#[cfg(feature = "conformance")]
pub mod conformance;
