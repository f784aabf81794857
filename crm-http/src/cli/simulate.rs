//! `crm simulate`: plays a provider's account against a server, and holds the server's calls against the truth.

use std::io::{self, BufRead as _, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use crm_core::kernel::{Clock as _, Secret, SystemClock, Text, Timestamp};
use crm_core::telephony::MangoAccount;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::failure::Failure;
use super::options::documented;
use crate::simulate::api::{Api, ApiError};
use crate::simulate::compare::Comparison;
use crate::simulate::forgery::Forger;
use crate::simulate::habits;
use crate::simulate::plan::{Faults, Plan, PlanOptions};
use crate::simulate::send::{self, SendOptions, Speed};
use crate::simulate::tally::{SendReport, Tally};
use crate::simulate::told::Told;
use crate::simulate::truth::Truth;

/// Where the server takes Mango Office's events, below its address.
const WEBHOOKS: &str = "/api/webhooks/mango";
/// Where the password comes from, beside standard input: never from an argument, which others can see.
const PASSWORD: &str = "CRM_SIMULATE_PASSWORD";
/// Differences that are printed; the report has all of them.
const SHOWN: usize = 20;
const HOUR: i64 = 3_600;
/// A server takes events of the last month; some of it is kept back for clocks.
const OLDEST: i64 = 30 * 24 * HOUR;

/// What people read below the flags.
pub(super) const EXAMPLES: &str = "\
Examples:
  crm simulate --setup --verify --login admin --calls 1000
      sets the office up, plays a thousand calls and compares; asks for the password
  crm simulate --calls 10000 --duplicate 0.1 --reorder 0.1 --delay 0.05 --bad-signature 0.02 --forge 0.02 --resend
      with faults, sending again what is not acknowledged
  crm simulate --calls 200 --speed 60 --busiest-hour 30
      an hour of the office in a minute

The same --seed and --start, which is printed, play the same calls: played twice, the second time changes nothing.";

/// Flags of `crm simulate`.
#[derive(Debug, Args)]
pub(crate) struct SimulateArgs {
    /// The server's address
    #[arg(long, env = "CRM_URL", default_value = "http://127.0.0.1:5000")]
    url: String,
    /// The key that the server expects.
    #[arg(
        long,
        value_name = "KEY",
        env = "CRM_MANGO_API_KEY",
        hide_env_values = true,
        help = "The vpbx_api_key that the server expects; better in the environment, unseen by others [also: MANGO_API_KEY]"
    )]
    mango_api_key: Option<Secret>,
    /// The salt that the server expects.
    #[arg(
        long,
        value_name = "SALT",
        env = "CRM_MANGO_API_SALT",
        hide_env_values = true,
        help = "The vpbx_api_salt that the server expects [also: MANGO_API_SALT]"
    )]
    mango_api_salt: Option<Secret>,
    /// The seconds that the server is configured to add to this account's times: the simulated clock is wrong by as much
    #[arg(
        long,
        value_name = "SECONDS",
        env = "CRM_MANGO_CLOCK_OFFSET",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    mango_clock_offset: i64,

    /// Which calls: the same seed and start play the same ones
    #[arg(long, env = "CRM_SEED", default_value_t = 1)]
    seed: u64,
    /// How many conversations
    #[arg(long, env = "CRM_CALLS", default_value_t = 100)]
    calls: usize,
    /// Calls in the busiest hour of a day; the other hours have their share of it
    #[arg(long, value_name = "CALLS", env = "CRM_BUSIEST_HOUR", default_value_t = 90.0, value_parser = rate)]
    busiest_hour: f64,
    /// When the first call may begin, RFC 3339 [default: so that the last one ends about now; now with a speed of 1]
    #[arg(long, value_name = "TIME", env = "CRM_START", value_parser = Timestamp::parse)]
    start: Option<Timestamp>,
    /// Simulated seconds in a second, or max: without pauses
    #[arg(long, env = "CRM_SPEED", default_value = "max", value_parser = speed)]
    speed: Speed,
    /// Requests under way at the same time
    #[arg(long, env = "CRM_CONNECTIONS", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=1024))]
    connections: u16,
    /// Send again what is not acknowledged, for at most this long; the provider itself never does
    #[arg(long, value_name = "SECONDS", env = "CRM_RESEND", num_args = 0..=1, default_missing_value = "300")]
    resend: Option<u64>,

    /// Share of deliveries that are never sent, 0 to 1
    #[arg(long, value_name = "SHARE", env = "CRM_DROP", default_value_t = 0.0, value_parser = share)]
    drop: f64,
    /// Share of deliveries that are sent again
    #[arg(long, value_name = "SHARE", env = "CRM_DUPLICATE", default_value_t = 0.0, value_parser = share)]
    duplicate: f64,
    /// Share of deliveries that come after their successor
    #[arg(long, value_name = "SHARE", env = "CRM_REORDER", default_value_t = 0.0, value_parser = share)]
    reorder: f64,
    /// Share of deliveries that come seconds or minutes late
    #[arg(long, value_name = "SHARE", env = "CRM_DELAY", default_value_t = 0.0, value_parser = share)]
    delay: f64,
    /// Share of leg events that are stamped a second off
    #[arg(long, value_name = "SHARE", env = "CRM_CLOCK_SKEW", default_value_t = 0.0, value_parser = share)]
    clock_skew: f64,
    /// Share of deliveries that an altered copy with a wrong signature accompanies
    #[arg(long, value_name = "SHARE", env = "CRM_BAD_SIGNATURE", default_value_t = 0.0, value_parser = share)]
    bad_signature: f64,
    /// Share of deliveries that another forgery accompanies: a foreign key, no signature, garbage, a wrong path
    #[arg(long, value_name = "SHARE", env = "CRM_FORGE", default_value_t = 0.0, value_parser = share)]
    forge: f64,

    /// Write what was sent, and what comparing found, to this file, as JSON
    #[arg(long, value_name = "FILE", env = "CRM_REPORT")]
    report: Option<PathBuf>,
    /// Write what really happened to this file, one conversation in a line, as JSON
    #[arg(long, value_name = "FILE", env = "CRM_TRUTH")]
    truth: Option<PathBuf>,
    /// Add the cities, campaigns, lines and operators that the calls need, as far as they are not there
    #[arg(long, env = "CRM_SETUP", requires = "login")]
    setup: bool,
    /// Read the calls back and compare them with what really happened; the status is 1 when anything differs
    #[arg(long, env = "CRM_VERIFY", requires = "login")]
    verify: bool,
    /// Who signs in for --setup and --verify, an admin; the password comes from the environment, as
    /// `CRM_SIMULATE_PASSWORD`, or from standard input
    #[arg(long, env = "CRM_LOGIN")]
    login: Option<String>,
}

