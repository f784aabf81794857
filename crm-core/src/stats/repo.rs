//! What a backend must be able to read for statistics beside its counters: rows by the instant they count at.

use async_trait::async_trait;

use crate::calls::Call;
use crate::counters::Subject;
use crate::kernel::{CallId, OperatorId, OrderId, Period, Timestamp};
use crate::operators::WorkStateEntry;
use crate::orders::Order;
use crate::store::StoreError;

/// Which instant places an order in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderInstant {
    /// When it was written.
    Written,
    /// When it entered the terminal status it stands in; orders that are not closed have none.
    Closed,
}

impl OrderInstant {
    /// The instant of an order.
    pub fn of(self, order: &Order) -> Option<Timestamp> {
        match self {
            Self::Written => Some(order.created_at),
            Self::Closed => order.closed_at,
        }
    }
}

/// Reads rows in the order of the instant they count at, then the id. Pages go on after the last row of the page before.
#[async_trait]
pub trait StatsRepo: Send {
    /// When the first call, order or user came; `None` for an empty office.
    async fn first_instant(&mut self) -> Result<Option<Timestamp>, StoreError>;
    /// Calls of a subject that started in the period; a [`Subject::Master`] has none. At most `limit`.
    async fn calls(
        &mut self,
        of: Subject,
        period: Period,
        after: Option<(Timestamp, CallId)>,
        limit: u32,
    ) -> Result<Vec<Call>, StoreError>;
    /// Orders of a subject whose instant lies in the period. At most `limit`.
    async fn orders(
        &mut self,
        of: Subject,
        by: OrderInstant,
        period: Period,
        after: Option<(Timestamp, OrderId)>,
        limit: u32,
    ) -> Result<Vec<Order>, StoreError>;
    /// The work-state entries of these users that touch the period, in no particular order.
    async fn work(&mut self, of: &[OperatorId], period: Period) -> Result<Vec<WorkStateEntry>, StoreError>;
}
