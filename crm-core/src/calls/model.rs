//! What a call is.

use crate::kernel::{CallId, ConversationId, LineNumber, OperatorId, Phone, Text, Timestamp, Version, coded};
use crate::lines::Attribution;

coded! {
    /// How a call stands. Status comes from facts (did a client and an employee talk), never from a hang-up code.
    pub enum CallStatus: "call status" {
        /// Ringing or talking.
        New = "new", "Идёт", "In progress";
        /// A client and an employee talked.
        Answered = "answered", "Отвечен", "Answered", aliases "принят" | "accepted";
        /// Inbound, ended without talk.
        Missed = "missed", "Пропущен", "Missed", aliases "пропущенный";
        /// Outbound, the client was busy or declined.
        Busy = "busy", "Занято", "Busy";
        /// Outbound, nobody talked for any other reason.
        NoAnswer = "no_answer", "Нет ответа", "No answer", aliases "noanswer" | "no answer";
    }
}

coded! {
    /// Which way a call went.
    pub enum CallDirection: "call direction" {
        /// A client called the office.
        In = "in", "Входящий", "Inbound", aliases "inbound" | "incoming";
        /// The office called a client.
        Out = "out", "Исходящий", "Outbound", aliases "outbound" | "outgoing";
        /// Between employees: outside every total.
        Internal = "internal", "Внутренний", "Internal";
    }
}

coded! {
    /// Why an outbound call ended without talk.
    pub enum EndReason: "end reason" {
        /// The client was busy.
        Busy = "busy", "Занято", "Busy";
        /// The client declined.
        Declined = "declined", "Отклонён", "Declined";
        /// It rang out.
        NoAnswer = "no_answer", "Не ответил", "No answer";
        /// The employee gave up.
        Cancelled = "cancelled", "Отменён", "Cancelled";
        /// The number cannot be reached.
        Unreachable = "unreachable", "Недоступен", "Unreachable";
        /// A technical failure.
        Failed = "failed", "Сбой", "Failed";
    }
}

coded! {
    /// Why an inbound call was missed.
    pub enum MissReason: "miss reason" {
        /// It rang out.
        NoAnswer = "no_answer", "Не ответили", "Not answered";
        /// Every employee was busy.
        Busy = "busy", "Занято", "Busy";
        /// An employee declined, or was in do-not-disturb.
        Declined = "declined", "Отклонён", "Declined";
        /// Outside the schedule, or the number was off.
        OutOfHours = "out_of_hours", "Нерабочее время", "Out of hours";
        /// The client hung up in the menu.
        AbandonedIvr = "abandoned_ivr", "Положил трубку в меню", "Hung up in the menu";
        /// The client hung up in the queue.
        AbandonedQueue = "abandoned_queue", "Положил трубку в очереди", "Hung up in the queue";
        /// The client hung up while a phone rang.
        AbandonedRinging = "abandoned_ringing", "Положил трубку до ответа", "Hung up while ringing";
        /// A fault of the system or of the account.
        System = "system", "Сбой связи", "System fault";
    }
}

/// An employee's extension: 1 to 32 characters. Text, because providers write `007` too. A user is given one without comma
/// and blank; what a provider sends is kept as it is.
pub type Extension = Text<32>;

/// One recording of a conversation, known by the provider's own id and bound to a leg by id, never by time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct RecordingFact {
    /// The provider's id, opaque.
    pub id: String,
    /// The leg it belongs to, where known.
    pub leg: Option<String>,
    /// Whether it can be downloaded now.
    pub ready: bool,
}

