//! The office that the year happens in: its cities, lines, campaigns and people.

use crm_core::access::Actor;
use crm_core::auth::SignInRequest;
use crm_core::cities::{City, NewCity};
use crm_core::kernel::{CampaignId, LineNumber, OperatorId, Secret, Text, Zone};
use crm_core::lines::NewLine;
use crm_core::operators::{Login, NewOperator, Role};
use crm_core::{Crm, Error};

use super::{Account, DemoError};

/// A city: its name and zone, how many of a hundred calls come from it, and its masters.
struct CityOf {
    name: &'static str,
    zone: &'static str,
    calls: f64,
    operators: [&'static str; 2],
    masters: &'static [&'static str],
}

const CITIES: [CityOf; 4] = [
    CityOf {
        name: "Казань",
        zone: "Europe/Moscow",
        calls: 34.0,
        operators: ["Анна Лебедева", "Ольга Соколова"],
        masters: &["Ильдар Галеев", "Сергей Волков", "Антон Рябов"],
    },
    CityOf {
        name: "Саратов",
        zone: "Europe/Saratov",
        calls: 28.0,
        operators: ["Мария Панова", "Глеб Орлов"],
        masters: &["Павел Гусев", "Виктор Носов", "Роман Чернов"],
    },
    CityOf {
        name: "Екатеринбург",
        zone: "Asia/Yekaterinburg",
        calls: 22.0,
        operators: ["Дарья Зимина", "Вера Котова"],
        masters: &["Никита Уралов", "Артём Быков"],
    },
    CityOf {
        name: "Омск",
        zone: "Asia/Omsk",
        calls: 16.0,
        operators: ["Светлана Юдина", "Борис Титов"],
        masters: &["Денис Сибирцев", "Олег Морозов"],
    },
];

/// Each runs two neighbouring cities, and so do the operators answer for two.
const DIRECTORS: [&str; 2] = ["Ирина Белова", "Константин Зотов"];
const ADMIN: &str = "Елена Маркова";

/// Where clients hear of the office, how many of a hundred calls it brings, and what a call costs there, in roubles.
const CAMPAIGNS: [(&str, f64, f64); 4] =
    [("Авито", 46.0, 480.0), ("Яндекс Директ", 27.0, 690.0), ("2ГИС", 17.0, 260.0), ("Листовки", 10.0, 210.0)];

/// A line of a city.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) number: String,
    pub(super) campaign: CampaignId,
    pub(super) cost_of_a_call: f64,
    pub(super) share: f64,
}

/// An operator of a city.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) id: OperatorId,
    pub(super) actor: Actor,
    login: Login,
    password: Secret,
    /// The extension of an operator's phone.
    pub(super) extension: &'static str,
}

impl Person {
    /// Signs in as people do: from now on the office knows of signs of life, and misses them.
    pub(super) async fn sign_in(&mut self, crm: &Crm) -> Result<(), Error> {
        let request = SignInRequest::new(self.login.as_str(), self.password.clone());
        self.actor = crm.auth().login(&request).await?.actor();
        Ok(())
    }

    /// Ends the session, if there is one.
    pub(super) async fn sign_out(&mut self, crm: &Crm) -> Result<(), Error> {
        if self.actor.session().is_some() {
            crm.auth().logout(&self.actor).await?;
            self.actor = crm.operators().actor(self.id).await?;
        }
        Ok(())
    }
}

/// A city with everybody who works there.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) city: City,
    /// Its part of the office's calls.
    pub(super) share: f64,
    pub(super) lines: Vec<Line>,
    pub(super) operators: Vec<Person>,
    pub(super) masters: Vec<Person>,
    pub(super) director: Actor,
    pub(super) admin: Actor,
}

const EXTENSIONS: [&str; 8] = ["101", "102", "103", "104", "105", "106", "107", "108"];

