//! Rules of users.

use super::{NewOperator, Operator, OperatorPatch, OperatorStatus, Role, WorkState, WorkStateEntry};
use crate::access::Actor;
use crate::audit;
use crate::auth::{PasswordHash, RevokeReason};
use crate::events::{EventKind, EventScope, NewEvent};
use crate::kernel::{Code, ErrorKind, FieldError, Invalid, OperatorId, Refusal, Text, Timestamp, Version};
use crate::store::{Effects, Loaded, UniqueKey, Write};

/// Refusals of users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OperatorError {
    /// No such user, or not for this actor.
    #[error("there is no such user")]
    NotFound,
    /// The login is taken.
    #[error("another user has this login")]
    LoginTaken,
    /// The extension is taken.
    #[error("another user has this extension")]
    ExtensionTaken,
    /// It would leave the office without an active admin.
    #[error("this is the last active administrator")]
    LastAdmin,
    /// The work state comes from calls and cannot be set by hand.
    #[error("this state comes from calls and cannot be set by hand")]
    AutomaticState,
    /// The user is locked out.
    #[error("the user is inactive")]
    Inactive,
    /// Somebody changed the user since it was read.
    #[error("the user was changed by somebody else; it is at version {current} now")]
    VersionConflict {
        /// The version it has now.
        current: Version,
    },
    /// The period of a time sheet is longer than is added up at once.
    #[error("a time sheet covers at most 366 days")]
    PeriodTooLong,
}

impl Refusal for OperatorError {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => "operator.not_found",
            Self::LoginTaken => "operator.login_taken",
            Self::ExtensionTaken => "operator.extension_taken",
            Self::LastAdmin => "operator.last_admin",
            Self::AutomaticState => "operator.automatic_state",
            Self::Inactive => "operator.inactive",
            Self::VersionConflict { .. } => "operator.version_conflict",
            Self::PeriodTooLong => "operator.period_too_long",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            Self::AutomaticState | Self::PeriodTooLong => ErrorKind::Invalid,
            _ => ErrorKind::Conflict,
        }
    }
    fn current_version(&self) -> Option<Version> {
        match self {
            Self::VersionConflict { current } => Some(*current),
            _ => None,
        }
    }
}

/// What must hold of role, cities and extension together.
pub(crate) fn check(operator: &Operator) -> Result<(), Invalid> {
    let mut findings = Vec::new();
    let mut finding = |field, code, message: &str| {
        findings.push(FieldError { field, code, message: message.to_owned() });
    };
    if operator.city.is_none() && operator.role != Role::Admin {
        finding("city", "operator.city_required", "every role but admin has a home city");
    }
    if let Role::Unknown(_) = operator.role {
        finding("role", "code.unknown", "not a role of this version");
    }
    let extension = operator.extension.as_ref().map_or("", |e| e.as_str());
    if extension.contains(',') || extension.contains(char::is_whitespace) {
        finding("extension", "operator.bad_extension", "an extension has no comma and no blank");
    }
    Invalid::check(findings)
}

pub(crate) fn create(
    id: OperatorId,
    new: &NewOperator,
    hash: PasswordHash,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Operator, Effects), Invalid> {
    let operator = Operator {
        id,
        version: Version::FIRST,
        profile_version: Version::FIRST,
        name: new.name.clone(),
        login: new.login.clone(),
        role: new.role.clone(),
        city: new.city,
        more_cities: further(new.city, new.more_cities.clone()),
        status: OperatorStatus::Active,
        work_state: WorkState::Offline,
        work_state_since: now,
        sip_address: new.sip_address.clone(),
        extension: new.extension.clone(),
        created_at: now,
        updated_at: now,
    };
    let effects = add(&operator, Some(hash), actor, now)?;
    Ok((operator, effects))
}

