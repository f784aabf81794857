//! One watcher: from where it was left, through what it has missed, to what happens now.

use std::pin::pin;
use std::sync::Arc;

use crm_core::Crm;
use crm_core::events::{EventKind, FeedCursor, FeedEvent};
use crm_core::kernel::Error;
use futures_util::Stream;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::feed::Feed;
use super::frame::Frame;
use super::{Listener, Pace};
use crate::Shutdown;

/// How many frames wait for a watcher at most: a few hundred kilobytes.
pub(super) const BUFFER: usize = 256;

/// Why a stream ends. The watcher comes back and goes on from its last id, if it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// It went away by itself.
    Gone,
    /// It did not take its events in time.
    TooSlow,
    /// It may not watch any more.
    NotAllowed,
    /// The store does not answer.
    Unavailable,
    /// The server stops.
    Stopping,
}

/// Somebody who watches.
#[derive(Debug)]
pub(super) struct Watcher {
    crm: Crm,
    feed: Arc<Feed>,
    listener: Listener,
    pace: Pace,
    /// Past every event that was looked at.
    cursor: FeedCursor,
    /// The position that the watcher knows of.
    told: i64,
    /// When it was last looked at whether it may watch.
    rechecked: Instant,
}

impl Watcher {
    /// Somebody who begins to watch: from where it was left, or at the end of the feed. The frame says which.
    ///
    /// # Errors
    /// Storage errors.
    pub(super) async fn begin(
        crm: Crm,
        feed: Arc<Feed>,
        listener: Listener,
        pace: Pace,
        last_id: Option<&str>,
    ) -> Result<(Self, Frame), Error> {
        let (cursor, opening) = match last_id.map(str::parse::<FeedCursor>) {
            Some(Ok(left)) => match crm.events().resume(&listener.actor, left).await? {
                lost if lost.reset => (lost.cursor(), Frame::Reset(lost.cursor())),
                _ => (left, Frame::Opened(left)),
            },
            none_of_ours => {
                let end = FeedCursor { epoch: crm.events().epoch().await?, position: crm.events().head().await? };
                (end, if none_of_ours.is_some() { Frame::Reset(end) } else { Frame::Opened(end) })
            }
        };
        let (told, rechecked) = (cursor.position, Instant::now());
        Ok((Self { crm, feed, listener, pace, cursor, told, rechecked }, opening))
    }

    /// Watches until it ends.
    pub(super) fn start(self, opening: Frame, stopping: Shutdown) -> impl Stream<Item = Frame> + Send + use<> {
        let (sender, mut receiver) = mpsc::channel(BUFFER);
        tokio::spawn(async move {
            let end = tokio::select! {
                end = self.follow(opening, &sender) => end,
                () = stopping.begun() => End::Stopping,
            };
            tracing::debug!(?end, "an event stream has ended");
        });
        futures_util::stream::poll_fn(move |context| receiver.poll_recv(context))
    }

    async fn follow(mut self, opening: Frame, sender: &mpsc::Sender<Frame>) -> End {
        let mut signal = self.feed.subscribe();
        let every = |period| {
            let mut ticks = interval_at(Instant::now() + period, period);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            ticks
        };
        let mut heartbeat = every(self.pace.heartbeat);
        let mut recheck = every(self.pace.recheck);
        if let Err(end) = self.send(sender, opening).await {
            return end;
        }
        // What ended the session before the place where this stream begins is told to nobody again.
        if let Err(end) = self.recheck().await {
            return end;
        }
        loop {
            // Before it is read, so that what comes meanwhile is not slept over.
            signal.mark_unchanged();
            if let Err(end) = self.catch_up(sender).await {
                return end;
            }
            let happened = {
                let changed = pin!(signal.changed());
                tokio::select! {
                    _ = changed => Ok(()),
                    _ = heartbeat.tick() => self.send_sign_of_life(sender).await,
                    _ = recheck.tick() => self.recheck().await,
                    () = sender.closed() => Err(End::Gone),
                }
            };
            if let Err(end) = happened {
                return end;
            }
        }
    }

    /// Sends what has happened since the cursor, to the end of the feed.
    async fn catch_up(&mut self, sender: &mpsc::Sender<Frame>) -> Result<(), End> {
        loop {
            let page = self.feed.after(&self.listener.actor, self.cursor.position).await;
            let page = page.map_err(|error| unavailable(&error))?;
            let reached = page.cursor();
            if page.reset || reached.epoch != self.cursor.epoch {
                self.move_to(reached);
                self.send(sender, Frame::Reset(reached)).await?;
                // The end of the session may be among what was skipped.
                self.recheck().await?;
            }
            if reached == self.cursor {
                return Ok(());
            }
            if self.send_all(sender, &page.events).await? {
                self.cursor = reached;
            }
        }
    }

    /// Sends events. Stops to look again what the watcher may see, and then says that they were not all sent.
    async fn send_all(&mut self, sender: &mpsc::Sender<Frame>, events: &[FeedEvent]) -> Result<bool, End> {
        for event in events {
            let cursor = FeedCursor { position: event.position, ..self.cursor };
            self.send(sender, Frame::happened(cursor, event)).await?;
            self.move_to(cursor);
            // Role or cities may have changed; and a long backlog is not sent on to somebody who was shut out meanwhile.
            if self.is_about_the_listener(event) || self.rechecked.elapsed() >= self.pace.recheck {
                self.recheck().await?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Notes that the watcher knows of this place.
    fn move_to(&mut self, cursor: FeedCursor) {
        self.cursor = cursor;
        self.told = cursor.position;
    }

    /// Whether it may have changed what the listener may see, or that it may see anything.
    fn is_about_the_listener(&self, event: &FeedEvent) -> bool {
        let own = self.listener.actor.id().map(|id| format!("operator:{id}"));
        matches!(event.event.kind, EventKind::OperatorChanged | EventKind::SessionsEnded)
            && own.as_deref() == Some(event.event.subject.as_str())
    }

    async fn send(&self, sender: &mpsc::Sender<Frame>, frame: Frame) -> Result<(), End> {
        sender.send_timeout(frame, self.pace.patience).await.map_err(|refused| match refused {
            mpsc::error::SendTimeoutError::Timeout(_) => End::TooSlow,
            mpsc::error::SendTimeoutError::Closed(_) => End::Gone,
        })
    }

    async fn send_sign_of_life(&mut self, sender: &mpsc::Sender<Frame>) -> Result<(), End> {
        let moved = (self.cursor.position > self.told).then_some(self.cursor);
        self.told = self.cursor.position;
        self.send(sender, Frame::Quiet(moved)).await
    }

    /// Whether the session still lives, and what its user may see now. An open stream is a sign of life of its user.
    async fn recheck(&mut self) -> Result<(), End> {
        self.rechecked = Instant::now();
        match self.crm.auth().authenticate(self.listener.token.expose()).await {
            Ok(actor) => self.listener.actor = actor,
            Err(error) if error.kind() == crm_core::ErrorKind::Unavailable => return Err(unavailable(&error)),
            Err(_) => return Err(End::NotAllowed),
        }
        self.crm.auth().seen(&self.listener.actor).await.map_err(|error| unavailable(&error))
    }
}

fn unavailable(error: &Error) -> End {
    tracing::warn!(code = error.code(), error = error as &dyn std::error::Error, "an event stream cannot be served");
    End::Unavailable
}
