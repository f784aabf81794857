//! Use cases of cities.

use super::{City, CityError, CityPatch, NewCity, decide};
use crate::access::{Actor, Policy, Right};
use crate::crm::Core;
use crate::kernel::{CityId, Error, Version};
use crate::store::idempotency::Once;
use crate::store::{IdempotencyKey, Outcome, Read, UniqueKey};

/// Cities. Every signed-in user may read them; admins change them.
#[derive(Clone, Copy)]
pub struct Cities<'c> {
    core: &'c Core,
}

impl<'c> Cities<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Every city by name, archived ones included.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "cities.list", level = "debug", skip_all)]
    pub async fn list(&self, _actor: &Actor) -> Result<Vec<City>, Error> {
        Ok(self.core.read(Read::Each).await?.cities().all().await?)
    }

    /// One city.
    ///
    /// # Errors
    /// `city.not_found`; storage errors.
    #[tracing::instrument(name = "cities.get", level = "debug", skip_all)]
    pub async fn get(&self, _actor: &Actor, id: CityId) -> Result<City, Error> {
        let found = self.core.read(Read::Each).await?.cities().get(id).await?;
        Ok(found.ok_or(CityError::NotFound)?.into_inner())
    }

    /// The city of that name, compared without case.
    ///
    /// # Errors
    /// `city.not_found`; storage errors.
    #[tracing::instrument(name = "cities.by_name", level = "debug", skip_all)]
    pub async fn by_name(&self, _actor: &Actor, name: &str) -> Result<City, Error> {
        // No name has one, and PostgreSQL takes none.
        if name.contains('\0') {
            return Err(CityError::NotFound.into());
        }
        let found = self.core.read(Read::Each).await?.cities().by_name(name.trim()).await?;
        Ok(found.ok_or(CityError::NotFound)?.into_inner())
    }

    /// Adds a city. With a key, the same request again gives the same city.
    ///
    /// # Errors
    /// `access.forbidden`, `city.name_taken`, `idempotency.reused`; storage errors.
    #[tracing::instrument(name = "cities.create", level = "debug", skip_all)]
    pub async fn create(&self, actor: &Actor, new: &NewCity, key: Option<&IdempotencyKey>) -> Result<City, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        let id = self.core.ids.next().await?;
        let once = Once::new(actor, "cities.create", key, new);
        self.core
            .unit_once(key, move |a| {
                Box::pin(async move {
                    if let Some(made) = once.made(a.tx).await? {
                        let city = a.tx.cities().get(made).await?.ok_or(CityError::NotFound)?;
                        return Ok(Outcome::unchanged(city.into_inner()));
                    }
                    if a.tx.cities().by_name(new.name.as_str()).await?.is_some() {
                        return Err(CityError::NameTaken.into());
                    }
                    let (city, mut effects) = decide::create(id, new.clone(), actor, a.now);
                    once.remember(id, a.now, &mut effects);
                    Ok(Outcome::done(city, effects))
                })
            })
            .await
    }

    /// Changes a city that was read at `version`.
    ///
    /// # Errors
    /// `access.forbidden`, `city.not_found`, `city.name_taken`, `city.version_conflict`; storage errors.
    #[tracing::instrument(name = "cities.change", level = "debug", skip_all)]
    pub async fn change(&self, actor: &Actor, id: CityId, version: Version, patch: &CityPatch) -> Result<City, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.cities().get(id).await?.ok_or(CityError::NotFound)?;
                    let mut free = None;
                    if let Some(name) = &patch.name {
                        match a.tx.cities().by_name(name.as_str()).await? {
                            Some(other) if other.id != id => return Err(CityError::NameTaken.into()),
                            Some(_) => {}
                            None => free = Some(UniqueKey::CityName(name.as_str().to_lowercase())),
                        }
                    }
                    let (city, mut effects) = decide::change(&read, version, patch.clone(), actor, a.now)?;
                    if let (Some(key), false) = (free, effects.is_empty()) {
                        effects.depends_on_absence(key);
                    }
                    Ok(Outcome::done(city, effects))
                })
            })
            .await
    }
}
