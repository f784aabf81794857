//! What rows refer to by name: cities, lines, campaigns and people of the office.

use std::collections::BTreeMap;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::cities::City;
use crm_core::kernel::{CampaignId, Error, FieldError, LineNumber, OperatorId, PageRequest, Timestamp, Zone};
use crm_core::lines::Line;
use crm_core::operators::{Login, Operator, OperatorFilter};

/// The office that rows are imported into, as it was when the import began.
#[derive(Debug)]
pub(super) struct Desk<'c> {
    pub(super) crm: &'c Crm,
    pub(super) actor: Actor,
    /// By whose clocks times without offset are told.
    pub(super) zone: Zone,
    /// When the import began.
    pub(super) begun: Timestamp,
    cities: BTreeMap<String, City>,
    campaigns: BTreeMap<CampaignId, String>,
    lines: BTreeMap<LineNumber, Line>,
    people: Vec<Operator>,
    // Logins by the numbers that another system gave its users.
    logins: Option<BTreeMap<String, String>>,
}

impl<'c> Desk<'c> {
    pub(super) async fn open(
        crm: &'c Crm,
        zone: Option<Zone>,
        logins: Option<BTreeMap<String, String>>,
    ) -> Result<Self, Error> {
        let actor = Actor::system("import");
        let cities = crm.cities().list(&actor).await?.into_iter();
        let campaigns = crm.campaigns().list(&actor, None).await?.into_iter();
        let lines = crm.lines().list(&actor).await?.into_iter();
        Ok(Self {
            zone: match zone {
                Some(zone) => zone,
                None => crm.settings().get(&actor).await?.office_zone,
            },
            begun: crm.now(),
            cities: cities.map(|city| (city.name.as_str().to_lowercase(), city)).collect(),
            campaigns: campaigns.map(|campaign| (campaign.id, campaign.name.as_str().to_owned())).collect(),
            lines: lines.map(|line| (line.number.clone(), line)).collect(),
            people: people(crm, &actor).await?,
            logins,
            crm,
            actor,
        })
    }

    /// The city of that name.
    pub(super) fn city(&self, field: &'static str, name: &str) -> Result<&City, FieldError> {
        let found = self.cities.get(&name.to_lowercase());
        found.ok_or_else(|| missing(field, "city.not_found", "there is no such city: add it first"))
    }
    /// The line with that number.
    pub(super) fn line(&self, number: &LineNumber) -> Option<&Line> {
        self.lines.get(number)
    }
    /// The name of a campaign.
    pub(super) fn campaign_name(&self, id: CampaignId) -> Option<&str> {
        self.campaigns.get(&id).map(String::as_str)
    }
    /// The name of a city.
    pub(super) fn city_name(&self, id: crm_core::kernel::CityId) -> Option<&str> {
        self.cities.values().find(|city| city.id == id).map(|city| city.name.as_str())
    }
    /// The user with this login, as of the beginning.
    pub(super) fn user(&self, login: &Login) -> Option<&Operator> {
        self.people.iter().find(|user| user.login.key() == login.key())
    }
    /// A user by login, or else by a name that only one has.
    pub(super) fn person(&self, field: &'static str, who: &str) -> Result<OperatorId, FieldError> {
        let wanted = who.to_lowercase();
        if let Some(person) = self.people.iter().find(|person| person.login.key() == wanted) {
            return Ok(person.id);
        }
        let mut named = self.people.iter().filter(|person| person.name.as_str().to_lowercase() == wanted);
        match (named.next(), named.next()) {
            (Some(person), None) => Ok(person.id),
            (Some(_), Some(_)) => {
                Err(missing(field, "import.ambiguous", "several users have this name: give the login"))
            }
            _ => Err(missing(field, "operator.not_found", "there is no such user: import the operators first")),
        }
    }
    /// A user by the number that another system gave them.
    pub(super) fn person_by_number(&self, field: &'static str, number: &str) -> Result<OperatorId, FieldError> {
        let Some(logins) = &self.logins else {
            let sentence = "numbers of another system say nothing here: give its users with --operators FILE";
            return Err(missing(field, "import.foreign_number", sentence));
        };
        let login = logins.get(number);
        let login =
            login.ok_or_else(|| missing(field, "operator.not_found", "the --operators file has no such number"))?;
        self.person(field, login)
    }
}

pub(super) fn missing(field: &'static str, code: &'static str, message: &str) -> FieldError {
    FieldError { field, code, message: message.to_owned() }
}

async fn people(crm: &Crm, actor: &Actor) -> Result<Vec<Operator>, Error> {
    let mut people = Vec::new();
    let mut request = PageRequest::first().limit(PageRequest::MAX_LIMIT)?.without_total();
    loop {
        let page = crm.operators().list(actor, &OperatorFilter::default(), &request).await?;
        people.extend(page.items);
        match page.next {
            Some(cursor) => request = PageRequest::cursor(cursor, PageRequest::MAX_LIMIT)?.without_total(),
            None => return Ok(people),
        }
    }
}
