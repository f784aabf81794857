//! Servers to be killed, restarted and failed over.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};

use super::binaries::Binaries;
use super::blocking;
use super::error::{Context, Error};
use super::home::{Home, random};
use super::instance::Instance;
use super::server::execute;

/// How long a standby may take to follow.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a [`Cluster`] is started with.
#[derive(Clone, Debug)]
pub struct Settings(Vec<(String, String)>);

impl Settings {
    /// What is committed survives [`Cluster::kill`] but no power cut: nothing waits for the disk. For tests.
    pub fn fast() -> Self {
        Self::durable().set("fsync", "off")
    }

    /// A commit waits for the disk, as PostgreSQL is when it is installed. For measurements.
    pub fn durable() -> Self {
        Self(Vec::new())
    }

    /// Sets what `postgresql.conf` calls `name`; the last value counts. Ports and addresses are the cluster's own.
    #[must_use]
    pub fn set(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::fast()
    }
}

/// Whether a primary waits for its standby.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replication {
    /// A commit returns when the standby has it on its disk too. Without that standby, commits hang.
    Synchronous,
    /// The standby follows as it can.
    Asynchronous,
}

/// A server of one's own, primary or standby. It stops with this value, and its data goes with the last value that comes
/// from the same [`Cluster::start`]; also when this process is killed.
pub struct Cluster {
    instance: Instance,
    /// After `instance`, which is stopped first.
    home: Arc<Home>,
}

impl Cluster {
    /// Starts a new, empty server; takes about two seconds.
    ///
    /// # Errors
    /// PostgreSQL is not installed or does not start. The message says what to do.
    pub async fn start(settings: Settings) -> Result<Self, Error> {
        blocking(move || {
            let binaries = Binaries::find()?;
            let home = Arc::new(Home::private(binaries)?);
            let settings = settings.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let instance = Instance::create(binaries, home.path(), settings)?;
            Self { instance, home }.started()
        })
        .await
    }

    /// The address of the database `name`; `postgres` is always there.
    pub fn url(&self, name: &str) -> String {
        self.instance.url(name)
    }

    /// Its port on 127.0.0.1, the same after each restart.
    pub fn port(&self) -> u16 {
        self.instance.port()
    }

    /// Kills all its processes at once, so that the next start recovers as after a crash. Returns when they are gone. One that
    /// does not run is left as it is.
    ///
    /// # Errors
    /// The processes cannot be found.
    pub async fn kill(&self) -> Result<(), Error> {
        let instance = self.instance.clone();
        blocking(move || instance.kill()).await
    }

    /// Stops it in order, after its transactions are rolled back. One that does not run is left as it is.
    ///
    /// # Errors
    /// It does not stop.
    pub async fn stop(&self) -> Result<(), Error> {
        let instance = self.instance.clone();
        blocking(move || instance.stop("fast")).await
    }

    /// Starts it again, with its data and its port, after [`Cluster::kill`] or [`Cluster::stop`]; one that runs is stopped
    /// first. Returns when it answers.
    ///
    /// # Errors
    /// It does not start; the message holds its log.
    pub async fn restart(&self) -> Result<(), Error> {
        let mut instance = self.instance.clone();
        blocking(move || {
            instance.stop("fast")?;
            instance.start()
        })
        .await
    }

    /// Starts a copy that follows this server and can be read. Returns when it has caught up; from then on, if
    /// `Synchronous`, commits here wait for it, and for each other such standby.
    ///
    /// # Errors
    /// This server does not run, or the copy does not start or follow.
    pub async fn standby(&self, replication: Replication) -> Result<Self, Error> {
        let name = format!("standby_{}", random(4)?);
        let (primary, home, copy) = (self.instance.clone(), Arc::clone(&self.home), name.clone());
        let standby = blocking(move || {
            let instance = primary.copy_to_standby(home.path(), &copy)?;
            Self { instance, home }.started()
        })
        .await?;

        let mut connection = self.connect().await?;
        self.follow(&mut connection, &name, "state = 'streaming'").await?;
        if replication == Replication::Synchronous {
            let current: String = sqlx::query_scalar("SHOW synchronous_standby_names")
                .fetch_one(&mut connection)
                .await
                .context("The primary refuses")?;
            let names: Vec<&str> = current
                .split(['(', ',', ')', ' '])
                .filter(|word| word.starts_with("standby_"))
                .chain([name.as_str()])
                .collect();
            let all = format!("FIRST {} ({})", names.len(), names.join(", "));
            execute(&mut connection, format!("ALTER SYSTEM SET synchronous_standby_names = '{all}'")).await?;
            execute(&mut connection, "SELECT pg_reload_conf()".to_owned()).await?;
            self.follow(&mut connection, &name, "sync_state = 'sync'").await?;
        }
        let _ = connection.close().await;
        Ok(standby)
    }

    /// Makes a primary of a standby, whether or not its old primary lives. Returns when it takes writes.
    ///
    /// # Errors
    /// It is no standby, or does not run.
    pub async fn promote(&self) -> Result<(), Error> {
        let instance = self.instance.clone();
        blocking(move || instance.promote()).await
    }

    fn started(mut self) -> Result<Self, Error> {
        self.instance.start()?;
        Ok(self)
    }

    async fn connect(&self) -> Result<PgConnection, Error> {
        let options = PgConnectOptions::from_str(&self.url("postgres")).context("The address of the test server")?;
        options.connect().await.context("The test server does not answer")
    }

    /// Waits until the standby `name` is as `condition` on `pg_stat_replication` says.
    async fn follow(&self, connection: &mut PgConnection, name: &str, condition: &str) -> Result<(), Error> {
        let deadline = Instant::now() + PATIENCE;
        let question = format!(
            "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE application_name = '{name}' AND {condition})"
        );
        loop {
            let follows: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(question.clone()))
                .fetch_one(&mut *connection)
                .await
                .context("The primary refuses")?;
            if follows {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(Error::new("The standby does not follow its primary"));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl fmt::Debug for Cluster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Cluster").field("port", &self.port()).finish_non_exhaustive()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // What does not stop here the supervisor stops.
        let _ = self.instance.stop("immediate");
    }
}
