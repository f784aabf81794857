//! The schema and its history.
//!
//! The list is append-only: a released migration never changes. Many nodes of different versions work on one database, so a
//! change of the schema comes in two steps, each in a version of its own:
//!
//! 1. *Expand*: add tables, columns that may be empty or have a default, indexes, and a `crm_apply_v<n>` beside the old one,
//!    which goes on working for the nodes that call it.
//! 2. *Contract*: once no node of the version before can run, take the old away and raise `min_reader`, so that one that does
//!    run stops instead of writing what nobody reads.

use crm_core::store::{Migrated, StoreError, StoreErrorKind};

use crate::column;
use crate::connections::{Connections, Lease};
use crate::error::{sqlstate, store_error};
use crate::statement::Statement;

struct Migration {
    version: u32,
    // The least schema version a program must know to work with the result.
    min_reader: u32,
    sql: &'static [&'static str],
}

const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    min_reader: 1,
    sql: &[include_str!("migrations/0001_office.sql"), include_str!("migrations/0001_functions.sql")],
}];

/// What no two nodes do at once. Any number that nothing else of the office locks.
const LOCK: &str = "SELECT pg_advisory_xact_lock(4870125230112000)";

/// The version this program brings a schema to.
pub(crate) fn latest() -> u32 {
    MIGRATIONS.last().map_or(0, |migration| migration.version)
}

/// What a program must know to work with an unfinished copy: more than any does.
pub(crate) const UNFINISHED: u32 = 2_147_483_647;

/// The least schema version a program must know to work with the latest.
pub(crate) fn min_reader() -> u32 {
    MIGRATIONS.iter().map(|migration| migration.min_reader).max().unwrap_or_default()
}

/// The text of every migration: a schema made by another text is another schema.
#[cfg(feature = "testing")]
pub(crate) fn text() -> String {
    MIGRATIONS.iter().flat_map(|migration| migration.sql).copied().collect()
}

/// What a database says of its schema; zeros for one that has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) version: u32,
    min_reader: u32,
}

impl Stamp {
    /// # Errors
    /// `Foreign` when there are tables and none of them says which schema it is; storage errors.
    pub(crate) async fn read(lease: &mut Lease, operation: &'static str) -> Result<Self, StoreError> {
        let failed = |error| store_error(operation, error);
        let tables = "SELECT count(*), count(*) FILTER (WHERE tablename = 'schema_version') FROM pg_tables \
            WHERE schemaname = current_schema()";
        let rows = lease.fetch(&Statement::new(tables)).await.map_err(failed)?;
        let row = rows.first().ok_or_else(|| failed(sqlx::Error::RowNotFound))?;
        match (column::int(row, 0).map_err(failed)?, column::int(row, 1).map_err(failed)?) {
            (0, _) => return Ok(Self::default()),
            (_, 0) => return Err(StoreError::new(StoreErrorKind::Foreign, operation)),
            _ => {}
        }
        let stamp = Statement::new("SELECT version, min_reader FROM schema_version");
        let rows = lease.fetch(&stamp).await.map_err(|error| match sqlstate(&error).as_deref() {
            // undefined column: a table of that name that is not the office's
            Some("42703") => StoreError::new(StoreErrorKind::Foreign, operation),
            _ => failed(error),
        })?;
        let Some(row) = rows.first() else { return Err(StoreError::new(StoreErrorKind::Foreign, operation)) };
        let number = |index| column::number(row, index).map_err(failed);
        Ok(Self { version: number(0)?, min_reader: number(1)? })
    }

    /// Whether it is a copy of an office that was not finished.
    pub(crate) const fn is_unfinished(self) -> bool {
        self.min_reader == UNFINISHED
    }

    /// # Errors
    /// `UnfinishedCopy`; `SchemaTooNew` when a later version has left a schema this one must not touch.
    pub(crate) fn check(self, operation: &'static str) -> Result<Self, StoreError> {
        if self.is_unfinished() {
            return Err(StoreError::new(StoreErrorKind::UnfinishedCopy, operation));
        }
        if self.min_reader > latest() {
            let context = format!("it needs schema {} and this program knows {}", self.min_reader, latest());
            return Err(StoreError::new(StoreErrorKind::SchemaTooNew, operation).context(context));
        }
        Ok(self)
    }
}

/// Brings the schema to the latest version in one transaction. Whoever comes second waits for the first and finds nothing
/// to do.
pub(crate) async fn migrate(connections: &std::sync::Arc<Connections>) -> Result<Migrated, StoreError> {
    const OPERATION: &str = "store.migrate";
    let failed = |error| store_error(OPERATION, error);
    let mut lease = connections.take(OPERATION).await?;
    lease.begin("BEGIN").await.map_err(failed)?;
    // Counting millions of rows may take longer than a screen would wait.
    lease.run("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0").await.map_err(failed)?;
    lease.run(LOCK).await.map_err(failed)?;
    let found = Stamp::read(&mut lease, OPERATION).await?.check(OPERATION)?;
    let mut to = found.version;
    for migration in MIGRATIONS.iter().filter(|migration| migration.version > found.version) {
        for sql in migration.sql {
            lease.run(sql).await.map_err(failed)?;
        }
        let stamp = Statement::new(
            "INSERT INTO schema_version (one, version, min_reader) VALUES (1, $1, $2) ON CONFLICT (one) DO UPDATE \
             SET version = excluded.version, min_reader = greatest(schema_version.min_reader, excluded.min_reader)",
        );
        lease.fetch(&stamp.with(migration.version).with(migration.min_reader)).await.map_err(failed)?;
        to = migration.version;
    }
    lease.commit().await.map_err(failed)?;
    if to != found.version {
        tracing::info!(from = found.version, to, "schema migrated");
    }
    Ok(Migrated { from: found.version, to })
}
