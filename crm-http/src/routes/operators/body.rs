//! What a user is on the wire. There is no password in it, and no hash.

use crm_core::kernel::{Change, CityId, Secret, Text, Timestamp};
use crm_core::operators::{Login, NewOperator, Operator, OperatorPatch, OperatorStatus, Role, WorkState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::directory::Names;
use crate::wire::{Findings, Problem, codes, patched, present, secret};

/// A user.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Operator)]
pub(crate) struct OperatorBody {
    id: i64,
    /// The version of the profile: send it back with a change. Work states do not raise it.
    version: i64,
    name: String,
    login: String,
    #[schema(schema_with = codes::role)]
    role: Role,
    /// The home city, by name.
    city: Option<String>,
    /// Further cities served.
    more_cities: Vec<String>,
    /// Whether the user may sign in.
    #[schema(schema_with = codes::operator_status)]
    status: OperatorStatus,
    /// What the user is doing now.
    #[schema(schema_with = codes::work_state)]
    status_work: WorkState,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    status_work_since: Timestamp,
    /// The SIP address of the user's phone.
    sip_address: Option<String>,
    /// The extension providers name the user by.
    extension: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl OperatorBody {
    pub(crate) fn new(operator: Operator, names: &Names) -> Self {
        let city = |id: CityId| names.city(id).unwrap_or_default().to_owned();
        Self {
            id: operator.id.get(),
            version: operator.profile_version.get(),
            name: operator.name.to_string(),
            login: operator.login.to_string(),
            role: operator.role,
            city: operator.city.map(city),
            more_cities: operator.more_cities.into_iter().map(city).collect(),
            status: operator.status,
            status_work: operator.work_state,
            status_work_since: operator.work_state_since,
            sip_address: operator.sip_address.map(|address| address.to_string()),
            extension: operator.extension.map(|extension| extension.to_string()),
            created_at: operator.created_at,
            updated_at: operator.updated_at,
        }
    }
}

/// The cities of these names, or findings about the field.
pub(crate) fn cities(field: &'static str, given: &[String], names: &Names, findings: &mut Findings) -> Vec<CityId> {
    given.iter().filter_map(|name| names.city_id(field, name, findings)).collect()
}

/// A user to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewOperator)]
pub(crate) struct NewOperatorBody {
    #[schema(min_length = 1, max_length = 255)]
    name: String,
    /// Unique in any case, without blanks.
    #[schema(min_length = 1, max_length = 100)]
    login: String,
    /// The first password: 8 to 128 characters, neither the login nor one of the common ones.
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 128)]
    password: Secret,
    #[schema(schema_with = codes::role)]
    role: String,
    /// The home city, by name; every role but admin has one.
    city: Option<String>,
    /// Further cities served, by name.
    #[serde(default)]
    #[schema(max_items = 1000)]
    more_cities: Vec<String>,
    /// The SIP address of the user's phone.
    #[schema(max_length = 100)]
    sip_address: Option<String>,
    /// The extension providers name the user by, unique.
    #[schema(max_length = 32)]
    extension: Option<String>,
}

impl NewOperatorBody {
    pub(crate) fn read(self, names: &Names) -> Result<NewOperator, Problem> {
        let mut findings = Findings::default();
        let name = findings.read("name", Text::new(&self.name));
        let login = findings.read("login", Login::new(&self.login));
        let role = findings.read("role", Role::parse(&self.role));
        let city = self.city.and_then(|name| names.city_id("city", &name, &mut findings));
        let more_cities = cities("moreCities", &self.more_cities, names, &mut findings);
        let sip_address = findings.maybe("sipAddress", self.sip_address.as_deref(), Text::optional).flatten();
        let extension = findings.maybe("extension", self.extension.as_deref(), Text::optional).flatten();
        let ((name, login), role) = findings.complete(name.zip(login).zip(role))?;
        Ok(NewOperator { name, login, password: self.password, role, city, more_cities, sip_address, extension })
    }
}

/// Changes to a user's profile. A field left out stays as it is; `null` empties one that may be empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = OperatorPatch)]
pub(crate) struct OperatorPatchBody {
    /// The version that was read, unless `If-Match` says it.
    pub(super) version: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, min_length = 1, max_length = 255)]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(required = false, schema_with = codes::role)]
    role: Option<String>,
    /// The home city, by name.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>)]
    city: Change<String>,
    /// Further cities served, by name: these and no others.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, max_items = 1000)]
    more_cities: Option<Vec<String>>,
    /// The SIP address of the user's phone.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 100)]
    sip_address: Change<String>,
    /// The extension providers name the user by.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 32)]
    extension: Change<String>,
}

impl OperatorPatchBody {
    pub(super) fn read(self, names: &Names) -> Result<OperatorPatch, Problem> {
        let mut findings = Findings::default();
        let patch = OperatorPatch {
            name: findings.maybe("name", self.name.as_deref(), Text::new),
            role: findings.maybe("role", self.role.as_deref(), Role::parse),
            city: names.city_change("city", self.city, &mut findings),
            more_cities: self.more_cities.map(|given| cities("moreCities", &given, names, &mut findings)),
            sip_address: findings.change("sipAddress", self.sip_address, |text| Text::new(&text)),
            extension: findings.change("extension", self.extension, |text| Text::new(&text)),
            status: None,
        };
        findings.check()?;
        Ok(patch)
    }
}
