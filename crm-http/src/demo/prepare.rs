//! The file of a demonstration: filled once, with its accounts beside it.

use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::kernel::{Error, PageRequest, Secret, Text, Timestamp};
use crm_core::operators::{Login, OperatorFilter, Role};
use crm_core::store::{DatabaseUrl, Store};
use crm_store_sqlite::{Options, SqliteStore, Synchronous};
use serde::{Deserialize, Serialize};

use super::{Account, DemoError, Year, YearProgress, fill};

/// A demonstration that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// One account of each role, the admin's first.
    pub accounts: Vec<Account>,
    /// Whether it was filled just now; a demonstration that was there already stays as it was left.
    pub is_new: bool,
}

/// What is kept beside the file.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// When the first user was added: the accounts of another file are not this one's.
    founded: Timestamp,
    accounts: Vec<KeptAccount>,
}

#[derive(Serialize, Deserialize)]
struct KeptAccount {
    role: Role,
    login: String,
    name: String,
    password: String,
}

/// Makes sure of a demonstration at this address: fills a file that is not there or has no users yet with a year that ends
/// at `until`, or finds the one that was filled before. The passwords are kept in a file beside it that only its owner may
/// read (`crm.db.demo-accounts`). The store is closed again when it answers.
///
/// # Errors
/// [`DemoError::Occupied`] for a file with users of its own, [`DemoError::NeedsFile`], [`DemoError::File`]; storage errors.
pub async fn prepare(
    url: &DatabaseUrl,
    until: Timestamp,
    year: &Year,
    progress: impl FnMut(YearProgress) + Send,
) -> Result<Prepared, DemoError> {
    let DatabaseUrl::SqliteFile(path) = url else { return Err(DemoError::NeedsFile) };
    if path.exists() {
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(path).map_err(Error::from)?);
        let prepared = of_file(Arc::clone(&store), path, until, year, progress).await;
        store.close().await.map_err(Error::from)?;
        return prepared;
    }
    new_file(path, until, year, progress).await
}

/// Refuses an address that others can reach: whoever may look at the passwords sits at this machine.
///
/// # Errors
/// [`DemoError::NotLoopback`].
pub fn require_loopback(listen: SocketAddr) -> Result<(), DemoError> {
    if listen.ip().is_loopback() { Ok(()) } else { Err(DemoError::NotLoopback) }
}

async fn of_file(
    store: Arc<dyn Store>,
    path: &Path,
    until: Timestamp,
    year: &Year,
    progress: impl FnMut(YearProgress) + Send,
) -> Result<Prepared, DemoError> {
    store.migrate().await.map_err(Error::from)?;
    let Some(founded) = founded(&store).await? else {
        let filled = fill(Arc::clone(&store), until, year, progress).await?;
        keep(&store, path, &filled.accounts).await?;
        return Ok(Prepared { accounts: filled.accounts, is_new: true });
    };
    match kept(path)? {
        Some(kept) if kept.founded == founded => {
            let accounts = kept.accounts.into_iter().map(|account| Account {
                role: account.role,
                login: Login::from_stored(&account.login),
                name: Text::from_stored(&account.name),
                password: Secret::new(account.password),
            });
            Ok(Prepared { accounts: accounts.collect(), is_new: false })
        }
        _ => Err(DemoError::Occupied),
    }
}

/// The file appears under its name when it is whole: who stops the program meanwhile finds none, and begins anew.
async fn new_file(
    path: &Path,
    until: Timestamp,
    year: &Year,
    progress: impl FnMut(YearProgress) + Send,
) -> Result<Prepared, DemoError> {
    let folder = folder_of(path);
    let aside = tempfile::Builder::new().prefix(".crm-demo-").tempdir_in(folder).map_err(|e| failed(folder, e))?;
    let unfinished = aside.path().join("office.db");
    // Nothing is lost with a file that is not in its place yet; it is flushed before it gets there.
    let options = Options::default().synchronous(Synchronous::Off);
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open_with(&unfinished, options).map_err(Error::from)?);
    let filled = fill(Arc::clone(&store), until, year, progress).await;
    let kept = match &filled {
        Ok(filled) => keep(&store, path, &filled.accounts).await,
        Err(_) => Ok(()),
    };
    store.close().await.map_err(Error::from)?;
    let accounts = filled?.accounts;
    kept?;
    std::fs::File::open(&unfinished).and_then(|file| file.sync_all()).map_err(|e| failed(&unfinished, e))?;
    tempfile::TempPath::try_from_path(&unfinished)
        .and_then(|unfinished| unfinished.persist_noclobber(path).map_err(|error| error.error))
        .map_err(|error| failed(path, error))?;
    #[cfg(unix)]
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| failed(folder, e))?;
    Ok(Prepared { accounts, is_new: true })
}

/// When the first user was added; `None` without users.
async fn founded(store: &Arc<dyn Store>) -> Result<Option<Timestamp>, DemoError> {
    let crm = Crm::builder_shared(Arc::clone(store)).build()?;
    let one = PageRequest::first().limit(1).map_err(Error::from)?;
    let users = crm.operators().list(&Actor::system("demo"), &OperatorFilter::default(), &one).await?;
    Ok(users.items.first().map(|user| user.created_at))
}

/// `crm.db` keeps its accounts in `crm.db.demo-accounts`.
fn file_beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".demo-accounts");
    name.into()
}

async fn keep(store: &Arc<dyn Store>, path: &Path, accounts: &[Account]) -> Result<(), DemoError> {
    let founded = founded(store).await?.ok_or_else(|| DemoError::Impossible("nobody was added".to_owned()))?;
    let accounts = accounts.iter().map(|account| KeptAccount {
        role: account.role.clone(),
        login: account.login.as_str().to_owned(),
        name: account.name.as_str().to_owned(),
        password: account.password.expose().to_owned(),
    });
    let kept = Kept { founded, accounts: accounts.collect() };
    let path = file_beside(path);
    // Only its owner may read a temporary file; the name it gets later changes nothing in that.
    let written = tempfile::Builder::new().prefix(".crm-demo-").tempfile_in(folder_of(&path)).and_then(|mut file| {
        serde_json::to_writer_pretty(&mut file, &kept)?;
        file.flush()?;
        file.as_file().sync_all()?;
        file.persist(&path).map_err(|error| error.error)
    });
    written.map(drop).map_err(|error| failed(&path, error))
}

fn kept(path: &Path) -> Result<Option<Kept>, DemoError> {
    let path = file_beside(path);
    let text = match std::fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(&path, error)),
    };
    serde_json::from_slice(&text).map(Some).map_err(|error| failed(&path, error.into()))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn failed(path: &Path, source: std::io::Error) -> DemoError {
    DemoError::File { file: path.display().to_string(), source }
}
