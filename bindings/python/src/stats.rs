//! Statistics. A figure of the core is a value with a note on how it came about; here records hold the plain values, and the
//! notes of all of them by the name of the field.

use std::time::Duration;

use crm_core::kernel::{CityId, OperatorId};
use crm_core::operators::WorkState;
use crm_core::orders::OrderStatus;
use crm_core::stats::{
    self, BasisPoints, Exclusion, Figure, Formula, PlanInterval, ServiceLevelVariant, Shrinkage, StaffingQuery,
    StaffingTarget, StatsError, StatsQuery, Thresholds,
};
use pyo3::prelude::*;

use crate::codes::Code;
use crate::errors;
use crate::record::record;
use crate::session::desk;
use crate::values::{Amount, At, Dict, Id, Out, Period, Place, Span, Within};

record! {
    /// How a figure came about.
    FigureNote of stats::FigureNote as (stats::FigureNote { formula, period, zone, exclusions }) {
        /// The formula by name: two figures of the same name are computed alike, wherever they are shown.
        formula: Code<Formula> = formula.clone(),
        /// How it is computed, in the names of the counts: `A` and `B` are answered and abandoned calls, `T` the threshold of
        /// a timely answer, `s` that of a short abandon.
        expression: String = formula.expression(),
        /// What it was computed over.
        period: Period = period,
        /// The zone whose days it counts in.
        zone: Place = zone,
        /// What it leaves out.
        exclusions: Vec<Code<Exclusion>> = exclusions,
    }
}

/// The notes of a record's figures by the names of their fields.
type Notes = Dict<String, FigureNote>;

