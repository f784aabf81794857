//! What the server tells of the database: for whoever looks after it.

use std::sync::Arc;
use std::time::Duration;

use crm_core::store::StoreError;
use sqlx::Row;
use sqlx::postgres::PgRow;

use crate::column::{self, Result, number};
use crate::connections::Lease;
use crate::error::{is_lost, sqlstate, store_error};
use crate::statement::Statement;
use crate::store::Inner;

const OPERATION: &str = "store.report";
/// How far what waits is counted: a count takes no longer when more of it is there.
const MOST_COUNTED: i64 = 10_000;
/// The longest text of a statement, in characters.
const LONGEST_TEXT: usize = 500;

/// A database as its server tells of it at one moment. A role that may not read other roles' sessions is told of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The server's version, such as `15.8`.
    pub server: String,
    /// The schema of the database.
    pub schema: u32,
    /// Bytes of the database on the disk, indexes included.
    pub bytes: u64,
    /// The largest tables, at most 20, the largest first.
    pub tables: Vec<TableSize>,
    /// Sessions of this role in this database, of all nodes and others, by what they do, such as `active` or `idle`.
    pub sessions: Vec<(String, u64)>,
    /// Sessions in all databases of the server.
    pub server_sessions: u64,
    /// How many the server allows.
    pub server_sessions_limit: u64,
    /// For how long the oldest open transaction has been open. A long one keeps dead rows from being cleared away.
    pub oldest_transaction: Option<Duration>,
    /// The standby for reports, if one is used.
    pub standby: Option<StandbyReport>,
    /// What is committed and waits to be worked on.
    pub backlog: Backlog,
    /// The statements of this role in this database that took the most time in all, at most 20; or why they are not told.
    pub statements: Result<Vec<StatementReport>, NoStatements>,
}

/// How large a table is. What is kept by months counts as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSize {
    /// Its name.
    pub name: String,
    /// Bytes on the disk, indexes included.
    pub bytes: u64,
    /// About how many rows it has: the server's own estimate.
    pub rows: u64,
}

/// How the standby for reports stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandbyReport {
    /// How far it is behind at most; `None` when it does not answer or cannot tell, and reports go to the primary.
    pub lag: Option<Duration>,
}

/// What is committed and waits to be worked on; each is counted up to 10,000. It is worked off within seconds: more of it,
/// for long, means that no node gets to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// Additions to counters that are not folded yet.
    pub deltas: u64,
    /// Events that have no place in the feed yet.
    pub events: u64,
    /// Entries of the audit that have no place in its chain yet.
    pub audit: u64,
}

/// What a statement has cost since the server's statistics began.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementReport {
    /// Its text without values, cut to 500 characters. Of anything but SELECT, INSERT, UPDATE, DELETE and MERGE only the first
    /// words: the server keeps the rest as it was written, passwords included.
    pub text: String,
    /// How often it ran.
    pub calls: u64,
    /// Milliseconds in all.
    pub total_millis: f64,
    /// Milliseconds of one run, on the average.
    pub mean_millis: f64,
    /// Rows it gave or touched, in all.
    pub rows: u64,
    /// Blocks that were found in the server's memory.
    pub blocks_hit: u64,
    /// Blocks that had to be fetched.
    pub blocks_read: u64,
}

/// Why statements are not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoStatements {
    /// The database does not have the extension.
    NotCreated,
    /// The server has not loaded it.
    NotLoaded,
    /// The extension is of an earlier server.
    Outdated,
    /// This role may not read it.
    Refused,
}

impl NoStatements {
    /// What to do, in a sentence.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::NotCreated => {
                "to see statements, set shared_preload_libraries = 'pg_stat_statements', restart the server, and run \
                 CREATE EXTENSION pg_stat_statements in this database"
            }
            Self::NotLoaded => {
                "to see statements, set shared_preload_libraries = 'pg_stat_statements' and restart the server"
            }
            Self::Outdated => "to see statements, run ALTER EXTENSION pg_stat_statements UPDATE in this database",
            Self::Refused => {
                "to see statements, let this role read pg_stat_statements: GRANT pg_read_all_stats, and USAGE on its schema"
            }
        }
    }
}

