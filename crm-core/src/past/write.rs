//! A batch as one unit: what the store knows, decided row by row, with everything that follows.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::decide::{self, Basis, Written};
use super::{Fate, PastCall, PastId, PastKind, PastMark, PastOrder, PastUser, Source};
use crate::access::{Actor, CallScope};
use crate::audit;
use crate::callbacks::{self, Mark};
use crate::calls::{self, Call, CallError};
use crate::campaigns::CampaignError;
use crate::cities::{City, CityError};
use crate::counters::Recount;
use crate::crm::Core;
use crate::kernel::{
    CallId, CampaignId, CityId, EntityId, Error, FieldError, Invalid, OperatorId, OrderId, Phone, Refusal, Timestamp,
};
use crate::operators::{self, Operator, OperatorError, Role};
use crate::store::{Effects, StoreError, StoreErrorKind, Tx, Write};

/// The rows of a batch as they find their fates.
struct Batch<'a, I> {
    source: &'a Source,
    kind: PastKind,
    made: BTreeMap<PastId, i64>,
    seen: BTreeSet<PastId>,
    free: std::slice::Iter<'a, I>,
    fates: Vec<Fate<I>>,
    written: u64,
    effects: Effects,
}

impl<'a, I: EntityId> Batch<'a, I> {
    async fn begin(
        tx: &mut dyn Tx,
        source: &'a Source,
        kind: PastKind,
        rows: Vec<PastId>,
        ids: &'a [I],
    ) -> Result<Self, Error> {
        let made = tx.past().made(source, kind, &rows).await?.into_iter().collect();
        let (fates, effects) = (Vec::with_capacity(rows.len()), Effects::none());
        Ok(Self { source, kind, made, seen: BTreeSet::new(), free: ids.iter(), fates, written: 0, effects })
    }

    /// The id a row is written under; `None` when its fate is known already.
    fn fresh(&mut self, row: &PastId) -> Result<Option<I>, Error> {
        let corrupt = |why: String| StoreError::new(StoreErrorKind::Corrupt, "past.write").context(why);
        if let Some(made) = self.made.get(row) {
            self.fates.push(Fate::Present(I::new(*made).map_err(|error| corrupt(error.to_string()))?));
            return Ok(None);
        }
        if !self.seen.insert(row.clone()) {
            let message = "another row of the batch has this id".to_owned();
            self.leave_out(vec![FieldError { field: "id", code: "past.same_id_twice", message }]);
            return Ok(None);
        }
        // As many as there were rows without a mark; marks are never taken away.
        let id = self.free.next().ok_or_else(|| corrupt("a mark of the past is gone".to_owned()))?;
        Ok(Some(*id))
    }

    fn leave_out(&mut self, findings: Vec<FieldError>) {
        self.fates.push(Fate::LeftOut(findings));
    }

    fn mark(&mut self, row: &PastId, fate: Fate<I>) {
        if let Some(id) = fate.id() {
            let (source, kind, id_there) = (self.source.clone(), self.kind, row.clone());
            self.effects.past(PastMark { source, kind, id: id_there, made: id.get() });
        }
        self.written += u64::from(matches!(fate, Fate::Written(_)));
        self.fates.push(fate);
    }

    /// What is written, with one entry in the audit.
    fn end(mut self, actor: &Actor, now: Timestamp) -> (Vec<Fate<I>>, Effects) {
        if !self.effects.is_empty() {
            let ids: Vec<i64> = self.fates.iter().filter_map(Fate::id).map(EntityId::get).collect();
            let (first, last) = (ids.iter().min(), ids.iter().max());
            let payload = serde_json::json!({
                "source": self.source.as_str(), "kind": self.kind.code(), "written": self.written, "ids": [first, last],
            });
            let subject = format!("past:{}", self.source);
            self.effects.audit(audit::entry(actor, now, "past.taken_over", subject, &payload));
        }
        (self.fates, self.effects)
    }
}

pub(super) async fn users(
    tx: &mut dyn Tx,
    source: &Source,
    rows: &[PastUser],
    ids: &[OperatorId],
    actor: &Actor,
    now: Timestamp,
) -> Result<(Vec<Fate<OperatorId>>, Effects), Error> {
    let all = rows.iter().map(|row| row.id.clone()).collect();
    let mut batch = Batch::begin(tx, source, PastKind::User, all, ids).await?;
    let mut here = Here::default();
    let mut logins = BTreeSet::new();
    for row in rows {
        let Some(id) = batch.fresh(&row.id)? else { continue };
        for city in row.city.iter().chain(&row.more_cities) {
            here.city(tx, *city).await?;
        }
        let present = tx.operators().by_login(&row.login.key()).await?;
        let is_taken = present.is_some() || !logins.insert(row.login.key());
        match present {
            Some(present) if present.role == row.role => batch.mark(&row.id, Fate::Joined(present.id)),
            _ if is_taken => batch.leave_out(vec![FieldError {
                field: "login",
                code: "operator.login_taken",
                message: OperatorError::LoginTaken.to_string(),
            }]),
            _ => match admitted(id, row, actor, now) {
                Ok(effects) => {
                    batch.effects = std::mem::take(&mut batch.effects).then(effects);
                    batch.mark(&row.id, Fate::Written(id));
                }
                Err(invalid) => batch.leave_out(invalid.fields().to_vec()),
            },
        }
    }
    Ok(batch.end(actor, now))
}

