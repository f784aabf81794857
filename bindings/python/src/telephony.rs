//! Telephony: deliveries of providers, which are taken in for whoever signed them, and what an office keeps of them.

use std::sync::Arc;

use chrono::NaiveDate;
use crm_core::access::Actor;
use crm_core::audit::Digest;
use crm_core::calls;
use crm_core::telephony::{self, Provider};
use crm_core::{Crm, Error};
use pyo3::prelude::*;

use crate::calls::Recording;
use crate::codes::Code;
use crate::crm::Progress;
use crate::listing::{Backwards, RowsOf, back};
use crate::office::{Hears, Office, Opened};
use crate::record::record;
use crate::session::{Session, desk};
use crate::values::{At, Out};

/// What became of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReceiptKind {
    Probe,
    Duplicate,
    Taken,
    Unread,
}

record! {
    /// What became of a delivery that was not refused. Answer it with success: it is durable, or there was nothing to store.
    Receipt of telephony::Receipt as (receipt) {
        /// `probe`: a connection check, nothing to store. `duplicate`: stored already. `taken`: stored and understood. `unread`:
        /// stored as it came and listed for the admin, without effect.
        kind: Code<ReceiptKind> = match receipt {
            telephony::Receipt::Probe => ReceiptKind::Probe,
            telephony::Receipt::Duplicate => ReceiptKind::Duplicate,
            telephony::Receipt::Taken { .. } => ReceiptKind::Taken,
            telephony::Receipt::Unread => ReceiptKind::Unread,
        },
        /// The call that what was taken belongs to, once there is evidence of one.
        call_id: Option<i64> = match receipt {
            telephony::Receipt::Taken { call } => call,
            telephony::Receipt::Probe | telephony::Receipt::Duplicate | telephony::Receipt::Unread => None,
        },
    }
}

record! {
    /// A provider's event as it was received.
    RawEvent of telephony::RawEvent as (telephony::RawEvent { seq, event }) {
        /// The store's own order of arrival, from 1.
        seq: i64 = seq,
        /// Who sent it.
        provider: Code<Provider> = event.provider,
        /// The account or source it came from, by the name this office gave it.
        account: String = event.account,
        /// The conversation it belongs to; `None` when it has no effect.
        conversation_id: Option<i64> = event.conversation,
        /// The path it was posted to, such as `/events/call`.
        path: String = event.path,
        /// The signed payload, byte for byte.
        body: Vec<u8> = event.body,
        /// SHA-256 of provider, account, path and body in lower-case hex: unique.
        digest: String = hex(event.digest),
        /// The account's clock offset when it arrived, in seconds, added to its times.
        clock_offset_seconds: i64 = event.clock_offset_seconds,
        /// What else decides how it is read, as it was known when it arrived.
        context: Option<String> = event.context,
        /// When it was taken in, by this office's clock.
        received_at: At = event.received_at,
        /// Why it is listed for the admin.
        problem: Option<String> = event.problem,
    }
}

fn hex(digest: [u8; 32]) -> String {
    Digest::from_bytes(digest).to_string()
}

record! {
    /// How many deliveries of a provider were refused on a day for one reason. Nothing else of them is kept.
    RefusalCount of telephony::RefusalCount as (telephony::RefusalCount { provider, reason, day, count }) {
        /// Who they claimed to come from.
        provider: Code<Provider> = provider,
        /// Why, such as `wrong_signature`.
        reason: String = reason,
        /// The day in UTC.
        day: NaiveDate = i32::try_from(day).ok().and_then(NaiveDate::from_epoch_days).unwrap_or(NaiveDate::MAX),
        /// How many.
        count: u64 = count,
    }
}

