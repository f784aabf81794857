//! Slots: the half-hours of a city's visit hours, and how many visits fit into one.
//!
//! A slot start is an instant at which the city's clocks show a full or half hour inside its visit hours. Where clocks skip
//! ahead the skipped times are no slots; where they go back the repeated ones are two slots each, half an hour of work each.

use std::time::Duration;

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::{Equipment, OrderError};
use crate::cities::{City, VisitHours};
use crate::kernel::{CityId, Timestamp};

/// A slot of one kind of equipment: what capacity is counted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// Where.
    pub city: CityId,
    /// Which masters' trade.
    pub equipment: Equipment,
    /// When it begins.
    pub start: Timestamp,
}

/// A place that a change takes, with what must hold for it: fewer than `capacity` visits are in the slot without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The slot.
    pub slot: Slot,
    /// How many visits fit into it.
    pub capacity: u16,
}

impl Place {
    /// Whether a place is left when this many are taken.
    ///
    /// # Errors
    /// [`OrderError::SlotFull`].
    pub fn check(&self, taken: u64) -> Result<(), OrderError> {
        if taken < u64::from(self.capacity) { Ok(()) } else { Err(OrderError::SlotFull) }
    }
}

/// How many visits of this equipment fit into one slot of the city; none of equipment this version does not know.
pub fn capacity(city: &City, equipment: &Equipment) -> u16 {
    match equipment {
        Equipment::Computers => city.capacity.kp,
        Equipment::Appliances => city.capacity.bt,
        Equipment::Handyman => city.capacity.mnch,
        Equipment::Unknown(_) => 0,
    }
}

/// The slot starts of a local day of the city, ascending.
pub fn starts(city: &City, date: NaiveDate) -> Vec<Timestamp> {
    let hours = city.visit_hours;
    let mut starts: Vec<_> = (hours.from()..hours.to())
        .step_by(usize::from(VisitHours::SLOT))
        .filter_map(|minute| NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute) * 60, 0))
        .flat_map(|time| city.zone.instants(date.and_time(time)))
        .collect();
    // Times that happen twice are not in the order of the clock.
    starts.sort_unstable();
    starts
}

/// Whether a slot of the city begins at the instant.
pub fn is_start(city: &City, at: Timestamp) -> bool {
    let shown = city.zone.local(at).time();
    let second = shown.num_seconds_from_midnight();
    let whole = second.is_multiple_of(u32::from(VisitHours::SLOT) * 60) && at.micros().rem_euclid(1_000_000) == 0;
    let hours = u32::from(city.visit_hours.from()) * 60..u32::from(city.visit_hours.to()) * 60;
    whole && hours.contains(&second)
}

