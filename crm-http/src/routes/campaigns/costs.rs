//! What campaigns cost.

use chrono::NaiveDate;
use crm_core::campaigns::{CampaignCost, CampaignCostPatch, CampaignError, CostFilter, NewCampaignCost};
use crm_core::kernel::{CampaignCostId, CampaignId, Change, Money, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::directory::Names;
use crate::session::Signed;
use crate::wire::{
    AtVersion, Created, Data, Findings, Id, Ids, IfMatch, Json, ListOf, MoneyInput, OnceKey, Paging, Problem, Query,
};
use crate::wire::{date, flag, patched, present};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_costs, add_cost)).routes(routes!(get_cost, change_cost, cancel_cost))
}

/// Which costs are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CostsQuery {
    /// The page, from 1.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, default = 1)]
    page: Option<u32>,
    /// How many costs a page has.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `nextCursor` or `prevCursor` of an earlier page, instead of `page`.
    cursor: Option<String>,
    /// The city they were spent on, by name.
    city: Option<String>,
    /// Only costs that were taken back, or only those that count.
    #[serde(default, deserialize_with = "flag")]
    cancelled: Option<bool>,
}

/// What a campaign cost on some days. Several may overlap: they add up.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CampaignCost)]
pub(crate) struct CostBody {
    id: i64,
    version: i64,
    campaign_id: i64,
    /// The campaign's name.
    rk: String,
    /// The city it was spent on; `null` when it was spent on no city alone.
    city: Option<String>,
    /// The first of its days, in the office's zone.
    #[schema(value_type = String, format = Date)]
    first_day: NaiveDate,
    /// The last of its days, included.
    #[schema(value_type = String, format = Date)]
    last_day: NaiveDate,
    /// Roubles for all of its days together.
    #[schema(value_type = String)]
    amount: Money,
    /// What it was for.
    note: Option<String>,
    /// Taken back: it is kept, and counts for nothing.
    cancelled: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl CostBody {
    fn new(cost: CampaignCost, names: &Names) -> Self {
        Self {
            id: cost.id.get(),
            version: cost.version.get(),
            campaign_id: cost.campaign.get(),
            rk: names.campaign(cost.campaign).unwrap_or_default().to_owned(),
            city: cost.city.and_then(|id| names.city(id)).map(str::to_owned),
            first_day: cost.first_day,
            last_day: cost.last_day,
            amount: cost.amount,
            note: cost.note.map(|note| note.to_string()),
            cancelled: cost.cancelled,
            created_at: cost.created_at,
            updated_at: cost.updated_at,
        }
    }
}

async fn shown(app: &App, cost: CampaignCost) -> Result<Data<CostBody>, Problem> {
    let version = cost.version.get();
    let names = app.directory.names().await?;
    Ok(Data::versioned(CostBody::new(cost, &names), version))
}

/// The cost, if it is one of this campaign.
async fn of_campaign(
    app: &App,
    actor: &Signed,
    campaign: CampaignId,
    id: CampaignCostId,
) -> Result<CampaignCost, Problem> {
    let cost = app.crm.campaigns().cost(actor, id).await?;
    if cost.campaign == campaign { Ok(cost) } else { Err(crm_core::Error::from(CampaignError::CostNotFound).into()) }
}

/// Costs of a campaign, the latest first day first: for admins all, for directors those of own cities, for others none.
#[utoipa::path(get, path = "/campaigns/{id}/costs", tag = "campaigns",
    params(("id" = i64, Path, minimum = 1), CostsQuery),
    responses((status = 200, description = "A page of costs", body = ListOf<CostBody>)))]
async fn list_costs(
    app: App,
    actor: Signed,
    Id(campaign): Id<CampaignId>,
    Query(query): Query<CostsQuery>,
) -> Result<ListOf<CostBody>, Problem> {
    let page = Paging { page: query.page, limit: query.limit, cursor: query.cursor.as_deref() }.request()?;
    app.crm.campaigns().get(&actor, campaign).await?;
    let names = app.directory.names().await?;
    let mut findings = Findings::default();
    let city = query.city.as_deref().and_then(|name| names.city_id("city", name, &mut findings));
    findings.check()?;
    let filter = CostFilter { campaign: Some(campaign), city, cancelled: query.cancelled };
    let page = app.crm.campaigns().costs(&actor, &filter, &page).await?;
    Ok(ListOf::of(page, |view| CostBody::new(view.cost, &names)))
}

