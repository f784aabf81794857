//! Call-backs: clients who called, reached nobody, and wait to be called.
//!
//! A missed client is one open [`Callback`] per phone, however often it calls. Its clock runs from the end of the first
//! missed call until somebody talks with the client, whoever called whom, or closes the task by hand. It belongs to the
//! city of its latest missed call; one without a city is every operator's. A hidden number opens none, calls between
//! employees count nowhere, and an order written for the phone closes nothing.
//!
//! Calls arrive late, in any order, and are corrected. So a task is not moved along by events: it is derived from the
//! phone's [`TimeLine`], on which each ended call has its place. Whoever writes a call derives the [`Stretch`] around it
//! anew, in the same unit. The phone's [`ClientHead`] is bumped with it, so that a missed call and a talk that are written
//! at once cannot overlook each other.

mod check;
mod decide;
mod error;
mod follow;
mod model;
mod past;
mod query;
mod repo;
mod service;
#[cfg(test)]
#[cfg(feature = "conformance")]
mod tests;
mod time_line;

pub use check::{CallbackCheck, CallbackDifference};
pub use error::CallbackError;
pub(crate) use follow::follow;
pub use model::{
    Callback, CallbackState, CallbackView, ClientHead, Closed, Closing, Episode, OpenCallbacks, Reason, Taken,
};
pub(crate) use past::take_in;
pub use query::{CallbackFilter, CallbackQuery, CallbackSort};
pub use repo::CallbackRepo;
pub use service::Callbacks;
pub use time_line::{Contact, MOST_COUNTED, Mark, MissedCall, Piece, Run, Stretch, TimeLine};
