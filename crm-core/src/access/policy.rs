//! What each role may do. The one place that decides it.

use super::{AccessError, Actor, CallScope, OperatorScope, OrderScope};
use crate::operators::Role;

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
    /// Keep house: close conversations that went silent, seal the audit.
    Maintain,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 8] = [
        Self::ManageOffice,
        Self::ReadAudit,
        Self::ReadOperations,
        Self::ManageJobs,
        Self::RecordCalls,
        Self::ClassifyCalls,
        Self::ManagePeople,
        Self::Maintain,
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
            Some(Role::Operator) => matches!(right, Right::RecordCalls | Right::ClassifyCalls),
            Some(Role::Director | Role::Master | Role::Unknown(_)) => false,
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
}
