//! Calls.

use crm_core::access::Actor;
use crm_core::calls::{self, CallFilter, CallSort, CallView};
use crm_core::kernel::{CallId, CampaignId, CityId, OperatorId, Page, PageRequest};
use crm_core::{Crm, Error};
use pyo3::prelude::*;

use crate::arrow::Table;
use crate::codes::Code;
use crate::listing::{Listing, Pages, listing};
use crate::record::record;
use crate::session::desk;
use crate::values::{At, Id, Out, Within, maybe};

record! {
    /// A call.
    Call of CallView as (CallView { call, city, campaign, operator }) {
        /// Its id.
        id: i64 = call.id,
        /// How often it has been written.
        version: i64 = call.version,
        /// Which way it went.
        direction: Code<calls::CallDirection> = call.facts.direction,
        /// How it stands.
        status: Code<calls::CallStatus> = call.facts.status,
        /// The client; `None` when hidden or internal.
        client: Option<String> = call.facts.client,
        /// When it began.
        started_at: At = call.facts.started_at,
        /// The city's name.
        city: Option<String> = city,
        /// The campaign's name.
        campaign: Option<String> = campaign,
        /// The operator's name.
        operator: Option<String> = operator,
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

desk! {
    /// Calls in the scope of whoever asks.
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

    /// Calls that pass every filter given, latest first unless `sort` says otherwise. `period` is of their start,
    /// `complete` asks whether the provider's account of them is whole.
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
        let filter = CallFilter {
            period: period.map(|period| period.0),
            operator: operator.map(|id| id.0),
            status: status.map(|status| status.0),
            city: city.map(|id| id.0),
            campaign: campaign.map(|id| id.0),
            direction: direction.map(|direction| direction.0),
            client: maybe(py, "phoneClient", client)?,
            complete,
        };
        Ok(CallList(Listing::new(&self.0, CallPages { filter, sort: sort.map_or(CallSort::default(), |sort| sort.0) })))
    }
}
