//! An office in and out, row by row: see [`crm_core::store::copy`].

use async_trait::async_trait;
use crm_core::events::{FeedEpoch, FeedOrigin};
use crm_core::store::copy::{
    Cell, Column, CopyRow, CopyView, Copyable, Kind, Mark, TABLES, Table, TableDigest, Target,
};
use crm_core::store::{StoreError, StoreErrorKind};
use rusqlite::types::{ToSqlOutput, Type, ValueRef};
use rusqlite::{
    Connection, Error, OptionalExtension, Result, Row, ToSql, TransactionBehavior, params, params_from_iter,
};

use crate::error::store_error;
use crate::migrations::{self, Stamp};
use crate::readers::Lease;
use crate::store::SqliteStore;

const VIEW: &str = "copy.read";
const WRITE: &str = "copy.write";

/// What a copy that is not finished notes with each batch; gone when it is.
const MARKS: &str = "CREATE TABLE copy_progress (
    of_table TEXT    NOT NULL PRIMARY KEY,
    source   INTEGER NOT NULL,
    done     INTEGER NOT NULL,
    digest   BLOB    NOT NULL
) STRICT, WITHOUT ROWID";

#[async_trait]
impl Copyable for SqliteStore {
    async fn view(&self) -> Result<Box<dyn CopyView>, StoreError> {
        let lease = self.lease(VIEW).await?;
        let mut view = SqliteView { lease: Some(lease) };
        view.run(|connection| {
            connection.execute_batch("BEGIN DEFERRED")?;
            // The first read is what fixes the view.
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        })
        .await?;
        Ok(Box::new(view))
    }

    async fn target(&self) -> Result<Target, StoreError> {
        self.alone(WRITE, |connection| {
            let failed = |error| store_error(WRITE, error);
            let stamp = Stamp::read(connection).map_err(failed)?;
            if !stamp.is_unfinished() {
                let is_empty = stamp.check(WRITE)?.version == 0 || is_empty(connection).map_err(failed)?;
                return Ok(if is_empty { Target::Empty } else { Target::Occupied });
            }
            if stamp.version != migrations::latest() {
                let context = "the unfinished copy was begun by another version of this program; use that one";
                return Err(StoreError::new(StoreErrorKind::SchemaTooNew, WRITE).context(context));
            }
            marks(connection).map_err(failed)
        })
        .await
    }

    async fn begin_copy(&self, source: FeedEpoch) -> Result<(), StoreError> {
        self.transaction(move |connection| {
            if !is_empty(connection)? {
                return Ok(false);
            }
            connection.execute_batch(MARKS)?;
            connection.execute("UPDATE schema_version SET min_reader = ?1", [migrations::UNFINISHED])?;
            note_none(connection, source)?;
            Ok(true)
        })
        .await
    }

    async fn add_rows(
        &self,
        table: &'static Table,
        rows: Vec<CopyRow>,
        before: Mark,
        after: Mark,
    ) -> Result<(), StoreError> {
        const MOVE: &str =
            "UPDATE copy_progress SET done = ?1, digest = ?2 WHERE of_table = ?3 AND done = ?4 AND digest = ?5";
        let names = Table::names(table.columns);
        let places = vec!["?"; table.columns.len()].join(", ");
        let insert = format!("INSERT INTO {} ({names}) VALUES ({places})", table.name);
        self.transaction(move |connection| {
            let moved = connection.prepare_cached(MOVE)?.execute(params![
                stored(after.rows),
                after.digest.as_bytes(),
                table.name,
                stored(before.rows),
                before.digest.as_bytes()
            ])?;
            if moved == 0 {
                return Ok(false);
            }
            let mut insert = connection.prepare_cached(&insert)?;
            for row in &rows {
                insert.execute(params_from_iter(row.iter().map(Bound)))?;
            }
            Ok(true)
        })
        .await
    }

    async fn finish_copy(&self, feed: FeedOrigin) -> Result<(), StoreError> {
        self.transaction(move |connection| {
            let feed = (feed.epoch.to_stored(), feed.purged_to);
            // Positions go on after the latest event that is there: a source may have let all of them go.
            let set = "UPDATE feed SET epoch = ?1, \
                purged_to = min(?2, (SELECT coalesce(max(position), 0) FROM events))";
            connection.execute(set, feed)?;
            connection.execute("DROP TABLE copy_progress", [])?;
            connection.execute("UPDATE schema_version SET min_reader = ?1", [migrations::min_reader()])?;
            Ok(true)
        })
        .await
    }

    async fn empty_copy(&self, source: FeedEpoch) -> Result<(), StoreError> {
        self.transaction(move |connection| {
            if !Stamp::read(connection)?.is_unfinished() {
                return Ok(false);
            }
            for table in TABLES.iter().rev() {
                connection.execute(&format!("DELETE FROM {}", table.name), [])?;
            }
            connection.execute("DELETE FROM copy_progress", [])?;
            note_none(connection, source)?;
            Ok(true)
        })
        .await
    }
}

impl SqliteStore {
    /// Runs `work` in one transaction. What answers no has found somebody else at work, and is undone.
    async fn transaction(
        &self,
        work: impl FnOnce(&Connection) -> Result<bool> + Send + 'static,
    ) -> Result<(), StoreError> {
        self.alone(WRITE, move |connection| {
            let run = || -> Result<bool> {
                let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let is_ours = work(&transaction)?;
                if is_ours {
                    transaction.commit()?;
                }
                Ok(is_ours)
            };
            match run() {
                Ok(true) => Ok(()),
                Ok(false) => {
                    let error = StoreError::new(StoreErrorKind::Contended, WRITE);
                    Err(error.context("another program writes into this database"))
                }
                Err(error) => Err(store_error(WRITE, error)),
            }
        })
        .await
    }
}

