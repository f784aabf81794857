//! Moving an order: to another status, to another master.

use crm_core::kernel::{OperatorId, OrderId, Text};
use crm_core::orders::{OrderStatus, Reason, StatusChange};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{OrderBody, shown};
use crate::app::App;
use crate::session::Signed;
use crate::wire::{Data, Findings, Id, IfMatch, Json, MoneyInput, Problem, codes, date};

/// Where an order goes, with what has to be said about it: a reason, a master for `accepted`, the money for `completed`, a
/// promised date for `deferred`. What does not belong to the move is refused, not ignored; a reason may always be given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = OrderMove)]
pub(crate) struct MoveBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    /// Where to, or an alias of it.
    #[schema(schema_with = codes::order_status)]
    status_order: String,
    /// Why.
    #[schema(max_length = 500)]
    reason: Option<String>,
    /// Whom it is assigned to, on the way to `accepted`.
    #[schema(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    master_id: Option<i64>,
    /// What was taken from the client, on the way to `completed`; what the order says already if it is left out.
    result: Option<MoneyInput>,
    /// What was spent on parts, on the way to `completed`; what the order says already, else zero, if it is left out.
    expenditure: Option<MoneyInput>,
    /// For which day of the city it was promised, on the way to `deferred`.
    #[schema(format = Date)]
    promised_date: Option<String>,
}

impl MoveBody {
    fn read(self) -> Result<StatusChange, Problem> {
        let mut findings = Findings::default();
        let to = findings.read("statusOrder", OrderStatus::parse(&self.status_order));
        let reason = reason(self.reason.as_deref(), &mut findings);
        let master = findings.maybe("masterId", self.master_id, OperatorId::new);
        let result = findings.maybe("result", self.result, MoneyInput::read);
        let expenditure = findings.maybe("expenditure", self.expenditure, MoneyInput::read);
        let promised = findings.maybe("promisedDate", self.promised_date.as_deref(), date);
        findings.complete(to.map(|to| StatusChange { to, reason, master, result, expenditure, promised }))
    }
}

fn reason(given: Option<&str>, findings: &mut Findings) -> Option<Reason> {
    findings.maybe("reason", given, Text::optional).flatten()
}

/// Moves an order to another status.
#[utoipa::path(put, path = "/orders/{id}/status", tag = "orders", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = MoveBody, responses((status = 200, description = "The order as it is now", body = Data<OrderBody>)))]
pub(super) async fn change_status(
    app: App,
    actor: Signed,
    Id(id): Id<OrderId>,
    version: IfMatch,
    Json(body): Json<MoveBody>,
) -> Result<Data<OrderBody>, Problem> {
    let version = version.or(body.version)?;
    app.crm.orders().change_status(&actor, id, version, &body.read()?).await?;
    shown(&app, &actor, id).await
}

/// Who gets an order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = OrderAssignment)]
pub(crate) struct AssignmentBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    /// A master who serves the order's city.
    #[schema(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    master_id: i64,
    /// Why.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Gives an order to a master: a new one is accepted by it, another open one changes hands and stands where it stood.
#[utoipa::path(put, path = "/orders/{id}/master", tag = "orders", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = AssignmentBody, responses((status = 200, description = "The order as it is now", body = Data<OrderBody>)))]
pub(super) async fn assign(
    app: App,
    actor: Signed,
    Id(id): Id<OrderId>,
    version: IfMatch,
    Json(body): Json<AssignmentBody>,
) -> Result<Data<OrderBody>, Problem> {
    let version = version.or(body.version)?;
    let mut findings = Findings::default();
    let master = findings.read("masterId", OperatorId::new(body.master_id));
    let reason = reason(body.reason.as_deref(), &mut findings);
    let master = findings.complete(master)?;
    app.crm.orders().assign(&actor, id, version, master, reason.as_ref()).await?;
    shown(&app, &actor, id).await
}
