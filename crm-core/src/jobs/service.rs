//! Use cases of jobs.

use std::time::Duration;

use super::{Job, JobError, JobState, NewJob, decide};
use crate::access::{Actor, Policy, Right};
use crate::crm::Core;
use crate::kernel::{Error, JobId, Text, Version};
use crate::store::{CommitError, Outcome, Read};

/// How many due jobs a claim looks at: racing workers find different ones.
const CANDIDATES: u32 = 16;

/// Jobs, for workers: claim one, do it, report. The effects of a job outside the office happen at least once.
#[derive(Clone, Copy)]
pub struct Jobs<'c> {
    core: &'c Core,
}

/// A job that a worker has until the lease runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The job. Its version is the fence: hand the claim back to [`Jobs::complete`] or [`Jobs::fail`].
    pub job: Job,
}

impl<'c> Jobs<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Adds a job.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "jobs.enqueue", level = "debug", skip_all)]
    pub async fn enqueue(&self, actor: &Actor, new: &NewJob) -> Result<Job, Error> {
        Policy::require(actor, Right::ManageJobs)?;
        let id = self.core.ids.next().await?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let job = decide::enqueue(id, new.clone(), a.now);
                    let mut effects = crate::store::Effects::none();
                    effects.insert(job.clone());
                    Ok(Outcome::done(job, effects))
                })
            })
            .await
    }

    /// Claims the next due job of a queue for `lease`; `None` when nothing is due. Jobs of one subject come one at a time,
    /// in the order they were added; a job whose lease ran out comes again, and is dead after 12 attempts.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "jobs.claim", level = "debug", skip_all)]
    pub async fn claim(&self, actor: &Actor, queue: &Text<64>, lease: Duration) -> Result<Option<Claim>, Error> {
        Policy::require(actor, Right::ManageJobs)?;
        loop {
            let now = self.core.now();
            let due = self.core.read(Read::Each).await?.jobs().due(queue, now, CANDIDATES).await?;
            if due.is_empty() {
                return Ok(None);
            }
            for candidate in due {
                let (claimed, effects) = if decide::is_spent(&candidate) {
                    (None, decide::give_up(&candidate))
                } else {
                    let (job, effects) = decide::claim(&candidate, lease, now);
                    (Some(Claim { job }), effects)
                };
                match self.core.read(Read::Each).await?.commit(effects).await {
                    Ok(()) if claimed.is_some() => return Ok(claimed),
                    // Given up, or another worker was faster: take the next one.
                    Ok(()) | Err(CommitError::Stale) => {}
                    Err(
                        CommitError::InDoubt(error)
                        | CommitError::Busy(error)
                        | CommitError::Unavailable(error)
                        | CommitError::Corrupt(error),
                    ) => return Err(error.into()),
                }
            }
        }
    }

    /// Reports a claimed job done.
    ///
    /// # Errors
    /// `job.lease_lost` when another worker has it by now; storage errors.
    #[tracing::instrument(name = "jobs.complete", level = "debug", skip_all)]
    pub async fn complete(&self, claim: &Claim) -> Result<(), Error> {
        let (id, fence): (JobId, Version) = (claim.job.id, claim.job.version);
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.jobs().get(id).await?.ok_or(JobError::NotFound)?;
                    Ok(Outcome::done((), decide::complete(&read, fence)?))
                })
            })
            .await
    }

    /// Reports a claimed job failed: it is tried again later, and dead after 12 attempts.
    ///
    /// # Errors
    /// `job.lease_lost` when another worker has it by now; storage errors.
    #[tracing::instrument(name = "jobs.fail", level = "debug", skip_all)]
    pub async fn fail(&self, claim: &Claim, error: &str) -> Result<JobState, Error> {
        let (id, fence): (JobId, Version) = (claim.job.id, claim.job.version);
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.jobs().get(id).await?.ok_or(JobError::NotFound)?;
                    let (state, effects) = decide::fail(&read, fence, error, a.now)?;
                    Ok(Outcome::done(state, effects))
                })
            })
            .await
    }

    /// Queues a dead job again.
    ///
    /// # Errors
    /// `access.forbidden`, `job.not_found`, `job.not_dead`; storage errors.
    #[tracing::instrument(name = "jobs.retry", level = "debug", skip_all)]
    pub async fn retry(&self, actor: &Actor, id: JobId) -> Result<Job, Error> {
        Policy::require(actor, Right::ManageJobs)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.jobs().get(id).await?.ok_or(JobError::NotFound)?;
                    let (job, effects) = decide::retry(&read, actor, a.now)?;
                    Ok(Outcome::done(job, effects))
                })
            })
            .await
    }

    /// Jobs in a state, latest first, below `before`, at most 100.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "jobs.list", level = "debug", skip_all)]
    pub async fn list(&self, actor: &Actor, state: &JobState, before: Option<JobId>) -> Result<Vec<Job>, Error> {
        Policy::require(actor, Right::ReadOperations)?;
        Ok(self.core.read(Read::Each).await?.jobs().list(state, before, 100).await?)
    }
}
