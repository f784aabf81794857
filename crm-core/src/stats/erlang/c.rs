//! Erlang C: calls that find every agent busy wait, however long it takes.

use std::time::Duration;

use super::{Agents, Ladder, Traffic, check_threshold};
use crate::stats::StatsError;

/// A group of agents under a load, by Erlang C.
///
/// With fewer agents than erlangs, or as many, the queue grows without bound: then every call waits, none is answered in
/// time, and the means are `None`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ErlangC {
    traffic: Traffic,
    agents: f64,
    wait_probability: f64,
}

impl ErlangC {
    /// The steady state.
    pub fn new(traffic: Traffic, agents: Agents) -> Self {
        Self::on(traffic, &Ladder::at(traffic.load().erlangs(), agents))
    }
    /// The same from a ladder that has been climbed already.
    pub(in crate::stats) fn on(traffic: Traffic, ladder: &Ladder) -> Self {
        let agents = f64::from(ladder.lines());
        let is_stable = agents > traffic.load().erlangs();
        // C = n B / (n - A (1 - B)), whose divisor is the number of idle lines.
        let wait_probability = if is_stable { (agents * ladder.blocking() / ladder.idle()).min(1.0) } else { 1.0 };
        Self { traffic, agents, wait_probability }
    }

    /// Whether the agents keep up with the load.
    pub fn is_stable(self) -> bool {
        self.spare() > 0.0
    }
    /// The share of calls that wait, 0 to 1.
    pub const fn wait_probability(self) -> f64 {
        self.wait_probability
    }
    /// The share of time an agent is busy, 0 to 1.
    pub fn occupancy(self) -> f64 {
        (self.traffic.load().erlangs() / self.agents).min(1.0)
    }
    /// The share of calls answered within a time, 0 to 1; 0 when the queue grows without bound.
    ///
    /// # Errors
    /// [`StatsError::BadThreshold`] above an hour.
    pub fn service_level(self, within: Duration) -> Result<f64, StatsError> {
        check_threshold(within)?;
        let late = if self.is_stable() { (-self.spare() * self.traffic.in_handle_times(within)).exp() } else { 1.0 };
        Ok(1.0 - self.wait_probability * late)
    }
    /// ASA in seconds, over all calls; `None` when the queue grows without bound.
    pub fn mean_wait_seconds(self) -> Option<f64> {
        self.is_stable().then(|| self.wait_probability * self.traffic.handle_seconds / self.spare())
    }
    /// The mean number of waiting calls; `None` when the queue grows without bound.
    pub fn mean_queue(self) -> Option<f64> {
        self.is_stable().then(|| self.wait_probability * self.traffic.load().erlangs() / self.spare())
    }
    /// The wait in seconds that the given share of calls, 0 to below 1, does not exceed; `None` when the queue grows
    /// without bound.
    ///
    /// # Errors
    /// [`StatsError::BadProbability`] outside that range.
    pub fn wait_not_exceeded_by(self, share: f64) -> Result<Option<f64>, StatsError> {
        if !(0.0..1.0).contains(&share) {
            return Err(StatsError::BadProbability);
        }
        let handle_times = (self.wait_probability / (1.0 - share)).ln().max(0.0) / self.spare();
        Ok(self.is_stable().then_some(handle_times * self.traffic.handle_seconds))
    }

    /// How many agents more than erlangs there are.
    fn spare(self) -> f64 {
        self.agents - self.traffic.load().erlangs()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HANDLE: Duration = Duration::from_secs(180);
    const WITHIN: Duration = Duration::from_secs(20);

    fn queue(calls_per_hour: f64, agents: u32) -> ErlangC {
        ErlangC::new(Traffic::new(calls_per_hour, HANDLE).unwrap(), Agents::new(agents).unwrap())
    }

    #[test]
    fn too_few_agents_never_catch_up() {
        for agents in [1, 9, 10] {
            let queue = queue(200.0, agents);
            assert!(!queue.is_stable() && queue.wait_probability() >= 1.0 && queue.occupancy() >= 1.0);
            assert!(queue.service_level(WITHIN).unwrap() <= 0.0);
            assert_eq!((queue.mean_wait_seconds(), queue.mean_queue()), (None, None));
            assert_eq!(queue.wait_not_exceeded_by(0.5), Ok(None));
        }
    }

    #[test]
    fn without_calls_nobody_waits() {
        let idle = queue(0.0, 1);
        assert!(idle.wait_probability() <= 0.0 && idle.occupancy() <= 0.0);
        assert!(idle.service_level(Duration::ZERO).unwrap() >= 1.0);
        assert_eq!((idle.mean_wait_seconds(), idle.mean_queue()), (Some(0.0), Some(0.0)));
    }

    #[test]
    fn twice_the_agents_of_ten_thousand_erlangs_keep_nobody_waiting() {
        let spare = queue(200_000.0, 20_000);
        assert!(spare.wait_probability() < 1e-300 && spare.service_level(Duration::ZERO).unwrap() >= 1.0);
    }

    #[test]
    fn bad_thresholds_and_shares_are_refused() {
        let queue = queue(200.0, 14);
        assert_eq!(queue.service_level(Duration::from_secs(3601)), Err(StatsError::BadThreshold));
        for bad in [-0.1, 1.0, f64::NAN] {
            assert_eq!(queue.wait_not_exceeded_by(bad), Err(StatsError::BadProbability));
        }
    }

    proptest! {
        #[test]
        fn one_agent_more_is_never_worse(calls in 0.0f64..20_000.0, agents in 1u32..1_200) {
            let (fewer, more) = (queue(calls, agents), queue(calls, agents + 1));
            prop_assert!(more.wait_probability() <= fewer.wait_probability());
            prop_assert!(more.service_level(WITHIN).unwrap() >= fewer.service_level(WITHIN).unwrap());
            prop_assert!(more.occupancy() <= fewer.occupancy());
        }

        #[test]
        fn the_queue_is_the_stream_times_the_wait(calls in 0.1f64..20_000.0, spare in 1u32..200) {
            // Little's law.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1,001")]
            let agents = (calls / 20.0) as u32 + spare;
            let queue = queue(calls, agents);
            let (wait, length) = (queue.mean_wait_seconds().unwrap(), queue.mean_queue().unwrap());
            prop_assert!((length - calls / 3600.0 * wait).abs() <= 1e-9 * length);
        }

        #[test]
        fn the_wait_of_a_share_has_that_service_level(calls in 1.0f64..2_000.0, share in 0.5f64..0.99) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 101")]
            let queue = queue(calls, (calls / 20.0) as u32 + 1);
            let wait = queue.wait_not_exceeded_by(share).unwrap().unwrap();
            prop_assume!(wait > 0.0 && wait < 3600.0);
            prop_assert!((queue.service_level(Duration::from_secs_f64(wait)).unwrap() - share).abs() < 1e-6);
        }
    }
}
