//! Idempotency: the same key twice makes one thing.

use std::time::Duration;

use async_trait::async_trait;
use sha2::{Digest, Sha256};

use super::{Effects, StoreError, StoreErrorKind, Tx};
use crate::access::Actor;
use crate::kernel::{Code, EntityId, Error, ErrorKind, OutOfRange, Refusal, Text, Timestamp};

/// A client's key for one creation: 1 to 128 characters. The same key again, by the same actor for the same operation,
/// gives what the first one made.
pub type IdempotencyKey = Text<128>;

/// What a key made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyRecord {
    /// Who, as the audit names the actor.
    pub actor: String,
    /// Which operation, such as `calls.record`.
    pub operation: &'static str,
    /// The client's key.
    pub key: IdempotencyKey,
    /// SHA-256 of the request.
    pub fingerprint: [u8; 32],
    /// The id of what was made.
    pub result: i64,
    /// Until when it is kept at least.
    pub expires_at: Timestamp,
}

impl IdempotencyRecord {
    /// What a key made now, kept for as long as is promised.
    pub(crate) fn new(
        actor: &Actor,
        operation: &'static str,
        key: &IdempotencyKey,
        fingerprint: [u8; 32],
        result: i64,
        now: Timestamp,
    ) -> Self {
        let (actor, key) = (actor.to_string(), key.clone());
        Self { actor, operation, key, fingerprint, result, expires_at: now.plus(Self::KEPT) }
    }
    /// How long a key is honoured at least.
    pub const KEPT: Duration = Duration::from_hours(72);

    /// The fingerprint of a request, from its debug form: two requests with one fingerprint ask for the same.
    pub fn fingerprint(request: &impl std::fmt::Debug) -> [u8; 32] {
        Sha256::digest(format!("{request:?}").as_bytes()).into()
    }
}

/// Refusals of idempotency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdempotencyError {
    /// The key was used for another request.
    #[error("this idempotency key was used for another request")]
    Reused,
}

impl Refusal for IdempotencyError {
    fn code(&self) -> Code {
        "idempotency.reused"
    }
    fn kind(&self) -> ErrorKind {
        ErrorKind::Conflict
    }
}

/// Reads idempotency records.
#[async_trait]
pub trait IdempotencyRepo: Send {
    /// What the key made: `(fingerprint, result)`; `None` if it is free.
    async fn find(
        &mut self,
        actor: &str,
        operation: &'static str,
        key: &IdempotencyKey,
    ) -> Result<Option<([u8; 32], i64)>, StoreError>;
}

/// What `key` has made for the same request, if anything.
///
/// # Errors
/// [`IdempotencyError::Reused`] when it was used for another request.
pub(crate) async fn replay(
    tx: &mut dyn Tx,
    actor: &Actor,
    operation: &'static str,
    key: &IdempotencyKey,
    fingerprint: &[u8; 32],
) -> Result<Option<i64>, Error> {
    match tx.idempotency().find(&actor.to_string(), operation, key).await? {
        None => Ok(None),
        Some((found, result)) if &found == fingerprint => Ok(Some(result)),
        Some(_) => Err(IdempotencyError::Reused.into()),
    }
}

/// A creation that a client's key may make repeatable.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Once<'k> {
    actor: &'k Actor,
    operation: &'static str,
    key: Option<(&'k IdempotencyKey, [u8; 32])>,
}

impl<'k> Once<'k> {
    /// Who asks for what, and under which key, if any. Secrets of the request hide from its debug form, so they are no part
    /// of the fingerprint: a digest of a password would be a password to try guesses on.
    pub(crate) fn new(
        actor: &'k Actor,
        operation: &'static str,
        key: Option<&'k IdempotencyKey>,
        request: &impl std::fmt::Debug,
    ) -> Self {
        Self { actor, operation, key: key.map(|key| (key, IdempotencyRecord::fingerprint(request))) }
    }
    /// What the key has made for the same request, if anything.
    ///
    /// # Errors
    /// [`IdempotencyError::Reused`] when it was used for another request.
    pub(crate) async fn made<I: EntityId>(&self, tx: &mut dyn Tx) -> Result<Option<I>, Error> {
        let Some((key, fingerprint)) = &self.key else { return Ok(None) };
        let Some(made) = replay(tx, self.actor, self.operation, key, fingerprint).await? else { return Ok(None) };
        let corrupt = |e: OutOfRange| StoreError::new(StoreErrorKind::Corrupt, self.operation).context(e.to_string());
        Ok(Some(I::new(made).map_err(corrupt)?))
    }
    /// Remembers what the key makes now.
    pub(crate) fn remember(&self, made: impl EntityId, now: Timestamp, effects: &mut Effects) {
        if let Some((key, fingerprint)) = self.key {
            effects.idempotency(IdempotencyRecord::new(self.actor, self.operation, key, fingerprint, made.get(), now));
        }
    }
}
