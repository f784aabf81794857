//! What a backend must be able to read for sessions.

use async_trait::async_trait;

use super::{Session, Throttle, ThrottleKey};
use crate::kernel::{OperatorId, SessionId};
use crate::store::{Loaded, StoreError};

/// Reads sessions and login throttles.
#[async_trait]
pub trait SessionRepo: Send {
    /// One session; `None` if there is none with that id.
    async fn get(&mut self, id: SessionId) -> Result<Option<Loaded<Session>>, StoreError>;
    /// The sessions of a user, latest first, revoked and expired ones included, at most 1,000.
    async fn of_operator(&mut self, id: OperatorId) -> Result<Vec<Session>, StoreError>;
    /// A login throttle; `None` when nothing failed lately.
    async fn throttle(&mut self, key: &ThrottleKey) -> Result<Option<Loaded<Throttle>>, StoreError>;
}
