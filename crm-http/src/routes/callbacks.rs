//! Call-backs: missed clients who wait for a call.

use axum::response::{IntoResponse, Response};
use crm_core::callbacks::{
    Callback, CallbackFilter, CallbackSort, CallbackState, CallbackView, Closed, Episode, OpenCallbacks,
};
use crm_core::kernel::{CallbackId, LineNumber, OperatorId, Phone, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::calls::PersonBody;
use crate::app::App;
use crate::session::Signed;
use crate::wire::{
    Data, Findings, Id, IfMatch, Json, ListOf, MaybeJson, Paging, Problem, Query, VersionBody, codes, present,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(take)).routes(routes!(release)).routes(routes!(close))
}

/// Which call-backs are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CallbacksQuery {
    /// The page, from 1.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, default = 1)]
    page: Option<u32>,
    /// How many call-backs a page has.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `nextCursor` or `prevCursor` of an earlier page, instead of `page`.
    cursor: Option<String>,
    /// How it stands; without it, open and closed ones.
    #[param(schema_with = codes::callback_state)]
    state: Option<String>,
    /// The city, by name.
    city: Option<String>,
    /// Who took it.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    taken_by: Option<i64>,
    /// The client's phone, however written.
    phone: Option<String>,
    /// Waiting since when, from: a date of the office's zone, or RFC 3339.
    date_from: Option<String>,
    /// Waiting since when, until: a date, that day included, or RFC 3339, excluded.
    date_to: Option<String>,
    /// `openedAt`, who waits longest first, or `-openedAt`.
    #[param(inline)]
    sort: Option<SortBy>,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
pub(crate) enum SortBy {
    /// Who waits longest first.
    #[default]
    #[serde(rename = "openedAt")]
    Oldest,
    /// Latest first.
    #[serde(rename = "-openedAt")]
    Latest,
}

impl CallbacksQuery {
    async fn filter(&self, app: &App) -> Result<CallbackFilter, Problem> {
        let mut findings = Findings::default();
        let names = app.directory.names().await?;
        let zone = names.office_zone;
        let city = self.city.as_deref().and_then(|name| names.city_id("city", name, &mut findings));
        let filter = CallbackFilter {
            state: findings.maybe("state", self.state.as_deref(), CallbackState::parse),
            city,
            taken_by: findings.maybe("takenBy", self.taken_by, OperatorId::new),
            phone: findings.maybe("phone", self.phone.as_deref(), Phone::parse),
            opened: findings.period(zone, ("dateFrom", self.date_from.as_deref()), ("dateTo", self.date_to.as_deref())),
        };
        findings.check()?;
        Ok(filter)
    }
}

/// A call-back: a client who was missed, with however many calls.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Callback)]
pub(crate) struct CallbackBody {
    id: i64,
    version: i64,
    /// Whom to call, E.164.
    #[schema(value_type = String)]
    phone: Phone,
    #[schema(schema_with = codes::callback_state)]
    state: CallbackState,
    /// The city of the latest missed call; without one every operator sees it.
    city: Option<String>,
    /// The campaign's name.
    rk: Option<String>,
    /// The company's number the client dialled last.
    #[schema(value_type = Option<String>)]
    phone_ats: Option<LineNumber>,
    /// Since when the client waits: the end of the first missed call.
    #[schema(value_type = String, format = DateTime)]
    opened_at: Timestamp,
    /// How long the client has waited by now, or waited until the talk, in whole seconds.
    waited_seconds: u64,
    /// When the latest missed call began.
    #[schema(value_type = String, format = DateTime)]
    last_missed_at: Timestamp,
    /// How often the client was missed.
    missed: u32,
    /// The first missed call.
    first_call_id: i64,
    /// The latest missed call.
    last_call_id: i64,
    /// Who looks after it; `null` when nobody does.
    taken: Option<TakenBody>,
    /// How the waiting ended; `null` while it lasts.
    closed: Option<ClosedBody>,
}

