//! The past: what another system knew before this one.

use std::collections::HashMap;

use chrono::NaiveDate;
use crm_core::auth::PasswordHash;
use crm_core::calls::{CallDirection, CallStatus};
use crm_core::kernel::{CallId, CampaignId, CityId, EntityId, FieldError, OperatorId};
use crm_core::lines::Attribution;
use crm_core::operators::{OperatorStatus, Role};
use crm_core::orders::{Equipment, OrderStatus, OrderType};
use crm_core::past::{self, PastId, PastKind, Source};
use pyo3::prelude::*;

use crate::calls::new_call;
use crate::codes::Code;
use crate::record::record;
use crate::session::desk;
use crate::values::{Amount, At, Finding, Id, Out, maybe, read};

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FateKind {
    Written,
    Present,
    Joined,
    LeftOut,
}

/// A fate of any kind of row.
pub(crate) struct Became {
    kind: FateKind,
    id: Option<i64>,
    fields: Vec<FieldError>,
}

record! {
    /// What became of a row.
    Fate of Became as (Became { kind, id, fields }) {
        /// `written` now, `present` since an earlier batch, `joined` to a user who has this login and role here, or
        /// `left_out`.
        kind: Code<FateKind> = kind,
        /// The id of what stands for the row here; `None` when it was left out.
        id: Option<i64> = id,
        /// Why it was left out; empty otherwise.
        fields: Vec<Finding> = fields,
    }
}

impl<I: EntityId> Out for past::Fate<I> {
    type Out = Fate;
    fn out(self) -> Fate {
        let of = |kind, id: I| Became { kind, id: Some(id.get()), fields: Vec::new() };
        match self {
            Self::Written(id) => of(FateKind::Written, id),
            Self::Present(id) => of(FateKind::Present, id),
            Self::Joined(id) => of(FateKind::Joined, id),
            Self::LeftOut(fields) => Became { kind: FateKind::LeftOut, id: None, fields },
        }
        .out()
    }
}

/// A user of another system.
#[pyclass(frozen, from_py_object, module = "crm_core")]
#[derive(Clone)]
pub(crate) struct PastUser(past::PastUser);

#[pymethods]
impl PastUser {
    /// `id` is what the row is known by there. `password` is a hash by argon2 or bcrypt: the old password goes on working;
    /// without one nobody can sign in until an admin sets a password. `city` is the id of the home city, which every role
    /// but admin needs; `more_cities` are the ids of further ones. `status` is `active` when left out.
    /// `created_at` is when the user was added there.
    ///
    /// Raises InvalidError.
    #[new]
    #[pyo3(signature = (*, id, name, login, role, created_at, password=None, city=None, more_cities=None,
        status=None, sip_address=None))]
    fn new(
        py: Python<'_>,
        id: &str,
        name: &str,
        login: &str,
        role: Code<Role>,
        created_at: At,
        password: Option<String>,
        city: Option<Id<CityId>>,
        more_cities: Option<Vec<Id<CityId>>>,
        status: Option<Code<OperatorStatus>>,
        sip_address: Option<String>,
    ) -> PyResult<Self> {
        Ok(Self(past::PastUser {
            id: read(py, "id", id)?,
            name: read(py, "name", name)?,
            login: read(py, "login", login)?,
            password: password.map(PasswordHash::from_stored),
            role: role.0,
            city: city.map(|id| id.0),
            more_cities: more_cities.into_iter().flatten().map(|id| id.0).collect(),
            status: status.map_or(OperatorStatus::Active, |status| status.0),
            sip_address: maybe(py, "sipAddress", sip_address)?,
            created_at: created_at.0,
        }))
    }

    /// What the row is known by there.
    #[getter]
    fn id(&self) -> String {
        self.0.id.clone().out()
    }

    fn __repr__(&self) -> String {
        format!("PastUser(id={:?}, login={:?})", self.0.id.as_str(), self.0.login.as_str())
    }
}

