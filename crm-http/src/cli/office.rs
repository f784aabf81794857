//! Opens the database that an address names.

use std::path::PathBuf;
use std::sync::Arc;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::kernel::PageRequest;
use crm_core::operators::OperatorFilter;
use crm_core::store::{DatabaseUrl, Store};
use crm_store_sqlite::SqliteStore;

use super::failure::Failure;

/// Opens a store, whose file is made if it is not there. Its schema is left as it is.
///
/// # Errors
/// `cli.no_postgres`; storage errors.
pub(crate) fn open_store(url: &DatabaseUrl) -> Result<Arc<SqliteStore>, Failure> {
    if let DatabaseUrl::Postgres(_) = url {
        return Err(Failure::new(
            "cli.no_postgres",
            "this version has no PostgreSQL store: give an SQLite file, such as sqlite://crm.db",
        ));
    }
    Ok(Arc::new(SqliteStore::from_url(url)?))
}

/// The file that an address names.
///
/// # Errors
/// `cli.no_file`, `cli.no_postgres` for an address of something else.
pub(crate) fn file_of(url: &DatabaseUrl) -> Result<PathBuf, Failure> {
    match url {
        DatabaseUrl::SqliteFile(path) => Ok(path.clone()),
        DatabaseUrl::SqliteMemory => Err(Failure::new("cli.no_file", "this needs a database in a file")),
        DatabaseUrl::Postgres(_) => open_store(url).map(|_| PathBuf::new()),
    }
}

/// Opens the store of an office that is there already: a mistyped name must not make an empty one.
///
/// # Errors
/// `cli.no_database`, as [`open_store`].
pub(crate) fn existing_store(url: &DatabaseUrl) -> Result<Arc<SqliteStore>, Failure> {
    if let DatabaseUrl::SqliteFile(path) = url
        && !path.exists()
    {
        let sentence = format!("there is no database {}; `crm migrate` makes one", path.display());
        return Err(Failure::new("cli.no_database", sentence));
    }
    open_store(url)
}

/// As [`existing_store`], with a schema this program works with.
///
/// # Errors
/// `cli.old_schema`, `store.not_migrated`, as [`existing_store`].
pub(crate) async fn current_store(url: &DatabaseUrl) -> Result<Arc<SqliteStore>, Failure> {
    let store = existing_store(url)?;
    let (found, known) = (store.health().await?.schema, SqliteStore::latest_schema());
    if found < known {
        let sentence = format!("the database has schema {found} and this program needs {known}: run `crm migrate`");
        return Err(Failure::new("cli.old_schema", sentence));
    }
    Ok(store)
}

/// An office that is there already.
///
/// # Errors
/// As [`current_store`].
pub(crate) async fn existing(url: &DatabaseUrl) -> Result<Crm, Failure> {
    Ok(Crm::builder_shared(current_store(url).await?).build()?)
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
