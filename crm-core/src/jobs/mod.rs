//! Jobs: work that follows a change, done at least once, after the change is safe.

mod decide;
mod model;
mod repo;
mod service;

pub(crate) use decide::enqueue;
pub use decide::{JobError, retry_delay};
pub use model::{DONE_JOBS_KEPT, Job, JobState, NewJob};
pub use repo::JobRepo;
pub use service::{Claim, Jobs};
