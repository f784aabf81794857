//! Refusals of call-backs.

use crate::kernel::{Code, ErrorKind, Refusal, Version};

/// Why a call-back is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallbackError {
    /// No such call-back, or not for this actor.
    #[error("there is no such call-back")]
    NotFound,
    /// Somebody changed the call-back since it was read.
    #[error("the call-back was changed since you read it; it is at version {current} now")]
    VersionConflict {
        /// The version it has now.
        current: Version,
    },
    /// The client waits no more.
    #[error("the client does not wait for a call any more")]
    NotOpen,
}

impl Refusal for CallbackError {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => "callback.not_found",
            Self::VersionConflict { .. } => "callback.version_conflict",
            Self::NotOpen => "callback.not_open",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            Self::VersionConflict { .. } | Self::NotOpen => ErrorKind::Conflict,
        }
    }
    fn current_version(&self) -> Option<Version> {
        match self {
            Self::VersionConflict { current } => Some(*current),
            Self::NotFound | Self::NotOpen => None,
        }
    }
}
