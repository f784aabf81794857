//! The books of the day as people read them.

use std::fmt::{self, Display};
use std::time::Duration;

use crm_core::callbacks::CallbackState;
use crm_core::kernel::{Lang, Money, Timestamp, Zone};
use crm_core::operators::WorkState;
use crm_core::orders::OrderView;
use crm_core::stats::{Figure, FigureNote};

use super::table::{Table, hours, maybe_roubles, mean_time, percent, roubles};
use crate::books::Books;

impl Display for Books {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let overall = &self.overall;
        write!(
            f,
            "Заявки, {}; визиты по времени города\n\n{}\n",
            over(&overall.orders.total.note),
            self.orders_table()
        )?;
        if !self.ledger.is_empty() {
            write!(f, "Движение денег по этим заявкам, по времени города\n\n{}\n", self.ledger_table())?;
        }
        write!(f, "Звонки и очередь, {}\n\n{}\n", over(&overall.calls.total.note), self.calls_figures())?;
        write!(f, "Заявки и деньги, {}\n\n{}\n", over(&overall.closings.turnover.note), self.orders_figures())?;
        if let Some(campaign) = self.campaigns.first() {
            write!(f, "Кампании, {}\n\n{}\n", over(&campaign.costs.roi.note), self.campaigns_table())?;
        }
        if let Some(master) = self.masters.first() {
            write!(f, "Мастера, {}\n\n{}\n", over(&master.closings.turnover.note), self.masters_table())?;
        }
        write!(f, "Время операторов, {}\n\n{}\n", over(&overall.work_time.note), self.times_table())?;
        self.fmt_callbacks(f)?;
        self.fmt_cash(f)
    }
}

impl Books {
    fn orders_table(&self) -> Table {
        let headings = ["№", "Клиент", "Телефон", "Визит", "Мастер", "Статус", ">Приход", ">Расход", ">Чистыми"];
        let mut table = Table::new(&headings);
        for view in &self.orders {
            let order = &view.order;
            let amount = |amount: Option<Money>| amount.map_or_else(String::new, roubles);
            table.row([
                order.id.to_string(),
                order.client_name.to_string(),
                order.phone.as_str().to_owned(),
                order.meeting.local().format("%d.%m %H:%M").to_string(),
                view.master.as_deref().unwrap_or_default().to_owned(),
                status(view),
                amount(order.result),
                amount(order.expenditure),
                amount(order.clean()),
            ]);
        }
        table
    }

    fn ledger_table(&self) -> Table {
        let mut table = Table::new(&["Когда", "Заявка", "Закрытие", "За что", "Мастер", ">Сумма"]);
        for entry in &self.ledger {
            let master = self.masters.iter().find(|it| Some(it.master) == entry.master);
            let zone = self.orders.iter().find(|it| it.order.id == entry.order).map(|it| it.order.meeting.zone);
            table.row([
                shown(entry.at, zone.unwrap_or(self.overall.basis.zone)),
                entry.order.to_string(),
                format!("{}-е", entry.closing),
                entry.kind.label(Lang::Ru).to_owned(),
                master.map_or_else(String::new, |master| master.name.to_string()),
                roubles(entry.amount),
            ]);
        }
        let sum: i64 = self.ledger.iter().map(|entry| entry.amount.kopecks()).sum();
        let none = String::new;
        let sum = maybe_roubles(Money::from_kopecks(sum));
        table.row(["Итого".to_owned(), none(), none(), none(), none(), sum]);
        table
    }

