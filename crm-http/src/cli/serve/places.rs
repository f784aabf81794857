//! How many connections are open at once.

use std::io;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum_server::accept::Accept;
use futures_util::future::{Either, Ready, ready};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Service;

use crate::observe::PerSecond;

/// Takes so many connections and closes what comes beyond, before a handshake: who is told at once can go elsewhere, and who
/// waits in a queue that only grows is served too late anyway.
#[derive(Debug, Clone)]
pub(super) struct Limited<A> {
    acceptor: A,
    places: Arc<Semaphore>,
    closed: PerSecond,
}

impl<A> Limited<A> {
    /// At most so many at once.
    pub(super) fn new(acceptor: A, most: usize) -> Self {
        let closed = PerSecond::new(|connections| {
            tracing::warn!(
                connections,
                "closed connections within a second: as many are open as --max-connections allows"
            );
        });
        Self { acceptor, places: Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS))), closed }
    }
}

impl<A, I, S> Accept<I, S> for Limited<A>
where
    A: Accept<I, Placed<S>>,
{
    type Stream = A::Stream;
    type Service = A::Service;
    type Future = Either<A::Future, Ready<io::Result<(A::Stream, A::Service)>>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            self.closed.count();
            return Either::Right(ready(Err(io::ErrorKind::ConnectionRefused.into())));
        };
        Either::Left(self.acceptor.accept(stream, Placed { service, _place: Arc::new(place) }))
    }
}

/// The service of one connection. It keeps the connection's place for as long as it lives, which is as long as the connection.
#[derive(Debug, Clone)]
pub(super) struct Placed<S> {
    service: S,
    _place: Arc<OwnedSemaphorePermit>,
}

impl<S: Service<R>, R> Service<R> for Placed<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: R) -> S::Future {
        self.service.call(request)
    }
}
