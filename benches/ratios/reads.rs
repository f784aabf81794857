//! Lists and single calls: through the library, beside hand-written SQL on the same file.

use std::future::Future;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::calls::{CallFilter, CallSort, CallView};
use crm_core::kernel::{CallId, Error, OperatorId, Page, PageRequest};
use crm_core::telephony::sample::Rng;
use crm_store_sqlite::Options;
use rusqlite::Connection;
use tokio::runtime::Runtime;

use crate::plan::Plan;
use crate::raw::{self, Place, Scope};
use crate::rounds::{Target, Unit, head, how_many, interleave, row};
use crate::{Result, office};

/// A table of calls, open on both sides.
struct Table {
    calls: u32,
    crm: Crm,
    connection: Connection,
    operator: (Actor, Scope),
}

/// A list that both sides show.
struct Case {
    name: &'static str,
    actor: Actor,
    request: PageRequest,
    scope: Scope,
    place: Place,
    wants_total: bool,
}

pub(crate) fn measure(
    plan: &Plan,
    runtime: &Runtime,
    folder: &Path,
    template: &Path,
    staff: &[OperatorId],
) -> Result<()> {
    let mut tables = Vec::new();
    for &calls in &plan.sizes {
        tables.push(open(calls, runtime, folder, template, staff)?);
    }
    for table in &tables {
        head(&format!("page of 20 out of {} calls", table.calls), "ours", "raw");
        for case in cases(runtime, table)? {
            list(plan, runtime, table, &case)?;
        }
        get(plan, runtime, table)?;
    }
    if let [small, rest @ ..] = tables.as_slice() {
        for large in rest {
            costs(plan, runtime, small, large)?;
        }
    }
    for table in tables {
        runtime.block_on(table.crm.close())?;
    }
    Ok(())
}

fn open(calls: u32, runtime: &Runtime, folder: &Path, template: &Path, staff: &[OperatorId]) -> Result<Table> {
    let path = folder.join(format!("calls-{calls}.db"));
    std::fs::copy(template, &path)?;
    let begun = Instant::now();
    office::fill(&path, calls, staff)?;
    println!(
        "{}{calls} calls written in {:.1} s",
        if calls > 10_000 { "" } else { "\n" },
        begun.elapsed().as_secs_f64()
    );
    let crm = office::open(&path, Options::default())?;
    runtime.block_on(crm.counters().recount(&office::administrator()))?;
    let operator = *staff.first().ok_or("nobody works here")?;
    let actor = runtime.block_on(crm.operators().actor(operator))?;
    let [one, other] = actor.cities() else { return Err("the operator serves two cities".into()) };
    let scope = Scope::Operator { cities: (one.get(), other.get()), operator: operator.get() };
    Ok(Table { calls, crm, connection: office::connect(&path)?, operator: (actor, scope) })
}

fn cases(runtime: &Runtime, table: &Table) -> Result<Vec<Case>> {
    let admin = (office::administrator(), Scope::Everything);
    let mut cases = Vec::new();
    for (names, (actor, scope)) in [
        (["admin: page 1", "admin: page 1, with total", "admin: by cursor, 5,000 deep"], admin.clone()),
        (
            ["operator: page 1", "operator: page 1, with total", "operator: by cursor, 1,000 deep"],
            table.operator.clone(),
        ),
    ] {
        let [first, counted, keyset] = names;
        let case = |name, request: PageRequest, place, wants_total| Case {
            name,
            actor: actor.clone(),
            request: if wants_total { request } else { request.without_total() },
            scope,
            place,
            wants_total,
        };
        cases.push(case(first, PageRequest::first(), Place::First, false));
        cases.push(case(counted, PageRequest::first(), Place::First, true));
        let deep = if matches!(scope, Scope::Everything) { 250 } else { 50 };
        let deep = PageRequest::page(deep.min(table.calls / 200 + 1), 20)?;
        let page = runtime.block_on(show(&table.crm, &actor, &deep))?;
        let last = page.items.last().ok_or("the list is too short")?;
        let place = Place::After { date: last.call.facts.started_at.micros(), id: last.call.id.get() };
        let cursor = page.next.ok_or("the list is too short")?;
        cases.push(case(keyset, PageRequest::cursor(cursor, 20)?, place, false));
        if matches!(scope, Scope::Everything) && table.calls >= 10_000 {
            cases.push(case("admin: page 500 (OFFSET 9,980)", PageRequest::page(500, 20)?, Place::Offset(9980), false));
        }
    }
    Ok(cases)
}

async fn show(crm: &Crm, actor: &Actor, request: &PageRequest) -> Result<Page<CallView>, Error> {
    crm.calls().list(actor, &CallFilter::default(), CallSort::Latest, request).await
}

