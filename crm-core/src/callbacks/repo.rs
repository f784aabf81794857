//! What a backend must be able to read for call-backs.

use async_trait::async_trait;

use super::{Callback, CallbackQuery, CallbackView, ClientHead, Mark, OpenCallbacks, Stretch};
use crate::access::CallbackScope;
use crate::kernel::{CallId, CallbackId, Phone, Timestamp};
use crate::store::{Listed, Loaded, StoreError};

/// Reads call-backs and the time lines they are derived from.
#[async_trait]
pub trait CallbackRepo: Send {
    /// One call-back in scope with its names, withdrawn ones too; `None` if there is none or it is out of scope.
    async fn view(&mut self, id: CallbackId, scope: &CallbackScope) -> Result<Option<CallbackView>, StoreError>;
    /// One call-back in scope, to decide on; `None` if there is none or it is out of scope.
    async fn get(&mut self, id: CallbackId, scope: &CallbackScope) -> Result<Option<Loaded<Callback>>, StoreError>;
    /// Call-backs in scope that pass the filter, in the order of the sort by (start of the clock, id).
    async fn list(&mut self, query: &CallbackQuery) -> Result<Listed<CallbackView>, StoreError>;
    /// The open call-backs in scope, counted exactly.
    async fn open(&mut self, scope: &CallbackScope) -> Result<OpenCallbacks, StoreError>;
    /// The head row of a phone; `None` before its first mark.
    async fn head(&mut self, phone: &Phone) -> Result<Option<Loaded<ClientHead>>, StoreError>;
    /// The stretch of a phone's time line around one or two instants, as [`TimeLine::stretch`](super::TimeLine::stretch)
    /// cuts it, with the call `except` left out.
    async fn stretch(&mut self, phone: &Phone, cuts: &[Timestamp], except: CallId) -> Result<Stretch, StoreError>;
    /// Every call-back of a phone whose first missed call began after `after` and not after `to`, withdrawn ones too, by
    /// that beginning and id.
    async fn of_phone(
        &mut self,
        phone: &Phone,
        after: Option<Timestamp>,
        to: Option<Timestamp>,
    ) -> Result<Vec<Loaded<Callback>>, StoreError>;
    /// Phones with a head row or a mark after `after` in the order of their text, at most `limit`.
    async fn phones_after(&mut self, after: Option<&Phone>, limit: u32) -> Result<Vec<Phone>, StoreError>;
    /// Every mark of a phone, in no particular order: for checking, and for taking in calls of the past.
    async fn marks(&mut self, phone: &Phone) -> Result<Vec<Mark>, StoreError>;
}
