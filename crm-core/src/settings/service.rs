//! Use cases of settings.

use super::{Setting, SettingChange, Settings};
use crate::access::{Actor, Policy, Right};
use crate::audit;
use crate::crm::Core;
use crate::events;
use crate::kernel::{Error, Version};
use crate::store::{Effects, Outcome, Write};

/// Settings. Every signed-in user may read them; admins change them.
#[derive(Clone, Copy)]
pub struct SettingsDesk<'c> {
    core: &'c Core,
}

impl<'c> SettingsDesk<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// The settings in force.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "settings.get", level = "debug", skip_all)]
    pub async fn get(&self, _actor: &Actor) -> Result<Settings, Error> {
        Ok(self.core.settings().await?)
    }

    /// Changes one setting. Another office zone counts everything anew, while nothing else is written: seconds for a
    /// million calls, in which others may be told that the store is not available. Do it when nobody calls.
    ///
    /// # Errors
    /// `access.forbidden`; `setting.bad_value` for a number out of its range; storage errors.
    #[tracing::instrument(name = "settings.set", level = "debug", skip_all)]
    pub async fn set(&self, actor: &Actor, change: SettingChange) -> Result<Settings, Error> {
        Policy::require(actor, Right::ManageOffice)?;
        // A change may be made without being read, and its row would be of no effect.
        let (key, value) = change.to_row();
        let change = SettingChange::parse(&key, &value)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let mut rows = a.tx.settings().all().await?;
                    let (key, value) = change.to_row();
                    let subject = format!("setting:{key}");
                    let mut effects = Effects::none();
                    let present = rows.iter().position(|row| row.key == key);
                    let before = present.and_then(|at| rows.get(at)).map(|row| row.value.clone());
                    let payload = serde_json::json!({ "value": value, "before": before });
                    match present.map(|at| rows.swap_remove(at)) {
                        Some(row) if row.value == value => {}
                        Some(row) => effects.update(&row, Setting { value: value.clone(), ..row.to_changed() }),
                        None => effects.insert(Setting { key, value: value.clone(), version: Version::FIRST }),
                    }
                    if !effects.is_empty() {
                        // Days of another zone are other days.
                        if let SettingChange::OfficeZone(zone) = change {
                            effects.write(Write::Recount(zone));
                        }
                        effects.audit(audit::entry(actor, a.now, "setting.changed", subject.clone(), &payload));
                        effects.event(events::office_changed(a.now, &subject));
                    }
                    let mut settings = Settings::from_rows(rows.iter().map(|row| &**row));
                    change.apply(&mut settings);
                    Ok(Outcome::done(settings, effects))
                })
            })
            .await
    }
}
