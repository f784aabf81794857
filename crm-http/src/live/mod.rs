//! Live events: the feed, sent to whoever watches, each to those who may see it.
//!
//! One reader per process waits for the feed and keeps its latest events; any number of watchers take theirs from it. A
//! watcher that is further behind reads the store, so nothing is ever lost by being slow: what a watcher has seen is one
//! position, and from there the feed goes on without a gap.
//!
//! A session that ends, in this process or another, is an event of the feed itself: it reaches the user's streams as fast as
//! any other event, and each looks at its own session again and ends, or goes on.

mod feed;
mod frame;
#[cfg(test)]
mod tests;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::Event;
use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::kernel::{Error, Secret};
use futures_util::{Stream, StreamExt as _};

use self::feed::Feed;
use self::watch::Watcher;
use crate::Shutdown;

/// What serves the event streams of a process.
#[derive(Debug)]
pub(crate) struct Live {
    crm: Crm,
    feed: Arc<Feed>,
    pace: Pace,
    stopping: Shutdown,
}

/// How streams keep time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// How often something is sent though nothing happened, so that both ends know that the other is there.
    pub(crate) heartbeat: Duration,
    /// How often it is looked at whether the watcher may still watch. What ends a session is told by the feed and acted on at
    /// once; this is for what happens by itself, such as the end of the access token's time.
    pub(crate) recheck: Duration,
    /// How long a watcher whose buffer is full may take before it is left to itself.
    pub(crate) patience: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { heartbeat: seconds(15), recheck: seconds(15), patience: seconds(10) }
    }
}

/// Somebody who is signed in, and by what: the token is asked about again while the stream lasts.
#[derive(Debug, Clone)]
pub(crate) struct Listener {
    pub(crate) actor: Actor,
    pub(crate) token: Secret,
}

impl Live {
    /// Streams over an office. They end once `stopping` has begun.
    pub(crate) fn new(crm: Crm, pace: Pace, stopping: Shutdown) -> Self {
        let feed = Arc::new(Feed::new(crm.clone()));
        Self { crm, feed, pace, stopping }
    }

    /// The events that the listener may see, from now on or from where `last_id` says that an earlier stream was left.
    /// The stream ends when the listener may not watch any more, does not keep up, or the process stops.
    ///
    /// # Errors
    /// Storage errors.
    pub(crate) async fn watch(
        &self,
        listener: Listener,
        last_id: Option<&str>,
    ) -> Result<impl Stream<Item = Event> + Send + use<>, Error> {
        let (crm, feed) = (self.crm.clone(), Arc::clone(&self.feed));
        let (watcher, opening) = Watcher::begin(crm, feed, listener, self.pace, last_id).await?;
        Ok(watcher.start(opening, self.stopping.clone()).map(Event::from))
    }
}
