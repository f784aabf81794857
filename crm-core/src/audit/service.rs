//! Use cases of the audit.

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::json;

use super::{Anchor, AuditEntry, AuditLine, AuditReport, BlockHeader, Signed, Verifier, entry, seal};
use crate::access::{Actor, Policy, Right};
use crate::crm::Core;
use crate::kernel::{Error, Timestamp};
use crate::store::{Effects, Outcome, Progress, Read, StoreError, StoreErrorKind, Task, Tx, UniqueKey, Write};

/// Rows younger than this are left for the next seal.
const SETTLE: Duration = Duration::from_secs(1);
/// The most rows of one block.
const BLOCK: u32 = 1000;
/// Rows and headers read at a time while verifying.
const PAGE: u32 = 500;

/// The audit: who did what, in an order that cannot be rewritten unseen.
#[derive(Clone, Copy)]
pub struct Audit<'c> {
    core: &'c Core,
}

impl<'c> Audit<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Entries, latest first, below `before`, at most 100; with a subject such as `call:12`, only its own.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "audit.latest", level = "debug", skip_all)]
    pub async fn latest(
        &self,
        actor: &Actor,
        subject: Option<&str>,
        before: Option<i64>,
    ) -> Result<Vec<AuditEntry>, Error> {
        Policy::require(actor, Right::ReadAudit)?;
        // Of no subject, and PostgreSQL takes none.
        if subject.is_some_and(|subject| subject.contains('\0')) {
            return Ok(Vec::new());
        }
        Ok(self.core.read(Read::Each).await?.audit().latest(subject, before, 100).await?)
    }

    /// Seals what has settled into one block. Housekeeping calls it; two that call it at once seal once.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "audit.seal", level = "debug", skip_all)]
    pub async fn seal(&self, actor: &Actor) -> Result<Progress, Error> {
        Policy::require(actor, Right::Maintain)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let until = a.now.minus(SETTLE);
                    // The last block first: a seal in between then takes this one's number, and the guard tells.
                    let last = a.tx.audit().last_block().await?;
                    let mut rows = a.tx.audit().unsealed(BLOCK).await?;
                    // A block ends before the first row that has not settled, so that it never skips one.
                    // Nor does it reach over the end of a month, so that a month can go as a whole.
                    let month = rows.first().map(|row| row.at.start_of_month());
                    let is_settled = |row: &AuditEntry| row.at <= until;
                    let of_block = |row: &&AuditEntry| is_settled(row) && Some(row.at.start_of_month()) == month;
                    let settled = rows.iter().take_while(of_block).count();
                    let more = rows.get(settled).map_or(rows.len() >= BLOCK as usize, is_settled);
                    rows.truncate(settled);
                    if rows.is_empty() {
                        return Ok(Outcome::unchanged(Progress::default()));
                    }
                    let header = seal(last.as_ref(), &rows, a.now)
                        .map_err(|e| StoreError::new(StoreErrorKind::Corrupt, "audit.seal").context(e.to_string()))?;
                    let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
                    let mut effects = Effects::none();
                    effects.depends_on_absence(UniqueKey::AuditBlock(header.number));
                    effects.write(Write::AuditBlock(header));
                    Ok(Outcome::done(Progress { rows: count, more: more && count > 0 }, effects))
                })
            })
            .await
    }

    /// Lets go of entries that have been kept for as long as the settings say, a part at a time. An [`Anchor`], signed with the
    /// office's token keys, tells that they were; where keys end with the process nothing goes.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors, `store.corrupt` among them for an anchor that none of the keys has signed, and for
    /// entries that are not what was sealed: nothing of them goes.
    #[tracing::instrument(name = "audit.purge", level = "debug", skip_all)]
    pub async fn purge(&self, actor: &Actor) -> Result<Progress, Error> {
        Policy::require(actor, Right::Maintain)?;
        let Some(before) = self.core.settings().await?.audit_kept.ended_before(self.core.now()) else {
            return Ok(Progress::default());
        };
        if !self.core.tokens.are_lasting() {
            return Ok(Progress::default());
        }
        let mut tx = self.core.read(Read::Each).await?;
        let anchor = tx.audit().anchor().await?;
        if let Some(anchor) = anchor.as_ref().filter(|anchor| anchor.signed(&self.core.tokens) != Signed::ByKnownKey) {
            let context = format!(
                "the anchor of block {} is not signed by a key of this office; if the secret was changed, give the earlier one too",
                anchor.number
            );
            return Err(StoreError::new(StoreErrorKind::Corrupt, "audit.purge").context(context).into());
        }
        let gone = anchor.as_ref().map_or(0, |anchor| anchor.number);
        let going = last_ended(&mut *tx, gone, before).await?;
        let verified = match &going {
            Some(last) => verify_between(&mut *tx, gone, last).await,
            None => Ok(()),
        };
        drop(tx);
        // Another node was faster, and lets go of them already.
        if verified.is_err() && self.anchored().await? > gone {
            return Ok(Progress { rows: 0, more: true });
        }
        verified?;
        match going {
            Some(block) => self.anchor(actor, &block).await?,
            None if anchor.is_none() => return Ok(Progress::default()),
            None => {}
        }
        Ok(self.core.purge("audit entries", Task::PurgeAudit).await?)
    }

    async fn anchor(&self, actor: &Actor, block: &BlockHeader) -> Result<(), Error> {
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    // Another node was faster.
                    if a.tx.audit().anchor().await?.is_some_and(|anchor| anchor.number >= block.number) {
                        return Ok(Outcome::unchanged(()));
                    }
                    let failed = || StoreError::new(StoreErrorKind::Unavailable, "audit.purge");
                    let anchor = Anchor::sign(block, a.now, &self.core.tokens).ok_or_else(failed)?;
                    let payload =
                        json!({ "block": block.number, "lastSeq": block.last_seq, "hash": block.hash.to_string() });
                    let mut effects = Effects::none();
                    effects.depends_on_absence(UniqueKey::AuditAnchor(block.number));
                    effects.write(Write::AuditAnchor(anchor));
                    effects.audit(entry(actor, a.now, "audit.purged", "audit", &payload));
                    Ok(Outcome::done((), effects))
                })
            })
            .await
    }

    /// Verifies the whole log, in bounded memory.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors. A broken log is a finding in the report, not an error.
    #[tracing::instrument(name = "audit.verify", level = "debug", skip_all)]
    pub async fn verify(&self, actor: &Actor) -> Result<AuditReport, Error> {
        loop {
            let mut verifier = Verifier::new();
            // Keys of this process alone have signed nothing that is stored.
            if self.core.tokens.are_lasting() {
                verifier = verifier.trusting(self.core.tokens.clone());
            }
            let mut anchored = 0;
            self.walk(actor, |line| match line {
                AuditLine::Anchor(anchor) => {
                    anchored = anchor.number;
                    verifier.anchor(&anchor);
                }
                AuditLine::Block(header) => verifier.block(&header),
                AuditLine::Entry(entry) => verifier.entry(&entry),
            })
            .await?;
            let report = verifier.finish();
            // Entries that were let go on the way are no break.
            if report.broken.is_none() || self.anchored().await? == anchored {
                return Ok(report);
            }
        }
    }

    /// The block up to which entries may be gone; 0 for none.
    async fn anchored(&self) -> Result<i64, Error> {
        let anchor = self.core.read(Read::Each).await?.audit().anchor().await?;
        Ok(anchor.map_or(0, |anchor| anchor.number))
    }

    /// Hands every line of the log to `take`, in the order a [`Verifier`] wants them: the anchor, each block, then its
    /// entries, then what is not sealed yet. Written out as JSON lines it can be verified without a database.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "audit.walk", level = "debug", skip_all)]
    pub async fn walk(&self, actor: &Actor, mut take: impl FnMut(AuditLine) + Send) -> Result<(), Error> {
        Policy::require(actor, Right::ReadAudit)?;
        let (mut rows, mut number) = (RowsAhead::default(), 0);
        let anchor = self.core.read(Read::Each).await?.audit().anchor().await?;
        anchor.map(AuditLine::Anchor).into_iter().for_each(&mut take);
        loop {
            // One view of the headers and of what no block seals: else a seal in between would look like a missing block.
            let mut view = self.core.read(Read::Snapshot).await?;
            let headers = view.audit().blocks_after(number, PAGE).await?;
            rows.forget_the_rest();
            let Some(last) = headers.last() else { return rows.hand_over(&mut *view, i64::MAX, &mut take).await };
            number = last.number;
            drop(view);
            let mut tx = self.core.read(Read::Each).await?;
            for header in headers {
                let until = header.last_seq;
                take(AuditLine::Block(header));
                rows.hand_over(&mut *tx, until, &mut take).await?;
            }
        }
    }
}

