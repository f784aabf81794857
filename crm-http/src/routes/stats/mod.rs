//! Figures and reports.

mod figures;
mod plan;
mod query;
mod tables;
mod wallboard;

use std::collections::BTreeMap;

use axum::response::Response;
use crm_core::kernel::OperatorId;
use crm_core::stats::{OfficeStats, PersonalStats, ServiceLevelVariant, ServiceLevels, Thresholds};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::figures::{
    BasisBody, CallsBody, ClosingsBody, DayBody, HandlingBody, OrdersBody, QueueBody, days, expression, per_cent,
    threshold_seconds, work_time,
};
pub(crate) use self::query::ReportQuery;
use self::query::{PersonalQuery, ServiceQuery};
use crate::app::App;
use crate::cache::{KnownTags, Question, Shared};
use crate::session::Signed;
use crate::wire::{Data, Id, Problem, Query, codes};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(my))
        .routes(routes!(of_operator))
        .routes(routes!(overall))
        .routes(routes!(of_calls))
        .routes(routes!(daily))
        .routes(routes!(service_level))
        .merge(tables::routes())
        .merge(plan::routes())
        .merge(wallboard::routes())
}

/// The figures of one user.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PersonalStats)]
pub(crate) struct PersonalBody {
    /// Over what it was computed.
    period: BasisBody,
    /// The calls of whom the user was the first operator.
    calls: CallsBody,
    /// The orders the user wrote; of a master, those the master has.
    orders: OrdersBody,
    /// A row for each local day of the period, days without anything included.
    daily_stats: Vec<DayBody>,
    /// Those of the orders that were closed in the period.
    closings: ClosingsBody,
    /// How long the user's calls took and waited.
    handling: HandlingBody,
    /// The user's seconds by work state, away from the office left out.
    work_time: BTreeMap<String, u64>,
}

impl From<PersonalStats> for PersonalBody {
    fn from(stats: PersonalStats) -> Self {
        Self {
            period: stats.basis.into(),
            calls: stats.calls.into(),
            orders: stats.orders.into(),
            daily_stats: days(stats.daily),
            closings: stats.closings.into(),
            handling: stats.handling.into(),
            work_time: work_time(stats.work_time),
        }
    }
}

/// One's own figures.
#[utoipa::path(get, path = "/stats/my", tag = "stats", params(PersonalQuery, KnownTags),
    responses((status = 200, description = "The figures", body = Data<PersonalBody>)))]
async fn my(
    app: App,
    actor: Signed,
    known: KnownTags,
    Query(query): Query<PersonalQuery>,
) -> Result<Response, Problem> {
    let question = Question { operation: "stats_my", actor: &actor, shared: Shared::WithNobody, known: &known };
    let answer = async {
        let (period, zone) = query.read(&app).await?;
        Ok(Data::new(PersonalBody::from(app.crm.stats().my(&actor, period, zone).await?)))
    };
    app.answers.get(question, &query, answer).await
}

/// The figures of one user: for admins, for directors of whoever serves one of their cities, for others only their own.
#[utoipa::path(get, path = "/stats/operator/{id}", tag = "stats", params(("id" = i64, Path, minimum = 1), PersonalQuery, KnownTags),
    responses((status = 200, description = "The figures", body = Data<PersonalBody>)))]
async fn of_operator(
    app: App,
    actor: Signed,
    known: KnownTags,
    Id(id): Id<OperatorId>,
    Query(query): Query<PersonalQuery>,
) -> Result<Response, Problem> {
    let question = Question { operation: "stats_operator", actor: &actor, shared: Shared::WithNobody, known: &known };
    let answer = async {
        let (period, zone) = query.read(&app).await?;
        Ok(Data::new(PersonalBody::from(app.crm.stats().operator(&actor, id, period, zone).await?)))
    };
    app.answers.get(question, &(id, &query), answer).await
}

/// The figures of the office, or of some of its cities together.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OfficeStats)]
pub(crate) struct OfficeBody {
    /// Over what it was computed.
    period: BasisBody,
    /// Calls.
    calls: CallsBody,
    /// Orders written.
    orders: OrdersBody,
    /// Orders closed.
    closings: ClosingsBody,
    /// What became of offered calls.
    queue: QueueBody,
    /// How long they took and waited.
    handling: HandlingBody,
    /// Seconds by work state of everybody who serves the cities, away from the office left out.
    work_time: BTreeMap<String, u64>,
}

impl From<OfficeStats> for OfficeBody {
    fn from(stats: OfficeStats) -> Self {
        Self {
            period: stats.basis.into(),
            calls: stats.calls.into(),
            orders: stats.orders.into(),
            closings: stats.closings.into(),
            queue: stats.queue.into(),
            handling: stats.handling.into(),
            work_time: work_time(stats.work_time),
        }
    }
}

/// The figures of the office: for admins of all of it, for directors of their cities together; or of one city.
#[utoipa::path(get, path = "/stats/overall", tag = "stats", params(ServiceQuery, KnownTags),
    responses((status = 200, description = "The figures", body = Data<OfficeBody>)))]
