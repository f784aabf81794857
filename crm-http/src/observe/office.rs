//! The office at this moment, in a few numbers.

use std::time::{Duration, Instant};

use crm_core::access::Actor;
use crm_core::operators::WorkState;
use crm_core::stats::{ServiceTarget, Wallboard};
use crm_core::{Crm, Error};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use tokio::sync::Mutex;

use super::metrics::whole;

/// How old the numbers may be: however many ask, the store is asked this often at most.
const FRESH: Duration = Duration::from_secs(5);

/// What a wallboard says. When the store is away they stay as they were; `crm_store_up` tells.
#[derive(Debug)]
pub(super) struct OfficeGauges {
    looked: Mutex<Option<Instant>>,
    calls: Family<[(&'static str, &'static str); 1], Gauge>,
    longest_wait: Gauge,
    people: Family<[(&'static str, String); 1], Gauge>,
    callbacks: Gauge,
    oldest_callback: Gauge,
}

impl OfficeGauges {
    pub(super) fn new(registry: &mut Registry) -> Self {
        let all = Self {
            looked: Mutex::new(None),
            calls: Family::default(),
            longest_wait: Gauge::default(),
            people: Family::default(),
            callbacks: Gauge::default(),
            oldest_callback: Gauge::default(),
        };
        registry.register("calls_now", "Calls that are not over: clients who wait, and who talk", all.calls.clone());
        registry.register(
            "calls_longest_wait_seconds",
            "How long who waits longest has waited",
            all.longest_wait.clone(),
        );
        registry.register("operators_now", "Operators, and whoever else is at work, by work state", all.people.clone());
        registry.register("callbacks_open", "Missed clients who wait to be called", all.callbacks.clone());
        registry.register(
            "callbacks_oldest_seconds",
            "How long who waits longest has waited",
            all.oldest_callback.clone(),
        );
        all
    }

    /// Looks again unless somebody just did. A failure is told by the log only: the rest of the metrics still counts.
    pub(super) async fn refresh(&self, crm: &Crm) {
        let mut looked = self.looked.lock().await;
        if looked.is_some_and(|at| at.elapsed() < FRESH) {
            return;
        }
        match Self::look(crm).await {
            Ok(board) => self.show(&board),
            Err(error) => tracing::warn!(code = error.code(), "the gauges of the office cannot be read"),
        }
        *looked = Some(Instant::now());
    }

    async fn look(crm: &Crm) -> Result<Wallboard, Error> {
        crm.stats().wallboard(&Actor::system("metrics"), None, &ServiceTarget::default()).await
    }

    fn show(&self, board: &Wallboard) {
        self.calls.get_or_create(&[("state", "waiting")]).set(whole(board.now.waiting));
        self.calls.get_or_create(&[("state", "talking")]).set(whole(board.now.talking));
        self.longest_wait.set(whole(board.now.longest_wait.as_secs()));
        for state in WorkState::ALL {
            let count = board.people.iter().filter(|person| person.state == *state).count();
            self.people.get_or_create(&[("state", state.code().to_owned())]).set(whole(count));
        }
        self.callbacks.set(whole(board.callbacks.count));
        let waited = board.callbacks.oldest.map(|since| board.at.since(since));
        self.oldest_callback.set(whole(waited.unwrap_or_default().as_secs()));
    }
}
