//! Erlang B: calls that find every line busy are lost.

use super::{Agents, Load};
use crate::stats::StatsError;

/// The recurrence of Erlang B, a line at a time.
///
/// Both values are sums and quotients of positive numbers, so each step shrinks the error of the one before it.
#[derive(Debug, Clone, Copy)]
pub(in crate::stats) struct Ladder {
    erlangs: f64,
    lines: u32,
    blocking: f64,
    idle: f64,
    flowing: f64,
}

impl Ladder {
    /// Without a line every call is lost.
    pub(in crate::stats) const fn new(erlangs: f64) -> Self {
        Self { erlangs, lines: 0, blocking: 1.0, idle: 0.0, flowing: 0.0 }
    }
    /// At so many lines.
    pub(in crate::stats) fn at(erlangs: f64, agents: Agents) -> Self {
        let mut ladder = Self::new(erlangs);
        while ladder.lines < agents.get() {
            ladder.step();
        }
        ladder
    }
    /// Adds a line.
    pub(in crate::stats) fn step(&mut self) {
        self.lines += 1;
        let lines = f64::from(self.lines);
        let busy = self.erlangs * self.blocking;
        let sum = lines + busy;
        // Lines less carried load: from n - A (1 - B) with the step put in, so that nothing cancels.
        self.idle = lines * (1.0 + self.idle) / sum;
        self.blocking = busy / sum;
        self.flowing = lines / sum;
    }
    pub(in crate::stats) const fn lines(&self) -> u32 {
        self.lines
    }
    /// The share of calls that find every line busy.
    pub(in crate::stats) const fn blocking(&self) -> f64 {
        self.blocking
    }
    /// One less the blocking, with all its digits.
    pub(super) const fn flowing(&self) -> f64 {
        self.flowing
    }
    /// The mean number of idle lines.
    pub(super) const fn idle(&self) -> f64 {
        self.idle
    }
}

/// Erlang B: the share of calls that find every line busy and are lost, 0 to 1.
pub fn erlang_b(load: Load, lines: Agents) -> f64 {
    Ladder::at(load.erlangs(), lines).blocking()
}

/// The least number of lines that lose at most the given share of calls.
///
/// # Errors
/// [`StatsError::BadProbability`] unless the share lies strictly between 0 and 1; [`StatsError::UnreachableTarget`] when
/// 100,000 lines are not enough.
pub fn least_lines(load: Load, blocking: f64) -> Result<Agents, StatsError> {
    check_probability(blocking)?;
    let mut ladder = Ladder::new(load.erlangs());
    while ladder.lines() < Agents::MOST.get() {
        ladder.step();
        if ladder.blocking() <= blocking {
            return Agents::new(ladder.lines());
        }
    }
    Err(StatsError::UnreachableTarget)
}

/// Erlang B from the other side: the load, in erlangs, of which so many lines lose the given share. It may lie above
/// [`Load::MOST`].
///
/// # Errors
/// [`StatsError::BadProbability`] unless the share lies strictly between 0 and 1.
pub fn erlang_b_inverse(lines: Agents, blocking: f64) -> Result<f64, StatsError> {
    check_probability(blocking)?;
    let target = blocking.ln();
    // Closer than rounding would be chasing noise.
    let settled = |step: f64, at: f64| step.abs() <= 4.0 * f64::EPSILON * at.abs().max(1.0);
    // One line blocks most, so its load is the least; carried load is below the number of lines, which bounds it above.
    let mut low = (blocking / (1.0 - blocking)).ln();
    let mut high = (lines.float() / (1.0 - blocking)).ln();
    let mut at = high;
    // Newton's method on logarithms, where the slope is the number of idle lines. It leaves the bracket only where the
    // blocking vanishes below the smallest float; there the bracket is halved.
    for _ in 0..200 {
        let ladder = Ladder::at(at.exp(), lines);
        let excess = ladder.blocking().ln() - target;
        if excess > 0.0 {
            high = high.min(at);
        } else {
            low = low.max(at);
        }
        let newton = at - excess / ladder.idle();
        let next =
            if newton.is_finite() && low <= newton && newton <= high { newton } else { low + (high - low) / 2.0 };
        if settled(next - at, at) {
            return Ok(next.exp());
        }
        at = next;
    }
    Ok(at.exp())
}

