//! Use cases of users.

use super::{
    NewOperator, Operator, OperatorError, OperatorFilter, OperatorPatch, SORT_BY_ID, WorkState, WorkStateEntry,
    WorkTime, decide, follow, manage,
};
use crate::access::{AccessError, Actor, Policy, Right};
use crate::crm::Core;
use crate::kernel::{Error, FilterDigest, OperatorId, Page, PageRequest, Period, Text, Version, Zone};
use crate::store::idempotency::Once;
use crate::store::{IdempotencyKey, Outcome, Read, Tx};

/// Users of every role.
#[derive(Clone, Copy)]
pub struct Operators<'c> {
    pub(super) core: &'c Core,
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
        let operator =
            found.filter(|operator| Policy::operators(actor).includes(operator)).ok_or(OperatorError::NotFound)?;
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

    /// Adds a user. The first admin is added by the program itself: there is no default password. With a key, the same
    /// request again gives the same user; the password is not compared, and the first one stays.
    ///
    /// # Errors
    /// `access.forbidden`, `invalid`, `auth.password_policy`, `operator.login_taken`, `operator.extension_taken`,
    /// `city.not_found`, `city.archived`, `idempotency.reused`; storage errors.
    #[tracing::instrument(name = "operators.create", level = "debug", skip_all)]
    pub async fn create(
        &self,
        actor: &Actor,
        new: &NewOperator,
        key: Option<&IdempotencyKey>,
    ) -> Result<Operator, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        manage::create(self.core, Once::new(actor, "operators.create", key, new), actor, new, key).await
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
        let core = self.core;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.operators().get(id).await?.ok_or(OperatorError::NotFound)?;
                    let (operator, effects) = manage::edit(core, a.tx, &read, version, patch, actor, a.now).await?;
                    Ok(Outcome::done(operator, effects))
                })
            })
            .await
    }

    /// Sets the work state of the actor, or of another user: who may manage people that of anybody, a director that of
    /// masters of own cities. `busy` and `wrap_up` come from calls. Whoever sets it for another is named in the audit.
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
        let core = self.core;
        core.unit(move |a| {
            Box::pin(async move {
                let read = a.tx.operators().get(id).await?;
                if actor.id() != Some(id) {
                    Policy::moves(actor, read.as_deref())?;
                }
                let read = read.ok_or(OperatorError::NotFound)?;
                let (operator, mut effects) = decide::work_state(&read, state, reason, actor, a.now)?;
                follow::count(core, a.tx, &read, &mut effects).await?;
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
        let mut tx = self.core.read(Read::Each).await?;
        require_work_time(&mut *tx, actor, id).await?;
        Ok(tx.operators().work_log(id, period).await?)
    }

    /// What a user's time was spent on, per local day of a zone, up to now. A user reads the own time, a director that of
    /// users of own cities, an admin everybody's.
    ///
    /// # Errors
    /// `operator.period_too_long` beyond 366 days, `operator.not_found`, `access.forbidden` for somebody else's time without
    /// the right; storage errors.
    #[tracing::instrument(name = "operators.time", level = "debug", skip_all)]
    pub async fn time(&self, actor: &Actor, id: OperatorId, period: Period, zone: Zone) -> Result<WorkTime, Error> {
        if period.to().since(period.from()) > WorkTime::LONGEST {
            return Err(OperatorError::PeriodTooLong.into());
        }
        let mut tx = self.core.read(Read::Each).await?;
        require_work_time(&mut *tx, actor, id).await?;
        let log = tx.operators().work_log(id, period).await?;
        Ok(WorkTime::of(id, &log, period, zone, self.core.now()))
    }
}

/// Whose time it is must be known to the actor, and the actor's business.
async fn require_work_time(tx: &mut dyn Tx, actor: &Actor, id: OperatorId) -> Result<(), Error> {
    let found = tx.operators().get(id).await?.filter(|operator| Policy::operators(actor).includes(operator));
    let operator = found.ok_or(OperatorError::NotFound)?;
    if Policy::work_time(actor).includes(&operator) { Ok(()) } else { Err(AccessError::Forbidden.into()) }
}
