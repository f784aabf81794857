//! How a router behaves.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, Uri};
use crm_core::kernel::Secret;
use crm_core::store::StoreError;
use ipnet::IpNet;
use tokio_util::sync::CancellationToken;

use crate::database::{AskDatabase, DatabaseReport};
use crate::observe::StoreTimings;

/// What an embedder may decide about the router. The defaults are safe for a server that strangers can reach.
///
/// The address of a client is known only if the router is served with it:
/// `router.into_make_service_with_connect_info::<SocketAddr>()`. Without it all clients count as one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    pub(crate) cors_origins: Vec<Origin>,
    pub(crate) trusted_proxies: Vec<IpNet>,
    pub(crate) forwarded_header: ForwardedHeader,
    pub(crate) body_limit: usize,
    pub(crate) request_timeout: Duration,
    pub(crate) concurrency: Concurrency,
    pub(crate) rates: Rates,
    pub(crate) hsts: bool,
    pub(crate) screens: bool,
    pub(crate) metrics_token: Option<Secret>,
    pub(crate) slow_request: Duration,
    pub(crate) shutdown: Shutdown,
    pub(crate) store_timings: Option<StoreTimings>,
    pub(crate) gauges: Vec<ExtraGauge>,
    pub(crate) database: Option<AskDatabase>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            cors_origins: Vec::new(),
            trusted_proxies: Vec::new(),
            forwarded_header: ForwardedHeader::default(),
            body_limit: 256 * 1024,
            request_timeout: Duration::from_secs(30),
            concurrency: Concurrency::default(),
            rates: Rates::default(),
            hsts: false,
            screens: false,
            metrics_token: None,
            slow_request: Duration::from_secs(1),
            shutdown: Shutdown::default(),
            store_timings: None,
            gauges: Vec::new(),
            database: None,
        }
    }
}

impl Options {
    /// Lets pages of this origin call the API from a browser. None may, unless it is named here.
    #[must_use]
    pub fn cors_origin(mut self, origin: Origin) -> Self {
        self.cors_origins.push(origin);
        self
    }
    /// Believes proxies of this network about whom they forward for. None is believed unless it is named here: then the
    /// client's address is the peer's.
    #[must_use]
    pub fn trusted_proxy(mut self, network: impl Into<IpNet>) -> Self {
        self.trusted_proxies.push(network.into());
        self
    }
    /// The header that trusted proxies write; `X-Forwarded-For` unless said otherwise. Only this one is read: the other
    /// may be the client's own invention, passed through.
    #[must_use]
    pub fn forwarded_header(mut self, header: ForwardedHeader) -> Self {
        self.forwarded_header = header;
        self
    }
    /// The most bytes of a request's body; 256 KiB unless said otherwise. More is 413.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }
    /// How long a request may take to arrive and to be served; 30 s unless said otherwise. Then it is 408. A stream or a
    /// download that has begun is not cut.
    #[must_use]
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.request_timeout = timeout;
        self
    }
    /// How many requests are served at once; more are 503 at once.
    #[must_use]
    pub fn concurrency(mut self, limits: Concurrency) -> Self {
        self.concurrency = limits;
        self
    }
    /// How often who may ask; more often is 429.
    #[must_use]
    pub fn rates(mut self, rates: Rates) -> Self {
        self.rates = rates;
        self
    }
    /// Whether every path outside of `/api` shows the web UI, as `crm serve` does; not unless said. Such a router can only be
    /// mounted where no other one has a fallback.
    #[must_use]
    pub fn screens(mut self, on: bool) -> Self {
        self.screens = on;
        self
    }
    /// Whether browsers are told to come by HTTPS only, for a year. Say so when TLS is in front; not unless said.
    #[must_use]
    pub fn hsts(mut self, on: bool) -> Self {
        self.hsts = on;
        self
    }
    /// Opens `/api/metrics` to whoever bears this token, and to nobody else. Unless said, it is open to the machine itself:
    /// to a loopback peer whose request was not forwarded.
    #[must_use]
    pub fn metrics_token(mut self, token: impl Into<Secret>) -> Self {
        self.metrics_token = Some(token.into());
        self
    }
    /// A request that takes longer is logged as a warning; 1 s unless said otherwise.
    #[must_use]
    pub fn slow_request(mut self, threshold: Duration) -> Self {
        self.slow_request = threshold;
        self
    }
    /// Listens to a shutdown: once it has begun, the router is not ready any more and ends its event streams.
    #[must_use]
    pub fn shutdown(mut self, shutdown: Shutdown) -> Self {
        self.shutdown = shutdown;
        self
    }
    /// Shows the timings of a [`Measured`](crate::Measured) store among the metrics.
    #[must_use]
    pub fn store_timings(mut self, timings: StoreTimings) -> Self {
        self.store_timings = Some(timings);
        self
    }
    /// One more gauge among the metrics, such as what a backend tells of itself; read at each scrape, so it must be quick.
    #[must_use]
    pub fn gauge(
        mut self,
        name: impl Into<String>,
        help: impl Into<String>,
        read: impl Fn() -> i64 + Send + Sync + 'static,
    ) -> Self {
        self.gauges.push(ExtraGauge { name: name.into(), help: help.into(), read: Arc::new(read) });
        self
    }
    /// How the database is asked to tell of itself, which `GET /api/admin/database` shows to admins. Unless said, it shows
    /// nothing: the library knows of no kind of database.
    #[must_use]
    pub fn database<W>(mut self, ask: impl Fn() -> W + Send + Sync + 'static) -> Self
    where
        W: Future<Output = Result<DatabaseReport, StoreError>> + Send + 'static,
    {
        self.database = Some(AskDatabase::new(ask));
        self
    }
}

