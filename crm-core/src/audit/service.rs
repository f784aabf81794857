//! Use cases of the audit.

use std::time::Duration;

use super::{AuditEntry, AuditLine, AuditReport, Verifier, seal};
use crate::access::{Actor, Policy, Right};
use crate::crm::Core;
use crate::kernel::Error;
use crate::store::{Effects, Outcome, Progress, Read, StoreError, StoreErrorKind, Tx, UniqueKey, Write};

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
                    let settled = rows.iter().take_while(|row| row.at <= until).count();
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
                    Ok(Outcome::done(Progress { rows: count, more: count >= u64::from(BLOCK) }, effects))
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
        let mut verifier = Verifier::new();
        self.walk(actor, |line| match line {
            AuditLine::Block(header) => verifier.block(&header),
            AuditLine::Entry(entry) => verifier.entry(&entry),
        })
        .await?;
        Ok(verifier.finish())
    }

    /// Hands every line of the log to `take`, in the order a [`Verifier`] wants them: each block, then its entries, then
    /// what is not sealed yet. Written out as JSON lines it can be verified without a database.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "audit.walk", level = "debug", skip_all)]
    pub async fn walk(&self, actor: &Actor, mut take: impl FnMut(AuditLine) + Send) -> Result<(), Error> {
        Policy::require(actor, Right::ReadAudit)?;
        let mut seq = 0;
        let mut number = 0;
        loop {
            // One view of the headers and of what no block seals: else a seal in between would look like a missing block.
            let mut view = self.core.read(Read::Snapshot).await?;
            let headers = view.audit().blocks_after(number, PAGE).await?;
            let Some(last) = headers.last() else { return entries(&mut *view, &mut seq, None, &mut take).await };
            number = last.number;
            drop(view);
            let mut tx = self.core.read(Read::Each).await?;
            for header in headers {
                let last_seq = header.last_seq;
                take(AuditLine::Block(header));
                entries(&mut *tx, &mut seq, Some(last_seq), &mut take).await?;
            }
        }
    }
}

/// Takes the rows after `seq` up to `until`, or all of them.
async fn entries(
    tx: &mut dyn Tx,
    seq: &mut i64,
    until: Option<i64>,
    take: &mut (impl FnMut(AuditLine) + Send),
) -> Result<(), Error> {
    loop {
        let rows = tx.audit().after(*seq, PAGE).await?;
        let whole = rows.is_empty();
        for row in rows {
            if until.is_some_and(|until| row.seq > until) {
                return Ok(());
            }
            *seq = row.seq;
            take(AuditLine::Entry(row));
        }
        if whole || until.is_some_and(|until| *seq >= until) {
            return Ok(());
        }
    }
}