/// How long `many` lists take, one after the other, in one task.
async fn show_many(crm: Crm, actor: Actor, request: PageRequest, many: usize) -> Result<Duration, Error> {
    let begun = Instant::now();
    for _ in 0..many {
        black_box(show(&crm, &actor, &request).await?);
    }
    Ok(begun.elapsed())
}

/// On a worker of the runtime, as a request is.
fn spawn<T: Send + 'static>(
    runtime: &Runtime,
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T> {
    Ok(runtime.block_on(async { tokio::spawn(work).await })??)
}

fn list(plan: &Plan, runtime: &Runtime, table: &Table, case: &Case) -> Result<()> {
    let by_hand = || raw::list(&table.connection, case.scope, case.place, case.wants_total);
    let (views, total) = by_hand()?;
    let page = runtime.block_on(show(&table.crm, &case.actor, &case.request))?;
    let counted = total.map(|total| crm_core::kernel::Total::of(total.unsigned_abs()));
    // Counters tell ours exactly what raw counts only so far.
    let agrees = match (page.total, counted) {
        (Some(ours), Some(raw)) if raw.is_bound => ours.count >= raw.count,
        (ours, raw) => ours == raw,
    };
    if page.items != views || !agrees {
        return Err(format!("{}: the sides differ: {page:?} {views:?} {total:?}", case.name).into());
    }
    let many = how_many(plan.slice, || by_hand().map(drop))?;
    let rounds = interleave(
        plan.rounds,
        |_| spawn(runtime, show_many(table.crm.clone(), case.actor.clone(), case.request.clone(), many)),
        |_| {
            let begun = Instant::now();
            for _ in 0..many {
                black_box(by_hand()?);
            }
            Ok(begun.elapsed())
        },
    )?;
    row(case.name, Unit::Each, many, &rounds, Target::AtLeast(0.6));
    Ok(())
}

fn get(plan: &Plan, runtime: &Runtime, table: &Table) -> Result<()> {
    let calls = usize::try_from(table.calls)?;
    let any = |rng: &mut Rng| 1 + i64::try_from(rng.below(calls)).unwrap_or_default();
    let admin = office::administrator();
    let mut rng = Rng::new(2);
    for _ in 0..100 {
        let id = any(&mut rng);
        let ours = runtime.block_on(table.crm.calls().get(&admin, CallId::new(id)?))?;
        if raw::get(&table.connection, id)? != Some(ours) {
            return Err(format!("call {id}: the sides differ").into());
        }
    }
    let many = how_many(plan.slice, || raw::get(&table.connection, any(&mut rng)).map(drop))?;
    let ids = |round: usize| -> Vec<i64> {
        let mut rng = Rng::new(u64::try_from(round).unwrap_or_default());
        (0..many).map(|_| any(&mut rng)).collect()
    };
    let rounds = interleave(
        plan.rounds,
        |round| {
            let (crm, admin, ids) = (table.crm.clone(), admin.clone(), ids(round));
            let ids = ids.into_iter().map(CallId::new).collect::<Result<Vec<_>, _>>()?;
            spawn(runtime, async move {
                let begun = Instant::now();
                for id in ids {
                    black_box(crm.calls().get(&admin, id).await?);
                }
                Ok(begun.elapsed())
            })
        },
        |round| {
            let ids = ids(round);
            let begun = Instant::now();
            for id in ids {
                black_box(raw::get(&table.connection, id)?);
            }
            Ok(begun.elapsed())
        },
    )?;
    row("one call, any id", Unit::Each, many, &rounds, Target::AtLeast(0.5));
    Ok(())
}

/// What page 1 costs in a large table, compared with a small one.
fn costs(plan: &Plan, runtime: &Runtime, small: &Table, large: &Table) -> Result<()> {
    head("ours: cost of page 1", &format!("of {}", large.calls), &format!("of {}", small.calls));
    for (name, of, request) in [
        ("admin", None, PageRequest::first().without_total()),
        ("admin, with total", None, PageRequest::first()),
        ("operator", Some(()), PageRequest::first().without_total()),
    ] {
        let side = |table: &Table, many: usize| {
            let actor = of.map_or_else(office::administrator, |()| table.operator.0.clone());
            spawn(runtime, show_many(table.crm.clone(), actor, request.clone(), many))
        };
        let many = how_many(plan.slice, || side(small, 1).map(drop))?;
        let rounds = interleave(plan.rounds, |_| side(large, many), |_| side(small, many))?;
        row(name, Unit::Each, many, &rounds, Target::AtMost(1.3));
    }
    Ok(())
}
