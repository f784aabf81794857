//! The feed: what happens, as it happens.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crm_core::Error;
use crm_core::events::{self, EventKind, EventScope, FeedCursor, FeedEpoch, NewEvent};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyLookupError, PyValueError};
use pyo3::prelude::*;

use crate::codes::Code;
use crate::crm::Progress;
use crate::listing::{RowsOf, Source};
use crate::record::record;
use crate::session::{Session, desk};
use crate::values::{At, Json, Out, Span};

/// The longest that one call waits: nothing else, such as a fork, has to wait for it longer.
const WAIT: Duration = Duration::from_millis(500);

impl Out for FeedEpoch {
    type Out = String;
    fn out(self) -> String {
        self.to_string()
    }
}

impl Out for FeedCursor {
    type Out = String;
    fn out(self) -> String {
        self.to_string()
    }
}

record! {
    /// An event of the feed.
    FeedEvent of events::FeedEvent as (events::FeedEvent {
        position,
        event: NewEvent { at, kind, subject, scope: EventScope { cities, operators, everyone }, payload }
    }) {
        /// Its place in the one order: rises, with gaps.
        position: i64 = position,
        /// When it happened.
        at: At = at,
        /// What happened.
        kind: Code<EventKind> = kind,
        /// What it happened to, such as `call:12`.
        subject: String = subject,
        /// The particulars, of which `kind` says what they are.
        payload: Json = Json(payload),
        /// Who may see it: whoever serves one of these cities,
        city_ids: Vec<i64> = cities,
        /// these users,
        operator_ids: Vec<i64> = operators,
        /// or every user. Admins see every event.
        everyone: bool = everyone,
    }
}

record! {
    /// A reading of the feed.
    FeedPage of events::FeedPage as (events::FeedPage { events, position, epoch, reset }) {
        /// The events in scope, at most 500 of the feed looked at.
        events: Vec<FeedEvent> = events,
        /// Where to read on: past every event looked at, in scope or not.
        position: i64 = position,
        /// Whose positions these are, 16 hexadecimal digits: a restored or copied database gets others.
        epoch: String = epoch,
        /// The place to read on from, to be kept: what `Events.resume` takes.
        cursor: String = FeedCursor { epoch, position },
        /// Whether the place that was asked for is none to go on from: events after it are gone, or it is none of this feed.
        /// Then `position` is the end of the feed: read anew what the events would have told, and go on from there.
        reset: bool = reset,
    }
}

/// A walk along what happens.
struct Follow {
    session: Session,
    read: VecDeque<events::FeedEvent>,
    position: i64,
    timeout: Option<Duration>,
    /// Since when the next event is waited for.
    since: Option<Instant>,
    is_over: bool,
}

impl Follow {
    /// Whether it is to be looked whether there is more.
    fn is_dry(&self) -> bool {
        self.read.is_empty() && !self.is_over
    }

    /// Reads on; waits for a moment, or not, where there is nothing.
    fn look(&mut self, py: Python<'_>, waits: bool) -> PyResult<()> {
        let waited = self.since.get_or_insert_with(Instant::now).elapsed();
        let left = self.timeout.map_or(WAIT, |timeout| timeout.saturating_sub(waited).min(WAIT));
        let from = self.position;
        let page = self.session.with(py, async |crm, actor| {
            let page = crm.events().after(actor, from).await?;
            if waits && page.position == from && !page.reset && !left.is_zero() {
                let grown = tokio::time::timeout(left, crm.events().grown_past(from)).await;
                return if let Ok(head) = grown { head.map(|_| page) } else { Ok(page) };
            }
            Ok(page)
        })?;
        if page.reset {
            self.is_over = true;
            return Err(PyLookupError::new_err(format!(
                "what came after position {from} is no longer in the feed: read anew what it would have told, and follow \
                 from the present"
            )));
        }
        self.is_over = left.is_zero() && page.position == from;
        self.position = page.position;
        self.read.extend(page.events);
        if !self.read.is_empty() {
            self.since = None;
        }
        Ok(())
    }
}

