//! What every handler shares.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use crm_core::Crm;

use crate::Options;
use crate::cache::Answers;
use crate::defence::{Arrivals, Defence, Load, RateLimits};
use crate::directory::Directory;
use crate::live::{Live, Pace};
use crate::observe::Metrics;
use crate::readiness::{REUSED_FOR, Readiness};
use crate::session::Signs;

/// The office and what stands around it. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct App(Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) crm: Crm,
    pub(crate) options: Options,
    pub(crate) directory: Directory,
    pub(crate) defence: Defence,
    pub(crate) metrics: Metrics,
    pub(crate) signs: Signs,
    pub(crate) live: Live,
    pub(crate) answers: Answers,
    pub(crate) readiness: Readiness,
}

impl App {
    pub(crate) fn new(crm: Crm, options: Options) -> Self {
        let directory = Directory::new(crm.clone());
        let defence = Defence {
            load: Load::new(options.concurrency),
            arrivals: Arrivals::default(),
            rates: RateLimits::new(options.rates),
        };
        let metrics = Metrics::new(&options);
        let live = Live::new(crm.clone(), Pace::default(), options.shutdown.clone());
        let answers = Answers::new(crm.clone());
        let readiness = Readiness::new(crm.clone(), REUSED_FOR);
        let signs = Signs::default();
        Self(Arc::new(Inner { crm, options, directory, defence, metrics, signs, live, answers, readiness }))
    }
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl FromRequestParts<App> for App {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(_: &mut Parts, app: &Self) -> Result<Self, Self::Rejection> {
        Ok(app.clone())
    }
}
