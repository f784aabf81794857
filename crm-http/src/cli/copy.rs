//! `crm copy`.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Args;
use clap::builder::BoolishValueParser;
use crm_core::Error;
use crm_core::kernel::Secret;
use crm_core::store::copy::{CopiedTable, CopyError, CopyPart, Start, copy};
use crm_core::store::{DatabaseUrl, Store};

use super::failure::Failure;
use super::office;
use super::progress::Progress;

pub(super) const EXAMPLES: &str = "\
Examples:
  crm copy --from sqlite://crm.db --to postgresql://crm@db/office    when a file is not enough
  crm copy --from postgresql://crm@db/office --to sqlite://away.db   and back

Copies all tables of one moment of the source. The target must be empty; passwords are better
in PGPASSWORD or .pgpass. In the end the target is read back and each table must have the
checksum of the source. Until then no program opens the target as an office.

Stop the office first: what it writes meanwhile is not copied. An interrupted copy goes on when
the command is repeated, provided that the source has not changed; --start-over begins it again.
An office is never written over. Where audit entries were let go (settings), give the copy the
secret of the source, or keep it as CRM_JWT_SECRET_BEFORE: it signed for them.";

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The office: an address as for --database
    #[arg(long, value_name = "URL", env = "CRM_FROM", hide_env_values = true)]
    from: Secret,
    /// The empty database that becomes its copy
    #[arg(long, value_name = "URL", env = "CRM_TO", hide_env_values = true)]
    to: Secret,
    /// Empty an unfinished copy in the target and begin again
    #[arg(long, env = "CRM_START_OVER", value_parser = BoolishValueParser::new())]
    start_over: bool,
}

/// Copies an office and prints what was copied.
pub(super) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let address = |given: &Secret| DatabaseUrl::parse(given.expose()).map_err(Error::from);
    let (from, to) = (address(&options.from)?, address(&options.to)?);
    if from == to {
        return Err(Failure::new("cli.same_database", "--from and --to are one and the same database"));
    }
    let source = office::current_store(&from).await?;
    let target = office::open_for_copy(&to).await?;
    let start = if options.start_over { Start::Over } else { Start::Resume };

    let progress = Progress::new("copy", Some(0));
    let mut has_begun = false;
    let copied = copy(source.copyable().as_ref(), target.copyable().as_ref(), start, |done| {
        has_begun = true;
        progress.part(match done.part {
            CopyPart::Copy => done.table,
            CopyPart::Verify => "verify",
        });
        progress.of(done.total);
        progress.at(done.rows);
    })
    .await;
    progress.end();
    let closed = (source.store().close().await, target.store().close().await);
    let copied = copied.map_err(|error| match error {
        CopyError::Store(error) if has_begun => {
            let error = Error::from(error);
            Failure::new(error.code(), format!("{error}; repeat the command to go on"))
        }
        error => Error::from(error).into(),
    })?;
    closed.0?;
    closed.1?;
    print(&mut io::stdout().lock(), &copied)?;
    // For people; scripts know it.
    if io::stderr().is_terminal() {
        writeln!(io::stderr().lock(), "{}", next_step(&from))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What whoever moves must know: two offices that both take calls cannot be joined again, and sessions are signed.
fn next_step(from: &DatabaseUrl) -> String {
    let keep = "From now on use one of the two. With the secret of the source (JWT_SECRET";
    let beside = match from {
        DatabaseUrl::SqliteFile(path) => format!(", or what {}.jwt-secret holds", path.display()),
        DatabaseUrl::SqliteMemory | DatabaseUrl::Postgres(_) => String::new(),
    };
    format!("{keep}{beside}) everybody stays signed in; with another one they sign in again.")
}

fn print(out: &mut impl Write, copied: &[CopiedTable]) -> io::Result<()> {
    for table in copied.iter().filter(|table| table.rows > 0) {
        let digest = table.digest.to_string();
        writeln!(out, "{:<26}{:>12}  {}", table.table, table.rows, digest.get(..16).unwrap_or(&digest))?;
    }
    let rows: u64 = copied.iter().map(|table| table.rows).sum();
    writeln!(out, "{} tables, {rows} rows: the copy has the checksums of the source", copied.len())
}
