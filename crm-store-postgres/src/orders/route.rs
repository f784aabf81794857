//! How a list of orders, or a walk through them, is reached.
//!
//! A search, and a period of visits, are no range of any index that is in the order of the list. When few orders can match
//! they are fetched by their own index and sorted; when many can, the walk meets enough of them soon. Which of the two it is,
//! is counted first, no further than it matters and all in one statement. A period of writing is cut into [`Bucket`]s, each
//! of which has its orders in the order of the list, so that a page costs the same however many were written in it.

use crm_core::access::OrderScope;
use crm_core::kernel::{OperatorId, Period};
use crm_core::orders::{ListKey, OrderFilter, OrderQuery, OrderSearch, OrderWalk};
use crm_core::store::StoreError;
use sqlx::postgres::PgRow;

use super::list::{Part, walked};
use crate::column::{self, Result};
use crate::statement::{Statement, Value};
use crate::tx::PostgresTx;

/// The most rows that are fetched to be sorted.
const MOST_SORTED: i64 = 5_000;
/// The most that are fetched when other words have to match as well: each alone may be common, together they seldom are, and
/// the walk would look through nearly everything.
const MOST_JOINED: i64 = 50_000;
/// So few are fetched without looking for fewer.
const MOST_RARE: i64 = 1_000;
/// The most buckets a list is merged from.
const MOST_BUCKETS: usize = 128;
/// A walk that its indexes lead to no more orders than this is short: buckets, or the words of a search, would look
/// through more.
const MOST_WALKED: i64 = 20_000;

/// How a list, or a walk, is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route<'q> {
    /// Along indexes that are in its order.
    Walk,
    /// By the words that begin with this prefix of the search, then sorted.
    Words(&'q str),
    /// By whatever finds the fewest, then sorted; or only counted.
    Fetch,
    /// Lists only: along the buckets of when they were written.
    Buckets,
}

/// How to reach a page, and how to count the list. A count has no order to keep, so it fetches what the search or the period
/// can match, however many that are, unless the walk is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Routes<'q> {
    pub(super) page: Route<'q>,
    pub(super) total: Route<'q>,
}

/// What was counted: how many orders the walk's indexes lead to; and which of the prefixes or periods fits the fewest, and
/// how many. What did not matter was not counted.
type Counts = (Option<i64>, Option<usize>, Option<i64>);

fn read(row: &PgRow) -> Result<Counts> {
    Ok((column::optional_int(row, 0)?, column::optional_number(row, 1)?, column::optional_int(row, 2)?))
}

pub(super) async fn of_list<'q>(tx: &mut PostgresTx, query: &'q OrderQuery) -> Result<Routes<'q>, StoreError> {
    let filter = &query.filter;
    let led = Led::to(query);
    let has_buckets = filter.search.is_none() && filter.created.and_then(buckets).is_some();
    let buckets = Routes { page: Route::Buckets, total: Route::Fetch };
    if has_buckets && matches!(led, Led::Many) {
        return Ok(buckets);
    }
    let periods = [filter.created.map(|period| (WRITTEN, period)), filter.meeting.map(|period| (MEETING, period))];
    let Some((led, route, few)) = asked(tx, filter, &periods, Some((led, has_buckets))).await? else {
        return Ok(Routes { page: Route::Walk, total: Route::Walk });
    };
    let is_short = led.is_some_and(|led| led <= MOST_WALKED);
    Ok(match few {
        _ if has_buckets && !is_short => buckets,
        Some(few) if few <= most_fetched(filter) => Routes { page: route, total: route },
        Some(_) if !is_short => Routes { page: Route::Walk, total: route },
        _ => Routes { page: Route::Walk, total: Route::Walk },
    })
}

