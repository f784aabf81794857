//! Throw-away databases, and the templates they are copied from.

use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use sha2::{Digest, Sha256};
use sqlx::{Connection, Executor, PgConnection, Row};

use crm_core::store::Store;

use crate::PostgresStore;
use crate::migrations;

use super::error::{Context, Error};
use super::home::random;
use super::server::{Server, execute};

/// First key of the advisory lock under which a template is made; the second is the template's.
const MAKING: i32 = 0x6372_6d74;

/// How the files of a template get into its copy. `FILE_COPY` needs two checkpoints, each of which writes out what all other
/// databases have in memory; `WAL_LOG` none. For a template of 11 MB, created and dropped by one task at a time, they took
/// the same (0.14 s); by two at a time `WAL_LOG` took some 15 % less.
const STRATEGY: &str = "WAL_LOG";

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Prepare = dyn Fn(String) -> Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>> + Send + Sync;

/// What a fresh database holds. Made once a server, then copied.
pub struct Template {
    key: String,
    /// `None`: nothing to do.
    prepare: Option<Box<Prepare>>,
}

impl Template {
    /// Databases with nothing in them.
    pub const EMPTY: Self = Self { key: String::new(), prepare: None };

    /// Databases as `prepare` leaves the one whose address it gets. `key` changes whenever the outcome does (a digest of the
    /// schema, for example): by an equal key a template is found again, by other processes too.
    pub fn new<F, W>(key: impl Into<String>, prepare: F) -> Self
    where
        F: Fn(String) -> W + Send + Sync + 'static,
        W: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        Self { key: key.into(), prepare: Some(Box::new(move |url| Box::pin(prepare(url)))) }
    }

    /// Offices with nobody in them: databases of the present schema.
    pub fn office() -> Self {
        Self::office_with("")
    }

    /// Such offices, in which statements of SQL were run then.
    pub fn office_with(sql: &'static str) -> Self {
        Self::new(format!("{}{sql}", migrations::text()), move |url| async move {
            let store = PostgresStore::connect(&url).await?;
            store.migrate().await?;
            store.close().await?;
            let mut connection = PgConnection::connect(&url).await?;
            connection.execute(sqlx::raw_sql(sql)).await?;
            Ok(())
        })
    }

    /// Makes the template's database unless it is there, and gives its name.
    async fn ensure(&self, server: &Server, connection: &mut PgConnection) -> Result<String, Error> {
        let Some(prepare) = &self.prepare else {
            return Ok("template0".to_owned());
        };
        let digest = Sha256::digest(&self.key);
        let name = format!("crm_test_template_{}", hex::encode(digest.iter().take(8).copied().collect::<Vec<_>>()));
        // It gets this name when it is complete.
        if exists(connection, &name).await? {
            return Ok(name);
        }
        let lock = digest.iter().take(4).fold(0, |key: i32, byte| (key << 8) | i32::from(*byte));
        // Held by the connection: it is free again if this process dies.
        execute(connection, format!("SELECT pg_advisory_lock({MAKING}, {lock})")).await?;
        let made = async {
            if exists(connection, &name).await? {
                return Ok(());
            }
            let draft = format!("{name}_draft");
            drop_database(connection, &draft).await?;
            create_database(server, connection, &draft, "template0").await?;
            prepare(server.url(&draft)).await.context("The template of the test databases")?;
            // Nobody may be connected to what is copied.
            execute(connection, format!("ALTER DATABASE {draft} ALLOW_CONNECTIONS false")).await?;
            execute(
                connection,
                format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{draft}'"),
            )
            .await?;
            execute(connection, format!("ALTER DATABASE {draft} RENAME TO {name}")).await
        }
        .await;
        execute(connection, format!("SELECT pg_advisory_unlock({MAKING}, {lock})")).await?;
        made.map(|()| name)
    }
}

impl fmt::Debug for Template {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Template").field("key", &self.key).finish_non_exhaustive()
    }
}

/// A database of one's own. Dropped with this value, whoever is still connected to it.
pub struct Database {
    server: Server,
    name: String,
}

impl Database {
    /// A new database on the shared server, a copy of `template`.
    ///
    /// # Errors
    /// There is no server, with what to do about it; or the template's function failed.
    pub async fn fresh(template: &Template) -> Result<Self, Error> {
        Server::shared().await?.database(template).await
    }

