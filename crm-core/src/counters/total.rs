//! Totals of lists: a list of everything or of whole days, with at most one filter that counters are kept by beside the
//! status, is added up instead of walked. So its total is exact, however long it is, and costs the same in a large office.

use super::{Days, Measure, Subject};
use crate::access::{CallScope, OrderScope};
use crate::calls::{CallFilter, CallQuery, CallStatus};
use crate::kernel::{Period, Total, TotalMode};
use crate::orders::{Equipment, OrderFilter, OrderQuery, OrderType};
use crate::settings::Settings;
use crate::store::{StoreError, Tx};

/// Above so many days, adding up costs more than walking as far as a total is exact.
const MOST_DAYS: i64 = 400;

/// The total of a list of calls, if counters hold it: those that are over from the counters, the few that run by walking.
pub(crate) async fn total_of_calls(tx: &mut dyn Tx, query: &CallQuery) -> Result<Option<Total>, StoreError> {
    let CallQuery { scope, filter, slice, .. } = query;
    let (TotalMode::Bounded, Some(subjects)) = (slice.total, subjects_of_calls(scope, filter)) else { return Ok(None) };
    let Some(span) = Span::of(tx, filter.period).await? else { return Ok(None) };
    let is_wanted = |measure: &Measure| match measure {
        Measure::Calls { direction, status, .. } => {
            filter.direction.as_ref().is_none_or(|wanted| wanted == direction)
                && filter.status.as_ref().is_none_or(|wanted| wanted == status)
        }
        _ => false,
    };
    let over = sum(tx, &subjects, span, is_wanted).await?;
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
    let (TotalMode::Bounded, Some((subjects, kind))) = (slice.total, counted_orders(scope, filter)) else {
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
    let count = sum(tx, &subjects, span, is_wanted).await?;
    Ok(Some(Total { count, is_bound: false }))
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

async fn sum(
    tx: &mut dyn Tx,
    subjects: &[Subject],
    span: Span,
    is_wanted: impl Fn(&Measure) -> bool,
) -> Result<u64, StoreError> {
    let totals = match span {
        Span::Ever => tx.counters().ever(subjects).await?,
        Span::Days(days) => tx.counters().totals(subjects, days).await?,
    };
    let wanted = totals.iter().filter(|(_, measure, _)| is_wanted(measure));
    Ok(wanted.map(|(_, _, tally)| u64::try_from(tally.count).unwrap_or(0)).sum())
}

/// The disjoint counters that together hold what the list shows, save those that run.
fn subjects_of_calls(scope: &CallScope, filter: &CallFilter) -> Option<Vec<Subject>> {
    let CallFilter { period: _, operator, status, city, campaign, direction: _, client, complete } = filter;
    if client.is_some() || complete.is_some() || *status == Some(CallStatus::New) {
        return None;
    }
    match (scope, operator, city, campaign) {
        (CallScope::All, None, None, None) => Some(vec![Subject::Office]),
        (CallScope::All, Some(operator), None, None) => Some(vec![Subject::Operator(*operator)]),
        (CallScope::All, None, Some(city), None) => Some(vec![Subject::City(*city)]),
        (CallScope::All, None, None, Some(campaign)) => Some(vec![Subject::Campaign(*campaign)]),
        (CallScope::Some { cities, own: None }, None, city, None) => {
            let seen = cities.iter().filter(|served| city.is_none_or(|wanted| wanted == **served));
            Some(seen.copied().map(Subject::City).collect())
        }
        _ => None,
    }
}

/// The disjoint counters that together hold what the list shows.
fn counted_orders(scope: &OrderScope, filter: &OrderFilter) -> Option<(Vec<Subject>, Kind)> {
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
    let subjects = match (scope, &*subjects) {
        (OrderScope::All, []) => {
            let kind = match (counted.equipment, counted.order_type) {
                (None, None) => Kind::Any,
                (Some(equipment), None) => Kind::Equipment(equipment),
                (None, Some(order_type)) => Kind::Type(order_type),
                (Some(_), Some(_)) => return None,
            };
            return Some((vec![Subject::Office], kind));
        }
        (OrderScope::All, [subject]) => vec![*subject],
        (OrderScope::Some { cities, author: None, master: None }, [] | [Subject::City(_)]) => {
            let seen = cities.iter().filter(|served| city.is_none_or(|wanted| wanted == **served));
            seen.copied().map(Subject::City).collect()
        }
        (OrderScope::Some { cities, author: None, master: Some(master) }, []) if cities.is_empty() => {
            vec![Subject::Master(*master)]
        }
        _ => return None,
    };
    (counted.equipment.is_none() && counted.order_type.is_none()).then_some((subjects, Kind::Any))
}
