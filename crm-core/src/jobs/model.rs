//! What a job is.

use std::time::Duration;

use crate::kernel::{JobId, Text, Timestamp, Version, coded};

coded! {
    /// How a job stands.
    pub enum JobState: "job state" {
        /// To be done, or being done.
        Queued = "queued", "В очереди", "Queued";
        /// Done.
        Done = "done", "Выполнено", "Done";
        /// Given up after too many attempts; an admin may retry it.
        Dead = "dead", "Не удалось", "Dead";
    }
}

/// How long after its `run_at` a job that is done is kept before a purge takes it: 7 days.
pub const DONE_JOBS_KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A job. Its version is the fence: whoever claims it bumps it, and a worker that lost its lease can no longer report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id. It says nothing about the order: processes lease their ids in blocks.
    pub id: JobId,
    /// The fence.
    pub version: Version,
    /// Which workers it is for, such as `recordings`.
    pub queue: Text<64>,
    /// What it is about, such as `call:12`: jobs of one subject never run side by side.
    pub subject: Text<128>,
    /// What the worker needs: a JSON object.
    pub payload: Box<str>,
    /// How it stands.
    pub state: JobState,
    /// Not before this.
    pub run_at: Timestamp,
    /// How often it was claimed.
    pub attempts: u32,
    /// Until when a worker has it.
    pub lease_until: Option<Timestamp>,
    /// What went wrong last.
    pub last_error: Option<Text<500>>,
    /// When it was added.
    pub created_at: Timestamp,
}

/// A job to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Which workers it is for.
    pub queue: Text<64>,
    /// What it is about.
    pub subject: Text<128>,
    /// What the worker needs: a JSON object.
    pub payload: Box<str>,
    /// Not before this.
    pub run_at: Timestamp,
}
