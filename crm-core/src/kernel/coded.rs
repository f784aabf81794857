//! Codes: closed sets of words that code, API, database and UI share.
//!
//! The canonical code is stored and sent. Aliases are accepted on input in any case and never sent. A stored value that
//! this version does not know is kept as it is in `Unknown`, shown as it is and written back as it is.

use std::fmt;

use super::FieldError;

/// A language the core has labels for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Russian.
    #[default]
    Ru,
    /// English.
    En,
}

/// An input word that is neither a code nor an alias of the set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is no {set}; expected one of {expected}")]
pub struct NotACode {
    /// What the set is called, such as `call status`.
    pub set: &'static str,
    /// What was given, cut to 64 characters.
    pub given: String,
    /// The canonical codes, comma-separated.
    pub expected: String,
}

impl NotACode {
    #[doc(hidden)]
    pub fn new<T: fmt::Display>(set: &'static str, given: &str, all: &[T]) -> Self {
        let expected = all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        Self { set, given: given.chars().take(64).collect(), expected }
    }
    /// The finding, about `field`: code `code.unknown`.
    pub fn at(self, field: &'static str) -> FieldError {
        FieldError { field, code: "code.unknown", message: self.to_string() }
    }
}

/// Declares a set of codes. See the uses in the domains' `model.rs`.
macro_rules! coded {
    (
        $(#[$meta:meta])*
        pub enum $name:ident: $set:literal {
            $( $(#[$vmeta:meta])* $variant:ident = $code:literal, $ru:literal, $en:literal $(, aliases $($alias:literal)|+ )?; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$vmeta])* $variant, )+
            /// A stored code that this version does not know, kept as it is.
            Unknown(Box<str>),
        }

        impl $name {
            /// Every value this version knows, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// The canonical code: what is stored and sent.
            pub fn code(&self) -> &str {
                match self {
                    $( Self::$variant => $code, )+
                    Self::Unknown(code) => code,
                }
            }

            /// The label people read. An unknown code is its own label.
            pub fn label(&self, lang: $crate::kernel::Lang) -> &str {
                match (self, lang) {
                    $(
                        (Self::$variant, $crate::kernel::Lang::Ru) => $ru,
                        (Self::$variant, $crate::kernel::Lang::En) => $en,
                    )+
                    (Self::Unknown(code), _) => code,
                }
            }

            /// Reads an input word: a canonical code or an alias, in any case, blanks around it ignored.
            ///
            /// # Errors
            /// [`NotACode`](crate::kernel::NotACode) when the word is neither.
            pub fn parse(input: &str) -> Result<Self, $crate::kernel::NotACode> {
                let word = input.trim().to_lowercase();
                $(
                    if word == $code $( $( || word == $alias.to_lowercase() )+ )? {
                        return Ok(Self::$variant);
                    }
                )+
                Err($crate::kernel::NotACode::new($set, input, Self::ALL))
            }

            /// Reads a stored code. Never fails: an unknown one is kept.
            pub fn from_stored(code: &str) -> Self {
                match code {
                    $( $code => Self::$variant, )+
                    other => Self::Unknown(other.into()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::kernel::NotACode;
            fn from_str(input: &str) -> Result<Self, Self::Err> {
                Self::parse(input)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&word).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use coded;

#[cfg(test)]
#[expect(unreachable_pub, reason = "the macro declares what is public")]
mod tests {
    use super::Lang;

    coded! {
        /// A set for the test.
        pub enum Colour: "colour" {
            /// Red.
            Red = "red", "Красный", "Red", aliases "Алый" | "scarlet";
            /// Blue.
            Blue = "blue", "Синий", "Blue";
        }
    }

    #[test]
    fn aliases_are_accepted_in_any_case_and_never_sent() {
        assert_eq!(Colour::parse(" аЛЫй ").unwrap(), Colour::Red);
        assert_eq!(Colour::parse("SCARLET").unwrap().code(), "red");
        assert_eq!(serde_json::to_string(&Colour::Red).unwrap(), "\"red\"");
    }

    #[test]
    fn a_stored_code_of_a_later_version_is_kept_and_shown() {
        let later = Colour::from_stored("green");
        assert_eq!((later.code(), later.label(Lang::Ru)), ("green", "green"));
        assert_eq!(Colour::from_stored(later.code()), later);
    }

    #[test]
    fn an_unknown_input_lists_what_is_expected() {
        let error = Colour::parse("mauve").unwrap_err();
        assert_eq!(error.to_string(), "\"mauve\" is no colour; expected one of red, blue");
        assert_eq!(error.at("colour").code, "code.unknown");
    }
}
