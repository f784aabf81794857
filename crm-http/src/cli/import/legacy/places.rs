//! Cities, campaigns and lines that old rows name; the missing ones are added.

use std::collections::BTreeMap;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::cities::NewCity;
use crm_core::kernel::{CampaignId, CityId, LineNumber, Text, Zone};
use crm_core::lines::{Attribution, NewLine};
use crm_store_postgres::legacy::LegacyRow;

use super::values::{Note, Reading, note};
use crate::cli::failure::Failure;

/// What is known of the office by name.
#[derive(Debug)]
pub(super) struct Places {
    zone: Zone,
    cities: BTreeMap<String, CityId>,
    campaigns: BTreeMap<String, CampaignId>,
    lines: BTreeMap<LineNumber, Attribution>,
    /// The names of cities that were added.
    pub(super) new_cities: Vec<String>,
    /// How many campaigns were added.
    pub(super) new_campaigns: u64,
}

impl Places {
    pub(super) async fn open(crm: &Crm, actor: &Actor, zone: Zone) -> Result<Self, Failure> {
        let cities = crm.cities().list(actor).await?.into_iter();
        let campaigns = crm.campaigns().list(actor, None).await?.into_iter();
        let lines = crm.lines().list(actor).await?.into_iter();
        Ok(Self {
            zone,
            cities: cities.map(|city| (city.name.as_str().to_lowercase(), city.id)).collect(),
            campaigns: campaigns.map(|campaign| (campaign.name.as_str().to_lowercase(), campaign.id)).collect(),
            lines: lines.map(|line| (line.number, line.attribution)).collect(),
            new_cities: Vec::new(),
            new_campaigns: 0,
        })
    }

    /// The city of that name.
    pub(super) async fn city(&mut self, crm: &Crm, actor: &Actor, name: &Text<100>) -> Result<CityId, Failure> {
        let key = name.as_str().to_lowercase();
        if let Some(city) = self.cities.get(&key) {
            return Ok(*city);
        }
        let city = crm.cities().create(actor, &NewCity::new(name.clone(), self.zone), None).await?.id;
        self.cities.insert(key, city);
        self.new_cities.push(name.as_str().to_owned());
        Ok(city)
    }

    async fn campaign(&mut self, crm: &Crm, actor: &Actor, name: &Text<50>) -> Result<CampaignId, Failure> {
        let key = name.as_str().to_lowercase();
        if let Some(campaign) = self.campaigns.get(&key) {
            return Ok(*campaign);
        }
        let campaign = crm.campaigns().create(actor, name, None).await?.id;
        self.campaigns.insert(key, campaign);
        self.new_campaigns += 1;
        Ok(campaign)
    }

    /// What the row names: `city`, `rk`, `avito_name`.
    pub(super) async fn attribution(
        &mut self,
        crm: &Crm,
        actor: &Actor,
        read: &mut Reading<'_>,
    ) -> Result<Attribution, Failure> {
        let (city, campaign) = (read.text("city"), read.text("rk"));
        Ok(Attribution {
            city: match &city {
                Some(name) => Some(self.city(crm, actor, name).await?),
                None => None,
            },
            campaign: match &campaign {
                Some(name) => Some(self.campaign(crm, actor, name).await?),
                None => None,
            },
            advert_account: read.text("avito_name"),
        })
    }

    /// What the line with that number is attributed to.
    pub(super) fn of_line(&self, number: &LineNumber) -> Option<&Attribution> {
        self.lines.get(number)
    }

    /// Adds the line of a row; `Ok(false)` when it is there.
    pub(super) async fn line(
        &mut self,
        crm: &Crm,
        actor: &Actor,
        row: &LegacyRow,
    ) -> Result<Result<bool, Note>, Failure> {
        let number = row.get("number").and_then(|text| LineNumber::parse(text).ok());
        let Some(number) = number else { return Ok(Err(note("phone.bad", "a number that cannot be read"))) };
        if self.lines.contains_key(&number) {
            return Ok(Ok(false));
        }
        let mut read = Reading::of(row, self.zone);
        let attribution = self.attribution(crm, actor, &mut read).await?;
        let (campaign, city) = (read.text("rk"), attribution.city);
        let advert_account = attribution.advert_account.clone();
        crm.lines().create(actor, &NewLine { number: number.clone(), campaign, city, advert_account }, None).await?;
        self.lines.insert(number, attribution);
        Ok(Ok(true))
    }
}
