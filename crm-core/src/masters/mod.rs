//! Masters: the users who drive out to clients, and who of the office looks after them.
//!
//! A master is a [user](crate::operators) of the role `master`: the rules of users are its rules, and its id is that of the
//! user. An admin manages every master; a director those all of whose cities are the director's own.

mod model;
mod repo;
mod service;

pub use model::{MasterFilter, MasterPatch, MasterView, NewMaster};
pub use repo::MasterRepo;
pub use service::Masters;
