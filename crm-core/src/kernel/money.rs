//! Money: whole kopecks inside, decimal text outside, never a float.

use std::fmt;
use std::ops::Neg;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::FieldError;

/// An amount in kopecks, from -99 999 999 999.99 to 99 999 999 999.99 roubles: what `DECIMAL(13,2)` holds, and small
/// enough that every JSON reader carries it exactly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

/// Input that is not an amount. Keeps what was given, cut to 64 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an amount: expected roubles with at most two decimals, such as 1500.00, below 100 billion")]
pub struct BadMoney(pub String);

impl BadMoney {
    fn new(given: &str) -> Self {
        Self(given.chars().take(64).collect())
    }
    /// The finding, about `field`: code `money.bad`.
    pub fn at(self, field: &'static str) -> FieldError {
        FieldError { field, code: "money.bad", message: self.to_string() }
    }
}

const BOUND: i64 = 9_999_999_999_999;

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The smallest amount.
    pub const MIN: Self = Self(-BOUND);
    /// The largest amount.
    pub const MAX: Self = Self(BOUND);

    /// From kopecks; `None` outside [`Money::MIN`] to [`Money::MAX`].
    pub const fn from_kopecks(kopecks: i64) -> Option<Self> {
        if kopecks >= -BOUND && kopecks <= BOUND { Some(Self(kopecks)) } else { None }
    }
    /// The amount in kopecks.
    pub const fn kopecks(self) -> i64 {
        self.0
    }
    /// The sum; `None` when it leaves the range.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        Self::from_kopecks(self.0 + other.0)
    }
    /// The difference; `None` when it leaves the range.
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        Self::from_kopecks(self.0 - other.0)
    }
    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The finding about `field` when it is not above zero: code `money.not_positive`.
    pub(crate) fn must_be_positive(self, field: &'static str) -> Option<FieldError> {
        let message = "must be above zero".to_owned();
        (self.0 <= 0).then_some(FieldError { field, code: "money.not_positive", message })
    }

    /// Reads roubles: `1500`, `1500.5`, `1 500,50`, `-3.00`. One or two decimals after a dot or a comma; blanks only
    /// between groups of three digits. No exponent, no currency sign, and no comma between thousands: `1,500` is refused
    /// rather than guessed.
    ///
    /// # Errors
    /// [`BadMoney`] for anything else and outside the range.
    pub fn parse(input: &str) -> Result<Self, BadMoney> {
        read(input.trim()).ok_or_else(|| BadMoney::new(input))
    }

    /// A JSON number: exact only when it is the nearest float of an amount with two decimals.
    fn from_float(number: f64) -> Result<Self, BadMoney> {
        let text = format!("{number:.2}");
        if text.parse() == Ok(number) { Self::parse(&text) } else { Err(BadMoney::new(&number.to_string())) }
    }
}

fn read(text: &str) -> Option<Money> {
    let unsigned = text.strip_prefix(['-', '\u{2212}']);
    let (roubles, decimals) = match unsigned.unwrap_or(text).split_once(['.', ',']) {
        Some((roubles, decimals)) => (roubles, Some(decimals)),
        None => (unsigned.unwrap_or(text), None),
    };
    let mut kopecks: i64 = 0;
    for (n, group) in roubles.split([' ', '\u{a0}', '\u{202f}']).enumerate() {
        let grouped = roubles.len() != group.len();
        if group.is_empty() || (grouped && n == 0 && group.len() > 3) || (n > 0 && group.len() != 3) {
            return None;
        }
        kopecks = append(kopecks, group)?;
    }
    kopecks = match decimals {
        None => kopecks.checked_mul(100)?,
        Some(one) if one.len() == 1 => append(kopecks, one)?.checked_mul(10)?,
        Some(two) if two.len() == 2 => append(kopecks, two)?,
        Some(_) => return None,
    };
    Money::from_kopecks(if unsigned.is_some() { -kopecks } else { kopecks })
}

