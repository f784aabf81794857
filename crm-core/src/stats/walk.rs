//! Walking the log: every call or order of a subject and a period, page after page.

use super::repo::OrderInstant;
use crate::access::OperatorScope;
use crate::calls::Call;
use crate::counters::Subject;
use crate::kernel::{Error, FilterDigest, PageRequest, Period, Seek};
use crate::operators::{Operator, OperatorFilter};
use crate::orders::Order;
use crate::store::Tx;

/// The rows of a page: enough to forget the price of a page, few enough to hold.
const PAGE: u32 = 1_000;

fn is_last(rows: usize) -> bool {
    u32::try_from(rows).is_ok_and(|rows| rows < PAGE)
}

/// Visits calls of a subject that started in the period, by start.
pub(super) async fn each_call(
    tx: &mut dyn Tx,
    of: Subject,
    period: Period,
    mut visit: impl FnMut(&Call) + Send,
) -> Result<(), Error> {
    let mut after = None;
    loop {
        let page = tx.stats().calls(of, period, after, PAGE).await?;
        page.iter().for_each(&mut visit);
        match page.last() {
            Some(last) if !is_last(page.len()) => after = Some((last.facts.started_at, last.id)),
            _ => return Ok(()),
        }
    }
}

/// Visits orders of a subject whose instant lies in the period, by that instant.
pub(super) async fn each_order(
    tx: &mut dyn Tx,
    of: Subject,
    by: OrderInstant,
    period: Period,
    mut visit: impl FnMut(&Order) + Send,
) -> Result<(), Error> {
    let mut after = None;
    loop {
        let page = tx.stats().orders(of, by, period, after, PAGE).await?;
        page.iter().for_each(&mut visit);
        match page.last().and_then(|last| Some((by.of(last)?, last.id))) {
            Some(place) if !is_last(page.len()) => after = Some(place),
            _ => return Ok(()),
        }
    }
}

/// Every user in scope, by id.
pub(super) async fn people(tx: &mut dyn Tx, scope: &OperatorScope) -> Result<Vec<Operator>, Error> {
    let mut slice = PageRequest::first().without_total().resolve(1, &FilterDigest::of(b"people"))?;
    slice.limit = PAGE;
    let mut all = Vec::new();
    loop {
        let page = tx.operators().list(scope, &OperatorFilter::default(), slice).await?.rows;
        let goes_on = !is_last(page.len());
        all.extend(page);
        match all.last() {
            Some(last) if goes_on => slice.seek = Seek::After { key: last.id.get(), id: last.id.get() },
            _ => return Ok(all),
        }
    }
}
