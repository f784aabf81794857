//! Use cases of campaigns.

use super::query::SORT;
use super::{
    Campaign, CampaignCost, CampaignCostPatch, CampaignCostView, CampaignError, CampaignPatch, CostFilter, CostQuery,
    NewCampaignCost, decide, spending,
};
use crate::access::{Actor, CostScope, Policy, Right};
use crate::cities::CityError;
use crate::crm::Core;
use crate::kernel::{CampaignCostId, CampaignId, CityId, Error, Page, PageRequest, Text, Version};
use crate::store::{
    IdempotencyKey, IdempotencyRecord, Outcome, Read, StoreError, StoreErrorKind, Tx, UniqueKey, idempotency,
};

/// Campaigns. Every signed-in user may read them; naming one on a line or order creates it. What they cost is the admins'
/// business, and for their own cities the directors'.
#[derive(Clone, Copy)]
pub struct Campaigns<'c> {
    core: &'c Core,
}

impl<'c> Campaigns<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Campaigns by name: all of them, only the archived ones, or only those that are not.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "campaigns.list", level = "debug", skip_all)]
    pub async fn list(&self, _actor: &Actor, archived: Option<bool>) -> Result<Vec<Campaign>, Error> {
        // Some dozens, whatever the age of the office: narrowed here.
        let mut all = self.core.read(Read::Each).await?.campaigns().all().await?;
        all.retain(|campaign| archived.is_none_or(|archived| campaign.archived == archived));
        Ok(all)
    }

    /// One campaign.
    ///
    /// # Errors
    /// `campaign.not_found`; storage errors.
    #[tracing::instrument(name = "campaigns.get", level = "debug", skip_all)]
    pub async fn get(&self, _actor: &Actor, id: CampaignId) -> Result<Campaign, Error> {
        let found = self.core.read(Read::Each).await?.campaigns().get(id).await?;
        Ok(found.ok_or(CampaignError::NotFound)?.into_inner())
    }

    /// Adds a campaign. With a key, the same request again gives the same campaign.
    ///
    /// # Errors
    /// `access.forbidden`, `campaign.name_taken`, `idempotency.reused`; storage errors.
    #[tracing::instrument(name = "campaigns.create", level = "debug", skip_all)]
    pub async fn create(
        &self,
        actor: &Actor,
        name: &Text<50>,
        key: Option<&IdempotencyKey>,
    ) -> Result<Campaign, Error> {
        const OPERATION: &str = "campaigns.create";
        Policy::require(actor, Right::ManageOffice)?;
        let id: CampaignId = self.core.ids.next().await?;
        let fingerprint = IdempotencyRecord::fingerprint(name);
        self.core
            .unit_once(key, move |a| {
                Box::pin(async move {
                    if let Some(key) = key
                        && let Some(made) = idempotency::replay(a.tx, actor, OPERATION, key, &fingerprint).await?
                    {
                        let id = CampaignId::new(made)
                            .map_err(|e| StoreError::new(StoreErrorKind::Corrupt, OPERATION).context(e.to_string()))?;
                        let campaign = a.tx.campaigns().get(id).await?.ok_or(CampaignError::NotFound)?;
                        return Ok(Outcome::unchanged(campaign.into_inner()));
                    }
                    if a.tx.campaigns().by_name(name.as_str()).await?.is_some() {
                        return Err(CampaignError::NameTaken.into());
                    }
                    let (campaign, mut effects) = decide::create(id, name, actor, a.now);
                    if let Some(key) = key {
                        let made = id.get();
                        effects.idempotency(IdempotencyRecord::new(actor, OPERATION, key, fingerprint, made, a.now));
                    }
                    Ok(Outcome::done(campaign, effects))
                })
            })
            .await
    }

    /// Renames a campaign that was read at `version`, archives it or takes it out again. What was written under it stays.
    ///
    /// # Errors
    /// `access.forbidden`, `campaign.not_found`, `campaign.version_conflict`, `campaign.name_taken`; storage errors.
    #[tracing::instrument(name = "campaigns.change", level = "debug", skip_all)]
    pub async fn change(
        &self,
        actor: &Actor,
        id: CampaignId,
        version: Version,
        patch: &CampaignPatch,
    ) -> Result<Campaign, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.campaigns().get(id).await?.ok_or(CampaignError::NotFound)?;
                    let (campaign, mut effects) = decide::change(&read, version, patch, actor, a.now)?;
                    let name = campaign.name.as_str().to_lowercase();
                    if name != read.name.as_str().to_lowercase() {
                        if a.tx.campaigns().by_name(&name).await?.is_some() {
                            return Err(CampaignError::NameTaken.into());
                        }
                        effects.depends_on_absence(UniqueKey::CampaignName(name));
                    }
                    Ok(Outcome::done(campaign, effects))
                })
            })
            .await
    }

    /// Costs in the actor's scope that pass the filter, the latest first day first.
    ///
    /// # Errors
    /// `page.bad_cursor`; storage errors.
    #[tracing::instrument(name = "campaigns.costs", level = "debug", skip_all)]
    pub async fn costs(
        &self,
        actor: &Actor,
        filter: &CostFilter,
        page: &PageRequest,
    ) -> Result<Page<CampaignCostView>, Error> {
        let slice = page.resolve(SORT, &filter.digest())?;
        let query = CostQuery { scope: Policy::costs(actor), filter: filter.clone(), slice };
        let listed = self.core.read(Read::Each).await?.campaigns().list_costs(&query).await?;
        Ok(Page::assemble(&slice, listed.rows, listed.total, |row| (row.cost.list_key(), row.cost.id.get())))
    }

    /// One cost in the actor's scope.
    ///
    /// # Errors
    /// `campaign.cost_not_found`, also for a cost out of scope; storage errors.
    #[tracing::instrument(name = "campaigns.cost", level = "debug", skip_all)]
    pub async fn cost(&self, actor: &Actor, id: CampaignCostId) -> Result<CampaignCost, Error> {
        let found = self.core.read(Read::Each).await?.campaigns().cost(id, &Policy::costs(actor)).await?;
        Ok(found.ok_or(CampaignError::CostNotFound)?.into_inner())
    }

    /// Enters a cost. With a key, the same request again gives the same cost.
    ///
    /// # Errors
    /// `access.forbidden`, `invalid`, `campaign.not_found`, `city.not_found`, `idempotency.reused`; storage errors.
    #[tracing::instrument(name = "campaigns.add_cost", level = "debug", skip_all)]
    pub async fn add_cost(
        &self,
        actor: &Actor,
        new: &NewCampaignCost,
        key: Option<&IdempotencyKey>,
    ) -> Result<CampaignCost, Error> {
        const OPERATION: &str = "campaigns.add_cost";
        Policy::require(actor, Right::ManageOffice)?;
        let id: CampaignCostId = self.core.ids.next().await?;
        let fingerprint = IdempotencyRecord::fingerprint(new);
        self.core
            .unit_once(key, move |a| {
                Box::pin(async move {
                    if let Some(key) = key
                        && let Some(made) = idempotency::replay(a.tx, actor, OPERATION, key, &fingerprint).await?
                    {
                        let id = CampaignCostId::new(made)
                            .map_err(|e| StoreError::new(StoreErrorKind::Corrupt, OPERATION).context(e.to_string()))?;
                        let cost = a.tx.campaigns().cost(id, &CostScope::All).await?;
                        return Ok(Outcome::unchanged(cost.ok_or(CampaignError::CostNotFound)?.into_inner()));
                    }
                    require_known(a.tx, Some(new.campaign), new.city).await?;
                    let (cost, mut effects) = spending::add(id, new, actor, a.now)?;
                    if let Some(key) = key {
                        let made = id.get();
                        effects.idempotency(IdempotencyRecord::new(actor, OPERATION, key, fingerprint, made, a.now));
                    }
                    Ok(Outcome::done(cost, effects))
                })
            })
            .await
    }

    /// Changes a cost that was read at `version`.
    ///
    /// # Errors
    /// `access.forbidden`, `invalid`, `campaign.cost_not_found`, `campaign.cost_version_conflict`,
    /// `campaign.cost_cancelled`, `campaign.not_found`, `city.not_found`; storage errors.
    #[tracing::instrument(name = "campaigns.change_cost", level = "debug", skip_all)]
    pub async fn change_cost(
        &self,
        actor: &Actor,
        id: CampaignCostId,
        version: Version,
        patch: &CampaignCostPatch,
    ) -> Result<CampaignCost, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.campaigns().cost(id, &CostScope::All).await?.ok_or(CampaignError::CostNotFound)?;
                    require_known(a.tx, patch.campaign, patch.city.value().copied()).await?;
                    let (cost, effects) = spending::change(&read, version, patch, actor, a.now)?;
                    Ok(Outcome::done(cost, effects))
                })
            })
            .await
    }

    /// Takes back a cost that was read at `version`. It is kept, and counts for nothing.
    ///
    /// # Errors
    /// `access.forbidden`, `campaign.cost_not_found`, `campaign.cost_version_conflict`, `campaign.cost_cancelled`; storage
    /// errors.
    #[tracing::instrument(name = "campaigns.cancel_cost", level = "debug", skip_all)]
    pub async fn cancel_cost(
        &self,
        actor: &Actor,
        id: CampaignCostId,
        version: Version,
    ) -> Result<CampaignCost, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.campaigns().cost(id, &CostScope::All).await?.ok_or(CampaignError::CostNotFound)?;
                    let (cost, effects) = spending::cancel(&read, version, actor, a.now)?;
                    Ok(Outcome::done(cost, effects))
                })
            })
            .await
    }
}

/// Campaigns and cities are never deleted, so one that is there stays. Archived ones had their costs, too.
async fn require_known(tx: &mut dyn Tx, campaign: Option<CampaignId>, city: Option<CityId>) -> Result<(), Error> {
    if let Some(campaign) = campaign {
        tx.campaigns().get(campaign).await?.ok_or(CampaignError::NotFound)?;
    }
    if let Some(city) = city {
        tx.cities().get(city).await?.ok_or(CityError::NotFound)?;
    }
    Ok(())
}
