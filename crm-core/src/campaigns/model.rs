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
    /// Kept for what was written under it, and no longer offered. Named again, it is used as it is.
    pub archived: bool,
    /// When it was first named.
    pub created_at: Timestamp,
}

/// Changes to a campaign; what is left at its default stays.
#[derive(Debug, Clone, Default)]
pub struct CampaignPatch {
    /// Another name.
    pub name: Option<Text<50>>,
    /// Put away, or taken out again.
    pub archived: Option<bool>,
}
