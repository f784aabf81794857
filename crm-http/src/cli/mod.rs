//! The program `crm`: what an office starts, and what whoever keeps it running needs beside the screens.
//!
//! A command reads its options, opens the office and calls the core; what it prints is for people. Exit status: 0 done,
//! 1 not done or not clean, 2 wrong usage. Errors go to stderr as one sentence and a stable code.

mod backup;
mod check;
mod copy;
mod create_admin;
mod database;
mod export;
mod failure;
mod import;
mod migrate;
mod office;
mod options;
mod progress;
mod replay;
mod secret;
mod serve;
pub(crate) mod simulate;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;
use options::DatabaseOptions;

const EXAMPLES: &str = "\
Examples:
  crm migrate                          make crm.db, or bring it to this version
  crm create-admin --login admin       the first user
  crm serve                            the API, on http://127.0.0.1:5000
  crm check                            is everything derived what the facts say?
  crm backup /mnt/copies/crm.db        copy the database while it is in use

Each flag is also a variable of the environment: --dry-run is CRM_DRY_RUN. A flag beats it.";

const OPENAPI_EXAMPLES: &str = "\
Examples:
  crm openapi > openapi.json";

/// The call-centre CRM: its server, and the tools of the office that runs it
#[derive(Debug, Parser)]
#[command(name = "crm", version, after_help = EXAMPLES, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    database: DatabaseOptions,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API
    #[command(after_help = serve::EXAMPLES)]
    Serve(Box<serve::Options>),
    /// Make the database, or bring it to this version's schema
    #[command(after_help = migrate::EXAMPLES)]
    Migrate,
    /// Add an admin
    #[command(after_help = create_admin::EXAMPLES)]
    CreateAdmin(create_admin::Options),
    /// Derive everything again and tell what differs
    #[command(after_help = check::EXAMPLES)]
    Check,
    /// Tell the size of the database, its connections, what waits, and the statements that took the most time
    #[command(after_help = database::EXAMPLES)]
    Database(database::Options),
    /// Copy the database while it is in use
    #[command(after_help = backup::BACKUP_EXAMPLES)]
    Backup(backup::BackupOptions),
    /// Put a copy in the place of the database
    #[command(after_help = backup::RESTORE_EXAMPLES)]
    Restore(backup::RestoreOptions),
    /// Copy the office into another database, of whatever kind
    #[command(after_help = copy::EXAMPLES)]
    Copy(copy::Options),
    /// Write calls, orders or a report into a CSV or XLSX file
    #[command(after_help = export::EXAMPLES)]
    Export(Box<export::Options>),
    /// Take calls, orders, lines, operators or masters over from a CSV file, or all of an earlier system
    #[command(after_help = import::EXAMPLES)]
    Import(import::Options),
    /// Print the API document, OpenAPI 3.1
    #[command(after_help = OPENAPI_EXAMPLES)]
    Openapi,
    /// Feed recorded deliveries of providers to the office
    #[command(after_help = replay::EXAMPLES)]
    Replay(replay::Options),
    /// Play a provider's account against a server, with faults, and compare its calls with the truth
    #[command(after_help = simulate::EXAMPLES)]
    Simulate(Box<simulate::SimulateArgs>),
}

/// Runs the program with the arguments and the environment of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return report(&Failure::new("cli.runtime", format!("the program cannot start: {error}"))),
    };
    runtime.block_on(run(cli)).unwrap_or_else(|failure| report(&failure))
}

async fn run(cli: Cli) -> Result<ExitCode, Failure> {
    let url = cli.database.url()?;
    match cli.command {
        Command::Serve(options) => serve::run(&url, *options).await,
        Command::Openapi => print_document(),
        Command::Migrate => migrate::run(&url).await,
        Command::CreateAdmin(options) => create_admin::run(&url, options).await,
        Command::Check => check::run(&url).await,
        Command::Database(options) => database::run(&url, options).await,
        Command::Backup(options) => backup::backup(&url, options).await,
        Command::Restore(options) => backup::restore(&url, &options),
        Command::Copy(options) => copy::run(options).await,
        Command::Import(options) => import::run(&url, &options).await,
        Command::Replay(options) => replay::run(&url, &options).await,
        Command::Simulate(args) => Ok(simulate::run(*args).await?),
        Command::Export(options) => export::run(&url, &options).await,
    }
}

fn print_document() -> Result<ExitCode, Failure> {
    let document = crate::openapi().to_pretty_json();
    let document = document.map_err(|error| Failure::new("cli.openapi", error.to_string()))?;
    writeln!(std::io::stdout().lock(), "{document}")?;
    Ok(ExitCode::SUCCESS)
}

fn report(failure: &Failure) -> ExitCode {
    if failure.is_closed_pipe() {
        return ExitCode::SUCCESS;
    }
    eprintln!("error: {failure}");
    ExitCode::FAILURE
}
