//! Groups of figures, as reports show them.

use std::time::Duration;

use super::sums::Sums;
use super::{
    Basis, CampaignResult, DayRow, Figure, Formula, Ratio, ServiceLevelVariant, ServiceTarget, StatsError, WaitCounts,
    conversion,
};
use crate::kernel::Money;
use crate::operators::WorkState;
use crate::orders::OrderStatus;

/// Calls that are over, those between employees left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallFigures {
    /// How many started in the period.
    pub total: Figure<u64>,
    /// Those answered.
    pub accepted: Figure<u64>,
    /// Those missed, busy or without an answer.
    pub missed: Figure<u64>,
    /// Accepted ones in whole per cent, 0 to 100; 0 without calls.
    pub acceptance_rate: Figure<u8>,
    /// The talk of the accepted ones.
    pub talk: Figure<Duration>,
}

/// Orders written in the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFigures {
    /// How many.
    pub total: Figure<u64>,
    /// By present status: every known status, zeros included, in the order of [`OrderStatus::ALL`].
    pub by_status: Figure<Vec<(OrderStatus, u64)>>,
    /// Those written from calls over accepted calls; `None` without accepted calls.
    pub conversion: Figure<Option<Ratio>>,
}

/// Orders closed in the period. Void ones were none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingFigures {
    /// Completed and cancelled ones.
    pub closed: Figure<u64>,
    /// What the completed ones brought, less what was spent on them.
    pub turnover: Figure<Money>,
    /// Turnover over closed ones; `None` without any.
    pub average_check: Figure<Option<Money>>,
    /// Paid ones over closed ones; `None` without any.
    pub completed_share: Figure<Option<Ratio>>,
}

/// How long offered calls took and waited. Wrap-up is known by person, not by call: of the wrap-up of the people concerned
/// each of their talks bears the mean, so that of the calls they made is left out as these calls are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandlingFigures {
    /// AHT; `None` when no call was handled.
    pub average_handle_time: Figure<Option<Duration>>,
    /// ASA; `None` when no call was handled.
    pub average_speed_of_answer: Figure<Option<Duration>>,
    /// Handle time over handle and available time; `None` when there was neither.
    pub occupancy: Figure<Option<Ratio>>,
}

/// What became of the calls that reached the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueFigures {
    /// Calls offered.
    pub offered: Figure<u64>,
    /// Those answered.
    pub handled: Figure<u64>,
    /// Those that ended without talk.
    pub abandoned: Figure<u64>,
    /// Abandoned over offered, short ones included; `None` when nothing was offered.
    pub abandonment: Figure<Option<Ratio>>,
    /// Short abandons over offered; `None` when nothing was offered.
    pub short_abandonment: Figure<Option<Ratio>>,
    /// The share answered in time; `None` when no call counts. Its formula names the variant.
    pub service_level: Figure<Option<Ratio>>,
    /// What the shares were measured against.
    pub target: ServiceTarget,
    /// Whether the target was met; `None` when there was nothing to judge.
    pub is_met: Option<bool>,
}

/// One person's report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalStats {
    /// The period with its open ends closed, and the zone.
    pub basis: Basis,
    /// The calls of whom the person was the first operator.
    pub calls: CallFigures,
    /// The orders the person wrote; of a master, those the master has.
    pub orders: OrderFigures,
    /// Those of them closed in the period.
    pub closings: ClosingFigures,
    /// How long the person's calls took and waited.
    pub handling: HandlingFigures,
    /// The person's time by state, away from the office left out; what still runs counts up to now.
    pub work_time: Figure<Vec<(WorkState, Duration)>>,
    /// One row per local day, days without anything included.
    pub daily: Figure<Vec<DayRow>>,
}

/// The report of an office, or of some of its cities together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeStats {
    /// The period with its open ends closed, and the zone.
    pub basis: Basis,
    /// Calls.
    pub calls: CallFigures,
    /// Orders written.
    pub orders: OrderFigures,
    /// Orders closed.
    pub closings: ClosingFigures,
    /// What became of offered calls.
    pub queue: QueueFigures,
    /// How long they took and waited. Of cities, the occupancy is that of everybody who serves one of them, in the calls of
    /// which each was the first operator, whatever their city.
    pub handling: HandlingFigures,
    /// Time by state, away from the office left out; what still runs counts up to now. Of cities, that of everybody who
    /// serves one of them.
    pub work_time: Figure<Vec<(WorkState, Duration)>>,
}

