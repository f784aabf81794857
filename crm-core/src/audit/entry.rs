//! Entries as decisions make them.

use serde_json::Value;

use super::{AuditPayload, NewAuditEntry};
use crate::access::Actor;
use crate::kernel::{Text, Timestamp};

/// An entry for a decision. Decisions are pure, so the salt is filled in when the unit commits.
pub(crate) fn entry(
    actor: &Actor,
    at: Timestamp,
    action: &'static str,
    subject: impl AsRef<str>,
    payload: &Value,
) -> NewAuditEntry {
    NewAuditEntry {
        at,
        actor: actor.audit_name(),
        action: Text::from_stored(action),
        subject: Text::from_stored(subject.as_ref()),
        payload: AuditPayload::new(payload, [0; 16]),
    }
}
