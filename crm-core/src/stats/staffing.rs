//! How many people it takes: the least agents for a target, by interval of the day, and those who are away on top.

use std::time::Duration;

use super::erlang::Ladder;
use super::{Agents, BasisPoints, ErlangA, ErlangC, StatsError, Traffic};
use crate::kernel::{Period, Timestamp};

/// The most intervals one plan holds: a quarter of a year of quarter hours.
pub const MAX_INTERVALS: usize = 8_928;

/// The share of paid time in which people are not on the line: breaks, leave, training. Below the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shrinkage(BasisPoints);

impl Shrinkage {
    /// Nobody is ever away.
    pub const NONE: Self = Self(match BasisPoints::new(0) {
        Ok(zero) => zero,
        Err(_) => BasisPoints::WHOLE,
    });

    /// The share.
    ///
    /// # Errors
    /// [`StatsError::BadShrinkage`] for the whole.
    pub fn new(share: BasisPoints) -> Result<Self, StatsError> {
        if share < BasisPoints::WHOLE { Ok(Self(share)) } else { Err(StatsError::BadShrinkage) }
    }
    /// `ceil(net / (1 - shrinkage))` in whole numbers: 21 people at 30 % are exactly 30, which floats make 31.
    pub fn gross(self, net: u32) -> u64 {
        let whole = u64::from(BasisPoints::WHOLE.get());
        // At most 10,000 for each of 2^32.
        (u64::from(net) * whole).div_ceil(whole - u64::from(self.0.get()))
    }
}

/// What the agents of an interval must reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffingTarget {
    /// The least share of calls answered in time.
    pub share: BasisPoints,
    /// The longest wait of a timely answer, at most an hour.
    pub within: Duration,
    /// The largest share of time an agent may be busy, if bounded.
    pub max_occupancy: Option<BasisPoints>,
}

impl Default for StaffingTarget {
    /// 80 % in 20 s, at any occupancy.
    fn default() -> Self {
        Self {
            share: BasisPoints::percent(80).unwrap_or(BasisPoints::WHOLE),
            within: Duration::from_secs(20),
            max_occupancy: None,
        }
    }
}

impl StaffingTarget {
    fn is_met(self, level: f64, occupancy: f64) -> bool {
        level >= self.share.ratio().to_f64() && self.max_occupancy.is_none_or(|most| occupancy <= most.ratio().to_f64())
    }
}

/// The least agents that meet a target by Erlang C and keep up with the load; 0 without calls.
///
/// # Errors
/// [`StatsError::BadThreshold`] above an hour; [`StatsError::UnreachableTarget`] when 100,000 agents are not enough.
pub fn least_agents(traffic: Traffic, target: StaffingTarget) -> Result<u32, StatsError> {
    let mut ladder = Ladder::new(traffic.load().erlangs());
    if traffic.load().erlangs() <= 0.0 {
        return Ok(0);
    }
    while ladder.lines() < Agents::MOST.get() {
        ladder.step();
        let queue = ErlangC::on(traffic, &ladder);
        if queue.is_stable() && target.is_met(queue.service_level(target.within)?, queue.occupancy()) {
            return Ok(ladder.lines());
        }
    }
    Err(StatsError::UnreachableTarget)
}

/// The least agents that meet a target by Erlang A, abandoned calls counting as failed; 0 without calls.
///
/// # Errors
/// [`StatsError::BadThreshold`] above an hour, [`StatsError::BadPatience`] outside 1 ms to 24 h,
/// [`StatsError::UnreachableTarget`] when 100,000 agents are not enough.
pub fn least_agents_with_patience(
    traffic: Traffic,
    patience: Duration,
    target: StaffingTarget,
) -> Result<u32, StatsError> {
    let is_met = |count: u32| -> Result<bool, StatsError> {
        let queue = ErlangA::new(traffic, Agents::new(count)?, patience)?;
        Ok(target.is_met(queue.within(target.within)?.served_within, queue.occupancy()))
    };
    // More agents are never worse, so the answer can be halved down to. The upper bound is doubled up to first: to judge a
    // group takes as long as it is large.
    let mut enough = 1;
    while !is_met(enough)? {
        if enough == Agents::MOST.get() {
            return Err(StatsError::UnreachableTarget);
        }
        enough = (enough * 2).min(Agents::MOST.get());
    }
    if traffic.load().erlangs() <= 0.0 {
        return Ok(0);
    }
    let mut too_few = enough / 2;
    while enough - too_few > 1 {
        let middle = too_few + (enough - too_few) / 2;
        if is_met(middle)? { enough = middle } else { too_few = middle }
    }
    Ok(enough)
}

/// What came in one interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// The interval; the last of a period may be cut.
    pub interval: Period,
    /// Calls offered in it.
    pub offered: u64,
    /// Those of them that were handled.
    pub handled: u64,
    /// Their talk and wrap-up.
    pub handle_time: Duration,
}

