//! What became of every row, for people.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::AddAssign;

use crm_core::kernel::{Money, Zone};
use crm_core::past::PastOrder;
use crm_store_postgres::legacy::{LegacyDatabase, LegacyKind, LegacyRow};

use super::places::Places;
#[cfg(test)]
use super::values::note;
use super::values::{Note, money};

/// How many rows are named for each reason.
const EXAMPLES: usize = 3;

/// Rows that share a reason.
#[derive(Debug, Default)]
struct Group {
    sentence: String,
    rows: u64,
    examples: Vec<String>,
}

/// What became of the rows of a table.
#[derive(Debug, Default)]
struct Part {
    table: String,
    ignored: Vec<String>,
    unknown: Vec<String>,
    read: u64,
    written: u64,
    present: u64,
    left_out: BTreeMap<&'static str, Group>,
    guessed: BTreeMap<&'static str, Group>,
}

impl Part {
    fn left_out(&self) -> u64 {
        self.left_out.values().map(|group| group.rows).sum()
    }
}

/// Sums of orders' money, in kopecks: no sum of old amounts leaves this range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    result: i128,
    expenditure: i128,
}

impl Amounts {
    /// What an old row says; what cannot be read is nothing.
    pub(super) fn of(row: &LegacyRow) -> Self {
        let read = |name| kopecks(row.get(name).and_then(money));
        Self { result: read("result"), expenditure: read("expenditure") }
    }
    /// What is written of it.
    pub(super) fn written(order: &PastOrder) -> Self {
        Self { result: kopecks(order.result), expenditure: kopecks(order.expenditure) }
    }
    fn less(self, other: Self) -> Self {
        Self { result: self.result - other.result, expenditure: self.expenditure - other.expenditure }
    }
}

impl AddAssign for Amounts {
    fn add_assign(&mut self, other: Self) {
        self.result += other.result;
        self.expenditure += other.expenditure;
    }
}

fn kopecks(amount: Option<Money>) -> i128 {
    amount.map_or(0, Money::kopecks).into()
}

/// The money of all orders.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// Of rows that were read.
    pub(super) read: Amounts,
    /// Of orders that were written.
    pub(super) written: Amounts,
    /// Of rows that were there already.
    pub(super) present: Amounts,
}

/// What became of every row.
#[derive(Debug)]
pub(super) struct Report {
    parts: BTreeMap<LegacyKind, Part>,
    unknown_tables: Vec<String>,
    /// The money of orders.
    pub(super) money: Sums,
    added: Vec<String>,
    waiting: u64,
}

impl Report {
    pub(super) fn new(old: &LegacyDatabase) -> Self {
        let part = |table: &crm_store_postgres::legacy::LegacyTable| Part {
            table: table.name.clone(),
            ignored: table.ignored.clone(),
            unknown: table.unknown.clone(),
            ..Part::default()
        };
        Self {
            parts: old.tables().iter().map(|table| (table.kind, part(table))).collect(),
            unknown_tables: old.others().to_vec(),
            money: Sums::default(),
            added: Vec::new(),
            waiting: 0,
        }
    }
    fn part(&mut self, kind: LegacyKind) -> &mut Part {
        self.parts.entry(kind).or_default()
    }

    /// A row was read.
    pub(super) fn read(&mut self, kind: LegacyKind) {
        self.part(kind).read += 1;
    }
    /// It was written.
    pub(super) fn written(&mut self, kind: LegacyKind) {
        self.part(kind).written += 1;
    }
    /// It was there already.
    pub(super) fn present(&mut self, kind: LegacyKind) {
        self.part(kind).present += 1;
    }
    /// It was left out.
    pub(super) fn left_out(&mut self, kind: LegacyKind, id: &str, why: &Note) {
        add(&mut self.part(kind).left_out, why, 1, Some(id));
    }
    /// Something was guessed of it.
    pub(super) fn guessed(&mut self, kind: LegacyKind, id: &str, what: &Note) {
        add(&mut self.part(kind).guessed, what, 1, Some(id));
    }
    /// A table that was left out as a whole.
    pub(super) fn left_out_whole(&mut self, kind: LegacyKind, rows: u64, why: &Note) {
        let part = self.part(kind);
        part.read = rows;
        add(&mut part.left_out, why, rows, None);
    }
    /// A table whose rows are parts of others.
    pub(super) fn joined(&mut self, kind: LegacyKind, rows: u64, used: u64, why: &Note) {
        let part = self.part(kind);
        (part.read, part.written) = (rows, used);
        if rows > used {
            add(&mut part.left_out, why, rows - used, None);
        }
    }
    /// What was added to the office beside the rows.
    pub(super) fn added(&mut self, places: &Places, zone: Zone) {
        self.added.push(format!("times without an offset were read as those of {} (--zone)", zone.name()));
        if !places.new_cities.is_empty() {
            let names = places.new_cities.join(", ");
            self.added.push(format!("cities added, with the zone {}: {names}; set the zones right", zone.name()));
        }
        if places.new_campaigns > 0 {
            self.added.push(format!("campaigns added: {}", places.new_campaigns));
        }
    }
    /// How many clients wait to be called back.
    pub(super) fn waiting(&mut self, clients: u64) {
        self.waiting = clients;
    }
    /// Whether no row was left out for a fault. What the provider said of calls that are not there is no fault.
    pub(super) fn is_clean(&self) -> bool {
        self.parts.iter().all(|(kind, part)| *kind == LegacyKind::Mango || part.left_out.is_empty())
    }

