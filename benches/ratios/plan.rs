//! How much is measured.

use std::time::Duration;

/// How much is measured.
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    /// Provider events a round of ingest takes in.
    pub(crate) events: usize,
    /// Calls in the tables that are read.
    pub(crate) sizes: Vec<u32>,
    /// Orders in the two tables whose lists are compared.
    pub(crate) orders: [u32; 2],
    /// Calls in the two offices whose reports are compared.
    pub(crate) figures: [u32; 2],
    /// Calls in the office where clients are looked up.
    pub(crate) looked_up: u32,
    /// How long one side of one round of reads runs, about.
    pub(crate) slice: Duration,
    /// How long to wait between the sides of ingest: the writer moves its log into the file when nothing comes for half a
    /// second, and the other side must not be measured meanwhile.
    pub(crate) pause: Duration,
}

impl Plan {
    pub(crate) fn short() -> Self {
        Self {
            rounds: 9,
            events: 1600,
            sizes: vec![10_000, 1_000_000],
            orders: [10_000, 1_000_000],
            figures: [100_000, 1_000_000],
            looked_up: 1_000_000,
            slice: Duration::from_millis(60),
            pause: Duration::from_millis(800),
        }
    }
    pub(crate) fn tiny() -> Self {
        Self {
            rounds: 1,
            events: 64,
            sizes: vec![500, 12_000],
            orders: [8_000, 12_000],
            figures: [4_000, 8_000],
            looked_up: 4_000,
            slice: Duration::ZERO,
            pause: Duration::ZERO,
        }
    }
}