    /// Empties an office that nobody uses any more, until it is as [`Template::office`] leaves it; ten times as quick as
    /// another database.
    ///
    /// # Errors
    /// The server does not answer, or the database is no office.
    pub async fn empty(&self) -> Result<(), Error> {
        // Tables that are empty already are left alone: each that is cleared gets new files, for its indexes too.
        const EMPTY: &str = "DO $$ DECLARE name text; is_filled boolean; filled text[]; BEGIN \
            FOR name IN SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition \
                AND relnamespace = current_schema()::regnamespace AND relname NOT IN ('schema_version', 'feed') LOOP \
                EXECUTE 'SELECT EXISTS (SELECT FROM ' || name || ')' INTO is_filled; \
                IF is_filled THEN filled := filled || name; END IF; \
            END LOOP; \
            IF filled IS NOT NULL THEN \
                EXECUTE 'TRUNCATE ' || array_to_string(filled, ', ') || ' RESTART IDENTITY CASCADE'; \
            END IF; \
            UPDATE feed SET purged_to = 0, head = 0, audit_head = 0; END $$";
        let mut connection = PgConnection::connect(&self.url()).await.context("The test database does not answer")?;
        connection.execute(sqlx::raw_sql(EMPTY)).await.context("The test database is not emptied")?;
        connection.close().await.context("The test database does not answer")
    }

    /// Its address, as `sqlx` and `psql` take it.
    pub fn url(&self) -> String {
        self.server.url(&self.name)
    }

    /// Its name on the server.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) async fn create(server: &Server, template: &Template) -> Result<Self, Error> {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("crm_test_{}_{count}_{}", std::process::id(), random(4)?);
        let mut connection = server.connect().await?;
        let original = template.ensure(server, &mut connection).await?;
        // A guard before there is something to guard: a caller that goes away amid this leaves nothing.
        let database = Self { server: server.clone(), name };
        create_database(server, &mut connection, &database.name, &original).await?;
        let _ = connection.close().await;
        Ok(database)
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Database").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), std::mem::take(&mut self.name));
        // A thread with a runtime of its own: a value is dropped anywhere, and blocking in a runtime is refused.
        let dropping = thread::Builder::new().spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_all().build().context("No runtime")?.block_on(async {
                let mut connection = server.connect().await?;
                drop_database(&mut connection, &name).await?;
                connection.close().await.context("The test server does not answer")
            })
        });
        if let Ok(Ok(Err(error))) = dropping.map(thread::JoinHandle::join) {
            tracing::warn!(%error, "a test database stays until its server goes");
        }
    }
}

async fn exists(connection: &mut PgConnection, name: &str) -> Result<bool, Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(name)
        .fetch_one(connection)
        .await
        .context("The test server refuses")
}

async fn create_database(
    server: &Server,
    connection: &mut PgConnection,
    name: &str,
    original: &str,
) -> Result<(), Error> {
    execute(connection, format!("CREATE DATABASE {name} TEMPLATE {original} STRATEGY {STRATEGY}")).await?;
    if server.is_foreign() {
        // Nothing else tells its age.
        let now: i64 = sqlx::query_scalar("SELECT extract(epoch FROM now())::bigint")
            .fetch_one(&mut *connection)
            .await
            .context("The test server refuses")?;
        execute(connection, format!("COMMENT ON DATABASE {name} IS '{now}'")).await?;
    }
    Ok(())
}

async fn drop_database(connection: &mut PgConnection, name: &str) -> Result<(), Error> {
    execute(connection, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await
}

/// Drops what killed tests left on a server that outlives them: databases made over a day ago. A template that is needed
/// again is made again.
pub(super) async fn drop_old(server: &Server) -> Result<(), Error> {
    let mut connection = server.connect().await?;
    let old = sqlx::query(
        "SELECT datname::text FROM pg_database \
         WHERE datname LIKE 'crm\\_test\\_%' AND shobj_description(oid, 'pg_database') ~ '^[0-9]{1,18}$' \
         AND shobj_description(oid, 'pg_database')::bigint < extract(epoch FROM now()) - 86400",
    )
    .fetch_all(&mut connection)
    .await
    .context("The test server refuses")?;
    for row in old {
        let name: String = row.try_get(0).context("The test server's answer")?;
        // Another process may be at the same.
        let _ = drop_database(&mut connection, &name).await;
    }
    let _ = connection.close().await;
    Ok(())
}
