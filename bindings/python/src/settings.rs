//! The office's settings.

use crm_core::settings::{self, SettingChange, SettingKey};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3::{type_hint_identifier, type_hint_union};

use crate::codes::Code;
use crate::errors;
use crate::record::record;
use crate::session::desk;
use crate::values::{Out, Place, Span};

record! {
    /// The settings in force.
    Settings of settings::Settings as (settings::Settings {
        office_zone, wrap_up, close_after_legs, close_after_silence, offline_after, events_ahead, events_behind,
        raw_events_kept, feed_kept, audit_kept
    }) {
        /// The zone whose days the office counts in.
        office_zone: Place = office_zone,
        /// How long wrap-up lasts unless the operator ends it.
        wrap_up: Span = wrap_up,
        /// How long after the last leg ended a call without a summary is closed.
        close_after_legs: Span = close_after_legs,
        /// How long after the last event a call that still lasts is closed.
        close_after_silence: Span = close_after_silence,
        /// How long after the last sign of life of a signed-in user the user is offline.
        offline_after: Span = offline_after,
        /// How far ahead of the office's clock the times of a provider's event may lie; one beyond has no effect.
        events_ahead: Span = events_ahead,
        /// How long before its arrival they may lie.
        events_behind: Span = events_behind,
        /// How many days the provider's events are kept as they came; 0 for ever. Calls stay.
        raw_events_kept_days: u32 = raw_events_kept.as_days(),
        /// For how many days live clients can go on from a place in the feed; 0 for ever.
        feed_kept_days: u32 = feed_kept.as_days(),
        /// How many days the audit's entries are kept; 0 for ever. The headers of their blocks stay.
        audit_kept_days: u32 = audit_kept.as_days(),
    }
}

/// The value of a setting: text, a number, or a zone.
pub(crate) struct Setting(String);

impl<'py> FromPyObject<'_, 'py> for Setting {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "str"),
        type_hint_identifier!("builtins", "int"),
        type_hint_identifier!("zoneinfo", "ZoneInfo")
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let text = if given.is_instance_of::<PyString>() { given.to_owned() } else { given.str()?.into_any() };
        Ok(Self(text.extract()?))
    }
}

desk! {
    /// The office's settings. Every user may read them; admins change them.
    SettingsDesk
}

#[pymethods]
impl SettingsDesk {
    /// The settings in force.
    fn get(&self, py: Python<'_>) -> PyResult<Settings> {
        self.0.with(py, async |crm, actor| crm.settings().get(actor).await).map(Out::out)
    }

    /// Sets one, and answers all that are in force. The key says the unit: `set("wrap_up_seconds", 90)`,
    /// `set("office_zone", "Asia/Omsk")`. Another zone counts the office's days anew, which may take a while.
    ///
    /// Raises ForbiddenError, InvalidError (`setting.bad_value`).
    fn set(&self, py: Python<'_>, key: Code<SettingKey>, value: Setting) -> PyResult<Settings> {
        let change = SettingChange::parse(&key.0, &value.0).map_err(|error| errors::raise(py, &error.into()))?;
        self.0.with(py, async |crm, actor| crm.settings().set(actor, change).await).map(Out::out)
    }
}
