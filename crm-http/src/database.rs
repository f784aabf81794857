//! What a database tells of itself, for whoever looks after it.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use crm_core::store::StoreError;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serde::Serialize;
use utoipa::ToSchema;

/// What a database tells of itself at one moment: the answer of `GET /api/admin/database`. What one kind of database does not
/// have is `null`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Database)]
pub struct DatabaseReport {
    /// Which kind it is, such as `postgresql` or `sqlite`.
    pub kind: String,
    /// The version of the server, or of the library.
    pub engine_version: String,
    /// The schema it has.
    pub schema: u32,
    /// Bytes on the disk, indexes included.
    pub bytes: u64,
    /// The file of SQLite.
    pub file: Option<DatabaseFile>,
    /// The largest tables, the largest first; what is kept by months counts as one.
    pub tables: Option<Vec<DatabaseTable>>,
    /// The server's connections.
    pub connections: Option<DatabaseConnections>,
    /// For how long the oldest open transaction has been open, in milliseconds. A long one keeps dead rows from being
    /// cleared away.
    pub oldest_transaction_ms: Option<u64>,
    /// The standby for reports, if one is used.
    pub standby: Option<DatabaseStandby>,
    /// What is committed and waits to be worked on; each is counted up to 10,000.
    pub backlog: Option<DatabaseBacklog>,
    /// The statements that took the most time in all, since the server's statistics began. Values are never shown.
    pub statements: Option<Vec<DatabaseStatement>>,
    /// Why `statements` is `null`, and what to do, in a sentence.
    pub no_statements: Option<String>,
}

/// The file of an SQLite database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatabaseFile {
    /// Bytes of one page.
    pub page_bytes: u64,
    /// Its pages.
    pub pages: u64,
    /// Pages that are free and will be used again.
    pub free_pages: u64,
    /// Bytes of the log beside it, which holds what is not in the file yet.
    pub log_bytes: u64,
}

/// How large a table is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatabaseTable {
    /// Its name.
    pub name: String,
    /// Bytes on the disk, indexes included.
    pub bytes: u64,
    /// About how many rows it has: the server's own estimate.
    pub rows: u64,
}

/// The connections to a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatabaseConnections {
    /// Those of this database's user, of every node and program, by what they do.
    pub own: Vec<DatabaseSessions>,
    /// Everybody's, in all databases of the server.
    pub of_server: u64,
    /// How many the server allows.
    pub server_limit: u64,
}

/// Sessions that do the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatabaseSessions {
    /// What they do, such as `active`, `idle` or `idle in transaction`.
    pub state: String,
    /// How many they are.
    pub count: u64,
}

/// How a standby for reports stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatabaseStandby {
    /// How far it is behind at most, in milliseconds; `null` when it does not answer or cannot tell, and reports are read
    /// from the primary.
    pub lag_ms: Option<u64>,
}

/// What is committed and waits to be worked on. It is worked off within seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatabaseBacklog {
    /// Additions to counters that are not folded yet; they count all the same.
    pub deltas: u64,
    /// Events that have no place in the feed yet.
    pub events: u64,
    /// Entries of the audit that have no place in its chain yet.
    pub audit: u64,
}

/// What a statement has cost.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatabaseStatement {
    /// Its text without values, perhaps cut.
    pub text: String,
    /// How often it ran.
    pub calls: u64,
    /// Milliseconds in all.
    pub total_ms: f64,
    /// Milliseconds of one run, on the average.
    pub mean_ms: f64,
    /// Rows it gave or touched, in all.
    pub rows: u64,
    /// Blocks that were found in the server's memory.
    pub blocks_hit: u64,
    /// Blocks that had to be fetched.
    pub blocks_read: u64,
}

/// Asks a database to tell of itself.
#[derive(Clone)]
pub(crate) struct AskDatabase(Arc<dyn Fn() -> BoxFuture<'static, Result<DatabaseReport, StoreError>> + Send + Sync>);

impl AskDatabase {
    pub(crate) fn new<W>(ask: impl Fn() -> W + Send + Sync + 'static) -> Self
    where
        W: Future<Output = Result<DatabaseReport, StoreError>> + Send + 'static,
    {
        Self(Arc::new(move || ask().boxed()))
    }

    pub(crate) async fn ask(&self) -> Result<DatabaseReport, StoreError> {
        (self.0)().await
    }
}

impl fmt::Debug for AskDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AskDatabase").finish_non_exhaustive()
    }
}
