//! Use cases of calls.

use super::{
    Call, CallChange, CallError, CallFilter, CallQuery, CallSort, CallView, Classification, NewCall, decide, follow,
};
use crate::access::{Actor, Policy, Right};
use crate::counters;
use crate::crm::Core;
use crate::kernel::{CallId, Error, LineNumber, OperatorId, Page, PageRequest, Timestamp, TotalMode, Version};
use crate::lines::Attribution;
use crate::operators::OperatorError;
use crate::store::{
    Effects, IdempotencyKey, IdempotencyRecord, Outcome, Read, StoreError, StoreErrorKind, Tx, Write, idempotency,
};
use crate::telephony::{self, Fact};

/// Calls.
#[derive(Clone, Copy)]
pub struct Calls<'c> {
    core: &'c Core,
}

/// A call with everything known of it.
#[derive(Debug, Clone)]
pub struct CallDetails {
    /// The call and the names behind its ids.
    pub view: CallView,
    /// What the provider reported, in the order of arrival; empty for a call by hand.
    pub facts: Vec<Fact>,
}

impl<'c> Calls<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// One call in the actor's scope.
    ///
    /// # Errors
    /// `call.not_found`, also for a call out of scope; storage errors.
    #[tracing::instrument(name = "calls.get", level = "debug", skip_all)]
    pub async fn get(&self, actor: &Actor, id: CallId) -> Result<CallView, Error> {
        let scope = Policy::calls(actor);
        let found = self.core.read(Read::Each).await?.calls().view(id, &scope).await?;
        Ok(found.ok_or(CallError::NotFound)?)
    }

    /// One call in the actor's scope with what the provider reported of it.
    ///
    /// # Errors
    /// As [`Calls::get`].
    #[tracing::instrument(name = "calls.details", level = "debug", skip_all)]
    pub async fn details(&self, actor: &Actor, id: CallId) -> Result<CallDetails, Error> {
        let mut tx = self.core.read(Read::Snapshot).await?;
        let view = tx.calls().view(id, &Policy::calls(actor)).await?.ok_or(CallError::NotFound)?;
        let facts = match view.call.conversation {
            Some(conversation) => {
                let events = tx.telephony().events(conversation).await?;
                events.iter().filter_map(|raw| telephony::reread(&raw.event)).collect()
            }
            None => Vec::new(),
        };
        Ok(CallDetails { view, facts })
    }

    /// Calls in the actor's scope that pass the filter.
    ///
    /// # Errors
    /// `page.bad_cursor`; storage errors.
    #[tracing::instrument(name = "calls.list", level = "debug", skip_all)]
    pub async fn list(
        &self,
        actor: &Actor,
        filter: &CallFilter,
        sort: CallSort,
        page: &PageRequest,
    ) -> Result<Page<CallView>, Error> {
        let slice = page.resolve(sort.id(), &filter.digest())?;
        let mut query = CallQuery { scope: Policy::calls(actor), filter: filter.clone(), sort, slice };
        // The items and their total are of one view.
        let read = if slice.total == TotalMode::Bounded { Read::Snapshot } else { Read::Each };
        let mut tx = self.core.read(read).await?;
        let counted = counters::total_of_calls(&mut *tx, &query).await?;
        if counted.is_some() {
            query.slice.total = TotalMode::Skip;
        }
        let mut listed = tx.calls().list(&query).await?;
        listed.total = listed.total.or(counted);
        Ok(Page::assemble(&slice, listed.rows, listed.total, |row| {
            (row.call.facts.started_at.micros(), row.call.id.get())
        }))
    }

    /// Writes a call that no provider reported. With a key, the same request again gives the same call.
    ///
    /// # Errors
    /// `access.forbidden`, `invalid`, `idempotency.reused`; storage errors.
    #[tracing::instrument(name = "calls.record", level = "debug", skip_all)]
    pub async fn record(&self, actor: &Actor, new: &NewCall, key: Option<&IdempotencyKey>) -> Result<Call, Error> {
        Policy::require(actor, Right::RecordCalls)?;
        let fingerprint = IdempotencyRecord::fingerprint(new);
        self.write_by_hand("calls.record", actor, actor.id(), new, key.map(|key| (key, fingerprint))).await
    }

    /// As [`Calls::record`], of a call that somebody else had, such as one of an earlier system: it belongs to `operator`,
    /// and the audit names the actor.
    ///
    /// # Errors
    /// `operator.not_found`, as [`Calls::record`]; `access.forbidden` for who may not manage the office.
    #[tracing::instrument(name = "calls.record_for", level = "debug", skip_all)]
    pub async fn record_for(
        &self,
        actor: &Actor,
        operator: OperatorId,
        new: &NewCall,
        key: Option<&IdempotencyKey>,
    ) -> Result<Call, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        self.core.read(Read::Each).await?.operators().get(operator).await?.ok_or(OperatorError::NotFound)?;
        let fingerprint = IdempotencyRecord::fingerprint(&(operator, new));
        self.write_by_hand("calls.record_for", actor, Some(operator), new, key.map(|key| (key, fingerprint))).await
    }

    async fn write_by_hand(
        &self,
        operation: &'static str,
        actor: &Actor,
        operator: Option<OperatorId>,
        new: &NewCall,
        key: Option<(&IdempotencyKey, [u8; 32])>,
    ) -> Result<Call, Error> {
        let id = self.core.ids.next().await?;
        let core = self.core;
        core.unit_once(key.map(|(key, _)| key), move |a| {
            Box::pin(async move {
                if let Some((key, fingerprint)) = key
                    && let Some(made) = idempotency::replay(a.tx, actor, operation, key, &fingerprint).await?
                {
                    let id = CallId::new(made)
                        .map_err(|e| StoreError::new(StoreErrorKind::Corrupt, operation).context(e.to_string()))?;
                    let call = a.tx.calls().get(id, &crate::access::CallScope::All).await?;
                    return Ok(Outcome::unchanged(call.ok_or(CallError::NotFound)?.into_inner()));
                }
                let (attribution, mut extra) = match &new.line {
                    Some(number) => attribute(a.tx, number, a.now).await?,
                    None => (Attribution::default(), Effects::none()),
                };
                let (call, mut effects) = decide::record(id, new, attribution, operator, actor, a.now)?;
                let change = CallChange { before: None, after: &call };
                follow(core, a.tx, change, a.now, &mut effects).await?;
                if let Some((key, fingerprint)) = key {
                    extra.idempotency(IdempotencyRecord::new(actor, operation, key, fingerprint, id.get(), a.now));
                }
                Ok(Outcome::done(call, effects.then(extra)))
            })
        })
        .await
    }

    /// Says what a call in scope, read at `version`, was about. Only another classification since then is a conflict: events
    /// of the provider may write the call while somebody types a note.
    ///
    /// # Errors
    /// `access.forbidden`, `call.not_found`, `call.version_conflict`; storage errors.
    #[tracing::instrument(name = "calls.classify", level = "debug", skip_all)]
    pub async fn classify(
        &self,
        actor: &Actor,
        id: CallId,
        version: Version,
        classification: &Classification,
    ) -> Result<Call, Error> {
        Policy::require(actor, Right::ClassifyCalls)?;
        let scope = &Policy::calls(actor);
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let read = a.tx.calls().get(id, scope).await?.ok_or(CallError::NotFound)?;
                    let participants = a.tx.calls().participants(id).await?;
                    let (call, effects) = decide::classify(&read, version, classification, participants, actor, a.now)?;
                    Ok(Outcome::done(call, effects))
                })
            })
            .await
    }
}

/// What a line says of a call now; an unknown line is counted.
async fn attribute(tx: &mut dyn Tx, number: &LineNumber, now: Timestamp) -> Result<(Attribution, Effects), StoreError> {
    let mut effects = Effects::none();
    if let Some(line) = tx.lines().by_number(number).await? {
        return Ok((line.attribution.clone(), effects));
    }
    effects.write(Write::UnknownLine { number: number.clone(), at: now });
    Ok((Attribution::default(), effects))
}
