//! What the store tells of itself among the metrics.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crm_store_postgres::{Backlog, PostgresStore};
use crm_store_sqlite::SqliteStore;

use super::super::database;
use super::super::office::Opened;
use crate::observe::whole;
use crate::{Options, Shutdown};

/// How often the server is asked for what it alone knows, however often the metrics are.
const ASKED_EVERY: Duration = Duration::from_secs(10);
/// What a gauge shows while nobody knows.
const UNKNOWN: i64 = -1;

/// Adds what the store tells of itself: gauges, and the page of the database.
pub(super) fn with_store(options: Options, opened: &Opened, shutdown: &Shutdown) -> Options {
    let options = match opened {
        Opened::Sqlite(store) => of_sqlite(options, store),
        Opened::Postgres(store) => of_postgres(options, store, shutdown),
    };
    let opened = opened.clone();
    options.database(move || {
        let opened = opened.clone();
        async move { database::report(&opened).await }
    })
}

fn of_sqlite(options: Options, store: &Arc<SqliteStore>) -> Options {
    let limit = store.pressure().readers_limit;
    let store = Arc::clone(store);
    options
        .gauge("store_readers_held", "Connections that snapshots and reports hold", move || {
            whole(store.pressure().readers_held)
        })
        .gauge("store_readers_limit", "How many connections may be held", move || whole(limit))
}

fn of_postgres(options: Options, store: &Arc<PostgresStore>, shutdown: &Shutdown) -> Options {
    let (limit, has_standby) = (store.pressure().connections_limit, store.has_standby());
    let (held, idle, waiting) = (Arc::clone(store), Arc::clone(store), Arc::clone(store));
    let seen = Arc::new(Seen::default());
    drop(tokio::spawn(look(Arc::clone(store), Arc::clone(&seen), shutdown.clone())));
    let (deltas, unstamped, lag) = (Arc::clone(&seen), Arc::clone(&seen), seen);
    let options = options
        .gauge("store_connections_held", "Connections to PostgreSQL in use", move || {
            whole(held.pressure().connections_held)
        })
        .gauge("store_connections_idle", "Connections to PostgreSQL that are open and free", move || {
            whole(idle.pressure().connections_idle)
        })
        .gauge("store_connections_limit", "How many connections to PostgreSQL there may be", move || whole(limit))
        .gauge("store_connections_waiting", "Who waits for a connection to PostgreSQL to become free", move || {
            whole(waiting.pressure().connections_waiting)
        })
        .gauge(
            "store_unfolded_deltas",
            "Additions to counters that are not folded yet, counted up to 10000; -1 when unknown",
            move || deltas.deltas.load(Ordering::Relaxed),
        )
        .gauge(
            "store_unstamped_rows",
            "Events and entries of the audit that have no place in their order yet, each counted up to 10000; -1 when unknown",
            move || unstamped.unstamped.load(Ordering::Relaxed),
        );
    if !has_standby {
        return options;
    }
    let means = "How far the standby for reports is behind at most; -1 when it does not answer or cannot tell";
    options.gauge("store_standby_lag_seconds", means, move || lag.lag.load(Ordering::Relaxed))
}

/// What was seen last.
#[derive(Debug)]
struct Seen {
    deltas: AtomicI64,
    unstamped: AtomicI64,
    lag: AtomicI64,
}

impl Default for Seen {
    fn default() -> Self {
        let unknown = || AtomicI64::new(UNKNOWN);
        Self { deltas: unknown(), unstamped: unknown(), lag: unknown() }
    }
}

/// Looks every few seconds, so that no scrape waits for the server.
async fn look(store: Arc<PostgresStore>, seen: Arc<Seen>, shutdown: Shutdown) {
    while !shutdown.has_begun() {
        let (deltas, unstamped) = match store.backlog().await {
            Ok(Backlog { deltas, events, audit }) => (whole(deltas), whole(events.saturating_add(audit))),
            Err(_) => (UNKNOWN, UNKNOWN),
        };
        let lag = store.standby_lag().await.map_or(UNKNOWN, |lag| whole(lag.as_secs()));
        for (gauge, value) in [(&seen.deltas, deltas), (&seen.unstamped, unstamped), (&seen.lag, lag)] {
            gauge.store(value, Ordering::Relaxed);
        }
        // Whichever comes first: the loop looks.
        let _elapsed = tokio::time::timeout(ASKED_EVERY, shutdown.begun()).await;
    }
}
