//! What a backend must be able to read for campaigns.

use async_trait::async_trait;

use super::{Campaign, CampaignCost, CampaignCostView, CostQuery};
use crate::access::CostScope;
use crate::counters::Days;
use crate::kernel::{CampaignCostId, CampaignId};
use crate::store::{Listed, Loaded, StoreError};

/// Reads campaigns and their costs.
#[async_trait]
pub trait CampaignRepo: Send {
    /// One campaign; `None` if there is none with that id.
    async fn get(&mut self, id: CampaignId) -> Result<Option<Loaded<Campaign>>, StoreError>;
    /// The campaign of that name, compared without case; `None` if there is none.
    async fn by_name(&mut self, name: &str) -> Result<Option<Loaded<Campaign>>, StoreError>;
    /// Every campaign by name.
    async fn all(&mut self) -> Result<Vec<Campaign>, StoreError>;
    /// One cost in scope; `None` if there is none or it is out of scope.
    async fn cost(&mut self, id: CampaignCostId, scope: &CostScope)
    -> Result<Option<Loaded<CampaignCost>>, StoreError>;
    /// Costs in scope that pass the filter, by (first day, id) descending.
    async fn list_costs(&mut self, query: &CostQuery) -> Result<Listed<CampaignCostView>, StoreError>;
    /// Every cost that is not cancelled and has one of these days, whoever asks, by (first day, id): for figures, of which
    /// [`CampaignCost::share`] takes what falls on the days.
    async fn costs(&mut self, days: Days) -> Result<Vec<CampaignCost>, StoreError>;
}
