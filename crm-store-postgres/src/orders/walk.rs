//! Walks through the orders in the order they were written in, for exports.
//!
//! A walk goes along the index of when orders were written and looks at each on its way: of everything, all pages together
//! read it once. What a filter makes few of, the orders of a client, a search or a period, is fetched by its own index and
//! sorted instead, for each page anew.

use crm_core::orders::OrderWalk;

use super::list::{Part, Stretch, around, page};
use super::route::{Route, WRITTEN, instants};
use crate::statement::Statement;

pub(super) fn statement(walk: &OrderWalk, route: Route<'_>) -> Statement {
    let (first, last) = walk.filter.created.map(|period| around(instants(period))).unzip();
    let until = (walk.until.0.micros(), walk.until.1.get().saturating_add(1));
    let limit = i64::from(walk.limit);
    let stretch = Stretch {
        key: WRITTEN,
        above: walk.after.map(|(at, id)| (at.micros(), id.get())).max(first),
        below: Some(last.map_or(until, |last| last.min(until))),
        descending: false,
        limit,
    };
    let parts = match route {
        Route::Fetch => vec![Part::Fetched(&walk.scope)],
        Route::Words(prefix) => vec![Part::Found(prefix, &walk.scope)],
        Route::Walk | Route::Buckets => vec![Part::Walked(&walk.scope)],
    };
    let mut statement = Statement::default();
    page(&mut statement, &parts, &walk.filter, &stretch, (limit, 0));
    statement
}