/// Declares a record of figures: each gives its value, and its note to `notes`. Other fields follow.
macro_rules! figures {
    (
        $(#[$meta:meta])*
        $name:ident of $source:path {
            $( $(#[$note:meta])* $figure:ident: $type:ty $(, each $each:path)?; )+
        } and ($($rest:ident),*) {
            $( $(#[$other_note:meta])* $other:ident: $other_type:ty = $value:expr, )*
        }
    ) => {
        record! {
            $(#[$meta])*
            $name of $source as ($source { $($figure,)+ $($rest),* }) {
                $( $(#[$other_note])* $other: $other_type = $value, )*
                $( $(#[$note])* $figure: $type = figures!(value $figure $($each)?), )+
                /// How each figure came about, by the name of its field: formula, period, zone, what is left out.
                notes: Notes = Dict(vec![$((stringify!($figure), $figure.note)),+]),
            }
        }
    };
    (value $figure:ident) => { $figure.value };
    (value $figure:ident $each:path) => { $each($figure.value) };
}

figures! {
    /// Calls that are over, those between employees left out.
    CallFigures of stats::CallFigures {
        /// How many started in the period.
        total: u64;
        /// Those answered.
        accepted: u64;
        /// Those missed, busy or without an answer.
        missed: u64;
        /// Accepted ones in whole per cent, 0 to 100; 0 without calls.
        acceptance_rate: u8;
        /// The talk of the accepted ones, hold included.
        talk: Span;
    } and () {}
}

figures! {
    /// Orders written in the period.
    OrderFigures of stats::OrderFigures {
        /// How many.
        total: u64;
        /// How many by present status: every known status, zeros included.
        by_status: Dict<Code<OrderStatus>, u64>, each Dict;
        /// Those written from calls over accepted calls, 1 being one of each; `None` without accepted calls.
        conversion: Option<f64>;
    } and () {}
}

figures! {
    /// Orders closed in the period. Void ones were none.
    ClosingFigures of stats::ClosingFigures {
        /// Completed and cancelled ones.
        closed: u64;
        /// What the completed ones brought, less what was spent on them; roubles.
        turnover: Amount;
        /// Turnover over closed ones, roubles; `None` without any.
        average_check: Option<Amount>;
        /// Paid ones over closed ones, 0 to 1; `None` without any.
        completed_share: Option<f64>;
    } and () {}
}

figures! {
    /// How long offered calls took and waited. Wrap-up is known by person, not by call: each talk of somebody bears the mean.
    HandlingFigures of stats::HandlingFigures {
        /// AHT, talk and wrap-up of a handled call; `None` when none was.
        average_handle_time: Option<Span>;
        /// ASA, the wait of a handled call; `None` when none was.
        average_speed_of_answer: Option<Span>;
        /// Handle time over handle and available time, 0 to 1; `None` when there was neither.
        occupancy: Option<f64>;
    } and () {}
}

record! {
    /// What an office wants to reach: a share of calls answered in time.
    ServiceTarget of stats::ServiceTarget as (stats::ServiceTarget { variant, thresholds, share }) {
        /// How abandoned calls count.
        variant: Code<ServiceLevelVariant> = variant,
        /// The longest wait of a timely answer.
        answer: Span = thresholds.answer(),
        /// The longest wait of a short abandon.
        short: Span = thresholds.short(),
        /// The least share, 0 to 1.
        share: f64 = share,
    }
}

figures! {
    /// What became of the calls that reached the queue.
    QueueFigures of stats::QueueFigures {
        /// Calls offered.
        offered: u64;
        /// Those answered.
        handled: u64;
        /// Those that ended without talk.
        abandoned: u64;
        /// Abandoned over offered, short ones included, 0 to 1; `None` when nothing was offered.
        abandonment: Option<f64>;
        /// Short abandons over offered, 0 to 1; `None` when nothing was offered.
        short_abandonment: Option<f64>;
        /// The share answered in time, 0 to 1; `None` when no call counts. The formula of its note names the variant.
        service_level: Option<f64>;
    } and (target, is_met) {
        /// What the service level was measured against.
        target: ServiceTarget = target,
        /// Whether the target was met; `None` when there was nothing to judge.
        is_met: Option<bool> = is_met,
    }
}

record! {
    /// One local day.
    DayRow of stats::DayRow as (stats::DayRow { date, part, calls, orders }) {
        /// The date on the zone's clocks.
        date: chrono::NaiveDate = date,
        /// The part of the day that lies in the period.
        part: Period = part,
        /// Calls started in it.
        calls: u64 = calls.total(),
        /// Those answered.
        accepted: u64 = calls.accepted,
        /// Those missed, busy or without an answer.
        missed: u64 = calls.missed,
        /// Those whose status this version does not know.
        other: u64 = calls.other,
        /// Accepted ones in whole per cent, 0 to 100; 0 without calls.
        acceptance_rate: u8 = calls.acceptance_rate(),
        /// Orders written in it.
        orders: u64 = orders,
    }
}

record! {
    /// Calls and orders by local day.
    DailyStats of Figure<Vec<stats::DayRow>> as (Figure { value, note }) {
        /// The days in order, those without anything included.
        days: Vec<DayRow> = value,
        /// How they came about, under the name `days`.
        notes: Notes = Dict(vec![("days", note)]),
    }
}

figures! {
    /// One person's report.
    PersonalStats of stats::PersonalStats {
        /// The person's time by state, away from the office left out; what still runs counts up to now.
        work_time: Dict<Code<WorkState>, Span>, each Dict;
        /// One row per local day, days without anything included.
        daily: Vec<DayRow>;
    } and (basis, calls, orders, closings, handling) {
        /// The period with its open ends closed.
        period: Period = basis.period,
        /// The zone whose days count.
        zone: Place = basis.zone,
        /// The calls of whom the person was the first operator.
        calls: CallFigures = calls,
        /// The orders the person wrote; of a master, those the master has.
        orders: OrderFigures = orders,
        /// Those of them closed in the period.
        closings: ClosingFigures = closings,
        /// How long the person's calls took and waited.
        handling: HandlingFigures = handling,
    }
}

figures! {
    /// The report of an office, or of some of its cities together.
    OfficeStats of stats::OfficeStats {
        /// Time by state, away from the office left out; what still runs counts up to now. Of cities, that of everybody who
        /// serves one of them.
        work_time: Dict<Code<WorkState>, Span>, each Dict;
    } and (basis, calls, orders, closings, queue, handling) {
        /// The period with its open ends closed.
        period: Period = basis.period,
        /// The zone whose days count.
        zone: Place = basis.zone,
        /// Calls.
        calls: CallFigures = calls,
        /// Orders written.
        orders: OrderFigures = orders,
        /// Orders closed.
        closings: ClosingFigures = closings,
        /// What became of offered calls.
        queue: QueueFigures = queue,
        /// How long they took and waited. Of cities, the occupancy is that of everybody who serves one of them.
        handling: HandlingFigures = handling,
    }
}

record! {
    /// One city's figures.
    CityStats of stats::CityStats as (stats::CityStats { city, name, calls, orders, closings }) {
        /// Which.
        city_id: i64 = city,
        /// Its name.
        city: String = name,
        /// Calls to its lines.
        calls: CallFigures = calls,
        /// Orders written for it.
        orders: OrderFigures = orders,
        /// Those closed.
        closings: ClosingFigures = closings,
    }
}

figures! {
    /// What a campaign cost and what that bought. Without an entered cost every one is `None`.
    CostFigures of stats::CostFigures {
        /// What was entered for the period, roubles.
        cost: Option<Amount>;
        /// The return on it: 1 is as much again as it cost; also `None` for a cost of zero.
        roi: Option<f64>;
        /// Cost over calls, roubles; also `None` without calls.
        cost_per_call: Option<Amount>;
        /// Cost over orders, roubles; also `None` without orders.
        cost_per_order: Option<Amount>;
    } and () {}
}

record! {
    /// One campaign's figures.
    CampaignStats of stats::CampaignStats as (stats::CampaignStats { campaign, name, calls, orders, closings, costs }) {
        /// Which.
        campaign_id: i64 = campaign,
        /// Its name.
        campaign: String = name,
        /// Calls it brought.
        calls: CallFigures = calls,
        /// Orders it brought.
        orders: OrderFigures = orders,
        /// Those closed.
        closings: ClosingFigures = closings,
        /// What it cost.
        costs: CostFigures = costs,
    }
}

record! {
    /// One master's figures.
    MasterStats of stats::MasterStats as (stats::MasterStats { master, name, orders, closings }) {
        /// Who.
        master_id: i64 = master,
        /// The name.
        master: String = name,
        /// The orders the master has, by when they were written.
        orders: OrderFigures = orders,
        /// Those closed.
        closings: ClosingFigures = closings,
    }
}

figures! {
    /// One operator's figures.
    OperatorStats of stats::OperatorStats {
        /// The operator's time by state, away from the office left out.
        work_time: Dict<Code<WorkState>, Span>, each Dict;
    } and (operator, name, calls, orders, closings) {
        /// Who.
        operator_id: i64 = operator,
        /// The name.
        operator: String = name,
        /// The calls of whom it was the first operator.
        calls: CallFigures = calls,
        /// The orders it wrote.
        orders: OrderFigures = orders,
        /// Those closed.
        closings: ClosingFigures = closings,
    }
}

record! {
    /// Offered calls by how long they waited. The fields are disjoint.
    WaitCounts of stats::WaitCounts
    as (stats::WaitCounts { answered_in_time, answered_late, abandoned_short, abandoned_early, abandoned_late }) {
        /// Answered within the threshold.
        answered_in_time: u64 = answered_in_time,
        /// Answered later.
        answered_late: u64 = answered_late,
        /// Abandoned at once: within the short threshold.
        abandoned_short: u64 = abandoned_short,
        /// Abandoned after the short, within the answer threshold.
        abandoned_early: u64 = abandoned_early,
        /// Abandoned later.
        abandoned_late: u64 = abandoned_late,
    }
}

/// The levels' values by variant, and their notes by its code.
type Levels = Vec<(ServiceLevelVariant, Figure<Option<stats::Ratio>>)>;

fn values_of(levels: &Levels) -> Dict<ServiceLevelVariant, Option<stats::Ratio>> {
    Dict(levels.iter().map(|(variant, figure)| (variant.clone(), figure.value)).collect())
}

fn notes_of(levels: Levels) -> Dict<String, stats::FigureNote> {
    Dict(levels.into_iter().map(|(variant, figure)| (variant.code().to_owned(), figure.note)).collect())
}

record! {
    /// The service level by every variant, over the same calls.
    ServiceLevels of stats::ServiceLevels as (stats::ServiceLevels { basis, counts, levels }) {
        /// The period with its open ends closed.
        period: Period = basis.period,
        /// The zone whose days count.
        zone: Place = basis.zone,
        /// Offered calls by how long they waited.
        counts: WaitCounts = counts,
        /// The share answered in time by each variant, 0 to 1; `None` when no call counts.
        levels: Dict<Code<ServiceLevelVariant>, Option<f64>> = values_of(&levels),
        /// How each level came about, by the variant: formula, period, zone, what is left out.
        notes: Notes = notes_of(levels),
    }
}

record! {
    /// What a model expects of a group of agents.
    Expected of stats::Expected as (stats::Expected { service_level, average_wait_seconds, occupancy }) {
        /// The share of calls answered within the target's time, 0 to 1.
        service_level: f64 = service_level,
        /// The mean wait in seconds: of all calls, by Erlang A abandoned ones included.
        average_wait_seconds: f64 = average_wait_seconds,
        /// The share of time an agent is busy, 0 to 1.
        occupancy: f64 = occupancy,
    }
}

figures! {
    /// What an interval had, and what it would have taken.
    StaffingRow of stats::StaffingRow {
        /// The least agents on the line that meet the target.
        net: u32;
        /// The people that takes with those who are away.
        gross: u64;
        /// What the model expects of so many agents; `None` where nobody is needed. The formula of its note names the model.
        expected: Option<Expected>;
    } and (demand, traffic) {
        /// The interval; the last of a period may be cut.
        interval: Period = demand.interval,
        /// Calls offered in it.
        offered: u64 = demand.offered,
        /// Those of them that were handled.
        handled: u64 = demand.handled,
        /// Their talk and wrap-up in all.
        handle_time: Span = demand.handle_time,
        /// The calls per hour that this stands for.
        calls_per_hour: f64 = traffic.calls_per_hour(),
        /// The load that this stands for, in erlangs: how many would talk at once if nobody had to wait.
        load: f64 = traffic.load().erlangs(),
    }
}

record! {
    /// Calls that are not over.
    CallsNow of stats::CallsNow as (stats::CallsNow { waiting, longest_wait, talking }) {
        /// Inbound ones that nobody has answered yet.
        waiting: u64 = waiting,
        /// How long the longest of them has waited: from the queue or the first ring on, or from its start.
        longest_wait: Span = longest_wait,
        /// Those in which a client talks, in either direction.
        talking: u64 = talking,
    }
}

record! {
    /// What somebody does.
    PersonNow of stats::PersonNow as (stats::PersonNow { operator, name, state, since }) {
        /// Who.
        operator_id: i64 = operator,
        /// The name.
        operator: String = name,
        /// What.
        state: Code<WorkState> = state,
        /// Since when.
        since: At = since,
    }
}

figures! {
    /// The office at a moment.
    Wallboard of stats::Wallboard {
        /// The ASA of today's calls; `None` when none was handled.
        average_speed_of_answer: Option<Span>;
        /// Orders written today.
        orders: u64;
    } and (at, now, people, callbacks, calls, queue) {
        /// When.
        at: At = at,
        /// Calls that are not over.
        now: CallsNow = now,
        /// Who does what: operators, and whoever else is at work, by state, then since when.
        people: Vec<PersonNow> = people,
        /// Open call-backs.
        callbacks: u64 = callbacks.count,
        /// Since when the client waits who waits longest; `None` when nobody does.
        oldest_callback: Option<At> = callbacks.oldest,
        /// Today's calls; today is the office's day.
        calls: CallFigures = calls,
        /// What became of those offered.
        queue: QueueFigures = queue,
    }
}

fn refused(py: Python<'_>, error: StatsError) -> PyErr {
    errors::raise(py, &error.into())
}

/// A share, to a hundredth of a per cent.
fn share(given: f64) -> Result<BasisPoints, StatsError> {
    const WHOLE: f64 = 10_000.0;
    // What is no number lies in no range.
    if !(0.0..=1.0).contains(&given) {
        return Err(StatsError::BadShare);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10,000")]
    BasisPoints::new((given * WHOLE).round() as u16)
}

fn span(given: Option<Span>, usual: Duration) -> Duration {
    given.map_or(usual, |span| span.0)
}

fn query(period: &Within, zone: Option<Place>, city: Option<Id<CityId>>) -> StatsQuery {
    StatsQuery { zone: zone.or(period.1).map(|zone| zone.0), city: city.map(|id| id.0), ..StatsQuery::new(period.0) }
}

fn thresholds(answer: Option<Span>, short: Option<Span>) -> Result<Thresholds, StatsError> {
    let usual = Thresholds::default();
    let answer = span(answer, usual.answer());
    // Whoever wants answers at once alone has not said anything of short abandons.
    let short = short.map_or(usual.short().min(answer), |short| short.0);
    Thresholds::new(answer, short)
}

fn target(
    variant: Option<Code<ServiceLevelVariant>>,
    answer: Option<Span>,
    short: Option<Span>,
    least: Option<f64>,
) -> Result<stats::ServiceTarget, StatsError> {
    let usual = stats::ServiceTarget::default();
    Ok(stats::ServiceTarget {
        variant: variant.map_or(usual.variant, |variant| variant.0),
        thresholds: thresholds(answer, short)?,
        share: least.map(share).transpose()?.unwrap_or(usual.share),
    })
}

desk! {
    /// Statistics. A period is at most ten years long; an open end is closed: from the first data on, up to now. Days are those of
    /// `zone`, else of the zone that the period was made with (`Period.month`), else the office's (setting `office_zone`).
    Stats
}

#[pymethods]
impl Stats {
    /// The figures of whoever asks. Every user has some; a master's orders are those it was given.
    ///
    /// Raises ForbiddenError (`access.forbidden`) for the program itself, InvalidError (`stats.period_too_long`,
    /// `stats.amount_out_of_range`).
    #[pyo3(signature = (period, *, zone=None))]
    fn my(&self, py: Python<'_>, period: Within, zone: Option<Place>) -> PyResult<PersonalStats> {
        let zone = zone.or(period.1).map(|zone| zone.0);
        self.0.with(py, async |crm, actor| crm.stats().my(actor, period.0, zone).await).map(Out::out)
    }

    /// The figures of one user: for admins, for directors of whoever serves one of their cities, for others only their own.
    ///
    /// Raises NotFoundError (`operator.not_found`), also for who is out of scope; InvalidError (`stats.period_too_long`,
    /// `stats.amount_out_of_range`).
    #[pyo3(signature = (id, period, *, zone=None))]
    fn operator(
        &self,
        py: Python<'_>,
        id: Id<OperatorId>,
        period: Within,
        zone: Option<Place>,
    ) -> PyResult<PersonalStats> {
        let zone = zone.or(period.1).map(|zone| zone.0);
        self.0.with(py, async |crm, actor| crm.stats().operator(actor, id.0, period.0, zone).await).map(Out::out)
    }

    /// The figures of the office: for admins of all of it, for directors of their cities together; or of one city.
    ///
    /// The service level is measured by a target: the share of calls (0 to 1; 0.8 unless given, to a hundredth of a per cent)
    /// that is answered within `answer` (20 seconds), where an abandon within `short` (5 seconds, or `answer` if that is less)
    /// is a short one, and abandons count as `variant` says (short ones are left out).
    ///
    /// Raises ForbiddenError (`access.forbidden`, `access.other_city`), NotFoundError (`city.not_found`), InvalidError
    /// (`stats.period_too_long`, `stats.amount_out_of_range`, `stats.bad_threshold`, `stats.bad_share`).
    #[pyo3(signature = (period, *, zone=None, city=None, variant=None, answer=None, short=None, share=None))]
    fn overall(
        &self,
        py: Python<'_>,
        period: Within,
        zone: Option<Place>,
        city: Option<Id<CityId>>,
        variant: Option<Code<ServiceLevelVariant>>,
        answer: Option<Span>,
        short: Option<Span>,
        share: Option<f64>,
    ) -> PyResult<OfficeStats> {
        let target = target(variant, answer, short, share).map_err(|error| refused(py, error))?;
        let query = query(&period, zone, city);
        self.0.with(py, async |crm, actor| crm.stats().overall(actor, &query, &target).await).map(Out::out)
    }

    /// Calls and orders by local day, days without anything included.
    ///
    /// Raises ForbiddenError (`access.forbidden`, `access.other_city`), NotFoundError (`city.not_found`), InvalidError
    /// (`stats.period_too_long`, `stats.amount_out_of_range`).
    #[pyo3(signature = (period, *, zone=None, city=None))]
    fn daily(
        &self,
        py: Python<'_>,
        period: Within,
        zone: Option<Place>,
        city: Option<Id<CityId>>,
    ) -> PyResult<DailyStats> {
        let query = query(&period, zone, city);
        self.0.with(py, async |crm, actor| crm.stats().daily(actor, &query).await).map(Out::out)
    }

    /// A row for each city in scope, by name.
    ///
    /// Raises what `daily` raises.
    #[pyo3(signature = (period, *, zone=None, city=None))]
    fn by_city(
        &self,
        py: Python<'_>,
        period: Within,
        zone: Option<Place>,
        city: Option<Id<CityId>>,
    ) -> PyResult<Vec<CityStats>> {
        let query = query(&period, zone, city);
        self.0.with(py, async |crm, actor| crm.stats().by_city(actor, &query).await).map(Out::out)
    }

    /// A row for each campaign that brought or cost something, by name: of a director only what it brought to the own cities.
    ///
    /// Raises what `daily` raises.
    #[pyo3(signature = (period, *, zone=None, city=None))]
    fn by_campaign(
        &self,
        py: Python<'_>,
        period: Within,
        zone: Option<Place>,
        city: Option<Id<CityId>>,
    ) -> PyResult<Vec<CampaignStats>> {
        let query = query(&period, zone, city);
        self.0.with(py, async |crm, actor| crm.stats().by_campaign(actor, &query).await).map(Out::out)
    }

    /// A row for each master who serves a city in scope, with its orders in the scope, by id.
    ///
    /// Raises what `daily` raises.
    #[pyo3(signature = (period, *, zone=None, city=None))]
    fn by_master(
        &self,
        py: Python<'_>,
        period: Within,
        zone: Option<Place>,
        city: Option<Id<CityId>>,
    ) -> PyResult<Vec<MasterStats>> {
        let query = query(&period, zone, city);
        self.0.with(py, async |crm, actor| crm.stats().by_master(actor, &query).await).map(Out::out)
    }

    /// A row for each operator who serves a city in scope, with its calls and orders in the scope and all its time, by id.
    ///
    /// Raises what `daily` raises.
    #[pyo3(signature = (period, *, zone=None, city=None))]
    fn by_operator(
        &self,
        py: Python<'_>,
        period: Within,
        zone: Option<Place>,
        city: Option<Id<CityId>>,
    ) -> PyResult<Vec<OperatorStats>> {
        let query = query(&period, zone, city);
        self.0.with(py, async |crm, actor| crm.stats().by_operator(actor, &query).await).map(Out::out)
    }

    /// The service level by all six variants, over the same calls. An answer within `answer` (20 seconds unless given) is
    /// timely, an abandon within `short` (5 seconds, or `answer` if that is less) a short one.
    ///
    /// Raises what `daily` raises, and InvalidError (`stats.bad_threshold`).
    #[pyo3(signature = (period, *, zone=None, city=None, answer=None, short=None))]
    fn service_level(
        &self,
        py: Python<'_>,
        period: Within,
        zone: Option<Place>,
        city: Option<Id<CityId>>,
        answer: Option<Span>,
        short: Option<Span>,
    ) -> PyResult<ServiceLevels> {
        let thresholds = thresholds(answer, short).map_err(|error| refused(py, error))?;
        let query = query(&period, zone, city);
        self.0.with(py, async |crm, actor| crm.stats().service_level(actor, &query, thresholds).await).map(Out::out)
    }

    /// What each interval of a period had, and how many people would have met the target.
    ///
    /// Intervals are of 15, 30 or 60 minutes. The target is a share of calls (0 to 1; 0.8 unless given) answered `within` a
    /// time (20 seconds), with nobody busy for a larger share of time than `max_occupancy`. `shrinkage` is the share of paid
    /// time in which people are not on the line (none), `patience` the mean patience of clients: with it the plan is by
    /// Erlang A, without by Erlang C. `handle_time` (3 minutes) is taken for intervals in which no call was handled.
    ///
    /// Raises what `daily` raises, and InvalidError (`stats.bad_interval`, `stats.bad_share`, `stats.bad_shrinkage`,
    /// `stats.bad_threshold`, `stats.bad_patience`, `stats.bad_handle_time`, `stats.bad_load`, `stats.unreachable_target`).
    #[pyo3(signature = (period, *, city=None, interval=30, share=None, within=None, max_occupancy=None, shrinkage=None,
        patience=None, handle_time=None))]
    fn staffing(
        &self,
        py: Python<'_>,
        period: Within,
        city: Option<Id<CityId>>,
        interval: u32,
        share: Option<f64>,
        within: Option<Span>,
        max_occupancy: Option<f64>,
        shrinkage: Option<f64>,
        patience: Option<Span>,
        handle_time: Option<Span>,
    ) -> PyResult<Vec<StaffingRow>> {
        let read = || {
            let usual = StaffingQuery::new(period.0);
            let part = |given: Option<f64>| given.map(self::share).transpose();
            let target = StaffingTarget {
                share: part(share)?.unwrap_or(usual.target.share),
                within: span(within, usual.target.within),
                max_occupancy: part(max_occupancy)?,
            };
            Ok(StaffingQuery {
                interval: PlanInterval::minutes(interval)?,
                target,
                shrinkage: part(shrinkage)?.map(Shrinkage::new).transpose()?.unwrap_or(usual.shrinkage),
                patience: patience.map(|patience| patience.0),
                handle_time: span(handle_time, usual.handle_time),
                city: city.map(|id| id.0),
                ..usual
            })
        };
        let query = read().map_err(|error| refused(py, error))?;
        self.0.with(py, async |crm, actor| crm.stats().staffing(actor, &query).await).map(Out::out)
    }

    /// The office at this moment: for admins all of it, for directors and operators their cities together; or one city. The
    /// target is told as to `overall`.
    ///
    /// Raises ForbiddenError (`access.forbidden`, `access.other_city`), NotFoundError (`city.not_found`), InvalidError
    /// (`stats.bad_threshold`, `stats.bad_share`).
    #[pyo3(signature = (*, city=None, variant=None, answer=None, short=None, share=None))]
    fn wallboard(
        &self,
        py: Python<'_>,
        city: Option<Id<CityId>>,
        variant: Option<Code<ServiceLevelVariant>>,
        answer: Option<Span>,
        short: Option<Span>,
        share: Option<f64>,
    ) -> PyResult<Wallboard> {
        let target = target(variant, answer, short, share).map_err(|error| refused(py, error))?;
        let city = city.map(|id| id.0);
        self.0.with(py, async |crm, actor| crm.stats().wallboard(actor, city, &target).await).map(Out::out)
    }
}
