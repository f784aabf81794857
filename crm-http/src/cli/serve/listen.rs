//! Where it listens, with or without TLS, and how it stops.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use axum_server::{Handle, Server};
use clap::Args;
use futures_util::future::BoxFuture;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::super::failure::Failure;
use super::super::options::documented;
use super::patience::Patient;
use super::places::Limited;
use crate::Shutdown;

/// Where it listens when nobody says.
const DEFAULT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 5000);
/// For how long a connection may stay without a whole head of a request: whoever sends a byte a minute holds nothing long.
const HEAD_TIMEOUT: Duration = Duration::from_secs(20);
/// How long a client has to shake hands.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// How often a silent HTTP/2 connection is asked whether it is still there.
const PING_EVERY: Duration = Duration::from_secs(20);
/// For how long a client may take nothing of what it is sent: whoever does not read holds nothing long either.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
/// Open files that are not connections: the database on every thread that reads, temporary files, the log.
const OTHER_FILES: usize = 256;

/// The listener.
#[derive(Debug, Args)]
#[command(next_help_heading = "Listening")]
pub(crate) struct ListenOptions {
    /// The address and port; port 0 takes a free one [also: PORT, on 127.0.0.1] [default: 127.0.0.1:5000]
    #[arg(long, value_name = "ADDRESS", env = "CRM_LISTEN")]
    listen: Option<SocketAddr>,
    /// The certificate chain, PEM; with it and its key the server speaks TLS 1.2 and 1.3 only
    #[arg(long, value_name = "FILE", env = "CRM_TLS_CERT", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's private key, PEM
    #[arg(long, value_name = "FILE", env = "CRM_TLS_KEY", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// A proxy with TLS stands in front: plain HTTP beyond this machine is fine. Wants to know the proxy
    #[arg(long, env = "CRM_BEHIND_PROXY", requires = "trusted_proxy", conflicts_with = "tls_cert")]
    behind_proxy: bool,
    /// Listen beyond this machine in plain HTTP: everybody on the way can read passwords
    #[arg(long, env = "CRM_PLAIN_HTTP")]
    plain_http: bool,
    /// Connections open at once; what comes beyond is closed at once. Each is an open file, so fewer where the system allows fewer
    #[arg(long, value_name = "COUNT", env = "CRM_MAX_CONNECTIONS", default_value_t = 10_000)]
    max_connections: usize,
    /// For how many seconds requests may finish after the signal to stop
    #[arg(long, value_name = "SECONDS", env = "CRM_DRAIN_SECONDS", default_value_t = 25)]
    drain_seconds: u64,
}

/// What to listen on.
pub(super) struct Listener {
    address: SocketAddr,
    socket: TcpListener,
    tls: Option<RustlsConfig>,
    behind_proxy: bool,
    max_connections: usize,
    drain: Duration,
}

impl ListenOptions {
    /// Takes the address, before anything else is done: whoever comes meanwhile waits.
    ///
    /// # Errors
    /// `cli.plain_http` when it would speak plain HTTP with strangers; `cli.listen` when the address cannot be had; `cli.tls`.
    pub(super) async fn take(&self) -> Result<Listener, Failure> {
        let address = match (self.listen, documented("PORT")) {
            (Some(address), _) => address,
            (None, Some(port)) => {
                let port =
                    port.trim().parse().map_err(|_| Failure::new("cli.listen", "PORT is a number up to 65535"))?;
                SocketAddr::new(DEFAULT.ip(), port)
            }
            (None, None) => DEFAULT,
        };
        let tls = self.tls_cert.as_deref().zip(self.tls_key.as_deref());
        let tls = tls.map(|(certificate, key)| tls_config(certificate, key)).transpose()?;
        if tls.is_none() && !address.ip().is_loopback() && !self.behind_proxy && !self.plain_http {
            let sentence = format!(
                "{address} is beyond this machine, and passwords would go there in plain HTTP: give --tls-cert and \
                 --tls-key, or --behind-proxy, or --plain-http if that is what you want"
            );
            return Err(Failure::new("cli.plain_http", sentence));
        }
        let socket = tokio::net::TcpListener::bind(address).await.and_then(tokio::net::TcpListener::into_std);
        let socket = socket.map_err(|error| Failure::new("cli.listen", format!("{address}: {error}")))?;
        let drain = Duration::from_secs(self.drain_seconds);
        let Self { behind_proxy, max_connections, .. } = *self;
        Ok(Listener { address, socket, tls, behind_proxy, max_connections, drain })
    }
}

