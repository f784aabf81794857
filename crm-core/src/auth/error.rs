//! What signing in can refuse.

use std::time::Duration;

use super::{RevokeReason, TokenError};
use crate::kernel::{Code, ErrorKind, FieldError, Invalid, Refusal};

/// Why somebody is not signed in, or stays so no longer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// The login is unknown or the password is wrong; which of the two is never told.
    #[error("the login or the password is wrong")]
    WrongCredentials,
    /// Too many failed attempts from here. The password was not looked at.
    #[error("too many failed attempts; try again in {} s", whole_seconds(*retry_after))]
    TooManyAttempts {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The token does not hold.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The ticket was not issued here, was used, or is too old.
    #[error("the ticket is unknown, used or older than 30 seconds; ask for another")]
    TicketInvalid,
    /// The session was ended before its time.
    #[error("the session was ended ({reason}); sign in again")]
    SessionRevoked {
        /// Why it was ended.
        reason: RevokeReason,
    },
    /// The session has lasted as long as it may.
    #[error("the session has expired; sign in again")]
    SessionExpired,
    /// There is no such session, or it is not this token's.
    #[error("there is no such session; sign in again")]
    SessionUnknown,
    /// A refresh token that had already been exchanged came back: someone may have copied it, so the session was ended.
    #[error("an old refresh token was used again, so the session was ended; sign in again")]
    TokenReused,
    /// The account is switched off.
    #[error("this account is deactivated; ask an administrator")]
    Deactivated,
    /// The new password does not meet the policy.
    #[error("{0}")]
    PasswordPolicy(Invalid),
    /// More sign-ins wait for a processor than may wait.
    #[error("too many people are signing in at this moment; try again")]
    Busy,
    /// A stored password hash cannot be read or asks for more work than any hash should.
    #[error("the stored password hash is damaged; set a new password")]
    DamagedHash,
    /// Hashing or the system's random source failed.
    #[error("{0} failed")]
    Failed(&'static str),
}

// Rounded up: a caller who waits as long as he is told must not be told to wait again.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

impl Refusal for AuthError {
    fn code(&self) -> Code {
        match self {
            Self::WrongCredentials => "auth.wrong_credentials",
            Self::TooManyAttempts { .. } => "auth.too_many_attempts",
            Self::Token(error) => error.code(),
            Self::TicketInvalid => "auth.ticket_invalid",
            Self::SessionRevoked { .. } => "auth.session_revoked",
            Self::SessionExpired => "auth.session_expired",
            Self::SessionUnknown => "auth.session_unknown",
            Self::TokenReused => "auth.token_reused",
            Self::Deactivated => "auth.deactivated",
            Self::PasswordPolicy(_) => "auth.password_policy",
            Self::Busy => "auth.busy",
            Self::DamagedHash => "auth.damaged_hash",
            Self::Failed(_) => "auth.failed",
        }
    }

    fn kind(&self) -> ErrorKind {
        match self {
            Self::WrongCredentials
            | Self::Token(_)
            | Self::TicketInvalid
            | Self::SessionRevoked { .. }
            | Self::SessionExpired
            | Self::SessionUnknown
            | Self::TokenReused
            | Self::Deactivated => ErrorKind::Unauthenticated,
            Self::TooManyAttempts { .. } => ErrorKind::TooManyRequests,
            Self::PasswordPolicy(_) => ErrorKind::Invalid,
            Self::Busy => ErrorKind::Unavailable,
            Self::DamagedHash | Self::Failed(_) => ErrorKind::Internal,
        }
    }

    fn fields(&self) -> &[FieldError] {
        match self {
            Self::PasswordPolicy(invalid) => invalid.fields(),
            _ => &[],
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooManyAttempts { retry_after } => Some(*retry_after),
            Self::Busy => Some(Duration::from_secs(1)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Error;

    #[test]
    fn a_delay_is_told_rounded_up_and_carried_to_the_caller() {
        let error = Error::from(AuthError::TooManyAttempts { retry_after: Duration::from_millis(1_001) });
        assert_eq!(error.to_string(), "too many failed attempts; try again in 2 s");
        assert_eq!(error.retry_after(), Some(Duration::from_millis(1_001)));
        assert_eq!((error.code(), error.kind()), ("auth.too_many_attempts", ErrorKind::TooManyRequests));
    }

    #[test]
    fn every_flaw_of_a_password_reaches_the_form() {
        let flaws = Invalid::field("password", "password.too_short", "at least 8 characters");
        let error = Error::from(AuthError::PasswordPolicy(flaws));
        assert_eq!(error.fields().first().map(|field| field.code), Some("password.too_short"));
        assert_eq!(error.kind(), ErrorKind::Invalid);
    }
}
