//! Call-backs: clients who were missed and wait to be called.

use crm_core::access::Actor;
use crm_core::callbacks::{self, CallbackFilter, CallbackSort, CallbackState, CallbackView};
use crm_core::kernel::{CallbackId, CityId, OperatorId, Page, PageRequest, Version};
use crm_core::{Crm, Error};
use pyo3::prelude::*;

use crate::codes::Code;
use crate::listing::{Listing, Pages, listing};
use crate::office::Hears;
use crate::record::record;
use crate::session::desk;
use crate::values::{At, Id, Out, Span, Within, maybe, read};

record! {
    /// How a client's waiting ended.
    CallbackClosed of callbacks::Closed as (callbacks::Closed { at, by_call, by, reason }) {
        /// When somebody began to talk with the client, or closed it by hand.
        at: At = at,
        /// The id of the call in which they talked; `None` when closed by hand.
        call_id: Option<i64> = by_call,
        /// The id of who talked first, or who closed it; `None` when nobody of the office is known.
        operator_id: Option<i64> = by,
        /// Why it was closed by hand; `None` when they talked.
        reason: Option<String> = reason,
    }
}

record! {
    /// A call-back: a client who was missed, however often.
    Callback of CallbackView as (
        CallbackView { callback, city, campaign, taken_by },
        delay = callback.delay()
    ) {
        /// Its id.
        id: i64 = callback.id,
        /// How often it has been written.
        version: i64 = callback.version,
        /// Whom to call, E.164.
        phone: String = callback.phone,
        /// How it stands.
        state: Code<CallbackState> = callback.state,
        /// The name of the city of the latest missed call; one without a city is every operator's.
        city: Option<String> = city,
        /// The id of that city.
        city_id: Option<i64> = callback.episode.city,
        /// The name of the campaign of the latest missed call.
        campaign: Option<String> = campaign,
        /// The id of that campaign.
        campaign_id: Option<i64> = callback.episode.campaign,
        /// The line the client dialled last.
        line: Option<String> = callback.episode.line,
        /// The id of the first missed call.
        first_call_id: i64 = callback.episode.first_call,
        /// When the first missed call began.
        first_at: At = callback.episode.first_at,
        /// When the first missed call ended: the client waits since then.
        opened_at: At = callback.episode.opened_at,
        /// The id of the latest missed call.
        last_call_id: i64 = callback.episode.last_call,
        /// When the latest missed call began.
        last_at: At = callback.episode.last_at,
        /// How often the client was missed.
        missed: u32 = callback.episode.missed,
        /// The name of who looks after it, or did.
        taken_by: Option<String> = taken_by,
        /// The id of who looks after it, or did.
        taken_by_id: Option<i64> = callback.taken.map(|taken| taken.by),
        /// Since when somebody looks after it.
        taken_at: Option<At> = callback.taken.map(|taken| taken.at),
        /// How the waiting ended; `None` while it lasts.
        closed: Option<CallbackClosed> = callback.episode.closed,
        /// How long the client waited; `None` while the waiting lasts.
        delay: Option<Span> = delay,
        /// When the row was added.
        created_at: At = callback.created_at,
        /// When it last changed.
        updated_at: At = callback.updated_at,
    }
}

/// One of a check, where nobody asked for names.
impl Out for callbacks::Callback {
    type Out = Callback;
    fn out(self) -> Callback {
        CallbackView { callback: self, city: None, campaign: None, taken_by: None }.out()
    }
}

record! {
    /// What follows from the calls of a phone: one waiting of its client.
    Episode of callbacks::Episode as (callbacks::Episode {
        first_call, first_at, opened_at, last_call, last_at, missed, city, campaign, line, closed
    }) {
        /// The id of the first missed call.
        first_call_id: i64 = first_call,
        /// When the first missed call began.
        first_at: At = first_at,
        /// When the first missed call ended.
        opened_at: At = opened_at,
        /// The id of the latest missed call.
        last_call_id: i64 = last_call,
        /// When the latest missed call began.
        last_at: At = last_at,
        /// How often the client was missed.
        missed: u32 = missed,
        /// The id of the city of the latest missed call.
        city_id: Option<i64> = city,
        /// The id of the campaign of the latest missed call.
        campaign_id: Option<i64> = campaign,
        /// The line the client dialled last.
        line: Option<String> = line,
        /// How the waiting ended; `None` while it lasts.
        closed: Option<CallbackClosed> = closed,
    }
}

record! {
    /// The open call-backs that whoever asks sees.
    OpenCallbacks of callbacks::OpenCallbacks as (callbacks::OpenCallbacks { count, oldest }) {
        /// How many.
        count: u64 = count,
        /// Since when the client waits who waits longest; `None` when nobody does.
        oldest: Option<At> = oldest,
    }
}

record! {
    /// A phone whose call-backs are not those that follow from its calls.
    CallbackDifference of callbacks::CallbackDifference as (callbacks::CallbackDifference { phone, stored, derived }) {
        /// The phone, E.164.
        phone: String = phone,
        /// What is stored, without names; withdrawn ones left out.
        stored: Vec<Callback> = stored,
        /// What follows from its calls and closings.
        derived: Vec<Episode> = derived,
    }
}

