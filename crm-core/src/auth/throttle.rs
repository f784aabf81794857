//! Slowing guessing down.
//!
//! Two counts are kept: per login and address together, and, with a much higher threshold, per address. There is none
//! per login alone: it would let anybody anywhere lock a colleague out. Whoever guesses from many addresses meets the
//! password policy and the cost of a hash instead.
//!
//! An attempt is counted as a failure *before* the password is looked at, guarded by the row's version, so that parallel
//! guesses do not slip through together. A success takes its own count back.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::kernel::{Timestamp, Version};

/// After this long a row says nothing any more: its count starts anew however the attempts were spread, and it may be
/// purged.
const OLDEST: Duration = Duration::from_secs(24 * 60 * 60);
const QUARTER: Duration = Duration::from_secs(15 * 60);

/// What is counted: a login tried from an address, or an address. At most 80 characters.
///
/// Logins are stored as a digest: people type passwords into the wrong field. An IPv6 address counts as its /64
/// network, which is what one customer is given; an IPv4 address written in IPv6 counts as itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThrottleKey(Box<str>);

impl ThrottleKey {
    /// A login, in any case, tried from an address. With `None` it is the login alone, so anybody's guesses delay its owner:
    /// only for a program that embeds the library and signs its own user in.
    pub fn pair(login: &str, address: Option<IpAddr>) -> Self {
        Self::of_login(login, &place(address))
    }
    /// An address; `None` is an address of its own.
    pub fn address(address: Option<IpAddr>) -> Self {
        Self(format!("address:{}", place(address)).into())
    }
    /// A login whose user is signed in and gives the present password to change it. Counted like a pair.
    pub fn password_change(login: &str) -> Self {
        Self::of_login(login, "password change")
    }
    fn of_login(login: &str, place: &str) -> Self {
        let digest = digest(&[login.trim().to_lowercase().as_str(), place]);
        Self(format!("pair:{digest}").into())
    }
    /// A stored key, taken as it is.
    pub fn from_stored(text: &str) -> Self {
        Self(text.into())
    }
    /// The text to store.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn rule(&self) -> &'static Rule {
        if self.0.starts_with("address:") { &ADDRESS } else { &PAIR }
    }
}

impl fmt::Display for ThrottleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn place(address: Option<IpAddr>) -> String {
    match address.map(|address| address.to_canonical()) {
        None => "-".to_owned(),
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => {
            let network = Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64));
            format!("{network}/64")
        }
    }
}

fn digest(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let mut text = hex::encode(digest.finalize());
    text.truncate(32);
    text
}

/// How failed attempts are slowed down.
struct Rule {
    /// Attempts without delay.
    free: u32,
    /// The longest delay; the first is 1 s and each doubles.
    longest: Duration,
    /// When the count starts anew.
    forget: Forget,
}

enum Forget {
    /// After so long without an attempt.
    Quiet(Duration),
    /// So long after the first attempt: an office behind one address is never quiet.
    Window(Duration),
}

const PAIR: Rule = Rule { free: 3, longest: Duration::from_secs(300), forget: Forget::Quiet(QUARTER) };
const ADDRESS: Rule = Rule { free: 30, longest: Duration::from_secs(60), forget: Forget::Window(QUARTER) };

impl Rule {
    /// How long the next attempt has to wait after the `failures`th failed one.
    fn delay(&self, failures: u32) -> Option<Duration> {
        let doublings = failures.checked_sub(self.free)?;
        let delay = Duration::from_secs(1_u64.checked_shl(doublings).unwrap_or(u64::MAX));
        Some(delay.min(self.longest))
    }
}

/// The count of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Throttle {
    /// What is counted.
    pub key: ThrottleKey,
    /// How often its row was written. The rules here leave it as read; a commit writes the next one.
    pub version: Version,
    /// Attempts since `first_at` that did not succeed, or are still being looked at.
    pub failures: u32,
    /// The first of them.
    pub first_at: Timestamp,
    /// The last of them.
    pub last_at: Timestamp,
    /// No attempt is looked at before this instant.
    pub blocked_until: Option<Timestamp>,
}

impl Throttle {
    /// Whether the row says nothing any more, so it may be purged.
    pub fn is_spent(&self, now: Timestamp) -> bool {
        if self.blocked_until.is_some_and(|until| now < until) {
            return false;
        }
        let forgotten = match self.key.rule().forget {
            Forget::Quiet(quiet) => now.since(self.last_at) >= quiet,
            Forget::Window(window) => now.since(self.first_at) >= window,
        };
        forgotten || now.since(self.first_at) >= OLDEST
    }
}

