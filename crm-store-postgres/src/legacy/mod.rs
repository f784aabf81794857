//! The database of the earlier system, read for an import. Nothing of it is ever written.
//!
//! One transaction, read only, sees one state of everything. Tables are found by name, singular or plural, in the schemas of
//! the search path; columns by name in any case, with or without underscores. Every value is cast to text in the database:
//! types differ from one installation to the next, and what a value means is decided by the reader.

mod columns;
mod known;

use std::collections::BTreeMap;
use std::str::FromStr;

use crm_core::kernel::Secret;
use crm_core::store::{StoreError, StoreErrorKind};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgRow};
use sqlx::{AssertSqlSafe, Connection, Row};

use columns::Column;
pub use known::LegacyKind;

/// A table of the earlier system that is known.
#[derive(Debug, Clone)]
pub struct LegacyTable {
    /// What it holds.
    pub kind: LegacyKind,
    /// Its name there.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// Its columns that are known and not taken over.
    pub ignored: Vec<String>,
    /// Its columns that are not known.
    pub unknown: Vec<String>,
    columns: Vec<Column>,
    schema: String,
}

impl LegacyTable {
    /// Whether it has the column, by the name the documentation of the earlier system gives it.
    pub fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.known == name)
    }
    fn select(&self) -> String {
        let columns: Vec<_> = self.columns.iter().map(Column::as_text).collect();
        format!("SELECT {} FROM {}.{}", columns.join(", "), quoted(&self.schema), quoted(&self.name))
    }
}

