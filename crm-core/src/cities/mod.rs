//! Cities: where visits happen, each with its own zone, visit hours and slot capacities.

mod decide;
mod model;
mod repo;
mod service;

pub use decide::CityError;
pub use model::{City, CityPatch, NewCity, SlotCapacity, VisitHours};
pub use repo::CityRepo;
pub use service::Cities;
