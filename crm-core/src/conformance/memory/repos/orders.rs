//! Orders and the money ledger.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::{MemoryTx, at_most, slice_of};
use crate::access::OrderScope;
use crate::campaigns::Campaign;
use crate::cities::City;
use crate::conformance::memory::state::State;
use crate::kernel::{CallId, CityId, OperatorId, OrderId, Period, Phone, Timestamp};
use crate::money::{LedgerEntry, LedgerRepo};
use crate::operators::Operator;
use crate::orders::{Equipment, HistoryEntry, Order, OrderFilter, OrderQuery, OrderRepo, OrderView, OrderWalk, Slot};
use crate::store::{Listed, Loaded, StoreError};

/// The most duplicates that are told of.
const MOST_OPEN: usize = 100;
/// The most orders that are told of a call.
const MOST_OF_CALL: usize = 100;

#[async_trait]
impl OrderRepo for MemoryTx {
    async fn view(&mut self, id: OrderId, scope: &OrderScope) -> Result<Option<OrderView>, StoreError> {
        let state = self.state("orders.view")?;
        let order = state.rows.find(|order: &Order| order.id == id && sees(scope, order));
        Ok(order.map(|order| view(&state, order.into_inner())))
    }
    async fn get(&mut self, id: OrderId, scope: &OrderScope) -> Result<Option<Loaded<Order>>, StoreError> {
        Ok(self.state("orders.get")?.rows.find(|order: &Order| order.id == id && sees(scope, order)))
    }
    async fn list(&mut self, query: &OrderQuery) -> Result<Listed<OrderView>, StoreError> {
        let state = self.state("orders.list")?;
        let wanted = |order: &&Order| sees(&query.scope, order) && passes(&state, &query.filter, order);
        let place = |order: &Order| (order.list_key().get(), order.id.get());
        let all = state.rows.all().filter(wanted).cloned().collect();
        let Listed { rows, total } = slice_of(all, &query.slice, false, place);
        Ok(Listed { rows: rows.into_iter().map(|order| view(&state, order)).collect(), total })
    }
    async fn walk(&mut self, walk: &OrderWalk) -> Result<Vec<OrderView>, StoreError> {
        let state = self.state("orders.walk")?;
        let place = |order: &Order| (order.created_at, order.id);
        let wanted = |order: &&Order| {
            let within = walk.after.is_none_or(|after| place(order) > after) && place(order) <= walk.until;
            within && sees(&walk.scope, order) && passes(&state, &walk.filter, order)
        };
        let mut orders: Vec<Order> = state.rows.all().filter(wanted).cloned().collect();
        orders.sort_by_key(place);
        orders.truncate(at_most(walk.limit));
        Ok(orders.into_iter().map(|order| view(&state, order)).collect())
    }
    async fn last_written(&mut self) -> Result<Option<(Timestamp, OrderId)>, StoreError> {
        let state = self.state("orders.last_written")?;
        Ok(state.rows.all::<Order>().map(|order| (order.created_at, order.id)).max())
    }
    async fn of_call(&mut self, call: CallId, scope: &OrderScope) -> Result<Vec<OrderView>, StoreError> {
        let state = self.state("orders.of_call")?;
        let of_call = |order: &&Order| order.call == Some(call) && sees(scope, order);
        let mut orders: Vec<Order> = state.rows.all().filter(of_call).cloned().collect();
        orders.sort_by_key(|order| (order.list_key(), order.id));
        orders.truncate(MOST_OF_CALL);
        Ok(orders.into_iter().map(|order| view(&state, order)).collect())
    }
    async fn history(&mut self, id: OrderId) -> Result<Vec<HistoryEntry>, StoreError> {
        let state = self.state("orders.history")?;
        let mut rows: Vec<HistoryEntry> = state.history.iter().filter(|row| row.order == id).cloned().collect();
        rows.sort_by_key(|row| row.version);
        Ok(rows)
    }
    async fn open_of_phone(&mut self, phone: &Phone) -> Result<Vec<OrderId>, StoreError> {
        let state = self.state("orders.open_of_phone")?;
        let open = |order: &&Order| order.phone == *phone && order.status.is_open();
        let mut ids: Vec<_> = state.rows.all().filter(open).map(|order| order.id).collect();
        ids.sort_unstable();
        ids.truncate(MOST_OPEN);
        Ok(ids)
    }
    async fn taken(&mut self, slot: &Slot) -> Result<u64, StoreError> {
        Ok(self.state("orders.taken")?.taken(slot))
    }
    async fn taken_in(
        &mut self,
        city: CityId,
        equipment: &Equipment,
        period: Period,
    ) -> Result<Vec<(Timestamp, u64)>, StoreError> {
        let state = self.state("orders.taken_in")?;
        let mut taken: BTreeMap<Timestamp, u64> = BTreeMap::new();
        for order in state.rows.all::<Order>().filter(|order| order.status.holds_place()) {
            if order.city == city && order.equipment == *equipment && period.contains(order.meeting.at) {
                *taken.entry(order.meeting.at).or_default() += 1;
            }
        }
        Ok(taken.into_iter().collect())
    }
    async fn after(&mut self, after: Option<OrderId>, limit: u32) -> Result<Vec<Order>, StoreError> {
        let state = self.state("orders.after")?;
        let mut orders: Vec<Order> = state.rows.all().filter(|row: &&Order| Some(row.id) > after).cloned().collect();
        orders.sort_by_key(|order| order.id);
        orders.truncate(at_most(limit));
        Ok(orders)
    }
}

