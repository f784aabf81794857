//! Chance: one seeded source of numbers, and the distributions that traffic is drawn from.

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, Exp, LogNormal};

/// A seeded source: the same seed gives the same numbers on every machine.
#[derive(Debug, Clone)]
pub(crate) struct Chance(Xoshiro256PlusPlus);

/// Seconds drawn from a log-normal distribution, kept within limits.
///
/// Durations of telephony are skewed: most are short, a few very long. A log-normal is what call centres measure for
/// talk, and it serves for ringing and patience too.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seconds {
    /// Half of the draws are shorter.
    pub(crate) median: f64,
    /// The standard deviation of the logarithm: 0.5 is narrow, 1 wide.
    pub(crate) spread: f64,
    /// The least.
    pub(crate) least: i64,
    /// The most.
    pub(crate) most: i64,
}

impl Chance {
    /// The source of a seed. Each `purpose` has its own numbers, so that more of one thing never changes another.
    pub(crate) fn of(seed: u64, purpose: u64) -> Self {
        // An odd constant parts the purposes of neighbouring seeds.
        Self(Xoshiro256PlusPlus::seed_from_u64(seed ^ purpose.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// Whether something of this probability happens; a probability beyond 0 and 1 is taken as the nearer one.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.0.random_bool(probability.clamp(0.0, 1.0))
    }
    /// A whole number within the ends, both included, evenly; the first one when they are out of order.
    pub(crate) fn between(&mut self, from: i64, to: i64) -> i64 {
        if from < to { self.0.random_range(from..=to) } else { from }
    }
    /// One of the items; `None` of none.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.choose(&mut self.0)
    }
    /// One of the items, each as likely as its weight says; `None` of none.
    pub(crate) fn weighted<'a, T>(&mut self, items: &'a [(f64, T)]) -> Option<&'a T> {
        items.choose_weighted(&mut self.0, |(weight, _)| *weight).ok().map(|(_, item)| item)
    }
    /// Puts the items in a random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        items.shuffle(&mut self.0);
    }
    /// Seconds of the distribution.
    pub(crate) fn seconds(&mut self, of: Seconds) -> i64 {
        let drawn = LogNormal::new(of.median.ln(), of.spread).map_or(of.median, |it| it.sample(&mut self.0));
        whole(drawn).clamp(of.least, of.most)
    }
    /// Microseconds until the next event of a Poisson process of so many per hour; a day without any.
    pub(crate) fn until_next(&mut self, per_hour: f64) -> i64 {
        const HOUR: f64 = 3_600_000_000.0;
        let drawn = Exp::new(per_hour).map_or(24.0, |it| it.sample(&mut self.0));
        whole(drawn.min(24.0) * HOUR)
    }
    /// Random bytes.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        self.0.random()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "durations of at most a day; the cast saturates anyway")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_its_numbers_and_each_purpose_its_own() {
        let draw = |seed, purpose| Chance::of(seed, purpose).between(0, i64::MAX);
        assert_eq!(draw(7, 1), draw(7, 1));
        assert_ne!(draw(7, 1), draw(7, 2));
        assert_ne!(draw(7, 1), draw(8, 1));
    }

    #[test]
    fn half_of_the_durations_are_shorter_than_the_median_and_none_leaves_the_limits() {
        let mut chance = Chance::of(1, 1);
        let talk = Seconds { median: 100.0, spread: 0.9, least: 3, most: 1800 };
        let drawn: Vec<i64> = (0..10_000).map(|_| chance.seconds(talk)).collect();
        let shorter = drawn.iter().filter(|&&it| it < 100).count();
        assert!((4_700..5_300).contains(&shorter), "{shorter}");
        assert!(drawn.iter().all(|it| (3..=1800).contains(it)));
    }

    #[test]
    fn as_many_events_come_in_an_hour_as_its_rate_says() {
        let mut chance = Chance::of(1, 1);
        let total: i64 = (0..10_000).map(|_| chance.until_next(60.0)).sum();
        let mean_seconds = total / 10_000 / 1_000_000;
        assert!((57..=63).contains(&mean_seconds), "{mean_seconds}");
    }
}
