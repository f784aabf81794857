//! Orders.

use chrono::NaiveDate;
use crm_core::access::Actor;
use crm_core::kernel::{CallId, CampaignId, CityId, OperatorId, OrderId, Page, PageRequest, Version};
use crm_core::orders::{
    self, Equipment, HistoryKind, NewOrder, OrderFilter, OrderFlaw, OrderPatch, OrderSearch, OrderStatus, OrderType,
    OrderView, StatusChange,
};
use crm_core::{Crm, Error};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::arrow::Table;
use crate::codes::Code;
use crate::listing::{Listing, Pages, listing};
use crate::money::LedgerEntry;
use crate::office::Hears;
use crate::record::record;
use crate::session::desk;
use crate::values::{Amount, At, Id, Out, Patch, Place, Within, key, maybe, patch, read};

record! {
    /// An order.
    Order of OrderView as (
        OrderView { order, city, campaign, operator, master },
        clean = order.clean(),
        meeting = order.meeting
    ) {
        /// Its id.
        id: i64 = order.id,
        /// How often it has been written.
        version: i64 = order.version,
        /// The client's phone, E.164.
        phone: String = order.phone,
        /// How the client comes to us.
        order_type: Code<OrderType> = order.order_type,
        /// What is to be repaired.
        equipment: Code<Equipment> = order.equipment,
        /// The city's name.
        city: String = city,
        /// The city's id.
        city_id: i64 = order.city,
        /// The campaign's name.
        campaign: Option<String> = campaign,
        /// The id of the campaign that brought it.
        campaign_id: Option<i64> = order.campaign,
        /// The advert account that brought it.
        advert_account: Option<String> = order.advert_account,
        /// The id of the call it was written from.
        call_id: Option<i64> = order.call,
        /// The client's name.
        client_name: String = order.client_name,
        /// Where to drive.
        address: String = order.address,
        /// What is broken.
        problem: String = order.problem,
        /// The agreed visit: the start of a slot.
        meeting: At = meeting.at,
        /// The city's zone when the visit was agreed: `meeting.astimezone(meeting_zone)` is what the client was told.
        meeting_zone: Place = meeting.zone,
        /// Where it stands.
        status: Code<OrderStatus> = order.status,
        /// The name of the master it is assigned to.
        master: Option<String> = master,
        /// The id of the master it is assigned to.
        master_id: Option<i64> = order.master,
        /// What was taken from the client, in roubles; not negative.
        result: Option<Amount> = order.result,
        /// What was spent on parts, in roubles; not negative.
        expenditure: Option<Amount> = order.expenditure,
        /// `result` less `expenditure`, in roubles; `None` without a result.
        clean: Option<Amount> = clean,
        /// The day of the city for which a deferred job was promised.
        promised: Option<NaiveDate> = order.promised,
        /// How often it was completed: the number of its last closing in the ledger, 0 before the first.
        closing: u32 = order.closing,
        /// When it was completed, cancelled or found void; `None` while there is something to do.
        closed_at: Option<At> = order.closed_at,
        /// The name of who wrote it.
        operator: Option<String> = operator,
        /// The id of who wrote it; `None` for the program itself.
        operator_id: Option<i64> = order.operator,
        /// When it was written.
        created_at: At = order.created_at,
        /// When it last changed.
        updated_at: At = order.updated_at,
    }
}

/// An order that was just written, with its names.
pub(crate) struct Written {
    order: OrderView,
    duplicates_of: Vec<OrderId>,
}

record! {
    /// What writing an order answers.
    OrderWritten of Written as (Written { order, duplicates_of }) {
        /// The order.
        order: Order = order,
        /// The ids of open orders of the same phone: perhaps the same visit twice. Allowed, but to be looked at.
        duplicates_of: Vec<i64> = duplicates_of,
    }
}

record! {
    /// One step of an order's history.
    HistoryEntry of orders::HistoryEntry as (orders::HistoryEntry {
        order, version, kind, from, to, master, reason, at, by
    }) {
        /// The order's id.
        order_id: i64 = order,
        /// The version of the order that this made.
        version: i64 = version,
        /// What happened.
        kind: Code<HistoryKind> = kind,
        /// Where it stood; `None` for the first step.
        before: Option<Code<OrderStatus>> = from,
        /// Where it stands since.
        after: Code<OrderStatus> = to,
        /// The id of who has it since.
        master_id: Option<i64> = master,
        /// Why.
        reason: Option<String> = reason,
        /// When.
        at: At = at,
        /// Who did it, such as `operator:7` or `system:import`.
        by: String = by,
    }
}

