//! The names of the formulas, and the note that each figure carries.

use crate::kernel::{Period, Zone, coded};

coded! {
    /// A formula by name: two figures of the same name are computed alike, wherever they are shown.
    pub enum Formula: "formula" {
        /// Calls started in the period.
        TotalCalls = "total_calls", "Всего звонков", "Calls";
        /// Answered ones of them.
        AcceptedCalls = "accepted_calls", "Принято звонков", "Calls accepted";
        /// Missed, busy and unanswered ones of them.
        MissedCalls = "missed_calls", "Пропущено звонков", "Calls missed";
        /// Accepted calls in whole per cent of all.
        AcceptanceRate = "acceptance_rate", "Процент принятых", "Acceptance rate";
        /// How long clients and employees talked in accepted calls, hold included.
        TalkTime = "talk_time", "Время разговоров", "Talk time";
        /// Calls and orders per local day.
        Daily = "daily", "По дням", "By day";
        /// Orders created in the period.
        TotalOrders = "total_orders", "Всего заявок", "Orders";
        /// Orders created in the period by present status.
        OrdersByStatus = "orders_by_status", "Заявки по статусам", "Orders by status";
        /// Orders completed or cancelled in the period.
        ClosedOrders = "closed_orders", "Закрыто заявок", "Orders closed";
        /// What completed orders brought.
        Turnover = "turnover", "Оборот", "Turnover";
        /// Turnover over completed and cancelled orders.
        AverageCheck = "average_check", "Средний чек", "Average check";
        /// Paid orders over completed and cancelled ones.
        CompletedShare = "completed_share", "Процент выполненных", "Completed share";
        /// Orders from calls over answered calls.
        Conversion = "conversion", "Конверсия", "Conversion";
        /// What was entered as a campaign's cost.
        CampaignCost = "campaign_cost", "Расходы на кампанию", "Campaign cost";
        /// What a campaign returned over what it cost.
        CampaignRoi = "campaign_roi", "Окупаемость кампании", "Campaign ROI";
        /// A campaign's cost over its calls.
        CostPerCall = "cost_per_call", "Стоимость звонка", "Cost per call";
        /// A campaign's cost over its orders.
        CostPerOrder = "cost_per_order", "Стоимость заявки", "Cost per order";
        /// Inbound calls that reached the queue.
        Offered = "offered", "Поступило в очередь", "Offered";
        /// Answered ones of them.
        Handled = "handled", "Обработано", "Handled";
        /// Those of them without talk.
        Abandoned = "abandoned", "Потеряно", "Abandoned";
        /// Abandoned over offered.
        Abandonment = "abandonment", "Доля потерянных", "Abandonment";
        /// Short abandons over offered.
        ShortAbandonment = "short_abandonment", "Доля коротких потерянных", "Short abandonment";
        /// Talk and wrap-up over handled calls.
        AverageHandleTime = "average_handle_time", "Среднее время обработки (AHT)", "Average handle time (AHT)";
        /// Service wait of answered calls over answered calls.
        AverageSpeedOfAnswer = "average_speed_of_answer", "Средняя скорость ответа (ASA)", "Average speed of answer (ASA)";
        /// Handle time over handle and available time.
        Occupancy = "occupancy", "Занятость", "Occupancy";
        /// Time by work state, away from the office left out.
        WorkTime = "work_time", "Рабочее время", "Work time";
        /// Service level: abandons within the threshold count as met.
        ServiceLevelAbandonsMet = "service_level_abandons_met", "Уровень сервиса: потерянные в срок засчитаны", "Service level, early abandons met";
        /// Service level: of answered calls alone.
        ServiceLevelAbandonsIgnored = "service_level_abandons_ignored", "Уровень сервиса: без потерянных", "Service level, abandons ignored";
        /// Service level: every abandon counts as failed.
        ServiceLevelAbandonsNegative = "service_level_abandons_negative", "Уровень сервиса: потерянные против", "Service level, abandons negative";
        /// Service level: abandons within the threshold are left out.
        ServiceLevelEarlyAbandonsExcluded = "service_level_early_abandons_excluded", "Уровень сервиса: без потерянных в срок", "Service level, early abandons excluded";
        /// Service level: short abandons count as met.
        ServiceLevelShortAbandonsCredited = "service_level_short_abandons_credited", "Уровень сервиса: короткие потерянные засчитаны", "Service level, short abandons credited";
        /// Service level: short abandons are left out.
        ServiceLevelShortAbandonsExcluded = "service_level_short_abandons_excluded", "Уровень сервиса: без коротких потерянных", "Service level, short abandons excluded";
        /// Blocking of a line group without a queue.
        ErlangB = "erlang_b", "Эрланг B", "Erlang B";
        /// A queue whose clients wait for ever.
        ErlangC = "erlang_c", "Эрланг C", "Erlang C";
        /// A queue whose clients lose patience.
        ErlangA = "erlang_a", "Эрланг A", "Erlang A";
        /// The least agents that meet a target.
        NetStaff = "net_staff", "Нужно на линии", "Net staff";
        /// Net staff and those who are away.
        GrossStaff = "gross_staff", "Нужно в штате", "Gross staff";
    }
}

