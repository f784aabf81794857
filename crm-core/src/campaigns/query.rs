//! Which costs a list shows, and in which order.

use super::CampaignCost;
use crate::access::CostScope;
use crate::kernel::{CampaignId, CityId, FilterDigest, Slice};

/// The number of the one sort of costs in cursors: by first day, then id, the latest first.
pub(crate) const SORT: u8 = 1;

/// Which costs a list shows. Every `Some` must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CostFilter {
    /// Costs of this campaign.
    pub campaign: Option<CampaignId>,
    /// Costs of this city.
    pub city: Option<CityId>,
    /// Whether cancelled costs are wanted, or only they are not.
    pub cancelled: Option<bool>,
}

/// What a backend is asked for: scope, filter and slice together, so that no list forgets the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostQuery {
    /// Which costs the actor sees.
    pub scope: CostScope,
    /// Which of them are wanted.
    pub filter: CostFilter,
    /// Which slice, by (first day, id) descending.
    pub slice: Slice,
}

impl CostFilter {
    /// What cursors of this filter carry: a cursor of one filter is refused by another.
    pub(crate) fn digest(&self) -> FilterDigest {
        FilterDigest::of(format!("campaign costs {self:?}").as_bytes())
    }
}

impl CampaignCost {
    /// Its key in lists: the first day, as days since 1970-01-01.
    pub fn list_key(&self) -> i64 {
        self.first_day.to_epoch_days().into()
    }
}