impl Listener {
    /// The address as it was asked for.
    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }
    /// Whether browsers come by HTTPS.
    pub(super) fn is_tls_in_front(&self) -> bool {
        self.tls.is_some() || self.behind_proxy
    }

    /// Serves until a signal says to stop, tells its address when it is ready, and drains in the end.
    ///
    /// # Errors
    /// `cli.listen` when it can no longer be listened to; what `ready` fails with.
    pub(super) async fn serve(
        self,
        router: Router,
        shutdown: &Shutdown,
        ready: impl FnOnce(String) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Self { address, socket, tls, max_connections, drain, .. } = self;
        let failed = |error: &io::Error| Failure::new("cli.listen", format!("{address}: {error}"));
        let scheme = if tls.is_some() { "https" } else { "http" };
        let most = within_open_files(max_connections);
        let handle = Handle::new();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let listener = axum_server::from_tcp(socket).map_err(|error| failed(&error))?;
        let listener = patient(listener).handle(handle.clone());
        let accepting: BoxFuture<'static, io::Result<()>> = if let Some(tls) = tls {
            let acceptor = RustlsAcceptor::new(tls).handshake_timeout(HANDSHAKE_TIMEOUT).acceptor(NoDelayAcceptor);
            let acceptor = Patient::new(acceptor, WRITE_TIMEOUT);
            Box::pin(listener.acceptor(Limited::new(acceptor, most)).serve(service))
        } else {
            let acceptor = Patient::new(NoDelayAcceptor, WRITE_TIMEOUT);
            Box::pin(listener.acceptor(Limited::new(acceptor, most)).serve(service))
        };
        let serving = tokio::spawn(accepting);
        if let Some(real) = handle.listening().await {
            // Whoever reads the address may stop it at once.
            let signals = Signals::catch().map_err(|error| failed(&error))?;
            let stopping = tokio::spawn(stop_on_signal(signals, handle, shutdown.clone(), drain));
            ready(format!("{scheme}://{real}"))?;
            let served = serving.await;
            stopping.abort();
            flat(served).map_err(|error| failed(&error))
        } else {
            flat(serving.await).map_err(|error| failed(&error))
        }
    }
}

/// As many connections as wanted, or as the system's limit of open files leaves beside the program's own: without a file
/// the database could not be read.
fn within_open_files(wanted: usize) -> usize {
    let files = u64::try_from(wanted.saturating_add(OTHER_FILES)).unwrap_or(u64::MAX);
    let Ok(limit) = rlimit::increase_nofile_limit(files) else { return wanted };
    let room = usize::try_from(limit).unwrap_or(usize::MAX).saturating_sub(OTHER_FILES).max(1);
    if room < wanted {
        tracing::warn!(
            connections = room,
            wanted,
            files = limit,
            "the system allows too few open files: fewer connections"
        );
    }
    room.min(wanted)
}

fn flat(served: Result<io::Result<()>, tokio::task::JoinError>) -> io::Result<()> {
    served.unwrap_or_else(|error| Err(io::Error::other(error)))
}

/// Who is slow holds no connection for long.
fn patient(mut server: Server<SocketAddr>) -> Server<SocketAddr> {
    let builder = server.http_builder();
    builder.http1().header_read_timeout(HEAD_TIMEOUT).keep_alive(true);
    builder.http2().keep_alive_interval(PING_EVERY).keep_alive_timeout(PING_EVERY);
    server.first_request_timeout(HEAD_TIMEOUT)
}

/// After a signal: nothing new is taken, streams end, requests finish. After a second one: the end.
async fn stop_on_signal(mut signals: Signals, handle: Handle<SocketAddr>, shutdown: Shutdown, drain: Duration) {
    signals.next().await;
    tracing::info!(connections = handle.connection_count(), "stopping");
    shutdown.begin();
    handle.graceful_shutdown(Some(drain));
    signals.next().await;
    handle.shutdown();
}

/// The signals to stop: from here on they no longer kill the process.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn catch() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }
    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// The signal to stop.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn catch() -> io::Result<Self> {
        Ok(Self)
    }
    async fn next(&mut self) {
        let _interrupted = tokio::signal::ctrl_c().await;
    }
}

fn tls_config(certificate: &Path, key: &Path) -> Result<RustlsConfig, Failure> {
    let unreadable =
        |path: &Path, error: &dyn std::fmt::Display| Failure::new("cli.tls", format!("{}: {error}", path.display()));
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unreadable(certificate, &error))?;
    if chain.is_empty() {
        return Err(unreadable(certificate, &"there is no certificate in it"));
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(|error| unreadable(key, &error))?;
    // Named here, not installed: what other parts of a program use is theirs to say.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .and_then(|config| config.with_no_client_auth().with_single_cert(chain, private))
        .map_err(|error| unreadable(certificate, &error))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}
