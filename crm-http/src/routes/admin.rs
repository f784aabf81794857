//! What an admin looks after: jobs, what the providers send, and the database.

use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate};
use crm_core::access::{Policy, Right};
use crm_core::jobs::{Job, JobState};
use crm_core::kernel::{JobId, Timestamp};
use crm_core::telephony::{Provider, RawEvent, RefusalCount};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::database::DatabaseReport;
use crate::session::Signed;
use crate::wire::{Data, Findings, Id, Problem, Query, codes, present};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(jobs))
        .routes(routes!(retry_job))
        .routes(routes!(integrations))
        .routes(routes!(database))
}

/// Which jobs are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct JobsQuery {
    /// How they stand; those that were given up when left out.
    #[param(schema_with = codes::job_state)]
    state: Option<String>,
    /// Only jobs with a lower id: the last one of an earlier answer.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    before: Option<i64>,
}

/// A job that is done beside the requests.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Job)]
pub(crate) struct JobBody {
    id: i64,
    /// Which workers it is for.
    queue: String,
    /// What it is about, such as `call:12`.
    subject: String,
    #[schema(schema_with = codes::job_state)]
    state: JobState,
    /// Not before this.
    #[schema(value_type = String, format = DateTime)]
    run_at: Timestamp,
    /// How often it was begun.
    attempts: u32,
    /// Until when a worker has it.
    #[schema(value_type = Option<String>, format = DateTime)]
    lease_until: Option<Timestamp>,
    /// What went wrong last.
    last_error: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Job> for JobBody {
    fn from(job: Job) -> Self {
        Self {
            id: job.id.get(),
            queue: job.queue.as_str().to_owned(),
            subject: job.subject.as_str().to_owned(),
            state: job.state,
            run_at: job.run_at,
            attempts: job.attempts,
            lease_until: job.lease_until,
            last_error: job.last_error.map(|error| error.as_str().to_owned()),
            created_at: job.created_at,
        }
    }
}

/// Jobs in a state, the latest first, at most 100.
#[utoipa::path(get, path = "/admin/jobs", tag = "admin", params(JobsQuery),
    responses((status = 200, description = "The jobs", body = Data<Vec<JobBody>>)))]
async fn jobs(app: App, actor: Signed, Query(query): Query<JobsQuery>) -> Result<Data<Vec<JobBody>>, Problem> {
    let mut findings = Findings::default();
    let state = findings.maybe("state", query.state.as_deref(), JobState::parse);
    let before = findings.maybe("before", query.before, JobId::new);
    findings.check()?;
    let jobs = app.crm.jobs().list(&actor, &state.unwrap_or(JobState::Dead), before).await?;
    Ok(Data::new(jobs.into_iter().map(JobBody::from).collect()))
}

/// Queues a job again that was given up.
#[utoipa::path(post, path = "/admin/jobs/{id}/retry", tag = "admin", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The job as it is now", body = Data<JobBody>)))]
async fn retry_job(app: App, actor: Signed, Id(id): Id<JobId>) -> Result<Data<JobBody>, Problem> {
    Ok(Data::new(app.crm.jobs().retry(&actor, id).await?.into()))
}

/// What the providers send.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Integrations)]
pub(crate) struct IntegrationsBody {
    /// Whose events are taken.
    accounts: Vec<AccountBody>,
    /// Deliveries that were refused, the latest day first. Nothing else of them is kept.
    refused: Vec<RefusedBody>,
    /// Signed events that had no effect, or contradict others, the latest first, at most 100.
    unread: Vec<UnreadBody>,
}

/// An account at a provider, without its secrets.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = IntegrationAccount)]
struct AccountBody {
    #[schema(schema_with = codes::provider)]
    provider: Provider,
    /// By the name this office gave it.
    name: String,
}

/// Deliveries that were refused on a day for one reason.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RefusedDeliveries)]
struct RefusedBody {
    /// Who they claimed to come from.
    #[schema(schema_with = codes::provider)]
    provider: Provider,
    /// Why, such as `wrong_signature`.
    reason: String,
    /// The UTC day.
    #[schema(value_type = Option<String>, format = Date)]
    date: Option<NaiveDate>,
    count: u64,
}

/// A signed event that is listed for the admin.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = UnreadEvent)]
struct UnreadBody {
    /// Its place in the order of arrival.
    seq: i64,
    #[schema(schema_with = codes::provider)]
    provider: Provider,
    account: String,
    /// Where it was posted to.
    path: String,
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
    /// Why it is listed.
    problem: Option<String>,
}

impl From<RefusalCount> for RefusedBody {
    fn from(row: RefusalCount) -> Self {
        let day = DateTime::from_timestamp(row.day.saturating_mul(86_400), 0);
        Self {
            provider: row.provider,
            reason: row.reason.into(),
            date: day.map(|day| day.date_naive()),
            count: row.count,
        }
    }
}

impl From<RawEvent> for UnreadBody {
    fn from(row: RawEvent) -> Self {
        Self {
            seq: row.seq,
            provider: row.event.provider,
            account: row.event.account.as_str().to_owned(),
            path: row.event.path.into(),
            received_at: row.event.received_at,
            problem: row.event.problem.map(|problem| problem.as_str().to_owned()),
        }
    }
}

/// The accounts at providers, what was refused, and what could not be read.
#[utoipa::path(get, path = "/admin/integrations", tag = "admin",
    responses((status = 200, description = "What the providers send", body = Data<IntegrationsBody>)))]
async fn integrations(app: App, actor: Signed) -> Result<Data<IntegrationsBody>, Problem> {
    let telephony = app.crm.telephony();
    let accounts = telephony.accounts(&actor)?;
    let refused = telephony.refusals(&actor).await?;
    let unread = telephony.unread(&actor, None).await?;
    Ok(Data::new(IntegrationsBody {
        accounts: accounts
            .into_iter()
            .map(|(provider, name)| AccountBody { provider, name: name.as_str().to_owned() })
            .collect(),
        refused: refused.into_iter().map(RefusedBody::from).collect(),
        unread: unread.into_iter().map(UnreadBody::from).collect(),
    }))
}

/// What the database tells of itself: its size, its connections, what waits, and where its time goes.
///
/// The statements come from the extension `pg_stat_statements`; without it, and on SQLite, `noStatements` says why there are
/// none. Values are never shown.
#[utoipa::path(get, path = "/admin/database", tag = "admin",
    responses(
        (status = 200, description = "The database at this moment", body = Data<DatabaseReport>),
        (status = 404, description = "This server does not tell of its database", body = Problem, content_type = "application/problem+json"),
    ))]
async fn database(app: App, actor: Signed) -> Result<Data<DatabaseReport>, Problem> {
    Policy::require(&actor, Right::ReadOperations).map_err(crm_core::Error::from)?;
    let not_told =
        || Problem::new(StatusCode::NOT_FOUND, "database.not_told", "this server does not tell of its database");
    let database = app.options.database.as_ref().ok_or_else(not_told)?;
    Ok(Data::new(database.ask().await.map_err(crm_core::Error::from)?))
}
