//! An opened database, and the one place where the interpreter is let go of.

use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::mem;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use crm_core::auth::{TokenKeys, TokenLifetimes};
use crm_core::store::{DatabaseUrl, Store, StoreError, StoreErrorKind};
use crm_core::telephony::{MangoAccount, SipSource};
use crm_core::{Crm, Error};
use crm_store_postgres::PostgresStore;
use crm_store_sqlite::SqliteStore;
use pyo3::call::PyCallArgs;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::{type_hint_identifier, type_hint_subscript};
use tokio::runtime::{Handle, Runtime};

use crate::errors;
use crate::rest::{self, Running, lock};

/// Why an office in memory is closed in the child of a fork.
const LEFT: &str = "an office in memory stays with the process that opened it";

/// Why nothing is asked from within a call.
const WITHIN: &str = "an office is not asked from within another call of the same thread";
/// Why nothing can be asked in the child of a fork that was made amid calls.
const LOST: &str = "this process was copied amid a call of the library: fork elsewhere, or use spawn";

/// How often a call on the main thread looks whether Ctrl-C was pressed.
const SIGNALS: Duration = Duration::from_millis(100);

/// How an office is put together; kept, because it may have to be opened again.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) url: DatabaseUrl,
    pub(crate) tokens: TokenKeys,
    pub(crate) lifetimes: TokenLifetimes,
    pub(crate) mango: Vec<MangoAccount>,
    pub(crate) sip: Vec<SipSource>,
    pub(crate) migrate: bool,
}

/// A database that was opened, or is opened by the next call.
pub(crate) struct Office {
    plan: Plan,
    // Only taken by a call that is counted, and at rest.
    state: Mutex<State>,
}

enum State {
    /// As opened by the process of this number.
    Open { pid: u32, opened: Opened },
    /// Put to rest.
    Resting,
    /// Closed by its user, or in memory and left behind by a fork.
    Closed(&'static str),
}

/// An office and its store.
#[derive(Clone)]
pub(crate) struct Opened {
    pub(crate) crm: Crm,
    pub(crate) store: Stored,
}

/// A store, whichever it is.
#[derive(Clone)]
pub(crate) enum Stored {
    Sqlite(Arc<SqliteStore>),
    Postgres(Arc<PostgresStore>),
}

impl Stored {
    async fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        Ok(match url {
            DatabaseUrl::Postgres(_) => {
                Self::Postgres(Arc::new(PostgresStore::from_url(url, crm_store_postgres::Options::default()).await?))
            }
            DatabaseUrl::SqliteFile(_) | DatabaseUrl::SqliteMemory => {
                Self::Sqlite(Arc::new(SqliteStore::from_url(url)?))
            }
        })
    }

    fn shared(&self) -> Arc<dyn Store> {
        match self {
            Self::Sqlite(store) => Arc::clone(store) as Arc<dyn Store>,
            Self::Postgres(store) => Arc::clone(store) as Arc<dyn Store>,
        }
    }
}

impl Plan {
    async fn open(&self) -> Result<Opened, Error> {
        let store = Stored::open(&self.url).await?;
        let mut builder = Crm::builder_shared(store.shared()).tokens(self.tokens.clone()).lifetimes(self.lifetimes);
        for account in &self.mango {
            builder = builder.mango(account.clone());
        }
        for source in &self.sip {
            builder = builder.sip(source.clone());
        }
        let crm = if self.migrate { builder.open().await? } else { builder.build()? };
        Ok(Opened { crm, store })
    }
}

/// Why a call gave no answer.
enum Stop {
    Refused(Error),
    /// A signal handler raised, as the one of Ctrl-C does.
    Raised(PyErr),
}

/// What a callable of Python hears, as its arguments.
pub(crate) trait Heard: for<'py> PyCallArgs<'py> + 'static {
    /// The type of such a callable.
    const CALLABLE: PyStaticExpr;
}

/// How many rows were looked at.
impl Heard for (u64,) {
    const CALLABLE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Callable"),
        PyStaticExpr::List { elts: &[type_hint_identifier!("builtins", "int")] },
        type_hint_identifier!("builtins", "object")
    );
}

/// A callable that hears how far some work is.
pub(crate) struct Hears<A>(Py<PyAny>, PhantomData<fn(A)>);

