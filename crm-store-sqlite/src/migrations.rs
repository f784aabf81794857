//! The schema and its history.
//!
//! The list is append-only: a released migration never changes. A step that an older program cannot live with raises
//! `min_reader` to the first version that can.

use crm_core::store::{Migrated, StoreError, StoreErrorKind};
use rusqlite::{Connection, OptionalExtension, Result, TransactionBehavior};

use crate::callbacks;
use crate::connection::APPLICATION_ID;
use crate::counters;
use crate::error::store_error;

struct Migration {
    version: u32,
    // The least schema version a program must know to work with the result.
    min_reader: u32,
    sql: &'static str,
    // What the core has to compute for the rows that are there.
    fill: Option<fn(&Connection) -> Result<()>>,
}

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, min_reader: 1, sql: include_str!("migrations/0001_office.sql"), fill: None },
    Migration { version: 2, min_reader: 1, sql: include_str!("migrations/0002_orders.sql"), fill: None },
    // An older program would write without counting.
    Migration {
        version: 3,
        min_reader: 3,
        sql: include_str!("migrations/0003_service.sql"),
        fill: Some(first_figures),
    },
    Migration { version: 4, min_reader: 3, sql: include_str!("migrations/0004_feed.sql"), fill: None },
    Migration { version: 5, min_reader: 3, sql: include_str!("migrations/0005_past.sql"), fill: None },
    // An older program would derive calls from events that are partly gone.
    Migration { version: 6, min_reader: 6, sql: include_str!("migrations/0006_retention.sql"), fill: None },
];

/// What version 3 derives from the rows that are there.
fn first_figures(connection: &Connection) -> Result<()> {
    counters::first_count(connection)?;
    callbacks::first_derivation(connection)
}

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

/// What a database says of its schema; zeros for one that has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) version: u32,
    min_reader: u32,
}

impl Stamp {
    pub(crate) fn read(connection: &Connection) -> Result<Self> {
        let has_table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'";
        if connection.prepare_cached(has_table)?.query_row([], |_| Ok(())).optional()?.is_none() {
            return Ok(Self::default());
        }
        connection
            .prepare_cached("SELECT version, min_reader FROM schema_version")?
            .query_row([], |row| Ok(Self { version: row.get(0)?, min_reader: row.get(1)? }))
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

/// Refuses a file that another program made: nothing of it is touched.
pub(crate) fn check_owner(connection: &Connection, operation: &'static str) -> Result<(), StoreError> {
    let owner = || -> Result<(i32, bool)> {
        let id = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let is_empty = connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))?;
        Ok((id, is_empty))
    };
    match owner().map_err(|error| store_error(operation, error))? {
        (APPLICATION_ID, _) | (0, true) => Ok(()),
        _ => Err(StoreError::new(StoreErrorKind::Foreign, operation)),
    }
}

/// Brings the schema to the latest version in one transaction. Whoever comes second waits for the first and finds nothing
/// to do.
pub(crate) fn migrate(connection: &mut Connection) -> Result<Migrated, StoreError> {
    const OPERATION: &str = "store.migrate";
    let failed = |error| store_error(OPERATION, error);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    check_owner(&transaction, OPERATION)?;
    let found = Stamp::read(&transaction).map_err(failed)?.check(OPERATION)?;
    let mut to = found.version;
    for migration in MIGRATIONS.iter().filter(|migration| migration.version > found.version) {
        transaction.execute_batch(migration.sql).map_err(failed)?;
        if let Some(fill) = migration.fill {
            fill(&transaction).map_err(failed)?;
        }
        transaction
            .execute(
                "INSERT INTO schema_version (one, version, min_reader) VALUES (1, ?1, ?2) \
                 ON CONFLICT (one) DO UPDATE SET version = excluded.version, min_reader = max(min_reader, excluded.min_reader)",
                (migration.version, migration.min_reader),
            )
            .map_err(failed)?;
        to = migration.version;
    }
    if to != found.version {
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
        transaction.pragma_update(None, "user_version", to).map_err(failed)?;
    }
    transaction.commit().map_err(failed)?;
    if to != found.version {
        tracing::info!(from = found.version, to, "schema migrated");
    }
    Ok(Migrated { from: found.version, to })
}