impl Demand {
    /// The stream of calls this interval stands for. An interval in which no call was handled, or none of measurable
    /// length, takes the given handle time.
    ///
    /// # Errors
    /// [`StatsError::BadLoad`] and [`StatsError::BadHandleTime`] when it is beyond the models.
    pub fn traffic(&self, otherwise: Duration) -> Result<Traffic, StatsError> {
        let measured = super::ratio::time_per(self.handle_time, self.handled).filter(|mean| !mean.is_zero());
        let hours = self.interval.to().since(self.interval.from()).as_secs_f64() / 3600.0;
        #[expect(clippy::cast_precision_loss, reason = "no office has 2^53 calls")]
        let calls_per_hour = self.offered as f64 / hours;
        Traffic::new(calls_per_hour, measured.unwrap_or(otherwise))
    }
}

/// Cuts a period into intervals from its start, 1 minute to 24 hours long, and counts offered calls by when they came: each
/// with its talk and wrap-up, or `None` when it was abandoned. Calls may come in any order; those outside the period
/// count nowhere. Intervals are spans of time, so a change of clocks neither stretches nor doubles one.
///
/// # Errors
/// [`StatsError::BadInterval`] outside these lengths; [`StatsError::PeriodTooLong`] above [`MAX_INTERVALS`].
pub fn demand_by_interval(
    period: Period,
    length: Duration,
    calls: impl IntoIterator<Item = (Timestamp, Option<Duration>)>,
) -> Result<Vec<Demand>, StatsError> {
    if !(Duration::from_secs(60)..=Duration::from_secs(86_400)).contains(&length) {
        return Err(StatsError::BadInterval);
    }
    let mut rows = Vec::new();
    let mut from = period.from();
    while from < period.to() {
        if rows.len() == MAX_INTERVALS {
            return Err(StatsError::PeriodTooLong);
        }
        let to = from.plus(length).min(period.to());
        let interval = Period::new(from, to).map_err(|_| StatsError::BadInterval)?;
        rows.push(Demand { interval, offered: 0, handled: 0, handle_time: Duration::ZERO });
        from = to;
    }
    for (at, handled) in calls {
        let begun = rows.partition_point(|row| row.interval.from() <= at);
        let Some(row) = begun.checked_sub(1).and_then(|n| rows.get_mut(n)).filter(|row| row.interval.contains(at))
        else {
            continue;
        };
        row.offered = row.offered.saturating_add(1);
        if let Some(time) = handled {
            row.handled = row.handled.saturating_add(1);
            row.handle_time = row.handle_time.saturating_add(time);
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn traffic(calls_per_hour: f64, aht: u64) -> Traffic {
        Traffic::new(calls_per_hour, seconds(aht)).unwrap()
    }

    fn shrinkage(basis_points: u16) -> Shrinkage {
        Shrinkage::new(BasisPoints::new(basis_points).unwrap()).unwrap()
    }

    fn percent(percent: u8) -> BasisPoints {
        BasisPoints::percent(percent).unwrap()
    }

    #[test]
    fn two_hundred_calls_an_hour_of_three_minutes_take_14_agents() {
        let office = traffic(200.0, 180);
        assert_eq!(least_agents(office, StaffingTarget::default()), Ok(14));
        let level = |agents| {
            let queue = ErlangC::new(office, Agents::new(agents).unwrap());
            format!("{:.4}", 100.0 * queue.service_level(seconds(20)).unwrap())
        };
        assert_eq!((level(13), level(14)), ("79.5595".to_owned(), "88.8350".to_owned()));
        let asa = ErlangC::new(office, Agents::new(14).unwrap()).mean_wait_seconds().unwrap();
        assert_eq!(format!("{asa:.3}"), "7.836");
    }

    #[test]
    fn gross_staff_is_exact() {
        assert_eq!(shrinkage(3000).gross(21), 30);
        assert_eq!(shrinkage(3000).gross(22), 32);
        assert_eq!((Shrinkage::NONE.gross(21), shrinkage(3000).gross(0)), (21, 0));
        assert_eq!(shrinkage(9999).gross(u32::MAX), u64::from(u32::MAX) * 10_000);
        assert_eq!(Shrinkage::new(BasisPoints::WHOLE), Err(StatsError::BadShrinkage));
    }

    #[test]
    fn a_bound_on_occupancy_takes_more_agents() {
        // 10 erlangs at no more than 60 % are 17 agents.
        let calm = StaffingTarget { max_occupancy: Some(percent(60)), ..StaffingTarget::default() };
        assert_eq!(least_agents(traffic(200.0, 180), calm), Ok(17));
    }

    #[test]
    fn impatient_clients_take_fewer_agents() {
        let office = traffic(200.0, 180);
        // 13 agents serve 85.8 % in 20 s at a patience of 300 s.
        let least = least_agents_with_patience(office, seconds(300), StaffingTarget::default()).unwrap();
        assert_eq!(least, 13);
        let served = |agents| {
            let queue = ErlangA::new(office, Agents::new(agents).unwrap(), seconds(300)).unwrap();
            queue.within(seconds(20)).unwrap().served_within
        };
        assert!(served(13) >= 0.8 && served(12) < 0.8);
    }

    #[test]
    fn without_calls_nobody_is_needed() {
        let target = StaffingTarget { share: BasisPoints::WHOLE, ..StaffingTarget::default() };
        assert_eq!(least_agents(traffic(0.0, 180), target), Ok(0));
        assert_eq!(least_agents_with_patience(traffic(0.0, 180), seconds(60), target), Ok(0));
    }

    #[test]
    fn a_target_of_nothing_still_keeps_up_with_the_load() {
        let target = StaffingTarget { share: percent(0), ..StaffingTarget::default() };
        assert_eq!(least_agents(traffic(200.0, 180), target), Ok(11));
    }

    #[test]
    fn large_offices_are_staffed_too_and_the_limit_is_told() {
        let large = traffic(200_000.0, 180);
        let least = least_agents(large, StaffingTarget::default()).unwrap();
        assert!((10_000..10_100).contains(&least), "{least}");
        let too_large = Traffic::new(4_000_000.0, seconds(90)).unwrap();
        assert_eq!(least_agents(too_large, StaffingTarget::default()), Err(StatsError::UnreachableTarget));
        let calm = StaffingTarget { max_occupancy: Some(percent(0)), ..StaffingTarget::default() };
        assert_eq!(
            least_agents_with_patience(traffic(1.0, 180), seconds(60), calm),
            Err(StatsError::UnreachableTarget)
        );
        let slow = StaffingTarget { within: seconds(3601), ..StaffingTarget::default() };
        assert_eq!(least_agents(traffic(200.0, 180), slow), Err(StatsError::BadThreshold));
    }

    #[test]
    fn calls_are_counted_by_interval_and_give_its_traffic() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let period = Period::new(at("2025-01-21T09:00:00Z"), at("2025-01-21T10:15:00Z")).unwrap();
        let calls = [
            (at("2025-01-21T09:30:00Z"), Some(seconds(100))),
            (at("2025-01-21T09:00:00Z"), Some(seconds(200))),
            (at("2025-01-21T09:59:59.999999Z"), Some(seconds(201))),
            (at("2025-01-21T09:40:00Z"), None),
            (at("2025-01-21T08:59:59Z"), None),
            (at("2025-01-21T10:15:00Z"), None),
        ];
        let rows = demand_by_interval(period, seconds(1800), calls).unwrap();
        let shown: Vec<_> = rows.iter().map(|row| (row.offered, row.handled, row.handle_time.as_secs())).collect();
        assert_eq!(shown, [(1, 1, 200), (3, 2, 301), (0, 0, 0)]);
        assert_eq!(rows[1].traffic(seconds(180)), Traffic::new(6.0, Duration::from_millis(150_500)));
        assert_eq!(rows[2].interval.to(), period.to());
        assert_eq!(rows[2].traffic(seconds(180)), Traffic::new(0.0, seconds(180)));
        assert_eq!(Demand { offered: 1, ..rows[2] }.traffic(seconds(180)), Traffic::new(4.0, seconds(180)));
    }

    #[test]
    fn intervals_that_are_no_plan_are_refused() {
        let noon = Timestamp::EPOCH;
        let empty = Period::new(noon, noon).unwrap();
        assert_eq!(demand_by_interval(empty, seconds(1800), [(noon, None)]), Ok(Vec::new()));
        for bad in [0, 59, 86_401] {
            assert_eq!(demand_by_interval(empty, seconds(bad), []), Err(StatsError::BadInterval));
        }
        assert_eq!(demand_by_interval(Period::everything(), seconds(60), []), Err(StatsError::PeriodTooLong));
    }

    proptest! {
        #[test]
        fn gross_staff_is_the_least_that_leaves_the_net(net in 0u32..1_000_000, points in 0u16..10_000) {
            let gross = u128::from(shrinkage(points).gross(net));
            let present = |people: u128| people * u128::from(10_000 - points);
            let needed = u128::from(net) * 10_000;
            prop_assert!(present(gross) >= needed && (gross == 0 || present(gross - 1) < needed));
        }

        #[test]
        fn least_agents_meet_the_target_and_one_less_does_not(calls in 0.5f64..3_000.0, share in 1u8..=99, within in 0u64..120) {
            let (office, target) = (traffic(calls, 180), StaffingTarget { share: percent(share), within: seconds(within), ..StaffingTarget::default() });
            let least = least_agents(office, target).unwrap();
            let level = |agents| ErlangC::new(office, Agents::new(agents).unwrap()).service_level(target.within).unwrap();
            let wanted = f64::from(share) / 100.0;
            prop_assert!(level(least) >= wanted && (least == 1 || level(least - 1) < wanted));
        }

        #[test]
        fn with_patience_too(calls in 0.5f64..3_000.0, share in 1u8..=99, patience in 1u64..600) {
            let (office, target) = (traffic(calls, 180), StaffingTarget { share: percent(share), ..StaffingTarget::default() });
            let least = least_agents_with_patience(office, seconds(patience), target).unwrap();
            let level = |agents| {
                let queue = ErlangA::new(office, Agents::new(agents).unwrap(), seconds(patience)).unwrap();
                queue.within(target.within).unwrap().served_within
            };
            let wanted = f64::from(share) / 100.0;
            prop_assert!(level(least) >= wanted && (least == 1 || level(least - 1) < wanted));
        }
    }
}