    fn calls_figures(&self) -> Table {
        let (calls, queue, handling) = (&self.overall.calls, &self.overall.queue, &self.overall.handling);
        let mut table = figures();
        row(&mut table, &calls.total, u64::to_string);
        row(&mut table, &calls.accepted, u64::to_string);
        row(&mut table, &calls.missed, u64::to_string);
        row(&mut table, &calls.acceptance_rate, |rate| format!("{rate} %"));
        row(&mut table, &queue.offered, u64::to_string);
        row(&mut table, &queue.abandoned, u64::to_string);
        row(&mut table, &queue.abandonment, |share| percent(*share));
        row(&mut table, &queue.service_level, |share| percent(*share));
        let met = match queue.is_met {
            Some(true) => ", достигнута",
            Some(false) => ", не достигнута",
            None => "",
        };
        let (share, within) = (percent(Some(queue.target.share.ratio())), queue.target.thresholds.answer().as_secs());
        table.row([format!("  цель за {within} с{met}"), share]);
        row(&mut table, &handling.average_speed_of_answer, |time| mean_time(*time));
        row(&mut table, &handling.average_handle_time, |time| mean_time(*time));
        row(&mut table, &handling.occupancy, |share| percent(*share));
        table
    }

    fn orders_figures(&self) -> Table {
        let (orders, closings) = (&self.overall.orders, &self.overall.closings);
        let mut table = figures();
        row(&mut table, &orders.total, u64::to_string);
        for (status, number) in orders.by_status.value.iter().filter(|(_, number)| *number > 0) {
            table.row([format!("  {}", status.label(Lang::Ru)), number.to_string()]);
        }
        row(&mut table, &orders.conversion, |share| percent(*share));
        row(&mut table, &closings.closed, u64::to_string);
        row(&mut table, &closings.turnover, |amount| roubles(*amount));
        row(&mut table, &closings.average_check, |amount| maybe_roubles(*amount));
        row(&mut table, &closings.completed_share, |share| percent(*share));
        table
    }

    fn campaigns_table(&self) -> Table {
        let headings =
            ["Кампания", ">Звонков", ">Заявок", ">Оборот", ">Расходы", ">Окупаемость", ">Цена звонка", ">Цена заявки"];
        let mut table = Table::new(&headings);
        for of in &self.campaigns {
            table.row([
                of.name.to_string(),
                of.calls.total.value.to_string(),
                of.orders.total.value.to_string(),
                roubles(of.closings.turnover.value),
                maybe_roubles(of.costs.cost.value),
                percent(of.costs.roi.value),
                maybe_roubles(of.costs.cost_per_call.value),
                maybe_roubles(of.costs.cost_per_order.value),
            ]);
        }
        table
    }

    fn masters_table(&self) -> Table {
        let mut table = Table::new(&["Мастер", ">Заявок", ">Закрыто", ">Оборот", ">Средний чек", ">Выполнено"]);
        for of in &self.masters {
            table.row([
                of.name.to_string(),
                of.orders.total.value.to_string(),
                of.closings.closed.value.to_string(),
                roubles(of.closings.turnover.value),
                maybe_roubles(of.closings.average_check.value),
                percent(of.closings.completed_share.value),
            ]);
        }
        table
    }

    fn times_table(&self) -> Table {
        const STATES: [WorkState; 4] = [WorkState::Online, WorkState::Busy, WorkState::WrapUp, WorkState::Break];
        let [online, busy, wrap_up, pause] = STATES.map(|state| format!(">{}", state.label(Lang::Ru)));
        let mut table = Table::new(&["Оператор", &online, &busy, &wrap_up, &pause, ">Всего"]);
        for of in &self.operators {
            let spent = &of.work_time.value;
            let in_state = |state: &WorkState| spent.iter().filter(|(it, _)| it == state).map(|(_, time)| *time).sum();
            let [online, busy, wrap_up, pause] = STATES.map(|state| worked(in_state(&state)));
            let all: Duration = spent.iter().map(|(_, time)| *time).sum();
            table.row([of.name.to_string(), online, busy, wrap_up, pause, worked(all)]);
        }
        table
    }

