//! The unit-of-work loop: read, decide, commit; read again when the state has moved on.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use super::{CommitError, Effects, Read, Store, StoreError, StoreErrorKind, Tx};
use crate::kernel::{Clock, Error, Timestamp};

/// How long a unit tries again, by the injected clock.
const DEADLINE: Duration = Duration::from_secs(5);
/// How often a unit tries again at most: an end for clocks that stand still.
const MOST_ATTEMPTS: u32 = 2_000;

tokio::task_local! {
    static IN_UNIT: ();
}

/// What a body is given for one attempt. `'t` is the attempt's life, `'a` that of the arguments it borrows: naming both
/// is what lets a body borrow its caller's arguments.
pub struct Attempt<'t, 'a> {
    /// What to read from.
    pub tx: &'t mut dyn Tx,
    /// The instant of this attempt.
    pub now: Timestamp,
    /// Which attempt this is, from 1: above 1, somebody else's write came between reading and writing.
    pub number: u32,
    arguments: PhantomData<&'t &'a ()>,
}

/// The future of a body's attempt.
pub type UnitFuture<'t, T> = Pin<Box<dyn Future<Output = Result<Outcome<T>, Error>> + Send + 't>>;

/// What a body decided. A plain `Err` commits nothing.
#[derive(Debug)]
pub enum Outcome<T> {
    /// Commit, then answer the value.
    Done {
        /// The answer.
        value: T,
        /// What to write; nothing is fine.
        effects: Effects,
    },
    /// Commit, then answer the error: a refusal that must leave a trace.
    Refused {
        /// The answer.
        error: Error,
        /// The trace.
        effects: Effects,
    },
}

impl<T> Outcome<T> {
    /// An answer that writes.
    pub fn done(value: T, effects: Effects) -> Self {
        Self::Done { value, effects }
    }
    /// An answer that writes nothing.
    pub fn unchanged(value: T) -> Self {
        Self::Done { value, effects: Effects::none() }
    }
    /// A refusal that leaves a trace.
    pub fn refused(error: impl Into<Error>, effects: Effects) -> Self {
        Self::Refused { error: error.into(), effects }
    }
}

/// Runs a unit: `body` reads and decides, its effects are committed, and when a guard fails it reads and decides again,
/// for at most 5 s of the injected clock.
///
/// The future is `Send`, and `body` may borrow from its caller:
///
/// ```
/// # use crm_core::store::{run, Outcome, Read, Store};
/// # use crm_core::kernel::{Clock, Error};
/// async fn city_count(store: &dyn Store, clock: &dyn Clock, prefix: &str) -> Result<usize, Error> {
///     run(store, clock, Read::Each, |attempt| {
///         Box::pin(async move {
///             let cities = attempt.tx.cities().all().await?;
///             let count = cities.iter().filter(|city| city.name.as_str().starts_with(prefix)).count();
///             Ok(Outcome::unchanged(count))
///         })
///     })
///     .await
/// }
/// ```
///
/// # Errors
/// What the body answers; `store.contended` when the state kept changing until the deadline; other storage errors.
pub async fn run<'a, T, F>(store: &dyn Store, clock: &dyn Clock, read: Read, mut body: F) -> Result<T, Error>
where
    T: Send,
    F: for<'t> FnMut(Attempt<'t, 'a>) -> UnitFuture<'t, T> + Send,
{
    if IN_UNIT.try_with(|()| ()).is_ok() {
        return Err(StoreError::new(StoreErrorKind::Nested, "unit.run").into());
    }
    let deadline = clock.now().plus(DEADLINE);
    for number in 1..=MOST_ATTEMPTS {
        let now = clock.now();
        let mut tx = store.begin(read).await?;
        let attempt = Attempt { tx: &mut *tx, now, number, arguments: PhantomData };
        let outcome = IN_UNIT.scope((), body(attempt)).await?;
        let (answer, mut effects) = match outcome {
            Outcome::Done { value, effects } => (Ok(value), effects),
            Outcome::Refused { error, effects } => (Err(error), effects),
        };
        if effects.is_empty() {
            return answer;
        }
        effects.salt()?;
        match tx.commit(effects).await {
            Ok(()) => return answer,
            Err(CommitError::Stale) if clock.now() > deadline => break,
            Err(CommitError::Stale) => {}
            Err(
                CommitError::InDoubt(error)
                | CommitError::Busy(error)
                | CommitError::Unavailable(error)
                | CommitError::Corrupt(error),
            ) => return Err(error.into()),
        }
    }
    Err(StoreError::new(StoreErrorKind::Contended, "unit.run").into())
}
