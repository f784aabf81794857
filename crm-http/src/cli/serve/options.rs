//! What `crm serve` may be told.
#![expect(clippy::doc_markdown, reason = "clap shows these comments as help")]

use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use clap::builder::BoolishValueParser;
use clap::{Args, ValueEnum};
use crm_core::auth::TokenLifetimes;
use crm_core::kernel::Secret;
use ipnet::IpNet;

use super::super::failure::Failure;
use super::super::options::{ProviderOptions, documented};
use super::super::secret::TokenOptions;
use super::listen::ListenOptions;
use super::log::LogOptions;
use crate::{Concurrency, ForwardedHeader, Origin, RateLimit, Rates};

/// Options of `crm serve`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Fill an empty file with a year of a made-up office, and print who may sign in; on this machine only. By day its
    /// operators are at work for the first half-hour
    #[arg(long, env = "CRM_DEMO", value_parser = BoolishValueParser::new())]
    pub(super) demo: bool,
    #[command(flatten)]
    pub(super) listener: ListenOptions,
    #[command(flatten, next_help_heading = "Sign-in")]
    pub(super) tokens: TokenOptions,
    /// How long an access token holds, such as 15m or 24h [also: JWT_EXPIRES_IN] [default: 15m]
    #[arg(long, value_name = "TIME", env = "CRM_JWT_EXPIRES_IN")]
    jwt_expires_in: Option<Span>,
    #[command(flatten, next_help_heading = "PostgreSQL")]
    postgres: PostgresOptions,
    #[command(flatten, next_help_heading = "Providers")]
    pub(super) providers: ProviderOptions,
    #[command(flatten)]
    defences: DefenceOptions,
    #[command(flatten)]
    pub(super) log: LogOptions,
}

/// How a PostgreSQL server is used.
#[derive(Debug, Args)]
struct PostgresOptions {
    /// A hot standby that reports and exports may read while it is close behind.
    #[arg(
        long,
        value_name = "URL",
        env = "CRM_DATABASE_READ_URL",
        hide_env_values = true,
        help = "A hot standby that reports and exports may read while it is close behind [also: DATABASE_READ_URL]"
    )]
    database_read_url: Option<Secret>,
    /// Connections to the server at most [default: twice the cores, and four]
    #[arg(long, value_name = "COUNT", env = "CRM_DATABASE_CONNECTIONS")]
    database_connections: Option<NonZeroU32>,
}

/// The defences.
#[derive(Debug, Args)]
#[command(next_help_heading = "Defences")]
struct DefenceOptions {
    /// A page's origin that browsers may call from, such as https://office.example; may be repeated
    #[arg(long, value_name = "ORIGIN", env = "CRM_CORS_ORIGIN", value_delimiter = ',')]
    cors_origin: Vec<Origin>,
    /// A proxy, or a network of proxies, that is believed about whom it forwards for; may be repeated
    #[arg(long, value_name = "NETWORK", env = "CRM_TRUSTED_PROXY", value_delimiter = ',', value_parser = network)]
    trusted_proxy: Vec<IpNet>,
    /// The header in which proxies say for whom they forward; no other is read
    #[arg(long, value_enum, env = "CRM_FORWARDED_HEADER", default_value_t = Header::XForwardedFor)]
    forwarded_header: Header,
    /// Requests a second of one user, and at once after a pause: 25/50, or off
    #[arg(long, value_name = "RATE", env = "CRM_RATE_USER", default_value = "25/50")]
    rate_user: Rate,
    /// The same of one address; an office behind one shares it
    #[arg(long, value_name = "RATE", env = "CRM_RATE_ADDRESS", default_value = "200/400")]
    rate_address: Rate,
    /// The same of an address that posts webhooks
    #[arg(long, value_name = "RATE", env = "CRM_RATE_WEBHOOK", default_value = "2000/10000")]
    rate_webhook: Rate,
    /// Requests served at once; what is beyond is refused at once
    #[arg(long, value_name = "COUNT", env = "CRM_MAX_REQUESTS", default_value_t = Concurrency::default().requests)]
    max_requests: usize,
    /// Event streams open at once
    #[arg(long, value_name = "COUNT", env = "CRM_MAX_STREAMS", default_value_t = Concurrency::default().streams)]
    max_streams: usize,
    /// Webhooks served at once
    #[arg(long, value_name = "COUNT", env = "CRM_MAX_WEBHOOKS", default_value_t = Concurrency::default().webhooks)]
    max_webhooks: usize,
    /// The most bytes of a request's body
    #[arg(long, value_name = "BYTES", env = "CRM_BODY_LIMIT", default_value_t = 256 * 1024)]
    body_limit: usize,
    /// How long a request may take, such as 30s
    #[arg(long, value_name = "TIME", env = "CRM_REQUEST_TIMEOUT", default_value = "30s")]
    request_timeout: Span,
    /// From when on a request is logged as slow, such as 1s or 250ms
    #[arg(long, value_name = "TIME", env = "CRM_SLOW_REQUEST", default_value = "1s")]
    slow_request: Span,
    /// A token that opens /api/metrics; without one it is open to this machine only
    #[arg(long, value_name = "TOKEN", env = "CRM_METRICS_TOKEN", hide_env_values = true)]
    metrics_token: Option<Secret>,
}

