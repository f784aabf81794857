//! Opens the database that an address names.

use std::path::PathBuf;
use std::sync::Arc;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::kernel::PageRequest;
use crm_core::operators::OperatorFilter;
use crm_core::store::copy::Copyable;
use crm_core::store::{DatabaseUrl, Store, StoreError};
use crm_store_postgres::{Options, PostgresStore};
use crm_store_sqlite::{Options as SqliteOptions, SqliteStore};

use super::failure::Failure;
use super::secret::known_keys;

/// A database that was opened.
#[derive(Debug, Clone)]
pub(crate) enum Opened {
    Sqlite(Arc<SqliteStore>),
    Postgres(Arc<PostgresStore>),
}

impl Opened {
    /// The store, whichever it is.
    pub(crate) fn store(&self) -> Arc<dyn Store> {
        match self {
            Self::Sqlite(store) => Arc::clone(store) as Arc<dyn Store>,
            Self::Postgres(store) => Arc::clone(store) as Arc<dyn Store>,
        }
    }

    /// The store as it is copied.
    pub(crate) fn copyable(&self) -> Arc<dyn Copyable> {
        match self {
            Self::Sqlite(store) => Arc::clone(store) as Arc<dyn Copyable>,
            Self::Postgres(store) => Arc::clone(store) as Arc<dyn Copyable>,
        }
    }

    /// The schema that the database has. Whoever only reads may ask.
    pub(crate) async fn schema(&self) -> Result<u32, StoreError> {
        match self {
            Self::Sqlite(store) => Ok(store.health().await?.schema),
            Self::Postgres(store) => store.schema().await,
        }
    }

    /// The schema this program brings such a database to.
    pub(crate) fn latest_schema(&self) -> u32 {
        match self {
            Self::Sqlite(_) => SqliteStore::latest_schema(),
            Self::Postgres(_) => PostgresStore::latest_schema(),
        }
    }
}

/// Opens a database; an SQLite file is made if it is not there. Its schema is left as it is.
///
/// # Errors
/// Storage errors.
pub(crate) async fn open(url: &DatabaseUrl) -> Result<Opened, Failure> {
    open_with(url, Options::default()).await
}

/// As [`open`], with options for PostgreSQL.
///
/// # Errors
/// Storage errors.
pub(crate) async fn open_with(url: &DatabaseUrl, postgres: Options) -> Result<Opened, Failure> {
    Ok(match url {
        DatabaseUrl::Postgres(_) => Opened::Postgres(Arc::new(PostgresStore::from_url(url, postgres).await?)),
        DatabaseUrl::SqliteFile(_) | DatabaseUrl::SqliteMemory => Opened::Sqlite(Arc::new(SqliteStore::from_url(url)?)),
    })
}

/// Opens what an office shall be copied into, perhaps with an unfinished copy in it; an SQLite file is made if it is not there.
///
/// # Errors
/// Storage errors.
pub(crate) async fn open_for_copy(url: &DatabaseUrl) -> Result<Opened, Failure> {
    /// Rows come by the million and their indexes are all over the file: 256 MiB.
    const CACHE_KIB: u32 = 256 * 1024;
    match url {
        DatabaseUrl::Postgres(_) => open_with(url, Options::default().unfinished_copy(true)).await,
        DatabaseUrl::SqliteFile(_) | DatabaseUrl::SqliteMemory => {
            let options = SqliteOptions::default().cache_kib(CACHE_KIB).unfinished_copy(true);
            Ok(Opened::Sqlite(Arc::new(SqliteStore::open_with(file_of(url)?, options)?)))
        }
    }
}

/// The file that an address names.
///
/// # Errors
/// `cli.no_file` for an address of something else.
pub(crate) fn file_of(url: &DatabaseUrl) -> Result<PathBuf, Failure> {
    match url {
        DatabaseUrl::SqliteFile(path) => Ok(path.clone()),
        DatabaseUrl::SqliteMemory => Err(Failure::new("cli.no_file", "this needs a database in a file")),
        DatabaseUrl::Postgres(_) => Err(Failure::new(
            "cli.no_file",
            "this copies SQLite files; PostgreSQL has pg_basebackup and pg_dump, and `crm copy` copies an office between both",
        )),
    }
}

/// Opens the store of an office that is there already: a mistyped name must not make an empty one.
///
/// # Errors
/// `cli.no_database`, as [`open`].
async fn existing_store(url: &DatabaseUrl) -> Result<Opened, Failure> {
    check_exists(url)?;
    open(url).await
}

fn check_exists(url: &DatabaseUrl) -> Result<(), Failure> {
    match url {
        DatabaseUrl::SqliteFile(path) if !path.exists() => {
            let sentence = format!("there is no database {}; `crm migrate` makes one", path.display());
            Err(Failure::new("cli.no_database", sentence))
        }
        _ => Ok(()),
    }
}

/// The SQLite file of an office that is there already.
///
/// # Errors
/// `cli.no_database`, `cli.no_file`; storage errors.
pub(crate) fn existing_file(url: &DatabaseUrl) -> Result<SqliteStore, Failure> {
    file_of(url)?;
    check_exists(url)?;
    Ok(SqliteStore::from_url(url)?)
}

/// As [`existing_store`], with a schema this program works with.
///
/// # Errors
/// `cli.old_schema`, `store.not_migrated`, as [`existing_store`].
pub(crate) async fn current_store(url: &DatabaseUrl) -> Result<Opened, Failure> {
    let opened = existing_store(url).await?;
    let (found, known) = (opened.schema().await?, opened.latest_schema());
    if found < known {
        let sentence = format!("the database has schema {found} and this program needs {known}: run `crm migrate`");
        return Err(Failure::new("cli.old_schema", sentence));
    }
    Ok(opened)
}

/// An office that is there already.
///
/// # Errors
/// As [`current_store`].
pub(crate) async fn existing(url: &DatabaseUrl) -> Result<Crm, Failure> {
    let office = Crm::builder_shared(current_store(url).await?.store());
    Ok(match known_keys(url)? {
        Some(keys) => office.tokens(keys),
        None => office,
    }
    .build()?)
}

/// Whether the office has no users yet.
///
/// # Errors
/// Storage errors.
pub(crate) async fn is_deserted(crm: &Crm) -> Result<bool, Failure> {
    let one = PageRequest::first().limit(1).map_err(crm_core::Error::from)?.without_total();
    let users = crm.operators().list(&Actor::system("serve"), &OperatorFilter::default(), &one).await?;
    Ok(users.items.is_empty())
}