impl<'py, A: Heard> FromPyObject<'_, 'py> for Hears<A> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = A::CALLABLE;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if !given.is_callable() {
            return Err(PyTypeError::new_err("a callable is needed, or None"));
        }
        Ok(Self(given.to_owned().unbind(), PhantomData))
    }
}

/// Tells a callable how far the work is, until it raises.
pub(crate) struct Telling<A> {
    hears: Option<Hears<A>>,
    raised: Mutex<Option<PyErr>>,
}

impl<A: Heard> Telling<A> {
    pub(crate) fn tell(&self, how_far: A) {
        let Some(Hears(callable, _)) = &self.hears else { return };
        if lock(&self.raised).is_none()
            && let Err(error) = Python::attach(|py| callable.call1(py, how_far).map(drop))
        {
            *lock(&self.raised) = Some(error);
        }
    }
}

impl Office {
    /// Opens it.
    pub(crate) fn open(py: Python<'_>, plan: Plan) -> PyResult<Arc<Self>> {
        not_within_a_call()?;
        let office = Arc::new(Self { plan, state: Mutex::new(State::Resting) });
        // Before it is opened: no fork may come between.
        if !rest::is_lost() {
            py.detach(|| Running::register(&Running::begin(), &office));
        }
        office.with(py, async |_| Ok(()))?;
        Ok(office)
    }

    /// Whether its data ends with the process.
    fn is_in_memory(&self) -> bool {
        self.plan.url == DatabaseUrl::SqliteMemory
    }

    /// Runs a use case: **here, and nowhere else, the interpreter is let go of** while the core works. Waits where the process
    /// is being copied, opens the database where it rests, and gives up where a signal handler raises.
    pub(crate) fn with<T: Send>(
        &self,
        py: Python<'_>,
        work: impl AsyncFnOnce(&Opened) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        not_within_a_call()?;
        let is_main = rest::is_main_thread(py)?;
        py.detach(|| self.run(work, is_main)).map_err(|stop| match stop {
            Stop::Refused(error) => errors::raise(py, &error),
            Stop::Raised(error) => error,
        })
    }

    /// Runs a use case that tells a callable of Python how far it is. What the callable raises ends the work where it next
    /// waits, so this is for work that only reads; the exception is then the answer.
    pub(crate) fn with_progress<T: Send, A: Heard>(
        &self,
        py: Python<'_>,
        hears: Option<Hears<A>>,
        work: impl AsyncFnOnce(&Opened, &Telling<A>) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        let telling = Telling { hears, raised: Mutex::new(None) };
        let answer = self.with(py, async |opened| {
            let mut work = pin!(work(opened, &telling));
            poll_fn(|context| match work.as_mut().poll(context) {
                Poll::Pending if lock(&telling.raised).is_some() => Poll::Ready(Err(closed("it was broken off"))),
                polled => polled,
            })
            .await
        });
        let raised = lock(&telling.raised).take();
        raised.map_or(answer, Err)
    }

    /// The same for a reader of Arrow batches, of whom nobody knows whether it holds the interpreter: nothing is waited for that
    /// another thread could need it for.
    pub(crate) fn with_detached<T>(&self, work: impl AsyncFnOnce(&Opened) -> Result<T, Error>) -> Result<T, Error> {
        if Handle::try_current().is_ok() {
            return Err(closed(WITHIN));
        }
        let running = Running::try_begin().ok_or_else(|| closed("the process is being copied"))?;
        let runtime = runtime(&running)?;
        runtime.block_on(async { work(&self.opened().await?).await })
    }

    fn run<T>(&self, work: impl AsyncFnOnce(&Opened) -> Result<T, Error>, is_main: bool) -> Result<T, Stop> {
        let running = Running::begin();
        let runtime = runtime(&running).map_err(Stop::Refused)?;
        runtime.block_on(interruptible(async { work(&self.opened().await?).await }, is_main))
    }

    async fn opened(&self) -> Result<Opened, Error> {
        if let Some(opened) = self.present()? {
            return Ok(opened);
        }
        let opened = self.plan.open().await?;
        let mut state = lock(&self.state);
        Ok(match &*state {
            // Another thread was faster.
            State::Open { opened, .. } => opened.clone(),
            State::Closed(why) => return Err(closed(why)),
            State::Resting => {
                *state = State::Open { pid: std::process::id(), opened: opened.clone() };
                opened
            }
        })
    }

