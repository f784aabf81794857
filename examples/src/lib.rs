//! What `office_day` is made of: it reads the recorded deliveries of a day, plays them into an office, and reports on it.

/// The README's snippets, compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

pub mod deliveries;
pub mod office;
pub mod replay;
pub mod report;
