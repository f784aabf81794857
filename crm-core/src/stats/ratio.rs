//! Exact fractions: what a share is until it is shown.

use std::cmp::Ordering;
use std::fmt;
use std::time::Duration;

use super::StatsError;
use crate::kernel::Money;

/// An exact fraction in lowest terms, its denominator above zero: a share, or a return that may be negative or above 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i64,
    denominator: i64,
}

impl Ratio {
    /// Nothing of something.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// The whole.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// The fraction; `None` unless the denominator is above zero.
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator <= 0 {
            return None;
        }
        // At most the denominator, so it fits.
        let shared = i64::try_from(common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs())).ok()?;
        Some(Self { numerator: numerator / shared, denominator: denominator / shared })
    }
    /// One count over another; `None` when the second is 0. Counts above 2^63 stand for 2^63 - 1.
    pub fn of_counts(part: u64, whole: u64) -> Option<Self> {
        let clamped = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        Self::new(clamped(part), clamped(whole))
    }
    /// One amount over another; `None` unless the second is above zero.
    pub fn of_amounts(part: Money, whole: Money) -> Option<Self> {
        Self::new(part.kopecks(), whole.kopecks())
    }
    /// One time over another, to the microsecond; `None` when the second is zero. Times above 292,000 years stand for that.
    pub fn of_times(part: Duration, whole: Duration) -> Option<Self> {
        let micros = |time: Duration| i64::try_from(time.as_micros()).unwrap_or(i64::MAX);
        Self::new(micros(part), micros(whole))
    }

    /// The numerator in lowest terms.
    pub const fn numerator(self) -> i64 {
        self.numerator
    }
    /// The denominator in lowest terms, above zero.
    pub const fn denominator(self) -> i64 {
        self.denominator
    }
    /// The fraction times `scale`, rounded to a whole number, halves away from zero: `scaled(100)` are per cent. Stops at
    /// the ends of `i64`.
    pub fn scaled(self, scale: u32) -> i64 {
        let rounded = divide_rounded(i128::from(self.numerator) * i128::from(scale), i128::from(self.denominator));
        i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
    }
    /// The nearest float, for charts.
    #[expect(clippy::cast_precision_loss, reason = "a chart needs no more than a float's 15 digits")]
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |a: i64, b: i64| i128::from(a) * i128::from(b);
        cross(self.numerator, other.denominator).cmp(&cross(other.numerator, self.denominator))
    }
}

impl fmt::Display for Ratio {
    /// Per cent with four decimals after a dot: `81.9048 %`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.scaled(1_000_000);
        let (sign, parts) = (if parts < 0 { "-" } else { "" }, parts.unsigned_abs());
        f.pad(&format!("{sign}{}.{:04} %", parts / 10_000, parts % 10_000))
    }
}

/// A share in hundredths of a per cent, from 0 to 10,000: how targets and shrinkage are entered, so that they are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BasisPoints(u16);

impl BasisPoints {
    /// The whole, 10,000.
    pub const WHOLE: Self = Self(10_000);

    /// The share.
    ///
    /// # Errors
    /// [`StatsError::BadShare`] above 10,000.
    pub const fn new(hundredths_of_a_per_cent: u16) -> Result<Self, StatsError> {
        if hundredths_of_a_per_cent <= Self::WHOLE.0 {
            Ok(Self(hundredths_of_a_per_cent))
        } else {
            Err(StatsError::BadShare)
        }
    }
    /// From whole per cent.
    ///
    /// # Errors
    /// [`StatsError::BadShare`] above 100.
    pub const fn percent(percent: u8) -> Result<Self, StatsError> {
        Self::new(percent as u16 * 100)
    }
    /// In hundredths of a per cent.
    pub const fn get(self) -> u16 {
        self.0
    }
    /// As a fraction of 1.
    pub fn ratio(self) -> Ratio {
        Ratio::of_counts(u64::from(self.0), u64::from(Self::WHOLE.0)).unwrap_or(Ratio::ZERO)
    }
}

