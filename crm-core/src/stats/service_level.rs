//! Service level: what share of calls was answered in time. Six variants exist; each figure names the one used.

use std::time::Duration;

use super::{BasisPoints, Formula, Ratio, ServiceWait, StatsError};
use crate::kernel::coded;

coded! {
    /// What a service level does with abandoned calls.
    pub enum ServiceLevelVariant: "service level variant" {
        /// Abandons within the threshold count as met.
        AbandonsMet = "abandons_met", "Потерянные в срок засчитаны", "Early abandons met";
        /// Answered calls alone.
        AbandonsIgnored = "abandons_ignored", "Без потерянных", "Abandons ignored";
        /// Every abandon counts as failed.
        AbandonsNegative = "abandons_negative", "Потерянные против", "Abandons negative";
        /// Abandons within the threshold are left out.
        EarlyAbandonsExcluded = "early_abandons_excluded", "Без потерянных в срок", "Early abandons excluded";
        /// Short abandons count as met.
        ShortAbandonsCredited = "short_abandons_credited", "Короткие потерянные засчитаны", "Short abandons credited";
        /// Short abandons are left out. The default.
        ShortAbandonsExcluded = "short_abandons_excluded", "Без коротких потерянных", "Short abandons excluded";
    }
}

#[expect(clippy::derivable_impls, reason = "the set of codes is declared by a macro")]
impl Default for ServiceLevelVariant {
    fn default() -> Self {
        Self::ShortAbandonsExcluded
    }
}

impl ServiceLevelVariant {
    /// The formula a figure of this variant is noted with.
    pub fn formula(&self) -> Formula {
        match self {
            Self::AbandonsMet => Formula::ServiceLevelAbandonsMet,
            Self::AbandonsIgnored => Formula::ServiceLevelAbandonsIgnored,
            Self::AbandonsNegative => Formula::ServiceLevelAbandonsNegative,
            Self::EarlyAbandonsExcluded => Formula::ServiceLevelEarlyAbandonsExcluded,
            Self::ShortAbandonsCredited => Formula::ServiceLevelShortAbandonsCredited,
            Self::ShortAbandonsExcluded => Formula::ServiceLevelShortAbandonsExcluded,
            Self::Unknown(code) => Formula::Unknown(code.clone()),
        }
    }
}

/// From when on an answer is late, and until when an abandon is short. Both bounds belong to the shorter side: a call
/// answered after exactly 20 s was answered within 20 s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Thresholds {
    answer: Duration,
    short: Duration,
}

impl Thresholds {
    /// The longest answer threshold.
    pub const LONGEST: Duration = Duration::from_secs(3600);

    /// The threshold of a timely answer, at most an hour, and that of a short abandon, at most as long.
    ///
    /// # Errors
    /// [`StatsError::BadThreshold`] otherwise.
    pub fn new(answer: Duration, short: Duration) -> Result<Self, StatsError> {
        let fits = short <= answer && answer <= Self::LONGEST;
        fits.then_some(Self { answer, short }).ok_or(StatsError::BadThreshold)
    }
    /// The longest wait of a timely answer.
    pub const fn answer(self) -> Duration {
        self.answer
    }
    /// The longest wait of a short abandon.
    pub const fn short(self) -> Duration {
        self.short
    }
}

impl Default for Thresholds {
    /// 20 s and 5 s.
    fn default() -> Self {
        Self { answer: Duration::from_secs(20), short: Duration::from_secs(5) }
    }
}

/// What the office wants to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceTarget {
    /// How abandons count.
    pub variant: ServiceLevelVariant,
    /// When an answer is timely.
    pub thresholds: Thresholds,
    /// The least share.
    pub share: BasisPoints,
}

impl ServiceTarget {
    /// Whether the counts, taken with the same thresholds, reach it; `None` when there is nothing to judge.
    pub fn is_met(&self, counts: WaitCounts) -> Option<bool> {
        counts.service_level(&self.variant).map(|level| level >= self.share.ratio())
    }
}

impl Default for ServiceTarget {
    /// 80 % in 20 s without short abandons.
    fn default() -> Self {
        Self {
            variant: ServiceLevelVariant::default(),
            thresholds: Thresholds::default(),
            share: BasisPoints::percent(80).unwrap_or(BasisPoints::WHOLE),
        }
    }
}

/// Offered calls by how long they waited. The fields are disjoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WaitCounts {
    /// Answered within the threshold.
    pub answered_in_time: u64,
    /// Answered later.
    pub answered_late: u64,
    /// Abandoned at once: within the short threshold.
    pub abandoned_short: u64,
    /// Abandoned after the short, within the answer threshold.
    pub abandoned_early: u64,
    /// Abandoned later.
    pub abandoned_late: u64,
}

