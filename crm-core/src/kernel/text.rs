//! Bounded text: names, notes, reasons. Nothing of free length reaches storage.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Code, FieldError};

/// Text of 1 to `MAX` characters (characters, not bytes), without blanks around it and without control characters other
/// than line feeds and tabs. Carriage returns of pasted text become line feeds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize>(Box<str>);

/// Text that is empty, too long or holds a control character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// Nothing is left after trimming.
    #[error("must not be empty")]
    Empty,
    /// More characters than fit.
    #[error("must be at most {max} characters, not {given}")]
    TooLong {
        /// The limit.
        max: usize,
        /// What was given.
        given: usize,
    },
    /// A NUL or another control character.
    #[error("must not contain control characters")]
    Control,
}

impl BadText {
    /// The stable code: `text.empty`, `text.too_long` or `text.control`.
    pub const fn code(self) -> Code {
        match self {
            Self::Empty => "text.empty",
            Self::TooLong { .. } => "text.too_long",
            Self::Control => "text.control",
        }
    }
    /// The finding, about `field`.
    pub fn at(self, field: &'static str) -> FieldError {
        FieldError { field, code: self.code(), message: self.to_string() }
    }
}

impl<const MAX: usize> Text<MAX> {
    /// The most characters it holds.
    pub const MAX: usize = MAX;

    /// Takes input in, trimmed.
    ///
    /// # Errors
    /// [`BadText`] when nothing is left, when it is too long, or when it holds a control character.
    pub fn new(input: &str) -> Result<Self, BadText> {
        let trimmed = input.trim();
        let text =
            if trimmed.contains('\r') { Cow::Owned(trimmed.replace("\r\n", "\n")) } else { Cow::Borrowed(trimmed) };
        if text.is_empty() {
            return Err(BadText::Empty);
        }
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return Err(BadText::Control);
        }
        // A character has at least one byte: most input is short enough without counting.
        if text.len() > MAX {
            let given = text.chars().count();
            if given > MAX {
                return Err(BadText::TooLong { max: MAX, given });
            }
        }
        Ok(Self(text.into()))
    }
    /// As [`Text::new`], but blank input is no text at all: for fields that may be left out.
    ///
    /// # Errors
    /// [`BadText`] when it is too long or holds a control character.
    pub fn optional(input: &str) -> Result<Option<Self>, BadText> {
        match Self::new(input) {
            Ok(text) => Ok(Some(text)),
            Err(BadText::Empty) => Ok(None),
            Err(error) => Err(error),
        }
    }
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// A stored text, taken as it is: an earlier version may have allowed more.
    pub fn from_stored(text: &str) -> Self {
        Self(text.into())
    }
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<const MAX: usize> fmt::Debug for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<const MAX: usize> AsRef<str> for Text<MAX> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> FromStr for Text<MAX> {
    type Err = BadText;
    fn from_str(input: &str) -> Result<Self, BadText> {
        Self::new(input)
    }
}

impl<const MAX: usize> Serialize for Text<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BadText, Text};

    #[test]
    fn the_limit_counts_characters_not_bytes() {
        assert_eq!(Text::<4>::new(" Омск ").unwrap().as_str(), "Омск");
        assert_eq!(Text::<4>::new("Пермь"), Err(BadText::TooLong { max: 4, given: 5 }));
        assert_eq!(Text::<2>::new("😀😀").unwrap().as_str(), "😀😀");
    }

    #[test]
    fn blank_input_is_refused_or_left_out() {
        assert_eq!(Text::<9>::new(" \u{a0}\n"), Err(BadText::Empty));
        assert_eq!(Text::<9>::optional(" \u{a0}\n"), Ok(None));
        assert_eq!(Text::<9>::optional("a\0"), Err(BadText::Control));
    }

    #[test]
    fn lines_and_tabs_stay_and_other_control_characters_are_refused() {
        assert_eq!(Text::<9>::new("a\n\tb").unwrap().as_str(), "a\n\tb");
        assert_eq!(Text::<9>::new("a\r\nb").unwrap().as_str(), "a\nb");
        for control in ["a\0b", "a\rb", "a\u{1b}[0m", "a\u{85}b", "a\u{7f}b"] {
            assert_eq!(Text::<9>::new(control), Err(BadText::Control), "{control:?}");
        }
    }

    #[test]
    fn each_finding_names_its_field_and_code() {
        let codes =
            [BadText::Empty, BadText::TooLong { max: 1, given: 2 }, BadText::Control].map(|e| e.at("note").code);
        assert_eq!(codes, ["text.empty", "text.too_long", "text.control"]);
        assert_eq!(BadText::Empty.at("note").field, "note");
    }

    proptest! {
        #[test]
        fn what_is_taken_holds_the_limits_and_is_taken_again_unchanged(input in any::<String>()) {
            if let Ok(text) = Text::<8>::new(&input) {
                let kept = text.as_str();
                prop_assert!((1..=8).contains(&kept.chars().count()));
                prop_assert_eq!(kept.trim(), kept);
                prop_assert!(!kept.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
                prop_assert_eq!(&Text::<8>::new(kept).unwrap(), &text);
                let json = serde_json::to_string(&text).unwrap();
                prop_assert_eq!(serde_json::from_str::<Text<8>>(&json).unwrap(), text);
            }
        }
    }
}
