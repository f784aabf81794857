//! What a campaign costs.

use chrono::NaiveDate;

use crate::counters::Days;
use crate::kernel::{CampaignCostId, CampaignId, Change, CityId, Money, Text, Timestamp, Version};

/// What a campaign cost on some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignCost {
    /// Its id.
    pub id: CampaignCostId,
    /// How often it has been written.
    pub version: Version,
    /// The campaign.
    pub campaign: CampaignId,
    /// The city it was spent on; `None` when it was spent on no city alone.
    pub city: Option<CityId>,
    /// The first of its days, in the office's zone.
    pub first_day: NaiveDate,
    /// The last of its days, included; not before the first.
    pub last_day: NaiveDate,
    /// How much, above zero, for all of its days together.
    pub amount: Money,
    /// What it was for.
    pub note: Option<Text<500>>,
    /// Taken back: it is kept, and counts for nothing.
    pub cancelled: bool,
    /// When it was entered.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl CampaignCost {
    /// The most days of one cost: what is longer is a slip of the pen.
    pub const MOST_DAYS: i64 = 3660;

    /// How many days it has.
    pub fn days(&self) -> i64 {
        (self.last_day - self.first_day).num_days() + 1
    }

    /// What of it falls on these days, to the kopeck: every day bears the same part, and shares of adjoining days always add
    /// up to the share of all of them. Nothing of a cancelled cost does.
    pub fn share(&self, days: Days) -> Money {
        let kopecks = self.borne_before(days.next) - self.borne_before(days.first);
        // Within the amount, so within the range of money.
        Money::from_kopecks(kopecks).unwrap_or(self.amount)
    }

    /// What its days before this one bear, in kopecks, rounded down.
    fn borne_before(&self, day: NaiveDate) -> i64 {
        if self.cancelled {
            return 0;
        }
        let days = self.days().max(1);
        let passed = (day - self.first_day).num_days().clamp(0, days);
        let borne = i128::from(self.amount.kopecks()) * i128::from(passed) / i128::from(days);
        i64::try_from(borne).unwrap_or(i64::MAX)
    }
}

/// A cost as lists show it: with the names behind its ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignCostView {
    /// The cost.
    pub cost: CampaignCost,
    /// The campaign's name.
    pub campaign: Box<str>,
    /// The city's name.
    pub city: Option<Box<str>>,
}

/// A cost to enter. The fields are those of [`CampaignCost`].
#[derive(Debug, Clone)]
pub struct NewCampaignCost {
    /// The campaign.
    pub campaign: CampaignId,
    /// The city it was spent on, if on one alone.
    pub city: Option<CityId>,
    /// The first of its days, in the office's zone.
    pub first_day: NaiveDate,
    /// The last of its days, included.
    pub last_day: NaiveDate,
    /// How much, above zero.
    pub amount: Money,
    /// What it was for.
    pub note: Option<Text<500>>,
}

/// Changes to a cost; what is left at its default stays.
#[derive(Debug, Clone, Default)]
pub struct CampaignCostPatch {
    /// Another campaign.
    pub campaign: Option<CampaignId>,
    /// Another city.
    pub city: Change<CityId>,
    /// Another first day.
    pub first_day: Option<NaiveDate>,
    /// Another last day.
    pub last_day: Option<NaiveDate>,
    /// Another amount, above zero.
    pub amount: Option<Money>,
    /// Another note.
    pub note: Change<Text<500>>,
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + TimeDelta::days(n)
    }

    fn days(first: i64, next: i64) -> Days {
        Days { first: day(first), next: day(next) }
    }

    /// Of the days `0 .. days`.
    fn cost(kopecks: i64, days: i64) -> CampaignCost {
        CampaignCost {
            id: CampaignCostId::new(1).unwrap(),
            version: Version::FIRST,
            campaign: CampaignId::new(1).unwrap(),
            city: None,
            first_day: day(0),
            last_day: day(days - 1),
            amount: Money::from_kopecks(kopecks).unwrap(),
            note: None,
            cancelled: false,
            created_at: Timestamp::EPOCH,
            updated_at: Timestamp::EPOCH,
        }
    }

    #[test]
    fn what_does_not_divide_is_borne_by_later_days() {
        let ten_roubles = cost(1000, 3);
        let each: Vec<_> = (-1..4).map(|n| ten_roubles.share(days(n, n + 1)).to_string()).collect();
        assert_eq!(each, ["0.00", "3.33", "3.33", "3.34", "0.00"]);
    }

    #[test]
    fn a_cancelled_cost_is_borne_by_no_day() {
        let cancelled = CampaignCost { cancelled: true, ..cost(1000, 3) };
        assert_eq!(cancelled.share(days(-9, 9)), Money::ZERO);
    }

    #[test]
    fn the_largest_amount_is_shared_over_the_longest_time() {
        let longest = cost(Money::MAX.kopecks(), CampaignCost::MOST_DAYS);
        assert_eq!(longest.share(days(0, CampaignCost::MOST_DAYS)), Money::MAX);
        let every = Days { first: NaiveDate::MIN, next: NaiveDate::MAX };
        assert_eq!(longest.share(every), Money::MAX);
    }

    proptest! {
        #[test]
        fn shares_of_adjoining_days_add_up_to_the_share_of_all_of_them(
            kopecks in 1..=Money::MAX.kopecks(),
            length in 1..=CampaignCost::MOST_DAYS,
            mut cuts in prop::collection::vec(-50_i64..4_000, 2..8),
        ) {
            cuts.sort_unstable();
            let cost = cost(kopecks, length);
            let parts: Vec<_> = cuts.windows(2).map(|cut| cost.share(days(cut[0], cut[1])).kopecks()).collect();
            let whole = cost.share(days(cuts[0], cuts[cuts.len() - 1])).kopecks();
            prop_assert_eq!(parts.iter().sum::<i64>(), whole);
            prop_assert_eq!(cost.share(days(-50, 4_000)), cost.amount);
        }

        #[test]
        fn a_share_is_less_than_a_kopeck_from_its_part_of_the_amount(
            kopecks in 1_i64..1_000_000_000, length in 1_i64..400, first in 0_i64..400, of in 0_i64..400,
        ) {
            let (first, next) = (first.min(length), (first + of).min(length));
            let share = cost(kopecks, length).share(days(first, next)).kopecks();
            prop_assert!((share * length - kopecks * (next - first)).abs() < length);
        }
    }
}
