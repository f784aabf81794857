//! What a backend must be able to read for the feed.

use async_trait::async_trait;

use super::{FeedEvent, FeedOrigin};
use crate::store::StoreError;

/// Reads the feed.
#[async_trait]
pub trait EventRepo: Send {
    /// Events after a position, in order, at most `limit`.
    async fn after(&mut self, position: i64, limit: u32) -> Result<Vec<FeedEvent>, StoreError>;
    /// The position of the latest event; 0 when there is none.
    async fn head(&mut self) -> Result<i64, StoreError>;
    /// Where the positions come from.
    async fn origin(&mut self) -> Result<FeedOrigin, StoreError>;
}
