//! Not built yet.
#![expect(warnings, reason = "not built yet")]
use crm_core::calls::Call;
use crm_core::counters::Subject;
use crm_core::kernel::{CallId, OperatorId, OrderId, Period, Timestamp};
use crm_core::operators::WorkStateEntry;
use crm_core::orders::Order;
use crm_core::store::StoreError;
use crm_core::stats::{OrderInstant, StatsRepo};
use crm_core::store::StoreErrorKind;
use serde_json::{Value, json};
use crate::json;

#[async_trait::async_trait]
impl StatsRepo for crate::tx::PostgresTx {
    async fn first_instant(&mut self) -> Result<Option<Timestamp>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn calls(&mut self,
        _of: Subject,
        _period: Period,
        _after: Option<(Timestamp, CallId)>,
        _limit: u32,) -> Result<Vec<Call>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn orders(&mut self,
        _of: Subject,
        _by: OrderInstant,
        _period: Period,
        _after: Option<(Timestamp, OrderId)>,
        _limit: u32,) -> Result<Vec<Order>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn work(&mut self, _of: &[OperatorId], _period: Period) -> Result<Vec<WorkStateEntry>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
}
