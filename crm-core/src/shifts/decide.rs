//! Rules of shifts.

use super::{NewShift, Shift, ShiftPatch, Span};
use crate::access::Actor;
use crate::audit;
use crate::events::{EventKind, EventScope, NewEvent};
use crate::kernel::{Code, Error, ErrorKind, Invalid, Refusal, ShiftId, Text, Timestamp, Version};
use crate::operators::Operator;
use crate::store::{Effects, Guard, Loaded};

/// Refusals of shifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShiftError {
    /// No such shift, or not for this actor.
    #[error("there is no such shift")]
    NotFound,
    /// Somebody changed the shift since it was read.
    #[error("the shift was changed by somebody else; it is at version {current} now")]
    VersionConflict {
        /// The version it has now.
        current: Version,
    },
    /// Another shift of the user takes some of the time.
    #[error("shift {with} of this user takes some of that time")]
    Overlaps {
        /// The other shift.
        with: ShiftId,
    },
    /// The shift was cancelled.
    #[error("the shift was cancelled; plan another one")]
    Cancelled,
    /// The period is longer than is compared at once.
    #[error("attendance covers at most 92 days")]
    PeriodTooLong,
}

impl Refusal for ShiftError {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => "shift.not_found",
            Self::VersionConflict { .. } => "shift.version_conflict",
            Self::Overlaps { .. } => "shift.overlaps",
            Self::Cancelled => "shift.cancelled",
            Self::PeriodTooLong => "shift.period_too_long",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            Self::PeriodTooLong => ErrorKind::Invalid,
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

/// A shift as it is to be written, the time it takes if it takes any anew, and what is written with it.
#[derive(Debug)]
pub(crate) struct ShiftChange {
    pub(crate) shift: Shift,
    pub(crate) span: Option<Span>,
    pub(crate) effects: Effects,
}

fn check_length(shift: &Shift) -> Result<(), Invalid> {
    let length = shift.to.since(shift.from);
    if (Shift::SHORTEST..=Shift::LONGEST).contains(&length) {
        return Ok(());
    }
    Err(Invalid::field("to", "shift.bad_length", "a shift ends 15 minutes to 24 hours after it begins"))
}

/// `whose` is the user the shift is planned for.
pub(crate) fn add(
    id: ShiftId,
    new: &NewShift,
    whose: &Operator,
    actor: &Actor,
    now: Timestamp,
) -> Result<ShiftChange, Invalid> {
    let shift = Shift {
        id,
        version: Version::FIRST,
        operator: new.operator,
        from: new.from,
        to: new.to,
        note: new.note.clone(),
        cancelled: false,
        created_at: now,
        updated_at: now,
    };
    check_length(&shift)?;
    let span = Span { operator: shift.operator, from: shift.from, to: shift.to, except: None };
    let mut effects = Effects::none();
    effects.guards.push(Guard::Free(span));
    effects.insert(shift.clone());
    trace(&mut effects, "shift.added", &shift, whose, actor, now);
    Ok(ShiftChange { shift, span: Some(span), effects })
}

pub(crate) fn change(
    read: &Loaded<Shift>,
    version: Version,
    patch: &ShiftPatch,
    whose: &Operator,
    actor: &Actor,
    now: Timestamp,
) -> Result<ShiftChange, Error> {
    let mut shift = open(read, version)?;
    if read.cancelled {
        return Err(ShiftError::Cancelled.into());
    }
    shift.from = patch.from.unwrap_or(shift.from);
    shift.to = patch.to.unwrap_or(shift.to);
    shift.note = patch.note.clone().apply(shift.note.take());
    check_length(&shift)?;
    let mut effects = Effects::none();
    if shift == **read {
        return Ok(ShiftChange { shift, span: None, effects });
    }
    let moved = (shift.from, shift.to) != (read.from, read.to);
    let span =
        moved.then_some(Span { operator: shift.operator, from: shift.from, to: shift.to, except: Some(shift.id) });
    effects.guards.extend(span.map(Guard::Free));
    put(read, &mut shift, "shift.changed", whose, actor, now, &mut effects);
    Ok(ShiftChange { shift, span, effects })
}

/// Cancelling again changes nothing.
pub(crate) fn cancel(
    read: &Loaded<Shift>,
    version: Version,
    whose: &Operator,
    actor: &Actor,
    now: Timestamp,
) -> Result<ShiftChange, ShiftError> {
    let mut effects = Effects::none();
    if read.cancelled {
        return Ok(ShiftChange { shift: read.to_changed(), span: None, effects });
    }
    let mut shift = open(read, version)?;
    shift.cancelled = true;
    put(read, &mut shift, "shift.cancelled", whose, actor, now, &mut effects);
    Ok(ShiftChange { shift, span: None, effects })
}

fn open(read: &Loaded<Shift>, version: Version) -> Result<Shift, ShiftError> {
    if version == read.version {
        Ok(read.to_changed())
    } else {
        Err(ShiftError::VersionConflict { current: read.version })
    }
}

fn put(
    read: &Loaded<Shift>,
    shift: &mut Shift,
    action: &'static str,
    whose: &Operator,
    actor: &Actor,
    now: Timestamp,
    effects: &mut Effects,
) {
    shift.updated_at = now;
    effects.update(read, shift.clone());
    shift.version = read.version.next();
    trace(effects, action, shift, whose, actor, now);
}

// Who serves one of the user's cities is in the scope; that colleagues do not read each other's shifts is the feed's rule
// for events of shifts.
fn trace(effects: &mut Effects, action: &'static str, shift: &Shift, whose: &Operator, actor: &Actor, now: Timestamp) {
    let subject = format!("shift:{}", shift.id);
    let payload = serde_json::json!({
        "operatorId": shift.operator,
        "from": shift.from,
        "to": shift.to,
        "note": shift.note.as_ref().map(AsRef::<str>::as_ref),
        "cancelled": shift.cancelled,
    });
    effects.event(NewEvent {
        at: now,
        kind: EventKind::ShiftChanged,
        subject: Text::from_stored(&subject),
        scope: EventScope { cities: whose.cities().collect(), operators: vec![shift.operator], everyone: false },
        payload: serde_json::json!({ "id": shift.id, "version": shift.version }).to_string().into(),
    });
    effects.audit(audit::entry(actor, now, action, subject, &payload));
}