/// Whether a password may be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Attempt {
    /// It may, once this row is written: the attempt is counted in it as if it had failed.
    Allowed(Throttle),
    /// It may not yet. Nothing to write, so waiting is never prolonged by asking.
    Delayed {
        /// How long to wait.
        retry_after: Duration,
    },
}

/// Decides on one attempt counted under `key`, whose row is `found`.
///
/// A login from one address has three attempts, then waits of 1, 2, 4, … 256, 300 s between further ones, and starts anew
/// after 15 minutes without an attempt. An address has 30 within 15 minutes, then waits of 1, 2, 4, … 32, 60 s, and starts anew
/// 15 minutes after the first. No count is older than 24 hours.
///
/// A sign-in asks for both keys and counts in neither unless both allow it.
pub fn decide_attempt(key: &ThrottleKey, found: Option<&Throttle>, now: Timestamp) -> Attempt {
    if let Some(until) = found.and_then(|throttle| throttle.blocked_until).filter(|until| now < *until) {
        return Attempt::Delayed { retry_after: until.since(now) };
    }
    let mut throttle = match found {
        Some(throttle) if throttle.is_spent(now) => Throttle { failures: 0, first_at: now, ..throttle.clone() },
        Some(throttle) => throttle.clone(),
        None => Throttle {
            key: key.clone(),
            version: Version::FIRST,
            failures: 0,
            first_at: now,
            last_at: now,
            blocked_until: None,
        },
    };
    throttle.failures = throttle.failures.saturating_add(1);
    throttle.last_at = now;
    throttle.blocked_until = key.rule().delay(throttle.failures).map(|delay| now.plus(delay));
    Attempt::Allowed(throttle)
}

/// The pair's row after a right password: its count is over.
#[must_use]
pub fn after_success_of_pair(throttle: Throttle) -> Throttle {
    Throttle { failures: 0, blocked_until: None, ..throttle }
}

