//! Use cases of the past.

use super::{Fate, PastCall, PastId, PastKind, PastOrder, PastUser, Source, write};
use crate::access::{Actor, Policy, Right};
use crate::crm::Core;
use crate::kernel::{CallId, EntityId, Error, FieldError, Invalid, OperatorId, OrderId};
use crate::store::{IdBlock, Outcome, Read, StoreError, StoreErrorKind};

/// The past.
#[derive(Clone, Copy)]
pub struct Past<'c> {
    core: &'c Core,
}

impl<'c> Past<'c> {
    /// The most rows of a batch.
    pub const MOST: usize = 500;

    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Which of the rows have become something here already, and what: its id, of the kind.
    ///
    /// # Errors
    /// `access.forbidden`; `invalid` for more than [`Past::MOST`] rows; storage errors.
    #[tracing::instrument(name = "past.made", level = "debug", skip_all)]
    pub async fn made(
        &self,
        actor: &Actor,
        source: &Source,
        kind: PastKind,
        ids: &[PastId],
    ) -> Result<Vec<(PastId, i64)>, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        at_most(ids.len())?;
        Ok(self.core.read(Read::Each).await?.past().made(source, kind, ids).await?)
    }

    /// Takes over a batch of users; their fates are in the order of the rows. One whose login and role somebody here has
    /// already is that user.
    ///
    /// # Errors
    /// As [`Past::made`]; `city.not_found`.
    #[tracing::instrument(name = "past.users", level = "debug", skip_all)]
    pub async fn users(
        &self,
        actor: &Actor,
        source: &Source,
        rows: &[PastUser],
    ) -> Result<Vec<Fate<OperatorId>>, Error> {
        let ids = &self.ids(actor, source, PastKind::User, rows.iter().map(|row| &row.id)).await?;
        let core = self.core;
        core.unit(move |a| {
            Box::pin(async move {
                let (fates, effects) = write::users(a.tx, source, rows, ids, actor, a.now).await?;
                Ok(Outcome::done(fates, effects))
            })
        })
        .await
    }

    /// Takes over a batch of calls; their fates are in the order of the rows. In the order of time they cost least.
    ///
    /// # Errors
    /// As [`Past::made`]; `operator.not_found`, `city.not_found`, `campaign.not_found`.
    #[tracing::instrument(name = "past.calls", level = "debug", skip_all)]
    pub async fn calls(&self, actor: &Actor, source: &Source, rows: &[PastCall]) -> Result<Vec<Fate<CallId>>, Error> {
        let ids = &self.ids(actor, source, PastKind::Call, rows.iter().map(|row| &row.id)).await?;
        let core = self.core;
        core.unit(move |a| {
            Box::pin(async move {
                let (fates, effects) = write::calls(core, a.tx, source, rows, ids, actor, a.now).await?;
                Ok(Outcome::done(fates, effects))
            })
        })
        .await
    }

    /// Takes over a batch of orders; their fates are in the order of the rows.
    ///
    /// # Errors
    /// As [`Past::calls`]; `call.not_found`.
    #[tracing::instrument(name = "past.orders", level = "debug", skip_all)]
    pub async fn orders(
        &self,
        actor: &Actor,
        source: &Source,
        rows: &[PastOrder],
    ) -> Result<Vec<Fate<OrderId>>, Error> {
        let ids = &self.ids(actor, source, PastKind::Order, rows.iter().map(|row| &row.id)).await?;
        let core = self.core;
        core.unit(move |a| {
            Box::pin(async move {
                let (fates, effects) = write::orders(core, a.tx, source, rows, ids, actor, a.now).await?;
                Ok(Outcome::done(fates, effects))
            })
        })
        .await
    }

    /// An id for each row that is new, in one lease.
    async fn ids<I: EntityId>(
        &self,
        actor: &Actor,
        source: &Source,
        kind: PastKind,
        rows: impl Iterator<Item = &PastId>,
    ) -> Result<Vec<I>, Error> {
        let rows: Vec<_> = rows.cloned().collect();
        let known = self.made(actor, source, kind, &rows).await?.len();
        let wanted = u32::try_from(rows.len().saturating_sub(known)).unwrap_or(u32::MAX);
        if wanted == 0 {
            return Ok(Vec::new());
        }
        let IdBlock { first, count } = self.core.store.lease_ids(I::KIND, wanted).await?;
        let corrupt = |error: crate::kernel::OutOfRange| {
            StoreError::new(StoreErrorKind::Corrupt, "past.ids").context(error.to_string())
        };
        let ids = (first..first.saturating_add(i64::from(count))).map(|raw| I::new(raw).map_err(corrupt));
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

fn at_most(rows: usize) -> Result<(), Invalid> {
    let message = format!("a batch has at most {} rows", Past::MOST);
    let too_many = FieldError { field: "rows", code: "past.too_many_rows", message };
    Invalid::check(if rows > Past::MOST { vec![too_many] } else { Vec::new() })
}
