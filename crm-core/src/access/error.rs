//! Refusals of the policy.

use crate::kernel::{Code, ErrorKind, Refusal};

/// Why an actor may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccessError {
    /// The role does not allow it.
    #[error("your role does not allow this")]
    Forbidden,
    /// The role allows it, but not for that city.
    #[error("you do not serve that city")]
    OtherCity,
}

impl Refusal for AccessError {
    fn code(&self) -> Code {
        match self {
            Self::Forbidden => "access.forbidden",
            Self::OtherCity => "access.other_city",
        }
    }
    fn kind(&self) -> ErrorKind {
        ErrorKind::Forbidden
    }
}
