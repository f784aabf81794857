//! How a list of orders, or a walk through them, is reached.
//!
//! A search, and a period of visits, are no range of any index that is in the order of the list. When few orders can match
//! they are fetched by their own index and sorted; when many can, the walk meets enough of them soon. Which of the two it is,
//! is counted first, and no further than it matters. A period of writing is cut into [`Bucket`]s, each of which has its
//! orders in the order of the list, so that a page costs the same however many were written in it.

use crm_core::access::OrderScope;
use crm_core::kernel::Period;
use crm_core::orders::{ListKey, OrderFilter, OrderQuery, OrderSearch};
use rusqlite::{Connection, Result};

use super::list::led_to;
use crate::statement::Statement;

/// The most rows that are fetched to be sorted.
const MOST_SORTED: i64 = 5_000;
/// The most that are fetched when other words have to match as well: each alone may be common, together they seldom are, and
/// the walk would look through nearly everything.
const MOST_JOINED: i64 = 50_000;

/// So few are fetched without looking for fewer.
const MOST_RARE: i64 = 1_000;
/// The most buckets a list is merged from.
const MOST_BUCKETS: usize = 128;
/// The most cities that stand in the conditions of all buckets together: a statement binds no more than 32,766 values.
const MOST_CITIES: usize = 16_000;
/// A walk that its indexes lead to no more orders than this is short: buckets, or the words of a search, would look
/// through more.
const MOST_WALKED: i64 = 20_000;

/// How a list, or a walk, is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route {
    /// Along indexes that are in its order.
    Walk,
    /// By the words that begin with this one of the search's prefixes, then sorted.
    Words(usize),
    /// By when they were written, then sorted; or only counted.
    Created,
    /// Along the buckets of when they were written.
    Buckets,
    /// By when the visit begins, then sorted.
    Meeting,
    /// Walks only: by when they were closed, then sorted.
    Closed,
    /// Walks only: by the client, then sorted.
    Phone,
    /// Walks only: along the index in which they were written.
    Written,
}

impl Route {
    /// How to reach a page, and how to count the list. A count has no order to keep, so it fetches what the search or the
    /// period can match, however many that are, unless the walk is short.
    pub(super) fn find(connection: &Connection, query: &OrderQuery) -> Result<(Self, Self)> {
        let filter = &query.filter;
        let has_buckets = filter.search.is_none() && filter.created.is_some_and(|period| fits(query, period));
        if has_buckets && !is_short(connection, query)? {
            return Ok((Self::Buckets, Self::Created));
        }
        let ranges = [(Self::Created, WRITTEN, filter.created), (Self::Meeting, MEETING, filter.meeting)]
            .map(|(route, column, period)| (route, column, period.map(instants)));
        Ok(match Self::of_few(connection, filter, &ranges)? {
            Some((true, route)) => (route, route),
            Some((false, route)) if !is_short(connection, query)? => (Self::Walk, route),
            _ => (Self::Walk, Self::Walk),
        })
    }

    /// What the search, or else the range of an index that holds the fewest, would be fetched by, and whether few enough
    /// are.
    pub(super) fn of_few(
        connection: &Connection,
        filter: &OrderFilter,
        ranges: &[(Self, &str, Option<Range>)],
    ) -> Result<Option<(bool, Self)>> {
        let prefixes = filter.search.as_ref().map_or(&[][..], OrderSearch::prefixes);
        let most = if prefixes.len() > 1 { MOST_JOINED } else { MOST_SORTED };
        // Most searches have a rare word, and then nobody wants to know how common the others are.
        for most_yet in [MOST_RARE.min(most), most] {
            let mut rarest: Option<(i64, usize)> = None;
            for (place, prefix) in prefixes.iter().enumerate() {
                let mut words = Statement::default();
                words.push("SELECT count(*) FROM (SELECT 1 FROM order_words w WHERE 1");
                begins_with(&mut words, prefix);
                words.push(" LIMIT ").bind(most_yet + 1).push(")");
                let count = words.number(connection)?;
                if rarest.is_none_or(|(least, _)| count < least) {
                    rarest = Some((count, place));
                }
            }
            match rarest {
                Some((count, place)) if count <= most_yet || most_yet == most => {
                    return Ok(Some((count <= most, Self::Words(place))));
                }
                _ => {}
            }
        }
        // Of one client there are fewer than of most periods.
        let mut least = None;
        for (route, column, range) in ranges.iter().filter(|_| filter.phone.is_none()) {
            if let Some(range) = range {
                let mut within = Statement::default();
                within.push("SELECT count(*) FROM (SELECT 1 FROM orders o WHERE 1");
                self::within(&mut within, column, *range);
                within.push(" LIMIT ").bind(MOST_SORTED + 1).push(")");
                let count = within.number(connection)?;
                if least.is_none_or(|(least, _)| count < least) {
                    least = Some((count, *route));
                }
            }
        }
        Ok(least.map(|(count, route)| (count <= MOST_SORTED, route)))
    }
}

