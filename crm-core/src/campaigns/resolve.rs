//! The step other domains share: from a campaign's name to its id.

use super::decide;
use crate::access::Actor;
use crate::crm::Core;
use crate::kernel::{CampaignId, Error, Text, Timestamp};
use crate::store::{Effects, Tx};

/// The campaign of that name, archived or not; an unknown name is created, without costs.
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
    let (campaign, created) = decide::create(core.ids.next().await?, name, actor, now);
    *effects = std::mem::take(effects).then(created);
    Ok(campaign.id)
}
