//! An office in and out, row by row: see [`crm_core::store::copy`].

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use crm_core::events::{FeedEpoch, FeedOrigin};
use crm_core::store::copy::{Cell, CopyRow, CopyView, Copyable, Kind, Mark, TABLES, Table, TableDigest, Target};
use crm_core::store::{StoreError, StoreErrorKind};
use sqlx::Row;
use sqlx::postgres::PgRow;

use crate::column;
use crate::connections::{Connections, Lease};
use crate::error::store_error;
use crate::maintain;
use crate::migrations::{self, Stamp};
use crate::statement::Statement;
use crate::store::{Inner, PostgresStore};

const VIEW: &str = "copy.read";
const WRITE: &str = "copy.write";

/// What a copy that is not finished notes with each batch; gone when it is.
const MARKS: &str = "CREATE TABLE copy_progress (
    of_table text COLLATE \"C\" NOT NULL PRIMARY KEY,
    source bigint NOT NULL,
    done bigint NOT NULL,
    digest bytea NOT NULL
)";

/// A view that waits for whoever reads it. Every key has an index: a page is not sorted, whatever the statistics of a table
/// that was just filled say.
const BEGIN_VIEW: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL statement_timeout = 0; \
    SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; \
    SET LOCAL enable_bitmapscan = off";
/// Writing may wait long for a slow disk, and deriving at the end takes long.
const BEGIN_WRITE: &str = "BEGIN; SET LOCAL statement_timeout = 0";

/// How long one answer of a copy may take: the count of a table that is larger than memory, statistics of all tables.
const PATIENCE: Duration = Duration::from_hours(24);

/// How often a view is begun anew because something was written just before it.
const VIEWS: u32 = 50;

/// The numbers that the database gives go on after those that were copied.
const SEQUENCES: &str = "DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT c.relname AS whole, a.attname AS part FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.attidentity <> '' AND NOT c.relispartition AND c.relnamespace = current_schema()::text::regnamespace
    LOOP
        EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), (SELECT max(%I) FROM %I))',
            one.whole, one.part, one.part, one.whole);
    END LOOP;
END $$";
const DIGESTS: &str = "INSERT INTO telephony_digests (digest, received_at) \
    SELECT digest, received_at FROM telephony_events ON CONFLICT DO NOTHING";
const FEED: &str = "UPDATE feed SET epoch = $1, purged_to = $2, \
    head = greatest($2, (SELECT coalesce(max(position), 0) FROM events)), \
    audit_head = (SELECT coalesce(max(seq), 0) FROM audit)";

#[async_trait]
impl Copyable for PostgresStore {
    async fn view(&self) -> Result<Box<dyn CopyView>, StoreError> {
        let inner = Arc::clone(&self.inner);
        let lease = self.inner.primary.at_home(VIEW, async move { settled_view(&inner).await }).await?;
        Ok(Box::new(PostgresView { connections: Arc::clone(&self.inner.primary), lease: Some(lease) }))
    }

    async fn target(&self) -> Result<Target, StoreError> {
        let inner = Arc::clone(&self.inner);
        let found = async move {
            let failed = |error| store_error(WRITE, error);
            let mut lease = inner.primary.take(WRITE).await?;
            let stamp = Stamp::read(&mut lease, WRITE).await?;
            if !stamp.is_unfinished() {
                let is_empty = stamp.check(WRITE)?.version == 0 || is_empty(&mut lease).await.map_err(failed)?;
                return Ok(if is_empty { Target::Empty } else { Target::Occupied });
            }
            if stamp.version != migrations::latest() {
                let context = "the unfinished copy was begun by another version of this program; use that one";
                return Err(StoreError::new(StoreErrorKind::SchemaTooNew, WRITE).context(context));
            }
            marks(&mut lease).await.map_err(failed)
        };
        self.inner.primary.at_home(WRITE, found).await
    }

