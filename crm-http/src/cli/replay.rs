//! `crm replay`.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use clap::builder::BoolishValueParser;
use crm_core::access::Actor;
use crm_core::kernel::{Clock, Error, ManualClock, Secret, SystemClock, Timestamp};
use crm_core::store::DatabaseUrl;
use crm_core::telephony::{IngestRefusal, Receipt};
use crm_core::{Crm, CrmBuilder};
use serde::Deserialize;

use super::failure::Failure;
use super::office;
use super::options::{ProviderOptions, mango_account};
use super::progress::Progress;

pub(super) const EXAMPLES: &str = "\
Examples:
  crm replay recorded.ndjson                             with MANGO_API_KEY and MANGO_API_SALT in the environment
  crm replay 01_answered_inbound.json --as-received      a recorded scene, by the clock of its recording
  crm replay sip.ndjson --sip-source pbx:KEY:SALT

A line is a delivery: {\"path\": \"/events/call\", \"body\": \"vpbx_api_key=…\", \"receivedAt\": \"2026-01-12T06:00:00Z\"}, with
the body as it was posted; one of a SIP server has the path /webhooks/sip/ID and \"sign\", its X-Sign header. A file may
also be one JSON object with \"deliveries\". Each goes where the provider's post would go: signatures are checked, and what
is stored already changes nothing. Exit status 1 when a delivery was refused.";

/// The longest line that is read: more than any body that is taken in.
const LONGEST: u64 = 4 * 1024 * 1024;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The file of recorded deliveries
    file: PathBuf,
    /// Let the office's clock show when each delivery was received, instead of now; for an office that has nothing later
    #[arg(long, env = "CRM_AS_RECEIVED", value_parser = BoolishValueParser::new())]
    as_received: bool,
    #[command(flatten)]
    providers: ProviderOptions,
}

/// A post of a provider, as it was recorded.
#[derive(Debug, Deserialize)]
struct Delivery {
    path: String,
    #[serde(alias = "raw_body")]
    body: String,
    #[serde(default, alias = "received_at", alias = "receivedAt")]
    received: Option<Instant>,
    sign: Option<String>,
}

/// An instant as RFC 3339 or in whole seconds since 1970.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
enum Instant {
    Text(Timestamp),
    Seconds(i64),
}

/// A recorded scene.
#[derive(Debug, Deserialize)]
struct Scene {
    vpbx_api_key: Option<Secrecy>,
    vpbx_api_salt: Option<Secrecy>,
    deliveries: Vec<Delivery>,
}

#[derive(Debug, Deserialize)]
#[serde(from = "String")]
struct Secrecy(Secret);

impl From<String> for Secrecy {
    fn from(text: String) -> Self {
        Self(Secret::new(text))
    }
}

impl Instant {
    fn at(self) -> Option<Timestamp> {
        match self {
            Self::Text(at) => Some(at),
            Self::Seconds(seconds) => Timestamp::from_seconds(seconds),
        }
    }
}

/// Deliveries by what became of them.
#[derive(Debug, Default)]
struct Taken {
    stored: u64,
    repeated: u64,
    unread: u64,
    empty: u64,
    refused: u64,
}

/// Where deliveries come from.
enum Recording {
    Scene(std::vec::IntoIter<Delivery>),
    Lines { file: BufReader<File>, number: u64 },
}

