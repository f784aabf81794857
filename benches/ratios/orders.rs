//! Lists and searches of orders: what a page costs in a large table, compared with a small one.
//!
//! Both tables span the same two years, with the same people and cities; a search finds as many orders in either.

use std::future::Future;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::kernel::{Error, OperatorId, PageRequest, Period, Phone, Timestamp};
use crm_core::orders::{Equipment, OrderFilter, OrderSearch, OrderStatus, OrderType};
use crm_store_sqlite::Options;
use tokio::runtime::Runtime;

use crate::plan::Plan;
use crate::rounds::{Target, Unit, head, how_many, interleave, row};
use crate::{Result, office};

struct Table {
    orders: u32,
    crm: Crm,
    operator: Actor,
}

type Case = (&'static str, Option<OperatorId>, OrderFilter, PageRequest);

pub(crate) fn measure(
    plan: &Plan,
    runtime: &Runtime,
    folder: &Path,
    template: &Path,
    staff: &[OperatorId],
) -> Result<()> {
    let mut tables = Vec::new();
    for &orders in &plan.orders {
        let path: PathBuf = folder.join(format!("orders-{orders}.db"));
        std::fs::copy(template, &path)?;
        let begun = Instant::now();
        office::fill_orders(&path, orders, staff)?;
        let written = begun.elapsed();
        let crm = office::open(&path, Options::default())?;
        runtime.block_on(crm.counters().recount(&office::administrator()))?;
        println!(
            "{orders} orders written in {:.1} s, counted in {:.1} s",
            written.as_secs_f64(),
            begun.elapsed().saturating_sub(written).as_secs_f64()
        );
        let operator = runtime.block_on(crm.operators().actor(*staff.first().ok_or("nobody works here")?))?;
        tables.push(Table { orders, crm, operator });
    }
    if let [small, large] = tables.as_slice() {
        costs(plan, runtime, small, large, staff)?;
    }
    for table in tables {
        runtime.block_on(table.crm.close())?;
    }
    Ok(())
}

fn cases(staff: &[OperatorId]) -> Result<Vec<Case>> {
    let none = OrderFilter::default;
    let with_total = PageRequest::first;
    let plain = || PageRequest::first().without_total();
    let person = *staff.get(7).ok_or("nobody works here")?;
    let month =
        Period::new(Timestamp::parse("2026-03-01T00:00:00+03:00")?, Timestamp::parse("2026-04-01T00:00:00+03:00")?)?;
    let search = |typed: &str| OrderFilter { search: OrderSearch::parse(typed), ..none() };
    let city = office::city(3)?;
    let mut cases: Vec<Case> = vec![
        ("default list", None, none(), plain()),
        ("default list, with total", None, none(), with_total()),
        ("an operator's list, with total", Some(person), none(), with_total()),
    ];
    let filters = [
        ("status", OrderFilter { status: Some(OrderStatus::Completed), ..none() }),
        ("city", OrderFilter { city: Some(city), ..none() }),
        ("city and status", OrderFilter { city: Some(city), status: Some(OrderStatus::Cancelled), ..none() }),
        ("author", OrderFilter { operator: Some(person), ..none() }),
        ("master", OrderFilter { master: Some(person), ..none() }),
        ("campaign", OrderFilter { campaign: Some(office::campaign()?), ..none() }),
        ("equipment", OrderFilter { equipment: Some(Equipment::Appliances), ..none() }),
        ("type", OrderFilter { order_type: Some(OrderType::Warranty), ..none() }),
        ("phone", OrderFilter { phone: Some(Phone::parse(office::REGULAR)?), ..none() }),
        ("written in a month", OrderFilter { created: Some(month), ..none() }),
        ("search: surname of 20", search(office::RARE)),
        ("search: surname of 1,000", search(office::KNOWN)),
        ("search: surname of 1,000 and street", search(&format!("{} садовая", office::KNOWN))),
        ("search: phone", search(office::REGULAR)),
    ];
    cases.extend(filters.into_iter().map(|(name, filter)| (name, None, filter, with_total())));
    Ok(cases)
}

async fn show_many(crm: Crm, actor: Actor, case: (OrderFilter, PageRequest), many: usize) -> Result<Duration, Error> {
    let begun = Instant::now();
    for _ in 0..many {
        black_box(crm.orders().list(&actor, &case.0, &case.1).await?);
    }
    Ok(begun.elapsed())
}

fn spawn<T: Send + 'static>(
    runtime: &Runtime,
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T> {
    Ok(runtime.block_on(async { tokio::spawn(work).await })??)
}

fn costs(plan: &Plan, runtime: &Runtime, small: &Table, large: &Table, staff: &[OperatorId]) -> Result<()> {
    head("ours: cost of a page of 20 orders", &format!("of {}", large.orders), &format!("of {}", small.orders));
    for (name, whose, filter, request) in cases(staff)? {
        let side = |table: &Table, many: usize| {
            let actor = whose.map_or_else(office::administrator, |_| table.operator.clone());
            spawn(runtime, show_many(table.crm.clone(), actor, (filter.clone(), request.clone()), many))
        };
        let shown = |table: &Table| -> Result<_> {
            let actor = whose.map_or_else(office::administrator, |_| table.operator.clone());
            let page = runtime.block_on(table.crm.orders().list(&actor, &filter, &request))?;
            Ok((page.items.len(), page.total.map_or(0, |total| total.count)))
        };
        let (found, many) = (shown(large)?, how_many(plan.slice, || side(large, 1).map(drop))?);
        if found.0 == 0 || shown(small)?.0 == 0 {
            return Err(format!("{name}: an empty list measures nothing").into());
        }
        let rounds = interleave(plan.rounds, |_| side(large, many), |_| side(small, many))?;
        row(name, Unit::Each, many, &rounds, Target::AtMost(2.0));
    }
    Ok(())
}
