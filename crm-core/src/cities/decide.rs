//! Rules of cities.

use super::{City, CityPatch, NewCity};
use crate::access::Actor;
use crate::audit;
use crate::events;
use crate::kernel::{CityId, Code, ErrorKind, Refusal, Timestamp, Version};
use crate::store::{Effects, Loaded};

/// Refusals of cities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CityError {
    /// No such city.
    #[error("there is no such city")]
    NotFound,
    /// The name is taken.
    #[error("another city has this name")]
    NameTaken,
    /// The city was archived: it takes nothing new.
    #[error("the city is archived")]
    Archived,
    /// Somebody changed the city since it was read.
    #[error("the city was changed by somebody else; it is at version {current} now")]
    VersionConflict {
        /// The version it has now.
        current: Version,
    },
}

impl Refusal for CityError {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => "city.not_found",
            Self::NameTaken => "city.name_taken",
            Self::Archived => "city.archived",
            Self::VersionConflict { .. } => "city.version_conflict",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            // A city is named in requests, so an unknown one is a field that does not hold.
            Self::NotFound | Self::Archived => ErrorKind::Invalid,
            Self::NameTaken | Self::VersionConflict { .. } => ErrorKind::Conflict,
        }
    }
    fn current_version(&self) -> Option<Version> {
        match self {
            Self::VersionConflict { current } => Some(*current),
            _ => None,
        }
    }
}

pub(crate) fn create(id: CityId, new: NewCity, actor: &Actor, now: Timestamp) -> (City, Effects) {
    let city = City {
        id,
        version: Version::FIRST,
        name: new.name,
        zone: new.zone,
        visit_hours: new.visit_hours,
        capacity: new.capacity,
        archived: false,
        created_at: now,
        updated_at: now,
    };
    let mut effects = Effects::none();
    effects.audit(audit::entry(actor, now, "city.created", format!("city:{id}"), &summary(&city)));
    effects.event(events::office_changed(now, &format!("city:{id}")));
    effects.insert(city.clone());
    (city, effects)
}

pub(crate) fn change(
    read: &Loaded<City>,
    version: Version,
    patch: CityPatch,
    actor: &Actor,
    now: Timestamp,
) -> Result<(City, Effects), CityError> {
    if version != read.version {
        return Err(CityError::VersionConflict { current: read.version });
    }
    let mut city = read.to_changed();
    city.name = patch.name.unwrap_or(city.name);
    city.zone = patch.zone.unwrap_or(city.zone);
    city.visit_hours = patch.visit_hours.unwrap_or(city.visit_hours);
    city.capacity = patch.capacity.unwrap_or(city.capacity);
    city.archived = patch.archived.unwrap_or(city.archived);
    let mut effects = Effects::none();
    if city == **read {
        return Ok((city, effects));
    }
    city.updated_at = now;
    effects.update(read, city.clone());
    city.version = read.version.next();
    effects.audit(audit::entry(actor, now, "city.changed", format!("city:{}", city.id), &summary(&city)));
    effects.event(events::office_changed(now, &format!("city:{}", city.id)));
    Ok((city, effects))
}

fn summary(city: &City) -> serde_json::Value {
    serde_json::json!({
        "name": city.name.as_str(),
        "zone": city.zone.name(),
        "visitFrom": city.visit_hours.from(),
        "visitTo": city.visit_hours.to(),
        "capacity": [city.capacity.kp, city.capacity.bt, city.capacity.mnch],
        "archived": city.archived,
    })
}
