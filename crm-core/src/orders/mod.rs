//! Orders: agreed visits, from the first word with a client to the money a master brought.
//!
//! An order stands in one [`OrderStatus`] and moves only along [`TRANSITIONS`]. Every move leaves a [`HistoryEntry`] for
//! ever; orders are never deleted. Changes carry the version that was read, so no edit is lost. A visit is agreed for a
//! [slot](slots) of the order's city, and a slot has so many places per kind of equipment.

mod check;
mod codes;
mod decide;
mod error;
mod list_key;
mod model;
mod query;
mod repo;
mod search;
mod service;
pub mod slots;
mod table;

pub use check::{OrderCheck, OrderFlaw};
pub use codes::{Equipment, HistoryKind, OrderStatus, OrderType};
pub use error::OrderError;
pub use list_key::ListKey;
pub use model::{HistoryEntry, Meeting, NewOrder, Order, OrderPatch, OrderView, Reason, StatusChange};
pub use query::{OrderFilter, OrderQuery, OrderWalk};
pub use repo::OrderRepo;
pub use search::OrderSearch;
pub use service::{OrderWritten, Orders, SlotRoom};
pub use slots::{Place, Slot};
pub use table::{Needs, Party, TRANSITIONS, Transition, allowed_from, moves};
