//! Use cases of orders.

use chrono::NaiveDate;

use super::decide::{self, Basis, OrderChange, Target};
use super::query::SORT;
use super::{
    Equipment, HistoryEntry, NewOrder, Order, OrderCheck, OrderError, OrderFilter, OrderPatch, OrderQuery, OrderView,
    Reason, StatusChange, check, search, slots,
};
use crate::access::{Actor, OrderScope, Policy, Right};
use crate::audit;
use crate::calls::CallError;
use crate::campaigns;
use crate::cities::{City, CityError};
use crate::counters;
use crate::crm::Core;
use crate::events::{EventKind, EventScope, NewEvent};
use crate::kernel::{
    CallId, Change, CityId, Error, OperatorId, OrderId, Page, PageRequest, Period, Phone, Text, Timestamp, TotalMode,
    Version,
};
use crate::money::LedgerEntry;
use crate::operators::{Operator, OperatorError};
use crate::store::{
    Effects, Guard, IdempotencyKey, IdempotencyRecord, Loaded, Outcome, Read, StoreError, StoreErrorKind, Tx, Write,
    idempotency,
};

/// Orders.
#[derive(Clone, Copy)]
pub struct Orders<'c> {
    core: &'c Core,
}

/// What writing an order answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderWritten {
    /// The order.
    pub order: Order,
    /// Open orders of the same phone that the actor may see: perhaps the same visit twice. Allowed, but to be looked at.
    pub duplicates_of: Vec<OrderId>,
}

/// A slot of a day, and how much room is left in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotRoom {
    /// When it begins.
    pub start: Timestamp,
    /// How many visits fit.
    pub capacity: u16,
    /// How many are taken.
    pub taken: u64,
}

