//! What a row of the log is.

use std::fmt;

use serde_json::Value;

use super::Digest;
use crate::kernel::{OperatorId, Text, Timestamp};

/// Who acted. Its text form is stored and hashed: `operator:12`, `system:sweeper`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AuditActor {
    /// A user.
    Operator(OperatorId),
    /// A part of the system, by its name.
    System(Text<64>),
    /// A stored text that is neither, kept as it is.
    Unknown(Box<str>),
}

impl AuditActor {
    /// Reads a stored text. Never fails, and writes back the same text.
    pub fn from_stored(text: &str) -> Self {
        let operator =
            text.strip_prefix("operator:").and_then(|id| id.parse().ok()).and_then(|id| OperatorId::new(id).ok());
        let read = match (operator, text.strip_prefix("system:")) {
            (Some(operator), _) => Self::Operator(operator),
            (None, Some(name)) => Self::System(Text::from_stored(name)),
            (None, None) => Self::Unknown(text.into()),
        };
        // `operator:007` reads as a number but is not what would be written, and the hash is over what was written.
        if read.to_string() == text { read } else { Self::Unknown(text.into()) }
    }
}

impl fmt::Display for AuditActor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operator(id) => write!(f, "operator:{id}"),
            Self::System(name) => write!(f, "system:{name}"),
            Self::Unknown(text) => f.write_str(text),
        }
    }
}

/// What a row says beyond who, when, what and about whom; erasable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPayload {
    /// Random, and erased together with the text, so that short texts cannot be guessed from the digest that stays.
    pub salt: [u8; 16],
    /// A JSON text. A backend keeps it byte for byte: the digest is over these bytes.
    pub json: String,
}

impl AuditPayload {
    /// A payload from a JSON value, written without blanks and with sorted keys.
    pub fn new(value: &Value, salt: [u8; 16]) -> Self {
        let mut json = String::new();
        write_canonical(value, &mut json);
        Self { salt, json }
    }

    /// The digest that stays when salt and text are erased.
    pub fn digest(&self) -> Digest {
        Digest::of_payload(&self.salt, &self.json)
    }
}

// serde_json sorts keys unless another crate of the program turns its `preserve_order` on; here they are always sorted.
fn write_canonical(value: &Value, into: &mut String) {
    match value {
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            members.sort_unstable_by_key(|(key, _)| *key);
            into.push('{');
            for (n, (key, member)) in members.into_iter().enumerate() {
                if n > 0 {
                    into.push(',');
                }
                into.push_str(&Value::String(key.clone()).to_string());
                into.push(':');
                write_canonical(member, into);
            }
            into.push('}');
        }
        Value::Array(items) => {
            into.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    into.push(',');
                }
                write_canonical(item, into);
            }
            into.push(']');
        }
        plain => into.push_str(&plain.to_string()),
    }
}

/// A row to append. The store gives it its number; a later seal gives it its block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuditEntry {
    /// When it happened.
    pub at: Timestamp,
    /// Who acted.
    pub actor: AuditActor,
    /// What was done, such as `operator.created`.
    pub action: Text<64>,
    /// About what or whom, such as `operator:12`.
    pub subject: Text<128>,
    /// The particulars. Never a secret: not a password, a hash or a token.
    pub payload: AuditPayload,
}

impl NewAuditEntry {
    /// The row as it is stored under the number `seq`.
    pub fn numbered(self, seq: i64) -> AuditEntry {
        let Self { at, actor, action, subject, payload } = self;
        let payload_digest = payload.digest();
        AuditEntry { seq, at, actor, action, subject, payload: Some(payload), payload_digest, block_no: None }
    }
}

/// A row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its place in the order of the log, from 1. Numbers may be left out, never used twice.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// Who acted.
    pub actor: AuditActor,
    /// What was done.
    pub action: Text<64>,
    /// About what or whom.
    pub subject: Text<128>,
    /// The particulars; `None` when erased.
    pub payload: Option<AuditPayload>,
    /// The digest of the particulars as they were written. It stays for ever.
    pub payload_digest: Digest,
    /// The block that seals it; `None` while it is not sealed.
    pub block_no: Option<i64>,
}

impl AuditEntry {
    /// The same row with its particulars erased.
    #[must_use]
    pub fn erased(self) -> Self {
        Self { payload: None, ..self }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_actor_is_written_back_as_it_was_stored() {
        for text in
            ["operator:12", "system:sweeper", "operator:007", "operator:+7", "operator:0", "system:", "ghost", ""]
        {
            assert_eq!(AuditActor::from_stored(text).to_string(), text);
        }
        assert_eq!(AuditActor::from_stored("operator:12"), AuditActor::Operator(OperatorId::new(12).unwrap()));
        assert_eq!(AuditActor::from_stored("operator:007"), AuditActor::Unknown("operator:007".into()));
    }

    #[test]
    fn a_payload_is_written_one_way_only() {
        let value = json!({ "b": [1, { "z": null, "a": "я\"" }], "a": 1.5, "": true });
        let payload = AuditPayload::new(&value, [0; 16]);
        assert_eq!(payload.json, r#"{"":true,"a":1.5,"b":[1,{"a":"я\"","z":null}]}"#);
        assert_eq!(serde_json::from_str::<Value>(&payload.json).unwrap(), value);
    }

    #[test]
    fn erasing_keeps_the_digest() {
        let entry = NewAuditEntry {
            at: Timestamp::EPOCH,
            actor: AuditActor::from_stored("operator:12"),
            action: Text::from_stored("operator.created"),
            subject: Text::from_stored("operator:13"),
            payload: AuditPayload::new(&json!({ "login": "anna" }), [1; 16]),
        }
        .numbered(1);
        let erased = entry.clone().erased();
        assert_eq!((erased.payload, erased.payload_digest), (None, entry.payload_digest));
    }
}
