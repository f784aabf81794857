//! `crm serve`.

mod demo;
mod gauges;
mod listen;
mod log;
mod options;
mod patience;
mod places;

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use crm_core::Crm;
use crm_core::store::DatabaseUrl;
use crm_core::telephony::MangoAccount;

use super::failure::Failure;
use super::office;
use crate::{Measured, Shutdown};
pub(super) use options::Options;

pub(super) const EXAMPLES: &str = "\
Examples:
  crm serve                                      crm.db, http://127.0.0.1:5000
  crm serve --demo --database sqlite://demo.db   an office with a year behind it, to look around
  crm serve --database sqlite:///srv/crm.db --listen 127.0.0.1:8080
  crm serve --database postgresql://crm@db1,db2/office    as many nodes as you like on one database
  crm serve --listen 0.0.0.0:443 --tls-cert cert.pem --tls-key key.pem
  crm serve --listen 10.0.0.5:5000 --behind-proxy --trusted-proxy 10.0.0.1
  LOG_FILE=logs/crm.log crm serve --log-format json

Beyond this machine it wants TLS, or a proxy with TLS in front, or to be told that plain HTTP is fine. When it is ready
it prints one line with its address. SIGTERM or Ctrl-C stops it: it finishes what it has begun, and what it has
acknowledged is written. A second signal stops it at once.";

/// How often the office is tidied.
const HOUSEKEEPING_EVERY: Duration = Duration::from_secs(5);

/// Serves until it is told to stop.
pub(super) async fn run(url: &DatabaseUrl, options: Options) -> Result<ExitCode, Failure> {
    let _log = options.log.start()?;
    let listener = options.listener.take().await?;
    let accounts = if options.demo { demo::prepare(url, listener.address()).await? } else { Vec::new() };
    let opened = office::open_with(url, options.postgres()).await?;
    let measured = Measured::new(opened.store());
    let shutdown = Shutdown::new();
    let router_options =
        options.router(listener.is_tls_in_front()).shutdown(shutdown.clone()).store_timings(measured.timings());
    let router_options = gauges::with_store(router_options, &opened, &shutdown);
    let office = Crm::builder(measured).tokens(options.tokens.keys(url)?).lifetimes(options.lifetimes()?);
    let mango = options.providers.mango()?;
    // Without a provider a demonstration has one of its own.
    let ringing = if options.demo && mango.is_none() { Some(crate::demo::account()?) } else { None };
    let office = mango.into_iter().chain(ringing.clone()).fold(office, crm_core::CrmBuilder::mango);
    let office = options.providers.sip()?.into_iter().fold(office, crm_core::CrmBuilder::sip);
    let crm = office.open().await?;

    if office::is_deserted(&crm).await? {
        tracing::warn!("nobody can sign in yet: crm create-admin --login admin adds the first user");
    }

    let tidying = tokio::spawn(tidy(crm.clone(), shutdown.clone()));
    let ringing = ringing.map(|account| tokio::spawn(ring(crm.clone(), account, shutdown.clone())));
    let router = crate::router(crm.clone(), router_options);
    let served = listener.serve(router, &shutdown, |address| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "listening on {address}")?;
        if !accounts.is_empty() {
            writeln!(out, "open {address} in a browser; the API is described at {address}/api/docs/")?;
            demo::print_accounts(&mut out, &accounts)?;
            if ringing.is_some() {
                writeln!(out, "while an operator is online (key 1), a client rings now and then")?;
            }
        }
        Ok(out.flush()?)
    });
    let served = served.await;
    // Whatever ended it, what was acknowledged is written before the program ends.
    shutdown.begin();
    let _tidied = tidying.await;
    if let Some(ringing) = ringing {
        let _rung = ringing.await;
    }
    let closed = crm.close().await;
    served?;
    closed?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Clients ring a demonstration until it is over.
async fn ring(crm: Crm, account: MangoAccount, shutdown: Shutdown) {
    tokio::select! {
        () = shutdown.begun() => {}
        Err(error) = crate::demo::ring(&crm, &account) => {
            tracing::warn!(code = error.code(), error = &error as &dyn std::error::Error, "nobody rings any more");
        }
    }
}

/// Housekeeping, every few seconds, and at once while there is more to do.
async fn tidy(crm: Crm, shutdown: Shutdown) {
    while !shutdown.has_begun() {
        let is_more = match crm.housekeeping().await {
            Ok(progress) => progress.more,
            Err(error) => {
                tracing::error!(code = error.code(), error = &error as &dyn std::error::Error, "housekeeping failed");
                false
            }
        };
        if !is_more {
            // Whichever comes first: the loop looks.
            let _elapsed = tokio::time::timeout(HOUSEKEEPING_EVERY, shutdown.begun()).await;
        }
    }
}