/// How many requests are served at once. What is beyond is refused at once, so that those who are served are served
/// quickly. Health and metrics are always answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concurrency {
    /// Requests of users; a download counts until it ends.
    pub requests: usize,
    /// Open event streams: of their own, so that operators' screens do not eat the limit of requests.
    pub streams: usize,
    /// Webhooks of providers: of their own, so that a busy hour of users loses no call.
    pub webhooks: usize,
}

impl Default for Concurrency {
    /// 256 requests, 1,024 streams, 256 webhooks.
    fn default() -> Self {
        Self { requests: 256, streams: 1024, webhooks: 256 }
    }
}

/// How often who may ask; `None` is without a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// A signed-in user.
    pub user: Option<RateLimit>,
    /// A network address: IPv4, or an IPv6 network of 64 bits. An office behind one address shares it.
    pub address: Option<RateLimit>,
    /// An address that posts webhooks, which count only here.
    pub webhook: Option<RateLimit>,
}

impl Default for Rates {
    /// A user 25 a second, an address 200, a provider 2,000; twice as many at once, a provider five times.
    fn default() -> Self {
        let limit =
            |per_second, burst| Some(RateLimit::new(NonZeroU32::new(per_second)?).burst(NonZeroU32::new(burst)?));
        Self { user: limit(25, 50), address: limit(200, 400), webhook: limit(2000, 10_000) }
    }
}

impl Rates {
    /// No limit for anybody: for measurements.
    pub const UNLIMITED: Self = Self { user: None, address: None, webhook: None };
}

/// A rate: so many a second in the long run, and so many at once after a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    pub(crate) per_second: NonZeroU32,
    pub(crate) burst: NonZeroU32,
}

impl RateLimit {
    /// So many a second, and as many at once.
    pub const fn new(per_second: NonZeroU32) -> Self {
        Self { per_second, burst: per_second }
    }
    /// The same with so many at once.
    #[must_use]
    pub const fn burst(self, burst: NonZeroU32) -> Self {
        Self { burst, ..self }
    }
}

/// The header by which a proxy says for whom it forwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ForwardedHeader {
    /// `X-Forwarded-For`, as most proxies write it.
    #[default]
    XForwardedFor,
    /// `Forwarded`, RFC 7239.
    Forwarded,
}

/// Where a page comes from, such as `https://office.example`: scheme, host and perhaps a port, nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(HeaderValue);

/// Text that is no origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an origin: expected a scheme, a host and perhaps a port, such as https://office.example:8443")]
pub struct BadOrigin;

impl Origin {
    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl FromStr for Origin {
    type Err = BadOrigin;

    fn from_str(text: &str) -> Result<Self, BadOrigin> {
        let text = text.trim().to_ascii_lowercase();
        let uri: Uri = text.parse().map_err(|_| BadOrigin)?;
        let (scheme, authority) = uri.scheme_str().zip(uri.authority()).ok_or(BadOrigin)?;
        // A browser sends exactly this, so anything beside it, such as a path or a user, would never match.
        let exact = format!("{scheme}://{authority}");
        let is_origin = matches!(scheme, "http" | "https") && exact == text && !authority.as_str().contains(['@', '*']);
        if is_origin { HeaderValue::try_from(exact).map(Self).map_err(|_| BadOrigin) } else { Err(BadOrigin) }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.to_str().unwrap_or_default())
    }
}

/// That a server is about to stop. Cheap to clone; every clone is the same.
#[derive(Debug, Clone, Default)]
pub struct Shutdown(CancellationToken);

impl Shutdown {
    /// One that has not begun.
    pub fn new() -> Self {
        Self::default()
    }
    /// Begins it: the router says that it is not ready, and its event streams end.
    pub fn begin(&self) {
        self.0.cancel();
    }
    /// Whether it has begun.
    pub fn has_begun(&self) -> bool {
        self.0.is_cancelled()
    }
    /// Waits until it begins.
    pub async fn begun(&self) {
        self.0.cancelled().await;
    }
}

/// A gauge that the embedder adds.
#[derive(Clone)]
pub(crate) struct ExtraGauge {
    pub(crate) name: String,
    pub(crate) help: String,
    pub(crate) read: Arc<dyn Fn() -> i64 + Send + Sync>,
}

impl fmt::Debug for ExtraGauge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExtraGauge").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        for good in ["https://office.example", "http://localhost:3000", "https://[::1]:8443"] {
            assert_eq!(good.parse::<Origin>().unwrap().to_string(), good);
        }
        assert_eq!("HTTPS://Office.Example".parse::<Origin>().unwrap().to_string(), "https://office.example");
    }

    #[test]
    fn anything_wider_than_an_origin_is_refused() {
        let bad = ["*", "null", "", "office.example", "https://*.example", "https://office.example/", "file:///x"];
        for text in bad.into_iter().chain(["https://a@office.example", "https://office.example/app", "https://"]) {
            assert!(text.parse::<Origin>().is_err(), "{text:?}");
        }
    }
}
