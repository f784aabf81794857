//! Typed ids and row versions.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::FieldError;

/// The sequence an id is leased from. Each kind counts on its own, so numbers people read stay short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdKind {
    /// Cities.
    City,
    /// Campaigns.
    Campaign,
    /// Users of every role.
    Operator,
    /// Lines.
    Line,
    /// Provider conversations.
    Conversation,
    /// Calls.
    Call,
    /// Sign-in sessions.
    Session,
    /// Jobs.
    Job,
    /// Orders.
    Order,
    /// Costs of campaigns.
    CampaignCost,
    /// Masters' hand-overs of cash.
    CashHandover,
    /// Shifts.
    Shift,
    /// Call-backs.
    Callback,
}

impl IdKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::City,
        Self::Campaign,
        Self::Operator,
        Self::Line,
        Self::Conversation,
        Self::Call,
        Self::Session,
        Self::Job,
        Self::Order,
        Self::CampaignCost,
        Self::CashHandover,
        Self::Shift,
        Self::Callback,
    ];

    /// The stable name a store keeps the sequence under; also the entity's name in error codes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Campaign => "campaign",
            Self::Operator => "operator",
            Self::Line => "line",
            Self::Conversation => "conversation",
            Self::Call => "call",
            Self::Session => "session",
            Self::Job => "job",
            Self::Order => "order",
            Self::CampaignCost => "campaign_cost",
            Self::CashHandover => "cash_handover",
            Self::Shift => "shift",
            Self::Callback => "callback",
        }
    }
}

/// A number outside `1 ..= 2^53 - 1`, the range every wire format carries exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not an id: expected a whole number from 1 to 9007199254740991")]
pub struct OutOfRange(pub i64);

impl OutOfRange {
    /// The finding, about `field`: code `id.out_of_range`.
    pub fn at(self, field: &'static str) -> FieldError {
        FieldError { field, code: "id.out_of_range", message: self.to_string() }
    }
}

/// What every typed id can do.
pub trait EntityId: Copy + Eq + Ord + fmt::Debug + Send + Sync + 'static {
    /// The sequence it comes from.
    const KIND: IdKind;
    /// # Errors
    /// [`OutOfRange`] outside `1 ..= 2^53 - 1`.
    fn new(raw: i64) -> Result<Self, OutOfRange>;
    /// The plain number.
    fn get(self) -> i64;
}

/// The last id there can be: beyond it, a client that reads numbers as floats would read another one.
pub const LAST_ID: i64 = (1 << 53) - 1;

macro_rules! typed_id {
    ($( $(#[$meta:meta])* $name:ident: $kind:ident; )+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name(i64);

        impl $name {
            /// # Errors
            /// [`OutOfRange`] outside `1 ..= 2^53 - 1`.
            pub const fn new(raw: i64) -> Result<Self, OutOfRange> {
                if raw >= 1 && raw <= LAST_ID { Ok(Self(raw)) } else { Err(OutOfRange(raw)) }
            }
            /// The plain number.
            pub const fn get(self) -> i64 { self.0 }
        }
        impl EntityId for $name {
            const KIND: IdKind = IdKind::$kind;
            fn new(raw: i64) -> Result<Self, OutOfRange> { Self::new(raw) }
            fn get(self) -> i64 { self.0 }
        }
        impl TryFrom<i64> for $name {
            type Error = OutOfRange;
            fn try_from(raw: i64) -> Result<Self, OutOfRange> { Self::new(raw) }
        }
        impl From<$name> for i64 {
            fn from(id: $name) -> i64 { id.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
    )+ };
}

typed_id! {
    /// A city.
    CityId: City;
    /// An advertising campaign.
    CampaignId: Campaign;
    /// A user of any role: admin, operator, director or master. One table, so ids never collide.
    OperatorId: Operator;
    /// One of the company's own numbers.
    LineId: Line;
    /// A provider's whole conversation, as this office numbers it.
    ConversationId: Conversation;
    /// A call.
    CallId: Call;
    /// A sign-in session.
    SessionId: Session;
    /// A job.
    JobId: Job;
    /// An order.
    OrderId: Order;
    /// A cost of a campaign.
    CampaignCostId: CampaignCost;
    /// A master's hand-over of cash.
    CashHandoverId: CashHandover;
    /// A shift.
    ShiftId: Shift;
    /// A call-back.
    CallbackId: Callback;
}

/// How often a row has been written: 1 when created, one more with each change. The number a client sends back in
/// `If-Match`, and the number a commit guards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(i64);

impl Version {
    /// The version of a row that has just been created.
    pub const FIRST: Self = Self(1);

    /// A stored or received version.
    pub const fn new(raw: i64) -> Self {
        Self(raw)
    }
    /// The plain number.
    pub const fn get(self) -> i64 {
        self.0
    }
    /// The version after one more change.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CallId, EntityId, IdKind, OutOfRange, Version};

    #[test]
    fn an_id_is_a_whole_number_that_every_wire_format_carries() {
        const LAST: i64 = 9_007_199_254_740_991;
        assert_eq!(CallId::new(1).map(CallId::get), Ok(1));
        assert_eq!(CallId::new(LAST).map(CallId::get), Ok(LAST));
        for raw in [0, -1, i64::MIN, LAST + 1, i64::MAX] {
            assert_eq!(CallId::new(raw), Err(OutOfRange(raw)));
        }
    }

    #[test]
    fn an_id_is_a_plain_number_in_json_and_holds_its_range_there_too() {
        let id = CallId::new(17).unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "17");
        assert_eq!(serde_json::from_str::<CallId>("17").unwrap(), id);
        for json in ["0", "-1", "9007199254740992", "1.0", "\"17\"", "null"] {
            assert!(serde_json::from_str::<CallId>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn no_two_kinds_share_a_sequence() {
        let names: BTreeSet<&str> = IdKind::ALL.map(IdKind::name).into();
        assert_eq!(names.len(), IdKind::ALL.len());
        assert_eq!(<CallId as EntityId>::KIND.name(), "call");
    }

    #[test]
    fn a_version_rises_by_one() {
        assert_eq!(Version::FIRST.next(), Version::new(2));
        assert_eq!(serde_json::to_string(&Version::FIRST).unwrap(), "1");
    }
}
