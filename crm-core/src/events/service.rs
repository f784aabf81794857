//! Use cases of the feed.

use std::time::Duration;

use super::{FeedCursor, FeedEpoch, FeedEvent, FeedOrigin};
use crate::access::{Actor, Policy, Right};
use crate::crm::Core;
use crate::kernel::Error;
use crate::store::{Progress, Read, Task};

/// The most events one reading gives.
const MOST: u32 = 500;
/// How often a waiting reader looks for changes that another process made.
const POLL: Duration = Duration::from_millis(500);

/// The feed: every change in one order, each event once, readable again from any position.
#[derive(Clone, Copy)]
pub struct Events<'c> {
    core: &'c Core,
}

/// A reading of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedPage {
    /// The events in scope.
    pub events: Vec<FeedEvent>,
    /// Where to read on: past every event looked at, in scope or not.
    pub position: i64,
    /// Whose positions these are.
    pub epoch: FeedEpoch,
    /// Whether the place that was asked for is none to go on from: events after it are gone, it lies beyond the end, or it is
    /// of another epoch. There are no events then, and `position` is the end of the feed: read anew what the events would
    /// have told, and go on from there.
    pub reset: bool,
}

impl FeedPage {
    /// The place to read on from, to be kept.
    pub fn cursor(&self) -> FeedCursor {
        FeedCursor { epoch: self.epoch, position: self.position }
    }
}

impl<'c> Events<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Events after a position that the actor may see, in order. Start with 0 for the whole feed, or with
    /// [`Events::head`] for what comes from now on. The program itself sees all of them: whoever serves many readers reads
    /// once as [`Actor::system`] and asks [`FeedEvent::is_for`] for each.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "events.after", level = "debug", skip_all)]
    pub async fn after(&self, actor: &Actor, position: i64) -> Result<FeedPage, Error> {
        let mut tx = self.core.read(Read::Each).await?;
        let events = tx.events().after(position, MOST).await?;
        // After the events: what went meanwhile is noticed.
        let FeedOrigin { epoch, purged_to } = tx.events().origin().await?;
        let end = match events.last() {
            Some(last) => last.position,
            None => tx.events().head().await?,
        };
        if position < purged_to || end < position {
            let position = tx.events().head().await?;
            return Ok(FeedPage { events: Vec::new(), position, epoch, reset: true });
        }
        let position = events.last().map_or(position, |event| event.position);
        let events = events.into_iter().filter(|event| event.is_for(actor)).collect();
        Ok(FeedPage { events, position, epoch, reset: false })
    }

    /// As [`Events::after`], from a place that a client has kept, perhaps of another epoch.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "events.resume", level = "debug", skip_all)]
    pub async fn resume(&self, actor: &Actor, from: FeedCursor) -> Result<FeedPage, Error> {
        let page = self.after(actor, from.position).await?;
        if page.reset || page.epoch == from.epoch {
            return Ok(page);
        }
        Ok(FeedPage { events: Vec::new(), position: self.head().await?, epoch: page.epoch, reset: true })
    }

    /// Whose positions the feed's are. It stays until somebody renews it.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "events.epoch", level = "debug", skip_all)]
    pub async fn epoch(&self) -> Result<FeedEpoch, Error> {
        Ok(self.core.read(Read::Each).await?.events().origin().await?.epoch)
    }

    /// Gives the feed another epoch: every place that was kept before is none to go on from. For a database that was
    /// restored, copied or promoted, before anybody reads it.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "events.renew_epoch", level = "debug", skip_all)]
    pub async fn renew_epoch(&self, actor: &Actor) -> Result<FeedEpoch, Error> {
        Policy::require(actor, Right::Maintain)?;
        let epoch = FeedEpoch::random()?;
        self.core.store.maintain(Task::NewEpoch(epoch)).await?;
        Ok(epoch)
    }

    /// Lets go of events that have been kept for as long as the settings say, a part at a time. Whoever asks to go on from a
    /// place among them is told to read anew.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "events.purge", level = "debug", skip_all)]
    pub async fn purge(&self, actor: &Actor) -> Result<Progress, Error> {
        Policy::require(actor, Right::Maintain)?;
        match self.core.settings().await?.feed_kept.ended_before(self.core.now()) {
            Some(before) => Ok(self.core.purge("events of the feed", Task::PurgeFeed { before }).await?),
            None => Ok(Progress::default()),
        }
    }

    /// The position of the latest event; 0 when there is none.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "events.head", level = "debug", skip_all)]
    pub async fn head(&self) -> Result<i64, Error> {
        Ok(self.core.read(Read::Each).await?.events().head().await?)
    }

    /// Waits until the feed has grown past a position, whichever process made it grow. Never ends by itself: give it a
    /// timeout. Needs a tokio runtime with time.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "events.grown_past", level = "debug", skip_all)]
    pub async fn grown_past(&self, position: i64) -> Result<i64, Error> {
        let mut committed = self.core.committed.subscribe();
        loop {
            let head = self.head().await?;
            if head > position {
                return Ok(head);
            }
            tokio::select! {
                _ = committed.changed() => {}
                () = self.core.store.committed_elsewhere() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }
}
