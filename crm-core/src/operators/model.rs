//! What a user is.

use std::fmt;

use crate::calls::Extension;
use crate::kernel::{BadText, Change, CityId, OperatorId, Secret, Text, Timestamp, Version, coded};

coded! {
    /// What a user may do.
    pub enum Role: "role" {
        /// Everything.
        Admin = "admin", "Администратор", "Administrator";
        /// Answers calls and writes orders of the served cities.
        Operator = "operator", "Оператор", "Operator", aliases "оператор";
        /// Runs the cities served.
        Director = "director", "Директор", "Director", aliases "директор";
        /// Drives out to clients.
        Master = "master", "Мастер", "Master", aliases "мастер";
    }
}

coded! {
    /// Whether a user may sign in.
    pub enum OperatorStatus: "operator status" {
        /// May sign in.
        Active = "active", "Активен", "Active", aliases "активен";
        /// May not; every session is revoked.
        Inactive = "inactive", "Отключён", "Inactive", aliases "неактивен" | "уволен";
    }
}

coded! {
    /// What an operator is doing now.
    pub enum WorkState: "work state" {
        /// Not at work.
        Offline = "offline", "Не в сети", "Offline", aliases "не в сети";
        /// Ready for calls.
        Online = "online", "Работает", "Online", aliases "working" | "работает" | "в сети";
        /// On a break.
        Break = "break", "Перерыв", "Break", aliases "перерыв";
        /// On a call.
        Busy = "busy", "На звонке", "On a call";
        /// Finishing up after a call.
        WrapUp = "wrap_up", "После звонка", "Wrap-up";
    }
}

/// A login: 1 to 100 characters without blanks, unique in any case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(Text<100>);

impl Login {
    /// Reads a login, blanks around it ignored.
    ///
    /// # Errors
    /// [`BadText`] when empty, too long, or with blanks or control characters inside.
    pub fn new(input: &str) -> Result<Self, BadText> {
        let text = Text::new(input)?;
        if text.as_str().chars().any(char::is_whitespace) {
            return Err(BadText::Control);
        }
        Ok(Self(text))
    }
    /// A stored login, taken as it is.
    pub fn from_stored(text: &str) -> Self {
        Self(Text::from_stored(text))
    }
    /// As people wrote it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
    /// As it is compared: two logins with one key are the same login.
    pub fn key(&self) -> String {
        self.as_str().to_lowercase()
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A user of any role. The password is not here: it lives in a type of its own that cannot be serialised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// The id; one sequence for every role, so ids never collide.
    pub id: OperatorId,
    /// How often the row has been written.
    pub version: Version,
    /// The version that last changed more than the work state: whoever read the user at it or later has read the present
    /// profile, however often calls have changed the state since.
    pub profile_version: Version,
    /// The name people read.
    pub name: Text<255>,
    /// The login.
    pub login: Login,
    /// What the user may do.
    pub role: Role,
    /// The home city; also served.
    pub city: Option<CityId>,
    /// Further cities served, in ascending order, the home city not repeated.
    pub more_cities: Vec<CityId>,
    /// Whether the user may sign in.
    pub status: OperatorStatus,
    /// What the user is doing now.
    pub work_state: WorkState,
    /// Since when.
    pub work_state_since: Timestamp,
    /// The SIP address of the user's phone.
    pub sip_address: Option<Text<100>>,
    /// The extension providers name the user by, unique.
    pub extension: Option<Extension>,
    /// When the user was added.
    pub created_at: Timestamp,
    /// When the row last changed.
    pub updated_at: Timestamp,
}

impl Operator {
    /// Every city served, the home city first.
    pub fn cities(&self) -> impl Iterator<Item = CityId> + '_ {
        self.city.into_iter().chain(self.more_cities.iter().copied())
    }
    /// Whether the user may sign in.
    pub fn is_active(&self) -> bool {
        self.status == OperatorStatus::Active
    }
}

/// A user to add.
#[derive(Debug, Clone)]
pub struct NewOperator {
    /// The name people read.
    pub name: Text<255>,
    /// The login.
    pub login: Login,
    /// The first password; the policy of [`auth`](crate::auth) applies.
    pub password: Secret,
    /// What the user may do.
    pub role: Role,
    /// The home city; required for every role but admin.
    pub city: Option<CityId>,
    /// Further cities served.
    pub more_cities: Vec<CityId>,
    /// The SIP address of the user's phone.
    pub sip_address: Option<Text<100>>,
    /// The extension.
    pub extension: Option<Extension>,
}

impl NewOperator {
    /// An admin without city or phone: the first user of an office.
    pub fn admin(name: Text<255>, login: Login, password: Secret) -> Self {
        Self::new(Role::Admin, name, login, password, None)
    }
    /// An operator of one city, without phone yet.
    pub fn operator(name: Text<255>, login: Login, password: Secret, city: CityId) -> Self {
        Self::new(Role::Operator, name, login, password, Some(city))
    }

    fn new(role: Role, name: Text<255>, login: Login, password: Secret, city: Option<CityId>) -> Self {
        Self { name, login, password, role, city, more_cities: Vec::new(), sip_address: None, extension: None }
    }
}

/// Changes to a user; what is left at its default stays.
#[derive(Debug, Clone, Default)]
pub struct OperatorPatch {
    /// Another name.
    pub name: Option<Text<255>>,
    /// Another role.
    pub role: Option<Role>,
    /// Another home city.
    pub city: Change<CityId>,
    /// Other further cities.
    pub more_cities: Option<Vec<CityId>>,
    /// Another SIP address.
    pub sip_address: Change<Text<100>>,
    /// Another extension.
    pub extension: Change<Extension>,
    /// Let in or lock out; locking out revokes every session and frees the extension.
    pub status: Option<OperatorStatus>,
}

/// Which users a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperatorFilter {
    /// Only this role.
    pub role: Option<Role>,
    /// Only users who serve this city.
    pub city: Option<CityId>,
    /// Only this status.
    pub status: Option<OperatorStatus>,
}

/// One stretch of an operator's time. The entries of an operator tile the time since the first without gap or overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkStateEntry {
    /// Whose time.
    pub operator: OperatorId,
    /// What it was spent on.
    pub state: WorkState,
    /// Why, if it was said.
    pub reason: Option<Text<200>>,
    /// When it began.
    pub from: Timestamp,
    /// When it ended; `None` while it lasts.
    pub to: Option<Timestamp>,
}

impl WorkStateEntry {
    /// The reason of an offline entry that began at a user's last sign of life, because none followed.
    pub const NO_SIGN_OF_LIFE: &'static str = "no_sign_of_life";
    /// The reason of an offline entry that began when the user signed out of the last session.
    pub const SIGNED_OUT: &'static str = "signed_out";
}