    async fn begin_copy(&self, source: FeedEpoch) -> Result<(), StoreError> {
        self.transaction(move |mut lease| async move {
            // Two that begin at once: the second waits here, and fails for what the first has made.
            let stamp = Statement::new("UPDATE schema_version SET min_reader = $1").with(migrations::UNFINISHED);
            lease.fetch(&stamp).await?;
            if !is_empty(&mut lease).await? {
                return Ok(None);
            }
            lease.run(MARKS).await?;
            note_none(&mut lease, source).await?;
            Ok(Some(lease))
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
        const MOVE: &str = "UPDATE copy_progress SET done = $1, digest = $2 \
            WHERE of_table = $3 AND done = $4 AND digest = $5 RETURNING 1";
        self.transaction(move |mut lease| async move {
            let mark = Statement::new(MOVE).with(stored(after.rows)).with(after.digest.as_bytes().as_slice());
            let mark = mark.with(table.name).with(stored(before.rows)).with(before.digest.as_bytes().as_slice());
            if lease.fetch(&mark).await?.is_empty() {
                return Ok(None);
            }
            if let Some(days) = days(table, &rows) {
                let months = Statement::new("SELECT crm_add_month_v1($1, day) FROM unnest($2::bigint[]) AS day");
                lease.fetch(&months.with(table.name).with(days)).await?;
            }
            let copy = format!("COPY {} ({}) FROM STDIN", kept_in(table), Table::names(table.columns));
            lease.copy_in(&copy, text_form(&rows)).await?;
            Ok(Some(lease))
        })
        .await
    }

    async fn finish_copy(&self, feed: FeedOrigin) -> Result<(), StoreError> {
        self.transaction(move |mut lease| async move {
            lease.run(SEQUENCES).await?;
            lease.run(DIGESTS).await?;
            lease.fetch(&Statement::new(FEED).with(feed.epoch.to_stored()).with(feed.purged_to)).await?;
            lease.run("DROP TABLE copy_progress").await?;
            let stamp = Statement::new("UPDATE schema_version SET min_reader = $1").with(migrations::min_reader());
            lease.fetch(&stamp).await?;
            // Else the first hour's plans would be for empty tables.
            let mut analyze = Statement::new("ANALYZE ");
            analyze.push(&TABLES.iter().map(kept_in).collect::<Vec<_>>().join(", "));
            lease.fetch(&analyze).await?;
            Ok(Some(lease))
        })
        .await
    }

    async fn empty_copy(&self, source: FeedEpoch) -> Result<(), StoreError> {
        self.transaction(move |mut lease| async move {
            let unfinished = Statement::new("SELECT 1 FROM schema_version WHERE min_reader = $1 FOR UPDATE");
            if lease.fetch(&unfinished.with(migrations::UNFINISHED)).await?.is_empty() {
                return Ok(None);
            }
            let mut empty = Statement::new("TRUNCATE copy_progress, ");
            empty.push(&TABLES.iter().map(kept_in).collect::<Vec<_>>().join(", "));
            lease.fetch(&empty).await?;
            note_none(&mut lease, source).await?;
            Ok(Some(lease))
        })
        .await
    }
}

impl PostgresStore {
    /// Runs `work` in one transaction. What does not give the connection back has found somebody else at work, and is undone.
    async fn transaction<W>(&self, work: impl FnOnce(Lease) -> W + Send + 'static) -> Result<(), StoreError>
    where
        W: Future<Output = Result<Option<Lease>, sqlx::Error>> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let written = async move {
            let failed = |error| store_error(WRITE, error);
            let mut lease = inner.primary.take(WRITE).await?;
            lease.wait(PATIENCE);
            lease.begin(BEGIN_WRITE).await.map_err(failed)?;
            let Some(mut lease) = work(lease).await.map_err(failed)? else {
                let error = StoreError::new(StoreErrorKind::Contended, WRITE);
                return Err(error.context("another program writes into this database"));
            };
            lease.commit().await.map_err(failed)
        };
        self.inner.primary.at_home(WRITE, written).await
    }
}

/// A view in which nothing waits for its place in the feed and the audit, or to be added to a counter.
async fn settled_view(inner: &Arc<Inner>) -> Result<Lease, StoreError> {
    const WAITS: &str = "SELECT EXISTS (SELECT FROM events_waiting) OR EXISTS (SELECT FROM audit_waiting) \
        OR EXISTS (SELECT FROM counter_deltas)";
    let failed = |error| store_error(VIEW, error);
    for _ in 0..VIEWS {
        while maintain::fold(inner).await?.more {}
        inner.stamp(VIEW).await?;
        let mut lease = inner.primary.take(VIEW).await?;
        lease.wait(PATIENCE);
        lease.begin(BEGIN_VIEW).await.map_err(failed)?;
        let rows = lease.fetch(&Statement::new(WAITS)).await.map_err(failed)?;
        let row = rows.first().ok_or_else(|| failed(sqlx::Error::RowNotFound))?;
        if !column::flag(row, 0).map_err(failed)? {
            return Ok(lease);
        }
    }
    Err(StoreError::new(StoreErrorKind::Contended, VIEW).context("too much is being written: stop the office"))
}

/// Whether no table that is there has a row.
async fn is_empty(lease: &mut Lease) -> Result<bool, sqlx::Error> {
    let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()";
    let tables = lease.fetch(&Statement::new(tables)).await?;
    let tables: BTreeSet<&str> = tables.iter().map(|row| column::text(row, 0)).collect::<Result<_, _>>()?;
    let mut found = Statement::new("SELECT false");
    for table in TABLES.iter().filter(|table| tables.contains(table.name)) {
        found.push(" OR EXISTS (SELECT FROM ").push(table.name).push(")");
    }
    let rows = lease.fetch(&found).await?;
    Ok(!column::flag(rows.first().ok_or(sqlx::Error::RowNotFound)?, 0)?)
}

/// Where the rows of a table are written to. Digests of events that are gone are read from those of all.
fn kept_in(table: &Table) -> &'static str {
    match table.name {
        "telephony_purged" => "telephony_digests",
        name => name,
    }
}

async fn note_none(lease: &mut Lease, source: FeedEpoch) -> Result<(), sqlx::Error> {
    const SQL: &str = "INSERT INTO copy_progress (of_table, source, done, digest) \
        SELECT name, $2::bigint, 0, $3::bytea FROM unnest($1::text[]) AS name";
    let names: Vec<String> = TABLES.iter().map(|table| table.name.to_owned()).collect();
    let none = Statement::new(SQL).with(names).with(source.to_stored());
    lease.fetch(&none.with(TableDigest::empty().as_bytes().as_slice())).await.map(drop)
}

async fn marks(lease: &mut Lease) -> Result<Target, sqlx::Error> {
    const SQL: &str = "SELECT source, done, digest FROM unnest($1::text[]) WITH ORDINALITY AS t (name, place) \
        JOIN copy_progress ON of_table = name ORDER BY place";
    let names: Vec<String> = TABLES.iter().map(|table| table.name.to_owned()).collect();
    let rows = lease.fetch(&Statement::new(SQL).with(names)).await?;
    let first = rows.first().filter(|_| rows.len() == TABLES.len()).ok_or(sqlx::Error::RowNotFound)?;
    let source = FeedEpoch::from_stored(column::int(first, 0)?);
    let read = |row: &PgRow| {
        let digest = TableDigest::from_stored(column::bytes(row, 2)?);
        Ok::<_, sqlx::Error>(Mark { rows: column::int(row, 1)?.unsigned_abs(), digest })
    };
    Ok(Target::Unfinished(source, rows.iter().map(read).collect::<Result<_, _>>()?))
}

/// A count as PostgreSQL keeps it.
fn stored(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// An instant of each day that rows of a table that is kept by months belong to.
fn days(table: &Table, rows: &[CopyRow]) -> Option<Vec<i64>> {
    const DAY: i64 = 86_400_000_000;
    let by = match table.name {
        "telephony_events" => "received_at",
        "events" | "audit" => "at",
        _ => return None,
    };
    let place = table.columns.iter().position(|column| column.name == by)?;
    let days: BTreeSet<i64> = rows
        .iter()
        .filter_map(|row| match row.get(place) {
            Some(Cell::Int(at)) => Some(at.div_euclid(DAY) * DAY),
            _ => None,
        })
        .collect();
    Some(days.into_iter().collect())
}

/// Rows as COPY reads them: a line each, cells between tabs.
fn text_form(rows: &[CopyRow]) -> Vec<u8> {
    let mut text = Vec::new();
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                text.push(b'\t');
            }
            match cell {
                Cell::Null => text.extend_from_slice(b"\\N"),
                Cell::Int(number) => text.extend_from_slice(number.to_string().as_bytes()),
                Cell::Text(value) => escape(value, &mut text),
                Cell::Bytes(bytes) => {
                    text.extend_from_slice(b"\\\\x");
                    text.extend_from_slice(hex::encode(bytes).as_bytes());
                }
                Cell::Flag(flag) => text.push(if *flag { b't' } else { b'f' }),
            }
        }
        text.push(b'\n');
    }
    text
}

