//! Use cases of masters.

use super::{MasterFilter, MasterPatch, MasterView, NewMaster};
use crate::access::{Actor, Policy};
use crate::crm::Core;
use crate::kernel::{Error, OperatorId, Page, PageRequest, Version};
use crate::operators::{Operator, OperatorError, Role, SORT_BY_ID, manage};
use crate::store::idempotency::Once;
use crate::store::{IdempotencyKey, Outcome, Read};

/// Masters.
#[derive(Clone, Copy)]
pub struct Masters<'c> {
    core: &'c Core,
}

impl<'c> Masters<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Masters in the actor's scope, by id, each with its open orders, also those that the actor does not see.
    ///
    /// # Errors
    /// `page.bad_cursor`; storage errors.
    #[tracing::instrument(name = "masters.list", level = "debug", skip_all)]
    pub async fn list(
        &self,
        actor: &Actor,
        filter: &MasterFilter,
        page: &PageRequest,
    ) -> Result<Page<MasterView>, Error> {
        let slice = page.resolve(SORT_BY_ID, &filter.digest())?;
        let listed = self.core.read(Read::Each).await?.masters().list(&Policy::operators(actor), filter, slice).await?;
        Ok(Page::assemble(&slice, listed.rows, listed.total, |row| (row.master.id.get(), row.master.id.get())))
    }

    /// One master in the actor's scope.
    ///
    /// # Errors
    /// `operator.not_found`, also for a user who is no master; storage errors.
    #[tracing::instrument(name = "masters.get", level = "debug", skip_all)]
    pub async fn get(&self, actor: &Actor, id: OperatorId) -> Result<MasterView, Error> {
        let found = self.core.read(Read::Each).await?.masters().view(id, &Policy::operators(actor)).await?;
        Ok(found.ok_or(OperatorError::NotFound)?)
    }

    /// Adds a master: an admin anywhere, a director in own cities. With a key, the same request again gives the same
    /// master; the password is not compared, and the first one stays.
    ///
    /// # Errors
    /// `access.forbidden`, `access.other_city`, `auth.password_policy`, `operator.login_taken`,
    /// `operator.extension_taken`, `invalid`, `city.not_found`, `city.archived`, `idempotency.reused`; storage errors.
    #[tracing::instrument(name = "masters.create", level = "debug", skip_all)]
    pub async fn create(
        &self,
        actor: &Actor,
        new: &NewMaster,
        key: Option<&IdempotencyKey>,
    ) -> Result<Operator, Error> {
        Policy::manages_masters(actor, std::iter::once(new.city).chain(new.more_cities.iter().copied()))?;
        let new = &new.clone().into_user();
        manage::create(self.core, Once::new(actor, "masters.create", key, new), actor, new, key).await
    }

    /// Changes a master that was read at `version`: an admin any, a director one all of whose cities, before and after, are
    /// own cities. Locking a master out revokes every session; open orders stay until they are given to another.
    ///
    /// # Errors
    /// `operator.not_found`, `access.forbidden`, `access.other_city`, `operator.version_conflict`,
    /// `operator.extension_taken`, `invalid`, `city.not_found`, `city.archived`; storage errors.
    #[tracing::instrument(name = "masters.change", level = "debug", skip_all)]
    pub async fn change(
        &self,
        actor: &Actor,
        id: OperatorId,
        version: Version,
        patch: &MasterPatch,
    ) -> Result<Operator, Error> {
        let patch = &patch.clone().into_patch();
        let core = self.core;
        core.unit(move |a| {
            Box::pin(async move {
                let found = a.tx.operators().get(id).await?;
                let in_sight = |user: &Operator| user.role == Role::Master && Policy::operators(actor).includes(user);
                let read = found.filter(|user| in_sight(user)).ok_or(OperatorError::NotFound)?;
                Policy::manages_masters(actor, read.cities())?;
                let (master, effects) = manage::edit(core, a.tx, &read, version, patch, actor, a.now).await?;
                Policy::manages_masters(actor, master.cities())?;
                Ok(Outcome::done(master, effects))
            })
        })
        .await
    }
}
