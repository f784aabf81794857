//! Who did what, and whether the log is what was sealed.

use crm_core::audit::{AuditActor, AuditEntry, AuditReport};
use crm_core::kernel::{Text, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::session::Signed;
use crate::wire::{Data, Findings, Problem, Query, present};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(latest)).routes(routes!(verify))
}

/// Which entries are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditQuery {
    /// Only entries about this, such as `call:12`.
    #[param(max_length = 128)]
    subject: Option<String>,
    /// Only entries before this one, by its `seq`: the last one of an earlier answer.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1)]
    before: Option<i64>,
}

/// An entry of the audit.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AuditEntry)]
pub(crate) struct EntryBody {
    /// Its place in the log.
    seq: i64,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who acted, such as `operator:12` or `system:housekeeping`.
    actor: String,
    /// The user who acted; `null` when it was the program itself.
    operator_id: Option<i64>,
    /// What was done, such as `order.created`.
    action: String,
    /// About what, such as `order:17`.
    subject: String,
    /// The particulars; `null` when they were erased.
    payload: Option<Value>,
    /// The block that seals it; `null` while it is not sealed.
    block: Option<i64>,
}

impl From<AuditEntry> for EntryBody {
    fn from(entry: AuditEntry) -> Self {
        let operator_id = match &entry.actor {
            AuditActor::Operator(id) => Some(id.get()),
            AuditActor::System(_) | AuditActor::Unknown(_) => None,
        };
        Self {
            seq: entry.seq,
            at: entry.at,
            actor: entry.actor.to_string(),
            operator_id,
            action: entry.action.as_str().to_owned(),
            subject: entry.subject.as_str().to_owned(),
            // A text that is no JSON, as a hand in the database leaves it, is shown as it is.
            payload: entry
                .payload
                .map(|payload| serde_json::from_str(&payload.json).unwrap_or(Value::String(payload.json))),
            block: entry.block_no,
        }
    }
}

/// Entries of the audit, the latest first, at most 100.
#[utoipa::path(get, path = "/audit", tag = "admin", params(AuditQuery),
    responses((status = 200, description = "The entries", body = Data<Vec<EntryBody>>)))]
async fn latest(app: App, actor: Signed, Query(query): Query<AuditQuery>) -> Result<Data<Vec<EntryBody>>, Problem> {
    let mut findings = Findings::default();
    let subject = findings.maybe("subject", query.subject.as_deref(), Text::<128>::new);
    findings.check()?;
    let entries = app.crm.audit().latest(&actor, subject.as_ref().map(Text::as_str), query.before).await?;
    Ok(Data::new(entries.into_iter().map(EntryBody::from).collect()))
}

/// What a verification found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AuditReport)]
pub(crate) struct ReportBody {
    /// Whether the log is what was sealed.
    is_intact: bool,
    /// The first place where it is not. The counts stop there.
    broken: Option<String>,
    /// How many blocks hold.
    blocks: i64,
    /// How many of their entries are there.
    sealed: i64,
    /// How many were let go, because they were kept for as long as the settings say.
    purged: i64,
    /// How many entries are younger than the last seal: nothing can be said of them yet.
    unsealed: i64,
    /// How many entries have had their particulars erased.
    erased: i64,
    /// The hash of the last block that holds: noted down elsewhere, it proves later that nothing before it was removed.
    head: String,
}

impl From<AuditReport> for ReportBody {
    fn from(report: AuditReport) -> Self {
        Self {
            is_intact: report.broken.is_none(),
            broken: report.broken.map(|broken| broken.to_string()),
            blocks: report.blocks,
            sealed: report.sealed,
            purged: report.purged,
            unsealed: report.unsealed,
            erased: report.erased,
            head: report.head.to_string(),
        }
    }
}

/// Verifies the whole log.
#[utoipa::path(get, path = "/audit/verify", tag = "admin",
    responses((status = 200, description = "What was found", body = Data<ReportBody>)))]
async fn verify(app: App, actor: Signed) -> Result<Data<ReportBody>, Problem> {
    Ok(Data::new(app.crm.audit().verify(&actor).await?.into()))
}
