//! Lines of the log about what may happen thousands of times a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::runtime::Handle;

const SECOND: Duration = Duration::from_secs(1);

/// Counts something and tells how often it happened: once a second at most, a second after the first that was not told. A log
/// that grew with every refusal would be one more thing that a flood can fill.
#[derive(Debug, Clone)]
pub(crate) struct PerSecond(Arc<Counted>);

#[derive(Debug)]
struct Counted {
    tell: fn(u64),
    count: AtomicU64,
    will_be_told: AtomicBool,
}

impl PerSecond {
    /// Told by `tell`, which is given how many there were.
    pub(crate) fn new(tell: fn(u64)) -> Self {
        Self(Arc::new(Counted { tell, count: AtomicU64::new(0), will_be_told: AtomicBool::new(false) }))
    }

    /// One more.
    pub(crate) fn count(&self) {
        self.0.count.fetch_add(1, Ordering::SeqCst);
        // Outside of a runtime nobody could wait: the next one within it is told with these.
        if !self.0.will_be_told.load(Ordering::SeqCst)
            && let Ok(runtime) = Handle::try_current()
            && !self.0.will_be_told.swap(true, Ordering::SeqCst)
        {
            let counted = Arc::clone(&self.0);
            runtime.spawn(async move {
                tokio::time::sleep(SECOND).await;
                counted.tell();
            });
        }
    }
}

impl Counted {
    fn tell(&self) {
        // In this order: who counts in between is told now or sees to it that it is told later.
        self.will_be_told.store(false, Ordering::SeqCst);
        let count = self.count.swap(0, Ordering::SeqCst);
        if count > 0 {
            (self.tell)(count);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Instant;

    use super::*;

    static TOLD: Mutex<Vec<u64>> = Mutex::new(Vec::new());

    #[tokio::test(flavor = "current_thread")]
    async fn thousands_at_once_are_one_line_and_none_is_lost() {
        let deadline = Instant::now() + Duration::from_secs(60);
        let refused = PerSecond::new(|count| TOLD.lock().unwrap().push(count));
        for (told, count) in [(1, 1234), (2, 1), (3, 5000)] {
            for _ in 0..count {
                refused.count();
            }
            while TOLD.lock().unwrap().len() < told {
                assert!(Instant::now() < deadline, "nothing is told");
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        assert_eq!(*TOLD.lock().unwrap(), [1234, 1, 5000]);
    }
}