/// The service level by every variant, over the same calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceLevels {
    /// The period with its open ends closed, and the zone.
    pub basis: Basis,
    /// Offered calls by how long they waited.
    pub counts: WaitCounts,
    /// Each variant's share; `None` when no call counts.
    pub levels: Vec<(ServiceLevelVariant, Figure<Option<Ratio>>)>,
}

/// What a campaign cost and what that bought. Without an entered cost every one is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostFigures {
    /// What was entered for the period.
    pub cost: Figure<Option<Money>>,
    /// The return on it; also `None` for a cost of zero.
    pub roi: Figure<Option<Ratio>>,
    /// Cost over calls; also `None` without calls.
    pub cost_per_call: Figure<Option<Money>>,
    /// Cost over orders; also `None` without orders.
    pub cost_per_order: Figure<Option<Money>>,
}

impl Basis {
    pub(super) fn calls(self, sums: &Sums) -> CallFigures {
        let (counts, talk) = sums.calls();
        CallFigures {
            total: self.figure(Formula::TotalCalls, counts.total()),
            accepted: self.figure(Formula::AcceptedCalls, counts.accepted),
            missed: self.figure(Formula::MissedCalls, counts.missed),
            acceptance_rate: self.figure(Formula::AcceptanceRate, counts.acceptance_rate()),
            talk: self.figure(Formula::TalkTime, talk),
        }
    }

    /// `calls` are the sums that hold the calls the orders came from.
    pub(super) fn orders(self, sums: &Sums, calls: &Sums) -> OrderFigures {
        let by_status = sums.orders();
        let total = by_status.iter().map(|(_, orders)| orders).sum();
        let conversion = conversion(sums.orders_from_calls(), calls.calls().0.accepted);
        OrderFigures {
            total: self.figure(Formula::TotalOrders, total),
            by_status: self.figure(Formula::OrdersByStatus, by_status),
            conversion: self.figure(Formula::Conversion, conversion),
        }
    }

    pub(super) fn closings(self, sums: &Sums) -> Result<ClosingFigures, StatsError> {
        let closings = sums.closings()?;
        Ok(ClosingFigures {
            closed: self.figure(Formula::ClosedOrders, closings.closed()),
            turnover: self.figure(Formula::Turnover, closings.turnover),
            average_check: self.figure(Formula::AverageCheck, closings.average_check()),
            completed_share: self.figure(Formula::CompletedShare, closings.completed_share()),
        })
    }

    /// `crew` are the sums of everybody whose time counts.
    pub(super) fn handling(self, calls: &Sums, crew: &Sums) -> HandlingFigures {
        let (handling, crew) = (calls.handling(crew), crew.handling(crew));
        HandlingFigures {
            average_handle_time: self.figure(Formula::AverageHandleTime, handling.average_handle_time()),
            average_speed_of_answer: self.figure(Formula::AverageSpeedOfAnswer, handling.average_speed_of_answer()),
            occupancy: self.figure(Formula::Occupancy, crew.occupancy()),
        }
    }

    pub(super) fn work_time(self, sums: &Sums) -> Figure<Vec<(WorkState, Duration)>> {
        self.figure(Formula::WorkTime, sums.times())
    }

    pub(super) fn queue(self, counts: WaitCounts, target: &ServiceTarget) -> QueueFigures {
        QueueFigures {
            offered: self.figure(Formula::Offered, counts.offered()),
            handled: self.figure(Formula::Handled, counts.answered()),
            abandoned: self.figure(Formula::Abandoned, counts.abandoned()),
            abandonment: self.figure(Formula::Abandonment, counts.abandonment()),
            short_abandonment: self.figure(Formula::ShortAbandonment, counts.short_abandonment()),
            service_level: self.service_level(counts, &target.variant),
            target: target.clone(),
            is_met: target.is_met(counts),
        }
    }

    fn service_level(self, counts: WaitCounts, variant: &ServiceLevelVariant) -> Figure<Option<Ratio>> {
        self.figure(variant.formula(), counts.service_level(variant))
    }

    pub(super) fn service_levels(self, counts: WaitCounts) -> ServiceLevels {
        let level = |variant: &ServiceLevelVariant| (variant.clone(), self.service_level(counts, variant));
        ServiceLevels { basis: self, counts, levels: ServiceLevelVariant::ALL.iter().map(level).collect() }
    }

    pub(super) fn costs(self, result: CampaignResult) -> CostFigures {
        CostFigures {
            cost: self.figure(Formula::CampaignCost, result.cost),
            roi: self.figure(Formula::CampaignRoi, result.roi()),
            cost_per_call: self.figure(Formula::CostPerCall, result.cost_per_call()),
            cost_per_order: self.figure(Formula::CostPerOrder, result.cost_per_order()),
        }
    }
}
