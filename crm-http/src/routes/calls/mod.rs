//! Calls.

mod card;

use crm_core::calls::{
    Call, CallDirection, CallFilter, CallSort, CallStatus, CallView, Classification, EndReason, MissReason, NewCall,
};
use crm_core::kernel::{CallId, Change, LineNumber, OperatorId, Period, Phone, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::session::Signed;
use crate::wire::{
    Created, Data, Findings, Id, IfMatch, Json, ListOf, OnceKey, Paging, Problem, Query, codes, patched, present,
};
pub(crate) use card::CallCard;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, record)).routes(routes!(get, classify))
}

/// Which calls are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CallsQuery {
    /// The page, from 1.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, default = 1)]
    page: Option<u32>,
    /// How many calls a page has.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `nextCursor` or `prevCursor` of an earlier page, instead of `page`.
    cursor: Option<String>,
    /// From when: a date of the office's zone, or RFC 3339.
    date_from: Option<String>,
    /// Until when: a date, that day included, or RFC 3339, excluded.
    date_to: Option<String>,
    /// The operator who answered first.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    operator_id: Option<i64>,
    /// The status, or an alias of it.
    #[param(schema_with = codes::call_status)]
    status: Option<String>,
    /// The city, by name.
    city: Option<String>,
    /// The campaign, by name.
    rk: Option<String>,
    /// The direction.
    #[param(schema_with = codes::call_direction)]
    direction: Option<String>,
    /// The client's phone, however written.
    phone: Option<String>,
    /// What was typed into the search box: a phone, however written.
    q: Option<String>,
    /// `-dateCreate`, latest first, or `dateCreate`.
    #[param(inline)]
    sort: Option<Sort>,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[schema(as = CallSort)]
pub(crate) enum Sort {
    /// Latest first.
    #[default]
    #[serde(rename = "-dateCreate")]
    Latest,
    /// Earliest first.
    #[serde(rename = "dateCreate")]
    Earliest,
}

impl CallsQuery {
    /// What the core is asked for. Shared with the export.
    ///
    /// # Errors
    /// 422 with every parameter that does not hold; storage errors.
    pub(crate) async fn filter(&self, app: &App) -> Result<(CallFilter, CallSort), Problem> {
        let mut findings = Findings::default();
        let names = app.directory.names().await?;
        let period = match Period::from_input(names.office_zone, self.date_from.as_deref(), self.date_to.as_deref()) {
            Ok(period) => (period != Period::everything()).then_some(period),
            Err(bad) => {
                findings.push(bad.at("dateFrom", "dateTo"));
                None
            }
        };
        let city = self.city.as_deref().and_then(|name| names.city_id("city", name, &mut findings));
        let campaign = self.rk.as_deref().and_then(|name| names.campaign_id("rk", name, &mut findings));
        let phone = findings.maybe("phone", self.phone.as_deref(), Phone::parse);
        let searched = findings.maybe("q", self.q.as_deref(), Phone::parse);
        if phone.is_some() && searched.is_some() && phone != searched {
            findings.add("q", "query.contradicts", "phone says another client; give one of the two");
        }
        let filter = CallFilter {
            period,
            operator: findings.maybe("operatorId", self.operator_id, OperatorId::new),
            status: findings.maybe("status", self.status.as_deref(), CallStatus::parse),
            city,
            campaign,
            direction: findings.maybe("direction", self.direction.as_deref(), CallDirection::parse),
            client: phone.or(searched),
            complete: None,
        };
        findings.check()?;
        let sort = match self.sort.unwrap_or_default() {
            Sort::Latest => CallSort::Latest,
            Sort::Earliest => CallSort::Earliest,
        };
        Ok((filter, sort))
    }
}

