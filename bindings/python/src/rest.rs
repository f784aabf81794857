//! Opened databases at `fork` and at the interpreter's exit.
//!
//! No thread and no open database survives a `fork` in a state that the child could use: SQLite's locks belong to a process, a
//! PostgreSQL connection is one conversation, and the threads of the runtime are simply not there. So before a fork every
//! call that is under way is waited for, everything is closed and the runtime is let go of; afterwards parent and child open
//! anew what they use, each for itself. The same is done, with little patience, when the interpreter ends.
//!
//! Where that cannot be waited for, because the fork is made from within a call, by a callable or a signal handler, or because
//! a call takes too long, the parent goes on as it is, and the child is told that the library is of no use to it.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::office::Office;

/// How long the end of the interpreter waits for calls of threads that nobody joins.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often is looked whether everything is at rest, and whether rest is over.
const LOOK: Duration = Duration::from_micros(500);

/// How long a fork waits for calls of other threads.
const PATIENCE_OF_A_FORK: Duration = Duration::from_secs(30);

// The first three are plain numbers and no lock: the child of a fork sets them right, whatever they were.
/// How many threads copy the process at this moment.
static RESTING: AtomicUsize = AtomicUsize::new(0);
static RUNNING: AtomicUsize = AtomicUsize::new(0);
/// Whether this process was copied amid calls: what it has of them is of no use.
static LOST: AtomicBool = AtomicBool::new(false);
// Only taken by calls that are counted in `RUNNING`, and at rest: never held while the process is copied.
static RUNTIME: Mutex<Option<Arc<Runtime>>> = Mutex::new(None);
static OFFICES: Mutex<Vec<Weak<Office>>> = Mutex::new(Vec::new());
/// Which interpreter the module serves, by the place of its `builtins`.
static INTERPRETER: OnceLock<usize> = OnceLock::new();

thread_local! {
    /// Whether everything rests while this thread copies the process.
    static IS_AT_REST: Cell<bool> = const { Cell::new(false) };
    /// Whether Python runs signal handlers on this thread; not known before it is asked.
    static IS_MAIN: Cell<Option<bool>> = const { Cell::new(None) };
}

/// A call under way.
pub(crate) struct Running(());

impl Running {
    /// Waits while the process is being copied. Not to be called with the interpreter held: the thread that copies wants it.
    pub(crate) fn begin() -> Self {
        loop {
            if let Some(running) = Self::try_begin() {
                return running;
            }
            pause();
        }
    }

    /// `None` while the process is being copied: for who may hold the interpreter, without knowing.
    pub(crate) fn try_begin() -> Option<Self> {
        RUNNING.fetch_add(1, Ordering::SeqCst);
        let running = Self(());
        (RESTING.load(Ordering::SeqCst) == 0).then_some(running)
    }

    /// The runtime, of which there is one.
    pub(crate) fn runtime(_running: &Self) -> std::io::Result<Arc<Runtime>> {
        let mut kept = lock(&RUNTIME);
        if let Some(runtime) = &*kept {
            return Ok(Arc::clone(runtime));
        }
        let runtime = Builder::new_multi_thread().worker_threads(2).thread_name("crm").enable_all().build()?;
        let runtime = Arc::new(runtime);
        *kept = Some(Arc::clone(&runtime));
        Ok(runtime)
    }

    /// Makes an office one of those that are put to rest.
    pub(crate) fn register(_running: &Self, office: &Arc<Office>) {
        let mut offices = lock(&OFFICES);
        offices.retain(|office| office.strong_count() > 0);
        offices.push(Arc::downgrade(office));
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether this thread is the one that Python runs signal handlers on.
pub(crate) fn is_main_thread(py: Python<'_>) -> PyResult<bool> {
    if let Some(is_main) = IS_MAIN.get() {
        return Ok(is_main);
    }
    let threading = py.import("threading")?;
    let main: u64 = threading.call_method0("main_thread")?.getattr("ident")?.extract()?;
    let is_main = main == threading.call_method0("get_ident")?.extract::<u64>()?;
    IS_MAIN.set(Some(is_main));
    Ok(is_main)
}

/// Whether the process was copied amid calls.
pub(crate) fn is_lost() -> bool {
    LOST.load(Ordering::SeqCst)
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for what is under way, and closes everything. No call begins until [`wake`]. False where patience ended first: then
/// everything stays as it is.
fn rest(patience: Duration) -> bool {
    RESTING.fetch_add(1, Ordering::SeqCst);
    let since = Instant::now();
    while RUNNING.load(Ordering::SeqCst) > 0 {
        if since.elapsed() > patience {
            wake();
            return false;
        }
        pause();
    }
    // Not under the lock: the last handle of an office may go here.
    let offices: Vec<_> = lock(&OFFICES).iter().filter_map(Weak::upgrade).collect();
    let runtime = lock(&RUNTIME).take();
    for office in offices {
        office.put_to_rest(runtime.as_deref());
    }
    drop(runtime);
    true
}

#[expect(clippy::disallowed_methods, reason = "a thread of Python's, which no runtime has and no test drives")]
fn pause() {
    thread::sleep(LOOK);
}

fn wake() {
    RESTING.fetch_sub(1, Ordering::SeqCst);
}

#[pyfunction]
fn before_fork(py: Python<'_>) {
    // A callable or a signal handler within a call of this thread: it would be waited for for ever.
    let is_within_a_call = Handle::try_current().is_ok();
    IS_AT_REST.set(!is_within_a_call && !is_lost() && py.detach(|| rest(PATIENCE_OF_A_FORK)));
}

#[pyfunction]
fn after_fork_in_parent() {
    if IS_AT_REST.replace(false) {
        wake();
    }
}

#[pyfunction]
fn after_fork_in_child() {
    if !IS_AT_REST.replace(false) {
        LOST.store(true, Ordering::SeqCst);
    }
    // Threads that had just counted themselves are not here to take it back, nor are others that copied the process.
    RUNNING.store(0, Ordering::SeqCst);
    RESTING.store(0, Ordering::SeqCst);
    IS_MAIN.set(Some(true));
}

#[pyfunction]
fn at_exit(py: Python<'_>) {
    // What runs later still, such as `__del__` of what a module holds, opens anew.
    if !is_lost() && py.detach(|| rest(PATIENCE)) {
        wake();
    }
}

/// Tells Python whom to ask before it copies the process and before it ends.
///
/// # Errors
/// `ImportError` in a further interpreter of the process: types and enums are of one.
pub(crate) fn install(py: Python<'_>) -> PyResult<()> {
    let builtins = py.import("builtins")?.as_ptr() as usize;
    if *INTERPRETER.get_or_init(|| builtins) != builtins {
        return Err(PyImportError::new_err(
            "crm_core is in use by another interpreter of this process, and serves one",
        ));
    }
    let os = py.import("os")?;
    if os.hasattr("register_at_fork")? {
        let hooks = PyDict::new(py);
        hooks.set_item("before", wrap_pyfunction!(before_fork, py)?)?;
        hooks.set_item("after_in_parent", wrap_pyfunction!(after_fork_in_parent, py)?)?;
        hooks.set_item("after_in_child", wrap_pyfunction!(after_fork_in_child, py)?)?;
        os.call_method("register_at_fork", (), Some(&hooks))?;
    }
    py.import("atexit")?.call_method1("register", (wrap_pyfunction!(at_exit, py)?,))?;
    Ok(())
}
