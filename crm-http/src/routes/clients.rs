//! Clients: everything of one phone.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use crm_core::clients::ClientCard;
use crm_core::kernel::{Phone, Total};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::calls::CallBody;
use super::orders::OrderBody;
use crate::app::App;
use crate::session::Signed;
use crate::wire::{Data, Findings, Problem};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(card))
}

/// A client: the calls and orders of a phone, as far as the user may see them.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Client)]
pub(crate) struct ClientBody {
    /// E.164.
    #[schema(value_type = String)]
    phone: Phone,
    /// The first 100 orders: open ones by status and meeting, then closed ones, the latest first.
    orders: Vec<OrderBody>,
    orders_total: TotalBody,
    /// The latest 100 calls, the latest first.
    calls: Vec<CallBody>,
    calls_total: TotalBody,
}

/// How many there are.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Total)]
pub(crate) struct TotalBody {
    count: u64,
    /// Whether there are more than that: long lists are counted up to a bound.
    is_bound: bool,
}

impl From<Total> for TotalBody {
    fn from(total: Total) -> Self {
        Self { count: total.count, is_bound: total.is_bound }
    }
}

impl From<ClientCard> for ClientBody {
    fn from(card: ClientCard) -> Self {
        Self {
            phone: card.phone,
            orders: card.orders.into_iter().map(OrderBody::from).collect(),
            orders_total: card.orders_total.into(),
            calls: card.calls.into_iter().map(CallBody::from).collect(),
            calls_total: card.calls_total.into(),
        }
    }
}

/// All calls and orders of a phone, open orders first. A phone that nobody knows has an empty card.
#[utoipa::path(get, path = "/clients/{phone}", tag = "clients",
    params(("phone" = String, Path, description = "The phone, however written", example = "+79990000001")),
    responses((status = 200, description = "The client", body = Data<ClientBody>)))]
async fn card(
    app: App,
    actor: Signed,
    phone: Result<Path<String>, PathRejection>,
) -> Result<Data<ClientBody>, Problem> {
    let bad = |_| Problem::new(StatusCode::BAD_REQUEST, "request.bad_path", "the address cannot be read");
    let Path(written) = phone.map_err(bad)?;
    let mut findings = Findings::default();
    let phone = findings.read("phone", Phone::parse(&written));
    let phone = findings.complete(phone)?;
    Ok(Data::new(app.crm.clients().card(&actor, &phone).await?.into()))
}