coded! {
    /// What a figure leaves out.
    pub enum Exclusion: "exclusion" {
        /// Calls between employees.
        InternalCalls = "internal_calls", "внутренние звонки", "internal calls";
        /// Calls that are not over.
        UnendedCalls = "unended_calls", "незавершённые звонки", "calls that are not over";
        /// Calls that the office made.
        OutboundCalls = "outbound_calls", "исходящие звонки", "outbound calls";
        /// Calls outside the schedule.
        OutOfHours = "out_of_hours", "звонки в нерабочее время", "calls out of hours";
        /// Calls lost to a fault of the system.
        SystemFaults = "system_faults", "звонки, потерянные из-за сбоя", "calls lost to a fault";
        /// Calls that ended in the menu.
        AbandonedInMenu = "abandoned_in_menu", "звонки, завершённые в меню", "calls that ended in the menu";
        /// Every abandoned call.
        AbandonedCalls = "abandoned_calls", "потерянные звонки", "abandoned calls";
        /// Calls abandoned within the answer threshold.
        EarlyAbandons = "early_abandons", "потерянные в пределах порога", "calls abandoned within the threshold";
        /// Calls abandoned almost at once.
        ShortAbandons = "short_abandons", "короткие потерянные", "short abandons";
        /// Orders that were none.
        VoidOrders = "void_orders", "незаказы", "void orders";
        /// Orders that are not closed.
        OpenOrders = "open_orders", "открытые заявки", "open orders";
        /// Refused orders.
        CancelledOrders = "cancelled_orders", "отказы", "cancelled orders";
    }
}

impl Formula {
    /// How it is computed, in the names of the counts. `A` and `B` are answered and abandoned calls, `T` the answer
    /// threshold, `s` the threshold of a short abandon. An unknown formula is its own code.
    pub fn expression(&self) -> &str {
        match self {
            Self::TotalCalls => "calls started in the period",
            Self::AcceptedCalls => "answered",
            Self::MissedCalls => "missed + busy + no_answer",
            Self::AcceptanceRate => "round(100 x accepted / total)",
            Self::TalkTime => "sum of talk over answered",
            Self::Daily => "calls and orders per local day",
            Self::TotalOrders => "orders created in the period",
            Self::OrdersByStatus => "orders created in the period by present status",
            Self::ClosedOrders => "completed + cancelled, by closing date",
            Self::Turnover => "sum of clean over completed, by closing date",
            Self::AverageCheck => "turnover / (completed + cancelled)",
            Self::CompletedShare => "closed with result > 0 / (completed + cancelled)",
            Self::Conversion => "orders from calls / answered calls",
            Self::CampaignCost => "sum of costs entered for the period",
            Self::CampaignRoi => "(turnover - cost) / cost",
            Self::CostPerCall => "cost / calls",
            Self::CostPerOrder => "cost / orders",
            Self::Offered => "A + B",
            Self::Handled => "A",
            Self::Abandoned => "B",
            Self::Abandonment => "B / (A + B)",
            Self::ShortAbandonment => "B_s / (A + B)",
            Self::AverageHandleTime => "(talk + wrap-up) / A",
            Self::AverageSpeedOfAnswer => "service wait of answered / A",
            Self::Occupancy => "handle time / (handle time + available time)",
            Self::WorkTime => "sum of time by work state",
            Self::ServiceLevelAbandonsMet => "(A_T + B_T) / (A + B)",
            Self::ServiceLevelAbandonsIgnored => "A_T / A",
            Self::ServiceLevelAbandonsNegative => "A_T / (A + B)",
            Self::ServiceLevelEarlyAbandonsExcluded => "A_T / (A + B_after_T)",
            Self::ServiceLevelShortAbandonsCredited => "(A_T + B_s) / (A + B)",
            Self::ServiceLevelShortAbandonsExcluded => "A_T / (A + B - B_s)",
            Self::ErlangB => "M/M/n/n",
            Self::ErlangC => "M/M/n",
            Self::ErlangA => "M/M/n+M",
            Self::NetStaff => "least n that meets the target",
            Self::GrossStaff => "ceil(net / (1 - shrinkage))",
            Self::Unknown(code) => code,
        }
    }