/// Why nothing could be played or compared.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SimulateError {
    /// The key or the salt is empty, or the offset beyond a day.
    #[error("the account does not hold: {0}")]
    Account(String),
    /// The calls would reach beyond what a server takes.
    #[error(
        "so many calls take more than 30 days at this rate, and a server takes no older events: raise --busiest-hour, \
         lower --calls, or say --start"
    )]
    TooLong,
    /// A file could not be written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// No password came from the environment or standard input.
    #[error("there is no password: put it into CRM_SIMULATE_PASSWORD, or write it to standard input")]
    NoPassword,
    /// The output could not be written.
    #[error("the output cannot be written: {0}")]
    Output(#[from] io::Error),
    /// The server's API could not be used.
    #[error("{0}")]
    Server(String),
    /// No HTTP client could be made.
    #[error("no connection can be made: {0}")]
    Client(String),
}

impl SimulateError {
    /// A stable code for scripts.
    const fn code(&self) -> &'static str {
        match self {
            Self::Account(_) => "cli.provider",
            Self::TooLong => "simulate.too_long",
            Self::File { .. } => "cli.file",
            Self::NoPassword => "cli.no_password",
            Self::Output(_) => "cli.output",
            Self::Server(_) => "simulate.server",
            Self::Client(_) => "simulate.client",
        }
    }
}

