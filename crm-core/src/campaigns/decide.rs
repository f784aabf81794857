//! Rules of campaigns.

use super::{Campaign, CampaignPatch};
use crate::access::Actor;
use crate::audit;
use crate::events;
use crate::kernel::{CampaignId, Code, ErrorKind, Refusal, Text, Timestamp, Version};
use crate::store::{Effects, Loaded};

/// Refusals of campaigns and their costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CampaignError {
    /// No such campaign.
    #[error("there is no such campaign")]
    NotFound,
    /// The name is taken, perhaps by an archived campaign.
    #[error("another campaign has this name")]
    NameTaken,
    /// Somebody changed the campaign since it was read.
    #[error("the campaign was changed by somebody else; it is at version {current} now")]
    VersionConflict {
        /// The version it has now.
        current: Version,
    },
    /// No such cost.
    #[error("there is no such cost")]
    CostNotFound,
    /// The cost was taken back.
    #[error("the cost is cancelled; enter a new one instead")]
    CostCancelled,
    /// Somebody changed the cost since it was read.
    #[error("the cost was changed by somebody else; it is at version {current} now")]
    CostVersionConflict {
        /// The version it has now.
        current: Version,
    },
}

impl Refusal for CampaignError {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => "campaign.not_found",
            Self::NameTaken => "campaign.name_taken",
            Self::VersionConflict { .. } => "campaign.version_conflict",
            Self::CostNotFound => "campaign.cost_not_found",
            Self::CostCancelled => "campaign.cost_cancelled",
            Self::CostVersionConflict { .. } => "campaign.cost_version_conflict",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound | Self::CostNotFound => ErrorKind::NotFound,
            _ => ErrorKind::Conflict,
        }
    }
    fn current_version(&self) -> Option<Version> {
        match self {
            Self::VersionConflict { current } | Self::CostVersionConflict { current } => Some(*current),
            _ => None,
        }
    }
}

pub(crate) fn create(id: CampaignId, name: &Text<50>, actor: &Actor, now: Timestamp) -> (Campaign, Effects) {
    let campaign = Campaign { id, version: Version::FIRST, name: name.clone(), archived: false, created_at: now };
    let mut effects = Effects::none();
    effects.insert(campaign.clone());
    let subject = format!("campaign:{id}");
    effects.event(events::office_changed(now, &subject));
    let payload = serde_json::json!({ "name": name.as_str() });
    effects.audit(audit::entry(actor, now, "campaign.created", subject, &payload));
    (campaign, effects)
}

pub(crate) fn change(
    read: &Loaded<Campaign>,
    version: Version,
    patch: &CampaignPatch,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Campaign, Effects), CampaignError> {
    if version != read.version {
        return Err(CampaignError::VersionConflict { current: read.version });
    }
    let mut campaign = read.to_changed();
    if let Some(name) = &patch.name {
        campaign.name.clone_from(name);
    }
    campaign.archived = patch.archived.unwrap_or(campaign.archived);
    let mut effects = Effects::none();
    if campaign == **read {
        return Ok((campaign, effects));
    }
    effects.update(read, campaign.clone());
    campaign.version = read.version.next();
    let subject = format!("campaign:{}", campaign.id);
    effects.event(events::office_changed(now, &subject));
    let payload = serde_json::json!({ "name": campaign.name.as_str(), "archived": campaign.archived });
    effects.audit(audit::entry(actor, now, "campaign.changed", subject, &payload));
    Ok((campaign, effects))
}
