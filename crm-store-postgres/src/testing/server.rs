//! The server that all tests of a user share.

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::str::FromStr;
use std::sync::Arc;

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, PgConnection};
use tokio::sync::OnceCell;

use super::binaries::{Binaries, variable};
use super::blocking;
use super::database::{Database, Template, drop_old};
use super::error::{Context, Error};
use super::home::Home;
use super::instance::Instance;

/// What tests lose nothing by: the data goes with the server.
const SPEED: [(&str, &str); 8] = [
    ("fsync", "off"),
    ("synchronous_commit", "off"),
    ("full_page_writes", "off"),
    ("wal_level", "minimal"),
    ("max_wal_senders", "0"),
    ("wal_init_zero", "off"),
    // No checkpoint by time or volume amid a test run.
    ("checkpoint_timeout", "1h"),
    ("max_wal_size", "4GB"),
];

/// Tells other processes where the server is.
const FOUND_BY: &str = "server";

/// A server for throw-away databases; a cheap handle.
#[derive(Clone)]
pub struct Server {
    inner: Arc<Inner>,
}

struct Inner {
    /// The database that commands are sent from.
    url: String,
    /// Others live on the server, and nothing stops it in the end.
    foreign: bool,
    /// Keeps our own server as long as this process lives.
    _home: Option<Home>,
}

impl Server {
    /// The server of all tests, started if it does not run.
    ///
    /// # Errors
    /// PostgreSQL is not installed or does not start, or the server that `CRM_TEST_DATABASE_URL` names does not answer. The
    /// message says what to do.
    pub async fn shared() -> Result<Self, Error> {
        static SHARED: OnceCell<Server> = OnceCell::const_new();
        SHARED
            .get_or_try_init(|| async {
                if let Some(url) = variable("CRM_TEST_DATABASE_URL") {
                    let server = Self { inner: Arc::new(Inner { url, foreign: true, _home: None }) };
                    drop_old(&server).await?;
                    return Ok(server);
                }
                let (home, instance) = blocking(own).await?;
                let url = instance.url("postgres");
                Ok(Self { inner: Arc::new(Inner { url, foreign: false, _home: Some(home) }) })
            })
            .await
            .cloned()
    }

    /// A new database on it, a copy of `template`.
    ///
    /// # Errors
    /// The server does not answer, or the template's function failed.
    pub async fn database(&self, template: &Template) -> Result<Database, Error> {
        Database::create(self, template).await
    }

    /// The address of one of its databases.
    pub(super) fn url(&self, database: &str) -> String {
        with_database(&self.inner.url, database)
    }

    pub(super) fn is_foreign(&self) -> bool {
        self.inner.foreign
    }

    /// A connection for commands about databases.
    pub(super) async fn connect(&self) -> Result<PgConnection, Error> {
        PgConnectOptions::from_str(&self.inner.url)
            .context("CRM_TEST_DATABASE_URL is not the address of a database")?
            .connect()
            .await
            .context("The test server does not answer")
    }
}

/// Joins the server of this user, or starts it.
fn own() -> Result<(Home, Instance), Error> {
    let binaries = Binaries::find()?;
    let home = Home::shared(binaries)?;
    let file = home.path().join(FOUND_BY);
    let find = || Instance::described(binaries, &fs::read_to_string(&file).ok()?);

    let answers = |instance: &Instance| TcpStream::connect((Ipv4Addr::LOCALHOST, instance.port())).is_ok();
    if home.is_supervised()
        && let Some(instance) = find().filter(answers)
    {
        return Ok((home, instance));
    }

    let starting = home.lock_starting()?;
    if !home.is_supervised() {
        home.supervise(binaries)?;
    }
    let instance = if let Some(running) = find().filter(Instance::is_running) {
        running
    } else {
        let mut new = Instance::create(binaries, home.path(), SPEED)?;
        new.start()?;
        // Whole or not at all: others read it without the lock.
        let whole = file.with_extension("new");
        fs::write(&whole, new.describe())
            .and_then(|()| fs::rename(&whole, &file))
            .context("The address of the test server")?;
        new
    };
    drop(starting);
    Ok((home, instance))
}

/// The same address with another database. Only that part changes: the rest is the user's.
fn with_database(url: &str, database: &str) -> String {
    let host = url.find("://").map_or(0, |at| at + 3);
    let (before, rest) = url.split_at_checked(host).unwrap_or((url, ""));
    let (address, parameters) = match rest.split_once('?') {
        Some((address, parameters)) => (address, format!("?{parameters}")),
        None => (rest, String::new()),
    };
    let host = address.split('/').next().unwrap_or_default();
    format!("{before}{host}/{database}{parameters}")
}

/// Sends a command that takes no parameters.
pub(super) async fn execute(connection: &mut PgConnection, command: String) -> Result<(), Error> {
    sqlx::raw_sql(AssertSqlSafe(command)).execute(connection).await.context("The test server refuses").map(drop)
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn an_address_changes_in_its_database_alone() {
        for (given, expected) in [
            ("postgres://u:p@host:1/postgres?sslmode=disable", "postgres://u:p@host:1/x?sslmode=disable"),
            ("postgres://host/postgres", "postgres://host/x"),
            ("postgres://host", "postgres://host/x"),
            ("postgres://u@%2Frun%2Fpostgres/db", "postgres://u@%2Frun%2Fpostgres/x"),
            ("postgres:///db?host=/run/postgresql", "postgres:///x?host=/run/postgresql"),
        ] {
            assert_eq!(with_database(given, "x"), expected);
        }
    }
}
