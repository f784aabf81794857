//! An order's card: the order, and where whoever asks can take it.

use crm_core::access::Actor;
use crm_core::orders::{OrderStatus, OrderView, Transition, moves};
use serde::Serialize;
use utoipa::ToSchema;

use super::OrderBody;
use crate::wire::codes;

/// An order, and where whoever asks can take it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OrderCard {
    #[serde(flatten)]
    pub(super) order: OrderBody,
    /// The moves that the one who asks can make; none for somebody who only looks.
    moves: Vec<OpenMove>,
}

/// A move that is open: for `PUT /orders/{id}/status`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OpenMove {
    /// Where to.
    #[schema(schema_with = codes::order_status)]
    status_order: OrderStatus,
    /// The fields that have to be given: `masterId`, `reason`, `result`. A `result` that the order says already stands
    /// unless another is given.
    needs: &'static [&'static str],
    /// The fields that may be given beside them: `expenditure`, `promisedDate`. A `reason` always may.
    may: &'static [&'static str],
}

impl From<&Transition> for OpenMove {
    fn from(row: &Transition) -> Self {
        Self { status_order: row.to.clone(), needs: row.needs.must(), may: row.needs.may() }
    }
}

impl OrderCard {
    pub(super) fn of(view: OrderView, actor: &Actor) -> Self {
        let moves = moves(actor, &view.order).map(OpenMove::from).collect();
        Self { order: view.into(), moves }
    }
}