/// The address's row after a right password: only that attempt is taken back, so an account of one's own does not open the
/// way for more guesses, and a whole office signing in at nine is not slowed down.
#[must_use]
pub fn after_success_from_address(throttle: Throttle) -> Throttle {
    let failures = throttle.failures.saturating_sub(1);
    let blocked_until = throttle.key.rule().delay(failures).map(|delay| throttle.last_at.plus(delay));
    Throttle { failures, blocked_until, ..throttle }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Timestamp {
        Timestamp::EPOCH.plus(Duration::from_secs(1_700_000_000 + seconds))
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn pair() -> ThrottleKey {
        ThrottleKey::pair("anna", Some(ip("203.0.113.7")))
    }

    fn address() -> ThrottleKey {
        ThrottleKey::address(Some(ip("203.0.113.7")))
    }

    /// Attempts as fast as they are let through; answers the waits in seconds before each, and the last row.
    fn hammer(key: &ThrottleKey, attempts: usize) -> (Vec<u64>, Throttle) {
        let (mut waits, mut row, mut now, mut waited) = (Vec::new(), None, at(0), 0);
        while waits.len() < attempts {
            match decide_attempt(key, row.as_ref(), now) {
                Attempt::Allowed(counted) => {
                    waits.push(std::mem::take(&mut waited));
                    row = Some(counted);
                }
                Attempt::Delayed { retry_after } => {
                    waited = retry_after.as_secs();
                    now = now.plus(retry_after);
                }
            }
        }
        (waits, row.unwrap())
    }

    #[test]
    fn a_login_from_one_address_has_three_attempts_and_then_ever_longer_waits() {
        let (waits, _) = hammer(&pair(), 14);
        assert_eq!(waits, [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    }

    #[test]
    fn an_address_has_thirty_attempts_and_then_waits_of_up_to_a_minute() {
        let (waits, _) = hammer(&address(), 38);
        assert_eq!(waits[..30], [0; 30]);
        assert_eq!(waits[30..], [1, 2, 4, 8, 16, 32, 60, 60]);
    }

    #[test]
    fn asking_during_a_wait_does_not_prolong_it() {
        let (_, row) = hammer(&pair(), 6);
        let until = row.blocked_until.unwrap();
        let early = until.minus(Duration::from_secs(3));
        let delayed = Attempt::Delayed { retry_after: Duration::from_secs(3) };
        assert_eq!(decide_attempt(&pair(), Some(&row), early), delayed);
        assert_eq!(decide_attempt(&pair(), Some(&row), early), delayed);
        assert!(matches!(decide_attempt(&pair(), Some(&row), until), Attempt::Allowed(_)));
    }

    #[test]
    fn a_quarter_of_an_hour_of_quiet_starts_a_login_anew() {
        let (_, row) = hammer(&pair(), 8);
        let failures_at = |now| match decide_attempt(&pair(), Some(&row), now) {
            Attempt::Allowed(counted) => counted.failures,
            delayed @ Attempt::Delayed { .. } => panic!("{delayed:?}"),
        };
        assert_eq!(failures_at(row.last_at.plus(QUARTER)), 1);
        assert_eq!(failures_at(row.last_at.plus(QUARTER).minus(Duration::from_secs(1))), 9);
    }

    #[test]
    fn a_wait_is_served_in_full_though_the_count_has_grown_old() {
        let mut row = hammer(&pair(), 13).1;
        row.first_at = row.last_at.minus(OLDEST);
        let delayed = Attempt::Delayed { retry_after: Duration::from_secs(300) };
        assert_eq!(decide_attempt(&pair(), Some(&row), row.last_at), delayed);
        assert!(!row.is_spent(row.last_at) && row.is_spent(row.blocked_until.unwrap()));
    }

    #[test]
    fn an_office_that_is_never_quiet_is_not_slowed_down_in_the_end() {
        let mut row = None;
        for minute in 0..24 * 60 {
            match decide_attempt(&address(), row.as_ref(), at(minute * 60)) {
                Attempt::Allowed(counted) => row = Some(counted),
                delayed @ Attempt::Delayed { .. } => panic!("minute {minute}: {delayed:?}"),
            }
        }
    }

    #[test]
    fn a_right_password_clears_the_login_and_takes_one_count_back_from_the_address() {
        let cleared = after_success_of_pair(hammer(&pair(), 5).1);
        assert_eq!((cleared.failures, cleared.blocked_until), (0, None));
        let forgiven = after_success_from_address(hammer(&address(), 30).1);
        assert_eq!((forgiven.failures, forgiven.blocked_until), (29, None));
    }

    #[test]
    fn a_hundred_colleagues_behind_one_address_sign_in_at_nine() {
        let mut row = None;
        for _ in 0..100 {
            match decide_attempt(&address(), row.as_ref(), at(0)) {
                Attempt::Allowed(counted) => row = Some(after_success_from_address(counted)),
                delayed @ Attempt::Delayed { .. } => panic!("{delayed:?}"),
            }
        }
    }

    #[test]
    fn a_stranger_elsewhere_does_not_slow_a_colleague_down() {
        assert_ne!(ThrottleKey::pair("anna", Some(ip("198.51.100.9"))), pair());
        assert_ne!(ThrottleKey::pair("anna", None), pair());
        assert_ne!(ThrottleKey::password_change("anna"), ThrottleKey::pair("anna", None));
        assert_ne!(ThrottleKey::address(Some(ip("198.51.100.9"))), address());
    }

    #[test]
    fn one_login_from_one_place_is_one_key_however_it_is_written() {
        assert_eq!(ThrottleKey::pair(" ANNA ", Some(ip("203.0.113.7"))), pair());
        assert_eq!(ThrottleKey::pair("Анна", None), ThrottleKey::pair("анна", None));
        assert_eq!(ThrottleKey::pair("anna", Some(ip("::ffff:203.0.113.7"))), pair());
        assert_eq!(ThrottleKey::address(Some(ip("::ffff:203.0.113.7"))), address());
        let network = ThrottleKey::address(Some(ip("2001:db8:1:2::1")));
        assert_eq!(network.as_str(), "address:2001:db8:1:2::/64");
        assert_eq!(ThrottleKey::address(Some(ip("2001:db8:1:2:ffff::9"))), network);
        assert_ne!(ThrottleKey::address(Some(ip("2001:db8:1:3::1"))), network);
    }

    #[test]
    fn a_key_is_short_and_shows_no_login() {
        let long = "x".repeat(10_000);
        for key in [
            ThrottleKey::pair(&long, Some(ip("203.0.113.7"))),
            ThrottleKey::address(Some(ip(&["ffff"; 8].join(":")))),
            pair(),
        ] {
            assert!(
                key.as_str().len() <= 80 && !key.as_str().contains("anna") && !key.as_str().contains("xx"),
                "{key}"
            );
        }
        assert_eq!(ThrottleKey::address(None).as_str(), "address:-");
    }
}
