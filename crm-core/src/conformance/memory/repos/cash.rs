//! Masters' cash and what campaigns cost.

use std::collections::BTreeMap;

use super::{MemoryTx, slice_of};
use async_trait::async_trait;

use crate::access::{CashScope, CostScope};
use crate::campaigns::{Campaign, CampaignCost, CampaignCostView, CostQuery};
use crate::cities::City;
use crate::conformance::memory::state::State;
use crate::counters::Days;
use crate::kernel::{CampaignCostId, CashHandoverId, CityId, OperatorId};
use crate::money::{CashBalance, CashHandover, CashHandoverView, CashQuery, CashRepo, CashState};
use crate::operators::Operator;
use crate::store::{Listed, Loaded, StoreError};

#[async_trait]
impl CashRepo for MemoryTx {
    async fn get(&mut self, id: CashHandoverId, scope: &CashScope) -> Result<Option<Loaded<CashHandover>>, StoreError> {
        let state = self.state("cash.get")?;
        Ok(state.rows.find(|row: &CashHandover| row.id == id && scope.holds(row.master, row.city)))
    }
    async fn list(&mut self, query: &CashQuery) -> Result<Listed<CashHandoverView>, StoreError> {
        let state = self.state("cash.list")?;
        let wanted = |row: &&CashHandover| {
            query.scope.holds(row.master, row.city)
                && query.filter.master.is_none_or(|master| row.master == master)
                && query.filter.city.is_none_or(|city| row.city == city)
                && query.filter.state.as_ref().is_none_or(|state| row.state == *state)
        };
        let place = |row: &CashHandover| (row.handed_at.micros(), row.id.get());
        let all = state.rows.all().filter(wanted).cloned().collect();
        let Listed { rows, total } = slice_of(all, &query.slice, true, place);
        let view = |handover: CashHandover| {
            let master = state.rows.find(|user: &Operator| user.id == handover.master);
            CashHandoverView {
                master: master.map_or_else(|| "".into(), |user| user.name.as_str().into()),
                city: name_of(&state, handover.city).unwrap_or_default(),
                handover,
            }
        };
        Ok(Listed { rows: rows.into_iter().map(view).collect(), total })
    }
    async fn balance(&mut self, master: OperatorId, scope: &CashScope) -> Result<Vec<CashBalance>, StoreError> {
        let state = self.state("cash.balance")?;
        let mut sums: BTreeMap<CityId, (i64, i64, i64)> = BTreeMap::new();
        for entry in state.ledger.iter().filter(|entry| entry.master == Some(master)) {
            sums.entry(entry.city).or_default().0 += entry.amount.kopecks();
        }
        for row in state.rows.all::<CashHandover>().filter(|row| row.master == master) {
            match row.state {
                CashState::Accepted => sums.entry(row.city).or_default().1 += row.amount.kopecks(),
                CashState::Handed => sums.entry(row.city).or_default().2 += row.amount.kopecks(),
                CashState::Declined | CashState::Unknown(_) => {}
            }
        }
        sums.retain(|city, _| scope.holds(master, *city));
        Ok(sums
            .into_iter()
            .map(|(city, (earned, accepted, pending))| CashBalance::of(city, earned, accepted, pending))
            .collect())
    }
}

fn name_of(state: &State, id: CityId) -> Option<Box<str>> {
    state.rows.find(|city: &City| city.id == id).map(|city| city.name.as_str().into())
}

fn sees(scope: &CostScope, cost: &CampaignCost) -> bool {
    match scope {
        CostScope::All => true,
        CostScope::Cities(cities) => cost.city.is_some_and(|city| cities.contains(&city)),
    }
}

pub(super) fn cost(state: &State, id: CampaignCostId, scope: &CostScope) -> Option<Loaded<CampaignCost>> {
    state.rows.find(|cost: &CampaignCost| cost.id == id && sees(scope, cost))
}

pub(super) fn list_costs(state: &State, query: &CostQuery) -> Listed<CampaignCostView> {
    let wanted = |cost: &&CampaignCost| {
        sees(&query.scope, cost)
            && query.filter.campaign.is_none_or(|campaign| cost.campaign == campaign)
            && query.filter.city.is_none_or(|city| cost.city == Some(city))
            && query.filter.cancelled.is_none_or(|cancelled| cost.cancelled == cancelled)
    };
    let place = |cost: &CampaignCost| (cost.list_key(), cost.id.get());
    let Listed { rows, total } =
        slice_of(state.rows.all().filter(wanted).cloned().collect(), &query.slice, true, place);
    let view = |cost: CampaignCost| {
        let campaign = state.rows.find(|campaign: &Campaign| campaign.id == cost.campaign);
        CampaignCostView {
            campaign: campaign.map_or_else(|| "".into(), |campaign| campaign.name.as_str().into()),
            city: cost.city.and_then(|city| name_of(state, city)),
            cost,
        }
    };
    Listed { rows: rows.into_iter().map(view).collect(), total }
}

pub(super) fn costs(state: &State, days: Days) -> Vec<CampaignCost> {
    let touches = |cost: &&CampaignCost| !cost.cancelled && cost.first_day < days.next && cost.last_day >= days.first;
    let mut costs: Vec<CampaignCost> = state.rows.all().filter(touches).cloned().collect();
    costs.sort_by_key(|cost| (cost.first_day, cost.id));
    costs
}
