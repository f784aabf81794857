//! One conversation, told event by event as the provider reports it, and what it came to.

mod inbound;
mod outbound;
mod talk;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crm_core::calls::{CallDirection, CallStatus, EndReason, MissReason};
use serde_json::{Map, Value};

use super::habits;
use super::office::{CITIES, EMPLOYEES, Employee, LINES, Line};
use super::truth::Truth;
use crate::chance::Chance;

/// The fields of one event.
pub(crate) type Payload = Map<String, Value>;

/// Where a leg is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// The menu.
    Menu,
    /// A group's queue.
    Queue,
    /// Somebody's phone.
    Phone,
}

impl Place {
    fn word(self) -> &'static str {
        match self {
            Self::Menu => "ivr",
            Self::Queue => "queue",
            Self::Phone => "abonent",
        }
    }
    /// What a client who hangs up has given up who came this far.
    pub(crate) fn abandoned(self) -> MissReason {
        match self {
            Self::Menu => MissReason::AbandonedIvr,
            Self::Queue => MissReason::AbandonedQueue,
            Self::Phone => MissReason::AbandonedRinging,
        }
    }
}

/// What an event tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One leg changed.
    Leg(Place),
    /// The conversation ended.
    Summary,
    /// A recording goes on.
    Recording,
    /// A recording can be downloaded.
    RecordAdded,
    /// Keys were pressed.
    Keys,
}

impl Kind {
    /// The path the provider appends to the base address.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Leg(_) => "/events/call",
            Self::Summary => "/events/summary",
            Self::Recording => "/events/recording",
            Self::RecordAdded => "/events/record/added",
            Self::Keys => "/events/dtmf",
        }
    }
    /// Whether it is evidence that there was a call at all.
    pub(crate) fn is_evidence(self) -> bool {
        matches!(self, Self::Leg(_) | Self::Summary)
    }
}

/// One event.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// What it tells of.
    pub(crate) kind: Kind,
    /// When it is sent, in seconds since 1970.
    pub(crate) at: i64,
    /// Its fields, without `entry_id`.
    pub(crate) payload: Payload,
}

/// A conversation: its events in the order in which they happened, and its outcome.
#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    /// What really happened.
    pub(crate) truth: Truth,
    /// What the provider reports.
    pub(crate) events: Vec<Event>,
    /// Whether this account writes its numbers as text.
    pub(crate) loose: bool,
}

/// The employees' phones: who is free, and who is not until when.
#[derive(Debug, Clone)]
pub(crate) struct Phones([i64; EMPLOYEES.len()]);

impl Phones {
    /// Nobody talks yet.
    pub(crate) fn idle() -> Self {
        Self([i64::MIN; EMPLOYEES.len()])
    }
    fn is_free(&self, employee: usize, at: i64) -> bool {
        self.free_from(employee) <= at
    }
    fn free_from(&self, employee: usize) -> i64 {
        self.0.get(employee).copied().unwrap_or(i64::MAX)
    }
    fn occupy(&mut self, employee: usize, until: i64) {
        if let Some(busy) = self.0.get_mut(employee) {
            *busy = until.max(*busy);
        }
    }
}

/// A story being told. Seconds pass, events are written down, and one of the endings closes it.
pub(crate) struct Story<'t> {
    chance: &'t mut Chance,
    phones: &'t mut Phones,
    id: String,
    now: i64,
    started: i64,
    /// The client's number; `None` when hidden.
    client: Option<String>,
    line: &'static Line,
    legs: usize,
    recordings: usize,
    events: Vec<Event>,
}

/// One side of a leg.
#[derive(Debug, Clone)]
struct Party(Payload);

impl Party {
    fn of<const N: usize>(fields: [(&str, &str); N]) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect())
    }
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }
    fn taken_from(self, leg: &Leg) -> Self {
        self.with("taken_from_call_id", leg.id.clone())
    }
}

/// A leg being told.
#[derive(Debug, Clone)]
struct Leg {
    id: String,
    seq: i64,
    place: Place,
    from: Party,
    to: Party,
    /// Further fields of each of its events.
    more: Payload,
}

impl Leg {
    fn more(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.more.insert(name.to_owned(), value.into());
        self
    }
}

/// What a summary says, beside the times.
struct Closing {
    direction: i64,
    from: Party,
    to: Party,
    forwarded: i64,
    talked: Option<i64>,
    code: i64,
}

/// Who talked, first and last.
#[derive(Clone, Copy)]
struct Talkers {
    first: &'static Employee,
    last: &'static Employee,
}

impl<'t> Story<'t> {
    /// A story that begins at `started`.
    pub(crate) fn new(
        chance: &'t mut Chance,
        phones: &'t mut Phones,
        id: String,
        started: i64,
        client: String,
        line: &'static Line,
    ) -> Self {
        let client = Some(client);
        Self { chance, phones, id, now: started, started, client, line, legs: 0, recordings: 0, events: Vec::new() }
    }

