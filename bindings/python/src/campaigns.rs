//! Campaigns, and what they cost.

use chrono::NaiveDate;
use crm_core::access::Actor;
use crm_core::campaigns::{self, CampaignCostPatch, CampaignPatch, CostFilter, NewCampaignCost};
use crm_core::kernel::{CampaignCostId, CampaignId, CityId, Page, PageRequest, Text, Version};
use crm_core::{Crm, Error};
use pyo3::prelude::*;

use crate::listing::{Listing, Pages, listing};
use crate::record::record;
use crate::session::desk;
use crate::values::{Amount, At, Id, Out, Patch, key, maybe, patch, read};

record! {
    /// An advertising channel that calls come from.
    Campaign of campaigns::Campaign as (campaigns::Campaign { id, version, name, archived, created_at }) {
        /// Its id.
        id: i64 = id,
        /// How often it has been written.
        version: i64 = version,
        /// Its name, unique in any case.
        name: String = name,
        /// Whether it is no longer offered.
        archived: bool = archived,
        /// When it was first named.
        created_at: At = created_at,
    }
}

record! {
    /// What a campaign cost on some days.
    CampaignCost of campaigns::CampaignCost as (campaigns::CampaignCost {
        id, version, campaign, city, first_day, last_day, amount, note, cancelled, created_at, updated_at
    }) {
        /// Its id.
        id: i64 = id,
        /// How often it has been written.
        version: i64 = version,
        /// The id of the campaign.
        campaign_id: i64 = campaign,
        /// The id of the city it was spent on; `None` when it was spent on no city alone.
        city_id: Option<i64> = city,
        /// The first of its days, in the office's zone.
        first_day: NaiveDate = first_day,
        /// The last of its days, included.
        last_day: NaiveDate = last_day,
        /// How much for all of its days together, in roubles.
        amount: Amount = amount,
        /// What it was for.
        note: Option<String> = note,
        /// Whether it was taken back: it counts for nothing.
        cancelled: bool = cancelled,
        /// When it was entered.
        created_at: At = created_at,
        /// When it last changed.
        updated_at: At = updated_at,
    }
}

record! {
    /// A cost as a list shows it: with names.
    CampaignCostView of campaigns::CampaignCostView as (campaigns::CampaignCostView { cost, campaign, city }) {
        /// Its id.
        id: i64 = cost.id,
        /// How often it has been written.
        version: i64 = cost.version,
        /// The id of the campaign.
        campaign_id: i64 = cost.campaign,
        /// The campaign's name.
        campaign: String = campaign,
        /// The id of the city it was spent on; `None` when it was spent on no city alone.
        city_id: Option<i64> = cost.city,
        /// The city's name.
        city: Option<String> = city,
        /// The first of its days, in the office's zone.
        first_day: NaiveDate = cost.first_day,
        /// The last of its days, included.
        last_day: NaiveDate = cost.last_day,
        /// How much for all of its days together, in roubles.
        amount: Amount = cost.amount,
        /// What it was for.
        note: Option<String> = cost.note,
        /// Whether it was taken back: it counts for nothing.
        cancelled: bool = cost.cancelled,
        /// When it was entered.
        created_at: At = cost.created_at,
        /// When it last changed.
        updated_at: At = cost.updated_at,
    }
}

pub(crate) struct CostPages(CostFilter);

impl Pages for CostPages {
    type Row = campaigns::CampaignCostView;
    async fn page(&self, crm: &Crm, actor: &Actor, page: &PageRequest) -> Result<Page<Self::Row>, Error> {
        crm.campaigns().costs(actor, &self.0, page).await
    }
}

listing! {
    /// Costs that pass a filter, the latest first day first.
    CampaignCostList, CampaignCostPage of CampaignCostView: CostPages
}

desk! {
    /// Campaigns. Every user may read them; what they cost is for admins, and for directors in their cities.
    Campaigns
}

#[pymethods]
impl Campaigns {
    /// Campaigns by name: all of them, only the archived ones, or only those that are not.
    #[pyo3(signature = (*, archived=None))]
    fn list(&self, py: Python<'_>, archived: Option<bool>) -> PyResult<Vec<Campaign>> {
        self.0.with(py, async |crm, actor| crm.campaigns().list(actor, archived).await).map(Out::out)
    }

    /// One campaign.
    ///
    /// Raises NotFoundError (`campaign.not_found`).
    fn get(&self, py: Python<'_>, id: Id<CampaignId>) -> PyResult<Campaign> {
        self.0.with(py, async |crm, actor| crm.campaigns().get(actor, id.0).await).map(Out::out)
    }

    /// Adds a campaign; one that a line or an order names is added by itself. With an idempotency key, the same request again
    /// gives the same campaign.
    ///
    /// Raises ForbiddenError, InvalidError, ConflictError (`campaign.name_taken`, `idempotency.reused`).
    #[pyo3(signature = (name, *, idempotency_key=None))]
    fn create(&self, py: Python<'_>, name: &str, idempotency_key: Option<String>) -> PyResult<Campaign> {
        let name: Text<50> = read(py, "name", name)?;
        let key = key(py, idempotency_key)?;
        self.0.with(py, async |crm, actor| crm.campaigns().create(actor, &name, key.as_ref()).await).map(Out::out)
    }