impl Inner {
    /// What the primary tells of the database.
    pub(crate) async fn report(self: &Arc<Self>) -> Result<Report, StoreError> {
        let standby = if self.has_standby() { Some(StandbyReport { lag: self.standby_lag().await }) } else { None };
        loop {
            let mut lease = self.primary.take(OPERATION).await?;
            match told(&mut lease, standby).await {
                Ok(report) => return Ok(report),
                Err(error) if lease.is_reused && is_lost(&error) => self.primary.forget_idle(),
                Err(error) => return Err(store_error(OPERATION, error)),
            }
        }
    }

    /// What waits to be worked on.
    pub(crate) async fn backlog(self: &Arc<Self>) -> Result<Backlog, StoreError> {
        loop {
            let mut lease = self.primary.take(OPERATION).await?;
            match backlog(&mut lease).await {
                Ok(backlog) => return Ok(backlog),
                Err(error) if lease.is_reused && is_lost(&error) => self.primary.forget_idle(),
                Err(error) => return Err(store_error(OPERATION, error)),
            }
        }
    }
}

async fn told(lease: &mut Lease, standby: Option<StandbyReport>) -> Result<Report> {
    // Who asks is no session to tell of.
    const WHOLE: &str = "SELECT split_part(current_setting('server_version'), ' ', 1), \
        (SELECT version FROM schema_version), pg_database_size(current_database()), \
        (SELECT sum(numbackends)::bigint FROM pg_stat_database), current_setting('max_connections')::bigint, \
        (SELECT (extract(epoch FROM clock_timestamp() - min(xact_start)) * 1000)::bigint FROM pg_stat_activity \
            WHERE datname = current_database() AND pid <> pg_backend_pid())";
    const SESSIONS: &str = "SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity \
        WHERE datname = current_database() AND usename = current_user GROUP BY 1 ORDER BY 2 DESC, 1";
    // After a crash the server counts rows anew; until then what the last ANALYZE saw is the better estimate.
    const TABLES: &str = "SELECT coalesce(whole.relname, c.relname)::text, sum(pg_total_relation_size(c.oid))::bigint, \
        sum(coalesce(nullif(pg_stat_get_live_tuples(c.oid), 0), greatest(c.reltuples, 0)::bigint))::bigint \
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
        LEFT JOIN pg_class whole ON whole.oid = pg_partition_root(c.oid) \
        WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' \
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20";
    let rows = lease.fetch(&Statement::new(WHOLE)).await?;
    let whole = rows.first().ok_or(sqlx::Error::RowNotFound)?;
    let session = |row: &PgRow| Ok((column::text(row, 0)?.to_owned(), number(row, 1)?));
    let table = |row: &PgRow| {
        Ok(TableSize { name: column::text(row, 0)?.to_owned(), bytes: number(row, 1)?, rows: number(row, 2)? })
    };
    let sessions = lease.fetch(&Statement::new(SESSIONS)).await?;
    let tables = lease.fetch(&Statement::new(TABLES)).await?;
    Ok(Report {
        server: column::text(whole, 0)?.to_owned(),
        schema: number(whole, 1)?,
        bytes: number(whole, 2)?,
        tables: tables.iter().map(table).collect::<Result<_>>()?,
        sessions: sessions.iter().map(session).collect::<Result<_>>()?,
        server_sessions: number(whole, 3)?,
        server_sessions_limit: number(whole, 4)?,
        // A transaction that began after this statement was looked at is no older than nothing.
        oldest_transaction: column::optional_int(whole, 5)?
            .map(|millis| Duration::from_millis(millis.max(0).unsigned_abs())),
        standby,
        backlog: backlog(lease).await?,
        statements: statements(lease).await?,
    })
}

async fn backlog(lease: &mut Lease) -> Result<Backlog> {
    const SQL: &str = "SELECT (SELECT count(*) FROM (SELECT FROM counter_deltas LIMIT $1) few), \
        (SELECT count(*) FROM (SELECT FROM events_waiting LIMIT $1) few), \
        (SELECT count(*) FROM (SELECT FROM audit_waiting LIMIT $1) few)";
    let rows = lease.fetch(&Statement::new(SQL).with(MOST_COUNTED)).await?;
    let row = rows.first().ok_or(sqlx::Error::RowNotFound)?;
    Ok(Backlog { deltas: number(row, 0)?, events: number(row, 1)?, audit: number(row, 2)? })
}

