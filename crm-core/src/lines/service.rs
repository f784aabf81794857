//! Use cases of lines.

use super::{Line, LineError, LinePatch, NewLine, UnknownLine, decide};
use crate::access::{Actor, Policy, Right};
use crate::campaigns;
use crate::cities::CityError;
use crate::crm::Core;
use crate::kernel::{Change, CityId, Error, LineId, LineNumber, Version};
use crate::store::idempotency::Once;
use crate::store::{Effects, IdempotencyKey, Loaded, Outcome, Read, Tx};

/// Lines. Operators and directors read those of the served cities; admins read and change all.
#[derive(Clone, Copy)]
pub struct Lines<'c> {
    core: &'c Core,
}

impl<'c> Lines<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Every line in the actor's scope by number, archived ones included.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "lines.list", level = "debug", skip_all)]
    pub async fn list(&self, actor: &Actor) -> Result<Vec<Line>, Error> {
        Ok(self.core.read(Read::Each).await?.lines().all(&Policy::lines(actor)).await?)
    }

    /// One line in the actor's scope.
    ///
    /// # Errors
    /// `line.not_found`, also for a line out of scope; storage errors.
    #[tracing::instrument(name = "lines.get", level = "debug", skip_all)]
    pub async fn get(&self, actor: &Actor, id: LineId) -> Result<Line, Error> {
        let found = self.core.read(Read::Each).await?.lines().get(id).await?;
        Ok(seen_by(actor, found).ok_or(LineError::NotFound)?)
    }

    /// The line with that number, in the actor's scope.
    ///
    /// # Errors
    /// As [`Lines::get`].
    #[tracing::instrument(name = "lines.by_number", level = "debug", skip_all)]
    pub async fn by_number(&self, actor: &Actor, number: &LineNumber) -> Result<Line, Error> {
        let found = self.core.read(Read::Each).await?.lines().by_number(number).await?;
        Ok(seen_by(actor, found).ok_or(LineError::NotFound)?)
    }

    /// Numbers that calls came to and that are no line, latest first, at most 1,000.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "lines.unknown", level = "debug", skip_all)]
    pub async fn unknown(&self, actor: &Actor) -> Result<Vec<UnknownLine>, Error> {
        Policy::require(actor, Right::ReadOperations)?;
        Ok(self.core.read(Read::Each).await?.lines().unknown(1000).await?)
    }

    /// Adds a line. An unknown campaign name creates the campaign. With a key, the same request again gives the same line.
    ///
    /// # Errors
    /// `access.forbidden`, `line.number_taken`, `city.not_found`, `city.archived`, `idempotency.reused`; storage errors.
    #[tracing::instrument(name = "lines.create", level = "debug", skip_all)]
    pub async fn create(&self, actor: &Actor, new: &NewLine, key: Option<&IdempotencyKey>) -> Result<Line, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        let id = self.core.ids.next().await?;
        let core = self.core;
        let once = Once::new(actor, "lines.create", key, new);
        self.core
            .unit_once(key, move |a| {
                Box::pin(async move {
                    if let Some(made) = once.made(a.tx).await? {
                        let line = a.tx.lines().get(made).await?.ok_or(LineError::NotFound)?;
                        return Ok(Outcome::unchanged(line.into_inner()));
                    }
                    if a.tx.lines().by_number(&new.number).await?.is_some() {
                        return Err(LineError::NumberTaken.into());
                    }
                    let mut extra = Effects::none();
                    if let Some(city) = new.city {
                        require_open_city(a.tx, city, &mut extra).await?;
                    }
                    let campaign = match &new.campaign {
                        Some(name) => Some(campaigns::resolve(core, a.tx, name, actor, a.now, &mut extra).await?),
                        None => None,
                    };
                    let (line, mut effects) = decide::create(id, new, campaign, actor, a.now);
                    once.remember(id, a.now, &mut effects);
                    Ok(Outcome::done(line, extra.then(effects)))
                })
            })
            .await
    }

    /// Changes a line that was read at `version`. Calls already attributed stay as they are.
    ///
    /// # Errors
    /// `access.forbidden`, `line.not_found`, `line.version_conflict`, `city.not_found`, `city.archived`; storage errors.
    #[tracing::instrument(name = "lines.change", level = "debug", skip_all)]
    pub async fn change(&self, actor: &Actor, id: LineId, version: Version, patch: &LinePatch) -> Result<Line, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        let core = self.core;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.lines().get(id).await?.ok_or(LineError::NotFound)?;
                    let mut extra = Effects::none();
                    if let Some(&city) = patch.city.value() {
                        require_open_city(a.tx, city, &mut extra).await?;
                    }
                    let campaign = match &patch.campaign {
                        Change::Keep => Change::Keep,
                        Change::Clear => Change::Clear,
                        Change::To(name) => {
                            Change::To(campaigns::resolve(core, a.tx, name, actor, a.now, &mut extra).await?)
                        }
                    };
                    let (line, effects) = decide::change(&read, version, patch, campaign, actor, a.now)?;
                    Ok(Outcome::done(line, extra.then(effects)))
                })
            })
            .await
    }
}

fn seen_by(actor: &Actor, found: Option<Loaded<Line>>) -> Option<Line> {
    let scope = Policy::lines(actor);
    found.filter(|line| scope.contains(line.attribution.city)).map(Loaded::into_inner)
}

async fn require_open_city(tx: &mut dyn Tx, city: CityId, effects: &mut Effects) -> Result<(), Error> {
    let city = tx.cities().get(city).await?.ok_or(CityError::NotFound)?;
    if city.archived {
        return Err(CityError::Archived.into());
    }
    effects.depends_on(&city);
    Ok(())
}
