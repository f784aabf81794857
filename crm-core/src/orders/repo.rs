//! What a backend must be able to read for orders.

use async_trait::async_trait;

use super::{Equipment, HistoryEntry, Order, OrderQuery, OrderView, OrderWalk, Slot};
use crate::access::OrderScope;
use crate::kernel::{CallId, CityId, OrderId, Period, Phone, Timestamp};
use crate::store::{Listed, Loaded, StoreError};

/// Reads orders.
#[async_trait]
pub trait OrderRepo: Send {
    /// One order in scope with its names; `None` if there is none or it is out of scope.
    async fn view(&mut self, id: OrderId, scope: &OrderScope) -> Result<Option<OrderView>, StoreError>;
    /// One order in scope, to decide on; `None` if there is none or it is out of scope.
    async fn get(&mut self, id: OrderId, scope: &OrderScope) -> Result<Option<Loaded<Order>>, StoreError>;
    /// Orders in scope that pass the filter, by (list key, id) ascending.
    async fn list(&mut self, query: &OrderQuery) -> Result<Listed<OrderView>, StoreError>;
    /// Orders in scope that pass the filter, by (when they were written, id) ascending, from one place to another.
    async fn walk(&mut self, walk: &OrderWalk) -> Result<Vec<OrderView>, StoreError>;
    /// The place of the last order of all in such a walk; `None` when there is none.
    async fn last_written(&mut self) -> Result<Option<(Timestamp, OrderId)>, StoreError>;
    /// The orders in scope that were written from a call, by (list key, id) ascending; at most 100.
    async fn of_call(&mut self, call: CallId, scope: &OrderScope) -> Result<Vec<OrderView>, StoreError>;
    /// The history of an order, oldest first.
    async fn history(&mut self, id: OrderId) -> Result<Vec<HistoryEntry>, StoreError>;
    /// The open orders of a phone, ascending, whatever their city; at most 100.
    async fn open_of_phone(&mut self, phone: &Phone) -> Result<Vec<OrderId>, StoreError>;
    /// How many orders hold a place in the slot.
    async fn taken(&mut self, slot: &Slot) -> Result<u64, StoreError>;
    /// How many orders hold a place in each slot of a city and equipment that starts in the period and has any, by start.
    async fn taken_in(
        &mut self,
        city: CityId,
        equipment: &Equipment,
        period: Period,
    ) -> Result<Vec<(Timestamp, u64)>, StoreError>;
    /// Orders with an id above `after`, ascending, at most `limit`: for counting every one anew.
    async fn after(&mut self, after: Option<OrderId>, limit: u32) -> Result<Vec<Order>, StoreError>;
}
