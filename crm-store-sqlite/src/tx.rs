//! A unit of work: how its reads get a connection, and how its end reaches the writer.

use std::cell::Cell;
use std::sync::Arc;
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
use crm_core::lines::LineRepo;
use crm_core::masters::MasterRepo;
use crm_core::money::{CashRepo, LedgerRepo};
use crm_core::operators::OperatorRepo;
use crm_core::orders::OrderRepo;
use crm_core::past::PastRepo;
use crm_core::settings::SettingRepo;
use crm_core::shifts::ShiftRepo;
use crm_core::stats::StatsRepo;
use crm_core::store::{CommitError, Effects, IdempotencyRepo, Read, StoreError, StoreErrorKind, Tx};
use crm_core::telephony::TelephonyRepo;
use rusqlite::{Connection, Result as SqlResult};
use tokio::sync::oneshot;

use crate::error::{Failure, is_busy, store_error};
use crate::queue::{Job, Queue, Refused, Unit};
use crate::readers::{Lease, Readers};

/// The most rows a read may give and still run on the caller's thread.
const BOUNDED: u32 = 100;

/// How long reads may hold a thread before other tasks get it. Giving it up wakes another thread, which costs as much as
/// some single rows.
const TURN: Duration = Duration::from_micros(50);

thread_local! {
    static READING: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

// Counts what reads took on this thread since it was last given up.
fn is_turn_over(took: Duration) -> bool {
    let reading = READING.get().saturating_add(took);
    let is_over = reading >= TURN;
    READING.set(if is_over { Duration::ZERO } else { reading });
    is_over
}

pub(crate) struct SqliteTx {
    readers: Arc<Readers>,
    queue: Arc<Queue>,
    inline: bool,
    read: Read,
    // The one view of a snapshot, from its first read on.
    view: Option<Lease>,
}

impl SqliteTx {
    pub(crate) fn new(readers: Arc<Readers>, queue: Arc<Queue>, inline: bool, read: Read) -> Self {
        Self { readers, queue, inline, read, view: None }
    }

    /// A read of few rows by an index: on the caller's thread, which takes microseconds and spares it two thread switches.
    pub(crate) async fn read<T, F>(&mut self, operation: &'static str, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> SqlResult<T> + Send + 'static,
    {
        let inline = self.inline
            && match self.read {
                Read::Each => true,
                Read::Snapshot => self.begin_view(operation).await?,
                Read::MayLag(_) => false,
            };
        if inline {
            let begun = Instant::now();
            let answer = if let Some(view) = &self.view {
                view.run(operation, |connection| Ok(work(connection)))?
            } else {
                let connection = self.readers.take(operation)?;
                let answer = work(&connection);
                self.readers.give_back(connection);
                answer
            };
            match answer {
                // Another process recovers or closes the file: wait for it where waiting is allowed.
                Err(error) if is_busy(&error) => {}
                answer => {
                    // Without it, tasks that read in a loop would starve the others of their thread.
                    if is_turn_over(begun.elapsed()) {
                        tokio::task::yield_now().await;
                    }
                    return answer.map_err(|error| store_error(operation, error));
                }
            }
        }
        self.read_on_thread(operation, work).await
    }

    /// A read of up to `limit` rows: on the caller's thread only if they are few.
    pub(crate) async fn read_up_to<T, F>(
        &mut self,
        limit: u32,
        operation: &'static str,
        work: F,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> SqlResult<T> + Send + 'static,
    {
        if limit <= BOUNDED { self.read(operation, work).await } else { self.read_on_thread(operation, work).await }
    }

    /// A read that may take long: on a thread of its own where a runtime has one, else right here.
    pub(crate) async fn read_on_thread<T, F>(&mut self, operation: &'static str, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> SqlResult<T> + Send + 'static,
    {
        let keep = self.read != Read::Each;
        let mut lease = match self.view.take() {
            Some(view) => view,
            None => self.readers.lease(operation).await?,
        };
        let work = move || {
            let answer = lease.run_patiently(operation, |connection| {
                if keep {
                    begin(connection)?;
                }
                work(connection)
            });
            (lease, answer)
        };
        let (lease, answer) = match tokio::runtime::Handle::try_current() {
            Ok(runtime) => runtime.spawn_blocking(work).await.map_err(|error| {
                StoreError::new(StoreErrorKind::Unavailable, operation).context("the reader thread ended").source(error)
            })?,
            Err(_) => work(),
        };
        if keep {
            self.view = Some(lease);
        }
        answer
    }

    // Whether the view could be begun without waiting.
    async fn begin_view(&mut self, operation: &'static str) -> Result<bool, StoreError> {
        let view = match self.view.take() {
            Some(view) => view,
            None => self.readers.lease(operation).await?,
        };
        let begun = view.run(operation, |connection| Ok(begin(connection)))?;
        self.view = Some(view);
        match begun {
            Ok(()) => Ok(true),
            Err(error) if is_busy(&error) => Ok(false),
            Err(error) => Err(store_error(operation, error)),
        }
    }
}

fn begin(connection: &Connection) -> SqlResult<()> {
    if connection.is_autocommit() { connection.prepare_cached("BEGIN DEFERRED")?.execute([]).map(drop) } else { Ok(()) }
}

#[async_trait]
impl Tx for SqliteTx {
    fn cities(&mut self) -> &mut dyn CityRepo {
        self
    }
    fn campaigns(&mut self) -> &mut dyn CampaignRepo {
        self
    }
    fn settings(&mut self) -> &mut dyn SettingRepo {
        self
    }
    fn operators(&mut self) -> &mut dyn OperatorRepo {
        self
    }
    fn lines(&mut self) -> &mut dyn LineRepo {
        self
    }
    fn calls(&mut self) -> &mut dyn CallRepo {
        self
    }
    fn telephony(&mut self) -> &mut dyn TelephonyRepo {
        self
    }
    fn sessions(&mut self) -> &mut dyn SessionRepo {
        self
    }
    fn audit(&mut self) -> &mut dyn AuditRepo {
        self
    }
    fn events(&mut self) -> &mut dyn EventRepo {
        self
    }
    fn jobs(&mut self) -> &mut dyn JobRepo {
        self
    }
    fn orders(&mut self) -> &mut dyn OrderRepo {
        self
    }
    fn shifts(&mut self) -> &mut dyn ShiftRepo {
        self
    }
    fn ledger(&mut self) -> &mut dyn LedgerRepo {
        self
    }
    fn cash(&mut self) -> &mut dyn CashRepo {
        self
    }
    fn masters(&mut self) -> &mut dyn MasterRepo {
        self
    }
    fn counters(&mut self) -> &mut dyn CounterRepo {
        self
    }
    fn stats(&mut self) -> &mut dyn StatsRepo {
        self
    }
    fn callbacks(&mut self) -> &mut dyn CallbackRepo {
        self
    }
    fn past(&mut self) -> &mut dyn PastRepo {
        self
    }
    fn idempotency(&mut self) -> &mut dyn IdempotencyRepo {
        self
    }

    async fn commit(mut self: Box<Self>, effects: Effects) -> Result<(), CommitError> {
        // An old view would keep the log from starting over.
        self.view = None;
        let (reply, answer) = oneshot::channel();
        self.queue.push(Job::Unit(Unit::Commit { effects, reply })).map_err(refused)?;
        match answer.await {
            Ok(result) => result.map_err(Failure::into_commit_error),
            Err(_) => Err(Failure::InDoubt("the writer ended".to_owned()).into_commit_error()),
        }
    }
}

fn refused(why: Refused) -> CommitError {
    let error = |kind| StoreError::new(kind, "commit");
    match why {
        Refused::Full => CommitError::Busy(error(StoreErrorKind::Busy)),
        Refused::Closed => CommitError::Unavailable(error(StoreErrorKind::Closed)),
    }
}
