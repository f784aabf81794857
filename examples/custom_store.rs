//! A backend of one's own: this one wraps another and measures it.
//!
//! A backend implements [`Store`] and [`Tx`]; the suite of `crm_core::conformance` then says whether it keeps the
//! contract. It is run below, over the measured SQLite store.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use crm_core::audit::AuditRepo;
use crm_core::auth::SessionRepo;
use crm_core::callbacks::CallbackRepo;
use crm_core::calls::CallRepo;
use crm_core::campaigns::CampaignRepo;
use crm_core::cities::CityRepo;
use crm_core::counters::CounterRepo;
use crm_core::events::EventRepo;
use crm_core::jobs::JobRepo;
use crm_core::kernel::IdKind;
use crm_core::lines::LineRepo;
use crm_core::masters::MasterRepo;
use crm_core::money::{CashRepo, LedgerRepo};
use crm_core::operators::OperatorRepo;
use crm_core::orders::OrderRepo;
use crm_core::past::PastRepo;
use crm_core::settings::SettingRepo;
use crm_core::shifts::ShiftRepo;
use crm_core::stats::StatsRepo;
use crm_core::store::{
    ChangeMark, CommitError, Effects, Health, IdBlock, IdempotencyRepo, Migrated, Progress, Read, Store, StoreError,
    Task, Tx,
};
use crm_core::telephony::TelephonyRepo;
use crm_examples::{deliveries, replay};
use crm_store_sqlite::SqliteStore;

/// A store that counts what goes through it and tells of units that were slow to commit.
#[derive(Debug)]
struct Measured {
    inner: Arc<dyn Store>,
    numbers: Arc<Numbers>,
}

/// What was counted.
#[derive(Debug, Default)]
struct Numbers {
    begun: AtomicU64,
    committed: AtomicU64,
    writes: AtomicU64,
    stale: AtomicU64,
    failed: AtomicU64,
    slow: AtomicU64,
    slowest_micros: AtomicU64,
}

impl Numbers {
    /// A unit that takes longer is told of: people notice it.
    const SLOW: Duration = Duration::from_millis(100);

    fn count(&self, outcome: &Result<(), CommitError>, writes: usize, took: Duration) {
        match outcome {
            Ok(()) => {
                self.committed.fetch_add(1, Relaxed);
                self.writes.fetch_add(writes as u64, Relaxed);
            }
            // Not a failure: the unit reads again and decides again.
            Err(CommitError::Stale) => {
                self.stale.fetch_add(1, Relaxed);
            }
            Err(_) => {
                self.failed.fetch_add(1, Relaxed);
            }
        }
        self.slowest_micros.fetch_max(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Relaxed);
        if took > Self::SLOW {
            self.slow.fetch_add(1, Relaxed);
            eprintln!("a unit of {writes} writes took {took:?} to commit");
        }
    }
}

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |number: &AtomicU64| number.load(Relaxed);
        writeln!(f, "begun      {:>6}", of(&self.begun))?;
        writeln!(f, "committed  {:>6}  with {} writes", of(&self.committed), of(&self.writes))?;
        writeln!(f, "stale      {:>6}", of(&self.stale))?;
        writeln!(f, "failed     {:>6}", of(&self.failed))?;
        let slowest = Duration::from_micros(of(&self.slowest_micros));
        writeln!(f, "slow       {:>6}  the slowest took {slowest:?}", of(&self.slow))
    }
}

#[async_trait]
impl Store for Measured {
    async fn begin(&self, read: Read) -> Result<Box<dyn Tx>, StoreError> {
        let inner = self.inner.begin(read).await?;
        self.numbers.begun.fetch_add(1, Relaxed);
        Ok(Box::new(MeasuredTx { inner, numbers: Arc::clone(&self.numbers) }))
    }
    async fn lease_ids(&self, kind: IdKind, count: u32) -> Result<IdBlock, StoreError> {
        self.inner.lease_ids(kind, count).await
    }
    async fn maintain(&self, task: Task) -> Result<Progress, StoreError> {
        self.inner.maintain(task).await
    }
    async fn migrate(&self) -> Result<Migrated, StoreError> {
        self.inner.migrate().await
    }
    async fn health(&self) -> Result<Health, StoreError> {
        self.inner.health().await
    }
    async fn changes(&self) -> Option<ChangeMark> {
        self.inner.changes().await
    }
    async fn committed_elsewhere(&self) {
        self.inner.committed_elsewhere().await;
    }
    async fn close(&self) -> Result<(), StoreError> {
        self.inner.close().await
    }
}

/// A unit of the wrapped store. Its reads go straight through; a backend that measured those too would wrap the repos.
struct MeasuredTx {
    inner: Box<dyn Tx>,
    numbers: Arc<Numbers>,
}

