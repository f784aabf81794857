//! Not built yet.
#![expect(warnings, reason = "not built yet")]
use serde_json::{Value, json};
use crm_core::orders::{Equipment, HistoryEntry, Order, OrderQuery, OrderView, OrderWalk, Slot};
use crm_core::access::OrderScope;
use crm_core::kernel::{CallId, CityId, OrderId, Period, Phone, Timestamp};
use crm_core::store::{Listed, Loaded, StoreError};
use crm_core::orders::OrderRepo;
use crm_core::store::StoreErrorKind;
use crate::json;
use crm_core::orders::OrderStatus;
use crm_core::kernel::Money;
#[async_trait::async_trait]
impl OrderRepo for crate::tx::PostgresTx {
    async fn view(&mut self, _id: OrderId, _scope: &OrderScope) -> Result<Option<OrderView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn get(&mut self, _id: OrderId, _scope: &OrderScope) -> Result<Option<Loaded<Order>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn list(&mut self, _query: &OrderQuery) -> Result<Listed<OrderView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn walk(&mut self, _walk: &OrderWalk) -> Result<Vec<OrderView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn last_written(&mut self) -> Result<Option<(Timestamp, OrderId)>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn of_call(&mut self, _call: CallId, _scope: &OrderScope) -> Result<Vec<OrderView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn history(&mut self, _id: OrderId) -> Result<Vec<HistoryEntry>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn open_of_phone(&mut self, _phone: &Phone) -> Result<Vec<OrderId>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn taken(&mut self, _slot: &Slot) -> Result<u64, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn taken_in(&mut self,
        _city: CityId,
        _equipment: &Equipment,
        _period: Period,) -> Result<Vec<(Timestamp, u64)>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn after(&mut self, _after: Option<OrderId>, _limit: u32) -> Result<Vec<Order>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
}
pub(crate) fn row(order: &Order) -> Value {
    json!({
        "id": order.id.get(),
        "version": order.version.get(),
        "rk": order.campaign.map(i64::from),
        "city": order.city.get(),
        "avito_name": order.advert_account.as_ref().map(AsRef::<str>::as_ref),
        "call_id": order.call.map(i64::from),
        "phone": order.phone.as_str(),
        "type_order": order.order_type.code(),
        "client_name": order.client_name.as_str(),
        "address": order.address.as_str(),
        "date_meeting": order.meeting.at.micros(),
        "meeting_zone": order.meeting.zone.name(),
        "type_equipment": order.equipment.code(),
        "problem": order.problem.as_str(),
        "status_order": order.status.code(),
        "master_id": order.master.map(i64::from),
        "result": order.result.map(Money::kopecks),
        "expenditure": order.expenditure.map(Money::kopecks),
        "promised_date": order.promised.map(|day| day.to_string()),
        "closing": order.closing,
        "closing_data": order.closed_at.map(Timestamp::micros),
        "operator_name_id": order.operator.map(i64::from),
        "create_date": order.created_at.micros(),
        "updated_at": order.updated_at.micros(),
        "list_key": order.list_key().get(),
        "holds_place": order.status.holds_place(),
    })
}

pub(crate) fn history_row(entry: &HistoryEntry) -> Value {
    json!({
        "order_id": entry.order.get(),
        "version": entry.version.get(),
        "kind": entry.kind.code(),
        "from_code": entry.from.as_ref().map(OrderStatus::code),
        "to_code": entry.to.code(),
        "master_id": entry.master.map(i64::from),
        "reason": entry.reason.as_ref().map(AsRef::<str>::as_ref),
        "at": entry.at.micros(),
        "actor": entry.by.to_string(),
    })
}
pub(crate) const SELECT: &str = "";
pub(crate) fn read(_: &sqlx::postgres::PgRow) -> crate::column::Result<Order> { todo!() }
