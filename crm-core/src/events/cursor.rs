//! A place in the feed that a client may keep.

use std::fmt;
use std::str::FromStr;

use crate::store::{StoreError, StoreErrorKind};

/// Whose positions a feed's are. A restored, copied or promoted database goes on by itself and gets another epoch, so that
/// nobody goes on in it from a place of the other one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FeedEpoch(u64);

impl FeedEpoch {
    /// One that nobody had before.
    ///
    /// # Errors
    /// `Unavailable` when the system gives no random bytes.
    pub fn random() -> Result<Self, StoreError> {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes)
            .map_err(|e| StoreError::new(StoreErrorKind::Unavailable, "events.epoch").context(e.to_string()))?;
        Ok(Self(u64::from_be_bytes(bytes)))
    }
    /// A stored epoch.
    pub const fn from_stored(bits: i64) -> Self {
        Self(bits.cast_unsigned())
    }
    /// As it is stored: any number.
    pub const fn to_stored(self) -> i64 {
        self.0.cast_signed()
    }
}

/// 16 hexadecimal digits.
impl fmt::Display for FeedEpoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for FeedEpoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A place in the feed of one epoch, written `<epoch>.<position>`: what a client keeps, and names to go on from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FeedCursor {
    /// Whose position it is.
    pub epoch: FeedEpoch,
    /// Past every event that was read.
    pub position: i64,
}

/// A text that is no place in a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no place in a feed: expected 16 hexadecimal digits, a point and a number")]
pub struct BadFeedCursor;

impl fmt::Display for FeedCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.epoch, self.position)
    }
}

impl FromStr for FeedCursor {
    type Err = BadFeedCursor;

    fn from_str(text: &str) -> Result<Self, BadFeedCursor> {
        let (epoch, position) = text.split_once('.').ok_or(BadFeedCursor)?;
        let is_ours = epoch.len() == 16
            && epoch.bytes().all(|byte| byte.is_ascii_hexdigit())
            && !position.is_empty()
            && position.bytes().all(|byte| byte.is_ascii_digit());
        if !is_ours {
            return Err(BadFeedCursor);
        }
        let epoch = u64::from_str_radix(epoch, 16).map_err(|_| BadFeedCursor)?;
        let position = position.parse().map_err(|_| BadFeedCursor)?;
        Ok(Self { epoch: FeedEpoch(epoch), position })
    }
}

/// Where a feed's positions come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedOrigin {
    /// Whose positions they are.
    pub epoch: FeedEpoch,
    /// Events up to this position are gone; 0 when none are. The latest event is never among them, so that positions go on
    /// rising.
    pub purged_to: i64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_reads_back_as_it_was_written(bits: i64, position in 0..=i64::MAX) {
            let cursor = FeedCursor { epoch: FeedEpoch::from_stored(bits), position };
            prop_assert_eq!(cursor.to_string().parse(), Ok(cursor));
            prop_assert_eq!(cursor.epoch.to_stored(), bits);
        }
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for text in [
            "",
            ".",
            "17",
            "0123456789abcdef",
            "0123456789abcdef.",
            "0123456789abcdef.-1",
            "0123456789abcdef.+1",
            "0123456789abcdef.9223372036854775808",
            "0123456789abcdef.1.1",
            "0123456789abcde.1",
            "+123456789abcdef.1",
            "0123456789abcdeg.1",
            "0123456789abcdef0.1",
        ] {
            assert_eq!(text.parse::<FeedCursor>(), Err(BadFeedCursor), "{text}");
        }
    }

    #[test]
    fn random_epochs_differ() {
        assert_ne!(FeedEpoch::random().unwrap(), FeedEpoch::random().unwrap());
    }
}
