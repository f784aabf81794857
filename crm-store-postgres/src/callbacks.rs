//! Not built yet.
#![expect(warnings, reason = "not built yet")]
use serde_json::{Value, json};
use crm_core::callbacks::{Callback, CallbackQuery, CallbackView, ClientHead, Mark, OpenCallbacks, Stretch};
use crm_core::access::CallbackScope;
use crm_core::kernel::{CallId, CallbackId, Phone, Timestamp};
use crm_core::store::{Listed, Loaded, StoreError};
use crm_core::callbacks::CallbackRepo;
use crm_core::store::StoreErrorKind;
use crate::json;
use crm_core::callbacks::Closing;
use crm_core::kernel::LineNumber;
#[async_trait::async_trait]
impl CallbackRepo for crate::tx::PostgresTx {
    async fn view(&mut self, _id: CallbackId, _scope: &CallbackScope) -> Result<Option<CallbackView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn get(&mut self, _id: CallbackId, _scope: &CallbackScope) -> Result<Option<Loaded<Callback>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn list(&mut self, _query: &CallbackQuery) -> Result<Listed<CallbackView>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn open(&mut self, _scope: &CallbackScope) -> Result<OpenCallbacks, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn head(&mut self, _phone: &Phone) -> Result<Option<Loaded<ClientHead>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn stretch(&mut self, _phone: &Phone, _cuts: &[Timestamp], _except: CallId) -> Result<Stretch, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn of_phone(&mut self,
        _phone: &Phone,
        _after: Option<Timestamp>,
        _to: Option<Timestamp>,) -> Result<Vec<Loaded<Callback>>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn phones_after(&mut self, _after: Option<&Phone>, _limit: u32) -> Result<Vec<Phone>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
    async fn marks(&mut self, _phone: &Phone) -> Result<Vec<Mark>, StoreError> { Err(StoreError::new(StoreErrorKind::Unavailable, "not built")) }
}
pub(crate) fn row(callback: &Callback) -> Value {
    let Callback { episode, taken, .. } = callback;
    let closed = episode.closed.as_ref();
    json!({
        "id": callback.id.get(),
        "version": callback.version.get(),
        "phone": callback.phone.as_str(),
        "state": callback.state.code(),
        "first_call_id": episode.first_call.get(),
        "first_at": episode.first_at.micros(),
        "opened_at": episode.opened_at.micros(),
        "last_call_id": episode.last_call.get(),
        "last_at": episode.last_at.micros(),
        "missed": episode.missed,
        "city": episode.city.map(i64::from),
        "rk": episode.campaign.map(i64::from),
        "phone_ats": episode.line.as_ref().map(LineNumber::as_str),
        "closed_at": closed.map(|closed| closed.at.micros()),
        "closed_by_call": closed.and_then(|closed| closed.by_call).map(i64::from),
        "closed_by": closed.and_then(|closed| closed.by).map(i64::from),
        "close_reason": closed.and_then(|closed| closed.reason.as_ref()).map(AsRef::<str>::as_ref),
        "taken_by": taken.map(|taken| taken.by.get()),
        "taken_at": taken.map(|taken| taken.at).map(Timestamp::micros),
        "created_at": callback.created_at.micros(),
        "updated_at": callback.updated_at.micros(),
    })
}

pub(crate) fn closing_row(closing: &Closing) -> Value {
    json!({
        "callback_id": closing.callback.get(),
        "phone": closing.phone.as_str(),
        "at": closing.at.micros(),
        "operator_id": closing.by.map(i64::from),
        "reason": closing.reason.as_str(),
    })
}