record! {
    /// A slot of a day.
    SlotRoom of orders::SlotRoom as (orders::SlotRoom { start, capacity, taken }) {
        /// When it begins.
        start: At = start,
        /// How many visits fit.
        capacity: u16 = capacity,
        /// How many are taken.
        taken: u64 = taken,
    }
}

record! {
    /// What holding every order to its history and its ledger found.
    OrderCheck of orders::OrderCheck as (orders::OrderCheck { orders, differences }) {
        /// How many orders were looked at.
        orders: u64 = orders,
        /// The ids of those that do not fit and what is wrong with them, at most 1 000.
        differences: Vec<(i64, Code<OrderFlaw>)> = differences,
    }
}

pub(crate) struct OrderPages(OrderFilter);

impl Pages for OrderPages {
    type Row = OrderView;
    async fn page(&self, crm: &Crm, actor: &Actor, page: &PageRequest) -> Result<Page<OrderView>, Error> {
        crm.orders().list(actor, &self.0, page).await
    }
}

listing! {
    /// Orders that pass a filter: open ones by status and meeting, then closed ones, latest first.
    OrderList, OrderPage of Order: OrderPages, columns Table::Orders, |crm, actor, pages| {
        crm.exports().orders(actor, &pages.0).await
    }
}

/// A filter as scripts give it; the lists and the exports of orders share it.
pub(crate) fn filter(
    py: Python<'_>,
    created: Option<Within>,
    closed: Option<Within>,
    meeting: Option<Within>,
    status: Option<Code<OrderStatus>>,
    city: Option<Id<CityId>>,
    operator: Option<Id<OperatorId>>,
    master: Option<Id<OperatorId>>,
    campaign: Option<Id<CampaignId>>,
    equipment: Option<Code<Equipment>>,
    order_type: Option<Code<OrderType>>,
    phone: Option<String>,
    search: Option<String>,
) -> PyResult<OrderFilter> {
    let words = |text: String| {
        OrderSearch::parse(&text)
            .ok_or_else(|| PyValueError::new_err("search: there is no letter or digit to look for"))
    };
    Ok(OrderFilter {
        created: created.map(|period| period.0),
        closed: closed.map(|period| period.0),
        meeting: meeting.map(|period| period.0),
        status: status.map(|status| status.0),
        city: city.map(|id| id.0),
        operator: operator.map(|id| id.0),
        master: master.map(|id| id.0),
        campaign: campaign.map(|id| id.0),
        equipment: equipment.map(|equipment| equipment.0),
        order_type: order_type.map(|order_type| order_type.0),
        phone: maybe(py, "phone", phone)?,
        search: search.map(words).transpose()?,
    })
}

desk! {
    /// Orders in the scope of whoever asks.
    Orders
}

#[pymethods]
impl Orders {
    /// One order.
    ///
    /// Raises NotFoundError (`order.not_found`), also for one out of scope.
    fn get(&self, py: Python<'_>, id: Id<OrderId>) -> PyResult<Order> {
        self.0.with(py, async |crm, actor| crm.orders().get(actor, id.0).await).map(Out::out)
    }

