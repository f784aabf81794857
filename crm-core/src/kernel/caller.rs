//! Who is calling, as a provider tells it.

use super::Phone;
use super::phone::{MAX_DIGITS, is_digits};

/// Who a provider says is calling.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CallerId {
    /// A client's phone.
    Phone(Phone),
    /// Hidden or missing.
    Hidden,
    /// Not a phone: a SIP URI, a short number. Cut to 128 characters.
    Other(Box<str>),
}

/// What SIP servers send in place of a number that is withheld.
const HIDDEN: [&str; 8] =
    ["anonymous", "unknown", "hidden", "restricted", "private", "unavailable", "withheld", "undefined"];

impl CallerId {
    /// Reads what a provider sends. Ten to fifteen digits, with or without a plus, always give a phone, so no caller is
    /// lost; a SIP URI or a short number is [`CallerId::Other`].
    ///
    /// Providers send E.164 without the plus. Two national forms are known too: ten digits that begin like an area code of
    /// Russia or Kazakhstan (3, 4, 7, 8, 9), and eleven with the trunk prefix 8 before such a code. The rule is fixed, it
    /// does not follow the country data: the same event must give the same caller for ever.
    pub fn from_provider(text: Option<&str>) -> Self {
        let text = text.unwrap_or_default().trim();
        if text.is_empty() || is_hidden(text) {
            return Self::Hidden;
        }
        match e164(text) {
            Some(phone) => Self::Phone(phone),
            None => Self::Other(text.chars().take(128).collect()),
        }
    }
    /// The phone, if it is one.
    pub fn phone(self) -> Option<Phone> {
        match self {
            Self::Phone(phone) => Some(phone),
            Self::Hidden | Self::Other(_) => None,
        }
    }
}

fn is_hidden(text: &str) -> bool {
    // `sip:anonymous@anonymous.invalid` is how RFC 3323 writes it.
    let name = strip_scheme(text).map_or(text, |(_, rest)| rest.split('@').next().unwrap_or(rest));
    HIDDEN.iter().any(|word| name.eq_ignore_ascii_case(word))
}

/// A provider's ten to fifteen digits as E.164.
pub(super) fn e164(text: &str) -> Option<Phone> {
    let (digits, has_plus) = text.strip_prefix('+').map_or((text, false), |digits| (digits, true));
    if !(10..=MAX_DIGITS).contains(&digits.len()) || !is_digits(digits) {
        return None;
    }
    let national = match digits.len() {
        10 => Some(digits),
        11 => digits.strip_prefix('8'),
        _ => None,
    };
    let national = national.filter(|national| !has_plus && national.starts_with(['3', '4', '7', '8', '9']));
    let text = national.map_or_else(|| format!("+{digits}"), |national| format!("+7{national}"));
    Some(Phone::from_stored(&text))
}

/// Splits a SIP URI after its scheme.
pub(super) fn strip_scheme(text: &str) -> Option<(&'static str, &str)> {
    ["sip:", "sips:"].into_iter().find_map(|scheme| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| text.get(scheme.len()..).map(|rest| (scheme, rest)))?
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CallerId, Phone};

    fn caller(text: &str) -> Option<String> {
        CallerId::from_provider(Some(text)).phone().map(|phone| phone.as_str().to_owned())
    }

    #[test]
    fn a_provider_sends_digits_without_a_plus() {
        for (text, expected) in [
            ("79000000101", "+79000000101"),
            ("+79000000101", "+79000000101"),
            ("9000000101", "+79000000101"),
            ("89000000101", "+79000000101"),
            ("84950000001", "+74950000001"),
            ("7011234567", "+77011234567"),
            ("88005553535", "+78005553535"),
            ("375291234567", "+375291234567"),
            ("6591234567", "+6591234567"),
            ("+3725123456", "+3725123456"),
            ("81312345678901", "+81312345678901"),
            ("000000000000000", "+000000000000000"),
        ] {
            assert_eq!(caller(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn a_caller_without_a_number_is_hidden() {
        for text in
            ["", "  ", "anonymous", "Anonymous", "UNKNOWN", "hidden", "restricted", "sip:anonymous@anonymous.invalid"]
        {
            assert_eq!(CallerId::from_provider(Some(text)), CallerId::Hidden, "{text:?}");
        }
        assert_eq!(CallerId::from_provider(None), CallerId::Hidden);
    }

    #[test]
    fn an_address_or_a_short_number_is_a_caller_but_no_phone() {
        for text in ["101", "123456789", "1234567890123456", "sip:79000000101@vpbx000000.mangosip.ru", "7900-000-01-01"]
        {
            assert_eq!(CallerId::from_provider(Some(text)), CallerId::Other(text.into()), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_digits_of_a_phone_s_length_are_ever_lost(digits in "[0-9]{10,15}", plus: bool) {
            let text = if plus { format!("+{digits}") } else { digits };
            let phone = CallerId::from_provider(Some(&text)).phone().expect("a phone");
            let json = serde_json::to_string(&phone).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Phone>(&json).unwrap(), &phone);
            prop_assert_eq!(CallerId::from_provider(Some(phone.as_str())).phone(), Some(phone));
        }
    }
}
