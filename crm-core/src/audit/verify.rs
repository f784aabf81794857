//! Finding the first place where a log is not what was sealed.

use super::chain::Rows;
use super::{Anchor, AuditEntry, BlockHeader, Digest, Signed};
use crate::auth::TokenKeys;

/// The first place where the log is not what was sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuditBreak {
    /// A block header is gone, or its number was changed.
    #[error("block {number} is missing")]
    MissingBlock {
        /// The block that should be here.
        number: i64,
    },
    /// A block header stands where another should: added, repeated or moved.
    #[error("block {number} stands where block {expected} should")]
    MisplacedBlock {
        /// The block that was found.
        number: i64,
        /// The block that should be here.
        expected: i64,
    },
    /// A block header was changed.
    #[error("the header of block {number} was changed")]
    ChangedBlock {
        /// The block.
        number: i64,
    },
    /// A block does not continue the one before it: one of the two was replaced.
    #[error("block {number} does not continue the block before it; one of them was replaced")]
    BrokenLink {
        /// The later block.
        number: i64,
    },
    /// A block has fewer rows than it sealed.
    #[error("block {block} sealed {sealed} rows from {first_seq} to {last_seq}, but only {found} are there")]
    MissingRow {
        /// The block.
        block: i64,
        /// Its first row.
        first_seq: i64,
        /// Its last row.
        last_seq: i64,
        /// How many it sealed.
        sealed: i64,
        /// How many are there.
        found: i64,
    },
    /// A row claims a block that did not seal it, or lies among sealed rows without being sealed.
    #[error("row {seq} was not sealed with the rows around it: it was added or moved")]
    ForeignRow {
        /// The row.
        seq: i64,
    },
    /// A row stands after one with a higher or the same number.
    #[error("row {seq} stands after row {after}: rows were reordered or repeated")]
    ReorderedRow {
        /// The row.
        seq: i64,
        /// The row before it.
        after: i64,
    },
    /// A row of a block was changed. A block has one hash over all its rows, so which of them is not known.
    #[error("a row of block {block}, between {first_seq} and {last_seq}, was changed")]
    ChangedRow {
        /// The block.
        block: i64,
        /// Its first row.
        first_seq: i64,
        /// Its last row.
        last_seq: i64,
    },
    /// The particulars of a row are not those that were written.
    #[error("the particulars of row {seq} were changed")]
    ChangedPayload {
        /// The row.
        seq: i64,
    },
    /// The anchor was not signed by the key that it names: rows were removed, and not by the office.
    #[error("the anchor of block {number} is forged: rows up to it were not let go by this office")]
    ForgedAnchor {
        /// The block that it names.
        number: i64,
    },
    /// The anchor names a key that the verifier was not given: perhaps the office's earlier one, perhaps nobody's.
    #[error(
        "the anchor of block {number} is signed by a key that is not known; if the secret was changed, give the one before too"
    )]
    UnknownSigner {
        /// The block that it names.
        number: i64,
    },
    /// The anchor is not of this log: it names a block that is not there, or is another.
    #[error("the anchor of block {number} does not belong to this log")]
    WrongAnchor {
        /// The block that it names.
        number: i64,
    },
    /// The block that was noted down elsewhere is not, or no longer, in the log.
    #[error("block {number} is not the one that was noted down")]
    WrongHead {
        /// The block.
        number: i64,
    },
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// How many blocks hold.
    pub blocks: i64,
    /// How many rows of those blocks are there.
    pub sealed: i64,
    /// How many were let go.
    pub purged: i64,
    /// What is known of who let them go: nothing without the office's keys. `None` when none were.
    pub anchor: Option<Signed>,
    /// How many rows are younger than the last seal: nothing can be said of them yet.
    pub unsealed: i64,
    /// How many rows have had their particulars erased.
    pub erased: i64,
    /// The first break; `None` when the log is what was sealed. The counts stop there.
    pub broken: Option<AuditBreak>,
    /// The hash of the last block that holds. Noted down elsewhere, it proves later that nothing before it was removed.
    pub head: Digest,
}