    fn present(&self) -> Result<Option<Opened>, Error> {
        let mut state = lock(&self.state);
        match &*state {
            State::Open { pid, opened } if *pid == std::process::id() => return Ok(Some(opened.clone())),
            State::Open { .. } => {}
            State::Resting => return Ok(None),
            State::Closed(why) => return Err(closed(why)),
        }
        // In memory, and of the process that was copied. Its file is that one's to delete.
        mem::forget(mem::replace(&mut *state, State::Closed(LEFT)));
        Err(closed(LEFT))
    }

    /// Closes what is open. Nothing may be under way.
    pub(crate) fn put_to_rest(&self, runtime: Option<&Runtime>) {
        if self.is_in_memory() {
            return;
        }
        let mut state = lock(&self.state);
        if let State::Open { .. } = &*state
            && let State::Open { opened, .. } = mem::replace(&mut *state, State::Resting)
        {
            close(opened, runtime);
        }
    }

    /// Closes it for good: whatever is asked for later is refused.
    pub(crate) fn close(&self, py: Python<'_>) -> PyResult<()> {
        not_within_a_call()?;
        if rest::is_lost() {
            return Ok(());
        }
        let closing = py.detach(|| {
            let running = Running::begin();
            let State::Open { opened, pid } = mem::replace(&mut *lock(&self.state), State::Closed("it was closed"))
            else {
                return Ok(());
            };
            if pid != std::process::id() {
                mem::forget(opened);
                return Ok(());
            }
            runtime(&running)?.block_on(opened.crm.close())
        });
        closing.map_err(|error| errors::raise(py, &error))
    }

    /// What it is over, for people. Never the address, which may carry a password.
    pub(crate) fn kind(&self) -> &'static str {
        match self.plan.url {
            DatabaseUrl::SqliteFile(_) => "an SQLite file",
            DatabaseUrl::SqliteMemory => "SQLite in memory",
            DatabaseUrl::Postgres(_) => "PostgreSQL",
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        matches!(&*lock(&self.state), State::Closed(_))
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let State::Open { pid, .. } = state
            && (*pid != std::process::id() || rest::is_lost())
        {
            mem::forget(mem::replace(state, State::Resting));
        }
    }
}

/// A callable that hears of some work, or a signal handler: the work waits for it, and may hold what it would wait for.
fn not_within_a_call() -> PyResult<()> {
    if Handle::try_current().is_ok() { Err(PyRuntimeError::new_err(WITHIN)) } else { Ok(()) }
}

fn runtime(running: &Running) -> Result<Arc<Runtime>, Error> {
    if rest::is_lost() {
        return Err(closed(LOST));
    }
    Ok(Running::runtime(running)
        .map_err(|error| StoreError::new(StoreErrorKind::Unavailable, "runtime").source(error))?)
}

fn closed(why: &str) -> Error {
    StoreError::new(StoreErrorKind::Closed, "office").context(why).into()
}

/// Runs what needs no office, such as looking through a copy of one, with the interpreter let go of.
pub(crate) fn alone<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T, Error> + Send) -> PyResult<T> {
    not_within_a_call()?;
    let answer = py.detach(|| {
        let _running = Running::begin();
        work()
    });
    answer.map_err(|error| errors::raise(py, &error))
}

/// What is being written is written; what fails now is found by the next opening.
fn close(opened: Opened, runtime: Option<&Runtime>) {
    match runtime {
        Some(runtime) => {
            if let Err(error) = runtime.block_on(opened.crm.close()) {
                tracing::warn!(%error, "a database was not closed in order");
            }
            let _context = runtime.enter();
            drop(opened);
        }
        None => drop(opened),
    }
}

/// Looks for signals while it waits: Python runs their handlers only where somebody asks.
async fn interruptible<T>(work: impl Future<Output = Result<T, Error>>, is_main: bool) -> Result<T, Stop> {
    if !is_main {
        return work.await.map_err(Stop::Refused);
    }
    let mut work = std::pin::pin!(work);
    loop {
        match tokio::time::timeout(SIGNALS, &mut work).await {
            Ok(answer) => return answer.map_err(Stop::Refused),
            Err(_) => raised_signals().map_err(Stop::Raised)?,
        }
    }
}

#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method is not general enough over the interpreter's life"
)]
fn raised_signals() -> PyResult<()> {
    Python::attach(|py| py.check_signals())
}
