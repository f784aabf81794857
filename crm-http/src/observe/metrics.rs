//! The metrics of one router.

use std::time::Duration;

use axum::http::StatusCode;
use crm_core::Crm;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::office::OfficeGauges;
use super::per_second::PerSecond;
use super::process::ProcessGauges;
use crate::Options;
use crate::defence::Load;
use crate::options::ExtraGauge;

/// From a millisecond, which is a read of one row, to the half minute after which a request is cut.
const LATENCIES: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// A histogram of seconds.
pub(super) fn seconds() -> Histogram {
    Histogram::new(LATENCIES)
}

pub(super) type Timings<L> = Family<L, Histogram, fn() -> Histogram>;

pub(super) fn timings<L: Clone + std::hash::Hash + Eq>() -> Timings<L> {
    Family::new_with_constructor(seconds)
}

/// One label and its value.
pub(super) type Label = [(&'static str, &'static str); 1];

/// What is asked for, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Endpoint {
    pub(super) method: &'static str,
    pub(super) route: String,
    status: &'static str,
}

impl Endpoint {
    pub(super) fn new(method: &'static str, route: &str) -> Self {
        Self { method, route: route.to_owned(), status: "" }
    }
}

/// What turned a request away before it was served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum RefusedBy {
    /// Too many at once: 503.
    Load,
    /// Too often from one address: 429.
    AddressRate,
    /// Too often from one user: 429.
    UserRate,
}

impl RefusedBy {
    const ALL: [Self; 3] = [Self::Load, Self::AddressRate, Self::UserRate];

    const fn label(self) -> Label {
        match self {
            Self::Load => [("by", "load")],
            Self::AddressRate => [("by", "address_rate")],
            Self::UserRate => [("by", "user_rate")],
        }
    }

    /// What the log says of all those of a second.
    fn line(self) -> PerSecond {
        PerSecond::new(match self {
            Self::Load => |requests| {
                tracing::warn!(
                    requests,
                    "turned requests away within a second: more was asked at once than can be served"
                );
            },
            Self::AddressRate => |requests| {
                tracing::warn!(requests, "turned requests away within a second: addresses asked too often");
            },
            Self::UserRate => |requests| {
                tracing::warn!(requests, "turned requests away within a second: users asked too often");
            },
        })
    }
}

/// Everything that is shown, in a registry of its own: two routers of a process do not mix.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    pub(super) in_flight: Gauge,
    requests: Timings<Endpoint>,
    refused: Family<Label, Counter>,
    refused_lines: [PerSecond; 3],
    places: Family<Label, Gauge>,
    store_up: Gauge,
    store_queue: Gauge,
    store_queue_limit: Gauge,
    store_health: Histogram,
    process: ProcessGauges,
    office: OfficeGauges,
    extra: Vec<(ExtraGauge, Gauge)>,
}

impl Metrics {
    pub(crate) fn new(options: &Options) -> Self {
        let mut registry = Registry::with_prefix("crm");
        let requests = timings();
        registry.register(
            "http_request_seconds",
            "Time until the head of the answer, by method, matched route and class of status",
            requests.clone(),
        );
        let refused = Family::<Label, Counter>::default();
        for by in RefusedBy::ALL {
            // Shown from the beginning: a counter that appears with its first event hides that event from rates.
            drop(refused.get_or_create(&by.label()));
        }
        registry.register("http_refused", "Requests turned away before they were served", refused.clone());
        let places = Family::default();
        registry.register("http_places_taken", "Places taken among those served at once", places.clone());
        if let Some(timings) = &options.store_timings {
            timings.register(&mut registry);
        }
        let store_health = seconds();
        registry.register("store_health_seconds", "Time the store took to say that it is well", store_health.clone());
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        let in_flight = gauge("http_in_flight", "Requests that are being served");
        let store_up = gauge("store_up", "1 when the store answers");
        let store_queue = gauge("store_queue", "Units that wait to be written");
        let store_queue_limit = gauge("store_queue_limit", "How many units may wait");
        let extra = options.gauges.iter().map(|extra| (extra.clone(), gauge(&extra.name, &extra.help))).collect();
        let (process, office) = (ProcessGauges::new(&mut registry), OfficeGauges::new(&mut registry));
        Self {
            registry,
            in_flight,
            requests,
            refused,
            refused_lines: RefusedBy::ALL.map(RefusedBy::line),
            places,
            store_up,
            store_queue,
            store_queue_limit,
            store_health,
            process,
            office,
            extra,
        }
    }

    /// Counts a request that was turned away, here and for the log.
    pub(crate) fn refused(&self, by: RefusedBy) {
        self.refused.get_or_create(&by.label()).inc();
        let [load, address_rate, user_rate] = &self.refused_lines;
        match by {
            RefusedBy::Load => load.count(),
            RefusedBy::AddressRate => address_rate.count(),
            RefusedBy::UserRate => user_rate.count(),
        }
    }

    /// Measures a request. Without a status the client left before there was one.
    pub(super) fn served(&self, endpoint: &mut Endpoint, status: Option<StatusCode>, took: Duration) {
        endpoint.status = match status.map(|status| status.as_u16() / 100) {
            Some(1) => "1xx",
            Some(2) => "2xx",
            Some(3) => "3xx",
            Some(4) => "4xx",
            Some(_) => "5xx",
            None => "gone",
        };
        self.requests.get_or_create(endpoint).observe(took.as_secs_f64());
    }

    /// Everything in `OpenMetrics` text, as it is now.
    pub(crate) async fn scrape(&self, crm: &Crm, load: &Load) -> String {
        for (class, taken) in load.taken() {
            self.places.get_or_create(&[("class", class)]).set(whole(taken));
        }
        let asked = std::time::Instant::now();
        match crm.health().await {
            Ok(health) => {
                self.store_up.set(1);
                self.store_queue.set(whole(health.queued));
                self.store_queue_limit.set(whole(health.queue_limit));
                self.store_health.observe(asked.elapsed().as_secs_f64());
                self.office.refresh(crm).await;
            }
            Err(_) => {
                self.store_up.set(0);
            }
        }
        self.process.refresh();
        for (extra, gauge) in &self.extra {
            gauge.set((extra.read)());
        }
        let mut shown = String::new();
        // Writing into a string cannot fail.
        let _written = text::encode(&mut shown, &self.registry);
        shown
    }
}

/// A number as gauges hold it.
pub(crate) fn whole(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}