    /// What it always leaves out.
    pub fn exclusions(&self) -> Vec<Exclusion> {
        const QUEUE: [Exclusion; 6] = [
            Exclusion::InternalCalls,
            Exclusion::UnendedCalls,
            Exclusion::OutboundCalls,
            Exclusion::OutOfHours,
            Exclusion::SystemFaults,
            Exclusion::AbandonedInMenu,
        ];
        let queue_and = |further| QUEUE.into_iter().chain([further]).collect();
        match self {
            Self::TotalCalls
            | Self::AcceptedCalls
            | Self::MissedCalls
            | Self::AcceptanceRate
            | Self::TalkTime
            | Self::Daily
            | Self::CostPerCall
            | Self::Conversion => vec![Exclusion::InternalCalls, Exclusion::UnendedCalls],
            Self::Turnover | Self::CampaignRoi => {
                vec![Exclusion::OpenOrders, Exclusion::VoidOrders, Exclusion::CancelledOrders]
            }
            Self::ClosedOrders | Self::AverageCheck | Self::CompletedShare => {
                vec![Exclusion::OpenOrders, Exclusion::VoidOrders]
            }
            Self::Offered
            | Self::Handled
            | Self::Abandoned
            | Self::Abandonment
            | Self::ShortAbandonment
            | Self::ServiceLevelAbandonsMet
            | Self::ServiceLevelAbandonsNegative
            | Self::ServiceLevelShortAbandonsCredited => QUEUE.to_vec(),
            Self::AverageHandleTime
            | Self::AverageSpeedOfAnswer
            | Self::Occupancy
            | Self::ServiceLevelAbandonsIgnored => queue_and(Exclusion::AbandonedCalls),
            Self::ServiceLevelEarlyAbandonsExcluded => queue_and(Exclusion::EarlyAbandons),
            Self::ServiceLevelShortAbandonsExcluded => queue_and(Exclusion::ShortAbandons),
            Self::TotalOrders
            | Self::OrdersByStatus
            | Self::CampaignCost
            | Self::WorkTime
            | Self::CostPerOrder
            | Self::ErlangB
            | Self::ErlangC
            | Self::ErlangA
            | Self::NetStaff
            | Self::GrossStaff
            | Self::Unknown(_) => Vec::new(),
        }
    }
}

/// How a figure came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureNote {
    /// The formula.
    pub formula: Formula,
    /// What it was computed over.
    pub period: Period,
    /// The zone whose days it counts in.
    pub zone: Zone,
    /// What is left out.
    pub exclusions: Vec<Exclusion>,
}

/// A value and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure<T> {
    /// The value.
    pub value: T,
    /// Its formula, period, zone and exclusions.
    pub note: FigureNote,
}

impl<T> Figure<T> {
    /// The same figure in another form, such as rounded.
    pub fn map<U>(self, into: impl FnOnce(T) -> U) -> Figure<U> {
        Figure { value: into(self.value), note: self.note }
    }
}

/// The period and the zone that the figures of one report share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Basis {
    /// The period.
    pub period: Period,
    /// The zone whose days count.
    pub zone: Zone,
}

impl Basis {
    /// A figure over this period, with the formula's own exclusions.
    pub fn figure<T>(self, formula: Formula, value: T) -> Figure<T> {
        let exclusions = formula.exclusions();
        Figure { value, note: FigureNote { formula, period: self.period, zone: self.zone, exclusions } }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::kernel::Lang;

    #[test]
    fn a_figure_carries_its_formula_period_zone_and_exclusions() {
        let day = Period::day(Zone::MOSCOW, "2025-01-21".parse().unwrap());
        let figure = Basis { period: day, zone: Zone::MOSCOW }.figure(Formula::AverageCheck, 142_857);
        assert_eq!(figure.note.formula.code(), "average_check");
        assert_eq!((figure.note.period, figure.note.zone), (day, Zone::MOSCOW));
        assert_eq!(figure.note.exclusions, [Exclusion::OpenOrders, Exclusion::VoidOrders]);
        let note = figure.note.clone();
        assert_eq!(figure.map(|kopecks| kopecks / 100), Figure { value: 1428, note });
    }

    #[test]
    fn every_formula_has_a_code_labels_and_an_expression_of_its_own() {
        let distinct = |of: fn(&Formula) -> &str| Formula::ALL.iter().map(of).collect::<BTreeSet<_>>().len();
        let all = Formula::ALL.len();
        assert_eq!((distinct(Formula::code), distinct(Formula::expression)), (all, all));
        assert_eq!((distinct(|f| f.label(Lang::Ru)), distinct(|f| f.label(Lang::En))), (all, all));
        assert_eq!(Formula::from_stored("of_tomorrow").expression(), "of_tomorrow");
    }
}