fn escape(value: &str, text: &mut Vec<u8>) {
    for byte in value.bytes() {
        match byte {
            b'\\' => text.extend_from_slice(b"\\\\"),
            b'\t' => text.extend_from_slice(b"\\t"),
            b'\n' => text.extend_from_slice(b"\\n"),
            b'\r' => text.extend_from_slice(b"\\r"),
            byte => text.push(byte),
        }
    }
}

/// A read transaction, which ends with the lease.
struct PostgresView {
    connections: Arc<Connections>,
    lease: Option<Lease>,
}

impl PostgresView {
    async fn rows(&mut self, statement: Statement) -> Result<Vec<PgRow>, StoreError> {
        let mut lease = self.lease.take().ok_or_else(|| StoreError::new(StoreErrorKind::Closed, VIEW))?;
        let fetch = async move {
            let rows = lease.fetch(&statement).await.map_err(|error| store_error(VIEW, error))?;
            Ok((lease, rows))
        };
        let (lease, rows) = self.connections.at_home(VIEW, fetch).await?;
        self.lease = Some(lease);
        Ok(rows)
    }

    async fn one(&mut self, statement: Statement) -> Result<PgRow, StoreError> {
        let row = self.rows(statement).await?.into_iter().next();
        row.ok_or_else(|| store_error(VIEW, sqlx::Error::RowNotFound))
    }
}

