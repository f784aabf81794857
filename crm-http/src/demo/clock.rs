//! The time of the year that is being filled in.
//!
//! The cities work at the same moment of the program and at different moments of the year. So each city's task has a time
//! of its own, and one office over one store serves all of them.

use std::cell::Cell;
use std::future::Future;

use crm_core::kernel::{Clock, Timestamp};

tokio::task_local! {
    static SHOWN: Cell<Timestamp>;
}

/// Shows each task its own time, and `elsewhere` to what runs in none.
#[derive(Debug)]
pub(super) struct TaskClock {
    pub(super) elsewhere: Timestamp,
}

impl Clock for TaskClock {
    fn now(&self) -> Timestamp {
        SHOWN.try_with(Cell::get).unwrap_or(self.elsewhere)
    }
}

/// Runs work that begins at an instant of the year.
pub(super) async fn from<F: Future>(start: Timestamp, work: F) -> F::Output {
    SHOWN.scope(Cell::new(start), work).await
}

/// Moves the time of the running work.
pub(super) fn show(now: Timestamp) {
    // Outside of such work there is no time to move.
    let _ = SHOWN.try_with(|shown| shown.set(now));
}
