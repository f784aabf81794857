//! What happened to an order: its history and its ledger.

use std::collections::HashMap;

use crm_core::audit::AuditActor;
use crm_core::kernel::{Money, OperatorId, OrderId, Timestamp};
use crm_core::money::{LedgerEntry, LedgerKind};
use crm_core::orders::{HistoryEntry, HistoryKind, OrderStatus};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::routes::calls::PersonBody;
use crate::session::Signed;
use crate::wire::{Data, Id, Problem, codes};

/// Who did something.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Doer)]
pub(crate) struct DoerBody {
    /// The user's id; `null` for a part of the program.
    id: Option<i64>,
    /// The user's name, or that of the part of the program.
    name: String,
}

/// One row of an order's history.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OrderHistory)]
pub(crate) struct HistoryBody {
    /// The version of the order that this made.
    version: i64,
    #[schema(schema_with = codes::history_kind)]
    kind: HistoryKind,
    /// Where it stood; `null` in the first row.
    #[schema(value_type = Option<String>)]
    from: Option<OrderStatus>,
    /// Where it stands since.
    #[schema(schema_with = codes::order_status)]
    to: OrderStatus,
    /// Who has it since.
    master: Option<PersonBody>,
    reason: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    by: DoerBody,
}

/// One entry of the ledger. The sign is part of the amount: a plain sum is the balance.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LedgerEntry)]
pub(crate) struct LedgerBody {
    /// Which closing of the order it belongs to, from 1.
    closing: u32,
    #[schema(schema_with = codes::ledger_kind)]
    kind: LedgerKind,
    /// In roubles.
    #[schema(value_type = String)]
    amount: Money,
    /// The master who closed the order.
    master: Option<PersonBody>,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    by: DoerBody,
}

fn user_of(by: &AuditActor) -> Option<OperatorId> {
    match by {
        AuditActor::Operator(id) => Some(*id),
        AuditActor::System(_) | AuditActor::Unknown(_) => None,
    }
}

/// The names of who appears in the rows.
struct People(HashMap<OperatorId, String>);

impl People {
    async fn of(
        app: &App,
        appearing: impl Iterator<Item = (Option<OperatorId>, Option<OperatorId>)>,
    ) -> Result<Self, Problem> {
        let ids: Vec<_> = appearing.flat_map(|(master, by)| [master, by]).flatten().collect();
        Ok(Self(app.directory.people(ids).await?))
    }
    fn name(&self, id: OperatorId) -> String {
        self.0.get(&id).cloned().unwrap_or_default()
    }
    fn person(&self, id: OperatorId) -> PersonBody {
        PersonBody { id: id.get(), name: self.name(id) }
    }
    fn doer(&self, by: &AuditActor) -> DoerBody {
        match by {
            AuditActor::Operator(id) => DoerBody { id: Some(id.get()), name: self.name(*id) },
            AuditActor::System(part) => DoerBody { id: None, name: part.as_str().to_owned() },
            AuditActor::Unknown(text) => DoerBody { id: None, name: text.to_string() },
        }
    }
}

/// The history of an order, oldest first. It is kept for ever.
#[utoipa::path(get, path = "/orders/{id}/history", tag = "orders", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The rows", body = Data<Vec<HistoryBody>>)))]
pub(super) async fn history(app: App, actor: Signed, Id(id): Id<OrderId>) -> Result<Data<Vec<HistoryBody>>, Problem> {
    let rows = app.crm.orders().history(&actor, id).await?;
    let people = People::of(&app, rows.iter().map(|row| (row.master, user_of(&row.by)))).await?;
    let body = |row: HistoryEntry| HistoryBody {
        version: row.version.get(),
        kind: row.kind,
        from: row.from,
        to: row.to,
        master: row.master.map(|id| people.person(id)),
        reason: row.reason.map(|reason| reason.as_str().to_owned()),
        at: row.at,
        by: people.doer(&row.by),
    };
    Ok(Data::new(rows.into_iter().map(body).collect()))
}

/// What was posted to the ledger of an order, oldest first.
#[utoipa::path(get, path = "/orders/{id}/ledger", tag = "orders", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The entries", body = Data<Vec<LedgerBody>>)))]
pub(super) async fn ledger(app: App, actor: Signed, Id(id): Id<OrderId>) -> Result<Data<Vec<LedgerBody>>, Problem> {
    let entries = app.crm.orders().ledger(&actor, id).await?;
    let people = People::of(&app, entries.iter().map(|entry| (entry.master, user_of(&entry.by)))).await?;
    let body = |entry: LedgerEntry| LedgerBody {
        closing: entry.closing,
        kind: entry.kind,
        amount: entry.amount,
        master: entry.master.map(|id| people.person(id)),
        at: entry.at,
        by: people.doer(&entry.by),
    };
    Ok(Data::new(entries.into_iter().map(body).collect()))
}