/// A call of another system. It is over.
#[pyclass(frozen, from_py_object, module = "crm_core")]
#[derive(Clone)]
pub(crate) struct PastCall(past::PastCall);

#[pymethods]
impl PastCall {
    /// `id` is what the row is known by there. `direction` is `in` or `out`; `status` is `answered`, or `missed` for an
    /// inbound and `busy` or `no_answer` for an outbound call. `client` is left out when hidden. `wait_seconds` last until
    /// the answer or the end. `city`, `campaign` and `operator` are ids; the line is not asked for them.
    ///
    /// Raises InvalidError (`phone.bad`).
    #[new]
    #[pyo3(signature = (*, id, direction, status, started_at, client=None, line=None, wait_seconds=0, talk_seconds=0,
        category=None, note=None, city=None, campaign=None, advert_account=None, operator=None))]
    fn new(
        py: Python<'_>,
        id: &str,
        direction: Code<CallDirection>,
        status: Code<CallStatus>,
        started_at: At,
        client: Option<String>,
        line: Option<String>,
        wait_seconds: u32,
        talk_seconds: u32,
        category: Option<String>,
        note: Option<String>,
        city: Option<Id<CityId>>,
        campaign: Option<Id<CampaignId>>,
        advert_account: Option<String>,
        operator: Option<Id<OperatorId>>,
    ) -> PyResult<Self> {
        let (wait, talk) = (wait_seconds, talk_seconds);
        Ok(Self(past::PastCall {
            id: read(py, "id", id)?,
            call: new_call(py, direction, status, started_at, client, line, wait, talk, category, note)?,
            attribution: Attribution {
                campaign: campaign.map(|id| id.0),
                city: city.map(|id| id.0),
                advert_account: maybe(py, "avitoName", advert_account)?,
            },
            operator: operator.map(|id| id.0),
        }))
    }

    /// What the row is known by there.
    #[getter]
    fn id(&self) -> String {
        self.0.id.clone().out()
    }

    fn __repr__(&self) -> String {
        format!("PastCall(id={:?}, started_at='{}')", self.0.id.as_str(), self.0.call.started_at)
    }
}

/// An order of another system, as it stands.
#[pyclass(frozen, from_py_object, module = "crm_core")]
#[derive(Clone)]
pub(crate) struct PastOrder(past::PastOrder);

#[pymethods]
impl PastOrder {
    /// `id` is what the row is known by there. `city`, `campaign`, `call`, `master` and `operator` are ids of this office; an
    /// archived city is taken too. `meeting` is any instant. An order that waits has no `master`, one that was accepted and
    /// is open needs one. `result` and `expenditure` are in roubles; a completed order needs a result. `promised` is a day
    /// of a deferred one. `closed_at` is given exactly of closed orders.
    ///
    /// Raises InvalidError (`phone.bad`). What cannot have been is found when the batch is written.
    #[new]
    #[pyo3(signature = (*, id, phone, order_type, equipment, city, client_name, address, problem, meeting, status, created_at,
        campaign=None, advert_account=None, call=None, master=None, result=None, expenditure=None, promised=None,
        operator=None, closed_at=None))]
    fn new(
        py: Python<'_>,
        id: &str,
        phone: &str,
        order_type: Code<OrderType>,
        equipment: Code<Equipment>,
        city: Id<CityId>,
        client_name: &str,
        address: &str,
        problem: &str,
        meeting: At,
        status: Code<OrderStatus>,
        created_at: At,
        campaign: Option<Id<CampaignId>>,
        advert_account: Option<String>,
        call: Option<Id<CallId>>,
        master: Option<Id<OperatorId>>,
        result: Option<Amount>,
        expenditure: Option<Amount>,
        promised: Option<NaiveDate>,
        operator: Option<Id<OperatorId>>,
        closed_at: Option<At>,
    ) -> PyResult<Self> {
        Ok(Self(past::PastOrder {
            id: read(py, "id", id)?,
            phone: read(py, "phone", phone)?,
            order_type: order_type.0,
            equipment: equipment.0,
            city: city.0,
            campaign: campaign.map(|id| id.0),
            advert_account: maybe(py, "avitoName", advert_account)?,
            call: call.map(|id| id.0),
            client_name: read(py, "clientName", client_name)?,
            address: read(py, "address", address)?,
            problem: read(py, "problem", problem)?,
            meeting: meeting.0,
            status: status.0,
            master: master.map(|id| id.0),
            result: result.map(|amount| amount.0),
            expenditure: expenditure.map(|amount| amount.0),
            promised,
            operator: operator.map(|id| id.0),
            created_at: created_at.0,
            closed_at: closed_at.map(|at| at.0),
        }))
    }

    /// What the row is known by there.
    #[getter]
    fn id(&self) -> String {
        self.0.id.clone().out()
    }

    fn __repr__(&self) -> String {
        format!("PastOrder(id={:?}, status='{}')", self.0.id.as_str(), self.0.status)
    }
}

