//! Interleaved rounds and their table.

use std::fmt;
use std::time::{Duration, Instant};

use crate::Result;

/// What both sides took for the same work.
#[derive(Clone, Copy)]
pub(crate) struct Round {
    pub(crate) ours: Duration,
    pub(crate) raw: Duration,
}

/// Runs the rounds; which side goes first alternates. Each side answers how long it took.
pub(crate) fn interleave(
    rounds: usize,
    mut ours: impl FnMut(usize) -> Result<Duration>,
    mut raw: impl FnMut(usize) -> Result<Duration>,
) -> Result<Vec<Round>> {
    let mut done = Vec::with_capacity(rounds);
    for round in 0..rounds {
        let both = if round % 2 == 0 {
            let ours = ours(round)?;
            Round { ours, raw: raw(round)? }
        } else {
            let raw = raw(round)?;
            Round { ours: ours(round)?, raw }
        };
        done.push(both);
    }
    Ok(done)
}

/// A ratio that should be reached, or a cost that should not be passed.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    AtLeast(f64),
    AtMost(f64),
}

impl Target {
    fn verdict(self, ratio: f64) -> &'static str {
        match self {
            Self::AtLeast(least) if ratio < least => "below",
            Self::AtMost(most) if ratio > most => "above",
            Self::AtLeast(_) | Self::AtMost(_) => "ok",
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(least) => f.pad(&format!(">= {least}")),
            Self::AtMost(most) => f.pad(&format!("<= {most}")),
        }
    }
}

/// What the figures of a row are.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    PerSecond,
    Each,
}

/// Prints the head of a table.
pub(crate) fn head(title: &str, ours: &str, raw: &str) {
    println!("\n{title:<44} {ours:>11} {raw:>11}   ratio (min-max)      target");
}

/// Prints a row of `count` operations a round. The ratio is of speeds, or, for a target of cost, of costs.
pub(crate) fn row(name: &str, unit: Unit, count: usize, rounds: &[Round], target: Target) {
    let figure = |took: Duration| {
        let each = took.as_secs_f64() / to_f64(count);
        match unit {
            Unit::PerSecond => format!("{:.0}/s", 1.0 / each),
            Unit::Each => format!("{:.1} us", each * 1e6),
        }
    };
    let time = |side: fn(&Round) -> Duration| sorted(rounds.iter().map(side).collect()).1;
    let speeds = rounds.iter().map(|round| {
        let speed = round.raw.as_secs_f64() / round.ours.as_secs_f64();
        if matches!(target, Target::AtMost(_)) { 1.0 / speed } else { speed }
    });
    let (least, median, most) = spread(speeds.collect());
    let ratio = format!("{median:.2} ({least:.2}-{most:.2})");
    let (ours, raw) = (figure(time(|round| round.ours)), figure(time(|round| round.raw)));
    println!("{name:<44} {ours:>11} {raw:>11}   {ratio:<20} {target:<7} {}", target.verdict(median));
}

fn to_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

fn sorted(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    let first = times.first().copied().unwrap_or_default();
    (first, times.get(times.len() / 2).copied().unwrap_or_default())
}

fn spread(mut ratios: Vec<f64>) -> (f64, f64, f64) {
    ratios.sort_unstable_by(f64::total_cmp);
    let at = |place: usize| ratios.get(place).copied().unwrap_or(f64::NAN);
    (at(0), at(ratios.len() / 2), at(ratios.len().saturating_sub(1)))
}

/// How often something is done in one side of a round, which shall take about `slice`. Doing it also warms the caches.
pub(crate) fn how_many<E>(slice: Duration, mut once: impl FnMut() -> Result<(), E>) -> Result<usize, E> {
    const TRIES: u32 = 50;
    let tries = if slice.is_zero() { 1 } else { TRIES };
    let begun = Instant::now();
    for _ in 0..tries {
        once()?;
    }
    let each = (begun.elapsed() / tries).max(Duration::from_nanos(100));
    Ok(usize::try_from(slice.as_nanos() / each.as_nanos()).unwrap_or(usize::MAX).clamp(10, 200_000))
}
