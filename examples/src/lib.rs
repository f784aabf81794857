//! What `office_day` is made of: it reads the recorded deliveries of a day, plays them into an office, lets the
//! office work on them, and reports on the day.

/// The README's snippets, compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

pub mod books;
pub mod deliveries;
pub mod office;
pub mod replay;
pub mod report;
pub mod work;
