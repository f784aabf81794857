//! Masters' cash: what a master holds, and what is handed over. The master hands over, a director of the city or an admin
//! accepts or declines.

use std::collections::HashMap;

use crm_core::access::AccessError;
use crm_core::audit::AuditActor;
use crm_core::kernel::{CashHandoverId, Money, OperatorId, Text, Timestamp};
use crm_core::money::{CashBalance, CashFilter, CashHandover, CashState, NewCashHandover};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::directory::Names;
use crate::routes::calls::PersonBody;
use crate::session::Signed;
use crate::wire::{
    Created, Data, Findings, Id, IfMatch, Json, ListOf, MaybeJson, MoneyInput, OnceKey, Paging, Problem, Query,
    VersionBody, codes, present,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(balance, hand_over))
        .routes(routes!(list_handovers))
        .routes(routes!(get_handover))
        .routes(routes!(accept))
        .routes(routes!(decline))
        .routes(routes!(withdraw))
}

/// A master's money in a city. Amounts are roubles.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CashBalance)]
pub(crate) struct BalanceBody {
    city: String,
    /// Results less expenditure of the orders that are completed now.
    #[schema(value_type = String)]
    earned: Money,
    /// What was handed over and accepted.
    #[schema(value_type = String)]
    accepted: Money,
    /// What is handed over and waits to be accepted.
    #[schema(value_type = String)]
    pending: Money,
    /// What the master holds: earned less accepted. What waits to be accepted is still held.
    #[schema(value_type = String)]
    held: Money,
}

impl BalanceBody {
    fn new(balance: CashBalance, names: &Names) -> Self {
        Self {
            city: names.city(balance.city).unwrap_or_default().to_owned(),
            earned: balance.earned,
            accepted: balance.accepted,
            pending: balance.pending,
            held: balance.held(),
        }
    }
}

/// What a master has earned, handed over and holds, by city. A director is told of own cities only; the hand-overs are at
/// `/cash?masterId=…`.
#[utoipa::path(get, path = "/masters/{id}/cash", tag = "masters", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "Every city in which there is money of the master", body = ListOf<BalanceBody>)))]
async fn balance(app: App, actor: Signed, Id(id): Id<OperatorId>) -> Result<ListOf<BalanceBody>, Problem> {
    let balance = app.crm.money().balance(&actor, id).await?;
    let names = app.directory.names().await?;
    Ok(ListOf::whole(balance.into_iter().map(|of_city| BalanceBody::new(of_city, &names))))
}

/// Which hand-overs are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CashQuery {
    /// The page, from 1.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, default = 1)]
    page: Option<u32>,
    /// How many hand-overs a page has.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `nextCursor` or `prevCursor` of an earlier page, instead of `page`.
    cursor: Option<String>,
    /// The master.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    master_id: Option<i64>,
    /// The city, by name.
    city: Option<String>,
    /// What became of them: `handed` are those that wait.
    #[param(schema_with = codes::cash_state)]
    state: Option<String>,
}

/// Cash that a master hands over in a city.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CashHandover)]
pub(crate) struct HandoverBody {
    id: i64,
    version: i64,
    master: PersonBody,
    city: String,
    /// Roubles.
    #[schema(value_type = String)]
    amount: Money,
    /// What the master says about it.
    note: Option<String>,
    #[schema(schema_with = codes::cash_state)]
    state: CashState,
    #[schema(value_type = String, format = DateTime)]
    handed_at: Timestamp,
    /// When it was accepted, declined or withdrawn.
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    /// Who did so: the master, when it was withdrawn.
    decided_by: Option<PersonBody>,
    /// Why it was declined or withdrawn.
    reason: Option<String>,
}

/// Who decided, if a user did.
fn decider(handover: &CashHandover) -> Option<OperatorId> {
    match handover.decided.as_ref()?.by {
        AuditActor::Operator(id) => Some(id),
        AuditActor::System(_) | AuditActor::Unknown(_) => None,
    }
}

impl HandoverBody {
    fn new(handover: CashHandover, names: &Names, people: &HashMap<OperatorId, String>) -> Self {
        let person = |id: OperatorId| PersonBody { id: id.get(), name: people.get(&id).cloned().unwrap_or_default() };
        Self {
            id: handover.id.get(),
            version: handover.version.get(),
            master: person(handover.master),
            city: names.city(handover.city).unwrap_or_default().to_owned(),
            amount: handover.amount,
            decided_by: decider(&handover).map(person),
            note: handover.note.map(|note| note.to_string()),
            state: handover.state,
            handed_at: handover.handed_at,
            decided_at: handover.decided.as_ref().map(|decided| decided.at),
            reason: handover.decided.and_then(|decided| decided.reason).map(|reason| reason.to_string()),
        }
    }
}

async fn shown(app: &App, handover: CashHandover) -> Result<Data<HandoverBody>, Problem> {
    let version = handover.version.get();
    let people = app.directory.people(std::iter::once(handover.master).chain(decider(&handover))).await?;
    let names = app.directory.names().await?;
    Ok(Data::versioned(HandoverBody::new(handover, &names, &people), version))
}

/// Hand-overs, latest first: a master's own, for directors those of own cities, for admins all.
#[utoipa::path(get, path = "/cash", tag = "masters", params(CashQuery),
    responses((status = 200, description = "A page of hand-overs", body = ListOf<HandoverBody>)))]