async fn overall(
    app: App,
    actor: Signed,
    known: KnownTags,
    Query(query): Query<ServiceQuery>,
) -> Result<Response, Problem> {
    let question = Question { operation: "stats_overall", actor: &actor, shared: Shared::WithinScope, known: &known };
    let answer = async {
        let (report, target) = query.read(&app).await?;
        Ok(Data::new(OfficeBody::from(app.crm.stats().overall(&actor, &report, &target).await?)))
    };
    app.answers.get(question, &query, answer).await
}

/// The calls of the office in figures.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallStats)]
pub(crate) struct CallStatsBody {
    /// Over what it was computed.
    period: BasisBody,
    #[serde(flatten)]
    calls: CallsBody,
    /// What became of offered calls.
    queue: QueueBody,
    /// How long they took and waited.
    handling: HandlingBody,
}

/// The figures of the calls alone: for admins of the whole office, for directors of their cities together; or of one city.
#[utoipa::path(get, path = "/calls/stats", tag = "stats", params(ServiceQuery, KnownTags),
    responses((status = 200, description = "The figures", body = Data<CallStatsBody>)))]
async fn of_calls(
    app: App,
    actor: Signed,
    known: KnownTags,
    Query(query): Query<ServiceQuery>,
) -> Result<Response, Problem> {
    let question = Question { operation: "calls_stats", actor: &actor, shared: Shared::WithinScope, known: &known };
    let answer = async {
        let (report, target) = query.read(&app).await?;
        let OfficeStats { basis, calls, queue, handling, .. } =
            app.crm.stats().overall(&actor, &report, &target).await?;
        Ok(Data::new(CallStatsBody {
            period: basis.into(),
            calls: calls.into(),
            queue: queue.into(),
            handling: handling.into(),
        }))
    };
    app.answers.get(question, &query, answer).await
}

/// Calls and orders by local day, days without anything included.
#[utoipa::path(get, path = "/stats/daily", tag = "stats", params(ReportQuery, KnownTags),
    responses((status = 200, description = "A row for each day", body = Data<Vec<DayBody>>)))]
async fn daily(
    app: App,
    actor: Signed,
    known: KnownTags,
    Query(query): Query<ReportQuery>,
) -> Result<Response, Problem> {
    let question = Question { operation: "stats_daily", actor: &actor, shared: Shared::WithinScope, known: &known };
    let answer = async {
        let report = query.read(&app).await?;
        Ok(Data::new(days(app.crm.stats().daily(&actor, &report).await?)))
    };
    app.answers.get(question, &query, answer).await
}

/// The service level by every variant, over the same calls.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ServiceLevels)]
pub(crate) struct ServiceLevelsBody {
    /// Over what it was computed.
    period: BasisBody,
    /// The longest wait of a timely answer.
    answer_seconds: u64,
    /// The longest wait of a short abandon.
    short_seconds: u64,
    /// Offered calls by how long they waited.
    counts: WaitsBody,
    /// Every variant.
    levels: Vec<LevelBody>,
}

/// Offered calls by how long they waited; each counts once.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WaitCounts)]
struct WaitsBody {
    answered_in_time: u64,
    answered_late: u64,
    /// Within the threshold of a short abandon.
    abandoned_short: u64,
    /// Later, but within the answer threshold.
    abandoned_early: u64,
    abandoned_late: u64,
}

/// The service level by one variant.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ServiceLevelOf)]
struct LevelBody {
    /// How abandoned calls are treated.
    #[schema(schema_with = codes::service_level_variant)]
    variant: ServiceLevelVariant,
    /// The formula: `A` answered, `B` abandoned calls, `T` within the answer threshold, `s` short.
    formula: String,
    /// In per cent; `null` when no call counts.
    value: Option<f64>,
}

impl ServiceLevelsBody {
    fn of(stats: ServiceLevels, thresholds: Thresholds) -> Self {
        let (answer_seconds, short_seconds) = threshold_seconds(thresholds);
        let counts = stats.counts;
        Self {
            period: stats.basis.into(),
            answer_seconds,
            short_seconds,
            counts: WaitsBody {
                answered_in_time: counts.answered_in_time,
                answered_late: counts.answered_late,
                abandoned_short: counts.abandoned_short,
                abandoned_early: counts.abandoned_early,
                abandoned_late: counts.abandoned_late,
            },
            levels: stats
                .levels
                .into_iter()
                .map(|(variant, level)| LevelBody {
                    variant,
                    formula: expression(&level.note.formula),
                    value: level.value.map(per_cent),
                })
                .collect(),
        }
    }
}

/// The service level by all six variants, over the same calls; `variant` and `target` choose nothing here.
#[utoipa::path(get, path = "/stats/service-level", tag = "stats", params(ServiceQuery, KnownTags),
    responses((status = 200, description = "Every variant", body = Data<ServiceLevelsBody>)))]
async fn service_level(
    app: App,
    actor: Signed,
    known: KnownTags,
    Query(query): Query<ServiceQuery>,
) -> Result<Response, Problem> {
    let question =
        Question { operation: "stats_service_level", actor: &actor, shared: Shared::WithinScope, known: &known };
    let answer = async {
        let (report, target) = query.read(&app).await?;
        let levels = app.crm.stats().service_level(&actor, &report, target.thresholds).await?;
        Ok(Data::new(ServiceLevelsBody::of(levels, target.thresholds)))
    };
    app.answers.get(question, &query, answer).await
}
