//! Totals of lists: a list of everything or of whole days, with at most one filter that counters are kept by beside the
//! status, is added up instead of walked. So its total is exact, however long it is, and costs the same in a large office.
//! Of a list that shows more than counters hold, such as a user's own records of other cities, they tell how long it is at
//! least, which is enough once that is more than a total is exact.

use super::{Days, Family, Measure, Subject};
use crate::access::{CallScope, OrderScope};
use crate::calls::{CallFilter, CallQuery, CallStatus};
use crate::kernel::{CityId, Period, Total, TotalMode};
use crate::orders::{Equipment, OrderFilter, OrderQuery, OrderType};
use crate::settings::Settings;
use crate::store::{StoreError, Tx};

/// Above so many days, adding up costs more than walking as far as a total is exact.
const MOST_DAYS: i64 = 400;

/// The total of a list of calls, if counters hold it: those that are over from the counters, the few that run by walking.
pub(crate) async fn total_of_calls(tx: &mut dyn Tx, query: &CallQuery) -> Result<Option<Total>, StoreError> {
    let CallQuery { scope, filter, slice, .. } = query;
    let (TotalMode::Bounded, Some((subjects, held))) = (slice.total, counted_calls(scope, filter)) else {
        return Ok(None);
    };
    let Some(span) = Span::of(tx, filter.period).await? else { return Ok(None) };
    let is_wanted = |measure: &Measure| match measure {
        Measure::Calls { direction, status, .. } => {
            filter.direction.as_ref().is_none_or(|wanted| wanted == direction)
                && filter.status.as_ref().is_none_or(|wanted| wanted == status)
        }
        _ => false,
    };
    let over = sum(tx, &subjects, Family::Calls, span, is_wanted).await?;
    if held == Held::Part {
        return Ok(at_least(over));
    }
    let running = if filter.status.is_some() {
        0
    } else {
        let filter = CallFilter { status: Some(CallStatus::New), ..filter.clone() };
        let mut running = CallQuery { filter, ..query.clone() };
        running.slice.limit = 1;
        match tx.calls().list(&running).await?.total {
            Some(total) if !total.is_bound => total.count,
            _ => return Ok(None),
        }
    };
    Ok(Some(Total { count: over + running, is_bound: false }))
}

/// The total of a list of orders, if counters hold it.
pub(crate) async fn total_of_orders(tx: &mut dyn Tx, query: &OrderQuery) -> Result<Option<Total>, StoreError> {
    let OrderQuery { scope, filter, slice } = query;
    let (TotalMode::Bounded, Some((subjects, kind, held))) = (slice.total, counted_orders(scope, filter)) else {
        return Ok(None);
    };
    let Some(span) = Span::of(tx, filter.created).await? else { return Ok(None) };
    let is_wanted = |measure: &Measure| {
        let status = match (measure, &kind) {
            (Measure::Orders(status), Kind::Any) => status,
            (Measure::OrdersForEquipment { equipment, status }, Kind::Equipment(wanted)) if equipment == wanted => {
                status
            }
            (Measure::OrdersOfType { order_type, status }, Kind::Type(wanted)) if order_type == wanted => status,
            _ => return false,
        };
        filter.status.as_ref().is_none_or(|wanted| wanted == status)
    };
    let count = sum(tx, &subjects, kind.family(), span, is_wanted).await?;
    Ok(if held == Held::Part { at_least(count) } else { Some(Total { count, is_bound: false }) })
}

/// How much of a list its counters hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    All,
    /// All but a user's own records of cities that the user does not serve.
    Part,
}

/// The total of a list that has so many rows and perhaps more; `None` where it may still be exact.
fn at_least(count: u64) -> Option<Total> {
    (count > Total::EXACT_UP_TO).then_some(Total { count, is_bound: true })
}

/// Over which days is added up.
#[derive(Clone, Copy)]
enum Span {
    Ever,
    Days(Days),
}

impl Span {
    /// `None` when counters do not hold the period.
    async fn of(tx: &mut dyn Tx, period: Option<Period>) -> Result<Option<Self>, StoreError> {
        let Some(period) = period else { return Ok(Some(Self::Ever)) };
        let rows = tx.settings().all().await?;
        let zone = Settings::from_rows(rows.iter().map(|row| &**row)).office_zone;
        Ok(match Days::within(period, zone) {
            (Some(days), [None, None]) if (days.next - days.first).num_days() <= MOST_DAYS => Some(Self::Days(days)),
            _ => None,
        })
    }
}

