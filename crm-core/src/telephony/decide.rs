//! What one more event does to a conversation and its call.

use std::collections::BTreeMap;

use super::{Conversation, ConversationKey, NewRawEvent, Provider};
use crate::access::Actor;
use crate::audit;
use crate::calls::{Call, CallFacts, Classification, Extension, event, summary};
use crate::events::EventKind;
use crate::jobs::{self, NewJob};
use crate::kernel::{CallId, ConversationId, JobId, OperatorId, Text, Timestamp, Version};
use crate::lines::Attribution;
use crate::store::{Effects, Loaded, Write};

/// A recording that can be downloaded becomes a job of this queue.
const RECORDINGS: &str = "recordings";

/// The ids a decision may use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewIds {
    pub(crate) conversation: ConversationId,
    pub(crate) call: CallId,
}

/// What is known before the event.
#[derive(Debug)]
pub(crate) struct Past {
    pub(crate) conversation: Result<Loaded<Conversation>, ConversationKey>,
    pub(crate) call: Option<Loaded<Call>>,
    /// Everybody the call rang or talked with so far, ascending.
    pub(crate) participants: Vec<OperatorId>,
}

/// What became of looking up the line of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LineLookup {
    /// It was not needed.
    Skipped,
    /// The call has no number, or it is no line.
    Unknown,
    /// The line's attribution.
    Known(Attribution),
}

/// What is known with it.
#[derive(Debug)]
pub(crate) struct Present {
    /// The fold over every event, this one included; `None` while there is no evidence of a call.
    pub(crate) facts: Option<CallFacts>,
    /// Whether every leg seen is over.
    pub(crate) legs_over: bool,
    /// Whether this event is one of a leg.
    pub(crate) of_leg: bool,
    /// What the line says, if it had to be looked up.
    pub(crate) line: LineLookup,
    /// Who has the extensions of the call.
    pub(crate) operators: BTreeMap<Extension, OperatorId>,
    /// Jobs' ids, as many as recordings that became ready.
    pub(crate) job_ids: Vec<JobId>,
}

/// Whether the call's line has to be looked up: attribution is a snapshot of the moment the line became known.
pub(crate) fn needs_attribution(past: Option<&Loaded<Call>>, facts: &CallFacts) -> bool {
    past.is_none_or(|call| call.facts.line != facts.line)
}

/// The extensions whose users have to be looked up: those that are new to the call, and those that now name its operator.
pub(crate) fn extensions<'f>(past: Option<&Loaded<Call>>, facts: &'f CallFacts) -> Vec<&'f Extension> {
    let mut extensions: Vec<_> = match past {
        None => named(facts).collect(),
        Some(call) => {
            let before = &call.facts;
            let now_operator =
                facts.operator_extension.as_ref().filter(|_| facts.operator_extension != before.operator_extension);
            let now_final = facts
                .final_operator_extension
                .as_ref()
                .filter(|_| facts.final_operator_extension != before.final_operator_extension);
            let new = named(facts).filter(|extension| !names(before, extension));
            new.chain(now_operator).chain(now_final).collect()
        }
    };
    extensions.sort_unstable();
    extensions.dedup();
    extensions
}

/// Every extension of the call.
fn named(facts: &CallFacts) -> impl Iterator<Item = &Extension> {
    facts.operators_rung.iter().chain(&facts.operator_extension).chain(&facts.final_operator_extension)
}

fn names(facts: &CallFacts, extension: &Extension) -> bool {
    named(facts).any(|known| known == extension)
}

/// Recordings that can be downloaded now and could not before.
pub(crate) fn newly_ready<'f>(past: Option<&Loaded<Call>>, facts: &'f CallFacts) -> Vec<&'f str> {
    let before = past.map(|call| call.facts.recordings.as_slice()).unwrap_or_default();
    let was_ready = |id: &str| before.iter().any(|recording| recording.ready && recording.id == id);
    let ready = facts.recordings.iter().filter(|recording| recording.ready && !was_ready(&recording.id));
    ready.map(|recording| recording.id.as_str()).collect()
}

fn same_people(a: &CallFacts, b: &CallFacts) -> bool {
    a.operators_rung == b.operators_rung
        && a.operator_extension == b.operator_extension
        && a.final_operator_extension == b.final_operator_extension
}

