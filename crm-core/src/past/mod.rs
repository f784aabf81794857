//! The past: what another system knew before this one, taken over by its rows.
//!
//! Everyday use cases write what happens now: a call that has just ended, an order that waits for a master. What happened
//! elsewhere, years ago, comes in here: users with the hashes of their passwords, calls, orders in any status with their
//! money. What a rule refuses as a step (an order that is born closed) is history and allowed; what cannot be (a completed
//! order without a result) is not.
//!
//! * A batch of rows is one unit, with one entry in the audit. A row that cannot be stands aside and does not keep the
//!   others out: each row has its [`Fate`].
//! * What a row has become is kept for ever ([`PastMark`]), by the [`Source`] and its id there. So an import may be
//!   repeated, and goes on where it broke off: no row comes twice.
//! * Everything derived is derived in the same unit: counters, the words orders are found by, the ledger, call-backs. A
//!   client who was last missed more than a week ago does not wait to be called.
//! * Cash of the past was settled in the past: closings are posted to no master, so nobody owes the cash desk for them. The
//!   order still names its master, and so do the figures of masters.
//! * The feed tells of users only. Screens read calls and orders of the past when they are opened anew.

mod decide;
mod model;
mod repo;
mod service;
mod write;

pub use model::{Fate, PastCall, PastId, PastKind, PastMark, PastOrder, PastUser, Source};
pub use repo::PastRepo;
pub use service::Past;
