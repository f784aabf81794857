//! Counters: what is added up while it is written, so that no figure has to count everything again.
//!
//! A counter is narrow: one [`Subject`] (the office, an operator, a city, a campaign, a master), one local day of the
//! office's zone, one [`Measure`]. What a row adds to which counters is a pure function of the row ([`Recount`]); a use case
//! that changes the row writes the difference in the same unit. So the counters always equal a recount, and the reference
//! backend keeps none: it recounts at each question.
//!
//! Counters hold calls that are over, those between employees apart; orders by their present status on the day they were
//! written; closings on the day of closing; and work time on the days it was spent. Changing the office's zone counts
//! everything anew.

mod decide;
mod model;
mod repo;
mod service;
mod total;
mod zone;

pub use decide::Recount;
pub(crate) use decide::{call_changed, order_changed, work_ended};
pub use model::{Cell, ClosedAs, Count, Days, Family, Measure, Subject, Tally, WaitBand};
pub use repo::CounterRepo;
pub use service::{CounterCheck, CounterDifference, Counters};
pub(crate) use total::{total_of_calls, total_of_orders};
pub(crate) use zone::OfficeZone;
