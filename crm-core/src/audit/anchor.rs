//! What stays when rows go.

use super::chain::Hasher;
use super::{BlockHeader, Digest};
use crate::auth::TokenKeys;
use crate::kernel::Timestamp;

/// The office's signed word that it let the rows of all blocks up to this one go. Without it missing rows are a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The last block whose rows may be gone.
    pub number: i64,
    /// The hash of that block's header.
    pub hash: Digest,
    /// When the rows were let go.
    pub at: Timestamp,
    /// The name of the key that signed, as tokens name it.
    pub key_id: Box<str>,
    /// HMAC-SHA-256 over everything above.
    pub signature: Digest,
}

/// What is known of who signed an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// A key that was given.
    ByKnownKey,
    /// A key that was not given: nothing can be said.
    ByUnknownKey,
    /// Not the key that it names.
    Falsely,
}

impl Anchor {
    /// Signs for a block with the present key. `None` when the key cannot sign.
    pub(crate) fn sign(block: &BlockHeader, at: Timestamp, keys: &TokenKeys) -> Option<Self> {
        let key_id: Box<str> = keys.current_id().into();
        let mut anchor = Self { number: block.number, hash: block.hash, at, key_id, signature: Digest::NONE };
        anchor.signature = Digest::from_bytes(keys.sign_bytes(anchor.statement().as_bytes())?);
        Some(anchor)
    }

    /// Whether one of the keys signed it.
    pub fn signed(&self, keys: &TokenKeys) -> Signed {
        match keys.has_signed(&self.key_id, self.statement().as_bytes(), self.signature.as_bytes()) {
            Some(true) => Signed::ByKnownKey,
            Some(false) => Signed::Falsely,
            None => Signed::ByUnknownKey,
        }
    }

    fn statement(&self) -> Digest {
        Hasher::new("crm audit anchor 1")
            .number(self.number)
            .field(self.hash.as_bytes())
            .number(self.at.micros())
            .field(self.key_id.as_bytes())
            .finish()
    }
}