/// Puts the office together; answers its cities, and the accounts one may sign in with, the admin's first.
pub(super) async fn found(crm: &Crm) -> Result<(Vec<Branch>, Vec<Account>), DemoError> {
    let program = Actor::system("demo");
    let mut staff = Staff { crm, by: program.clone(), accounts: Vec::new() };
    let admin = staff.add(Role::Admin, "admin", ADMIN, &[], None).await?;
    staff.by = admin.actor.clone();
    let mut cities = Vec::new();
    for city in &CITIES {
        let new = NewCity::new(Text::from_stored(city.name), Zone::parse(city.zone).map_err(|_| unknown(city.zone))?);
        cities.push(crm.cities().create(&admin.actor, &new, None).await?);
    }
    let mut directors = Vec::new();
    for ((name, login), cities) in DIRECTORS.into_iter().zip(["director", "director2"]).zip(cities.chunks(2)) {
        directors.push(staff.add(Role::Director, login, name, cities, None).await?.actor);
    }
    let mut branches = Vec::new();
    let mut extensions = EXTENSIONS.into_iter();
    for (nth, (of, city)) in CITIES.iter().zip(&cities).enumerate() {
        let neighbours = cities.chunks(2).nth(nth / 2).unwrap_or_default();
        let mut served = vec![city.clone()];
        served.extend(neighbours.iter().filter(|other| other.id != city.id).cloned());
        let mut operators = Vec::new();
        for name in of.operators {
            let login = numbered("operator", branches.len() * 2 + operators.len());
            operators.push(staff.add(Role::Operator, &login, name, &served, extensions.next()).await?);
        }
        let mut masters = Vec::new();
        for name in of.masters {
            let before: usize = branches.iter().map(|branch: &Branch| branch.masters.len()).sum();
            let login = numbered("master", before + masters.len());
            masters.push(staff.add(Role::Master, &login, name, std::slice::from_ref(city), None).await?);
        }
        let director = directors.get(nth / 2).unwrap_or(&admin.actor).clone();
        let lines = lines(crm, &admin.actor, city, nth).await?;
        let (city, admin) = (city.clone(), admin.actor.clone());
        branches.push(Branch { city, share: of.calls / 100.0, lines, operators, masters, director, admin });
    }
    Ok((branches, staff.accounts))
}

/// The first of a role has the plain login.
fn numbered(role: &str, nth: usize) -> String {
    if nth == 0 { role.to_owned() } else { format!("{role}{}", nth + 1) }
}

fn unknown(what: &str) -> DemoError {
    DemoError::Impossible(format!("{what:?} is unknown to this program"))
}

async fn lines(crm: &Crm, admin: &Actor, city: &City, nth: usize) -> Result<Vec<Line>, DemoError> {
    let mut lines = Vec::new();
    for (place, (campaign, share, cost_of_a_call)) in CAMPAIGNS.into_iter().enumerate() {
        let number = format!("7945000{:02}{:02}", nth + 1, place + 1);
        let account = (campaign == "Авито").then(|| Text::from_stored(&format!("Мастерская {}", city.name.as_str())));
        let new = NewLine {
            number: LineNumber::parse(&number).map_err(|_| unknown(&number))?,
            campaign: Some(Text::from_stored(campaign)),
            city: Some(city.id),
            advert_account: account,
        };
        let line = crm.lines().create(admin, &new, None).await?;
        let campaign = line.attribution.campaign.ok_or_else(|| unknown(campaign))?;
        lines.push(Line { number, campaign, cost_of_a_call, share: share / 100.0 });
    }
    Ok(lines)
}

struct Staff<'c> {
    crm: &'c Crm,
    by: Actor,
    accounts: Vec<Account>,
}

impl Staff<'_> {
    /// Adds a user. The first of each role is one to sign in as; the passwords of the others nobody knows.
    async fn add(
        &mut self,
        role: Role,
        login: &str,
        name: &'static str,
        cities: &[City],
        extension: Option<&'static str>,
    ) -> Result<Person, DemoError> {
        let password = random_secret(9)?;
        let new = NewOperator {
            name: Text::from_stored(name),
            login: Login::from_stored(login),
            password: password.clone(),
            role: role.clone(),
            city: cities.first().map(|city| city.id),
            more_cities: cities.iter().skip(1).map(|city| city.id).collect(),
            sip_address: None,
            extension: extension.map(Text::from_stored),
        };
        let user = self.crm.operators().create(&self.by, &new, None).await?;
        if self.accounts.iter().all(|account| account.role != role) {
            let (login, name, password) = (user.login.clone(), user.name.clone(), password.clone());
            self.accounts.push(Account { role, login, name, password });
        }
        let actor = self.crm.operators().actor(user.id).await?;
        Ok(Person { id: user.id, actor, login: user.login, password, extension: extension.unwrap_or_default() })
    }
}

/// So many random bytes of the system, as text.
pub(super) fn random_secret(bytes: usize) -> Result<Secret, Error> {
    let mut random = vec![0; bytes];
    getrandom::fill(&mut random).map_err(|_| crm_core::auth::AuthError::Failed("the system's random source"))?;
    Ok(Secret::new(hex::encode(random)))
}
