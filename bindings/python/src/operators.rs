//! Users of every role, and what their time is spent on.

use chrono::NaiveDate;
use crm_core::access::Actor;
use crm_core::kernel::{CityId, OperatorId, Page, PageRequest, Version};
use crm_core::operators::{self, NewOperator, OperatorFilter, OperatorPatch, OperatorStatus, Role, WorkState};
use crm_core::{Crm, Error};
use pyo3::prelude::*;

use crate::codes::Code;
use crate::crm::Progress;
use crate::listing::{Listing, Pages, listing};
use crate::record::record;
use crate::session::desk;
use crate::values::{At, Hidden, Id, Out, Patch, Place, Span, Within, key, maybe, patch, read};

record! {
    /// A user of any role.
    Operator of operators::Operator as (operators::Operator {
        id, version, profile_version, name, login, role, city, more_cities, status, work_state, work_state_since,
        sip_address, extension, created_at, updated_at
    }) {
        /// Its id; masters are users too, and no two users have the same.
        id: i64 = id,
        /// How often the row has been written.
        version: i64 = version,
        /// The version that last changed more than the work state: a change that was read at it or later is accepted.
        profile_version: i64 = profile_version,
        /// The name people read.
        name: String = name,
        /// The login.
        login: String = login,
        /// What the user may do.
        role: Code<Role> = role,
        /// The id of the home city, which is served too.
        city_id: Option<i64> = city,
        /// The ids of further cities served, ascending, the home city not repeated.
        more_city_ids: Vec<i64> = more_cities,
        /// Whether the user may sign in.
        status: Code<OperatorStatus> = status,
        /// What the user is doing now.
        work_state: Code<WorkState> = work_state,
        /// Since when.
        work_state_since: At = work_state_since,
        /// The SIP address of the user's phone.
        sip_address: Option<String> = sip_address,
        /// The extension that providers name the user by.
        extension: Option<String> = extension,
        /// When the user was added.
        created_at: At = created_at,
        /// When the row last changed.
        updated_at: At = updated_at,
    }
}

record! {
    /// One stretch of a user's time.
    WorkStateEntry of operators::WorkStateEntry as (operators::WorkStateEntry { operator, state, reason, from, to }) {
        /// Whose time: the user's id.
        operator_id: i64 = operator,
        /// What it was spent on.
        state: Code<WorkState> = state,
        /// Why, if it was said.
        reason: Option<String> = reason,
        /// When it began.
        since: At = from,
        /// When it ended; `None` while it lasts.
        until: Option<At> = to,
    }
}

record! {
    /// Time spent in a work state for one reason.
    Spent of operators::Spent as (operators::Spent { state, reason, time }) {
        /// The state.
        state: Code<WorkState> = state,
        /// Why, if it was said.
        reason: Option<String> = reason,
        /// How long.
        time: Span = time,
    }
}

record! {
    /// What a user's time of a local day was spent on.
    WorkDay of operators::WorkDay as (operators::WorkDay { day, spent }) {
        /// The day of the zone.
        day: NaiveDate = day,
        /// Each state and reason once, by code.
        spent: Vec<Spent> = spent,
    }
}

record! {
    /// What a user's time was spent on, day by day.
    WorkTime of operators::WorkTime as (operators::WorkTime { operator, zone, days, total }) {
        /// Whose time: the user's id.
        operator_id: i64 = operator,
        /// Whose days.
        zone: Place = zone,
        /// The days on which there was time to spend, ascending.
        days: Vec<WorkDay> = days,
        /// All of them together.
        total: Vec<Spent> = total,
    }
}

pub(crate) struct OperatorPages(OperatorFilter);

impl Pages for OperatorPages {
    type Row = operators::Operator;
    async fn page(&self, crm: &Crm, actor: &Actor, page: &PageRequest) -> Result<Page<Self::Row>, Error> {
        crm.operators().list(actor, &self.0, page).await
    }
}

listing! {
    /// Users that pass a filter, by id.
    OperatorList, OperatorPage of Operator: OperatorPages
}

desk! {
    /// Users of every role. Admins manage them; others see those they work with.
    Operators
}

fn ids<I>(ids: Vec<Id<I>>) -> Vec<I> {
    ids.into_iter().map(|id| id.0).collect()
}

#[pymethods]
impl Operators {
    /// One user.
    ///
    /// Raises NotFoundError (`operator.not_found`), also for one out of scope.
    fn get(&self, py: Python<'_>, id: Id<OperatorId>) -> PyResult<Operator> {
        self.0.with(py, async |crm, actor| crm.operators().get(actor, id.0).await).map(Out::out)
    }

    /// Users that pass every filter given, by id. `city` is one that they serve.
    #[pyo3(signature = (*, role=None, city=None, status=None))]
    fn list(
        &self,
        role: Option<Code<Role>>,
        city: Option<Id<CityId>>,
        status: Option<Code<OperatorStatus>>,
    ) -> OperatorList {
        let filter = OperatorFilter {
            role: role.map(|role| role.0),
            city: city.map(|id| id.0),
            status: status.map(|status| status.0),
        };
        OperatorList(Listing::new(&self.0, OperatorPages(filter)))
    }

