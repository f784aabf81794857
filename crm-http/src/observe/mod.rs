//! How it runs: a span and a line in the log for each request, and metrics.
//!
//! What is logged of a request: its id, method, matched route, status, time and user. Never its query, its body or the
//! path itself: they hold phones, and of some webhooks a secret.

mod metrics;
mod office;
mod process;
mod request;
mod store;

pub(crate) use metrics::{Metrics, RefusedBy};
pub(crate) use request::{Watched, name_user};
pub use store::{Measured, StoreTimings};
