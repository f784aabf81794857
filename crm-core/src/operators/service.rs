//! Use cases of users.

use super::{
    NewOperator, Operator, OperatorError, OperatorFilter, OperatorPatch, OperatorStatus, Role, WorkState,
    WorkStateEntry, decide,
};
use crate::access::{AccessError, Actor, OperatorScope, Policy, Right};
use crate::auth::PasswordPolicy;
use crate::cities::CityError;
use crate::crm::Core;
use crate::kernel::{Error, FilterDigest, OperatorId, Page, PageRequest, Period, Text, Version};
use crate::store::{Effects, Loaded, Outcome, Read, Tx};

/// The list of users has one order: by id.
const SORT_BY_ID: u8 = 1;

/// Users of every role.
#[derive(Clone, Copy)]
pub struct Operators<'c> {
    core: &'c Core,
}

impl<'c> Operators<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// An actor for a user, without a password: for the embedder's own code, which is trusted.
    ///
    /// # Errors
    /// `operator.not_found`, `operator.inactive`; storage errors.
    #[tracing::instrument(name = "operators.actor", level = "debug", skip_all)]
    pub async fn actor(&self, id: OperatorId) -> Result<Actor, Error> {
        let found = self.core.read(Read::Each).await?.operators().get(id).await?;
        let operator = found.ok_or(OperatorError::NotFound)?;
        if !operator.is_active() {
            return Err(OperatorError::Inactive.into());
        }
        Ok(Actor::user(&operator, None))
    }

    /// One user in the actor's scope.
    ///
    /// # Errors
    /// `operator.not_found`; storage errors.
    #[tracing::instrument(name = "operators.get", level = "debug", skip_all)]
    pub async fn get(&self, actor: &Actor, id: OperatorId) -> Result<Operator, Error> {
        let found = self.core.read(Read::Each).await?.operators().get(id).await?;
        let operator = found.filter(|operator| sees(actor, operator)).ok_or(OperatorError::NotFound)?;
        Ok(operator.into_inner())
    }

    /// Users in the actor's scope, by id.
    ///
    /// # Errors
    /// `page.bad_cursor`; storage errors.
    #[tracing::instrument(name = "operators.list", level = "debug", skip_all)]
    pub async fn list(
        &self,
        actor: &Actor,
        filter: &OperatorFilter,
        page: &PageRequest,
    ) -> Result<Page<Operator>, Error> {
        let scope = Policy::operators(actor);
        let slice = page.resolve(SORT_BY_ID, &FilterDigest::of(format!("operators {filter:?}").as_bytes()))?;
        let listed = self.core.read(Read::Each).await?.operators().list(&scope, filter, slice).await?;
        Ok(Page::assemble(&slice, listed.rows, listed.total, |row| (row.id.get(), row.id.get())))
    }

    /// Adds a user. The first admin is added by the program itself: there is no default password.
    ///
    /// # Errors
    /// `access.forbidden`, `invalid`, `auth.password_policy`, `operator.login_taken`, `operator.extension_taken`,
    /// `city.not_found`, `city.archived`; storage errors.
    #[tracing::instrument(name = "operators.create", level = "debug", skip_all)]
    pub async fn create(&self, actor: &Actor, new: &NewOperator) -> Result<Operator, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        PasswordPolicy::default().check("password", new.login.as_str(), &new.password)?;
        let hash = self.core.passwords.hash(new.password.clone()).await?;
        let id = self.core.ids.next().await?;
        let hash = &hash;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    if a.tx.operators().by_login(&new.login.key()).await?.is_some() {
                        return Err(OperatorError::LoginTaken.into());
                    }
                    let (operator, mut effects) = decide::create(id, new, hash.clone(), actor, a.now)?;
                    require_free_extension(a.tx, &operator).await?;
                    require_open_cities(a.tx, &operator, None, &mut effects).await?;
                    Ok(Outcome::done(operator, effects))
                })
            })
            .await
    }

    /// Changes a user that was read at `version`. Locking a user out revokes every session and frees the
    /// extension.
    ///
    /// # Errors
    /// `access.forbidden`, `invalid`, `operator.not_found`, `operator.version_conflict`, `operator.extension_taken`,
    /// `operator.last_admin`, `city.not_found`, `city.archived`; storage errors.
    #[tracing::instrument(name = "operators.change", level = "debug", skip_all)]
    pub async fn change(
        &self,
        actor: &Actor,
        id: OperatorId,
        version: Version,
        patch: &OperatorPatch,
    ) -> Result<Operator, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.operators().get(id).await?.ok_or(OperatorError::NotFound)?;
                    let other_admin = other_admin(a.tx, id).await?;
                    let (operator, mut effects) =
                        decide::change(&read, version, patch, other_admin.as_ref(), actor, a.now)?;
                    if operator.extension != read.extension {
                        require_free_extension(a.tx, &operator).await?;
                    }
                    require_open_cities(a.tx, &operator, Some(&read), &mut effects).await?;
                    Ok(Outcome::done(operator, effects))
                })
            })
            .await
    }

    /// Sets the work state of the actor, or of another user for who may manage people. `busy` and `wrap_up` come from calls.
    /// Whoever sets it for another is named in the audit.
    ///
    /// # Errors
    /// `access.forbidden`, `operator.not_found`, `operator.inactive`, `operator.automatic_state`; storage errors.
    #[tracing::instrument(name = "operators.set_work_state", level = "debug", skip_all)]
    pub async fn set_work_state(
        &self,
        actor: &Actor,
        id: OperatorId,
        state: &WorkState,
        reason: Option<&Text<200>>,
    ) -> Result<Operator, Error> {
        if actor.id() != Some(id) {
            Policy::require(actor, Right::ManagePeople)?;
        }
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.operators().get(id).await?.ok_or(OperatorError::NotFound)?;
                    let (operator, effects) = decide::work_state(&read, state, reason, actor, a.now)?;
                    Ok(Outcome::done(operator, effects))
                })
            })
            .await
    }

    /// What a user was doing in a period, oldest first. The entries tile the time since the user was added.
    ///
    /// # Errors
    /// `operator.not_found`, `access.forbidden` for somebody else's log without the right; storage errors.
    #[tracing::instrument(name = "operators.work_log", level = "debug", skip_all)]
    pub async fn work_log(&self, actor: &Actor, id: OperatorId, period: Period) -> Result<Vec<WorkStateEntry>, Error> {
        if actor.id() != Some(id) && actor.role() == Some(&Role::Operator) {
            return Err(AccessError::Forbidden.into());
        }
        self.get(actor, id).await?;
        Ok(self.core.read(Read::Each).await?.operators().work_log(id, period).await?)
    }
}