/// What an event did.
#[derive(Debug)]
pub(crate) struct Taken {
    /// The call it belongs to, once there is evidence of one.
    pub(crate) call: Option<CallId>,
    /// The call as it is written, if the event changed it.
    pub(crate) changed: Option<Call>,
    /// What to write.
    pub(crate) effects: Effects,
}

/// Stores the event and brings conversation and call up to date with it.
pub(crate) fn take(past: &Past, present: Present, mut raw: NewRawEvent, ids: NewIds, now: Timestamp) -> Taken {
    let mut effects = Effects::none();
    let Present { facts, legs_over, of_leg, .. } = &present;
    // Every event of a leg lets the sweeper wait anew: it may be the only one of its leg, and others are under way.
    let over_since = |before: Option<Timestamp>| if *of_leg { before.max(Some(now)) } else { before.or(Some(now)) };
    let open = facts.as_ref().is_some_and(|facts| !facts.is_ended());
    let head = |known: Option<&Conversation>, id, key: &ConversationKey| Conversation {
        id,
        version: Version::FIRST,
        key: key.clone(),
        first_event_at: known.map_or(raw.received_at, |known| known.first_event_at.min(raw.received_at)),
        last_event_at: known.map_or(now, |known| known.last_event_at.max(now)),
        legs_over_at: over_since(known.and_then(|known| known.legs_over_at)).filter(|_| *legs_over),
        open,
    };
    let (conversation, key) = match &past.conversation {
        Ok(known) => {
            effects.update(known, head(Some(known), known.id, &known.key));
            (known.id, &known.key)
        }
        Err(key) => {
            effects.insert(head(None, ids.conversation, key));
            (ids.conversation, key)
        }
    };
    raw.conversation = Some(conversation);
    effects.raw_event(raw);
    let changed = match &past.call {
        None => start(present, conversation, key, ids.call, now, &mut effects),
        Some(read) => go_on(read, &past.participants, present, now, &mut effects),
    };
    let call = past.call.as_ref().map(|read| read.id).or(changed.as_ref().map(|call| call.id));
    Taken { call, changed, effects }
}

fn start(
    present: Present,
    conversation: ConversationId,
    key: &ConversationKey,
    id: CallId,
    now: Timestamp,
    effects: &mut Effects,
) -> Option<Call> {
    let Present { facts: Some(facts), line, operators, job_ids, .. } = present else { return None };
    let ready: Vec<String> = newly_ready(None, &facts).into_iter().map(str::to_owned).collect();
    let of = |extension: &Option<Extension>| extension.as_ref().and_then(|e| operators.get(e).copied());
    let call = Call {
        id,
        version: Version::FIRST,
        conversation: Some(conversation),
        provider_id: Some(key.id.clone()),
        operator: of(&facts.operator_extension),
        final_operator: of(&facts.final_operator_extension),
        attribution: match &line {
            LineLookup::Known(attribution) => attribution.clone(),
            LineLookup::Unknown | LineLookup::Skipped => Attribution::default(),
        },
        facts,
        classification: Classification::default(),
        classified_version: Version::FIRST,
        created_at: now,
        updated_at: now,
    };
    effects.insert(call.clone());
    let participants = participants(&[], &operators);
    write_participants(&call, &participants, effects);
    count_unknown_line(&line, &call.facts, now, effects);
    enqueue_recordings(&call, &ready, job_ids, now, effects);
    effects.event(event(&call, EventKind::CallStarted, participants.clone(), now));
    if call.facts.answered_at.is_some() {
        effects.event(event(&call, EventKind::CallAnswered, participants.clone(), now));
    }
    if call.facts.is_ended() {
        ended(&call, "call.ended", EventKind::CallEnded, participants, now, effects);
    }
    Some(call)
}