/// Who looks after a call-back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CallbackTaken)]
pub(crate) struct TakenBody {
    by: PersonBody,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

/// How a client's waiting ended.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallbackClosed)]
pub(crate) struct ClosedBody {
    /// When somebody began to talk with the client, or closed it by hand.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The call in which they talked; `null` when closed by hand.
    call_id: Option<i64>,
    /// Who talked first, or closed it; `null` when nobody of the office is known.
    operator_id: Option<i64>,
    /// Why it was closed by hand.
    reason: Option<String>,
}

impl From<Closed> for ClosedBody {
    fn from(closed: Closed) -> Self {
        Self {
            at: closed.at,
            call_id: closed.by_call.map(i64::from),
            operator_id: closed.by.map(i64::from),
            reason: closed.reason.map(|reason| reason.as_str().to_owned()),
        }
    }
}

impl CallbackBody {
    fn of(view: CallbackView, now: Timestamp) -> Self {
        let CallbackView { callback, city, campaign, taken_by } = view;
        let waited = callback.waited(now);
        let Callback { id, version, phone, state, episode, taken, .. } = callback;
        let Episode { line, opened_at, last_at, missed, first_call, last_call, closed, .. } = episode;
        let name = taken_by.map(String::from).unwrap_or_default();
        Self {
            id: id.get(),
            version: version.get(),
            phone,
            state,
            city: city.map(String::from),
            rk: campaign.map(String::from),
            phone_ats: line,
            opened_at,
            waited_seconds: waited.as_secs(),
            last_missed_at: last_at,
            missed,
            first_call_id: first_call.get(),
            last_call_id: last_call.get(),
            taken: taken.map(|taken| TakenBody { by: PersonBody { id: taken.by.get(), name }, at: taken.at }),
            closed: closed.map(ClosedBody::from),
        }
    }
}

/// One page of call-backs, with how many clients wait in all.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CallbackList)]
pub(crate) struct CallbackListBody {
    #[serde(flatten)]
    page: ListOf<CallbackBody>,
    open: OpenBody,
}

/// The clients who wait, whatever the list is filtered by; only those the user may see.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenCallbacks)]
pub(crate) struct OpenBody {
    /// How many.
    count: u64,
    /// Since when the one who waits longest does; `null` when nobody waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    oldest: Option<Timestamp>,
}

impl From<OpenCallbacks> for OpenBody {
    fn from(open: OpenCallbacks) -> Self {
        Self { count: open.count, oldest: open.oldest }
    }
}

impl IntoResponse for CallbackListBody {
    fn into_response(self) -> Response {
        axum::Json(self).into_response()
    }
}

/// Call-backs, who waits longest first unless asked otherwise; only those the user may see.
#[utoipa::path(get, path = "/callbacks", tag = "callbacks", params(CallbacksQuery),
    responses((status = 200, description = "A page of call-backs", body = CallbackListBody)))]
async fn list(app: App, actor: Signed, Query(query): Query<CallbacksQuery>) -> Result<CallbackListBody, Problem> {
    let page = Paging { page: query.page, limit: query.limit, cursor: query.cursor.as_deref() }.request()?;
    let filter = query.filter(&app).await?;
    let sort = match query.sort.unwrap_or_default() {
        SortBy::Oldest => CallbackSort::Oldest,
        SortBy::Latest => CallbackSort::Latest,
    };
    let now = app.crm.now();
    let listed = app.crm.callbacks().list(&actor, &filter, sort, &page).await?;
    let open = app.crm.callbacks().count_open(&actor).await?.into();
    Ok(CallbackListBody { page: ListOf::of(listed, |view| CallbackBody::of(view, now)), open })
}

/// Takes a call-back: the user looks after it, also in a colleague's stead.
#[utoipa::path(post, path = "/callbacks/{id}/take", tag = "callbacks",
    params(("id" = i64, Path, minimum = 1), IfMatch), request_body = Option<VersionBody>,
    responses((status = 200, description = "The call-back as it is now", body = Data<CallbackBody>)))]
async fn take(
    app: App,
    actor: Signed,
    Id(id): Id<CallbackId>,
    version: IfMatch,
    MaybeJson(body): MaybeJson<VersionBody>,
) -> Result<Data<CallbackBody>, Problem> {
    app.crm.callbacks().take(&actor, id, version.or(body.version)?).await?;
    shown(&app, &actor, id).await
}

/// Gives a call-back back: nobody looks after it any more.
#[utoipa::path(post, path = "/callbacks/{id}/release", tag = "callbacks",
    params(("id" = i64, Path, minimum = 1), IfMatch), request_body = Option<VersionBody>,
    responses((status = 200, description = "The call-back as it is now", body = Data<CallbackBody>)))]
async fn release(
    app: App,
    actor: Signed,
    Id(id): Id<CallbackId>,
    version: IfMatch,
    MaybeJson(body): MaybeJson<VersionBody>,
) -> Result<Data<CallbackBody>, Problem> {
    app.crm.callbacks().release(&actor, id, version.or(body.version)?).await?;
    shown(&app, &actor, id).await
}

/// Why nobody has to call any more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CallbackClosing)]
pub(crate) struct ClosingBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    /// Such as: the client wrote, the number is wrong.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// Closes a call-back without a call. A talk with the client closes it by itself.
#[utoipa::path(post, path = "/callbacks/{id}/close", tag = "callbacks",
    params(("id" = i64, Path, minimum = 1), IfMatch), request_body = ClosingBody,
    responses((status = 200, description = "The call-back as it is now", body = Data<CallbackBody>)))]
async fn close(
    app: App,
    actor: Signed,
    Id(id): Id<CallbackId>,
    version: IfMatch,
    Json(body): Json<ClosingBody>,
) -> Result<Data<CallbackBody>, Problem> {
    let version = version.or(body.version)?;
    let mut findings = Findings::default();
    let reason = findings.read("reason", Text::new(&body.reason));
    let reason = findings.complete(reason)?;
    app.crm.callbacks().close(&actor, id, version, &reason).await?;
    shown(&app, &actor, id).await
}

async fn shown(app: &App, actor: &Signed, id: CallbackId) -> Result<Data<CallbackBody>, Problem> {
    let view = app.crm.callbacks().get(actor, id).await?;
    let version = view.callback.version.get();
    Ok(Data::versioned(CallbackBody::of(view, app.crm.now()), version))
}
