//! What can be set.

use std::num::NonZeroU32;
use std::time::Duration;

use crate::kernel::{Invalid, Timestamp, Version, Zone, coded};

coded! {
    /// A setting's name.
    pub enum SettingKey: "setting" {
        /// The zone whose days the office counts in.
        OfficeZone = "office_zone", "Часовой пояс офиса", "Office time zone";
        /// How long wrap-up lasts unless the operator ends it, in seconds.
        WrapUpSeconds = "wrap_up_seconds", "Постобработка, с", "Wrap-up, s";
        /// How long after the last leg ended a call without a summary is closed, in seconds.
        CloseAfterLegsSeconds = "close_after_legs_seconds", "Закрыть звонок после последнего плеча, с", "Close a call after its last leg, s";
        /// How long after the last event a call that still lasts is closed, in seconds.
        CloseAfterSilenceSeconds = "close_after_silence_seconds", "Закрыть молчащий звонок, с", "Close a silent call, s";
        /// How long after the last sign of life of a signed-in user the user is offline, in seconds.
        OfflineAfterSeconds = "offline_after_seconds", "Не в сети после последнего признака жизни, с", "Offline after the last sign of life, s";
        /// How far ahead of the office's clock the times of a provider's event may lie, in seconds.
        EventsAheadSeconds = "events_ahead_seconds", "События провайдера: не позже чем через, с", "Provider events: at most ahead, s";
        /// How long before its arrival the times of a provider's event may lie, in seconds.
        EventsBehindSeconds = "events_behind_seconds", "События провайдера: не раньше чем за, с", "Provider events: at most behind, s";
        /// How long the provider's events are kept as they came, in days; 0 for ever.
        RawEventsKeptDays = "raw_events_kept_days", "Хранить события провайдера, дней (0 — всегда)", "Keep provider events, days (0: for ever)";
        /// How long live clients can go on from a place in the feed, in days; 0 for ever.
        FeedKeptDays = "feed_kept_days", "Хранить ленту событий, дней (0 — всегда)", "Keep the feed, days (0: for ever)";
        /// How long the audit's rows are kept, in days; 0 for ever.
        AuditKeptDays = "audit_kept_days", "Хранить аудит, дней (0 — всегда)", "Keep the audit, days (0: for ever)";
    }
}

/// One stored setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Which.
    pub key: SettingKey,
    /// Its value as text.
    pub value: String,
    /// How often it has been written.
    pub version: Version,
}

/// The settings in force: stored values over the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The zone whose days the office counts in. Default `Europe/Moscow`.
    pub office_zone: Zone,
    /// How long wrap-up lasts unless the operator ends it. Default 60 s.
    pub wrap_up: Duration,
    /// How long after the last leg ended a call without a summary is closed. Default 30 s.
    pub close_after_legs: Duration,
    /// How long after the last event a call that still lasts is closed. Default 2 h.
    pub close_after_silence: Duration,
    /// How long after the last sign of life of a signed-in user the user is offline. Default 30 min.
    pub offline_after: Duration,
    /// How far ahead of the office's clock the times of a provider's event may lie; one beyond is listed and has no effect.
    /// Default a day: a clock that is wrong by a zone must lose nothing.
    pub events_ahead: Duration,
    /// How long before its arrival they may lie. Default 31 days: what is caught up from a provider's statistics.
    pub events_behind: Duration,
    /// How long the provider's events are kept as they came. Calls stay; those whose events went are sealed. Default for ever.
    pub raw_events_kept: Kept,
    /// How long live clients can go on from a place in the feed. Default for ever.
    pub feed_kept: Kept,
    /// How long the audit's rows are kept. The headers of their blocks stay. Default for ever.
    pub audit_kept: Kept,
}

/// How long something is kept: for ever, or some whole days at least. What goes, goes by whole months of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept(Option<NonZeroU32>);

impl Kept {
    /// Nothing goes.
    pub const FOR_EVER: Self = Self(None);

    /// So many days; for ever with 0.
    pub const fn days(days: u32) -> Self {
        Self(NonZeroU32::new(days))
    }
    /// How many days; 0 for ever.
    pub fn as_days(self) -> u32 {
        self.0.map_or(0, NonZeroU32::get)
    }
    /// What came before this instant, the first of a month, has been kept long enough; `None` for ever.
    pub fn ended_before(self, now: Timestamp) -> Option<Timestamp> {
        let kept = Duration::from_hours(24 * u64::from(self.0?.get()));
        Some(now.minus(kept).start_of_month())
    }
}

