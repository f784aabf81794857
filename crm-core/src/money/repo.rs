//! What a backend must be able to read for money.

use async_trait::async_trait;

use super::{CashBalance, CashHandover, CashHandoverView, CashQuery, LedgerEntry};
use crate::access::CashScope;
use crate::kernel::{CashHandoverId, OperatorId, OrderId};
use crate::store::{Listed, Loaded, StoreError};

/// Reads the ledger.
#[async_trait]
pub trait LedgerRepo: Send {
    /// The entries of an order, by closing, then in the order they were posted.
    async fn of_order(&mut self, id: OrderId) -> Result<Vec<LedgerEntry>, StoreError>;
}

/// Reads what masters hold and hand over.
#[async_trait]
pub trait CashRepo: Send {
    /// One hand-over in scope; `None` if there is none or it is out of scope.
    async fn get(&mut self, id: CashHandoverId, scope: &CashScope) -> Result<Option<Loaded<CashHandover>>, StoreError>;
    /// Hand-overs in scope that pass the filter, by (handed at, id) descending.
    async fn list(&mut self, query: &CashQuery) -> Result<Listed<CashHandoverView>, StoreError>;
    /// The sums of a master in scope, by city ascending: of cities in which the ledger has an entry of the master, or in
    /// which there is a hand-over that was accepted or waits.
    async fn balance(&mut self, master: OperatorId, scope: &CashScope) -> Result<Vec<CashBalance>, StoreError>;
}
