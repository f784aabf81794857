//! What the library costs over raw sqlx on PostgreSQL: both sides in one run, in interleaved rounds, as ratios.
//!
//! `make bench` runs it with 200,000 calls, `make bench-full` with 5,000,000;
//! `cargo bench -p crm-benches --bench postgres -- writes` (or `reads`, `growth`) runs one part. It starts a PostgreSQL of
//! its own. Without `--bench`, as test runners start it, it makes one tiny round.

mod growth;
mod office;
mod plan;
mod raw;
mod reads;
#[path = "../shared/rounds.rs"]
mod rounds;
#[path = "../shared/staff.rs"]
mod staff;
mod writes;
mod written;

use std::error::Error;

use crm_store_postgres::testing::{Cluster, Settings};
use sqlx::{Connection, PgConnection};

use crate::plan::Plan;

type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    if has("--list") {
        return Ok(());
    }
    let plan = match (has("--bench"), has("--full")) {
        (true, true) => Plan::full(),
        (true, false) => Plan::short(),
        (false, _) => Plan::tiny(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let settings = Settings::durable()
        .set("shared_buffers", "512MB")
        .set("max_wal_size", "8GB")
        .set("checkpoint_timeout", "1h")
        .set("random_page_cost", "1.1");
    let cluster = match runtime.block_on(Cluster::start(settings)) {
        Ok(cluster) => cluster,
        Err(error) => {
            println!("Nothing is measured on PostgreSQL: {error}");
            return Ok(());
        }
    };
    if !has("--bench") {
        println!("A tiny round, to see that it works: its figures say nothing. `make bench` measures.");
    }
    runtime.block_on(introduce(&plan, &cluster))?;
    let names = ["small", "large"];
    let mut people = Vec::new();
    for (name, calls) in names.into_iter().zip(plan.calls) {
        people.push(runtime.block_on(office::make(&cluster, name, calls))?);
    }
    let only = ["writes", "reads", "growth"].into_iter().find(|part| has(part));
    let wants = |part: &str| only.is_none_or(|only| only == part);
    // First: an office that is open cannot be copied.
    if wants("writes") {
        let original = names.get(plan.written).ok_or("no such office")?;
        writes::measure(&plan, &runtime, &cluster, original, *people.first().ok_or("nobody works here")?)?;
    }
    let mut offices = Vec::new();
    for ((name, calls), person) in names.into_iter().zip(plan.calls).zip(people) {
        offices.push(runtime.block_on(office::open(&cluster, name, calls, person))?);
    }
    if let [small, large] = offices.as_slice() {
        if wants("reads") {
            reads::measure(&plan, &runtime, large)?;
        }
        if wants("growth") {
            growth::measure(&plan, &runtime, small, large)?;
        }
    }
    for office in offices {
        runtime.block_on(office.close())?;
    }
    Ok(())
}

async fn introduce(plan: &Plan, cluster: &Cluster) -> Result<()> {
    let mut connection = PgConnection::connect(&cluster.url("postgres")).await?;
    let server: String = sqlx::query_scalar("SHOW server_version").fetch_one(&mut connection).await?;
    let version = server.split(' ').next().unwrap_or_default();
    let cores = std::thread::available_parallelism()?;
    let build = if cfg!(debug_assertions) { "debug build" } else { "optimised build" };
    println!(
        "{cores} cores, {}-{}, PostgreSQL {version} on the same machine, {build}.",
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    println!(
        "{} rounds, both sides in each, which first alternates; a ratio is ours to raw in speed: median (min-max).",
        plan.rounds
    );
    println!(
        "ours: the public API, PostgresStore with its defaults, tokio with 2 workers. raw: sqlx, prepared statements, a pool of"
    );
    println!(
        "as many connections ({}), the same schema. fsync and synchronous_commit on, 512 MB of buffers. Caches are warm.",
        office::connections()
    );
    Ok(())
}
