//! What a backend must be able to read for masters.

use async_trait::async_trait;

use super::{MasterFilter, MasterView};
use crate::access::OperatorScope;
use crate::kernel::{OperatorId, Slice};
use crate::store::{Listed, StoreError};

/// Reads masters. To decide on one, [`OperatorRepo`](crate::operators::OperatorRepo) reads its row.
#[async_trait]
pub trait MasterRepo: Send {
    /// One master in scope; `None` if there is no such user, it is no master, or it is out of scope.
    async fn view(&mut self, id: OperatorId, scope: &OperatorScope) -> Result<Option<MasterView>, StoreError>;
    /// Masters in scope that pass the filter, by id ascending; key and id of a slice are both the id.
    async fn list(
        &mut self,
        scope: &OperatorScope,
        filter: &MasterFilter,
        slice: Slice,
    ) -> Result<Listed<MasterView>, StoreError>;
}
