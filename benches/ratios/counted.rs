//! What counters add to a write: the same writes through the same store, with and without them.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crm_core::Crm;
use crm_core::kernel::{OperatorId, Phone, Text, Timestamp};
use crm_core::operators::{Login, NewOperator, Role};
use crm_core::orders::{Equipment, NewOrder, OrderStatus, OrderType, StatusChange};
use crm_core::store::Store;
use crm_core::telephony::{mango, sample};
use crm_store_sqlite::{Options, SqliteStore};
use futures_util::future::try_join_all;
use tokio::runtime::Runtime;

use crate::plan::Plan;
use crate::rounds::{Target, Unit, head, interleave, row};
use crate::uncounted::Uncounted;
use crate::{Result, office};

/// How many tasks write at once where many do.
const WRITERS: u32 = 32;

struct Side {
    crm: Crm,
    master: OperatorId,
    /// Which conversations and clients come next; both sides have the same ones.
    next: Arc<AtomicU32>,
}

pub(crate) fn measure(plan: &Plan, runtime: &Runtime, folder: &Path, template: &Path) -> Result<()> {
    let open = |name: &str, counts: bool| -> Result<Side> {
        let path = folder.join(name);
        std::fs::copy(template, &path)?;
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open_with(&path, Options::default())?);
        let store = if counts { store } else { Arc::new(Uncounted(store)) };
        let crm = Crm::builder_shared(store).mango(office::account()?).build()?;
        let master = runtime.block_on(a_master(&crm))?;
        Ok(Side { crm, master, next: Arc::default() })
    };
    let (counted, uncounted) = (open("counted.db", true)?, open("uncounted.db", false)?);
    let calls = (plan.events / 5).max(WRITERS as usize);
    head("writes with counters, beside the same without", "with", "without");
    for (name, many, work) in [
        ("a conversation of a call, 1 writer", calls / 4, Work::Conversation(1)),
        ("a conversation of a call, 32 writers", calls, Work::Conversation(WRITERS)),
        ("an order written, 1 writer", calls / 4, Work::Order(1)),
        ("an order written, 32 writers", calls, Work::Order(WRITERS)),
        ("an order accepted and completed, 1 writer", calls / 4, Work::Closing(1)),
        ("an order accepted and completed, 32 writers", calls, Work::Closing(WRITERS)),
    ] {
        let many = u32::try_from(many)?;
        // Once more, to warm up.
        for side in [&counted, &uncounted] {
            runtime.block_on(write(side, work, WRITERS))?;
        }
        let rest = || runtime.block_on(async { tokio::time::sleep(plan.pause).await });
        let side = |side: &Side| -> Result<Duration> {
            let took = runtime.block_on(write(side, work, many))?;
            rest();
            Ok(took)
        };
        let rounds = interleave(plan.rounds, |_| side(&counted), |_| side(&uncounted))?;
        row(name, Unit::Each, many as usize, &rounds, Target::AtMost(1.35));
    }
    runtime.block_on(async { counted.crm.close().await.and(uncounted.crm.close().await) })?;
    Ok(())
}

#[derive(Clone, Copy)]
enum Work {
    Conversation(u32),
    Order(u32),
    Closing(u32),
}

/// Does `many` pieces of work with as many tasks as it says, and tells how long they took.
async fn write(side: &Side, work: Work, many: u32) -> Result<Duration> {
    let (Work::Conversation(writers) | Work::Order(writers) | Work::Closing(writers)) = work;
    let first = side.next.fetch_add(many, Ordering::SeqCst);
    let account = office::account()?;
    let mut prepared = Vec::new();
    for nth in first..first + many {
        let deliveries = match work {
            Work::Conversation(_) => sample::conversation(u64::from(nth))
                .into_iter()
                .map(|(path, json)| (path, mango::encode_form(&account, &json).into_bytes()))
                .collect(),
            Work::Order(_) | Work::Closing(_) => Vec::new(),
        };
        let order = match work {
            Work::Closing(_) => {
                Some(side.crm.orders().create(&office::administrator(), &an_order(nth)?, None).await?.order)
            }
            Work::Conversation(_) | Work::Order(_) => None,
        };
        prepared.push((an_order(nth)?, order, deliveries));
    }
    let prepared = Arc::new(prepared);
    let turn = Arc::new(AtomicU32::new(0));
    let begun = Instant::now();
    let tasks = (0..writers).map(|_| {
        let (crm, prepared, turn, master) = (side.crm.clone(), Arc::clone(&prepared), Arc::clone(&turn), side.master);
        tokio::spawn(async move {
            let admin = office::administrator();
            while let Some((new, order, deliveries)) = prepared.get(turn.fetch_add(1, Ordering::SeqCst) as usize) {
                for (path, body) in deliveries {
                    crm.telephony().archive(&office::administrator())?.mango(path, body).await?;
                }
                match (order, deliveries.is_empty()) {
                    (Some(order), _) => {
                        let accept = StatusChange { master: Some(master), ..StatusChange::to(OrderStatus::Accepted) };
                        let order = crm.orders().change_status(&admin, order.id, order.version, &accept).await?;
                        let set_out = StatusChange::to(OrderStatus::InProgress);
                        let order = crm.orders().change_status(&admin, order.id, order.version, &set_out).await?;
                        let result = crm_core::kernel::Money::from_kopecks(150_000);
                        let close = StatusChange { result, ..StatusChange::to(OrderStatus::Completed) };
                        crm.orders().change_status(&admin, order.id, order.version, &close).await?;
                    }
                    (None, true) => drop(crm.orders().create(&admin, new, None).await?),
                    (None, false) => {}
                }
            }
            Ok::<_, crm_core::Error>(())
        })
    });
    for done in try_join_all(tasks).await? {
        done?;
    }
    Ok(begun.elapsed())
}

/// Each in a slot of its own.
fn an_order(nth: u32) -> Result<NewOrder> {
    let day = Timestamp::parse("2026-08-03T07:00:00Z")?.plus(Duration::from_secs(u64::from(nth / 24) * 86_400));
    Ok(NewOrder {
        call: None,
        phone: Some(Phone::parse(&format!("+7900{nth:07}"))?),
        city: Some(office::city(1)?),
        campaign: Some(Text::new("Авито")?),
        advert_account: None,
        order_type: OrderType::FirstTime,
        equipment: Equipment::Computers,
        client_name: Text::new("Иван Петров")?,
        address: Text::new("ул. Ленина, д. 1")?,
        problem: Text::new("Не включается")?,
        meeting: day.plus(Duration::from_secs(u64::from(nth % 24) * 1_800)),
        operator: None,
    })
}

async fn a_master(crm: &Crm) -> Result<OperatorId> {
    let master = NewOperator {
        role: Role::Master,
        ..NewOperator::operator(
            Text::new("Мастер")?,
            Login::new("master")?,
            "a long enough phrase".into(),
            office::city(1)?,
        )
    };
    Ok(crm.operators().create(&office::administrator(), &master, None).await?.id)
}