/// Feeds the deliveries of a file to the office.
pub(super) async fn run(url: &DatabaseUrl, options: &Options) -> Result<ExitCode, Failure> {
    let (mut recording, secrets) = open(&options.file)?;
    let account = match (options.providers.mango()?, secrets) {
        (Some(account), _) => Some(account),
        (None, Some((key, salt))) => Some(mango_account(key, salt, 0)?),
        (None, None) => None,
    };
    let clock = options.as_received.then(|| Arc::new(ManualClock::at(SystemClock.now())));
    let mut builder = Crm::builder_shared(office::current_store(url).await?.store());
    if let Some(clock) = &clock {
        builder = builder.clock(Arc::<ManualClock>::clone(clock));
    }
    builder = account.into_iter().fold(builder, CrmBuilder::mango);
    let crm = options.providers.sip()?.into_iter().fold(builder, CrmBuilder::sip).build()?;
    let taken = feed(&crm, clock.as_deref(), &mut recording, &options.file).await;
    let closed = crm.close().await;
    let taken = taken?;
    closed?;
    taken.print()?;
    Ok(if taken.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn feed(
    crm: &Crm,
    clock: Option<&ManualClock>,
    recording: &mut Recording,
    file: &Path,
) -> Result<Taken, Failure> {
    let progress = Progress::new("deliveries", None);
    let mut taken = Taken::default();
    let mut number = 0;
    while let Some(delivery) = recording.next(file)? {
        number += 1;
        if let (Some(clock), Some(at)) = (clock, delivery.received.and_then(Instant::at)) {
            clock.set(at);
        }
        match post(crm, &delivery).await {
            Ok(Receipt::Taken { .. }) => taken.stored += 1,
            Ok(Receipt::Duplicate) => taken.repeated += 1,
            Ok(Receipt::Unread) => taken.unread += 1,
            Ok(Receipt::Probe) => taken.empty += 1,
            Err(error) if error.refusal::<IngestRefusal>().is_some() => {
                taken.refused += 1;
                let said = || writeln!(io::stdout().lock(), "delivery {number:<6} {error} [{}]", error.code());
                progress.aside(said)?;
            }
            Err(error) => return Err(error.into()),
        }
        progress.at(number);
    }
    progress.end();
    Ok(taken)
}

async fn post(crm: &Crm, delivery: &Delivery) -> Result<Receipt, Error> {
    let path = delivery.path.strip_prefix("/api").unwrap_or(&delivery.path);
    let body = delivery.body.as_bytes();
    // A recording may be older than what a provider may still report.
    let telephony = crm.telephony().archive(&Actor::system("replay"))?;
    if let Some(source) = path.strip_prefix("/webhooks/sip/") {
        return telephony.sip(source, delivery.sign.as_deref(), body).await;
    }
    telephony.mango(path.strip_prefix("/webhooks/mango").unwrap_or(path), body).await
}

impl Taken {
    fn print(&self) -> io::Result<()> {
        let Self { stored, repeated, unread, empty, refused } = self;
        let mut out = io::stdout().lock();
        for (what, deliveries) in [
            ("stored", stored),
            ("already there", repeated),
            ("not understood", unread),
            ("empty", empty),
            ("refused", refused),
        ] {
            writeln!(out, "{what:<14} {deliveries:>8}")?;
        }
        Ok(())
    }
}

/// A file of lines, or one object; the latter may bring the secrets of the account it was recorded from.
fn open(path: &Path) -> Result<(Recording, Option<(Secret, Secret)>), Failure> {
    let failed = |error: &io::Error| Failure::file(path, error);
    let mut file = BufReader::new(File::open(path).map_err(|error| failed(&error))?);
    let begun = file.fill_buf().map_err(|error| failed(&error))?;
    let first = begun.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if serde_json::from_slice::<Delivery>(first).is_ok() || !holds_scene(path)? {
        return Ok((Recording::Lines { file, number: 0 }, None));
    }
    let file = File::open(path).map_err(|error| failed(&error))?;
    let scene: Scene = serde_json::from_reader(BufReader::new(file)).map_err(|error| unreadable(path, None, &error))?;
    let secrets = scene.vpbx_api_key.zip(scene.vpbx_api_salt).map(|(key, salt)| (key.0, salt.0));
    Ok((Recording::Scene(scene.deliveries.into_iter()), secrets))
}

/// Whether a file is one object that goes over several lines, or has the field of a scene on its only one.
fn holds_scene(path: &Path) -> Result<bool, Failure> {
    let mut first = String::new();
    let file = BufReader::new(File::open(path).map_err(|error| Failure::file(path, &error))?);
    file.take(LONGEST).read_line(&mut first).map_err(|error| Failure::file(path, &error))?;
    Ok(first.trim() == "{" || serde_json::from_str::<Scene>(&first).is_ok())
}

impl Recording {
    fn next(&mut self, path: &Path) -> Result<Option<Delivery>, Failure> {
        let (file, number) = match self {
            Self::Scene(deliveries) => return Ok(deliveries.next()),
            Self::Lines { file, number } => (file, number),
        };
        loop {
            let mut line = String::new();
            let read = file.take(LONGEST).read_line(&mut line).map_err(|error| Failure::file(path, &error))?;
            if read == 0 {
                return Ok(None);
            }
            *number += 1;
            if !line.trim().is_empty() {
                return serde_json::from_str(&line).map(Some).map_err(|e| unreadable(path, Some(*number), &e));
            }
        }
    }
}

/// Nothing of the line is repeated: it may hold a secret.
fn unreadable(path: &Path, line: Option<u64>, error: &serde_json::Error) -> Failure {
    let line = line.map_or_else(|| error.line().to_string(), |line| line.to_string());
    let sentence = format!("{}, line {line}: not a recorded delivery", path.display());
    Failure::new("cli.not_a_recording", sentence)
}
