//! What a node does on the side: it folds the counters it has added to, tells other nodes that the feed has grown, and
//! listens for what they tell.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use sqlx::Executor;
use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::sync::{Notify, watch};

use crate::maintain;
use crate::statement::Statement;
use crate::store::Inner;

/// Events of that long are told of together: a notification in each commit would make commits wait for each other.
const TOGETHER: Duration = Duration::from_millis(10);
/// Counts of that long are folded together.
const FOLDED: Duration = Duration::from_secs(1);
/// How long to wait before servers are looked for again.
const AGAIN: Duration = Duration::from_secs(1);
/// After so many seconds without a word the server is asked whether it is there: a host that has fallen silent does not say so.
const SILENT: u32 = 10;
/// The channel nodes listen on.
pub(crate) const CHANNEL: &str = "crm_feed";

#[derive(Debug, Default)]
pub(crate) struct Keeper {
    events: Arc<Notify>,
    counts: Arc<Notify>,
    /// How often other nodes were heard.
    heard: Arc<watch::Sender<u64>>,
    listens: AtomicBool,
}

impl Keeper {
    /// Works until the store is dropped or closed.
    pub(crate) fn start(inner: &Arc<Inner>) {
        let home = inner.primary.home();
        drop(home.spawn(fold(Arc::downgrade(inner), Arc::clone(&inner.keeper.counts))));
        drop(home.spawn(notify(Arc::downgrade(inner), Arc::clone(&inner.keeper.events))));
    }

    /// Waits until another node is heard. The first to ask makes the store listen.
    pub(crate) async fn heard(&self, inner: &Arc<Inner>) {
        let mut heard = self.heard.subscribe();
        if !self.listens.swap(true, Ordering::SeqCst) {
            let listening = listen(Arc::downgrade(inner), Arc::clone(&self.heard));
            drop(inner.primary.home().spawn(listening));
        }
        // The sender lives as long as the store.
        let _changed = heard.changed().await;
    }

    /// Events were committed.
    pub(crate) fn tell_events(&self) {
        self.events.notify_one();
    }

    /// Counters were added to.
    pub(crate) fn tell_counts(&self) {
        self.counts.notify_one();
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.keeper.tell_events();
        self.keeper.tell_counts();
    }
}

async fn fold(inner: Weak<Inner>, told: Arc<Notify>) {
    loop {
        told.notified().await;
        tokio::time::sleep(FOLDED).await;
        let Some(inner) = inner.upgrade().filter(|inner| !inner.primary.is_closed()) else { return };
        loop {
            match maintain::fold(&inner).await {
                Ok(progress) if progress.more => {}
                Ok(_) => break,
                Err(error) => {
                    tracing::warn!(%error, "counters could not be folded; it is tried again");
                    break;
                }
            }
        }
    }
}

/// Listens on a connection of its own, for as long as the store is there. When the server goes away, the one that takes
/// writes is looked for again.
async fn listen(inner: Weak<Inner>, heard: Arc<watch::Sender<u64>>) {
    while let Some(servers) =
        inner.upgrade().filter(|inner| !inner.primary.is_closed()).map(|inner| inner.primary.servers().each().to_vec())
    {
        for server in servers {
            let one = PgPoolOptions::new().max_connections(1).acquire_timeout(AGAIN);
            let Ok(pool) = one.connect_with(server).await else { continue };
            let Ok(mut listener) = PgListener::connect_with(&pool).await else { continue };
            // A standby refuses.
            if listener.listen(CHANNEL).await.is_err() {
                continue;
            }
            // Whatever was told before somebody listened.
            heard.send_modify(|times| *times += 1);
            let mut silent = 0;
            loop {
                match tokio::time::timeout(AGAIN, listener.try_recv()).await {
                    Ok(Ok(Some(_))) => {
                        heard.send_modify(|times| *times += 1);
                        silent = 0;
                    }
                    Ok(_) => break,
                    Err(_) if inner.upgrade().is_none_or(|inner| inner.primary.is_closed()) => return,
                    Err(_) if silent < SILENT => silent += 1,
                    Err(_) => {
                        let answer = tokio::time::timeout(AGAIN, listener.execute("SELECT 1")).await;
                        if !matches!(answer, Ok(Ok(_))) {
                            break;
                        }
                        silent = 0;
                    }
                }
            }
        }
        tokio::time::sleep(AGAIN).await;
    }
}

async fn notify(inner: Weak<Inner>, told: Arc<Notify>) {
    loop {
        told.notified().await;
        tokio::time::sleep(TOGETHER).await;
        let Some(inner) = inner.upgrade().filter(|inner| !inner.primary.is_closed()) else { return };
        let Ok(mut lease) = inner.primary.take("events.notify").await else { continue };
        // A notification is committed. Nobody waits for the disk for its sake: what it tells of is there already.
        let tell =
            Statement::new("SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, '')").with(CHANNEL);
        if let Err(error) = lease.fetch(&tell).await {
            tracing::debug!(%error, "other nodes could not be told of events; they look twice a second");
        }
    }
}
