//! Everything an office has stored.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use super::table::Rows;
use crate::audit::{Anchor, AuditEntry, BlockHeader};
use crate::auth::PasswordHash;
use crate::callbacks::Closing;
use crate::events::{FeedEpoch, FeedEvent};
use crate::kernel::{CallId, IdKind, LineNumber, OperatorId, OrderId, Timestamp};
use crate::lines::UnknownLine;
use crate::money::LedgerEntry;
use crate::operators::WorkStateEntry;
use crate::orders::{HistoryEntry, Order, Slot};
use crate::past::PastMark;
use crate::store::IdempotencyRecord;
use crate::telephony::{RawEvent, RefusalCount};

/// Facts in the order they were stored. A copy shares the facts until one of the two is written.
#[derive(Debug)]
pub(super) struct Log<T> {
    facts: Arc<Vec<Arc<T>>>,
    gone: usize,
}

impl<T> Log<T> {
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.facts.iter().map(|fact| &**fact)
    }
    pub(super) fn push(&mut self, fact: T) {
        Arc::make_mut(&mut self.facts).push(Arc::new(fact));
    }
    /// The number the next fact gets, from 1.
    pub(super) fn next(&self) -> i64 {
        i64::try_from(self.facts.len() + self.gone).map_or(i64::MAX, |stored| stored.saturating_add(1))
    }
    /// Keeps the facts that fit, and tells how many went.
    pub(super) fn retain(&mut self, fits: impl Fn(&T) -> bool) -> u64 {
        let before = self.facts.len();
        Arc::make_mut(&mut self.facts).retain(|fact| fits(fact));
        let gone = before - self.facts.len();
        self.gone += gone;
        gone as u64
    }
}

impl<T: Clone> Log<T> {
    /// The first fact that fits, to change.
    pub(super) fn find_mut(&mut self, fits: impl Fn(&T) -> bool) -> Option<&mut T> {
        Arc::make_mut(&mut self.facts).iter_mut().find(|fact| fits(fact)).map(Arc::make_mut)
    }
    /// Changes every fact that fits.
    pub(super) fn change(&mut self, fits: impl Fn(&T) -> bool, change: impl Fn(&mut T)) {
        Arc::make_mut(&mut self.facts).iter_mut().filter(|fact| fits(fact)).map(Arc::make_mut).for_each(change);
    }
}

impl<T> Clone for Log<T> {
    fn clone(&self) -> Self {
        Self { facts: Arc::clone(&self.facts), gone: self.gone }
    }
}

impl<T> Default for Log<T> {
    fn default() -> Self {
        Self { facts: Arc::default(), gone: 0 }
    }
}

/// The feed's epoch: another one for each store.
#[derive(Debug, Clone, Copy)]
pub(super) struct Epoch(pub(super) FeedEpoch);

impl Default for Epoch {
    fn default() -> Self {
        // The standard library's own random keys: a store in memory is made without a chance to fail.
        Self(FeedEpoch::from_stored(RandomState::new().hash_one(()).cast_signed()))
    }
}

/// Everything an office has stored.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// Rows with a version.
    pub(super) rows: Rows,
    /// Password hashes.
    pub(super) passwords: BTreeMap<OperatorId, PasswordHash>,
    /// The work-state log.
    pub(super) work_log: Log<WorkStateEntry>,
    /// The ledger of provider events.
    pub(super) raw_events: Log<RawEvent>,
    /// The digests of those that are gone.
    pub(super) purged_events: BTreeSet<[u8; 32]>,
    /// Before when they came.
    pub(super) sealed_before: Option<Timestamp>,
    /// Whom each call rang or talked with.
    pub(super) participants: Log<(CallId, OperatorId)>,
    /// Numbers that calls came to and that were no line then.
    pub(super) unknown_lines: BTreeMap<LineNumber, UnknownLine>,
    /// Refused deliveries.
    pub(super) refusals: Log<RefusalCount>,
    /// The audit.
    pub(super) audit: Log<AuditEntry>,
    /// The audit's blocks.
    pub(super) blocks: Log<BlockHeader>,
    /// Up to where entries were let go.
    pub(super) anchors: Log<Anchor>,
    /// The feed.
    pub(super) feed: Log<FeedEvent>,
    /// The feed's epoch.
    pub(super) epoch: Epoch,
    /// Up to where the feed's events are gone.
    pub(super) feed_purged_to: i64,
    /// The history of orders.
    pub(super) history: Log<HistoryEntry>,
    /// The words each order is found by.
    pub(super) order_words: BTreeMap<OrderId, Vec<String>>,
    /// The money ledger.
    pub(super) ledger: Log<LedgerEntry>,
    /// Call-backs that were closed by hand.
    pub(super) closings: Log<Closing>,
    /// What idempotency keys made.
    pub(super) idempotency: Log<IdempotencyRecord>,
    /// What rows of another system have become.
    pub(super) past: Log<PastMark>,
    /// The last id leased of each kind.
    pub(super) leased: BTreeMap<IdKind, i64>,
}

impl State {
    /// Whether an event with that digest is stored, or was.
    pub(super) fn has_event(&self, digest: &[u8; 32]) -> bool {
        self.purged_events.contains(digest) || self.raw_events.iter().any(|raw| raw.event.digest == *digest)
    }
    /// How many orders hold a place in the slot.
    pub(super) fn taken(&self, slot: &Slot) -> u64 {
        let holds = |order: &&Order| order.status.holds_place() && order.slot() == *slot;
        self.rows.all().filter(holds).count() as u64
    }
}
