//! The neutral words every provider's events are translated to.

use crate::calls::{CallDirection, Extension};
use crate::kernel::{LineNumber, Timestamp};

/// Where a leg's events say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A voice menu.
    Menu,
    /// A queue, or the server itself while no phone rings yet.
    Queue,
    /// Somebody's phone.
    Phone,
}

/// The state a leg moved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegState {
    /// It exists: it rings, or waits.
    Appeared,
    /// Both sides are joined. May come again with a new side at the end of a consultative transfer.
    Connected,
    /// One side put the other on hold; it counts as talk.
    OnHold,
    /// Over, for good.
    Disconnected,
}

/// How a leg came out of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transfer {
    /// The employee asks a colleague first.
    Consultative,
    /// The other party is handed on at once.
    Blind,
    /// A blind transfer that nobody took comes back.
    ReturnBlind,
}

/// One side of a leg.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party {
    /// Set exactly when this side is an employee.
    pub extension: Option<Extension>,
    /// The number or SIP URI as the provider writes it; `None` when hidden.
    pub number: Option<String>,
}

impl Party {
    /// Whether this side is an employee.
    pub fn is_employee(&self) -> bool {
        self.extension.is_some()
    }
}

/// One leg changed its state.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LegEvent {
    /// The provider's id of the leg, opaque.
    pub leg: String,
    /// Counts the events of one leg from 1. It orders them: neither arrival nor time does.
    pub seq: i64,
    /// When it happened, by the provider's clock moved by the account's offset.
    pub at: Timestamp,
    /// The state it moved to.
    pub state: LegState,
    /// Where the leg is.
    pub place: Place,
    /// The calling side.
    pub from: Party,
    /// The called side.
    pub to: Party,
    /// The company's number in use, where sent.
    pub line: Option<LineNumber>,
    /// The leg the calling side was in before.
    pub taken_from: Option<String>,
    /// Why it ended, in the provider's numbers: 3 digits are SIP statuses, 4 digits Mango's.
    pub code: Option<i32>,
    /// How it came out of another leg.
    pub transfer: Option<Transfer>,
    /// Whether the office caused the call: a call-back, a campaign, or a command that took over no earlier leg.
    pub commanded: bool,
    /// The direction of the whole call, where the provider states it in every event.
    pub direction: Option<CallDirection>,
}

/// The provider's closing account of a whole conversation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Summary {
    /// When client and employee began to talk; `None` when they never did. First, so that of contradicting summaries one
    /// with talk is the greatest: a late one never takes an answer back.
    pub talked: Option<Timestamp>,
    /// When it ended. Second, so that of summaries that agree about the talk the latest is the greatest.
    pub ended: Timestamp,
    /// When it began.
    pub started: Timestamp,
    /// When it left the menu, where known.
    pub forwarded: Option<Timestamp>,
    /// Which way it went, where sent.
    pub direction: Option<CallDirection>,
    /// The calling side.
    pub from: Party,
    /// The called side: whoever answered, or was the first to miss it. The extension may be a group's.
    pub to: Party,
    /// The company's number in use.
    pub line: Option<LineNumber>,
    /// Why it ended, in the provider's numbers.
    pub code: Option<i32>,
}

/// Who ended a SIP conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndedBy {
    /// The calling side.
    Caller,
    /// The called side.
    Callee,
    /// A timer.
    Timeout,
    /// Not said.
    Unknown,
}

/// A conversation of a provider without summaries ended. It is the last event of its leg and counts as one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ended {
    /// The leg's last event; its state is [`LegState::Disconnected`].
    pub last: LegEvent,
    /// Whether the two sides had been joined before.
    pub talked: bool,
    /// Who ended it.
    pub by: EndedBy,
}

/// The state a recording moved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordingState {
    /// It began.
    Started,
    /// It goes on in another leg.
    Continued,
    /// It is over.
    Completed,
}

/// A recording changed its state.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordingEvent {
    /// The provider's id, opaque.
    pub recording: String,
    /// Counts the events of one recording.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// The state it moved to.
    pub state: RecordingState,
    /// The leg being recorded.
    pub leg: Option<String>,
    /// How it ended: 1000 stored, 4002 too short and dropped, 22xx account limits.
    pub code: Option<i32>,
}

/// A recording can be downloaded now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordReady {
    /// The provider's id, opaque.
    pub recording: String,
    /// When it became so.
    pub at: Timestamp,
}

/// Somebody pressed keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DtmfEvent {
    /// The leg it happened in.
    pub leg: Option<String>,
    /// Counts the events of one leg.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// Every key so far.
    pub keys: String,
}

/// One thing that is known of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// A leg changed its state.
    Leg(LegEvent),
    /// The provider's closing account came.
    Summary(Summary),
    /// A conversation without summaries ended.
    Ended(Ended),
    /// A recording changed its state.
    Recording(RecordingEvent),
    /// A recording can be downloaded.
    RecordReady(RecordReady),
    /// Keys were pressed.
    Dtmf(DtmfEvent),
    /// Nothing more was heard, so this office closed the conversation itself.
    Closed {
        /// When it did.
        at: Timestamp,
    },
}

