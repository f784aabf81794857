//! Shifts: who is to work when, and who did.

use std::time::Duration;

use crm_core::kernel::{Change, OperatorId, Period, ShiftId, Text, Timestamp};
use crm_core::shifts::{Attendance, NewShift, Shift, ShiftFilter, ShiftPatch};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::session::Signed;
use crate::wire::{AtVersion, Created, Data, Findings, Id, IfMatch, Json, ListOf, OnceKey, Paging, Problem, Query};
use crate::wire::{flag, patched, present};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(attendance)).routes(routes!(get, change, cancel))
}

/// Which shifts are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ShiftsQuery {
    /// The page, from 1.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, default = 1)]
    page: Option<u32>,
    /// How many shifts a page has.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `nextCursor` or `prevCursor` of an earlier page, instead of `page`.
    cursor: Option<String>,
    /// From when: a date of the office's zone, or RFC 3339. A shift that touches the period is in it.
    date_from: Option<String>,
    /// Until when: a date, that day included, or RFC 3339, excluded.
    date_to: Option<String>,
    /// Whose.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    operator_id: Option<i64>,
    /// Only shifts that were called off, or only those that stand.
    #[serde(default, deserialize_with = "flag")]
    cancelled: Option<bool>,
}

/// The period of two bounds in the office's zone, or a finding.
async fn period(
    app: &App,
    from: Option<&str>,
    to: Option<&str>,
    findings: &mut Findings,
) -> Result<Option<Period>, Problem> {
    let zone = app.directory.names().await?.office_zone;
    let read = Period::from_input(zone, from, to);
    Ok(read.map_err(|bad| findings.push(bad.at("dateFrom", "dateTo"))).ok())
}

/// A shift.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Shift)]
pub(crate) struct ShiftBody {
    id: i64,
    version: i64,
    /// Who is to work.
    operator_id: i64,
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// The first instant after it.
    #[schema(value_type = String, format = DateTime)]
    to: Timestamp,
    note: Option<String>,
    /// Whether it was called off. It is kept, and stands in nobody's way.
    cancelled: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl From<Shift> for ShiftBody {
    fn from(shift: Shift) -> Self {
        Self {
            id: shift.id.get(),
            version: shift.version.get(),
            operator_id: shift.operator.get(),
            from: shift.from,
            to: shift.to,
            note: shift.note.map(|note| note.to_string()),
            cancelled: shift.cancelled,
            created_at: shift.created_at,
            updated_at: shift.updated_at,
        }
    }
}

fn shown(shift: Shift) -> Data<ShiftBody> {
    let version = shift.version.get();
    Data::versioned(shift.into(), version)
}

/// Shifts by beginning: one's own, for directors those of users of own cities, for admins everybody's.
#[utoipa::path(get, path = "/shifts", tag = "shifts", params(ShiftsQuery),
    responses((status = 200, description = "A page of shifts", body = ListOf<ShiftBody>)))]
async fn list(app: App, actor: Signed, Query(query): Query<ShiftsQuery>) -> Result<ListOf<ShiftBody>, Problem> {
    let page = Paging { page: query.page, limit: query.limit, cursor: query.cursor.as_deref() }.request()?;
    let mut findings = Findings::default();
    let (from, to) = (query.date_from.as_deref(), query.date_to.as_deref());
    let filter = ShiftFilter {
        period: period(&app, from, to, &mut findings).await?.filter(|of| *of != Period::everything()),
        operator: findings.maybe("operatorId", query.operator_id, OperatorId::new),
        cancelled: query.cancelled,
    };
    findings.check()?;
    Ok(ListOf::of(app.crm.shifts().list(&actor, &filter, &page).await?, ShiftBody::from))
}

/// One shift.
#[utoipa::path(get, path = "/shifts/{id}", tag = "shifts", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The shift", body = Data<ShiftBody>)))]
async fn get(app: App, actor: Signed, Id(id): Id<ShiftId>) -> Result<Data<ShiftBody>, Problem> {
    Ok(shown(app.crm.shifts().get(&actor, id).await?))
}

/// A shift to plan, 15 minutes to 24 hours long.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewShift)]
pub(crate) struct NewShiftBody {
    /// Who is to work.
    #[schema(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    operator_id: i64,
    #[schema(format = DateTime)]
    from: String,
    /// The first instant after it.
    #[schema(format = DateTime)]
    to: String,
    #[schema(max_length = 500)]
    note: Option<String>,
}

impl NewShiftBody {
    fn read(self) -> Result<NewShift, Problem> {
        let mut findings = Findings::default();
        let operator = findings.read("operatorId", OperatorId::new(self.operator_id));
        let from = findings.read("from", Timestamp::parse(&self.from));
        let to = findings.read("to", Timestamp::parse(&self.to));
        let note = findings.maybe("note", self.note.as_deref(), Text::optional).flatten();
        let ((operator, from), to) = findings.complete(operator.zip(from).zip(to))?;
        Ok(NewShift { operator, from, to, note })
    }
}

/// Plans a shift: directors those of users of own cities, admins everybody's.
#[utoipa::path(post, path = "/shifts", tag = "shifts", params(OnceKey), request_body = NewShiftBody,
    responses((status = 201, description = "The shift as planned", body = Data<ShiftBody>),
        (status = 404, description = "There is no such user, or not for this one", body = Problem,
            content_type = "application/problem+json")))]