/// Adds a user who is offline. Without a password nobody can sign in until one is set.
pub(crate) fn add(
    operator: &Operator,
    hash: Option<PasswordHash>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Effects, Invalid> {
    check(operator)?;
    let mut effects = Effects::none();
    effects.insert(operator.clone());
    effects.writes.extend(hash.map(|hash| Write::Password { operator: operator.id, hash }));
    effects.write(Write::WorkState(WorkStateEntry {
        operator: operator.id,
        state: operator.work_state.clone(),
        reason: None,
        from: operator.work_state_since,
        to: None,
    }));
    trace(&mut effects, "operator.created", operator, None, actor, now);
    Ok(effects)
}

/// `other_admin` is another active admin, if there is one: the decision relies on that one staying so.
pub(crate) fn change(
    read: &Loaded<Operator>,
    version: Version,
    patch: &OperatorPatch,
    other_admin: Option<&Loaded<Operator>>,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Operator, Effects), crate::kernel::Error> {
    if version < read.profile_version || version > read.version {
        return Err(OperatorError::VersionConflict { current: read.version }.into());
    }
    let mut operator = read.to_changed();
    apply(&mut operator, patch);
    check(&operator)?;
    let mut effects = Effects::none();
    if operator == **read {
        return Ok((operator, effects));
    }
    let was_admin = read.role == Role::Admin && read.is_active();
    let is_admin = operator.role == Role::Admin && operator.is_active();
    if was_admin && !is_admin {
        effects.depends_on(other_admin.ok_or(OperatorError::LastAdmin)?);
    }
    if operator.extension != read.extension
        && let Some(extension) = &operator.extension
    {
        effects.depends_on_absence(UniqueKey::OperatorExtension(extension.clone()));
    }
    if read.is_active() && !operator.is_active() {
        let reason = RevokeReason::Deactivated;
        effects.write(Write::RevokeSessions { operator: operator.id, except: None, at: now, reason });
        if operator.work_state != WorkState::Offline {
            enter(&mut operator, WorkState::Offline, None, now, &mut effects);
        }
    }
    operator.updated_at = now;
    operator.profile_version = read.version.next();
    effects.update(read, operator.clone());
    operator.version = read.version.next();
    trace(&mut effects, "operator.changed", &operator, Some(read), actor, now);
    Ok((operator, effects))
}

fn apply(operator: &mut Operator, patch: &OperatorPatch) {
    if let Some(name) = &patch.name {
        operator.name.clone_from(name);
    }
    if let Some(role) = &patch.role {
        operator.role.clone_from(role);
    }
    operator.city = patch.city.apply(operator.city);
    let more = patch.more_cities.clone().unwrap_or_else(|| operator.more_cities.clone());
    operator.more_cities = further(operator.city, more);
    operator.sip_address = patch.sip_address.clone().apply(operator.sip_address.take());
    operator.extension = patch.extension.clone().apply(operator.extension.take());
    if let Some(status) = &patch.status {
        operator.status.clone_from(status);
    }
    // The next person gets the phone: an extension is unique over all users, and only active ones are looked up by it.
    if !operator.is_active() {
        operator.extension = None;
    }
}

/// The further cities of a user: ascending, each once, the home city not among them.
pub(crate) fn further(
    home: Option<crate::kernel::CityId>,
    mut more: Vec<crate::kernel::CityId>,
) -> Vec<crate::kernel::CityId> {
    more.retain(|city| Some(*city) != home);
    more.sort_unstable();
    more.dedup();
    more
}

/// Moves a user to another work state. Time never runs backwards in the log: a clock that went back counts as standing.
pub(crate) fn work_state(
    read: &Loaded<Operator>,
    state: &WorkState,
    reason: Option<&Text<200>>,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Operator, Effects), OperatorError> {
    if !read.is_active() {
        return Err(OperatorError::Inactive);
    }
    if !matches!(state, WorkState::Online | WorkState::Break | WorkState::Offline) {
        return Err(OperatorError::AutomaticState);
    }
    let mut operator = read.to_changed();
    let mut effects = Effects::none();
    if operator.work_state == *state && reason.is_none() {
        return Ok((operator, effects));
    }
    enter(&mut operator, state.clone(), reason.cloned(), now, &mut effects);
    effects.update(read, operator.clone());
    operator.version = read.version.next();
    effects.event(told(&operator, now));
    // The log says what somebody did; who else said so is for the audit.
    if actor.id() != Some(operator.id) {
        let payload = serde_json::json!({ "statusWork": operator.work_state });
        let subject = format!("operator:{}", operator.id);
        effects.audit(audit::entry(actor, now, "operator.work_state_set", subject, &payload));
    }
    Ok((operator, effects))
}

/// Ends the present state at `at` and begins another one. Never before the present one began: the log tiles the time.
pub(super) fn enter(
    operator: &mut Operator,
    state: WorkState,
    reason: Option<Text<200>>,
    at: Timestamp,
    effects: &mut Effects,
) {
    let from = at.max(operator.work_state_since);
    operator.work_state = state.clone();
    operator.work_state_since = from;
    effects.write(Write::WorkState(WorkStateEntry { operator: operator.id, state, reason, from, to: None }));
}

/// What the feed tells of a user's present work state.
pub(super) fn told(operator: &Operator, now: Timestamp) -> NewEvent {
    NewEvent {
        at: now,
        kind: EventKind::WorkStateChanged,
        subject: Text::from_stored(&format!("operator:{}", operator.id)),
        scope: scope(operator),
        payload: serde_json::json!({ "id": operator.id, "statusWork": operator.work_state }).to_string().into(),
    }
}

/// Whoever serves one of the user's cities, and the user.
fn scope(operator: &Operator) -> EventScope {
    EventScope { cities: operator.cities().collect(), operators: vec![operator.id], everyone: false }
}

/// The people of a city that the user left are told too: they have to take the user off their screens.
fn trace(
    effects: &mut Effects,
    action: &'static str,
    operator: &Operator,
    before: Option<&Operator>,
    actor: &Actor,
    now: Timestamp,
) {
    let subject = format!("operator:{}", operator.id);
    let mut scope = scope(operator);
    let left = before.into_iter().flat_map(Operator::cities).filter(|city| operator.cities().all(|it| it != *city));
    scope.cities.extend(left);
    effects.event(NewEvent {
        at: now,
        kind: EventKind::OperatorChanged,
        subject: Text::from_stored(&subject),
        scope,
        payload: serde_json::json!({ "id": operator.id }).to_string().into(),
    });
    let payload = serde_json::json!({
        "name": operator.name.as_str(),
        "login": operator.login.as_str(),
        "role": operator.role,
        "city": operator.city,
        "moreCities": operator.more_cities,
        "status": operator.status,
        "extension": operator.extension.as_ref().map(AsRef::<str>::as_ref),
    });
    effects.audit(audit::entry(actor, now, action, subject, &payload));
}
