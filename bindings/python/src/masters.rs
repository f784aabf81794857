//! Masters.

use crm_core::access::Actor;
use crm_core::kernel::{CityId, OperatorId, Page, PageRequest, Version};
use crm_core::masters::{MasterFilter, MasterPatch, MasterView, NewMaster};
use crm_core::operators::{Operator, OperatorStatus, WorkState};
use crm_core::{Crm, Error};
use pyo3::prelude::*;

use crate::codes::Code;
use crate::listing::{Listing, Pages, listing};
use crate::record::record;
use crate::session::desk;
use crate::values::{At, Hidden, Id, Out, Patch, key, maybe, patch, read};

record! {
    /// A master: a user who drives out to clients.
    Master of MasterView as (MasterView {
        open_orders,
        master: Operator {
            id, version, profile_version, name, login, role: _, city, more_cities, status, work_state, work_state_since,
            sip_address, extension, created_at, updated_at
        },
    }) {
        /// The id, which is that of the user.
        id: i64 = id,
        /// How often the row has been written.
        version: i64 = version,
        /// The version that last changed more than the work state: whoever read the master at it or later may change it.
        profile_version: i64 = profile_version,
        /// The name people read.
        name: String = name,
        /// The login.
        login: String = login,
        /// The id of the home city; also served.
        city_id: Option<i64> = city,
        /// The ids of further cities served, ascending, the home city not repeated.
        more_city_ids: Vec<i64> = more_cities,
        /// Whether the master may sign in.
        status: Code<OperatorStatus> = status,
        /// What the master is doing now.
        work_state: Code<WorkState> = work_state,
        /// Since when.
        work_state_since: At = work_state_since,
        /// The SIP address of the master's phone.
        sip_address: Option<String> = sip_address,
        /// The extension providers name the master by, unique.
        extension: Option<String> = extension,
        /// When the master was added.
        created_at: At = created_at,
        /// When the row last changed.
        updated_at: At = updated_at,
        /// How many open orders the master has, also those that whoever asks does not see.
        open_orders: u64 = open_orders,
    }
}

pub(crate) struct MasterPages(MasterFilter);

impl Pages for MasterPages {
    type Row = MasterView;
    async fn page(&self, crm: &Crm, actor: &Actor, page: &PageRequest) -> Result<Page<MasterView>, Error> {
        crm.masters().list(actor, &self.0, page).await
    }
}

listing! {
    /// Masters that pass a filter.
    MasterList, MasterPage of Master: MasterPages
}

desk! {
    /// Masters in the scope of whoever asks. An admin manages every master, a director those all of whose cities are own
    /// cities.
    Masters
}

#[pymethods]
impl Masters {
    /// Masters that pass every filter given, by id. `city` is the id of a city they serve.
    #[pyo3(signature = (*, city=None, status=None))]
    fn list(&self, city: Option<Id<CityId>>, status: Option<Code<OperatorStatus>>) -> MasterList {
        let filter = MasterFilter { city: city.map(|id| id.0), status: status.map(|status| status.0) };
        MasterList(Listing::new(&self.0, MasterPages(filter)))
    }

    /// One master.
    ///
    /// Raises NotFoundError (`operator.not_found`), also for one out of scope and for a user who is no master.
    fn get(&self, py: Python<'_>, id: Id<OperatorId>) -> PyResult<Master> {
        self.0.with(py, async |crm, actor| crm.masters().get(actor, id.0).await).map(Out::out)
    }

    /// Adds a master. `city` is the id of the home city, `more_cities` those of further ones. With an idempotency key, the
    /// same request again gives the same master; the password is not compared, and the first one stays.
    ///
    /// Raises InvalidError (`auth.password_policy`, `city.archived`), ConflictError (`operator.login_taken`,
    /// `operator.extension_taken`, `idempotency.reused`), NotFoundError (`city.not_found`), ForbiddenError
    /// (`access.forbidden`, `access.other_city`).
    #[pyo3(signature = (name, login, password, *, city, more_cities=None, sip_address=None, extension=None,
        idempotency_key=None))]
    fn create(
        &self,
        py: Python<'_>,
        name: &str,
        login: &str,
        password: Hidden,
        city: Id<CityId>,
        more_cities: Option<Vec<Id<CityId>>>,
        sip_address: Option<String>,
        extension: Option<String>,
        idempotency_key: Option<String>,
    ) -> PyResult<Master> {
        let mut new = NewMaster::new(read(py, "name", name)?, read(py, "login", login)?, password.0, city.0);
        new.more_cities = more_cities.into_iter().flatten().map(|id| id.0).collect();
        new.sip_address = maybe(py, "sipAddress", sip_address)?;
        new.extension = maybe(py, "extension", extension)?;
        let key = key(py, idempotency_key)?;
        let written = self.0.with(py, async |crm, actor| {
            let master = crm.masters().create(actor, &new, key.as_ref()).await?;
            crm.masters().get(actor, master.id).await
        });
        written.map(Out::out)
    }

    /// Changes a master who was read at `version`; what is left out stays. `status` `inactive` locks out: every session is
    /// revoked, and open orders stay until they are given to another.
    ///
    /// Raises NotFoundError (`operator.not_found`, `city.not_found`), ConflictError (`operator.version_conflict`,
    /// `operator.extension_taken`), InvalidError (`city.archived`), ForbiddenError (`access.forbidden`,
    /// `access.other_city`).
    #[pyo3(signature = (id, version, *, name=None, city=None, more_cities=None, sip_address=Patch::Keep,
        extension=Patch::Keep, status=None))]
    fn change(
        &self,
        py: Python<'_>,
        id: Id<OperatorId>,
        version: i64,
        name: Option<String>,
        city: Option<Id<CityId>>,
        more_cities: Option<Vec<Id<CityId>>>,
        sip_address: Patch<String>,
        extension: Patch<String>,
        status: Option<Code<OperatorStatus>>,
    ) -> PyResult<Master> {
        let wanted = MasterPatch {
            name: maybe(py, "name", name)?,
            city: city.map(|id| id.0),
            more_cities: more_cities.map(|cities| cities.into_iter().map(|id| id.0).collect()),
            sip_address: patch(py, "sipAddress", sip_address)?,
            extension: patch(py, "extension", extension)?,
            status: status.map(|status| status.0),
        };
        let version = Version::new(version);
        let written = self.0.with(py, async |crm, actor| {
            let master = crm.masters().change(actor, id.0, version, &wanted).await?;
            crm.masters().get(actor, master.id).await
        });
        written.map(Out::out)
    }
}
