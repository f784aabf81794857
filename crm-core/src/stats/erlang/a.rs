//! Erlang A: calls that find every agent busy wait until their patience, exponential too, runs out.
//!
//! Time is counted in handle times, so with load `A`, `n` agents and `d = handle time / patience` the state of `k` waiting
//! calls has the weight `t_k = product over i <= k of A / (n + i d)` of the state of all agents busy and none waiting.
//! That state itself follows from Erlang B. For a call that would have to wait `V`, and a threshold `T`,
//! `P(V > T) = P(wait) x exp(-n T + A (1 - e^(-d T)) / d) x S_T / S_0`, where `S` is the sum of all `t_k` and `S_T` the same
//! for the load `A e^(-d T)`: the lower incomplete gamma function of the exact answer, written as its series.

use std::time::Duration;

use super::{Agents, DAY, Ladder, MILLISECOND, Traffic, check_threshold};
use crate::stats::StatsError;

/// A group of agents under a load whose clients lose patience, by Erlang A. It is stable under any load.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ErlangA {
    traffic: Traffic,
    agents: f64,
    /// Handle time over mean patience.
    decay: f64,
    wait_probability: f64,
    queue: f64,
    idle: f64,
    series: Series,
}

/// How calls fare within a threshold. The three shares make up all calls: one that is answered or abandoned later is still
/// waiting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PatienceOutcome {
    /// The share answered within the threshold: of all calls, abandoned ones included.
    pub served_within: f64,
    /// The share abandoned within the threshold.
    pub abandoned_within: f64,
    /// The share still waiting after it.
    pub waiting_after: f64,
}

impl ErlangA {
    /// The steady state, for a mean patience of 1 ms to 24 h.
    ///
    /// # Errors
    /// [`StatsError::BadPatience`] outside that range.
    pub fn new(traffic: Traffic, agents: Agents, patience: Duration) -> Result<Self, StatsError> {
        if !(MILLISECOND..=DAY).contains(&patience) {
            return Err(StatsError::BadPatience);
        }
        let (load, decay) = (traffic.load().erlangs(), 1.0 / traffic.in_handle_times(patience));
        let ladder = Ladder::at(load, agents);
        let series = Series::new(load, agents.float(), decay);
        let all_busy = ladder.blocking() * series.sum();
        // States with an agent free, in the same measure.
        let free = ladder.flowing() * series.none;
        let wait_probability = all_busy / (free + all_busy);
        let queue = wait_probability * series.moment / series.sum();
        let idle = ladder.idle() * series.none / (free + all_busy);
        Ok(Self { traffic, agents: agents.float(), decay, wait_probability, queue, idle, series })
    }

    /// The share of calls that find every agent busy, 0 to 1.
    pub const fn wait_probability(self) -> f64 {
        self.wait_probability
    }
    /// The mean number of waiting calls.
    pub const fn mean_queue(self) -> f64 {
        self.queue
    }
    /// The share of calls that abandon, 0 to 1.
    pub fn abandonment(self) -> f64 {
        self.per_erlang(self.queue * self.decay).min(1.0)
    }
    /// The mean wait in seconds over all calls, abandoned ones included.
    pub fn mean_wait_seconds(self) -> f64 {
        self.per_erlang(self.queue) * self.traffic.handle_seconds
    }
    /// The share of time an agent is busy, 0 to 1.
    pub fn occupancy(self) -> f64 {
        let load = self.traffic.load().erlangs();
        // Two forms of one number: the first keeps its digits near 0, the second near 1.
        if load < self.agents { load * (1.0 - self.abandonment()) / self.agents } else { 1.0 - self.idle / self.agents }
    }
    /// How calls fare within a threshold.
    ///
    /// # Errors
    /// [`StatsError::BadThreshold`] above an hour.
    pub fn within(self, threshold: Duration) -> Result<PatienceOutcome, StatsError> {
        check_threshold(threshold)?;
        let (load, time) = (self.traffic.load().erlangs(), self.traffic.in_handle_times(threshold));
        let survival = (-self.decay * time).exp();
        let later = Series::new(load * survival, self.agents, self.decay);
        let growth = -self.agents * time - load * (-self.decay * time).exp_m1() / self.decay;
        let peaks = later.peak_over(&self.series, load, self.agents, self.decay, -self.decay * time);
        let offered_later = self.wait_probability * (growth + peaks).exp() * later.sum() / self.series.sum();
        let waiting_after = (survival * offered_later).min(1.0);
        let served_after = self.per_erlang(self.agents * offered_later * later.some / later.sum());
        let served_within = (1.0 - self.abandonment() - served_after).clamp(0.0, 1.0);
        let abandoned_within = (self.abandonment() - waiting_after + served_after).clamp(0.0, 1.0);
        Ok(PatienceOutcome { served_within, abandoned_within, waiting_after })
    }

