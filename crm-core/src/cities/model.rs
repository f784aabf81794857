//! What a city is.

use crate::kernel::{CityId, Text, Timestamp, Version, Zone};

/// When masters visit, in minutes of the city's local day: `from` is the first slot's start, `to` the end of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitHours {
    from: u16,
    to: u16,
}

impl VisitHours {
    /// Length of one slot, in minutes.
    pub const SLOT: u16 = 30;
    /// 10:00 to 22:00.
    pub const DEFAULT: Self = Self { from: 600, to: 1320 };

    /// `None` unless both ends are slot starts of one day and at least one slot lies between.
    pub const fn new(from: u16, to: u16) -> Option<Self> {
        if from < to && to <= 1440 && from.is_multiple_of(Self::SLOT) && to.is_multiple_of(Self::SLOT) {
            Some(Self { from, to })
        } else {
            None
        }
    }
    /// Start of the first slot, in minutes after local midnight.
    pub const fn from(self) -> u16 {
        self.from
    }
    /// End of the last slot, in minutes after local midnight.
    pub const fn to(self) -> u16 {
        self.to
    }
}

/// How many visits fit into one slot of a city, per kind of equipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotCapacity {
    /// Computers.
    pub kp: u16,
    /// Appliances.
    pub bt: u16,
    /// Handyman jobs.
    pub mnch: u16,
}

impl SlotCapacity {
    /// Three of each.
    pub const DEFAULT: Self = Self { kp: 3, bt: 3, mnch: 3 };
}

/// A city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct City {
    /// Its id.
    pub id: CityId,
    /// How often it has been written.
    pub version: Version,
    /// Its name, unique in any case.
    pub name: Text<100>,
    /// Its zone: days, slots and reports of the city are of this zone.
    pub zone: Zone,
    /// When masters visit.
    pub visit_hours: VisitHours,
    /// How many visits fit.
    pub capacity: SlotCapacity,
    /// Archived cities take nothing new and stay readable.
    pub archived: bool,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A city to add.
#[derive(Debug, Clone)]
pub struct NewCity {
    /// Its name.
    pub name: Text<100>,
    /// Its zone.
    pub zone: Zone,
    /// When masters visit.
    pub visit_hours: VisitHours,
    /// How many visits fit.
    pub capacity: SlotCapacity,
}

impl NewCity {
    /// A city with the default visit hours and capacities.
    pub fn new(name: Text<100>, zone: Zone) -> Self {
        Self { name, zone, visit_hours: VisitHours::DEFAULT, capacity: SlotCapacity::DEFAULT }
    }
}

/// Changes to a city; `None` leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct CityPatch {
    /// A new name.
    pub name: Option<Text<100>>,
    /// Another zone.
    pub zone: Option<Zone>,
    /// Other visit hours.
    pub visit_hours: Option<VisitHours>,
    /// Other capacities.
    pub capacity: Option<SlotCapacity>,
    /// Archive or bring back.
    pub archived: Option<bool>,
}