/// A call.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Call)]
pub(crate) struct CallBody {
    id: i64,
    version: i64,
    /// The campaign's name.
    rk: Option<String>,
    /// The same; the name other lists use.
    campaign: Option<String>,
    city: Option<String>,
    /// E.164; `null` when hidden.
    #[schema(value_type = Option<String>)]
    phone_client: Option<Phone>,
    /// The company's number.
    #[schema(value_type = Option<String>)]
    phone_ats: Option<LineNumber>,
    #[schema(value_type = String, format = DateTime)]
    date_create: Timestamp,
    #[schema(schema_with = codes::call_status)]
    status: CallStatus,
    #[schema(schema_with = codes::call_direction)]
    direction: CallDirection,
    /// Why an inbound call was missed.
    #[schema(schema_with = codes::miss_reason)]
    miss_reason: Option<MissReason>,
    /// Why an outbound call ended without talk.
    #[schema(schema_with = codes::end_reason)]
    end_reason: Option<EndReason>,
    /// Who talked with the client first; `null` when nobody known did.
    operator: Option<PersonBody>,
    /// Who talked with the client last: after a transfer somebody else than `operator`.
    final_operator_id: Option<i64>,
    /// The advert account behind the line.
    avito_name: Option<String>,
    /// The provider's id of the whole call; `null` for a call written by hand.
    conversation_id: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    /// Whole seconds until the answer or the end, the menu included; `null` while it rings.
    wait_seconds: Option<u64>,
    /// Whole seconds of talk, hold included; `null` while it lasts.
    talk_seconds: Option<u64>,
    /// Whether the client was handed on after talking.
    transferred: bool,
    recordings: Vec<RecordingBody>,
    /// Whether the provider's account of the call is whole.
    complete: bool,
    category: Option<String>,
    note: Option<String>,
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Person)]
pub(crate) struct PersonBody {
    pub(crate) id: i64,
    pub(crate) name: String,
}

/// A recording of a call.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Recording)]
pub(crate) struct RecordingBody {
    /// The provider's id.
    id: String,
    /// Whether it can be downloaded now.
    ready: bool,
}

impl From<CallView> for CallBody {
    fn from(view: CallView) -> Self {
        let CallView { call, city, campaign, operator } = view;
        let Call { facts, attribution, classification, .. } = call;
        let name = |text: Option<Box<str>>| text.map(String::from);
        let (wait_seconds, talk_seconds) = (facts.wait_seconds(), facts.talk_seconds());
        Self {
            id: call.id.get(),
            version: call.version.get(),
            rk: name(campaign.clone()),
            campaign: name(campaign),
            city: name(city),
            phone_client: facts.client,
            phone_ats: facts.line,
            date_create: facts.started_at,
            status: facts.status,
            direction: facts.direction,
            miss_reason: facts.miss_reason,
            end_reason: facts.end_reason,
            operator: call.operator.map(|id| PersonBody { id: id.get(), name: name(operator).unwrap_or_default() }),
            final_operator_id: call.final_operator.map(OperatorId::get),
            avito_name: attribution.advert_account.map(|account| account.as_str().to_owned()),
            conversation_id: name(call.provider_id),
            answered_at: facts.answered_at,
            ended_at: facts.ended_at,
            wait_seconds,
            talk_seconds,
            transferred: facts.transferred,
            recordings: facts
                .recordings
                .into_iter()
                .map(|recording| RecordingBody { id: recording.id, ready: recording.ready })
                .collect(),
            complete: facts.complete,
            category: classification.category.map(|text| text.as_str().to_owned()),
            note: classification.note.map(|text| text.as_str().to_owned()),
        }
    }
}

/// Calls, the latest first unless asked otherwise; only those the user may see.
#[utoipa::path(get, path = "/calls", tag = "calls", params(CallsQuery),
    responses((status = 200, description = "A page of calls", body = ListOf<CallBody>)))]
async fn list(app: App, actor: Signed, Query(query): Query<CallsQuery>) -> Result<ListOf<CallBody>, Problem> {
    let page = Paging { page: query.page, limit: query.limit, cursor: query.cursor.as_deref() }.request()?;
    let (filter, sort) = query.filter(&app).await?;
    Ok(ListOf::of(app.crm.calls().list(&actor, &filter, sort, &page).await?, CallBody::from))
}

/// One call, with its legs and what the provider reported.
#[utoipa::path(get, path = "/calls/{id}", tag = "calls", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The call", body = Data<CallCard>)))]
async fn get(app: App, actor: Signed, Id(id): Id<CallId>) -> Result<Data<CallCard>, Problem> {
    let details = app.crm.calls().details(&actor, id).await?;
    let version = details.view.call.version.get();
    Ok(Data::versioned(CallCard::from(details), version))
}

