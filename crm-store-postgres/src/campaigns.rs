//! Campaigns.

use async_trait::async_trait;
use crm_core::access::CostScope;
use crm_core::campaigns::{Campaign, CampaignCost, CampaignCostView, CampaignRepo, CostFilter, CostQuery};
use crm_core::counters::Days;
use crm_core::kernel::{CampaignCostId, CampaignId, CityId};
use crm_core::store::{Listed, Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::listing::{Branch, Condition, Listing, MOST_BRANCHES};
use crate::statement::Statement;
use crate::tx::PostgresTx;

macro_rules! cost_columns {
    () => {
        "r.id, r.version, r.rk, r.city, r.first_day, r.last_day, r.amount, r.note, r.cancelled, r.created_at, r.updated_at"
    };
}

const COSTS: Listing = Listing {
    table: "campaign_costs",
    key: "first_day",
    columns: concat!(cost_columns!(), ", rk.name, city.name"),
    names: " JOIN campaigns rk ON rk.id = r.rk LEFT JOIN cities city ON city.id = r.city",
};

fn read(row: &PgRow) -> Result<Campaign> {
    Ok(Campaign {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        name: column::bounded(row, 2)?,
        created_at: column::time(row, 3)?,
        archived: column::flag(row, 4)?,
    })
}

fn read_cost(row: &PgRow) -> Result<CampaignCost> {
    Ok(CampaignCost {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        campaign: column::id(row, 2)?,
        city: column::optional_id(row, 3)?,
        first_day: column::day(row, 4)?,
        last_day: column::day(row, 5)?,
        amount: column::money(row, 6)?,
        note: column::optional_bounded(row, 7)?,
        cancelled: column::flag(row, 8)?,
        created_at: column::time(row, 9)?,
        updated_at: column::time(row, 10)?,
    })
}

fn read_view(row: &PgRow) -> Result<CampaignCostView> {
    Ok(CampaignCostView {
        cost: read_cost(row)?,
        campaign: column::text(row, 11)?.into(),
        city: column::optional_text(row, 12)?.map(Into::into),
    })
}

#[async_trait]
impl CampaignRepo for PostgresTx {
    async fn get(&mut self, id: CampaignId) -> Result<Option<Loaded<Campaign>>, StoreError> {
        const SQL: &str = "SELECT id, version, name, created_at, archived FROM campaigns WHERE id = $1";
        self.fetch_optional("campaigns.get", Statement::new(SQL).with(id.get()), read)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_name(&mut self, name: &str) -> Result<Option<Loaded<Campaign>>, StoreError> {
        const SQL: &str = "SELECT id, version, name, created_at, archived FROM campaigns WHERE name_key = $1";
        let key = name.to_lowercase();
        self.fetch_optional("campaigns.by_name", Statement::new(SQL).with(key), read)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn all(&mut self) -> Result<Vec<Campaign>, StoreError> {
        const SQL: &str = "SELECT id, version, name, created_at, archived FROM campaigns ORDER BY name_key";
        self.fetch_all("campaigns.all", Statement::new(SQL), read).await
    }

    async fn cost(
        &mut self,
        id: CampaignCostId,
        scope: &CostScope,
    ) -> Result<Option<Loaded<CampaignCost>>, StoreError> {
        const SQL: &str = concat!("SELECT ", cost_columns!(), " FROM campaign_costs r WHERE r.id = $1");
        let found = self.fetch_optional("campaigns.cost", Statement::new(SQL).with(id.get()), read_cost).await?;
        let sees = |cost: &CampaignCost| match scope {
            CostScope::All => true,
            CostScope::Cities(cities) => cost.city.is_some_and(|city| cities.contains(&city)),
        };
        Ok(found.filter(sees).map(Loaded::new))
    }

    async fn list_costs(&mut self, query: &CostQuery) -> Result<Listed<CampaignCostView>, StoreError> {
        let branches = branches(&query.scope, &query.filter);
        COSTS.list(self, "campaigns.list_costs", &branches, &query.slice, read_view).await
    }

    async fn costs(&mut self, days: Days) -> Result<Vec<CampaignCost>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            cost_columns!(),
            " FROM campaign_costs r WHERE NOT r.cancelled AND r.last_day >= $1 AND r.first_day < $2 ORDER BY r.first_day, r.id"
        );
        let touching = Statement::new(SQL).with(days.first.to_epoch_days()).with(days.next.to_epoch_days());
        self.fetch_all("campaigns.costs", touching, read_cost).await
    }
}

pub(crate) fn row(campaign: &Campaign) -> Value {
    json!({
        "id": campaign.id.get(),
        "version": campaign.version.get(),
        "name": campaign.name.as_str(),
        "name_key": campaign.name.as_str().to_lowercase(),
        "created_at": campaign.created_at.micros(),
        "archived": campaign.archived,
    })
}

pub(crate) fn cost_row(cost: &CampaignCost) -> Value {
    json!({
        "id": cost.id.get(),
        "version": cost.version.get(),
        "rk": cost.campaign.get(),
        "city": cost.city.map(i64::from),
        "first_day": cost.first_day.to_epoch_days(),
        "last_day": cost.last_day.to_epoch_days(),
        "amount": cost.amount.kopecks(),
        "note": cost.note.as_ref().map(AsRef::<str>::as_ref),
        "cancelled": cost.cancelled,
        "created_at": cost.created_at.micros(),
        "updated_at": cost.updated_at.micros(),
    })
}

fn branches(scope: &CostScope, filter: &CostFilter) -> Vec<Branch> {
    let branch = |city: Option<CityId>, beside: Option<Condition>| {
        let mut branch = Vec::new();
        branch.extend(filter.campaign.map(|campaign| Condition::equal("rk", campaign.get())));
        branch.extend(city.map(|city| Condition::equal("city", city.get())));
        branch.extend(filter.cancelled.map(|cancelled| Condition::equal("cancelled", cancelled)));
        branch.extend(beside);
        branch
    };
    match (scope, filter.city) {
        (CostScope::All, city) => vec![branch(city, None)],
        (CostScope::Cities(cities), Some(city)) if cities.contains(&city) => vec![branch(Some(city), None)],
        (CostScope::Cities(_), Some(_)) => Vec::new(),
        (CostScope::Cities(cities), None) if cities.len() > MOST_BRANCHES => {
            vec![branch(None, Some(Condition::In("city", cities.clone())))]
        }
        (CostScope::Cities(cities), None) => cities.iter().map(|city| branch(Some(*city), None)).collect(),
    }
}
