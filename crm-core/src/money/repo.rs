//! What a backend must be able to read for money.

use async_trait::async_trait;

use super::LedgerEntry;
use crate::kernel::OrderId;
use crate::store::StoreError;

/// Reads the ledger.
#[async_trait]
pub trait LedgerRepo: Send {
    /// The entries of an order, by closing, then in the order they were posted.
    async fn of_order(&mut self, id: OrderId) -> Result<Vec<LedgerEntry>, StoreError>;
}
