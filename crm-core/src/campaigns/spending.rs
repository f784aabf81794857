//! Rules of what campaigns cost.

use super::{CampaignCost, CampaignCostPatch, CampaignError, NewCampaignCost};
use crate::access::Actor;
use crate::audit;
use crate::kernel::{CampaignCostId, Error, FieldError, Invalid, Timestamp, Version};
use crate::store::{Effects, Loaded};

/// What must hold of days and amount.
fn check(cost: &CampaignCost) -> Result<(), Invalid> {
    let mut findings = Vec::new();
    if !(1..=CampaignCost::MOST_DAYS).contains(&cost.days()) {
        let message = format!("must not be before the first day, nor more than {} days long", CampaignCost::MOST_DAYS);
        findings.push(FieldError { field: "lastDay", code: "campaign.bad_days", message });
    }
    findings.extend(cost.amount.must_be_positive("amount"));
    Invalid::check(findings)
}

pub(crate) fn add(
    id: CampaignCostId,
    new: &NewCampaignCost,
    actor: &Actor,
    now: Timestamp,
) -> Result<(CampaignCost, Effects), Invalid> {
    let cost = CampaignCost {
        id,
        version: Version::FIRST,
        campaign: new.campaign,
        city: new.city,
        first_day: new.first_day,
        last_day: new.last_day,
        amount: new.amount,
        note: new.note.clone(),
        cancelled: false,
        created_at: now,
        updated_at: now,
    };
    check(&cost)?;
    let mut effects = Effects::none();
    effects.insert(cost.clone());
    trace(&mut effects, "campaign.cost_added", &cost, actor, now);
    Ok((cost, effects))
}

pub(crate) fn change(
    read: &Loaded<CampaignCost>,
    version: Version,
    patch: &CampaignCostPatch,
    actor: &Actor,
    now: Timestamp,
) -> Result<(CampaignCost, Effects), Error> {
    let mut cost = open(read, version)?;
    cost.campaign = patch.campaign.unwrap_or(cost.campaign);
    cost.city = patch.city.apply(cost.city);
    cost.first_day = patch.first_day.unwrap_or(cost.first_day);
    cost.last_day = patch.last_day.unwrap_or(cost.last_day);
    cost.amount = patch.amount.unwrap_or(cost.amount);
    cost.note = patch.note.clone().apply(cost.note.take());
    check(&cost)?;
    if cost == **read {
        return Ok((cost, Effects::none()));
    }
    Ok(put(read, cost, "campaign.cost_changed", actor, now))
}

pub(crate) fn cancel(
    read: &Loaded<CampaignCost>,
    version: Version,
    actor: &Actor,
    now: Timestamp,
) -> Result<(CampaignCost, Effects), CampaignError> {
    let mut cost = open(read, version)?;
    cost.cancelled = true;
    Ok(put(read, cost, "campaign.cost_cancelled", actor, now))
}

fn open(read: &Loaded<CampaignCost>, version: Version) -> Result<CampaignCost, CampaignError> {
    if version != read.version {
        return Err(CampaignError::CostVersionConflict { current: read.version });
    }
    if read.cancelled { Err(CampaignError::CostCancelled) } else { Ok(read.to_changed()) }
}

fn put(
    read: &Loaded<CampaignCost>,
    mut cost: CampaignCost,
    action: &'static str,
    actor: &Actor,
    now: Timestamp,
) -> (CampaignCost, Effects) {
    cost.updated_at = now;
    let mut effects = Effects::none();
    effects.update(read, cost.clone());
    cost.version = read.version.next();
    trace(&mut effects, action, &cost, actor, now);
    (cost, effects)
}

fn trace(effects: &mut Effects, action: &'static str, cost: &CampaignCost, actor: &Actor, now: Timestamp) {
    let payload = serde_json::json!({
        "campaign": cost.campaign,
        "city": cost.city,
        "firstDay": cost.first_day,
        "lastDay": cost.last_day,
        "amount": cost.amount,
        "note": cost.note,
        "cancelled": cost.cancelled,
    });
    effects.audit(audit::entry(actor, now, action, format!("campaign_cost:{}", cost.id), &payload));
}