fn admitted(id: OperatorId, row: &PastUser, actor: &Actor, now: Timestamp) -> Result<Effects, Invalid> {
    let user = decide::user(id, row, now)?;
    operators::add(&user, row.password.clone(), actor, now)
}

pub(super) async fn calls(
    core: &Core,
    tx: &mut dyn Tx,
    source: &Source,
    rows: &[PastCall],
    ids: &[CallId],
    actor: &Actor,
    now: Timestamp,
) -> Result<(Vec<Fate<CallId>>, Effects), Error> {
    let all = rows.iter().map(|row| row.id.clone()).collect();
    let mut batch = Batch::begin(tx, source, PastKind::Call, all, ids).await?;
    let mut here = Here::default();
    let mut written: Vec<Call> = Vec::new();
    for row in rows {
        let Some(id) = batch.fresh(&row.id)? else { continue };
        here.attribution(tx, row.attribution.city, row.attribution.campaign).await?;
        here.user(tx, row.operator).await?;
        match calls::by_hand(id, &row.call, row.attribution.clone(), row.operator, now) {
            Ok(call) => {
                calls::add(&call, &mut batch.effects);
                batch.mark(&row.id, Fate::Written(id));
                written.push(call);
            }
            Err(invalid) => batch.leave_out(invalid.fields().to_vec()),
        }
    }
    if !written.is_empty() {
        let zone = core.office_zone.counted_by(tx, &mut batch.effects).await?;
        let mut counted = Recount::new(zone);
        for call in &written {
            counted.call(call);
        }
        batch.effects.count(counted.into_counts());
    }
    let mut clients: BTreeMap<&Phone, Vec<&Call>> = BTreeMap::new();
    for call in &written {
        if let Some((phone, _)) = Mark::of(call) {
            clients.entry(phone).or_default().push(call);
        }
    }
    for (phone, calls) in clients {
        callbacks::take_in(core, tx, phone, &calls, now, &mut batch.effects).await?;
    }
    Ok(batch.end(actor, now))
}

pub(super) async fn orders(
    core: &Core,
    tx: &mut dyn Tx,
    source: &Source,
    rows: &[PastOrder],
    ids: &[OrderId],
    actor: &Actor,
    now: Timestamp,
) -> Result<(Vec<Fate<OrderId>>, Effects), Error> {
    let all = rows.iter().map(|row| row.id.clone()).collect();
    let mut batch = Batch::begin(tx, source, PastKind::Order, all, ids).await?;
    let mut here = Here::default();
    let mut counted = None;
    for row in rows {
        let Some(id) = batch.fresh(&row.id)? else { continue };
        let zone = here.city(tx, row.city).await?.zone;
        here.attribution(tx, None, row.campaign).await?;
        here.user(tx, row.operator).await?;
        let is_master = here.user(tx, row.master).await?.is_some_and(|user| user.role == Role::Master);
        if let Some(call) = row.call {
            tx.calls().get(call, &CallScope::All).await?.ok_or(CallError::NotFound)?;
        }
        match decide::order(row, Basis { id, zone, is_master }, &actor.audit_name(), now) {
            Ok(Written { order, history, ledger }) => {
                let office_zone = core.office_zone.counted_by(tx, &mut batch.effects).await?;
                counted.get_or_insert_with(|| Recount::new(office_zone)).order(&order);
                let words = order.search_words();
                batch.effects.insert(order);
                batch.effects.write(Write::OrderWords { order: id, words });
                batch.effects.writes.extend(history.into_iter().map(Write::OrderHistory));
                batch.effects.writes.extend(ledger.into_iter().map(Write::Ledger));
                batch.mark(&row.id, Fate::Written(id));
            }
            Err(findings) => batch.leave_out(findings),
        }
    }
    batch.effects.count(counted.into_iter().flat_map(Recount::into_counts));
    Ok(batch.end(actor, now))
}

/// What rows name of the office, each looked up once. Nothing of it is ever taken away, so nothing is guarded.
#[derive(Default)]
struct Here {
    cities: BTreeMap<CityId, City>,
    campaigns: BTreeSet<CampaignId>,
    users: BTreeMap<OperatorId, Operator>,
}

impl Here {
    async fn city(&mut self, tx: &mut dyn Tx, id: CityId) -> Result<&City, Error> {
        Ok(match self.cities.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                unknown.insert(tx.cities().get(id).await?.ok_or(CityError::NotFound)?.into_inner())
            }
        })
    }
    async fn attribution(
        &mut self,
        tx: &mut dyn Tx,
        city: Option<CityId>,
        campaign: Option<CampaignId>,
    ) -> Result<(), Error> {
        if let Some(city) = city {
            self.city(tx, city).await?;
        }
        if let Some(campaign) = campaign.filter(|id| !self.campaigns.contains(id)) {
            tx.campaigns().get(campaign).await?.ok_or(CampaignError::NotFound)?;
            self.campaigns.insert(campaign);
        }
        Ok(())
    }
    async fn user(&mut self, tx: &mut dyn Tx, id: Option<OperatorId>) -> Result<Option<&Operator>, Error> {
        let Some(id) = id else { return Ok(None) };
        Ok(Some(match self.users.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                unknown.insert(tx.operators().get(id).await?.ok_or(OperatorError::NotFound)?.into_inner())
            }
        }))
    }
}
