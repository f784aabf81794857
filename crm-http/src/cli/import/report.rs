//! What became of the rows, for people.

use std::io::{self, Write};

use crm_core::kernel::FieldError;

use super::Done;
use super::table::Table;
use crate::cli::failure::Failure;

/// Counts rows by what became of them, and prints what is wrong with those that were left out.
#[derive(Debug)]
pub(super) struct Report {
    dry_run: bool,
    created: u64,
    present: u64,
    faulty: u64,
}

impl Report {
    pub(super) fn new(dry_run: bool) -> Self {
        Self { dry_run, created: 0, present: 0, faulty: 0 }
    }
    /// Whether no row was left out.
    pub(super) const fn is_clean(&self) -> bool {
        self.faulty == 0
    }
    pub(super) fn done(&mut self, done: Done) {
        match done {
            Done::Created => self.created += 1,
            Done::Present => self.present += 1,
        }
    }
    /// Prints each finding of a row on a line of its own.
    pub(super) fn faulty(&mut self, line: u64, findings: &[FieldError], table: &Table) -> io::Result<()> {
        self.faulty += 1;
        let mut out = io::stdout().lock();
        for finding in findings {
            let column = if finding.field.is_empty() { "-" } else { table.heading(finding.field) };
            writeln!(out, "line {line:<6} {column:<14} {} [{}]", finding.message, finding.code)?;
        }
        Ok(())
    }
    /// Prints the counts.
    pub(super) fn sum_up(&self, table: &Table) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        let created = if self.dry_run { "would create" } else { "created" };
        for (what, rows) in [(created, self.created), ("already there", self.present), ("faulty", self.faulty)] {
            writeln!(out, "{what:<14} {rows:>8}")?;
        }
        let ignored = table.ignored();
        if !ignored.is_empty() {
            writeln!(out, "not taken over: {}", ignored.join(", "))?;
        }
        Ok(())
    }
}
