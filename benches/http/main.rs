//! The server beside a bare axum + rusqlite handler, both under wrk in one run, in interleaved rounds, as ratios; then more
//! connections than the server has places, and what becomes of them.
//!
//! `make bench-http` builds `crm`, names it in `CRM_BINARY` and runs this; `-- --short` takes a tenth of the data and one
//! short round. Both sides are first held to the same answers. No figure is asserted.

mod bare;
mod load;
#[path = "../ratios/machine.rs"]
mod machine;
#[path = "../ratios/office.rs"]
mod office;
#[expect(dead_code, reason = "shared with the other benchmark, which uses more of it")]
#[path = "../shared/rounds.rs"]
mod rounds;
mod server;
#[path = "../shared/staff.rs"]
mod staff;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use crm_core::Crm;
use crm_core::auth::{SignInRequest, TokenKeys, TokenLifetimes};
use crm_core::kernel::{Secret, Text};
use crm_core::operators::{Login, NewOperator};
use crm_store_sqlite::{Options, SqliteStore};
use serde_json::Value;

use crate::load::Target;
use crate::rounds::Unit;
use crate::server::Server;

type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

const PASSWORD: &str = "a long enough phrase";
/// For this run alone: the files it opens are thrown away.
const SECRET: &str = "a secret of this benchmark, of no use anywhere else";

/// What ours should reach of the bare side's speed.
const TARGET: rounds::Target = rounds::Target::AtLeast(0.7);

struct Plan {
    calls: u32,
    orders: u32,
    rounds: usize,
    seconds: u32,
    overload_seconds: u32,
}

/// What is asked of both sides.
struct Question {
    name: &'static str,
    ours: String,
    bare: &'static str,
    asks: Asks,
}

#[derive(Clone, Copy)]
enum Asks {
    Admin,
    Operator,
}

struct Tokens {
    admin: String,
    operator: String,
}

impl Tokens {
    fn of(&self, asks: Asks) -> &str {
        match asks {
            Asks::Admin => &self.admin,
            Asks::Operator => &self.operator,
        }
    }
}

/// The thirty days that statistics are asked for: the last whole ones but thirty, so that nothing in them changes.
fn stats_days() -> (NaiveDate, NaiveDate) {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default();
    (day(5, 2), day(5, 31))
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    if has("--list") {
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    if let Some(file) = arguments.iter().skip_while(|argument| *argument != "--serve-bare").nth(1) {
        return runtime.block_on(bare::serve(PathBuf::from(file)));
    }
    let Some(binary) = binary() else {
        println!("This needs wrk and the optimised server: `make bench-http` sees to both.");
        return Ok(());
    };
    let plan = if has("--short") {
        Plan { calls: 20_000, orders: 6_000, rounds: 1, seconds: 1, overload_seconds: 2 }
    } else {
        Plan { calls: 200_000, orders: 60_000, rounds: 7, seconds: 2, overload_seconds: 15 }
    };
    let folder = tempfile::Builder::new().prefix("http-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let database = folder.path().join("office.db");
    let tokens = runtime.block_on(fill(&database, &plan))?;
    println!("{}", machine::facts(folder.path())?);
    println!(
        "{} calls, {} orders. ours: `crm serve` with all its defences on, rates off, errors logged, a token a request.",
        plan.calls, plan.orders
    );
    println!(
        "bare: axum, one cached statement on a pooled read-only connection, the same items as JSON; nobody signs in,"
    );
    println!("no total is counted, nothing is limited. wrk with 2 threads on the same machine.");
    compare(&binary, &database, &tokens, &plan)?;
    overload(&binary, &database, &tokens, &plan)
}

#[expect(clippy::disallowed_methods, reason = "a program's own setting")]
fn binary() -> Option<PathBuf> {
    let binary = PathBuf::from(std::env::var("CRM_BINARY").ok()?);
    let has_wrk = std::process::Command::new("wrk").arg("--version").output().is_ok();
    (binary.exists() && has_wrk).then_some(binary)
}

/// Makes the office in bulk, counts it, and signs in.
async fn fill(database: &Path, plan: &Plan) -> Result<Tokens> {
    let staff = office::found(database).await?;
    let name = Text::new("Администратор")?;
    let admin = NewOperator::admin(name, Login::new("admin")?, PASSWORD.into());
    let crm = office::open(database, Options::default())?;
    crm.operators().create(&office::administrator(), &admin, None).await?;
    crm.close().await?;
    office::fill(database, plan.calls, &staff)?;
    office::fill_orders(database, plan.orders, &staff)?;
    let lifetimes = TokenLifetimes { access: Duration::from_hours(4), ..TokenLifetimes::default() };
    let crm = Crm::builder(SqliteStore::open(database)?)
        .tokens(TokenKeys::new(Secret::new(SECRET))?)
        .lifetimes(lifetimes)
        .build()?;
    crm.counters().recount(&office::administrator()).await?;
    let admin = sign_in(&crm, "admin").await?;
    let operator = sign_in(&crm, "operator0").await?;
    crm.close().await?;
    Ok(Tokens { admin, operator })
}

async fn sign_in(crm: &Crm, login: &str) -> Result<String> {
    let signed_in = crm.auth().login(&SignInRequest::new(login, PASSWORD)).await?;
    Ok(signed_in.access_token.expose().to_owned())
}

fn questions() -> [Question; 4] {
    let (first, last) = stats_days();
    let ask = |name, ours: &str, bare, asks| Question { name, ours: ours.to_owned(), bare, asks };
    [
        ask("calls, page 1, admin", "/api/calls?limit=20", "/calls", Asks::Admin),
        ask("calls, page 1, operator", "/api/calls?limit=20", "/calls/mine", Asks::Operator),
        ask("orders, page 1, admin", "/api/orders?limit=20", "/orders", Asks::Admin),
        ask(
            "stats/my, 30 days, operator",
            &format!("/api/stats/my?startDate={first}&endDate={last}"),
            "/stats/my",
            Asks::Operator,
        ),
    ]
}

fn compare(binary: &Path, database: &Path, tokens: &Tokens, plan: &Plan) -> Result<()> {
    let (ours, raw) = (Server::crm(binary, database, SECRET, &[])?, Server::bare(database)?);
    let mut asked = Vec::new();
    for question in questions() {
        let our = Target { address: ours.address, path: &question.ours, token: Some(tokens.of(question.asks)) };
        let bare = Target { address: raw.address, path: question.bare, token: None };
        let ((status, told), (_, expected)) = (our.get()?, bare.get()?);
        if status == 200 {
            same(question.name, field(&expected, "data"), field(&told, "data"))?;
            asked.push(question);
        } else {
            println!("{}: answers {status}, not measured", question.name);
        }
    }
    let mut slowest = Vec::new();
    for connections in [8, 32] {
        rounds::head(&format!("{connections} connections, requests a second"), "ours", "bare");
        for question in &asked {
            let our = Target { address: ours.address, path: &question.ours, token: Some(tokens.of(question.asks)) };
            let bare = Target { address: raw.address, path: question.bare, token: None };
            let mut worst = 0;
            let rounds = rounds::interleave(
                plan.rounds,
                |_| speed(&our, connections, plan.seconds, &mut worst),
                |_| speed(&bare, connections, plan.seconds, &mut 0),
            )?;
            rounds::row(question.name, Unit::PerSecond, 1, &rounds, TARGET);
            slowest.push(format!("{} at {connections}: {:.1} ms", question.name, millis(worst)));
        }
    }
    println!("\np99 of ours, the slowest round: {}", slowest.join("; "));
    Ok(())
}

/// How long one request takes of all that are asked at once: the reverse of requests a second.
fn speed(target: &Target<'_>, connections: usize, seconds: u32, worst: &mut u64) -> Result<Duration> {
    let load = target.load("speed.lua", connections, seconds)?;
    if load.broken + load.refused > 0 {
        return Err(format!("{}: {load:?}", target.path).into());
    }
    *worst = load.p99.max(*worst);
    Ok(Duration::from_secs_f64(1.0 / load.per_second().max(f64::MIN_POSITIVE)))
}

fn field<'v>(value: &'v Value, name: &str) -> &'v Value {
    value.get(name).unwrap_or(&Value::Null)
}

