//! Statistics: the numbers of the office, each by one named formula.
//!
//! Every figure that leaves this room is a [`Figure`]: the value, the [`Formula`] that gave it, the period, the zone whose
//! days it counts in, and what it leaves out. Counts are summed from disjoint buckets, so a part never exceeds its whole;
//! shares are exact fractions ([`Ratio`]) and amounts whole kopecks until somebody shows them. A share of nothing is
//! `None`, save the acceptance rate, which is 0.
//!
//! | file | what it holds |
//! |---|---|
//! | `formula.rs` | the names of the formulas and the note on each figure |
//! | `ratio.rs` | exact fractions and hundredths of a per cent |
//! | `rates.rs` | acceptance, conversion, average check, return on campaigns, handling times, occupancy |
//! | `wait.rs` | which calls were offered, and how long they waited |
//! | `service_level.rs` | the six service levels, from waits to shares |
//! | `daily.rs` | rows per local day |
//! | `erlang.rs` | how a queue behaves: Erlang B, C and A |
//! | `staffing.rs` | how many people that takes, by interval, with shrinkage |

mod daily;
mod erlang;
mod error;
mod formula;
mod rates;
mod ratio;
mod service_level;
mod staffing;
mod wait;

pub use daily::{DayEntry, DayRow, MAX_DAYS, daily};
pub use erlang::{Agents, ErlangA, ErlangC, Load, PatienceOutcome, Traffic, erlang_b, erlang_b_inverse, least_lines};
pub use error::StatsError;
pub use formula::{Basis, Exclusion, Figure, FigureNote, Formula};
pub use rates::{CallCounts, CallOutcome, CampaignResult, Closings, Handling, conversion, turnover};
pub use ratio::{BasisPoints, Ratio};
pub use service_level::{ServiceLevelVariant, ServiceTarget, Thresholds, WaitCounts};
pub use staffing::{
    Demand, MAX_INTERVALS, Shrinkage, StaffingTarget, demand_by_interval, least_agents, least_agents_with_patience,
};
pub use wait::ServiceWait;