/// The start of the city's slot that the instant lies in; `None` outside its visit hours.
pub fn start_of(city: &City, at: Timestamp) -> Option<Timestamp> {
    let shown = city.zone.local(at).time();
    let into = shown.num_seconds_from_midnight() % (u32::from(VisitHours::SLOT) * 60);
    let into = Duration::from_secs(u64::from(into)) + Duration::from_nanos(u64::from(shown.nanosecond()));
    Some(at.minus(into)).filter(|start| is_start(city, *start))
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;

    use super::{Duration, Place, Slot, Timestamp, capacity, is_start, start_of, starts};
    use crate::cities::{City, SlotCapacity, VisitHours};
    use crate::kernel::Zone;
    use crate::orders::decide::samples;
    use crate::orders::{Equipment, OrderError};

    fn city(zone: &str, from: u16, to: u16) -> City {
        City { zone: Zone::parse(zone).unwrap(), visit_hours: VisitHours::new(from, to).unwrap(), ..samples::city(1) }
    }

    fn told(city: &City, date: &str) -> Vec<String> {
        starts(city, date.parse().unwrap()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_day_has_a_slot_every_half_hour_of_the_visit_hours_on_the_citys_own_clocks() {
        let moscow = told(&city("Europe/Moscow", 600, 1320), "2025-01-22");
        assert_eq!(
            (moscow.len(), moscow[0].as_str(), moscow[23].as_str()),
            (24, "2025-01-22T07:00:00Z", "2025-01-22T18:30:00Z")
        );
        assert_eq!(told(&city("Asia/Omsk", 600, 660), "2025-01-22"), ["2025-01-22T04:00:00Z", "2025-01-22T04:30:00Z"]);
        assert_eq!(told(&city("Asia/Kolkata", 600, 630), "2025-01-22"), ["2025-01-22T04:30:00Z"]);
        let midnight = told(&city("Europe/Moscow", 0, 1440), "2025-01-22");
        assert_eq!((midnight.len(), midnight[0].as_str()), (48, "2025-01-21T21:00:00Z"));
    }

    #[test]
    fn the_hour_that_clocks_skip_has_no_slots() {
        assert_eq!(
            told(&city("Europe/Berlin", 60, 240), "2025-03-30"),
            ["2025-03-30T00:00:00Z", "2025-03-30T00:30:00Z", "2025-03-30T01:00:00Z", "2025-03-30T01:30:00Z"]
        );
    }

    #[test]
    fn the_hour_that_happens_twice_has_its_slots_twice() {
        assert_eq!(
            told(&city("Europe/Berlin", 120, 210), "2025-10-26"),
            [
                "2025-10-26T00:00:00Z",
                "2025-10-26T00:30:00Z",
                "2025-10-26T01:00:00Z",
                "2025-10-26T01:30:00Z",
                "2025-10-26T02:00:00Z"
            ]
        );
    }

    #[test]
    fn clocks_that_move_by_half_an_hour_skip_and_repeat_one_slot() {
        let lord_howe = city("Australia/Lord_Howe", 60, 180);
        assert_eq!(told(&lord_howe, "2025-10-05").len(), 3);
        assert_eq!(told(&lord_howe, "2025-04-06").len(), 5);
        assert_eq!(told(&lord_howe, "2025-06-01").len(), 4);
    }

    #[test]
    fn only_a_full_or_half_hour_inside_the_visit_hours_is_a_start() {
        let moscow = city("Europe/Moscow", 600, 1320);
        let at = |text: &str| is_start(&moscow, Timestamp::parse(text).unwrap());
        assert!(at("2025-01-22T14:00:00Z") && at("2025-01-22T07:00:00Z") && at("2025-01-22T18:30:00Z"));
        for text in [
            "2025-01-22T06:30:00Z",
            "2025-01-22T19:00:00Z",
            "2025-01-22T14:15:00Z",
            "2025-01-22T14:00:01Z",
            "2025-01-22T14:00:00.000001Z",
        ] {
            assert!(!at(text), "{text}");
        }
        let inside = Timestamp::parse("2025-01-22T14:29:59.999999Z").unwrap();
        assert_eq!(start_of(&moscow, inside), Timestamp::parse("2025-01-22T14:00:00Z").ok());
        assert_eq!(start_of(&moscow, Timestamp::parse("2025-01-22T19:00:00Z").unwrap()), None);
    }

    #[test]
    fn capacity_is_per_equipment_and_a_full_slot_has_no_place() {
        let city = City { capacity: SlotCapacity { kp: 1, bt: 2, mnch: 0 }, ..samples::city(1) };
        let capacities = Equipment::ALL.iter().map(|e| capacity(&city, e)).collect::<Vec<_>>();
        assert_eq!(capacities, [1, 2, 0]);
        assert_eq!(capacity(&city, &Equipment::from_stored("tv")), 0);
        let slot = Slot { city: city.id, equipment: Equipment::Appliances, start: Timestamp::EPOCH };
        let place = Place { slot, capacity: 2 };
        assert_eq!([0, 1, 2, 3].map(|taken| place.check(taken).is_ok()), [true, true, false, false]);
        assert_eq!(place.check(2), Err(OrderError::SlotFull));
    }

    fn any_city() -> impl Strategy<Value = City> {
        let zones = [
            "Europe/Moscow",
            "Asia/Omsk",
            "Europe/Berlin",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Pacific/Apia",
            "Africa/Cairo",
        ];
        (prop::sample::select(zones.to_vec()), 0u16..48, 1u16..=48)
            .prop_filter_map("no slot between", |(zone, from, to)| (from < to).then(|| city(zone, from * 30, to * 30)))
    }

    fn any_date() -> impl Strategy<Value = NaiveDate> {
        (0u64..30_000).prop_map(|n| NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + Days::new(n))
    }

    proptest! {
        #[test]
        fn the_listed_starts_are_exactly_the_instants_that_are_starts(city in any_city(), date in any_date()) {
            let listed = starts(&city, date);
            // Every quarter of an hour from the day before to the day after.
            let noon = date.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp();
            let found: Vec<_> = (-200i64..200)
                .filter_map(|n| Timestamp::from_seconds(noon + n * 900))
                .filter(|at| city.zone.local(*at).date_naive() == date && is_start(&city, *at))
                .collect();
            prop_assert_eq!(&listed, &found);
            for start in listed {
                prop_assert_eq!(start_of(&city, start.plus(Duration::from_secs(899))), Some(start));
            }
        }
    }
}
