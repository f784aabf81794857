//! Shifts: the planned working time of a user, and how the work log compares with it.
//!
//! No two shifts of one user that stand overlap. That is no property of one row, and a head row would either disturb edits
//! of the user or be one more row to keep; so the change that takes a [`Span`] guards that it is free, as a visit guards its
//! place in a slot.

mod attendance;
mod decide;
mod model;
mod query;
mod repo;
mod service;

pub use attendance::{Attendance, EARLIEST_ARRIVAL};
pub use decide::ShiftError;
pub use model::{NewShift, Shift, ShiftPatch, Span};
pub use query::{ShiftFilter, ShiftQuery};
pub use repo::ShiftRepo;
pub use service::Shifts;