impl<'c> Orders<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// One order in the actor's scope.
    ///
    /// # Errors
    /// `order.not_found`, also for an order out of scope; storage errors.
    #[tracing::instrument(name = "orders.get", level = "debug", skip_all)]
    pub async fn get(&self, actor: &Actor, id: OrderId) -> Result<OrderView, Error> {
        let found = self.core.read(Read::Each).await?.orders().view(id, &Policy::orders(actor)).await?;
        Ok(found.ok_or(OrderError::NotFound)?)
    }

    /// Orders in the actor's scope that pass the filter: open ones by status and meeting, then closed ones, latest first.
    ///
    /// # Errors
    /// `page.bad_cursor`; storage errors.
    #[tracing::instrument(name = "orders.list", level = "debug", skip_all)]
    pub async fn list(
        &self,
        actor: &Actor,
        filter: &OrderFilter,
        page: &PageRequest,
    ) -> Result<Page<OrderView>, Error> {
        let slice = page.resolve(SORT, &filter.digest())?;
        let mut query = OrderQuery { scope: Policy::orders(actor), filter: filter.clone(), slice };
        // The items and their total are of one view.
        let read = if slice.total == TotalMode::Bounded { Read::Snapshot } else { Read::Each };
        let mut tx = self.core.read(read).await?;
        let counted = counters::total_of_orders(&mut *tx, &query).await?;
        if counted.is_some() {
            query.slice.total = TotalMode::Skip;
        }
        let mut listed = tx.orders().list(&query).await?;
        listed.total = listed.total.or(counted);
        Ok(Page::assemble(&slice, listed.rows, listed.total, |row| (row.order.list_key().get(), row.order.id.get())))
    }

    /// The orders in the actor's scope that were written from a call: open ones first, at most 100. None for a call that
    /// nobody wrote an order from, or that is not there.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "orders.of_call", level = "debug", skip_all)]
    pub async fn of_call(&self, actor: &Actor, call: CallId) -> Result<Vec<OrderView>, Error> {
        Ok(self.core.read(Read::Each).await?.orders().of_call(call, &Policy::orders(actor)).await?)
    }

    /// The history of an order in the actor's scope, oldest first.
    ///
    /// # Errors
    /// As [`Orders::get`].
    #[tracing::instrument(name = "orders.history", level = "debug", skip_all)]
    pub async fn history(&self, actor: &Actor, id: OrderId) -> Result<Vec<HistoryEntry>, Error> {
        let mut tx = self.core.read(Read::Each).await?;
        tx.orders().get(id, &Policy::orders(actor)).await?.ok_or(OrderError::NotFound)?;
        Ok(tx.orders().history(id).await?)
    }

    /// What was posted to the ledger of an order in the actor's scope.
    ///
    /// # Errors
    /// As [`Orders::get`].
    #[tracing::instrument(name = "orders.ledger", level = "debug", skip_all)]
    pub async fn ledger(&self, actor: &Actor, id: OrderId) -> Result<Vec<LedgerEntry>, Error> {
        let mut tx = self.core.read(Read::Each).await?;
        tx.orders().get(id, &Policy::orders(actor)).await?.ok_or(OrderError::NotFound)?;
        Ok(tx.ledger().of_order(id).await?)
    }

    /// The slots of a local day of a city, with the room left in each. Every signed-in user may ask.
    ///
    /// # Errors
    /// `city.not_found`; storage errors.
    #[tracing::instrument(name = "orders.slots", level = "debug", skip_all)]
    pub async fn slots(
        &self,
        _actor: &Actor,
        city: CityId,
        date: NaiveDate,
        equipment: &Equipment,
    ) -> Result<Vec<SlotRoom>, Error> {
        let mut tx = self.core.read(Read::Snapshot).await?;
        let city = tx.cities().get(city).await?.ok_or(CityError::NotFound)?;
        let taken = tx.orders().taken_in(city.id, equipment, Period::day(city.zone, date)).await?;
        let capacity = slots::capacity(&city, equipment);
        let taken_at = |start| taken.iter().find(|(at, _)| *at == start).map_or(0, |(_, taken)| *taken);
        let starts = slots::starts(&city, date).into_iter();
        Ok(starts.map(|start| SlotRoom { start, capacity, taken: taken_at(start) }).collect())
    }

    /// Writes an order. With a key, the same request again gives the same order.
    ///
    /// # Errors
    /// `access.forbidden`, `access.other_city`, `invalid`, `call.not_found`, `city.not_found`, `city.archived`,
    /// `operator.not_found`, `order.slot_full`, `idempotency.reused`; storage errors.
    #[tracing::instrument(name = "orders.create", level = "debug", skip_all)]
    pub async fn create(
        &self,
        actor: &Actor,
        new: &NewOrder,
        key: Option<&IdempotencyKey>,
    ) -> Result<OrderWritten, Error> {
        const OPERATION: &str = "orders.create";
        let id = self.core.ids.next().await?;
        let fingerprint = IdempotencyRecord::fingerprint(new);
        let core = self.core;
        core.unit_once(key, move |a| {
            Box::pin(async move {
                if let Some(key) = key
                    && let Some(made) = idempotency::replay(a.tx, actor, OPERATION, key, &fingerprint).await?
                {
                    return Ok(Outcome::unchanged(written_before(a.tx, actor, made).await?));
                }
                let (change, mut effects) = self::write(core, a.tx, id, new, actor, a.now).await?;
                let duplicates_of = duplicates(a.tx, actor, &change.order.phone).await?;
                let order = change.order.clone();
                put(core, a.tx, None, change, actor, a.now, &mut effects).await?;
                if let Some(key) = key {
                    effects.idempotency(IdempotencyRecord::new(actor, OPERATION, key, fingerprint, id.get(), a.now));
                }
                Ok(Outcome::done(OrderWritten { order, duplicates_of }, effects))
            })
        })
        .await
    }

    /// Edits an order in scope that was read at `version`.
    ///
    /// # Errors
    /// `order.not_found`, `order.version_conflict`, `order.closed`, `order.city_fixed`, `order.visit_begun`,
    /// `order.not_deferred`, `order.slot_full`, `invalid`, `access.*`, `city.*`; storage errors.
    #[tracing::instrument(name = "orders.change", level = "debug", skip_all)]
    pub async fn change(
        &self,
        actor: &Actor,
        id: OrderId,
        version: Version,
        patch: &OrderPatch,
    ) -> Result<Order, Error> {
        let (core, scope) = (self.core, &Policy::orders(actor));
        core.unit(move |a| {
            Box::pin(async move {
                let read = a.tx.orders().get(id, scope).await?.ok_or(OrderError::NotFound)?;
                let city = a.tx.cities().get(patch.city.unwrap_or(read.city)).await?.ok_or(CityError::NotFound)?;
                let mut effects = Effects::none();
                let campaign = match &patch.campaign {
                    Change::Keep => Change::Keep,
                    Change::Clear => Change::Clear,
                    Change::To(name) => {
                        Change::To(campaigns::resolve(core, a.tx, name, actor, a.now, &mut effects).await?)
                    }
                };
                let target = Target { city: &city, campaign };
                match decide::patch(&read, version, patch, target, actor, a.now)? {
                    None => Ok(Outcome::unchanged(read.into_inner())),
                    Some(change) => {
                        effects.depends_on(&city);
                        let order = change.order.clone();
                        put(core, a.tx, Some(&read), change, actor, a.now, &mut effects).await?;
                        Ok(Outcome::done(order, effects))
                    }
                }
            })
        })
        .await
    }

    /// Moves an order in scope that was read at `version` along [`TRANSITIONS`](super::TRANSITIONS).
    ///
    /// # Errors
    /// `order.not_found`, `order.version_conflict`, `order.transition_not_allowed`, `operator.not_found`, `invalid`;
    /// storage errors.
    #[tracing::instrument(name = "orders.change_status", level = "debug", skip_all)]
    pub async fn change_status(
        &self,
        actor: &Actor,
        id: OrderId,
        version: Version,
        change: &StatusChange,
    ) -> Result<Order, Error> {
        let (core, scope) = (self.core, &Policy::orders(actor));
        core.unit(move |a| {
            Box::pin(async move {
                let read = a.tx.orders().get(id, scope).await?.ok_or(OrderError::NotFound)?;
                let mut effects = Effects::none();
                let master = match change.master {
                    Some(master) => Some(named_user(a.tx, master, &mut effects).await?),
                    None => None,
                };
                let ledger = a.tx.ledger().of_order(id).await?;
                let change = decide::change_status(&read, version, change, master.as_ref(), &ledger, actor, a.now)?;
                let order = change.order.clone();
                put(core, a.tx, Some(&read), change, actor, a.now, &mut effects).await?;
                Ok(Outcome::done(order, effects))
            })
        })
        .await
    }

    /// Gives an order in scope that was read at `version` to a master.
    ///
    /// # Errors
    /// As [`Orders::change_status`], and `access.forbidden`, `order.closed`.
    #[tracing::instrument(name = "orders.assign", level = "debug", skip_all)]
    pub async fn assign(
        &self,
        actor: &Actor,
        id: OrderId,
        version: Version,
        master: OperatorId,
        reason: Option<&Reason>,
    ) -> Result<Order, Error> {
        let (core, scope) = (self.core, &Policy::orders(actor));
        core.unit(move |a| {
            Box::pin(async move {
                let read = a.tx.orders().get(id, scope).await?.ok_or(OrderError::NotFound)?;
                let mut effects = Effects::none();
                let master = named_user(a.tx, master, &mut effects).await?;
                match decide::assign(&read, version, &master, reason, actor, a.now)? {
                    None => Ok(Outcome::unchanged(read.into_inner())),
                    Some(change) => {
                        let order = change.order.clone();
                        put(core, a.tx, Some(&read), change, actor, a.now, &mut effects).await?;
                        Ok(Outcome::done(order, effects))
                    }
                }
            })
        })
        .await
    }

    /// Holds every order to its history and its ledger and tells which do not fit. `progress` is told after each batch how
    /// many orders were looked at.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors. A difference is a finding, not an error.
    #[tracing::instrument(name = "orders.check", level = "debug", skip_all)]
    pub async fn check(&self, actor: &Actor, progress: impl FnMut(u64) + Send) -> Result<OrderCheck, Error> {
        Policy::require(actor, Right::ReadOperations)?;
        check::check(self.core, progress).await
    }
}

