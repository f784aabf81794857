//! What a backend must be able to read for settings.

use async_trait::async_trait;

use super::Setting;
use crate::store::{Loaded, StoreError};

/// Reads settings.
#[async_trait]
pub trait SettingRepo: Send {
    /// Every stored setting, by key; a setting never written is absent.
    async fn all(&mut self) -> Result<Vec<Loaded<Setting>>, StoreError>;
}
