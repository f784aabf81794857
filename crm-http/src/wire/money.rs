//! Amounts in requests.

use std::borrow::Cow;

use crm_core::kernel::{BadMoney, Money};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// Roubles as they were sent: decimal text, or a JSON number. A number is kept by its digits and never becomes a float, so
/// what was written is what is read.
#[derive(Debug)]
pub(crate) struct MoneyInput(String);

impl MoneyInput {
    /// The amount.
    ///
    /// # Errors
    /// [`BadMoney`] with more than two decimals, with an exponent, outside the range, or when it is no amount at all.
    pub(crate) fn read(self) -> Result<Money, BadMoney> {
        Money::parse(&self.0)
    }
}

impl<'de> Deserialize<'de> for MoneyInput {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let json = raw.get();
        let text = match json.bytes().next() {
            Some(b'"') => serde_json::from_str(json).ok(),
            Some(b'-' | b'0'..=b'9') => Some(json.to_owned()),
            _ => None,
        };
        text.map(Self).ok_or_else(|| D::Error::custom("expected roubles, as a string or a number"))
    }
}

impl PartialSchema for MoneyInput {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some(r"^[0-9]{1,11}([.,][0-9]{1,2})?$"));
        let number = ObjectBuilder::new().schema_type(Type::Number).minimum(Some(0)).maximum(Some(99_999_999_999.99));
        OneOfBuilder::new().description(Some("Roubles with at most two decimals")).item(text).item(number).into()
    }
}

impl ToSchema for MoneyInput {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("MoneyInput")
    }
}

#[cfg(test)]
mod tests {
    use super::MoneyInput;

    fn read(json: &str) -> Option<String> {
        let input: MoneyInput = serde_json::from_str(json).ok()?;
        input.read().ok().map(|amount| amount.to_string())
    }

    #[test]
    fn text_and_numbers_are_the_same_amount() {
        for json in ["\"1500.5\"", "1500.5", "1500.50", "\"1 500,50\""] {
            assert_eq!(read(json).as_deref(), Some("1500.50"), "{json}");
        }
        assert_eq!(read("0").as_deref(), Some("0.00"));
    }

    #[test]
    fn a_number_keeps_its_digits() {
        assert_eq!(read("99999999999.99").as_deref(), Some("99999999999.99"));
        // As floats, the first of these is 0.3 and the others are whole kopecks.
        for json in ["0.29999999999999999", "0.30000000000000004", "1500.001", "1.10000000000000000001", "1e3"] {
            assert_eq!(read(json), None, "{json}");
        }
    }

    #[test]
    fn what_is_neither_text_nor_number_is_refused() {
        for json in ["true", "[]", "{}", "null", "\"\\ud800\""] {
            assert_eq!(read(json), None, "{json}");
        }
    }
}
