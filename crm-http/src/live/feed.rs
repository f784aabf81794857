//! The one reader of the feed in a process.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::events::{FeedEpoch, FeedEvent, FeedPage};
use crm_core::kernel::Error;
use tokio::sync::watch;

/// How many of the latest events are kept: some minutes of a busy office, a few megabytes at most.
const KEPT: usize = 4096;
/// How long the reader rests when the store does not answer.
const REST: Duration = Duration::from_secs(1);

/// The latest events of the feed, and a signal when it has grown. It is read while somebody watches, and only once,
/// however many do.
#[derive(Debug)]
pub(super) struct Feed {
    crm: Crm,
    latest: Mutex<Latest>,
    /// Up to where the feed has been read.
    head: watch::Sender<i64>,
}

#[derive(Debug, Default)]
struct Latest {
    is_read: bool,
    /// Whose positions these are; `None` before anything was read.
    epoch: Option<FeedEpoch>,
    /// Every event after this position up to `upto` is in `events`.
    from: i64,
    upto: i64,
    events: VecDeque<Arc<FeedEvent>>,
}

impl Feed {
    pub(super) fn new(crm: Crm) -> Self {
        Self { crm, latest: Mutex::default(), head: watch::Sender::new(0) }
    }

    /// Nothing that is done under the lock can leave it half done.
    fn latest(&self) -> MutexGuard<'_, Latest> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells when the feed has grown, from now on. Begins to read it unless it is read already.
    pub(super) fn subscribe(self: &Arc<Self>) -> watch::Receiver<i64> {
        let mut latest = self.latest();
        let signal = self.head.subscribe();
        if !latest.is_read {
            latest.is_read = true;
            tokio::spawn(Arc::clone(self).read());
        }
        signal
    }

    /// How many watch.
    #[cfg(test)]
    pub(super) fn watchers(&self) -> usize {
        self.head.receiver_count()
    }

    /// The events after a position that the actor may see: of those that are kept, or from the store.
    ///
    /// # Errors
    /// Storage errors.
    pub(super) async fn after(&self, actor: &Actor, position: i64) -> Result<FeedPage, Error> {
        if let Some(page) = self.latest().after(actor, position) {
            return Ok(page);
        }
        self.crm.events().after(actor, position).await
    }

    async fn read(self: Arc<Self>) {
        while !self.has_ended() {
            if let Err(error) = self.read_on().await {
                tracing::warn!(
                    code = error.code(),
                    error = &error as &dyn std::error::Error,
                    "the feed cannot be read"
                );
                tokio::time::sleep(REST).await;
            }
        }
    }

    /// Whether nobody watches any more; whoever comes next has it read anew.
    fn has_ended(&self) -> bool {
        let mut latest = self.latest();
        let has_ended = self.head.is_closed();
        if has_ended {
            *latest = Latest::default();
        }
        has_ended
    }

    async fn read_on(&self) -> Result<(), Error> {
        let reader = Actor::system("live");
        // What came before is nobody's news: who asks for it reads the store.
        let feed = self.crm.events();
        let epoch = feed.epoch().await?;
        let mut position = feed.head().await?;
        self.latest().begin(epoch, position);
        self.head.send_replace(position);
        loop {
            tokio::select! {
                () = self.head.closed() => return Ok(()),
                grown = feed.grown_past(position) => { grown?; }
            }
            let page = feed.after(&reader, position).await?;
            if page.reset || page.epoch != epoch {
                return Ok(());
            }
            position = page.position;
            self.latest().add(page);
            self.head.send_replace(position);
        }
    }
}

impl Latest {
    fn begin(&mut self, epoch: FeedEpoch, position: i64) {
        self.events.clear();
        self.epoch = Some(epoch);
        (self.from, self.upto) = (position, position);
    }

    fn add(&mut self, page: FeedPage) {
        self.upto = page.position;
        self.events.extend(page.events.into_iter().map(Arc::new));
        while self.events.len() > KEPT {
            if let Some(oldest) = self.events.pop_front() {
                self.from = oldest.position;
            }
        }
    }

    /// `None` when the position lies outside what is kept.
    fn after(&self, actor: &Actor, position: i64) -> Option<FeedPage> {
        let epoch = self.epoch?;
        if !(self.from..=self.upto).contains(&position) {
            return None;
        }
        let first = self.events.partition_point(|event| event.position <= position);
        let events = self.events.iter().skip(first).filter(|event| event.is_for(actor));
        let events = events.map(|event| FeedEvent::clone(event)).collect();
        Some(FeedPage { events, position: self.upto, epoch, reset: false })
    }
}
