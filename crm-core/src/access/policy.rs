//! What each role may do. The one place that decides it.

use super::{
    AccessError, Actor, CallScope, CallbackScope, CashScope, CostScope, LineScope, OperatorScope, OrderScope,
    StatsScope,
};
use crate::kernel::{CityId, OperatorId};
use crate::operators::{Operator, Role};

/// A right that does not depend on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Add and change cities, lines with their campaigns, settings and users.
    ManageOffice,
    /// Read the audit and verify it.
    ReadAudit,
    /// Read jobs, unread provider events, refused deliveries and unknown lines.
    ReadOperations,
    /// Add, claim and retry jobs.
    ManageJobs,
    /// Write a call by hand.
    RecordCalls,
    /// Classify calls in scope.
    ClassifyCalls,
    /// Change other people's work state and sessions.
    ManagePeople,
    /// Take along what a list shows, in a file.
    Export,
    /// Keep house: close conversations that went silent, seal the audit.
    Maintain,
    /// Look after call-backs in scope.
    TakeCallbacks,
    /// Close call-backs in scope without a call.
    CloseCallbacks,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 11] = [
        Self::ManageOffice,
        Self::ReadAudit,
        Self::ReadOperations,
        Self::ManageJobs,
        Self::RecordCalls,
        Self::ClassifyCalls,
        Self::ManagePeople,
        Self::Export,
        Self::Maintain,
        Self::TakeCallbacks,
        Self::CloseCallbacks,
    ];
}

/// The policy. Everything not granted here is refused.
#[derive(Debug, Clone, Copy)]
pub struct Policy;

impl Policy {
    /// Whether the actor has the right.
    pub fn has(actor: &Actor, right: Right) -> bool {
        match actor.role() {
            None | Some(Role::Admin) => true,
            Some(Role::Operator) => {
                matches!(
                    right,
                    Right::RecordCalls
                        | Right::ClassifyCalls
                        | Right::Export
                        | Right::TakeCallbacks
                        | Right::CloseCallbacks
                )
            }
            Some(Role::Director) => matches!(right, Right::Export | Right::CloseCallbacks),
            Some(Role::Master | Role::Unknown(_)) => false,
        }
    }

    /// `Ok` when the actor has the right.
    ///
    /// # Errors
    /// [`AccessError::Forbidden`].
    pub fn require(actor: &Actor, right: Right) -> Result<(), AccessError> {
        if Self::has(actor, right) { Ok(()) } else { Err(AccessError::Forbidden) }
    }

    /// Which calls the actor sees: admin all; operator the served cities and own; director own cities; master none.
    pub fn calls(actor: &Actor) -> CallScope {
        match actor.role() {
            None | Some(Role::Admin) => CallScope::All,
            Some(Role::Operator) => CallScope::Some { cities: actor.cities().to_vec(), own: actor.id() },
            Some(Role::Director) => CallScope::Some { cities: actor.cities().to_vec(), own: None },
            Some(Role::Master | Role::Unknown(_)) => CallScope::NOTHING,
        }
    }

    /// Which orders the actor sees: admin all; operator those of the served cities and those written by self; director own
    /// cities; master own orders.
    pub fn orders(actor: &Actor) -> OrderScope {
        let some = |cities: &[_], author, master| OrderScope::Some { cities: cities.to_vec(), author, master };
        match actor.role() {
            None | Some(Role::Admin) => OrderScope::All,
            Some(Role::Operator) => some(actor.cities(), actor.id(), None),
            Some(Role::Director) => some(actor.cities(), None, None),
            Some(Role::Master) => some(&[], None, actor.id()),
            Some(Role::Unknown(_)) => some(&[], None, None),
        }
    }

