//! Named zones, right on the days their clocks change.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{FieldError, Timestamp};

/// An IANA time zone, such as `Europe/Moscow`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(chrono_tz::Tz);

/// Text that is not the name of an IANA zone. Keeps what was given, cut to 64 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an IANA time zone, such as Europe/Moscow")]
pub struct BadZone(pub String);

impl BadZone {
    /// The finding, about `field`: code `zone.bad`.
    pub fn at(self, field: &'static str) -> FieldError {
        FieldError { field, code: "zone.bad", message: self.to_string() }
    }
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(chrono_tz::UTC);
    /// Moscow, UTC+3.
    pub const MOSCOW: Self = Self(chrono_tz::Europe::Moscow);

    /// Finds a zone by its IANA name.
    ///
    /// # Errors
    /// [`BadZone`] when there is none of that name.
    pub fn parse(name: &str) -> Result<Self, BadZone> {
        name.trim().parse().map(Self).map_err(|_| BadZone(name.chars().take(64).collect()))
    }
    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
    /// The instant as the zone's clocks show it.
    pub fn local(self, at: Timestamp) -> DateTime<chrono_tz::Tz> {
        at.to_chrono().with_timezone(&self.0)
    }
    /// The instants at which the zone's clocks show this time, ascending: one as a rule, none inside a gap, two where clocks
    /// go back over it. None outside the years 1 to 9999.
    pub fn instants(self, local: NaiveDateTime) -> impl Iterator<Item = Timestamp> {
        let (first, second) = match self.0.from_local_datetime(&local) {
            LocalResult::None => (None, None),
            LocalResult::Single(at) => (Some(at), None),
            LocalResult::Ambiguous(earlier, later) => (Some(earlier), Some(later)),
        };
        first.into_iter().chain(second).filter_map(|at| Timestamp::from_chrono(at.to_utc()))
    }
    /// How many minutes the zone's clocks are ahead of UTC at the instant, rounded towards zero.
    pub fn offset_minutes(self, at: Timestamp) -> i32 {
        self.local(at).offset().fix().local_minus_utc() / 60
    }
    /// The local day an instant belongs to: the one whose [`Period::day`](super::Period::day) contains it.
    ///
    /// That is the date on the zone's clocks, save where clocks go back over midnight (St John's until 2011): there the
    /// new day has begun once, and the repeated minutes of the old one count as the new.
    pub fn day_of(self, at: Timestamp) -> NaiveDate {
        let date = self.local(at).date_naive();
        match date.succ_opt() {
            Some(next) if self.start_of_day(next) <= at => next,
            _ => date,
        }
    }
    /// The first instant of a local day.
    ///
    /// A midnight that happens twice is the earlier one; one that is skipped gives the first instant after the gap, so a
    /// day that is skipped as a whole begins where the next one does. Stops at the years 1 and 9999.
    pub fn start_of_day(self, date: NaiveDate) -> Timestamp {
        if date.year() < 1 {
            return Timestamp::MIN;
        }
        if date.year() > 9999 {
            return Timestamp::MAX;
        }
        let midnight = date.and_time(NaiveTime::MIN);
        match self.0.from_local_datetime(&midnight) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => clamp(at.timestamp()),
            LocalResult::None => {
                // Inside a gap, whose end is the first second that shows midnight or later. Clocks are less than 16 hours
                // from UTC, the widest gap is a day, and clocks change on whole seconds.
                let shows_later = |second: i64| self.local(clamp(second)).naive_local() >= midnight;
                let near = midnight.and_utc().timestamp();
                let (mut before, mut after) = (near - 50 * 3600, near + 50 * 3600);
                while after - before > 1 {
                    let middle = before + (after - before) / 2;
                    if shows_later(middle) { after = middle } else { before = middle }
                }
                clamp(after)
            }
        }
    }
}

