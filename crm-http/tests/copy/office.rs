//! Offices to copy, and what is asked of them.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::audit::{Anchor, Digest};
use crm_core::callbacks::{CallbackFilter, CallbackSort};
use crm_core::calls::{CallFilter, CallSort};
use crm_core::kernel::{ManualClock, PageRequest, Period, Timestamp, Zone};
use crm_core::operators::OperatorFilter;
use crm_core::orders::OrderFilter;
use crm_core::stats::{ServiceTarget, StatsQuery};
use crm_core::store::copy::{Copyable, Start, copy};
use crm_core::store::{Effects, Read, Store, Task, UniqueKey, Write};
use crm_http::demo::{Year, fill};
use crm_store_sqlite::SqliteStore;
use tokio::sync::Notify;

const DAYS: u16 = 12;

pub(crate) fn until() -> Timestamp {
    Timestamp::parse("2026-11-20T12:00:00Z").unwrap()
}

/// A file with some days of an office at work in which everything happens, by chance of its own.
pub(crate) async fn demonstration(path: &Path, seed: u64) -> SqliteStore {
    let store = that_kept_everything(path, seed).await;
    let_half_go(&store).await;
    store
}

/// One that let nothing go.
pub(crate) async fn that_kept_everything(path: &Path, seed: u64) -> SqliteStore {
    let filled = Arc::new(SqliteStore::open(path).unwrap());
    let year = Year { seed, days: DAYS, calls: 150 };
    fill(Arc::clone(&filled) as Arc<dyn Store>, until(), &year, |_| ()).await.unwrap();
    filled.close().await.unwrap();
    SqliteStore::open(path).unwrap()
}

/// Of what is kept for some time only the first half has gone.
async fn let_half_go(store: &SqliteStore) {
    let before = until().minus(Duration::from_hours(24 * u64::from(DAYS) / 2));
    while store.maintain(Task::PurgeRawEvents { before }).await.unwrap().more {}
    while store.maintain(Task::PurgeFeed { before }).await.unwrap().more {}
    let mut tx = store.begin(Read::Each).await.unwrap();
    let sealed = tx.telephony().sealed_before().await.unwrap();
    let block = tx.audit().blocks_after(0, 1).await.unwrap().remove(0);
    assert!(sealed == before && tx.events().origin().await.unwrap().purged_to > 0);
    let mut effects = Effects::none();
    effects.depends_on_absence(UniqueKey::AuditAnchor(block.number));
    effects.write(Write::AuditAnchor(Anchor {
        number: block.number,
        hash: block.hash,
        at: until(),
        key_id: "gone".into(),
        signature: Digest::NONE,
    }));
    tx.commit(effects).await.unwrap();
    assert!(store.maintain(Task::PurgeAudit).await.unwrap().rows > 0);
}

pub(crate) fn crm_of(store: impl Store) -> Crm {
    Crm::builder(store).clock(Arc::new(ManualClock::at(until()))).build().unwrap()
}

/// What the office says of itself, as text.
pub(crate) async fn answers(crm: &Crm) -> Vec<String> {
    let actor = Actor::system("test");
    let page = PageRequest::first();
    let last = Zone::MOSCOW.day_of(until());
    let days = Period::days(Zone::MOSCOW, last - chrono::Days::new(u64::from(DAYS)), last).unwrap();
    let query = StatsQuery::new(days);
    vec![
        format!("{:?}", crm.cities().list(&actor).await.unwrap()),
        format!("{:?}", crm.operators().list(&actor, &OperatorFilter::default(), &page).await.unwrap()),
        format!("{:?}", crm.calls().list(&actor, &CallFilter::default(), CallSort::default(), &page).await.unwrap()),
        format!("{:?}", crm.orders().list(&actor, &OrderFilter::default(), &page).await.unwrap()),
        format!(
            "{:?}",
            crm.callbacks().list(&actor, &CallbackFilter::default(), CallbackSort::default(), &page).await.unwrap()
        ),
        format!("{:?}", crm.stats().overall(&actor, &query, &ServiceTarget::default()).await.unwrap()),
        format!("{:?}", crm.stats().by_operator(&actor, &query).await.unwrap()),
        format!("{:?}", crm.audit().verify(&actor).await.unwrap()),
    ]
}

pub(crate) async fn is_clean(crm: &Crm) {
    let check = crm.check(&Actor::system("test"), |_, _| {}).await.unwrap();
    assert!(check.is_clean(), "{check:?}");
}

/// Begins a copy and drops it once a batch of `table` is written, which more follow.
pub(crate) async fn interrupted(source: &dyn Copyable, target: &dyn Copyable, table: &str) {
    let is_there = Notify::new();
    let copying = copy(source, target, Start::Resume, |done| {
        if done.table == table {
            is_there.notify_one();
        }
    });
    tokio::select! {
        biased;
        () = is_there.notified() => {}
        copied = copying => panic!("the copy was done before it was interrupted: {copied:?}"),
    }
}

/// Changes a file behind the office's back.
pub(crate) fn sql(path: &Path, text: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    connection.execute_batch(text).unwrap();
}

/// Rows of one table, more than a batch has.
pub(crate) fn many_unknown_lines(rows: u32) -> String {
    format!(
        "INSERT INTO unknown_lines (number, first_seen, last_seen, calls) \
         SELECT CAST(value AS TEXT), value, value, 1 FROM \
         (WITH RECURSIVE n (value) AS (SELECT 100000 UNION ALL SELECT value + 1 FROM n LIMIT {rows}) SELECT value FROM n)"
    )
}
