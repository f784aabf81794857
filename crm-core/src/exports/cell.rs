//! What an export is made of.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;

use super::safe_text;
use crate::kernel::{Lang, Money, Timestamp, Zone};

/// A column: its name on the wire and its heading for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name that scripts go by, such as `dateCreate`.
    pub name: &'static str,
    /// The heading in Russian.
    pub ru: &'static str,
    /// The heading in English.
    pub en: &'static str,
    /// Whose clocks its cells are told by, when they are instants: a heading has to say so.
    pub clocks: Option<Clocks>,
}

/// Whose clocks the instants of a column are told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clocks {
    /// Those of the reader.
    Reader,
    /// Those of each row's own place, such as the city of a visit.
    Place,
}

impl Column {
    /// A column.
    pub const fn new(name: &'static str, ru: &'static str, en: &'static str) -> Self {
        Self { name, ru, en, clocks: None }
    }
    /// A column of instants.
    pub const fn times(name: &'static str, ru: &'static str, en: &'static str, clocks: Clocks) -> Self {
        Self { name, ru, en, clocks: Some(clocks) }
    }
    /// The heading people read.
    pub const fn heading(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ru => self.ru,
            Lang::En => self.en,
        }
    }
}

/// The cells of a row, one a column.
pub type Row = Vec<Cell>;

/// A text that no spreadsheet takes for a formula: [`safe_text()`] has gone over it. The text as it came is not kept, so no
/// encoder can write it by mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellText(Box<str>);

impl CellText {
    /// The text, safe to write into any cell.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for CellText {
    fn from(text: &str) -> Self {
        Self(safe_text(text).into())
    }
}

impl fmt::Display for CellText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One cell, typed, so that an encoder can choose a format for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(CellText),
    /// A whole number.
    Integer(i64),
    /// A decimal number: so many units of ten to the power of minus `places`, such as a share in hundredths of a per cent.
    Decimal {
        /// How many units.
        units: i64,
        /// How many digits stand after the point.
        places: u8,
    },
    /// An amount in roubles.
    Money(Money),
    /// An instant.
    Time {
        /// When.
        at: Timestamp,
        /// Whose clocks it is told by, such as a visit by those of its city; `None` for those of the reader.
        zone: Option<Zone>,
    },
    /// A day, whatever the zone.
    Date(NaiveDate),
    /// A word of a closed set.
    Code {
        /// The code itself.
        code: CellText,
        /// Its label in Russian.
        ru: CellText,
        /// Its label in English.
        en: CellText,
    },
}

impl Cell {
    /// A cell with words in it.
    pub fn words(text: &str) -> Self {
        Self::Text(text.into())
    }
    /// An instant by the reader's clocks.
    pub const fn time(at: Timestamp) -> Self {
        Self::Time { at, zone: None }
    }
    /// A whole number; numbers above 2^63 stand for 2^63 - 1.
    pub fn count(count: u64) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }
    /// The cell of something that may be missing.
    pub fn of<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }

    /// The cell as text that is safe in every spreadsheet, for formats without types. Instants are local times such as
    /// `2026-01-12 09:00:00`, without fractions of a second, by the cell's own zone, else by `zone`. Days are
    /// `2026-01-12`. Amounts and decimals have a point.
    pub fn text(&self, lang: Lang, zone: Zone) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.as_str()),
            Self::Integer(number) => number.to_string().into(),
            Self::Decimal { units, places } => decimal(*units, *places).into(),
            Self::Money(amount) => amount.to_string().into(),
            Self::Time { at, zone: own } => {
                own.unwrap_or(zone).local(*at).format("%Y-%m-%d %H:%M:%S").to_string().into()
            }
            Self::Date(day) => day.to_string().into(),
            Self::Code { ru, en, .. } => Cow::Borrowed(match lang {
                Lang::Ru => ru.as_str(),
                Lang::En => en.as_str(),
            }),
        }
    }
}

fn decimal(units: i64, places: u8) -> String {
    let places = usize::from(places);
    let sign = if units < 0 { "-" } else { "" };
    let digits = format!("{:0>1$}", units.unsigned_abs(), places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// The cell of a word of a closed set.
macro_rules! code_cell {
    ($value:expr) => {{
        let value = $value;
        $crate::exports::Cell::Code {
            code: value.code().into(),
            ru: value.label($crate::kernel::Lang::Ru).into(),
            en: value.label($crate::kernel::Lang::En).into(),
        }
    }};
}
pub(super) use code_cell;

/// Rows in memory, such as those of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }
    /// Adds a row. Cells that are missing at its end are empty, those beyond the last column are left out.
    pub fn push(&mut self, mut row: Row) {
        row.resize(self.columns.len(), Cell::Empty);
        self.rows.push(row);
    }
    /// Its columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }
    /// Its rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
    pub(super) fn into_parts(self) -> (Vec<Column>, Vec<Row>) {
        (self.columns, self.rows)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cell, Column, Table};
    use crate::kernel::{Lang, Money, Timestamp, Zone};
    use crate::orders::OrderStatus;

    fn text(cell: &Cell) -> String {
        cell.text(Lang::Ru, Zone::MOSCOW).into_owned()
    }

    #[test]
    fn a_visit_is_told_by_the_clocks_of_its_city_and_everything_else_by_the_readers() {
        let at = Timestamp::parse("2026-01-12T06:00:00.999999Z").unwrap();
        let omsk = Some(Zone::parse("Asia/Omsk").unwrap());
        assert_eq!(text(&Cell::time(at)), "2026-01-12 09:00:00");
        assert_eq!(text(&Cell::Time { at, zone: omsk }), "2026-01-12 12:00:00");
    }

    #[test]
    fn a_code_is_its_label_in_the_readers_language_and_an_unknown_one_is_disarmed() {
        let cell = code_cell!(&OrderStatus::Completed);
        assert_eq!(
            (cell.text(Lang::Ru, Zone::UTC), cell.text(Lang::En, Zone::UTC)),
            ("Готово".into(), "Completed".into())
        );
        assert_eq!(text(&code_cell!(&OrderStatus::from_stored("=1+1"))), "'=1+1");
    }

    #[test]
    fn amounts_and_decimals_have_a_point() {
        let decimal = |units, places| text(&Cell::Decimal { units, places });
        assert_eq!(text(&Cell::Money(Money::from_kopecks(-150_005).unwrap())), "-1500.05");
        assert_eq!([decimal(8190, 2), decimal(-5, 2), decimal(7, 0)], ["81.90", "-0.05", "7"]);
        assert_eq!(decimal(i64::MIN, 18), "-9.223372036854775808");
    }

    #[test]
    fn a_row_of_a_table_has_a_cell_for_each_column() {
        let mut table = Table::new(vec![Column::new("a", "А", "A"), Column::new("b", "Б", "B")]);
        table.push(vec![Cell::Integer(1)]);
        table.push(vec![Cell::Integer(1), Cell::Integer(2), Cell::Integer(3)]);
        assert_eq!(table.rows(), [[Cell::Integer(1), Cell::Empty], [Cell::Integer(1), Cell::Integer(2)]]);
    }

    proptest! {
        #[test]
        fn no_text_of_a_cell_begins_as_a_formula(words in "\\PC*", code in "\\PC*", number: i64) {
            let code = OrderStatus::from_stored(&code);
            for cell in [Cell::words(&words), code_cell!(&code), Cell::Integer(number)] {
                for lang in [Lang::Ru, Lang::En] {
                    let shown = cell.text(lang, Zone::UTC).into_owned();
                    prop_assert_eq!(crate::exports::safe_text(&shown), shown.clone());
                }
            }
        }
    }
}