impl From<SimulateError> for Failure {
    fn from(error: SimulateError) -> Self {
        match error {
            SimulateError::Output(error) => error.into(),
            other => Self::new(other.code(), other.to_string()),
        }
    }
}

impl From<ApiError> for SimulateError {
    fn from(error: ApiError) -> Self {
        Self::Server(error.to_string())
    }
}

/// Plays, reports, and compares if asked to. The status is 1 when a call differs from the truth, a forgery was believed, or
/// a delivery was refused or, where it should have been sent again, given up.
///
/// # Errors
/// [`SimulateError`].
pub(crate) async fn run(args: SimulateArgs) -> Result<ExitCode, SimulateError> {
    let account = account(&args)?;
    let forger = Forger::new(account.clone()).map_err(|error| SimulateError::Account(error.to_string()))?;
    let options = plan_options(&args, SystemClock.now())?;
    let client = client()?;
    let mut api = match &args.login {
        Some(login) if args.setup || args.verify => {
            Some(Api::sign_in(client.clone(), &args.url, login.clone(), password()?).await?)
        }
        _ => None,
    };
    if let Some(api) = api.as_mut().filter(|_| args.setup) {
        let added = api.set_up().await?;
        let (cities, campaigns, lines, operators) = (added.cities, added.campaigns, added.lines, added.operators);
        say(&format!("added {cities} cities, {campaigns} campaigns, {lines} lines and {operators} operators\n"))?;
    }

    let start = Timestamp::from_seconds(options.start).unwrap_or(Timestamp::EPOCH);
    say(&format!("--seed {} --start {start}\n", options.seed))?;
    let plan = Arc::new(Plan::new(&options, &forger));
    let sending = SendOptions {
        base: format!("{}{WEBHOOKS}", args.url.trim_end_matches('/')),
        account,
        connections: args.connections.into(),
        speed: args.speed,
        resend: args.resend.map(Duration::from_secs),
    };
    let bar = progress(plan.sendings.len());
    let each = bar.clone();
    let tally = send::send(&plan, &client, &sending, move || each.inc(1)).await;
    bar.finish_and_clear();

    let told: Vec<Told> = (0..plan.conversations.len())
        .map(|place| plan.told(place, |delivery| tally.has_reached(place, delivery)))
        .collect();
    if let Some(path) = &args.truth {
        write_truth(path, &plan, &told)?;
    }
    let sent = report(&plan, tally)?;
    let compared = match api.as_mut().filter(|_| args.verify) {
        Some(api) => Some(verify(api, &plan, &told).await?),
        None => None,
    };
    if let Some(path) = &args.report {
        let report = Report { sent: &sent, compared: compared.as_ref() };
        let json = serde_json::to_vec_pretty(&report).map_err(io::Error::from)?;
        std::fs::write(path, json).map_err(|error| SimulateError::File { path: path.clone(), error })?;
    }
    let given_up = sent.total.refused > 0 || (args.resend.is_some() && sent.total.unanswered > 0);
    let differs = compared.is_some_and(|compared| !compared.differences.is_empty());
    let bad = given_up || differs || sent.forgeries_believed > 0;
    Ok(if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn account(args: &SimulateArgs) -> Result<MangoAccount, SimulateError> {
    let or_documented = |flag: &Option<Secret>, name| flag.clone().or_else(|| documented(name).map(Secret::from));
    let key = or_documented(&args.mango_api_key, "MANGO_API_KEY");
    let salt = or_documented(&args.mango_api_salt, "MANGO_API_SALT");
    let (Some(key), Some(salt)) = (key, salt) else {
        return Err(SimulateError::Account("it needs both MANGO_API_KEY and MANGO_API_SALT".to_owned()));
    };
    MangoAccount::new(Text::from_stored("simulated"), key, salt, args.mango_clock_offset)
        .map_err(|error| SimulateError::Account(error.to_string()))
}

/// What a report file holds.
#[derive(Serialize)]
struct Report<'r> {
    sent: &'r SendReport,
    /// Without `--verify` there is nothing.
    compared: Option<&'r Comparison>,
}

/// A line of the truth file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TruthLine<'t> {
    #[serde(flatten)]
    truth: &'t Truth,
    /// What of it reached the server, and so what may be asked of its call.
    told: &'t Told,
}