impl WaitCounts {
    /// Counts waits.
    pub fn of(waits: impl IntoIterator<Item = ServiceWait>, thresholds: Thresholds) -> Self {
        let mut counts = Self::default();
        for wait in waits {
            counts.add(wait, thresholds);
        }
        counts
    }
    /// Counts one call more.
    pub fn add(&mut self, wait: ServiceWait, thresholds: Thresholds) {
        let count = match wait {
            ServiceWait::Answered(wait) if wait <= thresholds.answer => &mut self.answered_in_time,
            ServiceWait::Answered(_) => &mut self.answered_late,
            ServiceWait::Abandoned(wait) if wait <= thresholds.short => &mut self.abandoned_short,
            ServiceWait::Abandoned(wait) if wait <= thresholds.answer => &mut self.abandoned_early,
            ServiceWait::Abandoned(_) => &mut self.abandoned_late,
        };
        *count = count.saturating_add(1);
    }
    /// Answered calls, `A`.
    pub const fn answered(self) -> u64 {
        self.answered_in_time.saturating_add(self.answered_late)
    }
    /// Calls abandoned within the answer threshold, short ones included, `B_T`.
    pub const fn abandoned_in_time(self) -> u64 {
        self.abandoned_short.saturating_add(self.abandoned_early)
    }
    /// Abandoned calls, `B`.
    pub const fn abandoned(self) -> u64 {
        self.abandoned_in_time().saturating_add(self.abandoned_late)
    }
    /// Answered and abandoned calls, `A + B`.
    pub const fn offered(self) -> u64 {
        self.answered().saturating_add(self.abandoned())
    }
    /// `abandoned / offered`, short ones included; `None` when nothing was offered.
    pub fn abandonment(self) -> Option<Ratio> {
        Ratio::of_counts(self.abandoned(), self.offered())
    }
    /// `short abandons / offered`, reported apart; `None` when nothing was offered.
    pub fn short_abandonment(self) -> Option<Ratio> {
        Ratio::of_counts(self.abandoned_short, self.offered())
    }
    /// The service level by one variant, from 0 to 1; `None` when no call counts, and for an unknown variant.
    pub fn service_level(self, variant: &ServiceLevelVariant) -> Option<Ratio> {
        let met = self.answered_in_time;
        let (met, counted) = match variant {
            ServiceLevelVariant::AbandonsMet => (met.saturating_add(self.abandoned_in_time()), self.offered()),
            ServiceLevelVariant::AbandonsIgnored => (met, self.answered()),
            ServiceLevelVariant::AbandonsNegative => (met, self.offered()),
            ServiceLevelVariant::EarlyAbandonsExcluded => (met, self.answered().saturating_add(self.abandoned_late)),
            ServiceLevelVariant::ShortAbandonsCredited => (met.saturating_add(self.abandoned_short), self.offered()),
            ServiceLevelVariant::ShortAbandonsExcluded => {
                let abandoned = self.abandoned_early.saturating_add(self.abandoned_late);
                (met, self.answered().saturating_add(abandoned))
            }
            ServiceLevelVariant::Unknown(_) => return None,
        };
        Ratio::of_counts(met, counted)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Answered 1000, abandoned 60; within 20 s 860 and 20, after it 40, within 5 s 10.
    const GOLDEN: WaitCounts = WaitCounts {
        answered_in_time: 860,
        answered_late: 140,
        abandoned_short: 10,
        abandoned_early: 10,
        abandoned_late: 40,
    };

    #[test]
    fn the_six_variants_differ_on_the_same_calls() {
        let shown = |code| {
            let variant = ServiceLevelVariant::parse(code).unwrap();
            GOLDEN.service_level(&variant).unwrap().to_string()
        };
        assert_eq!(shown("abandons_met"), "83.0189 %");
        assert_eq!(shown("abandons_ignored"), "86.0000 %");
        assert_eq!(shown("abandons_negative"), "81.1321 %");
        assert_eq!(shown("early_abandons_excluded"), "82.6923 %");
        assert_eq!(shown("short_abandons_credited"), "82.0755 %");
        assert_eq!(shown("short_abandons_excluded"), "81.9048 %");
        assert_eq!(ServiceLevelVariant::ALL.len(), 6);
    }

    #[test]
    fn abandonment_counts_short_ones_and_tells_them_apart() {
        assert_eq!((GOLDEN.answered(), GOLDEN.abandoned(), GOLDEN.abandoned_in_time()), (1000, 60, 20));
        assert_eq!(GOLDEN.abandonment().unwrap().to_string(), "5.6604 %");
        assert_eq!(GOLDEN.short_abandonment().unwrap().to_string(), "0.9434 %");
    }

    #[test]
    fn waits_on_a_threshold_are_within_it() {
        let seconds = Duration::from_secs_f64;
        let waits = [0.0, 20.0, 20.001, 600.0].map(|s| ServiceWait::Answered(seconds(s)));
        let lost = [0.0, 5.0, 5.001, 20.0, 20.001].map(|s| ServiceWait::Abandoned(seconds(s)));
        let counts = WaitCounts::of(waits.into_iter().chain(lost), Thresholds::default());
        let expected = WaitCounts {
            answered_in_time: 2,
            answered_late: 2,
            abandoned_short: 2,
            abandoned_early: 2,
            abandoned_late: 1,
        };
        assert_eq!(counts, expected);
    }

    #[test]
    fn the_default_target_is_80_per_cent_in_20_seconds_without_short_abandons() {
        let target = ServiceTarget::default();
        assert_eq!(target.variant.code(), "short_abandons_excluded");
        assert_eq!((target.share.get(), target.thresholds.answer().as_secs()), (8000, 20));
        assert_eq!(target.is_met(GOLDEN), Some(true));
        let exact = WaitCounts { answered_in_time: 4, answered_late: 1, ..WaitCounts::default() };
        assert_eq!(target.is_met(exact), Some(true));
        assert_eq!(target.is_met(WaitCounts { answered_late: 2, ..exact }), Some(false));
        assert_eq!(target.is_met(WaitCounts::default()), None);
    }

    #[test]
    fn without_calls_that_count_there_is_no_service_level() {
        let only_short = WaitCounts { abandoned_short: 3, ..WaitCounts::default() };
        assert_eq!(only_short.service_level(&ServiceLevelVariant::ShortAbandonsExcluded), None);
        assert_eq!(only_short.service_level(&ServiceLevelVariant::AbandonsNegative), Some(Ratio::ZERO));
        for variant in ServiceLevelVariant::ALL {
            assert_eq!(WaitCounts::default().service_level(variant), None);
        }
        assert_eq!(GOLDEN.service_level(&ServiceLevelVariant::from_stored("of_tomorrow")), None);
    }

    #[test]
    fn thresholds_that_contradict_each_other_are_refused() {
        let seconds = Duration::from_secs;
        assert_eq!(Thresholds::new(seconds(20), seconds(21)), Err(StatsError::BadThreshold));
        assert_eq!(Thresholds::new(seconds(3601), seconds(5)), Err(StatsError::BadThreshold));
        assert_eq!(Thresholds::new(seconds(20), seconds(5)), Ok(Thresholds::default()));
    }

    fn any_counts() -> impl Strategy<Value = WaitCounts> {
        prop::array::uniform5(0u64..1 << 40).prop_map(|[a, b, c, d, e]| WaitCounts {
            answered_in_time: a,
            answered_late: b,
            abandoned_short: c,
            abandoned_early: d,
            abandoned_late: e,
        })
    }

    proptest! {
        #[test]
        fn the_variants_keep_their_order_and_stay_within_the_whole(counts in any_counts()) {
            prop_assume!(counts.answered() > 0);
            let level = |variant| counts.service_level(&variant).unwrap();
            for variant in ServiceLevelVariant::ALL {
                prop_assert!((Ratio::ZERO..=Ratio::ONE).contains(&level(variant.clone())));
                prop_assert!(level(variant.clone()) >= level(ServiceLevelVariant::AbandonsNegative));
            }
            prop_assert!(level(ServiceLevelVariant::AbandonsMet) >= level(ServiceLevelVariant::ShortAbandonsCredited));
            let early = level(ServiceLevelVariant::EarlyAbandonsExcluded);
            prop_assert!(early >= level(ServiceLevelVariant::ShortAbandonsExcluded));
            prop_assert!(early <= level(ServiceLevelVariant::AbandonsIgnored));
        }

        #[test]
        fn every_wait_is_counted_once(waits in prop::collection::vec((any::<bool>(), 0u64..40_000), 0..50)) {
            let wait = |&(answered, ms): &(bool, u64)| {
                let wait = Duration::from_millis(ms);
                if answered { ServiceWait::Answered(wait) } else { ServiceWait::Abandoned(wait) }
            };
            let counts = WaitCounts::of(waits.iter().map(wait), Thresholds::default());
            let within = |answered: bool, limit: u64| waits.iter().filter(|w| w.0 == answered && w.1 <= limit).count() as u64;
            prop_assert_eq!(counts.offered(), waits.len() as u64);
            prop_assert_eq!(counts.answered_in_time, within(true, 20_000));
            prop_assert_eq!(counts.abandoned_in_time(), within(false, 20_000));
            prop_assert_eq!(counts.abandoned_short, within(false, 5_000));
        }
    }
}
