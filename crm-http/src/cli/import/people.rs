//! Operators and masters.

use crm_core::kernel::{Error, FieldError, PageRequest, Secret};
use crm_core::masters::NewMaster;
use crm_core::operators::{Login, NewOperator, Operator, OperatorError, OperatorFilter, OperatorStatus, Role};

use super::desk::{Desk, missing};
use super::fields::Fields;
use super::table::{Known, Row};
use super::{Done, Fault};

pub(super) const OPERATORS: &[Known] = &[
    Known::required("name", &[]),
    Known::required("login", &[]),
    Known::optional("role", &[]),
    Known::optional("city", &[]),
    Known::optional("password", &[]),
    Known::optional("status", &[]),
    Known::optional("sipAddress", &["sip_address"]),
    Known::optional("extension", &[]),
    Known::ignored("id", &[]),
    Known::ignored("statusWork", &["status_work"]),
    Known::ignored("createdAt", &["created_at"]),
    Known::ignored("updatedAt", &["updated_at"]),
];

pub(super) const MASTERS: &[Known] = &[
    Known::required("name", &[]),
    Known::required("login", &[]),
    Known::required("city", &[]),
    Known::optional("password", &[]),
    Known::optional("status", &[]),
    Known::optional("sipAddress", &["sip_address"]),
    Known::optional("extension", &[]),
    Known::ignored("id", &[]),
    Known::ignored("statusWork", &["status_work"]),
    Known::ignored("createdAt", &["created_at"]),
    Known::ignored("updatedAt", &["updated_at"]),
];

/// How password hashes begin: bcrypt and the like.
const HASHES: [&str; 5] = ["$2a$", "$2b$", "$2y$", "$argon2", "$pbkdf2"];

/// A user as a row has it; a master when `role` says so.
pub(super) fn read(desk: &Desk<'_>, row: &Row, role: Option<Role>) -> Result<Box<NewOperator>, Fault> {
    let mut fields = Fields::of(row);
    let name = fields.required_text("name");
    let login = fields.required("login", |text| Login::new(text).map_err(|error| error.at("login")));
    let named = fields.optional("role", |word| Role::parse(word).map_err(|error| error.at("role")));
    let city = fields.optional("city", |name| desk.city("city", name).map(|city| city.id));
    let password = fields.optional("password", password);
    let status = fields.optional("status", |word| OperatorStatus::parse(word).map_err(|e| e.at("status")));
    if status == Some(OperatorStatus::Inactive) {
        let sentence = "only users who may sign in are imported; leave this line out";
        fields.find(missing("status", "import.inactive", sentence));
    }
    let (sip_address, extension) = (fields.text("sipAddress"), fields.text("extension"));
    let read = name.zip(login).map(|(name, login)| {
        Box::new(NewOperator {
            role: role.or(named).unwrap_or(Role::Operator),
            more_cities: Vec::new(),
            name,
            login,
            password: password.unwrap_or_else(unknown_password),
            city,
            sip_address,
            extension,
        })
    });
    Ok(fields.finish(read)?)
}

/// Taken for a password, a hash would become one that is written down in the other system.
fn password(text: &str) -> Result<Secret, FieldError> {
    if HASHES.iter().any(|hash| text.starts_with(hash)) {
        let sentence = "this is the hash of a password: leave the column out, and set new passwords afterwards";
        return Err(missing("password", "import.password_hash", sentence));
    }
    Ok(Secret::new(text))
}

/// A password that nobody knows: the user signs in once an admin has set another.
fn unknown_password() -> Secret {
    let mut bytes = [0; 32];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Secret::new(hex::encode(bytes)),
        // Refused by the policy, so that no user gets a password that can be guessed.
        Err(_) => Secret::new(""),
    }
}

pub(super) async fn write(desk: &Desk<'_>, new: &NewOperator) -> Result<Done, Fault> {
    // Known before: then no password needs to be hashed.
    if desk.user(&new.login).is_some_and(|present| same(present, new)) {
        return Ok(Done::Present);
    }
    let created = match (&new.role, new.city) {
        (Role::Master, Some(city)) => {
            let mut master = NewMaster::new(new.name.clone(), new.login.clone(), new.password.clone(), city);
            master.sip_address.clone_from(&new.sip_address);
            master.extension.clone_from(&new.extension);
            desk.crm.masters().create(&desk.actor, &master, None).await
        }
        _ => desk.crm.operators().create(&desk.actor, new, None).await,
    };
    match created {
        Ok(_) => Ok(Done::Created),
        Err(error) if error.refusal() == Some(&OperatorError::LoginTaken) => {
            let present = user(desk, &new.login).await?;
            if present.is_some_and(|present| same(&present, new)) {
                Ok(Done::Present)
            } else {
                let sentence = "this login is there already, with another name, role, city or extension";
                Err(Fault::from(vec![missing("login", "import.differs", sentence)]))
            }
        }
        Err(error) => Err(error.into()),
    }
}

fn same(present: &Operator, new: &NewOperator) -> bool {
    present.name == new.name
        && present.role == new.role
        && present.city == new.city
        && present.extension == new.extension
        && present.sip_address == new.sip_address
}

async fn user(desk: &Desk<'_>, login: &Login) -> Result<Option<Operator>, Error> {
    let mut request = PageRequest::first().limit(PageRequest::MAX_LIMIT)?.without_total();
    loop {
        let page = desk.crm.operators().list(&desk.actor, &OperatorFilter::default(), &request).await?;
        if let Some(found) = page.items.into_iter().find(|user| user.login.key() == login.key()) {
            return Ok(Some(found));
        }
        match page.next {
            Some(cursor) => request = PageRequest::cursor(cursor, PageRequest::MAX_LIMIT)?.without_total(),
            None => return Ok(None),
        }
    }
}
