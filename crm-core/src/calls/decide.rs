//! Rules of calls written or classified by hand. What providers report is decided in `telephony`.

use super::{Call, CallDirection, CallFacts, CallStatus, Classification, EndReason, MissReason, NewCall};
use crate::access::Actor;
use crate::audit;
use crate::events::{EventKind, EventScope, NewEvent};
use crate::kernel::{CallId, Code, ErrorKind, Invalid, OperatorId, Refusal, Text, Timestamp, Version};
use crate::lines::Attribution;
use crate::store::{Effects, Loaded, Write};

/// Refusals of calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// No such call, or not for this actor.
    #[error("there is no such call")]
    NotFound,
    /// Somebody changed the call since it was read.
    #[error("the call was changed since you read it; it is at version {current} now")]
    VersionConflict {
        /// The version it has now.
        current: Version,
    },
}

impl Refusal for CallError {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => "call.not_found",
            Self::VersionConflict { .. } => "call.version_conflict",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            Self::VersionConflict { .. } => ErrorKind::Conflict,
        }
    }
    fn current_version(&self) -> Option<Version> {
        match self {
            Self::VersionConflict { current } => Some(*current),
            Self::NotFound => None,
        }
    }
}

/// What must hold of a call written by hand: an ended, outside call whose status fits its direction and its talk.
fn facts_by_hand(new: &NewCall) -> Result<CallFacts, Invalid> {
    let answered = new.status == CallStatus::Answered;
    let fits = match (&new.direction, &new.status) {
        (CallDirection::In, CallStatus::Answered | CallStatus::Missed)
        | (CallDirection::Out, CallStatus::Answered | CallStatus::Busy | CallStatus::NoAnswer) => true,
        (CallDirection::Internal | CallDirection::Unknown(_), _) => {
            return Err(Invalid::field("direction", "call.bad_direction", "a call by hand is inbound or outbound"));
        }
        _ => false,
    };
    if !fits {
        let message = format!("a call {} cannot be {}", new.direction, new.status);
        return Err(Invalid::field("status", "call.bad_status", message));
    }
    if !answered && new.talk_seconds > 0 {
        return Err(Invalid::field("talkSeconds", "call.talk_without_answer", "only an answered call has talk"));
    }
    let seconds = |s: u32| std::time::Duration::from_secs(u64::from(s));
    let reached = new.started_at.plus(seconds(new.wait_seconds));
    Ok(CallFacts {
        direction: new.direction.clone(),
        status: new.status.clone(),
        miss_reason: (new.status == CallStatus::Missed).then_some(MissReason::NoAnswer),
        end_reason: match new.status {
            CallStatus::Busy => Some(EndReason::Busy),
            CallStatus::NoAnswer => Some(EndReason::NoAnswer),
            _ => None,
        },
        client: new.client.clone(),
        line: new.line.clone(),
        operator_extension: None,
        final_operator_extension: None,
        operators_rung: Vec::new(),
        started_at: new.started_at,
        offered_at: (new.direction == CallDirection::In).then_some(new.started_at),
        answered_at: answered.then_some(reached),
        ended_at: Some(reached.plus(seconds(new.talk_seconds))),
        transferred: false,
        disconnect_code: None,
        leg_count: 0,
        recordings: Vec::new(),
        complete: true,
    })
}

/// A call that no provider reported. It belongs to whoever had it.
pub(crate) fn by_hand(
    id: CallId,
    new: &NewCall,
    attribution: Attribution,
    operator: Option<OperatorId>,
    now: Timestamp,
) -> Result<Call, Invalid> {
    let facts = facts_by_hand(new)?;
    if facts.ended_at.is_some_and(|ended| ended > now) {
        return Err(Invalid::field("dateCreate", "call.in_the_future", "a call by hand has ended already"));
    }
    Ok(Call {
        id,
        version: Version::FIRST,
        conversation: None,
        provider_id: None,
        facts,
        attribution,
        operator,
        final_operator: operator,
        classification: new.classification.clone(),
        classified_version: Version::FIRST,
        created_at: now,
        updated_at: now,
    })
}

/// Adds a call by hand, and lets whoever had it see it.
pub(crate) fn add(call: &Call, effects: &mut Effects) {
    effects.insert(call.clone());
    if let Some(operator) = call.operator {
        let (started_at, operators) = (call.facts.started_at, vec![operator]);
        effects.write(Write::CallParticipants { call: call.id, started_at, operators });
    }
}

pub(crate) fn record(
    id: CallId,
    new: &NewCall,
    attribution: Attribution,
    operator: Option<OperatorId>,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Call, Effects), Invalid> {
    let call = by_hand(id, new, attribution, operator, now)?;
    let mut effects = Effects::none();
    add(&call, &mut effects);
    let participants: Vec<OperatorId> = operator.into_iter().collect();
    for kind in [EventKind::CallStarted, EventKind::CallEnded] {
        effects.event(event(&call, kind, participants.clone(), now));
    }
    effects.audit(audit::entry(actor, now, "call.recorded", format!("call:{id}"), &summary(&call)));
    Ok((call, effects))
}

/// `participants` are everybody the call rang or talked with: they see the event.
pub(crate) fn classify(
    read: &Loaded<Call>,
    version: Version,
    classification: &Classification,
    participants: Vec<OperatorId>,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Call, Effects), CallError> {
    if version < read.classified_version || version > read.version {
        return Err(CallError::VersionConflict { current: read.version });
    }
    let mut call = read.to_changed();
    let mut effects = Effects::none();
    if call.classification == *classification {
        return Ok((call, effects));
    }
    call.classification = classification.clone();
    call.classified_version = read.version.next();
    call.updated_at = now;
    effects.update(read, call.clone());
    call.version = read.version.next();
    effects.event(event(&call, EventKind::CallChanged, participants, now));
    let payload = serde_json::json!({
        "category": classification.category.as_ref().map(AsRef::<str>::as_ref),
        "note": classification.note.as_ref().map(AsRef::<str>::as_ref),
    });
    effects.audit(audit::entry(actor, now, "call.classified", format!("call:{}", call.id), &payload));
    Ok((call, effects))
}

/// What the audit keeps of a call's outcome.
pub(crate) fn summary(call: &Call) -> serde_json::Value {
    let facts = &call.facts;
    serde_json::json!({
        "direction": facts.direction,
        "status": facts.status,
        "missReason": facts.miss_reason,
        "endReason": facts.end_reason,
        "phoneClient": facts.client.as_ref().map(ToString::to_string),
        "phoneAts": facts.line.as_ref().map(ToString::to_string),
        "operatorId": call.operator,
        "dateCreate": facts.started_at,
        "answeredAt": facts.answered_at,
        "endedAt": facts.ended_at,
        "complete": facts.complete,
    })
}

/// An event of a call, for whoever may see the call.
pub(crate) fn event(call: &Call, kind: EventKind, participants: Vec<OperatorId>, now: Timestamp) -> NewEvent {
    let mut payload = summary(call);
    if let Some(fields) = payload.as_object_mut() {
        fields.insert("id".into(), call.id.get().into());
        fields.insert("version".into(), call.version.get().into());
        fields.insert("city".into(), call.attribution.city.map(crate::kernel::CityId::get).into());
    }
    NewEvent {
        at: now,
        kind,
        subject: Text::from_stored(&format!("call:{}", call.id)),
        scope: EventScope {
            cities: call.attribution.city.into_iter().collect(),
            operators: participants,
            everyone: false,
        },
        payload: payload.to_string().into(),
    }
}
