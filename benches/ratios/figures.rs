//! Reports and look-ups in a large office, compared with a small one. Both span the same two years with the same people.

use std::future::Future;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::calls::{CallFilter, CallSort};
use crm_core::kernel::{Error, OperatorId, PageRequest, Period, Phone, Zone};
use crm_core::stats::{ServiceTarget, StatsQuery};
use crm_core::telephony::sample::Rng;
use crm_store_sqlite::Options;
use tokio::runtime::Runtime;

use crate::plan::Plan;
use crate::rounds::{Target, Unit, head, how_many, interleave, row};
use crate::{Result, office};

struct Table {
    calls: u32,
    crm: Crm,
    operator: Actor,
}

pub(crate) fn measure(
    plan: &Plan,
    runtime: &Runtime,
    folder: &Path,
    template: &Path,
    staff: &[OperatorId],
) -> Result<()> {
    let tables: Vec<Table> = plan
        .figures
        .iter()
        .map(|&calls| open(calls, calls / 10 * 3, runtime, folder, template, staff))
        .collect::<Result<_>>()?;
    if let [small, large] = tables.as_slice() {
        reports(plan, runtime, small, large)?;
    }
    for table in tables {
        runtime.block_on(table.crm.close())?;
        std::fs::remove_file(folder.join(format!("figures-{}.db", table.calls)))?;
    }
    let table = open(plan.looked_up, 0, runtime, folder, template, staff)?;
    look_up(plan, runtime, &table)?;
    runtime.block_on(table.crm.close())?;
    Ok(())
}

fn open(
    calls: u32,
    orders: u32,
    runtime: &Runtime,
    folder: &Path,
    template: &Path,
    staff: &[OperatorId],
) -> Result<Table> {
    let path = folder.join(format!("figures-{calls}.db"));
    std::fs::copy(template, &path)?;
    let begun = Instant::now();
    office::fill(&path, calls, staff)?;
    if orders > 0 {
        office::fill_orders(&path, orders, staff)?;
    }
    let written = begun.elapsed();
    let crm = office::open(&path, Options::default())?;
    runtime.block_on(crm.counters().recount(&office::administrator()))?;
    println!(
        "{calls} calls and {orders} orders written in {:.1} s, counted in {:.1} s",
        written.as_secs_f64(),
        begun.elapsed().saturating_sub(written).as_secs_f64()
    );
    let operator = runtime.block_on(crm.operators().actor(*staff.first().ok_or("nobody works here")?))?;
    Ok(Table { calls, crm, operator })
}

/// What is asked for, by whoever asks for it most.
#[derive(Clone, Copy)]
enum Report {
    My,
    Overall,
    ByCity,
}

async fn tell(crm: Crm, actor: Actor, report: Report, many: usize) -> Result<Duration, Error> {
    let admin = office::administrator();
    let period = |from, to| Period::from_input(Zone::MOSCOW, Some(from), Some(to)).unwrap_or(Period::everything());
    let begun = Instant::now();
    for _ in 0..many {
        match report {
            Report::My => drop(black_box(crm.stats().my(&actor, period("2026-05-02", "2026-05-31"), None).await?)),
            Report::Overall => {
                let query = StatsQuery::new(period("2025-06-01", "2026-05-31"));
                drop(black_box(crm.stats().overall(&admin, &query, &ServiceTarget::default()).await?));
            }
            Report::ByCity => {
                let query = StatsQuery::new(period("2025-06-01", "2026-05-31"));
                drop(black_box(crm.stats().by_city(&admin, &query).await?));
            }
        }
    }
    Ok(begun.elapsed())
}

fn spawn<T: Send + 'static>(
    runtime: &Runtime,
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T> {
    Ok(runtime.block_on(async { tokio::spawn(work).await })??)
}

fn reports(plan: &Plan, runtime: &Runtime, small: &Table, large: &Table) -> Result<()> {
    head("ours: cost of a report", &format!("{} calls", large.calls), &format!("{} calls", small.calls));
    for (name, report) in [
        ("my figures and days, 30 days", Report::My),
        ("the office's figures, a year", Report::Overall),
        ("a row per city, a year", Report::ByCity),
    ] {
        let side = |table: &Table, many| spawn(runtime, tell(table.crm.clone(), table.operator.clone(), report, many));
        let many = how_many(plan.slice, || side(small, 1).map(drop))?;
        let rounds = interleave(plan.rounds, |_| side(large, many), |_| side(small, many))?;
        row(name, Unit::Each, many, &rounds, Target::AtMost(1.5));
    }
    Ok(())
}

/// Finds the calls of clients who call at random.
fn look_up(plan: &Plan, runtime: &Runtime, table: &Table) -> Result<()> {
    let tries = if plan.slice.is_zero() { 20 } else { 5_000 };
    let mut rng = Rng::new(7);
    let clients = usize::try_from(table.calls)? / 3 + 1;
    let phones: Vec<Phone> =
        (0..tries).map(|_| Ok(Phone::parse(&format!("+7900{:07}", rng.below(clients)))?)).collect::<Result<_>>()?;
    for (name, actor) in [("an admin", office::administrator()), ("an operator", table.operator.clone())] {
        let (crm, phones) = (table.crm.clone(), phones.clone());
        let mut took = spawn(runtime, async move {
            let mut took = Vec::with_capacity(phones.len());
            for phone in phones {
                let filter = CallFilter { client: Some(phone), ..CallFilter::default() };
                let begun = Instant::now();
                black_box(crm.calls().list(&actor, &filter, CallSort::Latest, &PageRequest::first()).await?);
                took.push(begun.elapsed());
            }
            Ok(took)
        })?;
        took.sort_unstable();
        let at = |percent: usize| {
            let place = (took.len() * percent / 100).min(took.len().saturating_sub(1));
            took.get(place).copied().unwrap_or_default().as_secs_f64() * 1e3
        };
        println!(
            "calls of a phone with their total, for {name}, out of {} calls: median {:.3} ms, p99 {:.3} ms (at most 5), max {:.3} ms",
            table.calls,
            at(50),
            at(99),
            at(100),
        );
    }
    Ok(())
}