/// What the provider's events say of one conversation: the result of the fold, and nothing else.
///
/// Times are the provider's, moved by the account's clock offset. `wait` and `talk` follow from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallFacts {
    /// Which way it went.
    pub direction: CallDirection,
    /// How it stands.
    pub status: CallStatus,
    /// Why it was missed; inbound only.
    pub miss_reason: Option<MissReason>,
    /// Why it ended without talk; outbound only.
    pub end_reason: Option<EndReason>,
    /// The client; `None` when hidden or internal.
    pub client: Option<Phone>,
    /// The company's number the call came to or went out from.
    pub line: Option<LineNumber>,
    /// Who talked with the client first; for an outbound call, who dialled.
    pub operator_extension: Option<Extension>,
    /// Who talked with the client last.
    pub final_operator_extension: Option<Extension>,
    /// Every extension that rang for an inbound call, in the order of ringing.
    pub operators_rung: Vec<Extension>,
    /// When it began.
    pub started_at: Timestamp,
    /// When it first reached a queue or an employee's phone: service wait counts from here, so the menu is not in it.
    pub offered_at: Option<Timestamp>,
    /// When client and employee began to talk.
    pub answered_at: Option<Timestamp>,
    /// When it ended; `None` while it lasts.
    pub ended_at: Option<Timestamp>,
    /// Whether the client was handed on after talking.
    pub transferred: bool,
    /// The provider's hang-up code. It explains, it never decides.
    pub disconnect_code: Option<i32>,
    /// How many legs were seen.
    pub leg_count: u32,
    /// The recordings, by id.
    pub recordings: Vec<RecordingFact>,
    /// Whether the provider's account of it is whole. `false` while it lasts, when the closing summary never came, and
    /// when events are known to be missing.
    pub complete: bool,
}

impl CallFacts {
    /// Whole seconds from the start to the answer, or to the end; `None` while it rings.
    pub fn wait_seconds(&self) -> Option<u64> {
        self.answered_at.or(self.ended_at).map(|until| until.since(self.started_at).as_secs())
    }
    /// Whole seconds of talk, hold included; 0 without talk; `None` while it lasts.
    pub fn talk_seconds(&self) -> Option<u64> {
        let ended = self.ended_at?;
        Some(self.answered_at.map_or(0, |answered| ended.since(answered).as_secs()))
    }
    /// Whether it is over.
    pub fn is_ended(&self) -> bool {
        self.ended_at.is_some()
    }
}

/// What people say a call was about. The provider's events never touch it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Classification {
    /// The subject, in the office's own words, such as `spam`.
    pub category: Option<Text<64>>,
    /// A note.
    pub note: Option<Text<2000>>,
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// How often it has been written.
    pub version: Version,
    /// The provider's conversation; `None` for a call written by hand.
    pub conversation: Option<ConversationId>,
    /// The provider's own id of the conversation, opaque; `None` for a call written by hand.
    pub provider_id: Option<Box<str>>,
    /// What the provider's events say.
    pub facts: CallFacts,
    /// What the line said when the call's line first became known.
    pub attribution: Attribution,
    /// The user behind [`CallFacts::operator_extension`] when it first became known. Never invented: no user stays `None`.
    pub operator: Option<OperatorId>,
    /// The user behind [`CallFacts::final_operator_extension`].
    pub final_operator: Option<OperatorId>,
    /// What people say of it.
    pub classification: Classification,
    /// The version that last changed the classification: whoever read the call at it or later has read the present one,
    /// however often the provider's events have written the row since.
    pub classified_version: Version,
    /// When the row was added.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A call as lists and cards show it: with the names behind its ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallView {
    /// The call.
    pub call: Call,
    /// The city's name.
    pub city: Option<Box<str>>,
    /// The campaign's name.
    pub campaign: Option<Box<str>>,
    /// The operator's name.
    pub operator: Option<Box<str>>,
}

/// A call to write by hand: one that no provider reported.
#[derive(Debug, Clone)]
pub struct NewCall {
    /// Inbound or outbound.
    pub direction: CallDirection,
    /// How it ended: `answered`, or `missed` for an inbound and `busy` or `no_answer` for an outbound one.
    pub status: CallStatus,
    /// The client; `None` when hidden.
    pub client: Option<Phone>,
    /// The line it came to; it decides campaign, city and advert account.
    pub line: Option<LineNumber>,
    /// When it began.
    pub started_at: Timestamp,
    /// Seconds until the answer or the end.
    pub wait_seconds: u32,
    /// Seconds of talk; 0 without.
    pub talk_seconds: u32,
    /// What it was about.
    pub classification: Classification,
}
