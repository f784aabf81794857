//! How a store is opened.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

/// When a commit counts as safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Synchronous {
    /// After the log was flushed to the disk: an acknowledged unit survives a power cut. Group commit makes it nearly as
    /// fast as [`Synchronous::Normal`] under load.
    #[default]
    Full,
    /// After the log was handed to the operating system: an acknowledged unit survives the end of the process, and a power
    /// cut may take the last ones. The file stays whole.
    Normal,
    /// Never flushed. Only for databases that end with the process.
    #[doc(hidden)]
    Off,
}

/// How a store is opened. The defaults suit an office of some hundred people on one machine.
#[derive(Clone)]
pub struct Options {
    pub(crate) synchronous: Synchronous,
    pub(crate) readers: usize,
    pub(crate) queue_limit: usize,
    pub(crate) group_limit: usize,
    pub(crate) inline_reads: bool,
    pub(crate) cache_kib: u32,
    pub(crate) busy_timeout: Duration,
    pub(crate) report_timeout: Duration,
    pub(crate) unfinished_copy: bool,
    pub(crate) fail_commits: Option<Arc<AtomicUsize>>,
    pub(crate) max_pages: Option<u32>,
    #[cfg(feature = "trace")]
    pub(crate) trace: Option<fn(rusqlite::trace::TraceEvent<'_>)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            synchronous: Synchronous::Full,
            readers: 16,
            queue_limit: 4096,
            group_limit: 256,
            inline_reads: true,
            cache_kib: 8 * 1024,
            busy_timeout: Duration::from_secs(5),
            report_timeout: Duration::from_secs(60),
            unfinished_copy: false,
            fail_commits: None,
            max_pages: None,
            #[cfg(feature = "trace")]
            trace: None,
        }
    }
}

impl Options {
    /// When a commit counts as safe. Default [`Synchronous::Full`].
    #[must_use]
    pub fn synchronous(mut self, synchronous: Synchronous) -> Self {
        self.synchronous = synchronous;
        self
    }
    /// How many connections snapshots and reader threads may hold at once, at least 1; further ones wait. A bounded read
    /// of [`Read::Each`](crm_core::store::Read::Each) is not counted: there is at most one a thread. Default 16.
    #[must_use]
    pub fn readers(mut self, readers: usize) -> Self {
        self.readers = readers.max(1);
        self
    }
    /// How many units may wait for the writer, at least 1; further ones are refused as busy. Default 4,096.
    #[must_use]
    pub fn queue_limit(mut self, units: usize) -> Self {
        self.queue_limit = units.max(1);
        self
    }
    /// How many units may share one COMMIT, at least 1. Default 256.
    #[must_use]
    pub fn group_limit(mut self, units: usize) -> Self {
        self.group_limit = units.max(1);
        self
    }
    /// Whether bounded reads run on the calling async thread, which saves them a hop of 30 to 80 µs. Turn it off where the
    /// file lies on a slow disk and does not fit into memory. Default on.
    #[must_use]
    pub fn inline_reads(mut self, inline: bool) -> Self {
        self.inline_reads = inline;
        self
    }
    /// The page cache of each connection, in KiB. Default 8,192.
    #[must_use]
    pub fn cache_kib(mut self, kib: u32) -> Self {
        self.cache_kib = kib;
        self
    }
    /// How long to wait for another process that holds the file. Default 5 s.
    #[must_use]
    pub fn busy_timeout(mut self, timeout: Duration) -> Self {
        self.busy_timeout = timeout;
        self
    }
    /// How long a statement on a reader thread may run before it is stopped. Default 60 s.
    #[must_use]
    pub fn report_timeout(mut self, timeout: Duration) -> Self {
        self.report_timeout = timeout;
        self
    }
    /// Whether an unfinished copy of an office may be opened too, to go on with it: see [`crm_core::store::copy`]. Nothing
    /// else may be done with it. Default no.
    #[must_use]
    pub fn unfinished_copy(mut self, may_be: bool) -> Self {
        self.unfinished_copy = may_be;
        self
    }
    /// As many of the next COMMITs fail as the number says, which counts down: for tests of what depends on it.
    #[doc(hidden)]
    #[must_use]
    pub fn fail_commits(mut self, left: Arc<AtomicUsize>) -> Self {
        self.fail_commits = Some(left);
        self
    }
    /// A quota for the file in pages: for tests of a full disk.
    #[doc(hidden)]
    #[must_use]
    pub fn max_pages(mut self, pages: u32) -> Self {
        self.max_pages = Some(pages);
        self
    }
    /// Shows every statement that is run to a function: for benchmarks and for tests of plans.
    #[cfg(feature = "trace")]
    #[doc(hidden)]
    #[must_use]
    pub fn trace(mut self, trace: fn(rusqlite::trace::TraceEvent<'_>)) -> Self {
        self.trace = Some(trace);
        self
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("synchronous", &self.synchronous)
            .field("readers", &self.readers)
            .field("queue_limit", &self.queue_limit)
            .field("group_limit", &self.group_limit)
            .field("inline_reads", &self.inline_reads)
            .field("cache_kib", &self.cache_kib)
            .field("busy_timeout", &self.busy_timeout)
            .field("report_timeout", &self.report_timeout)
            .finish_non_exhaustive()
    }
}
