//! Calls.

use crm_core::access::Actor;
use crm_core::calls::{self, CallFilter, CallSort, CallView, Classification, Extension, NewCall, RecordingFact};
use crm_core::kernel::{CallId, CampaignId, CityId, LineNumber, OperatorId, Page, PageRequest, Phone, Text, Version};
use crm_core::telephony::{self, Ended, Fact};
use crm_core::{Crm, Error, ErrorKind};
use pyo3::prelude::*;

use crate::arrow::Table;
use crate::codes::Code;
use crate::listing::{Listing, Pages, listing};
use crate::record::record;
use crate::session::desk;
use crate::values::{At, Id, Out, Said, Within, key, maybe};

record! {
    /// A call.
    Call of CallView as (
        CallView { call, city, campaign, operator },
        wait_seconds = call.facts.wait_seconds(),
        talk_seconds = call.facts.talk_seconds()
    ) {
        /// Its id.
        id: i64 = call.id,
        /// How often it has been written.
        version: i64 = call.version,
        /// The provider's conversation; `None` for a call written by hand.
        conversation_id: Option<i64> = call.conversation,
        /// The provider's own id of the conversation; `None` for a call written by hand.
        provider_id: Option<String> = call.provider_id,
        /// Which way it went.
        direction: Code<calls::CallDirection> = call.facts.direction,
        /// How it stands.
        status: Code<calls::CallStatus> = call.facts.status,
        /// Why it was missed; inbound only.
        miss_reason: Option<Code<calls::MissReason>> = call.facts.miss_reason,
        /// Why it ended without talk; outbound only.
        end_reason: Option<Code<calls::EndReason>> = call.facts.end_reason,
        /// The client's phone, E.164; `None` when hidden or internal.
        client: Option<Said<Phone>> = call.facts.client.map(Said),
        /// The company's number it came to or went out from.
        line: Option<Said<LineNumber>> = call.facts.line.map(Said),
        /// The extension of who talked with the client first; for an outbound call, of who dialled.
        operator_extension: Option<Said<Extension>> = call.facts.operator_extension.map(Said),
        /// The extension of who talked with the client last.
        final_operator_extension: Option<Said<Extension>> = call.facts.final_operator_extension.map(Said),
        /// Every extension that rang for an inbound call, in the order of ringing.
        operators_rung: Vec<Said<Extension>> = call.facts.operators_rung.into_iter().map(Said).collect::<Vec<_>>(),
        /// When it began.
        started_at: At = call.facts.started_at,
        /// When it first reached a queue or an employee's phone: the menu is not in the wait that counts from here.
        offered_at: Option<At> = call.facts.offered_at,
        /// When client and employee began to talk.
        answered_at: Option<At> = call.facts.answered_at,
        /// When it ended; `None` while it lasts.
        ended_at: Option<At> = call.facts.ended_at,
        /// Whole seconds from the start to the answer, or to the end; `None` while it rings.
        wait_seconds: Option<u64> = wait_seconds,
        /// Whole seconds of talk, hold included; 0 without talk; `None` while it lasts.
        talk_seconds: Option<u64> = talk_seconds,
        /// Whether the client was handed on after talking.
        transferred: bool = call.facts.transferred,
        /// The provider's hang-up code. It explains, it never decides.
        disconnect_code: Option<i32> = call.facts.disconnect_code,
        /// How many legs were seen.
        leg_count: u32 = call.facts.leg_count,
        /// The recordings, by id.
        recordings: Vec<Recording> = call.facts.recordings,
        /// Whether the provider's account of it is whole: not while it lasts, nor when events are known to be missing.
        complete: bool = call.facts.complete,
        /// The city's name.
        city: Option<String> = city,
        /// The city's id.
        city_id: Option<i64> = call.attribution.city,
        /// The campaign's name.
        campaign: Option<String> = campaign,
        /// The campaign's id.
        campaign_id: Option<i64> = call.attribution.campaign,
        /// The advert account behind the line.
        advert_account: Option<Said<Text<255>>> = call.attribution.advert_account.map(Said),
        /// The name of the user who talked first; `None` where that is nobody known.
        operator: Option<String> = operator,
        /// The id of the user who talked first.
        operator_id: Option<i64> = call.operator,
        /// The id of the user who talked last.
        final_operator_id: Option<i64> = call.final_operator,
        /// The subject, in the office's own words, such as `spam`.
        category: Option<Said<Text<64>>> = call.classification.category.map(Said),
        /// A note.
        note: Option<Said<Text<2000>>> = call.classification.note.map(Said),
        /// The version that last changed category or note: whoever read the call at it or later may classify it.
        classified_version: i64 = call.classified_version,
        /// When the row was added.
        created_at: At = call.created_at,
        /// When it last changed.
        updated_at: At = call.updated_at,
    }
}

