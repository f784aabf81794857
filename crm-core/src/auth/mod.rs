//! Signing in: passwords, tokens, sessions, and the delay that slows guessing down.
//!
//! * [`Passwords`] hashes and verifies off the async threads; [`PasswordPolicy`] says what a new password must be.
//! * [`TokenKeys`] signs and reads the kinds of token. An access token is short-lived and proves a session to every
//!   request; a refresh token is exchanged, once, for the next pair; a ticket stands in an address where no header can be
//!   sent, and is exchanged, once and within [`TICKET_LIFETIME`], for an access token. They are distinct types on both sides,
//!   so one never passes as the other.
//! * [`Session`] is the server's side of a sign-in. [`decide_refresh`] rotates its refresh token, lets a second tab
//!   repeat the last rotation for [`GRACE`], and revokes the session when an older token comes back.
//! * [`decide_attempt`] slows guessing per login and address, and per address; never per login alone, so that nobody
//!   elsewhere can lock a colleague out.
//!
//! The rules are pure: time comes in as an argument. [`Auth`] reads, decides by them and commits.

mod attempt;
mod error;
mod known;
mod new_password;
mod password;
mod policy;
mod repo;
mod service;
mod session;
mod sign_in;
mod throttle;
mod ticket;
mod token;

pub use error::AuthError;
pub(crate) use known::Bearers;
pub use password::{PasswordHash, Passwords, Verdict};
pub use policy::{PasswordFlaw, PasswordPolicy};
pub use repo::SessionRepo;
pub use service::{Auth, SignedIn};
pub use session::{
    GRACE, RefreshDecision, RevokeReason, Revoked, SEEN_EVERY, Session, SignIn, TokenLifetimes, decide_refresh,
};
pub use sign_in::SignInRequest;
pub use throttle::{Attempt, Throttle, ThrottleKey, after_success_from_address, after_success_of_pair, decide_attempt};
pub use ticket::TICKET_LIFETIME;
pub use token::{AccessClaims, RefreshClaims, TicketClaims, TokenError, TokenId, TokenKeys, WeakSecret};
