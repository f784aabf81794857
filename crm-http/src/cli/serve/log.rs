//! Where the log goes and what it says.
//!
//! The level is that of this program's own parts. Others tell of warnings only: what a library for HTTP or TLS says in
//! detail shows headers, and so tokens.
#![expect(clippy::doc_markdown, reason = "clap shows these comments as help")]

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::writer::BoxMakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use super::super::failure::Failure;
use super::super::options::documented;

/// The log.
#[derive(Debug, Args)]
#[command(next_help_heading = "Log")]
#[expect(clippy::struct_field_names, reason = "the fields are the flags")]
pub(crate) struct LogOptions {
    /// How much is told: off, error, warn, info, debug or trace [also: LOG_LEVEL] [default: info]
    #[arg(long, value_name = "LEVEL", env = "CRM_LOG_LEVEL")]
    log_level: Option<LevelFilter>,
    /// How it is written
    #[arg(long, value_enum, env = "CRM_LOG_FORMAT", default_value_t = Format::Text)]
    log_format: Format,
    /// A file instead of stderr. Each day, in UTC, has its own: logs/crm.log is logs/crm.2026-01-31.log [also: LOG_FILE]
    #[arg(long, value_name = "FILE", env = "CRM_LOG_FILE")]
    log_file: Option<PathBuf>,
    /// For how many days files are kept
    #[arg(long, value_name = "DAYS", env = "CRM_LOG_KEEP", default_value_t = 14,
        value_parser = clap::value_parser!(u16).range(1..))]
    log_keep: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

/// Dropping it writes what is still on its way to the file.
pub(super) struct Log(#[expect(dead_code, reason = "held until the program ends")] Option<WorkerGuard>);

impl LogOptions {
    /// Starts the log of the process.
    ///
    /// # Errors
    /// `cli.log`.
    pub(super) fn start(&self) -> Result<Log, Failure> {
        let path = self.log_file.clone().or_else(|| documented("LOG_FILE").map(PathBuf::from));
        let (writer, guard) = match &path {
            Some(path) => {
                let (writer, guard) = tracing_appender::non_blocking(self.daily(path)?);
                (BoxMakeWriter::new(writer), Some(guard))
            }
            None => (BoxMakeWriter::new(std::io::stderr), None),
        };
        let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(false);
        let registry = tracing_subscriber::registry().with(self.filter()?);
        match self.log_format {
            Format::Text => registry.with(lines).try_init(),
            Format::Json => registry.with(lines.json()).try_init(),
        }
        .map_err(|error| bad_log(format!("the log cannot start: {error}")))?;
        log_panics();
        Ok(Log(guard))
    }

    fn filter(&self) -> Result<Targets, Failure> {
        let said = documented("LOG_LEVEL");
        let level = match (self.log_level, said) {
            (Some(level), _) => level,
            (None, Some(word)) => {
                word.trim().parse().map_err(|_| bad_log("LOG_LEVEL is off, error, warn, info, debug or trace"))?
            }
            (None, None) => LevelFilter::INFO,
        };
        let ours = ["crm_core", "crm_http", "crm_store_postgres", "crm_store_sqlite"];
        Ok(Targets::new().with_default(level.min(Level::WARN.into())).with_targets(ours.map(|part| (part, level))))
    }

    fn daily(&self, path: &Path) -> Result<RollingFileAppender, Failure> {
        let name = |part: Option<&std::ffi::OsStr>| part.and_then(|part| part.to_str()).map(str::to_owned);
        let stem = name(path.file_stem()).ok_or_else(|| bad_log("the name of the log file is no text"))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let files = RollingFileAppender::builder()
            .rotation(Rotation::DAILY)
            .filename_prefix(stem)
            .max_log_files(self.log_keep.into());
        let files = match name(path.extension()) {
            Some(extension) => files.filename_suffix(extension),
            None => files,
        };
        files.build(folder).map_err(|error| bad_log(format!("{}: {error}", path.display())))
    }
}

/// A panic is a line of the log like any other; where, and what it said.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let said = panic.payload_as_str().unwrap_or("something that is no text");
        tracing::error!(at = panic.location().map(tracing::field::display), "a panic: {said}");
    }));
}

fn bad_log(sentence: impl Into<String>) -> Failure {
    Failure::new("cli.log", sentence)
}
