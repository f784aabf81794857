//! Exports as files: rows of typed cells in, pieces of a CSV or XLSX file out. Shared by the program and the HTTP exports.
//!
//! A file of any length takes little memory. CSV comes out as rows go in; XLSX, which is a zip whose size nobody knows
//! beforehand, is spooled to temporary files and read out in the end. Texts are safe against formulas already: the core
//! hands out no other.

mod csv;
mod report;
mod xlsx;

use std::fs::File;
use std::io::Read;

use crm_core::exports::{Cell, Clocks, Column, Export, Row};
use crm_core::kernel::{Code, Error, ErrorKind, Lang, Refusal, Zone};
use futures_util::Stream;
use futures_util::stream::try_unfold;

pub use report::{Report, report};

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetFormat {
    /// Comma-separated values, RFC 4180, in UTF-8.
    Csv,
    /// Office Open XML, as spreadsheets read it. A sheet that is full is continued on a further one.
    Xlsx,
}

impl SheetFormat {
    /// The ending of its file names, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Who reads the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// People: headings and words of closed sets in their language; local times, the heading says by whose clocks.
    People(Lang),
    /// Scripts: wire names, codes, and RFC 3339 with offset. `crm import` reads such a file.
    Scripts,
}

/// What separates the values of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`, which a Russian Excel expects.
    Semicolon,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetOptions {
    /// Who reads it.
    pub reader: Reader,
    /// The reader's clocks, as a rule those of the office.
    pub zone: Zone,
    /// What separates the values; CSV only.
    pub separator: Separator,
    /// Whether it begins with a byte order mark, without which Excel takes UTF-8 for something else; CSV only.
    pub byte_order_mark: bool,
}

impl SheetOptions {
    /// For people: what Excel opens with a double click in Russia.
    pub const fn for_people(lang: Lang, zone: Zone) -> Self {
        Self { reader: Reader::People(lang), zone, separator: Separator::Semicolon, byte_order_mark: true }
    }
    /// For scripts: plain RFC 4180.
    pub const fn for_scripts(zone: Zone) -> Self {
        Self { reader: Reader::Scripts, zone, separator: Separator::Comma, byte_order_mark: false }
    }

    fn heading(self, column: &Column) -> String {
        let lang = match self.reader {
            Reader::People(lang) => lang,
            Reader::Scripts => return column.name.to_owned(),
        };
        let heading = column.heading(lang);
        match (column.clocks, lang) {
            (None, _) => heading.to_owned(),
            (Some(Clocks::Reader), _) => format!("{heading} ({})", self.zone),
            (Some(Clocks::Place), Lang::Ru) => format!("{heading} (местное время)"),
            (Some(Clocks::Place), Lang::En) => format!("{heading} (local time)"),
        }
    }

    /// The cell as text, for formats without types.
    fn text(self, cell: &Cell) -> std::borrow::Cow<'_, str> {
        match (self.reader, cell) {
            (Reader::People(lang), cell) => cell.text(lang, self.zone),
            (Reader::Scripts, Cell::Code { code, .. }) => code.as_str().into(),
            (Reader::Scripts, Cell::Time { at, zone }) => {
                let local = zone.unwrap_or(self.zone).local(*at);
                local.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false).into()
            }
            (Reader::Scripts, cell) => cell.text(Lang::En, self.zone),
        }
    }
}

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The disk of the temporary files is full or away.
    #[error("the file cannot be spooled: {0}")]
    Spool(#[from] std::io::Error),
    /// The rows do not fit the format.
    #[error("the rows do not fit into a spreadsheet: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
    /// The thread that wrote it is gone.
    #[error("writing the file was broken off")]
    BrokenOff,
}

impl Refusal for SheetError {
    fn code(&self) -> Code {
        match self {
            Self::Spool(_) | Self::BrokenOff => "export.unavailable",
            Self::Spreadsheet(_) => "export.not_a_spreadsheet",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Spool(_) | Self::BrokenOff => ErrorKind::Unavailable,
            Self::Spreadsheet(_) => ErrorKind::Internal,
        }
    }
}

/// A file that is being written.
#[derive(Debug)]
pub struct Sheet(Writer);

