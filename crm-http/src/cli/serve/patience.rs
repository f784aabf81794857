//! Who does not read what it is sent is not waited for.

use std::io;
use std::pin::Pin;
use std::time::Duration;

use axum_server::accept::Accept;
use futures_util::TryFutureExt;
use futures_util::future::BoxFuture;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_io_timeout::TimeoutStream;

/// Ends a connection whose client has taken nothing for so long, though there was something to take. Without it, one that
/// asks and never reads would keep its place, and that of its stream, for ever.
#[derive(Debug, Clone)]
pub(super) struct Patient<A> {
    acceptor: A,
    write: Duration,
}

impl<A> Patient<A> {
    /// With so much patience.
    pub(super) const fn new(acceptor: A, write: Duration) -> Self {
        Self { acceptor, write }
    }
}

impl<A, I, S> Accept<I, S> for Patient<A>
where
    A: Accept<I, S>,
    A::Stream: AsyncRead + AsyncWrite + Send + 'static,
    A::Service: 'static,
    A::Future: Send + 'static,
{
    type Stream = Pin<Box<TimeoutStream<A::Stream>>>;
    type Service = A::Service;
    type Future = BoxFuture<'static, io::Result<(Self::Stream, A::Service)>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let write = self.write;
        Box::pin(self.acceptor.accept(stream, service).map_ok(move |(stream, service)| {
            let mut stream = TimeoutStream::new(stream);
            stream.set_write_timeout(Some(write));
            (Box::pin(stream), service)
        }))
    }
}

#[cfg(test)]
mod tests {
    use axum_server::accept::DefaultAcceptor;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn who_takes_nothing_is_left_and_who_is_slow_is_not() {
        let patient = Patient::new(DefaultAcceptor::new(), Duration::from_secs(2));
        let (ours, mut theirs) = tokio::io::duplex(16);
        let (mut stream, ()) = patient.accept(ours, ()).await.unwrap();
        let slow = tokio::spawn(async move {
            let mut taken = [0; 4];
            for _ in 0..8 {
                tokio::time::sleep(Duration::from_millis(10)).await;
                theirs.read_exact(&mut taken).await.unwrap();
            }
            theirs
        });
        stream.write_all(&[1; 32 + 16]).await.unwrap();
        let _not_read_any_more = slow.await.unwrap();
        assert_eq!(stream.write_all(&[1; 32]).await.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }
}