desk! {
    /// What another system knew, taken over in batches of at most `MOST` rows. `source` names that system: under another name
    /// the same rows would come again. A row that was taken over already is not written twice, so a batch may be sent again.
    /// A row that cannot be stands aside and does not keep the others back.
    Past
}

#[pymethods]
impl Past {
    /// The most rows of a batch.
    #[classattr]
    const MOST: usize = past::Past::MOST;

    /// Which of the rows have become something here already: by their id there, the id here, of the kind.
    ///
    /// Raises InvalidError (`past.too_many_rows`), ForbiddenError.
    fn made(
        &self,
        py: Python<'_>,
        source: &str,
        kind: Code<PastKind>,
        ids: Vec<String>,
    ) -> PyResult<HashMap<String, i64>> {
        let source: Source = read(py, "source", source)?;
        let ids: Vec<PastId> = ids.iter().map(|id| read(py, "id", id)).collect::<PyResult<_>>()?;
        let made = self.0.with(py, async |crm, actor| crm.past().made(actor, &source, kind.0, &ids).await)?;
        Ok(made.into_iter().map(Out::out).collect())
    }

    /// Takes over a batch of users; their fates are in the order of the rows. One whose login and role somebody here has
    /// already is that user.
    ///
    /// Raises InvalidError (`past.too_many_rows`), NotFoundError (`city.not_found`), ForbiddenError.
    fn users(&self, py: Python<'_>, source: &str, rows: Vec<PastUser>) -> PyResult<Vec<Fate>> {
        let source: Source = read(py, "source", source)?;
        let rows: Vec<_> = rows.into_iter().map(|row| row.0).collect();
        self.0.with(py, async |crm, actor| crm.past().users(actor, &source, &rows).await).map(Out::out)
    }

    /// Takes over a batch of calls; their fates are in the order of the rows. In the order of time they cost least.
    ///
    /// Raises InvalidError (`past.too_many_rows`), NotFoundError (`operator.not_found`, `city.not_found`,
    /// `campaign.not_found`), ForbiddenError.
    fn calls(&self, py: Python<'_>, source: &str, rows: Vec<PastCall>) -> PyResult<Vec<Fate>> {
        let source: Source = read(py, "source", source)?;
        let rows: Vec<_> = rows.into_iter().map(|row| row.0).collect();
        self.0.with(py, async |crm, actor| crm.past().calls(actor, &source, &rows).await).map(Out::out)
    }

    /// Takes over a batch of orders; their fates are in the order of the rows.
    ///
    /// Raises InvalidError (`past.too_many_rows`), NotFoundError (`call.not_found`, `operator.not_found`,
    /// `city.not_found`, `campaign.not_found`), ForbiddenError.
    fn orders(&self, py: Python<'_>, source: &str, rows: Vec<PastOrder>) -> PyResult<Vec<Fate>> {
        let source: Source = read(py, "source", source)?;
        let rows: Vec<_> = rows.into_iter().map(|row| row.0).collect();
        self.0.with(py, async |crm, actor| crm.past().orders(actor, &source, &rows).await).map(Out::out)
    }
}