    /// Adds a user. `city` is the home city, which every role but admin needs; `more_cities` are served too. The first admin
    /// of an office is added by the program itself: there is no password from the beginning. With an idempotency key, the
    /// same request again gives the same user; the password is not compared, and the first one stays.
    ///
    /// Raises ForbiddenError, InvalidError (`auth.password_policy`, `city.archived`), ConflictError (`operator.login_taken`,
    /// `operator.extension_taken`, `idempotency.reused`), NotFoundError (`city.not_found`).
    #[pyo3(signature = (name, login, password, role, *, city=None, more_cities=None, sip_address=None, extension=None,
        idempotency_key=None))]
    fn create(
        &self,
        py: Python<'_>,
        name: &str,
        login: &str,
        password: Hidden,
        role: Code<Role>,
        city: Option<Id<CityId>>,
        more_cities: Option<Vec<Id<CityId>>>,
        sip_address: Option<String>,
        extension: Option<String>,
        idempotency_key: Option<String>,
    ) -> PyResult<Operator> {
        let new = NewOperator {
            name: read(py, "name", name)?,
            login: read(py, "login", login)?,
            password: password.0,
            role: role.0,
            city: city.map(|id| id.0),
            more_cities: more_cities.map(ids).unwrap_or_default(),
            sip_address: maybe(py, "sipAddress", sip_address)?,
            extension: maybe(py, "extension", extension)?,
        };
        let key = key(py, idempotency_key)?;
        self.0.with(py, async |crm, actor| crm.operators().create(actor, &new, key.as_ref()).await).map(Out::out)
    }

    /// Changes a user that was read at `version`; what is left out stays, and `None` empties. Locking a user out (`status`)
    /// revokes every session and frees the extension.
    ///
    /// Raises ForbiddenError, InvalidError (`city.archived`), NotFoundError (`operator.not_found`, `city.not_found`),
    /// ConflictError (`operator.version_conflict`, `operator.extension_taken`, `operator.last_admin`).
    #[pyo3(signature = (id, version, *, name=None, role=None, city=Patch::Keep, more_cities=None, sip_address=Patch::Keep,
        extension=Patch::Keep, status=None))]
    fn change(
        &self,
        py: Python<'_>,
        id: Id<OperatorId>,
        version: i64,
        name: Option<String>,
        role: Option<Code<Role>>,
        city: Patch<Id<CityId>>,
        more_cities: Option<Vec<Id<CityId>>>,
        sip_address: Patch<String>,
        extension: Patch<String>,
        status: Option<Code<OperatorStatus>>,
    ) -> PyResult<Operator> {
        let patch = OperatorPatch {
            name: maybe(py, "name", name)?,
            role: role.map(|role| role.0),
            city: city.map(|id| id.0),
            more_cities: more_cities.map(ids),
            sip_address: patch(py, "sipAddress", sip_address)?,
            extension: patch(py, "extension", extension)?,
            status: status.map(|status| status.0),
        };
        let version = Version::new(version);
        self.0.with(py, async |crm, actor| crm.operators().change(actor, id.0, version, &patch).await).map(Out::out)
    }

    /// Sets the work state of oneself or of another user: `online`, `break` or `offline`. The other states come from calls.
    ///
    /// Raises ForbiddenError, NotFoundError (`operator.not_found`), ConflictError (`operator.inactive`), InvalidError
    /// (`operator.automatic_state`).
    #[pyo3(signature = (id, state, *, reason=None))]
    fn set_work_state(
        &self,
        py: Python<'_>,
        id: Id<OperatorId>,
        state: Code<WorkState>,
        reason: Option<String>,
    ) -> PyResult<Operator> {
        let reason = maybe(py, "reason", reason)?;
        self.0
            .with(py, async |crm, actor| crm.operators().set_work_state(actor, id.0, &state.0, reason.as_ref()).await)
            .map(Out::out)
    }

    /// What a user was doing in a period, oldest first. The entries leave no gap from when the user was added on.
    ///
    /// Raises NotFoundError (`operator.not_found`), ForbiddenError.
    fn work_log(&self, py: Python<'_>, id: Id<OperatorId>, period: Within) -> PyResult<Vec<WorkStateEntry>> {
        self.0.with(py, async |crm, actor| crm.operators().work_log(actor, id.0, period.0).await).map(Out::out)
    }

    /// What a user's time was spent on, per local day of a zone, up to now. The period has at most 366 days.
    ///
    /// Raises InvalidError (`operator.period_too_long`), NotFoundError (`operator.not_found`), ForbiddenError.
    fn time(&self, py: Python<'_>, id: Id<OperatorId>, period: Within, zone: Place) -> PyResult<WorkTime> {
        self.0.with(py, async |crm, actor| crm.operators().time(actor, id.0, period.0, zone.0).await).map(Out::out)
    }

    /// Ends wrap-ups that are over, and puts users offline of whom nothing was seen for long. `Crm.housekeeping` does it too.
    ///
    /// Raises ForbiddenError.
    fn sweep(&self, py: Python<'_>) -> PyResult<Progress> {
        self.0.with(py, async |crm, actor| crm.operators().sweep(actor).await).map(Out::out)
    }
}
