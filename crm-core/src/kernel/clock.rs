//! Where time comes from. Nothing else in the house reads the system's clock.

use std::fmt::Debug;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use super::Timestamp;

/// A source of the present instant.
pub trait Clock: Debug + Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        reason = "the one place that reads the system's clock"
    )]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::EPOCH.plus(since)
    }
}

/// A clock that stands still until it is moved: for tests, replays and simulations.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that shows `start`.
    pub fn at(start: Timestamp) -> Self {
        Self(AtomicI64::new(start.micros()))
    }
    /// Shows `now` from here on.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.micros(), Ordering::SeqCst);
    }
    /// Moves forward by `step`.
    pub fn advance(&self, step: Duration) {
        let moved = |now| Some(Timestamp::from_micros(now)?.plus(step).micros());
        // Never refused: the clock holds a timestamp's microseconds and nothing else.
        let _ = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, moved);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use super::{Clock, ManualClock, SystemClock, Timestamp};

    #[test]
    fn a_manual_clock_stands_still_until_it_is_moved() {
        let clock = ManualClock::at(Timestamp::EPOCH);
        assert_eq!((clock.now(), clock.now()), (Timestamp::EPOCH, Timestamp::EPOCH));
        clock.advance(Duration::from_secs(90));
        assert_eq!(clock.now().seconds(), 90);
        clock.set(Timestamp::MAX);
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(), Timestamp::MAX);
    }

    #[test]
    fn no_step_is_lost_when_several_threads_move_it() {
        let clock = ManualClock::at(Timestamp::EPOCH);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..1000).for_each(|_| clock.advance(Duration::from_secs(1))));
            }
        });
        assert_eq!(clock.now().seconds(), 4000);
    }

    #[test]
    fn the_system_clock_shows_this_century() {
        let year_2020 = Timestamp::parse("2020-01-01T00:00:00Z").unwrap();
        assert!(SystemClock.now() > year_2020);
    }
}
