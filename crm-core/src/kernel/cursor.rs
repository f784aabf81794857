//! Cursors: where a page ended, as text a client hands back unread.

use sha2::{Digest, Sha256};

use super::{Code, ErrorKind, FieldError, Refusal};

/// Which way a cursor walks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// On, to the rows after.
    Next,
    /// Back, to the rows before.
    Prev,
}

/// A digest of a list's filter, so that a cursor of one list is not taken for another's.
///
/// The first 16 bytes of SHA-256: it guards against mistakes, not against attackers. What an actor may see is part of the
/// query, never of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FilterDigest([u8; 16]);

impl FilterDigest {
    /// The digest of a filter's canonical bytes.
    pub fn of(canonical: &[u8]) -> Self {
        let full: [u8; 32] = Sha256::digest(canonical).into();
        let (head, _) = full.split_at(16);
        let mut digest = [0; 16];
        digest.copy_from_slice(head);
        Self(digest)
    }
}

/// A cursor that was not made for this list: damaged, of another sort order or filter, or of another version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the cursor does not belong to this list with this filter and order; start again from the first page")]
pub struct BadCursor;

impl BadCursor {
    /// The finding, about `field`: code `page.bad_cursor`.
    pub fn at(self, field: &'static str) -> FieldError {
        FieldError { field, code: self.code(), message: self.to_string() }
    }
}

impl Refusal for BadCursor {
    fn code(&self) -> Code {
        "page.bad_cursor"
    }
    fn kind(&self) -> ErrorKind {
        ErrorKind::Malformed
    }
}

/// The row next to which a page begins, by its sort key and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The list's sort order, numbered by its domain.
    pub sort: u8,
    /// Which way to walk from the row.
    pub direction: Direction,
    /// The row's sort key.
    pub key: i64,
    /// The row's id, which tells rows of equal keys apart.
    pub id: i64,
    /// The filter of the list.
    pub filter: FilterDigest,
}

const VERSION: u8 = 1;
// Version, sort, direction, key, id, filter.
const BYTES: usize = 1 + 1 + 1 + 8 + 8 + 16;

impl Cursor {
    /// The text form: 70 lower-case hexadecimal digits, safe in a URL. Clients must not read it.
    pub fn encode(&self) -> String {
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.extend([VERSION, self.sort, u8::from(self.direction == Direction::Prev)]);
        bytes.extend(self.key.to_be_bytes());
        bytes.extend(self.id.to_be_bytes());
        bytes.extend(self.filter.0);
        hex::encode(bytes)
    }

    /// Reads a cursor of the list with this sort order and filter.
    ///
    /// # Errors
    /// [`BadCursor`] for anything that [`Cursor::encode`] did not make for this very list.
    pub fn decode(text: &str, sort: u8, filter: &FilterDigest) -> Result<Self, BadCursor> {
        let cursor = Self::read(text).ok_or(BadCursor)?;
        if cursor.sort == sort && cursor.filter == *filter { Ok(cursor) } else { Err(BadCursor) }
    }

    fn read(text: &str) -> Option<Self> {
        // Checks the length before it decodes: a cursor comes from outside.
        let mut bytes = [0; BYTES];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        let ([version, sort, direction], rest) = bytes.split_first_chunk()?;
        let (key, rest) = rest.split_first_chunk()?;
        let (id, filter) = rest.split_first_chunk()?;
        let direction = match direction {
            0 => Direction::Next,
            1 => Direction::Prev,
            _ => return None,
        };
        (*version == VERSION).then_some(Self {
            sort: *sort,
            direction,
            key: i64::from_be_bytes(*key),
            id: i64::from_be_bytes(*id),
            filter: FilterDigest(filter.try_into().ok()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BadCursor, Cursor, Direction, FilterDigest};

    fn cursor() -> Cursor {
        Cursor { sort: 3, direction: Direction::Prev, key: -7, id: 42, filter: FilterDigest::of(b"city=1") }
    }

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        let (text, filter) = (cursor().encode(), FilterDigest::of(b"city=1"));
        assert_eq!(Cursor::decode(&text, 3, &filter), Ok(cursor()));
        assert_eq!(Cursor::decode(&text, 4, &filter), Err(BadCursor));
        assert_eq!(Cursor::decode(&text, 3, &FilterDigest::of(b"city=2")), Err(BadCursor));
    }

    #[test]
    fn another_version_or_direction_or_length_is_refused() {
        let (text, filter) = (cursor().encode(), FilterDigest::of(b"city=1"));
        let later = text.replacen("01", "02", 1);
        let sideways = format!("{}07{}", &text[..4], &text[6..]);
        for bad in [later, sideways, format!("{text}00"), text[..68].to_owned(), "f".repeat(1_000_000), String::new()] {
            assert_eq!(Cursor::decode(&bad, 3, &filter), Err(BadCursor));
        }
    }

    proptest! {
        #[test]
        fn every_cursor_reads_back(sort: u8, back: bool, key: i64, id: i64, filter: Vec<u8>) {
            let direction = if back { Direction::Prev } else { Direction::Next };
            let filter = FilterDigest::of(&filter);
            let cursor = Cursor { sort, direction, key, id, filter };
            prop_assert_eq!(Cursor::decode(&cursor.encode(), sort, &filter), Ok(cursor));
        }

        #[test]
        fn arbitrary_text_is_refused_and_never_panics(text in any::<String>(), digits in "[0-9a-f]{70}") {
            let filter = FilterDigest::of(b"");
            prop_assert_eq!(Cursor::decode(&text, 0, &filter), Err(BadCursor));
            prop_assert_eq!(Cursor::decode(&digits, 0, &filter), Err(BadCursor));
        }
    }
}
