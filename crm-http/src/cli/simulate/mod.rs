//! `crm simulate`: plays a provider's account against a server, and holds the server's calls against the truth.

mod error;
mod options;
mod report;

use std::io::{self, BufRead as _, IsTerminal as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use crm_core::kernel::{Clock as _, Secret, SystemClock, Timestamp};
use indicatif::{ProgressBar, ProgressStyle};

use super::options::documented;
use crate::simulate::api::Api;
use crate::simulate::compare::Comparison;
use crate::simulate::forgery::Forger;
use crate::simulate::plan::Plan;
use crate::simulate::send::{self, SendOptions};
use crate::simulate::told::Told;
use report::{Report, say, write_truth};

pub(crate) use error::SimulateError;
pub(super) use options::EXAMPLES;
pub(crate) use options::SimulateArgs;

/// Where the server takes Mango Office's events, below its address.
const WEBHOOKS: &str = "/api/webhooks/mango";
/// Where the password comes from, beside standard input: never from an argument, which others can see.
const PASSWORD: &str = "CRM_SIMULATE_PASSWORD";
/// Differences that are printed; the report has all of them.
const SHOWN: usize = 20;
const HOUR: i64 = 3_600;

/// Plays, reports, and compares if asked to. The status is 1 when a call differs from the truth, a forgery was believed, or
/// a delivery was refused or, where it should have been sent again, given up.
///
/// # Errors
/// [`SimulateError`].
pub(crate) async fn run(args: SimulateArgs) -> Result<ExitCode, SimulateError> {
    let account = options::account(&args)?;
    let forger = Forger::new(account.clone()).map_err(|error| SimulateError::Account(error.to_string()))?;
    let options = options::plan_options(&args, SystemClock.now())?;
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
    let sent = tally.report(&plan);
    say(&sent.text())?;
    let compared = match api.as_mut().filter(|_| args.verify) {
        Some(api) => Some(verify(api, &plan, &told).await?),
        None => None,
    };
    if let Some(path) = &args.report {
        Report { sent: &sent, compared: compared.as_ref() }.write(path)?;
    }
    let given_up = sent.total.refused > 0 || (args.resend.is_some() && sent.total.unanswered > 0);
    let differs = compared.is_some_and(|compared| !compared.differences.is_empty());
    let bad = given_up || differs || sent.forgeries_believed > 0;
    Ok(if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS })
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