record! {
    /// A recording of a conversation.
    Recording of RecordingFact as (RecordingFact { id, leg, ready }) {
        /// The provider's id of it.
        id: String = id,
        /// The provider's id of the leg it belongs to, where known.
        leg: Option<String> = leg,
        /// Whether it can be downloaded now.
        ready: bool = ready,
    }
}

record! {
    /// A call with everything the provider reported of it.
    CallDetails of calls::CallDetails as (calls::CallDetails { view, facts }) {
        /// The call.
        call: Call = view,
        /// What the provider reported, in the order of arrival; empty for a call written by hand.
        facts: Vec<CallFact> = facts,
    }
}

record! {
    /// One side of a leg.
    Party of telephony::Party as (telephony::Party { extension, number }) {
        /// The extension; set exactly when this side is an employee.
        extension: Option<String> = extension,
        /// The number or SIP URI as the provider writes it; `None` when hidden.
        number: Option<String> = number,
    }
}

record! {
    /// What a leg did.
    LegEvent of telephony::LegEvent as (telephony::LegEvent {
        leg: _, seq: _, at: _, state, place, from, to, line, taken_from, code: _, transfer, commanded, direction
    }) {
        /// The state it moved to.
        state: Code<telephony::LegState> = state,
        /// Where the leg is.
        place: Code<telephony::Place> = place,
        /// The calling side.
        calling_party: Party = from,
        /// The called side.
        called_party: Party = to,
        /// The company's number in use, where sent.
        line: Option<String> = line,
        /// The provider's id of the leg that the calling side was in before.
        taken_from: Option<String> = taken_from,
        /// How it came out of another leg.
        transfer: Option<Code<telephony::Transfer>> = transfer,
        /// Whether the office caused the call, such as a call-back.
        commanded: bool = commanded,
        /// The direction of the whole call, where sent.
        direction: Option<Code<calls::CallDirection>> = direction,
    }
}