record! {
    /// What deriving every call-back again found.
    CallbackCheck of callbacks::CallbackCheck as (callbacks::CallbackCheck { phones, differences }) {
        /// How many phones were looked at.
        phones: u64 = phones,
        /// Those whose call-backs differ, at most 1 000.
        differences: Vec<CallbackDifference> = differences,
    }
}

pub(crate) struct CallbackPages {
    filter: CallbackFilter,
    sort: CallbackSort,
}

impl Pages for CallbackPages {
    type Row = CallbackView;
    async fn page(&self, crm: &Crm, actor: &Actor, page: &PageRequest) -> Result<Page<CallbackView>, Error> {
        crm.callbacks().list(actor, &self.filter, self.sort, page).await
    }
}

listing! {
    /// Call-backs that pass a filter.
    CallbackList, CallbackPage of Callback: CallbackPages
}

desk! {
    /// Call-backs in the scope of whoever asks.
    Callbacks
}

#[pymethods]
impl Callbacks {
    /// One call-back, a withdrawn one too.
    ///
    /// Raises NotFoundError (`callback.not_found`), also for one out of scope.
    fn get(&self, py: Python<'_>, id: Id<CallbackId>) -> PyResult<Callback> {
        self.0.with(py, async |crm, actor| crm.callbacks().get(actor, id.0).await).map(Out::out)
    }

    /// Call-backs that pass every filter given, who waits longest first unless `sort` says otherwise. Without a `state`, open
    /// and closed ones. `city` and `taken_by` are ids, `phone` is one however written, `opened` is the period in which the
    /// waiting began.
    ///
    /// Raises InvalidError (`phone.bad`).
    #[pyo3(signature = (*, state=None, city=None, taken_by=None, phone=None, opened=None, sort=None))]
    fn list(
        &self,
        py: Python<'_>,
        state: Option<Code<CallbackState>>,
        city: Option<Id<CityId>>,
        taken_by: Option<Id<OperatorId>>,
        phone: Option<String>,
        opened: Option<Within>,
        sort: Option<Code<CallbackSort>>,
    ) -> PyResult<CallbackList> {
        let filter = CallbackFilter {
            state: state.map(|state| state.0),
            city: city.map(|id| id.0),
            taken_by: taken_by.map(|id| id.0),
            phone: maybe(py, "phone", phone)?,
            opened: opened.map(|period| period.0),
        };
        let sort = sort.map_or(CallbackSort::default(), |sort| sort.0);
        Ok(CallbackList(Listing::new(&self.0, CallbackPages { filter, sort })))
    }

    /// How many clients wait to be called, and since when the one who waits longest.
    fn count_open(&self, py: Python<'_>) -> PyResult<OpenCallbacks> {
        self.0.with(py, async |crm, actor| crm.callbacks().count_open(actor).await).map(Out::out)
    }

    /// Looks after a call-back that was read at `version`, also in a colleague's stead.
    ///
    /// Raises NotFoundError (`callback.not_found`), ConflictError (`callback.version_conflict`, `callback.not_open`),
    /// ForbiddenError, also for the program itself, which calls nobody.
    fn take(&self, py: Python<'_>, id: Id<CallbackId>, version: i64) -> PyResult<Callback> {
        let version = Version::new(version);
        let written = self.0.with(py, async |crm, actor| {
            crm.callbacks().take(actor, id.0, version).await?;
            crm.callbacks().get(actor, id.0).await
        });
        written.map(Out::out)
    }

    /// Gives back a call-back that was read at `version`. One that nobody took stays as it is.
    ///
    /// Raises as `take`; ForbiddenError also when a colleague took it, unless an admin asks.
    fn release(&self, py: Python<'_>, id: Id<CallbackId>, version: i64) -> PyResult<Callback> {
        let version = Version::new(version);
        let written = self.0.with(py, async |crm, actor| {
            crm.callbacks().release(actor, id.0, version).await?;
            crm.callbacks().get(actor, id.0).await
        });
        written.map(Out::out)
    }

    /// Closes a call-back that was read at `version` without a call: the client wrote, the number is wrong.
    ///
    /// Raises as `take`, and InvalidError for a reason that is none.
    fn close(&self, py: Python<'_>, id: Id<CallbackId>, version: i64, reason: &str) -> PyResult<Callback> {
        let (version, reason) = (Version::new(version), read(py, "reason", reason)?);
        let written = self.0.with(py, async |crm, actor| {
            crm.callbacks().close(actor, id.0, version, &reason).await?;
            crm.callbacks().get(actor, id.0).await
        });
        written.map(Out::out)
    }

    /// Derives the call-backs of every phone again from its calls and closings. `progress` is called with how many phones
    /// were looked at so far; what it raises ends the check. It may not ask the office anything.
    ///
    /// Raises ForbiddenError. What differs is a finding, not an error.
    #[pyo3(signature = (*, progress=None))]
    fn check(&self, py: Python<'_>, progress: Option<Hears<(u64,)>>) -> PyResult<CallbackCheck> {
        let found = self.0.with_progress(py, progress, async |crm, actor, telling| {
            crm.callbacks().check(actor, |count| telling.tell((count,))).await
        });
        found.map(Out::out)
    }
}
