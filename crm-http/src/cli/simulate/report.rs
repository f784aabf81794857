//! What `crm simulate` tells of a run, on the terminal and in files.

use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use serde::Serialize;

use super::SimulateError;
use crate::simulate::compare::Comparison;
use crate::simulate::plan::Plan;
use crate::simulate::tally::SendReport;
use crate::simulate::told::Told;
use crate::simulate::truth::Truth;

/// What a report file holds.
#[derive(Serialize)]
pub(super) struct Report<'r> {
    pub(super) sent: &'r SendReport,
    /// Without `--verify` there is nothing.
    pub(super) compared: Option<&'r Comparison>,
}

impl Report<'_> {
    /// Writes it to a file.
    ///
    /// # Errors
    /// [`SimulateError`].
    pub(super) fn write(&self, path: &Path) -> Result<(), SimulateError> {
        let json = serde_json::to_vec_pretty(self).map_err(io::Error::from)?;
        std::fs::write(path, json).map_err(|error| SimulateError::File { path: path.to_owned(), error })
    }
}

/// A line of the truth file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TruthLine<'t> {
    #[serde(flatten)]
    truth: &'t Truth,
    /// What of it reached the server, and so what may be asked of its call.
    told: &'t Told,
}

/// Writes what really happened to a file, a conversation in a line.
///
/// # Errors
/// [`SimulateError::File`].
pub(super) fn write_truth(path: &Path, plan: &Plan, told: &[Told]) -> Result<(), SimulateError> {
    let write = || -> io::Result<()> {
        let mut file = BufWriter::new(std::fs::File::create(path)?);
        for (planned, told) in plan.conversations.iter().zip(told) {
            serde_json::to_writer(&mut file, &TruthLine { truth: &planned.truth, told })?;
            file.write_all(b"\n")?;
        }
        file.flush()
    };
    write().map_err(|error| SimulateError::File { path: path.to_owned(), error })
}

/// Prints it on the standard output, as it is.
///
/// # Errors
/// Those of the output.
pub(super) fn say(text: &str) -> io::Result<()> {
    io::stdout().lock().write_all(text.as_bytes())
}
