//! Which orders a list shows, and in which order.

use super::{Equipment, OrderSearch, OrderStatus, OrderType};
use crate::access::OrderScope;
use crate::kernel::{CampaignId, CityId, FilterDigest, OperatorId, OrderId, Period, Phone, Slice, Timestamp};

/// The number of the one sort of orders in cursors: by [`ListKey`](super::ListKey), then id.
pub(crate) const SORT: u8 = 1;

/// Which orders a list shows. Every `Some` must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Orders written in this period.
    pub created: Option<Period>,
    /// Orders that are closed and were closed in this period.
    pub closed: Option<Period>,
    /// Orders whose visit begins in this period, whatever became of it.
    pub meeting: Option<Period>,
    /// Orders with this status.
    pub status: Option<OrderStatus>,
    /// Orders of this city.
    pub city: Option<CityId>,
    /// Orders that this user wrote.
    pub operator: Option<OperatorId>,
    /// Orders of this master.
    pub master: Option<OperatorId>,
    /// Orders of this campaign.
    pub campaign: Option<CampaignId>,
    /// Orders for this equipment.
    pub equipment: Option<Equipment>,
    /// Orders of this type.
    pub order_type: Option<OrderType>,
    /// Orders of this client.
    pub phone: Option<Phone>,
    /// Orders found by these words.
    pub search: Option<OrderSearch>,
}

/// What a backend is asked for: scope, filter and slice together, so that no list forgets the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderQuery {
    /// Which orders the actor sees.
    pub scope: OrderScope,
    /// Which of them are wanted.
    pub filter: OrderFilter,
    /// Which slice, by (list key, id) ascending.
    pub slice: Slice,
}

/// A stretch of the orders in the order they were written in, which no change of an order changes: (when it was written,
/// id), ascending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderWalk {
    /// Which orders the actor sees.
    pub scope: OrderScope,
    /// Which of them are wanted.
    pub filter: OrderFilter,
    /// The place of the last order that was read; `None` to begin.
    pub after: Option<(Timestamp, OrderId)>,
    /// The last place that is wanted.
    pub until: (Timestamp, OrderId),
    /// The most rows to read.
    pub limit: u32,
}

impl OrderFilter {
    /// What cursors of this filter carry: a cursor of one filter is refused by another.
    pub(crate) fn digest(&self) -> FilterDigest {
        FilterDigest::of(format!("orders {self:?}").as_bytes())
    }
}