/// A call that no provider reported.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewCall)]
pub(crate) struct NewCallBody {
    /// Inbound or outbound.
    #[schema(schema_with = codes::call_direction)]
    direction: String,
    /// How it ended: `answered`, or `missed` for an inbound, `busy` or `no_answer` for an outbound one.
    #[schema(schema_with = codes::call_status)]
    status: String,
    /// The client's phone, however written; left out when hidden.
    phone_client: Option<String>,
    /// The company's number it came to: it decides campaign, city and advert account.
    phone_ats: Option<String>,
    /// When it began.
    #[schema(format = DateTime)]
    date_create: String,
    /// Seconds until the answer or the end.
    #[serde(default)]
    wait_seconds: u32,
    /// Seconds of talk.
    #[serde(default)]
    talk_seconds: u32,
    /// What it was about, in the office's own words.
    #[schema(max_length = 64)]
    category: Option<String>,
    /// A note.
    #[schema(max_length = 2000)]
    note: Option<String>,
}

impl NewCallBody {
    fn read(self) -> Result<NewCall, Problem> {
        let mut findings = Findings::default();
        let direction = findings.read("direction", CallDirection::parse(&self.direction));
        let status = findings.read("status", CallStatus::parse(&self.status));
        let started_at = findings.read("dateCreate", Timestamp::parse(&self.date_create));
        let client = findings.maybe("phoneClient", self.phone_client.as_deref(), Phone::parse);
        let line = findings.maybe("phoneAts", self.phone_ats.as_deref(), LineNumber::parse);
        let classification = Classification {
            category: findings.maybe("category", self.category.as_deref(), Text::optional).flatten(),
            note: findings.maybe("note", self.note.as_deref(), Text::optional).flatten(),
        };
        let read = direction.zip(status).zip(started_at);
        let ((direction, status), started_at) = findings.complete(read)?;
        let (wait_seconds, talk_seconds) = (self.wait_seconds, self.talk_seconds);
        Ok(NewCall { direction, status, client, line, started_at, wait_seconds, talk_seconds, classification })
    }
}

/// Writes a call by hand, such as one taken on a mobile phone.
#[utoipa::path(post, path = "/calls", tag = "calls", params(OnceKey), request_body = NewCallBody,
    responses((status = 201, description = "The call as written", body = Data<CallBody>)))]
async fn record(
    app: App,
    actor: Signed,
    key: OnceKey,
    Json(body): Json<NewCallBody>,
) -> Result<Created<CallBody>, Problem> {
    let call = app.crm.calls().record(&actor, &body.read()?, key.get()).await?;
    let view = app.crm.calls().get(&actor, call.id).await?;
    Ok(Created::at(format!("/calls/{}", call.id), Data::versioned(view.into(), call.version.get())))
}

/// What people say a call was about. A field left out stays as it is; `null` empties it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = CallPatch)]
pub(crate) struct CallPatch {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    /// The subject, in the office's own words, such as `spam`.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 64)]
    category: Change<String>,
    /// A note.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 2000)]
    note: Change<String>,
}

/// Classifies a call: its subject and a note.
#[utoipa::path(patch, path = "/calls/{id}", tag = "calls", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = CallPatch, responses((status = 200, description = "The call as it is now", body = Data<CallBody>)))]
async fn classify(
    app: App,
    actor: Signed,
    Id(id): Id<CallId>,
    version: IfMatch,
    Json(patch): Json<CallPatch>,
) -> Result<Data<CallBody>, Problem> {
    let version = version.or(patch.version)?;
    let present = app.crm.calls().get(&actor, id).await?.call.classification;
    let mut findings = Findings::default();
    let category = findings.change("category", patch.category, |text| Text::new(&text));
    let note = findings.change("note", patch.note, |text| Text::new(&text));
    findings.check()?;
    // What is kept is what stands at the version that was read: a later one is refused below.
    let wanted = Classification { category: category.apply(present.category), note: note.apply(present.note) };
    app.crm.calls().classify(&actor, id, version, &wanted).await?;
    let view = app.crm.calls().get(&actor, id).await?;
    let version = view.call.version.get();
    Ok(Data::versioned(view.into(), version))
}