/// One cost of a campaign.
#[utoipa::path(get, path = "/campaigns/{id}/costs/{costId}", tag = "campaigns",
    params(("id" = i64, Path, minimum = 1), ("costId" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The cost", body = Data<CostBody>)))]
async fn get_cost(
    app: App,
    actor: Signed,
    Ids(campaign, id): Ids<CampaignId, CampaignCostId>,
) -> Result<Data<CostBody>, Problem> {
    let cost = of_campaign(&app, &actor, campaign, id).await?;
    shown(&app, cost).await
}

/// A cost to enter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewCampaignCost)]
pub(crate) struct NewCostBody {
    /// The city it was spent on, by name, if on one alone.
    city: Option<String>,
    /// The first of its days, in the office's zone.
    #[schema(format = Date)]
    first_day: String,
    /// The last of its days, included; at most 3,660 days.
    #[schema(format = Date)]
    last_day: String,
    /// Above zero, for all of its days together.
    amount: MoneyInput,
    /// What it was for.
    #[schema(max_length = 500)]
    note: Option<String>,
}

impl NewCostBody {
    fn read(self, campaign: CampaignId, names: &Names) -> Result<NewCampaignCost, Problem> {
        let mut findings = Findings::default();
        let city = self.city.and_then(|name| names.city_id("city", &name, &mut findings));
        let first_day = findings.read("firstDay", date(&self.first_day));
        let last_day = findings.read("lastDay", date(&self.last_day));
        let amount = findings.read("amount", self.amount.read());
        let note = findings.maybe("note", self.note.as_deref(), Text::optional).flatten();
        let ((first_day, last_day), amount) = findings.complete(first_day.zip(last_day).zip(amount))?;
        Ok(NewCampaignCost { campaign, city, first_day, last_day, amount, note })
    }
}

/// Enters what a campaign cost. Only admins do.
#[utoipa::path(post, path = "/campaigns/{id}/costs", tag = "campaigns",
    params(("id" = i64, Path, minimum = 1), OnceKey), request_body = NewCostBody,
    responses((status = 201, description = "The cost as entered", body = Data<CostBody>)))]
async fn add_cost(
    app: App,
    actor: Signed,
    Id(campaign): Id<CampaignId>,
    key: OnceKey,
    Json(body): Json<NewCostBody>,
) -> Result<Created<CostBody>, Problem> {
    let new = body.read(campaign, &*app.directory.names().await?)?;
    let cost = app.crm.campaigns().add_cost(&actor, &new, key.get()).await?;
    Ok(Created::at(format!("/campaigns/{campaign}/costs/{}", cost.id), shown(&app, cost).await?))
}

/// Changes to a cost. A field left out stays as it is; `null` empties one that may be empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = CampaignCostPatch)]
pub(crate) struct CostPatchBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    /// Another campaign, by name.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    rk: Option<String>,
    /// The city it was spent on, by name.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>)]
    city: Change<String>,
    /// The first of its days, in the office's zone.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, format = Date)]
    first_day: Option<String>,
    /// The last of its days, included.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, format = Date)]
    last_day: Option<String>,
    /// Above zero, for all of its days together.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    amount: Option<MoneyInput>,
    /// What it was for.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 500)]
    note: Change<String>,
}

impl CostPatchBody {
    fn read(self, names: &Names) -> Result<CampaignCostPatch, Problem> {
        let mut findings = Findings::default();
        let patch = CampaignCostPatch {
            campaign: self.rk.and_then(|name| names.campaign_id("rk", &name, &mut findings)),
            city: names.city_change("city", self.city, &mut findings),
            first_day: findings.maybe("firstDay", self.first_day.as_deref(), date),
            last_day: findings.maybe("lastDay", self.last_day.as_deref(), date),
            amount: findings.maybe("amount", self.amount, MoneyInput::read),
            note: findings.change("note", self.note, |text| Text::new(&text)),
        };
        findings.check()?;
        Ok(patch)
    }
}

/// Changes a cost. Only admins do.
#[utoipa::path(patch, path = "/campaigns/{id}/costs/{costId}", tag = "campaigns",
    params(("id" = i64, Path, minimum = 1), ("costId" = i64, Path, minimum = 1), IfMatch),
    request_body = CostPatchBody,
    responses((status = 200, description = "The cost as it is now", body = Data<CostBody>)))]
async fn change_cost(
    app: App,
    actor: Signed,
    Ids(campaign, id): Ids<CampaignId, CampaignCostId>,
    version: IfMatch,
    Json(body): Json<CostPatchBody>,
) -> Result<Data<CostBody>, Problem> {
    let version = version.or(body.version)?;
    let patch = body.read(&*app.directory.names().await?)?;
    of_campaign(&app, &actor, campaign, id).await?;
    let cost = app.crm.campaigns().change_cost(&actor, id, version, &patch).await?;
    shown(&app, cost).await
}

/// Takes a cost back: it is kept, and counts for nothing. Only admins do.
#[utoipa::path(delete, path = "/campaigns/{id}/costs/{costId}", tag = "campaigns",
    params(("id" = i64, Path, minimum = 1), ("costId" = i64, Path, minimum = 1), IfMatch, AtVersion),
    responses((status = 200, description = "The cost, cancelled", body = Data<CostBody>)))]
async fn cancel_cost(
    app: App,
    actor: Signed,
    Ids(campaign, id): Ids<CampaignId, CampaignCostId>,
    version: IfMatch,
    Query(at): Query<AtVersion>,
) -> Result<Data<CostBody>, Problem> {
    let version = version.or(at.version)?;
    of_campaign(&app, &actor, campaign, id).await?;
    let cost = app.crm.campaigns().cancel_cost(&actor, id, version).await?;
    shown(&app, cost).await
}