    fn fmt_callbacks(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.callbacks.is_empty() {
            return writeln!(f, "Пропущенных клиентов нет, перезванивать некому.\n");
        }
        let open = self.callbacks.iter().filter(|view| view.callback.state == CallbackState::Open).count();
        let (basis, now) = (self.overall.basis, shown(self.closed_at, self.overall.basis.zone));
        let mut table = Table::new(&["Клиент", "Город", ">Пропусков", "Первый", "Состояние", ">Ждал", "Поговорил"]);
        for view in &self.callbacks {
            let callback = &view.callback;
            let closed = callback.episode.closed.as_ref();
            let talker = closed.and_then(|closed| self.operators.iter().find(|it| Some(it.operator) == closed.by));
            table.row([
                callback.phone.as_str().to_owned(),
                view.city.as_deref().unwrap_or_default().to_owned(),
                callback.episode.missed.to_string(),
                shown(callback.episode.first_at, basis.zone),
                callback.state.label(Lang::Ru).to_owned(),
                hours(callback.waited(self.closed_at)),
                talker.map_or_else(String::new, |talker| talker.name.to_string()),
            ]);
        }
        let over = over(&self.overall.calls.missed.note);
        write!(f, "Пропущенные клиенты, {over}; к {now} ждут звонка: {open}\n\n{table}\n")
    }

    fn fmt_cash(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cash.is_empty() {
            return writeln!(f, "Денег у мастеров нет.");
        }
        let mut table = Table::new(&["Мастер", ">Заработал", ">Сдал", ">Ждёт приёма", ">На руках"]);
        for (master, balance) in &self.cash {
            table.row([
                master.to_string(),
                roubles(balance.earned),
                roubles(balance.accepted),
                roubles(balance.pending),
                roubles(balance.held()),
            ]);
        }
        let basis = self.overall.basis;
        write!(f, "Касса мастеров за всё время, к {} по {}\n\n{table}", shown(self.closed_at, basis.zone), basis.zone)
    }

    pub(super) fn fmt_verdicts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (counters, callbacks) = (&self.counter_check, &self.callback_check);
        let (of, wrong) = (counters.counters, counters.differences.len());
        verdict(f, "Счётчики пересчитаны", "счётчиков", of, wrong)?;
        let (of, wrong) = (callbacks.phones, callbacks.differences.len());
        verdict(f, "Перезвоны выведены заново", "телефонов", of, wrong)
    }
}

fn verdict(f: &mut fmt::Formatter<'_>, what: &str, of_what: &str, of: u64, wrong: usize) -> fmt::Result {
    if wrong == 0 {
        writeln!(f, "{what}: {of_what} {of}, расхождений нет")
    } else {
        writeln!(f, "{}: {of_what} {of}, РАСХОЖДЕНИЙ {wrong}", what.to_uppercase())
    }
}

fn shown(at: Timestamp, zone: Zone) -> String {
    zone.local(at).format("%d.%m %H:%M").to_string()
}

/// Nothing for no time at all.
fn worked(time: Duration) -> String {
    if time.is_zero() { String::new() } else { hours(time) }
}

/// The status, with the day that was promised.
fn status(view: &OrderView) -> String {
    let status = view.order.status.label(Lang::Ru);
    view.order.promised.map_or_else(|| status.to_owned(), |day| format!("{status} до {}", day.format("%d.%m")))
}

/// The period and the zone of a figure.
fn over(note: &FigureNote) -> String {
    let day = |at| note.zone.day_of(at).format("%d.%m.%Y").to_string();
    // The period ends where the next day begins.
    let (first, last) = (day(note.period.from()), day(note.period.to().minus(Duration::from_micros(1))));
    let days = if first == last { first } else { format!("{first}–{last}") };
    format!("{days} по {}", note.zone)
}

fn figures() -> Table {
    Table::new(&["Показатель", ">Значение"])
}

/// A figure by the name of its formula.
fn row<T>(table: &mut Table, figure: &Figure<T>, shown: impl Fn(&T) -> String) {
    table.row([figure.note.formula.label(Lang::Ru).to_owned(), shown(&figure.value)]);
}
