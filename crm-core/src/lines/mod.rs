//! Lines: the company's own numbers. A line decides campaign, city and advert account of the calls that come to it.

mod decide;
mod model;
mod repo;
mod service;

pub use decide::LineError;
pub use model::{Attribution, Line, LinePatch, NewLine, UnknownLine};
pub use repo::LineRepo;
pub use service::Lines;
