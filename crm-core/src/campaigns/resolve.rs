//! The step other domains share: from a campaign's name to its id.

use super::Campaign;
use crate::access::Actor;
use crate::audit;
use crate::crm::Core;
use crate::kernel::{CampaignId, Error, Text, Timestamp, Version};
use crate::store::{Effects, Tx};

/// The campaign of that name; an unknown name is created, without costs.
pub(crate) async fn resolve(
    core: &Core,
    tx: &mut dyn Tx,
    name: &Text<50>,
    actor: &Actor,
    now: Timestamp,
    effects: &mut Effects,
) -> Result<CampaignId, Error> {
    if let Some(campaign) = tx.campaigns().by_name(name.as_str()).await? {
        return Ok(campaign.id);
    }
    let id: CampaignId = core.ids.next().await?;
    effects.insert(Campaign { id, version: Version::FIRST, name: name.clone(), created_at: now });
    let payload = serde_json::json!({ "name": name.as_str() });
    effects.audit(audit::entry(actor, now, "campaign.created", format!("campaign:{id}"), &payload));
    Ok(id)
}