/// Which orders are counted, beside whose.
enum Kind {
    Any,
    Equipment(Equipment),
    Type(OrderType),
}

impl Kind {
    fn family(&self) -> Family {
        match self {
            Self::Any => Family::Orders,
            Self::Equipment(_) => Family::OrdersForEquipment,
            Self::Type(_) => Family::OrdersOfType,
        }
    }
}

async fn sum(
    tx: &mut dyn Tx,
    subjects: &[Subject],
    family: Family,
    span: Span,
    is_wanted: impl Fn(&Measure) -> bool,
) -> Result<u64, StoreError> {
    let totals = match span {
        Span::Ever => tx.counters().ever(subjects, family).await?,
        Span::Days(days) => tx.counters().totals(subjects, days).await?,
    };
    let wanted = totals.iter().filter(|(_, measure, _)| is_wanted(measure));
    Ok(wanted.map(|(_, _, tally)| u64::try_from(tally.count).unwrap_or(0)).sum())
}

/// The disjoint counters that together hold what the list shows, save those that run.
fn counted_calls(scope: &CallScope, filter: &CallFilter) -> Option<(Vec<Subject>, Held)> {
    let CallFilter { period: _, operator, status, city, campaign, direction: _, client, complete } = filter;
    if client.is_some() || complete.is_some() || *status == Some(CallStatus::New) {
        return None;
    }
    let subject = match (operator, city, campaign) {
        (None, None, None) => None,
        (Some(operator), None, None) => Some(Subject::Operator(*operator)),
        (None, Some(city), None) => Some(Subject::City(*city)),
        (None, None, Some(campaign)) => Some(Subject::Campaign(*campaign)),
        _ => return None,
    };
    match (scope, subject) {
        (CallScope::All, subject) => Some((vec![subject.unwrap_or(Subject::Office)], Held::All)),
        (CallScope::Some { cities, own }, subject) => of_cities(cities, own.is_some(), subject),
    }
}

/// The counters of the cities served, for a list of all of them or of one city.
fn of_cities(cities: &[CityId], and_own: bool, subject: Option<Subject>) -> Option<(Vec<Subject>, Held)> {
    match subject {
        None => {
            let held = if and_own { Held::Part } else { Held::All };
            Some((cities.iter().copied().map(Subject::City).collect(), held))
        }
        Some(Subject::City(city)) if cities.contains(&city) => Some((vec![Subject::City(city)], Held::All)),
        Some(Subject::City(_)) if !and_own => Some((Vec::new(), Held::All)),
        Some(_) => None,
    }
}

/// The disjoint counters that together hold what the list shows.
fn counted_orders(scope: &OrderScope, filter: &OrderFilter) -> Option<(Vec<Subject>, Kind, Held)> {
    let OrderFilter { created, status, city, operator, master, campaign, equipment, order_type, .. } = filter.clone();
    let counted = OrderFilter {
        created,
        status,
        city,
        operator,
        master,
        campaign,
        equipment,
        order_type,
        ..OrderFilter::default()
    };
    if *filter != counted {
        return None;
    }
    let subjects = [
        city.map(Subject::City),
        operator.map(Subject::Operator),
        master.map(Subject::Master),
        campaign.map(Subject::Campaign),
    ];
    let subjects: Vec<Subject> = subjects.into_iter().flatten().collect();
    let (subjects, held) = match (scope, &*subjects) {
        (OrderScope::All, []) => {
            let kind = match (counted.equipment, counted.order_type) {
                (None, None) => Kind::Any,
                (Some(equipment), None) => Kind::Equipment(equipment),
                (None, Some(order_type)) => Kind::Type(order_type),
                (Some(_), Some(_)) => return None,
            };
            return Some((vec![Subject::Office], kind, Held::All));
        }
        (OrderScope::All, [subject]) => (vec![*subject], Held::All),
        (OrderScope::Some { cities, author: None, master: Some(master) }, []) if cities.is_empty() => {
            (vec![Subject::Master(*master)], Held::All)
        }
        (OrderScope::Some { cities, author, master: None }, [] | [_]) => {
            of_cities(cities, author.is_some(), subjects.first().copied())?
        }
        _ => return None,
    };
    (counted.equipment.is_none() && counted.order_type.is_none()).then_some((subjects, Kind::Any, held))
}