    /// Whether the actor may add and change masters who serve these cities: admin any; director where every one of them is
    /// an own city, and there is one.
    ///
    /// # Errors
    /// [`AccessError::Forbidden`] for other roles, [`AccessError::OtherCity`] for a director elsewhere.
    pub fn manages_masters(actor: &Actor, cities: impl IntoIterator<Item = CityId>) -> Result<(), AccessError> {
        match actor.role() {
            None | Some(Role::Admin) => Ok(()),
            Some(Role::Director) => {
                let mut cities = cities.into_iter().peekable();
                let serves_all = cities.peek().is_some() && cities.all(|city| actor.cities().contains(&city));
                if serves_all { Ok(()) } else { Err(AccessError::OtherCity) }
            }
            Some(Role::Operator | Role::Master | Role::Unknown(_)) => Err(AccessError::Forbidden),
        }
    }

    /// Whose work time and shifts the actor reads: admin everybody's; director those of the served cities and own; operator
    /// and master own.
    pub fn work_time(actor: &Actor) -> OperatorScope {
        match actor.role() {
            None | Some(Role::Admin) => OperatorScope::All,
            Some(Role::Director) => OperatorScope::Some { cities: actor.cities().to_vec(), own: actor.id() },
            Some(Role::Operator | Role::Master | Role::Unknown(_)) => {
                OperatorScope::Some { cities: Vec::new(), own: actor.id() }
            }
        }
    }

    /// Whose shifts the actor plans: admin everybody's; director those of users of the served cities.
    ///
    /// # Errors
    /// [`AccessError::Forbidden`] for every other role.
    pub fn plan_shifts(actor: &Actor) -> Result<OperatorScope, AccessError> {
        match actor.role() {
            None | Some(Role::Admin) => Ok(OperatorScope::All),
            Some(Role::Director) => Ok(OperatorScope::Some { cities: actor.cities().to_vec(), own: None }),
            Some(Role::Operator | Role::Master | Role::Unknown(_)) => Err(AccessError::Forbidden),
        }
    }

    /// Whether the actor may set the work state of another user, `None` being nobody: who manages people anybody's, a
    /// director that of a master whom [`Policy::manages_masters`] grants.
    ///
    /// # Errors
    /// [`AccessError::Forbidden`].
    pub fn moves(actor: &Actor, other: Option<&Operator>) -> Result<(), AccessError> {
        let manages = |master: &Operator| Self::manages_masters(actor, master.cities()).is_ok();
        if Self::has(actor, Right::ManagePeople)
            || other.is_some_and(|other| other.role == Role::Master && manages(other))
        {
            Ok(())
        } else {
            Err(AccessError::Forbidden)
        }
    }

    /// Which hand-overs and balances the actor sees: admin all; director own cities; master own; operator none.
    pub fn cash(actor: &Actor) -> CashScope {
        match actor.role() {
            None | Some(Role::Admin) => CashScope::All,
            Some(Role::Director) => CashScope::Some { cities: actor.cities().to_vec(), master: None },
            Some(Role::Master) => CashScope::Some { cities: Vec::new(), master: actor.id() },
            Some(Role::Operator | Role::Unknown(_)) => CashScope::Some { cities: Vec::new(), master: None },
        }
    }

    /// The master who hands cash over: only masters hold any.
    ///
    /// # Errors
    /// [`AccessError::Forbidden`].
    pub fn hands_cash(actor: &Actor) -> Result<OperatorId, AccessError> {
        match (actor.role(), actor.id()) {
            (Some(Role::Master), Some(master)) => Ok(master),
            _ => Err(AccessError::Forbidden),
        }
    }

    /// Whether the actor accepts or declines cash that a master hands over in a city: admin everywhere, director in own
    /// cities; nobody what they handed over themselves, as one could who was a master then.
    ///
    /// # Errors
    /// [`AccessError::Forbidden`], [`AccessError::OtherCity`].
    pub fn takes_cash(actor: &Actor, master: OperatorId, city: CityId) -> Result<(), AccessError> {
        match actor.role() {
            _ if actor.id() == Some(master) => Err(AccessError::Forbidden),
            None | Some(Role::Admin) => Ok(()),
            Some(Role::Director) if actor.cities().contains(&city) => Ok(()),
            Some(Role::Director) => Err(AccessError::OtherCity),
            Some(Role::Operator | Role::Master | Role::Unknown(_)) => Err(AccessError::Forbidden),
        }
    }

