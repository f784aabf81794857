//! How many people a period would have taken.

use axum::response::Response;
use crm_core::kernel::Timestamp;
use crm_core::stats::{Demand, Expected, Formula, StaffingRow};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::figures::mean_seconds;
use super::query::PlanQuery;
use crate::app::App;
use crate::cache::{KnownTags, Question, Shared};
use crate::session::Signed;
use crate::wire::{Data, Problem, Query, codes};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(staffing))
}

/// What an interval had, and what it would have taken.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StaffingRow)]
pub(crate) struct PlanRow {
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    to: Timestamp,
    /// Calls offered in it.
    offered: u64,
    /// Those of them that were handled.
    handled: u64,
    /// The mean of their talk and wrap-up; `null` where none was handled: then `handleSeconds` of the query is assumed.
    handle_seconds: Option<f64>,
    /// The least people on the line that meet the target.
    net: u32,
    /// Those, and who is away.
    gross: u64,
    /// The model: `erlang_c`, or `erlang_a` with patience.
    #[schema(schema_with = codes::formula)]
    model: Formula,
    /// What the model expects of so many people; `null` where nobody is needed.
    expected: Option<ExpectedBody>,
}

/// What a model expects of a group.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StaffingExpected)]
struct ExpectedBody {
    /// Calls answered in time, in per cent.
    service_level: f64,
    /// The mean wait of all calls.
    average_wait_seconds: f64,
    /// The share of time that one is busy, in per cent.
    occupancy: f64,
}

/// To four decimals.
fn per_cent(share: f64) -> f64 {
    (share * 1_000_000.0).round() / 10_000.0
}

impl From<Expected> for ExpectedBody {
    fn from(expected: Expected) -> Self {
        Self {
            service_level: per_cent(expected.service_level),
            average_wait_seconds: (expected.average_wait_seconds * 1000.0).round() / 1000.0,
            occupancy: per_cent(expected.occupancy),
        }
    }
}

fn mean(demand: Demand) -> Option<f64> {
    let handled = u32::try_from(demand.handled).ok()?;
    demand.handle_time.checked_div(handled).map(mean_seconds)
}

impl From<StaffingRow> for PlanRow {
    fn from(row: StaffingRow) -> Self {
        Self {
            from: row.demand.interval.from(),
            to: row.demand.interval.to(),
            offered: row.demand.offered,
            handled: row.demand.handled,
            handle_seconds: mean(row.demand),
            net: row.net.value,
            gross: row.gross.value,
            model: row.expected.note.formula,
            expected: row.expected.value.map(ExpectedBody::from),
        }
    }
}

/// What each interval of a period had, and how many people would have met the target.
#[utoipa::path(get, path = "/stats/staffing", tag = "stats", params(PlanQuery, KnownTags),
    responses((status = 200, description = "A row for each interval", body = Data<Vec<PlanRow>>)))]
async fn staffing(
    app: App,
    actor: Signed,
    known: KnownTags,
    Query(query): Query<PlanQuery>,
) -> Result<Response, Problem> {
    let question = Question { operation: "stats_staffing", actor: &actor, shared: Shared::WithinScope, known: &known };
    let answer = async {
        let plan = query.read(&app).await?;
        let rows = app.crm.stats().staffing(&actor, &plan).await?;
        Ok(Data::new(rows.into_iter().map(PlanRow::from).collect::<Vec<_>>()))
    };
    app.answers.get(question, &query, answer).await
}
