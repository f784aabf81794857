//! Campaigns: the advertising channels that bring calls, and what they cost.
//!
//! A cost is an amount for some days of a campaign, in one city or in all of them. Several may overlap: they add up. What
//! falls on a part of its days is [`CampaignCost::share`].

mod cost;
mod decide;
mod model;
mod query;
mod repo;
mod resolve;
mod service;
mod spending;

pub use cost::{CampaignCost, CampaignCostPatch, CampaignCostView, NewCampaignCost};
pub use decide::CampaignError;
pub use model::{Campaign, CampaignPatch};
pub use query::{CostFilter, CostQuery};
pub use repo::CampaignRepo;
pub(crate) use resolve::resolve;
pub use service::Campaigns;
