//! How often who may ask.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use axum::http::StatusCode;
use crm_core::kernel::OperatorId;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::address::ClientAddress;
use crate::options::{RateLimit, Rates};
use crate::wire::Problem;

/// After so many looks, whoever has been quiet long enough to be as good as new is forgotten. So what is remembered is
/// bounded by who asks within a moment, and forgetting costs each look next to nothing.
const LOOKS_BETWEEN_SWEEPS: u32 = 4096;

/// The limiters of a router.
#[derive(Debug)]
pub(crate) struct RateLimits {
    user: Option<Limiter<OperatorId>>,
    address: Option<Limiter<Option<IpAddr>>>,
    webhook: Option<Limiter<Option<IpAddr>>>,
}

impl RateLimits {
    pub(crate) fn new(rates: Rates) -> Self {
        Self {
            user: rates.user.map(Limiter::new),
            address: rates.address.map(Limiter::new),
            webhook: rates.webhook.map(Limiter::new),
        }
    }
    /// A request of this user.
    pub(crate) fn user(&self, user: OperatorId) -> Result<(), Problem> {
        self.user.as_ref().map_or(Ok(()), |limiter| limiter.check(&user))
    }
    /// A request from this address.
    pub(super) fn address(&self, ClientAddress(address): ClientAddress) -> Result<(), Problem> {
        self.address.as_ref().map_or(Ok(()), |limiter| limiter.check(&address.map(network)))
    }
    /// A webhook from this address.
    pub(super) fn webhook(&self, ClientAddress(address): ClientAddress) -> Result<(), Problem> {
        self.webhook.as_ref().map_or(Ok(()), |limiter| limiter.check(&address.map(network)))
    }
}

/// Whoever has one IPv6 address has all of its network of 64 bits.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

#[derive(Debug)]
struct Limiter<K: Hash + Eq + Clone> {
    keyed: DefaultKeyedRateLimiter<K>,
    clock: DefaultClock,
    looks: AtomicU32,
}

impl<K: Hash + Eq + Clone> Limiter<K> {
    fn new(limit: RateLimit) -> Self {
        let quota = Quota::per_second(limit.per_second).allow_burst(limit.burst);
        Self { keyed: RateLimiter::dashmap(quota), clock: DefaultClock::default(), looks: AtomicU32::new(0) }
    }

    fn check(&self, key: &K) -> Result<(), Problem> {
        if self.looks.fetch_add(1, Relaxed) % LOOKS_BETWEEN_SWEEPS == LOOKS_BETWEEN_SWEEPS - 1 {
            self.keyed.retain_recent();
            self.keyed.shrink_to_fit();
        }
        self.keyed.check_key(key).map_err(|refusal| too_often(refusal.wait_time_from(self.clock.now())))
    }
}

fn too_often(wait: Duration) -> Problem {
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "request.too_often", "too many requests in a short time; wait a moment")
        .retry_after(wait)
        .one_of_many()
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    #[test]
    fn an_ipv6_network_is_one_client() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_ne!(of("203.0.113.1"), of("203.0.113.2"));
    }

    #[test]
    fn who_was_quiet_is_forgotten() {
        // A million a second: everybody is as good as new at the next look.
        let limiter = Limiter::new(RateLimit::new(NonZeroU32::new(1_000_000).unwrap()));
        for key in 0..LOOKS_BETWEEN_SWEEPS * 8 {
            limiter.check(&key).unwrap();
        }
        let remembered = u32::try_from(limiter.keyed.len()).unwrap();
        assert!(remembered <= LOOKS_BETWEEN_SWEEPS, "{remembered} are remembered");
    }
}
