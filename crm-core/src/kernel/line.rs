//! The company's own numbers.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::caller::{e164, strip_scheme};
use super::phone::{is_digits, plain};
use super::{BadPhone, Phone};

/// One of the company's own numbers, the one a client dialled: a phone in E.164 with the plus, a SIP URI with scheme and
/// host in lower case, or a short number of 2 to 9 digits. At most 128 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineNumber(Box<str>);

impl LineNumber {
    /// The most characters it has.
    pub const MAX: usize = 128;

    /// Reads a line as people write it: `8 (495) 000-00-01`, `74950000001`, `sip:line1@office.example`, `101`.
    ///
    /// # Errors
    /// [`BadPhone`] for anything else.
    pub fn parse(input: &str) -> Result<Self, BadPhone> {
        let text = input.trim();
        if let Some(line) = Self::uri(text).or_else(|| Self::short(text)) {
            return Ok(line);
        }
        // By the provider's rule where it applies: what an admin enters must meet what an event brings.
        match e164(text) {
            Some(phone) => Ok(Self(phone.as_str().into())),
            None => Phone::parse(text).map(|phone| Self(phone.as_str().into())).map_err(|_| BadPhone::new(input)),
        }
    }
    /// Reads what a provider sends. Text of no known form is kept as it is, so that the line can be listed as unknown.
    /// `None` when it is missing, blank, longer than 128 characters or holds control characters.
    pub fn from_provider(text: Option<&str>) -> Option<Self> {
        let text = text?.trim();
        let is_kept = !text.is_empty() && text.chars().count() <= Self::MAX && !text.chars().any(char::is_control);
        is_kept.then(|| Self::parse(text).unwrap_or_else(|_| Self(text.into())))
    }

    fn uri(text: &str) -> Option<Self> {
        let (scheme, rest) = strip_scheme(text)?;
        let is_uri = text.chars().count() <= Self::MAX && !rest.contains(|c: char| c.is_whitespace() || c.is_control());
        let canonical = match rest.split_once('@') {
            Some((user, host)) if !user.is_empty() && !host.is_empty() && !host.contains('@') => {
                format!("{scheme}{user}@{}", host.to_lowercase())
            }
            None if !rest.is_empty() => format!("{scheme}{}", rest.to_lowercase()),
            _ => return None,
        };
        is_uri.then(|| Self(canonical.into()))
    }

    fn short(text: &str) -> Option<Self> {
        ((2..=9).contains(&text.len()) && is_digits(text)).then(|| Self(text.into()))
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The number as a provider writes it: a phone as its digits without the plus, anything else as it is.
    pub fn provider_form(&self) -> &str {
        plain(&self.0).unwrap_or(&self.0)
    }
    /// A stored number, taken as it is.
    pub fn from_stored(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for LineNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for LineNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for LineNumber {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for LineNumber {
    type Err = BadPhone;
    fn from_str(input: &str) -> Result<Self, BadPhone> {
        Self::parse(input)
    }
}

impl Serialize for LineNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for LineNumber {
    /// As [`LineNumber::from_provider`], so that a kept line of no known form reads back.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_provider(Some(&text)).ok_or_else(|| serde::de::Error::custom(BadPhone::new(&text)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BadPhone, LineNumber};

    #[test]
    fn a_line_has_one_form_whoever_writes_it() {
        for (text, expected) in [
            ("74950000001", "+74950000001"),
            ("8 (495) 000-00-01", "+74950000001"),
            ("+7 495 000-00-01", "+74950000001"),
            ("SIP:Line1@VPBX000000.MangoSIP.ru", "sip:Line1@vpbx000000.mangosip.ru"),
            ("sips:line1@office.example:5061", "sips:line1@office.example:5061"),
            ("sip:Office.Example", "sip:office.example"),
            (" 101 ", "101"),
        ] {
            assert_eq!(LineNumber::parse(text).unwrap().as_str(), expected, "{text:?}");
            assert_eq!(LineNumber::from_provider(Some(text)).unwrap().as_str(), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_line_is_refused_from_people_and_kept_from_providers() {
        for text in ["reception", "1", "sip:@host", "sip:a@b@c", "sip:", "8-800-FLOWERS"] {
            assert_eq!(LineNumber::parse(text), Err(BadPhone(text.to_owned())));
            assert_eq!(LineNumber::from_provider(Some(text)).unwrap().as_str(), text);
        }
        let long = format!("sip:{}@host", "a".repeat(LineNumber::MAX));
        for text in [None, Some(""), Some("  "), Some("a\0b"), Some(long.as_str())] {
            assert_eq!(LineNumber::from_provider(text), None, "{text:?}");
        }
        assert!(LineNumber::parse(&long).is_err());
    }

    #[test]
    fn a_line_goes_back_to_the_provider_as_it_came() {
        for text in ["74950000001", "375291234567", "sip:line1@vpbx000000.mangosip.ru", "101", "reception"] {
            assert_eq!(LineNumber::from_provider(Some(text)).unwrap().provider_form(), text);
        }
    }

    proptest! {
        #[test]
        fn every_line_reads_back(text in prop_oneof![any::<String>(), "[0-9]{1,16}", "sip:[a-zA-Z0-9]{0,6}@[a-zA-Z.]{0,6}"]) {
            if let Some(line) = LineNumber::from_provider(Some(&text)) {
                prop_assert_eq!(LineNumber::from_provider(Some(line.as_str())), Some(line.clone()));
                let json = serde_json::to_string(&line).unwrap();
                prop_assert_eq!(serde_json::from_str::<LineNumber>(&json).unwrap(), line);
            }
        }
    }
}
