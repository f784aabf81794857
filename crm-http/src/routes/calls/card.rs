//! A call's card: its legs, and every event behind them.

use crm_core::calls::CallDetails;
use crm_core::kernel::Timestamp;
use crm_core::telephony::{Fact, LegEvent, LegState, Party, Place, RecordingState};
use serde::Serialize;
use utoipa::ToSchema;

use super::CallBody;

/// A call with its legs and events.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CallCard {
    #[serde(flatten)]
    call: CallBody,
    /// One ring of one phone, menu or queue each, in the order in which they were heard of.
    legs: Vec<LegBody>,
    /// What the provider reported, in the order of arrival; empty for a call written by hand.
    events: Vec<EventBody>,
}

/// A leg.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Leg)]
pub(crate) struct LegBody {
    /// The provider's id of the leg.
    id: String,
    /// `menu`, `queue` or `phone`.
    place: &'static str,
    from: PartyBody,
    to: PartyBody,
    #[schema(value_type = Option<String>, format = DateTime)]
    appeared_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    connected_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    /// The provider's number for why it ended.
    code: Option<i32>,
}

/// A side of a leg.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Party)]
pub(crate) struct PartyBody {
    /// Set exactly when this side is an employee.
    extension: Option<String>,
    /// The number as the provider writes it; `null` when hidden.
    number: Option<String>,
}

/// One event of the provider, or this office's own `closed`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallEvent)]
pub(crate) struct EventBody {
    /// `appeared`, `connected`, `on_hold`, `disconnected`, `summary`, `ended`, `recording_started`, `recording_continued`,
    /// `recording_completed`, `recording_ready`, `keys`, `closed`.
    kind: &'static str,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The leg or the recording it is about.
    subject: Option<String>,
    /// The provider's number for why.
    code: Option<i32>,
}

impl From<&Party> for PartyBody {
    fn from(party: &Party) -> Self {
        Self { extension: party.extension.as_ref().map(ToString::to_string), number: party.number.clone() }
    }
}

impl EventBody {
    fn of(fact: &Fact) -> Self {
        let event = |kind, at, subject: Option<&String>, code| Self { kind, at, subject: subject.cloned(), code };
        match fact {
            Fact::Leg(leg) => event(state(leg.state), leg.at, Some(&leg.leg), leg.code),
            Fact::Summary(summary) => event("summary", summary.ended, None, summary.code),
            Fact::Ended(ended) => event("ended", ended.last.at, Some(&ended.last.leg), ended.last.code),
            Fact::Recording(recording) => {
                let kind = match recording.state {
                    RecordingState::Started => "recording_started",
                    RecordingState::Continued => "recording_continued",
                    RecordingState::Completed => "recording_completed",
                };
                event(kind, recording.at, Some(&recording.recording), recording.code)
            }
            Fact::RecordReady(ready) => event("recording_ready", ready.at, Some(&ready.recording), None),
            Fact::Dtmf(keys) => event("keys", keys.at, keys.leg.as_ref(), None),
            Fact::Closed { at } => event("closed", *at, None, None),
        }
    }
}

fn state(state: LegState) -> &'static str {
    match state {
        LegState::Appeared => "appeared",
        LegState::Connected => "connected",
        LegState::OnHold => "on_hold",
        LegState::Disconnected => "disconnected",
    }
}

impl LegBody {
    fn new(event: &LegEvent) -> Self {
        let place = match event.place {
            Place::Menu => "menu",
            Place::Queue => "queue",
            Place::Phone => "phone",
        };
        let (appeared_at, connected_at, ended_at) = (None, None, None);
        let (from, to) = ((&event.from).into(), (&event.to).into());
        Self { id: event.leg.clone(), place, from, to, appeared_at, connected_at, ended_at, code: None }
    }

    /// Takes an event in: times are the earliest of their kind, whatever the order of arrival.
    fn take(&mut self, event: &LegEvent) {
        let time = match event.state {
            LegState::Appeared => &mut self.appeared_at,
            LegState::Connected => &mut self.connected_at,
            LegState::OnHold => return,
            LegState::Disconnected => &mut self.ended_at,
        };
        *time = Some(time.map_or(event.at, |known| known.min(event.at)));
        self.code = self.code.or(event.code);
    }
}

impl From<CallDetails> for CallCard {
    fn from(details: CallDetails) -> Self {
        let mut legs: Vec<LegBody> = Vec::new();
        for fact in &details.facts {
            let event = match fact {
                Fact::Leg(event) => event,
                Fact::Ended(ended) => &ended.last,
                _ => continue,
            };
            if let Some(leg) = legs.iter_mut().find(|leg| leg.id == event.leg) {
                leg.take(event);
            } else {
                let mut leg = LegBody::new(event);
                leg.take(event);
                legs.push(leg);
            }
        }
        let events = details.facts.iter().map(EventBody::of).collect();
        Self { call: details.view.into(), legs, events }
    }
}
