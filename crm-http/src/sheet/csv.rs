//! Comma-separated values: RFC 4180, lines end in CRLF.

use std::io;

use crm_core::exports::{Column, Row};

use super::{Separator, SheetError, SheetOptions};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

#[derive(Debug)]
pub(super) struct Csv {
    options: SheetOptions,
    // The head of the file, until the first rows take it along.
    head: Vec<u8>,
}

impl Csv {
    pub(super) fn new(columns: &[Column], options: SheetOptions) -> Result<Self, SheetError> {
        let mut head = if options.byte_order_mark { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
        let mut writer = writer(options.separator);
        writer.write_record(columns.iter().map(|column| options.heading(column))).map_err(into_io)?;
        head.append(&mut written(writer)?);
        Ok(Self { options, head })
    }

    pub(super) fn push(&mut self, rows: &[Row]) -> Result<Vec<u8>, SheetError> {
        let mut writer = writer(self.options.separator);
        for row in rows {
            writer.write_record(row.iter().map(|cell| self.options.text(cell)).map(Text)).map_err(into_io)?;
        }
        let mut piece = std::mem::take(&mut self.head);
        piece.append(&mut written(writer)?);
        Ok(piece)
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.head
    }
}

struct Text<'c>(std::borrow::Cow<'c, str>);

impl AsRef<[u8]> for Text<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

fn writer(separator: Separator) -> csv::Writer<Vec<u8>> {
    let separator = match separator {
        Separator::Comma => b',',
        Separator::Semicolon => b';',
    };
    csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(Vec::new())
}

fn written(writer: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn into_io(error: csv::Error) -> io::Error {
    io::Error::other(error)
}