record! {
    /// The provider's closing account of a conversation.
    CallSummary of telephony::Summary as (telephony::Summary {
        talked, ended, started, forwarded, direction, from, to, line, code: _
    }) {
        /// When it began.
        started_at: At = started,
        /// When it left the menu, where known.
        forwarded_at: Option<At> = forwarded,
        /// When client and employee began to talk; `None` when they never did.
        talked_at: Option<At> = talked,
        /// When it ended.
        ended_at: At = ended,
        /// Which way it went, where sent.
        direction: Option<Code<calls::CallDirection>> = direction,
        /// The calling side.
        calling_party: Party = from,
        /// The called side: whoever answered, or was the first to miss it. The extension may be a group's.
        called_party: Party = to,
        /// The company's number in use.
        line: Option<String> = line,
    }
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FactKind {
    Leg,
    Summary,
    Ended,
    Recording,
    RecordReady,
    Dtmf,
    Closed,
}

record! {
    /// One thing that the provider reported of a call, or that this office closed it itself.
    CallFact of Fact as (
        fact,
        kind = kind(&fact),
        of = Named::of(&fact),
        parts = Parts::of(fact)
    ) {
        /// What it is about; the fields that belong to it are set.
        kind: Code<FactKind> = kind,
        /// When it happened; of a summary, when the conversation ended.
        at: At = of.at,
        /// The provider's id of the leg.
        leg: Option<String> = of.leg,
        /// The provider's id of the recording.
        recording: Option<String> = of.recording,
        /// Counts the events of the leg, or of the recording.
        seq: Option<i64> = of.seq,
        /// The provider's number for why it ended.
        code: Option<i32> = of.code,
        /// What the leg did; of `leg` and `ended`.
        leg_event: Option<LegEvent> = parts.leg,
        /// The closing account; of `summary`.
        summary: Option<CallSummary> = parts.summary,
        /// Whether the two sides had been joined; of `ended`.
        talked: Option<bool> = parts.talked,
        /// Who ended it; of `ended`.
        ended_by: Option<Code<telephony::EndedBy>> = parts.ended_by,
        /// The state the recording moved to; of `recording`.
        recording_state: Option<Code<telephony::RecordingState>> = parts.recording_state,
        /// Every key pressed so far; of `dtmf`.
        keys: Option<String> = parts.keys,
    }
}

fn kind(fact: &Fact) -> FactKind {
    match fact {
        Fact::Leg(_) => FactKind::Leg,
        Fact::Summary(_) => FactKind::Summary,
        Fact::Ended(_) => FactKind::Ended,
        Fact::Recording(_) => FactKind::Recording,
        Fact::RecordReady(_) => FactKind::RecordReady,
        Fact::Dtmf(_) => FactKind::Dtmf,
        Fact::Closed { .. } => FactKind::Closed,
    }
}

/// What a fact is known by.
struct Named {
    at: crm_core::kernel::Timestamp,
    leg: Option<String>,
    recording: Option<String>,
    seq: Option<i64>,
    code: Option<i32>,
}

impl Named {
    fn of(fact: &Fact) -> Self {
        let at = |at| Self { at, leg: None, recording: None, seq: None, code: None };
        match fact {
            Fact::Leg(it) | Fact::Ended(Ended { last: it, .. }) => {
                Self { leg: Some(it.leg.clone()), seq: Some(it.seq), code: it.code, ..at(it.at) }
            }
            Fact::Summary(it) => Self { code: it.code, ..at(it.ended) },
            Fact::Recording(it) => Self {
                leg: it.leg.clone(),
                recording: Some(it.recording.clone()),
                seq: Some(it.seq),
                code: it.code,
                ..at(it.at)
            },
            Fact::RecordReady(it) => Self { recording: Some(it.recording.clone()), ..at(it.at) },
            Fact::Dtmf(it) => Self { leg: it.leg.clone(), seq: Some(it.seq), ..at(it.at) },
            Fact::Closed { at: closed } => at(*closed),
        }
    }
}

/// What a fact says beside that.
#[derive(Default)]
struct Parts {
    leg: Option<telephony::LegEvent>,
    summary: Option<telephony::Summary>,
    talked: Option<bool>,
    ended_by: Option<telephony::EndedBy>,
    recording_state: Option<telephony::RecordingState>,
    keys: Option<String>,
}

impl Parts {
    fn of(fact: Fact) -> Self {
        let none = Self::default();
        match fact {
            Fact::Leg(leg) => Self { leg: Some(leg), ..none },
            Fact::Summary(summary) => Self { summary: Some(summary), ..none },
            Fact::Ended(Ended { last, talked, by }) => {
                Self { leg: Some(last), talked: Some(talked), ended_by: Some(by), ..none }
            }
            Fact::Recording(it) => Self { recording_state: Some(it.state), ..none },
            Fact::Dtmf(it) => Self { keys: Some(it.keys), ..none },
            Fact::RecordReady(_) | Fact::Closed { .. } => none,
        }
    }
}

pub(crate) struct CallPages {
    filter: CallFilter,
    sort: CallSort,
}

impl Pages for CallPages {
    type Row = CallView;
    async fn page(&self, crm: &Crm, actor: &Actor, page: &PageRequest) -> Result<Page<CallView>, Error> {
        crm.calls().list(actor, &self.filter, self.sort, page).await
    }
}

listing! {
    /// Calls that pass a filter.
    CallList, CallPage of Call: CallPages, columns Table::Calls, |crm, actor, pages| {
        crm.exports().calls(actor, &pages.filter, pages.sort).await
    }
}

/// A filter as scripts give it; the lists and the exports of calls share it.
pub(crate) fn filter(
    py: Python<'_>,
    period: Option<Within>,
    operator: Option<Id<OperatorId>>,
    status: Option<Code<calls::CallStatus>>,
    city: Option<Id<CityId>>,
    campaign: Option<Id<CampaignId>>,
    direction: Option<Code<calls::CallDirection>>,
    client: Option<String>,
    complete: Option<bool>,
) -> PyResult<CallFilter> {
    Ok(CallFilter {
        period: period.map(|period| period.0),
        operator: operator.map(|id| id.0),
        status: status.map(|status| status.0),
        city: city.map(|id| id.0),
        campaign: campaign.map(|id| id.0),
        direction: direction.map(|direction| direction.0),
        client: maybe(py, "phoneClient", client)?,
        complete,
    })
}

/// A call by hand as scripts give it; one of the past is one too.
pub(crate) fn new_call(
    py: Python<'_>,
    direction: Code<calls::CallDirection>,
    status: Code<calls::CallStatus>,
    started_at: At,
    client: Option<String>,
    line: Option<String>,
    wait_seconds: u32,
    talk_seconds: u32,
    category: Option<String>,
    note: Option<String>,
) -> PyResult<NewCall> {
    Ok(NewCall {
        direction: direction.0,
        status: status.0,
        client: maybe(py, "phoneClient", client)?,
        line: maybe(py, "phoneAts", line)?,
        started_at: started_at.0,
        wait_seconds,
        talk_seconds,
        classification: Classification { category: maybe(py, "category", category)?, note: maybe(py, "note", note)? },
    })
}

/// A call that was just written, with its names: one read by its id. Without them where whoever wrote it does not see it.
async fn shown(crm: &Crm, actor: &Actor, call: calls::Call) -> Result<CallView, Error> {
    match crm.calls().get(actor, call.id).await {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Ok(CallView { call, city: None, campaign: None, operator: None })
        }
        answer => answer,
    }
}

