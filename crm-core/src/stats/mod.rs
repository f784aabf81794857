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
//! | `service.rs` | the use cases: reports by period, and the wallboard |
//! | `gather.rs` | how their figures are gathered: from counters, and beside whole days from the log |
//! | `sums.rs`, `walk.rs` | what was counted; walking the log |
//! | `figures.rs` | groups of figures, and the reports of a person and of the office |
//! | `tables.rs` | reports with a row for each city, campaign, master, operator |
//! | `plan.rs` | staffing from the calls that came |
//! | `wallboard.rs` | the office at this moment |

mod daily;
mod erlang;
mod error;
mod figures;
mod formula;
mod gather;
mod plan;
mod rates;
mod ratio;
mod repo;
mod service;
mod service_level;
mod staffing;
mod sums;
mod tables;
mod wait;
mod walk;
mod wallboard;

pub use daily::{DayEntry, DayRow, MAX_DAYS, daily};
pub use erlang::{Agents, ErlangA, ErlangC, Load, PatienceOutcome, Traffic, erlang_b, erlang_b_inverse, least_lines};
pub use error::StatsError;
pub use figures::{
    CallFigures, ClosingFigures, CostFigures, HandlingFigures, OfficeStats, OrderFigures, PersonalStats, QueueFigures,
    ServiceLevels,
};
pub use formula::{Basis, Exclusion, Figure, FigureNote, Formula};
pub use plan::{Expected, PlanInterval, StaffingQuery, StaffingRow};
pub use rates::{CallCounts, CallOutcome, CampaignResult, Closings, Handling, conversion, turnover};
pub use ratio::{BasisPoints, Ratio};
pub use repo::{OrderInstant, StatsRepo};
pub use service::{Stats, StatsQuery};
pub use service_level::{ServiceLevelVariant, ServiceTarget, Thresholds, WaitCounts};
pub use staffing::{
    Demand, MAX_INTERVALS, Shrinkage, StaffingTarget, demand_by_interval, least_agents, least_agents_with_patience,
};
pub use tables::{CampaignStats, CityStats, MasterStats, OperatorStats};
pub use wait::ServiceWait;
pub use wallboard::{CallsNow, PersonNow, Wallboard};
