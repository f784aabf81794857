//! What a backend must be able to read for lines.

use async_trait::async_trait;

use super::{Line, UnknownLine};
use crate::access::LineScope;
use crate::kernel::{LineId, LineNumber};
use crate::store::{Loaded, StoreError};

/// Reads lines.
#[async_trait]
pub trait LineRepo: Send {
    /// One line; `None` if there is none with that id.
    async fn get(&mut self, id: LineId) -> Result<Option<Loaded<Line>>, StoreError>;
    /// The line with that number; `None` if the number is unknown.
    async fn by_number(&mut self, number: &LineNumber) -> Result<Option<Loaded<Line>>, StoreError>;
    /// Every line in scope by number, archived ones included. Lines are few: at most some thousands.
    async fn all(&mut self, scope: &LineScope) -> Result<Vec<Line>, StoreError>;
    /// Numbers that calls came to and that are no line now, latest first, at most `limit`.
    async fn unknown(&mut self, limit: u32) -> Result<Vec<UnknownLine>, StoreError>;
}