fn check_probability(share: f64) -> Result<(), StatsError> {
    if share > 0.0 && share < 1.0 { Ok(()) } else { Err(StatsError::BadProbability) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn agents(count: u32) -> Agents {
        Agents::new(count).unwrap()
    }

    #[test]
    fn no_load_is_never_blocked() {
        assert!(erlang_b(Load::new(0.0).unwrap(), Agents::ONE) <= 0.0);
        assert_eq!(least_lines(Load::new(0.0).unwrap(), 0.01), Ok(Agents::ONE));
    }

    #[test]
    fn what_is_no_probability_is_refused() {
        for bad in [0.0, 1.0, -0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert_eq!(erlang_b_inverse(Agents::ONE, bad), Err(StatsError::BadProbability), "{bad}");
            assert_eq!(least_lines(Load::new(1.0).unwrap(), bad), Err(StatsError::BadProbability), "{bad}");
        }
    }

    #[test]
    fn a_hundred_thousand_lines_are_the_limit() {
        let most = Load::new(Load::MOST).unwrap();
        assert_eq!(least_lines(most, 0.001), Err(StatsError::UnreachableTarget));
    }

    #[test]
    fn the_inverse_holds_at_both_ends_of_what_floats_can_say() {
        for (lines, blocking) in
            [(1, 1e-300), (500, 1e-300), (3, 1e-12), (1000, 0.5), (40, 1.0 - 1e-9), (1, 1.0 - 1e-15)]
        {
            let load = erlang_b_inverse(agents(lines), blocking).unwrap();
            let back = Ladder::at(load, agents(lines));
            assert!((back.blocking() / blocking - 1.0).abs() < 1e-11, "{lines} {blocking} {load}");
            assert!((back.flowing() / (1.0 - blocking) - 1.0).abs() < 1e-6, "{lines} {blocking} {load}");
        }
    }

    proptest! {
        #[test]
        fn more_lines_block_less_and_more_load_blocks_more(erlangs in 0.01f64..500.0, lines in 1u32..600) {
            let blocking = |erlangs, lines| erlang_b(Load::new(erlangs).unwrap(), agents(lines));
            let here = blocking(erlangs, lines);
            prop_assert!((0.0..1.0).contains(&here));
            prop_assert!(blocking(erlangs, lines + 1) <= here && blocking(erlangs * 1.01, lines) >= here);
        }

        #[test]
        fn idle_lines_and_carried_load_are_all_lines(erlangs in 0.01f64..5000.0, lines in 1u32..6000) {
            let ladder = Ladder::at(erlangs, agents(lines));
            let carried = erlangs * ladder.flowing();
            prop_assert!((carried + ladder.idle() - f64::from(lines)).abs() < 1e-9 * f64::from(lines));
            prop_assert!((ladder.blocking() + ladder.flowing() - 1.0).abs() < 1e-12);
        }

        #[test]
        fn the_inverse_gives_the_load_back(lines in 1u32..400, blocking in 1e-9f64..0.999) {
            let load = erlang_b_inverse(agents(lines), blocking).unwrap();
            prop_assert!((Ladder::at(load, agents(lines)).blocking() / blocking - 1.0).abs() < 1e-10);
        }

        #[test]
        fn least_lines_meet_the_share_and_one_less_does_not(erlangs in 0.1f64..300.0, blocking in 1e-6f64..0.9) {
            let load = Load::new(erlangs).unwrap();
            let lines = least_lines(load, blocking).unwrap();
            prop_assert!(erlang_b(load, lines) <= blocking);
            prop_assert!(lines == Agents::ONE || erlang_b(load, agents(lines.get() - 1)) > blocking);
        }
    }
}
