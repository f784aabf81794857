//! Durable ingest of provider events: signed deliveries through the library, beside the same statements by hand.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crm_core::Crm;
use crm_core::telephony::{mango, sample};
use crm_store_sqlite::{Options, Synchronous};
use futures_util::future::try_join_all;
use rusqlite::Connection;
use tokio::runtime::Runtime;

use crate::plan::Plan;
use crate::replay::{self, Script};
use crate::rounds::{Round, Target, Unit, head, row};
use crate::{Result, office};

/// A signed post: path and body.
type Delivery = (String, Vec<u8>);
/// The deliveries of one conversation, in order.
type Conversation = Vec<Delivery>;

/// How many tasks ingest at once where many do.
const WRITERS: usize = 32;

/// What is taken in during one round, and what the store does for it.
struct Batch {
    conversations: Arc<Vec<Conversation>>,
    scripts: Vec<Script>,
}

impl Batch {
    fn events(&self) -> usize {
        self.scripts.len()
    }
}

pub(crate) fn measure(plan: &Plan, runtime: &Runtime, folder: &Path, template: &Path) -> Result<()> {
    // One more, to warm up.
    let batches = record(plan.rounds + 1, plan.events, runtime, folder, template)?;
    let copy = |name: &str| -> Result<_> {
        let path = folder.join(name);
        std::fs::copy(template, &path)?;
        Ok(path)
    };
    let paths = [copy("one.db")?, copy("many.db")?, copy("raw.db")?];
    let [one, many, raw] = &paths;
    let (one, many) = (office::open(one, Options::default())?, office::open(many, Options::default())?);
    let connection = office::connect(raw)?;
    let rest = || runtime.block_on(async { tokio::time::sleep(plan.pause).await });

    let mut rounds = Vec::new();
    for (place, batch) in batches.iter().enumerate() {
        let mut took = [Duration::ZERO; 3];
        for turn in 0..3 {
            match (turn + place) % 3 {
                0 => took[0] = runtime.block_on(ours(&one, batch, 1))?,
                1 => took[1] = runtime.block_on(ours(&many, batch, WRITERS))?,
                _ => took[2] = by_hand(&connection, batch)?,
            }
            rest();
        }
        rounds.push(took);
    }
    runtime.block_on(async { one.close().await.and(many.close().await) })?;
    drop(connection);
    same_contents(&paths)?;

    let events = batches.iter().map(Batch::events).sum::<usize>() / batches.len();
    let statements: usize = batches.iter().flat_map(|batch| &batch.scripts).map(Script::len).sum();
    head("durable ingest of signed provider events", "ours", "raw");
    let pairs = |side: usize| -> Vec<Round> {
        let measured = rounds.iter().skip(1);
        measured.map(|took| Round { ours: took.get(side).copied().unwrap_or_default(), raw: took[2] }).collect()
    };
    row("1 writer", Unit::PerSecond, events, &pairs(0), Target::AtLeast(0.6));
    row("32 writers", Unit::PerSecond, events, &pairs(1), Target::AtLeast(4.0));
    println!(
        "  {events} events a round, {:.1} statements each. ours: signature, parse, fold and audit included. raw: only the",
        to_f64(statements) / to_f64(events * batches.len())
    );
    println!("  statements that ours was seen to run, with their values, one transaction an event, on one thread.");
    Ok(())
}

fn to_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// Makes up the traffic of each round and lets a store take it in once, to see what it runs for each event.
fn record(rounds: usize, events: usize, runtime: &Runtime, folder: &Path, template: &Path) -> Result<Vec<Batch>> {
    let path = folder.join("recorded.db");
    std::fs::copy(template, &path)?;
    let crm = office::open(&path, Options::default().synchronous(Synchronous::Off).trace(replay::watch))?;
    let account = office::account()?;
    let mut seeds = 0..;
    let mut texts = Vec::new();
    let mut batches = Vec::new();
    for _ in 0..rounds {
        let (mut conversations, mut scripts) = (Vec::new(), Vec::new());
        while scripts.len() < events {
            let told = sample::conversation(seeds.next().unwrap_or_default());
            let sign = |(path, json): (String, String)| (path, mango::encode_form(&account, &json).into_bytes());
            let conversation: Conversation = told.into_iter().map(sign).collect();
            for (path, body) in &conversation {
                replay::forget();
                runtime.block_on(crm.telephony().archive(&office::administrator())?.mango(path, body))?;
                scripts.push(replay::script(&mut texts)?);
            }
            conversations.push(conversation);
        }
        batches.push(Batch { conversations: Arc::new(conversations), scripts });
    }
    runtime.block_on(crm.close())?;
    Ok(batches)
}

/// Takes a batch in with so many tasks; a conversation is one task's.
async fn ours(crm: &Crm, batch: &Batch, writers: usize) -> Result<Duration> {
    let begun = Instant::now();
    // Whoever is free takes the next conversation, so that all writers are busy until the end.
    let next = Arc::new(AtomicUsize::new(0));
    let tasks = (0..writers).map(|_| {
        let (crm, conversations, next) = (crm.clone(), Arc::clone(&batch.conversations), Arc::clone(&next));
        tokio::spawn(async move {
            while let Some(conversation) = conversations.get(next.fetch_add(1, Ordering::Relaxed)) {
                for (path, body) in conversation {
                    crm.telephony().archive(&office::administrator())?.mango(path, body).await?;
                }
            }
            Ok::<_, crm_core::Error>(())
        })
    });
    for ended in try_join_all(tasks).await? {
        ended?;
    }
    Ok(begun.elapsed())
}

fn by_hand(connection: &Connection, batch: &Batch) -> Result<Duration> {
    let begun = Instant::now();
    for script in &batch.scripts {
        script.run(connection)?;
    }
    let took = begun.elapsed();
    // The store does it too when it is idle.
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    Ok(took)
}

/// All three took in the same; else the ratios would mean nothing.
fn same_contents(paths: &[std::path::PathBuf]) -> Result<()> {
    const SUMS: &str = "SELECT (SELECT count(*) || ' ' || sum(length(body)) FROM telephony_events), \
        (SELECT sum(version) FROM conversations), (SELECT sum(version) || ' ' || sum(date_create) FROM calls), \
        (SELECT count(*) FROM call_participants), (SELECT count(*) FROM events), (SELECT count(*) FROM audit), \
        (SELECT count(*) FROM jobs)";
    let mut sums = Vec::new();
    for path in paths {
        let connection = Connection::open(path)?;
        let found: Vec<rusqlite::types::Value> =
            connection.query_row(SUMS, [], |row| (0..7).map(|column| row.get(column)).collect())?;
        sums.push(found);
    }
    if sums.windows(2).any(|pair| pair.first() != pair.last()) {
        return Err(format!("the databases differ: {sums:?}").into());
    }
    Ok(())
}