async fn statements(lease: &mut Lease) -> Result<Result<Vec<StatementReport>, NoStatements>> {
    const SCHEMA: &str = "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace \
        WHERE e.extname = 'pg_stat_statements'";
    let rows = lease.fetch(&Statement::new(SCHEMA)).await?;
    let Some(schema) = rows.first() else { return Ok(Err(NoStatements::NotCreated)) };
    // The server quoted it.
    let mut most = Statement::new(
        "SELECT left(query, 4000), calls, total_exec_time, mean_exec_time, rows, shared_blks_hit, \
        shared_blks_read FROM ",
    );
    most.push(column::text(schema, 0)?).push(
        ".pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) \
        AND userid = (SELECT oid FROM pg_roles WHERE rolname = current_user) ORDER BY total_exec_time DESC, queryid LIMIT 20",
    );
    let statement = |row: &PgRow| {
        Ok(StatementReport {
            text: shown(column::text(row, 0)?),
            calls: number(row, 1)?,
            total_millis: row.try_get(2)?,
            mean_millis: row.try_get(3)?,
            rows: number(row, 4)?,
            blocks_hit: number(row, 5)?,
            blocks_read: number(row, 6)?,
        })
    };
    let refused = |error: &sqlx::Error| match sqlstate(error).as_deref() {
        // object_not_in_prerequisite_state, undefined_column, insufficient_privilege
        Some("55000") => Some(NoStatements::NotLoaded),
        Some("42703") => Some(NoStatements::Outdated),
        Some("42501") => Some(NoStatements::Refused),
        _ => None,
    };
    match lease.fetch(&most).await {
        Ok(rows) => Ok(Ok(rows.iter().map(statement).collect::<Result<_>>()?)),
        Err(error) => refused(&error).map(Err).ok_or(error),
    }
}

/// A statement's text with nothing secret in it. The server puts `$1` in the place of values, but not in what is no query, nor
/// in a query that it has forgotten meanwhile; ours never hold any, but somebody else may use the same role.
fn shown(text: &str) -> String {
    let text = without_remarks(text);
    let words = || text.split_whitespace();
    let first = words().next().unwrap_or_default().to_ascii_uppercase();
    if !["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH"].contains(&first.as_str()) {
        let kind = words().take(2).take_while(|word| word.chars().all(|letter| letter.is_ascii_alphabetic()));
        return format!("{} …", kind.collect::<Vec<_>>().join(" ")).trim_start().to_owned();
    }
    let text = words().collect::<Vec<_>>().join(" ");
    let mut characters = text.char_indices().peekable();
    let mut count = 0;
    while let Some((place, letter)) = characters.next() {
        let is_value =
            letter == '\'' || letter == '$' && characters.peek().is_none_or(|(_, next)| !next.is_ascii_digit());
        if is_value || count == LONGEST_TEXT {
            return format!("{} …", text.get(..place).unwrap_or_default().trim_end());
        }
        count += 1;
    }
    text
}

/// A text from behind the lines that are remarks.
fn without_remarks(text: &str) -> &str {
    let text = text.trim_start();
    match text.strip_prefix("--") {
        Some(remark) => remark.split_once('\n').map_or("", |(_, rest)| without_remarks(rest)),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_TEXT, shown};

    #[test]
    fn a_query_is_shown_on_one_line() {
        assert_eq!(shown("SELECT a,\n    b FROM t WHERE a = $1"), "SELECT a, b FROM t WHERE a = $1");
    }

    #[test]
    fn a_long_query_is_cut() {
        let long = format!("SELECT {}", "я".repeat(1_000));
        assert_eq!(shown(&long).chars().count(), LONGEST_TEXT + 2);
    }

    #[test]
    fn no_value_is_shown_that_the_server_has_left_in() {
        for (text, expected) in [
            ("ALTER ROLE crm PASSWORD 'hunter2'", "ALTER ROLE …"),
            ("create user anna PASSWORD 'hunter2'", "create user …"),
            ("SET my.secret = 'hunter2'", "SET …"),
            ("DO $$ BEGIN PERFORM 'hunter2'; END $$", "DO …"),
            ("-- hunter2\n  -- hunter2\n SELECT 1", "SELECT 1"),
            ("-- hunter2", "…"),
            ("/* /* */ hunter2 */ SELECT 1", "…"),
            ("SELECT crypt('hunter2', salt) FROM t", "SELECT crypt( …"),
            ("SELECT $$hunter2$$", "SELECT …"),
            ("WITH a AS (SELECT $tag$hunter2$tag$) SELECT $1", "WITH a AS (SELECT …"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }
}
