//! The company's own numbers.

use crm_core::kernel::{Change, LineId, LineNumber, Text, Timestamp};
use crm_core::lines::{Line, LinePatch, NewLine, UnknownLine};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::directory::Names;
use crate::session::Signed;
use crate::wire::{AtVersion, Created, Data, Findings, Id, IfMatch, Json, ListOf, OnceKey, Problem, Query};
use crate::wire::{flag, patched, present};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, change, archive))
        .routes(routes!(unknown_lines))
}

/// Which lines are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LinesQuery {
    /// Only archived lines, or only those that are not.
    #[serde(default, deserialize_with = "flag")]
    archived: Option<bool>,
}

/// A line: it decides campaign, city and advert account of the calls that come to it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Line)]
pub(crate) struct LineBody {
    id: i64,
    version: i64,
    /// The number clients dial: E.164, a SIP URI, or a short number.
    #[schema(value_type = String)]
    number: LineNumber,
    /// The campaign's name.
    rk: Option<String>,
    city: Option<String>,
    /// The advert account behind the number.
    avito_name: Option<String>,
    /// Archived lines stay known: a late call to one is still attributed.
    archived: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl LineBody {
    fn new(line: Line, names: &Names) -> Self {
        let of = line.attribution;
        Self {
            id: line.id.get(),
            version: line.version.get(),
            number: line.number,
            rk: of.campaign.and_then(|id| names.campaign(id)).map(str::to_owned),
            city: of.city.and_then(|id| names.city(id)).map(str::to_owned),
            avito_name: of.advert_account.map(|account| account.to_string()),
            archived: line.archived,
            created_at: line.created_at,
            updated_at: line.updated_at,
        }
    }
}

async fn shown(app: &App, line: Line) -> Result<Data<LineBody>, Problem> {
    let version = line.version.get();
    let names = app.directory.names().await?;
    Ok(Data::versioned(LineBody::new(line, &names), version))
}

/// Every line by number; only those of the cities the user serves.
#[utoipa::path(get, path = "/lines", tag = "lines", params(LinesQuery),
    responses((status = 200, description = "Every line", body = ListOf<LineBody>)))]
async fn list(app: App, actor: Signed, Query(query): Query<LinesQuery>) -> Result<ListOf<LineBody>, Problem> {
    let lines = app.crm.lines().list(&actor).await?;
    let names = app.directory.names().await?;
    let wanted = |line: &Line| query.archived.is_none_or(|archived| line.archived == archived);
    Ok(ListOf::whole(lines.into_iter().filter(wanted).map(|line| LineBody::new(line, &names))))
}

/// One line.
#[utoipa::path(get, path = "/lines/{id}", tag = "lines", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The line", body = Data<LineBody>)))]
async fn get(app: App, actor: Signed, Id(id): Id<LineId>) -> Result<Data<LineBody>, Problem> {
    let line = app.crm.lines().get(&actor, id).await?;
    shown(&app, line).await
}

/// A line to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewLine)]
pub(crate) struct NewLineBody {
    /// The number clients dial, however written.
    #[schema(min_length = 2, max_length = 128)]
    number: String,
    /// The campaign's name; an unknown one is added.
    #[schema(max_length = 50)]
    rk: Option<String>,
    /// The city, by name.
    city: Option<String>,
    /// The advert account behind the number.
    #[schema(max_length = 255)]
    avito_name: Option<String>,
}

impl NewLineBody {
    fn read(self, names: &Names) -> Result<NewLine, Problem> {
        let mut findings = Findings::default();
        let number = findings.read("number", LineNumber::parse(&self.number));
        let campaign = findings.maybe("rk", self.rk.as_deref(), Text::optional).flatten();
        let city = self.city.and_then(|name| names.city_id("city", &name, &mut findings));
        let advert_account = findings.maybe("avitoName", self.avito_name.as_deref(), Text::optional).flatten();
        let number = findings.complete(number)?;
        Ok(NewLine { number, campaign, city, advert_account })
    }
}

/// Adds a line. Only admins do.
#[utoipa::path(post, path = "/lines", tag = "lines", params(OnceKey), request_body = NewLineBody,
    responses((status = 201, description = "The line as added", body = Data<LineBody>)))]