#[async_trait]
impl LedgerRepo for MemoryTx {
    async fn of_order(&mut self, id: OrderId) -> Result<Vec<LedgerEntry>, StoreError> {
        let state = self.state("ledger.of_order")?;
        let mut entries: Vec<LedgerEntry> = state.ledger.iter().filter(|entry| entry.order == id).cloned().collect();
        // Stable: entries of one closing stay as they were posted.
        entries.sort_by_key(|entry| entry.closing);
        Ok(entries)
    }
}

fn sees(scope: &OrderScope, order: &Order) -> bool {
    match scope {
        OrderScope::All => true,
        OrderScope::Some { cities, author, master } => {
            cities.contains(&order.city)
                || (author.is_some() && order.operator == *author)
                || (master.is_some() && order.master == *master)
        }
    }
}

fn passes(state: &State, filter: &OrderFilter, order: &Order) -> bool {
    let found = |search: &crate::orders::OrderSearch| {
        state.order_words.get(&order.id).is_some_and(|words| search.matches(words))
    };
    filter.created.is_none_or(|period| period.contains(order.created_at))
        && filter
            .closed
            .is_none_or(|period| !order.status.is_open() && order.closed_at.is_some_and(|at| period.contains(at)))
        && filter.meeting.is_none_or(|period| period.contains(order.meeting.at))
        && filter.status.as_ref().is_none_or(|status| order.status == *status)
        && filter.city.is_none_or(|city| order.city == city)
        && filter.operator.is_none_or(|operator| order.operator == Some(operator))
        && filter.master.is_none_or(|master| order.master == Some(master))
        && filter.campaign.is_none_or(|campaign| order.campaign == Some(campaign))
        && filter.equipment.as_ref().is_none_or(|equipment| order.equipment == *equipment)
        && filter.order_type.as_ref().is_none_or(|order_type| order.order_type == *order_type)
        && filter.phone.as_ref().is_none_or(|phone| order.phone == *phone)
        && filter.search.as_ref().is_none_or(found)
}

fn view(state: &State, order: Order) -> OrderView {
    let name = |id: OperatorId| {
        let user = state.rows.find(|user: &Operator| user.id == id)?;
        Some(user.name.as_str().into())
    };
    let city = state.rows.find(|city: &City| city.id == order.city);
    let campaign = order.campaign.and_then(|id| state.rows.find(|campaign: &Campaign| campaign.id == id));
    let (operator, master) = (order.operator.and_then(name), order.master.and_then(name));
    OrderView {
        order,
        city: city.map_or_else(|| Box::from(""), |city| city.name.as_str().into()),
        campaign: campaign.map(|campaign| campaign.name.as_str().into()),
        operator,
        master,
    }
}
