//! What a campaign is.

use crate::kernel::{CampaignId, Text, Timestamp, Version};

/// An advertising channel that produces leads ("рекламная кампания", `rk`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// How often it has been written.
    pub version: Version,
    /// Its name, unique in any case.
    pub name: Text<50>,
    /// When it was first named.
    pub created_at: Timestamp,
}
