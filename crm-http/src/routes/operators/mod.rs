//! Users of every role.

mod body;
mod work;

use crm_core::kernel::{OperatorId, Secret};
use crm_core::operators::{Operator, OperatorFilter, OperatorPatch, OperatorStatus, Role};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::session::Signed;
use crate::wire::{
    AtVersion, Created, Data, Findings, Id, IfMatch, Json, ListOf, OnceKey, Paging, Problem, Query, codes, present,
    secret,
};
use body::{NewOperatorBody, OperatorPatchBody};
pub(super) use body::{OperatorBody, cities};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, change, deactivate))
        .routes(routes!(set_status))
        .routes(routes!(set_password))
        .merge(work::routes())
}

/// Which users are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OperatorsQuery {
    /// The page, from 1.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, default = 1)]
    page: Option<u32>,
    /// How many users a page has.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `nextCursor` or `prevCursor` of an earlier page, instead of `page`.
    cursor: Option<String>,
    /// The role.
    #[param(schema_with = codes::role)]
    role: Option<String>,
    /// A city they serve, by name.
    city: Option<String>,
    /// Whether they may sign in.
    #[param(schema_with = codes::operator_status)]
    status: Option<String>,
}

/// A user as the wire has it, with the version that changes of the profile compare.
pub(super) async fn shown(app: &App, operator: Operator) -> Result<Data<OperatorBody>, Problem> {
    let version = operator.profile_version.get();
    let names = app.directory.names().await?;
    Ok(Data::versioned(OperatorBody::new(operator, &names), version))
}

/// Users by id; only those the asking user may see.
#[utoipa::path(get, path = "/operators", tag = "operators", params(OperatorsQuery),
    responses((status = 200, description = "A page of users", body = ListOf<OperatorBody>)))]
async fn list(app: App, actor: Signed, Query(query): Query<OperatorsQuery>) -> Result<ListOf<OperatorBody>, Problem> {
    let page = Paging { page: query.page, limit: query.limit, cursor: query.cursor.as_deref() }.request()?;
    let names = app.directory.names().await?;
    let mut findings = Findings::default();
    let filter = OperatorFilter {
        role: findings.maybe("role", query.role.as_deref(), Role::parse),
        city: query.city.as_deref().and_then(|name| names.city_id("city", name, &mut findings)),
        status: findings.maybe("status", query.status.as_deref(), OperatorStatus::parse),
    };
    findings.check()?;
    let page = app.crm.operators().list(&actor, &filter, &page).await?;
    Ok(ListOf::of(page, |operator| OperatorBody::new(operator, &names)))
}

/// One user.
#[utoipa::path(get, path = "/operators/{id}", tag = "operators", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The user", body = Data<OperatorBody>)))]
async fn get(app: App, actor: Signed, Id(id): Id<OperatorId>) -> Result<Data<OperatorBody>, Problem> {
    let operator = app.crm.operators().get(&actor, id).await?;
    shown(&app, operator).await
}

/// Adds a user of any role. Only admins do.
#[utoipa::path(post, path = "/operators", tag = "operators", params(OnceKey), request_body = NewOperatorBody,
    responses((status = 201, description = "The user as added", body = Data<OperatorBody>)))]
async fn create(
    app: App,
    actor: Signed,
    key: OnceKey,
    Json(body): Json<NewOperatorBody>,
) -> Result<Created<OperatorBody>, Problem> {
    let new = body.read(&*app.directory.names().await?)?;
    let operator = app.crm.operators().create(&actor, &new, key.get()).await?;
    Ok(Created::at(format!("/operators/{}", operator.id), shown(&app, operator).await?))
}

/// Changes a user's profile: name, role, cities, phone. Only admins do.
#[utoipa::path(patch, path = "/operators/{id}", tag = "operators", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = OperatorPatchBody,
    responses((status = 200, description = "The user as it is now", body = Data<OperatorBody>)))]
async fn change(
    app: App,
    actor: Signed,
    Id(id): Id<OperatorId>,
    version: IfMatch,
    Json(body): Json<OperatorPatchBody>,
) -> Result<Data<OperatorBody>, Problem> {
    let version = version.or(body.version)?;
    let patch = body.read(&*app.directory.names().await?)?;
    let operator = app.crm.operators().change(&actor, id, version, &patch).await?;
    shown(&app, operator).await
}

/// Whether a user may sign in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OperatorStatusChange)]
pub(crate) struct StatusBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    #[schema(schema_with = codes::operator_status)]
    status: String,
}

/// Lets a user in or locks a user out. Locking out ends every session and frees the extension. Only admins do.
#[utoipa::path(patch, path = "/operators/{id}/status", tag = "operators",
    params(("id" = i64, Path, minimum = 1), IfMatch), request_body = StatusBody,
    responses((status = 200, description = "The user as it is now", body = Data<OperatorBody>)))]
async fn set_status(
    app: App,
    actor: Signed,
    Id(id): Id<OperatorId>,
    version: IfMatch,
    Json(body): Json<StatusBody>,
) -> Result<Data<OperatorBody>, Problem> {
    let version = version.or(body.version)?;
    let mut findings = Findings::default();
    let status = findings.read("status", OperatorStatus::parse(&body.status));
    findings.check()?;
    let patch = OperatorPatch { status, ..OperatorPatch::default() };
    let operator = app.crm.operators().change(&actor, id, version, &patch).await?;
    shown(&app, operator).await
}

/// Locks a user out; nobody is ever deleted. Only admins do.
#[utoipa::path(delete, path = "/operators/{id}", tag = "operators",
    params(("id" = i64, Path, minimum = 1), IfMatch, AtVersion),
    responses((status = 200, description = "The user, inactive", body = Data<OperatorBody>)))]
async fn deactivate(
    app: App,
    actor: Signed,
    Id(id): Id<OperatorId>,
    version: IfMatch,
    Query(at): Query<AtVersion>,
) -> Result<Data<OperatorBody>, Problem> {
    let version = version.or(at.version)?;
    let patch = OperatorPatch { status: Some(OperatorStatus::Inactive), ..OperatorPatch::default() };
    let operator = app.crm.operators().change(&actor, id, version, &patch).await?;
    shown(&app, operator).await
}

/// A new password for somebody else.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OtherPassword)]
pub(crate) struct PasswordBody {
    /// 8 to 128 characters, neither the login nor one of the common ones.
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 128)]
    password: Secret,
}

/// Sets another user's password and ends every session of that user. Only admins do.
#[utoipa::path(put, path = "/operators/{id}/password", tag = "operators", params(("id" = i64, Path, minimum = 1)),
    request_body = PasswordBody,
    responses((status = 200, description = "The user, who has to sign in anew", body = Data<OperatorBody>)))]
async fn set_password(
    app: App,
    actor: Signed,
    Id(id): Id<OperatorId>,
    Json(body): Json<PasswordBody>,
) -> Result<Data<OperatorBody>, Problem> {
    app.crm.auth().set_password(&actor, id, &body.password).await?;
    let operator = app.crm.operators().get(&actor, id).await?;
    shown(&app, operator).await
}
