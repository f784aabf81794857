//! What cases do all the time.

use std::sync::Arc;

use crate::access::{CallScope, CallbackScope, CashScope, CostScope, OperatorScope, OrderScope};
use crate::kernel::{Clock, Timestamp};
use crate::store::{CommitError, Effects, Read, Row, RowKey, Store, Stored, Tx};

/// A clock that stands still at a moment nobody stores.
#[derive(Debug)]
pub(super) struct StoppedClock;

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        Timestamp::EPOCH
    }
}

/// A unit that reads the latest.
pub(super) async fn latest(store: &dyn Store) -> Box<dyn Tx> {
    store.begin(Read::Each).await.expect("a unit begins")
}

/// Commits the effects in a unit of their own.
pub(super) async fn commit(store: &dyn Store, effects: Effects) -> Result<(), CommitError> {
    latest(store).await.commit(effects).await
}

/// Commits what `fill` asks for. It must succeed.
pub(super) async fn write(store: &dyn Store, fill: impl FnOnce(&mut Effects)) {
    commit(store, effects(fill)).await.expect("the commit succeeds");
}

/// Adds rows. It must succeed.
pub(super) async fn insert<T: Stored>(store: &dyn Store, rows: impl IntoIterator<Item = T>) {
    let mut effects = Effects::none();
    rows.into_iter().for_each(|row| effects.insert(row));
    commit(store, effects).await.expect("the rows are inserted");
}

/// Effects filled by `fill`.
pub(super) fn effects(fill: impl FnOnce(&mut Effects)) -> Effects {
    let mut effects = Effects::none();
    fill(&mut effects);
    effects
}

/// The commit must have found that a guard does not hold.
#[track_caller]
pub(super) fn assert_stale(result: &Result<(), CommitError>) {
    assert!(matches!(result, Err(CommitError::Stale)), "expected Stale, got {result:?}");
}

/// Runs `task` for each of `0 .. count` at the same time and gives the answers in that order.
pub(super) async fn race<T, F>(count: usize, task: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let racing: Vec<_> = (0..count).map(|n| tokio::spawn(task(n))).collect();
    let mut answers = Vec::with_capacity(count);
    for task in racing {
        answers.push(task.await.expect("no task panics"));
    }
    answers
}

/// A handle for a racing task.
pub(super) fn handle(store: &Arc<dyn Store>) -> Arc<dyn Store> {
    Arc::clone(store)
}

/// Does something with the row inside a [`Row`], whatever its kind.
macro_rules! with_row {
    ($row:expr, $inner:ident => $body:expr) => {
        match $row {
            Row::City($inner) => $body,
            Row::Campaign($inner) => $body,
            Row::Setting($inner) => $body,
            Row::Operator($inner) => $body,
            Row::Line($inner) => $body,
            Row::Conversation($inner) => $body,
            Row::Call($inner) => $body,
            Row::Session($inner) => $body,
            Row::Throttle($inner) => $body,
            Row::Job($inner) => $body,
            Row::Order($inner) => $body,
            Row::CampaignCost($inner) => $body,
            Row::CashHandover($inner) => $body,
            Row::Shift($inner) => $body,
            Row::Callback($inner) => $body,
            Row::ClientHead($inner) => $body,
        }
    };
}
pub(super) use with_row;

/// What names a row.
pub(super) fn key_of(row: &Row) -> RowKey {
    with_row!(row, inner => inner.row_key())
}

/// The row with this key, as it is stored now.
pub(super) async fn stored(tx: &mut dyn Tx, key: &RowKey) -> Option<Row> {
    macro_rules! row {
        ($read:expr) => {
            $read.await.expect("the row is read").map(|loaded| loaded.into_inner().into())
        };
    }
    match key {
        RowKey::City(id) => row!(tx.cities().get(*id)),
        RowKey::Campaign(id) => row!(tx.campaigns().get(*id)),
        RowKey::Setting(key) => {
            let all = tx.settings().all().await.expect("the settings are read");
            all.into_iter().find(|setting| setting.key == *key).map(|loaded| loaded.into_inner().into())
        }
        RowKey::Operator(id) => row!(tx.operators().get(*id)),
        RowKey::Line(id) => row!(tx.lines().get(*id)),
        RowKey::Conversation(id) => row!(tx.telephony().conversation_by_id(*id)),
        RowKey::Call(id) => row!(tx.calls().get(*id, &CallScope::All)),
        RowKey::Session(id) => row!(tx.sessions().get(*id)),
        RowKey::Throttle(key) => row!(tx.sessions().throttle(key)),
        RowKey::Job(id) => row!(tx.jobs().get(*id)),
        RowKey::Order(id) => row!(tx.orders().get(*id, &OrderScope::All)),
        RowKey::CampaignCost(id) => row!(tx.campaigns().cost(*id, &CostScope::All)),
        RowKey::CashHandover(id) => row!(tx.cash().get(*id, &CashScope::All)),
        RowKey::Shift(id) => row!(tx.shifts().get(*id, &OperatorScope::All)),
        RowKey::Callback(id) => row!(tx.callbacks().get(*id, &CallbackScope::All)),
        RowKey::ClientHead(phone) => row!(tx.callbacks().head(phone)),
    }
}
