//! Rules of handing cash over.

use super::{CashDecision, CashHandover, CashState, NewCashHandover};
use crate::access::Actor;
use crate::audit;
use crate::events::{EventKind, EventScope, NewEvent};
use crate::kernel::{CashHandoverId, Code, ErrorKind, Invalid, OperatorId, Refusal, Text, Timestamp, Version};
use crate::orders::Reason;
use crate::store::{Effects, Loaded};

/// Refusals of cash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CashError {
    /// No such hand-over, or not for this actor.
    #[error("there is no such hand-over")]
    NotFound,
    /// It was accepted or declined already.
    #[error("the hand-over was accepted or declined already")]
    AlreadyDecided,
    /// Somebody changed it since it was read.
    #[error("the hand-over was changed since you read it; it is at version {current} now")]
    VersionConflict {
        /// The version it has now.
        current: Version,
    },
}

impl Refusal for CashError {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => "cash.not_found",
            Self::AlreadyDecided => "cash.already_decided",
            Self::VersionConflict { .. } => "cash.version_conflict",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            _ => ErrorKind::Conflict,
        }
    }
    fn current_version(&self) -> Option<Version> {
        match self {
            Self::VersionConflict { current } => Some(*current),
            _ => None,
        }
    }
}

pub(crate) fn hand_over(
    id: CashHandoverId,
    master: OperatorId,
    new: &NewCashHandover,
    actor: &Actor,
    now: Timestamp,
) -> Result<(CashHandover, Effects), Invalid> {
    Invalid::check(new.amount.must_be_positive("amount").into_iter().collect())?;
    let handover = CashHandover {
        id,
        version: Version::FIRST,
        master,
        city: new.city,
        amount: new.amount,
        note: new.note.clone(),
        state: CashState::Handed,
        handed_at: now,
        decided: None,
    };
    let mut effects = Effects::none();
    effects.insert(handover.clone());
    trace(&mut effects, ("cash.handed", EventKind::CashHanded), &handover, actor, now);
    Ok((handover, effects))
}

/// Accepts a hand-over, or declines it: who may is decided before.
pub(crate) fn decide(
    read: &Loaded<CashHandover>,
    version: Version,
    state: CashState,
    reason: Option<&Reason>,
    actor: &Actor,
    now: Timestamp,
) -> Result<(CashHandover, Effects), CashError> {
    if version != read.version {
        return Err(CashError::VersionConflict { current: read.version });
    }
    if read.state != CashState::Handed {
        return Err(CashError::AlreadyDecided);
    }
    let action = if state == CashState::Accepted {
        "cash.accepted"
    } else if actor.id() == Some(read.master) {
        "cash.withdrawn"
    } else {
        "cash.declined"
    };
    let mut handover = read.to_changed();
    handover.state = state;
    handover.decided = Some(CashDecision { by: actor.audit_name(), at: now, reason: reason.cloned() });
    let mut effects = Effects::none();
    effects.update(read, handover.clone());
    handover.version = read.version.next();
    trace(&mut effects, (action, EventKind::CashDecided), &handover, actor, now);
    Ok((handover, effects))
}

fn trace(
    effects: &mut Effects,
    (action, kind): (&'static str, EventKind),
    handover: &CashHandover,
    actor: &Actor,
    now: Timestamp,
) {
    let subject = format!("cash_handover:{}", handover.id);
    effects.event(NewEvent {
        at: now,
        kind,
        subject: Text::from_stored(&subject),
        scope: EventScope { cities: vec![handover.city], operators: vec![handover.master], everyone: false },
        payload: serde_json::json!({ "id": handover.id, "version": handover.version, "state": handover.state })
            .to_string()
            .into(),
    });
    let payload = serde_json::json!({
        "master": handover.master,
        "city": handover.city,
        "amount": handover.amount,
        "note": handover.note,
        "state": handover.state,
        "reason": handover.decided.as_ref().and_then(|decided| decided.reason.as_ref()),
    });
    effects.audit(audit::entry(actor, now, action, subject, &payload));
}
