//! Operators: the users of every role, and the log of what each was doing when.
//!
//! People say that they are online, on a break or offline. `busy` and `wrap_up` follow from calls in the unit that writes the
//! call; a wrap-up that is over, and a user who vanished, are found by housekeeping. The log is only ever added to and tiles
//! the time: its head is the user's row, whose version every entry moves on. So an edit of a user's profile is compared with
//! [`Operator::profile_version`], which calls leave alone.

mod automatic;
mod decide;
mod follow;
pub(crate) mod manage;
mod model;
mod repo;
mod service;
mod sweep;
mod time;

pub use automatic::Presence;
pub use decide::OperatorError;
pub(crate) use decide::{add, further};
pub(crate) use follow::{follow, signed_out};
pub use model::{
    Login, NewOperator, Operator, OperatorFilter, OperatorPatch, OperatorStatus, Role, WorkState, WorkStateEntry,
};
pub use repo::OperatorRepo;
pub use service::Operators;
pub use time::{Spent, WorkDay, WorkTime, time_in};

/// Lists of users have one order: by id.
pub(crate) const SORT_BY_ID: u8 = 1;
