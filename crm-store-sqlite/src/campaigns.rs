//! Campaigns.

use async_trait::async_trait;
use crm_core::access::CostScope;
use crm_core::campaigns::{Campaign, CampaignCost, CampaignCostView, CampaignRepo, CostFilter, CostQuery};
use crm_core::counters::Days;
use crm_core::kernel::{CampaignCostId, CampaignId, CityId};
use crm_core::store::{Listed, Loaded, StoreError};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::column;
use crate::listing::{Branch, Condition, Listing, MOST_BRANCHES, is_bounded};
use crate::tx::SqliteTx;

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

fn read(row: &Row<'_>) -> Result<Campaign> {
    Ok(Campaign {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        name: column::bounded(row, 2)?,
        created_at: column::time(row, 3)?,
        archived: row.get(4)?,
    })
}

fn read_cost(row: &Row<'_>) -> Result<CampaignCost> {
    Ok(CampaignCost {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        campaign: column::id(row, 2)?,
        city: column::optional_id(row, 3)?,
        first_day: column::day(row, 4)?,
        last_day: column::day(row, 5)?,
        amount: column::money(row, 6)?,
        note: column::optional_bounded(row, 7)?,
        cancelled: row.get(8)?,
        created_at: column::time(row, 9)?,
        updated_at: column::time(row, 10)?,
    })
}

fn read_view(row: &Row<'_>) -> Result<CampaignCostView> {
    Ok(CampaignCostView {
        cost: read_cost(row)?,
        campaign: column::text(row, 11)?.into(),
        city: column::optional_text(row, 12)?.map(Into::into),
    })
}

