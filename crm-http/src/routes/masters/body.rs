//! What a master is on the wire.

use crm_core::kernel::{Change, Secret, Text};
use crm_core::masters::{MasterPatch, MasterView, NewMaster};
use crm_core::operators::{Login, OperatorStatus};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::directory::Names;
use crate::routes::operators::{OperatorBody, cities};
use crate::wire::{Findings, Problem, codes, patched, present, secret};

/// A master: a user with what is to be done.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Master)]
pub(crate) struct MasterBody {
    #[serde(flatten)]
    user: OperatorBody,
    /// How many open orders the master has.
    open_orders: u64,
}

impl MasterBody {
    pub(super) fn new(view: MasterView, names: &Names) -> Self {
        Self { user: OperatorBody::new(view.master, names), open_orders: view.open_orders }
    }
}

/// A master to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewMaster)]
pub(crate) struct NewMasterBody {
    #[schema(min_length = 1, max_length = 255)]
    name: String,
    /// Unique in any case, without blanks.
    #[schema(min_length = 1, max_length = 100)]
    login: String,
    /// The first password: 8 to 128 characters, neither the login nor one of the common ones.
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 128)]
    password: Secret,
    /// The home city, by name.
    city: String,
    /// Further cities served, by name.
    #[serde(default)]
    #[schema(max_items = 1000)]
    more_cities: Vec<String>,
    /// The SIP address of the master's phone.
    #[schema(max_length = 100)]
    sip_address: Option<String>,
    /// The extension providers name the master by, unique.
    #[schema(max_length = 32)]
    extension: Option<String>,
}

impl NewMasterBody {
    pub(super) fn read(self, names: &Names) -> Result<NewMaster, Problem> {
        let mut findings = Findings::default();
        let name = findings.read("name", Text::new(&self.name));
        let login = findings.read("login", Login::new(&self.login));
        let city = names.city_id("city", &self.city, &mut findings);
        let more_cities = cities("moreCities", &self.more_cities, names, &mut findings);
        let sip_address = findings.maybe("sipAddress", self.sip_address.as_deref(), Text::optional).flatten();
        let extension = findings.maybe("extension", self.extension.as_deref(), Text::optional).flatten();
        let ((name, login), city) = findings.complete(name.zip(login).zip(city))?;
        Ok(NewMaster { name, login, password: self.password, city, more_cities, sip_address, extension })
    }
}

/// Changes to a master, who stays one. A field left out stays as it is; `null` empties one that may be empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = MasterPatch)]
pub(crate) struct MasterPatchBody {
    /// The version that was read, unless `If-Match` says it.
    pub(super) version: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, min_length = 1, max_length = 255)]
    name: Option<String>,
    /// The home city, by name.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    city: Option<String>,
    /// Further cities served, by name: these and no others.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, max_items = 1000)]
    more_cities: Option<Vec<String>>,
    /// The SIP address of the master's phone.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 100)]
    sip_address: Change<String>,
    /// The extension providers name the master by.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 32)]
    extension: Change<String>,
    /// Let in or lock out; locking out ends every session and frees the extension.
    #[serde(default, deserialize_with = "present")]
    #[schema(required = false, schema_with = codes::operator_status)]
    status: Option<String>,
}

impl MasterPatchBody {
    pub(super) fn read(self, names: &Names) -> Result<MasterPatch, Problem> {
        let mut findings = Findings::default();
        let patch = MasterPatch {
            name: findings.maybe("name", self.name.as_deref(), Text::new),
            city: self.city.and_then(|name| names.city_id("city", &name, &mut findings)),
            more_cities: self.more_cities.map(|given| cities("moreCities", &given, names, &mut findings)),
            sip_address: findings.change("sipAddress", self.sip_address, |text| Text::new(&text)),
            extension: findings.change("extension", self.extension, |text| Text::new(&text)),
            status: findings.maybe("status", self.status.as_deref(), OperatorStatus::parse),
        };
        findings.check()?;
        Ok(patch)
    }
}
