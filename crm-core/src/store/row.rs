//! Rows that carry a version, and rows as they were read.

use std::ops::Deref;

use super::UniqueKey;
use crate::auth::{Session, Throttle, ThrottleKey};
use crate::callbacks::{Callback, ClientHead};
use crate::calls::Call;
use crate::campaigns::{Campaign, CampaignCost};
use crate::cities::City;
use crate::jobs::Job;
use crate::kernel::{
    CallId, CallbackId, CampaignCostId, CampaignId, CashHandoverId, CityId, ConversationId, JobId, LineId, OperatorId,
    OrderId, Phone, SessionId, ShiftId, Version,
};
use crate::lines::Line;
use crate::money::CashHandover;
use crate::operators::Operator;
use crate::orders::Order;
use crate::settings::{Setting, SettingKey};
use crate::shifts::Shift;
use crate::telephony::Conversation;

/// A versioned row. Exhaustive on purpose: a backend that does not know a kind must not compile.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A city.
    City(Box<City>),
    /// A campaign.
    Campaign(Box<Campaign>),
    /// A setting.
    Setting(Box<Setting>),
    /// A user.
    Operator(Box<Operator>),
    /// A line.
    Line(Box<Line>),
    /// A conversation.
    Conversation(Box<Conversation>),
    /// A call.
    Call(Box<Call>),
    /// A session.
    Session(Box<Session>),
    /// A login throttle.
    Throttle(Box<Throttle>),
    /// A job.
    Job(Box<Job>),
    /// An order.
    Order(Box<Order>),
    /// A cost of a campaign.
    CampaignCost(Box<CampaignCost>),
    /// A hand-over of cash.
    CashHandover(Box<CashHandover>),
    /// A shift.
    Shift(Box<Shift>),
    /// A call-back.
    Callback(Box<Callback>),
    /// The head of a client's phone.
    ClientHead(Box<ClientHead>),
}

/// What names a versioned row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowKey {
    /// A city.
    City(CityId),
    /// A campaign.
    Campaign(CampaignId),
    /// A setting.
    Setting(SettingKey),
    /// A user.
    Operator(OperatorId),
    /// A line.
    Line(LineId),
    /// A conversation.
    Conversation(ConversationId),
    /// A call.
    Call(CallId),
    /// A session.
    Session(SessionId),
    /// A login throttle.
    Throttle(ThrottleKey),
    /// A job.
    Job(JobId),
    /// An order.
    Order(OrderId),
    /// A cost of a campaign.
    CampaignCost(CampaignCostId),
    /// A hand-over of cash.
    CashHandover(CashHandoverId),
    /// A shift.
    Shift(ShiftId),
    /// A call-back.
    Callback(CallbackId),
    /// The head of a client's phone.
    ClientHead(Phone),
}

/// A type that is stored as a versioned row.
pub trait Stored: Clone + Into<Row> {
    /// What names the row.
    fn row_key(&self) -> RowKey;
    /// The version it has.
    fn version(&self) -> Version;
    /// Gives it the version it is about to be written with.
    fn set_version(&mut self, version: Version);
    /// The keys that must be free when it is inserted.
    fn unique_keys(&self) -> Vec<UniqueKey>;
}

macro_rules! stored {
    ($( $type:ident, $key:expr, $unique:expr; )+) => { $(
        impl From<$type> for Row {
            fn from(row: $type) -> Self { Self::$type(Box::new(row)) }
        }
        impl Stored for $type {
            fn row_key(&self) -> RowKey {
                let key: fn(&$type) -> RowKey = $key;
                key(self)
            }
            fn version(&self) -> Version { self.version }
            fn set_version(&mut self, version: Version) { self.version = version; }
            fn unique_keys(&self) -> Vec<UniqueKey> {
                let unique: fn(&$type) -> Vec<UniqueKey> = $unique;
                unique(self)
            }
        }
    )+ };
}

stored! {
    City, |r| RowKey::City(r.id), |r| vec![UniqueKey::CityName(r.name.as_str().to_lowercase())];
    Campaign, |r| RowKey::Campaign(r.id), |r| vec![UniqueKey::CampaignName(r.name.as_str().to_lowercase())];
    Setting, |r| RowKey::Setting(r.key.clone()), |r| vec![UniqueKey::Setting(r.key.clone())];
    Operator, |r| RowKey::Operator(r.id), |r| {
        let mut keys = vec![UniqueKey::OperatorLogin(r.login.key())];
        keys.extend(r.extension.clone().map(UniqueKey::OperatorExtension));
        keys
    };
    Line, |r| RowKey::Line(r.id), |r| vec![UniqueKey::LineNumber(r.number.clone())];
    Conversation, |r| RowKey::Conversation(r.id), |r| vec![UniqueKey::Conversation(r.key.clone())];
    Call, |r| RowKey::Call(r.id), |r| r.conversation.map(UniqueKey::CallOfConversation).into_iter().collect();
    Session, |r| RowKey::Session(r.id), |_| Vec::new();
    Throttle, |r| RowKey::Throttle(r.key.clone()), |r| vec![UniqueKey::Throttle(r.key.clone())];
    Job, |r| RowKey::Job(r.id), |_| Vec::new();
    Order, |r| RowKey::Order(r.id), |_| Vec::new();
    CampaignCost, |r| RowKey::CampaignCost(r.id), |_| Vec::new();
    CashHandover, |r| RowKey::CashHandover(r.id), |_| Vec::new();
    Shift, |r| RowKey::Shift(r.id), |_| Vec::new();
    Callback, |r| RowKey::Callback(r.id), |_| Vec::new();
    ClientHead, |r| RowKey::ClientHead(r.phone.clone()), |r| vec![UniqueKey::ClientHead(r.phone.clone())];
}

/// A row as a unit read it. Changing it goes through [`Effects::update`](super::Effects::update), which records the
/// version that was read, so no guard is forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded<T>(T);

impl<T: Stored> Loaded<T> {
    /// A row as a backend read it.
    pub fn new(row: T) -> Self {
        Self(row)
    }
    /// The row, for showing.
    pub fn into_inner(self) -> T {
        self.0
    }
    /// A copy to change and hand to [`Effects::update`](super::Effects::update).
    pub fn to_changed(&self) -> T {
        self.0.clone()
    }
}

impl<T> Deref for Loaded<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
