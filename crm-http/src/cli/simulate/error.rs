//! Why nothing could be played or compared.

use std::io;
use std::path::PathBuf;

use super::super::failure::Failure;
use crate::simulate::api::ApiError;

/// Why nothing could be played or compared.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SimulateError {
    /// The key or the salt is empty, or the offset beyond a day.
    #[error("the account does not hold: {0}")]
    Account(String),
    /// The calls would reach beyond what a server takes.
    #[error(
        "so many calls take more than 30 days at this rate, and a server takes no older events: raise --busiest-hour, \
         lower --calls, or say --start"
    )]
    TooLong,
    /// A file could not be written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// No password came from the environment or standard input.
    #[error("there is no password: put it into CRM_SIMULATE_PASSWORD, or write it to standard input")]
    NoPassword,
    /// The output could not be written.
    #[error("the output cannot be written: {0}")]
    Output(#[from] io::Error),
    /// The server's API could not be used.
    #[error("{0}")]
    Server(String),
    /// No HTTP client could be made.
    #[error("no connection can be made: {0}")]
    Client(String),
}

impl SimulateError {
    /// A stable code for scripts.
    const fn code(&self) -> &'static str {
        match self {
            Self::Account(_) => "cli.provider",
            Self::TooLong => "simulate.too_long",
            Self::File { .. } => "cli.file",
            Self::NoPassword => "cli.no_password",
            Self::Output(_) => "cli.output",
            Self::Server(_) => "simulate.server",
            Self::Client(_) => "simulate.client",
        }
    }
}

impl From<SimulateError> for Failure {
    fn from(error: SimulateError) -> Self {
        match error {
            SimulateError::Output(error) => error.into(),
            other => Self::new(other.code(), other.to_string()),
        }
    }
}

impl From<ApiError> for SimulateError {
    fn from(error: ApiError) -> Self {
        Self::Server(error.to_string())
    }
}