/// Rows that were read, and which of them was handed over last.
#[derive(Default)]
struct RowsAhead {
    read: VecDeque<AuditEntry>,
    seq: i64,
}

impl RowsAhead {
    /// Those that are not handed over are read again: they may have been sealed since.
    fn forget_the_rest(&mut self) {
        self.read.clear();
    }

    /// Hands over the rows up to `until`.
    async fn hand_over(
        &mut self,
        tx: &mut dyn Tx,
        until: i64,
        take: &mut (impl FnMut(AuditLine) + Send),
    ) -> Result<(), Error> {
        loop {
            while let Some(row) = self.read.front().filter(|row| row.seq <= until) {
                self.seq = row.seq;
                self.read.pop_front().map(AuditLine::Entry).into_iter().for_each(&mut *take);
            }
            if !self.read.is_empty() || self.seq >= until {
                return Ok(());
            }
            self.read = tx.audit().after(self.seq, PAGE).await?.into();
            if self.read.is_empty() {
                return Ok(());
            }
        }
    }
}

/// The last block after `gone` of which every row is older than `before`.
async fn last_ended(tx: &mut dyn Tx, gone: i64, before: Timestamp) -> Result<Option<BlockHeader>, StoreError> {
    let Some(last) = tx.audit().last_block().await? else { return Ok(None) };
    let (mut ended, mut low, mut high) = (None, gone + 1, last.number);
    // Most times nothing has: the first one is asked first.
    let mut next = low;
    while low <= high {
        match ended_block(tx, next, before).await? {
            Some(block) => (ended, low) = (Some(block), next + 1),
            None => high = next - 1,
        }
        next = low.midpoint(high);
    }
    Ok(ended)
}