desk! {
    /// Calls in the scope of whoever asks: an admin's and the program's own is every call.
    Calls
}

#[pymethods]
impl Calls {
    /// One call.
    ///
    /// Raises NotFoundError (`call.not_found`), also for one out of scope.
    fn get(&self, py: Python<'_>, id: Id<CallId>) -> PyResult<Call> {
        self.0.with(py, async |crm, actor| crm.calls().get(actor, id.0).await).map(Out::out)
    }

    /// One call with what the provider reported of it.
    ///
    /// Raises NotFoundError (`call.not_found`), also for one out of scope.
    fn details(&self, py: Python<'_>, id: Id<CallId>) -> PyResult<CallDetails> {
        self.0.with(py, async |crm, actor| crm.calls().details(actor, id.0).await).map(Out::out)
    }

    /// Calls that pass every filter given, latest first unless `sort` says otherwise. `period` is of their start,
    /// `operator`, `city` and `campaign` are ids, `client` is a phone however written, `complete` asks whether the
    /// provider's account of them is whole.
    ///
    /// Raises InvalidError (`phone.bad`).
    #[pyo3(signature = (*, period=None, operator=None, status=None, city=None, campaign=None, direction=None, client=None,
        complete=None, sort=None))]
    fn list(
        &self,
        py: Python<'_>,
        period: Option<Within>,
        operator: Option<Id<OperatorId>>,
        status: Option<Code<calls::CallStatus>>,
        city: Option<Id<CityId>>,
        campaign: Option<Id<CampaignId>>,
        direction: Option<Code<calls::CallDirection>>,
        client: Option<String>,
        complete: Option<bool>,
        sort: Option<Code<CallSort>>,
    ) -> PyResult<CallList> {
        let filter = filter(py, period, operator, status, city, campaign, direction, client, complete)?;
        let sort = sort.map_or(CallSort::default(), |sort| sort.0);
        Ok(CallList(Listing::new(&self.0, CallPages { filter, sort })))
    }

    /// Writes a call that no provider reported, as one of whoever asks; the program itself has none, so its calls are
    /// nobody's. `status` is `answered`, or `missed` for an inbound and `busy` or `no_answer` for an outbound one. `client`
    /// is left out when hidden; `line` decides campaign, city and advert account. `wait_seconds` last until the answer or
    /// the end. With an idempotency key, the same request again gives the same call.
    ///
    /// Raises InvalidError (`phone.bad`, `call.bad_direction`, `call.bad_status`, `call.talk_without_answer`,
    /// `call.in_the_future`), ForbiddenError, ConflictError (`idempotency.reused`).
    #[pyo3(signature = (direction, status, *, started_at, client=None, line=None, wait_seconds=0, talk_seconds=0,
        category=None, note=None, idempotency_key=None))]
    fn record(
        &self,
        py: Python<'_>,
        direction: Code<calls::CallDirection>,
        status: Code<calls::CallStatus>,
        started_at: At,
        client: Option<String>,
        line: Option<String>,
        wait_seconds: u32,
        talk_seconds: u32,
        category: Option<String>,
        note: Option<String>,
        idempotency_key: Option<String>,
    ) -> PyResult<Call> {
        let (wait, talk) = (wait_seconds, talk_seconds);
        let new = new_call(py, direction, status, started_at, client, line, wait, talk, category, note)?;
        let key = key(py, idempotency_key)?;
        let written = self.0.with(py, async |crm, actor| {
            let call = crm.calls().record(actor, &new, key.as_ref()).await?;
            shown(crm, actor, call).await
        });
        written.map(Out::out)
    }

    /// As `record`, of a call that somebody else had: it belongs to the user `operator`, and the audit names whoever asks.
    ///
    /// Raises NotFoundError (`operator.not_found`), ForbiddenError for who may not manage the office, and as `record`.
    #[pyo3(signature = (operator, direction, status, *, started_at, client=None, line=None, wait_seconds=0, talk_seconds=0,
        category=None, note=None, idempotency_key=None))]
    fn record_for(
        &self,
        py: Python<'_>,
        operator: Id<OperatorId>,
        direction: Code<calls::CallDirection>,
        status: Code<calls::CallStatus>,
        started_at: At,
        client: Option<String>,
        line: Option<String>,
        wait_seconds: u32,
        talk_seconds: u32,
        category: Option<String>,
        note: Option<String>,
        idempotency_key: Option<String>,
    ) -> PyResult<Call> {
        let (wait, talk) = (wait_seconds, talk_seconds);
        let new = new_call(py, direction, status, started_at, client, line, wait, talk, category, note)?;
        let key = key(py, idempotency_key)?;
        let written = self.0.with(py, async |crm, actor| {
            let call = crm.calls().record_for(actor, operator.0, &new, key.as_ref()).await?;
            shown(crm, actor, call).await
        });
        written.map(Out::out)
    }

    /// Says what a call that was read at `version` was about: both fields are written, `None` empties one. Only another
    /// classification since then is a conflict; events of the provider are none.
    ///
    /// Raises NotFoundError (`call.not_found`), ConflictError (`call.version_conflict`), InvalidError, ForbiddenError.
    #[pyo3(signature = (id, version, *, category, note))]
    fn classify(
        &self,
        py: Python<'_>,
        id: Id<CallId>,
        version: i64,
        category: Option<String>,
        note: Option<String>,
    ) -> PyResult<Call> {
        let what = Classification { category: maybe(py, "category", category)?, note: maybe(py, "note", note)? };
        let version = Version::new(version);
        let written = self.0.with(py, async |crm, actor| {
            let call = crm.calls().classify(actor, id.0, version, &what).await?;
            shown(crm, actor, call).await
        });
        written.map(Out::out)
    }
}