#[async_trait]
impl CopyView for PostgresView {
    async fn feed(&mut self) -> Result<FeedOrigin, StoreError> {
        let row = self.one(Statement::new("SELECT epoch, purged_to FROM feed")).await?;
        let read = || {
            Ok(FeedOrigin { epoch: FeedEpoch::from_stored(column::int(&row, 0)?), purged_to: column::int(&row, 1)? })
        };
        read().map_err(|error| store_error(VIEW, error))
    }

    async fn count(&mut self, table: &'static Table) -> Result<u64, StoreError> {
        let mut count = Statement::new("SELECT count(*) FROM ");
        count.push(table.name);
        let row = self.one(count).await?;
        Ok(column::int(&row, 0).map_err(|error| store_error(VIEW, error))?.unsigned_abs())
    }

    async fn rows_after(
        &mut self,
        table: &'static Table,
        after: Option<Vec<Cell>>,
        limit: u32,
    ) -> Result<Vec<CopyRow>, StoreError> {
        let key = Table::names(table.key());
        let mut select = Statement::new("SELECT ");
        select.push(&Table::names(table.columns)).push(" FROM ").push(table.name);
        if let Some(after) = after {
            select.push(" WHERE (").push(&key).push(") > (");
            for (place, cell) in after.into_iter().enumerate() {
                select.push(if place > 0 { ", " } else { "" });
                match cell {
                    Cell::Int(number) => select.bind(number),
                    Cell::Text(text) => select.bind(text),
                    Cell::Bytes(bytes) => select.bind(bytes),
                    Cell::Flag(_) | Cell::Null => {
                        let error = StoreError::new(StoreErrorKind::Corrupt, VIEW);
                        return Err(error.context(format!("a key of {} that cannot be", table.name)));
                    }
                };
            }
            select.push(")");
        }
        select.push(" ORDER BY ").push(&key).push(" LIMIT ").bind(limit);
        let rows = self.rows(select).await?;
        let read = |row: &PgRow| {
            table.columns.iter().enumerate().map(|(index, column)| read(row, index, column.kind)).collect()
        };
        rows.iter().map(read).collect::<Result<_, _>>().map_err(|error| store_error(VIEW, error))
    }
}

fn read(row: &PgRow, index: usize, kind: Kind) -> column::Result<Cell> {
    Ok(match kind {
        Kind::Int => column::optional_int(row, index)?.map_or(Cell::Null, Cell::Int),
        Kind::Text => column::optional_text(row, index)?.map_or(Cell::Null, |text| Cell::Text(text.to_owned())),
        Kind::Bytes => row.try_get::<Option<Vec<u8>>, _>(index)?.map_or(Cell::Null, Cell::Bytes),
        Kind::Flag => row.try_get::<Option<bool>, _>(index)?.map_or(Cell::Null, Cell::Flag),
    })
}
