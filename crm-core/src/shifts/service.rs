//! Use cases of shifts.

use std::time::Duration;

use super::decide::{self, ShiftChange};
use super::query::SORT;
use super::{Attendance, NewShift, Shift, ShiftError, ShiftFilter, ShiftPatch, ShiftQuery};
use crate::access::{Actor, OperatorScope, Policy};
use crate::crm::Core;
use crate::kernel::{Error, OperatorId, Page, PageRequest, Period, ShiftId, Version};
use crate::operators::{Operator, OperatorError};
use crate::store::{IdempotencyKey, IdempotencyRecord, Outcome, Read, StoreError, StoreErrorKind, Tx, idempotency};

/// The longest period whose attendance is compared at once: a quarter.
const LONGEST_ATTENDANCE: Duration = Duration::from_hours(92 * 24 + 1);

/// Shifts.
#[derive(Clone, Copy)]
pub struct Shifts<'c> {
    core: &'c Core,
}

impl<'c> Shifts<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// One shift in the actor's scope: a user sees the own ones, a director those of users of own cities, an admin all.
    ///
    /// # Errors
    /// `shift.not_found`, also for a shift out of scope; storage errors.
    #[tracing::instrument(name = "shifts.get", level = "debug", skip_all)]
    pub async fn get(&self, actor: &Actor, id: ShiftId) -> Result<Shift, Error> {
        let found = self.core.read(Read::Each).await?.shifts().get(id, &Policy::work_time(actor)).await?;
        Ok(found.ok_or(ShiftError::NotFound)?.into_inner())
    }

    /// Shifts in the actor's scope that pass the filter, by beginning.
    ///
    /// # Errors
    /// `page.bad_cursor`; storage errors.
    #[tracing::instrument(name = "shifts.list", level = "debug", skip_all)]
    pub async fn list(&self, actor: &Actor, filter: &ShiftFilter, page: &PageRequest) -> Result<Page<Shift>, Error> {
        let slice = page.resolve(SORT, &filter.digest())?;
        let query = ShiftQuery { scope: Policy::work_time(actor), filter: filter.clone(), slice };
        let listed = self.core.read(Read::Each).await?.shifts().list(&query).await?;
        Ok(Page::assemble(&slice, listed.rows, listed.total, |row| (row.from.micros(), row.id.get())))
    }

    /// Plans a shift. Admins plan everybody's, directors those of users of own cities. With a key, the same request again
    /// gives the same shift.
    ///
    /// # Errors
    /// `access.forbidden`, `operator.not_found`, `operator.inactive`, `invalid`, `shift.overlaps`, `idempotency.reused`;
    /// storage errors.
    #[tracing::instrument(name = "shifts.add", level = "debug", skip_all)]
    pub async fn add(&self, actor: &Actor, new: &NewShift, key: Option<&IdempotencyKey>) -> Result<Shift, Error> {
        const OPERATION: &str = "shifts.add";
        let scope = &Policy::plan_shifts(actor)?;
        let id = self.core.ids.next().await?;
        let fingerprint = IdempotencyRecord::fingerprint(new);
        self.core
            .unit_once(key, move |a| {
                Box::pin(async move {
                    if let Some(key) = key
                        && let Some(made) = idempotency::replay(a.tx, actor, OPERATION, key, &fingerprint).await?
                    {
                        let id = ShiftId::new(made)
                            .map_err(|e| StoreError::new(StoreErrorKind::Corrupt, OPERATION).context(e.to_string()))?;
                        let shift = a.tx.shifts().get(id, &OperatorScope::All).await?;
                        return Ok(Outcome::unchanged(shift.ok_or(ShiftError::NotFound)?.into_inner()));
                    }
                    let operator = a.tx.operators().get(new.operator).await?;
                    let operator = operator.filter(|found| scope.includes(found)).ok_or(OperatorError::NotFound)?;
                    if !operator.is_active() {
                        return Err(OperatorError::Inactive.into());
                    }
                    let mut change = decide::add(id, new, &operator, actor, a.now)?;
                    change.effects.depends_on(&operator);
                    if let Some(key) = key {
                        change.effects.idempotency(IdempotencyRecord::new(
                            actor,
                            OPERATION,
                            key,
                            fingerprint,
                            id.get(),
                            a.now,
                        ));
                    }
                    written(a.tx, change).await
                })
            })
            .await
    }

    /// Changes a shift that was read at `version`, by who may plan it.
    ///
    /// # Errors
    /// `access.forbidden`, `shift.not_found`, `shift.version_conflict`, `shift.cancelled`, `shift.overlaps`, `invalid`;
    /// storage errors.
    #[tracing::instrument(name = "shifts.change", level = "debug", skip_all)]
    pub async fn change(
        &self,
        actor: &Actor,
        id: ShiftId,
        version: Version,
        patch: &ShiftPatch,
    ) -> Result<Shift, Error> {
        let scope = &Policy::plan_shifts(actor)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.shifts().get(id, scope).await?.ok_or(ShiftError::NotFound)?;
                    let whose = whose(a.tx, &read).await?;
                    let change = decide::change(&read, version, patch, &whose, actor, a.now)?;
                    written(a.tx, change).await
                })
            })
            .await
    }

    /// Calls off a shift that was read at `version`, by who may plan it. It is kept; one that is called off stays so.
    ///
    /// # Errors
    /// `access.forbidden`, `shift.not_found`, `shift.version_conflict`; storage errors.
    #[tracing::instrument(name = "shifts.cancel", level = "debug", skip_all)]
    pub async fn cancel(&self, actor: &Actor, id: ShiftId, version: Version) -> Result<Shift, Error> {
        let scope = &Policy::plan_shifts(actor)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.shifts().get(id, scope).await?.ok_or(ShiftError::NotFound)?;
                    let whose = whose(a.tx, &read).await?;
                    let change = decide::cancel(&read, version, &whose, actor, a.now)?;
                    written(a.tx, change).await
                })
            })
            .await
    }

    /// How shifts in the actor's scope that stand and touch the period were kept, by user and beginning; of one user if one
    /// is named.
    ///
    /// # Errors
    /// `shift.period_too_long` beyond 92 days; storage errors.
    #[tracing::instrument(name = "shifts.attendance", level = "debug", skip_all)]
    pub async fn attendance(
        &self,
        actor: &Actor,
        period: Period,
        operator: Option<OperatorId>,
    ) -> Result<Vec<Attendance>, Error> {
        if period.to().since(period.from()) > LONGEST_ATTENDANCE {
            return Err(ShiftError::PeriodTooLong.into());
        }
        let now = self.core.now();
        let mut tx = self.core.read(Read::Snapshot).await?;
        let shifts = tx.shifts().standing(&Policy::work_time(actor), operator, period).await?;
        let mut kept = Vec::with_capacity(shifts.len());
        // One read of the log a user, for all the shifts together.
        for of_user in shifts.chunk_by(|one, next| one.operator == next.operator) {
            let (Some(first), Some(last)) = (of_user.first(), of_user.last()) else { continue };
            let whole = Period::new(Attendance::window(first).from(), last.to).unwrap_or(period);
            let log = tx.operators().work_log(first.operator, whole).await?;
            for shift in of_user {
                let window = Attendance::window(shift);
                let from = log.partition_point(|entry| entry.to.is_some_and(|to| to <= window.from()));
                let told = log.get(from..).unwrap_or_default();
                kept.push(Attendance::of(shift.clone(), told, now));
            }
        }
        Ok(kept)
    }
}

async fn whose(tx: &mut dyn Tx, shift: &Shift) -> Result<Operator, Error> {
    Ok(tx.operators().get(shift.operator).await?.ok_or(OperatorError::NotFound)?.into_inner())
}

/// The change with its effects, unless another shift is in the way.
async fn written(tx: &mut dyn Tx, change: ShiftChange) -> Result<Outcome<Shift>, Error> {
    let ShiftChange { shift, span, effects } = change;
    if let Some(span) = span
        && let Some(with) = tx.shifts().in_the_way(span).await?
    {
        return Err(ShiftError::Overlaps { with }.into());
    }
    Ok(Outcome::done(shift, effects))
}