/// Whether everything the bare side tells is told by ours too, with the same values.
fn same(place: &str, expected: &Value, told: &Value) -> Result<()> {
    match (expected, told) {
        (Value::Object(expected), Value::Object(_)) => {
            expected.iter().try_for_each(|(name, value)| same(&format!("{place}: {name}"), value, field(told, name)))
        }
        (Value::Array(expected), Value::Array(told)) if expected.len() == told.len() => {
            expected.iter().zip(told).try_for_each(|(expected, told)| same(place, expected, told))
        }
        (expected, told) if expected == told => Ok(()),
        (expected, told) => Err(format!("{place}: bare says {expected}, ours {told}").into()),
    }
}

/// Four times as many connections as the server has places.
fn overload(binary: &Path, database: &Path, tokens: &Tokens, plan: &Plan) -> Result<()> {
    const PLACES: usize = 16;
    let places = PLACES.to_string();
    let server = Server::crm(binary, database, SECRET, &["--max-requests", &places])?;
    let target = Target { address: server.address, path: "/api/orders?limit=100", token: Some(&tokens.admin) };
    let alone = target.load("speed.lua", PLACES, plan.seconds)?;
    let before = server.resident_mib();
    let load = target.load("overload.lua", PLACES * 4, plan.overload_seconds)?;
    let after = server.resident_mib();
    println!("\n{} connections for {PLACES} places, {} s, /api/orders?limit=100", PLACES * 4, plan.overload_seconds);
    println!(
        "within its places: {:.0}/s, p50 {:.1} ms, p99 {:.1} ms",
        alone.per_second(),
        millis(alone.p50),
        millis(alone.p99)
    );
    if let Some(answers) = &load.answers {
        println!(
            "answers: {} 2xx, {} 503 with Retry-After, {} 503 without, {} others, {} broken connections",
            answers.served, answers.shed, answers.bare_shed, answers.other, load.broken
        );
    }
    println!("all answers: {:.0}/s, p50 {:.1} ms, p99 {:.1} ms", load.per_second(), millis(load.p50), millis(load.p99));
    let mib = |memory: Option<u64>| memory.map_or_else(|| "unknown".to_owned(), |mib| format!("{mib} MiB"));
    println!("memory: {} before, {} after", mib(before), mib(after));
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "durations of one run")]
fn millis(micros: u64) -> f64 {
    micros as f64 / 1000.0
}
