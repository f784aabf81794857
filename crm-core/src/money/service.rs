//! Use cases of masters' cash.

use super::query::SORT;
use super::{
    CashBalance, CashError, CashFilter, CashHandover, CashHandoverView, CashQuery, CashState, NewCashHandover, handing,
};
use crate::access::{AccessError, Actor, CashScope, Policy};
use crate::crm::Core;
use crate::kernel::{CashHandoverId, CityId, Error, OperatorId, Page, PageRequest, Version};
use crate::operators::OperatorError;
use crate::orders::Reason;
use crate::store::{IdempotencyKey, IdempotencyRecord, Outcome, Read, StoreError, StoreErrorKind, Tx, idempotency};

/// Masters' cash: the master hands over, a director of the city or an admin accepts or declines.
#[derive(Clone, Copy)]
pub struct CashDesk<'c> {
    core: &'c Core,
}

impl<'c> CashDesk<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// One hand-over in the actor's scope.
    ///
    /// # Errors
    /// `cash.not_found`, also for one out of scope; storage errors.
    #[tracing::instrument(name = "money.get", level = "debug", skip_all)]
    pub async fn get(&self, actor: &Actor, id: CashHandoverId) -> Result<CashHandover, Error> {
        let found = self.core.read(Read::Each).await?.cash().get(id, &Policy::cash(actor)).await?;
        Ok(found.ok_or(CashError::NotFound)?.into_inner())
    }

    /// Hand-overs in the actor's scope that pass the filter, latest first.
    ///
    /// # Errors
    /// `page.bad_cursor`; storage errors.
    #[tracing::instrument(name = "money.list", level = "debug", skip_all)]
    pub async fn list(
        &self,
        actor: &Actor,
        filter: &CashFilter,
        page: &PageRequest,
    ) -> Result<Page<CashHandoverView>, Error> {
        let slice = page.resolve(SORT, &filter.digest())?;
        let query = CashQuery { scope: Policy::cash(actor), filter: filter.clone(), slice };
        let listed = self.core.read(Read::Each).await?.cash().list(&query).await?;
        Ok(Page::assemble(&slice, listed.rows, listed.total, |row| {
            (row.handover.handed_at.micros(), row.handover.id.get())
        }))
    }

    /// What a master has earned, handed over and holds, by city: a director is told of own cities only. Cities without
    /// money of the master are left out.
    ///
    /// # Errors
    /// `operator.not_found`, also for a master of whom the actor sees nothing; storage errors.
    #[tracing::instrument(name = "money.balance", level = "debug", skip_all)]
    pub async fn balance(&self, actor: &Actor, master: OperatorId) -> Result<Vec<CashBalance>, Error> {
        let scope = Policy::cash(actor);
        let mut tx = self.core.read(Read::Snapshot).await?;
        let user = tx.operators().get(master).await?.ok_or(OperatorError::NotFound)?;
        let balance = tx.cash().balance(master, &scope).await?;
        // Whoever has money in a city, or serves it, is known there.
        let is_seen = match &scope {
            CashScope::All => true,
            CashScope::Some { cities, master: own } => {
                let serves = !cities.is_empty() && Policy::operators(actor).includes(&user);
                *own == Some(master) || serves || !balance.is_empty()
            }
        };
        if is_seen { Ok(balance) } else { Err(OperatorError::NotFound.into()) }
    }

    /// Hands cash over, as the master who holds it: in a city the master serves, or one in which the master has money. With a
    /// key, the same request again gives the same hand-over.
    ///
    /// # Errors
    /// `access.forbidden` for who is no master, `access.other_city`, `operator.inactive`, `invalid`, `idempotency.reused`;
    /// storage errors.
    #[tracing::instrument(name = "money.hand_over", level = "debug", skip_all)]
    pub async fn hand_over(
        &self,
        actor: &Actor,
        new: &NewCashHandover,
        key: Option<&IdempotencyKey>,
    ) -> Result<CashHandover, Error> {
        const OPERATION: &str = "money.hand_over";
        let master = Policy::hands_cash(actor)?;
        let id: CashHandoverId = self.core.ids.next().await?;
        let fingerprint = IdempotencyRecord::fingerprint(new);
        self.core
            .unit_once(key, move |a| {
                Box::pin(async move {
                    if let Some(key) = key
                        && let Some(made) = idempotency::replay(a.tx, actor, OPERATION, key, &fingerprint).await?
                    {
                        let id = CashHandoverId::new(made)
                            .map_err(|e| StoreError::new(StoreErrorKind::Corrupt, OPERATION).context(e.to_string()))?;
                        let handover = a.tx.cash().get(id, &CashScope::All).await?.ok_or(CashError::NotFound)?;
                        return Ok(Outcome::unchanged(handover.into_inner()));
                    }
                    require_money_in(a.tx, master, new.city).await?;
                    let (handover, mut effects) = handing::hand_over(id, master, new, actor, a.now)?;
                    if let Some(key) = key {
                        let made = id.get();
                        effects.idempotency(IdempotencyRecord::new(actor, OPERATION, key, fingerprint, made, a.now));
                    }
                    Ok(Outcome::done(handover, effects))
                })
            })
            .await
    }

    /// Accepts a hand-over that was read at `version`, as an admin or a director of its city; nobody accepts an own one.
    ///
    /// # Errors
    /// `access.forbidden`, `cash.not_found`, `cash.version_conflict`, `cash.already_decided`; storage errors.
    #[tracing::instrument(name = "money.accept", level = "debug", skip_all)]
    pub async fn accept(&self, actor: &Actor, id: CashHandoverId, version: Version) -> Result<CashHandover, Error> {
        self.decide(actor, id, version, Verdict::Accept).await
    }

    /// Declines a hand-over that was read at `version`, as an admin or a director of its city.
    ///
    /// # Errors
    /// As [`CashDesk::accept`].
    #[tracing::instrument(name = "money.decline", level = "debug", skip_all)]
    pub async fn decline(
        &self,
        actor: &Actor,
        id: CashHandoverId,
        version: Version,
        reason: &Reason,
    ) -> Result<CashHandover, Error> {
        self.decide(actor, id, version, Verdict::Decline(reason)).await
    }

    /// Withdraws a hand-over that was read at `version`, as the master who made it. It is declined then.
    ///
    /// # Errors
    /// As [`CashDesk::accept`].
    #[tracing::instrument(name = "money.withdraw", level = "debug", skip_all)]
    pub async fn withdraw(
        &self,
        actor: &Actor,
        id: CashHandoverId,
        version: Version,
        reason: Option<&Reason>,
    ) -> Result<CashHandover, Error> {
        self.decide(actor, id, version, Verdict::Withdraw(reason)).await
    }

    async fn decide(
        &self,
        actor: &Actor,
        id: CashHandoverId,
        version: Version,
        verdict: Verdict<'_>,
    ) -> Result<CashHandover, Error> {
        let scope = &Policy::cash(actor);
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.cash().get(id, scope).await?.ok_or(CashError::NotFound)?;
                    let (state, reason) = match verdict {
                        Verdict::Accept => (CashState::Accepted, None),
                        Verdict::Decline(reason) => (CashState::Declined, Some(reason)),
                        Verdict::Withdraw(reason) => (CashState::Declined, reason),
                    };
                    match verdict {
                        Verdict::Accept | Verdict::Decline(_) => Policy::takes_cash(actor, read.master, read.city)?,
                        Verdict::Withdraw(_) if Policy::hands_cash(actor)? == read.master => {}
                        Verdict::Withdraw(_) => return Err(AccessError::Forbidden.into()),
                    }
                    let (handover, effects) = handing::decide(&read, version, state, reason, actor, a.now)?;
                    Ok(Outcome::done(handover, effects))
                })
            })
            .await
    }
}

#[derive(Debug, Clone, Copy)]
enum Verdict<'a> {
    Accept,
    Decline(&'a Reason),
    Withdraw(Option<&'a Reason>),
}

/// Nothing is guarded: money stays in the ledger, and a city that is taken from the master at this moment was served.
async fn require_money_in(tx: &mut dyn Tx, master: OperatorId, city: CityId) -> Result<(), Error> {
    let user = tx.operators().get(master).await?.ok_or(OperatorError::NotFound)?;
    if !user.is_active() {
        return Err(OperatorError::Inactive.into());
    }
    if user.cities().any(|served| served == city) {
        return Ok(());
    }
    let balance = tx.cash().balance(master, &CashScope::All).await?;
    if balance.iter().any(|of| of.city == city) { Ok(()) } else { Err(AccessError::OtherCity.into()) }
}
