//! What the feed carries.

use crate::kernel::{CityId, OperatorId, Text, Timestamp, coded};

coded! {
    /// What happened.
    pub enum EventKind: "event kind" {
        /// A conversation began: exactly one a call.
        CallStarted = "call.started", "Звонок начался", "Call started";
        /// A client and an employee began to talk.
        CallAnswered = "call.answered", "Звонок отвечен", "Call answered";
        /// A call ended.
        CallEnded = "call.ended", "Звонок завершён", "Call ended";
        /// What an ended call says was corrected by a late event.
        CallCorrected = "call.corrected", "Звонок уточнён", "Call corrected";
        /// Something else of a call changed: who rings, a recording, its classification.
        CallChanged = "call.changed", "Звонок изменён", "Call changed";
        /// An order was written.
        OrderCreated = "order.created", "Заказ создан", "Order written";
        /// An order changed.
        OrderChanged = "order.changed", "Заказ изменён", "Order changed";
        /// A master handed cash over.
        CashHanded = "cash.handed", "Касса: деньги переданы", "Cash handed over";
        /// A hand-over of cash was accepted or declined.
        CashDecided = "cash.decided", "Касса: решение", "Cash accepted or declined";
        /// A client was missed and waits to be called, for the first time or again.
        CallbackOpened = "callback.opened", "Ждёт звонка", "Call-back opened";
        /// Somebody talked with a client who waited, or closed the call-back by hand.
        CallbackClosed = "callback.closed", "Перезвон закрыт", "Call-back closed";
        /// Something else of a call-back changed: another missed call, its city, who looks after it.
        CallbackChanged = "callback.changed", "Перезвон изменён", "Call-back changed";
        /// A call-back turned out to have no missed call.
        CallbackWithdrawn = "callback.withdrawn", "Перезвон отозван", "Call-back withdrawn";
        /// A user was added or changed.
        OperatorChanged = "operator.changed", "Оператор изменён", "Operator changed";
        /// A user's work state changed.
        WorkStateChanged = "operator.work_state", "Состояние оператора", "Work state";
        /// One or more of a user's sessions were ended: by the user, by who manages people, by a new password, or because a token
        /// was used twice. Of a user who is locked out, `operator.changed` tells.
        SessionsEnded = "operator.sessions_ended", "Сеансы завершены", "Sessions ended";
        /// A shift was planned, changed or called off.
        ShiftChanged = "shift.changed", "Смена изменена", "Shift changed";
        /// A line, city, campaign or setting changed.
        OfficeChanged = "office.changed", "Справочник изменён", "Office data changed";
    }
}

/// Who may see an event. Admins see every one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EventScope {
    /// Whoever serves one of these cities, each named once. A call-back without one is every operator's.
    pub cities: Vec<CityId>,
    /// These users, whatever they serve.
    pub operators: Vec<OperatorId>,
    /// Every signed-in user.
    pub everyone: bool,
}

/// An event to add to the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
    /// What it happened to, such as `call:12`.
    pub subject: Text<128>,
    /// Who may see it.
    pub scope: EventScope,
    /// The payload: a JSON object of the schema that `kind` names.
    pub payload: Box<str>,
}

/// An event of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEvent {
    /// Its place in the one order: rises, with gaps.
    pub position: i64,
    /// The event.
    pub event: NewEvent,
}

/// An event that tells every signed-in user to read some office data again.
pub(crate) fn office_changed(at: Timestamp, subject: &str) -> NewEvent {
    NewEvent {
        at,
        kind: EventKind::OfficeChanged,
        subject: Text::from_stored(subject),
        scope: EventScope { everyone: true, ..EventScope::default() },
        payload: "{}".into(),
    }
}
