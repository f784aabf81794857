//! Hashes, and blocks chained by them.
//!
//! Every hash is SHA-256 over a tag that names what is hashed, then its fields in the order given, each with its length
//! before it. So no two different things have the same input.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::AuditEntry;
use crate::kernel::Timestamp;

/// A SHA-256 value; as text 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// What stands for the block before the first.
    pub const NONE: Self = Self([0; 32]);

    /// From stored bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
    /// The bytes to store.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }

    pub(super) fn of_payload(salt: &[u8; 16], json: &str) -> Self {
        Hasher::new("crm audit payload 1").field(salt).field(json.as_bytes()).finish()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

pub(super) struct Hasher(Sha256);

impl Hasher {
    pub(super) fn new(tag: &str) -> Self {
        Self(Sha256::new()).field(tag.as_bytes())
    }
    pub(super) fn field(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }
    pub(super) fn number(self, number: i64) -> Self {
        self.field(&number.to_be_bytes())
    }
    pub(super) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

impl AuditEntry {
    /// The row's hash: number, time in microseconds, actor, action, subject and payload digest.
    pub fn hash(&self) -> Digest {
        Hasher::new("crm audit row 1")
            .number(self.seq)
            .number(self.at.micros())
            .field(self.actor.to_string().as_bytes())
            .field(self.action.as_str().as_bytes())
            .field(self.subject.as_str().as_bytes())
            .field(self.payload_digest.as_bytes())
            .finish()
    }
}

/// The header of a block: which rows it seals, and the hashes that bind them to each other and to all blocks before.
/// Headers are never purged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockHeader {
    /// Its number, from 1, without gaps.
    pub number: i64,
    /// The number of its first row.
    pub first_seq: i64,
    /// The number of its last row.
    pub last_seq: i64,
    /// How many rows it seals.
    pub count: i64,
    /// When it was sealed.
    pub sealed_at: Timestamp,
    /// The hash of the block before; [`Digest::NONE`] in the first.
    pub previous: Digest,
    /// The hash over the hashes of its rows, in their order.
    pub root: Digest,
    /// The hash of this header: everything above.
    pub hash: Digest,
}

impl BlockHeader {
    /// The hash that follows from the other fields.
    pub fn computed_hash(&self) -> Digest {
        Hasher::new("crm audit block 1")
            .number(self.number)
            .number(self.first_seq)
            .number(self.last_seq)
            .number(self.count)
            .number(self.sealed_at.micros())
            .field(self.previous.as_bytes())
            .field(self.root.as_bytes())
            .finish()
    }
}

/// The rows of one block, taken in one after the other in constant memory.
pub(super) struct Rows {
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) count: i64,
    root: Hasher,
}

impl Rows {
    pub(super) fn new() -> Self {
        Self { first: 0, last: 0, count: 0, root: Hasher::new("crm audit rows 1") }
    }
    pub(super) fn add(self, entry: &AuditEntry) -> Self {
        let first = if self.count == 0 { entry.seq } else { self.first };
        Self { first, last: entry.seq, count: self.count + 1, root: self.root.field(entry.hash().as_bytes()) }
    }
    pub(super) fn root(self) -> Digest {
        self.root.finish()
    }
}

/// Rows that cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotSeal {
    /// There are none.
    #[error("there are no rows to seal")]
    Empty,
    /// The numbers do not rise, or do not lie above those of the block before.
    #[error("row {seq} is not above row {after}, so it cannot be sealed after it")]
    OutOfOrder {
        /// The row.
        seq: i64,
        /// The row before it.
        after: i64,
    },
}

/// Seals rows, in the order of their numbers, into the block after `previous`. The caller stores the header and writes its
/// number into the rows, in one commit.
///
/// # Errors
/// [`CannotSeal`] without rows or when their numbers do not rise.
pub fn seal(
    previous: Option<&BlockHeader>,
    entries: &[AuditEntry],
    sealed_at: Timestamp,
) -> Result<BlockHeader, CannotSeal> {
    let mut after = previous.map_or(0, |block| block.last_seq);
    let mut rows = Rows::new();
    for entry in entries {
        if entry.seq <= after {
            return Err(CannotSeal::OutOfOrder { seq: entry.seq, after });
        }
        after = entry.seq;
        rows = rows.add(entry);
    }
    if rows.count == 0 {
        return Err(CannotSeal::Empty);
    }
    let mut header = BlockHeader {
        number: previous.map_or(1, |block| block.number + 1),
        first_seq: rows.first,
        last_seq: rows.last,
        count: rows.count,
        sealed_at,
        previous: previous.map_or(Digest::NONE, |block| block.hash),
        root: rows.root(),
        hash: Digest::NONE,
    };
    header.hash = header.computed_hash();
    Ok(header)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::audit::{AuditActor, AuditPayload, NewAuditEntry};
    use crate::kernel::Text;

    fn entry(seq: i64) -> AuditEntry {
        NewAuditEntry {
            at: Timestamp::EPOCH,
            actor: AuditActor::from_stored("operator:12"),
            action: Text::from_stored("operator.created"),
            subject: Text::from_stored("operator:13"),
            payload: AuditPayload::new(&json!({ "login": "anna" }), [1; 16]),
        }
        .numbered(seq)
    }

    /// The values were computed by a second implementation of the description above.
    #[test]
    fn the_hashes_of_a_given_log_never_change() {
        let first = seal(None, &[entry(1), entry(2)], Timestamp::EPOCH).unwrap();
        let second = seal(Some(&first), &[entry(5)], Timestamp::EPOCH).unwrap();
        assert_eq!(
            entry(1).payload_digest.to_string(),
            "f71d73f281c3a63b8af597012bbbf77704c9cd8b5a6d17934cab7cdb004669e1"
        );
        assert_eq!(entry(1).hash().to_string(), "482f1a30ecdb24f2b03fdd4f76c3f9e23f1ca1d667cbfcd4f73fdecdc783ab10");
        assert_eq!(first.hash.to_string(), "f57fc6620e462d47580b00fbd9e111342966908502452e4e2df712d753f03602");
        assert_eq!(second.hash.to_string(), "1cd22d16e9de88b0d1a5162024cfac4d2bd3f9f3092c763464babb96677afad1");
        assert_eq!((second.number, second.first_seq, second.last_seq, second.count), (2, 5, 5, 1));
    }

    #[test]
    fn only_rising_rows_are_sealed() {
        let first = seal(None, &[entry(4)], Timestamp::EPOCH).unwrap();
        assert_eq!(seal(None, &[], Timestamp::EPOCH), Err(CannotSeal::Empty));
        let error = seal(Some(&first), &[entry(4)], Timestamp::EPOCH);
        assert_eq!(error, Err(CannotSeal::OutOfOrder { seq: 4, after: 4 }));
        let error = seal(Some(&first), &[entry(6), entry(5)], Timestamp::EPOCH);
        assert_eq!(error, Err(CannotSeal::OutOfOrder { seq: 5, after: 6 }));
    }

    #[test]
    fn moving_a_letter_from_one_field_to_the_next_changes_the_hash() {
        let one = AuditEntry { action: Text::from_stored("ab"), subject: Text::from_stored("c"), ..entry(1) };
        let other = AuditEntry { action: Text::from_stored("a"), subject: Text::from_stored("bc"), ..entry(1) };
        assert_ne!(one.hash(), other.hash());
    }

    #[test]
    fn a_digest_reads_back_from_its_text() {
        let digest = entry(1).hash();
        assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        assert_eq!(Digest::parse("00"), None);
    }
}
