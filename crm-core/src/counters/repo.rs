//! What a backend must be able to read for counters.

use async_trait::async_trait;
use chrono::NaiveDate;

use super::{Cell, Count, Days, Family, Measure, Subject, Tally};
use crate::store::StoreError;

/// Reads counters. A counter that holds nothing may be left out of an answer or be in it.
#[async_trait]
pub trait CounterRepo: Send {
    /// The sums over days, per subject and measure, in no particular order.
    async fn totals(&mut self, subjects: &[Subject], days: Days) -> Result<Vec<(Subject, Measure, Tally)>, StoreError>;
    /// The sums over all days of a family's measures, likewise: what a list of everything is counted by, so it should not
    /// depend on how many days there are.
    async fn ever(&mut self, subjects: &[Subject], of: Family) -> Result<Vec<(Subject, Measure, Tally)>, StoreError>;
    /// The counters of calls and of orders ([`Measure::is_daily`]) of one subject, by day ascending.
    async fn by_day(&mut self, subject: Subject, days: Days) -> Result<Vec<(NaiveDate, Measure, Tally)>, StoreError>;
    /// Counters after `after` in an order of the backend's own, at most `limit`: for checking every one.
    async fn after(&mut self, after: Option<&Cell>, limit: u32) -> Result<Vec<Count>, StoreError>;
}