fn sees(actor: &Actor, operator: &Operator) -> bool {
    match Policy::operators(actor) {
        OperatorScope::All => true,
        OperatorScope::Some { cities, own } => {
            own == Some(operator.id) || operator.cities().any(|city| cities.contains(&city))
        }
    }
}

async fn other_admin(tx: &mut dyn Tx, than: OperatorId) -> Result<Option<Loaded<Operator>>, Error> {
    let filter =
        OperatorFilter { role: Some(Role::Admin), status: Some(OperatorStatus::Active), ..OperatorFilter::default() };
    let two = PageRequest::first().limit(2)?.without_total().resolve(SORT_BY_ID, &FilterDigest::of(b""))?;
    let admins = tx.operators().list(&OperatorScope::All, &filter, two).await?.rows;
    Ok(admins.into_iter().find(|admin| admin.id != than).map(Loaded::new))
}

async fn require_free_extension(tx: &mut dyn Tx, operator: &Operator) -> Result<(), Error> {
    if let Some(extension) = &operator.extension {
        match tx.operators().by_extension(extension).await? {
            Some(other) if other.id != operator.id => return Err(OperatorError::ExtensionTaken.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Cities newly given to a user must be there and open, and stay so until the unit is written. Those served already may
/// have been archived meanwhile.
async fn require_open_cities(
    tx: &mut dyn Tx,
    operator: &Operator,
    before: Option<&Operator>,
    effects: &mut Effects,
) -> Result<(), Error> {
    for city in operator.cities() {
        if before.is_some_and(|before| before.cities().any(|served| served == city)) {
            continue;
        }
        let city = tx.cities().get(city).await?.ok_or(CityError::NotFound)?;
        if city.archived {
            return Err(CityError::Archived.into());
        }
        effects.depends_on(&city);
    }
    Ok(())
}
