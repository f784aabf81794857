//! Jobs: work that follows a change.

use crm_core::access::Actor;
use crm_core::jobs::{self, JobState, NewJob};
use crm_core::kernel::{JobId, OutOfRange, Text};
use crm_core::{Crm, Error};
use pyo3::prelude::*;

use crate::codes::Code;
use crate::listing::{Backwards, RowsOf, back};
use crate::record::record;
use crate::session::desk;
use crate::values::{At, Id, Json, Out, Span, read};

record! {
    /// Work to be done once or more.
    Job of jobs::Job as (jobs::Job {
        id, version, queue, subject, payload, state, run_at, attempts, lease_until, last_error, created_at
    }) {
        /// Its id.
        id: i64 = id,
        /// How often it has been written; whoever claims it writes it.
        version: i64 = version,
        /// Which workers it is for, such as `recordings`.
        queue: String = queue,
        /// What it is about, such as `call:12`: jobs of one subject never run side by side.
        subject: String = subject,
        /// What the worker needs.
        payload: Json = Json(payload),
        /// How it stands.
        state: Code<JobState> = state,
        /// Not before this.
        run_at: At = run_at,
        /// How often it was claimed.
        attempts: u32 = attempts,
        /// Until when a worker has it.
        lease_until: Option<At> = lease_until,
        /// What went wrong last.
        last_error: Option<String> = last_error,
        /// When it was added.
        created_at: At = created_at,
    }
}

/// A job that a worker has until its lease runs out: hand it back to `Jobs.complete` or `Jobs.fail`.
#[pyclass(frozen, eq, module = "crm_core")]
#[derive(Debug, PartialEq)]
pub(crate) struct Claim(jobs::Claim);

#[pymethods]
impl Claim {
    /// The job.
    #[getter]
    fn job(&self) -> Job {
        self.0.job.clone().out()
    }

    fn __repr__(&self) -> String {
        let jobs::Job { id, queue, subject, .. } = &self.0.job;
        format!("<Claim of job {id} in {:?}, about {:?}>", queue.as_str(), subject.as_str())
    }
}

struct OfState(JobState);

impl Backwards for OfState {
    type Row = jobs::Job;
    async fn below(&self, crm: &Crm, actor: &Actor, before: Option<i64>) -> Result<Vec<jobs::Job>, Error> {
        let before = before.map(JobId::new).transpose().map_err(|error: OutOfRange| Error::from(error.at("before")))?;
        crm.jobs().list(actor, &self.0, before).await
    }
    fn number(job: &jobs::Job) -> i64 {
        job.id.get()
    }
}

desk! {
    /// Jobs, for workers: claim one, do it, report. What a job does outside the office happens at least once.
    Jobs
}

#[pymethods]
impl Jobs {
    /// Adds a job to a queue. `subject` is what it is about, such as `call:12`; `payload` is whatever JSON can say;
    /// `run_at` is the instant before which it is not done, now unless said.
    ///
    /// Raises ForbiddenError, InvalidError.
    #[pyo3(signature = (queue, subject, payload, *, run_at=None))]
    fn enqueue(&self, py: Python<'_>, queue: &str, subject: &str, payload: Json, run_at: Option<At>) -> PyResult<Job> {
        let (queue, subject) = (read(py, "queue", queue)?, read(py, "subject", subject)?);
        self.0
            .with(py, async |crm, actor| {
                let run_at = run_at.map_or_else(|| crm.now(), |at| at.0);
                crm.jobs().enqueue(actor, &NewJob { queue, subject, payload: payload.0, run_at }).await
            })
            .map(Out::out)
    }

    /// Claims the next due job of a queue for as long as `lease`; `None` when nothing is due. Jobs of one subject come one
    /// at a time, in the order they were added. A job whose lease ran out comes again, and is dead after 12 attempts.
    ///
    /// Raises ForbiddenError.
    fn claim(&self, py: Python<'_>, queue: &str, lease: Span) -> PyResult<Option<Claim>> {
        let queue: Text<64> = read(py, "queue", queue)?;
        let claim = self.0.with(py, async |crm, actor| crm.jobs().claim(actor, &queue, lease.0).await)?;
        Ok(claim.map(Claim))
    }

    /// Reports a claimed job done.
    ///
    /// Raises ConflictError (`job.lease_lost`) when another worker has it by now.
    fn complete(&self, py: Python<'_>, claim: &Claim) -> PyResult<()> {
        self.0.with(py, async |crm, _| crm.jobs().complete(&claim.0).await)
    }

    /// Reports a claimed job failed: it is tried again later, and dead after 12 attempts. Answers how it stands.
    ///
    /// Raises ConflictError (`job.lease_lost`) when another worker has it by now.
    fn fail(&self, py: Python<'_>, claim: &Claim, error: &str) -> PyResult<Code<JobState>> {
        self.0.with(py, async |crm, _| crm.jobs().fail(&claim.0, error).await).map(Out::out)
    }

    /// Queues a dead job again.
    ///
    /// Raises ForbiddenError, NotFoundError (`job.not_found`), ConflictError (`job.not_dead`).
    fn retry(&self, py: Python<'_>, id: Id<JobId>) -> PyResult<Job> {
        self.0.with(py, async |crm, actor| crm.jobs().retry(actor, id.0).await).map(Out::out)
    }

    /// Jobs in a state, the highest id first, below the id `before` where one is given. They are read as the walk goes, a
    /// hundred at a time.
    ///
    /// Raises ForbiddenError.
    #[pyo3(signature = (state, *, before=None))]
    fn list(&self, state: Code<JobState>, before: Option<i64>) -> RowsOf<Job> {
        back(&self.0, OfState(state.0), before)
    }
}
