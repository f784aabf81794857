//! The secret that signs tokens: given, or made once and kept beside the database.

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use crm_core::auth::TokenKeys;
use crm_core::kernel::Secret;
use crm_core::store::DatabaseUrl;

use super::failure::Failure;
use super::options::documented;

/// Random bytes of a secret that is made here; written as hexadecimal digits.
const BYTES: usize = 32;
/// More than a file of one secret has.
const LONGEST: u64 = 4096;

/// What signs tokens.
#[derive(Debug, Args)]
pub(crate) struct TokenOptions {
    /// The secret that signs tokens.
    #[arg(
        long,
        value_name = "SECRET",
        env = "CRM_JWT_SECRET",
        hide_env_values = true,
        help = "The secret that signs tokens, at least 32 bytes; without one, a random one is made and kept in a file beside \
            an SQLite database; better in the environment, unseen by others [also: JWT_SECRET]"
    )]
    jwt_secret: Option<Secret>,

    /// An earlier one.
    #[arg(
        long,
        value_name = "SECRET",
        env = "CRM_JWT_SECRET_BEFORE",
        hide_env_values = true,
        help = "The secret before it was changed: tokens and audit anchors that it signed still hold"
    )]
    jwt_secret_before: Option<Secret>,
}

impl TokenOptions {
    /// The keys that sign tokens for the office at this address.
    ///
    /// # Errors
    /// `cli.weak_secret` when the secret is too short; `cli.no_secret` where there is no place to keep one; `cli.file`.
    pub(crate) fn keys(&self, url: &DatabaseUrl) -> Result<TokenKeys, Failure> {
        let given = self.jwt_secret.clone().or_else(|| documented("JWT_SECRET").map(Secret::from));
        let secret = match (given, url) {
            (Some(secret), _) => secret,
            (None, DatabaseUrl::SqliteFile(database)) => kept_at(&file_beside(database))?,
            (None, DatabaseUrl::SqliteMemory) => made()?,
            (None, DatabaseUrl::Postgres(_)) => {
                let sentence = "JWT_SECRET is required: servers of one database must sign with the same secret";
                return Err(Failure::new("cli.no_secret", sentence));
            }
        };
        let weak = |error| Failure::new("cli.weak_secret", format!("JWT_SECRET: {error}"));
        let keys = TokenKeys::new(secret).map_err(weak)?;
        match &self.jwt_secret_before {
            Some(before) => keys.accept_also(before.clone()).map_err(weak),
            None => Ok(keys),
        }
    }
}

/// The keys of the office at this address, where they are known without being told: they verify who signed an anchor.
///
/// # Errors
/// `cli.file`, `cli.secret_exposed`.
pub(crate) fn known_keys(url: &DatabaseUrl) -> Result<Option<TokenKeys>, Failure> {
    let given = ["CRM_JWT_SECRET", "JWT_SECRET"].into_iter().find_map(documented).map(Secret::from);
    let kept = match (given, url) {
        (Some(given), _) => Some(given),
        (None, DatabaseUrl::SqliteFile(database)) => read(&file_beside(database))?,
        (None, DatabaseUrl::SqliteMemory | DatabaseUrl::Postgres(_)) => None,
    };
    let before = documented("CRM_JWT_SECRET_BEFORE").map(Secret::from);
    let keys = kept.and_then(|secret| TokenKeys::new(secret).ok());
    Ok(match (keys, before) {
        (Some(keys), Some(before)) => keys.clone().accept_also(before).ok().or(Some(keys)),
        (keys, _) => keys,
    })
}

/// `crm.db` keeps its secret in `crm.db.jwt-secret`.
fn file_beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".jwt-secret");
    name.into()
}

/// The secret of the file, which is made when it is not there. Of several that make it at once, one does, and all of them
/// use that one: the file appears under its name only when it is whole.
fn kept_at(path: &Path) -> Result<Secret, Failure> {
    if let Some(kept) = read(path)? {
        return Ok(kept);
    }
    let secret = made()?;
    let failed = |error: &std::io::Error| Failure::file(path, error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Only its owner may read a temporary file; the name it gets later changes nothing in that.
    let mut file = tempfile::Builder::new().prefix(".crm-secret-").tempfile_in(folder).map_err(|e| failed(&e))?;
    writeln!(file, "{}", secret.expose()).and_then(|()| file.as_file().sync_all()).map_err(|error| failed(&error))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(secret),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
            read(path)?.ok_or_else(|| failed(&ErrorKind::NotFound.into()))
        }
        Err(error) => Err(failed(&error.error)),
    }
}

/// The secret that a file keeps; `None` without a file.
fn read(path: &Path) -> Result<Option<Secret>, Failure> {
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::file(path, &error)),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().map_err(|error| Failure::file(path, &error))?.permissions().mode();
        if mode & 0o077 != 0 {
            let sentence = format!("others may read {}: make it yours alone, chmod 600", path.display());
            return Err(Failure::new("cli.secret_exposed", sentence));
        }
    }
    let mut text = String::new();
    file.take(LONGEST).read_to_string(&mut text).map_err(|error| Failure::file(path, &error))?;
    Ok(Some(Secret::new(text.trim())))
}

fn made() -> Result<Secret, Failure> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::new("cli.no_random", format!("the system gives no random bytes: {error}")))?;
    Ok(Secret::new(hex::encode(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file_in(folder: &tempfile::TempDir) -> PathBuf {
        file_beside(&folder.path().join("crm.db"))
    }

    #[test]
    fn a_secret_is_made_once_and_only_its_owner_may_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = file_in(&folder);
        let made = kept_at(&path).unwrap();
        assert_eq!(made.expose().len(), 64);
        assert!(kept_at(&path).unwrap() == made);
        assert_ne!(made, kept_at(&file_in(&tempfile::tempdir().unwrap())).unwrap());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left over");
    }

    #[test]
    fn whoever_makes_it_at_the_same_time_gets_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = file_in(&folder);
        let made: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| kept_at(&path).unwrap())).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(made.windows(2).all(|two| two[0] == two[1]));
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = file_in(&folder);
        kept_at(&path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(kept_at(&path).unwrap_err().to_string().ends_with("[cli.secret_exposed]"));
    }

    #[test]
    fn a_short_secret_is_refused_without_being_repeated() {
        let options = TokenOptions { jwt_secret: Some("hunter2".into()), jwt_secret_before: None };
        let said = options.keys(&DatabaseUrl::SqliteMemory).unwrap_err().to_string();
        assert!(said.ends_with("[cli.weak_secret]") && !said.contains("hunter2"), "{said}");
    }

    #[test]
    fn postgresql_has_no_place_beside_it_so_the_secret_must_be_given() {
        let url = DatabaseUrl::parse("postgresql://db/crm").unwrap();
        let none = TokenOptions { jwt_secret: None, jwt_secret_before: None };
        assert!(none.keys(&url).unwrap_err().to_string().ends_with("[cli.no_secret]"));
        let given = TokenOptions { jwt_secret: Some("x".repeat(32).into()), jwt_secret_before: None };
        assert!(given.keys(&url).is_ok());
        let changed = TokenOptions { jwt_secret_before: Some("short".into()), ..given };
        assert!(changed.keys(&url).unwrap_err().to_string().ends_with("[cli.weak_secret]"));
    }
}