fn clamp(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(seconds).unwrap_or(if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Zone {
    type Err = BadZone;
    fn from_str(name: &str) -> Result<Self, BadZone> {
        Self::parse(name)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&name).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::time::Duration;

    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;

    use super::{Timestamp, Zone};
    use crate::kernel::Period;

    pub(in crate::kernel) fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    pub(in crate::kernel) fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub(in crate::kernel) fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    pub(in crate::kernel) fn hours(period: Period) -> u64 {
        period.to().since(period.from()).as_secs() / 3600
    }

    #[test]
    fn a_day_begins_at_local_midnight() {
        assert_eq!(zone("Asia/Omsk").start_of_day(date("2025-01-21")), at("2025-01-20T18:00:00Z"));
        assert_eq!(zone("Asia/Omsk").day_of(at("2025-01-20T18:00:00Z")), date("2025-01-21"));
        assert_eq!(Zone::MOSCOW.day_of(at("2025-01-20T18:00:00Z")), date("2025-01-20"));
        assert_eq!(zone("Asia/Kolkata").offset_minutes(Timestamp::EPOCH), 330);
        assert_eq!(Zone::MOSCOW.local(at("2025-01-20T18:00:00Z")).to_rfc3339(), "2025-01-20T21:00:00+03:00");
    }

    #[test]
    fn a_time_on_the_clock_is_one_instant_or_none_or_two() {
        let berlin = zone("Europe/Berlin");
        let shown = |text: &str| berlin.instants(text.parse().unwrap()).map(|at| at.to_string()).collect::<Vec<_>>();
        assert_eq!(shown("2025-01-21T14:00:00"), ["2025-01-21T13:00:00Z"]);
        assert!(shown("2025-03-30T02:30:00").is_empty());
        assert_eq!(shown("2025-10-26T02:30:00"), ["2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z"]);
        assert!(shown("0000-06-01T00:00:00").is_empty());
    }

    #[test]
    fn a_midnight_that_does_not_exist_gives_the_first_instant_after_it() {
        let sao_paulo = zone("America/Sao_Paulo");
        assert_eq!(sao_paulo.start_of_day(date("2018-11-04")), at("2018-11-04T03:00:00Z"));
        assert_eq!(hours(Period::day(sao_paulo, date("2018-11-04"))), 23);
        let cairo = zone("Africa/Cairo");
        assert_eq!(cairo.start_of_day(date("2023-04-28")), at("2023-04-27T22:00:00Z"));
        // Half an hour before midnight to half an hour after it.
        let toronto = zone("America/Toronto");
        assert_eq!(toronto.start_of_day(date("1919-03-31")), at("1919-03-31T04:30:00Z"));
    }

    #[test]
    fn a_midnight_that_happens_twice_is_the_earlier_one() {
        let havana = zone("America/Havana");
        assert_eq!(havana.start_of_day(date("2024-11-03")), at("2024-11-03T04:00:00Z"));
        assert_eq!(hours(Period::day(havana, date("2024-11-03"))), 25);
    }

    #[test]
    fn clocks_that_go_back_over_midnight_do_not_bring_the_old_day_back() {
        // At 00:01 clocks showed 23:01 again.
        let st_johns = zone("America/St_Johns");
        let again = at("2010-11-07T02:45:00Z");
        assert_eq!(st_johns.local(again).date_naive(), date("2010-11-06"));
        assert_eq!(st_johns.day_of(again), date("2010-11-07"));
        assert!(Period::day(st_johns, date("2010-11-07")).contains(again));
    }

    #[test]
    fn days_out_of_range_stop_at_its_ends() {
        for name in ["Pacific/Kiritimati", "America/Adak", "UTC"] {
            let zone = zone(name);
            assert_eq!(zone.start_of_day(NaiveDate::MIN), Timestamp::MIN);
            assert_eq!(zone.start_of_day(NaiveDate::MAX), Timestamp::MAX);
            assert!(Period::day(zone, NaiveDate::MAX).is_empty());
            assert!(zone.day_of(Timestamp::MIN) < zone.day_of(Timestamp::MAX));
            assert_eq!(Period::everything().local_days(zone).take(3).count(), 3);
        }
    }

    #[test]
    fn a_zone_is_known_by_its_name() {
        assert_eq!(Zone::parse("Mars/Base").unwrap_err().at("timezone").code, "zone.bad");
        assert_eq!(serde_json::to_string(&zone(" Europe/Samara ")).unwrap(), "\"Europe/Samara\"");
        assert_eq!(serde_json::from_str::<Zone>("\"Europe/Samara\"").unwrap(), zone("Europe/Samara"));
    }

    /// Zones with gaps and overlaps at midnight, one over midnight, a skipped day, and none of it.
    const TELLING: [&str; 6] =
        ["America/Sao_Paulo", "Europe/Berlin", "Africa/Cairo", "Asia/Omsk", "Pacific/Apia", "America/St_Johns"];

    pub(in crate::kernel) fn telling_zone() -> impl Strategy<Value = Zone> {
        let any = prop::sample::select(&chrono_tz::TZ_VARIANTS[..]).prop_map(Zone);
        prop_oneof![prop::sample::select(TELLING.map(zone).to_vec()), any]
    }

    pub(in crate::kernel) fn any_date() -> impl Strategy<Value = NaiveDate> {
        (0u64..70_000).prop_map(|n| date("1850-01-01") + Days::new(n))
    }

    proptest! {
        #[test]
        fn an_instant_lies_in_the_day_it_belongs_to(zone in telling_zone(), first in any_date(), offset in 0i64..172_800) {
            let at = Timestamp::from_seconds(zone.start_of_day(first).seconds() + offset).unwrap();
            prop_assert!(Period::day(zone, zone.day_of(at)).contains(at));
        }
    }

    #[test]
    fn every_day_of_two_centuries_begins_on_its_own_date_and_keeps_its_first_hours() {
        for zone in TELLING.map(zone) {
            for day in date("1850-01-01").iter_days().take(73_000) {
                let whole = Period::day(zone, day);
                if whole.is_empty() {
                    continue;
                }
                assert_eq!(zone.local(whole.from()).date_naive(), day, "{zone}");
                assert!(hours(whole) >= 22, "{zone} {day}");
                for minutes in [0, 30, 90] {
                    let early = whole.from().plus(Duration::from_secs(minutes * 60));
                    assert_eq!(zone.day_of(early), day, "{zone} {early}");
                }
            }
        }
    }
}