fn append(value: i64, digits: &str) -> Option<i64> {
    digits.bytes().try_fold(value, |value, byte| {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        value.checked_mul(10)?.checked_add(digit)
    })
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Money {
    /// Roubles with two decimals after a dot: `1500.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, kopecks) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        f.pad(&format!("{sign}{}.{:02}", kopecks / 100, kopecks % 100))
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Money {
    type Err = BadMoney;
    fn from_str(input: &str) -> Result<Self, BadMoney> {
        Self::parse(input)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    /// Decimal text, or a JSON number of roubles that has at most two decimals.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Amount;
        impl Visitor<'_> for Amount {
            type Value = Money;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount in roubles with at most two decimals")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Money, E> {
                Money::parse(text).map_err(E::custom)
            }
            fn visit_i64<E: de::Error>(self, roubles: i64) -> Result<Money, E> {
                let amount = roubles.checked_mul(100).and_then(Money::from_kopecks);
                amount.ok_or_else(|| E::custom(BadMoney::new(&roubles.to_string())))
            }
            fn visit_u64<E: de::Error>(self, roubles: u64) -> Result<Money, E> {
                let amount = i64::try_from(roubles).map_err(|_| E::custom(BadMoney::new(&roubles.to_string())))?;
                self.visit_i64(amount)
            }
            fn visit_f64<E: de::Error>(self, roubles: f64) -> Result<Money, E> {
                Money::from_float(roubles).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Amount)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Money;

    fn kopecks(text: &str) -> Option<i64> {
        Money::parse(text).ok().map(Money::kopecks)
    }

    #[test]
    fn people_write_amounts_in_several_ways() {
        let written =
            ["1500", " 1500.5 ", "1 500,50", "1\u{a0}500,5", "12\u{202f}345\u{202f}678.9", "-3.00", "\u{2212}0,01"];
        let read = [150_000, 150_050, 150_050, 150_050, 1_234_567_890, -300, -1];
        assert_eq!(written.map(kopecks), read.map(Some));
    }

    #[test]
    fn what_could_be_read_two_ways_is_refused() {
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "1,500",
            "1.234",
            "1 50",
            "1  500",
            "1500 000",
            " 1 500 .00",
            "1e3",
            "+5",
            "--5",
            "5 руб",
            "٣",
            "1.5.0",
            "NaN",
            "0x10",
            "100000000000",
            "99999999999999999999999",
        ] {
            assert_eq!(kopecks(text), None, "{text:?}");
        }
    }

    #[test]
    fn json_numbers_are_taken_only_when_exact() {
        let read = |json: &str| serde_json::from_str::<Money>(json).ok().map(Money::kopecks);
        assert_eq!(
            ["1500", "1500.5", "0.1", "-19.99", "\"7,5\""].map(read),
            [150_000, 150_050, 10, -1999, 750].map(Some)
        );
        for json in ["0.001", "1e300", "18446744073709551615", "100000000000", "0.30000000000000004", "null", "[]"] {
            assert_eq!(read(json), None, "{json}");
        }
    }

    #[test]
    fn sums_stop_at_the_range_instead_of_wrapping() {
        let kopeck = Money::from_kopecks(1).unwrap();
        assert_eq!(Money::MAX.checked_add(kopeck), None);
        assert_eq!(Money::MIN.checked_sub(kopeck), None);
        assert_eq!(-Money::MAX, Money::MIN);
        assert_eq!(Money::from_kopecks(i64::MIN), None);
    }

    fn any_money() -> impl Strategy<Value = Money> {
        (Money::MIN.kopecks()..=Money::MAX.kopecks()).prop_map(|k| Money::from_kopecks(k).unwrap())
    }

    proptest! {
        #[test]
        fn every_amount_reads_back_from_text_json_text_and_json_number(amount in any_money()) {
            prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
            let json = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(&json, &format!("\"{amount}\""));
            prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), amount);
            prop_assert_eq!(serde_json::from_str::<Money>(&amount.to_string()).unwrap(), amount);
        }

        #[test]
        fn what_is_added_can_be_taken_away(a in any_money(), b in any_money()) {
            if let Some(sum) = a.checked_add(b) {
                prop_assert_eq!(sum.checked_sub(b), Some(a));
                prop_assert_eq!(a.checked_sub(-b), Some(sum));
            }
        }

        #[test]
        fn arbitrary_text_never_panics(text in any::<String>()) {
            let _ = Money::parse(&text);
        }
    }
}