async fn create(
    app: App,
    actor: Signed,
    key: OnceKey,
    Json(body): Json<NewLineBody>,
) -> Result<Created<LineBody>, Problem> {
    let new = body.read(&*app.directory.names().await?)?;
    let line = app.crm.lines().create(&actor, &new, key.get()).await?;
    Ok(Created::at(format!("/lines/{}", line.id), shown(&app, line).await?))
}

/// Changes to a line. A field left out stays as it is; `null` empties it. Calls that have come keep what they got.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = LinePatch)]
pub(crate) struct LinePatchBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    /// The campaign's name; an unknown one is added.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 50)]
    rk: Change<String>,
    /// The city, by name.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>)]
    city: Change<String>,
    /// The advert account behind the number.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 255)]
    avito_name: Change<String>,
    /// Archive the line or bring it back.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    archived: Option<bool>,
}

impl LinePatchBody {
    fn read(self, names: &Names) -> Result<LinePatch, Problem> {
        let mut findings = Findings::default();
        let patch = LinePatch {
            campaign: findings.change("rk", self.rk, |text| Text::new(&text)),
            city: names.city_change("city", self.city, &mut findings),
            advert_account: findings.change("avitoName", self.avito_name, |text| Text::new(&text)),
            archived: self.archived,
        };
        findings.check()?;
        Ok(patch)
    }
}

/// Changes what the calls of a line are attributed to. Only admins do.
#[utoipa::path(patch, path = "/lines/{id}", tag = "lines", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = LinePatchBody,
    responses((status = 200, description = "The line as it is now", body = Data<LineBody>)))]
async fn change(
    app: App,
    actor: Signed,
    Id(id): Id<LineId>,
    version: IfMatch,
    Json(body): Json<LinePatchBody>,
) -> Result<Data<LineBody>, Problem> {
    let version = version.or(body.version)?;
    let patch = body.read(&*app.directory.names().await?)?;
    let line = app.crm.lines().change(&actor, id, version, &patch).await?;
    shown(&app, line).await
}

/// Archives a line. Only admins do.
#[utoipa::path(delete, path = "/lines/{id}", tag = "lines",
    params(("id" = i64, Path, minimum = 1), IfMatch, AtVersion),
    responses((status = 200, description = "The archived line", body = Data<LineBody>)))]
async fn archive(
    app: App,
    actor: Signed,
    Id(id): Id<LineId>,
    version: IfMatch,
    Query(at): Query<AtVersion>,
) -> Result<Data<LineBody>, Problem> {
    let version = version.or(at.version)?;
    let patch = LinePatch { archived: Some(true), ..LinePatch::default() };
    let line = app.crm.lines().change(&actor, id, version, &patch).await?;
    shown(&app, line).await
}

/// A number that calls came to and that is no line.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = UnknownLine)]
pub(crate) struct UnknownLineBody {
    #[schema(value_type = String)]
    number: LineNumber,
    /// When the first such call was taken in.
    #[schema(value_type = String, format = DateTime)]
    first_seen: Timestamp,
    /// When the latest was.
    #[schema(value_type = String, format = DateTime)]
    last_seen: Timestamp,
    /// How many calls.
    calls: u64,
}

impl From<UnknownLine> for UnknownLineBody {
    fn from(line: UnknownLine) -> Self {
        Self { number: line.number, first_seen: line.first_seen, last_seen: line.last_seen, calls: line.calls }
    }
}

/// Numbers that calls came to and that are no line, latest first, at most 1,000. Adding the line attributes the calls that
/// follow. Only admins see them.
#[utoipa::path(get, path = "/admin/unknown-lines", tag = "admin",
    responses((status = 200, description = "Every such number", body = ListOf<UnknownLineBody>)))]
async fn unknown_lines(app: App, actor: Signed) -> Result<ListOf<UnknownLineBody>, Problem> {
    let unknown = app.crm.lines().unknown(&actor).await?;
    Ok(ListOf::whole(unknown.into_iter().map(UnknownLineBody::from)))
}
