//! Why a delivery is refused, and why a signed one is not understood.

use crate::kernel::{Code, ErrorKind, Refusal};

/// Why a delivery is not taken in. Nothing of it is kept but the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum IngestRefusal {
    /// The signature, or what it is computed from, is missing or unreadable.
    #[error("the delivery is not signed")]
    Unsigned,
    /// It is addressed to an account that is not ours.
    #[error("the delivery names an account that is not configured here")]
    ForeignKey,
    /// The signature does not belong to the body.
    #[error("the signature does not match the delivery")]
    WrongSignature,
    /// The body is longer than [`MAX_BODY`](super::MAX_BODY).
    #[error("the delivery is longer than 256 KiB")]
    TooLong,
    /// There is no such SIP source.
    #[error("no such SIP source is configured here")]
    UnknownSource,
}

impl IngestRefusal {
    /// Every refusal, for counters that start at zero.
    pub const ALL: [Self; 5] =
        [Self::Unsigned, Self::ForeignKey, Self::WrongSignature, Self::TooLong, Self::UnknownSource];

    /// A stable word to count refusals by.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::ForeignKey => "foreign_key",
            Self::WrongSignature => "wrong_signature",
            Self::TooLong => "too_long",
            Self::UnknownSource => "unknown_source",
        }
    }
}

impl Refusal for IngestRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Unsigned => "telephony.unsigned",
            Self::ForeignKey => "telephony.foreign_key",
            Self::WrongSignature => "telephony.wrong_signature",
            Self::TooLong => "telephony.too_long",
            Self::UnknownSource => "telephony.unknown_source",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::TooLong => ErrorKind::TooLarge,
            Self::Unsigned | Self::ForeignKey | Self::WrongSignature | Self::UnknownSource => ErrorKind::Forbidden,
        }
    }
}

/// Why a correctly signed event has no effect. It is stored as it came and listed for the admin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotUnderstood {
    /// The payload is not a JSON object of the expected shape.
    #[error("the payload is not readable JSON: {0}")]
    NotJson(String),
    /// A field that must be there is missing or empty.
    #[error("the field {0} is missing")]
    MissingField(&'static str),
    /// A field holds a word this version does not know.
    #[error("the field {field} holds {given:?}, which is not known here")]
    UnknownState {
        /// The field.
        field: &'static str,
        /// What it holds, cut to 64 characters.
        given: String,
    },
    /// A time is missing, negative, out of range, or before the one it must follow.
    #[error("the time {0} is missing, out of range or before the one it must follow")]
    BadTime(&'static str),
    /// A number is not a number, or out of range.
    #[error("the field {0} is not a number in its range")]
    BadNumber(&'static str),
    /// Nothing here reads events of this path.
    #[error("events of this path are kept but not read")]
    UnknownPath,
    /// An id is longer than [`MAX_ID`](super::MAX_ID) bytes.
    #[error("the field {0} is longer than 128 bytes")]
    TooLongField(&'static str),
    /// It happens further ahead of this office's clock than the settings allow.
    #[error("its time is further ahead of this office's clock than is allowed")]
    TooFarAhead,
    /// It happened longer before it arrived than the settings allow.
    #[error("its time is longer ago than is allowed")]
    TooLongAgo,
    /// Its conversation has [`MAX_EVENTS`](super::MAX_EVENTS) events already.
    #[error("the conversation has 1,000 events already")]
    TooMany,
    /// The first events of its conversation are no longer kept, so its call stays as it is.
    #[error("the first events of its conversation are no longer kept")]
    Sealed,
}

impl NotUnderstood {
    /// A stable word for lists and counters.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotJson(_) => "not_json",
            Self::MissingField(_) => "missing_field",
            Self::UnknownState { .. } => "unknown_state",
            Self::BadTime(_) => "bad_time",
            Self::BadNumber(_) => "bad_number",
            Self::UnknownPath => "unknown_path",
            Self::TooLongField(_) => "too_long_field",
            Self::TooFarAhead => "too_far_ahead",
            Self::TooLongAgo => "too_long_ago",
            Self::TooMany => "too_many",
            Self::Sealed => "sealed",
        }
    }

    pub(super) fn unknown(field: &'static str, given: &str) -> Self {
        Self::UnknownState { field, given: given.chars().take(64).collect() }
    }
}

/// A provider account that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAccount {
    /// With an empty key or salt anyone could sign.
    #[error("the key and the salt must not be empty")]
    EmptySecret,
    /// A clock offset beyond a day is a mistake.
    #[error("the clock offset must be within 86400 seconds either way")]
    ClockOffset,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_counted_by_the_word_after_the_dot_of_its_code() {
        for refusal in IngestRefusal::ALL {
            assert_eq!(refusal.code(), format!("telephony.{}", refusal.reason()));
        }
        assert_eq!(IngestRefusal::TooLong.kind(), ErrorKind::TooLarge);
        assert_eq!(IngestRefusal::Unsigned.kind(), ErrorKind::Forbidden);
    }

    #[test]
    fn what_was_not_known_is_shown_cut() {
        let error = NotUnderstood::unknown("call_state", &"я".repeat(500));
        assert_eq!(error.to_string().matches('я').count(), 64);
    }
}