impl Fact {
    /// The earliest and the latest time it tells of.
    pub(super) fn span(&self) -> (Timestamp, Timestamp) {
        let one = |at| (at, at);
        match self {
            Self::Leg(it) => one(it.at),
            Self::Summary(it) => {
                let told = [Some(it.started), it.forwarded, it.talked, Some(it.ended)].into_iter().flatten();
                told.fold(one(it.started), |(first, last), at| (first.min(at), last.max(at)))
            }
            Self::Ended(it) => one(it.last.at),
            Self::Recording(it) => one(it.at),
            Self::RecordReady(it) => one(it.at),
            Self::Dtmf(it) => one(it.at),
            Self::Closed { at } => one(*at),
        }
    }
}

/// A provider's event, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// The provider's id of the whole conversation, at most [`MAX_ID`](super::MAX_ID) bytes.
    pub conversation: String,
    /// What it says.
    pub fact: Fact,
}

/// What identifies an event within its account, whatever its bytes are.
///
/// Two deliveries with the same key and the same fact are one event delivered twice; with different facts they contradict
/// each other. Provider ids are kept as they are, so a key is not for parsing.
pub fn natural_key(event: &Understood) -> String {
    match Name::of(&event.conversation, &event.fact) {
        Name::Leg(leg, seq) => format!("leg:{leg}:{seq}"),
        Name::Summary(conversation) => format!("summary:{conversation}"),
        Name::Recording(recording, seq) => format!("recording:{recording}:{seq}"),
        Name::RecordReady(recording) => format!("record_added:{recording}"),
        Name::Dtmf(of, seq) => format!("dtmf:{of}:{seq}"),
        Name::Closed(conversation) => format!("closed:{conversation}"),
    }
}

/// Whether one of the facts known of its conversation has the event's name and says something else. Both take part in the
/// fold, which chooses the same one whatever came first.
pub(super) fn contradicts<'f>(event: &Understood, known: impl IntoIterator<Item = &'f Fact>) -> bool {
    let name = |fact| Name::of(&event.conversation, fact);
    let same = name(&event.fact);
    known.into_iter().any(|fact| *fact != event.fact && name(fact) == same)
}

/// A [`natural_key`] that is not written out: an event is compared with every other one of its conversation.
#[derive(PartialEq)]
enum Name<'f> {
    Leg(&'f str, i64),
    Summary(&'f str),
    Recording(&'f str, i64),
    RecordReady(&'f str),
    Dtmf(&'f str, i64),
    Closed(&'f str),
}

impl<'f> Name<'f> {
    fn of(conversation: &'f str, fact: &'f Fact) -> Self {
        match fact {
            Fact::Leg(leg) | Fact::Ended(Ended { last: leg, .. }) => Self::Leg(&leg.leg, leg.seq),
            Fact::Summary(_) => Self::Summary(conversation),
            Fact::Recording(it) => Self::Recording(&it.recording, it.seq),
            Fact::RecordReady(it) => Self::RecordReady(&it.recording),
            Fact::Dtmf(it) => Self::Dtmf(it.leg.as_deref().unwrap_or(conversation), it.seq),
            Fact::Closed { .. } => Self::Closed(conversation),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::mango;
    use super::*;

    fn key(path: &str, json: &str) -> String {
        natural_key(&mango::read(path, json, 0).unwrap())
    }

    #[test]
    fn an_event_is_known_by_what_it_is_about_and_not_by_its_bytes() {
        let leg = |seq, time| {
            format!(
                r#"{{"entry_id":"e","call_id":"c:1","seq":{seq},"timestamp":{time},"call_state":"Appeared","location":"ivr"}}"#
            )
        };
        assert_eq!(key("/events/call", &leg("1", 100)), "leg:c:1:1");
        assert_eq!(key("/events/call", &leg("\"1\"", 200)), "leg:c:1:1");
        assert_ne!(key("/events/call", &leg("2", 100)), "leg:c:1:1");
        let summary = r#"{"entry_id":"e","create_time":100,"end_time":120}"#;
        assert_eq!(key("/events/summary", summary), "summary:e");
        let added = r#"{"entry_id":"e","recording_id":"r+/=","timestamp":100}"#;
        assert_eq!(key("/events/record/added", added), "record_added:r+/=");
        let recording = r#"{"entry_id":"e","recording_id":"r","timestamp":100,"seq":2,"recording_state":"Completed"}"#;
        assert_eq!(key("/events/recording", recording), "recording:r:2");
        let keys = r#"{"entry_id":"e","call_id":"c","timestamp":100,"seq":3,"dtmf":"12#"}"#;
        assert_eq!(key("/events/dtmf", keys), "dtmf:c:3");
        let closed = Understood { conversation: "e".into(), fact: Fact::Closed { at: Timestamp::EPOCH } };
        assert_eq!(natural_key(&closed), "closed:e");
    }
}
