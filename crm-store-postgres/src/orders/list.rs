//! Lists of orders.
//!
//! A scope is compiled to parts that share no order: those of the cities served, those the actor wrote in other cities,
//! those the actor is the master of. Each walks an index in the order of the list and stops after one page; the parts are
//! merged. Which index that is, the database decides: the rarest of the equalities, each of which has one in this order.
//!
//! What was closed in a period is a range of the list's own key. What else a list may be reached by is a [`Route`].
//!
//! PostgreSQL takes what passes a filter for spread evenly along every index, and would walk a list to its end for what it
//! could look up. Where it must not, `OFFSET 0` keeps it from seeing both sides at once: what is fetched is fetched without
//! regard to the order, and a bucket is walked without regard to the filter.

use crm_core::access::OrderScope;
use crm_core::kernel::{CityId, OperatorId};
use crm_core::orders::{OrderFilter, OrderQuery, OrderSearch};

use super::route::{Bucket, CLOSED, MEETING, Route, Routes, WRITTEN, begins_with, buckets, instants, keys, within};
use super::row::{COLUMNS, NAMES_OF};
use crate::listing::{MOST_BRANCHES, Walk, counted};
use crate::statement::{Statement, Value};

/// A part of a list, each order in one part only.
pub(super) enum Part<'q> {
    /// Along an index, those in scope.
    Walked(&'q OrderScope),
    /// Along the index of each city.
    Cities(&'q [CityId]),
    /// Along the list: so many cities are dense enough in it.
    ManyCities(&'q [CityId]),
    Author {
        author: OperatorId,
        except: &'q [CityId],
    },
    Master {
        master: OperatorId,
        except: &'q [CityId],
        author: Option<OperatorId>,
    },
    /// Along the index of each of these days, or months, of writing.
    Buckets(Bucket, Vec<i64>, &'q OrderScope),
    /// All of them, then sorted.
    Fetched(&'q OrderScope),
    /// All with a word that begins with this, one of the search's prefixes, then sorted.
    Found(&'q str, &'q OrderScope),
}

/// The parts of a list that is walked to; none when the scope has nothing that passes.
pub(super) fn walked<'q>(scope: &'q OrderScope, filter: &OrderFilter) -> Vec<Part<'q>> {
    let OrderScope::Some { cities, author, master } = scope else { return vec![Part::Walked(&OrderScope::All)] };
    let own = author.map(|author| Part::Author { author, except: cities });
    let assigned = master.map(|master| Part::Master { master, except: cities, author: *author });
    let elsewhere = own.into_iter().chain(assigned);
    match filter.city {
        Some(city) if cities.contains(&city) => vec![Part::Walked(&OrderScope::All)],
        None if cities.len() > MOST_BRANCHES => std::iter::once(Part::ManyCities(cities)).chain(elsewhere).collect(),
        None if !cities.is_empty() => std::iter::once(Part::Cities(cities)).chain(elsewhere).collect(),
        _ => elsewhere.collect(),
    }
}

fn parts<'q>(query: &'q OrderQuery, route: Route<'q>) -> Vec<Part<'q>> {
    match route {
        Route::Walk => walked(&query.scope, &query.filter),
        Route::Fetch => vec![Part::Fetched(&query.scope)],
        Route::Words(prefix) => vec![Part::Found(prefix, &query.scope)],
        Route::Buckets => {
            let buckets = query.filter.created.and_then(buckets).unwrap_or_default().into_iter();
            buckets.map(|(bucket, numbers)| Part::Buckets(bucket, numbers, &query.scope)).collect()
        }
    }
}

/// A place: a key, and the id among the orders with that key.
pub(super) type Place = (i64, i64);

/// The places short of and beyond all orders with a key from the first to the last.
pub(super) fn around((first, last): (i64, i64)) -> (Place, Place) {
    ((first, 0), (last, i64::MAX))
}

/// The beginning of an order, or its end, between two places.
pub(super) struct Stretch {
    pub(super) key: &'static str,
    // One bound a side: beside two, PostgreSQL may begin at the wider one.
    pub(super) above: Option<Place>,
    pub(super) below: Option<Place>,
    pub(super) descending: bool,
    pub(super) limit: i64,
}

impl Stretch {
    fn of_list(query: &OrderQuery, walk: &Walk) -> Self {
        let (mut above, mut below) = query.filter.closed.map(|period| around(keys(period))).unzip();
        match walk.mark {
            Some(mark) if walk.descending => below = Some(below.map_or(mark, |below| below.min(mark))),
            mark => above = above.max(mark),
        }
        let limit = walk.fetch.saturating_add(walk.offset);
        Self { key: "o.list_key", above, below, descending: walk.descending, limit }
    }

    fn between(&self, statement: &mut Statement, key: &str, id: &str) {
        for (bound, beyond) in [(self.above, ") > ("), (self.below, ") < (")] {
            if let Some((at, beside)) = bound {
                statement.push(" AND (").push(key).push(", ").push(id).push(beyond);
                statement.bind(at).push(", ").bind(beside).push(")");
            }
        }
    }

    fn order(&self, statement: &mut Statement, key: &str, id: &str) {
        let direction = if self.descending { " DESC" } else { "" };
        statement.push(" ORDER BY ").push(key).push(direction).push(", ").push(id).push(direction);
    }
}

impl Part<'_> {
    /// The place and the id of each order of a stretch, in order, or of all in no order.
    pub(super) fn select(&self, statement: &mut Statement, filter: &OrderFilter, stretch: Option<&Stretch>) {
        let is_fetched = matches!(self, Self::Fetched(_) | Self::Found(..));
        let is_inside = self.open(statement);
        statement.push("SELECT ").push(stretch.map_or("o.list_key", |stretch| stretch.key)).push(" AS at, o.id");
        if let (Self::Buckets(bucket, ..), Some(stretch)) = (self, stretch) {
            statement.push(" FROM (SELECT * FROM orders o WHERE ").push(bucket.expression()).push(" = one.value");
            stretch.between(statement, stretch.key, "o.id");
            stretch.order(statement, stretch.key, "o.id");
            statement.push(" OFFSET 0) o WHERE true");
        } else {
            statement.push(" FROM orders o WHERE true");
        }
        self.belonging(statement);
        self.passing(statement, filter, stretch);
        match stretch {
            // What comes out of a bucket is in order already.
            Some(stretch) if matches!(self, Self::Buckets(..)) => drop(statement.limit(stretch.limit)),
            Some(stretch) if !is_fetched => {
                stretch.between(statement, stretch.key, "o.id");
                stretch.order(statement, stretch.key, "o.id");
                statement.limit(stretch.limit);
            }
            _ => {}
        }
        statement.push(if is_fetched { " OFFSET 0" } else { "" }).push(if is_inside { ") hit" } else { "" });
        if let Some(stretch) = stretch.filter(|_| is_fetched) {
            statement.push(" WHERE true");
            stretch.between(statement, "hit.at", "hit.id");
            stretch.order(statement, "hit.at", "hit.id");
            statement.limit(stretch.limit);
        }
    }

    /// What is looked through one by one. Whether what follows is inside of it.
    fn open(&self, statement: &mut Statement) -> bool {
        match self {
            Self::Walked(_) | Self::ManyCities(_) | Self::Author { .. } | Self::Master { .. } => return false,
            Self::Cities(cities) => {
                statement.push("SELECT hit.at, hit.id FROM unnest(").bind(*cities).push(") one (value)");
            }
            Self::Buckets(_, numbers, _) => {
                statement.push("SELECT hit.at, hit.id FROM unnest(").bind(numbers.clone()).push(") one (value)");
            }
            Self::Found(prefix, _) => {
                statement.push("SELECT hit.at, hit.id FROM (SELECT w.order_id, w.word FROM order_words w WHERE true");
                begins_with(statement, prefix);
                statement.push(") one (value, word)");
            }
            Self::Fetched(_) => {
                statement.push("SELECT hit.at, hit.id FROM (");
                return true;
            }
        }
        statement.push(" CROSS JOIN LATERAL (");
        true
    }

    /// What makes an order one of the part.
    fn belonging(&self, statement: &mut Statement) {
        let elsewhere = |statement: &mut Statement, except: &[CityId]| {
            if !except.is_empty() {
                statement.push(" AND o.city <> ALL (").bind(except).push(")");
            }
        };
        match self {
            Self::Walked(scope) | Self::Buckets(.., scope) | Self::Fetched(scope) => in_scope(statement, scope),
            Self::Cities(_) => drop(statement.push(" AND o.city = one.value")),
            Self::ManyCities(cities) => drop(statement.push(" AND o.city = ANY (").bind(*cities).push(")")),
            Self::Author { author, except } => {
                statement.push(" AND o.operator_name_id = ").bind(author.get());
                elsewhere(statement, except);
            }
            Self::Master { master, except, author } => {
                statement.push(" AND o.master_id = ").bind(master.get());
                elsewhere(statement, except);
                if let Some(author) = author {
                    statement.push(" AND o.operator_name_id IS DISTINCT FROM ").bind(author.get());
                }
            }
            Self::Found(prefix, scope) => {
                // By the first of its words that begin so: what is counted no further than a total is exact has to come
                // one by one, which DISTINCT does not do.
                statement.push(" AND o.id = one.value AND strpos(o.words, ' ' || one.word || ' ') = strpos(o.words, ");
                statement.bind(format!(" {prefix}")).push(")");
                in_scope(statement, scope);
            }
        }
    }

    /// What passes the filter, except for what the part or the stretch sees to.
    fn passing(&self, statement: &mut Statement, filter: &OrderFilter, stretch: Option<&Stretch>) {
        let mut equal = |column: &str, value: Option<Value>| {
            if let Some(value) = value {
                statement.push(" AND o.").push(column).push(" = ").bind(value);
            }
        };
        equal("phone", filter.phone.as_ref().map(|phone| phone.as_str().into()));
        equal("operator_name_id", filter.operator.map(|operator| operator.get().into()));
        equal("master_id", filter.master.map(|master| master.get().into()));
        equal("city", filter.city.map(|city| city.get().into()));
        equal("rk", filter.campaign.map(|campaign| campaign.get().into()));
        equal("status_order", filter.status.as_ref().map(|status| status.code().into()));
        equal("type_order", filter.order_type.as_ref().map(|order_type| order_type.code().into()));
        equal("type_equipment", filter.equipment.as_ref().map(|equipment| equipment.code().into()));
        let is_seen_to = stretch.is_some_and(|stretch| stretch.key == WRITTEN) && matches!(self, Self::Walked(_));
        if let Some(period) = filter.created.filter(|_| !is_seen_to) {
            within(statement, WRITTEN, instants(period));
        }
        if let Some(period) = filter.meeting {
            within(statement, MEETING, instants(period));
        }
        if let Some(period) = filter.closed {
            // Orders in a status that this version does not know share the range of keys.
            within(statement, CLOSED, instants(period));
            if stretch.is_none() {
                within(statement, "o.list_key", keys(period));
            }
        }
        for prefix in filter.search.iter().flat_map(OrderSearch::prefixes) {
            if !matches!(self, Self::Found(found, _) if found == prefix) {
                // The order's own words: its row is read anyway.
                statement.push(" AND strpos(o.words, ").bind(format!(" {prefix}")).push(") > 0");
            }
        }
    }
}

pub(super) fn in_scope(statement: &mut Statement, scope: &OrderScope) {
    if let OrderScope::Some { cities, author, master } = scope {
        statement.push(" AND (o.city = ANY (").bind(cities.as_slice()).push(")");
        for (column, user) in [("o.operator_name_id", author), ("o.master_id", master)] {
            if let Some(user) = user {
                statement.push(" OR ").push(column).push(" = ").bind(user.get());
            }
        }
        statement.push(")");
    }
}

/// The rows of a page, their places and ids as `sort_key` and `sort_id`. Ids first: of rows that are skipped nothing more
/// is read. One walk that skips nothing has nothing to gain by that.
pub(super) fn page(
    statement: &mut Statement,
    parts: &[Part<'_>],
    filter: &OrderFilter,
    stretch: &Stretch,
    (limit, offset): (i64, i64),
) {
    if let ([part @ Part::Walked(_)], 0) = (parts, offset) {
        statement.push("SELECT ").push(COLUMNS).push(", ").push(stretch.key).push(" AS sort_key, o.id AS sort_id");
        statement.push(" FROM orders o").push(NAMES_OF).push(" WHERE true");
        part.belonging(statement);
        part.passing(statement, filter, Some(stretch));
        stretch.between(statement, stretch.key, "o.id");
        stretch.order(statement, stretch.key, "o.id");
        statement.limit(limit);
        return;
    }
    statement
        .push("SELECT ")
        .push(COLUMNS)
        .push(", hit.at AS sort_key, hit.id AS sort_id FROM (SELECT part.at, part.id FROM (");
    for (place, part) in parts.iter().enumerate() {
        statement.push(if place > 0 { " UNION ALL (" } else { "(" });
        part.select(statement, filter, Some(stretch));
        statement.push(")");
    }
    let direction = if stretch.descending { " DESC" } else { "" };
    statement.push(") part ORDER BY 1").push(direction).push(", 2").push(direction);
    statement.limit(limit).push(" OFFSET ").push(&offset.to_string());
    statement.push(") hit JOIN orders o ON o.id = hit.id").push(NAMES_OF);
    statement.push(" ORDER BY hit.at").push(direction).push(", hit.id").push(direction);
}

/// A page of a list, and its total where that is asked for.
pub(super) fn statement(query: &OrderQuery, routes: Routes<'_>) -> Statement {
    let walk = Walk::new(&query.slice, false);
    let stretch = Stretch::of_list(query, &walk);
    let page = |statement: &mut Statement| {
        page(statement, &parts(query, routes.page), &query.filter, &stretch, (walk.fetch, walk.offset));
    };
    let found = |statement: &mut Statement| {
        statement.push("SELECT FROM (");
        for (place, part) in parts(query, routes.total).iter().enumerate() {
            statement.push(if place > 0 { " UNION ALL (" } else { "(" });
            part.select(statement, &query.filter, None);
            statement.push(")");
        }
        statement.push(") part");
    };
    counted(&query.slice, &walk, page, found)
}
