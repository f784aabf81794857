//! Staffing by interval: what came, and how many people would have met the target.

use std::time::Duration;

use super::gather::{Source, Whose, sum_of};
use super::walk::each_call;
use super::{
    Agents, Basis, Demand, ErlangA, ErlangC, Figure, Formula, ServiceWait, Shrinkage, StaffingTarget, StatsError,
    Traffic, demand_by_interval, least_agents, least_agents_with_patience,
};
use crate::access::StatsScope;
use crate::kernel::{CityId, Error, Period};

/// The length of an interval of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum PlanInterval {
    /// 15 minutes.
    Quarter,
    /// 30 minutes.
    #[default]
    Half,
    /// 60 minutes.
    Hour,
}

impl PlanInterval {
    /// From minutes.
    ///
    /// # Errors
    /// [`StatsError::BadInterval`] unless they are 15, 30 or 60.
    pub const fn minutes(minutes: u32) -> Result<Self, StatsError> {
        match minutes {
            15 => Ok(Self::Quarter),
            30 => Ok(Self::Half),
            60 => Ok(Self::Hour),
            _ => Err(StatsError::BadInterval),
        }
    }
    /// How long it is.
    pub const fn length(self) -> Duration {
        Duration::from_secs(match self {
            Self::Quarter => 900,
            Self::Half => 1800,
            Self::Hour => 3600,
        })
    }
}

/// What a plan is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffingQuery {
    /// Whose calls: those that started in it.
    pub period: Period,
    /// By intervals of which length.
    pub interval: PlanInterval,
    /// What the agents must reach.
    pub target: StaffingTarget,
    /// The share of paid time in which people are not on the line.
    pub shrinkage: Shrinkage,
    /// The mean patience of clients, 1 ms to 24 h. With it the plan is by Erlang A, without by Erlang C.
    pub patience: Option<Duration>,
    /// The handle time of intervals in which no call was handled, 1 ms to 24 h.
    pub handle_time: Duration,
    /// Only this city.
    pub city: Option<CityId>,
}

impl StaffingQuery {
    /// Half hours, 80 % in 20 s by Erlang C, nobody away, three minutes where nothing was measured.
    pub fn new(period: Period) -> Self {
        Self {
            period,
            interval: PlanInterval::default(),
            target: StaffingTarget::default(),
            shrinkage: Shrinkage::NONE,
            patience: None,
            handle_time: Duration::from_secs(180),
            city: None,
        }
    }
}

/// What an interval had, and what it would have taken.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffingRow {
    /// What came: calls offered and handled, and what they took.
    pub demand: Demand,
    /// Calls per hour and handle time that this stands for.
    pub traffic: Traffic,
    /// The least agents on the line that meet the target.
    pub net: Figure<u32>,
    /// The people that takes with those who are away.
    pub gross: Figure<u64>,
    /// What the model expects of so many agents; `None` where nobody is needed. Its formula names the model.
    pub expected: Figure<Option<Expected>>,
}

/// What a model expects of a group of agents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// The share of calls answered within the target's time, 0 to 1.
    pub service_level: f64,
    /// The mean wait in seconds: of all calls, by Erlang A abandoned ones included.
    pub average_wait_seconds: f64,
    /// The share of time an agent is busy, 0 to 1.
    pub occupancy: f64,
}

/// Handled calls take their own talk and the mean wrap-up of the period.
pub(super) async fn staffing(
    source: &mut Source,
    scope: &StatsScope,
    query: &StaffingQuery,
    basis: Basis,
) -> Result<Vec<StaffingRow>, Error> {
    // Refused before anything is read.
    demand_by_interval(basis.period, query.interval.length(), [])?;
    let subjects = Whose::scope(scope).calls;
    let counted = source.sums(&subjects, basis.period).await?;
    let crew = source.crew(scope, basis.period, &sum_of(&counted, &subjects)).await?;
    let wrap_up = crew.wrap_up_of(1);
    let mut calls = Vec::new();
    for subject in subjects {
        each_call(&mut *source.tx, subject, basis.period, |call| {
            let facts = &call.facts;
            let talk = || facts.ended_at?.since(facts.answered_at?).checked_add(wrap_up);
            match ServiceWait::of(facts) {
                Some(ServiceWait::Answered(_)) => calls.push((facts.started_at, talk())),
                Some(ServiceWait::Abandoned(_)) => calls.push((facts.started_at, None)),
                None => {}
            }
        })
        .await?;
    }
    let demand = demand_by_interval(basis.period, query.interval.length(), calls)?;
    Ok(demand.into_iter().map(|demand| row(demand, query, basis)).collect::<Result<_, _>>()?)
}

fn row(demand: Demand, query: &StaffingQuery, basis: Basis) -> Result<StaffingRow, StatsError> {
    let traffic = demand.traffic(query.handle_time)?;
    let (net, model) = match query.patience {
        None => (least_agents(traffic, query.target)?, Formula::ErlangC),
        Some(patience) => (least_agents_with_patience(traffic, patience, query.target)?, Formula::ErlangA),
    };
    let expected = if net == 0 { None } else { Some(expected(traffic, Agents::new(net)?, query)?) };
    Ok(StaffingRow {
        demand,
        traffic,
        net: basis.figure(Formula::NetStaff, net),
        gross: basis.figure(Formula::GrossStaff, query.shrinkage.gross(net)),
        expected: basis.figure(model, expected),
    })
}

fn expected(traffic: Traffic, agents: Agents, query: &StaffingQuery) -> Result<Expected, StatsError> {
    Ok(match query.patience {
        None => {
            let queue = ErlangC::new(traffic, agents);
            Expected {
                service_level: queue.service_level(query.target.within)?,
                // The least agents keep up with the load, so the mean is there.
                average_wait_seconds: queue.mean_wait_seconds().unwrap_or(f64::INFINITY),
                occupancy: queue.occupancy(),
            }
        }
        Some(patience) => {
            let queue = ErlangA::new(traffic, agents, patience)?;
            Expected {
                service_level: queue.within(query.target.within)?.served_within,
                average_wait_seconds: queue.mean_wait_seconds(),
                occupancy: queue.occupancy(),
            }
        }
    })
}
