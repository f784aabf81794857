//! The names behind ids, and the ids behind names: people write "Москва", records hold a number.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crm_core::access::Actor;
use crm_core::cities::City;
use crm_core::kernel::{CampaignId, Change, CityId, OperatorId, Zone};
use crm_core::store::ChangeMark;
use crm_core::{Crm, Error, ErrorKind};

use crate::wire::Findings;

/// Looks names up.
#[derive(Debug)]
pub(crate) struct Directory {
    crm: Crm,
    kept: Mutex<Option<(ChangeMark, Arc<Names>)>>,
}

/// The cities and campaigns of one moment, and the office's zone.
#[derive(Debug)]
pub(crate) struct Names {
    /// The zone whose days the office counts in.
    pub(crate) office_zone: Zone,
    cities: HashMap<CityId, City>,
    city_ids: HashMap<String, CityId>,
    campaigns: HashMap<CampaignId, String>,
    campaign_ids: HashMap<String, CampaignId>,
}

/// The form in which names compare: without case and without blanks around.
fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Directory {
    pub(crate) fn new(crm: Crm) -> Self {
        Self { crm, kept: Mutex::default() }
    }

    /// The names as they are now. They are read again only after somebody has committed.
    ///
    /// # Errors
    /// Storage errors.
    pub(crate) async fn names(&self) -> Result<Arc<Names>, Error> {
        // Before anything is read: what is committed meanwhile makes a new mark.
        let mark = self.crm.changes().await;
        let kept = self.kept().clone().filter(|(of, _)| Some(*of) == mark);
        if let Some((_, names)) = kept {
            return Ok(names);
        }
        let names = Arc::new(self.read().await?);
        *self.kept() = mark.map(|mark| (mark, Arc::clone(&names)));
        Ok(names)
    }

    /// Nothing that is done under the lock can leave it half done.
    fn kept(&self) -> MutexGuard<'_, Option<(ChangeMark, Arc<Names>)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn read(&self) -> Result<Names, Error> {
        let reader = Actor::system("directory");
        let mut names = Names {
            office_zone: self.crm.settings().get(&reader).await?.office_zone,
            cities: HashMap::new(),
            city_ids: HashMap::new(),
            campaigns: HashMap::new(),
            campaign_ids: HashMap::new(),
        };
        for city in self.crm.cities().list(&reader).await? {
            names.city_ids.insert(key(city.name.as_str()), city.id);
            names.cities.insert(city.id, city);
        }
        for campaign in self.crm.campaigns().list(&reader, None).await? {
            names.campaign_ids.insert(key(campaign.name.as_str()), campaign.id);
            names.campaigns.insert(campaign.id, campaign.name.as_str().to_owned());
        }
        Ok(names)
    }

    /// The names of these users, each looked up once; one who is not there has none.
    ///
    /// # Errors
    /// Storage errors.
    pub(crate) async fn people(
        &self,
        ids: impl IntoIterator<Item = OperatorId>,
    ) -> Result<HashMap<OperatorId, String>, Error> {
        let reader = Actor::system("directory");
        let mut people = HashMap::new();
        for id in ids {
            if people.contains_key(&id) {
                continue;
            }
            match self.crm.operators().get(&reader, id).await {
                Ok(user) => {
                    people.insert(id, user.name.as_str().to_owned());
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(people)
    }
}

impl Names {
    /// A city's name.
    pub(crate) fn city(&self, id: CityId) -> Option<&str> {
        self.cities.get(&id).map(|city| city.name.as_str())
    }
    /// A city's zone.
    pub(crate) fn zone(&self, id: CityId) -> Option<Zone> {
        self.cities.get(&id).map(|city| city.zone)
    }
    /// A campaign's name.
    pub(crate) fn campaign(&self, id: CampaignId) -> Option<&str> {
        self.campaigns.get(&id).map(String::as_str)
    }
    /// The city of this name, or a finding about the field.
    pub(crate) fn city_id(&self, field: &'static str, name: &str, findings: &mut Findings) -> Option<CityId> {
        let found = self.city_ids.get(&key(name)).copied();
        if found.is_none() {
            findings.add(field, "city.not_found", "there is no such city; see GET /api/cities");
        }
        found
    }
    /// The change to the city of this name; none and a finding about the field when there is no such city.
    pub(crate) fn city_change(
        &self,
        field: &'static str,
        change: Change<String>,
        findings: &mut Findings,
    ) -> Change<CityId> {
        match change {
            Change::Keep => Change::Keep,
            Change::Clear => Change::Clear,
            Change::To(name) => self.city_id(field, &name, findings).map_or(Change::Keep, Change::To),
        }
    }
    /// The campaign of this name, or a finding about the field.
    pub(crate) fn campaign_id(&self, field: &'static str, name: &str, findings: &mut Findings) -> Option<CampaignId> {
        let found = self.campaign_ids.get(&key(name)).copied();
        if found.is_none() {
            findings.add(field, "campaign.not_found", "there is no such campaign; see GET /api/campaigns");
        }
        found
    }
}
