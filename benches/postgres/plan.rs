//! How much is measured.

use std::time::Duration;

pub(crate) struct Plan {
    pub(crate) rounds: usize,
    /// Calls in the two offices that are read.
    pub(crate) calls: [u32; 2],
    /// Which of the two is copied, to be written to.
    pub(crate) written: usize,
    /// Orders that a round writes with one task; with many, four times as many.
    pub(crate) orders: u32,
    /// How long one side of one round of reads runs, about.
    pub(crate) slice: Duration,
}

impl Plan {
    pub(crate) fn short() -> Self {
        Self { rounds: 9, calls: [20_000, 200_000], written: 1, orders: 100, slice: Duration::from_millis(100) }
    }

    pub(crate) fn full() -> Self {
        Self { rounds: 15, calls: [500_000, 5_000_000], written: 0, ..Self::short() }
    }

    pub(crate) fn tiny() -> Self {
        Self { rounds: 1, calls: [2_000, 4_000], written: 1, orders: 4, slice: Duration::ZERO }
    }
}
