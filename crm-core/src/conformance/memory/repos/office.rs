//! Cities, campaigns, settings and lines.

use std::cmp::Reverse;

use async_trait::async_trait;

use super::{MemoryTx, at_most, cash};
use crate::access::{CostScope, LineScope};
use crate::campaigns::{Campaign, CampaignCost, CampaignCostView, CampaignRepo, CostQuery};
use crate::cities::{City, CityRepo};
use crate::counters::Days;
use crate::kernel::{CampaignCostId, CampaignId, CityId, LineId, LineNumber};
use crate::lines::{Line, LineRepo, UnknownLine};
use crate::settings::{Setting, SettingRepo};
use crate::store::{Listed, Loaded, StoreError};

#[async_trait]
impl CityRepo for MemoryTx {
    async fn get(&mut self, id: CityId) -> Result<Option<Loaded<City>>, StoreError> {
        Ok(self.state("cities.get")?.rows.find(|city: &City| city.id == id))
    }
    async fn by_name(&mut self, name: &str) -> Result<Option<Loaded<City>>, StoreError> {
        let name = name.to_lowercase();
        Ok(self.state("cities.by_name")?.rows.find(|city: &City| city.name.as_str().to_lowercase() == name))
    }
    async fn all(&mut self) -> Result<Vec<City>, StoreError> {
        let mut all: Vec<City> = self.state("cities.all")?.rows.all().cloned().collect();
        all.sort_by_key(|city| city.name.as_str().to_lowercase());
        Ok(all)
    }
}

#[async_trait]
impl CampaignRepo for MemoryTx {
    async fn get(&mut self, id: CampaignId) -> Result<Option<Loaded<Campaign>>, StoreError> {
        Ok(self.state("campaigns.get")?.rows.find(|campaign: &Campaign| campaign.id == id))
    }
    async fn by_name(&mut self, name: &str) -> Result<Option<Loaded<Campaign>>, StoreError> {
        let name = name.to_lowercase();
        let named = |campaign: &Campaign| campaign.name.as_str().to_lowercase() == name;
        Ok(self.state("campaigns.by_name")?.rows.find(named))
    }
    async fn all(&mut self) -> Result<Vec<Campaign>, StoreError> {
        let mut all: Vec<Campaign> = self.state("campaigns.all")?.rows.all().cloned().collect();
        all.sort_by_key(|campaign| campaign.name.as_str().to_lowercase());
        Ok(all)
    }
    async fn cost(
        &mut self,
        id: CampaignCostId,
        scope: &CostScope,
    ) -> Result<Option<Loaded<CampaignCost>>, StoreError> {
        Ok(cash::cost(&*self.state("campaigns.cost")?, id, scope))
    }
    async fn list_costs(&mut self, query: &CostQuery) -> Result<Listed<CampaignCostView>, StoreError> {
        Ok(cash::list_costs(&*self.state("campaigns.list_costs")?, query))
    }
    async fn costs(&mut self, days: Days) -> Result<Vec<CampaignCost>, StoreError> {
        Ok(cash::costs(&*self.state("campaigns.costs")?, days))
    }
}

#[async_trait]
impl SettingRepo for MemoryTx {
    async fn all(&mut self) -> Result<Vec<Loaded<Setting>>, StoreError> {
        let mut all: Vec<Setting> = self.state("settings.all")?.rows.all().cloned().collect();
        all.sort_by(|one, other| one.key.code().cmp(other.key.code()));
        Ok(all.into_iter().map(Loaded::new).collect())
    }
}

#[async_trait]
impl LineRepo for MemoryTx {
    async fn get(&mut self, id: LineId) -> Result<Option<Loaded<Line>>, StoreError> {
        Ok(self.state("lines.get")?.rows.find(|line: &Line| line.id == id))
    }
    async fn by_number(&mut self, number: &LineNumber) -> Result<Option<Loaded<Line>>, StoreError> {
        Ok(self.state("lines.by_number")?.rows.find(|line: &Line| line.number == *number))
    }
    async fn all(&mut self, scope: &LineScope) -> Result<Vec<Line>, StoreError> {
        let in_scope = |line: &&Line| scope.contains(line.attribution.city);
        let mut all: Vec<Line> = self.state("lines.all")?.rows.all().filter(in_scope).cloned().collect();
        all.sort_by(|one, other| one.number.cmp(&other.number));
        Ok(all)
    }
    async fn unknown(&mut self, limit: u32) -> Result<Vec<UnknownLine>, StoreError> {
        let state = self.state("lines.unknown")?;
        let is_line = |number: &LineNumber| state.rows.all::<Line>().any(|line| line.number == *number);
        let mut unknown: Vec<UnknownLine> =
            state.unknown_lines.values().filter(|unknown| !is_line(&unknown.number)).cloned().collect();
        unknown.sort_by(|one, other| {
            Reverse(one.last_seen).cmp(&Reverse(other.last_seen)).then_with(|| one.number.cmp(&other.number))
        });
        unknown.truncate(at_most(limit));
        Ok(unknown)
    }
}
