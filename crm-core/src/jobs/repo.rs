//! What a backend must be able to read for jobs.

use async_trait::async_trait;

use super::{Job, JobState};
use crate::kernel::{JobId, Text, Timestamp};
use crate::store::{Loaded, StoreError};

/// Reads jobs.
#[async_trait]
pub trait JobRepo: Send {
    /// One job; `None` if there is none with that id.
    async fn get(&mut self, id: JobId) -> Result<Option<Loaded<Job>>, StoreError>;
    /// Queued jobs of a queue that may run at `now`: due, not leased, and the oldest queued job of their subject in that
    /// queue. By `run_at`, then the oldest, at most `limit`. The oldest is the one that was added first, which the backend
    /// knows: ids do not tell, for each process leases a block of its own.
    async fn due(&mut self, queue: &Text<64>, now: Timestamp, limit: u32) -> Result<Vec<Loaded<Job>>, StoreError>;
    /// Jobs in a state, latest id first, below `before`, at most `limit`.
    async fn list(&mut self, state: &JobState, before: Option<JobId>, limit: u32) -> Result<Vec<Job>, StoreError>;
}
