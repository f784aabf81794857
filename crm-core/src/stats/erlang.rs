//! How a group of agents behaves under a load: Erlang B without a queue, Erlang C with clients who wait for ever, Erlang A
//! with clients who lose patience. Calls come at random and talk as long as it happens (a Poisson stream, exponential
//! times); the group is in its steady state.
//!
//! All of it rests on the recurrence of Erlang B and on sums of positive terms that are scaled to their largest one, so
//! ten thousand erlangs neither overflow nor lose digits. The sizes are bounded, so every answer comes in time.

mod a;
mod b;
mod c;
#[cfg(test)]
mod golden;

use std::time::Duration;

use super::{StatsError, Thresholds};

pub use a::{ErlangA, PatienceOutcome};
pub(super) use b::Ladder;
pub use b::{erlang_b, erlang_b_inverse, least_lines};
pub use c::ErlangC;

const DAY: Duration = Duration::from_secs(86_400);
const MILLISECOND: Duration = Duration::from_millis(1);

/// How many agents, or lines, serve together: 1 to 100,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Agents(u32);

impl Agents {
    /// The least group.
    pub const ONE: Self = Self(1);
    /// The largest group.
    pub const MOST: Self = Self(100_000);

    /// A group of so many.
    ///
    /// # Errors
    /// [`StatsError::BadAgents`] for none and above 100,000.
    pub const fn new(count: u32) -> Result<Self, StatsError> {
        if count >= 1 && count <= Self::MOST.0 { Ok(Self(count)) } else { Err(StatsError::BadAgents) }
    }
    /// How many.
    pub const fn get(self) -> u32 {
        self.0
    }
    fn float(self) -> f64 {
        f64::from(self.0)
    }
}

/// Offered load in erlangs, 0 to 100,000: how many calls would be in talk on average if none had to wait.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Load(f64);

impl Load {
    /// The largest load, in erlangs.
    pub const MOST: f64 = 100_000.0;

    /// A load in erlangs.
    ///
    /// # Errors
    /// [`StatsError::BadLoad`] unless it is a number from 0 to 100,000.
    pub fn new(erlangs: f64) -> Result<Self, StatsError> {
        // Not a number lies in no range.
        if (0.0..=Self::MOST).contains(&erlangs) { Ok(Self(erlangs.abs())) } else { Err(StatsError::BadLoad) }
    }
    /// In erlangs.
    pub const fn erlangs(self) -> f64 {
        self.0
    }
}

/// A stream of calls: how many come, and how long one keeps an agent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Traffic {
    calls_per_hour: f64,
    handle_seconds: f64,
    load: Load,
}

impl Traffic {
    /// The most calls per hour.
    pub const MOST_PER_HOUR: f64 = 10_000_000.0;

    /// Calls per hour, 0 to 10 million, and their average handle time (talk and wrap-up), 1 ms to 24 h.
    ///
    /// # Errors
    /// [`StatsError::BadLoad`] and [`StatsError::BadHandleTime`] outside these ranges; the first also when the two make more
    /// than 100,000 erlangs.
    pub fn new(calls_per_hour: f64, handle_time: Duration) -> Result<Self, StatsError> {
        if !(MILLISECOND..=DAY).contains(&handle_time) {
            return Err(StatsError::BadHandleTime);
        }
        if !(0.0..=Self::MOST_PER_HOUR).contains(&calls_per_hour) {
            return Err(StatsError::BadLoad);
        }
        let (calls_per_hour, handle_seconds) = (calls_per_hour.abs(), handle_time.as_secs_f64());
        Ok(Self { calls_per_hour, handle_seconds, load: Load::new(calls_per_hour * handle_seconds / 3600.0)? })
    }
    /// The offered load.
    pub const fn load(self) -> Load {
        self.load
    }
    /// Calls per hour.
    pub const fn calls_per_hour(self) -> f64 {
        self.calls_per_hour
    }
    /// A time as a multiple of the average handle time.
    fn in_handle_times(self, time: Duration) -> f64 {
        time.as_secs_f64() / self.handle_seconds
    }
}

fn check_threshold(within: Duration) -> Result<(), StatsError> {
    if within <= Thresholds::LONGEST { Ok(()) } else { Err(StatsError::BadThreshold) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_load_is_refused() {
        for bad in [-0.001, 100_000.1, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Load::new(bad), Err(StatsError::BadLoad), "{bad}");
            assert_eq!(Traffic::new(bad * 1000.0, DAY), Err(StatsError::BadLoad), "{bad}");
        }
        assert!(Load::new(-0.0).unwrap().erlangs().is_sign_positive());
        // 10,000 calls per hour of a day each.
        assert_eq!(Traffic::new(10_000.0, DAY), Err(StatsError::BadLoad));
    }

    #[test]
    fn what_is_no_group_or_no_handle_time_is_refused() {
        assert_eq!([0, 100_001].map(Agents::new), [Err(StatsError::BadAgents); 2]);
        for bad in [Duration::ZERO, Duration::from_micros(999), Duration::from_secs(86_401), Duration::MAX] {
            assert_eq!(Traffic::new(1.0, bad), Err(StatsError::BadHandleTime), "{bad:?}");
        }
    }
}
