//! The routes, a file for each domain: extract, call the core, present.

mod admin;
mod audit;
mod auth;
mod callbacks;
mod calls;
mod campaigns;
mod cities;
mod clients;
mod events;
mod exports;
mod health;
mod lines;
mod masters;
mod operators;
mod orders;
mod settings;
mod shifts;
mod stats;
mod telephony;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

/// Every route of the API, without its base path.
pub(crate) fn all() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(admin::routes())
        .merge(audit::routes())
        .merge(auth::routes())
        .merge(callbacks::routes())
        .merge(calls::routes())
        .merge(campaigns::routes())
        .merge(cities::routes())
        .merge(clients::routes())
        .merge(events::routes())
        .merge(exports::routes())
        .merge(health::routes())
        .merge(lines::routes())
        .merge(masters::routes())
        .merge(operators::routes())
        .merge(orders::routes())
        .merge(settings::routes())
        .merge(shifts::routes())
        .merge(stats::routes())
        .merge(telephony::routes())
}
