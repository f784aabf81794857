//! What another system knew.

use chrono::NaiveDate;

use crate::auth::PasswordHash;
use crate::calls::NewCall;
use crate::kernel::{CallId, CampaignId, CityId, FieldError, Money, OperatorId, Phone, Text, Timestamp};
use crate::lines::Attribution;
use crate::operators::{Login, OperatorStatus, Role};
use crate::orders::{Equipment, OrderStatus, OrderType};

/// The name of a system that rows come from. Another name is another system: the same rows would come again.
pub type Source = Text<50>;

/// What a row is known by in the system it comes from, within its kind.
pub type PastId = Text<64>;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PastKind {
    /// A user of any role.
    User,
    /// A call.
    Call,
    /// An order.
    Order,
}

impl PastKind {
    /// Its name in storage and in the audit.
    pub const fn code(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Call => "call",
            Self::Order => "order",
        }
    }
}

/// What a row of another system has become. Never changed, never dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastMark {
    /// Which system.
    pub source: Source,
    /// What the row is.
    pub kind: PastKind,
    /// Its id there.
    pub id: PastId,
    /// The id here, of the kind.
    pub made: i64,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate<I> {
    /// It was written now, under this id.
    Written(I),
    /// It was there: an earlier batch has written it.
    Present(I),
    /// Somebody with this login and role was there already, and stands for the row from now on. Nothing of the row was
    /// taken over, its password neither.
    Joined(I),
    /// It was not written, for these reasons.
    LeftOut(Vec<FieldError>),
}

impl<I: Copy> Fate<I> {
    /// What stands for the row here; `None` when it was left out.
    pub const fn id(&self) -> Option<I> {
        match self {
            Self::Written(id) | Self::Present(id) | Self::Joined(id) => Some(*id),
            Self::LeftOut(_) => None,
        }
    }
}

/// A user of another system.
#[derive(Debug, Clone)]
pub struct PastUser {
    /// The id there.
    pub id: PastId,
    /// The name people read.
    pub name: Text<255>,
    /// The login.
    pub login: Login,
    /// The hash of the password: argon2 or bcrypt. The old password goes on working and is hashed anew at the first
    /// sign-in. Without one nobody can sign in until an admin sets a password.
    pub password: Option<PasswordHash>,
    /// What the user may do.
    pub role: Role,
    /// The home city; required for every role but admin.
    pub city: Option<CityId>,
    /// Further cities served.
    pub more_cities: Vec<CityId>,
    /// Whether the user may sign in.
    pub status: OperatorStatus,
    /// The SIP address of the user's phone.
    pub sip_address: Option<Text<100>>,
    /// When the user was added there.
    pub created_at: Timestamp,
}

/// A call of another system. It is over, and between the office and somebody outside.
#[derive(Debug, Clone)]
pub struct PastCall {
    /// The id there.
    pub id: PastId,
    /// What is known of it.
    pub call: NewCall,
    /// What it is attributed to; not asked of the line.
    pub attribution: Attribution,
    /// Who had it.
    pub operator: Option<OperatorId>,
}

/// An order of another system, as it stands.
#[derive(Debug, Clone)]
pub struct PastOrder {
    /// The id there.
    pub id: PastId,
    /// The client's phone.
    pub phone: Phone,
    /// How the client comes to us.
    pub order_type: OrderType,
    /// What is to be repaired.
    pub equipment: Equipment,
    /// Where; an archived city too.
    pub city: CityId,
    /// The advertising campaign that brought it.
    pub campaign: Option<CampaignId>,
    /// The advert account that brought it.
    pub advert_account: Option<Text<255>>,
    /// The call it was written from.
    pub call: Option<CallId>,
    /// The client's name.
    pub client_name: Text<255>,
    /// Where to drive.
    pub address: Text<500>,
    /// What is broken.
    pub problem: Text<4000>,
    /// The agreed visit; any instant.
    pub meeting: Timestamp,
    /// Where it stands.
    pub status: OrderStatus,
    /// The master it is assigned to: none of an order that waits; required of one that was accepted and is open.
    pub master: Option<OperatorId>,
    /// What was taken from the client; required of a completed order.
    pub result: Option<Money>,
    /// What was spent on parts; nothing counts as zero when completed.
    pub expenditure: Option<Money>,
    /// The day on which a deferred job was promised.
    pub promised: Option<NaiveDate>,
    /// Who wrote it.
    pub operator: Option<OperatorId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was closed; exactly of closed orders.
    pub closed_at: Option<Timestamp>,
}
