//! Tables and the cells they are made of.

use std::fmt::{self, Display, Write as _};
use std::time::Duration;

use crm_core::kernel::Money;
use crm_core::stats::Ratio;

/// Columns as wide as their widest cell. A heading that begins with `>` aligns its column to the right.
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    right: Vec<bool>,
}

impl Table {
    pub(super) fn new(headings: &[&str]) -> Self {
        let right = headings.iter().map(|heading| heading.starts_with('>')).collect();
        Self { rows: vec![headings.iter().map(|heading| heading.trim_start_matches('>').to_owned()).collect()], right }
    }
    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.right.len()).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for ((cell, width), right) in row.iter().zip(&widths).zip(&self.right) {
                line += if line.is_empty() { "" } else { "  " };
                if *right {
                    write!(line, "{cell:>width$}")?;
                } else {
                    write!(line, "{cell:<width$}")?;
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// Minutes and seconds; nothing for `None`.
pub(super) fn minutes(seconds: Option<u64>) -> String {
    seconds.map_or_else(String::new, |seconds| format!("{}:{:02}", seconds / 60, seconds % 60))
}

/// A number; nothing for 0, which only blurs the others.
pub(super) fn count(number: usize) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

/// Hours, minutes and seconds, rounded to a second.
pub(super) fn hours(time: Duration) -> String {
    let seconds = rounded(time);
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Minutes and seconds, rounded to a second; a dash for a mean of nothing.
pub(super) fn mean_time(time: Option<Duration>) -> String {
    time.map_or_else(none, |time| minutes(Some(rounded(time))))
}

fn rounded(time: Duration) -> u64 {
    time.saturating_add(Duration::from_millis(500)).as_secs()
}

/// Roubles and kopecks, thousands apart: `-1 200,00`.
pub(super) fn roubles(amount: Money) -> String {
    let kopecks = amount.kopecks().unsigned_abs();
    let whole = (kopecks / 100).to_string();
    let mut text = String::from(if amount.is_negative() { "-" } else { "" });
    for (place, digit) in (0..whole.len()).rev().zip(whole.chars()) {
        text.push(digit);
        if place > 0 && place % 3 == 0 {
            text.push(' ');
        }
    }
    text + &format!(",{:02}", kopecks % 100)
}

/// The amount; a dash where there is none.
pub(super) fn maybe_roubles(amount: Option<Money>) -> String {
    amount.map_or_else(none, roubles)
}

/// Per cent with one decimal; a dash for a share of nothing.
pub(super) fn percent(share: Option<Ratio>) -> String {
    share.map_or_else(none, |share| {
        let tenths = share.scaled(1000);
        let (sign, tenths) = (if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
        format!("{sign}{},{} %", tenths / 10, tenths % 10)
    })
}

fn none() -> String {
    "—".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        let amount = |kopecks| roubles(Money::from_kopecks(kopecks).unwrap());
        assert_eq!(
            [0, 5, -12_345, 100_000, -123_456_789].map(amount),
            ["0,00", "0,05", "-123,45", "1 000,00", "-1 234 567,89"]
        );
        assert_eq!(maybe_roubles(None), "—");
    }

    #[test]
    fn shares_and_times_are_rounded_and_a_mean_of_nothing_is_a_dash() {
        assert_eq!(
            [(2, 3), (-1, 8), (83, 30)].map(|(part, of)| percent(Ratio::new(part, of))),
            ["66,7 %", "-12,5 %", "276,7 %"]
        );
        assert_eq!(mean_time(Some(Duration::from_millis(88_714))), "1:29");
        assert_eq!((percent(None), mean_time(None)), ("—".to_owned(), "—".to_owned()));
        assert_eq!(
            (hours(Duration::from_secs(27_002)), hours(Duration::ZERO)),
            ("7:30:02".to_owned(), "0:00:00".to_owned())
        );
    }
}
