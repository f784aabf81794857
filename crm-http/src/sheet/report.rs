//! Reports of the office as tables, for exports.

use std::time::Duration;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::exports::{Cell, Column, Row, Table};
use crm_core::kernel::{Error, Money};
use crm_core::stats::{CallFigures, ClosingFigures, Figure, OrderFigures, Ratio, StatsQuery};

/// What a report has a row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// Each local day of the period.
    Days,
    /// Each city.
    Cities,
    /// Each campaign that brought or cost something.
    Campaigns,
    /// Each master.
    Masters,
    /// Each operator.
    Operators,
}

impl Report {
    /// Every report.
    pub const ALL: &'static [Self] = &[Self::Days, Self::Cities, Self::Campaigns, Self::Masters, Self::Operators];

    /// Its name in addresses, on the command line and in the audit.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Cities => "cities",
            Self::Campaigns => "campaigns",
            Self::Masters => "masters",
            Self::Operators => "operators",
        }
    }
}

const DATE: Column = Column::new("date", "День", "Day");
const NAME: Column = Column::new("name", "Название", "Name");
const PERSON: Column = Column::new("name", "Имя", "Name");
const CALLS: &[Column] = &[
    Column::new("calls", "Звонки", "Calls"),
    Column::new("accepted", "Принято", "Accepted"),
    Column::new("missed", "Пропущено", "Missed"),
    Column::new("acceptanceRate", "Принято, %", "Accepted, %"),
    Column::new("talkSeconds", "Разговор, с", "Talk, s"),
];
const ORDERS: &[Column] =
    &[Column::new("orders", "Заказы", "Orders"), Column::new("conversion", "Конверсия, %", "Conversion, %")];
const CLOSINGS: &[Column] = &[
    Column::new("closed", "Закрыто", "Closed"),
    Column::new("completedShare", "Выполнено, %", "Completed, %"),
    Column::new("turnover", "Оборот", "Turnover"),
    Column::new("averageCheck", "Средний чек", "Average check"),
];
const COSTS: &[Column] = &[
    Column::new("cost", "Расходы", "Cost"),
    Column::new("roi", "ROI, %", "ROI, %"),
    Column::new("costPerCall", "За звонок", "Per call"),
    Column::new("costPerOrder", "За заказ", "Per order"),
];

/// A report of the office as a table, within the actor's scope.
///
/// # Errors
/// As the report of [`Stats`](crm_core::stats::Stats).
pub async fn report(crm: &Crm, actor: &Actor, report: Report, query: &StatsQuery) -> Result<Table, Error> {
    let stats = crm.stats();
    match report {
        Report::Days => {
            let days = stats.daily(actor, query).await?.value;
            let orders = ORDERS.first().copied();
            let columns = [DATE].into_iter().chain(CALLS.iter().take(4).copied()).chain(orders);
            Ok(table(
                columns,
                days.into_iter().map(|day| {
                    let calls = day.calls;
                    vec![
                        Cell::Date(day.date),
                        Cell::count(calls.total()),
                        Cell::count(calls.accepted),
                        Cell::count(calls.missed),
                        Cell::Integer(calls.acceptance_rate().into()),
                        Cell::count(day.orders),
                    ]
                }),
            ))
        }
        Report::Cities => {
            let rows = stats.by_city(actor, query).await?;
            let columns = [NAME].iter().chain(CALLS).chain(ORDERS).chain(CLOSINGS).copied();
            Ok(table(
                columns,
                rows.into_iter().map(|row| {
                    let name = vec![Cell::words(&row.name)];
                    [name, of_calls(&row.calls), of_orders(&row.orders), of_closings(&row.closings)].concat()
                }),
            ))
        }
        Report::Campaigns => {
            let rows = stats.by_campaign(actor, query).await?;
            let columns = [NAME].iter().chain(CALLS).chain(ORDERS).chain(CLOSINGS).chain(COSTS).copied();
            Ok(table(
                columns,
                rows.into_iter().map(|row| {
                    let costs = vec![
                        amount(&row.costs.cost),
                        share(&row.costs.roi),
                        amount(&row.costs.cost_per_call),
                        amount(&row.costs.cost_per_order),
                    ];
                    let name = vec![Cell::words(&row.name)];
                    [name, of_calls(&row.calls), of_orders(&row.orders), of_closings(&row.closings), costs].concat()
                }),
            ))
        }
        Report::Masters => {
            let rows = stats.by_master(actor, query).await?;
            let columns = [PERSON].iter().chain(ORDERS.first()).chain(CLOSINGS).copied();
            Ok(table(
                columns,
                rows.into_iter().map(|row| {
                    let head = vec![Cell::words(&row.name), Cell::count(row.orders.total.value)];
                    [head, of_closings(&row.closings)].concat()
                }),
            ))
        }
        Report::Operators => {
            let rows = stats.by_operator(actor, query).await?;
            let work_time = Column::new("workSeconds", "Рабочее время, с", "Work time, s");
            let columns = [PERSON].iter().chain(CALLS).chain(ORDERS).chain(CLOSINGS).copied().chain([work_time]);
            Ok(table(
                columns,
                rows.into_iter().map(|row| {
                    let (name, time) =
                        (vec![Cell::words(&row.name)], row.work_time.value.iter().map(|(_, time)| *time).sum());
                    let figures = [of_calls(&row.calls), of_orders(&row.orders), of_closings(&row.closings)].concat();
                    [name, figures, vec![seconds(time)]].concat()
                }),
            ))
        }
    }
}

fn table(columns: impl Iterator<Item = Column>, rows: impl Iterator<Item = Row>) -> Table {
    let mut table = Table::new(columns.collect());
    rows.for_each(|row| table.push(row));
    table
}

fn of_calls(calls: &CallFigures) -> Row {
    vec![
        Cell::count(calls.total.value),
        Cell::count(calls.accepted.value),
        Cell::count(calls.missed.value),
        Cell::Integer(calls.acceptance_rate.value.into()),
        seconds(calls.talk.value),
    ]
}

fn of_orders(orders: &OrderFigures) -> Row {
    vec![Cell::count(orders.total.value), share(&orders.conversion)]
}

fn of_closings(closings: &ClosingFigures) -> Row {
    vec![
        Cell::count(closings.closed.value),
        share(&closings.completed_share),
        Cell::Money(closings.turnover.value),
        amount(&closings.average_check),
    ]
}

fn seconds(time: Duration) -> Cell {
    Cell::count(time.as_secs())
}

fn amount(figure: &Figure<Option<Money>>) -> Cell {
    Cell::of(figure.value, Cell::Money)
}

/// In hundredths of a per cent.
fn share(figure: &Figure<Option<Ratio>>) -> Cell {
    Cell::of(figure.value, |ratio| Cell::Decimal { units: ratio.scaled(10_000), places: 2 })
}
