//! Who is asking.

use std::fmt;

use crate::audit::AuditActor;
use crate::kernel::{CityId, OperatorId, SessionId, Text};
use crate::operators::{Operator, Role};

/// Who asks for a use case: a signed-in user, or a part of the program itself.
///
/// A user's actor comes from [`Auth::authenticate`](crate::auth::Auth::authenticate) or
/// [`Operators::actor`](crate::operators::Operators::actor), so role and cities are those of the stored row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    User { id: OperatorId, role: Role, cities: Vec<CityId>, session: Option<SessionId> },
    System(Text<64>),
}

impl Actor {
    /// The program itself, by the name of the part that acts, such as `import`. It may do everything: the embedder's own
    /// code is trusted. The name is cut to 64 characters.
    pub fn system(name: &str) -> Self {
        let name: String = name.chars().filter(|c| !c.is_control()).take(64).collect();
        Self(Kind::System(Text::new(&name).unwrap_or_else(|_| Text::from_stored("system"))))
    }

    pub(crate) fn user(operator: &Operator, session: Option<SessionId>) -> Self {
        let mut cities: Vec<_> = operator.cities().collect();
        cities.sort_unstable();
        cities.dedup();
        Self(Kind::User { id: operator.id, role: operator.role.clone(), cities, session })
    }

    /// The user's id; `None` for the program itself.
    pub fn id(&self) -> Option<OperatorId> {
        match &self.0 {
            Kind::User { id, .. } => Some(*id),
            Kind::System(_) => None,
        }
    }
    /// The user's role; `None` for the program itself.
    pub fn role(&self) -> Option<&Role> {
        match &self.0 {
            Kind::User { role, .. } => Some(role),
            Kind::System(_) => None,
        }
    }
    /// The cities the user serves, ascending, each once; empty for the program itself.
    pub fn cities(&self) -> &[CityId] {
        match &self.0 {
            Kind::User { cities, .. } => cities,
            Kind::System(_) => &[],
        }
    }
    /// The session the user signed in with.
    pub fn session(&self) -> Option<SessionId> {
        match &self.0 {
            Kind::User { session, .. } => *session,
            Kind::System(_) => None,
        }
    }
    /// Whether this is the program itself.
    pub fn is_system(&self) -> bool {
        matches!(self.0, Kind::System(_))
    }
    /// How the audit names this actor.
    pub fn audit_name(&self) -> AuditActor {
        match &self.0 {
            Kind::User { id, .. } => AuditActor::Operator(*id),
            Kind::System(name) => AuditActor::System(name.clone()),
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.audit_name().fmt(f)
    }
}
