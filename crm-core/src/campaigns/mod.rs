//! Campaigns: the advertising channels that bring calls. Costs come with the statistics.

mod model;
mod repo;
mod resolve;
mod service;

pub use model::Campaign;
pub use repo::CampaignRepo;
pub(crate) use resolve::resolve;
pub use service::Campaigns;
