//! What a backend must be able to read for campaigns.

use async_trait::async_trait;

use super::Campaign;
use crate::kernel::CampaignId;
use crate::store::{Loaded, StoreError};

/// Reads campaigns.
#[async_trait]
pub trait CampaignRepo: Send {
    /// One campaign; `None` if there is none with that id.
    async fn get(&mut self, id: CampaignId) -> Result<Option<Loaded<Campaign>>, StoreError>;
    /// The campaign of that name, compared without case; `None` if there is none.
    async fn by_name(&mut self, name: &str) -> Result<Option<Loaded<Campaign>>, StoreError>;
    /// Every campaign by name.
    async fn all(&mut self) -> Result<Vec<Campaign>, StoreError>;
}
