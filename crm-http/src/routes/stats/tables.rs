//! Reports with a row for each city, campaign, master or operator.

use std::collections::BTreeMap;

use axum::response::Response;
use crm_core::stats::{CampaignStats, CityStats, MasterStats, OperatorStats};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ReportQuery;
use super::figures::{CallsBody, ClosingsBody, CostsBody, OrdersBody, work_time};
use crate::app::App;
use crate::cache::{KnownTags, Question, Shared};
use crate::session::Signed;
use crate::wire::{Data, Problem, Query};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(by_campaign))
        .routes(routes!(by_city))
        .routes(routes!(by_master))
        .routes(routes!(by_operator))
}

/// A campaign's figures.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CampaignStats)]
pub(crate) struct CampaignRow {
    id: i64,
    name: String,
    /// Calls it brought.
    calls: CallsBody,
    /// Orders it brought.
    orders: OrdersBody,
    /// Those closed.
    closings: ClosingsBody,
    /// What it cost.
    costs: CostsBody,
}

impl From<CampaignStats> for CampaignRow {
    fn from(row: CampaignStats) -> Self {
        Self {
            id: row.campaign.get(),
            name: row.name.into(),
            calls: row.calls.into(),
            orders: row.orders.into(),
            closings: row.closings.into(),
            costs: row.costs.into(),
        }
    }
}

/// A city's figures.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CityStats)]
pub(crate) struct CityRow {
    id: i64,
    name: String,
    /// Calls to its lines.
    calls: CallsBody,
    /// Orders written for it.
    orders: OrdersBody,
    /// Those closed.
    closings: ClosingsBody,
}

impl From<CityStats> for CityRow {
    fn from(row: CityStats) -> Self {
        Self {
            id: row.city.get(),
            name: row.name.into(),
            calls: row.calls.into(),
            orders: row.orders.into(),
            closings: row.closings.into(),
        }
    }
}

/// A master's figures.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MasterStats)]
pub(crate) struct MasterRow {
    id: i64,
    name: String,
    /// The orders the master has, by when they were written.
    orders: OrdersBody,
    /// Those closed.
    closings: ClosingsBody,
}

impl From<MasterStats> for MasterRow {
    fn from(row: MasterStats) -> Self {
        Self { id: row.master.get(), name: row.name.into(), orders: row.orders.into(), closings: row.closings.into() }
    }
}

/// An operator's figures.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OperatorStats)]
pub(crate) struct OperatorRow {
    id: i64,
    name: String,
    /// The calls of whom the operator was the first.
    calls: CallsBody,
    /// The orders the operator wrote.
    orders: OrdersBody,
    /// Those closed.
    closings: ClosingsBody,
    /// The operator's seconds by work state, away from the office left out.
    work_time: BTreeMap<String, u64>,
}

impl From<OperatorStats> for OperatorRow {
    fn from(row: OperatorStats) -> Self {
        Self {
            id: row.operator.get(),
            name: row.name.into(),
            calls: row.calls.into(),
            orders: row.orders.into(),
            closings: row.closings.into(),
            work_time: work_time(row.work_time),
        }
    }
}

macro_rules! report {
    ($(#[doc = $about:literal] $name:ident: $path:literal, $operation:literal, $row:ident;)+) => { $(
        #[doc = $about]
        #[utoipa::path(get, path = $path, tag = "stats", params(ReportQuery, KnownTags),
            responses((status = 200, description = "The rows", body = Data<Vec<$row>>)))]
        async fn $name(
            app: App,
            actor: Signed,
            known: KnownTags,
            Query(query): Query<ReportQuery>,
        ) -> Result<Response, Problem> {
            let question = Question { operation: $operation, actor: &actor, shared: Shared::WithinScope, known: &known };
            let answer = async {
                let report = query.read(&app).await?;
                let rows = app.crm.stats().$name(&actor, &report).await?;
                Ok(Data::new(rows.into_iter().map($row::from).collect::<Vec<_>>()))
            };
            app.answers.get(question, &query, answer).await
        }
    )+ };
}

report! {
    /// A row for each campaign that brought or cost something, by name.
    by_campaign: "/stats/campaigns", "stats_campaigns", CampaignRow;
    /// A row for each city, by name.
    by_city: "/stats/cities", "stats_cities", CityRow;
    /// A row for each master, by id.
    by_master: "/stats/masters", "stats_masters", MasterRow;
    /// A row for each operator, by id.
    by_operator: "/stats/operators", "stats_operators", OperatorRow;
}