    /// Which costs of campaigns the actor sees: admin all; director those of own cities; others none.
    pub fn costs(actor: &Actor) -> CostScope {
        match actor.role() {
            None | Some(Role::Admin) => CostScope::All,
            Some(Role::Director) => CostScope::Cities(actor.cities().to_vec()),
            Some(Role::Operator | Role::Master | Role::Unknown(_)) => CostScope::Cities(Vec::new()),
        }
    }

    /// Which lines the actor sees: admin all; operator and director those of the served cities; master none.
    pub fn lines(actor: &Actor) -> LineScope {
        match actor.role() {
            None | Some(Role::Admin) => LineScope::All,
            Some(Role::Operator | Role::Director) => LineScope::Cities(actor.cities().to_vec()),
            Some(Role::Master | Role::Unknown(_)) => LineScope::Cities(Vec::new()),
        }
    }

    /// Which call-backs the actor sees: admin all; operator those of the served cities and those without a city; director
    /// own cities; master none.
    pub fn callbacks(actor: &Actor) -> CallbackScope {
        let some = |cities: &[_], without_city| CallbackScope::Some { cities: cities.to_vec(), without_city };
        match actor.role() {
            None | Some(Role::Admin) => CallbackScope::All,
            Some(Role::Operator) => some(actor.cities(), true),
            Some(Role::Director) => some(actor.cities(), false),
            Some(Role::Master | Role::Unknown(_)) => some(&[], false),
        }
    }

    /// Which users the actor sees: admin all; operator and director those of the served cities and self; master self.
    pub fn operators(actor: &Actor) -> OperatorScope {
        match actor.role() {
            None | Some(Role::Admin) => OperatorScope::All,
            Some(Role::Operator | Role::Director) => {
                OperatorScope::Some { cities: actor.cities().to_vec(), own: actor.id() }
            }
            Some(Role::Master | Role::Unknown(_)) => OperatorScope::Some { cities: Vec::new(), own: actor.id() },
        }
    }

    /// Whose figures the reports of the office show: admin all; director own cities together.
    ///
    /// # Errors
    /// [`AccessError::Forbidden`] for operators and masters, who have their own figures.
    pub fn stats(actor: &Actor) -> Result<StatsScope, AccessError> {
        match actor.role() {
            None | Some(Role::Admin) => Ok(StatsScope::Office),
            Some(Role::Director) => Ok(StatsScope::Cities(actor.cities().to_vec())),
            Some(Role::Operator | Role::Master | Role::Unknown(_)) => Err(AccessError::Forbidden),
        }
    }

    /// Whose figures the wallboard shows: admin all; operator and director the served cities together.
    ///
    /// # Errors
    /// [`AccessError::Forbidden`] for masters.
    pub fn wallboard(actor: &Actor) -> Result<StatsScope, AccessError> {
        match actor.role() {
            Some(Role::Operator) => Ok(StatsScope::Cities(actor.cities().to_vec())),
            _ => Self::stats(actor),
        }
    }

    /// Whose own figures the actor sees: admin everybody's; director those of who serves one of the own cities; everybody
    /// those of self.
    pub fn stats_of_users(actor: &Actor) -> OperatorScope {
        match actor.role() {
            None | Some(Role::Admin) => OperatorScope::All,
            Some(Role::Director) => OperatorScope::Some { cities: actor.cities().to_vec(), own: actor.id() },
            Some(Role::Operator | Role::Master | Role::Unknown(_)) => {
                OperatorScope::Some { cities: Vec::new(), own: actor.id() }
            }
        }
    }
}