/// The open orders of a phone that the actor may see: that a client has others elsewhere is not told.
async fn duplicates(tx: &mut dyn Tx, actor: &Actor, phone: &Phone) -> Result<Vec<OrderId>, StoreError> {
    let scope = Policy::orders(actor);
    let mut seen = Vec::new();
    for id in tx.orders().open_of_phone(phone).await? {
        if tx.orders().get(id, &scope).await?.is_some() {
            seen.push(id);
        }
    }
    Ok(seen)
}

async fn written_before(tx: &mut dyn Tx, actor: &Actor, made: i64) -> Result<OrderWritten, Error> {
    let id = OrderId::new(made)
        .map_err(|e| StoreError::new(StoreErrorKind::Corrupt, "orders.create").context(e.to_string()))?;
    let order = tx.orders().get(id, &OrderScope::All).await?.ok_or(OrderError::NotFound)?.into_inner();
    let mut duplicates_of = duplicates(tx, actor, &order.phone).await?;
    duplicates_of.retain(|other| *other < id);
    Ok(OrderWritten { order, duplicates_of })
}

async fn write(
    core: &Core,
    tx: &mut dyn Tx,
    id: OrderId,
    new: &NewOrder,
    actor: &Actor,
    now: Timestamp,
) -> Result<(OrderChange, Effects), Error> {
    let mut effects = Effects::none();
    let call = match new.call {
        Some(call) => Some(tx.calls().get(call, &Policy::calls(actor)).await?.ok_or(CallError::NotFound)?),
        None => None,
    };
    let city: Option<Loaded<City>> = match new.city.or(call.as_ref().and_then(|call| call.attribution.city)) {
        Some(city) => Some(tx.cities().get(city).await?.ok_or(CityError::NotFound)?),
        None => None,
    };
    if let Some(city) = &city {
        effects.depends_on(city);
    }
    if let Some(operator) = new.operator {
        named_user(tx, operator, &mut effects).await?;
    }
    let campaign = match &new.campaign {
        Some(name) => Some(campaigns::resolve(core, tx, name, actor, now, &mut effects).await?),
        None => None,
    };
    if let Some(call) = &call {
        effects.depends_on(call);
    }
    let basis = Basis { id, call: call.as_deref(), city: city.as_deref(), campaign };
    Ok((decide::create(new, basis, actor, now)?, effects))
}

