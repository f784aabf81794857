//! Who did what: an append-only log, written in the same commit as the change it tells of.
//!
//! Every second or so the rows since the last time are sealed into a block whose header carries a hash over them and over
//! the header before it. Changing, removing, adding or reordering sealed rows breaks the chain, and a [`Verifier`] finds
//! where, also in an export and without a database ([`verify_offline`]).
//!
//! A row's hash covers a digest of its payload and a random salt, not the payload itself. Erasing both for a person who
//! asks to be forgotten leaves the chain whole, and what was erased cannot be guessed from the digest.
//!
//! Rows may be kept for some time only (settings). When those of whole blocks go, the headers stay, and a signed [`Anchor`]
//! says up to where: without it, or with one that the office's keys did not sign, missing rows are a break.
//!
//! What a chain cannot show: rows younger than the last seal, and the removal of whole blocks from its end. Against the
//! latter keep an [`AuditReport::head`] elsewhere and verify with [`Verifier::expecting`].

mod anchor;
mod chain;
mod entry;
mod line;
mod model;
mod repo;
mod service;
mod verify;

pub use anchor::{Anchor, Signed};
pub use chain::{BlockHeader, CannotSeal, Digest, seal};
pub(crate) use entry::entry;
pub use line::{AuditLine, BadAuditLine};
pub use model::{AuditActor, AuditEntry, AuditPayload, NewAuditEntry};
pub use repo::AuditRepo;
pub use service::Audit;
pub use verify::{AuditBreak, AuditReport, Verifier, verify_offline};