impl Options {
    /// How a PostgreSQL server is used.
    pub(super) fn postgres(&self) -> crm_store_postgres::Options {
        let mut options = crm_store_postgres::Options::default();
        if let Some(connections) = self.postgres.database_connections {
            options = options.max_connections(connections.get());
        }
        let standby = self.postgres.database_read_url.clone();
        match standby.or_else(|| documented("DATABASE_READ_URL").map(Secret::from)) {
            Some(standby) => options.standby(standby.expose()),
            None => options,
        }
    }

    /// The router's options.
    pub(super) fn router(&self, is_tls_in_front: bool) -> crate::Options {
        let defences = &self.defences;
        let options = crate::Options::default()
            .forwarded_header(match defences.forwarded_header {
                Header::XForwardedFor => ForwardedHeader::XForwardedFor,
                Header::Forwarded => ForwardedHeader::Forwarded,
            })
            .rates(Rates {
                user: defences.rate_user.0,
                address: defences.rate_address.0,
                webhook: defences.rate_webhook.0,
            })
            .concurrency(Concurrency {
                requests: defences.max_requests,
                streams: defences.max_streams,
                webhooks: defences.max_webhooks,
            })
            .body_limit(defences.body_limit)
            .request_timeout(defences.request_timeout.0)
            .slow_request(defences.slow_request.0)
            .screens(true)
            .hsts(is_tls_in_front);
        let options = defences.cors_origin.iter().cloned().fold(options, crate::Options::cors_origin);
        let options = defences.trusted_proxy.iter().copied().fold(options, crate::Options::trusted_proxy);
        match &defences.metrics_token {
            Some(token) => options.metrics_token(token.clone()),
            None => options,
        }
    }

    /// How long tokens live.
    ///
    /// # Errors
    /// `cli.expires_in`.
    pub(super) fn lifetimes(&self) -> Result<TokenLifetimes, Failure> {
        let bad = |error| Failure::new("cli.expires_in", format!("JWT_EXPIRES_IN: {error}"));
        let said = documented("JWT_EXPIRES_IN").map(|text| text.parse::<Span>().map_err(bad)).transpose()?;
        let Some(Span(access)) = self.jwt_expires_in.or(said) else { return Ok(TokenLifetimes::default()) };
        Ok(TokenLifetimes { access, ..TokenLifetimes::default() })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Header {
    /// As most proxies write it
    XForwardedFor,
    /// RFC 7239
    Forwarded,
}

/// A network, or one address.
fn network(text: &str) -> Result<IpNet, String> {
    let address = || text.parse().map(|address: std::net::IpAddr| address.into());
    text.parse().or_else(|_| address()).map_err(|_| "expected an address or a network, such as 10.0.0.0/8".to_owned())
}

/// A rate as people write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rate(Option<RateLimit>);

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("off") {
            return Ok(Self(None));
        }
        let bad = |_| "expected off, or how many a second and how many at once, such as 25/50".to_owned();
        let (rate, burst) = text.split_once('/').unwrap_or((text, text));
        let (rate, burst) = (rate.parse::<NonZeroU32>().map_err(bad)?, burst.parse::<NonZeroU32>().map_err(bad)?);
        Ok(Self(Some(RateLimit::new(rate).burst(burst))))
    }
}

/// A span of time as people write it: a number and its unit; without one, seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span(Duration);

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let milliseconds = match unit.trim() {
            "ms" => Some(1),
            "" | "s" => Some(1000),
            "m" => Some(60_000),
            "h" => Some(3_600_000),
            "d" => Some(86_400_000),
            _ => None,
        };
        let number: Option<u64> = number.parse().ok().filter(|number| *number > 0);
        let span = number.zip(milliseconds).and_then(|(number, unit)| number.checked_mul(unit));
        // Beyond a year it is a typing error.
        span.filter(|span| *span <= 366 * 86_400_000)
            .map(|span| Self(Duration::from_millis(span)))
            .ok_or_else(|| "expected a number with ms, s, m, h or d, such as 15m".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_a_number_with_a_unit() {
        let read = |text: &str| text.parse::<Span>().map(|span| span.0);
        assert_eq!(read("24h"), Ok(Duration::from_hours(24)));
        assert_eq!((read("900"), read("15m")), (Ok(Duration::from_secs(900)), Ok(Duration::from_secs(900))));
        assert_eq!((read("250ms"), read("7d")), (Ok(Duration::from_millis(250)), Ok(Duration::from_hours(7 * 24))));
        for bad in ["", "h", "-1s", "1.5h", "0s", "10 years", "99999999999999999999s", "400d"] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_rate_is_so_many_a_second_and_so_many_at_once() {
        let read = |text: &str| text.parse::<Rate>().map(|rate| rate.0);
        let of =
            |rate, burst| Some(RateLimit::new(NonZeroU32::new(rate).unwrap()).burst(NonZeroU32::new(burst).unwrap()));
        assert_eq!((read("25/50"), read("10")), (Ok(of(25, 50)), Ok(of(10, 10))));
        assert_eq!(read("off"), Ok(None));
        for bad in ["", "0", "0/10", "10/0", "ten", "10/"] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        assert_eq!(network("10.0.0.1").unwrap().to_string(), "10.0.0.1/32");
        assert_eq!(network("fd00::/8").unwrap().to_string(), "fd00::/8");
        assert!(network("proxy.local").is_err());
    }
}
