//! Lenient reading of provider payloads: numbers may come as text and text as numbers, empty text means missing, and a
//! field of an unexpected shape is missing rather than fatal.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{MAX_ID, NotUnderstood};
use crate::calls::Extension;
use crate::kernel::Timestamp;

/// A value that should be a number or text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Loose<'a> {
    #[default]
    Missing,
    Whole(i64),
    Real(f64),
    Text(Cow<'a, str>),
}

impl Loose<'_> {
    /// As text; `None` when missing or blank.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Missing => None,
            Self::Whole(number) => Some(Cow::Owned(number.to_string())),
            Self::Real(number) => Some(Cow::Owned(number.to_string())),
            Self::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()).map(Cow::Borrowed),
        }
    }

    /// As a whole number; `None` when missing or blank.
    ///
    /// # Errors
    /// [`NotUnderstood::BadNumber`] for anything else.
    pub(super) fn whole(&self, field: &'static str) -> Result<Option<i64>, NotUnderstood> {
        let Some(text) = (match self {
            Self::Whole(number) => return Ok(Some(*number)),
            other => other.text(),
        }) else {
            return Ok(None);
        };
        text.parse().map(Some).map_err(|_| NotUnderstood::BadNumber(field))
    }

    /// As a result code. A code that is no number explains nothing, so it is missing.
    pub(super) fn code(&self) -> Option<i32> {
        self.whole("").ok().flatten().and_then(|code| i32::try_from(code).ok())
    }

    /// As an opaque id that must be there.
    pub(super) fn id(&self, field: &'static str) -> Result<String, NotUnderstood> {
        self.maybe_id(field)?.ok_or(NotUnderstood::MissingField(field))
    }

    /// As an opaque id that may be missing.
    pub(super) fn maybe_id(&self, field: &'static str) -> Result<Option<String>, NotUnderstood> {
        match self.text() {
            Some(text) if text.len() > MAX_ID => Err(NotUnderstood::TooLongField(field)),
            // No provider sends one, and not every backend can hold a NUL in a key.
            Some(text) if text.contains(char::is_control) => Err(NotUnderstood::unknown(field, &text)),
            text => Ok(text.map(Cow::into_owned)),
        }
    }

    /// As seconds since the epoch, moved by `offset` seconds. A time that must be there is after the epoch.
    pub(super) fn time(&self, field: &'static str, offset: i64) -> Result<Timestamp, NotUnderstood> {
        self.maybe_time(field, offset)?.ok_or(NotUnderstood::BadTime(field))
    }

    /// Like [`time`](Self::time), where 0 and nothing mean that it did not happen.
    pub(super) fn maybe_time(&self, field: &'static str, offset: i64) -> Result<Option<Timestamp>, NotUnderstood> {
        let bad = NotUnderstood::BadTime(field);
        match self.whole(field).map_err(|_| bad.clone())? {
            None | Some(0) => Ok(None),
            Some(seconds) if seconds > 0 => {
                seconds.checked_add(offset).and_then(Timestamp::from_seconds).map(Some).ok_or(bad)
            }
            Some(_) => Err(bad),
        }
    }

    /// As a phone number, SIP URI or the like. One too long to be any is missing.
    pub(super) fn number(&self) -> Option<String> {
        self.text().filter(|text| text.len() <= MAX_ID).map(Cow::into_owned)
    }

    /// As an extension, if it looks like one.
    pub(super) fn extension(&self) -> Option<Extension> {
        self.text().and_then(|text| extension(&text))
    }
}

/// Text that looks like an extension: 1 to 32 characters, no comma, blank or control character.
pub(super) fn extension(text: &str) -> Option<Extension> {
    let fits = text.chars().count() <= 32 && !text.contains(|c: char| c == ',' || c.is_whitespace());
    if fits { Extension::new(text).ok() } else { None }
}

impl<'de: 'a, 'a> Deserialize<'de> for Loose<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyShape;
        impl<'de> Visitor<'de> for AnyShape {
            type Value = Loose<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number or text")
            }
            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Loose::Whole(number))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                Ok(i64::try_from(number).map_or_else(|_| Loose::Text(number.to_string().into()), Loose::Whole))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
                Ok(Loose::Real(number))
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Loose::Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Loose::Text(Cow::Owned(text.to_owned())))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Loose::Missing)
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Loose::Missing)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Loose::Missing)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Loose::Missing)
            }
        }
        deserializer.deserialize_any(AnyShape)
    }
}

/// An object; anything else in its place reads as an empty one.
pub(super) fn object<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    struct AnyShape<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for AnyShape<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(entries))
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<T, A::Error> {
            while items.next_element::<IgnoredAny>()?.is_some() {}
            Ok(T::default())
        }
        fn visit_str<E>(self, _: &str) -> Result<T, E> {
            Ok(T::default())
        }
        fn visit_i64<E>(self, _: i64) -> Result<T, E> {
            Ok(T::default())
        }
        fn visit_u64<E>(self, _: u64) -> Result<T, E> {
            Ok(T::default())
        }
        fn visit_f64<E>(self, _: f64) -> Result<T, E> {
            Ok(T::default())
        }
        fn visit_bool<E>(self, _: bool) -> Result<T, E> {
            Ok(T::default())
        }
        fn visit_unit<E>(self) -> Result<T, E> {
            Ok(T::default())
        }
    }
    deserializer.deserialize_any(AnyShape(PhantomData))
}

/// Reads a payload, a JSON object, into its typed form.
pub(super) fn payload<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, NotUnderstood> {
    // An array would be read too, field by field in the order of the struct.
    if !json.trim_start().starts_with('{') {
        return Err(NotUnderstood::NotJson("it is not an object".into()));
    }
    serde_json::from_str(json).map_err(|error| NotUnderstood::NotJson(error.to_string()))
}
