//! Settings: the office's thresholds and times, as rows that an admin edits.

mod model;
mod repo;
mod service;

pub use model::{Kept, Setting, SettingChange, SettingKey, Settings};
pub use repo::SettingRepo;
pub use service::SettingsDesk;