/// What goes must be what was sealed: the office signs for nothing else.
async fn verify_between(tx: &mut dyn Tx, gone: i64, last: &BlockHeader) -> Result<(), Error> {
    let before = if gone > 0 { tx.audit().blocks_after(gone - 1, 1).await?.pop() } else { None };
    let mut verifier = before.as_ref().map_or_else(Verifier::new, Verifier::after);
    let mut rows = RowsAhead { seq: before.map_or(0, |block| block.last_seq), ..RowsAhead::default() };
    let mut number = gone;
    while number < last.number {
        let headers = tx.audit().blocks_after(number, PAGE).await?;
        let Some(end) = headers.last() else { break };
        number = end.number;
        for header in headers.into_iter().take_while(|header| header.number <= last.number) {
            verifier.block(&header);
            let mut take = |line| {
                if let AuditLine::Entry(entry) = line {
                    verifier.entry(&entry);
                }
            };
            rows.hand_over(tx, header.last_seq, &mut take).await?;
        }
    }
    let report = verifier.finish();
    let found = match report.broken {
        None if report.head == last.hash => return Ok(()),
        broken => broken.map_or_else(|| "blocks are missing".to_owned(), |broken| broken.to_string()),
    };
    Err(StoreError::new(StoreErrorKind::Corrupt, "audit.purge").context(format!("nothing goes: {found}")).into())
}

/// A block, if its last row is older than `before`.
async fn ended_block(tx: &mut dyn Tx, number: i64, before: Timestamp) -> Result<Option<BlockHeader>, StoreError> {
    let Some(block) = tx.audit().blocks_after(number - 1, 1).await?.pop() else { return Ok(None) };
    let last = tx.audit().after(block.last_seq - 1, 1).await?.pop();
    Ok(last.is_some_and(|row| row.seq == block.last_seq && row.at < before).then_some(block))
}