const DAY: i64 = 86_400_000_000;

/// Some days of UTC, all of whose orders an index has in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bucket {
    /// What the index is made on.
    pub(super) expression: &'static str,
    /// What that is for the orders of this bucket.
    pub(super) number: i64,
    /// Whether all of it lies in the period.
    pub(super) is_whole: bool,
}

/// The buckets that a period touches, the largest that fit into it; `None` when they are too many, or too long ago.
pub(super) fn buckets(period: Period) -> Option<Vec<Bucket>> {
    const LARGE: i64 = 32 * DAY;
    let (mut from, to) = (period.from().micros(), period.to().micros());
    // Division rounds towards 1970.
    if from < DAY {
        return None;
    }
    let mut buckets = Vec::new();
    while from < to {
        let (expression, days) = if from % LARGE == 0 && to - from >= LARGE {
            ("(o.create_date / 2764800000000)", LARGE)
        } else {
            ("(o.create_date / 86400000000)", DAY)
        };
        let (number, next) = (from / days, (from / days + 1) * days);
        buckets.push(Bucket { expression, number, is_whole: from % days == 0 && next <= to });
        if buckets.len() > MOST_BUCKETS {
            return None;
        }
        from = next;
    }
    Some(buckets)
}

/// Whether there are buckets of the period, and one statement can ask all of them.
fn fits(query: &OrderQuery, period: Period) -> bool {
    let cities = match &query.scope {
        OrderScope::All => 0,
        OrderScope::Some { cities, .. } => cities.len(),
    };
    buckets(period).is_some_and(|buckets| buckets.len() * cities <= MOST_CITIES)
}

/// Whether the walk is along few orders: those of one client, master or author, or of a filter or a scope that few pass.
fn is_short(connection: &Connection, query: &OrderQuery) -> Result<bool> {
    let OrderFilter { phone, master, .. } = &query.filter;
    let is_one_persons = matches!(&query.scope, OrderScope::Some { cities, .. } if cities.is_empty());
    if phone.is_some() || master.is_some() || is_one_persons {
        return Ok(true);
    }
    match led_to(query, MOST_WALKED + 1) {
        Some(statement) => Ok(statement.number(connection)? <= MOST_WALKED),
        None => Ok(false),
    }
}

pub(super) fn begins_with(statement: &mut Statement, prefix: &str) {
    statement.push(" AND w.word >= ").bind(prefix.to_owned());
    // No word has the last character there is in it.
    statement.push(" AND w.word < ").bind(format!("{prefix}\u{10FFFF}"));
}

/// The first and the last value, both included.
pub(super) type Range = (i64, i64);

pub(super) const WRITTEN: &str = "o.create_date";
pub(super) const MEETING: &str = "o.date_meeting";

pub(super) fn instants(period: Period) -> Range {
    (period.from().micros(), period.to().micros() - 1)
}

/// What was closed in a period is a range of the list's key.
pub(super) fn keys(period: Period) -> Range {
    ListKey::closed_in(period).map_or((1, 0), |(first, last)| (first.get(), last.get()))
}

pub(super) fn within(statement: &mut Statement, column: &str, (first, last): Range) {
    statement.push(" AND ").push(column).push(" >= ").bind(first);
    statement.push(" AND ").push(column).push(" <= ").bind(last);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crm_core::kernel::Timestamp;

    proptest! {
        #[test]
        fn every_instant_of_a_period_is_in_one_bucket_and_no_other_instant_in_a_whole_one(
            from in DAY..4_000_000_000_000_000i64, length in 1i64..(3000 * DAY), beside in 0i64..(3100 * DAY),
        ) {
            let at = |micros| Timestamp::from_micros(micros).unwrap();
            let period = Period::new(at(from), at(from + length)).unwrap();
            let Some(buckets) = buckets(period) else { return Ok(()) };
            let instant = from - 50 * DAY + beside;
            let holds = |bucket: &&Bucket| {
                let days = if bucket.expression.contains("2764800000000") { 32 * DAY } else { DAY };
                instant / days == bucket.number
            };
            let held: Vec<_> = buckets.iter().filter(holds).collect();
            if period.contains(at(instant)) {
                prop_assert_eq!(held.len(), 1);
            } else {
                prop_assert!(held.iter().all(|bucket| !bucket.is_whole));
            }
        }
    }

    #[test]
    fn a_year_is_some_large_buckets_and_the_days_at_its_ends() {
        let at = |text| Timestamp::parse(text).unwrap();
        let year =
            buckets(Period::new(at("2025-01-01T00:00:00+03:00"), at("2026-01-01T00:00:00+03:00")).unwrap()).unwrap();
        assert!(year.len() < 75, "{}", year.len());
        assert_eq!(year.iter().filter(|bucket| !bucket.is_whole).count(), 2);
        assert_eq!(buckets(Period::everything()), None);
    }
}