impl Settings {
    /// The least that [`Settings::events_ahead`] may be.
    pub const LEAST_EVENTS_AHEAD: Duration = Duration::from_mins(10);
    /// The least that [`Settings::events_behind`] may be.
    pub const LEAST_EVENTS_BEHIND: Duration = Duration::from_hours(24);

    /// What holds until an admin says otherwise.
    pub fn defaults() -> Self {
        Self {
            office_zone: Zone::MOSCOW,
            wrap_up: Duration::from_secs(60),
            close_after_legs: Duration::from_secs(30),
            close_after_silence: Duration::from_secs(7200),
            offline_after: Duration::from_secs(1800),
            events_ahead: Duration::from_hours(24),
            events_behind: Duration::from_hours(31 * 24),
            raw_events_kept: Kept::FOR_EVER,
            feed_kept: Kept::FOR_EVER,
            audit_kept: Kept::FOR_EVER,
        }
    }

    /// Lays stored rows over the defaults. A row this version cannot read leaves the default in force.
    pub fn from_rows<'a>(rows: impl IntoIterator<Item = &'a Setting>) -> Self {
        let mut settings = Self::defaults();
        for row in rows {
            if let Ok(change) = SettingChange::parse(&row.key, &row.value) {
                change.apply(&mut settings);
            }
        }
        settings
    }
}

/// A setting and its new value, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingChange {
    /// The office's zone.
    OfficeZone(Zone),
    /// Wrap-up, 0 to 3,600 s.
    WrapUp(u32),
    /// Closing after the last leg, 5 to 3,600 s.
    CloseAfterLegs(u32),
    /// Closing after silence, 600 to 86,400 s.
    CloseAfterSilence(u32),
    /// Offline after the last sign of life, 60 to 86,400 s.
    OfflineAfter(u32),
    /// Provider events ahead of the clock, 600 to 604,800 s.
    EventsAhead(u32),
    /// Provider events behind it, 86,400 to 31,622,400 s.
    EventsBehind(u32),
    /// Provider events are kept as they came, 93 to 36,500 days or for ever.
    RawEventsKept(Kept),
    /// The feed is kept, 7 to 36,500 days or for ever.
    FeedKept(Kept),
    /// The audit is kept, 366 to 36,500 days or for ever.
    AuditKept(Kept),
}

impl SettingChange {
    /// Reads a value for a key.
    ///
    /// # Errors
    /// [`Invalid`] when the key is unknown, or the value does not read or is out of range.
    pub fn parse(key: &SettingKey, value: &str) -> Result<Self, Invalid> {
        match key {
            SettingKey::OfficeZone => Zone::parse(value)
                .map(Self::OfficeZone)
                .map_err(|e| Invalid::field("value", "setting.bad_value", e.to_string())),
            SettingKey::WrapUpSeconds => seconds(value, 0, 3600).map(Self::WrapUp),
            SettingKey::CloseAfterLegsSeconds => seconds(value, 5, 3600).map(Self::CloseAfterLegs),
            SettingKey::CloseAfterSilenceSeconds => seconds(value, 600, 86_400).map(Self::CloseAfterSilence),
            SettingKey::OfflineAfterSeconds => seconds(value, 60, 86_400).map(Self::OfflineAfter),
            SettingKey::EventsAheadSeconds => seconds(value, 600, 604_800).map(Self::EventsAhead),
            SettingKey::EventsBehindSeconds => seconds(value, 86_400, 31_622_400).map(Self::EventsBehind),
            SettingKey::RawEventsKeptDays => kept(value, 93).map(Self::RawEventsKept),
            SettingKey::FeedKeptDays => kept(value, 7).map(Self::FeedKept),
            SettingKey::AuditKeptDays => kept(value, 366).map(Self::AuditKept),
            SettingKey::Unknown(name) => {
                Err(Invalid::field("key", "setting.unknown", format!("there is no setting {name:?}")))
            }
        }
    }