impl Source for Follow {
    fn next<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        while self.is_dry() {
            self.look(py, true)?;
        }
        self.read.pop_front().map(|event| event.out().into_bound_py_any(py)).transpose()
    }

    fn ready(&self) -> usize {
        self.read.len()
    }

    fn is_waiting(&mut self, py: Python<'_>) -> PyResult<bool> {
        if self.is_dry() {
            self.look(py, false)?;
        }
        Ok(self.is_dry())
    }
}

desk! {
    /// The feed: every change in one order, each once, readable again from any position. Users see what they may see the
    /// subject of.
    Events
}

#[pymethods]
impl Events {
    /// Events after a position, in order: 0 for the whole feed, `head()` for what comes from now on.
    fn after(&self, py: Python<'_>, position: i64) -> PyResult<FeedPage> {
        self.0.with(py, async |crm, actor| crm.events().after(actor, position).await).map(Out::out)
    }

    /// The same from a place that was kept: the `cursor` of an earlier reading, perhaps of another database.
    ///
    /// Raises ValueError for a text that is none.
    fn resume(&self, py: Python<'_>, cursor: &str) -> PyResult<FeedPage> {
        let cursor: FeedCursor =
            cursor.parse().map_err(|error: events::BadFeedCursor| PyValueError::new_err(error.to_string()))?;
        self.0.with(py, async |crm, actor| crm.events().resume(actor, cursor).await).map(Out::out)
    }

    /// Whose positions the feed's are, 16 hexadecimal digits.
    fn epoch(&self, py: Python<'_>) -> PyResult<String> {
        self.0.with(py, async |crm, _| crm.events().epoch().await).map(Out::out)
    }

    /// Gives the feed another epoch, so that every place that was kept before is none to go on from: for a database that was
    /// restored, copied or promoted, before anybody reads it.
    ///
    /// Raises ForbiddenError.
    fn renew_epoch(&self, py: Python<'_>) -> PyResult<String> {
        self.0.with(py, async |crm, actor| crm.events().renew_epoch(actor).await).map(Out::out)
    }

    /// Lets go of a part of the events that have been kept for as long as the settings say. `Crm.housekeeping` does it too.
    ///
    /// Raises ForbiddenError.
    fn purge(&self, py: Python<'_>) -> PyResult<Progress> {
        self.0.with(py, async |crm, actor| crm.events().purge(actor).await).map(Out::out)
    }

    /// The position of the latest event; 0 when there is none.
    fn head(&self, py: Python<'_>) -> PyResult<i64> {
        self.0.with(py, async |crm, _| crm.events().head().await)
    }

    /// Waits until the feed has grown past a position, whichever process made it grow, and answers the position of the
    /// latest event; `None` when it has not after `timeout`.
    fn grown_past(&self, py: Python<'_>, position: i64, timeout: Span) -> PyResult<Option<i64>> {
        let since = Instant::now();
        loop {
            let left = timeout.0.saturating_sub(since.elapsed());
            let grown = self.0.with(py, async |crm, _| {
                match tokio::time::timeout(left.min(WAIT), crm.events().grown_past(position)).await {
                    Ok(head) => head.map(Some),
                    // However short it was, it is looked once.
                    Err(_) => Ok::<_, Error>(Some(crm.events().head().await?).filter(|head| *head > position)),
                }
            })?;
            if grown.is_some() || left.is_zero() {
                return Ok(grown);
            }
        }
    }

    /// Every event as it comes: those after a position, or from now on. The walk waits for the next one for as long as
    /// `timeout`, and then ends; for ever without one. Whoever wants to go on later keeps the `position` of the last event.
    ///
    /// The walk raises LookupError where events after the position are gone: read anew what they would have told.
    #[pyo3(signature = (position=None, *, timeout=None))]
    fn follow(&self, py: Python<'_>, position: Option<i64>, timeout: Option<Span>) -> PyResult<RowsOf<FeedEvent>> {
        let position = position.map_or_else(|| self.head(py), Ok)?;
        let (session, timeout) = (self.0.clone(), timeout.map(|timeout| timeout.0));
        Ok(RowsOf::new(Follow { session, read: VecDeque::new(), position, timeout, since: None, is_over: false }))
    }
}
