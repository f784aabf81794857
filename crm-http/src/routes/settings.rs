//! The office's settings.

use crm_core::kernel::{FieldError, Refusal as _, Zone};
use crm_core::settings::{SettingChange, SettingKey, Settings};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::session::Signed;
use crate::wire::{Data, Findings, Json, Problem, present};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get, change))
}

/// The settings in force.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Settings)]
pub(crate) struct SettingsBody {
    /// The IANA zone whose days the office counts in.
    #[schema(value_type = String)]
    office_zone: Zone,
    /// How long wrap-up lasts unless the operator ends it.
    wrap_up_seconds: u64,
    /// How long after the last leg ended a call without a summary is closed.
    close_after_legs_seconds: u64,
    /// How long after the last event a call that still lasts is closed.
    close_after_silence_seconds: u64,
    /// How long after the last sign of life of a signed-in user the user is offline.
    offline_after_seconds: u64,
    /// How far ahead of this office's clock a provider's event may lie; one beyond is not understood.
    events_ahead_seconds: u64,
    /// How far behind this office's clock a provider's event may lie.
    events_behind_seconds: u64,
    /// How long the provider's events are kept as they came; 0 for ever. Calls stay.
    raw_events_kept_days: u32,
    /// How long live clients can go on from a place in the feed; 0 for ever.
    feed_kept_days: u32,
    /// How long the audit's entries are kept; 0 for ever.
    audit_kept_days: u32,
}

impl From<Settings> for SettingsBody {
    fn from(settings: Settings) -> Self {
        Self {
            office_zone: settings.office_zone,
            wrap_up_seconds: settings.wrap_up.as_secs(),
            close_after_legs_seconds: settings.close_after_legs.as_secs(),
            close_after_silence_seconds: settings.close_after_silence.as_secs(),
            offline_after_seconds: settings.offline_after.as_secs(),
            events_ahead_seconds: settings.events_ahead.as_secs(),
            events_behind_seconds: settings.events_behind.as_secs(),
            raw_events_kept_days: settings.raw_events_kept.as_days(),
            feed_kept_days: settings.feed_kept.as_days(),
            audit_kept_days: settings.audit_kept.as_days(),
        }
    }
}

/// The settings in force. Whoever is signed in may read them.
#[utoipa::path(get, path = "/settings", tag = "settings",
    responses((status = 200, description = "The settings", body = Data<SettingsBody>)))]
async fn get(app: App, actor: Signed) -> Result<Data<SettingsBody>, Problem> {
    Ok(Data::new(app.crm.settings().get(&actor).await?.into()))
}

/// Settings to change. A field left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SettingsPatch)]
pub(crate) struct SettingsPatch {
    /// The IANA zone whose days the office counts in. Another one counts everything anew.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    office_zone: Option<String>,
    /// How long wrap-up lasts unless the operator ends it.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, maximum = 3600)]
    wrap_up_seconds: Option<u32>,
    /// How long after the last leg ended a call without a summary is closed.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, minimum = 5, maximum = 3600)]
    close_after_legs_seconds: Option<u32>,
    /// How long after the last event a call that still lasts is closed.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, minimum = 600, maximum = 86_400)]
    close_after_silence_seconds: Option<u32>,
    /// How long after the last sign of life of a signed-in user the user is offline.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, minimum = 60, maximum = 86_400)]
    offline_after_seconds: Option<u32>,
    /// How far ahead of this office's clock a provider's event may lie; one beyond is not understood.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, minimum = 600, maximum = 604_800)]
    events_ahead_seconds: Option<u32>,
    /// How far behind this office's clock a provider's event may lie.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, minimum = 86_400, maximum = 31_622_400)]
    events_behind_seconds: Option<u32>,
    /// How long the provider's events are kept as they came, at least; 0 for ever, else from 93. What is older goes within
    /// seconds, by whole months, and for good.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, maximum = 36_500)]
    raw_events_kept_days: Option<u32>,
    /// How long live clients can go on from a place in the feed, at least; 0 for ever, else from 7.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, maximum = 36_500)]
    feed_kept_days: Option<u32>,
    /// How long the audit's entries are kept, at least; 0 for ever, else from 366.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, maximum = 36_500)]
    audit_kept_days: Option<u32>,
}

impl SettingsPatch {
    /// Every change, or every field that does not hold.
    fn read(self) -> Result<Vec<SettingChange>, Problem> {
        let text = |given: Option<u32>| given.map(|number| number.to_string());
        let wanted = [
            ("officeZone", SettingKey::OfficeZone, self.office_zone),
            ("wrapUpSeconds", SettingKey::WrapUpSeconds, text(self.wrap_up_seconds)),
            ("closeAfterLegsSeconds", SettingKey::CloseAfterLegsSeconds, text(self.close_after_legs_seconds)),
            ("closeAfterSilenceSeconds", SettingKey::CloseAfterSilenceSeconds, text(self.close_after_silence_seconds)),
            ("offlineAfterSeconds", SettingKey::OfflineAfterSeconds, text(self.offline_after_seconds)),
            ("eventsAheadSeconds", SettingKey::EventsAheadSeconds, text(self.events_ahead_seconds)),
            ("eventsBehindSeconds", SettingKey::EventsBehindSeconds, text(self.events_behind_seconds)),
            ("rawEventsKeptDays", SettingKey::RawEventsKeptDays, text(self.raw_events_kept_days)),
            ("feedKeptDays", SettingKey::FeedKeptDays, text(self.feed_kept_days)),
            ("auditKeptDays", SettingKey::AuditKeptDays, text(self.audit_kept_days)),
        ];
        let mut findings = Findings::default();
        let mut changes = Vec::new();
        for (field, key, value) in wanted {
            match value.map(|value| SettingChange::parse(&key, &value)) {
                None => {}
                Some(Ok(change)) => changes.push(change),
                // The core calls the field `value`: here each setting has its own.
                Some(Err(invalid)) => {
                    invalid.fields().iter().for_each(|found| findings.push(FieldError { field, ..found.clone() }));
                }
            }
        }
        findings.check()?;
        Ok(changes)
    }
}

/// Changes settings: all that are named, or none when one of them does not hold. Only admins do.
#[utoipa::path(patch, path = "/settings", tag = "settings", request_body = SettingsPatch,
    responses((status = 200, description = "The settings in force now", body = Data<SettingsBody>)))]
async fn change(app: App, actor: Signed, Json(patch): Json<SettingsPatch>) -> Result<Data<SettingsBody>, Problem> {
    for change in patch.read()? {
        app.crm.settings().set(&actor, change).await?;
    }
    get(app, actor).await
}
