//! What statistics read beside counters.

use async_trait::async_trait;

use super::{MemoryTx, at_most};
use crate::calls::Call;
use crate::counters::Subject;
use crate::kernel::{CallId, OperatorId, OrderId, Period, Timestamp};
use crate::operators::{Operator, WorkStateEntry};
use crate::orders::Order;
use crate::stats::{OrderInstant, StatsRepo};
use crate::store::StoreError;

#[async_trait]
impl StatsRepo for MemoryTx {
    async fn first_instant(&mut self) -> Result<Option<Timestamp>, StoreError> {
        let state = self.state("stats.first_instant")?;
        let calls = state.rows.all().map(|call: &Call| call.facts.started_at);
        let orders = state.rows.all().map(|order: &Order| order.created_at);
        let users = state.rows.all().map(|user: &Operator| user.created_at);
        Ok(calls.chain(orders).chain(users).min())
    }

    async fn calls(
        &mut self,
        of: Subject,
        period: Period,
        after: Option<(Timestamp, CallId)>,
        limit: u32,
    ) -> Result<Vec<Call>, StoreError> {
        let state = self.state("stats.calls")?;
        let belongs = |call: &Call| match of {
            Subject::Office => true,
            Subject::Operator(id) => call.operator == Some(id),
            Subject::City(id) => call.attribution.city == Some(id),
            Subject::Campaign(id) => call.attribution.campaign == Some(id),
            Subject::Master(_) => false,
        };
        let place = |call: &Call| (call.facts.started_at, call.id);
        let wanted = |call: &&Call| belongs(call) && period.contains(call.facts.started_at);
        let mut calls: Vec<Call> = state.rows.all().filter(wanted).cloned().collect();
        calls.sort_by_key(place);
        Ok(calls
            .into_iter()
            .filter(|call| after.is_none_or(|after| place(call) > after))
            .take(at_most(limit))
            .collect())
    }

    async fn orders(
        &mut self,
        of: Subject,
        by: OrderInstant,
        period: Period,
        after: Option<(Timestamp, OrderId)>,
        limit: u32,
    ) -> Result<Vec<Order>, StoreError> {
        let state = self.state("stats.orders")?;
        let belongs = |order: &Order| match of {
            Subject::Office => true,
            Subject::Operator(id) => order.operator == Some(id),
            Subject::City(id) => order.city == id,
            Subject::Campaign(id) => order.campaign == Some(id),
            Subject::Master(id) => order.master == Some(id),
        };
        let in_place = state.rows.all().filter(|order| belongs(order)).filter_map(|order| {
            let at = by.of(order).filter(|at| period.contains(*at))?;
            Some(((at, order.id), order.clone()))
        });
        let mut orders: Vec<((Timestamp, OrderId), Order)> = in_place.collect();
        orders.sort_by_key(|(place, _)| *place);
        let rest = orders.into_iter().filter(|(place, _)| after.is_none_or(|after| *place > after));
        Ok(rest.map(|(_, order)| order).take(at_most(limit)).collect())
    }

    async fn work(&mut self, of: &[OperatorId], period: Period) -> Result<Vec<WorkStateEntry>, StoreError> {
        let state = self.state("stats.work")?;
        let touches = |entry: &&WorkStateEntry| {
            entry.from < period.to() && entry.to.is_none_or(|to| to > period.from()) && of.contains(&entry.operator)
        };
        Ok(state.work_log.iter().filter(touches).cloned().collect())
    }
}
