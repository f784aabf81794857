//! Advertising campaigns.

mod costs;

use axum::response::Response;
use crm_core::campaigns::{Campaign, CampaignPatch};
use crm_core::kernel::{CampaignId, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::cache::{KnownTags, Question, Shared};
use crate::session::Signed;
use crate::wire::{
    AtVersion, Created, Data, Findings, Id, IfMatch, Json, ListOf, OnceKey, Problem, Query, flag, present,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(get, change, archive)).merge(costs::routes())
}

/// Which campaigns are listed.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CampaignsQuery {
    /// Only archived campaigns, or only those that are not.
    #[serde(default, deserialize_with = "flag")]
    archived: Option<bool>,
}

/// A campaign: an advertising channel that brings calls.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Campaign)]
pub(crate) struct CampaignBody {
    id: i64,
    version: i64,
    name: String,
    /// Kept for what was written under it, and no longer offered. Named again, it is used as it is.
    archived: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Campaign> for CampaignBody {
    fn from(campaign: Campaign) -> Self {
        Self {
            id: campaign.id.get(),
            version: campaign.version.get(),
            name: campaign.name.to_string(),
            archived: campaign.archived,
            created_at: campaign.created_at,
        }
    }
}

fn shown(campaign: Campaign) -> Data<CampaignBody> {
    let version = campaign.version.get();
    Data::versioned(campaign.into(), version)
}

/// Every campaign by name. Whoever is signed in may read them.
#[utoipa::path(get, path = "/campaigns", tag = "campaigns", params(CampaignsQuery, KnownTags),
    responses((status = 200, description = "Every campaign", body = ListOf<CampaignBody>)))]
async fn list(
    app: App,
    actor: Signed,
    known: KnownTags,
    Query(query): Query<CampaignsQuery>,
) -> Result<Response, Problem> {
    let question = Question { operation: "campaigns", actor: &actor, shared: Shared::WithinScope, known: &known };
    let answer = async {
        let campaigns = app.crm.campaigns().list(&actor, query.archived).await?;
        Ok(ListOf::whole(campaigns.into_iter().map(CampaignBody::from)))
    };
    app.answers.get(question, &query, answer).await
}

/// One campaign.
#[utoipa::path(get, path = "/campaigns/{id}", tag = "campaigns", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The campaign", body = Data<CampaignBody>)))]
async fn get(app: App, actor: Signed, Id(id): Id<CampaignId>) -> Result<Data<CampaignBody>, Problem> {
    Ok(shown(app.crm.campaigns().get(&actor, id).await?))
}

/// A campaign to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCampaign)]
pub(crate) struct NewCampaignBody {
    /// Unique in any case.
    #[schema(min_length = 1, max_length = 50)]
    name: String,
}

/// Adds a campaign. Only admins do; naming one on a line or an order adds it as well.
#[utoipa::path(post, path = "/campaigns", tag = "campaigns", params(OnceKey), request_body = NewCampaignBody,
    responses((status = 201, description = "The campaign as added", body = Data<CampaignBody>)))]
async fn create(
    app: App,
    actor: Signed,
    key: OnceKey,
    Json(body): Json<NewCampaignBody>,
) -> Result<Created<CampaignBody>, Problem> {
    let mut findings = Findings::default();
    let name = findings.read("name", Text::new(&body.name));
    let name = findings.complete(name)?;
    let campaign = app.crm.campaigns().create(&actor, &name, key.get()).await?;
    Ok(Created::at(format!("/campaigns/{}", campaign.id), shown(campaign)))
}

/// Changes to a campaign. A field left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CampaignPatch)]
pub(crate) struct CampaignPatchBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, min_length = 1, max_length = 50)]
    name: Option<String>,
    /// Archive the campaign or bring it back.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    archived: Option<bool>,
}

/// Renames a campaign, archives it or brings it back. What was written under it stays. Only admins do.
#[utoipa::path(patch, path = "/campaigns/{id}", tag = "campaigns",
    params(("id" = i64, Path, minimum = 1), IfMatch), request_body = CampaignPatchBody,
    responses((status = 200, description = "The campaign as it is now", body = Data<CampaignBody>)))]
async fn change(
    app: App,
    actor: Signed,
    Id(id): Id<CampaignId>,
    version: IfMatch,
    Json(body): Json<CampaignPatchBody>,
) -> Result<Data<CampaignBody>, Problem> {
    let version = version.or(body.version)?;
    let mut findings = Findings::default();
    let name = findings.maybe("name", body.name.as_deref(), Text::new);
    findings.check()?;
    let patch = CampaignPatch { name, archived: body.archived };
    Ok(shown(app.crm.campaigns().change(&actor, id, version, &patch).await?))
}

/// Archives a campaign: it is no longer offered. Only admins do.
#[utoipa::path(delete, path = "/campaigns/{id}", tag = "campaigns",
    params(("id" = i64, Path, minimum = 1), IfMatch, AtVersion),
    responses((status = 200, description = "The archived campaign", body = Data<CampaignBody>)))]
async fn archive(
    app: App,
    actor: Signed,
    Id(id): Id<CampaignId>,
    version: IfMatch,
    Query(at): Query<AtVersion>,
) -> Result<Data<CampaignBody>, Problem> {
    let version = version.or(at.version)?;
    let patch = CampaignPatch { archived: Some(true), ..CampaignPatch::default() };
    Ok(shown(app.crm.campaigns().change(&actor, id, version, &patch).await?))
}