#[async_trait]
impl Tx for MeasuredTx {
    fn cities(&mut self) -> &mut dyn CityRepo {
        self.inner.cities()
    }
    fn campaigns(&mut self) -> &mut dyn CampaignRepo {
        self.inner.campaigns()
    }
    fn settings(&mut self) -> &mut dyn SettingRepo {
        self.inner.settings()
    }
    fn operators(&mut self) -> &mut dyn OperatorRepo {
        self.inner.operators()
    }
    fn lines(&mut self) -> &mut dyn LineRepo {
        self.inner.lines()
    }
    fn calls(&mut self) -> &mut dyn CallRepo {
        self.inner.calls()
    }
    fn telephony(&mut self) -> &mut dyn TelephonyRepo {
        self.inner.telephony()
    }
    fn sessions(&mut self) -> &mut dyn SessionRepo {
        self.inner.sessions()
    }
    fn audit(&mut self) -> &mut dyn AuditRepo {
        self.inner.audit()
    }
    fn events(&mut self) -> &mut dyn EventRepo {
        self.inner.events()
    }
    fn jobs(&mut self) -> &mut dyn JobRepo {
        self.inner.jobs()
    }
    fn orders(&mut self) -> &mut dyn OrderRepo {
        self.inner.orders()
    }
    fn shifts(&mut self) -> &mut dyn ShiftRepo {
        self.inner.shifts()
    }
    fn ledger(&mut self) -> &mut dyn LedgerRepo {
        self.inner.ledger()
    }
    fn counters(&mut self) -> &mut dyn CounterRepo {
        self.inner.counters()
    }
    fn stats(&mut self) -> &mut dyn StatsRepo {
        self.inner.stats()
    }
    fn cash(&mut self) -> &mut dyn CashRepo {
        self.inner.cash()
    }
    fn masters(&mut self) -> &mut dyn MasterRepo {
        self.inner.masters()
    }
    fn callbacks(&mut self) -> &mut dyn CallbackRepo {
        self.inner.callbacks()
    }
    fn past(&mut self) -> &mut dyn PastRepo {
        self.inner.past()
    }
    fn idempotency(&mut self) -> &mut dyn IdempotencyRepo {
        self.inner.idempotency()
    }

    async fn commit(self: Box<Self>, effects: Effects) -> Result<(), CommitError> {
        let Self { inner, numbers } = *self;
        let (writes, started) = (effects.writes.len(), Instant::now());
        let outcome = inner.commit(effects).await;
        numbers.count(&outcome, writes, started.elapsed());
        outcome
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let numbers = Arc::new(Numbers::default());
    let store = Measured { inner: Arc::new(SqliteStore::open_in_memory()?), numbers: Arc::clone(&numbers) };
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/office_day"));
    let day = replay::replay(Arc::new(store), &deliveries::read_folder(folder)?, |_| {}).await?;
    print!("A day of {} calls\n{numbers}", day.calls.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Mutex;
    use std::sync::atomic::AtomicUsize;

    use crm_core::conformance::Fixture;
    use crm_store_sqlite::Options;

    use super::*;

    /// A folder whose files are the stores.
    struct MeasuredSqlite {
        folder: tempfile::TempDir,
        given: AtomicUsize,
        latest: Mutex<PathBuf>,
        fail_commits: Arc<AtomicUsize>,
    }

    impl MeasuredSqlite {
        fn new() -> Self {
            Self {
                folder: tempfile::tempdir().unwrap(),
                given: AtomicUsize::new(0),
                latest: Mutex::default(),
                fail_commits: Arc::default(),
            }
        }
        async fn open(&self) -> Arc<dyn Store> {
            let path = self.latest.lock().unwrap().clone();
            let options = Options::default().fail_commits(Arc::clone(&self.fail_commits));
            let inner = Arc::new(SqliteStore::open_with(path, options).unwrap());
            let store = Measured { inner, numbers: Arc::default() };
            store.migrate().await.unwrap();
            Arc::new(store)
        }
    }

    #[async_trait]
    impl Fixture for MeasuredSqlite {
        async fn fresh(&self) -> Arc<dyn Store> {
            let number = self.given.fetch_add(1, Relaxed);
            *self.latest.lock().unwrap() = self.folder.path().join(format!("{number}.db"));
            self.open().await
        }
        fn fail_next_commit(&self) -> bool {
            self.fail_commits.store(1, Relaxed);
            true
        }
        async fn reopen(&self) -> Option<Arc<dyn Store>> {
            Some(self.open().await)
        }
    }

    crm_core::conformance::tests!(MeasuredSqlite::new());

    #[test]
    fn units_are_counted_by_what_became_of_them() {
        let numbers = Numbers::default();
        let quick = Duration::from_micros(7);
        numbers.count(&Ok(()), 3, quick);
        numbers.count(&Err(CommitError::Stale), 3, quick);
        numbers.count(&Ok(()), 2, 2 * Numbers::SLOW);
        let of = |number: &AtomicU64| number.load(Relaxed);
        assert_eq!((of(&numbers.committed), of(&numbers.writes), of(&numbers.stale)), (2, 5, 1));
        assert_eq!((of(&numbers.failed), of(&numbers.slow), of(&numbers.slowest_micros)), (0, 1, 200_000));
    }
}
