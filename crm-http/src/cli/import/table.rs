//! A CSV file as rows of named values.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::cli::failure::Failure;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A column that a kind of file may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// The name on the wire.
    pub(super) name: &'static str,
    /// The name in the tables of the requirements, and others people use.
    pub(super) aliases: &'static [&'static str],
    /// What becomes of it.
    pub(super) used: Used,
}

/// What becomes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Used {
    /// Every file must have it.
    Required,
    /// A file may have it.
    Optional,
    /// A file may have it, and it is not taken over.
    Ignored,
}

impl Known {
    pub(super) const fn required(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, used: Used::Required }
    }
    pub(super) const fn optional(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, used: Used::Optional }
    }
    pub(super) const fn ignored(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, used: Used::Ignored }
    }
    fn is(&self, heading: &str) -> bool {
        let same = |name: &str| name.to_lowercase() == heading.to_lowercase();
        same(self.name) || self.aliases.iter().any(|alias| same(alias))
    }
}

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Table {
    reader: csv::Reader<BufReader<File>>,
    columns: Vec<Column>,
    bytes: u64,
    // Where lines end in CR LF, the reader tells the line before: it has not looked at the LF yet.
    lines_behind: u64,
}

#[derive(Debug, Clone)]
struct Column {
    known: Known,
    heading: String,
}

/// One row: the values of the columns that are taken over, trimmed; blank ones are left out.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The line of the file on which it begins, from 1.
    pub(super) line: u64,
    values: Vec<(&'static str, String)>,
}

impl Row {
    /// The value of a column by its wire name; `None` when blank or not there.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
    /// All values, in the order of the file.
    pub(super) fn values(&self) -> &[(&'static str, String)] {
        &self.values
    }
}

/// A row that cannot be read at all.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub(super) line: u64,
    pub(super) code: &'static str,
    pub(super) sentence: &'static str,
}

impl Table {
    /// Opens a file and reads its heading. UTF-8 with or without byte order mark; `,` or `;`, whichever the heading has
    /// more of.
    ///
    /// # Errors
    /// `cli.file`, `import.not_utf8`, `import.unknown_column`, `import.repeated_column`, `import.missing_column`.
    pub(super) fn open(path: &Path, known: &[Known]) -> Result<Self, Failure> {
        let failed = |error: &std::io::Error| Failure::file(path, error);
        let file = File::open(path).map_err(|error| failed(&error))?;
        let bytes = file.metadata().map_err(|error| failed(&error))?.len();
        let mut file = BufReader::with_capacity(64 * 1024, file);
        let begun = file.fill_buf().map_err(|error| failed(&error))?;
        if begun.starts_with(BYTE_ORDER_MARK) {
            file.consume(BYTE_ORDER_MARK.len());
        }
        let heading = heading(file.fill_buf().map_err(|error| failed(&error))?);
        let separator = separator(&heading);
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(file);
        let not_utf8 =
            || Failure::new("import.not_utf8", format!("{} is not UTF-8 text: save it as CSV UTF-8", path.display()));
        let headings = reader.headers().map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => failed(&error),
            _ => not_utf8(),
        })?;
        let columns = headings.iter().map(|heading| column(heading, known)).collect::<Result<Vec<_>, _>>()?;
        for (place, column) in columns.iter().enumerate() {
            if columns.iter().take(place).any(|other| other.known.name == column.known.name) {
                let sentence = format!("the column {} is there twice", column.known.name);
                return Err(Failure::new("import.repeated_column", sentence));
            }
        }
        let is_there = |name| columns.iter().any(|column: &Column| column.known.name == name);
        let missing: Vec<_> = known
            .iter()
            .filter(|known| known.used == Used::Required && !is_there(known.name))
            .map(|known| known.name)
            .collect();
        if !missing.is_empty() {
            let sentence = format!("{} has no column {}", path.display(), missing.join(", "));
            return Err(Failure::new("import.missing_column", sentence));
        }
        Ok(Self { reader, columns, bytes, lines_behind: heading.ends_with(b"\r\n").into() })
    }

    /// The headings whose values are not taken over.
    pub(super) fn ignored(&self) -> Vec<&str> {
        let ignored = self.columns.iter().filter(|column| column.known.used == Used::Ignored);
        ignored.map(|column| column.heading.as_str()).collect()
    }
    /// How the file names a column.
    pub(super) fn heading<'t>(&'t self, name: &'t str) -> &'t str {
        self.columns.iter().find(|column| column.known.name == name).map_or(name, |column| column.heading.as_str())
    }
    /// How long the file is.
    pub(super) const fn bytes(&self) -> u64 {
        self.bytes
    }
    /// How much of it was read.
    pub(super) fn position(&self) -> u64 {
        self.reader.position().byte()
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// `cli.file` when the disk fails.
    pub(super) fn next(&mut self) -> Result<Option<Result<Row, Unreadable>>, Failure> {
        let line = self.reader.position().line();
        let mut record = csv::StringRecord::new();
        let found = match self.reader.read_record(&mut record) {
            Ok(true) => record,
            Ok(false) => return Ok(None),
            Err(error) => {
                let line = error.position().map_or(line, csv::Position::line) + self.lines_behind;
                let (code, sentence) = match error.into_kind() {
                    csv::ErrorKind::Io(error) => return Err(Failure::new("cli.file", error.to_string())),
                    csv::ErrorKind::Utf8 { .. } => ("import.not_utf8", "the line is not UTF-8 text"),
                    _ => ("import.row_length", "the line has not as many values as the heading"),
                };
                return Ok(Some(Err(Unreadable { line, code, sentence })));
            }
        };
        let line = found.position().map_or(line, csv::Position::line) + self.lines_behind;
        let taken = self.columns.iter().zip(&found).filter(|(column, _)| column.known.used != Used::Ignored);
        let values = taken.map(|(column, value)| (column.known.name, value.trim().to_owned()));
        Ok(Some(Ok(Row { line, values: values.filter(|(_, value)| !value.is_empty()).collect() })))
    }
}

fn column(heading: &str, known: &[Known]) -> Result<Column, Failure> {
    let heading = heading.trim();
    let found = known.iter().find(|known| known.is(heading)).ok_or_else(|| {
        let names: Vec<_> = known.iter().map(|known| known.name).collect();
        let heading: String = heading.chars().take(64).collect();
        let sentence = format!("the column {heading:?} is not known here; known are {}", names.join(", "));
        Failure::new("import.unknown_column", sentence)
    })?;
    Ok(Column { known: *found, heading: heading.to_owned() })
}

/// The first line, its end included.
fn heading(begun: &[u8]) -> Vec<u8> {
    begun.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default().to_vec()
}

fn separator(heading: &[u8]) -> u8 {
    let count = |separator| heading.split(|byte| *byte == separator).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}