async fn list_handovers(
    app: App,
    actor: Signed,
    Query(query): Query<CashQuery>,
) -> Result<ListOf<HandoverBody>, Problem> {
    let page = Paging { page: query.page, limit: query.limit, cursor: query.cursor.as_deref() }.request()?;
    let names = app.directory.names().await?;
    let mut findings = Findings::default();
    let filter = CashFilter {
        master: findings.maybe("masterId", query.master_id, OperatorId::new),
        city: query.city.as_deref().and_then(|name| names.city_id("city", name, &mut findings)),
        state: findings.maybe("state", query.state.as_deref(), CashState::parse),
    };
    findings.check()?;
    let page = app.crm.money().list(&actor, &filter, &page).await?.map(|view| view.handover);
    let mut involved: Vec<OperatorId> = page.items.iter().map(|handover| handover.master).collect();
    involved.extend(page.items.iter().filter_map(decider));
    let people = app.directory.people(involved).await?;
    Ok(ListOf::of(page, |handover| HandoverBody::new(handover, &names, &people)))
}

/// One hand-over.
#[utoipa::path(get, path = "/cash/{id}", tag = "masters", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The hand-over", body = Data<HandoverBody>)))]
async fn get_handover(app: App, actor: Signed, Id(id): Id<CashHandoverId>) -> Result<Data<HandoverBody>, Problem> {
    let handover = app.crm.money().get(&actor, id).await?;
    shown(&app, handover).await
}

/// Cash to hand over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCashHandover)]
pub(crate) struct NewHandoverBody {
    /// The city whose money it is, by name: one the master serves, or has money in.
    city: String,
    /// Above zero.
    amount: MoneyInput,
    /// What is to be said about it.
    #[schema(max_length = 500)]
    note: Option<String>,
}

impl NewHandoverBody {
    fn read(self, names: &Names) -> Result<NewCashHandover, Problem> {
        let mut findings = Findings::default();
        let city = names.city_id("city", &self.city, &mut findings);
        let amount = findings.read("amount", self.amount.read());
        let note = findings.maybe("note", self.note.as_deref(), Text::optional).flatten();
        let (city, amount) = findings.complete(city.zip(amount))?;
        Ok(NewCashHandover { city, amount, note })
    }
}

/// Hands cash over. The master does so, nobody else.
#[utoipa::path(post, path = "/masters/{id}/cash", tag = "masters", params(("id" = i64, Path, minimum = 1), OnceKey),
    request_body = NewHandoverBody,
    responses((status = 201, description = "The hand-over, which waits to be accepted", body = Data<HandoverBody>)))]
async fn hand_over(
    app: App,
    actor: Signed,
    Id(id): Id<OperatorId>,
    key: OnceKey,
    Json(body): Json<NewHandoverBody>,
) -> Result<Created<HandoverBody>, Problem> {
    // The core hands over the cash of whoever asks, so the address must name the same.
    if actor.id() != Some(id) {
        return Err(crm_core::Error::from(AccessError::Forbidden).into());
    }
    let new = body.read(&*app.directory.names().await?)?;
    let handover = app.crm.money().hand_over(&actor, &new, key.get()).await?;
    Ok(Created::at(format!("/cash/{}", handover.id), shown(&app, handover).await?))
}

/// Accepts a hand-over: admins, and directors of its city; nobody an own one.
#[utoipa::path(post, path = "/cash/{id}/accept", tag = "masters", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = Option<VersionBody>,
    responses((status = 200, description = "The hand-over, accepted", body = Data<HandoverBody>)))]
async fn accept(
    app: App,
    actor: Signed,
    Id(id): Id<CashHandoverId>,
    version: IfMatch,
    MaybeJson(body): MaybeJson<VersionBody>,
) -> Result<Data<HandoverBody>, Problem> {
    let handover = app.crm.money().accept(&actor, id, version.or(body.version)?).await?;
    shown(&app, handover).await
}

/// Why a hand-over is declined.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CashRefusal)]
pub(crate) struct DeclineBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// Declines a hand-over: the master holds the cash still. Admins do, and directors of its city.
#[utoipa::path(post, path = "/cash/{id}/decline", tag = "masters", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = DeclineBody,
    responses((status = 200, description = "The hand-over, declined", body = Data<HandoverBody>)))]
async fn decline(
    app: App,
    actor: Signed,
    Id(id): Id<CashHandoverId>,
    version: IfMatch,
    Json(body): Json<DeclineBody>,
) -> Result<Data<HandoverBody>, Problem> {
    let version = version.or(body.version)?;
    let mut findings = Findings::default();
    let reason = findings.read("reason", Text::new(&body.reason));
    let reason = findings.complete(reason)?;
    let handover = app.crm.money().decline(&actor, id, version, &reason).await?;
    shown(&app, handover).await
}

/// Why a master withdraws a hand-over.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CashWithdrawal)]
pub(crate) struct WithdrawBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    /// Why, if there is anything to say.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Withdraws a hand-over that waits, as the master who made it. It is declined then.
#[utoipa::path(post, path = "/cash/{id}/withdraw", tag = "masters",
    params(("id" = i64, Path, minimum = 1), IfMatch), request_body = Option<WithdrawBody>,
    responses((status = 200, description = "The hand-over, declined by the master", body = Data<HandoverBody>)))]
async fn withdraw(
    app: App,
    actor: Signed,
    Id(id): Id<CashHandoverId>,
    version: IfMatch,
    MaybeJson(body): MaybeJson<WithdrawBody>,
) -> Result<Data<HandoverBody>, Problem> {
    let version = version.or(body.version)?;
    let mut findings = Findings::default();
    let reason = findings.maybe("reason", body.reason.as_deref(), Text::optional).flatten();
    findings.check()?;
    let handover = app.crm.money().withdraw(&actor, id, version, reason.as_ref()).await?;
    shown(&app, handover).await
}