    /// Which setting, and its value as stored.
    pub fn to_row(self) -> (SettingKey, String) {
        match self {
            Self::OfficeZone(zone) => (SettingKey::OfficeZone, zone.name().to_owned()),
            Self::WrapUp(s) => (SettingKey::WrapUpSeconds, s.to_string()),
            Self::CloseAfterLegs(s) => (SettingKey::CloseAfterLegsSeconds, s.to_string()),
            Self::CloseAfterSilence(s) => (SettingKey::CloseAfterSilenceSeconds, s.to_string()),
            Self::OfflineAfter(s) => (SettingKey::OfflineAfterSeconds, s.to_string()),
            Self::EventsAhead(s) => (SettingKey::EventsAheadSeconds, s.to_string()),
            Self::EventsBehind(s) => (SettingKey::EventsBehindSeconds, s.to_string()),
            Self::RawEventsKept(kept) => (SettingKey::RawEventsKeptDays, kept.as_days().to_string()),
            Self::FeedKept(kept) => (SettingKey::FeedKeptDays, kept.as_days().to_string()),
            Self::AuditKept(kept) => (SettingKey::AuditKeptDays, kept.as_days().to_string()),
        }
    }

    pub(crate) fn apply(self, settings: &mut Settings) {
        let span = |s: u32| Duration::from_secs(u64::from(s));
        match self {
            Self::OfficeZone(zone) => settings.office_zone = zone,
            Self::WrapUp(s) => settings.wrap_up = span(s),
            Self::CloseAfterLegs(s) => settings.close_after_legs = span(s),
            Self::CloseAfterSilence(s) => settings.close_after_silence = span(s),
            Self::OfflineAfter(s) => settings.offline_after = span(s),
            Self::EventsAhead(s) => settings.events_ahead = span(s),
            Self::EventsBehind(s) => settings.events_behind = span(s),
            Self::RawEventsKept(kept) => settings.raw_events_kept = kept,
            Self::FeedKept(kept) => settings.feed_kept = kept,
            Self::AuditKept(kept) => settings.audit_kept = kept,
        }
    }
}

fn seconds(value: &str, least: u32, most: u32) -> Result<u32, Invalid> {
    match value.trim().parse() {
        Ok(s) if (least..=most).contains(&s) => Ok(s),
        _ => Err(Invalid::field(
            "value",
            "setting.bad_value",
            format!("expected whole seconds from {least} to {most}, not {value:?}"),
        )),
    }
}

fn kept(value: &str, least: u32) -> Result<Kept, Invalid> {
    const MOST: u32 = 36_500;
    match value.trim().parse() {
        Ok(days) if days == 0 || (least..=MOST).contains(&days) => Ok(Kept::days(days)),
        _ => Err(Invalid::field(
            "value",
            "setting.bad_value",
            format!("expected whole days from {least} to {MOST}, or 0 for ever, not {value:?}"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_cannot_be_read_leaves_the_default_in_force() {
        let row = |key, value: &str| Setting { key, value: value.into(), version: Version::FIRST };
        let rows = [row(SettingKey::WrapUpSeconds, "soon"), row(SettingKey::from_stored("later"), "1")];
        assert_eq!(Settings::from_rows(&rows), Settings::defaults());
    }

    #[test]
    fn what_is_kept_for_some_days_goes_by_whole_months() {
        let at = |text| Timestamp::parse(text).unwrap();
        assert_eq!(Kept::FOR_EVER.ended_before(at("2026-11-23T12:00:00Z")), None);
        let year = Kept::days(366);
        assert_eq!(year.ended_before(at("2026-11-23T12:00:00Z")), Some(at("2025-11-01T00:00:00Z")));
        assert_eq!(year.ended_before(at("2026-12-01T23:59:59Z")), Some(at("2025-11-01T00:00:00Z")));
        assert_eq!(year.ended_before(at("2026-12-02T00:00:00Z")), Some(at("2025-12-01T00:00:00Z")));
        assert!(SettingChange::parse(&SettingKey::AuditKeptDays, "365").is_err());
    }

    #[test]
    fn every_change_reads_back_from_its_own_row() {
        for change in [
            SettingChange::OfficeZone(Zone::UTC),
            SettingChange::WrapUp(0),
            SettingChange::CloseAfterLegs(3600),
            SettingChange::CloseAfterSilence(600),
            SettingChange::OfflineAfter(60),
            SettingChange::EventsAhead(600),
            SettingChange::EventsBehind(31_622_400),
            SettingChange::RawEventsKept(Kept::days(93)),
            SettingChange::FeedKept(Kept::FOR_EVER),
            SettingChange::AuditKept(Kept::days(36_500)),
        ] {
            let (key, value) = change.to_row();
            assert_eq!(SettingChange::parse(&key, &value), Ok(change));
        }
    }
}
