//! The audit, the feed, jobs, idempotency records and marks of the past.

use std::cmp::Reverse;

use async_trait::async_trait;

use super::{MemoryTx, at_most};
use crate::audit::{Anchor, AuditEntry, AuditRepo, BlockHeader};
use crate::events::{EventRepo, FeedEvent, FeedOrigin};
use crate::jobs::{Job, JobRepo, JobState};
use crate::kernel::{JobId, Text, Timestamp};
use crate::past::{PastId, PastKind, PastRepo, Source};
use crate::store::{IdempotencyKey, IdempotencyRepo, Loaded, StoreError};

#[async_trait]
impl AuditRepo for MemoryTx {
    async fn after(&mut self, after: i64, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let state = self.state("audit.after")?;
        Ok(state.audit.iter().filter(|entry| entry.seq > after).take(at_most(limit)).cloned().collect())
    }
    async fn latest(
        &mut self,
        subject: Option<&str>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let state = self.state("audit.latest")?;
        let wanted = |entry: &&AuditEntry| {
            before.is_none_or(|before| entry.seq < before)
                && subject.is_none_or(|subject| entry.subject.as_str() == subject)
        };
        Ok(state.audit.iter().rev().filter(wanted).take(at_most(limit)).cloned().collect())
    }
    async fn unsealed(&mut self, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let state = self.state("audit.unsealed")?;
        Ok(state.audit.iter().filter(|entry| entry.block_no.is_none()).take(at_most(limit)).cloned().collect())
    }
    async fn blocks_after(&mut self, after: i64, limit: u32) -> Result<Vec<BlockHeader>, StoreError> {
        let state = self.state("audit.blocks_after")?;
        let mut blocks: Vec<BlockHeader> = state.blocks.iter().filter(|block| block.number > after).cloned().collect();
        blocks.sort_by_key(|block| block.number);
        blocks.truncate(at_most(limit));
        Ok(blocks)
    }
    async fn last_block(&mut self) -> Result<Option<BlockHeader>, StoreError> {
        Ok(self.state("audit.last_block")?.blocks.iter().max_by_key(|block| block.number).cloned())
    }
    async fn anchor(&mut self) -> Result<Option<Anchor>, StoreError> {
        Ok(self.state("audit.anchor")?.anchors.iter().max_by_key(|anchor| anchor.number).cloned())
    }
}

#[async_trait]
impl EventRepo for MemoryTx {
    async fn after(&mut self, position: i64, limit: u32) -> Result<Vec<FeedEvent>, StoreError> {
        let state = self.state("events.after")?;
        Ok(state.feed.iter().filter(|event| event.position > position).take(at_most(limit)).cloned().collect())
    }
    async fn head(&mut self) -> Result<i64, StoreError> {
        Ok(self.state("events.head")?.feed.next() - 1)
    }
    async fn origin(&mut self) -> Result<FeedOrigin, StoreError> {
        let state = self.state("events.origin")?;
        Ok(FeedOrigin { epoch: state.epoch.0, purged_to: state.feed_purged_to })
    }
}

#[async_trait]
impl JobRepo for MemoryTx {
    async fn get(&mut self, id: JobId) -> Result<Option<Loaded<Job>>, StoreError> {
        Ok(self.state("jobs.get")?.rows.find(|job: &Job| job.id == id))
    }
    async fn due(&mut self, queue: &Text<64>, now: Timestamp, limit: u32) -> Result<Vec<Loaded<Job>>, StoreError> {
        let state = self.state("jobs.due")?;
        // In the order they were added.
        let queued = || state.rows.all().filter(|job: &&Job| job.queue == *queue && job.state == JobState::Queued);
        let is_oldest =
            |job: &Job| queued().find(|other| other.subject == job.subject).is_some_and(|it| it.id == job.id);
        let may_run = |job: &Job| job.run_at <= now && job.lease_until.is_none_or(|until| until <= now);
        let mut due: Vec<Job> = queued().filter(|job| may_run(job) && is_oldest(job)).cloned().collect();
        due.sort_by_key(|job| job.run_at);
        due.truncate(at_most(limit));
        Ok(due.into_iter().map(Loaded::new).collect())
    }
    async fn list(&mut self, state: &JobState, before: Option<JobId>, limit: u32) -> Result<Vec<Job>, StoreError> {
        let all = self.state("jobs.list")?;
        let wanted = |job: &&Job| job.state == *state && before.is_none_or(|before| job.id < before);
        let mut jobs: Vec<Job> = all.rows.all().filter(wanted).cloned().collect();
        jobs.sort_by_key(|job| Reverse(job.id));
        jobs.truncate(at_most(limit));
        Ok(jobs)
    }
}

#[async_trait]
impl IdempotencyRepo for MemoryTx {
    async fn find(
        &mut self,
        actor: &str,
        operation: &'static str,
        key: &IdempotencyKey,
    ) -> Result<Option<([u8; 32], i64)>, StoreError> {
        let state = self.state("idempotency.find")?;
        let mut records = state.idempotency.iter();
        let found = records.find(|r| r.actor == actor && r.operation == operation && r.key == *key);
        Ok(found.map(|record| (record.fingerprint, record.result)))
    }
}

#[async_trait]
impl PastRepo for MemoryTx {
    async fn made(
        &mut self,
        source: &Source,
        kind: PastKind,
        ids: &[PastId],
    ) -> Result<Vec<(PastId, i64)>, StoreError> {
        let state = self.state("past.made")?;
        let wanted = state.past.iter().filter(|m| m.source == *source && m.kind == kind && ids.contains(&m.id));
        let mut made: Vec<_> = wanted.map(|mark| (mark.id.clone(), mark.made)).collect();
        made.sort_unstable();
        Ok(made)
    }
}