async fn named_user(tx: &mut dyn Tx, id: OperatorId, effects: &mut Effects) -> Result<Operator, Error> {
    let user = tx.operators().get(id).await?.ok_or(OperatorError::NotFound)?;
    effects.depends_on(&user);
    Ok(user.into_inner())
}

/// Turns a decision into what is written.
async fn put(
    core: &Core,
    tx: &mut dyn Tx,
    read: Option<&Loaded<Order>>,
    change: OrderChange,
    actor: &Actor,
    now: Timestamp,
    effects: &mut Effects,
) -> Result<(), Error> {
    let OrderChange { order, history, ledger, place, action, payload } = change;
    if let Some(place) = place {
        place.check(tx.orders().taken(&place.slot).await?)?;
        effects.guards.push(Guard::Below(place));
    }
    match read {
        None => effects.insert(order.clone()),
        Some(read) => effects.update(read, order.clone()),
    }
    let zone = core.office_zone.counted_by(tx, effects).await?;
    effects.count(counters::order_changed(zone, read.map(|read| &**read), &order));
    let words = search::words(&order);
    if read.is_none_or(|read| search::words(read) != words) {
        effects.write(Write::OrderWords { order: order.id, words });
    }
    effects.writes.extend(history.into_iter().map(Write::OrderHistory));
    effects.writes.extend(ledger.into_iter().map(Write::Ledger));
    let kind = if read.is_none() { EventKind::OrderCreated } else { EventKind::OrderChanged };
    let subject = format!("order:{}", order.id);
    effects.event(NewEvent {
        at: now,
        kind,
        subject: Text::from_stored(&subject),
        scope: EventScope {
            cities: vec![order.city],
            operators: order.operator.into_iter().chain(order.master).collect(),
            everyone: false,
        },
        payload: serde_json::json!({ "id": order.id, "version": order.version, "statusOrder": order.status })
            .to_string()
            .into(),
    });
    effects.audit(audit::entry(actor, now, action, subject, &payload));
    Ok(())
}
