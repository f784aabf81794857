//! HTTP for [`crm_core`]: a router that any axum service can mount, and, with the feature `cli`, the program `crm`.
//!
//! ```no_run
//! # async fn example(crm: crm_core::Crm) -> std::io::Result<()> {
//! let app = axum::Router::new().merge(crm_http::router(crm, crm_http::Options::default()));
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:5000").await?;
//! axum::serve(listener, app.into_make_service_with_connect_info::<std::net::SocketAddr>()).await
//! # }
//! ```
//!
//! A handler extracts, calls the core and presents; no rule lives here.
//!
//! | room | what it holds |
//! |---|---|
//! | `routes` | a file for each domain of the core: its wire forms and handlers |
//! | `live` | event streams: one reader of the feed, and who watches |
//! | `wire` | the envelope, the problem, the strict readers |
//! | `defence` | what stands around every handler: limits, headers, origins, addresses |
//! | `observe` | spans, log lines, metrics |
//! | `cli` | the program `crm`, its commands |
//! | `screens` | the files of the web UI |
//! | `openapi` | the document, completed with what every operation shares |

mod app;
mod cache;
#[cfg(feature = "cli")]
mod chance;
#[cfg(feature = "cli")]
pub mod cli;
pub mod codes;
mod database;
mod defence;
#[cfg(feature = "cli")]
pub mod demo;
mod directory;
mod live;
mod observe;
mod openapi;
mod options;
mod readiness;
mod routes;
mod screens;
mod session;
pub mod sheet;
#[cfg(feature = "cli")]
mod simulate;
mod wire;

use axum::Router;
use crm_core::Crm;
use utoipa_axum::router::OpenApiRouter;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::app::App;
pub use crate::database::{
    DatabaseBacklog, DatabaseConnections, DatabaseFile, DatabaseReport, DatabaseSessions, DatabaseStandby,
    DatabaseStatement, DatabaseTable,
};
pub use crate::observe::{Measured, StoreTimings};
pub use crate::options::{BadOrigin, Concurrency, ForwardedHeader, Options, Origin, RateLimit, Rates, Shutdown};
pub use crate::wire::{Problem, ProblemField, ProblemKind};

/// Where every path begins.
const BASE: &str = "/api";
/// The API document.
const DOCUMENT: &str = "/api/openapi.json";
/// The page that shows it; all of it comes from this server.
const DOCS: &str = "/api/docs";

/// The API over an office, with every path below `/api`; with [`Options::screens`] every other path is the web UI's.
pub fn router(crm: Crm, options: Options) -> Router {
    let (routes, mut document) = documented().split_for_parts();
    openapi::complete(&mut document);
    let app = App::new(crm, options);
    // Otherwise the page would have the document looked at by a stranger's service.
    let docs = SwaggerUi::new(DOCS).url(DOCUMENT, document).config(Config::default().validator_url("none"));
    let api = routes.with_state(app.clone()).merge(docs);
    let served = if app.options.screens { api.fallback(screens::show) } else { api };
    defence::guard(served, &app)
}

/// The API document, OpenAPI 3.1.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let (_, mut document) = documented().split_for_parts();
    openapi::complete(&mut document);
    document
}

fn documented() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::base())
        .nest(BASE, routes::all().fallback(|| async { Problem::no_such_path() }))
}