    fn pass(&mut self, seconds: i64) {
        self.now += seconds;
    }
    fn employee(place: usize) -> &'static Employee {
        EMPLOYEES.get(place).unwrap_or(&EMPLOYEES[0])
    }

    fn caller(&self) -> Party {
        self.client.as_deref().map_or_else(|| Party::of([]), |number| Party::of([("number", number)]))
    }
    fn phone(employee: &Employee) -> Party {
        Party::of([("extension", employee.extension), ("number", &device(employee))])
    }
    /// An employee's phone that a call to the office's line rings.
    fn rung(&self, employee: &Employee) -> Party {
        Self::phone(employee).with("line_number", self.line.number)
    }

    fn leg(&mut self, place: Place, from: Party, to: Party) -> Leg {
        self.legs += 1;
        Leg { id: opaque(&format!("leg:{}:{}", self.id, self.legs)), seq: 0, place, from, to, more: Payload::new() }
    }
    fn tell(&mut self, leg: &mut Leg, state: &str) {
        self.tell_with(leg, state, Payload::new());
    }
    fn hang_up(&mut self, leg: &mut Leg, code: i64) {
        self.tell_with(leg, "Disconnected", Payload::from_iter([("disconnect_reason".to_owned(), code.into())]));
    }
    fn tell_with(&mut self, leg: &mut Leg, state: &str, more: Payload) {
        leg.seq += 1;
        let mut payload = Payload::from_iter([
            ("call_id".to_owned(), leg.id.clone().into()),
            ("timestamp".to_owned(), self.now.into()),
            ("seq".to_owned(), leg.seq.into()),
            ("call_state".to_owned(), state.into()),
            ("location".to_owned(), leg.place.word().into()),
            ("from".to_owned(), leg.from.0.clone().into()),
            ("to".to_owned(), leg.to.0.clone().into()),
        ]);
        payload.extend(leg.more.clone());
        payload.extend(more);
        self.write(Kind::Leg(leg.place), self.now, payload);
    }
    fn write(&mut self, kind: Kind, at: i64, payload: Payload) {
        self.events.push(Event { kind, at, payload });
    }

    fn sum_up(&mut self, closing: Closing) {
        let talked = closing.talked.unwrap_or(0);
        let mut payload = Payload::from_iter([
            ("call_direction".to_owned(), closing.direction.into()),
            ("from".to_owned(), closing.from.0.into()),
            ("to".to_owned(), closing.to.0.into()),
            ("create_time".to_owned(), self.started.into()),
            ("forward_time".to_owned(), closing.forwarded.into()),
            ("talk_time".to_owned(), talked.into()),
            ("end_time".to_owned(), self.now.into()),
            ("entry_result".to_owned(), i64::from(talked > 0).into()),
            ("disconnect_reason".to_owned(), closing.code.into()),
        ]);
        if closing.direction != 0 {
            payload.insert("line_number".to_owned(), self.line.number.into());
        }
        // The account of the end comes a moment later.
        self.write(Kind::Summary, self.now + 1, payload);
    }

    /// The end of the story: what it came to.
    fn came_to(self, outcome: Outcome) -> Conversation {
        let Outcome { direction, status, miss_reason, end_reason, talkers, talked } = outcome;
        let outside = direction != CallDirection::Internal;
        let until = talked.unwrap_or(self.now);
        let mut events = self.events;
        events.sort_by_key(|event| event.at);
        Conversation {
            truth: Truth {
                conversation_id: self.id,
                direction,
                status,
                miss_reason,
                end_reason,
                operator: talkers.map(|talkers| talkers.first.extension),
                final_operator: talkers.map(|talkers| talkers.last.extension),
                client: self.client.filter(|_| outside),
                line: outside.then_some(self.line.number),
                campaign: outside.then_some(self.line.campaign),
                city: CITIES.get(self.line.city).filter(|_| outside).map(|city| city.name),
                started_at: self.started,
                wait_seconds: until - self.started,
                talk_seconds: talked.map_or(0, |talked| self.now - talked),
                recordings: self.recordings,
            },
            events,
            loose: self.chance.happens(habits::LOOSE),
        }
    }
}

struct Outcome {
    direction: CallDirection,
    status: CallStatus,
    miss_reason: Option<MissReason>,
    end_reason: Option<EndReason>,
    talkers: Option<Talkers>,
    talked: Option<i64>,
}

fn device(employee: &Employee) -> String {
    format!("sip:op{}@vpbx000000.mangosip.ru", employee.extension)
}

/// An id as the provider writes them: base64, with the plus, slash and equals sign that careless decoders break.
pub(crate) fn opaque(text: &str) -> String {
    // Bytes above ASCII bring the plus and the slash in.
    STANDARD.encode([text.as_bytes(), &[0xfb, 0xef, 0xff]].concat())
}

/// A line of a city.
pub(crate) fn line_of(chance: &mut Chance, city: usize) -> &'static Line {
    let lines: Vec<&'static Line> = LINES.iter().filter(|line| line.city == city).collect();
    chance.pick(&lines).copied().unwrap_or(&LINES[0])
}