fn go_on(
    read: &Loaded<Call>,
    known: &[OperatorId],
    present: Present,
    now: Timestamp,
    effects: &mut Effects,
) -> Option<Call> {
    let Present { facts: Some(facts), line, mut operators, job_ids, .. } = present else { return None };
    if facts == read.facts {
        return None;
    }
    let ready: Vec<String> = newly_ready(Some(read), &facts).into_iter().map(str::to_owned).collect();
    let before = &read.facts;
    // Who has an extension now is not who had it when it rang: of those the call knows already only its people count.
    operators.retain(|extension, operator| !names(before, extension) || known.contains(operator));
    let mut call = read.to_changed();
    call.operator =
        known_or(facts.operator_extension.as_ref(), before.operator_extension.as_ref(), &operators, read.operator);
    call.final_operator = known_or(
        facts.final_operator_extension.as_ref(),
        before.final_operator_extension.as_ref(),
        &operators,
        read.final_operator,
    );
    // A snapshot of the call's line: kept while the line is the same, and another line's is not, whatever came first.
    match &line {
        LineLookup::Known(found) => call.attribution = found.clone(),
        LineLookup::Unknown => call.attribution = Attribution::default(),
        LineLookup::Skipped => {}
    }
    count_unknown_line(&line, &facts, now, effects);
    call.facts = facts;
    call.updated_at = now;
    effects.update(read, call.clone());
    call.version = read.version.next();
    let participants = participants(known, &operators);
    if participants != known || before.started_at != call.facts.started_at {
        write_participants(&call, &participants, effects);
    }
    enqueue_recordings(&call, &ready, job_ids, now, effects);
    let after = &call.facts;
    // The card's watchers are told what changed most; one event a change is enough to read it again.
    match (before.is_ended(), after.is_ended()) {
        (false, true) => ended(&call, "call.ended", EventKind::CallEnded, participants, now, effects),
        (true, _) if outcome_differs(before, after) => {
            ended(&call, "call.corrected", EventKind::CallCorrected, participants, now, effects);
        }
        (false, false) if before.answered_at.is_none() && after.answered_at.is_some() => {
            effects.event(event(&call, EventKind::CallAnswered, participants, now));
        }
        _ => effects.event(event(&call, EventKind::CallChanged, participants, now)),
    }
    Some(call)
}

/// The user of an extension: looked up when the extension has changed, kept when it has not, so that handing an extension
/// to somebody else never rewrites the past.
fn known_or(
    extension: Option<&Extension>,
    before: Option<&Extension>,
    operators: &BTreeMap<Extension, OperatorId>,
    known: Option<OperatorId>,
) -> Option<OperatorId> {
    if extension == before { known } else { extension.and_then(|e| operators.get(e).copied()) }
}

fn outcome_differs(before: &CallFacts, after: &CallFacts) -> bool {
    before.status != after.status
        || before.started_at != after.started_at
        || before.answered_at != after.answered_at
        || before.ended_at != after.ended_at
        || before.client != after.client
        || before.direction != after.direction
        || before.complete != after.complete
        || !same_people(before, after)
}

fn participants(known: &[OperatorId], operators: &BTreeMap<Extension, OperatorId>) -> Vec<OperatorId> {
    let mut participants: Vec<_> = known.iter().chain(operators.values()).copied().collect();
    participants.sort_unstable();
    participants.dedup();
    participants
}

fn write_participants(call: &Call, participants: &[OperatorId], effects: &mut Effects) {
    if !participants.is_empty() {
        let operators = participants.to_vec();
        effects.write(Write::CallParticipants { call: call.id, started_at: call.facts.started_at, operators });
    }
}

fn count_unknown_line(lookup: &LineLookup, facts: &CallFacts, now: Timestamp, effects: &mut Effects) {
    if let (LineLookup::Unknown, Some(number)) = (lookup, &facts.line) {
        effects.write(Write::UnknownLine { number: number.clone(), at: now });
    }
}

fn ended(
    call: &Call,
    action: &'static str,
    kind: EventKind,
    participants: Vec<OperatorId>,
    now: Timestamp,
    effects: &mut Effects,
) {
    effects.event(event(call, kind, participants, now));
    let actor = Actor::system("telephony");
    effects.audit(audit::entry(&actor, now, action, format!("call:{}", call.id), &summary(call)));
}

fn enqueue_recordings(call: &Call, ready: &[String], ids: Vec<JobId>, now: Timestamp, effects: &mut Effects) {
    for (id, recording) in ids.into_iter().zip(ready) {
        let new = NewJob {
            queue: Text::from_stored(RECORDINGS),
            subject: Text::from_stored(&format!("call:{}", call.id)),
            payload: serde_json::json!({ "call": call.id, "recording": recording }).to_string().into(),
            run_at: now,
        };
        effects.insert(jobs::enqueue(id, new, now));
    }
}

/// The sweeper's own event: this office heard nothing more and closed the conversation.
pub(crate) fn closed(conversation: &Conversation, now: Timestamp) -> NewRawEvent {
    let body = serde_json::json!({ "closedAt": now.micros() }).to_string().into_bytes();
    NewRawEvent::new(Provider::Crm, conversation.key.account.clone(), "/closed", body, 0, now)
        .in_conversation(conversation.id)
}
