//! Jobs.

use async_trait::async_trait;
use crm_core::jobs::{Job, JobRepo, JobState};
use crm_core::kernel::{JobId, Text, Timestamp};
use crm_core::store::{Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::statement::Statement;
use crate::tx::PostgresTx;

macro_rules! columns {
    () => {
        "j.id, j.version, j.queue, j.subject, j.payload, j.state, j.run_at, j.attempts, j.lease_until, j.last_error, \
         j.created_at"
    };
}

fn read(row: &PgRow) -> Result<Job> {
    Ok(Job {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        queue: column::bounded(row, 2)?,
        subject: column::bounded(row, 3)?,
        payload: column::text(row, 4)?.into(),
        state: JobState::from_stored(column::text(row, 5)?),
        run_at: column::time(row, 6)?,
        attempts: column::number(row, 7)?,
        lease_until: column::optional_time(row, 8)?,
        last_error: column::optional_bounded(row, 9)?,
        created_at: column::time(row, 10)?,
    })
}

#[async_trait]
impl JobRepo for PostgresTx {
    async fn get(&mut self, id: JobId) -> Result<Option<Loaded<Job>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM jobs j WHERE j.id = $1");
        self.fetch_optional("jobs.get", Statement::new(SQL).with(id.get()), read)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn due(&mut self, queue: &Text<64>, now: Timestamp, limit: u32) -> Result<Vec<Loaded<Job>>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            columns!(),
            " FROM jobs j WHERE j.state = 'queued' AND j.queue = $1 AND j.run_at <= $2 \
             AND (j.lease_until IS NULL OR j.lease_until <= $2) \
             AND NOT EXISTS (SELECT 1 FROM jobs e WHERE e.state = 'queued' AND e.queue = j.queue \
                 AND e.subject = j.subject AND e.seq < j.seq) \
             ORDER BY j.run_at, j.seq LIMIT $3"
        );
        let queue = queue.clone();
        self.fetch_all(
            "jobs.due",
            Statement::new(SQL).with(queue.as_str()).with(now.micros()).with(limit),
            |row: &PgRow| read(row).map(Loaded::new),
        )
        .await
    }

    async fn list(&mut self, state: &JobState, before: Option<JobId>, limit: u32) -> Result<Vec<Job>, StoreError> {
        const SQL: &str =
            concat!("SELECT ", columns!(), " FROM jobs j WHERE j.state = $1 AND j.id < $2 ORDER BY j.id DESC LIMIT $3");
        let state = state.clone();
        let before = before.map_or(i64::MAX, JobId::get);
        self.fetch_all("jobs.list", Statement::new(SQL).with(state.code()).with(before).with(limit), read).await
    }
}

pub(crate) fn row(job: &Job) -> Value {
    json!({
        "id": job.id.get(),
        "version": job.version.get(),
        "queue": job.queue.as_str(),
        "subject": job.subject.as_str(),
        "payload": &*job.payload,
        "state": job.state.code(),
        "run_at": job.run_at.micros(),
        "attempts": job.attempts,
        "lease_until": job.lease_until.map(Timestamp::micros),
        "last_error": job.last_error.as_ref().map(AsRef::<str>::as_ref),
        "created_at": job.created_at.micros(),
    })
}
