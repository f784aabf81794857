//! What rows come to, alike in every store.

use std::fmt;

use sha2::{Digest, Sha256};

use super::Cell;

/// The SHA-256 of rows in the order of their key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableDigest([u8; 32]);

impl TableDigest {
    /// Of no rows.
    pub fn empty() -> Self {
        Rows::default().digest()
    }
    /// A stored one.
    pub const fn from_stored(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
    /// As it is stored.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// 64 hexadecimal digits.
impl fmt::Display for TableDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// Rows that are being added up.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    hash: Sha256,
    row: Vec<u8>,
}

impl Rows {
    /// Adds a row. Each cell begins with what it is and, where that varies, its length: no two different rows look alike.
    pub(super) fn add(&mut self, row: &[Cell]) {
        self.row.clear();
        for cell in row {
            match cell {
                Cell::Null => self.row.push(0),
                Cell::Int(number) => self.put(1, &number.to_be_bytes()),
                Cell::Text(text) => self.put_long(2, text.as_bytes()),
                Cell::Bytes(bytes) => self.put_long(3, bytes),
                Cell::Flag(flag) => self.put(4, &[u8::from(*flag)]),
            }
        }
        self.hash.update(&self.row);
    }

    /// Of all rows so far.
    pub(super) fn digest(&self) -> TableDigest {
        TableDigest(self.hash.clone().finalize().into())
    }

    fn put(&mut self, tag: u8, bytes: &[u8]) {
        self.row.push(tag);
        self.row.extend_from_slice(bytes);
    }

    fn put_long(&mut self, tag: u8, bytes: &[u8]) {
        self.put(tag, &(bytes.len() as u64).to_be_bytes());
        self.row.extend_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[Vec<Cell>]) -> TableDigest {
        let mut all = Rows::default();
        for row in rows {
            all.add(row);
        }
        all.digest()
    }

    #[test]
    fn a_digest_tells_where_cells_and_rows_end_and_what_they_are() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let different = [
            of(&[]),
            of(&[vec![text("ab"), text("c")]]),
            of(&[vec![text("a"), text("bc")]]),
            of(&[vec![Cell::Bytes(b"ab".to_vec()), text("c")]]),
            of(&[vec![text("")]]),
            of(&[vec![Cell::Null]]),
            of(&[vec![Cell::Int(1)]]),
            of(&[vec![Cell::Flag(true)]]),
            of(&[vec![Cell::Int(1)], vec![Cell::Int(2)]]),
            of(&[vec![Cell::Int(2)], vec![Cell::Int(1)]]),
        ];
        for (nth, one) in different.iter().enumerate() {
            assert!(different.iter().skip(nth + 1).all(|other| one != other), "{nth}");
        }
    }
}
