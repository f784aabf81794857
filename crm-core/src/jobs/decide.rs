//! Rules of jobs.

use std::time::Duration;

use super::{Job, JobState, NewJob};
use crate::access::Actor;
use crate::audit;
use crate::kernel::{Code, ErrorKind, JobId, Refusal, Text, Timestamp, Version};
use crate::store::{Effects, Loaded};

/// After this many attempts a job is dead until an admin retries it.
const MOST_ATTEMPTS: u32 = 12;

/// Refusals of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JobError {
    /// No such job.
    #[error("there is no such job")]
    NotFound,
    /// The lease ran out and another worker has the job.
    #[error("the lease of this job was lost")]
    LeaseLost,
    /// Only a dead job is retried.
    #[error("only a dead job can be retried")]
    NotDead,
}

impl Refusal for JobError {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => "job.not_found",
            Self::LeaseLost => "job.lease_lost",
            Self::NotDead => "job.not_dead",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            Self::LeaseLost | Self::NotDead => ErrorKind::Conflict,
        }
    }
}

/// How long after the attempt of that number (from 1) the next one may start: 10 s doubling up to an hour.
pub fn retry_delay(attempts: u32) -> Duration {
    let doubled = 10_u64.saturating_mul(1 << attempts.saturating_sub(1).min(20));
    Duration::from_secs(doubled.min(3600))
}

pub(crate) fn enqueue(id: JobId, new: NewJob, now: Timestamp) -> Job {
    Job {
        id,
        version: Version::FIRST,
        queue: new.queue,
        subject: new.subject,
        payload: new.payload,
        state: JobState::Queued,
        run_at: new.run_at,
        attempts: 0,
        lease_until: None,
        last_error: None,
        created_at: now,
    }
}

pub(crate) fn claim(read: &Loaded<Job>, lease: Duration, now: Timestamp) -> (Job, Effects) {
    let mut job = read.to_changed();
    job.attempts += 1;
    job.lease_until = Some(now.plus(lease));
    let mut effects = Effects::none();
    effects.update(read, job.clone());
    job.version = read.version.next();
    (job, effects)
}

/// Whether every attempt was used up by workers that never reported: the job is then given up like one that failed.
pub(crate) fn is_spent(job: &Job) -> bool {
    job.attempts >= MOST_ATTEMPTS
}

pub(crate) fn give_up(read: &Loaded<Job>) -> Effects {
    let mut job = read.to_changed();
    job.state = JobState::Dead;
    job.lease_until = None;
    job.last_error = Some(Text::from_stored("the worker never reported"));
    let mut effects = Effects::none();
    effects.update(read, job);
    effects
}

pub(crate) fn complete(read: &Loaded<Job>, fence: Version) -> Result<Effects, JobError> {
    let mut job = held(read, fence)?;
    job.state = JobState::Done;
    job.lease_until = None;
    job.last_error = None;
    let mut effects = Effects::none();
    effects.update(read, job);
    Ok(effects)
}

pub(crate) fn fail(
    read: &Loaded<Job>,
    fence: Version,
    error: &str,
    now: Timestamp,
) -> Result<(JobState, Effects), JobError> {
    let mut job = held(read, fence)?;
    let error: String = error.chars().filter(|c| !c.is_control()).take(500).collect();
    job.last_error = Text::new(&error).ok();
    job.lease_until = None;
    if job.attempts >= MOST_ATTEMPTS {
        job.state = JobState::Dead;
    } else {
        job.run_at = now.plus(retry_delay(job.attempts));
    }
    let state = job.state.clone();
    let mut effects = Effects::none();
    effects.update(read, job);
    Ok((state, effects))
}

pub(crate) fn retry(read: &Loaded<Job>, actor: &Actor, now: Timestamp) -> Result<(Job, Effects), JobError> {
    if read.state != JobState::Dead {
        return Err(JobError::NotDead);
    }
    let mut job = read.to_changed();
    job.state = JobState::Queued;
    job.attempts = 0;
    job.run_at = now;
    let mut effects = Effects::none();
    effects.update(read, job.clone());
    job.version = read.version.next();
    let payload = serde_json::json!({ "queue": job.queue.as_str(), "subject": job.subject.as_str() });
    effects.audit(audit::entry(actor, now, "job.retried", format!("job:{}", job.id), &payload));
    Ok((job, effects))
}

fn held(read: &Loaded<Job>, fence: Version) -> Result<Job, JobError> {
    if read.version == fence && read.state == JobState::Queued {
        Ok(read.to_changed())
    } else {
        Err(JobError::LeaseLost)
    }
}

#[cfg(test)]
mod tests {
    use super::retry_delay;

    #[test]
    fn the_delay_doubles_from_ten_seconds_and_stops_at_an_hour() {
        let seconds: Vec<_> = [1, 2, 3, 9, 10, 4_000_000].map(|n| retry_delay(n).as_secs()).into();
        assert_eq!(seconds, [10, 20, 40, 2560, 3600, 3600]);
    }
}
