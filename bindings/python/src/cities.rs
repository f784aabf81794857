//! Cities.

use crm_core::cities::{self, NewCity, SlotCapacity, VisitHours};
use crm_core::kernel::{CityId, Version};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::record::record;
use crate::session::desk;
use crate::values::{At, Id, Out, Place, key, maybe, read};

record! {
    /// A city in which masters work.
    City of cities::City as (cities::City {
        id, version, name, zone, visit_hours, capacity, archived, created_at, updated_at
    }) {
        /// Its id.
        id: i64 = id,
        /// How often it has been written.
        version: i64 = version,
        /// Its name.
        name: String = name,
        /// Its zone, by which visits and days are told.
        zone: Place = zone,
        /// When visits begin, in minutes after midnight.
        visits_from: u16 = visit_hours.from(),
        /// When visits end, in minutes after midnight.
        visits_to: u16 = visit_hours.to(),
        /// How many visits for computers (КП) fit into one slot, which is half an hour.
        capacity_kp: u16 = capacity.kp,
        /// The same for appliances (БТ).
        capacity_bt: u16 = capacity.bt,
        /// The same for a handyman's jobs (МНЧ).
        capacity_mnch: u16 = capacity.mnch,
        /// Whether it takes no new orders.
        archived: bool = archived,
        /// When the row was added.
        created_at: At = created_at,
        /// When it last changed.
        updated_at: At = updated_at,
    }
}

desk! {
    /// Cities. Every user may read them; admins change them.
    Cities
}

fn hours(from: u16, to: u16) -> PyResult<VisitHours> {
    VisitHours::new(from, to).ok_or_else(|| {
        PyValueError::new_err(
            "visits_from, visits_to: minutes after midnight are needed, 0 to 1440, the first before the last",
        )
    })
}

#[pymethods]
impl Cities {
    /// Every city by name, archived ones included.
    fn list(&self, py: Python<'_>) -> PyResult<Vec<City>> {
        self.0.with(py, async |crm, actor| crm.cities().list(actor).await).map(Out::out)
    }

    /// One city.
    ///
    /// Raises NotFoundError (`city.not_found`).
    fn get(&self, py: Python<'_>, id: Id<CityId>) -> PyResult<City> {
        self.0.with(py, async |crm, actor| crm.cities().get(actor, id.0).await).map(Out::out)
    }

    /// The city of that name, compared without case.
    ///
    /// Raises NotFoundError (`city.not_found`).
    fn by_name(&self, py: Python<'_>, name: &str) -> PyResult<City> {
        self.0.with(py, async |crm, actor| crm.cities().by_name(actor, name).await).map(Out::out)
    }

    /// Adds a city. Visits are from 600 to 1320, in minutes after midnight (10:00 to 22:00), and 3 of a kind of equipment fit into
    /// one slot of half an hour, unless said otherwise. With an idempotency key, the same request again gives the same city.
    ///
    /// Raises InvalidError, ConflictError (`city.name_taken`, `idempotency.reused`), ForbiddenError.
    #[pyo3(signature = (name, zone, *, visits_from=None, visits_to=None, capacity_kp=None, capacity_bt=None,
        capacity_mnch=None, idempotency_key=None))]
    fn create(
        &self,
        py: Python<'_>,
        name: &str,
        zone: Place,
        visits_from: Option<u16>,
        visits_to: Option<u16>,
        capacity_kp: Option<u16>,
        capacity_bt: Option<u16>,
        capacity_mnch: Option<u16>,
        idempotency_key: Option<String>,
    ) -> PyResult<City> {
        let mut new = NewCity::new(read(py, "name", name)?, zone.0);
        new.visit_hours =
            hours(visits_from.unwrap_or(new.visit_hours.from()), visits_to.unwrap_or(new.visit_hours.to()))?;
        new.capacity = SlotCapacity {
            kp: capacity_kp.unwrap_or(new.capacity.kp),
            bt: capacity_bt.unwrap_or(new.capacity.bt),
            mnch: capacity_mnch.unwrap_or(new.capacity.mnch),
        };
        let key = key(py, idempotency_key)?;
        self.0.with(py, async |crm, actor| crm.cities().create(actor, &new, key.as_ref()).await).map(Out::out)
    }

    /// Changes a city that was read at `version`; what is left out stays. Hours and capacities change together with their
    /// fellows as they were read.
    ///
    /// Raises NotFoundError, ConflictError (`city.version_conflict`, `city.name_taken`), InvalidError, ForbiddenError.
    #[pyo3(signature = (id, version, *, name=None, zone=None, visits_from=None, visits_to=None, capacity_kp=None,
        capacity_bt=None, capacity_mnch=None, archived=None))]
    fn change(
        &self,
        py: Python<'_>,
        id: Id<CityId>,
        version: i64,
        name: Option<String>,
        zone: Option<Place>,
        visits_from: Option<u16>,
        visits_to: Option<u16>,
        capacity_kp: Option<u16>,
        capacity_bt: Option<u16>,
        capacity_mnch: Option<u16>,
        archived: Option<bool>,
    ) -> PyResult<City> {
        let present = self.get(py, Id(id.0))?;
        let visit_hours = match (visits_from, visits_to) {
            (None, None) => None,
            (from, to) => Some(hours(from.unwrap_or(present.visits_from), to.unwrap_or(present.visits_to))?),
        };
        let has_capacity = capacity_kp.or(capacity_bt).or(capacity_mnch).is_some();
        let capacity = has_capacity.then(|| SlotCapacity {
            kp: capacity_kp.unwrap_or(present.capacity_kp),
            bt: capacity_bt.unwrap_or(present.capacity_bt),
            mnch: capacity_mnch.unwrap_or(present.capacity_mnch),
        });
        let patch = cities::CityPatch {
            name: maybe(py, "name", name)?,
            zone: zone.map(|zone| zone.0),
            visit_hours,
            capacity,
            archived,
        };
        let version = Version::new(version);
        self.0.with(py, async |crm, actor| crm.cities().change(actor, id.0, version, &patch).await).map(Out::out)
    }
}