/// An amount over a count, to the nearest kopeck, halves away from zero; `None` when the count is 0.
pub(super) fn amount_per(amount: Money, count: u64) -> Option<Money> {
    let kopecks = (count > 0).then(|| divide_rounded(i128::from(amount.kopecks()), i128::from(count)))?;
    Money::from_kopecks(i64::try_from(kopecks).ok()?)
}

/// A time over a count, to the nearest microsecond; `None` when the count is 0.
pub(super) fn time_per(total: Duration, count: u64) -> Option<Duration> {
    let micros = total.as_micros();
    let count = u128::from(count);
    let mean = (count > 0).then(|| (micros + count / 2) / count)?;
    Some(Duration::from_micros(u64::try_from(mean).unwrap_or(u64::MAX)))
}

/// Halves away from zero. The divisor is above zero, and the dividend below 2^126.
fn divide_rounded(dividend: i128, divisor: i128) -> i128 {
    let half = if dividend < 0 { -divisor } else { divisor };
    (2 * dividend + half) / (2 * divisor)
}

fn common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ratio(numerator: i64, denominator: i64) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn a_fraction_is_known_by_its_value() {
        assert_eq!(ratio(2, 4), ratio(1, 2));
        assert_eq!((ratio(-6, 4).numerator(), ratio(-6, 4).denominator()), (-3, 2));
        assert_eq!(ratio(0, 7), Ratio::ZERO);
        assert_eq!((Ratio::new(1, 0), Ratio::new(1, -1)), (None, None));
        assert!(ratio(1, 3) < ratio(3334, 10_000) && ratio(-1, 2) < Ratio::ZERO);
        assert_eq!(ratio(i64::MIN, i64::MAX).scaled(100), -100);
        assert_eq!(ratio(i64::MIN, 1).scaled(100), i64::MIN);
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!([1, 3, -1, -3].map(|n| ratio(n, 200).scaled(100)), [1, 2, -1, -2]);
        assert_eq!(ratio(1, 3).to_string(), "33.3333 %");
        assert_eq!(ratio(-5, 2).to_string(), "-250.0000 %");
        assert_eq!(ratio(-1, 1_000_000).to_string(), "-0.0001 %");
    }

    #[test]
    fn amounts_and_times_per_piece_are_rounded_once() {
        let money = |kopecks| Money::from_kopecks(kopecks).unwrap();
        assert_eq!(amount_per(money(100), 3), Some(money(33)));
        assert_eq!(amount_per(money(-5), 2), Some(money(-3)));
        assert_eq!(amount_per(Money::MAX, u64::MAX), Some(Money::ZERO));
        assert_eq!(amount_per(money(100), 0), None);
        assert_eq!(time_per(Duration::from_micros(5), 2), Some(Duration::from_micros(3)));
        assert_eq!(time_per(Duration::from_secs(1), 0), None);
        assert_eq!(time_per(Duration::MAX, u64::MAX), Some(Duration::from_secs(1)));
    }

    #[test]
    fn a_share_is_at_most_the_whole() {
        assert_eq!(BasisPoints::new(10_001), Err(StatsError::BadShare));
        assert_eq!(BasisPoints::percent(101), Err(StatsError::BadShare));
        assert_eq!(BasisPoints::percent(80).unwrap().ratio(), ratio(4, 5));
    }

    proptest! {
        #[test]
        fn a_rounded_share_is_the_nearest_whole(part in any::<i32>(), whole in 1i64..=1 << 40) {
            let share = ratio(i64::from(part), whole);
            // |percent * whole - 100 * part| is at most half of the whole.
            let off = i128::from(share.scaled(100)) * i128::from(whole) - 100 * i128::from(part);
            prop_assert!(2 * off.abs() <= i128::from(whole));
        }

        #[test]
        fn fractions_are_ordered_as_numbers(a in any::<i32>(), b in 1i64..1 << 30, c in any::<i32>(), d in 1i64..1 << 30) {
            let (left, right) = (i128::from(a) * i128::from(d), i128::from(c) * i128::from(b));
            prop_assert_eq!(ratio(i64::from(a), b).cmp(&ratio(i64::from(c), d)), left.cmp(&right));
        }
    }
}