/// A row: the values of the columns that are taken over, trimmed; nulls and blank ones are left out.
#[derive(Debug, Clone)]
pub struct LegacyRow(Vec<(&'static str, String)>);

impl LegacyRow {
    /// The value of a column; `None` when it is null, blank or not there.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
    /// A row of these values: for tests of what reads it.
    pub fn of(values: &[(&'static str, &str)]) -> Self {
        let kept = values.iter().map(|(name, value)| (*name, value.trim().to_owned()));
        Self(kept.filter(|(_, value)| !value.is_empty()).collect())
    }
    fn read(columns: &[Column], row: &PgRow) -> Result<Self, sqlx::Error> {
        let mut values = Vec::with_capacity(columns.len());
        for (place, column) in columns.iter().enumerate() {
            let value: Option<String> = row.try_get(place)?;
            values.extend(value.map(|value| (column.known, value.trim().to_owned())).filter(|(_, it)| !it.is_empty()));
        }
        Ok(Self(values))
    }
}

/// The database of the earlier system, open at one state.
#[derive(Debug)]
pub struct LegacyDatabase {
    connection: PgConnection,
    tables: Vec<LegacyTable>,
    others: Vec<String>,
    reading: Vec<Column>,
}

impl LegacyDatabase {
    /// Connects, begins the one transaction and looks which tables are there.
    ///
    /// # Errors
    /// `store.unavailable`, also for an address that does not read. It is not repeated: it may hold a password.
    pub async fn open(url: &Secret) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url.expose()).map_err(|_| {
            StoreError::new(StoreErrorKind::Unavailable, "legacy.open").context("the address does not read")
        })?;
        let mut connection =
            PgConnection::connect_with(&options).await.map_err(|error| failed("legacy.open", error))?;
        // Dates in one form, whatever the server's settings say.
        for sql in [
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            "SET LOCAL DateStyle = 'ISO, YMD'",
            "SET LOCAL statement_timeout = 0",
            "SET LOCAL idle_in_transaction_session_timeout = 0",
        ] {
            sqlx::query(sql).execute(&mut connection).await.map_err(|error| failed("legacy.open", error))?;
        }
        let (tables, others) = find(&mut connection).await.map_err(|error| failed("legacy.tables", error))?;
        Ok(Self { connection, tables, others, reading: Vec::new() })
    }

    /// The table of a kind, if there is one.
    pub fn table(&self, kind: LegacyKind) -> Option<&LegacyTable> {
        self.tables.iter().find(|table| table.kind == kind)
    }
    /// The known tables, in the order in which they are to be read: what refers to others comes later.
    pub fn tables(&self) -> &[LegacyTable] {
        &self.tables
    }
    /// Tables that are not known, or a second one of a kind, by name.
    pub fn others(&self) -> &[String] {
        &self.others
    }

    /// Begins to read a table, calls and orders in the order of time, others by id. A table that is not there has no rows.
    ///
    /// # Errors
    /// `store.unavailable`.
    pub async fn read(&mut self, kind: LegacyKind) -> Result<(), StoreError> {
        let Some(table) = self.tables.iter().find(|table| table.kind == kind) else {
            self.reading = Vec::new();
            return Ok(());
        };
        let order: Vec<_> = kind
            .order()
            .iter()
            .filter_map(|name| table.columns.iter().find(|column| column.known == *name))
            .map(|column| format!("{} NULLS FIRST", quoted(&column.name)))
            .collect();
        let order = if order.is_empty() { String::new() } else { format!(" ORDER BY {}", order.join(", ")) };
        let declare = format!("DECLARE legacy_rows NO SCROLL CURSOR FOR {}{order}", table.select());
        self.reading.clone_from(&table.columns);
        let connection = &mut self.connection;
        let closed = sqlx::query("CLOSE ALL").execute(&mut *connection).await;
        closed.map_err(|error| failed("legacy.read", error))?;
        let declared = sqlx::query(AssertSqlSafe(declare)).persistent(false).execute(connection).await;
        declared.map(drop).map_err(|error| failed("legacy.read", error))
    }

    /// The next rows of the table, at most `limit`; none at its end.
    ///
    /// # Errors
    /// `store.unavailable`.
    pub async fn next(&mut self, limit: u32) -> Result<Vec<LegacyRow>, StoreError> {
        if self.reading.is_empty() {
            return Ok(Vec::new());
        }
        let fetch = format!("FETCH FORWARD {limit} FROM legacy_rows");
        // Not kept: a prepared one would expect the columns of the table before.
        let rows = sqlx::query(AssertSqlSafe(fetch)).persistent(false).fetch_all(&mut self.connection).await;
        let rows = rows.map_err(|error| failed("legacy.next", error))?;
        let read = rows.iter().map(|row| LegacyRow::read(&self.reading, row)).collect::<Result<_, _>>();
        read.map_err(|error| failed("legacy.next", error))
    }

    /// The rows of a kind with these ids, by id.
    ///
    /// # Errors
    /// `store.unavailable`.
    pub async fn by_id(&mut self, kind: LegacyKind, ids: &[String]) -> Result<BTreeMap<String, LegacyRow>, StoreError> {
        let table = self.tables.iter().find(|table| table.kind == kind);
        let id = table.and_then(|table| table.columns.iter().find(|column| column.known == "id"));
        let (Some(table), Some(id)) = (table, id) else { return Ok(BTreeMap::new()) };
        // What is no number is no id of a column of numbers, and a cast would end the transaction.
        let is_id = |text: &&String| match id.type_name.as_str() {
            "smallint" => text.parse::<i16>().is_ok(),
            "integer" => text.parse::<i32>().is_ok(),
            "bigint" => text.parse::<i64>().is_ok(),
            _ => true,
        };
        let ids: Vec<_> = ids.iter().filter(is_id).cloned().collect();
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        // Cast to the column's own type, so that its index serves.
        let sql = format!("{} WHERE {} = ANY($1::text[]::{}[])", table.select(), quoted(&id.name), id.type_name);
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(ids).fetch_all(&mut self.connection).await;
        let rows = rows.map_err(|error| failed("legacy.by_id", error))?;
        let read = rows.iter().map(|row| LegacyRow::read(&table.columns, row));
        let read: Vec<_> = read.collect::<Result<_, _>>().map_err(|error| failed("legacy.by_id", error))?;
        Ok(read.into_iter().filter_map(|row| Some((row.get("id")?.to_owned(), row))).collect())
    }

    /// Ends the transaction and the connection.
    ///
    /// # Errors
    /// `store.unavailable`.
    pub async fn close(self) -> Result<(), StoreError> {
        self.connection.close().await.map_err(|error| failed("legacy.close", error))
    }
}

async fn find(connection: &mut PgConnection) -> Result<(Vec<LegacyTable>, Vec<String>), sqlx::Error> {
    const TABLES: &str = "SELECT table_schema::text, table_name::text FROM information_schema.tables \
        WHERE table_type = 'BASE TABLE' AND table_schema = ANY (current_schemas(false)) ORDER BY 1, 2";
    let (mut found, mut others) = (Vec::<LegacyTable>::new(), Vec::new());
    for row in sqlx::query(TABLES).fetch_all(&mut *connection).await? {
        let (schema, name): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let Some(kind) = LegacyKind::of_table(&name) else {
            others.push(name);
            continue;
        };
        let sql = format!("SELECT count(*) FROM {}.{}", quoted(&schema), quoted(&name));
        let rows: i64 = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut *connection).await?.try_get(0)?;
        let (columns, ignored, unknown) = columns::of(connection, kind, &schema, &name).await?;
        found.push(LegacyTable { kind, name, rows: rows.unsigned_abs(), ignored, unknown, columns, schema });
    }
    // A singular and a plural one: the fuller one is the one in use.
    found.sort_by(|one, other| one.kind.cmp(&other.kind).then(other.rows.cmp(&one.rows)));
    let mut tables: Vec<LegacyTable> = Vec::new();
    for table in found {
        if tables.last().is_some_and(|last| last.kind == table.kind) {
            others.push(table.name);
        } else {
            tables.push(table);
        }
    }
    Ok((tables, others))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn failed(operation: &'static str, error: sqlx::Error) -> StoreError {
    StoreError::new(StoreErrorKind::Unavailable, operation).source(error)
}