    /// Divided by the load; 0 without load, where nothing waits.
    fn per_erlang(self, value: f64) -> f64 {
        let load = self.traffic.load().erlangs();
        if load > 0.0 { value / load } else { 0.0 }
    }
}

/// The weights of the queue's lengths, as multiples of the largest one.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Series {
    /// The length with the largest weight.
    mode: f64,
    /// The weight of no waiting call; 0 when it vanishes beside the largest.
    none: f64,
    /// The weights of one waiting call and more.
    some: f64,
    /// The weights times the lengths.
    moment: f64,
}

impl Series {
    /// What a sum of doubles cannot see any more.
    const NOTHING: f64 = 1e-18;

    fn new(load: f64, agents: f64, decay: f64) -> Self {
        let mode = ((load - agents) / decay).floor().max(0.0);
        let mut series = Self { mode, none: 0.0, some: 0.0, moment: 0.0 };
        series.add(mode, 1.0);
        let (mut length, mut weight) = (mode, 1.0);
        while length > 0.0 && weight * length > Self::NOTHING * series.sum() {
            weight *= (agents + length * decay) / load;
            length -= 1.0;
            series.add(length, weight);
        }
        (length, weight) = (mode, 1.0);
        loop {
            length += 1.0;
            let rate = agents + length * decay;
            weight *= load / rate;
            series.add(length, weight);
            // The rest is below a geometric series with the ratio of here.
            let rest = rate / (rate - load);
            if weight <= 0.0 || (rate > load && weight * rest * (length + rest) <= Self::NOTHING * series.moment) {
                return series;
            }
        }
    }
    fn add(&mut self, length: f64, weight: f64) {
        if length > 0.0 {
            self.some += weight;
        } else {
            self.none += weight;
        }
        self.moment += length * weight;
    }
    fn sum(&self) -> f64 {
        self.none + self.some
    }
    /// The logarithm of this series' largest weight over that of `other`, whose load is `load`, while the load of this one
    /// is less by the logarithm `fade`.
    fn peak_over(&self, other: &Self, load: f64, agents: f64, decay: f64, fade: f64) -> f64 {
        let (mut logarithm, mut product, mut length) = (fade * self.mode, 1.0, other.mode);
        while length > self.mode {
            product *= (agents + length * decay) / load;
            length -= 1.0;
            if product < 1e-200 {
                logarithm += f64::ln(product);
                product = 1.0;
            }
        }
        logarithm + f64::ln(product)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::{ErlangC, Load, erlang_b};

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn queue(calls_per_hour: f64, agents: u32, patience: Duration) -> ErlangA {
        let traffic = Traffic::new(calls_per_hour, seconds(180)).unwrap();
        ErlangA::new(traffic, Agents::new(agents).unwrap(), patience).unwrap()
    }

    #[test]
    fn without_calls_nobody_waits_or_leaves() {
        let idle = queue(0.0, 3, seconds(60));
        assert!(idle.wait_probability() <= 0.0 && idle.abandonment() <= 0.0 && idle.mean_wait_seconds() <= 0.0);
        let within = idle.within(seconds(20)).unwrap();
        assert!(within.served_within >= 1.0 && within.abandoned_within <= 0.0 && within.waiting_after <= 0.0);
    }

    #[test]
    fn a_client_without_patience_makes_it_erlang_b_and_one_with_much_erlang_c() {
        let hasty = queue(200.0, 11, MILLISECOND);
        let blocking = erlang_b(Load::new(10.0).unwrap(), Agents::new(11).unwrap());
        assert!((hasty.abandonment() - blocking).abs() < 1e-4);
        let patient = queue(200.0, 14, DAY);
        let endless = ErlangC::new(Traffic::new(200.0, seconds(180)).unwrap(), Agents::new(14).unwrap());
        assert!((patient.wait_probability() - endless.wait_probability()).abs() < 1e-3);
        let served = patient.within(seconds(20)).unwrap().served_within;
        assert!((served - endless.service_level(seconds(20)).unwrap()).abs() < 1e-3);
    }

    #[test]
    fn ten_thousand_erlangs_on_half_the_agents_lose_half_the_calls() {
        // As in a fluid: everybody waits until patience has thinned the stream to what the agents take.
        let flooded = queue(200_000.0, 5_000, seconds(3600));
        assert!((flooded.abandonment() - 0.5).abs() < 1e-9 && flooded.wait_probability() >= 1.0 - 1e-12);
        assert!((flooded.occupancy() - 1.0).abs() < 1e-9);
        let wait = 3600.0 * 2f64.ln();
        let before = flooded.within(Duration::from_secs_f64(wait * 0.8)).unwrap();
        assert!(before.served_within < 1e-9 && (before.waiting_after - 0.5f64.powf(0.8)).abs() < 1e-9);
        let after = flooded.within(Duration::from_secs_f64(wait * 1.2)).unwrap();
        assert!((after.served_within - 0.5).abs() < 1e-6 && after.waiting_after < 1e-6);
    }

    #[test]
    fn the_limits_of_every_input_give_numbers() {
        let traffic = Traffic::new(4_000_000.0, seconds(90)).unwrap();
        for agents in [1, 99_999, 100_000] {
            for patience in [MILLISECOND, seconds(60), DAY] {
                let queue = ErlangA::new(traffic, Agents::new(agents).unwrap(), patience).unwrap();
                assert!((0.0..=1.0).contains(&queue.wait_probability()) && queue.mean_queue().is_finite());
                assert!((0.0..=1.0).contains(&queue.occupancy()), "{agents} {patience:?}");
                let outcome = queue.within(seconds(20)).unwrap();
                assert!(outcome.served_within.is_finite() && outcome.waiting_after.is_finite());
            }
        }
    }

    #[test]
    fn bad_patience_and_thresholds_are_refused() {
        let traffic = Traffic::new(1.0, seconds(180)).unwrap();
        for bad in [Duration::ZERO, Duration::from_micros(1), seconds(86_401), Duration::MAX] {
            assert_eq!(ErlangA::new(traffic, Agents::ONE, bad), Err(StatsError::BadPatience));
        }
        assert_eq!(queue(1.0, 1, seconds(60)).within(seconds(3601)), Err(StatsError::BadThreshold));
    }

    proptest! {
        #[test]
        fn shares_are_shares_and_make_up_all_calls(
            calls in 0.0f64..4_000.0, agents in 1u32..250, patience in 1u64..3_000, threshold in 0u64..600,
        ) {
            let queue = queue(calls, agents, seconds(patience));
            let outcome = queue.within(seconds(threshold)).unwrap();
            let shares = [outcome.served_within, outcome.abandoned_within, outcome.waiting_after];
            prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{:?}", outcome);
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{:?}", outcome);
            prop_assert!(outcome.abandoned_within <= queue.abandonment() + 1e-12);
            prop_assert!((0.0..=1.0).contains(&queue.occupancy()));
            let kept = calls / 20.0 * (1.0 - queue.abandonment());
            prop_assert!((queue.occupancy() * f64::from(agents) - kept).abs() <= 1e-9 * (kept + 1.0));
        }

        #[test]
        fn at_the_threshold_of_zero_those_who_wait_still_wait(
            calls in 1.0f64..4_000.0, agents in 1u32..250, patience in 1u64..3_000,
        ) {
            let queue = queue(calls, agents, seconds(patience));
            let outcome = queue.within(Duration::ZERO).unwrap();
            prop_assert!((outcome.waiting_after - queue.wait_probability()).abs() < 1e-9);
            prop_assert!((outcome.served_within - (1.0 - queue.wait_probability())).abs() < 1e-9);
        }

        #[test]
        fn one_agent_more_is_never_worse(calls in 0.0f64..4_000.0, agents in 1u32..250, patience in 1u64..3_000) {
            let (fewer, more) = (queue(calls, agents, seconds(patience)), queue(calls, agents + 1, seconds(patience)));
            prop_assert!(more.abandonment() <= fewer.abandonment() + 1e-12);
            let served = |queue: ErlangA| queue.within(seconds(20)).unwrap().served_within;
            prop_assert!(served(more) >= served(fewer) - 1e-12);
        }
    }
}
