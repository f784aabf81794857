//! Jobs.

use async_trait::async_trait;
use crm_core::jobs::{Job, JobRepo, JobState};
use crm_core::kernel::{JobId, Text, Timestamp};
use crm_core::store::{Loaded, StoreError};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::column;
use crate::tx::SqliteTx;

macro_rules! columns {
    () => {
        "j.id, j.version, j.queue, j.subject, j.payload, j.state, j.run_at, j.attempts, j.lease_until, j.last_error, \
         j.created_at"
    };
}

fn read(row: &Row<'_>) -> Result<Job> {
    Ok(Job {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        queue: column::bounded(row, 2)?,
        subject: column::bounded(row, 3)?,
        payload: column::text(row, 4)?.into(),
        state: JobState::from_stored(column::text(row, 5)?),
        run_at: column::time(row, 6)?,
        attempts: row.get(7)?,
        lease_until: column::optional_time(row, 8)?,
        last_error: column::optional_bounded(row, 9)?,
        created_at: column::time(row, 10)?,
    })
}

#[async_trait]
impl JobRepo for SqliteTx {
    async fn get(&mut self, id: JobId) -> Result<Option<Loaded<Job>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM jobs j WHERE j.id = ?1");
        self.read("jobs.get", move |c| c.prepare_cached(SQL)?.query_row([id.get()], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn due(&mut self, queue: &Text<64>, now: Timestamp, limit: u32) -> Result<Vec<Loaded<Job>>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            columns!(),
            " FROM jobs j WHERE j.state = 'queued' AND j.queue = ?1 AND j.run_at <= ?2 \
             AND (j.lease_until IS NULL OR j.lease_until <= ?2) \
             AND NOT EXISTS (SELECT 1 FROM jobs e WHERE e.state = 'queued' AND e.queue = j.queue \
                 AND e.subject = j.subject AND e.seq < j.seq) \
             ORDER BY j.run_at, j.seq LIMIT ?3"
        );
        let queue = queue.clone();
        self.read_up_to(limit, "jobs.due", move |c| {
            c.prepare_cached(SQL)?
                .query_map((queue.as_str(), now.micros(), limit), |row| read(row).map(Loaded::new))?
                .collect()
        })
        .await
    }

    async fn list(&mut self, state: &JobState, before: Option<JobId>, limit: u32) -> Result<Vec<Job>, StoreError> {
        const SQL: &str =
            concat!("SELECT ", columns!(), " FROM jobs j WHERE j.state = ?1 AND j.id < ?2 ORDER BY j.id DESC LIMIT ?3");
        let state = state.clone();
        self.read_up_to(limit, "jobs.list", move |c| {
            let bounds = (state.code(), before.map_or(i64::MAX, JobId::get), limit);
            c.prepare_cached(SQL)?.query_map(bounds, read)?.collect()
        })
        .await
    }
}

pub(crate) fn insert(connection: &Connection, job: &Job) -> Result<usize> {
    const SQL: &str = "INSERT INTO jobs (id, version, queue, subject, payload, state, run_at, attempts, lease_until, \
        last_error, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    put(connection, SQL, job)
}

pub(crate) fn update(connection: &Connection, job: &Job) -> Result<usize> {
    const SQL: &str = "UPDATE jobs SET version = ?2, queue = ?3, subject = ?4, payload = ?5, state = ?6, run_at = ?7, \
        attempts = ?8, lease_until = ?9, last_error = ?10, created_at = ?11 WHERE id = ?1";
    put(connection, SQL, job)
}

fn put(connection: &Connection, sql: &str, job: &Job) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        job.id.get(),
        job.version.get(),
        job.queue.as_str(),
        job.subject.as_str(),
        &*job.payload,
        job.state.code(),
        job.run_at.micros(),
        job.attempts,
        job.lease_until.map(Timestamp::micros),
        job.last_error.as_ref().map(AsRef::<str>::as_ref),
        job.created_at.micros(),
    ])
}
