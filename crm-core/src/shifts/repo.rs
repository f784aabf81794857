//! What a backend must be able to read for shifts.

use async_trait::async_trait;

use super::{Shift, ShiftQuery, Span};
use crate::access::OperatorScope;
use crate::kernel::{OperatorId, Period, ShiftId};
use crate::store::{Listed, Loaded, StoreError};

/// Reads shifts. A shift is in scope when its user is.
#[async_trait]
pub trait ShiftRepo: Send {
    /// One shift in scope; `None` if there is none or it is out of scope.
    async fn get(&mut self, id: ShiftId, scope: &OperatorScope) -> Result<Option<Loaded<Shift>>, StoreError>;
    /// The first shift that takes time of the span; `None` if it is free.
    async fn in_the_way(&mut self, span: Span) -> Result<Option<ShiftId>, StoreError>;
    /// Shifts in scope that pass the filter, by (beginning, id) ascending.
    async fn list(&mut self, query: &ShiftQuery) -> Result<Listed<Shift>, StoreError>;
    /// Every shift in scope that stands and touches the period, of one user if one is named, by (user, beginning, id).
    async fn standing(
        &mut self,
        scope: &OperatorScope,
        operator: Option<OperatorId>,
        period: Period,
    ) -> Result<Vec<Shift>, StoreError>;
}