#[async_trait]
impl CampaignRepo for SqliteTx {
    async fn get(&mut self, id: CampaignId) -> Result<Option<Loaded<Campaign>>, StoreError> {
        const SQL: &str = "SELECT id, version, name, created_at, archived FROM campaigns WHERE id = ?1";
        self.read("campaigns.get", move |c| c.prepare_cached(SQL)?.query_row([id.get()], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_name(&mut self, name: &str) -> Result<Option<Loaded<Campaign>>, StoreError> {
        const SQL: &str = "SELECT id, version, name, created_at, archived FROM campaigns WHERE name_key = ?1";
        let key = name.to_lowercase();
        self.read("campaigns.by_name", move |c| c.prepare_cached(SQL)?.query_row([&key], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn all(&mut self) -> Result<Vec<Campaign>, StoreError> {
        const SQL: &str = "SELECT id, version, name, created_at, archived FROM campaigns ORDER BY name_key";
        self.read("campaigns.all", move |c| c.prepare_cached(SQL)?.query_map([], read)?.collect()).await
    }

    async fn cost(
        &mut self,
        id: CampaignCostId,
        scope: &CostScope,
    ) -> Result<Option<Loaded<CampaignCost>>, StoreError> {
        const SQL: &str = concat!("SELECT ", cost_columns!(), " FROM campaign_costs r WHERE r.id = ?1");
        let found = self
            .read("campaigns.cost", move |c| c.prepare_cached(SQL)?.query_row([id.get()], read_cost).optional())
            .await?;
        let sees = |cost: &CampaignCost| match scope {
            CostScope::All => true,
            CostScope::Cities(cities) => cost.city.is_some_and(|city| cities.contains(&city)),
        };
        Ok(found.filter(sees).map(Loaded::new))
    }

    async fn list_costs(&mut self, query: &CostQuery) -> Result<Listed<CampaignCostView>, StoreError> {
        let (branches, slice) = (branches(&query.scope, &query.filter), query.slice);
        let bounded = is_bounded(&branches);
        let work = move |c: &Connection| COSTS.list(c, &branches, &slice, read_view);
        if bounded {
            self.read("campaigns.list_costs", work).await
        } else {
            self.read_on_thread("campaigns.list_costs", work).await
        }
    }

    async fn costs(&mut self, days: Days) -> Result<Vec<CampaignCost>, StoreError> {
        self.read_on_thread("campaigns.costs", move |c| {
            let range = (days.first.to_epoch_days(), days.next.to_epoch_days());
            c.prepare_cached(TOUCHING)?.query_map(range, read_cost)?.collect()
        })
        .await
    }
}

/// Costs in force on some days. The pluses lead to the index by last day: figures are mostly of late days.
const TOUCHING: &str = concat!(
    "SELECT ",
    cost_columns!(),
    " FROM campaign_costs r WHERE r.cancelled = 0 AND r.last_day >= ?1 AND +r.first_day < ?2 ORDER BY +r.first_day, r.id"
);

fn branches(scope: &CostScope, filter: &CostFilter) -> Vec<Branch> {
    let branch = |city: Option<CityId>, beside: Option<Condition>| {
        let by_campaign = filter.campaign.is_some();
        let mut branch = Vec::new();
        branch.extend(filter.campaign.map(|campaign| Condition::equal(true, "rk", campaign.get())));
        branch.extend(city.map(|city| Condition::equal(!by_campaign, "city", city.get())));
        branch.extend(filter.cancelled.map(|cancelled| Condition::equal(false, "cancelled", cancelled)));
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

pub(crate) fn insert(connection: &Connection, campaign: &Campaign) -> Result<usize> {
    put(
        connection,
        "INSERT INTO campaigns (id, version, name, name_key, created_at, archived) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        campaign,
    )
}

pub(crate) fn update(connection: &Connection, campaign: &Campaign) -> Result<usize> {
    put(
        connection,
        "UPDATE campaigns SET version = ?2, name = ?3, name_key = ?4, created_at = ?5, archived = ?6 WHERE id = ?1",
        campaign,
    )
}

fn put(connection: &Connection, sql: &str, campaign: &Campaign) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        campaign.id.get(),
        campaign.version.get(),
        campaign.name.as_str(),
        campaign.name.as_str().to_lowercase(),
        campaign.created_at.micros(),
        campaign.archived,
    ])
}

pub(crate) fn insert_cost(connection: &Connection, cost: &CampaignCost) -> Result<usize> {
    const SQL: &str = "INSERT INTO campaign_costs (id, version, rk, city, first_day, last_day, amount, note, cancelled, \
        created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    put_cost(connection, SQL, cost)
}

pub(crate) fn update_cost(connection: &Connection, cost: &CampaignCost) -> Result<usize> {
    const SQL: &str = "UPDATE campaign_costs SET version = ?2, rk = ?3, city = ?4, first_day = ?5, last_day = ?6, \
        amount = ?7, note = ?8, cancelled = ?9, created_at = ?10, updated_at = ?11 WHERE id = ?1";
    put_cost(connection, SQL, cost)
}

fn put_cost(connection: &Connection, sql: &str, cost: &CampaignCost) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        cost.id.get(),
        cost.version.get(),
        cost.campaign.get(),
        cost.city.map(i64::from),
        cost.first_day.to_epoch_days(),
        cost.last_day.to_epoch_days(),
        cost.amount.kopecks(),
        cost.note.as_ref().map(AsRef::<str>::as_ref),
        cost.cancelled,
        cost.created_at.micros(),
        cost.updated_at.micros(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::plans::{check, office, plan};
    use crate::statement::Statement;

    fn every_list() -> Vec<Vec<Branch>> {
        let cities = |count| CostScope::Cities((1..=count).map(|id| CityId::new(id).unwrap()).collect());
        let scopes = [CostScope::All, cities(1), cities(3)];
        let filters = [None, CampaignId::new(2).ok()].into_iter().flat_map(|campaign| {
            let cities = [None, CityId::new(2).ok()].into_iter();
            cities.flat_map(move |city| {
                [None, Some(false)].into_iter().map(move |cancelled| CostFilter { campaign, city, cancelled })
            })
        });
        filters.flat_map(|filter| scopes.clone().into_iter().map(move |scope| branches(&scope, &filter))).collect()
    }

    #[test]
    fn every_list_walks_an_index_with_and_without_statistics() {
        let connection = office();
        check(&connection, COSTS, every_list());
        let series = "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 3000)";
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        connection
            .execute_batch(&format!(
                "{series} INSERT INTO campaign_costs (id, version, rk, city, first_day, last_day, amount, cancelled,
                     created_at, updated_at)
                 SELECT value, 1, 1 + value % 5, 1 + value % 3, value / 3, value / 3 + 30, 1, value % 50 = 0, 0, 0 FROM n;
                 ANALYZE;"
            ))
            .unwrap();
        check(&connection, COSTS, every_list());
    }

    #[test]
    fn costs_of_days_are_found_by_their_last_day() {
        let touching = Statement { sql: TOUCHING.to_owned(), values: vec![1.into(), 2.into()] };
        let steps = plan(&office(), &touching);
        assert!(steps[0].starts_with("SEARCH r USING INDEX campaign_costs_in_force (last_day>?"), "{steps:#?}");
    }
}
