//! Use cases of the feed.

use std::time::Duration;

use super::{EventKind, FeedEvent, NewEvent};
use crate::access::{Actor, CallScope, CashScope, OperatorScope, OrderScope, Policy};
use crate::crm::Core;
use crate::kernel::{CityId, Error, OperatorId};
use crate::store::Read;

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
}

impl<'c> Events<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Events after a position that the actor may see, in order. Start with 0 for the whole feed, or with
    /// [`Events::head`] for what comes from now on.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "events.after", level = "debug", skip_all)]
    pub async fn after(&self, actor: &Actor, position: i64) -> Result<FeedPage, Error> {
        let events = self.core.read(Read::Each).await?.events().after(position, MOST).await?;
        let position = events.last().map_or(position, |event| event.position);
        let events = events.into_iter().filter(|event| sees(actor, &event.event)).collect();
        Ok(FeedPage { events, position })
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
            // A timeout is the ordinary case: another process on the same data gives no signal.
            let _ = tokio::time::timeout(POLL, committed.changed()).await;
        }
    }
}

/// Whether an actor sees an event: the same rule as for the call, order, call-back, cash, user or shift behind it.
fn sees(actor: &Actor, event: &NewEvent) -> bool {
    let scope = &event.scope;
    if scope.everyone {
        return true;
    }
    let within = |cities: &[CityId], own: [Option<OperatorId>; 2]| {
        scope.city.is_some_and(|city| cities.contains(&city))
            || own.into_iter().flatten().any(|own| scope.operators.contains(&own))
    };
    let within_people = |people: OperatorScope| match people {
        OperatorScope::All => true,
        OperatorScope::Some { cities, own } => within(&cities, [own, None]),
    };
    match event.kind {
        EventKind::OrderCreated | EventKind::OrderChanged => match Policy::orders(actor) {
            OrderScope::All => true,
            OrderScope::Some { cities, author, master } => within(&cities, [author, master]),
        },
        EventKind::CashHanded | EventKind::CashDecided => match Policy::cash(actor) {
            CashScope::All => true,
            CashScope::Some { cities, master } => within(&cities, [master, None]),
        },
        EventKind::CallbackOpened
        | EventKind::CallbackClosed
        | EventKind::CallbackChanged
        | EventKind::CallbackWithdrawn => Policy::callbacks(actor).includes(scope.city),
        EventKind::OperatorChanged | EventKind::WorkStateChanged => within_people(Policy::operators(actor)),
        EventKind::ShiftChanged => within_people(Policy::work_time(actor)),
        _ => match Policy::calls(actor) {
            CallScope::All => true,
            CallScope::Some { cities, own } => within(&cities, [own, None]),
        },
    }
}
