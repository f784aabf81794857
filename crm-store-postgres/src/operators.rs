//! Not built yet.
#![expect(warnings, reason = "not built yet")]
use serde_json::{Value, json};
use crm_core::operators::{Operator, OperatorFilter, WorkStateEntry};
use crm_core::access::OperatorScope;
use crm_core::auth::PasswordHash;
use crm_core::calls::Extension;
use crm_core::kernel::{OperatorId, Period, Slice, Timestamp};
use crm_core::store::{Listed, Loaded, StoreError};
use crm_core::operators::OperatorRepo;
use crm_core::store::StoreErrorKind;
use crate::json;

#[async_trait::async_trait]
impl OperatorRepo for crate::tx::PostgresTx {
    async fn get(&mut self, _id: OperatorId) -> Result<Option<Loaded<Operator>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn by_login(&mut self, _key: &str) -> Result<Option<Loaded<Operator>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn by_extension(&mut self, _extension: &Extension) -> Result<Option<Loaded<Operator>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn password(&mut self, _id: OperatorId) -> Result<Option<PasswordHash>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn list(&mut self,
        _scope: &OperatorScope,
        _filter: &OperatorFilter,
        _slice: Slice,) -> Result<Listed<Operator>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn work_log(&mut self, _id: OperatorId, _period: Period) -> Result<Vec<WorkStateEntry>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn everybody(&mut self) -> Result<Vec<OperatorId>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn wrapping_up(&mut self, _begun_by: Timestamp, _limit: u32) -> Result<Vec<OperatorId>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn vanished(&mut self, _now: Timestamp, _seen_by: Timestamp, _limit: u32) -> Result<Vec<OperatorId>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
}
pub(crate) fn row(operator: &Operator) -> Value {
    json!({
        "id": operator.id.get(),
        "version": operator.version.get(),
        "name": operator.name.as_str(),
        "login": operator.login.as_str(),
        "login_key": operator.login.key(),
        "role": operator.role.code(),
        "city": operator.city.map(i64::from),
        "status": operator.status.code(),
        "status_work": operator.work_state.code(),
        "status_work_since": operator.work_state_since.micros(),
        "sip_address": operator.sip_address.as_ref().map(AsRef::<str>::as_ref),
        "extension": operator.extension.as_ref().map(AsRef::<str>::as_ref),
        "created_at": operator.created_at.micros(),
        "updated_at": operator.updated_at.micros(),
        "profile_version": operator.profile_version.get(),
    })
}

pub(crate) fn work_state_row(entry: &WorkStateEntry) -> Value {
    json!({
        "operator_id": entry.operator.get(),
        "state": entry.state.code(),
        "reason": entry.reason.as_ref().map(AsRef::<str>::as_ref),
        "from_at": entry.from.micros(),
        "to_at": entry.to.map(Timestamp::micros),
    })
}
pub(crate) const STRETCHES: &str = "";
pub(crate) fn read_stretch(_: &sqlx::postgres::PgRow) -> crate::column::Result<(i64, WorkStateEntry)> { todo!() }