    /// Orders that pass every filter given: open ones by status and meeting, then closed ones, latest first. `created`,
    /// `closed` and `meeting` are periods; `city`, `operator`, `master` and `campaign` are ids; `search` is words by which
    /// people remember an order: its number, the phone, the name, the address.
    ///
    /// Raises InvalidError (`phone.bad`), ValueError for a search without a letter or digit.
    #[pyo3(signature = (*, created=None, closed=None, meeting=None, status=None, city=None, operator=None, master=None,
        campaign=None, equipment=None, order_type=None, phone=None, search=None))]
    fn list(
        &self,
        py: Python<'_>,
        created: Option<Within>,
        closed: Option<Within>,
        meeting: Option<Within>,
        status: Option<Code<OrderStatus>>,
        city: Option<Id<CityId>>,
        operator: Option<Id<OperatorId>>,
        master: Option<Id<OperatorId>>,
        campaign: Option<Id<CampaignId>>,
        equipment: Option<Code<Equipment>>,
        order_type: Option<Code<OrderType>>,
        phone: Option<String>,
        search: Option<String>,
    ) -> PyResult<OrderList> {
        let filter = filter(
            py, created, closed, meeting, status, city, operator, master, campaign, equipment, order_type, phone,
            search,
        )?;
        Ok(OrderList(Listing::new(&self.0, OrderPages(filter))))
    }

    /// The orders that were written from a call: open ones first, at most 100. None for a call that is not there.
    fn of_call(&self, py: Python<'_>, call: Id<CallId>) -> PyResult<Vec<Order>> {
        self.0.with(py, async |crm, actor| crm.orders().of_call(actor, call.0).await).map(Out::out)
    }

    /// The history of an order, oldest first.
    ///
    /// Raises NotFoundError (`order.not_found`).
    fn history(&self, py: Python<'_>, id: Id<OrderId>) -> PyResult<Vec<HistoryEntry>> {
        self.0.with(py, async |crm, actor| crm.orders().history(actor, id.0).await).map(Out::out)
    }

    /// What was posted to the ledger of an order.
    ///
    /// Raises NotFoundError (`order.not_found`).
    fn ledger(&self, py: Python<'_>, id: Id<OrderId>) -> PyResult<Vec<LedgerEntry>> {
        self.0.with(py, async |crm, actor| crm.orders().ledger(actor, id.0).await).map(Out::out)
    }

    /// The slots of a day of a city for an equipment, with the room left in each.
    ///
    /// Raises NotFoundError (`city.not_found`).
    fn slots(
        &self,
        py: Python<'_>,
        city: Id<CityId>,
        date: NaiveDate,
        equipment: Code<Equipment>,
    ) -> PyResult<Vec<SlotRoom>> {
        self.0.with(py, async |crm, actor| crm.orders().slots(actor, city.0, date, &equipment.0).await).map(Out::out)
    }

    /// Writes an order: it waits for a master, and its visit takes a place in the slot that begins at `meeting`. From a
    /// `call`, by its id, come phone, city, campaign and advert account where they are not given. `city` and `operator` are
    /// ids; `campaign` is a name, and an unknown one adds the campaign. With an idempotency key, the same request again
    /// gives the same order.
    ///
    /// Raises InvalidError (`phone.bad`, `order.phone_required`, `order.city_required`, `order.not_a_slot`,
    /// `order.other_operator`, `city.archived`), ConflictError (`order.slot_full`, `idempotency.reused`), NotFoundError
    /// (`call.not_found`, `city.not_found`, `operator.not_found`), ForbiddenError (`access.forbidden`,
    /// `access.other_city`).
    #[pyo3(signature = (*, order_type, equipment, client_name, address, problem, meeting, call=None, phone=None, city=None,
        campaign=None, advert_account=None, operator=None, idempotency_key=None))]
    fn create(
        &self,
        py: Python<'_>,
        order_type: Code<OrderType>,
        equipment: Code<Equipment>,
        client_name: &str,
        address: &str,
        problem: &str,
        meeting: At,
        call: Option<Id<CallId>>,
        phone: Option<String>,
        city: Option<Id<CityId>>,
        campaign: Option<String>,
        advert_account: Option<String>,
        operator: Option<Id<OperatorId>>,
        idempotency_key: Option<String>,
    ) -> PyResult<OrderWritten> {
        let new = NewOrder {
            call: call.map(|id| id.0),
            phone: maybe(py, "phone", phone)?,
            city: city.map(|id| id.0),
            campaign: maybe(py, "rk", campaign)?,
            advert_account: maybe(py, "avitoName", advert_account)?,
            order_type: order_type.0,
            equipment: equipment.0,
            client_name: read(py, "clientName", client_name)?,
            address: read(py, "address", address)?,
            problem: read(py, "problem", problem)?,
            meeting: meeting.0,
            operator: operator.map(|id| id.0),
        };
        let key = key(py, idempotency_key)?;
        let written = self.0.with(py, async |crm, actor| {
            let orders::OrderWritten { order, duplicates_of } = crm.orders().create(actor, &new, key.as_ref()).await?;
            Ok(Written { order: crm.orders().get(actor, order.id).await?, duplicates_of })
        });
        written.map(Out::out)
    }

    /// Edits an order that was read at `version`; what is left out stays. Another `city`, by id, is for one that nobody has
    /// set out to: the master is taken off, and the visit keeps its time on the clock unless a `meeting` is given.
    /// `campaign` is a name. Amounts are in roubles, and not of a closed order; `promised` is of a deferred one.
    ///
    /// Raises NotFoundError (`order.not_found`, `city.not_found`), ConflictError (`order.version_conflict`, `order.closed`,
    /// `order.city_fixed`, `order.visit_begun`, `order.not_deferred`, `order.slot_full`), InvalidError (`phone.bad`,
    /// `order.not_a_slot`, `money.negative`, `city.archived`), ForbiddenError (`access.other_city`).
    #[pyo3(signature = (id, version, *, phone=None, order_type=None, equipment=None, client_name=None, address=None,
        problem=None, city=None, campaign=Patch::Keep, advert_account=Patch::Keep, meeting=None, result=Patch::Keep,
        expenditure=Patch::Keep, promised=Patch::Keep))]
    fn change(
        &self,
        py: Python<'_>,
        id: Id<OrderId>,
        version: i64,
        phone: Option<String>,
        order_type: Option<Code<OrderType>>,
        equipment: Option<Code<Equipment>>,
        client_name: Option<String>,
        address: Option<String>,
        problem: Option<String>,
        city: Option<Id<CityId>>,
        campaign: Patch<String>,
        advert_account: Patch<String>,
        meeting: Option<At>,
        result: Patch<Amount>,
        expenditure: Patch<Amount>,
        promised: Patch<NaiveDate>,
    ) -> PyResult<Order> {
        let wanted = OrderPatch {
            phone: maybe(py, "phone", phone)?,
            order_type: order_type.map(|order_type| order_type.0),
            equipment: equipment.map(|equipment| equipment.0),
            client_name: maybe(py, "clientName", client_name)?,
            address: maybe(py, "address", address)?,
            problem: maybe(py, "problem", problem)?,
            city: city.map(|id| id.0),
            campaign: patch(py, "rk", campaign)?,
            advert_account: patch(py, "avitoName", advert_account)?,
            meeting: meeting.map(|at| at.0),
            result: result.map(|amount| amount.0),
            expenditure: expenditure.map(|amount| amount.0),
            promised: promised.map(|day| day),
        };
        let version = Version::new(version);
        let written = self.0.with(py, async |crm, actor| {
            crm.orders().change(actor, id.0, version, &wanted).await?;
            crm.orders().get(actor, id.0).await
        });
        written.map(Out::out)
    }

    /// Moves an order that was read at `version` to another status. `master`, by id, belongs to the move to `accepted`,
    /// `result` and `expenditure`, in roubles, to the one to `completed`, `promised` to the one to `deferred`; what does not
    /// belong to the move is refused. A reason may always be given, and some moves want one.
    ///
    /// Raises NotFoundError (`order.not_found`, `operator.not_found`), ConflictError (`order.version_conflict`,
    /// `order.transition_not_allowed`), InvalidError (`order.reason_required`, `order.master_required`,
    /// `order.unfit_master`, `order.result_required`, `order.not_with_this_move`, `money.negative`).
    #[pyo3(signature = (id, version, to, *, reason=None, master=None, result=None, expenditure=None, promised=None))]
    fn change_status(
        &self,
        py: Python<'_>,
        id: Id<OrderId>,
        version: i64,
        to: Code<OrderStatus>,
        reason: Option<String>,
        master: Option<Id<OperatorId>>,
        result: Option<Amount>,
        expenditure: Option<Amount>,
        promised: Option<NaiveDate>,
    ) -> PyResult<Order> {
        let change = StatusChange {
            to: to.0,
            reason: maybe(py, "reason", reason)?,
            master: master.map(|id| id.0),
            result: result.map(|amount| amount.0),
            expenditure: expenditure.map(|amount| amount.0),
            promised,
        };
        let version = Version::new(version);
        let written = self.0.with(py, async |crm, actor| {
            crm.orders().change_status(actor, id.0, version, &change).await?;
            crm.orders().get(actor, id.0).await
        });
        written.map(Out::out)
    }

    /// Gives an order that was read at `version` to a master, by id: a new one is accepted by it, another open one changes
    /// hands and stands where it stood.
    ///
    /// Raises as `change_status`, ConflictError (`order.closed`), ForbiddenError.
    #[pyo3(signature = (id, version, master, *, reason=None))]
    fn assign(
        &self,
        py: Python<'_>,
        id: Id<OrderId>,
        version: i64,
        master: Id<OperatorId>,
        reason: Option<String>,
    ) -> PyResult<Order> {
        let (version, reason) = (Version::new(version), maybe(py, "reason", reason)?);
        let written = self.0.with(py, async |crm, actor| {
            crm.orders().assign(actor, id.0, version, master.0, reason.as_ref()).await?;
            crm.orders().get(actor, id.0).await
        });
        written.map(Out::out)
    }

    /// Holds every order to its history and its ledger. `progress` is called with how many were looked at so far; what it
    /// raises ends the check. It may not ask the office anything.
    ///
    /// Raises ForbiddenError. What does not fit is a finding, not an error.
    #[pyo3(signature = (*, progress=None))]
    fn check(&self, py: Python<'_>, progress: Option<Hears<(u64,)>>) -> PyResult<OrderCheck> {
        let found = self.0.with_progress(py, progress, async |crm, actor, telling| {
            crm.orders().check(actor, |count| telling.tell((count,))).await
        });
        found.map(Out::out)
    }
}
