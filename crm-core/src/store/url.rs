//! Database addresses: one parser for every face.

use std::path::PathBuf;

use crate::kernel::{Code, ErrorKind, Refusal, Secret};

/// Where an office's data is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// An SQLite file: `sqlite://PATH` relative, `sqlite:///PATH` absolute.
    SqliteFile(PathBuf),
    /// An SQLite database in memory, gone with the process: `sqlite::memory:`.
    SqliteMemory,
    /// PostgreSQL: `postgresql://…` or `postgres://…`. A secret, because it may carry a password.
    Postgres(Secret),
}

/// An address that is none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a database address: expected sqlite://FILE, sqlite:///ABSOLUTE/FILE, sqlite::memory: or postgresql://…")]
pub struct BadDatabaseUrl;

impl Refusal for BadDatabaseUrl {
    fn code(&self) -> Code {
        "store.bad_url"
    }
    fn kind(&self) -> ErrorKind {
        ErrorKind::Malformed
    }
}

impl DatabaseUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// [`BadDatabaseUrl`], which does not repeat the address: it may carry a password.
    pub fn parse(url: &str) -> Result<Self, BadDatabaseUrl> {
        let url = url.trim();
        if url == "sqlite::memory:" {
            return Ok(Self::SqliteMemory);
        }
        if let Some(path) = url.strip_prefix("sqlite://") {
            return if path.is_empty() || path.contains('\0') {
                Err(BadDatabaseUrl)
            } else {
                Ok(Self::SqliteFile(PathBuf::from(path)))
            };
        }
        if url.starts_with("postgresql://") || url.starts_with("postgres://") {
            return Ok(Self::Postgres(Secret::new(url)));
        }
        Err(BadDatabaseUrl)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_slashes_are_absolute_and_two_are_relative() {
        let file = |path: &str| Ok(DatabaseUrl::SqliteFile(PathBuf::from(path)));
        assert_eq!(DatabaseUrl::parse("sqlite://office.db"), file("office.db"));
        assert_eq!(DatabaseUrl::parse("sqlite:///srv/office.db"), file("/srv/office.db"));
        assert_eq!(DatabaseUrl::parse("sqlite::memory:"), Ok(DatabaseUrl::SqliteMemory));
    }

    #[test]
    fn a_password_in_an_address_is_never_shown() {
        let url = DatabaseUrl::parse("postgresql://u:hunter2@db/crm").unwrap();
        assert!(!format!("{url:?}").contains("hunter2"));
        let error = DatabaseUrl::parse("mysql://u:hunter2@db/crm").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}