record! {
    /// What the events of a conversation say of its call.
    CallFacts of calls::CallFacts as (facts) {
        /// Which way it went.
        direction: Code<calls::CallDirection> = facts.direction,
        /// How it stands.
        status: Code<calls::CallStatus> = facts.status,
        /// Why it was missed; inbound only.
        miss_reason: Option<Code<calls::MissReason>> = facts.miss_reason,
        /// Why it ended without talk; outbound only.
        end_reason: Option<Code<calls::EndReason>> = facts.end_reason,
        /// The client's phone, E.164; `None` when hidden or internal.
        client: Option<String> = facts.client,
        /// The company's number it came to or went out from.
        line: Option<String> = facts.line,
        /// The extension of who talked with the client first; for an outbound call, of who dialled.
        operator_extension: Option<String> = facts.operator_extension,
        /// The extension of who talked with the client last.
        final_operator_extension: Option<String> = facts.final_operator_extension,
        /// Every extension that rang for an inbound call, in the order of ringing.
        operators_rung: Vec<String> = facts.operators_rung,
        /// When it began.
        started_at: At = facts.started_at,
        /// When it first reached a queue or an employee's phone.
        offered_at: Option<At> = facts.offered_at,
        /// When client and employee began to talk.
        answered_at: Option<At> = facts.answered_at,
        /// When it ended; `None` while it lasts.
        ended_at: Option<At> = facts.ended_at,
        /// Whether the client was handed on after talking.
        transferred: bool = facts.transferred,
        /// The provider's hang-up code. It explains, it never decides.
        disconnect_code: Option<i32> = facts.disconnect_code,
        /// How many legs were seen.
        leg_count: u32 = facts.leg_count,
        /// The recordings, by id.
        recordings: Vec<Recording> = facts.recordings,
        /// Whether the provider's account of it is whole.
        complete: bool = facts.complete,
    }
}

record! {
    /// A call that its events do not derive.
    Underivable of telephony::Underivable as (telephony::Underivable { conversation, call, stored, derived }) {
        /// The conversation.
        conversation_id: i64 = conversation,
        /// The stored call, if there is one.
        call_id: Option<i64> = call,
        /// What is stored.
        stored: Option<CallFacts> = stored,
        /// What the events say.
        derived: Option<CallFacts> = derived,
    }
}

record! {
    /// What re-deriving every call found.
    CallCheck of telephony::CallCheck as (telephony::CallCheck { conversations, sealed, differences }) {
        /// Conversations looked at.
        conversations: u64 = conversations,
        /// Those of them whose first events are no longer kept, so that nothing can be said of their calls.
        sealed: u64 = sealed,
        /// Those whose stored call differs, at most 1,000 of them.
        differences: Vec<Underivable> = differences,
    }
}

/// The door for what providers post. It needs nobody at work: a delivery is taken in for the account that signed it.
#[pyclass(frozen, module = "crm_core")]
pub(crate) struct Ingest {
    pub(crate) office: Arc<Office>,
    /// Who plays an archive again.
    archive: Option<Session>,
}

impl Ingest {
    pub(crate) fn new(office: &Arc<Office>) -> Self {
        Self { office: Arc::clone(office), archive: None }
    }

    fn take(
        &self,
        py: Python<'_>,
        work: impl AsyncFnOnce(&telephony::Telephony<'_>) -> Result<telephony::Receipt, Error> + Send,
    ) -> PyResult<Receipt> {
        match &self.archive {
            None => self.office.with(py, async |Opened { crm, .. }| work(&crm.telephony()).await),
            Some(who) => who.with(py, async |crm, actor| work(&crm.telephony().archive(actor)?).await),
        }
        .map(Out::out)
    }
}

#[pymethods]
impl Ingest {
    /// Takes in a POST of Mango Office: `path` below the base address (such as `/events/call`), `body` as received. Answer it
    /// with success when this returns. An event whose times lie too far from the office's clock is stored, listed and without
    /// effect.
    ///
    /// Raises ForbiddenError (`telephony.unsigned`, `telephony.foreign_key`, `telephony.wrong_signature`), TooLargeError
    /// (`telephony.too_long`): it is only counted; UnavailableError: it is not stored and must not be acknowledged.
    fn mango(&self, py: Python<'_>, path: &str, body: &[u8]) -> PyResult<Receipt> {
        self.take(py, async |door| door.mango(path, body).await)
    }