#[derive(Debug)]
enum Writer {
    Csv(csv::Csv),
    Xlsx(Box<xlsx::Xlsx>),
}

impl Sheet {
    /// Begins a file with these columns. Writing XLSX touches the disk: keep it off the threads of a runtime.
    ///
    /// # Errors
    /// [`SheetError::Spool`].
    pub fn new(format: SheetFormat, columns: &[Column], options: SheetOptions) -> Result<Self, SheetError> {
        Ok(Self(match format {
            SheetFormat::Csv => Writer::Csv(csv::Csv::new(columns, options)?),
            SheetFormat::Xlsx => Writer::Xlsx(Box::new(xlsx::Xlsx::new(columns, options)?)),
        }))
    }

    /// Takes the next rows in and gives what can be sent already, which may be nothing.
    ///
    /// # Errors
    /// [`SheetError`].
    pub fn push(&mut self, rows: &[Row]) -> Result<Vec<u8>, SheetError> {
        match &mut self.0 {
            Writer::Csv(csv) => csv.push(rows),
            Writer::Xlsx(xlsx) => xlsx.push(rows).map(|()| Vec::new()),
        }
    }

    /// Ends the file and gives the rest of it.
    ///
    /// # Errors
    /// [`SheetError`].
    pub fn finish(self) -> Result<Rest, SheetError> {
        Ok(Rest(match self.0 {
            Writer::Csv(csv) => RestOf::Memory(csv.finish()),
            Writer::Xlsx(xlsx) => RestOf::File(xlsx.finish()?),
        }))
    }
}

/// The rest of a file that is finished, piece by piece.
#[derive(Debug)]
pub struct Rest(RestOf);

#[derive(Debug)]
enum RestOf {
    Memory(Vec<u8>),
    File(File),
}

/// The most bytes of one piece.
const PIECE: usize = 64 * 1024;

impl Rest {
    /// The next piece; `None` when there is no more.
    ///
    /// # Errors
    /// [`SheetError::Spool`].
    pub fn next_piece(&mut self) -> Result<Option<Vec<u8>>, SheetError> {
        let piece = match &mut self.0 {
            RestOf::Memory(bytes) => std::mem::take(bytes),
            RestOf::File(file) => {
                let mut piece = Vec::with_capacity(PIECE);
                file.take(PIECE as u64).read_to_end(&mut piece)?;
                piece
            }
        };
        Ok((!piece.is_empty()).then_some(piece))
    }
}

/// The whole file of an export, as pieces that are made when they are asked for: whoever reads slowly slows down the
/// reading of the rows. Needs a tokio runtime, on whose blocking threads the file is written.
pub fn stream(
    export: Export,
    format: SheetFormat,
    options: SheetOptions,
) -> impl Stream<Item = Result<Vec<u8>, Error>> + Send {
    try_unfold(State::Begin { export, format, options }, next_piece)
}

enum State {
    Begin { export: Export, format: SheetFormat, options: SheetOptions },
    Rows(Export, Sheet),
    Rest(Rest),
}

async fn next_piece(mut state: State) -> Result<Option<(Vec<u8>, State)>, Error> {
    loop {
        state = match state {
            State::Begin { export, format, options } => {
                let columns = export.columns().to_vec();
                State::Rows(export, aside(move || Sheet::new(format, &columns, options)).await?)
            }
            State::Rows(mut export, mut sheet) => match export.next().await? {
                Some(rows) => {
                    let (sheet, piece) = aside(move || sheet.push(&rows).map(|piece| (sheet, piece))).await?;
                    if !piece.is_empty() {
                        return Ok(Some((piece, State::Rows(export, sheet))));
                    }
                    State::Rows(export, sheet)
                }
                None => State::Rest(aside(move || sheet.finish()).await?),
            },
            State::Rest(mut rest) => {
                let (rest, piece) = aside(move || rest.next_piece().map(|piece| (rest, piece))).await?;
                return Ok(piece.map(|piece| (piece, State::Rest(rest))));
            }
        };
    }
}

/// Does what touches the disk on a thread that may wait for it.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SheetError> + Send + 'static,
) -> Result<T, SheetError> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(SheetError::BrokenOff))
}

#[cfg(test)]
mod tests;
