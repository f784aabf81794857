//! What the library costs over raw rusqlite: both sides in one run, in interleaved rounds, as ratios.
//!
//! `make bench` runs it with tables of up to 1,000,000 calls and orders, `make bench-full` with 5,000,000 and 10,000,000 calls
//! too;
//! `cargo bench -p crm-benches -- ingest` (or `reads`, `counted`, `orders`, `figures`) runs one part. Without `--bench`, as test runners start it, it makes
//! one tiny round, which still holds both sides to the same answers.

mod counted;
mod figures;
mod ingest;
mod machine;
mod office;
mod orders;
mod plan;
mod raw;
mod reads;
mod replay;
#[path = "../shared/rounds.rs"]
mod rounds;
#[path = "../shared/staff.rs"]
mod staff;
mod uncounted;

use std::error::Error;
use std::path::Path;

use crate::plan::Plan;

type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    if has("--list") {
        return Ok(());
    }
    let plan = match (has("--bench"), has("--full")) {
        (true, true) => Plan {
            rounds: 15,
            sizes: vec![10_000, 1_000_000, 5_000_000],
            figures: [100_000, 5_000_000],
            looked_up: 10_000_000,
            ..Plan::short()
        },
        (true, false) => Plan::short(),
        (false, _) => Plan::tiny(),
    };
    if !has("--bench") {
        println!("A tiny round, to see that it works: its figures say nothing. `make bench` measures.");
    }
    // Not the system's folder for temporary files: that is often memory, where a flush costs nothing.
    let folder = tempfile::Builder::new().prefix("ratios-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    introduce(&plan, folder.path())?;
    let template = folder.path().join("template.db");
    let staff = runtime.block_on(office::found(&template))?;
    let only = ["ingest", "reads", "counted", "orders", "figures"].into_iter().find(|part| has(part));
    let wants = |part: &str| only.is_none_or(|only| only == part);
    if wants("ingest") {
        ingest::measure(&plan, &runtime, folder.path(), &template)?;
    }
    if wants("reads") {
        reads::measure(&plan, &runtime, folder.path(), &template, &staff)?;
    }
    if wants("counted") {
        counted::measure(&plan, &runtime, folder.path(), &template)?;
    }
    if wants("orders") {
        orders::measure(&plan, &runtime, folder.path(), &template, &staff)?;
    }
    if wants("figures") {
        figures::measure(&plan, &runtime, folder.path(), &template, &staff)?;
    }
    Ok(())
}

fn introduce(plan: &Plan, folder: &Path) -> Result<()> {
    println!("{}", machine::facts(folder)?);
    println!(
        "{} rounds, both sides in each, which first alternates; a ratio is ours to raw in speed: median (min-max).",
        plan.rounds
    );
    println!(
        "ours: the public API, SqliteStore with its defaults, tokio with 2 workers. raw: rusqlite on its own thread,"
    );
    println!(
        "cached statements, the same schema, the same settings (WAL, synchronous=FULL, 8 MiB of page cache, QPSG). Caches are warm."
    );
    Ok(())
}
