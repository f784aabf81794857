//! Opened databases at `fork` and at the interpreter's exit.
//!
//! No thread and no open database survives a `fork` in a state that the child could use: SQLite's locks belong to a process, a
//! PostgreSQL connection is one conversation, and the threads of the runtime are simply not there. So before a fork every
//! call that is under way is waited for, everything is closed and the runtime is let go of; afterwards parent and child open
//! anew what they use, each for itself. The same is done, with little patience, when the interpreter ends.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use pyo3::types::PyDict;
use tokio::runtime::{Builder, Runtime};

use crate::office::Office;

/// How long the end of the interpreter waits for calls of threads that nobody joins.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often is looked whether everything is at rest, and whether rest is over.
const LOOK: Duration = Duration::from_micros(500);

// The first two are plain numbers and no lock: the child of a fork sets them right, whatever they were.
static RESTING: AtomicBool = AtomicBool::new(false);
static RUNNING: AtomicUsize = AtomicUsize::new(0);
// Only taken by calls that are counted in `RUNNING`, and at rest: never held while the process is copied.
static RUNTIME: Mutex<Option<Arc<Runtime>>> = Mutex::new(None);
static OFFICES: Mutex<Vec<Weak<Office>>> = Mutex::new(Vec::new());
static MAIN: Mutex<Option<ThreadId>> = Mutex::new(None);

/// A call under way.
pub(crate) struct Running(());

impl Running {
    /// Waits while the process is being copied. Not to be called with the interpreter held.
    pub(crate) fn begin() -> Self {
        loop {
            RUNNING.fetch_add(1, Ordering::SeqCst);
            if !RESTING.load(Ordering::SeqCst) {
                return Self(());
            }
            RUNNING.fetch_sub(1, Ordering::SeqCst);
            pause();
        }
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
pub(crate) fn is_main_thread() -> bool {
    *lock(&MAIN) == Some(thread::current().id())
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for what is under way, and closes everything. No call begins until [`wake`]. False where patience ended first: then
/// everything stays as it is.
fn rest(patience: Option<Duration>) -> bool {
    RESTING.store(true, Ordering::SeqCst);
    let since = Instant::now();
    while RUNNING.load(Ordering::SeqCst) > 0 {
        if patience.is_some_and(|patience| since.elapsed() > patience) {
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
    RESTING.store(false, Ordering::SeqCst);
}

#[pyfunction]
fn before_fork(py: Python<'_>) {
    py.detach(|| rest(None));
}

#[pyfunction]
fn after_fork_in_parent() {
    wake();
}

#[pyfunction]
fn after_fork_in_child() {
    // Threads that had just counted themselves are not here to take it back.
    RUNNING.store(0, Ordering::SeqCst);
    *lock(&MAIN) = Some(thread::current().id());
    wake();
}

#[pyfunction]
fn at_exit(py: Python<'_>) {
    py.detach(|| rest(Some(PATIENCE)));
    // What runs later still, such as `__del__` of what a module holds, opens anew.
    wake();
}

/// Tells Python whom to ask before it copies the process and before it ends.
pub(crate) fn install(py: Python<'_>) -> PyResult<()> {
    let threading = py.import("threading")?;
    if threading.call_method0("current_thread")?.is(&threading.call_method0("main_thread")?) {
        *lock(&MAIN) = Some(thread::current().id());
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
