//! Masters' cash.

use crm_core::access::Actor;
use crm_core::kernel::{CashHandoverId, CityId, OperatorId, Page, PageRequest, Version};
use crm_core::money::{self, CashFilter, CashHandoverView, CashState, LedgerKind, NewCashHandover};
use crm_core::{Crm, Error};
use pyo3::prelude::*;

use crate::codes::Code;
use crate::listing::{Listing, Pages, listing};
use crate::record::record;
use crate::session::desk;
use crate::values::{Amount, At, Id, Out, key, maybe, read};

record! {
    /// An entry of an order's ledger. The sum of the entries is the money of the order.
    LedgerEntry of money::LedgerEntry as (money::LedgerEntry { order, closing, kind, amount, master, city, at, by }) {
        /// The order's id.
        order_id: i64 = order,
        /// The closing it belongs to, from 1.
        closing: u32 = closing,
        /// What it is for.
        kind: Code<LedgerKind> = kind,
        /// How much, in roubles, signed.
        amount: Amount = amount,
        /// The id of the master who closed the order, if it had one.
        master_id: Option<i64> = master,
        /// The id of the order's city.
        city_id: i64 = city,
        /// When it was posted.
        at: At = at,
        /// Who posted it, such as `operator:7`.
        by: String = by,
    }
}

record! {
    /// A master's money in a city, in roubles.
    CashBalance of money::CashBalance as (
        money::CashBalance { city, earned, accepted, pending },
        held = money::CashBalance { city, earned, accepted, pending }.held()
    ) {
        /// The city's id.
        city_id: i64 = city,
        /// What the ledger says: results less expenditure of the orders that are completed now.
        earned: Amount = earned,
        /// What was handed over and accepted.
        accepted: Amount = accepted,
        /// What is handed over and waits to be accepted.
        pending: Amount = pending,
        /// What the master holds: earned less accepted. What waits to be accepted is still held.
        held: Amount = held,
    }
}

/// A hand-over, with names where it comes from a list.
pub(crate) struct Handover {
    handover: money::CashHandover,
    master: Option<Box<str>>,
    city: Option<Box<str>>,
}

record! {
    /// Cash that a master hands over in a city. Only a list tells the names.
    CashHandover of Handover as (Handover { handover, master, city }) {
        /// Its id.
        id: i64 = handover.id,
        /// How often it has been written.
        version: i64 = handover.version,
        /// The name of who hands over; `None` outside lists.
        master: Option<String> = master,
        /// The id of who hands over.
        master_id: i64 = handover.master,
        /// The name of the city whose money it is; `None` outside lists.
        city: Option<String> = city,
        /// The id of the city whose money it is.
        city_id: i64 = handover.city,
        /// How much, in roubles, above zero.
        amount: Amount = handover.amount,
        /// What the master says about it.
        note: Option<String> = handover.note,
        /// What became of it.
        state: Code<CashState> = handover.state,
        /// When the master said so.
        handed_at: At = handover.handed_at,
        /// Who accepted or declined, such as `operator:7`; the master, when it was withdrawn; `None` while it waits.
        decided_by: Option<String> = handover.decided.as_ref().map(|decided| decided.by.clone()),
        /// When it was decided; `None` while it waits.
        decided_at: Option<At> = handover.decided.as_ref().map(|decided| decided.at),
        /// Why it was declined or withdrawn.
        reason: Option<String> = handover.decided.and_then(|decided| decided.reason),
    }
}

impl Out for CashHandoverView {
    type Out = CashHandover;
    fn out(self) -> CashHandover {
        let Self { handover, master, city } = self;
        Handover { handover, master: Some(master), city: Some(city) }.out()
    }
}

impl Out for money::CashHandover {
    type Out = CashHandover;
    fn out(self) -> CashHandover {
        Handover { handover: self, master: None, city: None }.out()
    }
}

pub(crate) struct CashPages(CashFilter);

impl Pages for CashPages {
    type Row = CashHandoverView;
    async fn page(&self, crm: &Crm, actor: &Actor, page: &PageRequest) -> Result<Page<CashHandoverView>, Error> {
        crm.money().list(actor, &self.0, page).await
    }
}

listing! {
    /// Hand-overs that pass a filter.
    CashList, CashPage of CashHandover: CashPages
}

