//! What a backend must be able to read for calls.

use async_trait::async_trait;

use super::{Call, CallQuery, CallView};
use crate::access::CallScope;
use crate::kernel::{CallId, ConversationId, OperatorId};
use crate::store::{Listed, Loaded, StoreError};

/// Reads calls.
#[async_trait]
pub trait CallRepo: Send {
    /// One call in scope with its names; `None` if there is none or it is out of scope.
    async fn view(&mut self, id: CallId, scope: &CallScope) -> Result<Option<CallView>, StoreError>;
    /// One call in scope, to decide on; `None` if there is none or it is out of scope.
    async fn get(&mut self, id: CallId, scope: &CallScope) -> Result<Option<Loaded<Call>>, StoreError>;
    /// The call of a conversation; `None` before there is one.
    async fn of_conversation(&mut self, id: ConversationId) -> Result<Option<Loaded<Call>>, StoreError>;
    /// Calls in scope that pass the filter, in the order of the sort by (start, id).
    async fn list(&mut self, query: &CallQuery) -> Result<Listed<CallView>, StoreError>;
    /// Users the call rang or talked with, ascending.
    async fn participants(&mut self, id: CallId) -> Result<Vec<OperatorId>, StoreError>;
    /// Calls with an id above `after`, ascending, at most `limit`: for counting every one anew.
    async fn after(&mut self, after: Option<CallId>, limit: u32) -> Result<Vec<Call>, StoreError>;
    /// Whether the user is who talks last in an answered call with status `new`, one other than `except`.
    async fn talking(&mut self, operator: OperatorId, except: CallId) -> Result<bool, StoreError>;
}
