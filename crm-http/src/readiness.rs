//! Whether the office can serve, asked of its store once a second at most.

use std::time::Duration;

use crm_core::Crm;
use crm_core::store::Health;
use moka::future::Cache;

use crate::wire::Problem;

/// For how long an answer is reused. Anybody may ask without signing in and without a place among those served at once: the
/// store must not feel how often.
pub(crate) const REUSED_FOR: Duration = Duration::from_secs(1);

/// What the store said last, also when it said no. Those who ask together wait for one answer.
#[derive(Debug)]
pub(crate) struct Readiness {
    crm: Crm,
    last: Cache<(), Result<Health, Problem>>,
}

impl Readiness {
    pub(crate) fn new(crm: Crm, reused_for: Duration) -> Self {
        Self { crm, last: Cache::builder().max_capacity(1).time_to_live(reused_for).build() }
    }

    /// How the store is, or was less than a second ago.
    ///
    /// # Errors
    /// Storage errors.
    pub(crate) async fn ask(&self) -> Result<Health, Problem> {
        self.last.get_with((), async { Ok(self.crm.health().await?) }).await
    }
}

#[cfg(test)]
mod tests {
    use crm_core::conformance::MemoryStore;

    use super::*;

    #[tokio::test]
    async fn an_answer_is_reused_whether_yes_or_no() {
        let crm = Crm::builder(MemoryStore::new()).build().unwrap();
        let readiness = |reused_for| Readiness::new(crm.clone(), reused_for);
        let [asked_before, asked_after, never_reused] =
            [Duration::from_hours(1), Duration::from_hours(1), Duration::ZERO].map(readiness);
        asked_before.ask().await.unwrap();
        never_reused.ask().await.unwrap();
        crm.close().await.unwrap();
        asked_before.ask().await.unwrap();
        assert_eq!(never_reused.ask().await.unwrap_err().code, "store.closed");
        let (first, second) = (asked_after.ask().await.unwrap_err(), asked_after.ask().await.unwrap_err());
        assert_eq!(first, second);
    }
}