/// Verifies a log that is fed to it in order, in constant memory: the anchor if there is one, each block header, then the rows
/// it sealed, and in the end the rows that are not sealed yet. After the first break it takes in nothing more.
pub struct Verifier {
    report: AuditReport,
    keys: Option<TokenKeys>,
    anchor: Option<Anchor>,
    last_seq: i64,
    open: Option<(BlockHeader, Rows)>,
    expected: Option<(i64, Digest)>,
}

impl Default for Verifier {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verifier").field("report", &self.report).finish_non_exhaustive()
    }
}

impl Verifier {
    /// A verifier at the beginning of a log.
    pub fn new() -> Self {
        let report = AuditReport {
            blocks: 0,
            sealed: 0,
            purged: 0,
            anchor: None,
            unsealed: 0,
            erased: 0,
            broken: None,
            head: Digest::NONE,
        };
        Self { report, keys: None, anchor: None, last_seq: 0, open: None, expected: None }
    }

    /// Also checks who signed the anchor: anybody else is a break.
    #[must_use]
    pub fn trusting(mut self, keys: TokenKeys) -> Self {
        self.keys = Some(keys);
        self
    }

    /// A verifier that goes on after a block that is known to hold, with the block after it.
    #[must_use]
    pub(super) fn after(block: &BlockHeader) -> Self {
        let mut verifier = Self::new();
        (verifier.report.blocks, verifier.report.head) = (block.number, block.hash);
        verifier.last_seq = block.last_seq;
        verifier
    }

    /// Also checks that block `number` has the hash that was noted down when it was the last. This finds the removal of
    /// blocks from the end, and a log that was rewritten from some row on.
    #[must_use]
    pub fn expecting(mut self, number: i64, hash: Digest) -> Self {
        self.expected = Some((number, hash));
        self
    }

    /// Takes in the anchor, before anything else.
    pub fn anchor(&mut self, anchor: &Anchor) {
        self.step(|this| {
            let number = anchor.number;
            let signed = this.keys.as_ref().map_or(Signed::ByUnknownKey, |keys| anchor.signed(keys));
            match signed {
                Signed::Falsely => return Err(AuditBreak::ForgedAnchor { number }),
                Signed::ByUnknownKey if this.keys.is_some() => return Err(AuditBreak::UnknownSigner { number }),
                Signed::ByUnknownKey | Signed::ByKnownKey => {}
            }
            if this.anchor.is_some() || this.report.blocks > 0 || this.open.is_some() {
                return Err(AuditBreak::WrongAnchor { number });
            }
            this.report.anchor = Some(signed);
            this.anchor = Some(anchor.clone());
            Ok(())
        });
    }

    /// Takes in the next block header.
    pub fn block(&mut self, header: &BlockHeader) {
        self.step(|this| {
            this.close()?;
            this.check_header(header)?;
            this.open = Some((header.clone(), Rows::new()));
            Ok(())
        });
    }

    /// Takes in the next row.
    pub fn entry(&mut self, entry: &AuditEntry) {
        self.step(|this| this.check_entry(entry));
    }

    /// The first break so far.
    pub fn broken(&self) -> Option<&AuditBreak> {
        self.report.broken.as_ref()
    }

    /// Ends the log.
    pub fn finish(mut self) -> AuditReport {
        self.step(|this| {
            this.close()?;
            if let Some(Anchor { number, .. }) = this.anchor.as_ref().filter(|it| it.number > this.report.blocks) {
                return Err(AuditBreak::WrongAnchor { number: *number });
            }
            match this.expected {
                Some((number, _)) if number > this.report.blocks => Err(AuditBreak::WrongHead { number }),
                _ => Ok(()),
            }
        });
        self.report
    }

    fn step(&mut self, step: impl FnOnce(&mut Self) -> Result<(), AuditBreak>) {
        if self.report.broken.is_none() {
            self.report.broken = step(self).err();
        }
    }

