//! Why a command did not do what was asked.

use std::fmt;
use std::io;

use crm_core::store::StoreError;

/// One sentence for people and a stable code for scripts.
#[derive(Debug)]
pub(crate) struct Failure {
    code: &'static str,
    sentence: String,
    is_closed_pipe: bool,
}

impl Failure {
    /// A failure of the command line itself; its codes begin with `cli.`.
    pub(crate) fn new(code: &'static str, sentence: impl Into<String>) -> Self {
        // One line, whatever a driver has to say.
        Self { code, sentence: sentence.into().replace(['\r', '\n'], " "), is_closed_pipe: false }
    }
    /// A file that cannot be read or written: `cli.file`.
    pub(crate) fn file(path: &std::path::Path, error: &io::Error) -> Self {
        Self::new("cli.file", format!("{}: {error}", path.display()))
    }
    /// Whether whoever read the output has read enough, as `head` does: nothing to complain about.
    pub(crate) const fn is_closed_pipe(&self) -> bool {
        self.is_closed_pipe
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.sentence, self.code)
    }
}

impl From<crm_core::Error> for Failure {
    fn from(error: crm_core::Error) -> Self {
        Self::new(error.code(), error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        crm_core::Error::from(error).into()
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let is_closed_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self { code: "cli.output", sentence: format!("the output cannot be written: {error}"), is_closed_pipe }
    }
}