fn plan_options(args: &SimulateArgs, now: Timestamp) -> Result<PlanOptions, SimulateError> {
    let start = match args.start {
        Some(start) => start.seconds(),
        None if args.speed == Speed::Times(1.0) => now.seconds(),
        None => {
            // The calls of whole days, and one more day: the first and the last one are not whole.
            let per_day = args.busiest_hour * habits::BY_HOUR.iter().sum::<f64>();
            let lasts = whole_days(args.calls, per_day) * 24 * HOUR;
            if lasts > OLDEST {
                return Err(SimulateError::TooLong);
            }
            now.seconds() - lasts
        }
    };
    let faults = Faults {
        dropped: args.drop,
        duplicated: args.duplicate,
        reordered: args.reorder,
        delayed: args.delay,
        skewed: args.clock_skew,
        badly_signed: args.bad_signature,
        forged: args.forge,
    };
    let (seed, calls, busiest_hour) = (args.seed, args.calls, args.busiest_hour);
    Ok(PlanOptions { seed, calls, start, busiest_hour, clock_offset: args.mango_clock_offset, faults })
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
#[expect(clippy::cast_possible_truncation, reason = "an estimate; the cast saturates")]
fn whole_days(calls: usize, per_day: f64) -> i64 {
    ((calls as f64 / per_day).ceil() as i64).saturating_add(1).min(i64::from(u32::MAX))
}

pub(crate) fn client() -> Result<reqwest::Client, SimulateError> {
    // Refused when the program has chosen its provider already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .pool_max_idle_per_host(usize::MAX)
        .timeout(Duration::from_secs(30))
        .connect_timeout(Duration::from_secs(5))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .map_err(|error| SimulateError::Client(error.to_string()))
}

fn password() -> Result<Secret, SimulateError> {
    let line = match documented(PASSWORD) {
        Some(password) => password,
        None if io::stdin().is_terminal() => rpassword::prompt_password("Password: ")?,
        None => {
            let mut line = String::new();
            io::stdin().lock().read_line(&mut line)?;
            line
        }
    };
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() { Err(SimulateError::NoPassword) } else { Ok(password.into()) }
}

/// Shown on a terminal only.
fn progress(requests: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(requests).unwrap_or(u64::MAX));
    match ProgressStyle::with_template("{bar:40} {pos}/{len} requests, {per_sec}, {eta} to go") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn write_truth(path: &Path, plan: &Plan, told: &[Told]) -> Result<(), SimulateError> {
    let write = || -> io::Result<()> {
        let mut file = BufWriter::new(std::fs::File::create(path)?);
        for (planned, told) in plan.conversations.iter().zip(told) {
            serde_json::to_writer(&mut file, &TruthLine { truth: &planned.truth, told })?;
            file.write_all(b"\n")?;
        }
        file.flush()
    };
    write().map_err(|error| SimulateError::File { path: path.to_owned(), error })
}

fn report(plan: &Plan, tally: Tally) -> Result<SendReport, SimulateError> {
    let report = tally.report(plan);
    say(&report.text())?;
    Ok(report)
}

async fn verify(api: &mut Api, plan: &Plan, told: &[Told]) -> Result<Comparison, SimulateError> {
    let started = || plan.conversations.iter().map(|planned| planned.truth.started_at);
    let at = |second: Option<i64>| second.and_then(Timestamp::from_seconds).unwrap_or(Timestamp::EPOCH);
    // An hour around: a call that the server has at a wrong time is found as well.
    let (from, to) = (at(started().min().map(|it| it - HOUR)), at(started().max().map(|it| it + HOUR)));
    let calls = api.calls(from, to).await?;
    let mut comparison = Comparison::default();
    for (planned, told) in plan.conversations.iter().zip(told) {
        let found = calls.get(&planned.truth.conversation_id).map(Vec::as_slice).unwrap_or_default();
        comparison.add(&planned.truth, told, found);
    }
    say(&comparison.text(SHOWN))?;
    Ok(comparison)
}

fn say(text: &str) -> io::Result<()> {
    io::stdout().lock().write_all(text.as_bytes())
}

fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "expected a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err("expected a number from 0 to 1".to_owned()) }
}