    pub(super) fn print(&self, out: &mut impl Write, is_dry: bool) -> io::Result<()> {
        let written = if is_dry { "would be written" } else { "written" };
        for part in self.parts.values() {
            let (read, left_out) = (part.read, part.left_out());
            let Part { table, present, .. } = part;
            writeln!(
                out,
                "{table}: {read} read = {} {written} + {present} already there + {left_out} left out",
                part.written
            )?;
            for (what, groups) in [("left out", &part.left_out), ("guessed", &part.guessed)] {
                for (code, group) in groups {
                    write!(out, "  {what:<9} {:>8}  {} [{code}]", group.rows, group.sentence)?;
                    let (named, more) = (group.examples.join(", "), group.rows > group.examples.len() as u64);
                    match (named.is_empty(), more) {
                        (true, _) => writeln!(out)?,
                        (false, more) => writeln!(out, ": id {named}{}", if more { ", …" } else { "" })?,
                    }
                }
            }
            for (what, names) in [("not taken over", &part.ignored), ("unknown columns", &part.unknown)] {
                if !names.is_empty() {
                    writeln!(out, "  {what}: {}", names.join(", "))?;
                }
            }
        }
        let Sums { read, written: made, present } = self.money;
        let left = read.less(made).less(present);
        for (what, of) in
            [("result", (|a: Amounts| a.result) as fn(Amounts) -> i128), ("expenditure", |a| a.expenditure)]
        {
            let [read, made, present, left] = [read, made, present, left].map(|amounts| rubles(of(amounts)));
            writeln!(out, "money, {what}: {read} read = {made} {written} + {present} already there + {left} left out")?;
        }
        if !self.unknown_tables.is_empty() {
            writeln!(out, "unknown tables: {}", self.unknown_tables.join(", "))?;
        }
        self.added.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        writeln!(out, "clients who wait to be called back: {} (missed within the last 7 days)", self.waiting)
    }
}

fn add(groups: &mut BTreeMap<&'static str, Group>, note: &Note, rows: u64, id: Option<&str>) {
    let group = groups.entry(note.code).or_default();
    if group.sentence.is_empty() {
        group.sentence = note.sentence.to_string();
    }
    group.rows += rows;
    if group.examples.len() < EXAMPLES {
        group.examples.extend(id.map(|id| id.chars().take(40).collect()));
    }
}

fn rubles(kopecks: i128) -> String {
    let sign = if kopecks < 0 { "-" } else { "" };
    let kopecks = kopecks.unsigned_abs();
    format!("{sign}{}.{:02}", kopecks / 100, kopecks % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_told_once_with_its_first_rows() {
        let mut groups = BTreeMap::new();
        for id in ["1", "2", "3", "4"] {
            add(&mut groups, &note("order.no_city", "no city"), 1, Some(id));
        }
        let group = &groups["order.no_city"];
        assert_eq!((group.rows, group.examples.join(" ")), (4, "1 2 3".to_owned()));
    }

    #[test]
    fn sums_are_written_in_rubles() {
        assert_eq!(
            [0, 5, -150_050, 1_000_000_000_000_000].map(rubles),
            ["0.00", "0.05", "-1500.50", "10000000000000.00"]
        );
    }
}
