//! The sample office: the city, line and people that the recorded day happens in.

use crm_core::access::Actor;
use crm_core::cities::{City, NewCity};
use crm_core::kernel::{LineNumber, PageRequest, Secret, Text, Zone};
use crm_core::lines::NewLine;
use crm_core::operators::{Login, NewOperator, Operator, OperatorError, OperatorFilter, Role};
use crm_core::{Crm, Error};

/// Role, extension (operators answer calls), login and name.
const PEOPLE: [(Role, Option<&str>, &str, &str); 9] = [
    (Role::Operator, Some("101"), "anna", "Анна Лебедева"),
    (Role::Operator, Some("102"), "boris", "Борис Котов"),
    (Role::Operator, Some("103"), "vera", "Вера Соколова"),
    (Role::Operator, Some("104"), "gleb", "Глеб Орлов"),
    (Role::Operator, Some("105"), "daria", "Дарья Зимина"),
    (Role::Master, None, "sergey", "Сергей Волков"),
    (Role::Master, None, "pavel", "Павел Гусев"),
    (Role::Director, None, DIRECTOR, "Ирина Белова"),
    (Role::Admin, None, ADMIN, "Ольга Маркова"),
];

/// The login of who runs the city.
pub const DIRECTOR: &str = "irina";

/// The login of who runs the office.
pub const ADMIN: &str = "olga";

/// A city and the zone its people live in.
const CITY: (&str, &str) = ("Саратов", "Europe/Saratov");

/// The campaign behind the line.
pub const CAMPAIGN: &str = "Авито";

/// A line, its campaign and the account behind the advert.
const LINE: (&str, &str, &str) = ("74950000001", CAMPAIGN, "avito-saratov");

/// The office as it stands.
#[derive(Debug)]
pub struct Office {
    /// The city it serves.
    pub city: City,
    /// Everybody in it, by id.
    pub people: Vec<Operator>,
}

impl Office {
    /// An actor for whoever has this login.
    ///
    /// # Errors
    /// `operator.not_found`, `operator.inactive`; storage errors.
    pub async fn actor(&self, crm: &Crm, login: &str) -> Result<Actor, Error> {
        let person = self.people.iter().find(|person| person.login.as_str() == login);
        crm.operators().actor(person.ok_or(OperatorError::NotFound)?.id).await
    }
}

/// Adds what is not there yet; what is there stays as it is, so a replay into the same database changes nothing.
///
/// # Errors
/// Refusals of the office, when the database holds another one; storage errors.
pub async fn set_up(crm: &Crm, actor: &Actor) -> Result<Office, Box<dyn std::error::Error>> {
    let (city, zone) = CITY;
    let new = NewCity::new(Text::new(city)?, Zone::parse(zone)?);
    let city = match unless(crm.cities().create(actor, &new, None).await, "city.name_taken")? {
        Some(added) => added,
        None => crm.cities().by_name(actor, city).await?,
    };
    let (number, campaign, account) = LINE;
    let line = NewLine {
        number: LineNumber::parse(number)?,
        campaign: Some(Text::new(campaign)?),
        city: Some(city.id),
        advert_account: Some(Text::new(account)?),
    };
    unless(crm.lines().create(actor, &line, None).await, "line.number_taken")?;
    for (role, extension, login, name) in PEOPLE {
        let new = NewOperator {
            name: Text::new(name)?,
            login: Login::new(login)?,
            // Nobody signs in to the sample: a password that nobody knows.
            password: random_password()?,
            role,
            city: Some(city.id),
            more_cities: Vec::new(),
            sip_address: None,
            extension: extension.map(Text::new).transpose()?,
        };
        unless(crm.operators().create(actor, &new, None).await, "operator.login_taken")?;
    }
    let everyone = PageRequest::first().limit(PageRequest::MAX_LIMIT)?;
    let people = crm.operators().list(actor, &OperatorFilter::default(), &everyone).await?.items;
    Ok(Office { city, people })
}

fn random_password() -> Result<Secret, Box<dyn std::error::Error>> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(Secret::new(hex::encode(bytes)))
}

/// What was done; `None` when it was refused with this code.
fn unless<T>(done: Result<T, Error>, code: &str) -> Result<Option<T>, Error> {
    match done {
        Err(refusal) if refusal.code() == code => Ok(None),
        done => done.map(Some),
    }
}
