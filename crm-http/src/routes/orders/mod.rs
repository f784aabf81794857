//! Orders.

mod body;
mod card;
mod moves;
mod new;
mod past;
mod patch;
mod query;
mod slots;

use crm_core::kernel::OrderId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::session::Signed;
use crate::wire::{Created, Data, Id, IfMatch, Json, ListOf, OnceKey, Paging, Problem, Query};
pub(crate) use body::{OrderBody, WrittenOrderBody};
use card::OrderCard;
use new::NewOrderBody;
use patch::OrderPatchBody;
pub(crate) use query::OrdersQuery;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(create_from_call))
        .routes(routes!(get, change))
        .routes(routes!(moves::change_status))
        .routes(routes!(moves::assign))
        .routes(routes!(past::history))
        .routes(routes!(past::ledger))
        .routes(routes!(slots::slots))
}

/// Orders: open ones by status and meeting, then closed ones, the latest first; only those the user may see.
#[utoipa::path(get, path = "/orders", tag = "orders", params(OrdersQuery),
    responses((status = 200, description = "A page of orders", body = ListOf<OrderBody>)))]
async fn list(app: App, actor: Signed, Query(query): Query<OrdersQuery>) -> Result<ListOf<OrderBody>, Problem> {
    let page = Paging { page: query.page, limit: query.limit, cursor: query.cursor.as_deref() }.request()?;
    let filter = query.filter(&app).await?;
    Ok(ListOf::of(app.crm.orders().list(&actor, &filter, &page).await?, OrderBody::from))
}

/// Writes an order. It waits for a master, and its visit takes a place in the slot.
#[utoipa::path(post, path = "/orders", tag = "orders", params(OnceKey), request_body = NewOrderBody,
    responses((status = 201, description = "The order as written", body = Data<WrittenOrderBody>),
        (status = 404, description = "There is no such call or user, or not for this user", body = Problem,
            content_type = "application/problem+json")))]
async fn create(
    app: App,
    actor: Signed,
    key: OnceKey,
    Json(body): Json<NewOrderBody>,
) -> Result<Created<WrittenOrderBody>, Problem> {
    let written = app.crm.orders().create(&actor, &body.read(&app).await?, key.get()).await?;
    let order = OrderBody::from(app.crm.orders().get(&actor, written.order.id).await?);
    let version = order.version;
    let duplicates_of = written.duplicates_of.into_iter().map(OrderId::get).collect();
    let body = WrittenOrderBody { order, duplicates_of };
    Ok(Created::at(format!("/orders/{}", written.order.id), Data::versioned(body, version)))
}

/// Writes an order from a call, which `callId` names: phone, city, campaign and advert account are the call's.
#[utoipa::path(post, path = "/orders/from-call", tag = "orders", params(OnceKey), request_body = NewOrderBody,
    responses((status = 201, description = "The order as written", body = Data<WrittenOrderBody>),
        (status = 404, description = "There is no such call or user, or not for this user", body = Problem,
            content_type = "application/problem+json")))]
async fn create_from_call(
    app: App,
    actor: Signed,
    key: OnceKey,
    Json(body): Json<NewOrderBody>,
) -> Result<Created<WrittenOrderBody>, Problem> {
    if body.call_id.is_none() {
        return Err(Problem::field("callId", "field.missing", "is required"));
    }
    create(app, actor, key, Json(body)).await
}

/// One order, with the moves that are open to whoever asks.
#[utoipa::path(get, path = "/orders/{id}", tag = "orders", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The order", body = Data<OrderCard>)))]
async fn get(app: App, actor: Signed, Id(id): Id<OrderId>) -> Result<Data<OrderCard>, Problem> {
    let card = OrderCard::of(app.crm.orders().get(&actor, id).await?, &actor);
    let version = card.order.version;
    Ok(Data::versioned(card, version))
}

/// Changes fields of an order.
#[utoipa::path(patch, path = "/orders/{id}", tag = "orders", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = OrderPatchBody, responses((status = 200, description = "The order as it is now", body = Data<OrderBody>)))]
async fn change(
    app: App,
    actor: Signed,
    Id(id): Id<OrderId>,
    version: IfMatch,
    Json(patch): Json<OrderPatchBody>,
) -> Result<Data<OrderBody>, Problem> {
    let version = version.or(patch.version)?;
    app.crm.orders().change(&actor, id, version, &patch.read(&app).await?).await?;
    shown(&app, &actor, id).await
}

/// The order as it is now.
async fn shown(app: &App, actor: &Signed, id: OrderId) -> Result<Data<OrderBody>, Problem> {
    let order = OrderBody::from(app.crm.orders().get(actor, id).await?);
    let version = order.version;
    Ok(Data::versioned(order, version))
}
