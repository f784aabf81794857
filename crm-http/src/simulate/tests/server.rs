//! A server of a few lines that takes a provider's events, and can be killed.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use crm_core::Crm;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// Where events go on this server.
pub(super) const BASE: &str = "/api/webhooks/mango";

/// What the server answers by.
#[derive(Clone)]
struct Desk {
    crm: Crm,
    served: Arc<AtomicUsize>,
    /// Each request whose number is a multiple of this is turned away as if the server were overloaded; 0 for none.
    overloaded_each: usize,
}

/// A running server. It dies with everything it is doing when it is killed or dropped.
pub(super) struct Server {
    runtime: Option<Runtime>,
    pub(super) address: SocketAddr,
    served: Arc<AtomicUsize>,
}

impl Server {
    /// Starts at an address; port 0 is any free one.
    pub(super) fn start(crm: &Crm, address: SocketAddr, overloaded_each: usize) -> Self {
        // A runtime of its own: whoever kills a process does not wait for its tasks.
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let served = Arc::new(AtomicUsize::new(0));
        let desk = Desk { crm: crm.clone(), served: Arc::clone(&served), overloaded_each };
        let guard = runtime.enter();
        let listener = std::net::TcpListener::bind(address).unwrap();
        listener.set_nonblocking(true).unwrap();
        let listener = TcpListener::from_std(listener).unwrap();
        let address = listener.local_addr().unwrap();
        let app = Router::new().route(&format!("{BASE}/{{*path}}"), post(take)).with_state(desk);
        runtime.spawn(async move { axum::serve(listener, app).await });
        drop(guard);
        Self { runtime: Some(runtime), address, served }
    }
    /// Requests answered.
    pub(super) fn served(&self) -> usize {
        self.served.load(Ordering::Relaxed)
    }
    /// The address for providers.
    pub(super) fn base(&self) -> String {
        format!("http://{}{BASE}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn take(State(desk): State<Desk>, Path(path): Path<String>, body: Bytes) -> StatusCode {
    let number = desk.served.fetch_add(1, Ordering::Relaxed) + 1;
    if desk.overloaded_each > 0 && number % desk.overloaded_each == 0 {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    match desk.crm.telephony().mango(&format!("/{path}"), &body).await {
        Ok(_) => StatusCode::OK,
        Err(error) if error.code().starts_with("telephony.") => StatusCode::FORBIDDEN,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