    /// Renames a campaign that was read at `version`, archives it or takes it out again; what is left out stays.
    ///
    /// Raises ForbiddenError, InvalidError, NotFoundError (`campaign.not_found`), ConflictError
    /// (`campaign.version_conflict`, `campaign.name_taken`).
    #[pyo3(signature = (id, version, *, name=None, archived=None))]
    fn change(
        &self,
        py: Python<'_>,
        id: Id<CampaignId>,
        version: i64,
        name: Option<String>,
        archived: Option<bool>,
    ) -> PyResult<Campaign> {
        let patch = CampaignPatch { name: maybe(py, "name", name)?, archived };
        let version = Version::new(version);
        self.0.with(py, async |crm, actor| crm.campaigns().change(actor, id.0, version, &patch).await).map(Out::out)
    }

    /// Costs that pass every filter given, the latest first day first. `cancelled` asks for those that were taken back, or
    /// for the others.
    #[pyo3(signature = (*, campaign=None, city=None, cancelled=None))]
    fn costs(
        &self,
        campaign: Option<Id<CampaignId>>,
        city: Option<Id<CityId>>,
        cancelled: Option<bool>,
    ) -> CampaignCostList {
        let filter = CostFilter { campaign: campaign.map(|id| id.0), city: city.map(|id| id.0), cancelled };
        CampaignCostList(Listing::new(&self.0, CostPages(filter)))
    }

    /// One cost.
    ///
    /// Raises NotFoundError (`campaign.cost_not_found`), also for one out of scope.
    fn cost(&self, py: Python<'_>, id: Id<CampaignCostId>) -> PyResult<CampaignCost> {
        self.0.with(py, async |crm, actor| crm.campaigns().cost(actor, id.0).await).map(Out::out)
    }

    /// Enters what a campaign cost from its first to its last day, both included, in roubles for all of them together. Each
    /// day bears the same part. Without a city it was spent on none alone. With an idempotency key, the same request again
    /// gives the same cost.
    ///
    /// Raises ForbiddenError, InvalidError, NotFoundError (`campaign.not_found`, `city.not_found`), ConflictError
    /// (`idempotency.reused`).
    #[pyo3(signature = (campaign, amount, *, first_day, last_day, city=None, note=None, idempotency_key=None))]
    fn add_cost(
        &self,
        py: Python<'_>,
        campaign: Id<CampaignId>,
        amount: Amount,
        first_day: NaiveDate,
        last_day: NaiveDate,
        city: Option<Id<CityId>>,
        note: Option<String>,
        idempotency_key: Option<String>,
    ) -> PyResult<CampaignCost> {
        let new = NewCampaignCost {
            campaign: campaign.0,
            city: city.map(|id| id.0),
            first_day,
            last_day,
            amount: amount.0,
            note: maybe(py, "note", note)?,
        };
        let key = key(py, idempotency_key)?;
        self.0.with(py, async |crm, actor| crm.campaigns().add_cost(actor, &new, key.as_ref()).await).map(Out::out)
    }

    /// Changes a cost that was read at `version`; what is left out stays, and `None` empties.
    ///
    /// Raises ForbiddenError, InvalidError, NotFoundError (`campaign.cost_not_found`, `campaign.not_found`,
    /// `city.not_found`), ConflictError (`campaign.cost_version_conflict`, `campaign.cost_cancelled`).
    #[pyo3(signature = (id, version, *, campaign=None, amount=None, first_day=None, last_day=None, city=Patch::Keep,
        note=Patch::Keep))]
    fn change_cost(
        &self,
        py: Python<'_>,
        id: Id<CampaignCostId>,
        version: i64,
        campaign: Option<Id<CampaignId>>,
        amount: Option<Amount>,
        first_day: Option<NaiveDate>,
        last_day: Option<NaiveDate>,
        city: Patch<Id<CityId>>,
        note: Patch<String>,
    ) -> PyResult<CampaignCost> {
        let patch = CampaignCostPatch {
            campaign: campaign.map(|id| id.0),
            city: city.map(|id| id.0),
            first_day,
            last_day,
            amount: amount.map(|amount| amount.0),
            note: patch(py, "note", note)?,
        };
        let version = Version::new(version);
        self.0
            .with(py, async |crm, actor| crm.campaigns().change_cost(actor, id.0, version, &patch).await)
            .map(Out::out)
    }

    /// Takes back a cost that was read at `version`. It is kept, and counts for nothing.
    ///
    /// Raises ForbiddenError, NotFoundError (`campaign.cost_not_found`), ConflictError (`campaign.cost_version_conflict`,
    /// `campaign.cost_cancelled`).
    fn cancel_cost(&self, py: Python<'_>, id: Id<CampaignCostId>, version: i64) -> PyResult<CampaignCost> {
        let version = Version::new(version);
        self.0.with(py, async |crm, actor| crm.campaigns().cancel_cost(actor, id.0, version).await).map(Out::out)
    }
}
