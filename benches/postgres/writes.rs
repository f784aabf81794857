//! Orders written from calls, with counters, words, history, event and audit: through the library, beside the same by hand.
//! Each side writes to its own copy of the office.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crm_core::kernel::{CallId, OperatorId, Text, Timestamp};
use crm_core::orders::{Equipment, NewOrder, OrderType};
use crm_store_postgres::testing::Cluster;
use futures_util::future::try_join_all;
use tokio::runtime::Runtime;

use crate::Result;
use crate::office::{self, Office};
use crate::plan::Plan;
use crate::rounds::{Target, Unit, head, interleave, row};
use crate::staff::administrator;
use crate::written::{self, ToWrite};

#[derive(Debug, Clone, Copy)]
enum Hand {
    Ours,
    OneByOne,
    OneStatement,
}

/// An office that one hand writes to.
struct Side {
    office: Office,
    hand: Hand,
    /// Which orders come next: every side writes the same ones.
    next: AtomicUsize,
}

pub(crate) fn measure(
    plan: &Plan,
    runtime: &Runtime,
    cluster: &Cluster,
    original: &str,
    person: OperatorId,
) -> Result<()> {
    let calls = *plan.calls.get(plan.written).ok_or("no such office")?;
    let open = |name: &str, hand| -> Result<Arc<Side>> {
        runtime.block_on(async {
            office::copy(cluster, original, name).await?;
            let office = office::open(cluster, name, calls, person).await?;
            Ok(Arc::new(Side { office, hand, next: AtomicUsize::new(0) }))
        })
    };
    let ours = open("ours", Hand::Ours)?;
    let hands = [
        ("a transaction", Target::AtLeast(0.8), open("one_by_one", Hand::OneByOne)?),
        ("one statement", Target::AtLeast(0.6), open("one_statement", Hand::OneStatement)?),
    ];
    // The plans of prepared statements settle after some uses of each connection.
    for side in hands.iter().map(|(.., side)| side).chain([&ours]) {
        write(runtime, side, 8, if plan.slice.is_zero() { 8 } else { 160 })?;
    }
    for (name, target, raw) in &hands {
        head(&format!("orders written from calls, beside {name}"), "ours", "raw");
        for tasks in [1, 8, 32] {
            let many = if tasks == 1 { plan.orders } else { plan.orders * 4 };
            let rounds =
                interleave(plan.rounds, |_| write(runtime, &ours, tasks, many), |_| write(runtime, raw, tasks, many))?;
            let tasks = if tasks == 1 { "1 task".to_owned() } else { format!("{tasks} tasks") };
            row(&tasks, Unit::PerSecond, many as usize, &rounds, *target);
        }
    }
    Ok(())
}

/// Writes so many orders with so many tasks, and tells how long they took.
fn write(runtime: &Runtime, side: &Arc<Side>, tasks: u32, many: u32) -> Result<Duration> {
    let first = side.next.fetch_add(many as usize, Ordering::SeqCst);
    let orders: Arc<Vec<ToWrite>> =
        Arc::new((first..first + many as usize).map(|nth| an_order(nth, side.office.calls)).collect::<Result<_>>()?);
    let turn = Arc::new(AtomicUsize::new(0));
    runtime.block_on(async {
        let begun = Instant::now();
        let tasks = (0..tasks).map(|_| {
            let (side, orders, turn) = (Arc::clone(side), Arc::clone(&orders), Arc::clone(&turn));
            tokio::spawn(async move {
                while let Some(order) = orders.get(turn.fetch_add(1, Ordering::SeqCst)) {
                    match side.hand {
                        Hand::Ours => {
                            side.office.crm.orders().create(&administrator(), &new(order)?, None).await?;
                        }
                        Hand::OneByOne => written::one_by_one(&side.office.raw, order).await?,
                        Hand::OneStatement => written::by_one_statement(&side.office.raw, order).await?,
                    }
                }
                Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
            })
        });
        for done in try_join_all(tasks).await? {
            done?;
        }
        Ok(begun.elapsed())
    })
}

/// From a call of its own, in a slot of its own.
fn an_order(nth: usize, calls: u32) -> Result<ToWrite> {
    let kinds = ["kp", "bt", "mnch"];
    let slot = nth / kinds.len();
    let day = Timestamp::parse("2027-03-01T07:00:00Z")?.plus(Duration::from_secs(u64::try_from(slot / 24)? * 86_400));
    let meeting = day.plus(Duration::from_secs(u64::try_from(slot % 24)? * 1_800));
    Ok(ToWrite {
        id: 500_000_000 + i64::try_from(nth)?,
        call: 1 + i64::try_from(nth * 7 % calls as usize)?,
        equipment: kinds.get(nth % kinds.len()).unwrap_or(&"kp"),
        meeting: meeting.micros(),
    })
}

fn new(order: &ToWrite) -> Result<NewOrder> {
    Ok(NewOrder {
        call: Some(CallId::new(order.call)?),
        phone: None,
        city: None,
        campaign: None,
        advert_account: None,
        order_type: OrderType::FirstTime,
        equipment: Equipment::from_stored(order.equipment),
        client_name: Text::new("Иван Петров")?,
        address: Text::new("ул. Ленина, д. 1")?,
        problem: Text::new("Не включается")?,
        meeting: Timestamp::from_micros(order.meeting).ok_or("a time out of range")?,
        operator: None,
    })
}
