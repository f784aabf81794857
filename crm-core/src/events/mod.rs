//! Events: the immutable feed of what happened, in one order, for live screens and integrations.

mod cursor;
mod model;
mod repo;
mod service;
mod sight;

pub use cursor::{BadFeedCursor, FeedCursor, FeedEpoch, FeedOrigin};
pub(crate) use model::office_changed;
pub use model::{EventKind, EventScope, FeedEvent, NewEvent};
pub use repo::EventRepo;
pub use service::{Events, FeedPage};
