//! Tickets: a browser's `EventSource` cannot send a header, and a token must not stand in an address.

use std::time::Duration;

use crm_core::kernel::{Secret, Timestamp};
use moka::future::Cache;
use sha2::{Digest, Sha256};

/// How long a ticket may be used.
pub(crate) const TICKET_LIFETIME: Duration = Duration::from_secs(30);
/// How many wait to be used at most; beyond that the least lately issued go.
const MOST: u64 = 10_000;

/// The tickets that wait to be used. Each opens one stream and nothing else. Only their hashes are kept, in the memory of
/// this process: behind several, a balancer has to bring the stream to the one that issued its ticket.
#[derive(Debug)]
pub(crate) struct Tickets(Cache<[u8; 32], Issued>);

#[derive(Debug, Clone)]
struct Issued {
    token: Secret,
    until: Timestamp,
}

/// The system gives no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no random bytes")]
pub(crate) struct NoRandomness;

impl Tickets {
    pub(super) fn new() -> Self {
        Self(Cache::builder().max_capacity(MOST).time_to_live(TICKET_LIFETIME * 2).build())
    }

    /// A ticket for whoever has this access token: 256 random bits, in hex.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub(crate) async fn issue(&self, token: Secret, now: Timestamp) -> Result<String, NoRandomness> {
        let mut bits = [0_u8; 32];
        getrandom::fill(&mut bits).map_err(|_| NoRandomness)?;
        let ticket = hex::encode(bits);
        self.0.insert(digest(&ticket), Issued { token, until: now.plus(TICKET_LIFETIME) }).await;
        Ok(ticket)
    }

    /// The access token behind a ticket, once; `None` for one that is unknown, used or too old.
    pub(crate) async fn redeem(&self, ticket: &str, now: Timestamp) -> Option<Secret> {
        self.0.remove(&digest(ticket)).await.filter(|issued| now < issued.until).map(|issued| issued.token)
    }
}

fn digest(ticket: &str) -> [u8; 32] {
    Sha256::digest(ticket).into()
}
