//! How far the times of an event may lie from the clock of the office that takes it in.
//!
//! A provider's clock decides when a call was, how long it lasted and which of two came first. One that is years ahead would
//! hide every later miss of a client whose call-back was closed by hand; one that is years behind would stretch reports
//! without a beginning over all those years. So an event beyond the bounds is kept and listed, and has no effect.
//!
//! Within them lies what can be put right. A clock that is wrong by a zone, or by more hours than there are zones, is
//! corrected by the account's offset, which reaches a day either way: hence a day ahead. Late deliveries and what is caught
//! up from a provider's statistics, which reach back a month, come from behind: hence 31 days.

use std::time::Duration;

use super::{Fact, NotUnderstood};
use crate::kernel::Timestamp;
use crate::settings::Settings;

/// What no setting forbids: an event within it needs no look at the settings.
const ALWAYS_AHEAD: Duration = Settings::LEAST_EVENTS_AHEAD;
const ALWAYS_BEHIND: Duration = Settings::LEAST_EVENTS_BEHIND;

/// Whether an event that arrives now is in time whatever the settings are.
pub(super) fn surely_in_time(fact: &Fact, now: Timestamp) -> bool {
    problem(fact, now, ALWAYS_AHEAD, ALWAYS_BEHIND).is_none()
}

/// Why an event that arrives now is not in time.
pub(super) fn out_of_time(fact: &Fact, now: Timestamp, settings: &Settings) -> Option<&'static NotUnderstood> {
    problem(fact, now, settings.events_ahead, settings.events_behind)
}

fn problem(fact: &Fact, now: Timestamp, ahead: Duration, behind: Duration) -> Option<&'static NotUnderstood> {
    let (first, last) = fact.span();
    if last > now.plus(ahead) {
        return Some(&NotUnderstood::TooFarAhead);
    }
    (first < now.minus(behind)).then_some(&NotUnderstood::TooLongAgo)
}

#[cfg(test)]
mod tests {
    use super::super::mango;
    use super::*;

    const NOW: i64 = 1_768_197_600;
    const DAY: i64 = 86_400;

    fn code(path: &str, json: &str) -> Option<&'static str> {
        let fact = mango::read(path, json, 0).unwrap().fact;
        let now = Timestamp::from_seconds(NOW).unwrap();
        let problem = out_of_time(&fact, now, &Settings::defaults());
        assert!(problem.is_none() || !surely_in_time(&fact, now), "what is refused was looked at");
        problem.map(NotUnderstood::code)
    }

    fn leg(at: i64) -> Option<&'static str> {
        let json = format!(
            r#"{{"entry_id":"e","call_id":"c","seq":1,"timestamp":{at},"call_state":"Appeared","location":"ivr"}}"#
        );
        code("/events/call", &json)
    }

    fn summary(started: i64, ended: i64) -> Option<&'static str> {
        let json = format!(r#"{{"entry_id":"e","create_time":{started},"end_time":{ended}}}"#);
        code("/events/summary", &json)
    }

    #[test]
    fn the_bounds_themselves_are_allowed_and_a_second_beyond_is_not() {
        assert_eq!([leg(NOW + DAY), leg(NOW - 31 * DAY)], [None, None]);
        assert_eq!(leg(NOW + DAY + 1), Some("too_far_ahead"));
        assert_eq!(leg(NOW - 31 * DAY - 1), Some("too_long_ago"));
    }

    #[test]
    fn a_clock_that_is_wrong_by_a_zone_loses_nothing() {
        for hours in -14..=14 {
            assert_eq!(leg(NOW + hours * 3600), None, "{hours} h");
        }
    }

    #[test]
    fn every_time_of_an_event_counts() {
        assert_eq!(summary(NOW - 60, NOW), None);
        assert_eq!(summary(1, NOW), Some("too_long_ago"));
        assert_eq!(summary(NOW, 253_402_300_799), Some("too_far_ahead"));
    }
}
