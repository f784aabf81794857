//! Events: the immutable feed of what happened, in one order, for live screens and integrations.

mod model;
mod repo;
mod service;

pub(crate) use model::office_changed;
pub use model::{EventKind, EventScope, FeedEvent, NewEvent};
pub use repo::EventRepo;
pub use service::{Events, FeedPage};
