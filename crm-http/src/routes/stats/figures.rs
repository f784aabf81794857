//! Groups of figures on the wire.
//!
//! Shares are per cent with up to four decimals, times are seconds; `null` is the share or mean of nothing.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDate;
use crm_core::kernel::{Money, Timestamp};
use crm_core::stats::{
    Basis, CallFigures, ClosingFigures, CostFigures, DayRow, Figure, Formula, HandlingFigures, OrderFigures,
    QueueFigures, Ratio, ServiceLevelVariant, ServiceTarget, Thresholds,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::codes;

/// A share in per cent, to four decimals.
pub(super) fn per_cent(share: Ratio) -> f64 {
    share_of_parts(share.scaled(1_000_000))
}

#[expect(clippy::cast_precision_loss, reason = "a share has far fewer digits than a float holds")]
fn share_of_parts(parts: i64) -> f64 {
    parts as f64 / 10_000.0
}

/// A mean in seconds, to the millisecond.
pub(super) fn mean_seconds(mean: Duration) -> f64 {
    (mean.as_secs_f64() * 1000.0).round() / 1000.0
}

/// What figures were computed over.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StatsBasis)]
pub(super) struct BasisBody {
    /// The first instant, the open end closed.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// The first instant after.
    #[schema(value_type = String, format = DateTime)]
    to: Timestamp,
    /// The zone whose days count.
    zone: &'static str,
}

impl From<Basis> for BasisBody {
    fn from(basis: Basis) -> Self {
        Self { from: basis.period.from(), to: basis.period.to(), zone: basis.zone.name() }
    }
}

/// Calls that are over, those between employees left out.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallFigures)]
pub(super) struct CallsBody {
    /// How many started in the period.
    total: u64,
    /// Those answered.
    accepted: u64,
    /// Those missed, busy or without an answer.
    missed: u64,
    /// Accepted ones in whole per cent of all; 0 without calls.
    #[schema(minimum = 0, maximum = 100)]
    acceptance_rate: u8,
    /// The talk of the accepted ones, in whole seconds.
    talk_seconds: u64,
}

impl From<CallFigures> for CallsBody {
    fn from(figures: CallFigures) -> Self {
        Self {
            total: figures.total.value,
            accepted: figures.accepted.value,
            missed: figures.missed.value,
            acceptance_rate: figures.acceptance_rate.value,
            talk_seconds: figures.talk.value.as_secs(),
        }
    }
}

/// Orders written in the period.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OrderFigures)]
pub(super) struct OrdersBody {
    /// How many.
    total: u64,
    /// By present status: every status, zeros included.
    by_status: BTreeMap<String, u64>,
    /// Those written from calls in per cent of accepted calls.
    conversion: Option<f64>,
}

impl From<OrderFigures> for OrdersBody {
    fn from(figures: OrderFigures) -> Self {
        let by_status = figures.by_status.value.into_iter().map(|(status, orders)| (status.code().to_owned(), orders));
        Self {
            total: figures.total.value,
            by_status: by_status.collect(),
            conversion: figures.conversion.value.map(per_cent),
        }
    }
}

/// Orders closed in the period, void ones left out.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ClosingFigures)]
pub(super) struct ClosingsBody {
    /// Completed and cancelled ones.
    closed: u64,
    /// What the completed ones brought, less what was spent on them.
    #[schema(value_type = String)]
    turnover: Money,
    /// Turnover over closed ones.
    #[schema(value_type = Option<String>)]
    average_check: Option<Money>,
    /// Paid ones in per cent of closed ones.
    completed_share: Option<f64>,
}

impl From<ClosingFigures> for ClosingsBody {
    fn from(figures: ClosingFigures) -> Self {
        Self {
            closed: figures.closed.value,
            turnover: figures.turnover.value,
            average_check: figures.average_check.value,
            completed_share: figures.completed_share.value.map(per_cent),
        }
    }
}

/// How long offered calls took and waited.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = HandlingFigures)]
pub(super) struct HandlingBody {
    /// AHT: talk and wrap-up over handled calls.
    average_handle_seconds: Option<f64>,
    /// ASA: service wait of answered calls over answered calls.
    average_answer_seconds: Option<f64>,
    /// Handle time in per cent of handle and available time.
    occupancy: Option<f64>,
}

impl From<HandlingFigures> for HandlingBody {
    fn from(figures: HandlingFigures) -> Self {
        Self {
            average_handle_seconds: figures.average_handle_time.value.map(mean_seconds),
            average_answer_seconds: figures.average_speed_of_answer.value.map(mean_seconds),
            occupancy: figures.occupancy.value.map(per_cent),
        }
    }
}

/// Work time by state, in whole seconds.
pub(super) fn work_time(times: Figure<Vec<(crm_core::operators::WorkState, Duration)>>) -> BTreeMap<String, u64> {
    times.value.into_iter().map(|(state, time)| (state.code().to_owned(), time.as_secs())).collect()
}

/// What became of the calls that reached the queue.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = QueueFigures)]
pub(super) struct QueueBody {
    /// Calls offered.
    offered: u64,
    /// Those answered.
    handled: u64,
    /// Those that ended without talk.
    abandoned: u64,
    /// Abandoned in per cent of offered, short ones included.
    abandonment: Option<f64>,
    /// Short abandons in per cent of offered.
    short_abandonment: Option<f64>,
    /// The share answered in time.
    service_level: ServiceLevelBody,
}

/// A service level, and by which of the six ways it was computed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ServiceLevel)]
pub(super) struct ServiceLevelBody {
    /// How abandoned calls are treated.
    #[schema(schema_with = codes::service_level_variant)]
    variant: ServiceLevelVariant,
    /// The formula: `A` answered, `B` abandoned calls, `T` within the answer threshold, `s` short.
    formula: String,
    /// In per cent; `null` when no call counts.
    value: Option<f64>,
    /// The longest wait of a timely answer.
    answer_seconds: u64,
    /// The longest wait of a short abandon.
    short_seconds: u64,
    /// What was to be reached, in per cent.
    target: f64,
    /// Whether it was; `null` when there was nothing to judge.
    is_met: Option<bool>,
}

impl From<QueueFigures> for QueueBody {
    fn from(figures: QueueFigures) -> Self {
        let ServiceTarget { variant, thresholds, share } = figures.target;
        Self {
            offered: figures.offered.value,
            handled: figures.handled.value,
            abandoned: figures.abandoned.value,
            abandonment: figures.abandonment.value.map(per_cent),
            short_abandonment: figures.short_abandonment.value.map(per_cent),
            service_level: ServiceLevelBody {
                variant,
                formula: expression(&figures.service_level.note.formula),
                value: figures.service_level.value.map(per_cent),
                answer_seconds: thresholds.answer().as_secs(),
                short_seconds: thresholds.short().as_secs(),
                target: per_cent(share.ratio()),
                is_met: figures.is_met,
            },
        }
    }
}

pub(super) fn expression(formula: &Formula) -> String {
    formula.expression().to_owned()
}

/// The thresholds in whole seconds: of a timely answer, of a short abandon.
pub(super) fn threshold_seconds(thresholds: Thresholds) -> (u64, u64) {
    (thresholds.answer().as_secs(), thresholds.short().as_secs())
}

/// What a campaign cost and what that bought.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CostFigures)]
pub(super) struct CostsBody {
    /// What was entered for the period.
    #[schema(value_type = Option<String>)]
    cost: Option<Money>,
    /// The return on it, in per cent: turnover less cost over cost.
    roi: Option<f64>,
    /// Cost over calls.
    #[schema(value_type = Option<String>)]
    cost_per_call: Option<Money>,
    /// Cost over orders.
    #[schema(value_type = Option<String>)]
    cost_per_order: Option<Money>,
}

impl From<CostFigures> for CostsBody {
    fn from(figures: CostFigures) -> Self {
        Self {
            cost: figures.cost.value,
            roi: figures.roi.value.map(per_cent),
            cost_per_call: figures.cost_per_call.value,
            cost_per_order: figures.cost_per_order.value,
        }
    }
}

/// One local day.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DayFigures)]
pub(super) struct DayBody {
    /// The date on the zone's clocks.
    #[schema(value_type = String, format = Date)]
    date: NaiveDate,
    /// Calls started on it.
    calls: u64,
    /// Those accepted.
    accepted: u64,
    /// Those missed, busy or without an answer.
    missed: u64,
    /// Orders written on it.
    orders: u64,
}

impl From<DayRow> for DayBody {
    fn from(row: DayRow) -> Self {
        let DayRow { date, calls, orders, .. } = row;
        Self { date, calls: calls.total(), accepted: calls.accepted, missed: calls.missed, orders }
    }
}

pub(super) fn days(rows: Figure<Vec<DayRow>>) -> Vec<DayBody> {
    rows.value.into_iter().map(DayBody::from).collect()
}