fn rate(text: &str) -> Result<f64, String> {
    let rate: f64 = text.parse().map_err(|_| "expected a number above 0".to_owned())?;
    if rate > 0.0 && rate <= 100_000.0 { Ok(rate) } else { Err("expected a number above 0, at most 100000".to_owned()) }
}

fn speed(text: &str) -> Result<Speed, String> {
    if text.eq_ignore_ascii_case("max") { Ok(Speed::Max) } else { rate(text).map(Speed::Times) }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Program {
        #[command(flatten)]
        simulate: SimulateArgs,
    }

    fn parsed(flags: &str) -> Result<SimulateArgs, clap::Error> {
        let always = ["crm", "--mango-api-key", "key", "--mango-api-salt", "salt"];
        Program::try_parse_from(always.into_iter().chain(flags.split_whitespace())).map(|program| program.simulate)
    }

    #[test]
    fn every_example_is_understood() {
        for line in EXAMPLES.lines().filter_map(|line| line.trim().strip_prefix("crm simulate ")) {
            parsed(line).unwrap();
        }
        assert_eq!(EXAMPLES.matches("crm simulate ").count(), 3);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for flags in
            ["--drop 1.5", "--drop x", "--speed 0", "--busiest-hour 0", "--connections 0", "--start noon", "--verify"]
        {
            assert!(parsed(flags).is_err(), "{flags}");
        }
    }

    #[test]
    fn sending_again_is_off_lasts_five_minutes_or_as_long_as_said() {
        let resend = |flags| parsed(flags).unwrap().resend;
        assert_eq!(["", "--resend", "--resend 20"].map(resend), [None, Some(300), Some(20)]);
    }

    #[test]
    fn calls_end_about_now_and_never_reach_further_back_than_a_server_takes_them() {
        let now = Timestamp::parse("2026-02-02T12:00:00Z").unwrap();
        let start = |flags| plan_options(&parsed(flags).unwrap(), now).map(|options| now.seconds() - options.start);
        assert_eq!(start("--calls 10").unwrap(), 2 * 24 * HOUR);
        assert_eq!(start("--calls 10 --speed 1").unwrap(), 0);
        assert_eq!(start("--start 2026-02-02T11:00:00Z").unwrap(), HOUR);
        assert!(matches!(start("--calls 10000000"), Err(SimulateError::TooLong)));
        let account = MangoAccount::new(Text::new("a").unwrap(), "key".into(), "salt".into(), 0).unwrap();
        let options = plan_options(&parsed("--calls 2000").unwrap(), now).unwrap();
        let plan = Plan::new(&options, &Forger::new(account).unwrap());
        let last = plan.sendings.last().unwrap().due / 1000 - now.seconds();
        assert!((-3 * 24 * HOUR..12 * HOUR).contains(&last), "the last is sent {last} seconds after now");
    }
}
