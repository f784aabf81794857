//! A provider of telephony that does not exist: it plays a Mango Office account against a server.
//!
//! [`traffic`] makes conversations up, each with the events that the provider would report ([`story`]) and with its outcome
//! ([`truth`]), which follows from the story and from nothing the server does. [`plan`] adds faults and decides what is sent
//! when, [`send`] sends it, [`tally`] says what became of it, and [`compare`] holds the server's calls against the truth.

pub(crate) mod api;
pub(crate) mod compare;
pub(crate) mod forgery;
pub(crate) mod habits;
pub(crate) mod office;
pub(crate) mod plan;
pub(crate) mod send;
pub(crate) mod story;
pub(crate) mod tally;
pub(crate) mod told;
pub(crate) mod traffic;
pub(crate) mod truth;

#[cfg(test)]
mod tests;
