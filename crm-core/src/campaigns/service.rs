//! Use cases of campaigns.

use super::Campaign;
use crate::access::Actor;
use crate::crm::Core;
use crate::kernel::Error;
use crate::store::Read;

/// Campaigns. Every signed-in user may read them; naming one on a line creates it.
#[derive(Clone, Copy)]
pub struct Campaigns<'c> {
    core: &'c Core,
}

impl<'c> Campaigns<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Every campaign by name.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "campaigns.list", level = "debug", skip_all)]
    pub async fn list(&self, _actor: &Actor) -> Result<Vec<Campaign>, Error> {
        Ok(self.core.read(Read::Each).await?.campaigns().all().await?)
    }
}
