//! What a call-back is.

use std::time::Duration;

use crate::kernel::{
    CallId, CallbackId, CampaignId, CityId, LineNumber, OperatorId, Phone, Text, Timestamp, Version, coded,
};

coded! {
    /// How a call-back stands.
    pub enum CallbackState: "call-back state" {
        /// The client waits.
        Open = "open", "Ждёт звонка", "Waiting";
        /// Somebody talked with the client, or closed it by hand.
        Closed = "closed", "Закрыт", "Closed";
        /// There was no missed call after all: a later report corrected it. Kept, and left out of lists.
        Withdrawn = "withdrawn", "Отозван", "Withdrawn";
    }
}

/// Why somebody closed a call-back without a call.
pub type Reason = Text<500>;

/// Who looks after a call-back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Who.
    pub by: OperatorId,
    /// Since when.
    pub at: Timestamp,
}

/// How a client's waiting ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When somebody began to talk with the client, or closed it by hand.
    pub at: Timestamp,
    /// The call in which they talked; `None` when closed by hand.
    pub by_call: Option<CallId>,
    /// Who talked first, or who closed it; `None` when nobody of the office is known.
    pub by: Option<OperatorId>,
    /// Why it was closed by hand; `None` when they talked.
    pub reason: Option<Reason>,
}

/// What a phone's time line says of one waiting: the missed calls of a client up to the next talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    /// The first missed call.
    pub first_call: CallId,
    /// When the first missed call began: the episode's place on the time line.
    pub first_at: Timestamp,
    /// When the first missed call ended: the clock runs from here.
    pub opened_at: Timestamp,
    /// The latest missed call.
    pub last_call: CallId,
    /// When the latest missed call began.
    pub last_at: Timestamp,
    /// How often the client was missed; counted to [`MOST_COUNTED`](super::MOST_COUNTED).
    pub missed: u32,
    /// The city of the latest missed call.
    pub city: Option<CityId>,
    /// The campaign of the latest missed call.
    pub campaign: Option<CampaignId>,
    /// The line the client dialled last.
    pub line: Option<LineNumber>,
    /// How the waiting ended; `None` while it lasts.
    pub closed: Option<Closed>,
}

/// A call-back: a client who was missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// Its id.
    pub id: CallbackId,
    /// How often it has been written.
    pub version: Version,
    /// Whom to call.
    pub phone: Phone,
    /// How it stands.
    pub state: CallbackState,
    /// What the phone's time line says of it; of a withdrawn one, what it said last.
    pub episode: Episode,
    /// Who looks after it, or did.
    pub taken: Option<Taken>,
    /// When the row was added.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Callback {
    /// How long the client waited; `None` while the waiting lasts. Never below zero: a talk may begin before a missed call
    /// on another line has ended.
    pub fn delay(&self) -> Option<Duration> {
        self.episode.closed.as_ref().map(|closed| closed.at.since(self.episode.opened_at))
    }
    /// The clock: how long the client has waited by `now`, or waited until the talk.
    pub fn waited(&self, now: Timestamp) -> Duration {
        self.delay().unwrap_or_else(|| now.since(self.episode.opened_at))
    }
}

/// A call-back as lists show it: with the names behind its ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackView {
    /// The call-back.
    pub callback: Callback,
    /// The city's name.
    pub city: Option<Box<str>>,
    /// The campaign's name.
    pub campaign: Option<Box<str>>,
    /// The name of who looks after it.
    pub taken_by: Option<Box<str>>,
}

/// The open call-backs an actor sees, for a wallboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenCallbacks {
    /// How many.
    pub count: u64,
    /// Since when the client waits who waits longest; `None` when nobody does.
    pub oldest: Option<Timestamp>,
}

/// That somebody closed a call-back by hand: a fact on the phone's time line, like a talk. Never changed, never dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The call-back that was closed.
    pub callback: CallbackId,
    /// Its phone.
    pub phone: Phone,
    /// When, and never before the missed calls that were known then.
    pub at: Timestamp,
    /// Who; `None` for the program itself.
    pub by: Option<OperatorId>,
    /// Why.
    pub reason: Reason,
}

impl Closing {
    /// The reason of a closing by the program: the client was missed long before the office kept call-backs.
    pub const MISSED_LONG_AGO: &'static str = "missed_long_ago";
    /// How long ago that is.
    pub const LONG_AGO: Duration = Duration::from_hours(7 * 24);

    /// Closes the waiting of a client who was last missed long before an office began to keep call-backs, at `begun`: nobody
    /// wants to find years of missed clients waiting to be called on the first morning.
    pub fn of_long_ago(callback: &Callback, begun: Timestamp) -> Option<Self> {
        let is_old = callback.episode.last_at < begun.minus(Self::LONG_AGO);
        (callback.state == CallbackState::Open && is_old).then(|| Self {
            callback: callback.id,
            phone: callback.phone.clone(),
            at: begun,
            by: None,
            reason: Text::from_stored(Self::MISSED_LONG_AGO),
        })
    }
}

/// The head row of a client's phone: every unit that writes a mark of its time line bumps the version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientHead {
    /// The phone.
    pub phone: Phone,
    /// How often its time line was written.
    pub version: Version,
}
