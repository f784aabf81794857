//! Use cases of call-backs.

use super::follow::touch;
use super::{
    Callback, CallbackCheck, CallbackError, CallbackFilter, CallbackQuery, CallbackSort, CallbackView, OpenCallbacks,
    Reason, check, decide,
};
use crate::access::{AccessError, Actor, Policy, Right};
use crate::crm::Core;
use crate::kernel::{CallbackId, Error, Page, PageRequest, Version};
use crate::store::{Outcome, Read};

/// Call-backs.
#[derive(Clone, Copy)]
pub struct Callbacks<'c> {
    core: &'c Core,
}

impl<'c> Callbacks<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// One call-back in the actor's scope, a withdrawn one too.
    ///
    /// # Errors
    /// `callback.not_found`, also for a call-back out of scope; storage errors.
    #[tracing::instrument(name = "callbacks.get", level = "debug", skip_all)]
    pub async fn get(&self, actor: &Actor, id: CallbackId) -> Result<CallbackView, Error> {
        let found = self.core.read(Read::Each).await?.callbacks().view(id, &Policy::callbacks(actor)).await?;
        Ok(found.ok_or(CallbackError::NotFound)?)
    }

    /// Call-backs in the actor's scope that pass the filter.
    ///
    /// # Errors
    /// `page.bad_cursor`; storage errors.
    #[tracing::instrument(name = "callbacks.list", level = "debug", skip_all)]
    pub async fn list(
        &self,
        actor: &Actor,
        filter: &CallbackFilter,
        sort: CallbackSort,
        page: &PageRequest,
    ) -> Result<Page<CallbackView>, Error> {
        let slice = page.resolve(sort.id(), &filter.digest())?;
        let query = CallbackQuery { scope: Policy::callbacks(actor), filter: filter.clone(), sort, slice };
        let listed = self.core.read(Read::Each).await?.callbacks().list(&query).await?;
        Ok(Page::assemble(&slice, listed.rows, listed.total, |row| {
            (row.callback.episode.opened_at.micros(), row.callback.id.get())
        }))
    }

    /// How many clients of the actor's scope wait to be called, and since when the one who waits longest.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "callbacks.count_open", level = "debug", skip_all)]
    pub async fn count_open(&self, actor: &Actor) -> Result<OpenCallbacks, Error> {
        Ok(self.core.read(Read::Each).await?.callbacks().open(&Policy::callbacks(actor)).await?)
    }

    /// Looks after a call-back in scope that was read at `version`, also in a colleague's stead. Who looks after it already
    /// may say so again.
    ///
    /// # Errors
    /// `access.forbidden`, also for the program itself, which calls nobody; `callback.not_found`,
    /// `callback.version_conflict`, `callback.not_open`; storage errors.
    #[tracing::instrument(name = "callbacks.take", level = "debug", skip_all)]
    pub async fn take(&self, actor: &Actor, id: CallbackId, version: Version) -> Result<Callback, Error> {
        Policy::require(actor, Right::TakeCallbacks)?;
        let by = actor.id().ok_or(AccessError::Forbidden)?;
        let scope = &Policy::callbacks(actor);
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.callbacks().get(id, scope).await?.ok_or(CallbackError::NotFound)?;
                    let (callback, effects) = decide::take(&read, version, by, actor, a.now)?;
                    Ok(Outcome::done(callback, effects))
                })
            })
            .await
    }

    /// Gives back a call-back in scope that was read at `version`. One that nobody took stays as it is.
    ///
    /// # Errors
    /// `access.forbidden`, also when a colleague took it, unless the actor is an admin; `callback.not_found`,
    /// `callback.version_conflict`, `callback.not_open`; storage errors.
    #[tracing::instrument(name = "callbacks.release", level = "debug", skip_all)]
    pub async fn release(&self, actor: &Actor, id: CallbackId, version: Version) -> Result<Callback, Error> {
        Policy::require(actor, Right::TakeCallbacks)?;
        let scope = &Policy::callbacks(actor);
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.callbacks().get(id, scope).await?.ok_or(CallbackError::NotFound)?;
                    let (callback, effects) = decide::release(&read, version, actor, a.now)?;
                    Ok(Outcome::done(callback, effects))
                })
            })
            .await
    }

    /// Closes a call-back in scope that was read at `version`, without a call: the client wrote, the number is wrong.
    ///
    /// # Errors
    /// `access.forbidden`, `callback.not_found`, `callback.version_conflict`, `callback.not_open`; storage errors.
    #[tracing::instrument(name = "callbacks.close", level = "debug", skip_all)]
    pub async fn close(
        &self,
        actor: &Actor,
        id: CallbackId,
        version: Version,
        reason: &Reason,
    ) -> Result<Callback, Error> {
        Policy::require(actor, Right::CloseCallbacks)?;
        let scope = &Policy::callbacks(actor);
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.callbacks().get(id, scope).await?.ok_or(CallbackError::NotFound)?;
                    let (callback, mut effects) = decide::close(&read, version, reason, actor, a.now)?;
                    touch(a.tx, &read.phone, &mut effects).await?;
                    Ok(Outcome::done(callback, effects))
                })
            })
            .await
    }

    /// Derives the call-backs of every phone again from its calls and closings and tells which stored ones differ.
    /// `progress` is told after each batch how many phones were looked at.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors. A difference is a finding, not an error.
    #[tracing::instrument(name = "callbacks.check", level = "debug", skip_all)]
    pub async fn check(&self, actor: &Actor, progress: impl FnMut(u64) + Send) -> Result<CallbackCheck, Error> {
        Policy::require(actor, Right::ReadOperations)?;
        check::check(self.core, progress).await
    }
}
