//! Why there is no test server.

use std::fmt;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a throw-away server or database could not be had. A sentence for the one who runs the tests.
pub struct Error {
    what: String,
    source: Option<Source>,
}

impl Error {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), source: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => write!(formatter, "{}: {source}", self.what),
            None => formatter.write_str(&self.what),
        }
    }
}

/// As it reads for people: this is what a failed `unwrap` of a test prints.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

// No `source`: the sentence holds it already.
impl std::error::Error for Error {}

/// Says what was being done when it failed.
pub(super) trait Context<T> {
    fn context(self, what: impl Into<String>) -> Result<T, Error>;
}

impl<T, E: Into<Source>> Context<T> for Result<T, E> {
    fn context(self, what: impl Into<String>) -> Result<T, Error> {
        self.map_err(|source| Error { what: what.into(), source: Some(source.into()) })
    }
}
