//! What a backend must be able to read for users.

use async_trait::async_trait;

use super::{Operator, OperatorFilter, WorkStateEntry};
use crate::access::OperatorScope;
use crate::auth::PasswordHash;
use crate::calls::Extension;
use crate::kernel::{OperatorId, Period, Slice, Timestamp};
use crate::store::{Listed, Loaded, StoreError};

/// Reads users.
#[async_trait]
pub trait OperatorRepo: Send {
    /// One user; `None` if there is none with that id.
    async fn get(&mut self, id: OperatorId) -> Result<Option<Loaded<Operator>>, StoreError>;
    /// The user with that login key (see [`Login::key`](super::Login::key)); `None` if there is none.
    async fn by_login(&mut self, key: &str) -> Result<Option<Loaded<Operator>>, StoreError>;
    /// The active user with that extension; `None` if nobody has it.
    async fn by_extension(&mut self, extension: &Extension) -> Result<Option<Loaded<Operator>>, StoreError>;
    /// The stored password hash; `None` if there is no such user.
    async fn password(&mut self, id: OperatorId) -> Result<Option<PasswordHash>, StoreError>;
    /// Users in scope that pass the filter, by id ascending; key and id of a slice are both the id.
    async fn list(
        &mut self,
        scope: &OperatorScope,
        filter: &OperatorFilter,
        slice: Slice,
    ) -> Result<Listed<Operator>, StoreError>;
    /// The work-state entries of a user that touch the period, oldest first.
    async fn work_log(&mut self, id: OperatorId, period: Period) -> Result<Vec<WorkStateEntry>, StoreError>;
    /// The ids of all users, ascending.
    async fn everybody(&mut self) -> Result<Vec<OperatorId>, StoreError>;
    /// Users whose wrap-up began at `begun_by` or earlier, the longest first, at most `limit`.
    async fn wrapping_up(&mut self, begun_by: Timestamp, limit: u32) -> Result<Vec<OperatorId>, StoreError>;
    /// Users at work, not on a call, who have stored sessions and have vanished (see [`Presence`](super::Presence)) when
    /// signs of life up to `seen_by` are too old, ascending, at most `limit`.
    async fn vanished(&mut self, now: Timestamp, seen_by: Timestamp, limit: u32)
    -> Result<Vec<OperatorId>, StoreError>;
}
