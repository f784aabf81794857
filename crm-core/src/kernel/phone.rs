//! Phones: clients' numbers in E.164.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use phonenumber::metadata::{DATABASE, Metadata};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::FieldError;

/// A phone number in E.164 with the plus, such as `+79000000101`.
///
/// Its length is possible for its country; whether anybody has it, nobody can know.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(Box<str>);

/// Text that is not a phone number. Keeps what was given, cut to 64 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a phone number: expected one such as 8 (999) 123-45-67, or a foreign one with its plus")]
pub struct BadPhone(pub String);

impl BadPhone {
    pub(super) fn new(given: &str) -> Self {
        Self(given.chars().take(64).collect())
    }
    /// The finding, about `field`: code `phone.bad`.
    pub fn at(self, field: &'static str) -> FieldError {
        FieldError { field, code: "phone.bad", message: self.to_string() }
    }
}

/// What people write around the digits of a number.
const PUNCTUATION: [char; 14] = [
    ' ', '\t', '\u{a0}', '\u{2009}', '\u{202f}', '(', ')', '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '.',
    '/',
];
/// Marks of writing direction, which come along when a number is copied from an address book.
const INVISIBLE: [char; 9] =
    ['\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2068}', '\u{2069}'];
/// E.164 allows 15 digits, country code included.
pub(super) const MAX_DIGITS: usize = 15;

impl Phone {
    /// Reads a number as people write it. Without a plus it is Russian when it has 10 digits, or 11 with a leading 7 or 8,
    /// and otherwise a full international number: `8 (999) 123-45-67`, `79991234567`, `9991234567`, `tel:+7-999-…`,
    /// `+375 29 …`, `8 10 375 29 …`.
    ///
    /// # Errors
    /// [`BadPhone`] when it holds letters, or when its length is not possible for its country.
    pub fn parse(input: &str) -> Result<Self, BadPhone> {
        if let Some(digits) = plain(input)
            && let Some(national) = digits.strip_prefix('7')
        {
            return russian(national).ok_or_else(|| BadPhone::new(input));
        }
        Self::read(input).ok_or_else(|| BadPhone::new(input))
    }

    fn read(input: &str) -> Option<Self> {
        let (digits, has_plus) = written_digits(input)?;
        if has_plus {
            return international(&digits);
        }
        match (digits.len(), digits.strip_prefix(['7', '8'])) {
            (10, _) => russian(&digits),
            (11, Some(national)) => russian(national),
            // Dialled abroad from a Russian phone, or from a European one.
            _ => international(digits.strip_prefix("810").or(digits.strip_prefix("00")).unwrap_or(&digits)),
        }
    }

    /// E.164 with the plus.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// E.164 without the plus, as providers write it.
    pub fn digits(&self) -> &str {
        self.0.strip_prefix('+').unwrap_or(&self.0)
    }
    /// A stored E.164 number, taken as it is.
    pub fn from_stored(text: &str) -> Self {
        Self(text.into())
    }
    /// The number for logs: enough to recognise it when one knows it, not enough to call it. `+7900•••0101`.
    pub fn redacted(&self) -> String {
        let digits: Vec<char> = self.digits().chars().collect();
        match (digits.get(..4), digits.len().checked_sub(4).and_then(|tail| digits.get(tail..))) {
            (Some(head), Some(tail)) if digits.len() >= 10 => {
                format!("+{}•••{}", head.iter().collect::<String>(), tail.iter().collect::<String>())
            }
            _ => "+•••".to_owned(),
        }
    }
}

/// The digits after the plus, of a number that is already in E.164.
pub(super) fn plain(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('+')?;
    ((7..=MAX_DIGITS).contains(&digits.len()) && is_digits(digits) && !digits.starts_with('0')).then_some(digits)
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a written number, and whether a plus leads them. `None` when anything but punctuation stands between.
fn written_digits(input: &str) -> Option<(String, bool)> {
    let trimmed = input.trim();
    let text = match trimmed.get(..4) {
        // RFC 3966: parameters such as an extension follow after a semicolon.
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => trimmed.get(4..)?.split(';').next()?,
        _ => trimmed,
    };
    let (mut digits, mut has_plus) = (String::with_capacity(MAX_DIGITS), false);
    for c in text.chars().filter(|c| !INVISIBLE.contains(c)) {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() && !has_plus => has_plus = true,
            c if PUNCTUATION.contains(&c) => {}
            _ => return None,
        }
        // International prefixes add up to three digits.
        if digits.len() > MAX_DIGITS + 3 {
            return None;
        }
    }
    Some((digits, has_plus))
}

/// A number of country code 7, which Russia and Kazakhstan share: ten digits, none of their area codes begins with 0.
///
/// Read by hand because `phonenumber` 0.3 takes the leading 8 of the codes 800 and 812 for the trunk prefix.
fn russian(national: &str) -> Option<Phone> {
    (national.len() == 10 && is_digits(national) && !national.starts_with('0'))
        .then(|| Phone(format!("+7{national}").into()))
}

