//! The sample office: the cities, lines and operators that the recorded day happens in.

use crm_core::access::Actor;
use crm_core::cities::NewCity;
use crm_core::kernel::{LineNumber, PageRequest, Secret, Text, Zone};
use crm_core::lines::NewLine;
use crm_core::operators::{Login, NewOperator, Operator, OperatorFilter, Role};
use crm_core::{Crm, Error};

/// Extension, login and name.
const PEOPLE: [(&str, &str, &str); 5] = [
    ("101", "anna", "Анна Лебедева"),
    ("102", "boris", "Борис Котов"),
    ("103", "vera", "Вера Соколова"),
    ("104", "gleb", "Глеб Орлов"),
    ("105", "daria", "Дарья Зимина"),
];

/// A city and the zone its people live in.
const CITY: (&str, &str) = ("Саратов", "Europe/Saratov");

/// A line, its campaign and the account behind the advert.
const LINE: (&str, &str, &str) = ("74950000001", "Авито", "avito-saratov");

/// Adds what is not there yet; what is there stays as it is, so a replay into the same database changes nothing.
///
/// # Errors
/// Refusals of the office, when the database holds another one; storage errors.
pub async fn set_up(crm: &Crm, actor: &Actor) -> Result<Vec<Operator>, Box<dyn std::error::Error>> {
    let (city, zone) = CITY;
    let new = NewCity::new(Text::new(city)?, Zone::parse(zone)?);
    let city = match unless(crm.cities().create(actor, &new).await, "city.name_taken")? {
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
    unless(crm.lines().create(actor, &line).await, "line.number_taken")?;
    for (extension, login, name) in PEOPLE {
        let new = NewOperator {
            name: Text::new(name)?,
            login: Login::new(login)?,
            // Nobody signs in to the sample: a password that nobody knows.
            password: random_password()?,
            role: Role::Operator,
            city: Some(city.id),
            more_cities: Vec::new(),
            sip_address: None,
            extension: Some(Text::new(extension)?),
        };
        unless(crm.operators().create(actor, &new).await, "operator.login_taken")?;
    }
    let everyone = PageRequest::first().limit(PageRequest::MAX_LIMIT)?;
    Ok(crm.operators().list(actor, &OperatorFilter::default(), &everyone).await?.items)
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
