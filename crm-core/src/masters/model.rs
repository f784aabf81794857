//! Masters as lists show them, to add, and to change.

use crate::calls::Extension;
use crate::kernel::{Change, CityId, FilterDigest, Secret, Text};
use crate::operators::{Login, NewOperator, Operator, OperatorFilter, OperatorPatch, OperatorStatus, Role};

/// A master with what is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasterView {
    /// The master, with cities and work state.
    pub master: Operator,
    /// How many open orders the master has. One who left may have some still: they wait for another.
    pub open_orders: u64,
}

/// Which masters a list shows. Every `Some` must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MasterFilter {
    /// Masters who serve this city.
    pub city: Option<CityId>,
    /// Masters with this status.
    pub status: Option<OperatorStatus>,
}

impl MasterFilter {
    /// The same among users of every role.
    pub fn among_users(&self) -> OperatorFilter {
        OperatorFilter { role: Some(Role::Master), city: self.city, status: self.status.clone() }
    }
    /// What cursors of this filter carry: a cursor of one filter is refused by another.
    pub(crate) fn digest(&self) -> FilterDigest {
        FilterDigest::of(format!("masters {self:?}").as_bytes())
    }
}

/// A master to add.
#[derive(Debug, Clone)]
pub struct NewMaster {
    /// The name people read.
    pub name: Text<255>,
    /// The login.
    pub login: Login,
    /// The first password; the policy of [`auth`](crate::auth) applies.
    pub password: Secret,
    /// The home city.
    pub city: CityId,
    /// Further cities served.
    pub more_cities: Vec<CityId>,
    /// The SIP address of the master's phone.
    pub sip_address: Option<Text<100>>,
    /// The extension.
    pub extension: Option<Extension>,
}

impl NewMaster {
    /// A master of one city, without phone yet.
    pub fn new(name: Text<255>, login: Login, password: Secret, city: CityId) -> Self {
        Self { name, login, password, city, more_cities: Vec::new(), sip_address: None, extension: None }
    }

    pub(crate) fn into_user(self) -> NewOperator {
        NewOperator {
            name: self.name,
            login: self.login,
            password: self.password,
            role: Role::Master,
            city: Some(self.city),
            more_cities: self.more_cities,
            sip_address: self.sip_address,
            extension: self.extension,
        }
    }
}

/// Changes to a master, who stays one; what is left at its default stays.
#[derive(Debug, Clone, Default)]
pub struct MasterPatch {
    /// Another name.
    pub name: Option<Text<255>>,
    /// Another home city.
    pub city: Option<CityId>,
    /// Other further cities.
    pub more_cities: Option<Vec<CityId>>,
    /// Another SIP address.
    pub sip_address: Change<Text<100>>,
    /// Another extension.
    pub extension: Change<Extension>,
    /// Let in or lock out; locking out revokes every session and frees the extension. Open orders stay with the master
    /// until they are given to another.
    pub status: Option<OperatorStatus>,
}

impl MasterPatch {
    pub(crate) fn into_patch(self) -> OperatorPatch {
        OperatorPatch {
            name: self.name,
            role: None,
            city: self.city.map_or(Change::Keep, Change::To),
            more_cities: self.more_cities,
            sip_address: self.sip_address,
            extension: self.extension,
            status: self.status,
        }
    }
}