/// A full number of any country, without the plus.
fn international(digits: &str) -> Option<Phone> {
    if let Some(national) = digits.strip_prefix('7') {
        return russian(national);
    }
    if !(7..=MAX_DIGITS).contains(&digits.len()) || digits.starts_with('0') {
        return None;
    }
    let number = phonenumber::parse(None, format!("+{digits}")).ok()?;
    let code = number.code().value();
    let regions = DATABASE.by_code(&code)?;
    let is_possible = |national: &str| regions.iter().any(|region| has_length(region, national.len()));

    let code = code.to_string();
    if digits.strip_prefix(code.as_str()).is_some_and(is_possible) {
        return Some(Phone(format!("+{digits}").into()));
    }
    // Written with its trunk prefix, as in +44 (0)20 7946 0000.
    let national = number.national().to_string();
    is_possible(&national).then(|| Phone(format!("+{code}{national}").into()))
}

/// Whether some kind of number of the region has this many digits. The general description lists no lengths of its own.
fn has_length(region: &Metadata, length: usize) -> bool {
    let kinds = region.descriptors();
    [
        kinds.fixed_line(),
        kinds.mobile(),
        kinds.toll_free(),
        kinds.premium_rate(),
        kinds.shared_cost(),
        kinds.personal_number(),
        kinds.voip(),
        kinds.pager(),
        kinds.uan(),
    ]
    .into_iter()
    .flatten()
    .any(|kind| kind.possible_length().iter().any(|possible| usize::from(*possible) == length))
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Phone {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for Phone {
    type Err = BadPhone;
    fn from_str(input: &str) -> Result<Self, BadPhone> {
        Self::parse(input)
    }
}

impl Serialize for Phone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Phone {
    /// Any number in E.164 is taken as it is, so that what [`CallerId::from_provider`](super::CallerId::from_provider) kept reads back; anything else is
    /// parsed.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        match text.strip_prefix('+') {
            Some(digits) if (7..=MAX_DIGITS).contains(&digits.len()) && is_digits(digits) => Ok(Self(text.into())),
            _ => Self::parse(&text).map_err(serde::de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Phone;

    fn parsed(text: &str) -> String {
        Phone::parse(text).map_or_else(|error| error.at("phone").code.to_owned(), |phone| phone.to_string())
    }

    #[test]
    fn a_russian_number_is_one_number_however_it_is_written() {
        for text in [
            "8 (999) 123-45-67",
            "79991234567",
            "+79991234567",
            "+7 999 123-45-67",
            "9991234567",
            "tel:+79991234567",
            "TEL:+7-999-123-45-67;ext=5",
            "8.999.123.45.67",
            " 8\u{a0}999\u{2011}123\u{2013}45\u{2011}67 ",
            "\u{202a}+7 999 123-45-67\u{202c}",
        ] {
            assert_eq!(parsed(text), "+79991234567", "{text:?}");
        }
    }

    #[test]
    fn area_codes_that_begin_with_the_trunk_prefix_keep_it() {
        for text in ["8 800 555-35-35", "88005553535", "8005553535", "+7 800 555 35 35", "78005553535"] {
            assert_eq!(parsed(text), "+78005553535", "{text:?}");
        }
        assert_eq!(["8 (812) 345-67-89", "8123456789"].map(parsed), ["+78123456789", "+78123456789"]);
    }

    #[test]
    fn a_foreign_number_is_read_with_its_plus_or_in_full() {
        for (text, expected) in [
            ("+375 29 123-45-67", "+375291234567"),
            ("375291234567", "+375291234567"),
            ("8 10 375 29 123-45-67", "+375291234567"),
            ("00375291234567", "+375291234567"),
            ("+1 (202) 555-0143", "+12025550143"),
            ("+44 (0)20 7946 0000", "+442079460000"),
            ("+39 06 1234 5678", "+390612345678"),
            ("+65 9123 4567", "+6591234567"),
            ("+7 701 123-45-67", "+77011234567"),
        ] {
            assert_eq!(parsed(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_number_is_refused() {
        for text in [
            "",
            " ",
            "+",
            "tel:",
            "abc9991234567",
            "call 9991234567",
            "8-800-FLOWERS",
            "8 (999) 123-45-6a",
            "+7 999 123 45 67 доб. 12",
            "٨٩٩٩١٢٣٤٥٦٧",
            "1234567",
            "123456789",
            "+799912345678",
            "+7999123456",
            "+0123456789012",
            "+999123456789",
            "0000000000",
            "+1 202 555 014",
            "1234567890123456",
            "7+9991234567",
            "++79991234567",
            "+79991234567, +79991234568",
            "sip:79991234567@example.com",
            "8\u{0}9991234567",
        ] {
            assert_eq!(parsed(text), "phone.bad", "{text:?}");
        }
        assert_eq!(Phone::parse(&"9".repeat(100_000)).unwrap_err().0.len(), 64);
    }

    #[test]
    fn a_log_shows_only_the_ends_of_a_number() {
        assert_eq!(Phone::parse("79000000101").unwrap().redacted(), "+7900•••0101");
        assert_eq!(Phone::from_stored("+1234567").redacted(), "+•••");
        assert_eq!(Phone::from_stored("ошибка").redacted(), "+•••");
    }

    proptest! {
        #[test]
        fn arbitrary_text_gives_a_canonical_phone_or_a_refusal(
            text in prop_oneof![any::<String>(), "[+]?[0-9 ()./-]{0,24}", "(\\+|810|00)[1-9][0-9]{6,14}"],
        ) {
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert!((7..=15).contains(&phone.digits().len()));
                prop_assert!(phone.digits().bytes().all(|byte| byte.is_ascii_digit()));
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
                prop_assert_eq!(Phone::from_stored(phone.as_str()), phone);
            }
        }
    }
}
