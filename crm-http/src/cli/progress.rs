//! A bar on a terminal, and nothing anywhere else.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far a command is.
#[derive(Debug, Clone)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar on stderr, when that is a terminal. Without a total it counts.
    pub(crate) fn new(what: &'static str, total: Option<u64>) -> Self {
        let shown = std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(total, target);
        let pattern =
            if total.is_some() { "{prefix} [{bar:30}] {pos}/{len} {eta}" } else { "{prefix} {pos} {elapsed}" };
        // A pattern that does not read leaves the plain bar: nothing to fail for.
        if let Ok(style) = ProgressStyle::with_template(pattern) {
            bar.set_style(style);
        }
        bar.set_prefix(what);
        Self(bar)
    }
    /// Says what is done now.
    pub(crate) fn part(&self, what: &'static str) {
        self.0.set_prefix(what);
    }
    /// So much is done.
    pub(crate) fn at(&self, done: u64) {
        self.0.set_position(done);
    }
    /// So much is to be done.
    pub(crate) fn of(&self, total: u64) {
        self.0.set_length(total);
    }
    /// Prints without tearing the bar.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }
    /// Takes the bar away, so that what follows begins on a clean line.
    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}
