//! Office Open XML. Rows go to a temporary file one by one; the zip is made of it in the end, in another one.

use std::fs::File;
use std::io::{BufWriter, Seek};

use crm_core::exports::{Cell, Column, Row};
use rust_xlsxwriter::{ColNum, ExcelDateTime, Format, RowNum, Workbook, Worksheet, XlsxError};

use super::{Reader, SheetError, SheetOptions};

/// Rows of one sheet, its heading included: what the format allows.
const MOST_ROWS: RowNum = 1_048_576;
/// A column that shows a local time, in characters.
const WIDTH: u8 = 18;

pub(super) struct Xlsx {
    workbook: Workbook,
    sheets: usize,
    row: RowNum,
    most_rows: RowNum,
    headings: Vec<String>,
    options: SheetOptions,
    formats: Formats,
}

struct Formats {
    heading: Format,
    money: Format,
    time: Format,
    date: Format,
}

impl Xlsx {
    pub(super) fn new(columns: &[Column], options: SheetOptions) -> Result<Self, SheetError> {
        Self::with_rows(columns, options, MOST_ROWS)
    }

    /// With sheets of so many rows: a test cannot fill a real one.
    pub(super) fn with_rows(columns: &[Column], options: SheetOptions, most_rows: RowNum) -> Result<Self, SheetError> {
        let mut xlsx = Self {
            workbook: Workbook::new(),
            sheets: 0,
            row: 0,
            most_rows,
            headings: columns.iter().map(|column| options.heading(column)).collect(),
            options,
            formats: Formats {
                heading: Format::new().set_bold(),
                money: Format::new().set_num_format("0.00"),
                time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
                date: Format::new().set_num_format("yyyy-mm-dd"),
            },
        };
        xlsx.begin_sheet()?;
        Ok(xlsx)
    }

    fn begin_sheet(&mut self) -> Result<(), XlsxError> {
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        for (heading, column) in self.headings.iter().zip(0..) {
            sheet.set_column_width(column, WIDTH)?;
            sheet.write_string_with_format(0, column, heading, &self.formats.heading)?;
        }
        self.sheets += 1;
        self.row = 1;
        Ok(())
    }

    pub(super) fn push(&mut self, rows: &[Row]) -> Result<(), SheetError> {
        for row in rows {
            if self.row >= self.most_rows {
                self.begin_sheet()?;
            }
            let sheet = self.workbook.worksheet_from_index(self.sheets.saturating_sub(1))?;
            for (cell, column) in row.iter().zip(0..) {
                write(sheet, (self.row, column), cell, self.options, &self.formats)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<File, SheetError> {
        let mut spool = BufWriter::new(tempfile::tempfile()?);
        self.workbook.save_to_writer(&mut spool)?;
        let mut file = spool.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(file)
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    cell: &Cell,
    options: SheetOptions,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let for_people = matches!(options.reader, Reader::People(_));
    match cell {
        Cell::Empty => {}
        Cell::Integer(number) => {
            sheet.write_number(row, column, decimal(*number, 0))?;
        }
        Cell::Decimal { units, places } => {
            let format = Format::new().set_num_format(pattern(*places));
            sheet.write_number_with_format(row, column, decimal(*units, *places), &format)?;
        }
        Cell::Money(amount) => {
            sheet.write_number_with_format(row, column, decimal(amount.kopecks(), 2), &formats.money)?;
        }
        Cell::Time { at, zone } if for_people => {
            let local = zone.unwrap_or(options.zone).local(*at).naive_local();
            match serial(local) {
                Some(time) => sheet.write_datetime_with_format(row, column, time, &formats.time)?,
                None => sheet.write_string(row, column, options.text(cell))?,
            };
        }
        Cell::Date(day) => {
            match serial(day.and_time(chrono::NaiveTime::MIN)) {
                Some(date) => sheet.write_datetime_with_format(row, column, date, &formats.date)?,
                None => sheet.write_string(row, column, options.text(cell))?,
            };
        }
        Cell::Text(_) | Cell::Code { .. } | Cell::Time { .. } => {
            sheet.write_string(row, column, options.text(cell))?;
        }
    }
    Ok(())
}

/// The number that a spreadsheet holds: 15 digits are exact, more than any amount here has.
#[expect(clippy::cast_precision_loss, reason = "the format knows no other numbers")]
fn decimal(units: i64, places: u8) -> f64 {
    units as f64 / 10f64.powi(i32::from(places))
}

fn pattern(places: u8) -> String {
    if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(usize::from(places))) }
}

/// The time as the format counts it, in days; `None` before the year 1900, where it knows no time.
fn serial(local: chrono::NaiveDateTime) -> Option<ExcelDateTime> {
    use chrono::{Datelike, Timelike};
    let (year, month, day) = (u16::try_from(local.year()).ok()?, local.month(), local.day());
    let date = ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()?;
    let hour = u16::try_from(local.hour()).ok()?;
    date.and_hms(hour, u8::try_from(local.minute()).ok()?, f64::from(local.second())).ok()
}

impl std::fmt::Debug for Xlsx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Xlsx").field("sheets", &self.sheets).field("row", &self.row).finish_non_exhaustive()
    }
}