    fn check_header(&self, header: &BlockHeader) -> Result<(), AuditBreak> {
        let number = header.number;
        let expected = self.report.blocks + 1;
        if self.report.unsealed > 0 || number < expected {
            return Err(AuditBreak::MisplacedBlock { number, expected });
        }
        if number > expected {
            return Err(AuditBreak::MissingBlock { number: expected });
        }
        if header.computed_hash() != header.hash {
            return Err(AuditBreak::ChangedBlock { number });
        }
        if header.previous != self.report.head {
            return Err(AuditBreak::BrokenLink { number });
        }
        if self.anchor.as_ref().is_some_and(|anchor| anchor.number == number && anchor.hash != header.hash) {
            return Err(AuditBreak::WrongAnchor { number });
        }
        if self.expected.is_some_and(|(noted, hash)| noted == number && hash != header.hash) {
            return Err(AuditBreak::WrongHead { number });
        }
        Ok(())
    }

    fn check_entry(&mut self, entry: &AuditEntry) -> Result<(), AuditBreak> {
        let seq = entry.seq;
        let open = self.open.as_ref().map(|(header, _)| header.number);
        if entry.block_no.is_some() && entry.block_no != open {
            return Err(match entry.block_no {
                Some(number) if number > self.report.blocks && Some(number) > open => {
                    AuditBreak::MissingBlock { number: open.unwrap_or(self.report.blocks) + 1 }
                }
                _ => AuditBreak::ForeignRow { seq },
            });
        }
        if entry.block_no.is_none() {
            self.close()?;
        }
        if seq <= self.last_seq {
            return Err(AuditBreak::ReorderedRow { seq, after: self.last_seq });
        }
        if entry.payload.as_ref().is_some_and(|payload| payload.digest() != entry.payload_digest) {
            return Err(AuditBreak::ChangedPayload { seq });
        }
        match self.open.take() {
            Some((header, rows)) => {
                if rows.count == header.count {
                    return Err(AuditBreak::ForeignRow { seq });
                }
                self.open = Some((header, rows.add(entry)));
            }
            None => self.report.unsealed += 1,
        }
        self.last_seq = seq;
        self.report.erased += i64::from(entry.payload.is_none());
        Ok(())
    }

    /// Ends the open block.
    fn close(&mut self) -> Result<(), AuditBreak> {
        let Some((header, rows)) = self.open.take() else { return Ok(()) };
        let BlockHeader { number: block, first_seq, last_seq, count: sealed, .. } = header;
        let found = rows.count;
        if found == sealed {
            let ends_hold = rows.first == first_seq && rows.last == last_seq;
            if !ends_hold || rows.root() != header.root {
                return Err(AuditBreak::ChangedRow { block, first_seq, last_seq });
            }
        } else if self.anchor.as_ref().is_none_or(|anchor| anchor.number < block) {
            return Err(AuditBreak::MissingRow { block, first_seq, last_seq, sealed, found });
        }
        self.report.blocks = block;
        self.report.sealed += found;
        self.report.purged += sealed - found;
        self.report.head = header.hash;
        Ok(())
    }
}

/// Verifies a whole log held in memory: the anchor if there is one, headers in the order of their numbers, rows in the order
/// of theirs. With the office's keys also who signed the anchor.
pub fn verify_offline(
    anchor: Option<&Anchor>,
    headers: &[BlockHeader],
    entries: &[AuditEntry],
    keys: Option<TokenKeys>,
) -> AuditReport {
    let mut verifier = keys.map_or_else(Verifier::new, |keys| Verifier::new().trusting(keys));
    if let Some(anchor) = anchor {
        verifier.anchor(anchor);
    }
    let mut entries = entries.iter().peekable();
    for header in headers {
        verifier.block(header);
        while let Some(entry) = entries.next_if(|entry| entry.block_no == Some(header.number)) {
            verifier.entry(entry);
        }
    }
    entries.for_each(|entry| verifier.entry(entry));
    verifier.finish()
}

#[cfg(test)]
#[path = "verify_tests.rs"]
mod tests;