/// Whether no table that is there has a row.
fn is_empty(connection: &Connection) -> Result<bool> {
    const IS_THERE: &str = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    for table in TABLES {
        let is_there = connection.prepare_cached(IS_THERE)?.exists([table.name])?;
        if is_there && connection.prepare(&format!("SELECT 1 FROM {}", table.name))?.exists([])? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn note_none(connection: &Connection, source: FeedEpoch) -> Result<()> {
    let mut insert =
        connection.prepare("INSERT INTO copy_progress (of_table, source, done, digest) VALUES (?1, ?2, 0, ?3)")?;
    for table in TABLES {
        insert.execute(params![table.name, source.to_stored(), TableDigest::empty().as_bytes()])?;
    }
    Ok(())
}

fn marks(connection: &Connection) -> Result<Target> {
    let mut of_table = connection.prepare("SELECT source, done, digest FROM copy_progress WHERE of_table = ?1")?;
    let (mut marks, mut source) = (Vec::with_capacity(TABLES.len()), 0);
    for table in TABLES {
        let read = |row: &Row<'_>| {
            let digest = TableDigest::from_stored(row.get(2)?);
            Ok((row.get(0)?, Mark { rows: row.get::<_, i64>(1)?.unsigned_abs(), digest }))
        };
        let (of, mark) = of_table.query_row([table.name], read).optional()?.ok_or(Error::QueryReturnedNoRows)?;
        source = of;
        marks.push(mark);
    }
    Ok(Target::Unfinished(FeedEpoch::from_stored(source), marks))
}

/// A count as SQLite keeps it.
fn stored(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// A cell on its way into a statement.
struct Bound<'c>(&'c Cell);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Cell::Null => ValueRef::Null,
            Cell::Int(number) => ValueRef::Integer(*number),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Bytes(bytes) => ValueRef::Blob(bytes),
            Cell::Flag(flag) => ValueRef::Integer((*flag).into()),
        }))
    }
}

/// A read transaction, which ends with the lease.
struct SqliteView {
    lease: Option<Lease>,
}

impl SqliteView {
    /// Runs `work` on a thread that may wait, where a runtime has one.
    async fn run<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut lease = self.lease.take().ok_or_else(|| StoreError::new(StoreErrorKind::Closed, VIEW))?;
        let work = move || {
            let answer = lease.run_patiently(VIEW, work);
            (lease, answer)
        };
        let (lease, answer) = match tokio::runtime::Handle::try_current() {
            Ok(runtime) => runtime
                .spawn_blocking(work)
                .await
                .map_err(|error| StoreError::new(StoreErrorKind::Unavailable, VIEW).source(error))?,
            Err(_) => work(),
        };
        self.lease = Some(lease);
        answer
    }
}

#[async_trait]
impl CopyView for SqliteView {
    async fn feed(&mut self) -> Result<FeedOrigin, StoreError> {
        self.run(|connection| {
            connection.query_row("SELECT epoch, purged_to FROM feed", [], |row| {
                Ok(FeedOrigin { epoch: FeedEpoch::from_stored(row.get(0)?), purged_to: row.get(1)? })
            })
        })
        .await
    }

    async fn count(&mut self, table: &'static Table) -> Result<u64, StoreError> {
        let count = format!("SELECT count(*) FROM {}", table.name);
        self.run(move |connection| connection.query_row(&count, [], |row| row.get::<_, i64>(0)))
            .await
            .map(i64::unsigned_abs)
    }

    async fn rows_after(
        &mut self,
        table: &'static Table,
        after: Option<Vec<Cell>>,
        limit: u32,
    ) -> Result<Vec<CopyRow>, StoreError> {
        let key = Table::names(table.key());
        let places = vec!["?"; table.key().len()].join(", ");
        let from = if after.is_some() { format!("WHERE ({key}) > ({places})") } else { String::new() };
        let names = Table::names(table.columns);
        let select = format!("SELECT {names} FROM {} {from} ORDER BY {key} LIMIT {limit}", table.name);
        self.run(move |connection| {
            let mut select = connection.prepare_cached(&select)?;
            let mut rows = select.query(params_from_iter(after.iter().flatten().map(Bound)))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let cells = table.columns.iter().enumerate().map(|(index, column)| read(row, index, column));
                found.push(cells.collect::<Result<CopyRow>>()?);
            }
            Ok(found)
        })
        .await
    }
}

fn read(row: &Row<'_>, index: usize, column: &Column) -> Result<Cell> {
    let value = row.get_ref(index)?;
    Ok(match (column.kind, value) {
        (_, ValueRef::Null) => Cell::Null,
        (Kind::Int, ValueRef::Integer(number)) => Cell::Int(number),
        (Kind::Flag, ValueRef::Integer(number)) => Cell::Flag(number != 0),
        (Kind::Text, ValueRef::Text(text)) => {
            let text = str::from_utf8(text)
                .map_err(|error| Error::FromSqlConversionFailure(index, Type::Text, Box::new(error)))?;
            Cell::Text(text.to_owned())
        }
        (Kind::Bytes, ValueRef::Blob(bytes)) => Cell::Bytes(bytes.to_vec()),
        (_, other) => return Err(Error::InvalidColumnType(index, column.name.to_owned(), other.data_type())),
    })
}