    /// Takes in a POST of a SIP server: `source` is the configured source's id, `sign` the `X-Sign` header, `body` as
    /// received.
    ///
    /// Raises what `mango` raises, and ForbiddenError (`telephony.unknown_source`).
    fn sip(&self, py: Python<'_>, source: &str, sign: Option<&str>, body: &[u8]) -> PyResult<Receipt> {
        self.take(py, async |door| door.sip(source, sign, body).await)
    }

    fn __repr__(&self) -> &'static str {
        if self.archive.is_some() { "<Ingest of an archive>" } else { "<Ingest>" }
    }
}

pub(crate) struct UnreadEvents;

impl Backwards for UnreadEvents {
    type Row = telephony::RawEvent;
    async fn below(&self, crm: &Crm, actor: &Actor, before: Option<i64>) -> Result<Vec<Self::Row>, Error> {
        crm.telephony().unread(actor, before).await
    }
    fn number(row: &Self::Row) -> i64 {
        row.seq
    }
}

desk! {
    /// Provider events: looked after by admins and the program itself. Deliveries are taken in by `Crm.telephony`.
    Telephony
}

#[pymethods]
impl Telephony {
    /// The door for deliveries of an archive, which are played again long after they came: their times are taken whatever they
    /// are, and everything else is as ever. What is stored already stays as it is.
    ///
    /// Raises ForbiddenError (`access.forbidden`).
    fn archive(&self, py: Python<'_>) -> PyResult<Ingest> {
        self.0.with(py, async |crm, actor| crm.telephony().archive(actor).map(drop))?;
        Ok(Ingest { archive: Some(self.0.clone()), ..Ingest::new(self.0.office()) })
    }

    /// Closes conversations whose closing account never came: some time after their last leg ended, or after long silence
    /// (settings). Their calls stay incomplete; a later account corrects them. `Crm.housekeeping` does this too.
    ///
    /// Raises ForbiddenError (`access.forbidden`).
    fn sweep(&self, py: Python<'_>) -> PyResult<Progress> {
        self.0.with(py, async |crm, actor| crm.telephony().sweep(actor).await).map(Out::out)
    }

    /// Lets go of events that have been kept for as long as the settings say, a part at a time. Repeated deliveries are known
    /// for ever. Sweep before. `Crm.housekeeping` does this too.
    ///
    /// Raises ForbiddenError (`access.forbidden`).
    fn purge(&self, py: Python<'_>) -> PyResult<Progress> {
        self.0.with(py, async |crm, actor| crm.telephony().purge(actor).await).map(Out::out)
    }

    /// Whose events are taken: accounts and sources, by provider and the name this office gave them.
    ///
    /// Raises ForbiddenError (`access.forbidden`).
    fn accounts(&self, py: Python<'_>) -> PyResult<Vec<(Code<Provider>, String)>> {
        self.0.with(py, async |crm, actor| crm.telephony().accounts(actor)).map(Out::out)
    }

    /// Signed events without effect, latest first, from below the number `before` if one is given: read as the walk goes.
    ///
    /// The walk raises ForbiddenError (`access.forbidden`).
    #[pyo3(signature = (*, before=None))]
    fn unread(&self, before: Option<i64>) -> RowsOf<RawEvent> {
        back(&self.0, UnreadEvents, before)
    }

    /// How many deliveries were refused, per provider, day and reason, latest day first.
    ///
    /// Raises ForbiddenError (`access.forbidden`).
    fn refusals(&self, py: Python<'_>) -> PyResult<Vec<RefusalCount>> {
        self.0.with(py, async |crm, actor| crm.telephony().refusals(actor).await).map(Out::out)
    }

    /// Derives every call again from its events and tells which stored call differs. `progress` is told now and then how many
    /// conversations were looked at; what it raises ends the check.
    ///
    /// Raises ForbiddenError (`access.forbidden`). A difference is a finding, not an error.
    #[pyo3(signature = (progress=None))]
    fn check(&self, py: Python<'_>, progress: Option<Hears<(u64,)>>) -> PyResult<CallCheck> {
        self.0
            .with_progress(py, progress, async |crm, actor, telling| {
                crm.telephony().check(actor, |rows| telling.tell((rows,))).await
            })
            .map(Out::out)
    }
}
