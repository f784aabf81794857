//! The log as text: one JSON object a line, in the order a [`Verifier`](super::Verifier) takes it in.

use serde::{Deserialize, Serialize};

use super::{Anchor, AuditActor, AuditEntry, AuditPayload, BlockHeader, Digest};
use crate::kernel::{Text, Timestamp};

/// One line of an exported log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Wire", try_from = "Wire")]
pub enum AuditLine {
    /// The anchor; it comes first, if rows have been let go.
    Anchor(Anchor),
    /// A block header; the rows it seals follow.
    Block(BlockHeader),
    /// A row.
    Entry(AuditEntry),
}

/// A line that is none of an audit log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a line of an audit log: {0}")]
pub struct BadAuditLine(String);

impl AuditLine {
    /// Reads a line.
    ///
    /// # Errors
    /// [`BadAuditLine`].
    pub fn parse(line: &str) -> Result<Self, BadAuditLine> {
        serde_json::from_str(line).map_err(|error| BadAuditLine(error.to_string()))
    }

    /// The line, without a line break.
    ///
    /// # Errors
    /// [`BadAuditLine`] never in practice: every part of a line has a JSON form.
    pub fn to_json(&self) -> Result<String, BadAuditLine> {
        serde_json::to_string(self).map_err(|error| BadAuditLine(error.to_string()))
    }
}

// Times as microseconds: the hashes are over these numbers. Unknown members are refused, because no hash covers them.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
enum Wire {
    Anchor {
        number: i64,
        hash: String,
        at_micros: i64,
        key_id: String,
        signature: String,
    },
    Block {
        number: i64,
        first_seq: i64,
        last_seq: i64,
        count: i64,
        sealed_at_micros: i64,
        previous: String,
        root: String,
        hash: String,
    },
    Entry {
        seq: i64,
        at_micros: i64,
        actor: String,
        action: String,
        subject: String,
        salt: Option<String>,
        payload: Option<String>,
        payload_digest: String,
        block_no: Option<i64>,
    },
}

impl From<AuditLine> for Wire {
    fn from(line: AuditLine) -> Self {
        match line {
            AuditLine::Anchor(anchor) => Self::Anchor {
                number: anchor.number,
                hash: anchor.hash.to_string(),
                at_micros: anchor.at.micros(),
                key_id: anchor.key_id.into(),
                signature: anchor.signature.to_string(),
            },
            AuditLine::Block(header) => Self::Block {
                number: header.number,
                first_seq: header.first_seq,
                last_seq: header.last_seq,
                count: header.count,
                sealed_at_micros: header.sealed_at.micros(),
                previous: header.previous.to_string(),
                root: header.root.to_string(),
                hash: header.hash.to_string(),
            },
            AuditLine::Entry(entry) => Self::Entry {
                seq: entry.seq,
                at_micros: entry.at.micros(),
                actor: entry.actor.to_string(),
                action: entry.action.to_string(),
                subject: entry.subject.to_string(),
                salt: entry.payload.as_ref().map(|payload| hex::encode(payload.salt)),
                payload: entry.payload.map(|payload| payload.json),
                payload_digest: entry.payload_digest.to_string(),
                block_no: entry.block_no,
            },
        }
    }
}

impl TryFrom<Wire> for AuditLine {
    type Error = &'static str;

    fn try_from(wire: Wire) -> Result<Self, Self::Error> {
        let digest = |text: &str| Digest::parse(text).ok_or("a hash is 64 hexadecimal digits");
        let time = |micros| Timestamp::from_micros(micros).ok_or("a time lies outside the years 1 to 9999");
        Ok(match wire {
            Wire::Anchor { number, hash, at_micros, key_id, signature } => Self::Anchor(Anchor {
                number,
                hash: digest(&hash)?,
                at: time(at_micros)?,
                key_id: key_id.into(),
                signature: digest(&signature)?,
            }),
            Wire::Block { number, first_seq, last_seq, count, sealed_at_micros, previous, root, hash } => {
                Self::Block(BlockHeader {
                    number,
                    first_seq,
                    last_seq,
                    count,
                    sealed_at: time(sealed_at_micros)?,
                    previous: digest(&previous)?,
                    root: digest(&root)?,
                    hash: digest(&hash)?,
                })
            }
            Wire::Entry { seq, at_micros, actor, action, subject, salt, payload, payload_digest, block_no } => {
                let payload = match (salt, payload) {
                    (Some(text), Some(json)) => {
                        let mut salt = [0; 16];
                        hex::decode_to_slice(text, &mut salt).map_err(|_| "a salt is 32 hexadecimal digits")?;
                        Some(AuditPayload { salt, json })
                    }
                    (None, None) => None,
                    _ => return Err("salt and payload are there together or not at all"),
                };
                Self::Entry(AuditEntry {
                    seq,
                    at: time(at_micros)?,
                    actor: AuditActor::from_stored(&actor),
                    action: Text::from_stored(&action),
                    subject: Text::from_stored(&subject),
                    payload,
                    payload_digest: digest(&payload_digest)?,
                    block_no,
                })
            }
        })
    }
}
