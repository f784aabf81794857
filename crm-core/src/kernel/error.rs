//! The error every use case returns, and what a domain's own errors must tell about themselves.

use std::fmt;
use std::time::Duration;

use super::Version;

/// A stable code such as `call.not_found`. Codes are append-only: a released one never changes its meaning.
pub type Code = &'static str;

/// What a caller can do about an error. Faces map it to a status; scripts branch on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request cannot be read at all (HTTP 400).
    Malformed,
    /// Nobody is signed in, or the proof of it does not hold (401).
    Unauthenticated,
    /// Signed in, but not allowed (403).
    Forbidden,
    /// There is no such thing, or not for this actor (404).
    NotFound,
    /// The state has moved on, or forbids it (409).
    Conflict,
    /// Larger than is taken (413).
    TooLarge,
    /// Readable, but a field does not hold (422).
    Invalid,
    /// Asked too often; see [`Error::retry_after`] (429).
    TooManyRequests,
    /// Storage is away or overloaded: the same request may succeed later (503).
    Unavailable,
    /// A defect or damaged data (500).
    Internal,
}

/// One field that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field, by its wire name, such as `phoneClient`.
    pub field: &'static str,
    /// A stable code, such as `phone.not_a_number`.
    pub code: Code,
    /// A sentence for people. Never repeats the value of a secret.
    pub message: String,
}

/// One or more fields that do not hold: code `invalid`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(Vec<FieldError>);

impl Invalid {
    /// One field.
    pub fn field(field: &'static str, code: Code, message: impl Into<String>) -> Self {
        Self(vec![FieldError { field, code, message: message.into() }])
    }
    /// `Ok` for no findings, else all of them at once.
    ///
    /// # Errors
    /// The findings.
    pub fn check(findings: Vec<FieldError>) -> Result<(), Self> {
        if findings.is_empty() { Ok(()) } else { Err(Self(findings)) }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

impl From<FieldError> for Invalid {
    fn from(finding: FieldError) -> Self {
        Self(vec![finding])
    }
}

impl From<FieldError> for Error {
    fn from(finding: FieldError) -> Self {
        Invalid::from(finding).into()
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, finding) in self.0.iter().enumerate() {
            let gap = if n == 0 { "" } else { "; " };
            write!(f, "{gap}{finding}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}

impl Refusal for Invalid {
    fn code(&self) -> Code {
        "invalid"
    }
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }
    fn fields(&self) -> &[FieldError] {
        &self.0
    }
}

/// What every domain error tells about itself. Each domain has one enum that implements this.
pub trait Refusal: std::error::Error + Send + Sync + 'static {
    /// The stable code.
    fn code(&self) -> Code;
    /// What a caller can do about it.
    fn kind(&self) -> ErrorKind;
    /// The fields that do not hold, when it is about fields.
    fn fields(&self) -> &[FieldError] {
        &[]
    }
    /// The version the row has now, when the caller's was stale.
    fn current_version(&self) -> Option<Version> {
        None
    }
    /// When trying again makes sense.
    fn retry_after(&self) -> Option<Duration> {
        None
    }
}

/// What every use case returns when it does not do what was asked.
///
/// It carries a stable [`code`](Error::code) that HTTP and Python pass on unchanged, and the domain's own error behind it:
/// `error.refusal::<CallError>()`.
pub struct Error(Box<dyn Refusal>);

impl Error {
    /// The stable code.
    pub fn code(&self) -> Code {
        self.0.code()
    }
    /// What a caller can do about it.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind()
    }
    /// The fields that do not hold; empty when it is not about fields.
    pub fn fields(&self) -> &[FieldError] {
        self.0.fields()
    }
    /// The version the row has now, when the caller's was stale.
    pub fn current_version(&self) -> Option<Version> {
        self.0.current_version()
    }
    /// When trying again makes sense.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after()
    }
    /// The domain's own error, if it is an `R`.
    pub fn refusal<R: Refusal>(&self) -> Option<&R> {
        let error: &(dyn std::error::Error + 'static) = self.0.as_ref();
        error.downcast_ref()
    }
}

impl<R: Refusal> From<R> for Error {
    fn from(refusal: R) -> Self {
        Self(Box::new(refusal))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.code(), self.0)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