async fn add(
    app: App,
    actor: Signed,
    key: OnceKey,
    Json(body): Json<NewShiftBody>,
) -> Result<Created<ShiftBody>, Problem> {
    let shift = app.crm.shifts().add(&actor, &body.read()?, key.get()).await?;
    Ok(Created::at(format!("/shifts/{}", shift.id), shown(shift)))
}

/// Changes to a shift. A field left out stays as it is; `null` empties the note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ShiftPatch)]
pub(crate) struct ShiftPatchBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, format = DateTime)]
    from: Option<String>,
    /// The first instant after it.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, format = DateTime)]
    to: Option<String>,
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 500)]
    note: Change<String>,
}

impl ShiftPatchBody {
    fn read(self) -> Result<ShiftPatch, Problem> {
        let mut findings = Findings::default();
        let patch = ShiftPatch {
            from: findings.maybe("from", self.from.as_deref(), Timestamp::parse),
            to: findings.maybe("to", self.to.as_deref(), Timestamp::parse),
            note: findings.change("note", self.note, |text| Text::new(&text)),
        };
        findings.check()?;
        Ok(patch)
    }
}

/// Moves a shift or changes its note, by who may plan it.
#[utoipa::path(patch, path = "/shifts/{id}", tag = "shifts", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = ShiftPatchBody,
    responses((status = 200, description = "The shift as it is now", body = Data<ShiftBody>)))]
async fn change(
    app: App,
    actor: Signed,
    Id(id): Id<ShiftId>,
    version: IfMatch,
    Json(body): Json<ShiftPatchBody>,
) -> Result<Data<ShiftBody>, Problem> {
    let version = version.or(body.version)?;
    Ok(shown(app.crm.shifts().change(&actor, id, version, &body.read()?).await?))
}

/// Calls a shift off, by who may plan it. It is kept, and stands in nobody's way.
#[utoipa::path(delete, path = "/shifts/{id}", tag = "shifts",
    params(("id" = i64, Path, minimum = 1), IfMatch, AtVersion),
    responses((status = 200, description = "The shift, cancelled", body = Data<ShiftBody>)))]
async fn cancel(
    app: App,
    actor: Signed,
    Id(id): Id<ShiftId>,
    version: IfMatch,
    Query(at): Query<AtVersion>,
) -> Result<Data<ShiftBody>, Problem> {
    let version = version.or(at.version)?;
    Ok(shown(app.crm.shifts().cancel(&actor, id, version).await?))
}

/// Whose attendance is looked at, and when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AttendanceQuery {
    /// From when: a date of the office's zone, or RFC 3339.
    date_from: String,
    /// Until when: a date, that day included, or RFC 3339, excluded. At most 92 days.
    date_to: String,
    /// Whose.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    operator_id: Option<i64>,
}

/// How a user kept a shift, as far as it has passed. Times are whole seconds, rounded down.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Attendance)]
pub(crate) struct AttendanceBody {
    shift: ShiftBody,
    /// The first instant at work, from two hours before the shift on.
    #[schema(value_type = Option<String>, format = DateTime)]
    arrived_at: Option<Timestamp>,
    /// How long after the beginning that was; while nobody has come, how long the shift has lasted. Zero for an absence.
    late_by_seconds: u64,
    /// How long before the end of a shift that is over the user was at work last. Zero for an absence.
    left_early_by_seconds: u64,
    /// How long of the shift the user was online, on a call or wrapping up.
    worked_seconds: u64,
    /// How long of the shift the user was on a break.
    break_seconds: u64,
    /// Whether the shift is over and the user was never at work in it.
    absent: bool,
}

impl From<Attendance> for AttendanceBody {
    fn from(kept: Attendance) -> Self {
        let seconds = |time: Duration| time.as_secs();
        Self {
            shift: kept.shift.into(),
            arrived_at: kept.arrived,
            late_by_seconds: seconds(kept.late_by),
            left_early_by_seconds: seconds(kept.left_early_by),
            worked_seconds: seconds(kept.worked),
            break_seconds: seconds(kept.on_break),
            absent: kept.absent,
        }
    }
}

/// How the shifts of a period that stand were kept, by user and beginning, for who may read them.
#[utoipa::path(get, path = "/shifts/attendance", tag = "shifts", params(AttendanceQuery),
    responses((status = 200, description = "Every shift with how it was kept", body = ListOf<AttendanceBody>)))]
async fn attendance(
    app: App,
    actor: Signed,
    Query(query): Query<AttendanceQuery>,
) -> Result<ListOf<AttendanceBody>, Problem> {
    let mut findings = Findings::default();
    let (from, to) = (Some(query.date_from.as_str()), Some(query.date_to.as_str()));
    let period = period(&app, from, to, &mut findings).await?;
    let operator = findings.maybe("operatorId", query.operator_id, OperatorId::new);
    let period = findings.complete(period)?;
    let kept = app.crm.shifts().attendance(&actor, period, operator).await?;
    Ok(ListOf::whole(kept.into_iter().map(AttendanceBody::from)))
}
