//! Masters. A master is a user: what is said of users holds here.

mod body;
mod cash;

use crm_core::kernel::{OperatorId, Version};
use crm_core::masters::{MasterFilter, MasterPatch};
use crm_core::operators::OperatorStatus;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::session::Signed;
use crate::wire::{
    AtVersion, Created, Data, Findings, Id, IfMatch, Json, ListOf, OnceKey, Paging, Problem, Query, codes, present,
};
use body::{MasterBody, MasterPatchBody, NewMasterBody};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(get, change, deactivate)).merge(cash::routes())
}

/// Which masters are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MastersQuery {
    /// The page, from 1.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, default = 1)]
    page: Option<u32>,
    /// How many masters a page has.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `nextCursor` or `prevCursor` of an earlier page, instead of `page`.
    cursor: Option<String>,
    /// A city they serve, by name.
    city: Option<String>,
    /// Whether they may sign in.
    #[param(schema_with = codes::operator_status)]
    status: Option<String>,
}

/// A master as it is now, with the version that changes compare.
async fn shown(app: &App, actor: &Signed, id: OperatorId) -> Result<Data<MasterBody>, Problem> {
    let view = app.crm.masters().get(actor, id).await?;
    let version = view.master.profile_version.get();
    let names = app.directory.names().await?;
    Ok(Data::versioned(MasterBody::new(view, &names), version))
}

/// Masters by id, each with the number of open orders; only those the user may see.
#[utoipa::path(get, path = "/masters", tag = "masters", params(MastersQuery),
    responses((status = 200, description = "A page of masters", body = ListOf<MasterBody>)))]
async fn list(app: App, actor: Signed, Query(query): Query<MastersQuery>) -> Result<ListOf<MasterBody>, Problem> {
    let page = Paging { page: query.page, limit: query.limit, cursor: query.cursor.as_deref() }.request()?;
    let names = app.directory.names().await?;
    let mut findings = Findings::default();
    let filter = MasterFilter {
        city: query.city.as_deref().and_then(|name| names.city_id("city", name, &mut findings)),
        status: findings.maybe("status", query.status.as_deref(), OperatorStatus::parse),
    };
    findings.check()?;
    let page = app.crm.masters().list(&actor, &filter, &page).await?;
    Ok(ListOf::of(page, |view| MasterBody::new(view, &names)))
}

/// One master.
#[utoipa::path(get, path = "/masters/{id}", tag = "masters", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The master", body = Data<MasterBody>)))]
async fn get(app: App, actor: Signed, Id(id): Id<OperatorId>) -> Result<Data<MasterBody>, Problem> {
    shown(&app, &actor, id).await
}

/// Adds a master: admins anywhere, directors in own cities.
#[utoipa::path(post, path = "/masters", tag = "masters", params(OnceKey), request_body = NewMasterBody,
    responses((status = 201, description = "The master as added", body = Data<MasterBody>)))]
async fn create(
    app: App,
    actor: Signed,
    key: OnceKey,
    Json(body): Json<NewMasterBody>,
) -> Result<Created<MasterBody>, Problem> {
    let new = body.read(&*app.directory.names().await?)?;
    let id = app.crm.masters().create(&actor, &new, key.get()).await?.id;
    Ok(Created::at(format!("/masters/{id}"), shown(&app, &actor, id).await?))
}

async fn changed(
    app: &App,
    actor: &Signed,
    id: OperatorId,
    version: Version,
    patch: &MasterPatch,
) -> Result<Data<MasterBody>, Problem> {
    app.crm.masters().change(actor, id, version, patch).await?;
    shown(app, actor, id).await
}

/// Changes a master: admins any, directors one all of whose cities are own cities.
#[utoipa::path(patch, path = "/masters/{id}", tag = "masters", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = MasterPatchBody,
    responses((status = 200, description = "The master as it is now", body = Data<MasterBody>)))]
async fn change(
    app: App,
    actor: Signed,
    Id(id): Id<OperatorId>,
    version: IfMatch,
    Json(body): Json<MasterPatchBody>,
) -> Result<Data<MasterBody>, Problem> {
    let version = version.or(body.version)?;
    let patch = body.read(&*app.directory.names().await?)?;
    changed(&app, &actor, id, version, &patch).await
}

/// Locks a master out; nobody is ever deleted. Open orders stay until they are given to another master.
#[utoipa::path(delete, path = "/masters/{id}", tag = "masters",
    params(("id" = i64, Path, minimum = 1), IfMatch, AtVersion),
    responses((status = 200, description = "The master, inactive", body = Data<MasterBody>)))]
async fn deactivate(
    app: App,
    actor: Signed,
    Id(id): Id<OperatorId>,
    version: IfMatch,
    Query(at): Query<AtVersion>,
) -> Result<Data<MasterBody>, Problem> {
    let version = version.or(at.version)?;
    let patch = MasterPatch { status: Some(OperatorStatus::Inactive), ..MasterPatch::default() };
    changed(&app, &actor, id, version, &patch).await
}
