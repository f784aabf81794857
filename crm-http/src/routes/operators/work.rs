//! What users do, and what their time was spent on.

use chrono::NaiveDate;
use crm_core::kernel::{OperatorId, Period, Text, Timestamp, Zone};
use crm_core::operators::{OperatorError, Spent, WorkDay, WorkState, WorkStateEntry, WorkTime};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{OperatorBody, shown};
use crate::app::App;
use crate::session::Signed;
use crate::wire::{Data, Findings, Id, Json, ListOf, Problem, Query, codes};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(set_own_state))
        .routes(routes!(set_state))
        .routes(routes!(time))
        .routes(routes!(log))
}

/// What a user turns to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WorkStateChange)]
pub(crate) struct WorkStateBody {
    /// `online`, `break` or `offline`; the other states come from calls.
    #[schema(schema_with = codes::work_state)]
    state: String,
    /// Why, such as the kind of break.
    #[schema(max_length = 200)]
    reason: Option<String>,
}

impl WorkStateBody {
    async fn set(self, app: &App, actor: &Signed, id: OperatorId) -> Result<Data<OperatorBody>, Problem> {
        let mut findings = Findings::default();
        let state = findings.read("state", WorkState::parse(&self.state));
        let reason = findings.maybe("reason", self.reason.as_deref(), Text::optional).flatten();
        let state = findings.complete(state)?;
        let operator = app.crm.operators().set_work_state(actor, id, &state, reason.as_ref()).await?;
        shown(app, operator).await
    }
}

/// Sets one's own work state.
#[utoipa::path(put, path = "/operators/me/work-state", tag = "operators", request_body = WorkStateBody,
    responses((status = 200, description = "The user as it is now", body = Data<OperatorBody>)))]
async fn set_own_state(
    app: App,
    actor: Signed,
    Json(body): Json<WorkStateBody>,
) -> Result<Data<OperatorBody>, Problem> {
    let id = actor.user()?;
    body.set(&app, &actor, id).await
}

/// Sets the work state of somebody who forgot to: admins that of anybody, a director that of masters of own cities.
#[utoipa::path(put, path = "/operators/{id}/work-state", tag = "operators", params(("id" = i64, Path, minimum = 1)),
    request_body = WorkStateBody,
    responses((status = 200, description = "The user as it is now", body = Data<OperatorBody>)))]
async fn set_state(
    app: App,
    actor: Signed,
    Id(id): Id<OperatorId>,
    Json(body): Json<WorkStateBody>,
) -> Result<Data<OperatorBody>, Problem> {
    body.set(&app, &actor, id).await
}

/// Which time is looked at.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TimeQuery {
    /// From when: a date of the zone, or RFC 3339.
    from: String,
    /// Until when: a date, that day included, or RFC 3339, excluded. At most 366 days.
    to: String,
    /// Whose days, such as `Asia/Omsk`; the office's unless said.
    zone: Option<String>,
}

impl TimeQuery {
    async fn read(&self, app: &App) -> Result<(Period, Zone), Problem> {
        let mut findings = Findings::default();
        let zone = match findings.maybe("zone", self.zone.as_deref(), Zone::parse) {
            Some(zone) => zone,
            None => app.directory.names().await?.office_zone,
        };
        let period = Period::from_input(zone, Some(&self.from), Some(&self.to));
        let period = period.map_err(|bad| findings.push(bad.at("from", "to"))).ok();
        Ok((findings.complete(period)?, zone))
    }
}

/// What a user's time was spent on, day by day, up to now.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WorkTime)]
pub(crate) struct WorkTimeBody {
    operator_id: i64,
    /// Whose days.
    #[schema(value_type = String)]
    zone: Zone,
    /// The days on which there was time to spend, ascending.
    days: Vec<WorkDayBody>,
    /// All of them together.
    total: Vec<SpentBody>,
}

/// What a user's time of one local day was spent on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkDay)]
pub(crate) struct WorkDayBody {
    #[schema(value_type = String, format = Date)]
    date: NaiveDate,
    /// Each state and reason once.
    spent: Vec<SpentBody>,
}

/// Time spent in a work state for one reason.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Spent)]
pub(crate) struct SpentBody {
    #[schema(schema_with = codes::work_state)]
    state: WorkState,
    /// Why, if it was said.
    reason: Option<String>,
    /// Whole seconds, rounded down.
    seconds: u64,
}

impl From<Spent> for SpentBody {
    fn from(spent: Spent) -> Self {
        let reason = spent.reason.map(|reason| reason.to_string());
        Self { state: spent.state, reason, seconds: spent.time.as_secs() }
    }
}

impl From<WorkTime> for WorkTimeBody {
    fn from(time: WorkTime) -> Self {
        let all = |spent: Vec<Spent>| spent.into_iter().map(SpentBody::from).collect();
        let day = |WorkDay { day, spent }| WorkDayBody { date: day, spent: all(spent) };
        Self {
            operator_id: time.operator.get(),
            zone: time.zone,
            days: time.days.into_iter().map(day).collect(),
            total: all(time.total),
        }
    }
}

/// What a user's time was spent on, per local day: one's own, for directors that of users of own cities, for admins
/// everybody's.
#[utoipa::path(get, path = "/operators/{id}/time", tag = "operators",
    params(("id" = i64, Path, minimum = 1), TimeQuery),
    responses((status = 200, description = "Sums by day, state and reason", body = Data<WorkTimeBody>)))]
async fn time(
    app: App,
    actor: Signed,
    Id(id): Id<OperatorId>,
    Query(query): Query<TimeQuery>,
) -> Result<Data<WorkTimeBody>, Problem> {
    let (period, zone) = query.read(&app).await?;
    Ok(Data::new(app.crm.operators().time(&actor, id, period, zone).await?.into()))
}

/// One stretch of a user's time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkStateEntry)]
pub(crate) struct EntryBody {
    #[schema(schema_with = codes::work_state)]
    state: WorkState,
    /// Why, if it was said.
    reason: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// `null` while it lasts.
    #[schema(value_type = Option<String>, format = DateTime)]
    to: Option<Timestamp>,
}

impl From<WorkStateEntry> for EntryBody {
    fn from(entry: WorkStateEntry) -> Self {
        let reason = entry.reason.map(|reason| reason.to_string());
        Self { state: entry.state, reason, from: entry.from, to: entry.to }
    }
}

/// What a user was doing in a period, oldest first, for who may read the user's time. The entries tile the time.
#[utoipa::path(get, path = "/operators/{id}/work-log", tag = "operators",
    params(("id" = i64, Path, minimum = 1), TimeQuery),
    responses((status = 200, description = "Every entry that touches the period", body = ListOf<EntryBody>)))]
async fn log(
    app: App,
    actor: Signed,
    Id(id): Id<OperatorId>,
    Query(query): Query<TimeQuery>,
) -> Result<ListOf<EntryBody>, Problem> {
    let (period, _) = query.read(&app).await?;
    // The log is as long as the time: what is added up at once is also what is told at once.
    if period.to().since(period.from()) > WorkTime::LONGEST {
        return Err(crm_core::Error::from(OperatorError::PeriodTooLong).into());
    }
    let log = app.crm.operators().work_log(&actor, id, period).await?;
    Ok(ListOf::whole(log.into_iter().map(EntryBody::from)))
}