desk! {
    /// Masters' cash: the master hands over, a director of the city or an admin accepts or declines.
    CashDesk
}

#[pymethods]
impl CashDesk {
    /// One hand-over.
    ///
    /// Raises NotFoundError (`cash.not_found`), also for one out of scope.
    fn get(&self, py: Python<'_>, id: Id<CashHandoverId>) -> PyResult<CashHandover> {
        self.0.with(py, async |crm, actor| crm.money().get(actor, id.0).await).map(Out::out)
    }

    /// Hand-overs that pass every filter given, latest first. `master` and `city` are ids.
    #[pyo3(signature = (*, master=None, city=None, state=None))]
    fn list(
        &self,
        master: Option<Id<OperatorId>>,
        city: Option<Id<CityId>>,
        state: Option<Code<CashState>>,
    ) -> CashList {
        let filter =
            CashFilter { master: master.map(|id| id.0), city: city.map(|id| id.0), state: state.map(|state| state.0) };
        CashList(Listing::new(&self.0, CashPages(filter)))
    }

    /// What a master has earned, handed over and holds, by city; cities without money of the master are left out. A
    /// director is told of own cities only.
    ///
    /// Raises NotFoundError (`operator.not_found`), also for a master of whom whoever asks sees nothing.
    fn balance(&self, py: Python<'_>, master: Id<OperatorId>) -> PyResult<Vec<CashBalance>> {
        self.0.with(py, async |crm, actor| crm.money().balance(actor, master.0).await).map(Out::out)
    }

    /// Hands over cash of a city, as the master who holds it. `amount` is in roubles, above zero; one above what is held is
    /// taken, and the office decides when it accepts. With an idempotency key, the same request again gives the same
    /// hand-over.
    ///
    /// Raises ForbiddenError (`access.forbidden` for who is no master, `access.other_city`), InvalidError, ConflictError
    /// (`operator.inactive`, `idempotency.reused`).
    #[pyo3(signature = (city, amount, *, note=None, idempotency_key=None))]
    fn hand_over(
        &self,
        py: Python<'_>,
        city: Id<CityId>,
        amount: Amount,
        note: Option<String>,
        idempotency_key: Option<String>,
    ) -> PyResult<CashHandover> {
        let new = NewCashHandover { city: city.0, amount: amount.0, note: maybe(py, "note", note)? };
        let key = key(py, idempotency_key)?;
        self.0.with(py, async |crm, actor| crm.money().hand_over(actor, &new, key.as_ref()).await).map(Out::out)
    }

    /// Accepts a hand-over that was read at `version`, as an admin or a director of its city; nobody accepts an own one.
    ///
    /// Raises NotFoundError (`cash.not_found`), ConflictError (`cash.version_conflict`, `cash.already_decided`),
    /// ForbiddenError.
    fn accept(&self, py: Python<'_>, id: Id<CashHandoverId>, version: i64) -> PyResult<CashHandover> {
        let version = Version::new(version);
        self.0.with(py, async |crm, actor| crm.money().accept(actor, id.0, version).await).map(Out::out)
    }

    /// Declines a hand-over that was read at `version`, as an admin or a director of its city.
    ///
    /// Raises as `accept`, and InvalidError for a reason that is none.
    fn decline(&self, py: Python<'_>, id: Id<CashHandoverId>, version: i64, reason: &str) -> PyResult<CashHandover> {
        let (version, reason) = (Version::new(version), read(py, "reason", reason)?);
        self.0.with(py, async |crm, actor| crm.money().decline(actor, id.0, version, &reason).await).map(Out::out)
    }

    /// Withdraws a hand-over that was read at `version`, as the master who made it. It is declined then.
    ///
    /// Raises as `accept`.
    #[pyo3(signature = (id, version, *, reason=None))]
    fn withdraw(
        &self,
        py: Python<'_>,
        id: Id<CashHandoverId>,
        version: i64,
        reason: Option<String>,
    ) -> PyResult<CashHandover> {
        let (version, reason) = (Version::new(version), maybe(py, "reason", reason)?);
        let reason = reason.as_ref();
        self.0.with(py, async |crm, actor| crm.money().withdraw(actor, id.0, version, reason).await).map(Out::out)
    }
}
