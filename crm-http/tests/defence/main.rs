//! What stands around every handler: limits, headers, origins, addresses, health and metrics.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod contract;
mod guarded;
mod headers;
mod limits;
mod observed;
mod origins;
