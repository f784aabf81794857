//! Bodies, taken in before a request is given its place.
//!
//! A place held while a body arrives would be held for as long as its sender likes: a few hundred posts that never end, of
//! a stranger, would shut out a provider's webhooks or everybody else. So whoever is slow waits outside, and of one address
//! only so many wait.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::StatusCode;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::address::ClientAddress;
use super::load::overloaded;
use super::rates::network;
use crate::wire::{Problem, unread};

/// How many bodies of one address may be on their way. Nearly every body comes with its head and never counts for long.
const MOST: usize = 64;

/// The bodies that are on their way, by where they come from.
#[derive(Debug, Default)]
pub(crate) struct Arrivals(Mutex<HashMap<Option<IpAddr>, usize>>);

impl Arrivals {
    /// The request with all of its body, of so many bytes at most.
    ///
    /// # Errors
    /// `request.too_large`, `request.malformed`; `server.overloaded` when too many of the address are on their way.
    pub(super) async fn whole(
        &self,
        request: Request,
        ClientAddress(address): ClientAddress,
        limit: usize,
    ) -> Result<Request, Problem> {
        if request.body().is_end_stream() {
            return Ok(request);
        }
        if usize::try_from(request.body().size_hint().lower()).map_or(true, |told| told > limit) {
            return Err(unread(StatusCode::PAYLOAD_TOO_LARGE));
        }
        let _until_it_is_here = self.begin(address.map(network))?;
        let (head, body) = request.into_parts();
        let body = Limited::new(body, limit).collect().await.map_err(|error| {
            unread(if error.is::<LengthLimitError>() { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::BAD_REQUEST })
        })?;
        Ok(Request::from_parts(head, Body::from(body.to_bytes())))
    }

    fn begin(&self, address: Option<IpAddr>) -> Result<Arriving<'_>, Problem> {
        let mut counts = self.counts();
        let count = counts.entry(address).or_default();
        if *count == MOST {
            return Err(overloaded());
        }
        *count += 1;
        Ok(Arriving { arrivals: self, address })
    }

    /// Nothing that is done under the lock can leave it half done.
    fn counts(&self) -> MutexGuard<'_, HashMap<Option<IpAddr>, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A body that is on its way, until this is dropped.
struct Arriving<'a> {
    arrivals: &'a Arrivals,
    address: Option<IpAddr>,
}

impl Drop for Arriving<'_> {
    fn drop(&mut self) {
        let mut counts = self.arrivals.counts();
        if let Some(count) = counts.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.address);
            }
        }
    }
}
