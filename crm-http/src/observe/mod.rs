//! How it runs: a span and a line in the log for each request, and metrics.
//!
//! What is logged of a request: its id, method, matched route, status, time and user. Never its query, its body or the
//! path itself: they hold phones, and of some webhooks a secret. Requests that are turned away for their number, 503
//! `server.overloaded` and 429 `request.too_often`, have no line each above `debug`, but one line a second for all of a kind.

mod metrics;
mod office;
mod per_second;
mod process;
mod request;
mod store;

#[cfg(feature = "cli")]
pub(crate) use metrics::whole;
pub(crate) use metrics::{Metrics, RefusedBy};
#[cfg(feature = "cli")]
pub(crate) use per_second::PerSecond;
pub(crate) use request::{Watched, name_user};
pub use store::{Measured, StoreTimings};
