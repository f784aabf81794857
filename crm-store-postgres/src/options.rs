//! How a store uses its server.

use std::time::Duration;

/// Options of a store; [`Options::default`] fits an office.
#[derive(Debug, Clone)]
pub struct Options {
    pub(crate) max_connections: u32,
    pub(crate) queue_limit: usize,
    pub(crate) connect_patience: Duration,
    pub(crate) statement_timeout: Duration,
    pub(crate) lock_timeout: Duration,
    pub(crate) report_timeout: Duration,
    pub(crate) doubt_patience: Duration,
    pub(crate) standby: Option<String>,
    pub(crate) unfinished_copy: bool,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, |cores| u32::try_from(cores.get()).unwrap_or(64));
        Self {
            max_connections: cores.saturating_mul(2).saturating_add(4),
            queue_limit: 1_000,
            connect_patience: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(15),
            lock_timeout: Duration::from_secs(5),
            report_timeout: Duration::from_mins(2),
            doubt_patience: Duration::from_secs(10),
            standby: None,
            unfinished_copy: false,
        }
    }
}

impl Options {
    /// The most connections to the server; twice the cores and four by default. At least 2.
    #[must_use]
    pub fn max_connections(mut self, connections: u32) -> Self {
        self.max_connections = connections.max(2);
        self
    }
    /// Whether an unfinished copy of an office may be opened too, to go on with it: see [`crm_core::store::copy`]. Nothing
    /// else may be done with it. Default no.
    #[must_use]
    pub fn unfinished_copy(mut self, may_be: bool) -> Self {
        self.unfinished_copy = may_be;
        self
    }
    /// How many units may wait to be written before more of them are refused as `Busy`; 1,000 by default.
    #[must_use]
    pub fn queue_limit(mut self, units: usize) -> Self {
        self.queue_limit = units.max(1);
        self
    }
    /// How long a statement waits for a connection, be it a free one or a server that takes one; 5 s by default.
    #[must_use]
    pub fn connect_patience(mut self, patience: Duration) -> Self {
        self.connect_patience = patience;
        self
    }
    /// How long a statement may take; 15 s by default. On a standby it is [`Options::report_timeout`].
    #[must_use]
    pub fn statement_timeout(mut self, timeout: Duration) -> Self {
        self.statement_timeout = timeout;
        self
    }
    /// How long a statement of a report or an export may take on the standby; 2 minutes by default. On the primary it may take
    /// as long as any other.
    #[must_use]
    pub fn report_timeout(mut self, timeout: Duration) -> Self {
        self.report_timeout = timeout;
        self
    }
    /// How long a statement may wait for a lock; 5 s by default.
    #[must_use]
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.lock_timeout = timeout;
        self
    }
    /// How long a unit whose answer was lost is looked up before its outcome counts as unknown; 10 s by default.
    #[must_use]
    pub fn doubt_patience(mut self, patience: Duration) -> Self {
        self.doubt_patience = patience;
        self
    }
    /// The address of a hot standby for reads that may lag: reports and exports. While it lags more than they allow, or does
    /// not answer, they go to the primary. One that did not answer is asked again after five seconds.
    ///
    /// `hot_standby_feedback = on` at the standby keeps long reports from being stopped by what the primary clears away.
    #[must_use]
    pub fn standby(mut self, url: impl Into<String>) -> Self {
        self.standby = Some(url.into());
        self
    }
}