pub(super) async fn of_walk<'q>(tx: &mut PostgresTx, walk: &'q OrderWalk) -> Result<Route<'q>, StoreError> {
    let filter = &walk.filter;
    if filter.phone.is_some() {
        return Ok(Route::Fetch);
    }
    let periods = [(WRITTEN, filter.created), (MEETING, filter.meeting), (CLOSED, filter.closed)]
        .map(|(column, period)| period.map(|period| (column, period)));
    Ok(match asked(tx, filter, &periods, None).await? {
        Some((_, route, Some(few))) if few <= most_fetched(filter) => route,
        _ => Route::Walk,
    })
}

/// The most that are fetched to be sorted.
fn most_fetched(filter: &OrderFilter) -> i64 {
    let words = filter.search.as_ref().map_or(0, |search| search.prefixes().len());
    if words > 1 { MOST_JOINED } else { MOST_SORTED }
}

/// How many orders the walk is led to, if that was asked and mattered; what would be fetched otherwise; and how many that
/// are, if that mattered. `None` when there is no search and no period.
async fn asked<'q>(
    tx: &mut PostgresTx,
    filter: &'q OrderFilter,
    periods: &[Option<(&'static str, Period)>],
    led: Option<(Led, bool)>,
) -> Result<Option<(Option<i64>, Route<'q>, Option<i64>)>, StoreError> {
    let prefixes = filter.search.as_ref().map_or(&[][..], OrderSearch::prefixes);
    // Of one client there are fewer than of most periods.
    let periods: Vec<_> = periods.iter().flatten().copied().filter(|_| filter.phone.is_none()).collect();
    if prefixes.is_empty() && periods.is_empty() {
        return Ok(None);
    }
    let statement = question(filter, prefixes, &periods, led);
    let (led, place, few) = tx.fetch_one("orders.route", statement, read).await?;
    let prefix = place.and_then(|place| prefixes.get(place));
    Ok(Some((led, prefix.map_or(Route::Fetch, |prefix| Route::Words(prefix)), few)))
}

/// Both counts, the second of which is not made when the first decides.
fn question(
    filter: &OrderFilter,
    prefixes: &[String],
    periods: &[(&'static str, Period)],
    led: Option<(Led, bool)>,
) -> Statement {
    let mut statement = Statement::default();
    statement.push("WITH ");
    let few = |statement: &mut Statement, when: &str| {
        if prefixes.is_empty() { of_periods(statement, periods, when) } else { of_words(statement, prefixes) }
    };
    match led {
        Some((led, true)) => {
            led.count(&mut statement, "");
            statement.push(", ");
            few(&mut statement, &format!(" WHERE (SELECT count FROM led) <= {MOST_WALKED}"));
        }
        Some((led, false)) => {
            few(&mut statement, "");
            statement.push(", ");
            led.count(&mut statement, &format!(" WHERE (SELECT count FROM few) > {}", most_fetched(filter)));
        }
        None => {
            few(&mut statement, "");
            statement.push(", led AS (SELECT NULL::bigint AS count)");
        }
    }
    statement.push(" SELECT (SELECT count FROM led), (SELECT place FROM few), (SELECT count FROM few)");
    statement
}

/// The period that the fewest orders are in. In the order of their index, or a table that is read might be preferred to it.
fn of_periods(statement: &mut Statement, periods: &[(&'static str, Period)], when: &str) {
    statement.push("few AS MATERIALIZED (");
    for (place, (column, period)) in periods.iter().enumerate() {
        statement.push(if place > 0 { " UNION ALL " } else { "" });
        statement.push("SELECT NULL::bigint AS place, (SELECT count(*) FROM (SELECT FROM orders o WHERE true");
        within(statement, column, instants(*period));
        statement.push(" ORDER BY ").push(column).limit(MOST_SORTED + 1).push(") found) AS count").push(when);
    }
    statement.push(" ORDER BY count LIMIT 1)");
}

/// The prefix that the fewest words begin with. Most searches have a rare word, and then nobody wants to know how common the
/// others are.
fn of_words(statement: &mut Statement, prefixes: &[String]) {
    let most = if prefixes.len() > 1 { MOST_JOINED } else { MOST_SORTED };
    let count = |statement: &mut Statement, most: i64, when: &str| {
        statement.push("(SELECT prefix.place - 1 AS place, found.count FROM unnest(").bind(prefixes.to_vec());
        statement.push(", ").bind(prefixes.iter().map(|prefix| after(prefix)).collect::<Vec<_>>());
        statement.push(") WITH ORDINALITY prefix (first, after, place) CROSS JOIN LATERAL (SELECT count(*) FROM (");
        statement
            .push("SELECT FROM order_words w WHERE w.word >= prefix.first AND w.word < prefix.after ORDER BY w.word");
        statement.limit(most + 1).push(") word) found").push(when).push(" ORDER BY 2, 1 LIMIT 1)");
    };
    statement.push("rare AS MATERIALIZED ");
    count(statement, MOST_RARE, "");
    statement.push(&format!(", few AS MATERIALIZED (SELECT * FROM rare WHERE count <= {MOST_RARE} UNION ALL "));
    count(statement, most, &format!(" WHERE (SELECT count FROM rare) > {MOST_RARE}"));
    statement.push(")");
}

/// How many orders the walk's indexes lead it to.
enum Led {
    /// Those of one client, master or author.
    Few,
    /// The whole list.
    Many,
    /// Those of the parts, each by the rarest of its equalities.
    Counted(Vec<Lead>),
}

/// Equalities that one index answers.
type Lead = Vec<(&'static str, Value)>;

impl Led {
    fn to(query: &OrderQuery) -> Self {
        let OrderFilter { phone, master, .. } = &query.filter;
        let is_one_persons = matches!(&query.scope, OrderScope::Some { cities, .. } if cities.is_empty());
        if phone.is_some() || master.is_some() || is_one_persons {
            return Self::Few;
        }
        let leads = walked(&query.scope, &query.filter).iter().map(|part| lead(part, &query.filter)).collect();
        Option::map_or(leads, Self::Many, Self::Counted)
    }

    fn count(&self, statement: &mut Statement, when: &str) {
        statement.push("led AS MATERIALIZED (SELECT ");
        match self {
            Self::Few => drop(statement.push("0::bigint")),
            Self::Many => drop(statement.push(&(MOST_WALKED + 1).to_string()).push("::bigint")),
            Self::Counted(leads) => {
                statement.push("(SELECT count(*) FROM (");
                for (place, lead) in leads.iter().enumerate() {
                    statement.push(if place > 0 { " UNION ALL " } else { "" });
                    statement.push("SELECT 1 FROM orders o WHERE true");
                    for (column, value) in lead {
                        let is_list = matches!(value, Value::Ints(_));
                        statement.push(" AND o.").push(column).push(if is_list { " = ANY (" } else { " = (" });
                        statement.bind(value.clone()).push(")");
                    }
                }
                statement.limit(MOST_WALKED + 1).push(") found)");
            }
        }
        statement.push(" AS count").push(when).push(")");
    }
}

/// The rarest equality of a part, as a rule; `None` when it goes along the whole list.
fn lead(part: &Part<'_>, filter: &OrderFilter) -> Option<Lead> {
    let user = |column, user: OperatorId| Some(vec![(column, user.get().into())]);
    let cities = match (part, filter.city) {
        (Part::Author { author, .. }, _) => return user("operator_name_id", *author),
        (Part::Master { master, .. }, _) => return user("master_id", *master),
        (_, Some(city)) => Some(city.get().into()),
        (Part::Cities(cities), None) => Some((*cities).into()),
        _ => None,
    };
    if let Some(operator) = filter.operator {
        return user("operator_name_id", operator);
    }
    let city = cities.map(|cities| ("city", cities));
    let campaign = filter.campaign.map(|campaign| ("rk", campaign.get().into()));
    let status = filter.status.as_ref().map(|status| ("status_order", status.code().into()));
    let order_type = filter.order_type.as_ref().map(|order_type| ("type_order", order_type.code().into()));
    let equipment = filter.equipment.as_ref().map(|equipment| ("type_equipment", equipment.code().into()));
    if let Some(city) = city {
        return Some(std::iter::once(city).chain(status).collect());
    }
    campaign.or(status).or(order_type).or(equipment).map(|rarest| vec![rarest])
}

const DAY: i64 = 86_400_000_000;
const LARGE: i64 = 32 * DAY;

/// Some days of UTC, all of whose orders an index has in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bucket {
    Day,
    Large,
}

impl Bucket {
    /// What the index is made on.
    pub(super) fn expression(self) -> &'static str {
        match self {
            Self::Day => "(o.create_date / 86400000000)",
            Self::Large => "(o.create_date / 2764800000000)",
        }
    }
}

/// The numbers of the buckets that a period touches, the largest that fit into it; `None` when there are none, too many, or
/// they are too long ago.
pub(super) fn buckets(period: Period) -> Option<Vec<(Bucket, Vec<i64>)>> {
    let (mut from, to) = (period.from().micros(), period.to().micros());
    // Division rounds towards 1970.
    if from < DAY {
        return None;
    }
    let (mut large, mut days) = (Vec::new(), Vec::new());
    while from < to {
        let (numbers, length) =
            if from % LARGE == 0 && to - from >= LARGE { (&mut large, LARGE) } else { (&mut days, DAY) };
        numbers.push(from / length);
        from = (from / length + 1) * length;
        if large.len() + days.len() > MOST_BUCKETS {
            return None;
        }
    }
    let kinds = [(Bucket::Large, large), (Bucket::Day, days)];
    let kinds: Vec<_> = kinds.into_iter().filter(|(_, numbers)| !numbers.is_empty()).collect();
    (!kinds.is_empty()).then_some(kinds)
}

pub(super) fn begins_with(statement: &mut Statement, prefix: &str) {
    statement.push(" AND w.word >= ").bind(prefix).push(" AND w.word < ").bind(after(prefix));
}

/// What comes after all words that begin with a prefix.
fn after(prefix: &str) -> String {
    // No word has the last character there is in it.
    format!("{prefix}\u{10FFFF}")
}

/// The first and the last value, both included.
pub(super) type Range = (i64, i64);

pub(super) const WRITTEN: &str = "o.create_date";
pub(super) const MEETING: &str = "o.date_meeting";
pub(super) const CLOSED: &str = "o.closing_data";

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
    use crm_core::kernel::Timestamp;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_instant_of_a_period_is_in_one_bucket(
            from in DAY..4_000_000_000_000_000i64, length in 1i64..(3000 * DAY), share in 0.0..1.0f64,
        ) {
            let at = |micros| Timestamp::from_micros(micros).unwrap();
            let Some(buckets) = buckets(Period::new(at(from), at(from + length)).unwrap()) else { return Ok(()) };
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "somewhere in the period")]
            let instant = (from + (length as f64 * share) as i64).min(from + length - 1);
            let holding = buckets.iter().map(|(bucket, numbers)| {
                let length = if *bucket == Bucket::Large { LARGE } else { DAY };
                numbers.iter().filter(|number| **number == instant / length).count()
            });
            prop_assert_eq!(holding.sum::<usize>(), 1);
        }
    }

    #[test]
    fn a_year_is_some_large_buckets_and_the_days_at_its_ends() {
        let at = |text| Timestamp::parse(text).unwrap();
        let year = Period::new(at("2025-01-01T00:00:00+03:00"), at("2026-01-01T00:00:00+03:00")).unwrap();
        let counts: Vec<_> =
            buckets(year).unwrap().into_iter().map(|(bucket, numbers)| (bucket, numbers.len())).collect();
        assert_eq!(counts, [(Bucket::Large, 11), (Bucket::Day, 14)]);
        assert_eq!(buckets(Period::everything()), None);
    }
}
