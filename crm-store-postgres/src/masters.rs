//! Not built yet.
#![expect(warnings, reason = "not built yet")]
use crm_core::masters::{MasterFilter, MasterView};
use crm_core::access::OperatorScope;
use crm_core::kernel::{OperatorId, Slice};
use crm_core::store::{Listed, StoreError};
use crm_core::masters::MasterRepo;
use crm_core::store::StoreErrorKind;
use serde_json::{Value, json};
use crate::json;

#[async_trait::async_trait]
impl MasterRepo for crate::tx::PostgresTx {
    async fn view(&mut self, _id: OperatorId, _scope: &OperatorScope) -> Result<Option<MasterView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn list(&mut self,
        _scope: &OperatorScope,
        _filter: &MasterFilter,
        _slice: Slice,) -> Result<Listed<MasterView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
}
